#!/usr/bin/python3 -B
"""visit.py BUILD LANGUAGE : what a person sees of the installed program, kept as pictures to be looked at."""
import sys
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'ui'))
from pictures import Camera  # noqa: E402


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
    walk.go_to(walk.section('Projects'))
    walk.search('量子')
    walk.program.reads('量子')
    camera.take('search')


def shows_words_of_the_toolkit(camera):
    """The dialog that says what the program is comes from GTK, and so do the words on it."""
    camera.walk.program.press('ctrl+question')
    camera.take('shortcuts')


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
