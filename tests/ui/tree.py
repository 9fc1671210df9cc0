"""What an assistive tool is told of a program: its tree of widgets, read over the accessibility bus.

Each question about one widget costs a quarter of a millisecond in the program, and as much on the bus and here: a window of
a thousand widgets, asked for name, role, size and text, took three seconds. So what GTK tells of all it has in one answer
(org.a11y.atspi.Cache) is asked for once a look, and what it does not tell, sizes and texts, only where it matters, many
questions at a time. libatspi, which would keep old answers, lends only its names for roles and states.
"""
import ast
import re

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib  # noqa: E402

PREFIX = 'org.a11y.atspi.'
PROPERTIES = 'org.freedesktop.DBus.Properties'
REGISTRY, ROOT, CACHE = PREFIX + 'Registry', '/org/a11y/atspi/accessible/root', '/org/a11y/atspi/cache'
# In milliseconds: a program that answers later is taken for one that hangs.
PATIENCE = 15000
WINDOW = GLib.Variant('(u)', (Atspi.CoordType.WINDOW,))


def safely(function, *arguments, otherwise=None):
    """A node may be gone by the time it is asked."""
    try:
        return function(*arguments)
    except GLib.Error:
        return otherwise


class Bus:
    """The accessibility bus of this session."""
    shared = None

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address, = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None, None,
                                     Gio.DBusCallFlags.NONE, PATIENCE).unpack()
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self.connection = Gio.DBusConnection.new_for_address_sync(address, flags)

    @classmethod
    def get(cls):
        cls.shared = cls.shared or cls()
        return cls.shared

    def ask(self, owner, path, interface, method, arguments=None):
        return self.connection.call_sync(owner, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE, PATIENCE)

    def ask_all(self, owner, questions):
        """The answers to many questions in their order, None where there is none: all are put before one is waited for."""
        answers = [None] * len(questions)
        left = len(questions)

        def answered(connection, result, number):
            nonlocal left
            left -= 1
            answers[number] = safely(connection.call_finish, result)
        for number, question in enumerate(questions):
            self.connection.call(owner, *question, None, Gio.DBusCallFlags.NONE, PATIENCE, None, answered, number)
        while left:
            GLib.MainContext.default().iteration(True)
        return answers

    def programs(self):
        """The roots of the programs that can be read."""
        found, = self.ask(REGISTRY, ROOT, PREFIX + 'Accessible', 'GetChildren').unpack()
        return [Node(Tree(owner), path) for owner, path in found]


class Look:
    """What was told at one time. It holds until something is done, or until one looks again."""
    number = 0
    # How many conditions are being waited for, one within the other: these share a look.
    depth = 0

    @classmethod
    def again(cls):
        cls.number += 1


class Fact:
    """What is known of one widget in one look."""

    def __init__(self, parent, index, count, interfaces, name, role, states):
        self.parent, self.index, self.count = parent, index, count
        self.interfaces, self.name, self.role, self.states = interfaces, name, role, states
        self.children = []
        self.extents = self.text = None
        self.is_asked = False


class Tree:
    """All widgets of a program that were shown to an assistive tool."""

    def __init__(self, owner):
        self.bus, self.owner = Bus.get(), owner
        self.facts, self.look = {}, -1
        self.known = {}

    def ask(self, path, interface, method, arguments=None):
        return self.bus.ask(self.owner, path, interface, method, arguments).unpack()[0]

    def get(self, path):
        """What this look knows of a widget, or nothing."""
        return self.facts.get(path) if self.look == Look.number else None

    def read(self):
        """Reads it all, unless this look has."""
        if self.look != Look.number:
            self._read({})
            self.look = Look.number

    def _read(self, before):
        try:
            answer = self.bus.ask(self.owner, CACHE, PREFIX + 'Cache', 'GetItems')
        except GLib.Error:
            # A window that has just come has not told of itself yet; a program that has gone shows nothing, and what is
            # waited for to disappear from it has not.
            if self.facts:
                raise
            return
        # To take a thousand items to pieces takes longer than to ask for them, and most are as they were: what is new in the
        # printed form is read. Each item begins with the names of its program and its path, and no other part of it does.
        items = answer.print_(False)[2:-3].split(f"(('{self.owner}', ")[1:]
        self.known = {item: self.known.get(item) or ast.literal_eval('(' + item.replace(')', '', 1).removesuffix(', ')) for item in items}
        self.facts = {}
        for path, _, (_, parent), index, count, interfaces, name, role, _, states in self.known.values():
            self.facts[path] = fact = Fact(parent, index, count, interfaces, name, role, states)
            old = before.get(path)
            if old:
                fact.extents, fact.text, fact.is_asked = old.extents, old.text, old.is_asked
        for path, fact in sorted(self.facts.items(), key=lambda item: item[1].index):
            # A widget that is not to be seen has no place among its parent's children.
            if fact.index >= 0 and fact.parent in self.facts and fact.index < self.facts[fact.parent].count:
                self.facts[fact.parent].children.append(path)
        for path, fact in self.facts.items():
            if fact.is_asked:
                fact.children = [self._place(child, path) for child in before[path].children if child in self.facts]

    def measure(self, paths):
        """Learns the sizes of widgets."""
        wanted = [path for path in paths if self.facts[path].extents is None]
        answers = self.bus.ask_all(self.owner, [(path, PREFIX + 'Component', 'GetExtents', WINDOW) for path in wanted])
        for path, answer in zip(wanted, answers, strict=True):
            self.facts[path].extents = answer.unpack()[0] if answer else (0, 0, 0, 0)

    def learn_texts(self, paths):
        """Learns what stands in labels and entries that have no name."""
        wanted = [path for path in paths if self.facts[path].text is None and PREFIX + 'Text' in self.facts[path].interfaces]
        get = GLib.Variant('(ss)', (PREFIX + 'Text', 'CharacterCount'))
        # GTK 4.8 answers nothing for "to the end" (-1): the length must be asked for.
        lengths = self.bus.ask_all(self.owner, [(path, PROPERTIES, 'Get', get) for path in wanted])
        texts = self.bus.ask_all(self.owner, [(path, PREFIX + 'Text', 'GetText',
                                               GLib.Variant('(ii)', (0, length.unpack()[0] if length else 0)))
                                              for path, length in zip(wanted, lengths, strict=True)])
        for path, answer in zip(wanted, texts, strict=True):
            self.facts[path].text = answer.unpack()[0] if answer else ''

    def is_hidden(self, path):
        """Whether it is known to have no size. The page of a stack is no widget and has none, but has one in it."""
        fact = self.facts[path]
        return fact.extents is not None and fact.extents[2] == 0 and not self._needs_no_size(fact)

    @staticmethod
    def _needs_no_size(fact):
        return fact.name == 'GtkStackPage' or fact.role in (Atspi.Role.FRAME, Atspi.Role.DIALOG)

    def below(self, start, most):
        """A widget and those below it in order, no more than so many children of each, without those known to be hidden."""
        found, waiting = {}, [start]
        while waiting:
            path = waiting.pop()
            # Newer toolkits tell of some widgets in two places.
            if path in self.facts and path not in found and (path == start or not self.is_hidden(path)):
                found[path] = True
                waiting += reversed(self.facts[path].children[:most])
        return list(found)

    def up(self, path, start):
        """A widget and those above it, below the one where it began."""
        above = []
        while path != start and path in self.facts:
            above.append(path)
            path = self.facts[path].parent
        return above

    def shown(self, paths, start):
        """Those of the widgets below one that have a size, and so have all above them."""
        above = {path: self.up(path, start) for path in paths}
        self.measure({path for line in above.values() for path in line if not self._needs_no_size(self.facts[path])})
        return [path for path in paths if not any(map(self.is_hidden, above[path]))]

    def complete(self, start, most):
        """Asks each widget for its children. GTK tells of one once it was asked for, and goes on telling of one that was hidden,
        which by its place among its parent's children is not to be told from the one that came instead."""
        while True:
            asked = [path for path in self.below(start, most) if self.facts[path].count and not self.facts[path].is_asked]
            if not asked:
                return
            new = []
            for path, found in zip(asked, self._ask_children(asked, most), strict=True):
                fact = self.facts[path]
                fact.is_asked = True
                new += [child for child in found if child not in self.facts]
                fact.children = [self._place(child, path) for child in found]
            if new:
                while new:
                    new = [child for found in self._ask_children(new, most) for child in found if child not in self.facts]
                self._read(self.facts)

    def _place(self, child, path):
        """A stack answers with what is on its pages, which are known by them: the page, if there is one in between."""
        page = self.facts[child].parent if child in self.facts else None
        return page if page in self.facts and self.facts[page].parent == path else child

    def _ask_children(self, paths, most):
        answers = self.bus.ask_all(self.owner, [(path, PREFIX + 'Accessible', 'GetChildren', None) for path in paths])
        # Unpacked, an answer takes four times as long.
        return [re.findall(r"'(/[^']+)'", answer.print_(False))[:most] if answer else [] for answer in answers]


class Node:
    """One widget: what a look has told of it, or else its own answer."""

    def __init__(self, tree, path):
        self.tree, self.path = tree, path

    def __eq__(self, other):
        return isinstance(other, Node) and (self.tree.owner, self.path) == (other.tree.owner, other.path)

    def __hash__(self):
        return hash((self.tree.owner, self.path))

    def ask(self, interface, method, arguments=None):
        return self.tree.ask(self.path, PREFIX + interface, method, arguments)

    def get(self, interface, property):
        return self.tree.ask(self.path, PROPERTIES, 'Get', GLib.Variant('(ss)', (PREFIX + interface, property)))

    def get_parent(self):
        fact = self.tree.get(self.path)
        return Node(self.tree, fact.parent if fact else self.get('Accessible', 'Parent')[1])

    def get_process_id(self):
        return self.tree.bus.ask('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                                 'GetConnectionUnixProcessID', GLib.Variant('(s)', (self.tree.owner,))).unpack()[0]


def has(node, interface):
    fact = node.tree.get(node.path)
    return PREFIX + interface in (fact.interfaces if fact else safely(node.ask, 'Accessible', 'GetInterfaces', otherwise=[]))


def role(node):
    fact = node.tree.get(node.path)
    number = fact.role if fact else safely(node.ask, 'Accessible', 'GetRole')
    return ROLES.get(number, '')


def name(node):
    fact = node.tree.get(node.path)
    return fact.name if fact else safely(node.get, 'Accessible', 'Name', otherwise='')


def text(node):
    """The content of a label or an entry."""
    if not has(node, 'Text'):
        return ''
    fact = node.tree.get(node.path)
    if fact:
        node.tree.learn_texts([node.path])
        return fact.text
    length = safely(node.get, 'Text', 'CharacterCount', otherwise=0)
    return safely(node.ask, 'Text', 'GetText', GLib.Variant('(ii)', (0, length)), otherwise='')


def label_of(node):
    """What its label says: a menu item of GTK 4.18 has no name of its own, and a screen reader asks its label."""
    for relation, targets in safely(node.ask, 'Accessible', 'GetRelationSet', otherwise=[]):
        if relation == Atspi.RelationType.LABELLED_BY and targets:
            label = Node(node.tree, targets[0][1])
            return name(label) or text(label)
    return ''


def states(node):
    fact = node.tree.get(node.path)
    words = fact.states if fact else safely(node.ask, 'Accessible', 'GetState', otherwise=())
    bits = sum(word << 32 * place for place, word in enumerate(words))
    return {nick for number, nick in STATES.items() if bits >> number & 1}


def extents(node):
    """Its place in the window, and its size."""
    fact = node.tree.get(node.path)
    if fact:
        node.tree.measure([node.path])
        return fact.extents
    return safely(node.ask, 'Component', 'GetExtents', WINDOW, otherwise=(0, 0, 0, 0))


def actions(node):
    """The names of what can be done with it now."""
    # GetActions has them translated.
    answers = node.tree.bus.ask_all(node.tree.owner, [(node.path, PREFIX + 'Action', 'GetName', GLib.Variant('(i)', (number,)))
                                                      for number in range(safely(node.get, 'Action', 'NActions', otherwise=0))])
    return [answer.unpack()[0] if answer else '' for answer in answers]


def do(node, action):
    """Does the action of a number."""
    Look.again()
    safely(node.ask, 'Action', 'DoAction', GLib.Variant('(i)', (action,)))


def children(node):
    """What is in a node, as it is now."""
    return [Node(node.tree, path) for _, path in safely(node.ask, 'Accessible', 'GetChildren', otherwise=[])]


def walk(node, most=60, wanted=None):
    """A node and all below it that are shown, but no more than so many rows of a list; only those for which a function of
    a node is true, if there is one."""
    if Look.depth == 0:
        Look.again()
    tree = node.tree
    tree.read()
    tree.complete(node.path, most)
    found = [Node(tree, path) for path in tree.below(node.path, most)]
    paths = [one.path for one in found if wanted is None or wanted(one)]
    return [Node(tree, path) for path in tree.shown(paths, node.path)]


def learn_texts(nodes):
    """Asks for the texts of nodes together, where they have no name."""
    if nodes:
        nodes[0].tree.learn_texts([node.path for node in nodes if not name(node)])


def name_role(role):
    """As libatspi 2.46 does; what that calls a push button is a button from 2.56 on."""
    said = Atspi.role_get_name(role)
    return 'push button' if said == 'button' else said


ROLES = {number: name_role(Atspi.Role(number)) for number in range(int(Atspi.Role.LAST_DEFINED))}
STATES = {value: Atspi.StateType(value).value_nick for value in range(int(Atspi.StateType.LAST_DEFINED))}
