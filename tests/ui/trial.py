#!/usr/bin/python3
"""trial.py BUILD LANGUAGE : the help desk is tried on sample cases, and nothing of it is left anywhere.

The program is on a desk of its own with one case. It is asked for the trial from its menu, and the trial, which is
another process, is used, begun anew and closed. Run it inside tests/support/with-display.
"""
import json
import os
import subprocess
import sys
from pathlib import Path

from driver import Program, children, name, wait_for
from tree import Bus, safely
from tap import end, take

SOURCE = Path(__file__).resolve().parents[2]
SAMPLES = json.loads((SOURCE / 'data/samples/cases.json').read_text(encoding='utf-8'))['cases']
BUTTONS = {'push button', 'toggle button', 'radio button', 'menu item', 'button'}
ROWS = {'list item', 'table row', 'tree item'}
TRIALS = Path(os.environ['XDG_CACHE_HOME'], 'madoguchi/trials')


class Trial(Program):
    """A program that somebody else has started."""

    def __init__(self, process, root):
        self.process, self.root = process, root
        self.others, self.other_windows = set(), set()
        self.frame = wait_for(lambda: next(iter(children(root)), None), 'the window of the trial', 60)


class Process:
    """As much of a process as there is of one that is not ours."""

    def __init__(self, pid):
        self.pid = pid

    def poll(self):
        return None if Path(f'/proc/{self.pid}').exists() and 'Z' != self.state() else 0

    def state(self):
        try:
            return Path(f'/proc/{self.pid}/stat').read_text(encoding='ascii').rsplit(')', 1)[1].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return 'Z'


class Walk:
    def __init__(self, build, language):
        self.language = language
        self.profile = Path(os.environ['XDG_DATA_HOME'], 'madoguchi')
        subprocess.run([build + '/src/cli/mado', 'case', 'add', 'A question of my own', '--title', 'Not a sample'], check=True,
                       stdout=subprocess.DEVNULL)
        self.own = Program(build, environment={'G_DEBUG': 'fatal-warnings'})
        self.own.resize(1000, 700)
        self.trial = None

    def words(self, english, japanese):
        return japanese if self.language == 'ja' else english

    def wait_for_trial(self, but=0):
        def look():
            for node in safely(Bus.get().programs, otherwise=[]):
                pid = safely(node.get_process_id)
                if name(node).endswith('madoguchi') and pid not in (self.own.process.pid, but, None) and children(node):
                    return Trial(Process(pid), node)
            return None
        self.trial = wait_for(look, 'another program with a window', 60)

    def titles(self):
        return [sample['title'][self.language] for sample in SAMPLES if sample.get('then') != 'answered']

    def folders(self):
        return sorted(TRIALS.iterdir()) if TRIALS.exists() else []


def desk_of(profile):
    return {path.name: path.read_bytes() for path in profile.glob('desk*') if path.is_file()}


def nothing_is_tried_unless_it_is_asked_for(walk):
    walk.own.reads('27 ' if walk.language == 'en' else '版')
    assert not walk.folders(), walk.folders()


def the_menu_starts_it_on_a_desk_of_its_own(walk):
    program = walk.own
    TRIALS.mkdir(parents=True)
    (TRIALS / 'killed').mkdir()
    (TRIALS / 'killed/desk.db').write_bytes(b'left behind')
    walk.before = desk_of(walk.profile)
    assert walk.before
    program.point(program.find(walk.words('Main menu', 'メインメニュー'), BUTTONS))
    program.click(program.find(walk.words('Try the help desk', '相談業務を試す'), BUTTONS))
    walk.wait_for_trial()
    for title in walk.titles():
        walk.trial.reads(title)
    assert not walk.trial.saying('Not a sample')


def its_window_says_what_it_is(walk):
    walk.trial.reads(walk.words('nothing reaches your own desk', 'ご自身の窓口には影響せず'))
    assert name(walk.trial.frame) == walk.words('Madoguchi – sample cases', '窓口 – 見本の相談'), name(walk.trial.frame)
    walk.trial.expect_names()


def what_a_killed_one_left_is_removed(walk):
    wait_for(lambda: not (TRIALS / 'killed').exists(), 'the folder that was left behind to go')
    assert len(walk.folders()) == 1, walk.folders()


def begun_anew_it_has_another_folder(walk):
    before, pid = walk.folders(), walk.trial.process.pid
    walk.trial.click(walk.trial.find(walk.words('Start over', 'やり直す'), BUTTONS))
    walk.wait_for_trial(pid)
    walk.trial.reads(walk.titles()[0])
    wait_for(lambda: len(walk.folders()) == 1 and walk.folders() != before, 'another folder in the place of the first')


def closed_it_leaves_nothing_and_has_touched_nothing(walk):
    walk.trial.press('ctrl+q')
    wait_for(lambda: walk.trial.process.poll() is not None, 'the trial to end')
    wait_for(lambda: not walk.folders(), 'its folder to go')
    assert desk_of(walk.profile) == walk.before


STEPS = [nothing_is_tried_unless_it_is_asked_for, the_menu_starts_it_on_a_desk_of_its_own, its_window_says_what_it_is,
         what_a_killed_one_left_is_removed, begun_anew_it_has_another_folder,
         closed_it_leaves_nothing_and_has_touched_nothing]


def main(build, language):
    print(f'1..{len(STEPS) + 1}', flush=True)
    walk = Walk(build, language)
    path = f'/ui/trial/{language}'
    good = take(STEPS, path, walk, seen=lambda: '\n'.join((walk.trial or walk.own).texts()[:60]), stops=True)
    # What the trial says goes where the program's own words go.
    return 0 if end(len(STEPS) + 1, path, walk.own) and good else 1


if __name__ == '__main__':
    sys.dont_write_bytecode = True
    sys.exit(main(*sys.argv[1:]))
