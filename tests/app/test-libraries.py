#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-libraries.py MADOGUCHI : what the window's program loads before its first line is run."""
import re
import subprocess
import sys

# What talks to strangers, or verifies what they send, is loaded by mado, which the window starts.
ELSEWHERE = ('libsoup', 'libgnutls')


def main(program):
    said = subprocess.run(['readelf', '--dynamic', '--wide', program], capture_output=True, text=True, check=True).stdout
    needed = re.findall(r'\(NEEDED\).*\[(.*)\]', said)
    found = [name for name in needed if name.startswith(ELSEWHERE)]
    print('1..1')
    good = any(name.startswith('libgtk-4') for name in needed) and not found
    print(('ok' if good else 'not ok') + ' 1 /app/libraries/the-network-is-not-among-them')
    if not good:
        print(f'# {found or needed}')
    return 0 if good else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
