"""Steps of the walk that concern the window itself: a second one, its shortcuts, the way round, a narrow one."""
from driver import actions, children, do, extents, says, wait_for
from steps_desk import closes, window

FIELDS = {'entry', 'text'}
BUTTONS = {'push button', 'toggle button', 'button', 'radio button'}
# The way round, as it is told on each page.
STATIONS = [('Find it in either language', 'どちらの言語でも検索'), ('See where it comes from', '出典を確認'),
            ('Read both texts side by side', '英日を並べて読む'), ('Keep what matters to you', '大切な記録を手元に')]


def lists_its_shortcuts(walk):
    titles = ('Keyboard shortcuts', 'キーボードショートカット')
    walk.program.press('ctrl+question')
    shown = window(walk.program, titles)
    texts = wait_for(lambda: walk.program.texts(shown), 'the shortcuts')
    for title, key in ((walk.words('Jump to anything', '直接移動'), 'Ctrl+K'), (walk.words('Help', 'ヘルプ'), 'F1'),
                       (walk.section('Agreements')[walk.language == 'ja'], 'Ctrl+3')):
        assert key in texts[texts.index(title):texts.index(title) + 3], (title, texts)
    walk.program.expect_names(shown)
    walk.program.press('Escape')
    closes(walk.program, titles)


def shows_the_way_round(walk):
    """Once more, from the main menu: page after page to its end."""
    titles = ('Welcome to Madoguchi', '窓口へようこそ')
    walk.program.point(walk.program.find(walk.words('Main menu', 'メインメニュー'), BUTTONS, walk.pane(0)))
    walk.program.click(walk.program.find(walk.words('Show me round', '使い方の案内'), BUTTONS | {'menu item'}, walk.pane(0)))
    welcome = window(walk.program, titles)
    # Languages and calendars come first.
    for number, said in enumerate([None, *STATIONS], 2):
        walk.program.click(walk.program.find(walk.words('Next', '次へ'), BUTTONS, welcome))
        walk.program.find(walk.words(f'{number} of 6', f'{number}/6'), None, welcome)
        if said:
            walk.program.reads(walk.words(*said), welcome)
    walk.program.expect_names(welcome)
    walk.program.click(walk.program.find(walk.words('Begin', '始める'), BUTTONS, welcome))
    closes(walk.program, titles)


def opens_a_second_window(walk):
    """What is starred in one is so in the other, and that one stays when this one is closed."""
    record = walk.records['jc-7-2023']
    walk.open(record, 'Policy dialogue')
    star, unstar = walk.words('Star', 'スターを付ける'), walk.words('Remove the star', 'スターを外す')
    walk.button(star)
    walk.program.press('ctrl+shift+n')
    second = wait_for(lambda: next((node for node in children(walk.program.root) if node != walk.program.frame), None),
                      'a second window')
    entry = walk.program.find(walk.words('Search in Policy dialogue', '政策対話を検索'), FIELDS, second)
    walk.program.focus_newest()
    walk.program.press('ctrl+f')
    walk.program.write(entry, 'id:' + record['id'])
    walk.program.find(walk.words('1 record', '1件'), {'label'}, second)
    walk.program.press('Return', 'Down', 'Return')
    walk.program.reads(record['summary'][walk.language][:30], second)
    walk.program.press('ctrl+d')
    walk.program.find(unstar, BUTTONS, second)
    walk.button(unstar)
    walk.program.press('ctrl+d')
    walk.button(star)
    do(second, actions(second).index('window.close'))
    wait_for(lambda: children(walk.program.root) == [walk.program.frame], 'the second window to close')
    walk.page_reads(record['summary'][walk.language][:30])


def stacks_the_languages_where_it_is_narrow(walk):
    """Beside each other where there is room, else one over the other."""
    record = walk.records['st-agreement']
    walk.open(record, 'Agreements')
    # Into the page: where there is room for one of the two, that is shown.
    walk.program.press('Return', 'alt+2')

    def places():
        nodes = [says(walk.program.frame, lambda said, words=record['summary'][language][:24]: said.startswith(words), None, 20)
                 for language in ('en', 'ja')]
        return all(nodes) and [extents(node) for node, *_ in nodes]

    def are_stacked():
        (x, y, _, height), (other_x, other_y, *_) = wait_for(places, 'both languages')
        return other_x == x and other_y >= y + height
    wait_for(lambda: not are_stacked(), 'the languages beside each other')
    try:
        walk.program.resize(480, walk.size[1])
        wait_for(are_stacked, 'the languages one over the other')
    finally:
        walk.program.resize(*walk.size)
    wait_for(lambda: not are_stacked(), 'the languages beside each other again')
    walk.program.press('alt+1' if walk.language == 'en' else 'alt+3')
    walk.page_says_not(record['summary']['ja' if walk.language == 'en' else 'en'][:20])


STEPS = [lists_its_shortcuts, shows_the_way_round, opens_a_second_window, stacks_the_languages_where_it_is_narrow]
