"""Steps of the walk that concern what a person adds and chooses: notes, undo, preferences, help, first start."""
import os
import re
import tempfile
from pathlib import Path

from driver import Program, children, name, text, wait_for
from timeline_walk import hears, hides

HELP = Path(__file__).resolve().parents[2] / 'data' / 'help'
BUTTONS = {'push button', 'toggle button', 'button', 'radio button'}
FIELDS = {'entry', 'text'}
UNDONE = ('Undone: ', '元に戻しました：')


def window(program, titles):
    """The window over the main one, by its title."""
    return wait_for(lambda: next((node for node in children(program.root) if name(node) in titles), None),
                    f'a window {titles}')


def closes(program, titles):
    wait_for(lambda: not any(name(node) in titles for node in children(program.root)), f'{titles} to close')


def writes_a_note_and_undoes_it(walk):
    record = walk.records['jc-7-2023']
    words = walk.words('Ask about the next date. ', '次回の日程を確認。') + '第8回?'
    walk.open(record, 'Policy dialogue')
    note = walk.program.find(walk.words('My note', '自分のメモ'), FIELDS, walk.pane(500))
    walk.program.write(note, words)
    # It saves itself; what is named is what is on the disk.
    named = walk.words(f'Note on “{walk.title(record)}” written', f'「{walk.title(record)}」にメモを書きました')

    def undo():
        walk.program.press('ctrl+z')
        return text(note) == ''
    wait_for(undo, 'the note to go')
    walk.program.toast(walk.words(*UNDONE) + re.escape(named))
    walk.program.press('ctrl+shift+z')
    walk.program.toast(walk.words('Redone: ', 'やり直しました：') + re.escape(named))
    wait_for(lambda: text(note) == words, 'the note to come back')
    walk.search('is:noted')
    wait_for(lambda: [row.startswith(walk.title(record)[:40]) for row in walk.row_names()] == [True],
             'the one record with a note')
    walk.search('')


def changes_a_preference(walk):
    titles = ('Preferences', '設定')
    walk.open(walk.records['st-agreement'], 'Agreements')
    walk.program.press('alt+3')
    walk.page_reads('2011年（平成23年）3月29日')

    def switch():
        walk.program.press('ctrl+comma')
        preferences = window(walk.program, titles)
        walk.program.reads(walk.words('The language of the records is chosen apart', '記録の言語は、画面の言語とは別に'),
                           preferences)
        era = walk.program.find(walk.words('Japanese era beside the year', '年に和暦を添える'),
                                {'switch', 'toggle button', 'check box'}, preferences)
        walk.program.point(era)
        walk.program.expect_names()
        walk.program.press('Escape')
        closes(walk.program, titles)
    switch()
    walk.page_reads('2011年3月29日')
    walk.page_says_not('平成23年')
    walk.program.press('ctrl+t', 'ctrl+g')
    hears(walk, '、2009年11月30日から、')
    hides(walk)
    switch()
    walk.page_reads('2011年（平成23年）3月29日')
    walk.program.press('alt+1' if walk.language == 'en' else 'alt+3')


def closes_preferences_in_a_narrow_window(walk):
    """The library's own buttons for the foot of a window warned as they ended, once one was clicked on."""
    titles = ('Preferences', '設定')
    with tempfile.TemporaryDirectory() as folder:
        program = Program(walk.build, '--profile', folder, environment={'G_DEBUG': 'fatal-warnings'})
        program.resize(400, 700)
        program.reads('2026')
        program.press('ctrl+comma')
        preferences = window(program, titles)
        program.point(program.find(walk.words('Privacy', '個人情報'), BUTTONS | {'page tab'}, preferences))
        program.reads('records.db', preferences)
        program.expect_names()
        program.press('Escape')
        closes(program, titles)
        assert program.quit() == 0 and not program.warnings(), program.said()


def reads_the_help(walk):
    titles = ('Help', 'ヘルプ')
    walk.go_to(walk.section('Funding and mobility'))
    walk.program.press('F1')
    help_window = window(walk.program, titles)
    lines = (HELP / walk.language / 'funding.txt').read_text(encoding='utf-8').splitlines()
    walk.program.reads(lines[2], help_window)
    entry = walk.program.find(walk.words('Search in the help', 'ヘルプを検索') + '|', FIELDS, help_window)
    walk.program.write(entry, 'CELEX')
    search = (HELP / walk.language / 'search.txt').read_text(encoding='utf-8').splitlines()
    row = walk.program.find(re.escape(search[0][2:]), {'list item', 'table row'}, help_window)

    def is_read():
        # The list is narrowed a moment after the last letter: then the row is elsewhere.
        walk.program.point(row)
        return walk.program.saying(search[2].split('`')[0], help_window)
    wait_for(is_read, 'the page that was found')
    walk.program.expect_names(help_window)
    walk.program.press('Escape')
    closes(walk.program, titles)


def skips_the_first_start(walk):
    """In a profile that nobody has used, with settings that say nothing."""
    titles = ('Welcome to Madoguchi', '窓口へようこそ')
    with tempfile.TemporaryDirectory() as folder:
        profile = os.path.join(folder, 'profile')
        environment = {'G_DEBUG': 'fatal-warnings', 'XDG_CONFIG_HOME': os.path.join(folder, 'config')}
        program = Program(walk.build, '--profile', profile, environment=environment)
        welcome = window(program, titles)
        program.reads(walk.words('The language in which you read them', '記録を読む言語'), welcome)
        program.click(program.find(walk.words('Next', '次へ'), BUTTONS, welcome))
        program.reads(walk.words('European Commission (Brussels)', '欧州委員会'), welcome)
        program.expect_names(welcome)
        program.click(program.find(walk.words('Skip', '省略'), BUTTONS, welcome))
        closes(program, titles)
        program.reads('2026')
        assert program.quit() == 0 and not program.warnings(), program.said()
        program = Program(walk.build, '--profile', profile, environment=environment)
        program.reads('2026')
        assert not any(name(node) in titles for node in children(program.root)), 'the first start came twice'
        assert program.quit() == 0 and not program.warnings(), program.said()


STEPS = [writes_a_note_and_undoes_it, changes_a_preference, closes_preferences_in_a_narrow_window, reads_the_help,
         skips_the_first_start]
