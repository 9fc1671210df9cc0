"""Takes the pictures of one group of screenshots.py, inside its display."""
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import steps_search
from driver import Program, children, name, states, wait_for
from walk import BUTTONS, ENTRIES, ROWS, SECTIONS, Walk

SHOT = Path(__file__).resolve().parents[1] / 'support' / 'shot'
SIZES = {'narrow': (360, 720)}
MAIN = ('Policy dialogue', 'Agreements', 'Organisations', 'Glossary')


STARRED, CASE = 'st-agreement', 'May we apply before the signature?'
# The sections that list no kind of record.
OTHERS = [('notes-and-stars', 'Notes and stars', 'メモとスター'), ('cases', 'Cases', '相談'), ('updates', 'Updates', '更新')]


class Camera:
    def __init__(self, build, group, language):
        self.folder = Path(build, 'screenshots')
        self.group = group
        self.taken = {}
        if group == 'wide':
            # Something to be seen in the sections that are a person's own.
            mado = os.path.join(build, 'src/cli/mado')
            subprocess.run([mado, 'star', STARRED], check=True, capture_output=True)
            subprocess.run([mado, 'case', 'add', '--title', CASE, CASE], check=True, capture_output=True)
        self.walk = Walk(build, language, SIZES.get(group, (1366, 768)))
        self.failed = 0

    def look(self, path):
        """What the display shows: a number that two pictures have in common only if every pixel is the same."""
        subprocess.run([SHOT, path], check=True)
        return subprocess.run(['identify', '-format', '%#', path], check=True, capture_output=True, text=True).stdout

    def take(self, what):
        """One picture; a blank one, or one that was taken before, is a failure and leaves the others."""
        name = f'{self.group}-{what}-{self.walk.language}.png'
        seen = []

        def is_drawn():
            # Nothing tells from outside that the last frame is drawn: then one look is like the last, and like no other.
            seen.append(self.look(self.folder / name))
            return seen[-1:] == seen[-2:-1] and seen[-1] not in self.taken
        try:
            wait_for(is_drawn, 'a still picture', 30)
            problem = ''
        except (AssertionError, subprocess.CalledProcessError) as error:
            problem = f' is {self.taken[seen[-1]]} again' if seen and seen[-1] in self.taken else f' failed: {error}'
            self.failed += 1
        else:
            self.taken[seen[-1]] = name
        print(name + problem, file=sys.stderr, flush=True)

    def lists(self, section, state='visible'):
        """A record of a section whose row is in a state, as soon as there is one."""
        records = [record for file in section[2] for record in self.walk.files[file]]

        def look():
            # In a narrow window it is the only pane; the row of the section is selected too.
            rows = [name(node) for node in self.walk.program.nodes(ROWS, most=16) if state in states(node)]
            return max((record for record in records if any(row.startswith(self.walk.title(record)[:80]) for row in rows)),
                       key=lambda record: len(self.walk.title(record)), default=None)
        return wait_for(look, f'a {state} row of {section[0]}')

    def goes_to(self, number, section):
        """By the key of a section, where it has one; its list is there then."""
        label = re.escape(self.walk.words(section[0], section[1]))
        if number <= 10:
            self.walk.program.press(f'ctrl+{number % 10}')
            self.walk.program.find(self.walk.words(f'Search in {label}', f'{label}を検索'), ENTRIES)
        else:
            self.walk.go_to(section)
        self.lists(section)

    def waits_for_page(self, record):
        """Where the window is too narrow for a list and a page, the page is in the place of the list."""
        summary = record['summary']
        self.walk.program.reads((summary.get(self.walk.language) or next(iter(summary.values())))[:30])

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
    walk = camera.walk
    press = walk.program.press
    camera.goes_to(2, walk.section('Policy dialogue'))
    press('ctrl+t')
    walk.program.find(walk.words('Tracks', '系列'), BUTTONS)
    camera.take('timeline')
    press('ctrl+t')
    camera.goes_to(3, walk.section('Agreements'))
    press('ctrl+l')
    walk.program.find('.+[,、] ?[0-9]+', {'check box', 'toggle button'})
    camera.take('facets')
    press('Escape')
    press('ctrl+k')
    walk.program.write(walk.program.find(walk.words(*steps_search.JUMP), ENTRIES, most=8), '22011A0406(01)')
    walk.program.find(re.escape(walk.title(walk.records[STARRED])) + ', .*', ROWS, most=8)
    camera.take('jump')
    press('Escape')


def everywhere(camera):
    """The search over everything."""
    walk = camera.walk
    walk.program.press('ctrl+shift+f')
    entry = walk.program.find(walk.words('Search everything', '全体を検索'), ENTRIES)
    walk.program.write(entry, walk.words('quantum', '量子'))
    walk.program.find(walk.words(r'\d+ records in \d+ sections.*', r'\d+区分・\d+件.*'))
    camera.take('search-everything')
    walk.program.write(entry, '')
    walk.program.press('Escape')


def other_sections(camera):
    """Those that list no kind of record."""
    program, walk = camera.walk.program, camera.walk
    said = {'notes-and-stars': walk.title(walk.records[STARRED]), 'cases': CASE, 'updates': None}
    for what, *titles in OTHERS:
        program.point(program.find(re.escape(walk.words(*titles)) + '(, .+)?', ROWS | BUTTONS, walk.pane(0)))
        if said[what]:
            program.find(re.escape(said[what]) + '(, .*)?', ROWS)
        camera.take(what)


def other_windows(camera):
    """The windows over the main one, closed again by Escape."""
    program = camera.walk.program
    for key, what in (('F1', 'help'), ('ctrl+comma', 'preferences'), ('ctrl+question', 'shortcuts')):
        program.press(key)
        wait_for(lambda: len(children(program.root)) > 1, f'the window of {what}')
        camera.take(what)
        program.press('Escape')
        wait_for(lambda: len(children(program.root)) == 1, f'the window of {what} to close')


def side_by_side(camera, record):
    """Both languages of a record; nothing but what says both is their picture."""
    walk = camera.walk
    walk.program.press('alt+2')
    for language in ('en', 'ja'):
        walk.program.reads(record['summary'][language][:20])
    camera.take('side-by-side')
    walk.program.press('alt+3' if walk.language == 'ja' else 'alt+1')
    other = record['summary']['en' if walk.language == 'ja' else 'ja'][:20]
    wait_for(lambda: not walk.program.saying(other), f'{other!r} to go')


def visit(camera, number, section):
    """A section, and the page of its third record: the first often has nothing but a title yet."""
    press = camera.walk.program.press
    what = section[0].lower().replace(' ', '-')
    camera.goes_to(number, section)
    if camera.group == 'narrow':
        camera.take(what)
    press('ctrl+f', 'Return')
    press('Down', 'Down', 'Down')
    record = camera.lists(section, 'selected')
    press('Return')
    camera.waits_for_page(record)
    camera.take(what + ('-page' if camera.group == 'narrow' else ''))
    if section[0] == 'Agreements':
        side_by_side(camera, record)


def inside(build, group, language):
    camera = Camera(build, group, language)
    press = camera.walk.program.press
    press('ctrl+1')
    camera.take('overview')
    if group == 'narrow':
        press('F9')
        camera.take('sections')
    # The overview is the first; it has no list.
    for number, section in enumerate(SECTIONS, 2):
        if group == 'wide' or section[0] in MAIN:
            visit(camera, number, section)
    if group != 'narrow':
        camera.goes_to(3, camera.walk.section('Agreements'))
        camera.walk.search('協定' if language == 'ja' else 'joint committee')
        whole = len(camera.walk.files['agreements'])
        wait_for(lambda: not camera.walk.program.saying(camera.walk.words(f'{whole} records', f'{whole}件')), 'a shorter list')
        press('Return')
        press('Down', 'Down')
        record = camera.lists(camera.walk.section('Agreements'), 'selected')
        press('Return')
        camera.waits_for_page(record)
        camera.take('search')
    over_the_list(camera)
    if group == 'wide':
        everywhere(camera)
        other_sections(camera)
    other_windows(camera)
    camera.walk.program.quit()
    camera.first_start()
    return 1 if camera.failed else 0
