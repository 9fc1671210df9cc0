#!/usr/bin/python3
"""desktop.py BUILD x11|wayland : the program where no service of GNOME runs: no portal, no dconf, nobody who shows notifications.

On the bus there is nothing but what an assistive tool needs, by which the window is read; a compositor without a screen
stands in for a desktop of Wayland. Run it inside tests/support/with-display.
"""
import contextlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import gi
gi.require_version('Gio', '2.0')
from gi.repository import Gio, GLib

from activation import NAME, PATH, RECORDS
from alerts import have_an_open_office, take_in
from driver import Program, wait_for
from tap import take

# What with-display sets so that no service is asked.
SHELTER = ('GSETTINGS_BACKEND', 'GTK_USE_PORTAL', 'ADW_DISABLE_PORTAL', 'GVFS_DISABLE_FUSE', 'NO_AT_BRIDGE')
SERVICE = Path('/usr/share/dbus-1/services/org.a11y.Bus.service')
BUS = """<busconfig><type>session</type><listen>unix:dir={folder}</listen><servicedir>{folder}/services</servicedir>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>"""
AGREEMENT = RECORDS['st-agreement']


@contextlib.contextmanager
def running(*command, **streams):
    process = subprocess.Popen(command, **streams)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


@contextlib.contextmanager
def bare_bus(folder):
    """A session bus, which starts nothing but the accessibility bus; modules of GIO, dconf among them, are not there."""
    (folder / 'services').mkdir()
    (folder / 'modules').mkdir()
    (folder / 'services' / SERVICE.name).write_bytes(SERVICE.read_bytes())
    (folder / 'bus.conf').write_text(BUS.format(folder=folder), encoding='ascii')
    with running('dbus-daemon', '--nofork', '--print-address', f'--config-file={folder}/bus.conf',
                 stdout=subprocess.PIPE, text=True) as bus:
        for name in SHELTER:
            os.environ.pop(name, None)
        os.environ.update(DBUS_SESSION_BUS_ADDRESS=bus.stdout.readline().strip(), GIO_MODULE_DIR=str(folder / 'modules'))
        yield


@contextlib.contextmanager
def wayland(folder):
    """weston without a screen, instead of the X display."""
    with (folder / 'weston.log').open('w') as log, \
            running('weston', '--backend=headless-backend.so', '--socket=desk', '--idle-time=0', '--width=1366', '--height=768',
                    stdout=log, stderr=log):
        wait_for(Path(os.environ['XDG_RUNTIME_DIR'], 'desk').exists, 'the compositor')
        del os.environ['DISPLAY']
        os.environ.update(WAYLAND_DISPLAY='desk', GDK_BACKEND='wayland')
        yield


class Desk:
    """The program, led by what any desktop has: addresses, and the actions that it offers on the bus."""

    def __init__(self, build):
        self.build = build
        self.program = Program(build)

    def open(self, address):
        """A second start hands it on."""
        subprocess.run([self.build + '/src/app/madoguchi', address], check=True, timeout=60)

    def end(self):
        Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(
            NAME, PATH, 'org.gtk.Actions', 'Activate', GLib.Variant('(sava{sv})', ('quit', [], {})), None,
            Gio.DBusCallFlags.NONE, 60000)
        return self.program.process.wait(60)


def starts(desk):
    desk.program.reads('What is held', seconds=60)


def shows_a_section(desk):
    desk.open('madoguchi://section/agreements')
    desk.program.find('Search in Agreements', {'entry', 'text'})


def finds_in_the_other_language(desk):
    desk.program.write(desk.program.find('Search in Agreements', {'entry', 'text'}), AGREEMENT['title']['ja'][:8])
    desk.program.find('1 record', {'label'})


def opens_a_record(desk):
    desk.open('madoguchi://record/st-agreement')
    desk.program.reads(AGREEMENT['summary']['en'][:40])


def looks_for_cases_that_are_due(desk):
    """Whether somebody shows it or not, it is kept that it was told."""
    told = Path(os.environ['XDG_DATA_HOME'], 'madoguchi/alerts.json')
    wait_for(told.exists, 'a case to be told of', 60)
    desk.open('madoguchi://section/projects')
    desk.program.find('Search in Projects', {'entry', 'text'})


def ends_without_a_warning(desk):
    assert desk.end() == 0
    assert not desk.program.warnings(), desk.program.said()


STEPS = [starts, shows_a_section, finds_in_the_other_language, opens_a_record, looks_for_cases_that_are_due,
         ends_without_a_warning]


def main(build, kind):
    print(f'1..{len(STEPS)}', flush=True)
    profile = Path(os.environ['XDG_DATA_HOME'], 'madoguchi')
    have_an_open_office(profile)
    take_in(build, profile, 'Due', 9)
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        stack.enter_context(bare_bus(folder))
        if kind == 'wayland':
            stack.enter_context(wayland(folder))
        desk = Desk(build)
        good = take(STEPS, f'/ui/desktop/{kind}', desk)
        desk.program.process.kill()
    return 0 if good else 1


if __name__ == '__main__':
    sys.dont_write_bytecode = True
    sys.exit(main(*sys.argv[1:]))
