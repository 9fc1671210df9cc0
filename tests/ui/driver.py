"""Drives the program from outside, as an assistive tool and a keyboard do: AT-SPI to read, xdotool to press keys.

Runs inside tests/support/with-display. Needs Debian's own Python, which has the GObject bindings.
"""
import os
import re
import subprocess
import tempfile
import time

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

APPLICATION = 'madoguchi'
# In a sandbox the program has another number, and whoever speaks for it on the bus a third one.
SANDBOXED = 'MADO_SANDBOXED' in os.environ
# What a person can act on, and which thus needs a name of its own.
CONTROLS = {'push button', 'toggle button', 'check box', 'radio button', 'combo box', 'entry', 'text', 'slider',
            'spin button', 'switch', 'menu item', 'list item', 'tree item', 'table row', 'link', 'page tab',
            'password text', 'button'}
CLASS_NAME = re.compile(r'^_?(Gtk|Adw|Mado|Gdk|Pango)[A-Z]\w+$')
WARNING = re.compile(r'\b(WARNING|CRITICAL|ERROR)\b|AddressSanitizer|runtime error')

Atspi.init()
Atspi.set_timeout(5000, 15000)


def safely(function, *arguments, otherwise=None):
    """A node may be gone by the time it is asked."""
    try:
        return function(*arguments)
    except GLib.Error:
        return otherwise


def interfaces(node):
    return safely(node.get_interfaces, otherwise=None) or []


def role(node):
    return safely(node.get_role_name, otherwise='') or ''


def name(node):
    return safely(node.get_name, otherwise='') or ''


def text(node):
    """The content of a label or an entry."""
    if 'Text' not in interfaces(node):
        return ''
    # GTK 4.8 answers nothing for "to the end" (-1): the length must be asked for.
    length = safely(Atspi.Text.get_character_count, node, otherwise=0)
    return safely(Atspi.Text.get_text, node, 0, length, otherwise='') or ''


def label_of(node):
    """What its label says: a menu item of GTK 4.18 has no name of its own, and a screen reader asks its label."""
    for relation in safely(node.get_relation_set, otherwise=None) or []:
        if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY and relation.get_n_targets():
            label = relation.get_target(0)
            return name(label) or text(label)
    return ''


def states(node):
    found = safely(node.get_state_set)
    return {state.value_nick for state in found.get_states()} if found else set()


def extents(node):
    box = safely(Atspi.Component.get_extents, node, Atspi.CoordType.WINDOW)
    return (box.x, box.y, box.width, box.height) if box else (0, 0, 0, 0)


def children(node):
    for index in range(safely(node.get_child_count, otherwise=0)):
        child = safely(node.get_child_at_index, index)
        if child is not None:
            yield child


def walk(node, most=60, depth=0):
    """A node and all below it that are shown, but no more than so many rows of a list: each is a call."""
    # What is hidden has no size; nor has the page of a stack, which is no widget but has one in it.
    if depth and extents(node)[2] == 0 and name(node) != 'GtkStackPage' and role(node) not in ('frame', 'dialog'):
        return
    yield node
    for index, child in enumerate(children(node)):
        if index >= most:
            return
        yield from walk(child, most, depth + 1)


def texts_below(node, most=60):
    """Everything that can be read in a node, in order."""
    for child in walk(node, most):
        said = name(child) or text(child)
        if said and not CLASS_NAME.match(said):
            yield said


def describe(node):
    return f'{role(node)} {name(node)!r} {text(node)[:60]!r} {extents(node)}'


def wait_for(condition, what, seconds=20):
    """The first true answer of a condition, asked again and again; an assertion with what was waited for."""
    end = time.monotonic() + seconds
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > end:
            raise AssertionError(f'waited {seconds} s for {what}')
        context = GLib.MainContext.default()
        while context.pending():
            context.iteration(False)
        time.sleep(0.05)


def is_in_toast(node):
    """Whether a button stands beside a toast's own label, at the foot of the window."""
    return name(node) == 'GtkImage' and extents(node)[1] > 600 and extents(node)[2] == 34


class Program:
    """The running program."""

    def __init__(self, build, *arguments, environment=None):
        self.log = tempfile.TemporaryFile('w+')
        # A sandbox hides the number of the process: what was there before is another program.
        self.others = {safely(node.get_process_id) for node in self._list_applications()} if SANDBOXED else set()
        self.other_windows = set(self._list_windows()) if SANDBOXED else set()
        self.process = subprocess.Popen(
            [os.path.join(build, 'src/app/madoguchi'), *arguments],
            stdout=self.log, stderr=self.log, env=dict(os.environ, **(environment or {})))
        self.root = wait_for(self._find_application, 'the application on the accessibility bus', 60)
        # libatspi keeps children that are gone, and misses new ones.
        self.root.set_cache_mask(Atspi.Cache.NONE)
        self.frame = wait_for(lambda: next(children(self.root), None), 'a window', 60)

    def windows(self):
        """All its windows, those over the first included."""
        return list(children(self.root))

    def _list_windows(self):
        wanted = ['--class', APPLICATION] if SANDBOXED else ['--pid', str(self.process.pid)]
        return subprocess.run(['xdotool', 'search', '--onlyvisible', *wanted],
                              capture_output=True, text=True, check=False).stdout.split()

    def _window(self):
        """The X window and its invisible border at the left and at the top."""
        found = [window for window in self._list_windows() if window not in self.other_windows]
        if not found:
            return None
        border = subprocess.run(['xprop', '-id', found[0], '_GTK_FRAME_EXTENTS'],
                                capture_output=True, text=True, check=False).stdout
        numbers = re.search(r'= (\d+), \d+, (\d+), \d+', border)
        return (found[0], int(numbers[1]), int(numbers[2])) if numbers else (found[0], 0, 0)

    def resize(self, width, height):
        """Gives the window a size, its visible corner at the top left of the display."""
        window, left, top = wait_for(self._window, 'a window on the display')
        subprocess.run(['xdotool', 'windowmove', window, str(-left), str(-top),
                        'windowsize', window, str(width + 2 * left), str(height + 2 * top)], check=True)
        wait_for(lambda: extents(self.frame)[2:] == (width, height), f'a window of {width} by {height}')

    def _take_focus(self):
        """What a window manager does when a dialog or another program has gone: this display has none."""
        focused = subprocess.run(['xdotool', 'getwindowfocus', '-f'], capture_output=True, text=True, check=False).stdout.strip()
        if focused not in self._list_windows():
            window, *_ = wait_for(self._window, 'a window on the display')
            subprocess.run(['xdotool', 'windowfocus', '--sync', window], check=True)

    def _find_application(self):
        if self.process.poll() is not None:
            raise AssertionError(f'the program ended with {self.process.returncode}: {self.said()}')
        return next((node for node in self._list_applications() if safely(node.get_process_id) not in self.others
                     and (SANDBOXED or safely(node.get_process_id) == self.process.pid)), None)

    def _list_applications(self):
        desktop = Atspi.get_desktop(0)
        # Clearing its cache runs out of stack when a program has been read for long: it keeps none.
        desktop.set_cache_mask(Atspi.Cache.NONE)
        return [node for node in children(desktop) if name(node).endswith(APPLICATION)]

    def said(self):
        self.log.seek(0)
        return self.log.read()

    def warnings(self):
        """Lines of its output that are warnings."""
        return [line for line in self.said().splitlines() if WARNING.search(line)]

    def quit(self):
        """Asks it to end with its own key, and says with what status it did."""
        self.press('ctrl+q')
        try:
            return self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()

    def nodes(self, roles=None, within=None, most=60):
        for node in walk(within or self.frame, most):
            if roles is None or role(node) in roles:
                yield node

    def find(self, pattern, roles=None, within=None, seconds=20, most=60):
        """The first node whose name or text matches as a whole."""
        whole = re.compile(pattern, re.DOTALL)

        def look():
            return next((node for node in self.nodes(roles, within, most)
                         if whole.fullmatch(name(node) or text(node) or (roles and label_of(node)) or '')), None)
        return wait_for(look, f'{"/".join(roles) if roles else "a node"} {pattern!r}', seconds)

    def texts(self, within=None, most=60):
        """Everything that can be read, in order."""
        return list(self.each_text(within, most))

    def each_text(self, within=None, most=60):
        """The same one by one: who looks for one text need not wait for all."""
        yield from texts_below(within or self.frame, most)

    def reads(self, wanted, within=None, seconds=20):
        """Waits until a text is to be read somewhere; answers the text it stands in."""
        return wait_for(lambda: next((said for said in self.each_text(within) if wanted in said), None),
                        f'{wanted!r} to be read', seconds)

    def toast(self, pattern, roles=None):
        """What a toast says or offers; it stays for five seconds only, so that no other place is looked at."""
        whole = re.compile(pattern, re.DOTALL)

        def look():
            size = extents(self.frame)[2:]
            level = [self.frame]
            while level:
                inside = [child for node in level for child in children(node)]
                at_foot = [child for child in inside if extents(child)[1] > size[1] - 160 and extents(child)[2] < size[0]]
                for toast in at_foot:
                    for node in walk(toast, 8):
                        if (roles is None or role(node) in roles) and whole.fullmatch(name(node) or text(node)):
                            return node
                level = [child for child in inside if extents(child)[2:] == size]
            return None
        return wait_for(look, f'a toast {pattern!r}')

    def press(self, *keys):
        self._take_focus()
        subprocess.run(['xdotool', 'key', '--clearmodifiers', *keys], check=True)

    def point(self, node):
        """Clicks with the pointer in the middle of a node; needed where GTK offers no action."""
        x, y, width, height = extents(node)
        subprocess.run(['xdotool', 'mousemove', str(x + width // 2), str(y + height // 2), 'click', '1'],
                       check=True)

    def click(self, node):
        """Does a node's own action, or clicks on it."""
        actions = safely(Atspi.Action.get_n_actions, node, otherwise=0) if 'Action' in interfaces(node) else 0
        names = [Atspi.Action.get_action_name(node, index) for index in range(actions)]
        if 'click' in names or 'activate' in names:
            safely(Atspi.Action.do_action, node, names.index('click' if 'click' in names else 'activate'))
        else:
            self.point(node)

    def write(self, entry, words):
        """Puts words into an entry, as an input method would: typing keys loses Japanese."""
        assert Atspi.EditableText.set_text_contents(entry, words), f'{describe(entry)} takes no text'
        wait_for(lambda: text(entry) == words, f'{words!r} in {describe(entry)}')

    def nameless(self, within=None):
        """Controls and rows on screen without a name, or with only the name of their class."""
        found = []
        for node in self.nodes(CONTROLS, within, most=16):
            said = name(node) or text(node)
            if role(node) in ('text', 'entry'):
                # What stands in an entry is no name for it.
                said = name(node) or name(node.get_parent())
            # libadwaita 1.2 gives the cross of its toasts no name.
            if (not said.strip() or CLASS_NAME.match(said)) and not is_in_toast(node):
                found.append(describe(node))
        return found
