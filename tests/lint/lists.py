"""No list can be forgotten: sources, resources, translated files, tests."""
import re
from posixpath import basename, dirname, join, normpath

TRANSLATED = {
    '.c': r'\b(?:_|C_|N_|NC_|Q_|ngettext) \("|\bg_dp?gettext2? \(',
    '.ui': r'translatable="(?:yes|true)"',
    '.in': r'^(?:Comment|Keywords)=|<summary>|<translatable',
}
# tests/meson.build says what each is for; make check knows them by these names.
SUITES = {'core', 'cli', 'app', 'ui', 'lint', 'interop', 'long'}


def uncommented(text):
    return '\n'.join(line.split('#')[0] for line in text.splitlines())


def build_files(tree, path):
    """The meson.build files of a path's own folder and of those above it."""
    folder = dirname(path)
    while True:
        candidate = join(folder, 'meson.build')
        if candidate in tree:
            yield folder, uncommented(tree[candidate])
        if not folder:
            return
        folder = dirname(folder)


def is_built(tree, path):
    """Whether a meson.build names the file, or makes its name from a word: foreach name : [ 'date' ]."""
    for folder, text in build_files(tree, path):
        relative = path[len(folder) + 1:] if folder else path
        if f"'{relative}'" in text:
            return True
        stem = re.sub(r'^(test|fuzz|bench)-|\.(c|py)$', '', basename(path))
        loop = re.search(r"'(?:test|fuzz|bench)-(?:@0@|' \+ \w+ \+ ')", text)
        if folder == dirname(path) and loop and re.search(rf"'{re.escape(stem)}'", text):
            return True
    return any(normpath(join(dirname(other), match[1])) == path
               for other, _, match in tree.grep(tree.files(r'tests/.*meson\.build'), rf"'([^']*/{re.escape(basename(path))})'"))


def check_sources(tree):
    return [f"{path}:1: no meson.build names it: add '{basename(path)}' to {dirname(path)}/meson.build"
            for path in tree.files(r'(src|tests)/.*\.c') if not is_built(tree, path)]


def check_tests(tree):
    return [f"{path}:1: no meson.build runs it: add a test to {dirname(path)}/meson.build"
            for path in tree.files(r'tests/.*/(test|walk)[-_a-z]*\.py') if not is_built(tree, path)]


def check_subdirs(tree):
    """A folder with a meson.build that nobody enters is a folder that is not built."""
    found = []
    for path in tree.files(r'(src|tests|data|po)/.*meson\.build'):
        folder = dirname(path)
        if not any(f"subdir('{folder[len(above) + 1 if above else 0:]}')" in text.replace("subdir (", 'subdir(')
                   for above, text in build_files(tree, folder)):
            found.append(f"{path}:1: add subdir('{basename(folder)}') to {dirname(folder)}/meson.build")
    return found


def check_places(tree):
    """The tests mirror the source: what tests a file lies in the folder of its name."""
    found = []
    for path in tree.files(r'tests/(app|core)/.*test-[\w-]+\.c'):
        source = re.sub(r'tests/(.*)/test-', r'src/\1/mado-', path)
        for other in tree.files(rf'src/{path.split("/")[1]}/(.*/)?{basename(source)}'):
            if source not in tree and f'#include "{other[4:-2]}.h"' in tree[path]:
                found.append(f'{path}:1: move it to {dirname(other).replace("src", "tests", 1)}, as its source lies there')
    return found


def check_suites(tree):
    return [f'{path}:{number}: the suite "{match[1]}" is none of {", ".join(sorted(SUITES))}'
            for path, number, match in tree.grep(tree.files(r'tests/.*meson\.build'), r"^[^#]*suite: '([^']*)'")
            if match[1] not in SUITES]


def resources(tree):
    for path in tree.files(r'.*\.gresource\.xml'):
        for _, number, match in tree.grep([path], r'<file[^>]*>([^<]+)</file>'):
            yield path, number, normpath(join(dirname(path), match[1]))


def check_resources(tree):
    named = {file for _, _, file in resources(tree)}
    return [f'{path}:1: no .gresource.xml names it' for path in tree.files(r'src/.*\.(ui|css)') if path not in named]


def check_resource_files(tree):
    return [f'{path}:{number}: {file} does not exist' for path, number, file in resources(tree)
            if file.endswith(('.ui', '.css', '.json')) and file not in tree]


def potfiles(tree):
    return [line.strip() for line in tree.get('po/POTFILES.in', '').splitlines()
            if line.strip() and not line.startswith('#')]


def check_potfiles(tree):
    named = set(potfiles(tree))
    found = []
    for path in tree.files(r'(src|data)/.*\.(c|ui|in)'):
        pattern = TRANSLATED['.' + path.rsplit('.', 1)[1]]
        if path not in named and re.search(pattern, tree[path], re.MULTILINE):
            found.append(f'{path}:1: it holds strings to translate: add it to po/POTFILES.in')
    return found


def check_potfiles_exist(tree):
    return [f'po/POTFILES.in: {path} does not exist' for path in potfiles(tree) if path not in tree]


DETAILS = 'src/app/sections/updates/mado-update-detail.c'
LITERAL = r'"(?:[^"\\\n]|\\.)*"'


def sentences(text):
    """Every text of a C file as one line, with %s for whatever is filled in."""
    for match in re.finditer(rf'{LITERAL}(?:\s*(?:{LITERAL}|G_\w+_FORMAT))*', text):
        whole = ''.join(part[1:-1] if part[0] == '"' else 'd' for part in re.findall(rf'{LITERAL}|G_\w+_FORMAT', match[0]))
        yield re.sub(r'%[a-z]', '%s', whole)


def check_details(tree):
    """The window finds a message of core by its text: one that core has not is never found."""
    said = '\n'.join(sentence for path in tree.files(r'src/core/(feed|net|store)/.*\.c') for sentence in sentences(tree[path]))
    known = [sentence for match in re.finditer(r'N_ \(([^)]*(?:\([^)]*\)[^)]*)*)\)', tree.get(DETAILS, ''))
             for sentence in sentences(match[1])]
    return [f'{DETAILS}: core does not say "{sentence}"' for sentence in known if sentence not in said]


# How many there are of each family of faults: of a feed, of JSON, of the store, of the window, of the desktop.
FAULTS = {'xF': 26, 'xJ': 10, 'xS': 12, 'xU': 9, 'xD': 10}


def check_faults(tree):
    """What the program must survive is numbered, and a test says which of it is tried there."""
    said = '\n'.join(tree[path] for path in tree.files(r'tests/(app|bench|cli|core|faults|ui)/.*\.(c|py)'))
    return [f'tests:1: no test says that it tries {family}{number:02}'
            for family, most in FAULTS.items() for number in range(1, most + 1)
            if not re.search(rf'\b{family}{number:02}\b', said)]


RULES = [
    ('every-fault-is-tried', check_faults, [
        ('a-fault-of-a-feed-that-nobody-tries',
         lambda tree: tree.with_file('tests/faults/update-scenario.c', ''), 'xF19'),
        ('a-fault-of-the-store-that-nobody-tries',
         lambda tree: tree.with_file('tests/faults/test-faults-store.c', ''), 'xS02'),
    ]),
    ('every-detail-of-an-update-stands-in-core', check_details, [
        ('a-sentence-that-was-changed-in-core',
         lambda tree: tree.with_file(DETAILS, tree[DETAILS].replace('the computer is offline', 'the desk is offline')),
         'the desk is offline'),
    ]),
    ('every-source-is-built', check_sources, [
        ('a-source-that-is-in-no-list',
         lambda tree: tree.with_file('src/core/model/mado-forgotten.c', ''), 'mado-forgotten.c:1'),
    ]),
    ('every-test-is-run', check_tests, [
        ('a-script-that-nobody-runs', lambda tree: tree.with_file('tests/ui/test-forgotten.py', ''),
         'test-forgotten.py'),
    ]),
    ('every-folder-is-entered', check_subdirs, [
        ('a-folder-without-a-subdir-line', lambda tree: tree.with_file('tests/core/forgotten/meson.build', ''),
         "subdir('forgotten')"),
    ]),
    ('every-test-lies-where-its-source-lies', check_places, [
        ('a-test-of-a-widget-elsewhere',
         lambda tree: tree.with_file('tests/app/test-badge.c', '#include "app/widgets/mado-badge.h"\n'), 'test-badge.c:1'),
    ]),
    ('every-test-is-in-a-suite-that-is-run', check_suites, [
        ('a-suite-of-its-own',
         lambda tree: tree.with_file('tests/core/x/meson.build', "test('x', x, suite: 'mine')\n"), '"mine" is none'),
    ]),
    ('every-interface-file-is-a-resource', check_resources, [
        ('a-file-in-no-resource', lambda tree: tree.with_file('src/app/widgets/mado-forgotten.ui', ''),
         'mado-forgotten.ui:1'),
    ]),
    ('every-resource-exists', check_resource_files, [
        ('a-resource-that-is-gone',
         lambda tree: tree.with_file('src/app/x.gresource.xml', '<file>mado-gone.ui</file>'), 'mado-gone.ui'),
    ]),
    ('every-translated-file-is-in-potfiles', check_potfiles, [
        ('a-string-in-c', lambda tree: tree.with_file('src/app/mado-forgotten.c', 'f (_ ("Cases"));'),
         'mado-forgotten.c:1'),
        ('a-string-in-an-interface-file',
         lambda tree: tree.with_file('src/app/mado-forgotten.ui', '<property translatable="yes">Cases</property>'),
         'mado-forgotten.ui:1'),
    ]),
    ('potfiles-names-what-exists', check_potfiles_exist, [
        ('a-file-that-is-gone', lambda tree: tree.with_file('po/POTFILES.in', 'src/app/mado-gone.c\n'),
         'mado-gone.c'),
    ]),
]
