"""Takes the pictures of one group of screenshots.py, inside its display."""
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from driver import Program, name, states, wait_for
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

    def waits_for_page(self, section):
        """The page follows the row that is selected."""
        row = wait_for(lambda: next((name(node) for node in self.walk.list_rows() if name(node) and 'selected' in states(node)),
                                    None), 'a row to be selected')
        self.walk.page_reads(self.walk.title(self.walk.record_of(row, section[2])))

    def first_start(self):
        """As it is in a profile that nobody has used, with settings that say nothing."""
        with tempfile.TemporaryDirectory() as folder:
            program = Program(self.walk.build, '--profile', f'{folder}/profile',
                              environment={'XDG_CONFIG_HOME': f'{folder}/config'})
            program.reads('2026', seconds=60)
            self.take('first-start')
            program.press('Escape')
            program.quit()


def over_the_list(camera):
    """What opens over a list: the timeline, the filters, the jump."""
    press = camera.walk.program.press
    press('ctrl+2')
    time.sleep(1)
    press('ctrl+t')
    time.sleep(1)
    camera.take('timeline')
    press('ctrl+t')
    press('ctrl+3')
    time.sleep(1)
    press('ctrl+l')
    time.sleep(1)
    camera.take('facets')
    press('Escape')
    time.sleep(0.5)
    press('ctrl+k')
    camera.walk.program.write(camera.walk.program.find('標題または番号で移動|Jump to a title or a number', {'entry', 'text'}, most=8),
                              '22011A0406(01)')
    camera.take('jump')
    press('Escape')


def other_windows(camera):
    """The windows over the main one, closed again by Escape."""
    for key, what in (('F1', 'help'), ('ctrl+comma', 'preferences'), ('ctrl+question', 'shortcuts')):
        camera.walk.program.press(key)
        time.sleep(1)
        camera.take(what)
        camera.walk.program.press('Escape')
        time.sleep(1)


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
        if group != 'narrow':
            camera.waits_for_page(section)
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
        camera.waits_for_page(camera.walk.section('Agreements'))
        camera.take('search')
    over_the_list(camera)
    other_windows(camera)
    camera.walk.program.quit()
    camera.first_start()
    return 1 if camera.failed else 0
