"""Drives the program from outside, as an assistive tool and a keyboard do: AT-SPI to read, xdotool to press keys.

Runs inside tests/support/with-display. Needs Debian's own Python, which has the GObject bindings.
"""
import os
import re
import subprocess
import tempfile
import time

from gi.repository import GLib
from tree import (Bus, Look, actions, children, do, extents, has, label_of, learn_texts, name, role, safely, states, text,
                  walk)

APPLICATION = 'madoguchi'
# In a sandbox the program has another number, and whoever speaks for it on the bus a third one.
SANDBOXED = 'MADO_SANDBOXED' in os.environ
# What a person can act on, and which thus needs a name of its own.
CONTROLS = {'push button', 'toggle button', 'check box', 'radio button', 'combo box', 'entry', 'text', 'slider',
            'spin button', 'switch', 'menu item', 'list item', 'tree item', 'table row', 'link', 'page tab',
            'password text', 'button'}
CLASS_NAME = re.compile(r'^_?(Gtk|Adw|Mado|Gdk|Pango)[A-Z]\w+$')
WARNING = re.compile(r'\b(WARNING|CRITICAL|ERROR)\b|AddressSanitizer|runtime error')


def says(node, fits, roles=None, most=60):
    """The nodes in a node whose name, or else whose text, is one that fits; the text of a label is what names it to a reader."""
    def may_say(one):
        if roles is not None and role(one) not in roles:
            return False
        return bool(fits(name(one))) if name(one) else roles is not None or has(one, 'Text')
    found = walk(node, most, may_say)
    learn_texts(found)
    return [one for one in found if name(one) or fits(text(one) or (roles and label_of(one)) or '')]


def texts_below(node, most=60):
    """Everything that can be read in a node, in order."""
    return [name(one) or text(one) for one in says(node, lambda said: said and not CLASS_NAME.match(said), None, most)]


def describe(node):
    return f'{role(node)} {name(node)!r} {text(node)[:60]!r} {extents(node)}'


def wait_for(condition, what, seconds=20):
    """The first true answer of a condition, asked again and again; an assertion with what was waited for."""
    end = time.monotonic() + seconds
    is_first = True
    while True:
        # A condition within another one begins with what that one has seen.
        if Look.depth == 0 or not is_first:
            Look.again()
        is_first = False
        began = time.monotonic()
        Look.depth += 1
        try:
            answer = condition()
        finally:
            Look.depth -= 1
        if answer:
            return answer
        if time.monotonic() > end:
            raise AssertionError(f'waited {seconds} s for {what}')
        # Who asks without a pause keeps the program from doing what is waited for.
        time.sleep(min(0.3, max(0.05, time.monotonic() - began)))


def at_rest(node):
    """Its place once two looks agree on it: what a list was just filled with still moves."""
    seen = [None]

    def look():
        Look.again()
        seen.append(extents(node))
        return seen[-1] == seen[-2]
    wait_for(look, f'{describe(node)} to be at rest')
    return seen[-1]


def is_in_toast(node):
    """Whether a button stands beside a toast's own label, at the foot of the window."""
    return name(node) == 'GtkImage' and extents(node)[1] > 600 and extents(node)[2] == 34


def is_choice(node):
    """Whether it is what a combo box offers or has chosen; libadwaita names the label in it, and the box itself."""
    while node and role(node) in ('list item', 'list', 'panel'):
        node = node.get_parent()
    return bool(node) and role(node) == 'combo box'


class Program:
    """The running program."""

    def __init__(self, build, *arguments, environment=None):
        self.log = tempfile.TemporaryFile('w+')
        # A sandbox hides the number of the process: what was there before is another program.
        self.others = set(self._list_applications()) if SANDBOXED else set()
        self.other_windows = set(self._list_windows()) if SANDBOXED else set()
        self.process = subprocess.Popen(
            [os.path.join(build, 'src/app/madoguchi'), *arguments],
            stdout=self.log, stderr=self.log, env=dict(os.environ, **(environment or {})))
        self.root = wait_for(self._find_application, 'the application on the accessibility bus', 60)
        self.frame = wait_for(lambda: next(iter(children(self.root)), None), 'a window', 60)

    def windows(self):
        """All its windows, those over the first included."""
        return children(self.root)

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

        def has_size():
            # Its own first size may come after the one that it is given.
            if extents(self.frame)[2:] != (width, height):
                subprocess.run(['xdotool', 'windowmove', window, str(-left), str(-top),
                                'windowsize', window, str(width + 2 * left), str(height + 2 * top)], check=True)
            return extents(self.frame)[2:] == (width, height)
        wait_for(has_size, f'a window of {width} by {height}')

    def put_back(self):
        """A drag that moved the window in place of what was to be dragged: what is pointed at is on the display again."""
        window, left, top = wait_for(self._window, 'a window on the display')
        subprocess.run(['xdotool', 'windowmove', window, str(-left), str(-top)], check=True)

    def _take_focus(self):
        """What a window manager does when a dialog or another program has gone: this display has none."""
        focused = subprocess.run(['xdotool', 'getwindowfocus', '-f'], capture_output=True, text=True, check=False).stdout.strip()
        if focused not in self._list_windows():
            window, *_ = wait_for(self._window, 'a window on the display')
            subprocess.run(['xdotool', 'windowfocus', '--sync', window], check=True)

    def focus_newest(self):
        """Gives the keys to the window that was opened last."""
        window = max(map(int, wait_for(lambda: [*{*self._list_windows()} - self.other_windows], 'a window')))
        subprocess.run(['xdotool', 'windowfocus', '--sync', str(window)], check=True)

    def _find_application(self):
        if self.process.poll() is not None:
            raise AssertionError(f'the program ended with {self.process.returncode}: {self.said()}')
        return next((node for node in self._list_applications() if node not in self.others
                     and (SANDBOXED or safely(node.get_process_id) == self.process.pid)), None)

    def _list_applications(self):
        return [node for node in safely(Bus.get().programs, otherwise=[]) if name(node).endswith(APPLICATION)]

    def said(self):
        self.log.seek(0)
        return self.log.read()

    def warnings(self):
        """Lines of its output that are warnings."""
        return [line for line in self.said().splitlines() if WARNING.search(line)]

    def must_be_there(self):
        """What is not there any more is not waited for, step after step."""
        assert self.process.poll() is None, 'the program has ended'

    def quit(self):
        """Asks it to end with its own key, and says with what status it did."""
        self.press('ctrl+q')
        try:
            return self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()

    def nodes(self, roles=None, within=None, most=60):
        return walk(within or self.frame, most, lambda node: roles is None or role(node) in roles)

    def find(self, pattern, roles=None, within=None, seconds=20, most=60):
        """The first node whose name or text matches as a whole."""
        whole = re.compile(pattern, re.DOTALL)

        def look():
            return next(iter(says(within or self.frame, whole.fullmatch, roles, most)), None)
        return wait_for(look, f'{"/".join(roles) if roles else "a node"} {pattern!r}', seconds)

    def texts(self, within=None, most=60):
        """Everything that can be read, in order."""
        return texts_below(within or self.frame, most)

    def saying(self, wanted, within=None, most=60):
        """The first text that has these words in it, or nothing."""
        found = says(within or self.frame, lambda said: wanted in said and not CLASS_NAME.match(said), None, most)
        return name(found[0]) or text(found[0]) if found else None

    def reads(self, wanted, within=None, seconds=20):
        """Waits until a text is to be read somewhere; answers the text it stands in."""
        return wait_for(lambda: self.saying(wanted, within), f'{wanted!r} to be read', seconds)

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
        Look.again()

    def point(self, node):
        """Clicks with the pointer in the middle of a node; needed where GTK offers no action."""
        x, y, width, height = at_rest(node)
        subprocess.run(['xdotool', 'mousemove', str(x + width // 2), str(y + height // 2), 'click', '1'],
                       check=True)
        Look.again()

    def click(self, node):
        """Does a node's own action, or clicks on it."""
        offered = actions(node) if has(node, 'Action') else []
        if 'click' in offered or 'activate' in offered:
            do(node, offered.index('click' if 'click' in offered else 'activate'))
        else:
            self.point(node)

    def write(self, entry, words):
        """Puts words into an entry, as an input method would: typing keys loses Japanese."""
        Look.again()
        assert safely(entry.ask, 'EditableText', 'SetTextContents', GLib.Variant('(s)', (words,))), f'{describe(entry)} takes no text'
        wait_for(lambda: text(entry) == words, f'{words!r} in {describe(entry)}')

    def answer_file_chooser(self, path):
        """Writes a path into the toolkit's own question for a file, which its key for places makes an entry for."""
        def has_owner(window):
            said = subprocess.run(['xprop', '-id', window, 'WM_TRANSIENT_FOR'], capture_output=True, text=True, check=False)
            return '#' in said.stdout
        question = wait_for(lambda: next((node for node in self.windows() if role(node) != 'frame'), None), 'the question for a file')
        window = wait_for(lambda: next(filter(has_owner, self._list_windows()), None), 'its window')
        subprocess.run(['xdotool', 'windowfocus', '--sync', window, 'key', '--clearmodifiers', 'slash'], check=True)
        entry = wait_for(lambda: next((node for node in self.nodes({'entry', 'text'}, question) if text(node).startswith('/')), None),
                         'the entry for a path')
        self.write(entry, str(path))
        subprocess.run(['xdotool', 'windowfocus', '--sync', window, 'key', '--clearmodifiers', 'Return'], check=True)
        wait_for(lambda: question not in self.windows(), 'the question to be gone')

    def expect_names(self, within=None):
        """No control and no row on screen is without a name, or has only the name of its class."""
        found = []
        for node in self.nodes(CONTROLS, within, most=16):
            said = name(node) or text(node)
            if role(node) in ('text', 'entry'):
                # What stands in an entry is no name for it.
                said = name(node) or name(node.get_parent())
            # libadwaita 1.2 gives the cross of its toasts no name.
            if (not said.strip() or CLASS_NAME.match(said)) and not is_in_toast(node) and not is_choice(node):
                found.append(describe(node))
        assert not found, f'without a name: {found}'
