#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The oracle of search from end to end: a store is made of the bundled records by the writer, queries go
through the query language and the reader, and what they find equals a plain scan of the texts, folded by
Python. Usage: oracle-reader.py ANSWERS RECORDS, as oracle-search.py.
"""

import importlib.util
import json
import os
import random
import subprocess
import sys
import tempfile

SEARCH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "oracle-search.py")
spec = importlib.util.spec_from_file_location("oracle_search", SEARCH)
oracle = importlib.util.module_from_spec(spec)
spec.loader.exec_module(oracle)


def read_texts(folder):
    """What must be searchable of each record, whatever else is: title, summary and body in both languages."""
    texts = {}
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            data = json.load(file)
        for record in data.get("records", []):
            texts[record["id"]] = [record["id"]] + [
                text for language in ("en", "ja")
                for text in [record["title"][language], record["summary"][language]]
                + record.get("body", {}).get(language, [])]
    return texts


def ask(answers, queries):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "queries")
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(queries) + "\n")
        return json.loads(subprocess.run([answers, path], check=True, capture_output=True).stdout)


def main():
    answers, records = sys.argv[1:]
    chance = random.Random(20261124)
    texts = read_texts(records)
    flat = [oracle.fold(text)[0] for columns in texts.values() for text in columns]
    queries = []
    while len(queries) < 2000:
        piece = oracle.sample(chance, flat, 4)
        if " " not in piece:
            queries.append(piece)
    got = ask(answers, queries)

    print("1..2")
    indexed = {id: [oracle.fold(column)[0] for column in columns] for id, columns in got["columns"].items()}
    wrong = [f"{id}: {text!r} is not searched" for id, all_of_it in texts.items() for text in all_of_it
             if not any(oracle.fold(text)[0] in column for column in indexed.get(id, []))]
    good = oracle.check(1, "every text of every record is searched", wrong, sum(map(len, texts.values())))

    ids = sorted(indexed)
    plain = oracle.Scan([indexed[id] for id in ids])
    wrong, hits = [], 0
    for query, found in zip(queries, got["found"]):
        expected = [ids[row] for row in plain.find(query, True)]
        hits += len(expected)
        if expected != sorted(found):
            wrong.append(f"{query!r}: {len(expected)} expected, {len(found)} found,"
                         f" {sorted(set(expected) ^ set(found))[:5]}")
    good &= oracle.check(2, "the reader finds what a plain scan finds", wrong, min(len(queries), hits))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
