#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An oracle for folding and search: folds with Python's own Unicode tables, and scans folded texts plainly.

A stretch of CJK text is found as a plain substring; a word from its beginning. Usage: oracle-search.py
ANSWERS RECORDS, where ANSWERS is the program that answers for the code and RECORDS the folder of records.
"""

import bisect
import functools
import json
import os
import random
import subprocess
import sys
import tempfile
import unicodedata

SEPARATOR, DOT, CJK, WORD = range(4)
CJK_NAMES = ("CJK UNIFIED", "CJK COMPATIBILITY IDEOGRAPH", "HIRAGANA", "KATAKANA", "HANGUL", "HENTAIGANA",
             "IDEOGRAPHIC ITERATION", "IDEOGRAPHIC CLOSING", "IDEOGRAPHIC NUMBER ZERO", "HANGZHOU",
             "VERTICAL IDEOGRAPHIC", "VERTICAL KANA", "MASU MARK")
VARIANTS = str.maketrans("髙﨑濵𠮷德瀨𠮟塡剝頰", "高崎濱吉徳瀬叱填剥頬")
LETTERS = {"æ": "ae", "ð": "d", "ø": "o", "þ": "th", "đ": "d", "ħ": "h", "ı": "i", "ł": "l", "œ": "oe", "ŧ": "t"}
EUROPE = ("LATIN", "GREEK", "CYRILLIC", "FULLWIDTH LATIN", "MODIFIER LETTER", "COPTIC")
INVISIBLE = {"\u034f", "\u115f", "\u1160", "\u17b4", "\u17b5", "\u3164", "\uffa0"}
CAP = 64


@functools.cache
def classify(c):
    name = unicodedata.name(c, "")
    if c == "・":
        return DOT
    if name.startswith(("HANGUL JUNGSEONG", "HANGUL JONGSEONG")):
        return SEPARATOR
    if name.startswith(CJK_NAMES):
        return CJK
    return WORD if unicodedata.category(c)[0] in "LN" else SEPARATOR


def is_invisible(c):
    return (c in INVISIBLE or "\ufe00" <= c <= "\ufe0f" or "\U000e0000" <= c <= "\U000e0fff"
            or "\u180b" <= c <= "\u180f"
            or unicodedata.category(c) == "Cf" and not (
                "\u0600" <= c <= "\u0605" or c in "\u06dd\u070f\u08e2" or "\ufff9" <= c <= "\ufffb"))


@functools.cache
def is_kana(c):
    return c not in "・･" and unicodedata.name(c, "").startswith(("HIRAGANA", "KATAKANA", "HALFWIDTH KATAKANA"))


def clusters(text):
    i = 0
    while i < len(text):
        base = text[i]
        kana = is_kana(base)
        cluster = base
        i += 1
        while i < len(text):
            c = text[i]
            if c < "\u0300":
                break
            if unicodedata.category(c)[0] == "M" or c in "ﾞﾟ":
                cluster += c
            elif kana and c in "゛゜":
                cluster += {"゛": "\u3099", "゜": "\u309a"}[c]
            else:
                break
            i += 1
        yield cluster


def normal(cluster):
    text = cluster
    while True:
        again = "".join(c for c in unicodedata.normalize("NFKC", text.casefold()) if not is_invisible(c))
        if again == text:
            return text
        text = again


@functools.cache
def fold_cluster(cluster):
    """[(character, run)]"""
    folded = []
    keeps = False
    for c in normal(cluster):
        if unicodedata.category(c)[0] == "M":
            if keeps:
                folded.append((c, WORD))
            continue
        run = classify(c)
        name = unicodedata.name(c, "")
        keeps = run == WORD and unicodedata.category(c)[0] == "L" and not name.startswith(EUROPE)
        if run == CJK:
            if "ァ" <= c <= "ヶ" or c in "ヽヾ":
                c = chr(ord(c) - 0x60)
            folded.append((c.translate(VARIANTS), run))
        elif run == WORD:
            plain = c if keeps else unicodedata.normalize("NFD", c)[0]
            folded.extend((letter, run) for letter in LETTERS.get(plain, plain))
        else:
            folded.append((c, run))
    return folded


def fold(text):
    """The folded text, and whether a word stands open at its end."""
    out = []
    last = None  # the run of the last character of out
    separated = False
    dots = 0
    length = 0
    for cluster in clusters(text):
        for c, run in fold_cluster(cluster):
            if run == DOT:
                dots += 1
                continue
            if run == SEPARATOR:
                separated = True
                continue
            joined = dots == 1 and last == CJK and run == CJK
            if dots and not joined:
                separated = True
            dots = 0
            if last == run and separated:
                out.append(" ")
            length = length + 1 if run == WORD and last == WORD and not separated else 1
            if run == CJK or length <= CAP:
                out.append(c)
            last = run
            separated = False
    return "".join(out), last == WORD and not separated and not dots


def is_word(c):
    return c not in " \n" and classify(c) != CJK


class Scan:
    """All folded texts in one string, a line each, so that a needle is looked for in one go."""

    def __init__(self, rows):
        self.text = "\n".join("\n".join(columns) for columns in rows) + "\n"
        self.ends = []
        end = 0
        for columns in rows:
            end += sum(len(text) + 1 for text in columns)
            self.ends.append(end)

    def find(self, needle, last_is_prefix):
        rows = []
        at = self.text.find(needle)
        while at >= 0:
            end = at + len(needle)
            begins = not is_word(needle[0]) or at == 0 or not is_word(self.text[at - 1])
            ends = last_is_prefix or not is_word(needle[-1]) or not is_word(self.text[end])
            if begins and ends:
                rows.append(bisect.bisect_right(self.ends, at))
                at = self.ends[rows[-1]] - 1
            at = self.text.find(needle, at + 1)
        return rows


def read_documents(folder):
    documents = []
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            data = json.load(file)
        for record in data.get("records", []):
            columns = []
            for language in ("en", "ja"):
                body = record.get("body", {}).get(language, [])
                columns.append(record["title"][language])
                columns.append("\n".join([record["summary"][language]] + body))
            documents.append(columns)
    return documents


def vary(chance, text):
    """The same text as another keyboard would have typed it."""
    way = chance.randrange(5)
    if way == 0:
        return unicodedata.normalize("NFD", text)
    if way == 1:
        return text.upper() if "ı" not in text and "ß" not in text else text
    if way == 2:
        return "".join(chr(ord(c) + 0xfee0) if "!" <= c <= "~" else c for c in text)
    if way == 3:
        return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in text)
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in text)


POOL = ("aZé7 -ǆßŒøİ", "ΆςΩ", "Йжґ", "ぁがぱゖゝ゛゜", "ァヴヶヽー・ｱﾊﾞﾟｰ･", "日本髙﨑德𠮷塡々〆〇", "한국",
        "㈱㍿①Ⅷ㎞½ﬁ℡™", "〜～−‐―…「」（）　", "\u0301\u3099\u309a\u0308\u20dd", "\u200b\u00ad\u200d\ufe0f\U000e0100",
        "हि\u0915\u094d\u0937", "אָ", "عَ", "\ue001\ufffd\U0001f600")


def make_strange(chance):
    return "".join(chance.choice(chance.choice(POOL)) for _ in range(chance.randrange(1, 12)))


def sample(chance, texts, most):
    while True:
        text = chance.choice(texts)
        if text:
            start = chance.randrange(len(text))
            piece = text[start:start + chance.randrange(1, most + 1)]
            if fold(piece)[0]:
                return piece


def ask(answers, documents, needles):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "questions.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"documents": documents, "needles": needles}, file)
        return json.loads(subprocess.run([answers, path], check=True, capture_output=True).stdout)


def check(number, name, differences, points):
    for difference in differences[:10]:
        print("#", difference)
    good = not differences and points > 0
    print(f"{'ok' if good else 'not ok'} {number} {name}: {points} points, {len(differences)} differ")
    return good


def main():
    answers, records = sys.argv[1:]
    chance = random.Random(20261124)
    documents = read_documents(records)
    n_records = len(documents)
    documents += [[make_strange(chance) for _ in range(4)] for _ in range(500)]
    folded = [[fold(text)[0] for text in columns] for columns in documents]
    flat = [text for columns in folded[:n_records] for text in columns]
    raw = [text for columns in documents[:n_records] for text in columns]

    needles = []  # as typed, last is prefix, as scanned
    for i in range(2000):
        piece = sample(chance, flat, 4).strip()
        needles.append((piece, i % 4 != 0, piece, i % 4 != 0))
    for i in range(1000):
        piece = sample(chance, raw, 12)
        scanned, is_open = fold(piece)
        needles.append((vary(chance, piece), i % 4 != 0, scanned, i % 4 != 0 and is_open))
    got = ask(answers, documents, [needle[:2] for needle in needles])

    print("1..3")
    wrong = [f"{documents[i][k]!r}: {got['folded'][i][k]!r}, expected {folded[i][k]!r}"
             for i in range(len(documents)) for k in range(4) if got["folded"][i][k] != folded[i][k]]
    good = check(1, "texts fold alike", wrong, 4 * len(documents))

    wrong, expected = [], []
    plain = Scan(folded)
    for i, (typed, _, scanned, prefix) in enumerate(needles):
        rows = plain.find(scanned, prefix)
        expected.append(rows)
        if rows != got["found"][i]:
            wrong.append(f"{typed!r} ({scanned!r}): {len(rows)} expected, {len(got['found'][i])} found,"
                         f" {sorted(set(rows) ^ set(got['found'][i]))[:5]}")
    hits = sum(map(len, expected))
    print(f"# {len(needles)} substrings, {hits} hits, {sum(not rows for rows in expected)} without any")
    good &= check(2, "search finds what a plain scan finds", wrong, min(len(needles), hits))

    wrong, places = [], 0
    for i, marks in zip(range(0, len(needles), 20), got["marked"]):
        if sorted({mark[0] for mark in marks}) != expected[i]:
            wrong.append(f"{needles[i][0]!r} is marked elsewhere than found")
        for row, column, start, end in marks:
            places += 1
            part = documents[row][column].encode()[start:end].decode(errors="replace")
            if needles[i][2] not in fold(part)[0]:
                wrong.append(f"{needles[i][0]!r} is not in {part!r}")
    good &= check(3, "what is found is what is marked", wrong, places)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
