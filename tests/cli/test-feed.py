#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A feed from its publisher to its readers: mado feed, mado update. What was published is read by nothing of ours."""

import fcntl
import functools
import gzip
import http.server
import json
import os
import random
import shutil
import sqlite3
import stat
import struct
import threading
import unittest

import mado_cli
import mado_feed
from mado_feed import DAY, NOW, digest, form, term


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


class FeedTest(mado_feed.FeedTest):
    def test_packs_and_catalogue_are_as_the_format_says(self):
        before = [term("t-a"), term("t-b", "Two"), term("t-c", "Three")]
        after = [term("t-a", "Eins"), term("t-c", "Three"), term("t-d", "協定")]
        self.publish(*before)
        self.publish(*after)
        catalog = self.catalog()
        self.assertEqual((catalog["format"], catalog["set"], catalog["seq"]), (1, "terms", 2))
        self.assertEqual(catalog["state"], digest(after))
        pack = catalog["packs"][0]
        self.assertEqual((pack["from"], pack["to"], pack["puts"], pack["dels"]), (1, 2, 2, 1))
        lines, packed = self.lines(pack["path"])
        self.assertEqual(pack["bytes"], len(packed))
        self.assertEqual(pack["raw_bytes"], len(gzip.decompress(packed)))
        self.assertEqual(lines[0], {"k": "delta", "set": "terms", "from": 1, "to": 2, "puts": 2, "dels": 1})
        self.assertEqual([(line["k"], line["id"]) for line in lines[1:-1]],
                         [("put", "t-a"), ("put", "t-d"), ("del", "t-b")])
        self.assertEqual(lines[-1], {"k": "end", "lines": 3, "state": digest(after)})
        lines, packed = self.lines(catalog["full"]["path"])
        self.assertEqual(lines[0], {"k": "full", "set": "terms", "seq": 2, "records": 3})
        self.assertEqual([line["rec"] for line in lines[1:-1]], after)
        self.assertEqual(catalog["full"]["raw_bytes"], len(gzip.decompress(packed)))
        self.mado("feed", "check", self.web)

    def test_packs_and_the_whole_come_to_the_same(self):
        editions = [[term(f"t-{n}", f"Title {(n * k) % 5}") for n in range(40) if n % (k + 2)] for k in range(1, 5)]
        for number, edition in enumerate(editions, 1):
            self.publish(*edition)
            said = json.loads(self.update().stdout)["sets"][0]
            self.assertEqual((said["from"], said["to"]), (number - 1, number))
        self.assertFalse(said["whole"] and number == 1)
        self.update(profile="other")
        self.assertEqual(self.dump(), sorted(form(record) for record in editions[-1]))
        self.assertEqual(self.dump(), self.dump("other"))
        # What this profile says of the last edition is what changed.
        old = {record["id"]: record for record in editions[-2]}
        new = {record["id"]: record for record in editions[-1]}
        self.assertEqual(sorted(said["added"]), sorted(new.keys() - old.keys()))
        self.assertEqual(sorted(said["removed"]), sorted(old.keys() - new.keys()))
        self.assertEqual(sorted(said["changed"]), sorted(key for key in new.keys() & old.keys()
                                                         if new[key] != old[key]))

    def test_a_small_change_is_fetched_as_a_small_pack(self):
        rng = random.Random(7)
        many = [term(f"t-{n}", f"{rng.getrandbits(256):x}") for n in range(300)]
        self.publish(*many)
        self.update()
        many[5]["title"]["en"] = "Changed"
        self.publish(*many)
        said = json.loads(self.update().stdout)["sets"][0]
        self.assertEqual((said["whole"], said["changed"], said["sections"]),
                         (False, ["t-5"], [{"kind": "term", "added": 0, "changed": 1, "removed": 0}]))
        self.assertLess(said["bytes"], self.catalog()["full"]["bytes"] / 20)
        self.assertEqual(json.loads(self.update().stdout)["sets"], [])

    def test_the_same_input_keys_and_clock_give_the_same_bytes(self):
        self.publish(term("t-a"))
        self.publish(term("t-a", "Eins"), term("t-b"))
        first = {os.path.relpath(path, self.web): open(path, "rb").read() for path in self.files()}
        shutil.rmtree(self.web)
        self.now += 0
        os.rename(self.web + ".secrets", self.web + ".old")
        os.makedirs(self.web + ".secrets")
        shutil.copytree(os.path.join(self.web + ".old", "keys"), os.path.join(self.web + ".secrets", "keys"))
        self.publish(term("t-a"))
        self.publish(term("t-b"), term("t-a", "Eins"))
        self.assertEqual(first, {os.path.relpath(path, self.web): open(path, "rb").read() for path in self.files()})

    def test_a_record_that_moves_to_another_day_has_changed(self):
        """Packs are in the order of days: it leaves one place and comes to another."""
        records = sorted(mado_cli.read_bundled().values(), key=lambda record: record["id"])
        news = [dict(record, id=f"moved-{number}") for number, record in
                enumerate(record for record in records if record["kind"] == "news")][:6]
        days = [record["date"] for record in news]
        self.mado("feed", "init", self.web)
        for edition in (days, days[::-1]):
            dated = [dict(record, date=date) for record, date in zip(news, edition)]
            path = self.profile.write("news.json", json.dumps({"format": 1, "kind": "news", "records": dated}))
            self.mado("feed", "add", self.web, "terms", path)
            said = json.loads(self.mado("--json", "feed", "publish", self.web).stdout)
        self.assertEqual([(each["records"], each["puts"], each["dels"]) for each in said], [(6, 6, 0)])
        lines, _ = self.lines(self.catalog()["packs"][0]["path"])
        self.assertEqual(sorted(line["id"] for line in lines[1:-1]), [record["id"] for record in news])
        self.assertEqual([line["rec"]["date"]["start"] for line in lines[1:-1]],
                         sorted(date["start"] for date in days))
        self.mado("feed", "check", self.web)

    def test_keys_are_for_their_owner_and_never_published(self):
        self.publish(term("t-a"))
        keys = os.path.join(self.web + ".secrets", "keys")
        self.assertEqual(len(os.listdir(keys)), 7)
        for name in os.listdir(keys):
            self.assertEqual(stat.S_IMODE(os.stat(os.path.join(keys, name)).st_mode), 0o600)
        for path in self.files():
            self.assertEqual(stat.S_IMODE(os.stat(path).st_mode) & 0o444, 0o444)
            self.assertNotIn(b"PRIVATE", open(path, "rb").read())
        inside = os.path.join(self.web, "keys")
        said = self.mado("feed", "init", os.path.join(self.home, "web"), "--keys", inside, check=2).stderr.decode()
        self.assertIn("would be published", said)
        self.mado("feed", "init", self.web, check=1)

    def test_a_bad_record_is_refused_with_file_record_and_field(self):
        self.publish(term("t-a"))
        broken = term("t-b")
        del broken["summary"]
        said = self.add(term("t-c"), broken, check=1, name="broken.json").stderr.decode()
        for word in ("broken.json", "t-b", "summary"):
            self.assertIn(word, said)
        self.assertIn("twice", self.add(term("t-c"), term("t-c"), check=1).stderr.decode())
        self.assertIn("own", self.add(term("t-c"), check=1, into="own").stderr.decode())
        self.mado("feed", "publish", self.web)
        self.assertEqual(self.catalog()["seq"], 1)

    def test_what_is_older_is_refused(self):
        """xF02, all of it; each role alone is refused in tests/core/feed/tuf/test-tuf-client.c."""
        self.publish(term("t-a"))
        old = os.path.join(self.home, "old")
        shutil.copytree(self.web, old)
        self.publish(term("t-a", "Eins"))
        self.update()
        before = self.dump()
        self.update(check=1, web=old)
        self.assertEqual(self.dump(), before)
        self.update()

    def test_each_flipped_bit_leaves_the_old_state(self):
        """xF01. Who has the first edition takes the pack, who has none takes the whole."""
        rng = random.Random(3)
        first = [term(f"t-{n}", f"{rng.getrandbits(256):x}") for n in range(8)]
        second = [term("t-0", "Eins"), *first[1:], term("t-8")]
        self.publish(*first)
        states = {"none": [], "first": sorted(form(record) for record in first)}
        self.dump()
        shutil.copytree(self.profile.folder, os.path.join(self.home, "none"))
        self.update()
        shutil.copytree(self.profile.folder, os.path.join(self.home, "first"))
        self.publish(*second)
        new = sorted(form(record) for record in second)
        whole = os.environ.get("MADO_FAULTS") == "all"
        flipped = refused = 0
        for path in self.files():
            name = os.path.relpath(path, self.web)
            start = "none" if "/full/" in name or name.endswith(".root.json") else "first"
            content = open(path, "rb").read()
            places = range(len(content)) if whole else sorted(rng.sample(range(len(content)), 2))
            for place in places:
                shutil.rmtree(self.profile.folder)
                shutil.copytree(os.path.join(self.home, start), self.profile.folder)
                harmed = bytearray(content)
                harmed[place] ^= 1 << rng.randrange(8)
                with open(path, "wb") as file:
                    file.write(harmed)
                done = self.update(check=None)
                flipped += 1
                refused += done.returncode != 0
                # Of a file that nobody needs any more, or of white space, nothing is noticed.
                self.assertEqual(self.dump(), states[start] if done.returncode else new, (name, place))
            with open(path, "wb") as file:
                file.write(content)
            print(f"# {flipped} bytes flipped, {refused} updates refused: {name}", flush=True)
        self.assertGreater(refused, 0)
        self.update()
        self.assertEqual(self.dump(), new)

    def test_what_has_expired_is_refused_until_it_is_stamped(self):
        """xF03."""
        self.publish(term("t-a"))
        self.now += 8 * DAY
        said = self.update(check=1).stderr.decode()
        self.assertIn("timestamp", said)
        self.mado("feed", "timestamp", self.web)
        self.update()
        self.assertEqual(len(self.dump()), 1)

    def test_a_clock_that_was_set_back_is_asked_about(self):
        """xF21."""
        self.publish(term("t-a"))
        self.update()
        self.now -= DAY
        self.assertIn("clock", self.update(check=1).stderr.decode())
        self.update("--clock-is-right")
        self.update()
        self.now = 1700000000
        self.assertIn("clock", self.update("--clock-is-right", check=1).stderr.decode())

    def test_a_record_that_vanishes_keeps_its_last_text(self):
        self.publish(term("t-a"), term("t-b"))
        self.update()
        self.profile.run("star", "t-b")
        self.profile.run("note", "t-a", "Mine")
        self.publish(term("t-a", "Eins"), term("t-b", "Zwei"))
        self.update()
        self.publish(term("t-c"))
        self.update()
        with sqlite3.connect(os.path.join(self.profile.folder, "desk.db")) as desk:
            copies = dict(desk.execute("SELECT id, json FROM copies"))
        self.assertEqual({key: json.loads(text)["title"]["en"] for key, text in copies.items()},
                         {"t-a": "Eins", "t-b": "Zwei"})

    def test_a_feed_takes_nothing_from_others(self):
        self.mado("feed", "init", self.web)
        self.add(term("t-a"), into="core")
        self.mado("feed", "publish", self.web)
        before = self.profile.text("dump")
        self.assertIn("core", self.update(check=1).stderr.decode())
        self.assertEqual(self.profile.text("dump"), before)

    def test_an_id_of_another_set_is_refused_alone(self):
        path = self.profile.write("mine.json", json.dumps({"format": 1, "kind": "term", "records": [term("t-a", "Mine")]}))
        self.profile.run("import", "records", path)
        self.publish(term("t-a"), term("t-b"))
        self.assertIn("t-a", self.update(check=1).stderr.decode())
        self.assertEqual(self.dump(), [form(term("t-a", "Mine")), form(term("t-b"))])
        # No pack fits a set that is not the publisher's: the whole does.
        self.publish(term("t-a"), term("t-b"), term("t-c"))
        said = json.loads(self.update(check=1).stdout)["sets"][0]
        self.assertEqual((said["whole"], said["added"]), (True, ["t-c"]))

    def test_one_update_is_at_work_at_a_time(self):
        """xF26."""
        self.publish(term("t-a"))
        self.update()
        with open(os.path.join(self.profile.folder, "feeds", "lock"), "r+b") as lock:
            fcntl.fcntl(lock, fcntl.F_OFD_SETLK, struct.pack("hhlli", fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0))
            self.assertIn("another update", self.update(check=1).stderr.decode())
        self.update()

    def test_a_lost_key_of_a_set_is_replaced_with_the_key_of_targets_alone(self):
        self.publish(term("t-a"))
        self.add(term("t-z"), into="others")
        self.mado("feed", "publish", self.web)
        self.update()
        keys = os.path.join(self.web + ".secrets", "keys")
        lost, targets = os.path.join(keys, "set-terms.pem"), os.path.join(keys, "targets.pem")
        os.remove(lost)
        self.add(term("t-a", "Eins"))
        self.assertIn("set-terms.pem", self.mado("feed", "publish", self.web, check=1).stderr.decode())
        self.mado("feed", "check", self.web)
        other = os.path.join(self.home, "other")
        self.mado("feed", "init", other)
        shutil.copy(os.path.join(other + ".secrets", "keys", "snapshot.pem"), lost)
        # Nobody but who signs targets says whose a set is.
        os.rename(targets, os.path.join(self.home, "targets.pem"))
        self.assertIn("targets.pem", self.mado("feed", "publish", self.web, check=1).stderr.decode())
        self.mado("feed", "check", self.web)
        os.rename(os.path.join(self.home, "targets.pem"), targets)
        self.mado("feed", "publish", self.web)
        self.mado("feed", "check", self.web)
        self.update()
        self.assertEqual(self.dump(), [form(term("t-a", "Eins")), form(term("t-z"))])
        # Of what has not changed, the new key signs the same again.
        os.remove(os.path.join(keys, "set-others.pem"))
        shutil.copy(os.path.join(other + ".secrets", "keys", "targets.pem"), os.path.join(keys, "set-others.pem"))
        self.assertEqual(json.loads(self.mado("--json", "feed", "publish", self.web).stdout), [])
        self.mado("feed", "check", self.web)
        self.update()
        # The root has not been needed, and what the old keys signed is signed no more.
        self.assertFalse(os.path.exists(os.path.join(self.web, "metadata", "2.root.json")))
        versions = [int(os.path.basename(path).split(".")[0]) for path in self.files() if path.endswith(".targets.json")]
        with open(os.path.join(self.web, "metadata", f"{max(versions)}.targets.json"), encoding="utf-8") as file:
            delegations = json.load(file)["signed"]["delegations"]
        self.assertEqual(len(delegations["keys"]), 2)
        self.assertEqual([role["name"] for role in delegations["roles"]], ["terms", "others"])

    def test_a_set_that_rests_is_signed_again_before_it_expires(self):
        self.publish(term("t-a"))
        self.update()
        for _ in range(3):
            self.now += 59 * DAY
            self.assertIn("timestamp", self.update(check=1).stderr.decode())
            self.assertEqual(json.loads(self.mado("--json", "feed", "publish", self.web).stdout), [])
            self.mado("feed", "check", self.web)
            self.update()

    def test_what_nobody_asks_for_any_more_is_pruned(self):
        editions = [[term("t-a", f"Title {number}"), term("t-b")] for number in range(4)]
        for edition in editions[:3]:
            self.publish(*edition)
        self.update()
        page = os.path.join(self.web, "targets", "index.html")
        with open(page, "w", encoding="utf-8") as file:
            file.write("A feed.")
        os.symlink(self.web + ".secrets", os.path.join(self.web, "targets", "linked"))
        before = set(self.files())
        removed = json.loads(self.mado("--json", "feed", "prune", self.web).stdout)["removed"]
        self.assertEqual(removed, len(before) - len(set(self.files())))
        # Of the editions the last stays: one whole set and one catalogue, two packs, and what says so.
        self.assertEqual(sorted(".".join(os.path.basename(path).split(".")[1:]) for path in self.files()
                                if "/targets/" in path),
                         ["1-2.ndjson.gz", "2-3.ndjson.gz", "3.ndjson.gz", "catalog.json", "html"])
        self.assertEqual(sorted(os.path.basename(path) for path in self.files() if "/metadata/" in path),
                         ["1.root.json", "2.targets.json", "3.terms.json", "4.snapshot.json", "timestamp.json"])
        self.assertEqual(len(os.listdir(os.path.join(self.web + ".secrets", "keys"))), 7)
        self.mado("feed", "check", self.web)
        self.publish(*editions[3])
        self.update()
        self.update(profile="other")
        self.assertEqual(self.dump("other"), sorted(form(record) for record in editions[3]))
        self.assertEqual(self.dump(), self.dump("other"))

    def sign(self, web=None, keys=None):
        options = ["--keys", keys] if keys else []
        return json.loads(self.mado("--json", "feed", "sign", web or self.web, *options).stdout)

    def holder(self, name, *keys):
        """A folder of secrets at another place, with these keys and no others."""
        folder = os.path.join(self.home, name)
        os.makedirs(os.path.join(folder, "keys"))
        for key in keys:
            os.rename(os.path.join(self.web + ".secrets", "keys", key + ".pem"),
                      os.path.join(folder, "keys", key + ".pem"))
        return folder

    def test_root_is_renewed_by_two_of_three_keys(self):
        self.publish(term("t-a"))
        self.update()
        self.holder("lost", "root-1")
        self.assertEqual(self.sign(), {"root": 2, "missing": 0, "new_keys": [], "leaves_old": False})
        self.update()
        self.mado("feed", "check", self.web)
        with open(os.path.join(self.web, "metadata", "2.root.json"), encoding="utf-8") as file:
            root = json.load(file)
        with open(os.path.join(self.web, "metadata", "1.root.json"), encoding="utf-8") as file:
            self.assertEqual(root["signed"]["roles"], json.load(file)["signed"]["roles"])
        self.assertEqual(len(root["signatures"]), 2)

    def test_each_holder_of_a_root_key_signs_where_he_is(self):
        self.publish(term("t-a"))
        self.update()
        holders = [self.holder(f"holder-{number}", f"root-{number}") for number in (1, 2, 3)]
        draft = os.path.join(holders[0], "root-draft.json")
        self.assertEqual(self.sign(keys=holders[0])["missing"], 1)
        self.assertNotIn("2.root.json", os.listdir(os.path.join(self.web, "metadata")))
        shutil.copy(draft, holders[2])
        # The same key once more is no other key.
        self.assertEqual(self.sign(keys=holders[0])["missing"], 1)
        self.assertEqual(self.sign(keys=holders[2])["missing"], 0)
        self.mado("feed", "check", self.web)
        self.update()
        # The draft that the first one still has was overtaken: the next root is another.
        signed = self.sign(keys=holders[0])
        self.assertEqual((signed["root"], signed["missing"]), (3, 1))
        self.mado("feed", "publish", self.web)
        self.mado("feed", "check", self.web)
        self.update()

    def test_a_draft_that_is_damaged_is_named(self):
        self.publish(term("t-a"))
        with open(os.path.join(self.web + ".secrets", "root-draft.json"), "w", encoding="utf-8") as file:
            file.write("{")
        self.assertIn("root-draft.json", self.mado("feed", "sign", self.web, check=1).stderr.decode())

    def test_a_key_that_the_root_does_not_name_yet_signs_nothing(self):
        self.publish(term("t-a"))
        self.update()
        keys = os.path.join(self.web + ".secrets", "keys")
        other = os.path.join(self.home, "other")
        self.mado("feed", "init", other)
        offline = [self.holder(f"holder-{number}", f"root-{number}") for number in (1, 2)]
        for name in ("timestamp", "targets"):
            shutil.copy(os.path.join(other + ".secrets", "keys", name + ".pem"), os.path.join(keys, name + ".pem"))
        for verb in ("publish", "timestamp"):
            self.assertIn("timestamp.pem", self.mado("feed", verb, self.web, check=1).stderr.decode())
            self.mado("feed", "check", self.web)
        # A draft is made where the new keys are, and signed where the root keys are; then the new keys sign.
        os.rename(os.path.join(keys, "root-3.pem"), os.path.join(self.home, "root-3.pem"))
        signed = self.sign()
        self.assertEqual((signed["missing"], [key.split()[0] for key in signed["new_keys"]]),
                         (2, ["timestamp", "targets"]))
        shutil.copy(os.path.join(self.web + ".secrets", "root-draft.json"), offline[0])
        self.assertEqual(self.sign(keys=offline[0])["missing"], 1)
        shutil.copy(os.path.join(offline[0], "root-draft.json"), offline[1])
        signed = self.sign(keys=offline[1])
        self.assertEqual((signed["missing"], signed["leaves_old"]), (0, True))
        self.mado("feed", "check", self.web, check=1)
        self.mado("feed", "publish", self.web)
        self.mado("feed", "check", self.web)
        self.update()

    def test_any_key_is_replaced_by_another(self):
        self.publish(term("t-a"))
        self.update()
        keys = os.path.join(self.web + ".secrets", "keys")
        other = os.path.join(self.home, "other")
        self.mado("feed", "init", other)
        for name in ("root-3", "timestamp", "snapshot", "targets"):
            shutil.copy(os.path.join(other + ".secrets", "keys", name + ".pem"), os.path.join(keys, name + ".pem"))
            self.mado("feed", "sign", self.web)
            self.mado("feed", "check", self.web)
            self.update()
        self.publish(term("t-a"), term("t-b"))
        self.update()
        self.assertEqual(len(self.dump()), 2)

    def test_a_root_waits_for_the_signatures_that_it_needs(self):
        self.publish(term("t-a"))
        keys = os.path.join(self.web + ".secrets", "keys")
        other = os.path.join(self.home, "other")
        self.mado("feed", "init", other)
        for name in ("root-2", "root-3"):
            os.rename(os.path.join(keys, name + ".pem"), os.path.join(self.home, name + ".pem"))
            shutil.copy(os.path.join(other + ".secrets", "keys", name + ".pem"), os.path.join(keys, name + ".pem"))
        self.assertEqual(self.sign()["missing"], 1)
        self.assertNotIn("2.root.json", [os.path.basename(path) for path in self.files()])
        shutil.copy(os.path.join(self.home, "root-2.pem"), os.path.join(keys, "the-old-root-2.pem"))
        self.assertEqual(self.sign()["missing"], 0)
        self.mado("feed", "check", self.web)

    def test_a_feed_is_trusted_only_by_its_root(self):
        self.publish(term("t-a"))
        said = self.mado("update", "--from", self.web, check=1).stderr.decode()
        self.assertIn("--root", said)
        self.mado("update", "us", "--from", self.web, check=1)
        self.mado("update", check=2)
        other = os.path.join(self.home, "other")
        self.mado("feed", "init", other)
        self.mado("update", "us", "--root", os.path.join(other, "metadata", "1.root.json"), "--from", self.web, check=1)
        self.assertEqual(self.dump(), [])

    def test_a_feed_comes_from_a_web_host_too(self):
        self.publish(term("t-a"))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=self.web))
        threading.Thread(target=server.serve_forever).start()
        try:
            address = f"http://127.0.0.1:{server.server_address[1]}"
            done = self.update("--progress", web=address)
            told = [json.loads(line) for line in done.stderr.decode().splitlines()]
            self.assertEqual([report["stage"] for report in told if report["done"] == report["all"]],
                             ["fetching", "applying", "ended"])
            self.publish(term("t-a", "Eins"))
            # The address is remembered; a folder may stand in for it.
            self.assertEqual(json.loads(self.mado("--json", "update").stdout)["sets"][0]["changed"], ["t-a"])
            self.publish(term("t-a", "Zwei"))
            self.update()
        finally:
            server.shutdown()
            server.server_close()
        done = self.mado("update", "--progress", check=1)
        end = json.loads(done.stderr.decode().splitlines()[-2])
        self.assertEqual((end["stage"], end["error"]["domain"]), ("ended", "net"))
        self.assertEqual(self.dump(), [form(term("t-a", "Zwei"))])
        said = self.mado("update", "--from", "http://feed.example/", check=1).stderr.decode()
        self.assertIn("https", said)


if __name__ == "__main__":
    mado_cli.main("feed")
