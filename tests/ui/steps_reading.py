"""Steps of the walk that read: the card of a term, the languages scrolled apart, the record on the clipboard."""
import re
import subprocess

from driver import Look, actions, extents, name, text, wait_for
from timeline_walk import written

BUTTONS = {'push button', 'toggle button', 'button', 'radio button'}


def explains_a_term(walk):
    """By key, without a caret: the card of the first term that the summary names."""
    record = walk.records['st-agreement']
    walk.open(record, 'Agreements')
    walk.program.press('Return')
    walk.program.press('ctrl+i')
    walk.program.find(walk.words('Open the term', '用語を開く'), BUTTONS, walk.pane(500))
    said = ' '.join(walk.page_texts())
    shown = [term for term in walk.files['terms']
             if all(part in said for part in (term['title']['en'], term['title']['ja'], term['reading']))]
    summary = record['summary'][walk.language].lower()
    assert any(term['title'][walk.language].split('（')[0].split(' (')[0].lower() in summary for term in shown), said[-600:]
    walk.program.press('Escape')
    wait_for(lambda: not any(name(node) == walk.words('Open the term', '用語を開く') for node in walk.program.nodes(BUTTONS, walk.pane(500))),
             'the card to close')


def reads_what_has_left_its_address(walk):
    """Nothing is asked of a network: the text is here, what it was is cited, and what became of its address is said."""
    record = walk.records['doc-letter-of-intent-2020']
    assert record['link_lost'] and 'url' not in record['sources'][0]
    walk.open(record, 'Documents')
    source, day = record['sources'][0]['title'], written(walk, record['sources'][0]['accessed'])
    walk.page_reads(walk.words(f'Archived text of “{source}”, retrieved {day}', f'「{source}」の保存テキスト（{day}取得）'))
    walk.page_reads(record['body'][walk.language][0][:30])
    walk.page_reads(walk.words('no longer at its old address', '元の掲載先にはなし'))
    # In the list of sources too, where there is no way to follow it.
    assert walk.page_texts().count(source) > 0, source


def levels_the_languages(walk):
    """Apart, one is scrolled away from the other, and brought level again."""
    record = max((record for record in walk.files['documents'] if len(record.get('body', {}).get('en', [])) > 3),
                 key=lambda record: len(record['body']['en']), default=walk.records['st-agreement'])
    section = 'Documents' if record['kind'] == 'document' else 'Agreements'
    walk.open(record, section)
    walk.program.press('alt+2')
    walk.page_reads(record['summary']['ja'][:20])
    assert 'win.level' not in actions(walk.program.frame)
    walk.program.press('alt+4')
    wait_for(lambda: 'win.level' in actions(walk.program.frame), 'the languages to scroll apart')

    def place(language):
        wanted = record['summary'][language][:24]
        node = wait_for(lambda: next((node for node in walk.program.nodes(None, walk.pane(500))
                                      if text(node).startswith(wanted)), None), f'{wanted!r} in its pane')
        return extents(node)
    x, y, width, _ = place('en')
    assert abs(y - place('ja')[1]) < 4
    subprocess.run(['xdotool', 'mousemove', str(x + width // 2), str(y + 200), 'click', '--repeat', '3', '5'], check=True)
    wait_for(lambda: place('en')[1] < y - 20, 'the English to scroll')
    assert abs(place('ja')[1] - y) < 4, 'the Japanese has moved too'
    walk.program.press('alt+5')
    wait_for(lambda: place('ja')[1] < y - 20, 'the Japanese to follow')
    walk.program.press('alt+4')
    walk.program.press('alt+1' if walk.language == 'en' else 'alt+3')
    walk.page_says_not(record['summary']['ja' if walk.language == 'en' else 'en'][:20])


def copies_the_record(walk):
    """What a program gets that takes plain text: the rich form is offered beside it."""
    record = walk.records['st-agreement']
    walk.open(record, 'Agreements')
    walk.program.press('ctrl+c')
    walk.program.toast(walk.words('Record copied', '記録をコピーしました'))
    walk.search('')
    walk.program.press('ctrl+v')
    copied = wait_for(lambda: text(walk.entry()), 'the copy to be pasted')
    for said in (walk.title(record), record['summary'][walk.language], record['sources'][0]['title'], 'st-agreement'):
        assert said in copied, f'{said!r} is not in what was copied: {copied[:300]!r}'
    walk.search('')


def middle(node):
    x, y, width, height = extents(node)
    return x + width // 2, y + height // 2


def drag(node, target):
    """With the pointer. GTK takes for a drag what begins a tenth of a second after the press, counted from when it has
    seen that; what moves before moves the window, where it is a header bar. What is under the pointer is asked whether it
    takes what is dragged, and answers while the pointer moves on."""
    x, y = middle(node)
    to_x, to_y = middle(target)
    places = [(x + step, y + step) for step in range(8, 48, 8)] + [(to_x + step % 4, to_y) for step in range(20)]
    subprocess.run(['xdotool', 'mousemove', str(x), str(y), 'mousedown', '1'], check=True)
    # Who answers has seen what came before the question.
    Look.again()
    extents(node)
    subprocess.run(['xdotool', 'sleep', '0.15'], check=True)
    for place in places:
        subprocess.run(['xdotool', 'mousemove', *map(str, place)], check=True)
    subprocess.run(['xdotool', 'mouseup', '1'], check=True)


def drags_the_record_out(walk):
    """A row and the heading of a page take the record along, the button for citing its citation; an entry takes the text."""
    record = walk.records['st-agreement']
    walk.open(record, 'Agreements')
    title = next(node for node in walk.program.nodes(None, walk.pane(500)) if text(node) == walk.title(record))
    button = walk.program.find(walk.words('Copy as citation', '出典表記としてコピー'), BUTTONS, walk.pane(500))

    def dropped(node):
        walk.search('')
        wait_for(lambda: len(walk.list_rows()) > 1, 'the whole list')
        taken = node or walk.list_rows()[0]

        # A program that is busy has not answered yet when the button is let go, and nothing is dropped then. One that
        # has may take a while to bring what was dropped; the next drag must not begin before.
        for _ in range(4):
            drag(taken, walk.entry())
            try:
                return wait_for(lambda: text(walk.entry()), 'something to be dropped', 6)
            except AssertionError as late:
                problem = late
                walk.program.put_back()
        raise problem
    assert record['summary'][walk.language] in dropped(title)
    cited = dropped(button)
    assert walk.title(record) in cited and record['summary'][walk.language] not in cited, cited
    shown = dropped(None)
    first = walk.record_of(shown, ['agreements'])
    assert first is not record and first['summary'][walk.language] in shown, shown[:300]
    walk.search('')


STEPS = [explains_a_term, reads_what_has_left_its_address, levels_the_languages, copies_the_record, drags_the_record_out]
