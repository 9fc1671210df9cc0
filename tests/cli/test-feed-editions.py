#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Editions that are returned to, and sets that their publisher retires: mado update --edition, mado feed retire."""

import hashlib
import json
import os
import shutil
import sqlite3

import mado_cli
import mado_feed
from mado_feed import digest, form, term

EDITIONS = [
    [term("t-a"), term("t-b", "Two"), term("t-c", "Three")],
    [term("t-a", "Eins"), term("t-c", "Three"), term("t-d", "協定")],
    [term("t-b", "Zwei"), term("t-c", "Drei"), term("t-d", "協定"), term("t-e")],
]
# Hardly to be compressed: the packs of a small change are below half of the whole.
MANY = [term(f"t-many-{n}", hashlib.sha256(bytes([n])).hexdigest()) for n in range(60)]


def lines(records):
    return sorted(form(record) for record in records)


class EditionsTest(mado_feed.FeedTest):
    def take(self, *editions):
        for edition in editions:
            self.publish(*edition)
            self.update()

    def go(self, edition, *options, check=0):
        return self.mado("--json", "update", "us", "--edition", str(edition), *options, check=check)

    def said(self, done):
        return json.loads(done.stdout)

    def kept(self, name):
        with open(os.path.join(self.profile.folder, "feeds", "us", name), encoding="utf-8") as file:
            return json.load(file)

    def standing(self, name="terms"):
        with sqlite3.connect(os.path.join(self.profile.folder, "records.db")) as records:
            return records.execute("SELECT edition, state FROM sets WHERE name = ?", (name,)).fetchone()

    def versions(self):
        folder = os.path.join(self.profile.folder, "feeds", "us", "metadata")
        found = {}
        for name in sorted(os.listdir(folder)):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                found[name] = json.load(file)["signed"]["version"]
        return found

    def copies(self):
        with sqlite3.connect(os.path.join(self.profile.folder, "desk.db")) as desk:
            return {key: json.loads(text)["title"]["en"] for key, text in desk.execute("SELECT id, json FROM copies")}

    # Returning.

    def test_each_edition_that_was_read_is_returned_to(self):
        self.take(*EDITIONS)
        versions = self.versions()
        for edition in (2, 1, 3, 1, 2, 3):
            said = self.said(self.go(edition))
            self.assertEqual(self.dump(), lines(EDITIONS[edition - 1]))
            self.assertEqual(self.standing(), (edition, digest(EDITIONS[edition - 1])))
            held = [] if edition == 3 else [{"set": "terms", "edition": edition, "newest": 3}]
            self.assertEqual(said["held"], held)
            self.assertEqual(self.versions(), versions)
        self.profile.run("doctor", "--index")

    def test_updates_leave_a_set_alone_that_was_returned(self):
        self.take(*EDITIONS)
        self.go(2)
        self.publish(*EDITIONS[0], term("t-new"))
        said = self.said(self.update("--background"))
        self.assertEqual((said["sets"], said["held"]), ([], [{"set": "terms", "edition": 2, "newest": 4}]))
        self.assertEqual(self.dump(), lines(EDITIONS[1]))
        text = self.mado("update", "us", "--from", self.web).stdout.decode()
        self.assertIn("you read edition 2; edition 4 is the newest", text)
        # The newest was never here: it is asked for.
        self.assertEqual(self.said(self.go("newest", "--from", self.web))["held"], [])
        self.assertEqual(self.dump(), lines([*EDITIONS[0], term("t-new")]))
        self.assertEqual(self.said(self.update())["held"], [])

    def test_the_newest_that_was_read_is_returned_to_without_asking_anybody(self):
        self.take(*EDITIONS)
        self.go(1)
        shutil.rmtree(self.web)
        said = self.said(self.go("newest"))
        self.assertEqual((said["held"], said["sets"][0]["to"], said["sets"][0]["bytes"]), ([], 3, 0))
        self.assertEqual(self.dump(), lines(EDITIONS[2]))
        self.assertNotIn("held", self.kept("feed.json"))

    def test_other_sets_are_led_on(self):
        self.publish(*EDITIONS[0])
        self.add(term("t-y"), into="other")
        self.mado("feed", "publish", self.web)
        self.update()
        self.take(EDITIONS[1])
        self.assertIn("--set", self.go(1, check=2).stderr.decode())
        self.go(1, "--set", "terms")
        self.add(term("t-y", "Neu"), into="other")
        self.mado("feed", "publish", self.web)
        self.assertEqual([each["set"] for each in self.said(self.update())["sets"]], ["other"])
        self.assertEqual(self.standing()[0], 1)

    def test_an_edition_that_was_passed_over_is_not_kept(self):
        self.take(EDITIONS[0])
        self.publish(*EDITIONS[1])
        self.take(EDITIONS[2])
        complaint = self.go(2, check=1).stderr.decode()
        self.assertIn("edition 2", complaint)
        self.assertIn("these are: 1", complaint)
        self.assertEqual(self.dump(), lines(EDITIONS[2]))
        self.go(1)
        self.assertEqual(self.dump(), lines(EDITIONS[0]))

    def test_what_came_and_went_on_the_way_was_never_there(self):
        """Two packs at once: t-x comes with the first and goes with the second, t-y changes with both, t-z goes and comes."""
        first = [*MANY, term("t-y", "1"), term("t-z", "1")]
        self.take(first)
        self.publish(*MANY, term("t-x"), term("t-y", "2"))
        self.publish(*MANY, term("t-y", "3"), term("t-z", "3"))
        said = self.said(self.update())["sets"][0]
        self.assertEqual((said["from"], said["to"], said["whole"]), (1, 3, False))
        self.go(1)
        self.assertEqual((self.dump(), self.standing()), (lines(first), (1, digest(first))))

    def test_a_damaged_way_back_is_refused_and_changes_nothing(self):
        self.take(*EDITIONS)
        folder = os.path.join(self.profile.folder, "feeds", "us", "back")
        path = os.path.join(folder, "terms.3-2")
        with open(path, "rb") as file:
            good = file.read()
        for at in range(10, len(good), 17):
            with open(path, "wb") as file:
                file.write(good[:at] + bytes([good[at] ^ 4]) + good[at + 1:])
            self.go(2, check=1)
            self.assertEqual((self.dump(), self.standing()[0]), (lines(EDITIONS[2]), 3))
        self.assertEqual(self.said(self.update())["held"], [])
        for bad in ('{"packs":[{"set":"../x","from":3,"to":2,"bytes":1,"raw_bytes":1,"puts":0,"dels":0}]}', '{"packs":7}', "", "{"):
            with open(os.path.join(folder, "packs.json"), "w", encoding="utf-8") as file:
                file.write(bad)
            self.go(2, check=1)
            self.assertEqual(self.dump(), lines(EDITIONS[2]))
        # An update begins the list anew.
        self.take(EDITIONS[0])
        self.go(3)
        self.assertEqual(self.dump(), lines(EDITIONS[2]))

    def test_what_is_older_is_refused_of_the_feed_all_the_same(self):
        self.publish(*EDITIONS[0])
        old = shutil.copytree(self.web, os.path.join(self.home, "old"))
        self.update()
        self.take(EDITIONS[1])
        self.go(1)
        self.assertIn("older", self.update(web=old, check=1).stderr.decode())
        self.assertEqual(self.said(self.update())["held"], [{"set": "terms", "edition": 1, "newest": 2}])

    def test_what_the_user_added_stays_on_the_way(self):
        self.take(*EDITIONS[:2])
        self.profile.run("star", "t-d")
        self.profile.run("note", "t-a", "Mine")
        self.go(1)
        self.assertEqual(self.copies(), {"t-a": "Eins", "t-d": "協定"})
        self.assertIn("Mine", self.profile.text("note", "t-a"))

    def test_the_oldest_ways_go(self):
        for number in range(33):
            self.publish(term("t-a", f"Title {number}"))
            self.update()
        packs = self.kept("back/packs.json")["packs"]
        self.assertEqual([pack["from"] for pack in packs], list(range(4, 34)))
        self.assertEqual(sorted(os.listdir(os.path.join(self.profile.folder, "feeds", "us", "back"))),
                         sorted(["packs.json", *(f"terms.{n}-{n - 1}" for n in range(4, 34))]))
        self.assertIn("not kept", self.go(2, check=1).stderr.decode())
        self.go(3)
        self.assertEqual(self.dump(), lines([term("t-a", "Title 2")]))

    def test_a_request_without_sense_is_told_so(self):
        self.take(EDITIONS[0])
        for words in (("0",), ("-1",), ("x",), ("",), ("1x",)):
            self.assertIn("--edition", self.go(*words, check=2).stderr.decode())
        self.assertIn("no set", self.go(1, "--set", "none", check=1).stderr.decode())
        self.assertEqual(self.said(self.go(1))["sets"], [])
        self.assertEqual(self.said(self.go("newest"))["sets"], [])

    # Retiring.

    def retire(self, name="terms", check=0):
        return self.mado("feed", "retire", self.web, name, check=check)

    def test_a_retired_set_goes_and_what_the_user_added_stays(self):
        self.take(*EDITIONS[:2])
        self.add(term("t-y"), into="other")
        self.mado("feed", "publish", self.web)
        self.update()
        self.profile.run("star", "t-d")
        self.profile.run("note", "t-a", "Mine")
        self.retire()
        self.mado("feed", "check", self.web)
        text = self.mado("update", "us", "--from", self.web).stdout.decode()
        self.assertIn("terms: its publisher has it no more; what you added", text)
        self.assertIn("3 removed", text)
        self.assertEqual(self.dump(), [form(term("t-y"))])
        self.assertEqual(self.copies(), {"t-a": "Eins", "t-d": "協定"})
        self.assertEqual(self.kept("feed.json")["sets"], ["other"])
        self.assertEqual(self.kept("back/packs.json")["packs"], [])
        self.assertEqual(self.said(self.update())["sets"], [])
        self.profile.run("doctor", "--index")

    def test_a_set_that_comes_back_is_taken_again(self):
        """By who saw it go, and by who did not; with its files pruned and without."""
        for number, pruned in enumerate((False, True)):
            self.publish(*EDITIONS[0], *MANY)
            self.update()
            self.update(profile=f"away{number}")
            before = self.standing()[0]
            self.retire()
            if pruned:
                self.mado("feed", "prune", self.web)
                self.assertEqual([path for path in self.files() if path.endswith(".gz")], [])
            self.update()
            self.assertEqual((self.dump(), self.standing()[0]), ([], 0))
            self.publish(*EDITIONS[1], *MANY)
            self.mado("feed", "check", self.web)
            self.assertEqual(self.said(self.update())["sets"][0]["to"], before + 1)
            said = self.said(self.update(profile=f"away{number}"))["sets"][0]
            self.assertEqual((said["from"], said["to"], said["whole"]), (before, before + 1, pruned))
            self.assertEqual(self.dump(), lines([*EDITIONS[1], *MANY]))
            self.assertEqual(self.dump(profile=f"away{number}"), self.dump())

    def test_a_retired_set_is_free_for_another_feed(self):
        self.take(EDITIONS[0])
        first, self.web = self.web, os.path.join(self.home, "web2")
        self.publish(*EDITIONS[1])
        root = os.path.join(self.web, "metadata", "1.root.json")
        self.assertIn("here already", self.mado("update", "they", "--root", root, "--from", self.web, check=1).stderr.decode())
        self.web, second = first, self.web
        self.retire()
        self.update()
        self.mado("update", "they", "--from", second)
        self.assertEqual(self.dump(), lines(EDITIONS[1]))
        self.update()
        self.assertEqual(self.dump(), lines(EDITIONS[1]))

    def test_a_record_moves_from_a_retired_set_to_another(self):
        self.take(EDITIONS[0])
        self.add(*EDITIONS[0], into="another")
        self.retire()
        self.mado("feed", "publish", self.web)
        self.update()
        self.assertEqual(self.dump(), lines(EDITIONS[0]))

    def test_a_set_that_was_returned_is_retired_too(self):
        self.take(*EDITIONS)
        self.go(1)
        self.retire()
        self.assertEqual(self.said(self.update())["held"], [])
        self.assertEqual(self.dump(), [])
        self.assertNotIn("held", self.kept("feed.json"))

    def test_snapshots_go_on_to_list_the_role_of_a_retired_set(self):
        self.publish(*EDITIONS[0])
        self.retire()
        self.publish(*EDITIONS[0])
        self.retire()
        for path in self.files():
            if path.endswith(".snapshot.json") and "/1." not in path:
                with open(path, encoding="utf-8") as file:
                    self.assertIn("terms.json", json.load(file)["signed"]["meta"])

    def test_only_a_set_that_there_is_is_retired(self):
        self.publish(*EDITIONS[0])
        before = self.files()
        for name in ("none", "../terms", ""):
            self.assertIn("no set", self.retire(name, check=1).stderr.decode())
        self.assertEqual(self.files(), before)
        self.add(term("t-z"), into="ready")
        self.retire("ready")
        self.mado("feed", "publish", self.web)
        self.update()
        self.assertEqual(self.dump(), lines(EDITIONS[0]))
        self.retire()
        self.retire(check=1)

    def test_whoever_does_not_have_the_key_of_targets_retires_nothing(self):
        self.publish(*EDITIONS[0])
        os.unlink(os.path.join(self.web + ".secrets", "keys", "targets.pem"))
        self.retire(check=1)
        self.update()
        self.assertEqual(self.dump(), lines(EDITIONS[0]))


if __name__ == "__main__":
    mado_cli.main("feed-editions")
