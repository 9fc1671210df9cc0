#!/usr/bin/python3
"""The count of test cases: nothing that failed may be counted as passed."""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

COUNT = Path(__file__).with_name('count')
CASES = [
    ('counts-cases-not-programs', [('OK', 'ok 1 /a\nok 2 /b\n')], '2 passed, 0 failed', 0),
    ('names-a-failed-case', [('FAIL', 'not ok 1 /a\n' + '# said\n' * 40 + 'ok 2 /b\n')],
     '# said\n' * 11 + 'ok 2 /b\nFAIL: x, not ok 1 /a\n1 passed, 1 failed', 1),
    ('counts-a-crash-as-a-failure', [('ERROR', 'ok 1 /a\n')], 'ok 1 /a\nERROR: x\n1 passed, 1 failed', 1),
    ('counts-a-time-out-as-a-failure', [('TIMEOUT', '')], 'TIMEOUT: x\n0 passed, 1 failed', 1),
    ('counts-what-was-skipped', [('OK', 'ok 1 /a # SKIP no display\nok 2 /b\n')], '1 skipped\n1 passed, 0 failed', 0),
    ('counts-a-program-without-tap-once', [('OK', 'all is well')], '1 passed, 0 failed', 0),
    ('takes-an-indented-line-for-no-case', [('OK', '    ok 1 inner\nok 1 /outer\n')], '1 passed, 0 failed', 0),
    ('is-not-content-with-nothing', [], '0 passed, 0 failed', 1),
]


def main():
    print(f'1..{len(CASES) + 1}')
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, 'testlog.json')
        for number, (sentence, tests, line, status) in enumerate(CASES, 1):
            log.write_text(''.join(json.dumps({'name': 'x', 'result': result, 'stdout': said}) + '\n'
                                   for result, said in tests), encoding='utf-8')
            done = subprocess.run([sys.executable, COUNT, log], capture_output=True, text=True, check=False)
            good = done.stdout.strip() == line and done.returncode == status
            failed = failed or not good
            print('ok' if good else 'not ok', number, f'/support/count/{sentence}', '' if good else f'# {done.stdout!r}')
        done = subprocess.run([sys.executable, COUNT, Path(folder, 'gone')], capture_output=True, text=True, check=False)
        good = done.returncode == 1 and '1 failed' in done.stdout
        print('ok' if good else 'not ok', len(CASES) + 1, '/support/count/takes-a-missing-log-for-a-failure')
    return 1 if failed or not good else 0


if __name__ == '__main__':
    sys.exit(main())
