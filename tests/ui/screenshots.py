#!/usr/bin/python3
"""screenshots.py BUILD [PATTERN] : pictures of every section, in both languages, into BUILD/screenshots.

Every section at 1366×768; the main ones narrow, dark, in high contrast and with text at 200 %. Each group is one run of
the program in a display of its own.
"""
import os
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SUPPORT = HERE.parent / 'support'
LOCALES = {'en': 'C.UTF-8', 'ja': 'ja_JP.UTF-8'}
# What is different in each group, and whether every section is in it or the main ones.
GROUPS = {
    'wide': (['-s', '1366x768'], True),
    'narrow': (['-s', '360x720'], False),
    'dark': (['-s', '1366x768', '-d'], False),
    'contrast': (['-s', '1366x768', '-c'], False),
    'text-200': (['-s', '1366x768', '-t', '2.0'], False),
}


def outside(build, pattern):
    folder = Path(build, 'screenshots')
    folder.mkdir(exist_ok=True)
    failed = 0
    for group, (options, _) in GROUPS.items():
        for language, locale in LOCALES.items():
            if not re.search(pattern, f'{group}-{language}'):
                continue
            command = [SUPPORT / 'with-display', '-n', '-l', locale, *options, '--',
                       sys.executable, __file__, '--inside', build, group, language]
            failed += subprocess.run(command, check=False).returncode != 0
    print(f'{len(list(folder.glob("*.png")))} pictures in {folder}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.dont_write_bytecode = True
    if sys.argv[1] == '--inside':
        from pictures import inside
        sys.exit(inside(*sys.argv[2:]))
    sys.exit(outside(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else ''))
