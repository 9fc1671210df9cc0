#!/usr/bin/python3
"""states.py BUILD LANGUAGE [PICTURES [WIDTH HEIGHT]] : what the window says when a store is not as it should be.

Each case is a profile that was spoilt before the window opened it. With a folder for pictures it takes one of each.
Run it inside tests/support/with-display.
"""
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback
from contextlib import closing
from pathlib import Path

from driver import Program, extents, name, role, states, text, wait_for

SHOT = Path(__file__).resolve().parents[1] / 'support' / 'shot'
BUTTONS = {'push button', 'button'}


class Profile:
    """A profile with two stars, and the ways to spoil it."""

    def __init__(self, build, like=None):
        self.home = tempfile.mkdtemp(prefix='mado-states-')
        self.folder = os.path.join(self.home, 'profile')
        self.build = build
        if like:
            shutil.copytree(like.folder, self.folder)
        else:
            for record in ('riken', 'jst'):
                self.mado('star', record)

    def mado(self, *arguments):
        return subprocess.run([os.path.join(self.build, 'src/cli/mado'), '--profile', self.folder, *arguments],
                              check=True, capture_output=True, text=True).stdout

    def path(self, file):
        return os.path.join(self.folder, file)

    def run(self, file, sql):
        with sqlite3.connect(self.path(file)) as database:
            database.execute(sql)
        database.close()

    def ask(self, file, sql):
        with closing(sqlite3.connect(self.path(file))) as database:
            return database.execute(sql).fetchall()

    def write(self, file, place, content):
        with open(self.path(file), 'r+b') as stream:
            stream.seek(place)
            stream.write(content)

    def remove(self):
        shutil.rmtree(self.home, ignore_errors=True)


def spoil_nothing(profile):
    pass


def spoil_records(profile):
    profile.write('records.db', 0, b'\xff' * 4096)


def spoil_recipe(profile):
    profile.run('records.db', "UPDATE meta SET value = 'older' WHERE key = 'recipe'")


def spoil_desk(profile):
    with open(profile.path('desk.db'), 'rb') as stream:
        content = stream.read()
    profile.write('desk.db', content.index(b'RIKEN'), b'Q')


def keep_backup(profile):
    shutil.copy(profile.path('desk.db'), profile.path('desk.db.backup-1'))
    spoil_desk(profile)


def spoil_version(profile):
    profile.run('desk.db', 'PRAGMA user_version = 99')


def spoil_place(profile):
    """Something stands where the file was: root may write what is read-only, so that is no way here."""
    os.remove(profile.path('desk.db'))
    os.symlink('/nowhere', profile.path('desk.db'))


def spoil_everything(profile):
    os.remove(profile.path('records.db'))
    os.mkdir(profile.path('records.db'))
    spoil_desk(profile)


# How it is spoilt, what is read, and the button: in English and in Japanese.
CASES = [
    ('sound', spoil_nothing, None, None),
    ('records-rebuilt', spoil_records, ('was damaged and has been built anew', '破損していたため、作り直しました'),
     ('Hide', '閉じる')),
    ('index-rebuilt', spoil_recipe, ('searches in another way', '検索の方法が変わったため'), ('Hide', '閉じる')),
    ('desk-damaged', spoil_desk, ('The file with your stars, notes and cases is damaged',
                                'スター、メモ、相談のファイルが破損しています'),
     ('Repair…', '修復…')),
    ('desk-too-new', spoil_version, ('A newer version of Madoguchi wrote the file', 'より新しい版の窓口で書かれています'),
     ('Hide', '閉じる')),
    ('desk-closed', spoil_place, ('can be read but not changed', '変更できません'), ('Try again', '再試行')),
    ('not-open', spoil_everything, ('The records cannot be opened', '記録を開けません'), ('Try again', '再試行')),
]


class Window:
    def __init__(self, build, language, profile, size, pictures=None):
        self.language = language
        self.pictures = pictures
        self.program = Program(build, '--profile', profile.folder, environment={'G_DEBUG': 'fatal-warnings'})
        self.program.resize(*size)

    def words(self, pair):
        return pair[self.language == 'ja']

    def button(self, pair, within=None):
        return self.program.find(self.words(pair), BUTTONS, within)

    def picture(self, what):
        if self.pictures:
            time.sleep(1)
            subprocess.run([SHOT, Path(self.pictures, what + '.png')], check=False)

    def star(self):
        return self.program.find('Star|スターを付ける|Remove the star|スターを外す', BUTTONS)

    def note(self):
        return self.program.find('My note|自分のメモ', {'text'})

    def open_record(self):
        self.program.press('ctrl+3')
        self.program.press('ctrl+f', 'Return', 'Down', 'Return')
        return self.star()

    def quit(self):
        status = self.program.quit()
        said = self.program.warnings()
        assert status == 0 and not said, (status, said)

    def __enter__(self):
        return self

    def __exit__(self, kind, problem, trace):
        """A window that is left open would be taken for the next one."""
        if problem and self.program.process.poll() is None:
            self.picture('failed')
            self.program.process.kill()
            self.program.process.wait()


def says(window, case):
    """Reads the sentence of a case, or that there is none."""
    label, _, sentence, button = case
    if sentence is None:
        star = window.open_record()
        wait_for(lambda: 'sensitive' in states(star), 'a star that can be set')
        assert not notices(window), 'a notice, and nothing is wrong'
    else:
        window.program.reads(window.words(sentence))
        window.button(button)
    window.picture(label)
    if label == 'not-open':
        # Keys that ask for what is not there do no harm.
        window.program.press('ctrl+1', 'ctrl+3', 'ctrl+k', 'Escape')


def notices(window):
    return [node for node in window.program.nodes() if role(node) in ('notification', 'alert') and extents(node)[3] > 0]


def hides(window, case):
    # The window's own button is called as the notice's in Japanese.
    window.program.click(window.button(case[3], notices(window)[0]))
    wait_for(lambda: not notices(window), 'the notice to go')


def repairs(window, profile, from_backup):
    """From a damaged desk to a star that can be set."""
    before = Path(profile.path('desk.db')).read_bytes()
    star = window.open_record()
    wait_for(lambda: 'sensitive' not in states(star), 'a star that cannot be set')
    window.picture('desk-damaged-page')
    window.program.click(window.button(('Repair…', '修復…')))
    dialog = wait_for(lambda: next((node for node in window.program.windows() if node != window.program.frame), None),
                      'the window of the repair')
    window.program.reads(window.words(('Entries: 1 · lost: 1', '1件・失われたもの1件')), dialog)
    if from_backup:
        window.program.reads(window.words(('Entries: 2 · of', '2件・')), dialog)
    else:
        window.program.reads(window.words(('There is none', 'ありません')), dialog)
    window.picture('repair-backup' if from_backup else 'repair')
    window.program.click(window.button(('Restore', '復元') if from_backup else ('Save', '保存'), dialog))
    window.program.reads('desk-2.db', dialog)
    window.picture('repaired-backup' if from_backup else 'repaired')
    window.program.click(window.button(('Close', '閉じる'), dialog))
    wait_for(lambda: 'sensitive' in states(window.star()), 'a star that can be set again')
    assert not any('破損' in said or 'damaged' in said for said in window.program.texts())
    assert Path(profile.path('desk.db')).read_bytes() == before, 'the damaged file was touched'
    assert sorted(profile.mado('starred').split()) == (['jst', 'riken'] if from_backup else ['jst'])


def keeps_what_is_written(window, profile):
    """Another program holds the desk while a note is written: the note stays, and is saved when it can be."""
    window.open_record()
    note = window.note()
    holder = sqlite3.connect(profile.path('desk.db'), isolation_level=None)
    try:
        holder.execute('BEGIN IMMEDIATE')
        window.program.write(note, 'Ask again in May')
        window.program.reads(window.words(('can be read but not changed', '表示できますが、変更できません')))
        window.program.write(note, 'Ask again in May or June')
    finally:
        holder.close()
    window.picture('note-refused')
    window.program.click(window.button(('Try again', '再試行')))
    wait_for(lambda: profile.ask('desk.db', 'SELECT text FROM notes') == [('Ask again in May or June',)],
             'the note to be saved')
    assert text(note) == 'Ask again in May or June', text(note)


def try_case(build, language, sound, case, options):
    profile = Profile(build, sound)
    try:
        case[1](profile)
        with Window(build, language, profile, *options) as window:
            says(window, case)
            if case[3] and case[3][0] == 'Hide':
                hides(window, case)
            if case[0] == 'desk-too-new':
                window.open_record()
                wait_for(lambda: 'sensitive' not in states(window.star()), 'a star that cannot be set')
                assert 'editable' not in states(window.note()), 'a note that nobody keeps'
            if case[0] == 'sound':
                keeps_what_is_written(window, profile)
            if case[0] == 'desk-damaged':
                repairs(window, profile, False)
            window.quit()
    finally:
        profile.remove()


def try_backup(build, language, sound, options):
    profile = Profile(build, sound)
    try:
        keep_backup(profile)
        with Window(build, language, profile, *options) as window:
            repairs(window, profile, True)
            window.quit()
    finally:
        profile.remove()


def main(build, language, pictures=None, width=1366, height=768):
    print(f'1..{len(CASES) + 1}', flush=True)
    sound = Profile(build)
    options = ((int(width), int(height)), pictures)
    tests = [(case[0], lambda case=case: try_case(build, language, sound, case, options)) for case in CASES]
    tests.append(('desk-restored', lambda: try_backup(build, language, sound, options)))
    failed = 0
    for number, (what, test) in enumerate(tests, 1):
        problem = ''
        try:
            test()
        except Exception:
            problem = traceback.format_exc()
        failed += bool(problem)
        print('not ok' if problem else 'ok', number, f'/ui/states/{language}/{what}', flush=True)
        if problem:
            print('# ' + problem.replace('\n', '\n# '), flush=True)
    sound.remove()
    return 1 if failed else 0


if __name__ == '__main__':
    sys.dont_write_bytecode = True
    sys.exit(main(*sys.argv[1:]))
