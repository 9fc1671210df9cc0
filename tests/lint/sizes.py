"""Files and functions that a reader can hold in the head, laid out by one formatter."""
import re

from lint import run_tool, without_comments

FILE_LINES = 600
FUNCTION_LINES = 100
INTERFACE_LINES = 150


def check_files(tree):
    return [f'{path}:{tree[path].count(chr(10))}: more than {FILE_LINES} lines: is there a second idea in it?'
            for path in tree.files(r'(src|tests)/.*(\.[ch]|\.py|/[a-z-]+)') if tree[path].count('\n') > FILE_LINES]


def functions(text):
    """First line, last line and name of each function of a C file in the GNU layout."""
    lines = without_comments(text).splitlines()
    start = None
    for number, line in enumerate(lines, 1):
        if line == '{' and number > 1 and lines[number - 2].rstrip().endswith(')'):
            start = number
        elif line.startswith('}') and start:
            head = ' '.join(lines[max(0, start - 12):start - 1])
            names = re.findall(r'(\w+) \(', head)
            yield start, number, names[-1] if names else '?'
            start = None


def check_functions(tree):
    return [f'{path}:{start}: {name} has {end - start - 1} lines, more than {FUNCTION_LINES}'
            for path in tree.files(r'(src|tests)/.*\.c')
            for start, end, name in functions(tree[path]) if end - start - 1 > FUNCTION_LINES]


def check_interface_files(tree):
    return [f'{path}:1: {INTERFACE_LINES} lines or more: make a widget of a part of it'
            for path in tree.files(r'src/.*\.ui') if tree[path].count('\n') >= INTERFACE_LINES]


def check_layout(tree):
    found = []
    for path in tree.files(r'(src|tests)/.*\.[ch]'):
        said = run_tool(['clang-format', '--dry-run', '-Werror', '--style=file', f'--assume-filename={path}'],
                        tree[path])
        if said:
            found.append(f'{path}: make format. ' + said.splitlines()[0])
    return found


def check_first_line(tree):
    return [f'{path}:1: the first line is not "SPDX-License-Identifier: GPL-3.0-or-later"'
            for path in tree.files(r'(src|tests)/.*\.[ch]')
            if 'SPDX-License-Identifier: GPL-3.0-or-later' not in tree[path].split('\n', 1)[0]]


def only(path, text):
    """A plant in a tree of one file, for a rule that runs a slow tool on each."""
    return lambda tree: type(tree)({path: text})


LONG = 'void\nlong_one (void)\n{\n' + '  step ();\n' * 101 + '}\n'

RULES = [
    ('no-file-is-longer-than-600-lines', check_files, [
        ('a-long-file', lambda tree: tree.with_file('src/core/mado-x.c', '\n' * 601), 'mado-x.c:601'),
    ]),
    ('no-function-is-longer-than-100-lines', check_functions, [
        ('a-long-function', lambda tree: tree.with_file('src/core/mado-x.c', LONG), 'long_one has 101 lines'),
    ]),
    ('no-interface-file-reaches-150-lines', check_interface_files, [
        ('a-long-interface-file', lambda tree: tree.with_file('src/app/mado-x.ui', '\n' * 150), 'mado-x.ui'),
    ]),
    ('every-c-file-is-laid-out-by-the-formatter', check_layout, [
        ('a-line-laid-out-by-hand', only('src/core/mado-x.c', 'int   one=1;\n'), 'make format'),
    ]),
    ('every-c-file-names-its-licence', check_first_line, [
        ('a-file-without-licence', only('src/core/mado-x.c', 'int one;\n'), 'mado-x.c:1'),
    ]),
]
