#!/usr/bin/python3
"""alerts.py BUILD : the desktop is told of a case that is due, without a title or a name, and what it is told opens it.

The test is the desktop: it takes the notifications of the session's bus, as their specification has them. Run it inside
tests/support/with-display.
"""
import json
import os
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from pathlib import Path

import gi
gi.require_version('Gio', '2.0')
from gi.repository import Gio, GLib

from driver import Program, wait_for
from tap import end, take

TITLE = 'A title of its own'
NAME = 'Somebody Else'
INTERFACE = """<node><interface name="org.freedesktop.Notifications">
  <method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
    <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
    <arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/></method>
  <method name="CloseNotification"><arg type="u" direction="in"/></method>
  <method name="GetCapabilities"><arg type="as" direction="out"/></method>
  <method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/>
    <arg type="s" direction="out"/><arg type="s" direction="out"/></method>
  <signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
</interface></node>"""


class Desktop:
    """What a desktop does with notifications: it shows them, and tells which one was clicked on."""

    def __init__(self):
        self.shown = []
        self.closed = []
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        interface = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0]
        self.bus.register_object('/org/freedesktop/Notifications', interface, self.called)
        self.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'RequestName',
                           GLib.Variant('(su)', ('org.freedesktop.Notifications', 4)), None, 0, -1, None)

    def called(self, bus, sender, path, interface, method, arguments, invocation):
        answer = None
        if method == 'Notify':
            self.shown.append(arguments.unpack())
            answer = GLib.Variant('(u)', (len(self.shown),))
        elif method == 'CloseNotification':
            self.closed.append(arguments.unpack()[0])
        elif method == 'GetCapabilities':
            answer = GLib.Variant('(as)', (['actions', 'body'],))
        elif method == 'GetServerInformation':
            answer = GLib.Variant('(ssss)', ('test', 'test', '1', '1.2'))
        invocation.return_value(answer)

    def wait_until(self, condition, what, seconds=20):
        """Answers the program meanwhile."""
        def look():
            while GLib.MainContext.default().iteration(False):
                pass
            return condition()
        return wait_for(look, what, seconds)

    def click_on(self, number):
        self.bus.emit_signal(None, '/org/freedesktop/Notifications', 'org.freedesktop.Notifications', 'ActionInvoked',
                             GLib.Variant('(us)', (number, 'default')))


def have_an_open_office(profile):
    """A desk that is open day and night, whatever day it is, and answers within two days."""
    now = datetime.now(timezone.utc)
    years = {str(year): {'status': 'published', 'sources': [{'title': 'None', 'url': 'https://example.org/'}],
                         'days': [{'date': f'{year}-{1 + (now.month + 5) % 12:02}-01',
                                   'title': {'en': 'A day', 'ja': '休日'}}]}
             for year in (now.year - 1, now.year, now.year + 1)}
    calendar = {'format': 1, 'kind': 'calendar', 'id': 'office', 'title': {'en': 'Office', 'ja': '窓口'},
                'timezone': 'UTC', 'weekend': [1 + (now.isoweekday() + 2) % 7],
                'hours': [{'from': '00:00', 'to': '24:00'}], 'years': years}
    (profile / 'calendars').mkdir(parents=True)
    (profile / 'calendars' / 'office.json').write_text(json.dumps(calendar), encoding='utf-8')
    (profile / 'deadline.json').write_text(json.dumps(
        {'format': 1, 'days': 2, 'holding': 1, 'calendars': ['office'], 'closed': 'any'}), encoding='utf-8')


def take_in(build, profile, title, days):
    """A question that came so many days ago."""
    mail = profile / 'mail.eml'
    mail.write_text(f'From: {NAME} <somebody@example.org>\r\nSubject: Question\r\n'
                    f'Date: {format_datetime(datetime.now(timezone.utc) - timedelta(days))}\r\n\r\nQuestion {days}\r\n', 'ascii')
    subprocess.run([build + '/src/cli/mado', '--profile', str(profile), 'case', 'add', '--eml', str(mail), '--title', title],
                   check=True, stdout=subprocess.DEVNULL)
    mail.unlink()


def tells_of_what_is_due(desktop, program):
    desktop.wait_until(lambda: len(desktop.shown) > 1, 'two notifications', 60)
    assert [shown[3] for shown in desktop.shown] == ['Case 2', 'Case 3'], desktop.shown
    assert all(shown[4].startswith('The answer was due on ') for shown in desktop.shown), desktop.shown


def names_nobody(desktop, program):
    everything = str(desktop.shown)
    assert TITLE not in everything and NAME not in everything and 'Question' not in everything, everything


def shows_the_case_that_is_clicked_on(desktop, program):
    desktop.click_on(1)
    program.reads(TITLE)
    program.reads('Question 9')


def takes_it_back_when_somebody_has_answered(desktop, program):
    program.point(program.find('Another, .+', {'list item', 'table row', 'tree item'}))
    program.reads('Question 8')
    program.click(program.find('Internal note', {'push button', 'toggle button', 'radio button'}, most=80))
    program.write(program.find('Internal note', {'text'}, most=80), 'Seen.')
    program.click(program.find('Keep note', {'push button'}, most=80))
    desktop.wait_until(lambda: desktop.closed == [2], 'the notification to be withdrawn')
    program.reads('never leaves this desk')


STEPS = [tells_of_what_is_due, names_nobody, shows_the_case_that_is_clicked_on,
         takes_it_back_when_somebody_has_answered]


def main(build):
    print(f'1..{len(STEPS) + 1}', flush=True)
    profile = Path(os.environ['XDG_DATA_HOME'], 'madoguchi')
    have_an_open_office(profile)
    take_in(build, profile, 'Not due yet', 0)
    take_in(build, profile, TITLE, 9)
    take_in(build, profile, 'Another', 8)
    desktop = Desktop()
    program = Program(build, environment={'G_DEBUG': 'fatal-warnings'})
    program.resize(1366, 768)
    good = take(STEPS, '/ui/alerts', desktop, program, seen=lambda: f'{desktop.shown}\n' + '\n'.join(program.texts()[:80]))
    return 0 if end(len(STEPS) + 1, '/ui/alerts', program) and good else 1


if __name__ == '__main__':
    sys.dont_write_bytecode = True
    sys.exit(main(*sys.argv[1:]))
