#!/usr/bin/python3
"""address.py BUILD LANGUAGE : what other programs and a second start may ask of the window, and what they may not.

The command line, the desktop's D-Bus interface and the exported actions; what is shown is read back through AT-SPI. Run
it inside tests/support/with-display.
"""
import json
import subprocess
import sys
from pathlib import Path

from driver import Program, children, safely, wait_for
from gi.repository import Gio, GLib
from tap import take, tell

NAME = 'io.github.madoguchi.Madoguchi'
PATH = '/io/github/madoguchi/Madoguchi'
RECORDS = Path(__file__).resolve().parents[2] / 'data' / 'records'
MEGABYTE = 'madoguchi://record/' + 'a' * (1 << 20)


class Desk:
    def __init__(self, build, language):
        self.build, self.language = build, language
        self.records = {record['id']: record for path in RECORDS.glob('*.json')
                        for record in json.loads(path.read_text(encoding='utf-8')).get('records', [])}
        self.program = Program(build, 'madoguchi://record/st-agreement')
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)

    def words(self, english, japanese):
        return japanese if self.language == 'ja' else english

    def summary(self, id):
        return self.records[id]['summary'][self.language][:30]

    def call(self, interface, method, arguments):
        return self.bus.call_sync(NAME, PATH, interface, method, arguments, None, Gio.DBusCallFlags.NONE, 20000)

    def open(self, *addresses):
        self.call('org.freedesktop.Application', 'Open', GLib.Variant('(asa{sv})', (addresses, {})))

    def activate(self, action, *parameters):
        self.call('org.gtk.Actions', 'Activate', GLib.Variant('(sava{sv})', (action, parameters, {})))

    def start(self, *arguments):
        """A second start, which hands over to the first and ends."""
        return subprocess.run([f'{self.build}/src/app/madoguchi', *arguments], capture_output=True, text=True, timeout=60,
                              check=False)

    def count_windows(self):
        return len(list(children(self.program.root)))


def starts_with_the_record_of_an_address(desk):
    desk.program.reads(desk.summary('st-agreement'), seconds=60)


def a_second_start_shows_its_record_in_the_same_window(desk):
    ended = desk.start('madoguchi://record/jc-7-2023')
    assert ended.returncode == 0, ended
    desk.program.reads(desk.summary('jc-7-2023'))
    assert desk.start().returncode == 0
    assert desk.count_windows() == 1


def the_bus_opens_a_section_with_its_search(desk):
    desk.open('madoguchi://section/agreements?q=%E9%87%8F%E5%AD%90')
    desk.program.reads('量子')
    desk.program.reads(desk.words('Agreements', '協定・取決め'))


def an_unknown_record_offers_a_search(desk):
    desk.activate('open', GLib.Variant('s', 'madoguchi://record/no-such-thing'))
    # A toast stays for five seconds only, and each row of a list costs time to read.
    desk.program.find(desk.words('There is no record “no-such-thing” here.', '「no-such-thing」という記録はありません。'), most=4)


def an_address_that_asks_for_more_is_refused(desk):
    """Fault xD02: an address shows and never acts."""
    for address in ('madoguchi://import/?from=https://example.org', 'madoguchi://delete/st-agreement',
                    'madoguchi://sync/?server=https://example.org'):
        desk.open(address)
        desk.program.find(desk.words('An address can only show a record or a section.',
                                     'アドレスで開けるのは記録と区分だけです。') + '.*', most=4)


def a_megabyte_and_a_flood_change_nothing(desk):
    """Fault xD01: a long argument, and no storm of windows."""
    desk.activate('open', GLib.Variant('s', MEGABYTE))
    desk.open(*['madoguchi://record/st-agreement'] * 2000)
    for _ in range(300):
        desk.activate('new-window')
    desk.call('org.freedesktop.DBus.Peer', 'Ping', None)
    assert desk.count_windows() <= 12, f'{desk.count_windows()} windows'


def unknown_actions_and_wrong_types_are_refused(desk):
    """Fault xD01: what nobody offers, and what has another type."""
    for action, parameters in (('import', ()), ('open', ()), ('open', (GLib.Variant('u', 1),)),
                               ('new-window', (GLib.Variant('s', 'x'),))):
        try:
            desk.activate(action, *parameters)
        except GLib.Error:
            pass
    desk.call('org.freedesktop.DBus.Peer', 'Ping', None)
    assert desk.program.process.poll() is None


STEPS = [
    starts_with_the_record_of_an_address,
    a_second_start_shows_its_record_in_the_same_window,
    the_bus_opens_a_section_with_its_search,
    an_unknown_record_offers_a_search,
    an_address_that_asks_for_more_is_refused,
    a_megabyte_and_a_flood_change_nothing,
    unknown_actions_and_wrong_types_are_refused,
]


def main(build, language):
    print(f'1..{len(STEPS) + 1}', flush=True)
    desk = Desk(build, language)
    good = take(STEPS, '/ui/address', desk, seen=lambda: '\n'.join(safely(desk.program.texts, otherwise=[])[:60]))
    desk.activate('quit')
    status = wait_for(lambda: desk.program.process.poll() is not None, 'its end') and desk.program.process.returncode
    problem = f'the program ended with {status}' if status else ''
    return 0 if tell(len(STEPS) + 1, '/ui/address/ends-when-it-is-told', problem) and good else 1


if __name__ == '__main__':
    sys.dont_write_bytecode = True
    sys.exit(main(*sys.argv[1:]))
