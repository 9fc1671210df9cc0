"""One user's Flatpak installation in a folder of its own, the repo it installs from, and the programs that make both."""
import functools
import http.server
import json
import os
import re
import subprocess
import threading
from pathlib import Path

ID = 'io.github.madoguchi.Madoguchi'
# Nothing of the user's own session is asked: a bus that starts no service.
BUS = '''<busconfig><type>session</type><listen>unix:path={path}</listen>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>
'''
# Where there is no portal, the dialogs are those of the toolkit, as they are outside a sandbox.
WITHOUT_PORTAL = '-u FLATPAK_ID GDK_DEBUG=no-portals'
# The display's look and settings are those of the sandbox too; where a test has its own, it gets these and no others.
PROGRAM = '''#!/bin/sh
own={home}/.var/app/{id}
set -- {program} "$@"
case $XDG_CONFIG_HOME in
  # Flatpak sets the folder itself, over what it is told to.
  $own/*) set -- XDG_CONFIG_HOME=$XDG_CONFIG_HOME "$@" ;;
  *) mkdir -p "$own/config" && cp -rn "$XDG_CONFIG_HOME/." "$own/config/" ;;
esac
unset LOCPATH XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME XDG_STATE_HOME
export HOME={home} {variables}
exec flatpak run --user --command=env {id} {without} "$@"
'''


class Handler(http.server.SimpleHTTPRequestHandler):
    """A plain web server of files, as an office has one, which remembers what was asked."""
    asked = []

    def log_message(self, *arguments):
        self.asked.append(self.path)


class Installation:
    def __init__(self, work, runtime, state):
        self.work, self.runtime, self.state = Path(work), runtime, state
        self.tree = self.work / 'tree'
        self.results = self.work / 'results'
        self.site = self.work / 'site'
        self.home = self.work / 'home'
        for folder in (self.results, self.site, self.home, self.work / 'tmp'):
            folder.mkdir()
        for folder in ('run', 'gpg'):
            (self.work / folder).mkdir(0o700)
        self.environment = {
            'PATH': '/usr/local/bin:/usr/bin:/bin', 'LANG': 'C.UTF-8', 'HOME': str(self.home), 'TMPDIR': str(self.work / 'tmp'),
            'XDG_RUNTIME_DIR': str(self.work / 'run'), 'FLATPAK_USER_DIR': str(self.work / 'flatpak'),
            'GNUPGHOME': str(self.work / 'gpg'),
            # An installation asks the bus of the system for parental controls: any bus will do.
            'DBUS_SESSION_BUS_ADDRESS': f'unix:path={self.work}/run/bus', 'DBUS_SYSTEM_BUS_ADDRESS': f'unix:path={self.work}/run/bus',
        }
        (self.work / 'bus.conf').write_text(BUS.format(path=self.work / 'run/bus'))
        self.bus = subprocess.Popen(['dbus-daemon', '--nofork', f'--config-file={self.work}/bus.conf'], env=self.environment)
        self.server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), functools.partial(Handler, directory=self.site))
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f'http://127.0.0.1:{self.server.server_port}'

    def end(self):
        self.server.shutdown()
        self.run('gpgconf', '--kill', 'all', check=False)
        self.bus.terminate()
        self.bus.wait()

    def run(self, *command, check=True, log=None, **changes):
        """Runs a program as the user; answers what it said, both streams together, unless it failed."""
        done = subprocess.run([str(word) for word in command], env=dict(self.environment, **changes), cwd=self.work, text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if log:
            (self.results / log).write_text(done.stdout)
        if check and done.returncode:
            raise AssertionError(f'{" ".join(map(str, command))}\nended with {done.returncode}:\n{done.stdout[-3000:]}')
        return done.stdout

    def fails(self, *command):
        """Runs a program that must fail; answers what it said."""
        try:
            said = self.run(*command)
        except AssertionError as error:
            return str(error)
        raise AssertionError(f'{" ".join(map(str, command))}\nshould have failed, but said:\n{said}')

    def flatpak(self, verb, *arguments, **changes):
        return self.run('flatpak', verb, '--user', *arguments, **changes)

    def inside(self, program, *arguments, **changes):
        """Runs a program in the sandbox of the installed one."""
        return self.flatpak('run', f'--command={program}', ID, *arguments, **changes)

    def mado(self, *arguments):
        return json.loads(self.inside('mado', '--json', *arguments))

    def make_key(self, name):
        self.run('gpg', '--batch', '--passphrase', '', '--quick-gen-key', f'{name} <{name}@example.invalid>', 'ed25519', 'sign',
                 'never')
        listed = self.run('gpg', '--list-secret-keys', '--with-colons', f'{name}@example.invalid')
        return re.search(r'^fpr:+(\w+):', listed, re.MULTILINE)[1]

    def build(self, log):
        """Builds the sources as the manifest says, without a network; the caches are those of the run before."""
        self.run('unshare', '--user', '--map-current-user', '--net',
                 'flatpak-builder', '--user', '--force-clean', '--disable-download', '--disable-rofiles-fuse', '--ccache', f'--jobs={2 * os.cpu_count()}',
                 '--default-branch=stable', f'--state-dir={self.state}', f'--repo={self.work}/built', self.work / 'app',
                 self.tree / f'flatpak/{ID}.json', log=log)

    def publish(self, key, folder=None):
        """As README tells an office to, but for the runtime's own repo, which is out of reach here."""
        self.run(self.tree / 'flatpak/publish', folder or self.site, self.url, key, self.work / 'built', RUNTIME_REPO='')

    def version(self):
        return re.search(r"^  version: '([\d.]+)'", (self.tree / 'meson.build').read_text(), re.MULTILINE)[1]

    def set_version(self, version):
        """A new version as a maintainer makes it: the number, and what the software centres say of it."""
        path = self.tree / 'meson.build'
        path.write_text(path.read_text().replace(f"version: '{self.version()}'", f"version: '{version}'", 1))
        path = self.tree / f'data/{ID}.metainfo.xml.in'
        path.write_text(path.read_text().replace('<releases>', f'<releases>\n    <release version="{version}" date="2026-12-01"/>', 1))

    def write_programs(self, home, without=WITHOUT_PORTAL):
        """The installed programs where the suites look for those that were built; answers that folder."""
        build = home / 'as-built'
        variables = ' '.join(f'{name}={self.environment[name]}' for name in ('FLATPAK_USER_DIR', 'PATH'))
        for path in (build / 'src/app/madoguchi', build / 'src/cli/mado'):
            path.parent.mkdir(parents=True)
            path.write_text(PROGRAM.format(id=ID, home=home, variables=variables, program=path.name, without=without))
            path.chmod(0o755)
        return build

    def screen(self, language, home, *command, **changes):
        """Runs a suite in a display of its own, on the installed program; answers its exit status and what it said."""
        done = subprocess.run(
            [str(self.tree / 'tests/support/with-display'), '-n', '-l', 'ja_JP.UTF-8' if language == 'ja' else 'C.UTF-8', '--',
             'env', 'MADO_SANDBOXED=1', f'TMPDIR={home}/.var/app/{ID}/cache/tmp', *map(str, command)],
            env=dict(self.environment, TMPDIR=str(self.work / 'tmp'), PATH=os.environ['PATH'], **changes), cwd=self.work, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        return done.returncode, done.stdout
