"""Takes the pictures of one group of screenshots.py, inside its display."""
import subprocess
import sys
from pathlib import Path

from walk import SECTIONS, Walk

SHOT = Path(__file__).resolve().parents[1] / 'support' / 'shot'
SIZES = {'narrow': (360, 720)}
MAIN = ('Overview', 'Policy dialogue', 'Agreements', 'Organisations', 'Glossary')


class Camera:
    def __init__(self, build, group, language):
        self.folder = Path(build, 'screenshots')
        self.group = group
        self.walk = Walk(build, language, SIZES.get(group, (1366, 768)))
        self.failed = 0

    def take(self, what, prepare):
        """One picture, after the window was brought where it is to be; a failure leaves the others."""
        name = f'{self.group}-{what}-{self.walk.language}.png'
        try:
            prepare()
            self.walk.settle()
            subprocess.run([SHOT, self.folder / name], check=True)
            print(name, flush=True)
        except (AssertionError, subprocess.CalledProcessError) as problem:
            self.failed += 1
            print(f'{name}: {problem}', file=sys.stderr, flush=True)


def inside(build, group, language):
    camera = Camera(build, group, language)
    walk = camera.walk
    for section in SECTIONS:
        if group == 'wide' or section[0] in MAIN:
            camera.take(section[0].lower().replace(' ', '-'), lambda: walk.show_section(section))
    walk.program.close()
    return 1 if camera.failed else 0
