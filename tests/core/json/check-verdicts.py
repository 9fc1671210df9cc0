#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the program's strict JSON with a checker that shares nothing with it: Python's json
module, made strict. Random documents, whole and damaged, must get the same verdict from both, and
those that pass the same record form."""

import json
import random
import struct
import subprocess
import sys

N_DOCUMENTS = 20000
MAX_DEPTH = 32
SPACES = ["", "", "", " ", "\n", "\t", "\r\n", "  "]
NAMES = ["id", "a", "b", "協定", "\U0001d11e", "\ufb01", "", "é", "e\u0301", "A", "\x7f"]
CHARACTERS = list("ab\"\\/\n\t\x01\x1f\x7fé京都〜−") + ["\U0001d11e", "\u2028", "\ufeff", "\uffff"]
SNIPPETS = [b'"', b"\\", b"\\u", b"\\u0000", b"\\ud834", b"\\udd1e", b"\\ud834\\udd1e", b",", b":",
            b"{", b"}", b"[", b"]", b"0", b"-", b".5", b"e1", b"E+2", b"01", b"\xff", b"\xc0\x80",
            b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\x00", b"\x0b", b"//", b"/**/", b"null", b"tru",
            b"NaN", b"'", b" ", b"\n", b"9223372036854775808", b"-9223372036854775808",
            b"\xe3\x80\x80", b"\xf4\x90\x80\x80"]


class Refused(Exception):
    pass


def refuse(*_):
    raise Refused


def make_object(pairs):
    if len({name for name, _ in pairs}) != len(pairs):
        refuse()
    return dict(pairs)


def make_integer(digits):
    value = int(digits) if len(digits) < 30 else refuse()
    return value if -2**63 <= value < 2**63 else refuse()


def check_value(value, depth):
    """Refuses what Python's json lets through."""
    if isinstance(value, str):
        value.encode("utf-8")  # a lone surrogate cannot be encoded
        if "\0" in value:
            refuse()
    elif isinstance(value, (dict, list)):
        if depth == MAX_DEPTH:
            refuse()
        if isinstance(value, dict):
            for name in value:
                check_value(name, depth + 1)
            value = value.values()
        for child in value:
            check_value(child, depth + 1)


def judge(text):
    """Returns the record form, or None when the text is not strict."""
    try:
        value = json.loads(text.decode("utf-8"), object_pairs_hook=make_object,
                           parse_int=make_integer, parse_float=refuse, parse_constant=refuse)
        check_value(value, 0)
    except (Refused, ValueError, RecursionError):
        return None
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def write_string(rng, text):
    written = ""
    for character in text:
        style = rng.random()
        if style < 0.1:
            units = character.encode("utf-16-be")
            written += "".join(f"\\u{units[i]:02x}{units[i + 1]:02X}"
                               for i in range(0, len(units), 2))
        elif character in "\"\\" or ord(character) < 0x20:
            written += json.dumps(character)[1:-1]
        else:
            written += character
    return f'"{written}"'


def write_value(rng, depth):
    def space():
        return rng.choice(SPACES)

    choice = rng.random()
    if depth > 0 and choice < 0.3:
        parts = [space() + write_value(rng, depth - 1) + space() for _ in range(rng.randrange(4))]
        return "[" + (",".join(parts) or space()) + "]"
    if depth > 0 and choice < 0.65:
        names = rng.sample(NAMES, rng.randrange(5))
        if names and rng.random() < 0.03:
            names.append(names[0])
        parts = [space() + write_string(rng, name) + space() + ":" + space()
                 + write_value(rng, depth - 1) + space() for name in names]
        return "{" + (",".join(parts) or space()) + "}"
    if choice < 0.8:
        return str(rng.choice([0, -1, 7, 2**63 - 1, -2**63, rng.randrange(-10**6, 10**6)]))
    if choice < 0.9:
        return write_string(rng, "".join(rng.choices(CHARACTERS, k=rng.randrange(6))))
    return rng.choice(["true", "false", "null"])


def damage(rng, text):
    for _ in range(rng.choice([0, 1, 1, 2])):
        at = rng.randrange(len(text) + 1)
        until = min(len(text), at + rng.randrange(3))
        text = text[:at] + rng.choice([b"", rng.choice(SNIPPETS)]) + text[until:]
    return text


def make_document(rng):
    if rng.random() < 0.02:
        depth = rng.choice([31, 32, 33, 34])
        return b"[" * depth + b"]" * depth
    text = write_value(rng, rng.randrange(6)).encode("utf-8")
    return damage(rng, text)


def main():
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    rng = random.Random(seed)
    documents = [make_document(rng) for _ in range(N_DOCUMENTS)]
    sent = b"".join(struct.pack("=I", len(text)) + text for text in documents)
    answers = subprocess.run([sys.argv[1]], input=sent, capture_output=True, check=True)
    lines = answers.stdout.decode("utf-8").split("\n")[:-1]
    assert len(lines) == len(documents), f"{len(lines)} answers to {len(documents)} documents"
    n_passed = 0
    n_wrong = 0
    for text, line in zip(documents, lines):
        form = judge(text)
        n_passed += form is not None
        if (line[0] == "+") != (form is not None) or (form is not None and line[2:] != form):
            n_wrong += 1
            print(f"{text!r}\n  expected {form!r}\n  got      {line!r}", file=sys.stderr)
    print(f"{len(documents)} documents (seed {seed}), {n_passed} strict, {n_wrong} wrong verdicts")
    assert 0.2 < n_passed / len(documents) < 0.8, "the documents prove nothing"
    sys.exit(1 if n_wrong else 0)


if __name__ == "__main__":
    main()
