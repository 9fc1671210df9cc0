"""Takes the pictures of one group of screenshots.py, inside its display."""
import subprocess
import sys
import time
from pathlib import Path

from walk import SECTIONS, Walk

SHOT = Path(__file__).resolve().parents[1] / 'support' / 'shot'
SIZES = {'narrow': (360, 720)}
MAIN = ('Policy dialogue', 'Agreements', 'Organisations', 'Glossary')


class Camera:
    def __init__(self, build, group, language):
        self.folder = Path(build, 'screenshots')
        self.group = group
        self.walk = Walk(build, language, SIZES.get(group, (1366, 768)))
        self.failed = 0

    def take(self, what):
        """One picture; a blank one is a failure and leaves the others."""
        name = f'{self.group}-{what}-{self.walk.language}.png'
        # Nothing tells from outside that the last frame is drawn: look when it has had time to be.
        time.sleep(0.7)
        done = subprocess.run([SHOT, self.folder / name], check=False)
        self.failed += done.returncode != 0
        print(name if done.returncode == 0 else f'{name} failed', file=sys.stderr, flush=True)


def inside(build, group, language):
    camera = Camera(build, group, language)
    press = camera.walk.program.press
    press('ctrl+1')
    camera.take('overview')
    if group == 'narrow':
        press('Escape')
        camera.take('sections')
    # The overview is the first; it has no list.
    for number, section in enumerate(SECTIONS, 2):
        if group != 'wide' and section[0] not in MAIN:
            continue
        what = section[0].lower().replace(' ', '-')
        if number <= 10:
            press(f'ctrl+{number % 10}')
        else:
            camera.walk.go_to(section)
        time.sleep(0.5)
        if group == 'narrow':
            camera.take(what)
        # The third row: the first often has nothing but a title yet.
        press('ctrl+f', 'Return')
        press('Down', 'Down', 'Down')
        press('Return')
        camera.take(what + ('-page' if group == 'narrow' else ''))
        if section[0] == 'Agreements':
            press('alt+2')
            camera.take('side-by-side')
            press('alt+3' if language == 'ja' else 'alt+1')
    if group != 'narrow':
        press('ctrl+3')
        camera.walk.search('協定' if language == 'ja' else 'joint committee')
        time.sleep(0.7)
        press('Return')
        press('Down', 'Down', 'Return')
        camera.take('search')
    camera.walk.program.quit()
    return 1 if camera.failed else 0
