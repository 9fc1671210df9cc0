"""Steps of the walk that read: the card of a term, the languages scrolled apart, the record on the clipboard."""
import re
import subprocess

from driver import actions, extents, name, text, wait_for

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


STEPS = [explains_a_term, levels_the_languages, copies_the_record]
