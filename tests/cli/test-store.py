#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Import, dump, doctor; and how the program is called."""

import json
import os
import sqlite3
import subprocess
import unittest

import mado_cli

THEME = {"id": "fx-new", "kind": "theme", "title": {"en": "New", "ja": "新"},
         "summary": {"en": "A new theme.", "ja": "新しい分野です。"}, "x_unknown": {"a": [1, "二"]},
         "sources": [{"title": "Fixture page", "accessed": "2026-11-22"}]}


def file_of(*records):
    return json.dumps({"format": 1, "kind": "theme", "records": records}, ensure_ascii=False)


def record_form(record):
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class Store(unittest.TestCase):
    def setUp(self):
        self.profile = mado_cli.Profile()
        self.addCleanup(self.profile.remove)

    def path(self, name):
        return os.path.join(self.profile.folder, name)

    def test_a_dump_holds_every_record_sorted_by_id(self):
        lines = self.profile.text("dump").splitlines()
        expected = mado_cli.read_bundled()
        self.assertEqual(lines, [record_form(expected[id]) for id in sorted(expected)])

    def test_an_import_adds_then_changes_then_leaves_alone(self):
        path = self.profile.write("a.json", file_of(THEME))
        counts = self.profile.json("import", "records", path)
        self.assertEqual(counts, {"added": 1, "changed": 0, "unchanged": 0, "refused": 0})
        self.assertEqual(self.profile.json("show", "fx-new")["set"], "own")
        counts = self.profile.json("import", "records", path)
        self.assertEqual(counts, {"added": 0, "changed": 0, "unchanged": 1, "refused": 0})
        path = self.profile.write("b.json", file_of(dict(THEME, place={"en": "A", "ja": "甲"})))
        counts = self.profile.json("import", "records", path)
        self.assertEqual(counts, {"added": 0, "changed": 1, "unchanged": 0, "refused": 0})
        self.assertEqual(self.profile.ids("fx-new"), ["fx-new"])

    def test_lines_in_record_form_are_read_too(self):
        path = self.profile.write("lines", record_form(THEME) + "\n"
                                  + record_form(dict(THEME, id="fx-other")) + "\n")
        self.assertEqual(self.profile.json("import", "records", path)["added"], 2)
        self.assertIn(record_form(THEME), self.profile.text("dump").splitlines())

    def test_odd_names_of_files_are_names_and_nothing_else(self):
        """Fault xD03: no shell, no option and no home is seen in a name."""
        folder = os.path.join(self.profile.home, "odd")
        os.mkdir(folder)
        for name in ("-rf", "a\nb", "$(touch made)", "`touch made`", "~root", "~", "a;touch made", "--profile=elsewhere"):
            theme = dict(THEME, title={"en": f"In {len(name)}", "ja": "新"})
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(file_of(theme))
            counts = self.profile.json("import", "records", "--", name, cwd=folder)
            self.assertEqual(counts["added"] + counts["changed"] + counts["unchanged"], 1, name)
            self.assertEqual(self.profile.json("show", "fx-new")["title"]["en"], f"In {len(name)}")
            os.unlink(os.path.join(folder, name))
            self.profile.run("import", "records", "--", name, cwd=folder, check=1)
        self.assertEqual(os.listdir(folder), [])

    def test_a_dump_is_read_back_without_change(self):
        first = self.profile.write("a.json", file_of(THEME))
        self.profile.run("import", "records", first)
        dump = self.profile.text("dump")
        path = self.profile.write("dump", dump)
        n_records = len(dump.splitlines())
        self.assertEqual(self.profile.json("import", "records", path),
                         {"added": 0, "changed": 0, "unchanged": n_records, "refused": 0})
        other = mado_cli.Profile()
        self.addCleanup(other.remove)
        self.assertEqual(other.json("import", "records", path)["added"], 1)
        self.assertEqual(other.text("dump"), dump)

    def test_a_record_of_another_set_is_not_overwritten(self):
        riken = dict(mado_cli.read_bundled()["riken"], reading="りけん")
        path = self.profile.write("a", record_form(riken))
        done = self.profile.run("import", "records", path, check=1)
        self.assertIn(b"riken", done.stderr)
        self.assertNotEqual(self.profile.json("show", "riken")["reading"], "りけん")

    def test_a_refused_record_leaves_the_others_alone(self):
        bad = dict(THEME, id="fx-bad", date={"start": "2023-02-30"})
        path = self.profile.write("a.json", file_of(THEME, bad))
        done = self.profile.run("import", "records", path, "--json", check=1)
        self.assertEqual(json.loads(done.stdout), {"added": 1, "changed": 0, "unchanged": 0,
                                                   "refused": 1})
        self.assertIn(b"fx-bad", done.stderr)
        self.assertIn(b"a.json", done.stderr)
        self.profile.run("show", "fx-new")
        self.profile.run("show", "fx-bad", check=1)

    def test_a_file_that_is_not_strict_json_is_refused_whole(self):
        bad = self.profile.write("bad.json", file_of(THEME)[:-1])
        good = self.profile.write("good.json", file_of(dict(THEME, id="fx-good")))
        done = self.profile.run("import", "records", bad, good, check=1)
        self.assertRegex(done.stderr.decode("utf-8"), r"bad\.json.*line 1, column \d+")
        self.profile.run("show", "fx-new", check=1)
        self.profile.run("show", "fx-good")

    def test_hostile_files_are_refused(self):
        pipe = os.path.join(self.profile.home, "pipe")
        os.mkfifo(pipe)
        for path in (pipe, self.profile.home, "/dev/zero", "/proc/self/mem", "/no/such/file",
                     self.profile.write("empty", ""), self.profile.write("deep", "[" * 1000000),
                     self.profile.write("nul", '{"a": "\\u0000"}')):
            done = self.profile.run("import", "records", path, check=1)
            self.assertTrue(done.stderr.startswith(b"mado: "), path)

    def test_a_byte_order_mark_is_tolerated_in_a_chosen_file(self):
        path = self.profile.write("a.json", "\ufeff" + file_of(THEME))
        self.assertEqual(self.profile.json("import", "records", path)["added"], 1)

    def test_unknown_members_survive(self):
        """xJ10."""
        first = self.profile.write("a.json", file_of(THEME))
        self.profile.run("import", "records", first)
        line = next(line for line in self.profile.text("dump").splitlines() if "fx-new" in line)
        self.assertEqual(line, record_form(THEME))

    def test_the_doctor_finds_nothing_wrong_in_a_new_profile(self):
        self.assertEqual(self.profile.json("doctor"), {"findings": []})
        self.assertEqual(self.profile.json("doctor", "--index"), {"findings": []})

    def test_the_doctor_finds_and_rebuilds_an_index_of_another_recipe(self):
        path = self.profile.write("a.json", file_of(THEME))
        self.profile.run("import", "records", path)
        before = self.profile.text("dump")
        with sqlite3.connect(self.path("records.db")) as database:
            database.execute("UPDATE meta SET value = 'older' WHERE key = 'recipe'")
        database.close()
        done = self.profile.run("doctor", "--index", "--json", check=1)
        findings = json.loads(done.stdout)["findings"]
        self.assertEqual([(f["what"], f["repairable"], f["repaired"]) for f in findings],
                         [("index", True, False)])
        self.assertIn("rebuild", findings[0]["message"])
        self.profile.run("doctor", check=1)
        repaired = self.profile.json("doctor", "--repair", "--index")["findings"]
        self.assertTrue(repaired[0]["repaired"])
        self.assertEqual(self.profile.json("doctor", "--index"), {"findings": []})
        self.assertEqual(self.profile.text("dump"), before)

    def test_the_doctor_rebuilds_a_damaged_store(self):
        before = self.profile.text("dump")
        with open(self.path("records.db"), "r+b") as file:
            file.write(b"\xff" * 4096)
        self.profile.run("doctor", check=1)
        self.profile.run("doctor", "--repair")
        self.assertEqual(self.profile.text("dump"), before)

    def test_the_doctor_reports_a_damaged_desk_and_leaves_it(self):
        self.profile.run("star", "riken")
        content = b"no database" * 1000
        with open(self.path("desk.db"), "wb") as file:
            file.write(content)
        for name in ("desk.db-wal", "desk.db-shm"):
            if os.path.exists(self.path(name)):
                os.remove(self.path(name))
        done = self.profile.run("doctor", "--repair", "--json", check=1)
        self.assertEqual([f["what"] for f in json.loads(done.stdout)["findings"]], ["desk"])
        with open(self.path("desk.db"), "rb") as file:
            self.assertEqual(file.read(), content)

    def test_the_doctor_finds_no_fault_with_a_profile_that_can_only_be_read(self):
        self.profile.run("star", "riken")
        folder = self.profile.folder
        call = [mado_cli.PROGRAM, "--profile", folder, "doctor", "--index"]
        if os.getuid() == 0:
            # Root may write everything.
            call[:0] = ["setpriv", "--reuid", "65534", "--clear-groups", "--no-new-privs"]
        for name in os.listdir(folder):
            os.chmod(os.path.join(folder, name), 0o444)
        # The folder of the test is its user's alone, whoever it is.
        for above in (os.path.dirname(folder), folder):
            self.addCleanup(os.chmod, above, 0o700)
            os.chmod(above, 0o555)
        done = subprocess.run(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        self.assertEqual((done.returncode, done.stdout, done.stderr),
                         (0, b"profile: the profile can only be read\nNothing is wrong\n", b""))
        done = subprocess.run([*call, "--json"], stdout=subprocess.PIPE, check=True)
        self.assertEqual(json.loads(done.stdout), {"findings": [], "read_only": True})
        # What is wrong with it is found all the same.
        os.chmod(folder, 0o755)
        os.chmod(self.path("desk.db"), 0o644)
        with open(self.path("desk.db"), "r+b") as file:
            file.write(b"\xff" * 4096)
        os.chmod(self.path("desk.db"), 0o444)
        os.chmod(folder, 0o555)
        done = subprocess.run(call, stdout=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"desk: ", done.stdout)
        self.assertNotIn(b"Nothing", done.stdout)

    def test_the_doctor_tells_of_references_into_nothing(self):
        theme = dict(THEME, links=[{"rel": "related", "to": "no-such-record"}])
        self.profile.run("import", "records", self.profile.write("a.json", file_of(theme)))
        findings = self.profile.json("doctor")["findings"]
        self.assertEqual([f["what"] for f in findings], ["references"])
        self.assertIn("no-such-record", findings[0]["message"])

    def test_global_options_stand_before_or_after_the_verb(self):
        folder = self.profile.folder
        orders = [["--profile", folder, "--json", "show", "riken"],
                  ["show", "--profile", folder, "riken", "--json"],
                  ["show", "riken", "--json", "--profile=" + folder],
                  ["--json", "show", "--profile", folder, "--", "riken"]]
        answers = {self.profile.run(*order, profile=False).stdout for order in orders}
        self.assertEqual(len(answers), 1)

    def test_what_follows_two_dashes_is_no_option(self):
        answer = json.loads(self.profile.text("--json", "search", "--", "riken", "-qqqq"))
        self.assertEqual(answer["query"], "riken -qqqq")

    def test_without_a_profile_the_users_own_is_used(self):
        self.profile.run("show", "riken", profile=False)
        self.assertTrue(os.path.exists(os.path.join(self.profile.home, "madoguchi", "records.db")))

    def test_no_display_and_no_locale_are_needed(self):
        done = self.profile.run("show", "riken", env={"LC_ALL": "C"})
        self.assertIn("理化学研究所", done.stdout.decode("utf-8"))
        self.assertIn("riken", self.profile.ids("理化学研究所")[:2])

    def test_text_of_records_cannot_drive_the_terminal(self):
        theme = dict(THEME, title={"en": "A\x1b[31mB\u202eC", "ja": "甲"})
        self.profile.run("import", "records", self.profile.write("a.json", file_of(theme)))
        for text in (self.profile.text("show", "fx-new", "--lang", "en"),
                     self.profile.text("search", "fx-new", "--lang", "en")):
            self.assertNotIn("\x1b", text)
            self.assertNotIn("\u202e", text)
        self.assertEqual(self.profile.json("show", "fx-new")["title"], theme["title"])

    def test_help_names_every_verb(self):
        helped = self.profile.text("--help")
        for verb in ("search", "show", "links", "list", "facets", "conflicts", "cite", "star",
                     "date parse", "import records", "dump", "doctor"):
            self.assertIn(f"  {verb} ", helped)
            self.assertIn(f"Usage: mado {verb}", self.profile.text(*verb.split(), "--help"))
        self.assertRegex(self.profile.text("--version"), r"^mado \d")

    def test_the_manual_names_every_verb_and_option(self):
        with open(os.path.join(mado_cli.SOURCE, "data", "mado.1"), encoding="utf-8") as file:
            manual = file.read().replace("\\-", "-")
        for line in self.profile.text("--help").splitlines():
            if line.startswith("  "):
                self.assertIn(line.split("  ")[1].split(" ")[0], manual)
        for verb in ("search", "list", "doctor", "cite", "show", "links", "star"):
            for line in self.profile.text(verb, "--help").splitlines():
                if line.startswith("  --"):
                    self.assertIn(line.split()[0], manual)

    def test_a_call_without_sense_exits_2(self):
        for arguments in ([], ["frobnicate"], ["show"], ["show", "a", "b"], ["--frob", "show", "a"],
                          ["show", "--frob", "a"], ["date"], ["import"], ["import", "records"],
                          ["show", "riken", "--lang", "fr"], ["dump", "x"], ["show", "--limit", "1"],
                          ["list", "event", "--limit"], ["search", b"\xff"]):
            done = self.profile.run(*arguments, check=2)
            self.assertEqual(done.stdout, b"", arguments)
            self.assertTrue(done.stderr.startswith(b"mado: "), arguments)

    def test_an_answer_that_cannot_be_written_is_a_failure(self):
        self.profile.run("dump")
        with open("/dev/full", "wb") as full:
            done = subprocess.run([mado_cli.PROGRAM, "--profile", self.profile.folder, "dump"],
                                  stdout=full, stderr=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, 1)
        self.assertTrue(done.stderr.startswith(b"mado: "))

    def test_a_profile_that_cannot_be_made_is_a_failure(self):
        path = self.profile.write("file", "x")
        done = self.profile.run("--profile", os.path.join(path, "profile"), "show", "riken",
                                profile=False, check=1)
        self.assertTrue(done.stderr.startswith(b"mado: "))


mado_cli.main("store")
