#!/usr/bin/python3
"""environment.py BUILD : fault xD10, the program in odd surroundings: it starts, or says clearly why it does not.

xD10. Without a home, a known locale, a true time zone, a session bus, a display. Run it inside tests/support/with-display.
"""
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from driver import WARNING, Program, wait_for
from tap import take

SHOT = Path(__file__).resolve().parents[1] / 'support' / 'shot'
READY = 'What is held'
# What the toolkit says of such surroundings, clearly enough.
KNOWN = ('accessibility bus', 'a11y support', 'Locale not supported by C library')


class Surroundings:
    """The environment of the programs that are started meanwhile; a value of None takes a variable away."""

    def __init__(self, **changes):
        self.changes = changes
        self.before = {}

    def __enter__(self):
        for name, value in self.changes.items():
            self.before[name] = os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value

    def __exit__(self, *_):
        for name, value in self.before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


def unknown(warnings):
    return [line for line in warnings if not any(known in line for known in KNOWN)]


def assert_starts(build, *arguments, wanted=READY):
    """Starts the program, waits for what is to be read, and ends it; it says nothing meanwhile."""
    program = Program(build, *arguments)
    try:
        program.reads(wanted, seconds=60)
        # Where no setting can be kept, each start is the first, and is skipped.
        program.press('Escape')
        status = program.quit()
    finally:
        program.process.kill()
    assert status == 0, f'it ended with {status}: {program.said()}'
    assert not unknown(program.warnings()), program.warnings()


def starts_without_a_home(build):
    with tempfile.TemporaryDirectory() as profile, Surroundings(
            HOME=None, XDG_DATA_HOME=None, XDG_CONFIG_HOME=None, XDG_CACHE_HOME=None, XDG_STATE_HOME=None,
            GSETTINGS_BACKEND='memory'):
        assert_starts(build, '--profile', profile)


def says_that_a_home_cannot_be_written(build):
    with Surroundings(HOME='/dev/null/home', XDG_DATA_HOME='/dev/null/home', XDG_CONFIG_HOME='/dev/null/home',
                      GSETTINGS_BACKEND='memory'):
        assert_starts(build, wanted='The records cannot be opened.')


def starts_in_an_unknown_locale(build):
    with Surroundings(LC_ALL='xx_YY.UTF-8', LANG='xx_YY.UTF-8'):
        assert_starts(build)


def starts_in_the_locale_of_bytes(build):
    with Surroundings(LC_ALL='C', LANG='C'):
        assert_starts(build)


def starts_in_an_invalid_time_zone(build):
    with Surroundings(TZ='Nowhere/Invalid:\x7f'):
        assert_starts(build)


def starts_without_a_bus(build):
    """Nobody can read it then, only see it: neither a settings portal nor an accessibility bus is needed."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile('w+') as log:
        picture = os.path.join(folder, 'seen.png')
        with Surroundings(DBUS_SESSION_BUS_ADDRESS='unix:path=/dev/null', AT_SPI_BUS_ADDRESS=None, GTK_A11Y='none'):
            process = subprocess.Popen([os.path.join(build, 'src/app/madoguchi'), 'madoguchi://section/agreements'],
                                       stdout=log, stderr=log)
        try:
            wait_for(lambda: subprocess.run([SHOT, picture, 'root'], capture_output=True, check=False).returncode == 0,
                     'a picture with something on it', 60)
            subprocess.run(['xdotool', 'key', 'ctrl+q'], check=True)
            assert process.wait(60) == 0
        finally:
            process.kill()
        log.seek(0)
        said = unknown(line for line in log if WARNING.search(line))
        assert not said, said


def shows_its_icons_without_the_library_that_draws(build):
    """librsvg costs a start four megabytes; every icon of the first screen is a picture in the theme or our own. Of newer
    releases of the theme all icons are drawings: there nothing of ours can help."""
    if not any(Path('/usr/share/icons/Adwaita').rglob('*.symbolic.png')):
        return
    program = Program(build, 'madoguchi://section/agreements')
    try:
        program.reads('Agreements', seconds=60)
        mapped = Path(f'/proc/{program.process.pid}/maps').read_text()
        assert 'libgtk-4' in mapped and 'librsvg' not in mapped, [line for line in mapped.split() if 'rsvg' in line]
        program.quit()
    finally:
        program.process.kill()


def says_that_there_is_no_display(build):
    with Surroundings(DISPLAY=None, WAYLAND_DISPLAY=None):
        ended = subprocess.run([os.path.join(build, 'src/app/madoguchi')], capture_output=True, text=True, timeout=60,
                               check=False)
    assert ended.returncode == 1, ended
    assert 'display' in ended.stderr, ended.stderr


STEPS = [
    starts_without_a_home,
    says_that_a_home_cannot_be_written,
    starts_in_an_unknown_locale,
    starts_in_the_locale_of_bytes,
    starts_in_an_invalid_time_zone,
    starts_without_a_bus,
    shows_its_icons_without_the_library_that_draws,
    says_that_there_is_no_display,
]


def main(build):
    print(f'1..{len(STEPS)}', flush=True)
    return 0 if take(STEPS, '/ui/environment', build) else 1


if __name__ == '__main__':
    sys.dont_write_bytecode = True
    sys.exit(main(*sys.argv[1:]))
