"""Steps of the walk that narrow, order and find: facets, orders, links, official numbers, romaji, the index, what is new."""
import collections
import contextlib
import json
import os
import re
import sqlite3
import subprocess
import tempfile
from pathlib import Path

from driver import Program, children, name, role, states, text, wait_for
from gi.repository import GLib

CHECKS = {'check box', 'toggle button'}
MENU_ITEMS = {'menu item', 'radio menu item', 'check menu item', 'push button', 'toggle button', 'radio button'}
BUTTONS = {'push button', 'toggle button', 'button', 'radio button'}
ROWS = {'list item', 'table row', 'tree item'}
FIELDS = {'entry', 'text'}
# How a term is read, and what somebody types who writes long vowels short.
READING, ROMAJI = 'けいざいれんけいきょうてい', 'keizairenkeikyotei'
JUMP = ('Jump to a title or a number', '標題または番号で移動')


def label(walk, kind, id):
    """How the vocabulary writes a word."""
    from walk import RECORDS
    lists = json.loads((RECORDS / 'vocabulary.json').read_text(encoding='utf-8'))['lists']
    return next(word[walk.language] for word in lists[kind] if word['id'] == id)


def waits_for_text(walk, words):
    # Behind a filter there is room for words.
    wait_for(lambda: text(walk.entry()).strip() == words, f'the search to say {words!r}')


def counts_in(walk, program, number):
    program.find(walk.words(f'{number} records?', f'{number}件'))


def counts(walk, number):
    counts_in(walk, walk.program, number)


def choose_by_keys(walk, pattern, roles, key, activate):
    """In a popover, whose place on the screen is not told: with a key to where the focus is, and one that acts."""
    wanted = walk.program.find(pattern, roles)

    def is_reached():
        if 'focused' in states(wanted):
            return True
        walk.program.press(key)
        return 'focused' in states(wanted)
    wait_for(is_reached, f'{pattern!r} to have the focus')
    walk.program.press(activate)


def start_of(record):
    date = record.get('date', {})
    return date.get('start') or date.get('end') or ''


def checks_a_filter(walk):
    agreements = walk.files['agreements']
    in_force = [record for record in agreements if record['status'] == 'in-force']
    value = label(walk, 'status', 'in-force')
    walk.go_to(walk.section('Agreements'))
    walk.search('')
    counts(walk, len(agreements))
    walk.program.press('ctrl+l')
    # Its count, before it is chosen, is what choosing it leaves.
    choose_by_keys(walk, re.escape(value) + f'[,、] ?{len(in_force)}', CHECKS, 'Tab', 'space')
    counts(walk, len(in_force))
    waits_for_text(walk, 'status:in-force')
    walk.program.expect_names()
    # Within a field values are alternatives: the others still say what they would add.
    ended = [record for record in agreements if record['status'] == 'ended']
    walk.program.find(re.escape(label(walk, 'status', 'ended')) + f'[,、] ?{len(ended)}', CHECKS)
    # Across fields both must hold, and a count is of those for which they do.
    kind, both = min(collections.Counter(record['type'] for record in in_force).items(), key=lambda pair: pair[1])
    type_of = re.escape(label(walk, 'agreement_type', kind)) + f'[,、] ?{both}'
    for number, query in ((both, {'status:in-force', 'type:' + kind}), (len(in_force), {'status:in-force'})):
        choose_by_keys(walk, type_of, CHECKS, 'shift+Tab', 'space')
        counts(walk, number)
        wait_for(lambda query=query: set(text(walk.entry()).split()) == query, f'the search to say {query}')
    walk.program.press('Escape')
    chip = walk.program.find(walk.words(f'Remove filter Status: {value}', f'絞り込みを解除：[^：]*：{value}'), BUTTONS)
    walk.program.click(chip)
    counts(walk, len(agreements))
    waits_for_text(walk, '')


def takes_a_word_of_the_glossary_out(walk):
    """What only the other language's word found goes with it, and comes back; a plain scan says how many that are."""
    word, other = '欧州研究評議会', 'European Research Council'
    texts = [json.dumps(record, ensure_ascii=False).casefold() for record in walk.files['answers']]
    either = sum(word in said or other.casefold() in said for said in texts)
    alone = sum(word in said for said in texts)
    assert either > alone
    walk.go_to(walk.section('Answers'))
    walk.search(word)
    counts(walk, either)
    walk.program.click(walk.program.find(walk.words(f'Do not search for {other}', f'「{other}」を検索から外す'), BUTTONS))
    counts(walk, alone)
    walk.program.click(walk.program.find(walk.words(f'Search for {other} again', f'「{other}」も再び検索'), BUTTONS))
    counts(walk, either)
    walk.search('')


def offers_less_where_nothing_is_found(walk):
    """It says which word is not there, and how many records there are without it; a click leaves it out."""
    in_force = [record for record in walk.files['agreements'] if record['status'] == 'in-force']
    walk.go_to(walk.section('Agreements'))
    walk.search('status:in-force zzzzqqqq')
    walk.program.reads(walk.words('Nothing found', '該当なし'))
    walk.program.reads(walk.words('No record has “zzzzqqqq”.', '「zzzzqqqq」を含む記録はありません。'))
    walk.program.click(walk.program.find(walk.words(f'Without “zzzzqqqq”: {len(in_force)}', f'「zzzzqqqq」を除く：{len(in_force)}件'),
                                         BUTTONS))
    counts(walk, len(in_force))
    waits_for_text(walk, 'status:in-force')
    walk.search('')


def underlined(node):
    """The characters of an entry that have a mistake's line under them."""
    return [n for n in range(len(text(node)))
            if node.ask('Text', 'GetAttributeValue', GLib.Variant('(is)', (n, 'underline'))) == 'error']


def shows_where_a_search_is_wrong(walk):
    """At its place in the entry, with what it is in words; the words alone are offered."""
    walk.go_to(walk.section('Agreements'))
    walk.search('japan (science')
    walk.program.reads(walk.words('The search has a mistake', '検索式に誤りがあります'))
    walk.program.reads(walk.words('A parenthesis opens and is not closed.', '括弧が閉じられていません。'))
    assert underlined(walk.entry()) == [6], underlined(walk.entry())
    walk.program.click(walk.program.find(walk.words('Search for the words alone', '語だけで検索'), BUTTONS))
    waits_for_text(walk, 'japan science')
    rows = wait_for(walk.row_names, 'rows')
    assert walk.record_of(rows[0], ('agreements',)), rows
    assert not underlined(walk.entry())
    # A quotation that is not closed yet is none.
    walk.search('"science and')
    wait_for(lambda: walk.row_names() and not underlined(walk.entry()), 'rows again')
    walk.search('')
    wait_for(lambda: len(walk.row_names()) > 5, 'all rows')


def said_in(value, language):
    """All that a record says in a language."""
    if isinstance(value, dict) and language in value:
        return str(value[language])
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return ' '.join(said_in(part, language) for part in parts)


def searches_everything_by_kind(walk):
    """By Ctrl+F a second time: the hits of each section with their number, and in which language each was found."""
    from walk import SECTIONS
    word, others = walk.words(('欧州研究会議', ['European Research Council']),
                              ('European Research Council', ['欧州研究会議', '欧州研究評議会']))
    walk.go_to(walk.section('Events'))
    walk.search('')
    walk.program.press('ctrl+f')
    everywhere = walk.program.find(walk.words('Search everything', '全体を検索'), FIELDS)
    walk.program.write(everywhere, f'"{word}"')
    found = walk.program.find(walk.words(r'\d+ records in \d+ sections.*', r'\d+区分・\d+件.*'))
    numbers = re.findall(r'\d+', name(found) or text(found))
    hits = walk.program.find(walk.words('Records found', '見つかった記録'), None, walk.pane(225))
    texts = walk.program.texts(hits)
    groups = [int(texts[n + 1]) for n, said in enumerate(texts[:-1])
              if said in {section[walk.language == 'ja'] for section in SECTIONS} and texts[n + 1].isdigit()]
    assert sorted([sum(groups), len(groups)]) == sorted(map(int, numbers)), (numbers, texts)
    walk.program.expect_names()
    for other in others:
        walk.program.click(walk.program.find(walk.words(f'Do not search for {other}', f'「{other}」を検索から外す'), BUTTONS))
    foreign = walk.words('JA', 'EN')
    walk.program.find(foreign, None, hits)
    for row in walk.program.nodes(ROWS, hits):
        record = walk.record_of(name(row), walk.files)
        badge = next(said for said in walk.program.texts(row) if said in ('EN', 'JA'))
        assert word in said_in(record, badge.lower()), (name(row), badge)
    walk.program.write(everywhere, '')
    walk.program.press('Escape')


def changes_the_order(walk):
    events = walk.files['events']
    oldest, newest = min(map(start_of, events)), max(map(start_of, events))

    def choose(english, japanese, first):
        walk.program.press('ctrl+shift+l')
        choose_by_keys(walk, walk.words(english, japanese), MENU_ITEMS, 'Down', 'Return')
        wait_for(lambda: walk.row_names() and start_of(walk.record_of(walk.row_names()[0], ('events',))) == first,
                 f'the event of {first} on top')
    walk.go_to(walk.section('Events'))
    walk.search('')
    choose('Oldest first', '古い順', oldest)
    choose('Newest first', '新しい順', newest)
    choose('Best match or newest', '関連度順・新しい順', newest)


def copies_a_search_as_a_link(walk):
    def copy():
        walk.program.press('ctrl+shift+k')
        walk.program.toast(walk.words('Link copied', 'リンクをコピーしました'))

    def paste_in(section):
        walk.go_to(walk.section(section))
        walk.search('')
        walk.program.press('ctrl+v')
    query = '協定 status:in-force'
    walk.go_to(walk.section('Agreements'))
    walk.search(query)
    rows = wait_for(walk.row_names, f'rows for {query!r}')
    copy()
    paste_in('Events')
    waits_for_text(walk, query)
    wait_for(lambda: walk.row_names() == rows, 'the same rows again')
    walk.program.press('ctrl+shift+f')
    everywhere = walk.program.find(walk.words('Search everything', '全体を検索'), FIELDS)
    walk.program.write(everywhere, 'quantum')
    found = walk.program.find(walk.words(r'\d+ records in \d+ sections.*', r'\d+区分・\d+件.*'))
    said = name(found) or text(found)
    copy()
    walk.program.write(everywhere, '')
    paste_in('Events')
    walk.program.find(re.escape(said))
    assert text(everywhere) == 'quantum', text(everywhere)
    # Its rows keep their place when it is hidden: they would be taken for those of the list.
    walk.program.write(everywhere, '')
    # Of the list it came from it has changed nothing.
    walk.go_to(walk.section('Events'))
    waits_for_text(walk, '')


def save_as(walk, path):
    """Answers the window that asks where a file is to be."""
    dialog = wait_for(lambda: next((node for node in children(walk.program.root) if role(node) != 'frame'), None), 'the dialog')
    entry = wait_for(lambda: next((node for node in walk.program.nodes(FIELDS, dialog)
                                   if text(node).endswith(path.suffix)), None), 'the name of the file')
    walk.program.write(entry, str(path))
    walk.program.click(walk.program.find(walk.words('_?Save.*', '保存.*'), BUTTONS, dialog))


def saves_the_list_as_a_dossier(walk):
    """The same list twice is the same document, and it holds the records of the list in its order."""
    from walk import RECORDS
    walk.go_to(walk.section('Agreements'))
    walk.search('')
    wait_for(walk.row_names, 'rows')
    walk.search('status:in-force')
    counts(walk, len([record for record in walk.files['agreements'] if record['status'] == 'in-force']))
    shown = [walk.record_of(row, ('agreements',))['id'] for row in walk.row_names()]
    with tempfile.TemporaryDirectory() as folder:
        written = []
        for n in range(2):
            path = Path(folder, f'dossier-{n}.html')
            walk.program.press('ctrl+shift+s')
            save_as(walk, path)
            walk.program.toast(f'.*dossier-{n}.html.*')
            written.append(path.read_text(encoding='utf-8'))
    assert written[0] == written[1]
    assert re.findall('<article id="([^"]+)">', written[0])[:len(shown)] == shown, shown
    edition = json.loads((RECORDS / 'edition.json').read_text())['edition']
    assert walk.words(f'edition {edition} ', f'第{edition}版') in written[0]
    walk.search('')


def jumps_to_official_numbers(walk):
    # Where there is little to be read besides.
    walk.go_to(walk.section('News'))
    for scheme in ('celex', 'oj', 'grant'):
        owners = {}
        for file in walk.files.values():
            for record in file:
                for identifier in record.get('identifiers', []):
                    if identifier['scheme'] == scheme:
                        owners.setdefault(identifier['value'], []).append(record)
        number, records = max(owners.items(), key=lambda pair: len(pair[1]) == 1)
        walk.program.press('ctrl+k')
        entry = walk.program.find(walk.words(*JUMP), FIELDS, most=8)
        walk.program.write(entry, number)
        # A report has the number of its project: either may come first.
        titles = '|'.join(re.escape(walk.title(record)) for record in records)
        row = walk.program.find(f'({titles}), .*', ROWS, most=8)
        wait_for(lambda: 'selected' in states(row), f'{number} to be chosen first')
        walk.program.expect_names()
        record = next(record for record in records if name(row).startswith(walk.title(record)))
        walk.program.press('Return')
        walk.page_reads(record['summary'][walk.language][:30])


def finds_a_reading_in_romaji(walk):
    term, = (record for record in walk.files['terms'] if record['reading'] == READING)
    walk.go_to(walk.section('Glossary'))
    walk.search(ROMAJI)
    wait_for(lambda: [row.startswith(walk.title(term)) and READING in row for row in walk.row_names()] == [True],
             f'the one row of what is read {READING}')
    walk.search('')


def goes_to_a_letter(walk):
    """In the Organisations, by the letters of the names, in Japanese by the rows of the syllabary."""
    known = walk.files['organisations'] + walk.files['people']
    kana = re.compile('[か-ごカ-ゴ]')

    def begins(record):
        if walk.language == 'ja':
            return bool(kana.match(record.get('reading', '')))
        return walk.title(record).startswith('K')
    assert any(map(begins, known))
    walk.go_to(walk.section('Organisations'))
    walk.search('')
    walk.program.point(walk.program.find(walk.words('Letter K', 'か行'), ROWS, walk.pane(225)))

    titles = {walk.title(record) for record in known if begins(record)}
    wait_for(lambda: titles.intersection(walk.page_texts()), 'the page of one of that letter')


def has_looked(desk):
    """Whether it is noted in the desk what the store held; until then nothing can arrive."""
    try:
        with contextlib.closing(sqlite3.connect(f'file:{desk}?mode=ro', uri=True)) as connection:
            return connection.execute('SELECT count(*) FROM arrivals_since').fetchone()[0] > 0
    except sqlite3.OperationalError:
        return False


def import_one_language(walk, profile, folder):
    """A piece of news of long ago that only the other language has; its identifier."""
    other = 'en' if walk.language == 'ja' else 'ja'
    record = next(record for record in walk.files['news'] if start_of(record) < '2025')
    record = dict(record, id='one-language', title={other: record['title'][other]}, summary={other: record['summary'][other]})
    path = Path(folder, 'one.json')
    path.write_text(json.dumps({'format': 1, 'kind': 'news', 'records': [record]}), encoding='utf-8')
    subprocess.run([os.path.join(walk.build, 'src/cli/mado'), '--profile', profile, 'import', 'records', path],
                   check=True, capture_output=True)
    return record['id']


def reads_what_is_new(walk):
    """In a profile of its own, from whose desk one piece of news is taken: it has arrived since, then."""
    record = max(walk.files['news'], key=start_of)
    title, unread = re.escape(walk.title(record)), walk.words('unread', '未読')
    with tempfile.TemporaryDirectory() as folder:
        profile = os.path.join(folder, 'profile')
        desk = os.path.join(profile, 'desk.db')
        lonely = import_one_language(walk, profile, folder)

        def opened():
            program = Program(walk.build, '--profile', profile, 'madoguchi://section/news',
                              environment={'G_DEBUG': 'fatal-warnings'})
            return program, program.find(title + ', .*', ROWS, seconds=60, most=16)

        def ends(program):
            assert program.quit() == 0 and not program.warnings(), program.said()
        # The first look makes nothing unread: all is new then.
        program, row = opened()
        wait_for(lambda: has_looked(desk), 'the desk to know what is there')
        assert not name(row).endswith(unread), name(row)
        ends(program)
        with contextlib.closing(sqlite3.connect(desk)) as connection, connection:
            assert connection.execute('DELETE FROM arrivals WHERE id = ?', (record['id'],)).rowcount == 1
        program, row = opened()
        wait_for(lambda: name(row).endswith(unread), 'the row to be unread')
        mark = walk.words('Mark all as read', 'すべて既読にする')
        program.click(program.find(mark, BUTTONS, most=8))
        named = walk.words('1 record marked as read', '1件を既読にしました')
        program.toast(named)
        wait_for(lambda: not name(row).endswith(unread), 'the row to be marked as read')
        program.press('ctrl+z')
        program.toast(walk.words('Undone: ', '元に戻しました：') + named)
        wait_for(lambda: name(row).endswith(unread), 'the row to be unread again')
        program.find(mark, BUTTONS, most=8)
        # The search over everything says so too.
        program.press('ctrl+shift+f')
        everywhere = program.find(walk.words('Search everything', '全体を検索'), FIELDS, most=8)
        program.write(everywhere, f'"{walk.title(record)}"')
        wait_for(lambda: any(name(node).endswith(unread) and name(node.get_parent()) == walk.words('Records found', '見つかった記録')
                             for node in program.nodes(ROWS, most=8)), 'a hit that is unread')
        program.write(everywhere, '')
        program.press('Escape')
        program.point(row)
        wait_for(lambda: not name(row).endswith(unread), 'the row to be read')
        # What the language of the records lacks is shown in the other one, and says so.
        label = walk.words('only in Japanese', '英語のみ')
        assert not program.saying(label), label
        program.press('ctrl+f')
        program.write(program.find(walk.words('Search in News', 'ニュースを検索'), FIELDS), 'id:' + lonely)
        counts_in(walk, program, 1)
        program.press('Return', 'Down', 'Return')
        program.reads(label)
        ends(program)
        program, row = opened()
        assert not name(row).endswith(unread), name(row)
        ends(program)


STEPS = [checks_a_filter, takes_a_word_of_the_glossary_out, offers_less_where_nothing_is_found, shows_where_a_search_is_wrong,
         searches_everything_by_kind, changes_the_order, copies_a_search_as_a_link, saves_the_list_as_a_dossier, jumps_to_official_numbers, finds_a_reading_in_romaji,
         goes_to_a_letter, reads_what_is_new]
