#!/usr/bin/python3 -B
"""visit.py BUILD LANGUAGE : what a person sees of the installed program, kept as pictures to be looked at."""
import re
import sys
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'ui'))
from driver import role, wait_for  # noqa: E402
from pictures import Camera  # noqa: E402
from walk import BUTTONS, table_beside  # noqa: E402


def shows_the_overview(camera):
    camera.walk.program.press('ctrl+1')
    camera.take('overview')


def shows_an_agreement_in_both_languages(camera):
    walk = camera.walk
    walk.open(walk.records['st-agreement'], 'Agreements')
    walk.program.press('alt+2')
    walk.page_reads(walk.records['st-agreement']['summary']['en'][:40])
    walk.page_reads('2011年（平成23年）3月29日' if walk.language == 'ja' else '29 March 2011')
    camera.take('agreement')


def shows_what_was_found(camera):
    walk = camera.walk
    walk.go_to(walk.section('Agreements'))
    walk.search('量子')
    wait_for(lambda: any(walk.record_of(row, ('agreements',))['id'] == 'loi-quantum-2025' for row in walk.row_names()), 'what is found')
    camera.take('search')


def shows_words_of_the_toolkit(camera):
    """The dialog that asks for a file comes from GTK, and so do the words on it."""
    walk = camera.walk
    walk.program.press('ctrl+1')
    tile = table_beside(walk, walk.words('What is held', '収録件数'), walk.words('Section', '区分'))[0].get_parent().get_parent()
    walk.program.click(walk.program.find(walk.words('Save as CSV…', 'CSVで保存…'), BUTTONS, tile))
    dialog = wait_for(lambda: next((node for node in walk.program.windows() if role(node) != 'frame'), None), 'the dialog')
    wait_for(lambda: any(re.match(walk.words('_?Cancel', 'キャンセル|取り消し|中止'), said) for said in walk.program.texts(dialog)),
             'words of the toolkit')
    camera.take('file-dialog')
    walk.program.press('Escape')


STEPS = [
    shows_the_overview,
    shows_an_agreement_in_both_languages,
    shows_what_was_found,
    shows_words_of_the_toolkit,
]


def main(build, language):
    print(f'1..{len(STEPS)}', flush=True)
    Path(build, 'screenshots').mkdir(exist_ok=True)
    camera = Camera(build, 'flatpak', language)
    failed = 0
    for number, step in enumerate(STEPS, 1):
        problem, before = '', camera.failed
        try:
            step(camera)
            assert camera.failed == before, 'a picture is blank'
        except Exception:
            problem = traceback.format_exc()
        failed += bool(problem)
        print('not ok' if problem else 'ok', number, f'/visit/{language}/{step.__name__.replace("_", "-")}', flush=True)
        if problem:
            print('# ' + problem.replace('\n', '\n# '), flush=True)
    camera.walk.program.quit()
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
