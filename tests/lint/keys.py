"""Every key that a widget listens to is shown in the window of shortcuts, and none belongs to somebody else."""
import re

TABLE = 'src/app/mado-shortcuts.c'
# Keys that walk through whatever has the focus; the help and the toolkit's habits tell about them.
WALKING = {'Up', 'Down', 'Left', 'Right', 'Home', 'End', 'Page_Up', 'Page_Down', 'Return', 'Enter', 'Escape', 'Tab',
           'space', 'BackSpace', 'Menu'}
# The same sign on another part of the keyboard.
SAME = {'equal': 'plus', 'Add': 'plus', 'Subtract': 'minus'}
# GDK_KEY_PRESS and its like are events.
EVENTS = {'PRESS', 'RELEASE'}
# What desktops, input methods and the toolkit's own text widgets take for themselves.
TAKEN = {'<Control>space', '<Shift>space', '<Control><Shift>u', '<Control>period', '<Control>semicolon', '<Alt>F4',
         '<Alt>space', '<Alt>Tab', '<Alt>grave', '<Alt>F1', '<Alt>F2', 'F10',
         '<Control><Alt>Delete', 'Zenkaku_Hankaku', 'Henkan', 'Muhenkan', 'Print'}
KEY = re.compile(r'\bGDK_KEY_(?:KP_|ISO_)?(\w+)')
ROW = re.compile(r'\{\s*((?:"[^"]*"\s*,?\s*)+)(?:NULL\s*)?\}')


def accelerators(tree):
    """Every accelerator of the table."""
    table = tree[TABLE][tree[TABLE].index('shortcuts[] = {'):]
    table = table[:table.index('\n};')]
    return [key for row in ROW.finditer(table) for key in re.findall(r'"([^"]*)"', row[1])]


def bare(accelerator):
    return re.sub(r'<\w+>', '', accelerator)


def check_shown(tree):
    shown = {bare(key).lower() for key in accelerators(tree)}
    return [f'{path}:{number}: the key {match[1]} is in no row of {TABLE}'
            for path, number, match in tree.grep(tree.files(r'src/app/.*\.c'), KEY)
            if match[1] not in WALKING | EVENTS and SAME.get(match[1], match[1]).lower() not in shown]


def check_free(tree):
    taken = {key.lower() for key in TAKEN}
    return [f'{TABLE}: {key} belongs to the desktop, to an input method or to text widgets'
            for key in accelerators(tree) if key.lower() in taken or '<super>' in key.lower() or '<meta>' in key.lower()]


def with_row(row):
    return lambda tree: tree.with_file(TABLE, tree[TABLE].replace('shortcuts[] = {', 'shortcuts[] = {\n  ' + row, 1))


RULES = [
    ('every-key-that-is-listened-to-is-shown', check_shown, [
        ('a-key-that-nobody-is-told-about',
         lambda tree: tree.with_file('src/app/widgets/mado-x.c', '  if (key == GDK_KEY_F7)\n'), 'the key F7'),
    ]),
    ('no-key-is-taken-from-others', check_free, [
        ('the-key-of-an-input-method', with_row('{ PROGRAM, N_ ("Quit"), "app.quit", { "<Control>space" } },'),
         '<Control>space belongs'),
        ('a-key-of-the-desktop', with_row('{ PROGRAM, N_ ("Quit"), "app.quit", { "<Super>q" } },'), '<Super>q belongs'),
    ]),
]
