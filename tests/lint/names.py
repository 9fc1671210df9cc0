"""What the documents name exists."""
import re

DOCUMENTS = r'(README|CONTRIBUTING)\.md'


def check_functions(tree):
    code = '\n'.join(tree[path] for path in tree.files(r'src/.*\.[ch]'))
    return [f'{path}:{number}: {match[1]}() is nowhere in src'
            for path, number, match in tree.grep(tree.files(DOCUMENTS), r'\b(mado_\w+)(?= ?\()')
            if not re.search(rf'\b{match[1]} \(', code)]


def check_types(tree):
    code = '\n'.join(tree[path] for path in tree.files(r'src/.*\.[ch]'))
    return [f'{path}:{number}: {match[0]} is nowhere in src'
            for path, number, match in tree.grep(tree.files(DOCUMENTS), r'\bMado[A-Z]\w+')
            if not re.search(rf'\b{match[0]}\b', code)]


def check_paths(tree):
    """A path in backquotes, or one that a link or a picture leads to."""
    found = []
    folders = {path[:end] for path in tree for end in range(len(path)) if path[end] == '/'}
    for path, number, match in tree.grep(tree.files(DOCUMENTS), r'`((?:src|tests|data|po|docs)/[\w./-]+)`|\]\(([\w./-]+)\)'):
        named = (match[1] or match[2]).rstrip('/')
        if named not in tree and named not in folders and not named.endswith('.png'):
            found.append(f'{path}:{number}: {named} does not exist')
    return found


def check_targets(tree):
    return [f'{path}:{number}: the Makefile has no target {match[1]}'
            for path, number, match in tree.grep(tree.files(DOCUMENTS), r'`make ([a-z-]+)')
            if not re.search(rf'^{match[1]}:', tree['Makefile'], re.MULTILINE)]


def readme(text):
    return lambda tree: tree.with_file('README.md', text)


RULES = [
    ('a-function-in-the-documents-exists', check_functions, [
        ('a-function-that-is-gone', readme('see `mado_gone_with_the_wind()`'), 'mado_gone_with_the_wind() is nowhere'),
    ]),
    ('a-type-in-the-documents-exists', check_types, [
        ('a-type-that-is-gone', readme('see `MadoGone`'), 'MadoGone is nowhere'),
    ]),
    ('a-path-in-the-documents-exists', check_paths, [
        ('a-file-that-is-gone', readme('see `src/core/mado-gone.c`'), 'mado-gone.c does not exist'),
    ]),
    ('a-command-in-the-documents-exists', check_targets, [
        ('a-target-that-is-gone', readme('`make coffee`'), 'no target coffee'),
    ]),
]
