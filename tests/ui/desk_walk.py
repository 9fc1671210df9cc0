#!/usr/bin/python3
"""desk_walk.py BUILD LANGUAGE : the help desk from the first mail to the answer, seen and done from outside.

The mails are written by Python's own encodings and the draft is read by its own parser; the day on which an answer is
due comes from a plain scan of the calendars' files. Run it inside tests/support/with-display.
"""
import email
import email.header
import email.policy
import json
import os
import re
import stat
import subprocess
import sys
import tempfile
import time
from datetime import date, datetime, timedelta, timezone
from email.utils import format_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from driver import Program, children, extents, name, safely, states, text, wait_for
from tap import end, take

DATA = Path(__file__).resolve().parents[2] / 'data'
BUTTONS = {'push button', 'toggle button', 'button', 'radio button', 'menu item'}
ROWS = {'list item', 'table row', 'tree item'}
FIELDS = {'entry', 'text'}
TITLE = 'Associated before signature'
ANSWER = 'faq-when-associated'
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
        self.sent = self.folder / 'sent.eml'
        self.answer = next(record for record in json.loads(
            (DATA / 'records' / 'answers.json').read_text(encoding='utf-8'))['records'] if record['id'] == ANSWER)
        self.have_a_mail_program()
        self.program = Program(build, '--profile', str(self.folder / 'profile'),
                               environment={'G_DEBUG': 'fatal-warnings'})
        self.program.resize(1366, 768)
        self.program.reads('2026', seconds=60)

    def have_a_mail_program(self):
        """One that keeps what it is given, where the test finds it."""
        applications = Path(os.environ['XDG_DATA_HOME'], 'applications')
        applications.mkdir(parents=True, exist_ok=True)
        (applications / 'keeper.desktop').write_text(
            f'[Desktop Entry]\nType=Application\nName=Keeper\nExec=cp %f {self.sent}\nMimeType=message/rfc822;text/plain;\n',
            encoding='utf-8')
        Path(os.environ['XDG_CONFIG_HOME'], 'mimeapps.list').write_text(
            '[Default Applications]\nmessage/rfc822=keeper.desktop\ntext/plain=keeper.desktop\n', encoding='utf-8')

    def words(self, english, japanese):
        return japanese if self.language == 'ja' else english

    def button(self, english, japanese, within=None):
        return self.program.find(self.words(english, japanese), BUTTONS, within, most=80)

    def counts(self, english, japanese, number):
        """Waits until a view has so many cases."""
        self.program.find(f'{self.words(english, japanese)} {number}', BUTTONS)

    def sheet(self):
        """The page of a case: the widest thing around its menu that does not fill the window. Who looks in it alone
        need not read the lists of the other sections, which are there too."""
        node = self.button('Menu of the case', '相談のメニュー')
        width = extents(self.program.frame)[2]
        while extents(node.get_parent())[2] < width - 300:
            node = node.get_parent()
        return node

    def set_status(self, english, japanese):
        """Chooses a status, and waits until the page has it. By pointer throughout: a popover that is closed by an
        action, under a pointer that does not move, swallows the next click."""
        sheet = self.sheet()
        status, value = self.words('Status', '状態'), self.words(english, japanese)
        self.program.point(self.program.find(status + ', .+', BUTTONS, sheet))
        self.program.point(self.program.find(value + '(, .+)?', BUTTONS, sheet))
        self.program.find(f'{status}, {value}', BUTTONS, sheet)

    def window(self, english, japanese):
        titles = (english, japanese)
        return wait_for(lambda: next((node for node in children(self.program.root) if name(node) in titles), None),
                        f'a window {titles}')


def points_until(walk, node, words):
    """A popover that has just closed under a pointer that did not move swallows the next click: then once more."""
    def is_read():
        walk.program.point(node)
        try:
            return walk.program.reads(words, seconds=4)
        except AssertionError:
            return None
    wait_for(is_read, f'{words!r} after a click', 30)


def says_how_to_begin(walk):
    walk.program.point(walk.program.find(walk.words('Cases', '相談') + '(, 0)?', ROWS))
    walk.program.reads(walk.words('No case yet', '相談はまだありません'))
    walk.program.reads('Ctrl+N')


def take_in(walk, path):
    walk.program.point(walk.button('Take in a case', '相談の登録'))
    walk.program.click(walk.button('From a mail or text file…', 'メール・テキストのファイルから…'))
    walk.program.answer_file_chooser(path)


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


def copies():
    return list(Path(os.environ['XDG_RUNTIME_DIR'], 'app/io.github.madoguchi.Madoguchi/attachments').glob('*/*/*'))


def opens_what_hangs_on_a_mail(walk):
    """A text is given to the program for texts, as a file that cannot be changed or run; a script is only saved."""
    mail = email.message.EmailMessage()
    mail['From'], mail['Subject'] = 'somebody@example.org', 'With annexes'
    mail.set_content('Two annexes.')
    mail.add_attachment('申請の注記\n', filename='注記.txt')
    mail.add_attachment('#!/bin/sh\n', filename='run.sh')
    path = walk.folder / 'annexes.eml'
    path.write_bytes(mail.as_bytes())
    walk.sent.unlink(missing_ok=True)
    take_in(walk, path)
    walk.program.reads('Two annexes.')
    sheet = walk.sheet()
    walk.program.click(walk.program.find(walk.words('Open 注記.txt.*', '注記.txt.*を開く'), BUTTONS, sheet, most=80))
    wait_for(lambda: walk.sent.exists() and '申請の注記' in walk.sent.read_text(encoding='utf-8'), 'the text to be opened')
    assert stat.S_IMODE(walk.sent.stat().st_mode) == 0o400, oct(walk.sent.stat().st_mode)
    walk.sent.unlink()
    walk.program.find(walk.words('Save run.sh.* may hold a program.', 'run.sh.*を保存。プログラムを含む.+'), BUTTONS, sheet, most=80)
    assert not any(re.fullmatch('Open run.sh.*|run.sh.*を開く', name(node))
                   for node in walk.program.nodes(BUTTONS, sheet, most=80))
    assert [copy.name for copy in copies()] == ['注記.txt']


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


def waits_and_goes_on(walk):
    walk.set_status('Waiting for the enquirer', '相談者の回答待ち')
    walk.program.find(f'{TITLE}, {walk.words("Clock stopped", "期限停止中")}, .+', ROWS)
    walk.counts('Waiting', '待ち', 1)
    walk.set_status('Open', '対応中')
    walk.counts('Waiting', '待ち', 0)


def refuses_what_is_internal(walk):
    walk.program.click(walk.button('Reply', '回答'))
    reply = walk.program.find(walk.words('Reply', '回答'), FIELDS, most=80)
    walk.program.write(reply, f'ありがとうございます。{NOTE}')
    walk.program.reads(walk.words('stands in an internal note', '内部メモにある文です'))
    walk.program.click(walk.button('Mark as sent', '送信済みにする'))
    time.sleep(0.5)
    assert not walk.sent.exists() and text(reply) != '', 'a note has left the desk'
    walk.program.write(reply, '')


def answers_from_what_is_known(walk):
    title = walk.answer['title'][walk.language]
    walk.program.click(walk.button(f'Insert: {re.escape(title)}', f'挿入：{re.escape(title)}'))
    reply = walk.program.find(walk.words('Reply', '回答'), FIELDS, most=80)
    # The enquirer writes Japanese, whatever the window speaks.
    wait_for(lambda: walk.answer['summary']['ja'] in text(reply), 'the answer in Japanese')
    walk.program.reads(walk.words('must be checked before use', '利用前の確認が必要です'))
    walk.program.click(walk.button('Mark as sent', '送信済みにする'))
    walk.program.find(walk.words('Reply sent', '送信した回答') + ', .+', most=80)
    wait_for(walk.sent.exists, 'the draft in the mail program')
    wait_for(lambda: walk.sent.stat().st_size > 0, 'all of the draft')
    draft = email.message_from_bytes(walk.sent.read_bytes(), policy=email.policy.default)
    body = draft.get_content()
    assert draft['To'] == 'somebody@example.org' and draft['Subject'] == 'Re: 質問', str(draft)
    assert walk.answer['summary']['ja'] in body and ANSWER in body, 'an answer with where it comes from'
    assert NOTE not in walk.sent.read_bytes().decode('utf-8', 'replace') and NOTE not in body, 'a note in the mail'
    walk.counts('Closed', '終了', 1)


def narrows_the_list(walk):
    """By keys, as far as the chip. Of four cases three are new; the one that was answered is in another view."""
    walk.program.point(walk.program.find(walk.words('All open', '対応中すべて') + ' 3', BUTTONS))
    walk.program.press('ctrl+l')
    new = walk.words('New', '新規')
    walk.program.find(f'{new}(?:, |、)3', {'check box', 'toggle button'})
    walk.program.press('Tab')
    walk.program.press('space')
    chip = walk.words('Remove filter Status: New', '絞り込みを解除：状態：新規')
    node = walk.program.find(chip, BUTTONS)
    walk.program.press('Escape')
    walk.program.find('Question in utf-8, .+', ROWS)
    walk.program.click(node)
    wait_for(lambda: chip not in walk.program.texts(), 'the chip to go')
    wait_for(lambda: sorted(questions(walk)) == ['euc-jp', 'shift_jis', 'utf-8'], 'all of them again')


def questions(walk):
    """The charsets of the questions in the list, in its order."""
    rows = (re.match('Question in ([^,]+), ', name(node)) for node in walk.program.nodes(ROWS, most=200))
    return [row[1] for row in rows if row]


def merges_a_duplicate(walk):
    points_until(walk, walk.program.find('Question in euc-jp, .+', ROWS), MAILS[2][1])
    walk.program.point(walk.button('Menu of the case', '相談のメニュー'))
    walk.program.click(walk.button('Merge into another case…', '別の相談に統合…'))
    merger = walk.window('Merge two cases', '相談の統合')
    fields = wait_for(lambda: [node for node in walk.program.nodes(FIELDS, merger) if 'editable' in states(node)],
                      'the fields')
    walk.program.write(fields[0], '1')
    walk.program.reads(TITLE, merger)
    walk.program.write(fields[-1], 'The same question')
    walk.program.point(walk.button('Merge', '統合', merger))
    # Both questions are read in the one that stays; the other is counted no more.
    walk.program.reads(MAILS[2][1])
    walk.program.reads(MAILS[0][1])
    walk.counts('All open', '対応中すべて', 2)
    walk.program.press('ctrl+z')
    walk.counts('All open', '対応中すべて', 3)


def closes(walk):
    walk.program.point(walk.program.find('Question in shift_jis, .+', ROWS))
    walk.program.reads(MAILS[1][1])
    walk.set_status('Closed', '終了')
    walk.counts('Closed', '終了', 2)
    points_until(walk, walk.program.find(walk.words('History of every change', '変更の履歴'), most=80),
                 walk.words('Status: New → Closed', '状態：新規→終了'))


def types(walk, words):
    """Letters go where the keys are, and nowhere else."""
    walk.program.press('Shift_L')
    subprocess.run(['xdotool', 'type', '--delay', '20', words], check=True)


def works_by_keys_alone(walk):
    """A new case, and all that can be done to it; neither a pointer nor the action of a control."""
    program, title = walk.program, 'Asked by keys'
    program.press('ctrl+n')
    form = walk.window('New case', '相談の新規登録')
    types(walk, title)
    question = next(node for node in program.nodes(FIELDS, form, most=80) if 'multi-line' in states(node))
    for _ in range(5):
        if 'focused' in states(question):
            break
        program.press('Tab')
    types(walk, 'May a university in Japan apply as an associated partner before the association is signed?')
    program.press('ctrl+Return')
    sheet = walk.sheet()
    program.reads('before the association is signed', sheet)
    # A status: the second of the list.
    program.press('s')
    program.find(walk.words('New, .+', '新規, .+'), BUTTONS, sheet)
    program.press('Tab')
    program.press('space')
    program.find(walk.words('Status, Open', '状態, 対応中'), BUTTONS, sheet)
    program.press('a')
    program.find(walk.words('.+, Me', '.+, 自分'), BUTTONS, sheet)
    program.press('space')
    wait_for(lambda: not says_nobody(walk, sheet), 'somebody to have it')
    program.press('l')
    program.find(walk.words('Tags', 'タグ'), FIELDS, sheet, most=80)
    types(walk, 'by-keys')
    program.press('Return')
    program.find(walk.words('Tags, by-keys', 'タグ, by-keys'), BUTTONS, sheet, most=80)
    # A record that nothing of the question leads to, by its official number.
    program.press('k')
    linker = walk.window('Link records', '記録の関連付け')
    types(walk, '32011D0213')
    row = walk.words('Council Decision 2011/213/EU, Documents?', '理事会決定2011/213/EU, 文書')
    program.find(row, ROWS, linker)
    program.press('Return')
    program.find(row.rstrip('?') + walk.words('.*, linked', '.*、関連付け済み'), ROWS, linker)
    program.press('Escape')
    program.reads(walk.words('Linked records', '関連する記録'), sheet)
    program.press('n')
    types(walk, 'Ask the delegation')
    program.press('ctrl+Return')
    program.find(walk.words('Internal note · never leaves this desk', '内部メモ・外部には出ません') + ', .+', None, sheet, most=80)
    back_to_the_page(walk, title)
    program.press('r')
    types(walk, 'Yes, you may.')
    program.press('ctrl+Return')
    program.find(walk.words('Reply sent', '送信した回答') + ', .+', None, sheet, most=80)
    # It is answered, and has left this view: the next one is the one that has come to its place.
    wait_for(lambda: not any(name(node).startswith(title) for node in program.nodes(ROWS, most=200)), 'it to leave')
    first, second = questions(walk)[:2]
    program.press('ctrl+Tab')
    for key, charset in (('j', first), ('j', second), ('shift+j', first)):
        program.press(key)
        program.reads(dict(MAILS)[charset], sheet)


def back_to_the_page(walk, title):
    """Out of the text to the list, and from there to where letters are keys."""
    def is_out():
        # A toast takes the first Escape for itself.
        walk.program.press('Escape')
        return any('focused' in states(node) for node in walk.program.nodes(ROWS, most=200) if name(node).startswith(title))
    wait_for(is_out, 'the keys to be in the list')
    walk.program.press('Return')


def says_nobody(walk, sheet):
    return walk.program.saying(walk.words('Assigned to, Nobody', '担当者, 担当者なし'), sheet)


def names_everything(walk):
    walk.program.expect_names()


STEPS = [says_how_to_begin, takes_in_four_mails, tells_when_it_is_due, keeps_a_note, waits_and_goes_on,
         refuses_what_is_internal, answers_from_what_is_known, narrows_the_list, merges_a_duplicate, closes,
         works_by_keys_alone, opens_what_hangs_on_a_mail, names_everything]


def main(build, language):
    print(f'1..{len(STEPS) + 1}', flush=True)
    path = f'/ui/desk/{language}'
    with tempfile.TemporaryDirectory() as folder:
        walk = DeskWalk(build, language, folder)
        good = take(STEPS, path, walk, before=walk.program.must_be_there, stops=True,
                    seen=lambda: '\n'.join(safely(walk.program.texts, otherwise=[])[:120]))
        good = end(len(STEPS) + 1, path, walk.program, lambda: [f'{copy} is still there' for copy in copies()]) and good
    return 0 if good else 1


if __name__ == '__main__':
    sys.dont_write_bytecode = True
    sys.exit(main(*sys.argv[1:]))
