#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Due dates: the published vectors, and random ones that are counted here once more, plainly."""

import datetime
import json
import os
import random
import unittest
import zoneinfo

import mado_cli

CALENDARS = os.path.join(mado_cli.SOURCE, "data", "calendars")
IDS = ("eu-institutions", "japan", "japan-government-offices")
QUALITIES = ("published", "computed", "provisional")
DAY = datetime.timedelta(days=1)


def read(name):
    with open(os.path.join(CALENDARS, name + ".json"), encoding="utf-8") as file:
        return json.load(file)


def count(files, closed, start, n):
    """The n-th working day after start, its quality, and the days until then: or what is refused."""
    day, number, quality, days = start, 0, 0, []
    while number < n:
        day += DAY
        shut = []
        for file in files:
            year = file["years"].get(str(day.year))
            if year is None:
                return {"due": None, "refused": {"calendar": file["id"], "year": day.year}}
            quality = max(quality, QUALITIES.index(year["status"]))
            if day.isoweekday() in file["weekend"] or any(one["date"] == str(day) for one in year["days"]):
                shut.append(file["id"])
        counts = len(shut) < len(files) if closed == "all" else not shut
        number += counts
        days.append((str(day), counts, [] if counts else shut))
    return {"due": str(day), "quality": QUALITIES[quality], "days": days}


class Due(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.profile = mado_cli.Profile()
        cls.files = {name: read(name) for name in IDS}

    @classmethod
    def tearDownClass(cls):
        cls.profile.remove()

    def due(self, start, n, calendars, *options, check=0):
        return self.profile.json("due", "--from", start, "--days", str(n), "--calendar",
                                 ",".join(calendars), *options, check=check)

    def test_every_vector_of_working_days_is_met(self):
        vectors = [one for one in read("vectors")["vectors"] if one["kind"] == "working-days"]
        self.assertEqual(len(vectors), 52)
        for one in vectors:
            answer = self.due(one["start"], one["n"], one["calendars"], check=0 if one["due"] else 1)
            self.assertEqual(answer["due"], one["due"], one["id"])
            if one["due"]:
                self.assertEqual(answer["quality"], one["quality"], one["id"])
                self.assertEqual(answer["days"][-1]["date"], one["due"], one["id"])
                self.assertEqual(sum(day["counts"] for day in answer["days"]), one["n"], one["id"])
            else:
                self.assertEqual(answer, {"due": None, "refused": {
                    "calendar": one["refused"]["calendar"], "year": one["refused"]["year"]}}, one["id"])

    def test_random_dates_are_counted_as_a_plain_scan_does(self):
        chance = random.Random(20261126)
        first = datetime.date(2022, 12, 1).toordinal()
        last = datetime.date(2028, 12, 31).toordinal()
        n_refused = 0
        for _ in range(200):
            start = datetime.date.fromordinal(chance.randint(first, last))
            n = chance.randint(1, 40)
            ids = chance.sample(IDS, chance.randint(1, 3))
            closed = chance.choice(("any", "all"))
            expected = count([self.files[id] for id in ids], closed, start, n)
            answer = self.due(str(start), n, ids, "--closed", closed, check=0 if expected["due"] else 1)
            n_refused += not expected["due"]
            if expected["due"]:
                answer["days"] = [(day["date"], day["counts"], [why["calendar"] for why in day["why"]])
                                  for day in answer["days"]]
            self.assertEqual(answer, expected, (start, n, ids, closed))
        self.assertGreater(n_refused, 10)

    def test_a_closed_day_is_named_in_both_languages(self):
        answer = self.due("2026-04-30", 1, ["eu-institutions"])
        self.assertEqual(answer["days"][0]["why"], [{
            "calendar": "eu-institutions", "reason": "closed",
            "title": {"en": "Labour Day", "ja": "労働の日(メーデー)"}}])

    def test_the_text_explains_each_day_in_both_languages(self):
        call = ("due", "--from", "2026-04-28", "--days", "3", "--calendar",
                "eu-institutions,japan-government-offices")
        english = self.profile.text(*call)
        self.assertTrue(english.startswith("Due Fri 8 May 2026\n"), english)
        self.assertIn("Fri 1 May 2026  European Commission (Brussels): Labour Day", english)
        japanese = self.profile.text("--lang", "ja", *call)
        self.assertTrue(japanese.startswith("締切：2026年5月8日（金）\n"), japanese)
        self.assertIn("2026年4月29日（水）  日本", japanese)
        # Each day from the 29th to the 8th has its line.
        self.assertEqual(len(english.splitlines()), 12)

    def test_a_refusal_says_which_year_is_missing(self):
        done = self.profile.run("due", "--from", "2026-12-03", "--days", "15", "--calendar",
                                "eu-institutions", check=1)
        self.assertIn("2027", done.stderr.decode())
        self.assertNotIn("Due ", done.stdout.decode())

    def test_a_period_ends_on_a_working_day(self):
        for unit, start, n, due in (("days", "2026-06-05", 2, "2026-06-09"),
                                    ("weeks", "2026-03-19", 2, "2026-04-07"),
                                    ("months", "2026-01-31", 1, "2026-03-02")):
            self.assertEqual(self.due(start, n, ["eu-institutions"], "--unit", unit)["due"], due)

    def test_a_call_closes_on_both_clocks(self):
        call = next(record for record in mado_cli.read_bundled().values() if record["kind"] == "opportunity")
        for member in ("stages", "date", "opens_on"):
            call.pop(member, None)
        call.update(id="fx-call", closes_on="2026-10-15", closes_at="2026-10-15T17:00 Europe/Brussels")
        month = dict(call, id="fx-month", closes_on="2026-10")
        month.pop("closes_at")
        self.profile.run("import", "records", self.profile.write("c.json", json.dumps(
            {"format": 1, "kind": "opportunity", "records": [call, month]})))
        self.assertEqual(self.profile.json("due", "fx-call", "--days", "5", "--calendar", "japan"), {
            "due": "2026-10-15", "remind": "2026-10-07", "clocks": [
                {"zone": "Europe/Brussels", "local": "2026-10-15T17:00"},
                {"zone": "Asia/Tokyo", "local": "2026-10-16T00:00"}]})
        self.assertIn("Fri 16 Oct 2026 00:00", self.profile.text("due", "fx-call"))
        file = self.profile.text("due", "fx-call", "--days", "5", "--calendar", "japan", "--ics")
        for line in ("UID:call-fx-call@io.github.madoguchi.Madoguchi", "TRIGGER:-P8D",
                     "DTSTART;TZID=Europe/Brussels:20261015T170000"):
            self.assertIn("\r\n" + line + "\r\n", file)
        self.assertEqual(self.profile.json("due", "fx-month"), {"due": None, "clocks": []})
        self.profile.run("due", "fx-month", "--ics", check=1)

    def add_case(self, profile, received):
        """The short id of a case whose mail came at noon in Brussels on that day."""
        day = datetime.date.fromisoformat(received)
        mail = (f"From: A <a@example.org>\r\nTo: desk@example.org\r\nSubject: A\r\nDate: {day:%a, %d %b %Y} 11:00:00 "
                "+0000\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nMay we apply?\r\n")
        profile.run("case", "add", "--eml", profile.write("a.eml", mail), "--title", "A")
        return f"case:{len(profile.json('case', 'list'))}"

    def test_a_case_is_due_as_the_vectors_say_and_stops_while_it_waits(self):
        own = mado_cli.Profile()
        self.addCleanup(own.remove)
        os.makedirs(own.folder, mode=0o700)
        with open(os.path.join(own.folder, "deadline.json"), "w", encoding="utf-8") as file:
            json.dump({"days": 15, "holding": 3, "calendars": ["eu-institutions"], "closed": "any"}, file)
        vectors = [one for one in read("vectors")["vectors"] if one["kind"] == "working-days"
                   and one["n"] == 15 and one["calendars"] == ["eu-institutions"]]
        self.assertGreater(len(vectors), 4)
        for one in vectors:
            case = self.add_case(own, one["start"])
            answer = own.json("due", case, "--explain", check=0 if one["due"] else 1)
            self.assertEqual(answer["due"], one["due"], one["id"])
        # What the desk waits for from today on cannot move a day that has passed.
        case = self.add_case(own, "2026-01-05")
        own.run("case", "set", case, "status", "waiting-enquirer")
        self.assertEqual(own.json("due", case)["due"], "2026-01-26")
        # Received on the day on which it waits already, nothing of the time has gone.
        case = self.add_case(own, str(datetime.datetime.now(zoneinfo.ZoneInfo("Europe/Brussels")).date()))
        own.run("case", "set", case, "status", "waiting-enquirer")
        answer = own.json("due", case)
        self.assertEqual((answer["due"], answer["left"], answer["days"]), (None, 15, []))
        self.assertIn("15 working days are left", own.text("due", case))
        self.assertIn("clock is stopped", own.complaint("due", case, "--ics", check=1))

    def test_a_case_that_there_is_not_is_an_error(self):
        self.assertIn("case:9", self.profile.complaint("due", "case:9", check=1))

    def test_a_request_that_makes_no_sense_is_one(self):
        for options in (("--days", "1", "--calendar", "japan"),
                        ("--from", "2026-02-03", "--calendar", "japan"),
                        ("--from", "2026-02-03", "--days", "1", "--calendar", ""),
                        ("--from", "2026-02-30", "--days", "1", "--calendar", "japan"),
                        ("--from", "2026-02-03", "--days", "0", "--calendar", "japan"),
                        ("--from", "2026-02-03", "--days", "-1", "--calendar", "japan"),
                        ("--from", "2026-02-03", "--days", "1", "--calendar", "../japan"),
                        ("--from", "2026-02-03", "--days", "1", "--calendar", "japan,"),
                        ("--from", "2026-02-03", "--days", "1", "--calendar", "japan", "--closed", "both"),
                        ("--from", "2026-02-03", "--days", "1", "--calendar", "japan", "--unit", "hours")):
            self.profile.run("due", *options, check=2)

    def test_without_more_the_rule_of_the_desk_holds(self):
        both = ["eu-institutions", "japan-government-offices"]
        self.assertEqual(self.profile.json("due", "--from", "2026-06-01"), self.due("2026-06-01", 15, both))
        own = mado_cli.Profile()
        self.addCleanup(own.remove)
        os.makedirs(own.folder)
        with open(os.path.join(own.folder, "deadline.json"), "w", encoding="utf-8") as file:
            json.dump({"days": 10, "holding": 2, "calendars": both[:1], "closed": "any"}, file)
        self.assertEqual(own.json("due", "--from", "2026-06-01"), self.due("2026-06-01", 10, both[:1]))

    def test_an_agreement_is_decided_on_before_its_term_ends(self):
        spa = dict(mado_cli.read_bundled()["spa"], id="fx-agreement", in_force_on="2011-03-29", term_months=60,
                   renewal_months=60, notice_months=6)
        self.profile.run("import", "records", self.profile.write("a.json", json.dumps(
            {"format": 1, "kind": "agreement", "records": [spa]})))
        answer = self.profile.json("due", "agreement:fx-agreement", "--explain", "--from", "2026-11-26")
        self.assertEqual((answer["due"], answer["renewals"]), ("2030-09-28", 3))
        self.assertEqual([(step["step"], step["date"]) for step in answer["working"]],
                         [("in-force", "2011-03-29"), ("term-end", "2031-03-28"), ("notice", "2030-09-28")])
        self.assertIn("Sat 28 Sep 2030", self.profile.text("due", "fx-agreement", "--from", "2026-11-26"))
        file = self.profile.text("due", "fx-agreement", "--from", "2026-11-26", "--ics")
        self.assertIn("\r\nUID:agreement-fx-agreement@", file)
        self.assertIn("\r\nDTSTART;VALUE=DATE:20300928\r\n", file)
        self.profile.run("due", "st-agreement", "--ics", check=1)
        # No bundled agreement states both, and it is said.
        self.assertEqual(self.profile.json("due", "st-agreement"), {
            "due": None, "state": "not-stated", "renewals": 0, "working": []})
        self.profile.run("due", "riken", check=2)

    def test_a_calendar_file_holds_the_day_under_an_id_that_stays(self):
        call = ("due", "--from", "2026-06-01", "--days", "15", "--calendar", "eu-institutions", "--ics")
        lines = self.profile.text(*call).split("\r\n")
        self.assertIn("DTSTART;VALUE=DATE:20260622", lines)
        own = [line for line in lines if line.startswith("UID:")]
        self.assertEqual(own, [line for line in self.profile.text(*call).split("\r\n") if line.startswith("UID:")])
        self.assertEqual(len(own), 1)

    def test_the_day_of_a_case_is_a_calendar_entry_that_tells_nothing_of_it(self):
        own = mado_cli.Profile()
        self.addCleanup(own.remove)
        case = self.add_case(own, "2026-06-01")
        day = own.json("due", case)["due"]
        # RFC 5545, 3.1: a line that goes on begins with a space.
        lines = own.text("due", case, "--ics").replace("\r\n ", "").split("\r\n")
        self.assertIn("DTSTART;VALUE=DATE:" + day.replace("-", ""), lines)
        uid = [line for line in lines if line.startswith("UID:case-")]
        self.assertEqual(len(uid), 1)
        self.assertIn(uid[0], own.text("--lang", "ja", "due", case, "--ics").replace("\r\n ", ""))
        self.assertNotIn("a@example.org", "".join(lines))
        own.run("due", case, "--days", "3", check=2)
        own.run("due", case, "--from", "2026-06-02", check=2)

    def test_the_calendars_are_listed(self):
        listed = self.profile.json("calendars")
        self.assertEqual([(one["id"], [year["year"] for year in one["years"]]) for one in listed],
                         [(id, sorted(int(year) for year in self.files[id]["years"]))
                          for id in ("eu-institutions", "japan-government-offices", "japan")])

    def test_a_calendar_of_the_desk_takes_the_place_of_the_bundled_one(self):
        own = mado_cli.Profile()
        self.addCleanup(own.remove)
        calendar = read("japan")
        calendar["years"]["2026"]["days"].append({"date": "2026-06-02", "title": {"en": "Moving day", "ja": "移転日"}})
        os.makedirs(os.path.join(own.folder, "calendars"))
        path = os.path.join(own.folder, "calendars", "japan.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(calendar, file)
        call = ("due", "--from", "2026-06-01", "--days", "1", "--calendar", "japan")
        self.assertEqual(own.json(*call)["due"], "2026-06-03")
        with open(path, "w", encoding="utf-8") as file:
            file.write("{")
        # A file that cannot be read is not passed over for the bundled one.
        done = own.run(*call, check=1)
        self.assertIn(b"japan.json", done.stderr)
        self.assertEqual(done.stdout, b"")


if __name__ == "__main__":
    mado_cli.main("due")
