#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Own terms: added, found, removed, brought in and given out."""

import os
import unittest
import xml.etree.ElementTree

import mado_cli

TBX = {"tbx": "urn:iso:std:iso:30042:ed-2"}


class Terms(unittest.TestCase):
    def setUp(self):
        self.profile = mado_cli.Profile()
        self.addCleanup(self.profile.remove)

    def add(self, *arguments):
        return self.profile.json("term", "add", *arguments)

    def test_an_own_term_is_a_record_that_widens_the_search(self):
        self.assertEqual(self.profile.json("search", "zorbification")["count"], 0)
        term = self.add("zorbification", "協定", "--reading", "きょうてい", "--note", "A test.", "--source", "Handbook")
        shown = self.profile.json("show", term["id"])
        self.assertEqual((shown["set"], shown["kind"], shown["title"]),
                         ("own", "term", {"en": "zorbification", "ja": "協定"}))
        self.assertEqual((shown["reading"], shown["summary"], shown["sources"][0]["title"]),
                         ("きょうてい", {"en": "A test."}, "Handbook"))
        answer = self.profile.json("search", "zorbification")
        self.assertIn("協定", [word["word"] for word in answer["expanded"]])
        self.assertGreater(answer["count"], 10)

    def test_own_terms_survive_that_the_records_are_made_again(self):
        term = self.add("zorbification", "協定")
        for name in os.listdir(self.profile.folder):
            if name.startswith("records.db"):
                os.unlink(os.path.join(self.profile.folder, name))
        self.assertEqual(self.profile.json("show", term["id"])["title"]["en"], "zorbification")
        self.assertEqual(self.profile.json("term", "list"), [term])

    def test_a_removed_term_is_gone_and_other_own_records_stay(self):
        self.profile.run("import", "records", *mado_cli.FX_FILES)
        term, other = self.add("zorbification", "協定"), self.add("other", "別")
        self.profile.run("term", "remove", term["id"])
        self.assertEqual(self.profile.json("term", "list"), [other])
        self.assertEqual(self.profile.json("search", "zorbification")["count"], 0)
        self.assertEqual(self.profile.json("show", "fx-agreement")["set"], "own")
        self.profile.run("term", "remove", term["id"], check=1)

    def test_the_same_two_words_are_one_term(self):
        first = self.add("grant", "助成金")
        again = self.add("grant", "助成金", "--note", "More is known.")
        self.assertEqual(first["id"], again["id"])
        self.assertNotEqual(self.add("grant", "補助金")["id"], first["id"])
        self.assertEqual(len(self.profile.json("term", "list")), 2)

    def test_what_is_no_term_is_a_wrong_request(self):
        for arguments in (("", "い"), ("a", " "), ("a", "意", "--reading", "imi"), ("a\x01", "い"), ("a" * 201, "い")):
            self.profile.run("term", "add", *arguments, check=2)
        self.assertEqual(self.profile.json("term", "list"), [])

    def test_a_file_goes_out_and_comes_in_as_it_was(self):
        self.add("zorbification", "協定", "--reading", "きょうてい", "--note", "a < b & c", "--source", "https://example.org/?a&b")
        self.add("science week", "科学週間")
        bare = lambda terms: [{key: value for key, value in term.items() if key != "id"} for term in terms]
        for form in ("tsv", "tbx"):
            path = self.profile.write(f"terms.{form}", self.profile.text("term", "export", "--format", form))
            other = mado_cli.Profile()
            self.addCleanup(other.remove)
            answer = other.json("term", "import", path)
            self.assertEqual([step["fate"] for step in answer["terms"]], ["added", "added"])
            self.assertEqual(bare(other.json("term", "list")), bare(self.profile.json("term", "list")))
            self.assertEqual({step["fate"] for step in other.json("term", "import", path)["terms"]}, {"same"})

    def test_the_records_of_one_desk_are_own_terms_of_another(self):
        term = self.add("zorbification", "協定", "--source", "Handbook")
        dump = [line for line in self.profile.text("dump").splitlines() if term["id"] in line]
        other = mado_cli.Profile()
        self.addCleanup(other.remove)
        other.run("import", "records", other.write("terms.jsonl", dump[0] + "\n"))
        other.run("term", "add", "science week", "科学週間")
        self.assertIn(term, other.json("term", "list"))
        self.assertEqual(other.json("show", term["id"])["set"], "own")

    def test_another_reader_of_xml_finds_the_terms(self):
        self.add("a < b & c", "協定", "--reading", "きょうてい")
        tree = xml.etree.ElementTree.fromstring(self.profile.text("term", "export", "--format", "tbx").encode())
        self.assertEqual((tree.tag, tree.get("type"), tree.get("style")), (f"{{{TBX['tbx']}}}tbx", "TBX-Basic", "dca"))
        self.assertEqual([term.text for term in tree.findall(".//tbx:conceptEntry/tbx:langSec/tbx:termSec/tbx:term", TBX)],
                         ["a < b & c", "協定", "きょうてい"])

    def test_what_differs_is_told_and_waits_to_be_confirmed(self):
        term = self.add("science week", "科学週間")
        path = self.profile.write("terms.tsv", "en\tja\nscience week\t科学技術週間\nJoint committee\t別の訳\nzorb\tゾーブ\n")
        self.profile.run("term", "import", path, check=1)
        self.assertEqual(self.profile.json("term", "list"), [term])
        answer = self.profile.json("term", "import", path, "--take")
        self.assertEqual([step["fate"] for step in answer["terms"]], ["changed", "differs", "added"])
        self.assertEqual((answer["terms"][0]["before"], answer["terms"][1]["other"]), (term, "g-joint-committee"))
        listed = {each["en"]: each for each in self.profile.json("term", "list")}
        self.assertEqual(listed["science week"], dict(term, ja="科学技術週間"))
        self.assertEqual(set(listed), {"science week", "Joint committee", "zorb"})

    def test_a_wrong_file_leaves_everything_as_it_was(self):
        path = self.profile.write("terms.tsv", "en\tja\na\tい\nb\t\n")
        self.profile.run("term", "import", path, check=1)
        self.assertEqual(self.profile.json("term", "list"), [])


if __name__ == "__main__":
    mado_cli.main("terms")
