#!/usr/bin/env python3
"""test-csv.py CSV-OF-JSON : tables are written so that an independent reader, Python's csv, reads the same cells."""
import csv
import io
import json
import random
import subprocess
import sys

PROGRAM = sys.argv[1]
ODD = ['', 'plain', 'a,b', 'say "no"', '"', '""', 'two\nlines', 'two\r\nlines', ' spaces ', 'tab\tin it', '協定、取決め',
       '🇯🇵 とEU', "'quoted'", ',', '\n', 'a;b', '第7回\u3000会合']
FORMULAS = ['=1+1', '+1', '-1+2', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '=HYPERLINK("http://example.org","x")', '＝1＋1', '＠x',
            "'=1", "''+2", '－3']


def write(form, rows):
    done = subprocess.run([PROGRAM, form], input=json.dumps(rows).encode(), capture_output=True, check=True)
    return done.stdout


def read(data, encoding):
    return list(csv.reader(io.StringIO(data.decode(encoding), newline=''), strict=True))


def reads_back_what_was_written():
    rows = [['name', 'note'], *([cell, other] for cell in ODD for other in ODD)]
    assert read(write('plain', rows), 'utf-8') == rows
    back = read(write('people', rows), 'utf-8-sig')
    assert [[plain(cell) for cell in row] for row in back] == rows


def reads_back_anything():
    # xD06.
    chance = random.Random(5)
    for _ in range(40):
        rows = [['a', 'b', 'c']] + [[''.join(chance.choice('a,"\n\r\t =\'協@') for _ in range(chance.randrange(6)))
                                     for _ in range(3)] for _ in range(20)]
        assert read(write('plain', rows), 'utf-8') == rows
        back = read(write('people', rows), 'utf-8-sig')
        assert [[plain(cell) for cell in row] for row in back] == rows


def plain(cell):
    """As an import takes the apostrophe away again."""
    rest = cell.lstrip("'")
    return cell[1:] if cell.startswith("'") and rest and rest[0] in '=+-@\t\r\n＝＋－＠' else cell


def begins_with_the_mark_for_people_only():
    assert write('people', [['a'], ['b']]).startswith(b'\xef\xbb\xbfa\r\n')
    assert write('plain', [['a'], ['b']]) == b'a\r\nb\r\n'


def neutralises_formulas_for_people_only():
    # xD05.
    rows = [['cell'], *([cell] for cell in FORMULAS)]
    assert read(write('plain', rows), 'utf-8') == rows
    back = read(write('people', rows), 'utf-8-sig')
    for [before], [after] in zip(rows[1:], back[1:], strict=True):
        assert after == "'" + before, (before, after)
    assert read(write('people', [['=title'], ['x']]), 'utf-8-sig')[0] == ["'=title"]


def leaves_numbers_alone():
    rows = [['#number'], ['-5'], ['0'], ['93500000000'], ['-1+2'], ['+1'], ['-']]
    back = read(write('people', rows), 'utf-8-sig')
    assert back == [['number'], ['-5'], ['0'], ['93500000000'], ["'-1+2"], ["'+1"], ["'-"]], back


def pastes_as_a_table():
    rows = [['name', '#number'], ['two\nlines\tand a tab', '-5'], ['=1+1', '3']]
    lines = write('clipboard', rows).decode().split('\n')
    assert lines == ['name\tnumber', 'two lines and a tab\t-5', "'=1+1\t3", ''], lines


TESTS = [reads_back_what_was_written, reads_back_anything, begins_with_the_mark_for_people_only,
         neutralises_formulas_for_people_only, leaves_numbers_alone, pastes_as_a_table]

print(f'1..{len(TESTS)}')
for number, test in enumerate(TESTS, 1):
    try:
        test()
        print('ok', number, '/export/csv/' + test.__name__.replace('_', '-'))
    except Exception as problem:  # noqa: BLE001
        print('not ok', number, '/export/csv/' + test.__name__.replace('_', '-'), f'# {problem!r}'.replace('\n', ' '))
