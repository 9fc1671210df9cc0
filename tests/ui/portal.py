#!/usr/bin/python3
"""portal.py BUILD : files, printers and other programs are reached through the desktop's portal, as in a sandbox.

First there is no portal: each thing that needs one says so. Then the test is the portal, as the documentation of XDG
Desktop Portal has it: it takes what is handed over and looks into it. The bus starts no service, since there may be a
portal among them. Run it inside tests/support/with-display, on the program that was built or, in a sandbox, on the
installed one.
"""
import email.message
import os
import re
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import gi
gi.require_version('Gio', '2.0')
from gi.repository import Gio, GLib

from activation import NAME, RECORDS
from desktop import bare_bus
from driver import SANDBOXED, Program, wait_for
from tap import take

AGREEMENT = RECORDS['st-agreement']
TITLE, ANNEX = 'With an annex', '申請の注記\n'
BUTTONS = {'push button', 'toggle button', 'button'}
ROWS = {'list item', 'table row', 'tree item'}
MISSING = 'The desktop’s portal does not answer. Install xdg-desktop-portal and log in again.'
PORTAL = '/org/freedesktop/portal/desktop'
INTERFACES = """<node><interface name="org.freedesktop.portal.FileChooser">
  <method name="OpenFile"><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
    <arg type="o" direction="out"/></method>
  <method name="SaveFile"><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
    <arg type="o" direction="out"/></method>
  <property name="version" type="u" access="read"/>
</interface><interface name="org.freedesktop.portal.OpenURI">
  <method name="OpenURI"><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
    <arg type="o" direction="out"/></method>
  <method name="OpenFile"><arg type="s" direction="in"/><arg type="h" direction="in"/><arg type="a{sv}" direction="in"/>
    <arg type="o" direction="out"/></method>
  <property name="version" type="u" access="read"/>
</interface><interface name="org.freedesktop.portal.Print">
  <method name="PreparePrint"><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
    <arg type="a{sv}" direction="in"/><arg type="a{sv}" direction="in"/><arg type="o" direction="out"/></method>
  <method name="Print"><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="h" direction="in"/>
    <arg type="a{sv}" direction="in"/><arg type="o" direction="out"/></method>
  <property name="version" type="u" access="read"/>
</interface></node>"""


class Portal:
    """Answers everything with yes, and keeps what it was asked and what it was given. It has a thread of its own, for
    whoever asks may wait for it without looking at the test."""

    def __init__(self, saved):
        self.saved = saved
        self.asked = {}
        self.given = {}
        context = GLib.MainContext()
        self.loop = GLib.MainLoop(context)
        context.push_thread_default()
        self.bus = Gio.DBusConnection.new_for_address_sync(
            os.environ['DBUS_SESSION_BUS_ADDRESS'],
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
        for interface in Gio.DBusNodeInfo.new_for_xml(INTERFACES).interfaces:
            self.bus.register_object(PORTAL, interface, self.called, lambda *asked: GLib.Variant('u', 4), None)
        context.pop_thread_default()
        threading.Thread(target=self.loop.run, daemon=True).start()

    def appear(self):
        self.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'RequestName',
                           GLib.Variant('(su)', ('org.freedesktop.portal.Desktop', 4)), None, 0, -1, None)

    def called(self, bus, sender, path, interface, method, arguments, invocation):
        *told, options = arguments.unpack()
        token = options.get('handle_token', 'none')
        handle = f'{PORTAL}/request/{sender[1:].replace(".", "_")}/{token}'
        answer = {}
        if method == 'SaveFile':
            answer['uris'] = GLib.Variant('as', [self.saved.as_uri()])
        elif method == 'PreparePrint':
            # What was proposed is what is chosen.
            answer = {'settings': arguments.get_child_value(2), 'page-setup': arguments.get_child_value(3),
                      'token': GLib.Variant('u', 7)}
        elif 'h' in arguments.get_type_string():
            place = next(word for word in told if isinstance(word, int))
            with os.fdopen(invocation.get_message().get_unix_fd_list().get(place), 'rb') as file:
                file.seek(0)
                self.given[method] = file.read()
        invocation.return_value(GLib.Variant('(o)', (handle,)))
        bus.emit_signal(sender, handle, 'org.freedesktop.portal.Request', 'Response',
                        GLib.Variant('(ua{sv})', (0, answer)))
        self.asked[method] = told, options

    def wait_for(self, method):
        """Waits until something was asked, and takes it from what was."""
        wait_for(lambda: method in self.asked, f'{method} to be asked of the portal')
        return self.asked.pop(method)


class Desk:
    def __init__(self, build, portal):
        self.build = build
        self.portal = portal
        self.take_in()
        # What a sandbox is by itself.
        environment = {} if SANDBOXED else {'FLATPAK_ID': NAME, 'GDK_DEBUG': 'portals', 'GTK_USE_PORTAL': '1',
                                            'GSETTINGS_BACKEND': 'keyfile'}
        self.program = Program(build, environment=environment)
        self.program.resize(1366, 768)
        self.program.reads('What is held', seconds=60)

    def take_in(self):
        mail = email.message.EmailMessage()
        mail['From'], mail['Subject'] = 'somebody@example.org', TITLE
        mail.set_content('An annex.')
        mail.add_attachment(ANNEX, filename='annex.txt')
        with tempfile.NamedTemporaryFile(suffix='.eml') as file:
            file.write(mail.as_bytes())
            file.flush()
            subprocess.run([self.build + '/src/cli/mado', 'case', 'add', '--eml', file.name, '--title', TITLE], check=True,
                           stdout=subprocess.DEVNULL)

    def open(self, address):
        subprocess.run([self.build + '/src/app/madoguchi', address], check=True, timeout=60)

    def show_the_agreement(self):
        self.open('madoguchi://section/agreements')
        self.program.find('Search in Agreements', {'entry', 'text'})
        self.open('madoguchi://record/st-agreement')
        self.program.reads(AGREEMENT['summary']['en'][:40])
        self.program.press('alt+2')
        self.program.reads(AGREEMENT['summary']['ja'][:20])

    def show_the_case(self):
        self.open('madoguchi://section/cases')
        self.program.point(self.program.find(f'{TITLE}, .+', ROWS))
        self.program.reads('An annex.')

    def open_the_source(self):
        source = next(source for source in AGREEMENT['sources'] if 'url' in source)
        self.program.click(self.program.find(re.escape('Open ' + source['title']), BUTTONS, most=80))
        return source['url']

    def open_the_annex(self):
        self.program.click(self.program.find('Open annex.txt.*', BUTTONS, most=80))


def says_that_nobody_asks_where_to_save(desk):
    desk.show_the_agreement()
    desk.program.press('ctrl+shift+s')
    desk.program.toast(MISSING)


def says_that_nobody_prints(desk):
    desk.program.press('ctrl+p')
    desk.program.toast('It could not be printed: ' + MISSING)


def says_that_nobody_opens_an_address(desk):
    desk.open_the_source()
    desk.program.toast(MISSING)


def says_that_nobody_opens_a_file(desk):
    desk.show_the_case()
    desk.open_the_annex()
    desk.program.toast(MISSING)


def hands_a_file_over_to_be_opened(desk):
    """By its descriptor: the other program may not see the folder."""
    desk.portal.appear()
    desk.open_the_annex()
    desk.portal.wait_for('OpenFile')
    assert desk.portal.given['OpenFile'].decode() == ANNEX, desk.portal.given


def saves_where_the_portal_says(desk):
    desk.show_the_agreement()
    desk.program.press('ctrl+shift+s')
    _, options = desk.portal.wait_for('SaveFile')
    assert options['current_name'] == 'madoguchi-agreements.html', options
    desk.program.toast(f'.*{desk.portal.saved.name}.*')
    assert AGREEMENT['title']['ja'] in desk.portal.saved.read_text(encoding='utf-8')


def hands_real_text_over_to_be_printed(desk):
    desk.program.press('ctrl+p')
    desk.portal.wait_for('PreparePrint')
    desk.portal.wait_for('Print')
    text = subprocess.run(['pdftotext', '-', '-'], input=desk.portal.given['Print'], check=True, capture_output=True).stdout.decode()
    for wanted in ('協定', 'edition', AGREEMENT['title']['en'][:30]):
        assert wanted in text, (wanted, text)


def hands_an_address_over_to_be_opened(desk):
    address = desk.open_the_source()
    told, _ = desk.portal.wait_for('OpenURI')
    assert told[1] == address, told


def ends_well(desk):
    assert desk.program.quit() == 0, desk.program.said()


STEPS = [
    says_that_nobody_asks_where_to_save,
    says_that_nobody_prints,
    says_that_nobody_opens_an_address,
    says_that_nobody_opens_a_file,
    hands_a_file_over_to_be_opened,
    saves_where_the_portal_says,
    hands_real_text_over_to_be_printed,
    hands_an_address_over_to_be_opened,
    ends_well,
]


def main(build):
    print(f'1..{len(STEPS)}', flush=True)
    # The address of a bus is short; what a sandbox may see lies deep.
    with tempfile.TemporaryDirectory(dir=os.environ['XDG_RUNTIME_DIR']) as place, bare_bus(Path(place)), \
            tempfile.TemporaryDirectory() as folder:
        desk = Desk(build, Portal(Path(folder, 'chosen.html')))
        good = take(STEPS, '/ui/portal', desk, seen=lambda: desk.program.said()[-2000:])
        if desk.program.process.poll() is None:
            desk.program.process.kill()
    return 0 if good else 1


if __name__ == '__main__':
    sys.dont_write_bytecode = True
    sys.exit(main(*sys.argv[1:]))
