#!/usr/bin/python3
"""activation.py BUILD : the program started by its name on the bus, as a desktop does it.

A desktop file with DBusActivatable starts nothing itself: it calls the name, and the bus starts what the service file
says. Run it inside tests/support/with-display.
"""
import json
import os
import sys
from pathlib import Path

from driver import APPLICATION, Bus, children, name, text, texts_below, wait_for, walk
from gi.repository import Gio, GLib
from tap import take

NAME = 'io.github.madoguchi.Madoguchi'
PATH = '/io/github/madoguchi/Madoguchi'
SEARCH = 'org.gnome.Shell.SearchProvider2'
RECORDS = {record['id']: record for record in
           json.loads((Path(__file__).resolve().parents[2] / 'data/records/agreements.json').read_text(encoding='utf-8'))['records']}


SIGNATURES = {'GetInitialResultSet': '(as)', 'GetSubsearchResultSet': '(asas)', 'GetResultMetas': '(as)',
              'ActivateResult': '(sasu)', 'LaunchSearch': '(asu)'}


class Session:
    """The private bus, which is told where the service file is."""

    def __init__(self, build):
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        folder = Path(os.environ['XDG_DATA_HOME'], 'dbus-1/services')
        if build:
            folder.mkdir(parents=True, exist_ok=True)
            line = next(line for line in Path(build, 'data', NAME + '.service').read_text(encoding='utf-8').splitlines()
                        if line.startswith('Exec='))
            program, *arguments = line.removeprefix('Exec=').split()
            assert Path(program).name == 'madoguchi', line
            (folder / (NAME + '.service')).write_text(
                f'[D-BUS Service]\nName={NAME}\nExec={build}/src/app/madoguchi {" ".join(arguments)}\n', encoding='utf-8')
            self.ask_bus('ReloadConfig')

    def ask_bus(self, method, arguments=None):
        return self.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', method, arguments,
                                  None, Gio.DBusCallFlags.NONE, 20000)

    def call(self, method, arguments):
        self.bus.call_sync(NAME, PATH, 'org.freedesktop.Application', method, arguments, None, Gio.DBusCallFlags.NONE, 60000)

    def search(self, method, *arguments):
        """As GNOME Shell asks; what is called, it has read from the file beside the program."""
        return self.bus.call_sync(NAME, PATH + '/SearchProvider', SEARCH, method, GLib.Variant(SIGNATURES[method], arguments),
                                  None, Gio.DBusCallFlags.NONE, 60000).unpack()

    def is_running(self):
        return self.ask_bus('NameHasOwner', GLib.Variant('(s)', (NAME,))).unpack()[0]

    def windows(self):
        root = next((node for node in Bus.get().programs() if name(node).endswith(APPLICATION)), None)
        return children(root) if root else []

    def reads(self, wanted):
        wait_for(lambda: any(wanted in said for window in self.windows() for said in texts_below(window)),
                 f'{wanted!r} to be read', 60)

    def end(self):
        """It is told to end, and the name is free again."""
        self.bus.call_sync(NAME, PATH, 'org.gtk.Actions', 'Activate', GLib.Variant('(sava{sv})', ('quit', [], {})), None,
                           Gio.DBusCallFlags.NONE, 60000)
        wait_for(lambda: not self.is_running(), 'its end', 60)


def is_not_running_before(session):
    assert not session.is_running()


def starts_when_it_is_activated(session):
    session.call('Activate', GLib.Variant('(a{sv})', ({},)))
    session.reads('What is held')
    session.end()


def starts_with_the_record_of_an_address(session):
    session.call('Open', GLib.Variant('(asa{sv})', (['madoguchi://record/st-agreement'], {})))
    session.reads('Agreement on cooperation in science and technology')
    session.end()


def finds_records_for_the_desktop(session):
    """Three at most, in either language, and without a window."""
    wanted = RECORDS['st-agreement']['title']
    english, japanese = wanted['en'].split()[:4], [wanted['ja'][:6]]
    for words in (english, japanese):
        found, = session.search('GetInitialResultSet', words)
        assert 'st-agreement' in found and len(found) <= 3, (words, found)
    found, = session.search('GetInitialResultSet', ['agreement'])
    assert len(found) == 3, found
    found, = session.search('GetSubsearchResultSet', found, ['agreement', 'science', 'technology'])
    assert 'st-agreement' in found and len(found) <= 3, found
    for words in (['zzzzqqqq'], [], [''], ['"', '(', '-'], ['x' * 100000], ['題' * 5000]):
        found, = session.search('GetInitialResultSet', words)
        assert found == [], (words, found)
    assert not session.windows()


def describes_what_it_found(session):
    described, = session.search('GetResultMetas', ['st-agreement', 'no-such-record', '../../etc/passwd'])
    assert [one['id'] for one in described] == ['st-agreement'], described
    assert described[0]['name'] == RECORDS['st-agreement']['title']['en'], described
    assert RECORDS['st-agreement']['summary']['en'][:40] in described[0]['description'], described
    many, = session.search('GetResultMetas', list(RECORDS))
    assert len(many) == 3, many


def opens_what_was_found(session):
    session.search('ActivateResult', 'st-agreement', ['agreement'], 0)
    session.reads(RECORDS['st-agreement']['title']['en'])
    session.end()


def hands_the_words_on(session):
    session.search('LaunchSearch', ['quantum', '量子'], 0)
    wait_for(lambda: any(text(node) == 'quantum 量子' for window in session.windows() for node in walk(window)),
             'the words in the entry', 60)
    session.end()


STEPS = [
    is_not_running_before,
    starts_when_it_is_activated,
    starts_with_the_record_of_an_address,
    finds_records_for_the_desktop,
    describes_what_it_found,
    opens_what_was_found,
    hands_the_words_on,
]


def main(build=None):
    print(f'1..{len(STEPS)}', flush=True)
    return 0 if take(STEPS, '/ui/activation', Session(build)) else 1


if __name__ == '__main__':
    sys.dont_write_bytecode = True
    sys.exit(main(*sys.argv[1:]))
