"""The Japanese catalogue: sound, complete, and in the words of the glossary that the program itself carries."""
import ast
import json
import re
import subprocess
import tempfile

from lint import run_tool

CATALOGUE = 'po/ja.po'
# The keywords of meson's "glib" preset, with which the catalogue is made.
KEYWORDS = ['_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'g_dcgettext:2', 'g_dngettext:2,3', 'g_dpgettext2:2c,3',
            'ngettext:1,2']
# Terms of one word that mean in the window what they mean in the glossary.
SINGLE = {'Coordinator', 'Beneficiary', 'Semiconductors', 'Superconductivity', 'Cybersecurity', 'Standardisation'}
# A term of the glossary that is translated otherwise in the window, and why.
OTHERWISE = {
    'Help desk': 'the term is the name of other bodies\' services; the window speaks of the desk that uses it',
}


def entries(text):
    """Each message of a catalogue: context, English, Japanese (all plural forms joined) and whether it is fuzzy."""
    for block in re.split(r'\n\s*\n', text):
        lines = [line for line in block.splitlines() if not line.startswith('#~')]
        message = {}
        field = None
        for line in lines:
            start = re.match(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[\d+\])? (".*")$', line)
            if start:
                field = start[1]
                message.setdefault(field, []).append(ast.literal_eval(start[2]))
            elif line.startswith('"') and field:
                message[field][-1] += ast.literal_eval(line)
        if 'msgid' in message and message['msgid'][0]:
            fuzzy = any(line.startswith('#,') and 'fuzzy' in line for line in lines)
            yield message.get('msgctxt', [''])[0], message['msgid'][0], '\n'.join(message.get('msgstr', [])), fuzzy


def check_sound(tree):
    if CATALOGUE not in tree:
        return [f'{CATALOGUE} is missing']
    said = run_tool(['msgfmt', '--check', '--check-accelerators=_', '--output-file=/dev/null', '-'], tree[CATALOGUE])
    return [f'{CATALOGUE}: {said}'] if said else []


def template(tree):
    """What xgettext finds in the files of POTFILES.in, as a catalogue."""
    paths = [line.strip() for line in tree.get('po/POTFILES.in', '').splitlines()
             if line.strip() in tree]
    if not paths:
        return ''
    with tempfile.TemporaryDirectory() as folder:
        tree.write(folder, paths)
        command = ['xgettext', '--from-code=UTF-8', '--output=-'] + ['--keyword=' + word for word in KEYWORDS]
        return subprocess.run(command + paths, cwd=folder, capture_output=True, text=True, check=True).stdout


def check_complete(tree):
    translated = {(context, english): (japanese, fuzzy)
                  for context, english, japanese, fuzzy in entries(tree.get(CATALOGUE, ''))}
    found = []
    for context, english, _, _ in entries(template(tree)):
        japanese, fuzzy = translated.get((context, english), ('', False))
        if not japanese or fuzzy:
            found.append(f'{CATALOGUE}: {english!r} ' + ('is only guessed (fuzzy)' if fuzzy else 'has no translation'))
    return found


def terms(tree):
    """The verified terms: what is looked for in the English, and what one of must stand in the Japanese."""
    for record in json.loads(tree['data/records/terms.json'])['records']:
        title = record['title']
        if not record.get('verified') or 'en' not in title or 'ja' not in title:
            continue
        english = re.sub(r'\s*\([^)]*\)|,.*', '', title['en']).strip()
        if english in OTHERWISE or (' ' not in english and '-' not in english and english not in SINGLE):
            continue
        plain = re.sub(r'（[^）]*）', '', title['ja'])
        japanese = {plain} | {part for inside in re.findall(r'（([^）]*)）', title['ja'])
                              for part in re.split('[、,]', inside)}
        yield english, {form for form in japanese if form}


def labels(tree):
    """The words of the vocabulary with their Japanese, which a message may repeat as they are."""
    lists = json.loads(tree['data/records/vocabulary.json'])['lists']
    return {(word['en'], word['ja']) for words in lists.values() for word in words if 'en' in word and 'ja' in word}


def check_terms(tree):
    repeated = labels(tree)
    wanted = {}
    for english, japanese in terms(tree):
        wanted.setdefault(english, set()).update(japanese)
    found = []
    for _, message, translation, _ in entries(tree.get(CATALOGUE, '')):
        if (message, translation) in repeated:
            continue
        for english, japanese in wanted.items():
            if (translation and re.search(rf'(?<![\w-]){re.escape(english)}s?(?![\w-])', message.replace('_', ''), re.IGNORECASE)
                    and not any(form in translation for form in japanese)):
                found.append(f'{CATALOGUE}: {message!r} holds "{english}", which the glossary calls '
                             f'{" or ".join(sorted(japanese))}; the translation is {translation!r}')
    return found


HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def catalogue(text):
    return lambda tree: tree.with_file(CATALOGUE, HEADER + text + '\n')


def untranslated(tree):
    tree = tree.with_file('src/app/mado-planted.c', 'f (_ ("A sentence that nobody translated"));\n')
    return tree.with_file('po/POTFILES.in', 'src/app/mado-planted.c\n')


RULES = [
    ('the-catalogue-is-sound', check_sound, [
        ('another-placeholder', catalogue('#, c-format\nmsgid "%s records"\nmsgstr "%d件"'), 'msgid'),
    ]),
    ('every-string-is-translated', check_complete, [
        ('a-string-without-translation', untranslated, 'A sentence that nobody translated'),
        ('a-guess', lambda tree: untranslated(tree).with_file(
            CATALOGUE, HEADER + '#, fuzzy\nmsgid "A sentence that nobody translated"\nmsgstr "文"\n'), 'fuzzy'),
    ]),
    ('the-catalogue-speaks-as-the-glossary-does', check_terms, [
        ('another-word-for-a-term', catalogue('msgid "The Joint Committee met"\nmsgstr "混合委員会が開かれました"'),
         'which the glossary calls 合同委員会'),
    ]),
]
