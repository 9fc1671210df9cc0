#!/usr/bin/python3
"""recall.py BUILD : a notification that outlives the program: it is clicked on when the program has ended, which starts
again and opens the case.

The test is the desktop: it takes notifications as GNOME Shell does (org.gtk.Notifications), keeps them, and does what one
says by calling the program by its name, which the bus starts (D-Bus activation, as the Desktop Entry Specification has it).
Run it inside tests/support/with-display.
"""
import os
import sys
from pathlib import Path

import gi
gi.require_version('Gio', '2.0')
from gi.repository import Gio, GLib

from activation import NAME, Session
from alerts import TITLE, have_an_open_office, take_in
from driver import wait_for
from tap import take

NAMES = ('org.gtk.Notifications', 'org.freedesktop.Notifications')
INTERFACE = """<node><interface name="org.gtk.Notifications">
  <method name="AddNotification"><arg type="s" direction="in"/><arg type="s" direction="in"/>
    <arg type="a{sv}" direction="in"/></method>
  <method name="RemoveNotification"><arg type="s" direction="in"/><arg type="s" direction="in"/></method>
</interface><interface name="org.freedesktop.Notifications">
  <method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/>
    <arg type="s" direction="out"/><arg type="s" direction="out"/></method>
</interface></node>"""


class Shell:
    """What it was told to show, by the program's name and the notification's."""

    def __init__(self, bus):
        self.bus, self.shown = bus, {}
        interfaces = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces
        for name, interface in zip(NAMES, interfaces, strict=True):
            bus.register_object('/' + name.replace('.', '/'), interface, self.called)
            bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'RequestName',
                          GLib.Variant('(su)', (name, 4)), None, 0, -1, None)

    def called(self, bus, sender, path, interface, method, arguments, invocation):
        if method == 'GetServerInformation':
            invocation.return_value(GLib.Variant('(ssss)', ('test', 'test', '1', '1.2')))
            return
        program, name, *rest = arguments.unpack()
        if method == 'AddNotification':
            self.shown[program, name] = rest[0]
        else:
            self.shown.pop((program, name), None)
        invocation.return_value(None)

    def wait_for_one(self):
        def look():
            while GLib.MainContext.default().iteration(False):
                pass
            return self.shown
        wait_for(look, 'a notification', 60)
        return next(iter(self.shown.items()))

    def click_on(self, program, notification):
        """The action is one of the program's, whose path is its name."""
        action = notification['default-action'].removeprefix('app.')
        self.bus.call_sync(program, '/' + program.replace('.', '/'), 'org.freedesktop.Application', 'ActivateAction',
                           GLib.Variant('(sava{sv})', (action, [GLib.Variant('s', notification['default-action-target'])], {})),
                           None, Gio.DBusCallFlags.NONE, 60000)


def is_told(session, shell):
    session.call('Activate', GLib.Variant('(a{sv})', ({},)))
    (program, _), notification = shell.wait_for_one()
    assert program == NAME, program
    assert TITLE not in str(notification), notification


def leaves_the_notification_when_it_ends(session, shell):
    session.end()
    assert len(shell.shown) == 1, shell.shown


def starts_again_with_the_case(session, shell):
    (program, _), notification = shell.wait_for_one()
    shell.click_on(program, notification)
    session.reads(TITLE)
    session.reads('Question 9')
    session.end()


STEPS = [is_told, leaves_the_notification_when_it_ends, starts_again_with_the_case]


def main(build):
    print(f'1..{len(STEPS)}', flush=True)
    profile = Path(os.environ['XDG_DATA_HOME'], 'madoguchi')
    have_an_open_office(profile)
    take_in(build, profile, TITLE, 9)
    session = Session(build)
    return 0 if take(STEPS, '/ui/recall', session, Shell(session.bus)) else 1


if __name__ == '__main__':
    sys.dont_write_bytecode = True
    sys.exit(main(*sys.argv[1:]))
