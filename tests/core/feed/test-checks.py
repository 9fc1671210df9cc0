#!/usr/bin/env python3
"""test-checks.py COMPILER… : takes each check of checks.py out of a copy of its file and expects its test to fail.

Only what the check stands in is compiled again, so that all of it takes a minute.
"""
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.dont_write_bytecode = True
from checks import CHECKS  # noqa: E402

ROOT = Path(__file__).resolve().parents[3]
COMPILER = sys.argv[1:]
PACKAGES = ['gio-unix-2.0', 'json-glib-1.0', 'gnutls', 'libsoup-3.0']
SOURCES = [
    'src/core/feed/mado-feed-error.c',
    'src/core/feed/mado-feed-file.c',
    *sorted(str(path.relative_to(ROOT)) for folder in ('json', 'feed/tuf', 'net')
            for path in (ROOT / 'src/core' / folder).glob('*.c')),
]
SUPPORT = [f'tests/support/{name}.c' for name in ('fake-monitor', 'fault-certificate', 'fault-server', 'tuf-fixture')]


def flags(kind):
    return subprocess.run(['pkg-config', kind, *PACKAGES], capture_output=True, text=True, check=True).stdout.split()


CFLAGS = ['-std=gnu17', '-O0', '-w', '-D_GNU_SOURCE', '-DG_LOG_DOMAIN="madoguchi"', f'-I{ROOT}/src', f'-I{ROOT}/tests',
          *flags('--cflags')]
LIBRARIES = flags('--libs')


def compile_to(source, target):
    subprocess.run([*COMPILER, *CFLAGS, '-c', str(source), '-o', str(target)], check=True)


def link_to(objects, target):
    subprocess.run([*COMPILER, *map(str, objects), '-o', str(target), *LIBRARIES], check=True)


def run_case(program, case):
    """Whether exactly this test ran, and whether it passed."""
    done = subprocess.run([str(program), '-p', case], capture_output=True, text=True, check=False, timeout=60)
    return done.returncode == 0, f' {case}' in done.stdout


def build(folder):
    """Objects by source, and programs with every check in place."""
    programs = sorted({check[4][0] for check in CHECKS})
    sources = SOURCES + SUPPORT + [f'tests/{program}.c' for program in programs]
    objects = {source: folder / (source.replace('/', '_') + '.o') for source in sources}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(lambda source: compile_to(ROOT / source, objects[source]), sources))
    for program in programs:
        link_to([objects[source] for source in SOURCES + SUPPORT] + [objects[f'tests/{program}.c']],
                folder / Path(program).name)
    return objects


def try_check(folder, objects, number):
    """None when the test catches it, else what is wrong."""
    _, source, text, instead, (program, prefix), case = CHECKS[number]
    original = (ROOT / source).read_text(encoding='utf-8')
    if original.count(text) != 1:
        return f'the text stands {original.count(text)} times in {source}: {text!r}'
    mutant = folder / f'{number}.c'
    mutant.write_text(original.replace(text, instead), encoding='utf-8')
    compile_to(mutant, folder / f'{number}.o')
    rest = [objects[other] for other in SOURCES + SUPPORT if other != source] + [objects[f'tests/{program}.c']]
    link_to([*rest, folder / f'{number}.o'], folder / f'mutant-{number}')
    try:
        passed, _ = run_case(folder / f'mutant-{number}', prefix + case)
    except subprocess.TimeoutExpired:
        passed = False
    (folder / f'mutant-{number}').unlink()
    return f'{prefix}{case} passes without it' if passed else None


def check_whole(folder):
    """The tests that pass nothing, or do not exist, would catch everything."""
    found = []
    for program, prefix, case in sorted({(check[4][0], check[4][1], check[5]) for check in CHECKS}):
        passed, ran = run_case(folder / Path(program).name, prefix + case)
        if not (passed and ran):
            found.append(f'{prefix}{case} ' + ('fails anyway' if ran else 'does not exist'))
    return found


def main():
    shm = Path('/dev/shm')  # what is synced to a disk takes most of the time
    with tempfile.TemporaryDirectory(prefix='mado-checks-', dir=shm if os.access(shm, os.W_OK) else None) as name:
        folder = Path(name)
        os.environ['TMPDIR'] = name
        objects = build(folder)
        complaints = check_whole(folder)
        print(f'1..{len(CHECKS) + 1}')
        print('not ok' if complaints else 'ok', '1 /checks/the-tests-pass-with-every-check-in-place')
        for complaint in complaints:
            print('#', complaint)
        failed = len(complaints)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            results = pool.map(lambda number: try_check(folder, objects, number), range(len(CHECKS)))
            for number, complaint in enumerate(results):
                print('not ok' if complaint else 'ok', number + 2, f'/checks/{CHECKS[number][0]}/is-tested', flush=True)
                if complaint:
                    print('#', complaint)
                failed += bool(complaint)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
