#!/usr/bin/python3
"""updates_walk.py BUILD LANGUAGE [PICTURES [WIDTH HEIGHT]] : a feed is added, followed, refused and removed in the window.

The feed is published by mado into a folder that a server on this computer serves; what must be read comes from the
records that went into it. With a folder for pictures it takes one after each step. Run it inside tests/support/with-display.
"""
import functools
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path

from driver import Program, children, extents, name, role, states, text, wait_for

SHOT = Path(__file__).resolve().parents[1] / 'support' / 'shot'
RECORDS = Path(__file__).resolve().parents[2] / 'data' / 'records'
BUTTONS = {'push button', 'toggle button', 'button'}
ENTRIES = {'entry', 'text'}
ROWS = {'list item', 'table row'}
NOTE = '第2版で確認する。'
PAGE = b'<!DOCTYPE html><title>Hotel Edelweiss</title>'


class Handler(http.server.SimpleHTTPRequestHandler):
    """A web host; while the feed is spoilt, the login page of a network."""
    page = False

    def do_GET(self):
        if not Handler.page:
            super().do_GET()
            return
        self.send_response(200)
        self.send_header('Content-Type', 'text/html')
        self.send_header('Content-Length', str(len(PAGE)))
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *arguments):
        pass


class Feed:
    """A publisher, and its host."""

    def __init__(self, build, home):
        self.mado = os.path.join(build, 'src/cli/mado')
        self.home = home
        self.web = os.path.join(home, 'web')
        self.records = {}
        for kind, file, count in (('agreement', 'agreements', 2), ('event', 'events', 8), ('news', 'news', 2)):
            content = json.loads((RECORDS / f'{file}.json').read_text(encoding='utf-8'))
            self.records[kind] = [dict(record, id='tokyo-' + record['id']) for record in content['records'][:count]]
        self.run('feed', 'init', self.web)
        self.serve()

    def run(self, *arguments):
        subprocess.run([self.mado, *arguments], check=True, capture_output=True)

    def publish(self, **kinds):
        paths = []
        for kind, records in kinds.items():
            paths.append(os.path.join(self.home, f'{kind}.json'))
            Path(paths[-1]).write_text(json.dumps({'format': 1, 'kind': kind, 'records': records}), encoding='utf-8')
        self.run('feed', 'add', self.web, 'tokyo', *paths)
        self.run('feed', 'publish', self.web)

    def serve(self, port=0):
        self.server = http.server.ThreadingHTTPServer(('127.0.0.1', port),
                                                      functools.partial(Handler, directory=self.web))
        self.port = self.server.server_address[1]
        self.address = f'http://127.0.0.1:{self.port}'
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def root(self):
        return os.path.join(self.web, 'metadata', '1.root.json')

    def keys(self):
        with open(self.root(), encoding='utf-8') as file:
            return json.load(file)['signed']['roles']['root']['keyids']


class Walk:
    def __init__(self, build, language, pictures=None, size=(1366, 768)):
        self.language, self.build, self.size, self.pictures = language, build, size, pictures
        self.home = tempfile.mkdtemp(prefix='mado-updates-')
        self.feed = Feed(build, self.home)
        self.profile = os.path.join(self.home, 'profile')
        self.number = 0
        self.program = Program(build, '--profile', self.profile, environment={'G_DEBUG': 'fatal-warnings'})
        self.program.resize(*size)
        if size[0] > 700:
            self.program.reads('2026', seconds=60)

    def words(self, english, japanese):
        return japanese if self.language == 'ja' else english

    def title(self, record):
        return record['title'].get(self.language) or next(iter(record['title'].values()))

    def take(self, what):
        if not self.pictures:
            return
        time.sleep(0.7)
        self.number += 1
        subprocess.run([SHOT, os.path.join(self.pictures, f'{self.number:02}-{what}-{self.language}.png')], check=False)

    def button(self, pattern, within=None):
        return self.program.find(pattern, BUTTONS, within)

    def press(self, english, japanese, within=None):
        node = self.button(self.words(english, japanese), within)
        wait_for(lambda: 'sensitive' in states(node), f'{name(node)} to be sensitive')
        self.program.click(node)

    def open_updates(self):
        """By the foot of the sidebar."""
        self.program.click(self.button(self.words('Updates, .*', '更新, .*')))
        self.program.reads(self.words('How this desk keeps current', '最新の状態を保つ方法'))

    def reads_nothing_of(self, wanted):
        wait_for(lambda: not any(wanted in said for said in self.program.texts()), f'{wanted!r} to be gone')

    def reads_that_it_went_well(self):
        """Nothing more is written then: "Cancel" stands in the button's place for as long as an update runs."""
        self.reads_nothing_of(self.words('was not brought up to date', '更新できませんでした'))
        self.button(self.words('Look for updates', '更新を確認'))


def says_that_no_feed_is_trusted(walk):
    walk.program.reads(walk.words('As the program brought them', 'プログラムに同梱の版'))
    walk.open_updates()
    walk.program.reads(walk.words('No feed is trusted yet.', '信頼する配信元はまだありません。'))
    walk.take('none')


def adds_a_feed_by_its_root_file(walk):
    records = walk.feed.records
    walk.feed.publish(agreement=records['agreement'], event=records['event'][:7])
    walk.program.click(walk.program.find(walk.words('Add a feed', '配信元の追加'), ROWS | BUTTONS))
    walk.press('Choose the root file', 'ルートファイルの選択')
    walk.program.answer_file_chooser(walk.feed.root())
    # The keys, in groups of eight, to be compared by eye.
    walk.program.reads(' '.join(re.findall('.{8}', walk.feed.keys()[0])))
    place = walk.program.find(walk.words(r'Address \(https://…\) or folder', r'アドレス（https://…）またはフォルダー'), ENTRIES)
    walk.program.write(place, walk.feed.address)
    walk.take('form')
    field = walk.program.find(walk.words('Its name here.*', 'ここでの名前.*'), ENTRIES)
    wait_for(lambda: text(field) == '127-0-0-1', 'a name to be proposed')
    walk.program.write(field, 'tokyo')
    walk.press('Trust and fetch', '信頼して取得')
    walk.program.reads(walk.words('Current as of', '現在の内容'))
    walk.program.reads(walk.words('9 added', '追加9'))
    walk.program.reads(walk.title(records['agreement'][0]))
    walk.program.reads(walk.words('Signed and complete', '署名検証済み・欠損なし'))
    walk.take('added')


def tells_what_changed(walk):
    records = walk.feed.records
    changed = dict(records['agreement'][0], title={'en': 'An agreement, revised', 'ja': '改訂された協定'})
    records['agreement'][0] = changed
    walk.feed.publish(agreement=records['agreement'], event=records['event'][1:7], news=records['news'])
    walk.press('Look for updates', '更新を確認')
    walk.program.reads(walk.words('2 added, 1 changed, 1 removed', '追加2・変更1・削除1'))
    walk.button(walk.words('Changed, An agreement, revised.*', '変更, 改訂された協定.*'))
    for record in records['news']:
        walk.program.reads(walk.title(record))
    # What has gone is told by its last name, and leads nowhere.
    walk.program.reads(walk.title(records['event'][0]))
    walk.take('changed')


def opens_what_changed(walk):
    walk.program.click(walk.button(walk.words('Changed, An agreement, revised.*', '変更, 改訂された協定.*')))
    walk.program.find(walk.words('Search in Agreements', '協定・取決めを検索'), ENTRIES)
    walk.program.reads(walk.words('An agreement, revised', '改訂された協定'))
    walk.press('Star', 'スターを付ける')
    walk.program.write(walk.program.find(walk.words('My note', '自分のメモ'), ENTRIES), NOTE)
    walk.open_updates()


def finds_nothing_new(walk):
    walk.press('Look for updates', '更新を確認')
    walk.button(walk.words('Look for updates', '更新を確認'))
    walk.program.reads(walk.words('2 added, 1 changed, 1 removed', '追加2・変更1・削除1'))


def refuses_what_was_tampered_with(walk):
    records = walk.feed.records
    newest = dict(records['agreement'][0], title={'en': 'A forgery', 'ja': '偽造された協定'})
    walk.feed.publish(agreement=[newest, *records['agreement'][1:]], event=records['event'][1:7], news=records['news'])
    path = os.path.join(walk.feed.web, 'metadata', 'timestamp.json')
    good = Path(path).read_bytes()
    Path(path).write_bytes(re.sub(rb'"sig":"(..)', lambda match: b'"sig":"' + (b'00' if match[1] != b'00' else b'11'), good))
    walk.press('Look for updates', '更新を確認')
    walk.program.reads(walk.words('The feed “tokyo” was not brought up to date', '配信元「tokyo」を更新できませんでした'))
    walk.program.reads(walk.words('not signed by those who may sign it', '署名権限を持つ者の署名がありません'))
    walk.program.reads(walk.words('0 of the keys that may sign it have, and 1 have to',
                                  '署名権限を持つ鍵のうち署名したのは0本で、1本必要です'))
    assert not any('forgery' in said or '偽造' in said for said in walk.program.texts())
    walk.take('refused')
    Path(path).write_bytes(good)
    walk.press('Try again', '再試行')
    walk.reads_that_it_went_well()
    walk.program.reads(walk.words('A forgery', '偽造された協定'))


def keeps_the_star_and_the_note_of_what_changed(walk):
    walk.program.click(walk.button(walk.words('Changed, A forgery.*', '変更, 偽造された協定.*')))
    walk.button(walk.words('Remove the star', 'スターを外す'))
    note = walk.program.find(walk.words('My note', '自分のメモ'), ENTRIES)
    wait_for(lambda: text(note) == NOTE, 'the note')
    walk.open_updates()


def names_the_login_page_of_a_network(walk):
    Handler.page = True
    walk.press('Look for updates', '更新を確認')
    walk.program.reads(walk.words('the login page of this network', 'ネットワークのログインページ'))
    Handler.page = False
    walk.press('Try again', '再試行')
    walk.reads_that_it_went_well()


def asks_about_a_clock_that_ran_ahead(walk):
    path = os.path.join(walk.profile, 'feeds', 'tokyo', 'feed.json')
    memory = json.loads(Path(path).read_text(encoding='utf-8'))
    memory['confirmed'] += 86400 * 365
    Path(path).write_text(json.dumps(memory), encoding='utf-8')
    walk.press('Look for updates', '更新を確認')
    walk.program.reads(walk.words('clock cannot be right', '時計が正しくないようです'))
    walk.take('clock')
    walk.press('The clock is right', '時計は正しい')
    walk.reads_that_it_went_well()


def says_that_the_server_is_gone_and_updates_from_a_folder(walk):
    records = walk.feed.records
    walk.feed.stop()
    walk.feed.publish(agreement=records['agreement'][1:], event=records['event'][1:7], news=records['news'])
    walk.press('Look for updates', '更新を確認')
    walk.program.reads(walk.words('The server cannot be reached.', 'サーバーに接続できません。'))
    walk.program.reads(walk.words('127.0.0.1: the system reports', '127.0.0.1：システムの表示は'))
    walk.take('unreachable')
    walk.program.click(walk.program.find('tokyo', ROWS | BUTTONS | {'label'}))
    walk.press('Choose…: tokyo', '選択…: tokyo')
    walk.program.answer_file_chooser(walk.feed.web)
    walk.reads_that_it_went_well()
    walk.program.reads(walk.words('1 removed', '削除1'))
    walk.feed.serve(walk.feed.port)
    walk.take('folder')


def trusts_it_no_more_and_again(walk):
    feeds = os.path.join(walk.profile, 'feeds')
    walk.program.click(walk.program.find('tokyo', ROWS | BUTTONS | {'label'}))
    walk.press('Remove: tokyo', '削除: tokyo')
    wait_for(lambda: not os.path.exists(os.path.join(feeds, 'tokyo')), 'the feed to be put away')
    walk.program.reads(walk.words('As the program brought them', 'プログラムに同梱の版'))
    walk.program.press('ctrl+z')
    wait_for(lambda: os.path.exists(os.path.join(feeds, 'tokyo')), 'the feed to be back')
    walk.program.reads(walk.words('tokyo, edition 4', 'tokyo（第4版）'))


def returns_to_an_earlier_edition_and_back(walk):
    walk.press('Return to edition 3: tokyo', '第3版に戻る: tokyo')
    walk.program.reads(walk.words('You read edition 3', '第3版を表示しています'))
    walk.program.reads(walk.words('Edition 4 of “tokyo” is the newest', '「tokyo」の最新版は第4版です'))
    walk.program.reads(walk.words('An earlier edition', '以前の版を表示中'))
    walk.program.reads(walk.words('returned from edition 4', '第4版から戻しました'))
    # The one that went with edition 4 is there again, and can be opened.
    walk.button(walk.words('Added, A forgery.*', '追加, 偽造された協定.*'))
    walk.take('returned')
    walk.press('Back to the newest', '最新版に戻る')
    walk.reads_that_it_went_well()
    walk.program.reads(walk.words('Signed and complete', '署名検証済み・欠損なし'))


def tells_that_a_set_is_retired(walk):
    walk.feed.run('feed', 'retire', walk.feed.web, 'tokyo')
    walk.press('Look for updates', '更新を確認')
    walk.program.reads(walk.words('retired by its publisher', '発行者が公開を終了しました'))
    walk.reads_that_it_went_well()
    walk.take('retired')


def every_control_has_a_name(walk):
    walk.program.click(walk.program.find(walk.words('Add a feed', '配信元の追加'), ROWS | BUTTONS))
    walk.program.click(walk.program.find('tokyo', ROWS | BUTTONS | {'label'}))
    walk.take('unfolded')
    walk.program.expect_names()


def ends_without_a_warning(walk):
    assert walk.program.quit() == 0, walk.program.said()
    assert walk.program.warnings() == [], walk.program.warnings()


STEPS = [says_that_no_feed_is_trusted, adds_a_feed_by_its_root_file, tells_what_changed, opens_what_changed,
         finds_nothing_new, refuses_what_was_tampered_with, keeps_the_star_and_the_note_of_what_changed, names_the_login_page_of_a_network,
         asks_about_a_clock_that_ran_ahead, says_that_the_server_is_gone_and_updates_from_a_folder,
         trusts_it_no_more_and_again, returns_to_an_earlier_edition_and_back, tells_that_a_set_is_retired,
         every_control_has_a_name, ends_without_a_warning]


def main(build, language, pictures=None, width=1366, height=768):
    walk = Walk(build, language, pictures, (int(width), int(height)))
    failed = 0
    print(f'1..{len(STEPS)}')
    for number, step in enumerate(STEPS, 1):
        try:
            step(walk)
            print(f'ok {number} {step.__name__}', flush=True)
        except Exception:
            # Each step begins where the one before it ended.
            failed += 1
            print(f'not ok {number} {step.__name__}')
            print('# ' + traceback.format_exc().replace('\n', '\n# '), flush=True)
            walk.take('failed')
            break
    if walk.program.process.poll() is None:
        walk.program.process.kill()
    shutil.rmtree(walk.home, ignore_errors=True)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
