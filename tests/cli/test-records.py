#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Single records: shown, linked, disputed, cited, starred, noted."""

import contextlib
import json
import os
import sqlite3
import unittest

import mado_cli


class Records(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.profile = mado_cli.Profile()
        cls.addClassCleanup(cls.profile.remove)
        cls.profile.run("import", "records", *mado_cli.FX_FILES)
        cls.bundled = mado_cli.read_bundled()

    def test_a_record_is_shown_as_its_file_has_it(self):
        for id in ("st-agreement", "jeupiste", "riken", "g-joint-committee", "jc-3-2015"):
            shown = self.profile.json("show", id)
            self.assertEqual(shown.pop("set"), "core")
            linked = {(link["rel"], link["id"]) for link in shown.pop("linked_from")}
            self.assertEqual(shown, self.bundled[id])
            self.assertEqual(linked, {(link["rel"], record["id"])
                                      for record in self.bundled.values()
                                      for link in record.get("links", []) if link["to"] == id})

    def test_the_agreement_has_its_dates_place_and_status(self):
        shown = self.profile.json("show", "st-agreement")
        self.assertEqual(shown["signed_on"], "2009-11-30")
        self.assertEqual(shown["place"]["en"], "Brussels")
        self.assertTrue(shown["in_force_on"].startswith("2011-03"))
        self.assertEqual(shown["status"], "in-force")
        text = self.profile.text("show", "st-agreement", "--lang", "en")
        self.assertIn("30 November 2009", text)
        self.assertIn("29 March 2011", text)
        self.assertIn("2011年3月29日", self.profile.text("show", "st-agreement", "--lang", "ja"))

    def test_official_numbers_are_shown_alone(self):
        ids = self.profile.json("show", "--ids", "st-agreement")
        self.assertEqual(ids, self.bundled["st-agreement"]["identifiers"])
        lines = self.profile.text("show", "st-agreement", "--ids").splitlines()
        self.assertEqual(len(lines), len(ids))
        self.assertTrue(any(line.endswith("22011A0406(01)") for line in lines))

    def test_links_are_listed_both_ways(self):
        links = self.profile.json("links", "st-agreement")
        self.assertIn({"rel": "established-by", "id": "joint-st-committee", "direction": "in"},
                      links)
        meetings = {link["id"] for link in links if link["rel"] == "under"}
        self.assertTrue({f"jc-{n}" for n in ("1-2011", "2-2013", "3-2015", "7-2023")} <= meetings)
        self.assertIn({"rel": "led-to", "id": "fx-workshop", "direction": "out"},
                      self.profile.json("links", "fx-agreement"))
        roles = self.profile.json("links", "fx-institute", "--roles")
        self.assertIn({"rel": "party", "id": "fx-agreement", "direction": "in"}, roles)
        self.assertEqual(self.profile.json("links", "fx-institute"), [])

    def test_an_organisation_is_shown_with_its_names(self):
        self.assertIn("理化学研究所", self.profile.text("show", "riken"))

    def test_every_conflict_is_listed_with_all_its_values(self):
        conflicts = [conflict for conflict in self.profile.json("conflicts")
                     if not conflict["id"].startswith("fx-")]
        expected = [dict(conflict, id=record["id"]) for record in self.bundled.values()
                    for conflict in record.get("conflicts", [])
                    if len({claim["value"]["en"] for claim in conflict["values"]}) > 1]
        key = lambda conflict: json.dumps(conflict, sort_keys=True)
        self.assertEqual(sorted(conflicts, key=key), sorted(expected, key=key))
        dates = next(conflict for conflict in conflicts
                     if conflict["id"] == "jeupiste" and conflict["field"] == "date")
        values = " ".join(value["value"]["en"] for value in dates["values"])
        self.assertIn("2016", values)
        self.assertIn("2017", values)
        self.assertIn("jeupiste: date", self.profile.text("conflicts"))

    def test_sources_that_agree_are_no_conflict(self):
        self.assertEqual(len(self.bundled["spa"]["conflicts"][0]["values"]), 1)
        self.assertNotIn("spa: ", self.profile.text("conflicts"))
        self.assertNotIn("spa", [hit["id"] for hit in self.profile.json("search", "is:disputed")["results"]])
        shown = self.profile.text("show", "spa")
        self.assertIn("\nsources compared\nspa: provisional_from\n", shown)
        self.assertNotIn("\nconflicts\n", shown)

    def test_a_citation_reads_as_it_should(self):
        edition = "edition 3 (27 November 2026)"
        self.assertEqual(
            self.profile.text("cite", "g-joint-committee", "--lang", "en"),
            "Joint Committee. Term. Sources: MOFA, second Joint Committee, 21 June 2013 (Japanese), "
            "https://www.mofa.go.jp/mofaj/gaiko/page3_000268.html (retrieved 22 November 2026); "
            "MOFA, third Joint Committee, 18 May 2015 (Japanese), "
            "https://www.mofa.go.jp/mofaj/dns/isc/page3_001245.html (retrieved 22 November 2026). "
            f"Madoguchi, {edition}, record g-joint-committee.\n")
        self.assertEqual(
            self.profile.text("cite", "g-joint-committee", "--lang", "ja", "--style", "markdown"),
            "「*合同委員会*」用語。出典：[MOFA, second Joint Committee, 21 June 2013 (Japanese)]"
            "(<https://www.mofa.go.jp/mofaj/gaiko/page3_000268.html>)（2026年11月22日閲覧）；"
            "[MOFA, third Joint Committee, 18 May 2015 (Japanese)]"
            "(<https://www.mofa.go.jp/mofaj/dns/isc/page3_001245.html>)（2026年11月22日閲覧）。"
            "窓口（Madoguchi）第3版（2026年11月27日）、記録 g-joint-committee。\n")
        entry = self.profile.text("cite", "st-agreement", "--style", "bibtex", "--lang", "en")
        self.assertTrue(entry.startswith("@misc{st-agreement,\n"))
        self.assertIn("22011A0406(01)", entry)
        self.assertIn("urldate = {2026-11-22}", entry)
        own = self.profile.json("cite", "fx-report", "--style", "text", "--lang", "en")
        self.assertEqual((own["id"], own["style"]), ("fx-report", "text"))
        self.assertNotIn("edition", own["citation"])

    def test_names_are_sorted_by_reading_and_latin_ones_as_chosen(self):
        profile = mado_cli.Profile()
        self.addCleanup(profile.remove)
        # The title, and the reading where there is one.
        names = [("山田 太郎", "やまだたろう"), ("伊藤 花子", "いとうはなこ"), ("阿部 一", "あべはじめ"),
                 ("Zoë Example", None), ("アン・エグザンプル", None), ("anna example", None), ("3M Example", None),
                 ("井上 不明", None), ("鈴木 不明", None), ("渡辺 直", "わたなべなお"), ("がんま 五", "がんまご")]
        template = {"kind": "person", "summary": {"en": "-", "ja": "-"}, "office": {"en": "-", "ja": "-"},
                    "historic": True, "name": {"family": {"en": "A"}, "given": {"en": "B"}},
                    "participants": [{"organisation": "jst", "role": "office-held"}],
                    "sources": [{"title": "-", "accessed": "2026"}]}
        records = [{**template, "id": f"x-{i}", "title": {"en": "X", "ja": title}, **({"reading": reading} if reading else {})}
                   for i, (title, reading) in enumerate(names)]
        profile.run("import", "records", profile.write("people.json", json.dumps(
            {"format": 1, "kind": "person", "records": records})))

        def listed(*options):
            return [item["title"]["ja"] for item in profile.json("list", "person", "--lang", "ja", *options)
                    if item["id"].startswith("x-")]

        kana = ["阿部 一", "アン・エグザンプル", "伊藤 花子", "がんま 五", "山田 太郎", "渡辺 直"]
        latin, unread = ["anna example", "Zoë Example"], ["井上 不明", "鈴木 不明"]
        self.assertEqual(listed(), ["3M Example", *latin, *kana, *unread])
        self.assertEqual(listed("--sort", "name"), ["3M Example", *latin, *kana, *unread])
        self.assertEqual(listed("--sort", "name", "--latin-last"), ["3M Example", *kana, *latin, *unread])
        self.assertIn("name", profile.complaint("list", "person", "--sort", "size", check=2))

    def test_the_order_of_a_name_is_chosen(self):
        for options, name in [(("--lang", "en"), "Hiroshi Matsumoto"),
                              (("--lang", "en", "--surname-first"), "MATSUMOTO Hiroshi"),
                              (("--lang", "ja"), "松本 紘"), (("--lang", "ja", "--surname-first"), "松本 紘")]:
            shown = self.profile.text("show", "hiroshi-matsumoto", *options)
            self.assertRegex(shown, f"(?m)^name +{name}$")

    def test_an_article_is_cited(self):
        self.assertTrue(self.profile.text("cite", "st-agreement", "--article", "13(5)", "--lang", "en").startswith(
            "Agreement on cooperation in science and technology between the European Community and the Government of "
            "Japan, Article 13(5). International agreement, Brussels, signed 30 November 2009. "))
        self.assertTrue(self.profile.text("cite", "st-agreement", "--article", "13(5)", "--lang", "ja").startswith(
            "「科学技術における協力に関する日本国政府と欧州共同体との間の協定（日EC科学技術協力協定）」第13条5、国際協定、"))
        answer = self.profile.json("cite", "st-agreement", "--article", "6", "--style", "bibtex")
        self.assertEqual(answer["article"], "6")
        self.assertTrue(answer["citation"].startswith("@misc{st-agreement-article-6,\n"))
        self.assertIn("13(5)", self.profile.complaint("cite", "st-agreement", "--article", "14", check=1))
        self.assertIn("riken", self.profile.complaint("cite", "riken", "--article", "1", check=1))

    def test_dates_are_read_as_people_write_them(self):
        for text, start, end, precision in [
                ("R8.5", "2026-05", "2026-05", "month"),
                ("令和8年5月", "2026-05", "2026-05", "month"),
                ("2026-05", "2026-05", "2026-05", "month"),
                ("May 2026", "2026-05", "2026-05", "month"),
                ("2026年5月", "2026-05", "2026-05", "month"),
                ("２０２６年５月", "2026-05", "2026-05", "month"),
                ("2011..2015", "2011", "2015", "year"),
                ("2011..", "2011", None, "year"),
                ("..2015", None, "2015", "year"),
                ("平成31年4月30日", "2019-04-30", "2019-04-30", "day"),
                ("令和元年5月1日", "2019-05-01", "2019-05-01", "day"),
                ("平成21年11月30日", "2009-11-30", "2009-11-30", "day"),
                ("5 May 2026", "2026-05-05", "2026-05-05", "day"),
                ("2018", "2018", "2018", "year")]:
            self.assertEqual(self.profile.json("date", "parse", text),
                             {"start": start, "end": end, "precision": precision}, text)
        for text in ("2023-02-30", "soon", "9999-99-99", "R8.13"):
            self.assertIn(text, self.profile.complaint("date", "parse", text, check=2))

    def test_stars_are_kept_and_searched(self):
        self.profile.run("star", "st-agreement")
        self.profile.run("star", "fx-report")
        self.assertEqual(set(self.profile.json("starred")), {"st-agreement", "fx-report"})
        self.assertEqual(set(self.profile.ids("is:starred")), {"st-agreement", "fx-report"})
        self.assertEqual(self.profile.ids("is:starred fixture"), ["fx-report"])
        self.assertFalse(self.profile.json("star", "--remove", "st-agreement")["starred"])
        self.assertEqual(self.profile.text("starred"), "fx-report\n")

    def test_notes_are_kept_and_searched(self):
        self.profile.run("note", "st-agreement", "ask", "about", "第13条")
        self.profile.run("note", "fx-report", "read again")
        self.assertEqual(self.profile.text("note", "st-agreement"), "ask about 第13条\n")
        self.assertEqual(self.profile.json("notes"), [{"id": "fx-report", "note": "read again"},
                                                      {"id": "st-agreement", "note": "ask about 第13条"}])
        self.assertEqual(set(self.profile.ids("is:noted")), {"st-agreement", "fx-report"})
        self.assertIsNone(self.profile.json("note", "--remove", "st-agreement")["note"])
        self.assertEqual(self.profile.ids("is:noted"), ["fx-report"])
        self.assertEqual(self.profile.text("notes"), "fx-report: read again\n")
        self.profile.run("note", "fx-report", "two", "--remove", check=2)
        self.assertIn("is:noted", self.profile.complaint("search", "report OR is:noted", check=2))

    def test_a_note_outlives_its_record(self):
        profile = mado_cli.Profile()
        self.addCleanup(profile.remove)
        profile.run("note", "riken", "kept")
        with contextlib.closing(sqlite3.connect(os.path.join(profile.folder, "records.db"))) as database:
            database.execute("DELETE FROM records WHERE id = 'riken'")
            database.commit()
        self.assertEqual(profile.text("note", "riken"), "kept\n")
        profile.run("note", "riken", "more", check=1)
        self.assertEqual(profile.json("notes"), [{"id": "riken", "note": "kept"}])

    def test_an_unknown_id_is_a_failure(self):
        for verb in ("show", "links", "cite", "star"):
            done = self.profile.run(verb, "no-such-record", check=1)
            self.assertEqual(done.stdout, b"")
            self.assertIn(b"no-such-record", done.stderr)
        self.profile.run("cite", "riken", "--style", "harvard", check=2)


mado_cli.main("records")
