#!/usr/bin/python3
"""walk.py BUILD LANGUAGE : a person's way through the window, seen and done from outside, in English or Japanese.

What must be read comes from the record files, which know nothing of the window. Each step is a test case, and asserts
a text that was read back. Run it inside tests/support/with-display.
"""
import json
import re
import sys
import traceback
from pathlib import Path

from driver import Program, describe, name, role, states, text, wait_for

RECORDS = Path(__file__).resolve().parents[2] / 'data' / 'records'
ROWS = {'list item', 'table row', 'tree item'}
BUTTONS = {'push button', 'toggle button', 'button', 'radio button'}
ENTRIES = {'entry', 'text'}

# Each section: its name in both languages, and the files whose records it lists.
SECTIONS = [
    ('Overview', '概要', ()),
    ('Policy dialogue', '政策対話', ('dialogue',)),
    ('Agreements', '協定・取決め', ('agreements',)),
    ('Projects', 'プロジェクト', ('projects',)),
    ('Funding and mobility', '助成・人的交流', ('opportunities',)),
    ('Events', '行事', ('events',)),
    ('News', 'ニュース', ('news',)),
    ('Organisations', '機関・人物', ('organisations', 'people')),
    ('Documents', '文書', ('documents',)),
    ('Glossary', '用語集', ('terms',)),
    ('Answers', '回答集', ('answers',)),
]
READINGS = {'en': r'English.*', 'both': r'(EN \| 日本語|Both.*|Side by side.*|.*並べ.*|.*対訳.*)', 'ja': r'(日本語|Japanese.*)'}


def load():
    """Every bundled record, by file and by id."""
    files = {path.stem: json.loads(path.read_text(encoding='utf-8')).get('records', []) for path in RECORDS.glob('*.json')}
    return files, {record['id']: record for records in files.values() for record in records if 'id' in record}


class Walk:
    def __init__(self, build, language):
        self.language = language
        self.column = 1 if language == 'ja' else 0
        self.files, self.records = load()
        self.program = Program(build)
        self.program.resize(1366, 768)

    def words(self, english, japanese):
        return japanese if self.language == 'ja' else english

    def title(self, record, language=None):
        """A record's title in a language, or in the other one where it has none."""
        title = record['title']
        return title.get(language or self.language) or next(iter(title.values()))

    def go_to(self, section):
        """Chooses a section in the sidebar by the pointer."""
        label = section[self.column]
        row = self.program.find(re.escape(label) + r'(\W.*|\d.*)?', ROWS)
        self.program.point(row)
        return wait_for(lambda: self.header(label), f'the heading {label!r}')

    def header(self, label):
        """The list's own heading: the label that stands right of the sidebar."""
        from driver import extents
        return next((node for node in self.program.nodes({'label', 'heading', 'static'})
                     if label == (text(node) or name(node)) and extents(node)[0] > 240), None)

    def rows(self):
        """The rows of the list in the middle, as they are named, from the top."""
        from driver import extents
        found = [(extents(node)[1], name(node)) for node in self.program.nodes(ROWS, most=15)
                 if 235 <= extents(node)[0] < 620 and extents(node)[1] >= 46]
        return [said for _, said in sorted(found)]

    def row_of(self, record):
        from driver import extents
        title = self.title(record)
        return wait_for(lambda: next((node for node in self.program.nodes(ROWS, most=60)
                                      if title in name(node) and 235 <= extents(node)[0] < 620), None),
                        f'a row that names {title!r}')

    def search(self, words):
        self.program.press('ctrl+f')
        entry = wait_for(lambda: next((node for node in self.program.nodes(ENTRIES) if 'editable' in states(node)), None),
                         'the search entry')
        self.program.write(entry, words)
        return entry


def visits_each_section(walk):
    for section in SECTIONS:
        walk.go_to(section)
        titles = [walk.title(record) for file in section[2] for record in walk.files[file]]
        if not titles:
            continue
        if len(section[2]) == 1:
            number = f'{len(titles):,}'
            walk.program.reads(walk.words(f'{number} record', f'{number}件'))
        rows = wait_for(walk.rows, f'rows in {section[0]}')
        for row in rows[:5]:
            assert any(title in row for title in titles), f'{row!r} names no record of {section[0]}'
        nameless = walk.program.nameless()
        assert not nameless, f'{section[0]}: without a name: {nameless}'


STEPS = [
    ('visits-each-section', visits_each_section),
]


def main(build, language):
    walk = Walk(build, language)
    print(f'1..{len(STEPS) + 1}')
    failed = False
    for number, (sentence, step) in enumerate(STEPS, 1):
        try:
            step(walk)
            problem = ''
        except Exception:
            problem = traceback.format_exc()
        failed = failed or bool(problem)
        print('not ok' if problem else 'ok', number, f'/ui/walk/{language}/{sentence}', flush=True)
        if problem:
            print('# ' + problem.replace('\n', '\n# '))
    walk.program.close()
    warnings = walk.program.warnings()
    print('not ok' if warnings else 'ok', len(STEPS) + 1, f'/ui/walk/{language}/gtk-has-nothing-to-say')
    for line in warnings:
        print('#', line)
    return 1 if failed or warnings else 0


if __name__ == '__main__':
    sys.dont_write_bytecode = True
    sys.exit(main(*sys.argv[1:]))
