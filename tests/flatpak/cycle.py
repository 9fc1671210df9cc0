#!/usr/bin/python3 -B
"""cycle.py WORK RUNTIME STATE : a Flatpak's life, from the manifest to its removal, as an ordinary user meets it.

WORK/tree holds the sources, RUNTIME is a repo with a stand-in for GNOME's runtime, STATE the builder's caches. Each step
is a test case and may rely on those before it. tests/flatpak/check starts it.
"""
import re
import shutil
import sys
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from installation import ID, Handler, Installation

# What README says it may do, and nothing else. Flatpak writes fallback-x11 as both.
PERMISSIONS = {'shared': {'network', 'ipc'}, 'sockets': {'wayland', 'fallback-x11', 'x11'}, 'devices': {'dri'}}
NOTE = '覚書 — kept over an update'


def gets_its_runtime(user):
    user.flatpak('config', '--set', 'languages', 'en;ja')
    user.flatpak('remote-add', '--no-gpg-verify', 'standin', user.runtime)
    user.flatpak('install', '-y', '--noninteractive', 'standin', 'org.gnome.Platform//48', 'org.gnome.Sdk//48')


def is_built_as_the_manifest_says_without_a_network(user):
    user.build('build-1.log')
    refs = user.run('ostree', f'--repo={user.work}/built', 'refs').split()
    for wanted in (f'app/{ID}/x86_64/stable', f'runtime/{ID}.Locale/x86_64/stable'):
        assert wanted in refs, refs
    exported = user.work / 'app/export/share'
    user.run('desktop-file-validate', exported / f'applications/{ID}.desktop')
    # flatpak-builder gives it the name that it had before. The validator is the newer one, of the SDK.
    user.run('flatpak', 'build', user.work / 'app', 'appstreamcli', 'validate', '--no-net', f'/app/share/appdata/{ID}.appdata.xml')
    for icon in (f'scalable/apps/{ID}.svg', f'symbolic/apps/{ID}-symbolic.svg'):
        assert (exported / 'icons/hicolor' / icon).exists(), icon


def is_published_with_a_signature(user):
    user.key = user.make_key('office')
    assert 'all 40 digits' in user.fails(user.tree / 'flatpak/publish', user.site, user.url, user.key[-16:], user.work / 'built')
    user.publish(user.key)
    for name in ('repo/summary.sig', 'madoguchi.flatpakrepo', 'madoguchi.flatpakref', 'madoguchi.flatpak'):
        assert (user.site / name).stat().st_size, name
    assert list(user.site.glob('repo/deltas/*/*')), 'no static deltas'
    refs = user.run('ostree', f'--repo={user.site}/repo', 'refs')
    assert 'appstream/x86_64' in refs, refs


def is_refused_with_another_key(user):
    other = user.make_key('stranger')
    path = user.work / 'stranger.gpg'
    user.run('gpg', '--batch', '--output', path, '--export', other)
    # The list of what the repo holds is signed too, and is refused before anything else is asked for.
    said = user.fails('flatpak', 'remote-add', '--user', f'--gpg-import={path}', 'stranger', f'{user.url}/repo')
    assert 'signature' in said, said
    said = user.fails('flatpak', 'install', '--user', '-y', '--noninteractive', 'stranger', ID)
    assert 'signature' in said, said
    assert ID not in user.flatpak('list', '--columns=application')
    user.flatpak('remote-delete', '--force', 'stranger')


def is_installed_by_an_ordinary_user(user):
    user.flatpak('remote-add', '--from', 'madoguchi', f'{user.url}/madoguchi.flatpakrepo')
    Handler.asked.clear()
    user.flatpak('install', '-y', '--noninteractive', 'madoguchi', ID)
    assert any('/repo/deltas/' in path for path in Handler.asked), Handler.asked[:20]
    assert re.search(rf'{re.escape(ID)}\s+{re.escape(user.version())}',
                     user.flatpak('list', '--columns=application,version')), user.flatpak('list')


def may_do_what_it_needs_and_no_more(user):
    said = user.flatpak('info', '--show-permissions', ID)
    assert re.findall(r'^\[(.*)\]$', said, re.MULTILINE) == ['Context'], said
    assert {name: set(filter(None, words.split(';'))) for name, words in re.findall('^(.+)=(.*)$', said, re.MULTILINE)} \
        == PERMISSIONS, said
    (user.home / 'secret.txt').write_text('nothing to see')
    script = '''cat "$1/secret.txt" 2>/dev/null; ls "$1/.ssh" 2>/dev/null
        touch /app/x 2>/dev/null && echo writes the program; touch /usr/x 2>/dev/null && echo writes the runtime
        grep CapEff /proc/self/status; grep -E "NoNewPrivs|Seccomp:" /proc/self/status'''
    said = user.inside('sh', '-c', script, 'sh', user.home)
    assert said.split() == ['CapEff:', '0' * 16, 'NoNewPrivs:', '1', 'Seccomp:', '2'], said


def speaks_japanese_with_its_own_words_and_those_of_the_toolkit(user):
    own = user.inside('bash', '-c', 'echo $"Madoguchi"', LANG='ja_JP.UTF-8', TEXTDOMAIN='madoguchi',
                      TEXTDOMAINDIR='/app/share/locale').strip()
    assert own == '窓口', own
    toolkit = user.inside('bash', '-c', 'echo $"_Cancel"', LANG='ja_JP.UTF-8', TEXTDOMAIN='gtk40').strip()
    assert re.match('キャンセル|取り消し|中止', toolkit), toolkit


def has_a_japanese_font(user):
    font = user.inside('fc-match', '-f', '%{family}', 'sans:lang=ja')
    assert re.search(r'CJK|Gothic|Source Han', font), font
    # Said in the language of the text, a character takes the shape that is right there.
    assert font != user.inside('fc-match', '-f', '%{family}', 'sans:lang=en')


def finds_every_icon_that_it_names(user):
    """A theme loses icons from one release to the next, and GTK then shows a pale square."""
    own = {path.stem for path in (user.tree / 'data/icons').rglob('*-symbolic.svg')}
    found = set(user.inside('sh', '-c', 'find /usr/share/icons -name "*-symbolic.*" | sed "s,.*/,,; s,\\..*,,"; '
                            'grep -aohE "[a-z0-9-]+-symbolic" /usr/lib/*/libgtk-4.so.1').split())
    named = {name for path in (user.tree / 'src').rglob('*.[cu]*')
             for name in re.findall(r'["\'>]([a-z0-9-]+-symbolic)["\'<]', path.read_text())}
    assert len(named) > 30, named
    assert not named - own - found, named - own - found


def is_walked_through_in_both_languages(user):
    """The walk of the native suite, and then what a person sees, kept as pictures; the steps are cases of their own.

    Both read a Japanese date with its era.
    """
    with ThreadPoolExecutor() as pool:
        walks = list(pool.map(lambda language: walk(user, language), ('en', 'ja')))
    return [case for cases in walks for case in cases]


def run_suite(user, suite, language, home, *arguments, **changes):
    """A suite of test cases on the installed program; answers whether each passed, its name, and what it said."""
    status, said = user.screen(language, home, '/usr/bin/python3', user.tree / 'tests' / suite, *arguments, **changes)
    (user.results / f'{Path(suite).stem}-{language}.log').write_text(said)
    found = re.findall(r'^(not ok|ok) \d+ (\S+).*$((?:\n#.*)*)', said, re.MULTILINE)
    cases = [(outcome == 'ok', '/flatpak' + case, more) for outcome, case, more in found]
    if not cases or (status and all(passed for passed, *_ in cases)):
        cases.append((False, f'/flatpak/{suite}/{language}/ends-well', said[-2000:]))
    return cases


def make_home(user, name):
    home = user.work / f'home-{name}'
    (home / f'.var/app/{ID}/cache/tmp').mkdir(parents=True)
    return home


def walk(user, language):
    home = make_home(user, language)
    build = user.write_programs(home)
    cases = run_suite(user, 'ui/walk.py', language, home, build, language)
    cases += run_suite(user, 'flatpak/visit.py', language, home, build, language)
    for picture in (build / 'screenshots').glob('*.png'):
        shutil.copy(picture, user.results)
    return cases


def reaches_files_and_printers_through_the_portal(user):
    """And says what to do where there is none."""
    home = make_home(user, 'portal')
    return run_suite(user, 'ui/portal.py', 'en', home, user.write_programs(home, without=''))


def is_called_by_its_name(user):
    """The exported service file and the address scheme lead into the sandbox, and so does the search of the desktop."""
    exports = Path(user.environment['FLATPAK_USER_DIR'], 'exports/share')
    service = (exports / f'dbus-1/services/{ID}.service').read_text()
    assert re.search(rf'^Exec=\S*flatpak run .*--command=\S*madoguchi {ID} --gapplication-service$', service, re.MULTILINE), service
    said = user.run('gio', 'mime', 'x-scheme-handler/madoguchi', XDG_DATA_DIRS=f'{exports}:/usr/share')
    assert f'{ID}.desktop' in said, said
    provider = (exports / f'gnome-shell/search-providers/{ID}.search-provider.ini').read_text()
    assert f'BusName={ID}\n' in provider, provider
    return run_suite(user, 'ui/activation.py', 'en', make_home(user, 'bus'), XDG_DATA_DIRS=f'{exports}:/usr/share')


def keeps_what_the_user_wrote_over_an_update(user):
    user.inside('mado', 'note', 'st-agreement', NOTE)
    user.inside('mado', 'star', 'jst')
    before, version = user.inside('mado', 'notes'), user.version()
    assert NOTE in before, before
    major, minor, patch = version.split('.')
    user.set_version(f'{major}.{minor}.{int(patch) + 1}')
    user.build('build-2.log')
    user.publish(user.key)
    Handler.asked.clear()
    user.flatpak('update', '-y', '--noninteractive')
    said = user.flatpak('info', ID)
    assert re.search(rf'Version:\s+{re.escape(user.version())}$', said, re.MULTILINE), said
    assert user.inside('mado', '--version').split() == ['mado', user.version()]
    assert user.inside('mado', 'notes') == before
    assert 'jst' in user.inside('mado', 'starred')
    assert (user.home / f'.var/app/{ID}/data/madoguchi/desk.db').exists()
    assert any('/repo/deltas/' in path for path in Handler.asked), Handler.asked[:20]


def is_not_updated_to_a_commit_without_a_signature(user):
    repo = user.site / 'repo'
    user.run('flatpak', 'build-commit-from', '--no-update-summary', '--force', f'--src-repo={user.work}/built', repo,
             f'app/{ID}/x86_64/stable')
    user.run('flatpak', 'build-update-repo', f'--gpg-sign={user.key}', f'--gpg-homedir={user.environment["GNUPGHOME"]}', repo)
    before = user.flatpak('info', '--show-commit', ID)
    said = user.fails('flatpak', 'update', '--user', '-y', '--noninteractive')
    assert 'signature' in said, said
    assert user.flatpak('info', '--show-commit', ID) == before


def is_removed_without_a_trace(user):
    user.flatpak('uninstall', '-y', '--noninteractive', '--delete-data', ID)
    assert ID not in user.flatpak('list', '--columns=application')
    assert not (user.home / f'.var/app/{ID}').exists()
    left = [str(path) for path in Path(user.environment['FLATPAK_USER_DIR'], 'exports').rglob(f'*{ID}*')]
    assert not left, left
    user.flatpak('remote-delete', '--force', 'madoguchi')


def is_installed_from_one_file_and_from_a_link(user):
    site = user.work / 'again'
    user.publish(user.key, site)
    user.flatpak('install', '-y', '--noninteractive', site / 'madoguchi.flatpak')
    assert user.version() in user.flatpak('info', ID)
    user.flatpak('uninstall', '-y', '--noninteractive', ID)
    shutil.rmtree(user.site)
    site.rename(user.site)
    user.flatpak('install', '-y', '--noninteractive', '--from', f'{user.url}/madoguchi.flatpakref')
    assert user.version() in user.flatpak('info', ID)


STEPS = [
    gets_its_runtime,
    is_built_as_the_manifest_says_without_a_network,
    is_published_with_a_signature,
    is_refused_with_another_key,
    is_installed_by_an_ordinary_user,
    may_do_what_it_needs_and_no_more,
    speaks_japanese_with_its_own_words_and_those_of_the_toolkit,
    has_a_japanese_font,
    finds_every_icon_that_it_names,
    is_walked_through_in_both_languages,
    reaches_files_and_printers_through_the_portal,
    is_called_by_its_name,
    keeps_what_the_user_wrote_over_an_update,
    is_not_updated_to_a_commit_without_a_signature,
    is_removed_without_a_trace,
    is_installed_from_one_file_and_from_a_link,
]


def main(work, runtime, state):
    user = Installation(work, runtime, state)
    number = failed = 0

    def tell(passed, name, problem, took=''):
        nonlocal number, failed
        number += 1
        failed += not passed
        print('ok' if passed else 'not ok', number, name, took, flush=True)
        if problem:
            print('# ' + problem.strip().replace('\n', '\n# '), flush=True)

    try:
        for step in STEPS:
            started, problem, cases = time.monotonic(), '', []
            try:
                cases = step(user) or []
            except Exception:
                problem = traceback.format_exc()
            for passed, name, more in cases:
                tell(passed, name, more)
            tell(not problem, '/flatpak/' + step.__name__.replace('_', '-'), problem, f'# {time.monotonic() - started:.1f} s')
    finally:
        user.end()
    print(f'1..{number}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
