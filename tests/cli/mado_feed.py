# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of feeds share: a publisher's folder, readers' profiles, and the digests computed apart."""

import gzip
import hashlib
import json
import os
import unittest

import mado_cli

NOW = 1800000000
DAY = 86400


def term(name, title="One", **more):
    return {"id": name, "kind": "term", "title": {"en": title, "ja": "語"}, "reading": "よみ",
            "summary": {"en": "About it.", "ja": "説明です。"}, "category": "legal", "verified": False, **more}


def form(record):
    """The record form of a record whose texts need no escapes."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(records):
    total = sum(int.from_bytes(hashlib.sha256(record["id"].encode() + b"\0" + form(record).encode()).digest(), "big")
                for record in records)
    return f"{total % 2 ** 256:064x}"


class FeedTest(unittest.TestCase):
    """A home with a feed in "web", a profile that reads it, and a clock."""

    def setUp(self):
        self.profile = mado_cli.Profile()
        self.home = self.profile.home
        self.web = os.path.join(self.home, "web")
        self.now = NOW

    def tearDown(self):
        self.profile.remove()

    def mado(self, *arguments, **keywords):
        environment = {"SOURCE_DATE_EPOCH": str(self.now)}
        return self.profile.run(*arguments, env=environment, **keywords)

    def add(self, *records, check=0, name="terms.json", feed=None, into="terms"):
        path = self.profile.write(name, json.dumps({"format": 1, "kind": "term", "records": records}))
        return self.mado("feed", "add", feed or self.web, into, path, check=check)

    def publish(self, *records):
        if not os.path.exists(self.web):
            self.mado("feed", "init", self.web)
        self.add(*records)
        self.mado("feed", "publish", self.web)

    def update(self, *options, profile=None, check=0, web=None):
        folder = self.profile.folder
        if profile:
            self.profile.folder = os.path.join(self.home, profile)
        try:
            known = os.path.exists(os.path.join(self.profile.folder, "feeds", "us"))
            first = [] if known else ["--root", os.path.join(self.web, "metadata", "1.root.json")]
            return self.mado("--json", "update", "us", "--from", web or self.web, *first, *options, check=check)
        finally:
            self.profile.folder = folder

    def dump(self, profile=None):
        folder = self.profile.folder
        if profile:
            self.profile.folder = os.path.join(self.home, profile)
        try:
            return [line for line in self.profile.text("dump").splitlines() if '"id":"t-' in line]
        finally:
            self.profile.folder = folder

    def files(self):
        return sorted(os.path.join(folder, name) for folder, _, names in os.walk(self.web) for name in names)

    def catalog(self):
        newest = None
        for path in self.files():
            if path.endswith(".catalog.json"):
                with open(path, encoding="utf-8") as file:
                    catalog = json.load(file)
                if newest is None or catalog["seq"] > newest["seq"]:
                    newest = catalog
        return newest

    def lines(self, path):
        """The lines of a pack that a catalogue names."""
        folder, name = os.path.split(os.path.join(self.web, "targets", path))
        found = [each for each in os.listdir(folder) if each.endswith("." + name)]
        self.assertEqual(len(found), 1)
        with open(os.path.join(folder, found[0]), "rb") as file:
            packed = file.read()
        self.assertEqual(found[0].split(".")[0], hashlib.sha256(packed).hexdigest())
        self.assertEqual(packed[:8], b"\x1f\x8b\x08\0\0\0\0\0")
        return [json.loads(line) for line in gzip.decompress(packed).decode().splitlines()], packed
