#!/usr/bin/python3
"""walk.py BUILD LANGUAGE [PATTERN] : a person's way through the window, seen and done from outside, in English or Japanese.

What must be read comes from the record files, which know nothing of the window. Each step is a test case, and asserts
a text that was read back; with a pattern, only the steps whose names it is found in are taken. Run it inside
tests/support/with-display.
"""
import csv
import json
import re
import sys
import tempfile
from datetime import date
from pathlib import Path

import steps_desk
import steps_reading
import steps_records
import steps_search
import steps_window
import timeline_walk
from driver import Program, children, extents, name, role, safely, states, text, wait_for
from tap import end, take

RECORDS = Path(__file__).resolve().parents[2] / 'data' / 'records'
ROWS = {'list item', 'table row', 'tree item'}
BUTTONS = {'push button', 'toggle button', 'button', 'radio button'}
ENTRIES = {'entry', 'text'}

# Each section with a list: its name in both languages, and the files whose records it lists.
SECTIONS = [
    ('Policy dialogue', '政策対話', ('dialogue',)),
    ('Agreements', '協定・取決め', ('agreements',)),
    ('Projects', 'プロジェクト', ('projects',)),
    ('Funding and mobility', '助成・人的交流', ('opportunities',)),
    ('Events', '行事', ('events',)),
    ('News', 'ニュース', ('news',)),
    ('Organisations', '機関・人物', ('organisations', 'people')),
    ('Documents', '文書', ('documents',)),
    ('Glossary', '用語集', ('terms',)),
    ('Figures', '数値', ('figures',)),
    ('Answers', '回答集', ('answers',)),
]
# What is asked, where, and what each record found must hold: the words or their pair in the glossary.
SEARCHES = [
    ('Policy dialogue', 'joint committee', ('joint committee', '合同委員会')),
    ('Agreements', '協定', ('協定', 'agreement')),
    ('Projects', '量子', ('量子', 'quantum')),
]
LIST_START, PAGE_START = 235, 500


def load():
    """Every bundled record, by file and by id."""
    files = {path.stem: json.loads(path.read_text(encoding='utf-8')).get('records', [])
             for path in RECORDS.glob('*.json')}
    return files, {record['id']: record for records in files.values() for record in records if 'id' in record}


class Walk:
    def __init__(self, build, language, size=(1366, 768)):
        self.language = language
        self.build, self.size = build, size
        self.files, self.records = load()
        self.start()

    def start(self):
        self.program = Program(self.build, environment={'G_DEBUG': 'fatal-warnings'})
        self.program.resize(*self.size)
        # The foot of the sections, or where they are folded away, the search: both come when the store is open.
        wait_for(lambda: any('2026' in said or re.match(r'Search in \w|.+を検索', said) for said in self.program.texts()),
                 'the store to be open', 60)

    def words(self, english, japanese):
        return japanese if self.language == 'ja' else english

    def title(self, record, language=None):
        """A record's title in a language, or in the other one where it has none."""
        title = record['title']
        return title.get(language or self.language) or next(iter(title.values()))

    def edition(self):
        """The edition of the records with its day, as the window writes it."""
        edition = json.loads((RECORDS / 'edition.json').read_text(encoding='utf-8'))
        day = date.fromisoformat(edition['date'])
        return self.words(f'Edition {edition["edition"]} of {day.day} {day:%B} {day.year}',
                          f'第{edition["edition"]}版（{day.year}年{day.month}月{day.day}日）')

    def section(self, english):
        return next(section for section in SECTIONS if section[0] == english)

    def go_to(self, section):
        """Chooses a section in the sidebar with the pointer, and waits for its list."""
        label = self.words(section[0], section[1])
        self.program.point(self.program.find(re.escape(label) + r'(, [\d,]+)?', ROWS, self.pane(0)))
        self.program.find(self.words(f'Search in {re.escape(label)}', f'{re.escape(label)}を検索'), ENTRIES,
                          self.pane(LIST_START - 10))

    def pane(self, start):
        """The pane that begins at or right of a place, as high as the window."""
        return wait_for(lambda: self._find_pane(start), f'a pane at or right of {start}')

    def _find_pane(self, start):
        height = extents(self.program.frame)[3]
        node = self.program.frame
        while True:
            inside = [child for child in children(node) if extents(child)[3] == height]
            if len(inside) != 1:
                # Panes change their places while the window is laid out: then there is none for a moment.
                return min((child for child in inside if extents(child)[0] >= start),
                           key=lambda child: extents(child)[0], default=None)
            node = inside[0]

    def list_rows(self, most=14):
        """The rows of the list in the middle that are on screen, from the top; those of its index are narrow.

        So many of all that it keeps are looked at: where it was scrolled, its first ones are above it. Those of the
        search over everything keep their size behind the list; above a table stand its headings.
        """
        height = extents(self.program.frame)[3]
        behind = self.words('Records found', '見つかった記録')
        headings = self.words('Column headings', '列見出し')
        found = [(extents(node)[1], node) for node in self.program.nodes(ROWS, self.pane(LIST_START - 10), most)
                 if 46 <= extents(node)[1] < height and extents(node)[2] > 100 and name(node.get_parent()) != behind
                 and name(node) != headings]
        return [node for _, node in sorted(found, key=lambda pair: pair[0])]

    def row_names(self):
        return [name(node) for node in self.list_rows() if name(node)]

    def record_of(self, row, files):
        """The record that a row's name begins with."""
        fitting = [record for file in files for record in self.files[file]
                   if row.startswith(self.title(record)[:80])]
        assert fitting, f'{row!r} names no record of {files}'
        return max(fitting, key=lambda record: len(self.title(record)))

    def search(self, words):
        """Writes into the section's search; a second Ctrl+F would lead to the search over everything."""
        if 'focused' not in states(self.entry()):
            self.program.press('ctrl+f')
        self.program.write(self.entry(), words)

    def entry(self):
        return wait_for(lambda: next((node for node in self.program.nodes(ENTRIES, most=16)
                                      if 'editable' in states(node)), None),
                        'the search entry')

    def open(self, record, section):
        """Finds a record by its identifier and clicks its row."""
        self.go_to(self.section(section))
        self.search('id:' + record['id'])
        title = self.title(record)[:60]
        wait_for(lambda: [row for row in self.row_names() if row.startswith(title)] and len(self.row_names()) == 1,
                 f'the one row of {record["id"]}')
        self.program.point(self.list_rows()[0])
        self.page_reads(self.title(record))

    def page_texts(self):
        return self.program.texts(self.pane(PAGE_START))

    def page_reads(self, wanted):
        return wait_for(lambda: self.program.saying(wanted, self.pane(PAGE_START)), f'{wanted!r} on the page')

    def page_says_not(self, unwanted):
        wait_for(lambda: not any(unwanted in said for said in self.page_texts()), f'{unwanted!r} to leave the page')

    def button(self, pattern):
        return self.program.find(pattern, BUTTONS, self.pane(PAGE_START))


def reads_the_overview(walk):
    answers = [record for record in walk.files['answers'] if record.get('check_before_use')]
    walk.program.reads(walk.words('Facts that need a look', '確認を要する事項'))
    walk.program.reads(walk.words(f'{len(answers)} answers to check before use', f'利用前に要確認の回答 {len(answers)}件'))
    walk.program.reads(walk.words('What is held', '収録件数'))
    texts = walk.program.texts()
    assert walk.title(max(walk.files['news'], key=steps_search.start_of)) in texts, texts
    assert walk.words('Counted from the records held. {}.', '収録した記録の集計です。{}。').format(walk.edition()) in texts, texts
    # Each figure has its title, its day and its sources.
    figures = [record for record in walk.files['figures'] if any(said.startswith(walk.title(record) + ' · ') for said in texts)]
    assert figures and all(any(record['sources'][0]['title'] in said for said in texts) for record in figures), texts
    walk.program.expect_names()


def tells_what_needs_attention(walk):
    """A row names its record and says why it is here; a count is that of the records."""
    disputed = [record for file in walk.files.values() for record in file
                if any(len({value['value']['en'] for value in conflict['values']}) > 1
                       for conflict in record.get('conflicts', ()))]
    unconfirmed = next(record for record in walk.files['agreements'] if record['status'] == 'signature-unconfirmed')
    # A search that ends with what it looks for: the whole overview takes long to read.
    walk.program.find(walk.words('Calls that close next', '締切の近い公募'))
    walk.program.find(re.escape(walk.title(unconfirmed)) + ', .*' + walk.words('Not confirmed', '未確認'), BUTTONS)
    walk.program.find(walk.words(f'{len(disputed)} records in which sources disagree, .*', f'資料間に相違のある記録 {len(disputed)}件, .*'),
                      BUTTONS)
    # That no call is open is said with the day on which that was so, and where to look.
    today = date.today().isoformat()
    if not any(record['status'] == 'open' and record.get('closes_on', '') >= today for record in walk.files['opportunities']):
        walk.program.find(walk.words('No call in this edition is open.', 'この版に募集中の公募はありません。'))
        walk.program.find(re.escape(walk.edition()) + walk.words('. What has opened since then', '。その後に始まった公募は') + '.*')
        walk.program.find(walk.words('EU Funding & Tenders Portal', 'EU助成・入札ポータル（Funding & Tenders Portal）'), BUTTONS)


def table_beside(walk, heading, first):
    """Shows a chart as its table: the button that did it, and the cells from the first title on, as they are read."""
    toggle = walk.program.find(walk.words('Show as table: ', '表で表示：') + re.escape(heading), BUTTONS)
    tile = toggle.get_parent().get_parent()
    walk.program.click(toggle)
    copy = walk.words('Copy the table', '表をコピー')
    walk.program.find(copy, BUTTONS, tile)
    texts = walk.program.texts(tile)
    return toggle, texts[texts.index(first):texts.index(copy)]


def pairs(cells):
    """The rows of a table of two columns below its titles."""
    return dict(zip(cells[2::2], cells[3::2], strict=True))


def reads_a_chart_as_its_table(walk):
    """The table's numbers are those of the records."""
    years = {}
    for record in walk.files['dialogue']:
        date = record.get('date', {})
        year = (date.get('start') or date.get('end', ''))[:4]
        if year:
            years[year] = years.get(year, 0) + 1
    heading = walk.words('Meetings of the policy dialogue by year', '年別の政策対話の件数')
    toggle, cells = table_beside(walk, heading, walk.words('Year', '年'))
    found = pairs(cells)
    assert sum(map(int, found.values())) == sum(years.values()), (found, years)
    if max(map(int, years)) - min(map(int, years)) < 30:
        assert {year: int(count) for year, count in found.items() if count != '0'} == years, (found, years)
    walk.program.click(toggle)


def saves_a_table_as_csv(walk):
    """What the file holds is what was on screen, as an independent reader reads it."""
    heading = walk.words('What is held', '収録件数')
    toggle, cells = table_beside(walk, heading, walk.words('Section', '区分'))
    tile = toggle.get_parent().get_parent()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, 'held.csv')
        walk.program.click(walk.program.find(walk.words('Save as CSV…', 'CSVで保存…'), BUTTONS, tile))
        steps_search.save_as(walk, path)
        walk.program.find('.*held.csv.*', None, tile)
        with open(path, encoding='utf-8-sig', newline='') as file:
            rows = list(csv.reader(file, strict=True))
    # The file has the edition in a column more.
    assert [cell for row in rows for cell in row[:2]] == cells, (rows, cells)
    assert {row[2] for row in rows[1:]} == {'{edition} ({date})'.format(**json.loads((RECORDS / 'edition.json').read_text()))}, rows
    walk.program.click(toggle)


def visits_each_section(walk):
    for section in SECTIONS:
        walk.go_to(section)
        records = [record for file in section[2] for record in walk.files[file]]
        parts = [len(walk.files[file]) for file in section[2]]
        if len(parts) == 1:
            said = walk.words(f'{parts[0]} records?', f'{parts[0]}件')
        else:
            said = walk.words(f'{parts[0]} organisations, {parts[1]} people', f'{parts[0]}機関・{parts[1]}名')
        walk.program.find(said, None, walk.pane(LIST_START - 10), most=8)
        rows = wait_for(walk.row_names, f'rows in {section[0]}')
        assert len(rows) >= min(5, len(records)), rows
        for row in rows[:6]:
            walk.record_of(row, section[2])
        walk.program.expect_names(walk.pane(LIST_START - 10))


def finds_in_both_languages(walk):
    for english, words, expected in SEARCHES:
        section = walk.section(english)
        walk.go_to(section)
        before = walk.row_names()
        walk.search(words)
        wait_for(lambda: walk.row_names() != before, f'other rows for {words!r}')
        rows = wait_for(walk.row_names, f'rows for {words!r}')
        for row in rows[:5]:
            record = walk.record_of(row, section[2])
            whole = json.dumps(record, ensure_ascii=False).casefold()
            assert any(form in whole for form in expected), f'{words!r} found {record["id"]}, which holds none of {expected}'


def opens_a_record(walk):
    record = walk.records['st-agreement']
    walk.open(record, 'Agreements')
    walk.page_reads(record['summary'][walk.language][:40])
    other = 'en' if walk.language == 'ja' else 'ja'
    walk.page_reads(walk.title(record, other))
    walk.page_reads(walk.words('Sources disagree', '資料間に相違'))
    walk.page_reads(walk.words('29 March 2011', '2011年（平成23年）3月29日'))
    walk.program.expect_names()


def switches_the_reading(walk):
    record = walk.records['st-agreement']
    english, japanese = record['summary']['en'][:40], record['summary']['ja'][:20]
    walk.program.click(walk.button(r'EN \| 日本語'))
    walk.page_reads(record['title']['ja'])
    walk.page_reads(english)
    walk.page_reads(japanese)
    walk.program.click(walk.button('English'))
    walk.page_reads(english)
    walk.page_says_not(japanese)
    walk.program.press('alt+3')
    walk.page_reads(japanese)
    walk.page_says_not(english)
    walk.program.press('alt+1' if walk.language == 'en' else 'alt+3')
    walk.page_reads(record['summary'][walk.language][:20])


def counts_an_organisation(walk):
    """Bars by role: as many records as the files name it in."""
    vocabulary = json.loads((RECORDS / 'vocabulary.json').read_text(encoding='utf-8'))['lists']
    labels = {word['id']: word[walk.language] for word in vocabulary['role']}
    roles = {}
    for file in walk.files.values():
        for record in file:
            for part in record.get('participants', []):
                if part['organisation'] == 'jst':
                    roles[labels[part['role']]] = roles.get(labels[part['role']], 0) + 1
    walk.open(walk.records['jst'], 'Organisations')
    walk.page_reads(walk.words('In which role', '役割別'))
    _, cells = table_beside(walk, walk.words('In which role', '役割別'), walk.words('Role', '役割'))
    assert pairs(cells) == {role: str(count) for role, count in roles.items()}, (cells, roles)


def follows_a_link_and_comes_back(walk):
    record = walk.records['jc-7-2023']
    other = walk.records[record['links'][0]['to']]
    walk.open(record, 'Policy dialogue')
    walk.program.click(walk.button(re.escape(walk.title(other)) + ', .*'))
    walk.page_reads(other['summary'][walk.language][:30])
    walk.program.press('alt+Left')
    walk.page_reads(record['summary'][walk.language][:30])


def stars_and_takes_it_back(walk):
    star, unstar = walk.words('Star', 'スターを付ける'), walk.words('Remove the star', 'スターを外す')
    title = walk.title(walk.records['jc-7-2023'])
    named = walk.words(f'Star on “{title}” set', f'「{title}」にスターを付けました')
    walk.program.click(walk.button(star))
    # A toast stays for five seconds only: it comes before what stays.
    walk.program.click(walk.program.toast(walk.words('Undo', '元に戻す') + '( .*)?', BUTTONS))
    walk.program.toast(walk.words('Undone: ', '元に戻しました：') + re.escape(named))
    walk.button(star)
    walk.program.press('ctrl+shift+z')
    walk.button(unstar)
    walk.program.press('ctrl+z')
    walk.button(star)


def cites(walk):
    walk.program.press('ctrl+shift+c')
    walk.program.toast(walk.words('Citation copied', '出典表記をコピーしました'))


def opens_again_as_it_was_left(walk):
    """The section, the record that was chosen, and the place to which the list was scrolled."""
    walk.go_to(walk.section('Policy dialogue'))
    walk.search('')
    newest = wait_for(lambda: len(walk.row_names()) > 5 and walk.row_names(), 'the meetings')[0]
    walk.program.point(walk.list_rows()[0])
    walk.program.press('End')

    def chosen():
        """The chosen row, where it is on screen. Rows of before the list was scrolled keep their places."""
        return [name(row) for row in walk.list_rows(60) if 'selected' in states(row)]
    last, = wait_for(lambda: chosen() not in ([], [newest]) and chosen(), 'the last to be chosen')
    record = walk.record_of(last, ('dialogue',))
    walk.page_reads(record['summary'][walk.language][:30])
    assert walk.program.quit() == 0, walk.program.said()
    assert not walk.program.warnings(), walk.program.warnings()
    walk.start()
    walk.page_reads(record['summary'][walk.language][:30])
    wait_for(lambda: chosen() == [last], 'its row to be selected, where the list was scrolled to')


def tells_a_deadline_on_both_clocks(walk):
    # Summer time in Brussels: seven hours behind Tokyo.
    walk.open(walk.records['opp-msca-choose-europe-2027'], 'Funding and mobility')
    walk.page_reads(walk.words('Closes, Brussels time', '受付締切（ブリュッセル時間）'))
    walk.page_reads(walk.words('6 April 2027, 17:00 (CEST)', '2027年（令和9年）4月6日 17:00（CEST）'))
    walk.page_reads(walk.words('7 April 2027, 00:00 (JST)', '2027年（令和9年）4月7日 00:00（JST）'))


def tells_the_steps_of_an_agreement(walk):
    record = walk.records['spa']
    walk.open(record, 'Agreements')
    walk.page_reads(walk.words('Signed', '署名'))
    walk.page_reads(walk.words('17 July 2018', '2018年（平成30年）7月17日'))
    walk.page_reads(walk.words('Applied provisionally', '暫定適用'))
    walk.page_reads(walk.words('1 February 2019', '2019年（平成31年）2月1日'))
    walk.page_reads(walk.words('Entered into force', '発効'))
    walk.page_reads(walk.words('1 January 2025', '2025年（令和7年）1月1日'))
    celex = record['identifiers'][0]['value']
    walk.program.click(walk.button(re.escape(walk.words(f'Copy {celex}', f'{celex}をコピー'))))

    # The clipboard changes hands between two programs: what was copied before may be pasted once more.
    def is_pasted():
        walk.search('')
        walk.program.press('ctrl+v')
        pasted = wait_for(lambda: text(walk.entry()), 'something to be pasted')
        return pasted == celex

    wait_for(is_pasted, f'{celex!r} to be pasted')


def keeps_a_former_office(walk):
    walk.open(walk.records['anne-haglund-morrissey'], 'Organisations')
    walk.page_reads(walk.words('Former office', '過去の役職'))
    unit = walk.title(walk.records['dg-rtd-c1'])
    walk.program.click(walk.button(re.escape(unit) + ', .*'))
    walk.page_reads(walk.words('Offices and their holders', '役職と在職者'))
    walk.page_reads(walk.words('formerly · attested 2018', '過去の在職者 · 2018年時点で在職を確認'))


STEPS = [
    reads_the_overview,
    tells_what_needs_attention,
    reads_a_chart_as_its_table,
    saves_a_table_as_csv,
    visits_each_section,
    finds_in_both_languages,
    opens_a_record,
    switches_the_reading,
    counts_an_organisation,
    follows_a_link_and_comes_back,
    stars_and_takes_it_back,
    cites,
    tells_a_deadline_on_both_clocks,
    tells_the_steps_of_an_agreement,
    keeps_a_former_office,
    *steps_records.STEPS,
    *steps_reading.STEPS,
    *steps_search.STEPS,
    *timeline_walk.STEPS,
    *steps_window.STEPS,
    opens_again_as_it_was_left,
    *steps_desk.STEPS,
]


def main(build, language, pattern=''):
    steps = [step for step in STEPS if re.search(pattern, step.__name__)]
    print(f'1..{len(steps) + 1}', flush=True)
    walk = Walk(build, language)
    path = f'/ui/walk/{language}'
    good = take(steps, path, walk, before=lambda: walk.program.must_be_there(),
                seen=lambda: '\n'.join(safely(walk.program.texts, otherwise=[])[:80]))
    return 0 if end(len(steps) + 1, path, walk.program) and good else 1


if __name__ == '__main__':
    sys.dont_write_bytecode = True
    sys.exit(main(*sys.argv[1:]))
