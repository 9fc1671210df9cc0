#!/usr/bin/python3
"""desk_walk.py BUILD LANGUAGE : the help desk takes in mails and says when they are due, seen and done from outside.

The mails are written by Python's own encodings; the day on which an answer is due comes from a plain scan of the
calendars' files. Run it inside tests/support/with-display.
"""
import email.header
import json
import subprocess
import sys
import tempfile
import time
import traceback
from datetime import date, datetime, timedelta, timezone
from email.utils import format_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from driver import Program, children, name, text, wait_for

DATA = Path(__file__).resolve().parents[2] / 'data'
BUTTONS = {'push button', 'toggle button', 'button', 'radio button', 'menu item'}
ROWS = {'list item', 'table row', 'tree item'}
FIELDS = {'entry', 'text'}
TITLE = 'Associated before signature'
NOTE = '署名の有無を代表部に確認すること。'
# A charset, and what is asked in it.
MAILS = [
    ('iso-2022-jp', '準参加として署名前に応募できますか。2026年の公募について教えてください。'),
    ('shift_jis', '参加者識別コードは大学に必要ですか。'),
    ('euc-jp', '準参加としての応募は署名前でも可能でしょうか。2026年の公募です。'),
    ('utf-8', 'May a Japanese company join a consortium as a partner?'),
]


def write_mail(path, charset, words):
    subject = email.header.Header('質問' if charset != 'utf-8' else 'Question', charset).encode()
    head = (f'From: Somebody <somebody@example.org>\r\nSubject: {subject}\r\n'
            f'Date: {format_datetime(datetime.now(timezone.utc))}\r\nMIME-Version: 1.0\r\n'
            f'Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n')
    path.write_bytes(head.encode('ascii') + words.encode(charset) + b'\r\n')


def closed_days(calendar):
    """The years that a calendar knows, and the days on which it is closed besides its weekends."""
    years = json.loads((DATA / 'calendars' / f'{calendar}.json').read_text(encoding='utf-8'))['years']
    return {day['date'] for year in years.values() for day in year.get('days', year.get('closed', []))}


def fifteen_working_days(start):
    """The fifteenth day after a day that is open in Brussels and in Tokyo."""
    closed = closed_days('eu-institutions') | closed_days('japan-government-offices')
    day, counted = start, 0
    while counted < 15:
        day += timedelta(1)
        counted += day.weekday() < 5 and day.isoformat() not in closed
    return day


class DeskWalk:
    def __init__(self, build, language, folder):
        self.language = language
        self.folder = Path(folder)
        self.program = Program(build, '--profile', str(self.folder / 'profile'),
                               environment={'G_DEBUG': 'fatal-warnings'})
        self.program.resize(1366, 768)
        self.program.reads('2026', seconds=60)

    def words(self, english, japanese):
        return japanese if self.language == 'ja' else english

    def button(self, english, japanese, within=None):
        return self.program.find(self.words(english, japanese), BUTTONS, within, most=80)

    def counts(self, english, japanese, number):
        """Waits until a view has so many cases."""
        self.program.find(f'{self.words(english, japanese)} {number}', BUTTONS)

    def window(self, english, japanese):
        titles = (english, japanese)
        return wait_for(lambda: next((node for node in children(self.program.root) if name(node) in titles), None),
                        f'a window {titles}')


def says_how_to_begin(walk):
    walk.program.point(walk.program.find(walk.words('Cases', '相談') + '(, 0)?', ROWS))
    walk.program.reads(walk.words('No case yet', '相談はまだありません'))
    walk.program.reads('Ctrl+N')


def take_in(walk, path):
    walk.program.point(walk.button('Take in a case', '相談の登録'))
    walk.program.click(walk.button('From a mail or text file…', 'メール・テキストのファイルから…'))
    walk.window('Take in a mail or a text', 'メールまたはテキストの登録')
    # The first stroke of the path leads into the dialog's entry for it.
    time.sleep(1)
    subprocess.run(['xdotool', 'type', '--delay', '20', str(path)], check=True)
    walk.program.press('Return')


def takes_in_four_mails(walk):
    for number, (charset, words) in enumerate(MAILS, 1):
        path = walk.folder / f'{charset}.eml'
        write_mail(path, charset, words)
        take_in(walk, path)
        # Every character is there, whatever it was written in.
        walk.program.reads(words)
        walk.counts('All open', '対応中すべて', number)
        entry = walk.program.find(walk.words('Title of the case', '相談の件名'), FIELDS, most=80)
        walk.program.write(entry, TITLE if number == 1 else f'Question in {charset}')
        walk.program.point(entry)
        walk.program.press('Return')
        walk.program.find(f'(?:{TITLE}|Question in {charset}), .+', ROWS)


def tells_when_it_is_due(walk):
    walk.program.point(walk.program.find(f'{TITLE}, .+', ROWS))
    walk.program.reads(MAILS[0][1])
    received = datetime.now(ZoneInfo('Europe/Brussels')).date()
    due = fifteen_working_days(received)
    said = walk.words(f'{due.day} {due.strftime("%B %Y")}', f'{due.year}年{due.month}月{due.day}日')
    walk.program.reads(said)
    walk.program.point(walk.program.find(walk.words('Day by day', '日ごとの内訳'), most=80))
    walk.program.reads(walk.words('counts, no. 15', '15日目'))
    walk.program.reads(walk.words('does not count: weekend', '数えません（週末）'))


def keeps_a_note(walk):
    walk.program.click(walk.button('Internal note', '内部メモ'))
    note = walk.program.find(walk.words('Internal note', '内部メモ'), FIELDS, most=80)
    walk.program.write(note, NOTE)
    walk.program.click(walk.button('Keep note', 'メモを保存'))
    walk.program.find(walk.words('Internal note · never leaves this desk', '内部メモ・外部には出ません') + ', .+', most=80)
    wait_for(lambda: text(note) == '', 'the note to be kept')


def names_everything(walk):
    nameless = walk.program.nameless()
    assert not nameless, f'without a name: {nameless}'


STEPS = [says_how_to_begin, takes_in_four_mails, tells_when_it_is_due, keeps_a_note, names_everything]


def main(build, language):
    print(f'1..{len(STEPS) + 1}', flush=True)
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        walk = DeskWalk(build, language, folder)
        for number, step in enumerate(STEPS, 1):
            problem = ''
            try:
                assert walk.program.process.poll() is None, 'the program has ended'
                step(walk)
            except Exception:
                problem = traceback.format_exc() + '\n'.join(walk.program.texts()[:120])
            failed = failed or bool(problem)
            print('not ok' if problem else 'ok', number, f'/ui/desk/{language}/{step.__name__.replace("_", "-")}',
                  flush=True)
            if problem:
                # Each step stands on those before.
                print('# ' + problem.replace('\n', '\n# '), flush=True)
                break
        status = walk.program.quit()
        said = walk.program.warnings() + ([f'the program ended with {status}'] if status else [])
    print('not ok' if said else 'ok', len(STEPS) + 1, f'/ui/desk/{language}/ends-without-a-warning')
    for line in said:
        print('#', line)
    return 1 if failed or said else 0


if __name__ == '__main__':
    sys.dont_write_bytecode = True
    sys.exit(main(*sys.argv[1:]))
