"""Words that have one place, or none."""
import re

from lint import without_comments

CODE = r'src/.*\.[ch]'
# Written in two parts, so that this file does not refuse itself.
OPEN_WORK = r'\b(TO' r'DO|FIX' r'ME|XX' r'X|HA' r'CK)\b'
MACHINE = r'(?<![\w.])/(ro' r'ot\b|wo' r'rk\b|ho' r'me/\w)|/tmp/ba' r'sh_'
KEYS = r'-----BE' r'GIN [A-Z ]*PRIVATE KEY|\bAK' r'IA[0-9A-Z]{16}\b|\bgh' r'p_[A-Za-z0-9]{30,}|"privat' r'e"\s*:\s*"[0-9a-f]{32,}'


def code(tree, pattern):
    """The C files of a pattern, without comments and without the insides of strings."""
    return type(tree)({path: without_comments(tree[path]) for path in tree.files(pattern)})


def check_words(where, pattern, complaint):
    """A rule against a pattern in the code of some files."""
    def check(tree):
        files = code(tree, where)
        return [f'{path}:{number}: {match[0].strip()}: {complaint}'
                for path, number, match in files.grep(files, pattern)]
    return check


def check_everywhere(pattern, complaint):
    def check(tree):
        return [f'{path}:{number}: {match[0]!r} {complaint}' for path, number, match in tree.grep(tree, pattern)]
    return check


def plant(path, text):
    return lambda tree: tree.with_file(path, text)


RULES = [
    ('the-parser-is-named-in-one-room',
     check_words(r'src/(?!core/json/).*\.[ch]', r'\b(Json_?Parser|json_parser)\w*|\bjson_from_string\b',
                 'text becomes JSON through mado_json_parse only'), [
         ('a-parser-in-the-model', plant('src/core/model/mado-x.c', 'JsonParser *parser;'), 'JsonParser'),
     ]),
    ('core-and-window-log-nothing',
     check_words(r'src/(?!cli/|app/main\.c).*\.[ch]',
                 r'\b(g_warning|g_message|g_info|g_critical|g_print(err)?|printf|puts|perror|fprintf) ?\(',
                 'hand the error on, or show it'), [
         ('a-warning-in-core', plant('src/core/store/mado-x.c', '  g_warning ("no");'), 'g_warning'),
         ('a-warning-in-the-window', plant('src/app/mado-x.c', '  g_warning ("no");'), 'g_warning'),
     ]),
    ('core-reads-no-environment',
     check_words(r'src/core/.*\.[ch]', r'\b(g_|secure_)?getenv\b|\bg_get_(user_data|home|user_cache|user_config)_dir\b|\bg_get_environ\b',
                 'core is told by its caller'), [
         ('a-variable-read-in-core', plant('src/core/store/mado-x.c', '  g_getenv ("HOME");'), 'g_getenv'),
     ]),
    ('nothing-jumps-and-nothing-is-copied-unbounded',
     check_words(CODE, r'\bgoto\b|\b(strcpy|strcat|sprintf|vsprintf|gets|alloca|g_alloca)\b ?\(|\bsystem ?\(|\bpopen ?\(',
                 'the house rules know a better way'), [
         ('a-jump', plant('src/core/mado-x.c', '  goto out;'), 'goto'),
         ('a-shell', plant('src/core/mado-x.c', '  system ("ls");'), 'system'),
     ]),
    ('nothing-deprecated-later-is-used',
     check_words(r'src/app/.*\.[ch]', r'\b(GtkInfoBar|GtkDialog|GtkShortcutsWindow|AdwPreferencesWindow|AdwAboutWindow|gtk_style_context_\w+|gtk_dialog_\w+)\b',
                 'it goes in a later GTK'), [
         ('an-info-bar', plant('src/app/mado-x.c', 'GtkInfoBar *bar;'), 'GtkInfoBar'),
     ]),
    ('nothing-is-left-open-in-the-tree', check_everywhere(OPEN_WORK, 'is work left open'), [
        ('a-note-to-oneself', plant('src/core/mado-x.c', '/* FIX' 'ME */'), 'is work left open'),
    ]),
    ('no-path-of-a-machine-is-in-the-tree', check_everywhere(MACHINE, 'is a place on one machine'), [
        ('a-home-folder', plant('src/core/mado-x.c', '"/ho' 'me/someone/x"'), 'is a place on one machine'),
    ]),
    ('no-private-key-is-in-the-tree', check_everywhere(KEYS, 'is a private key'), [
        ('a-key', plant('tests/data/key.txt', '-----BE' 'GIN EC PRIVATE KEY-----'), 'is a private key'),
    ]),
]
