"""Doors between rooms: which folder of src may include which."""
import re
from posixpath import dirname

# The table of DESIGN.md, "Who may include whom". A room may always include itself. A row names rooms
# (all their headers) or single headers.
ROOMS = {
    'core/json': (),
    'core/mado-worker': (),
    'core/model': ('core/json',),
    'core/net': ('core/json',),
    'core/store': ('core/json', 'core/model', 'core/mado-worker'),
    'core/export': ('core/json', 'core/model', 'core/store'),
    'core/feed': ('core/json', 'core/model', 'core/store', 'core/net'),
    'core/cordis': ('core/json', 'core/model', 'core/store', 'core/net'),
    # The desk's own rooms: days, what a case is, where cases are kept, how they are listed, how mails become cases.
    'core/desk': ('core/json', 'core/model', 'core/store', 'core/export', 'core/mado-worker', 'core/desk'),
    'core/desk/calendars': ('core/json', 'core/model'),
    'core/desk/case': ('core/json', 'core/model'),
    'core/desk/cases': ('core/json', 'core/model', 'core/store', 'core/desk/case'),
    'core/desk/lists': ('core/json', 'core/model', 'core/store', 'core/desk/case', 'core/desk/cases'),
    'core/desk/mail': ('core/json', 'core/model', 'core/store', 'core/desk/case', 'core/desk/cases'),
    'core/mado-context': ('core',),
    'app/widgets': ('core/model',),
    # Of the store a section sees the list and the value types, never a database; of a feed how it stands, and the
    # process that updates it, never what talks to strangers.
    'app/sections': ('core/mado-context', 'core/model', 'core/export', 'app/widgets',
                     'core/feed/mado-feed-child.h', 'core/feed/mado-feed-error.h', 'core/feed/mado-feed-folder.h',
                     'core/feed/mado-feed-history.h', 'core/feed/mado-feed-report.h',
                     'core/feed/mado-feed-standing.h', 'core/net/mado-net-error.h',
                     'core/store/mado-choice.h', 'core/store/mado-list.h', 'core/store/mado-own-term.h',
                     'core/store/mado-own-terms.h', 'core/store/mado-query.h', 'core/store/mado-term-plan.h',
                     'core/store/mado-reader.h', 'core/store/mado-saved-search.h', 'core/store/mado-term-spots.h', 'core/store/mado-unread.h',
                     # Of the desk, cases and what comes of them, never its tables.
                     'core/desk/calendars/mado-deadline.h', 'core/desk/calendars/mado-due.h',
                     'core/desk/case/mado-case.h', 'core/desk/case/mado-case-field.h',
                     'core/desk/cases/mado-attachment.h', 'core/desk/cases/mado-attachment-copy.h',
                     'core/desk/cases/mado-case-checks.h',
                     'core/desk/cases/mado-case-draft.h', 'core/desk/cases/mado-case-export.h',
                     'core/desk/cases/mado-case-log.h', 'core/desk/cases/mado-case-writing.h', 'core/desk/lists/mado-case-facets.h',
                     'core/desk/lists/mado-case-list.h', 'core/desk/mail/mado-mail.h',
                     'core/desk/mado-case-alert.h', 'core/desk/mado-cases-async.h', 'core/desk/mado-deadline-case.h'),
    'app': ('core', 'app/widgets', 'app/sections'),
    'cli': ('core',),
}
INCLUDE = r'^\s*#\s*include\s+(?:"([^"]+)"|<([^>]+)>)'
TOOLKIT = re.compile(r'(gtk|gdk|gsk|adw|libadwaita|pango|graphene)[/.-]|adwaita\.h')


def room_of(path):
    """The most exact room that a path from src/ lies in."""
    rooms = [room for room in ROOMS if path.startswith((room + '/', room + '.'))]
    return max(rooms, key=len, default=None)


def may_include(room, header):
    """A room's name stands for all its headers; the room's own, for those of no room within it."""
    if room_of(header) is None:
        return False
    return room_of(header) == room or any(header == allowed or header.startswith((allowed + '/', allowed + '.'))
                                          for allowed in ROOMS[room])


def check_table(tree):
    found = []
    for path, number, match in tree.grep(tree.files(r'src/.*\.[ch]'), INCLUDE):
        room = room_of(path.removeprefix('src/'))
        header = match[1]
        if room is None:
            found.append(f'{path}:{number}: this folder is not in the table of rooms (tests/lint/doors.py)')
        elif header and 'src/' + header in tree and not may_include(room, header):
            found.append(f'{path}:{number}: {room} may not include {header}')
    return found


def check_paths(tree):
    built = '\n'.join(tree[path] for path in tree.files(r'(.*/)?meson\.build'))
    generated = {name + '.h' for name in re.findall(r"compile_resources\s?\(\s*'([^']+)'", built)}
    return [f'{path}:{number}: "{match[1]}" is not the path of a header from src/'
            for path, number, match in tree.grep(tree.files(r'(src|tests)/.*\.[ch]'), INCLUDE)
            if match[1] and 'src/' + match[1] not in tree and 'tests/' + match[1] not in tree
            and match[1] not in generated]


def check_toolkit(tree):
    return [f'{path}:{number}: core and cli know no toolkit, yet here is <{match[2]}>'
            for path, number, match in tree.grep(tree.files(r'src/(core|cli)/.*\.[ch]'), INCLUDE)
            if match[2] and TOOLKIT.match(match[2])]


def check_cycles(tree):
    includes = {}
    for path, _, match in tree.grep(tree.files(r'src/.*\.h'), INCLUDE):
        if match[1] and dirname('src/' + match[1]) == dirname(path):
            includes.setdefault(path, []).append('src/' + match[1])
    found = []
    state = {}

    def visit(path, trail):
        state[path] = 'open'
        for header in includes.get(path, ()):
            if state.get(header) == 'open':
                found.append('a cycle of headers: ' + ' -> '.join(trail[trail.index(header):] + [header]))
            elif header not in state:
                visit(header, trail + [header])
        state[path] = 'done'

    for path in includes:
        if path not in state:
            visit(path, [path])
    return found


def include(path, header):
    return lambda tree: tree.with_more(path, f'#include {header}')


RULES = [
    ('an-include-stays-within-the-table-of-rooms', check_table, [
        ('the-store-in-the-model', include('src/core/model/mado-date.h', '"core/store/mado-reader.h"'),
         'core/model may not include core/store/mado-reader.h'),
        ('the-database-in-a-section',
         lambda tree: tree.with_file('src/app/sections/browse/mado-x.c', '#include "core/store/mado-database.h"\n'),
         'app/sections may not include'),
        ('the-context-in-a-widget',
         lambda tree: tree.with_file('src/app/widgets/mado-x.c', '#include "core/mado-context.h"\n'),
         'app/widgets may not include'),
        ('a-folder-that-nobody-entered',
         lambda tree: tree.with_file('src/core/attic/mado-x.c', '#include "core/mado-context.h"\n'),
         'not in the table'),
    ]),
    ('an-include-names-its-room', check_paths, [
        ('a-bare-file-name', include('src/core/model/mado-date.h', '"mado-text.h"'), '"mado-text.h" is not the path'),
    ]),
    ('core-has-no-toolkit', check_toolkit, [
        ('gtk', include('src/core/store/mado-list.h', '<gtk/gtk.h>'), '<gtk/gtk.h>'),
    ]),
    ('the-headers-of-a-folder-make-no-cycle', check_cycles, [
        ('two-headers-that-include-each-other',
         lambda tree: tree.with_file('src/core/model/mado-a.h', '#include "core/model/mado-b.h"\n')
         .with_file('src/core/model/mado-b.h', '#include "core/model/mado-a.h"\n'), 'mado-a.h -> '),
    ]),
]
