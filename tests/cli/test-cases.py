#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cases on the command line: from a mail to the answer. The mails are written by Python."""

import email
import email.policy
import glob
import hashlib
import os
import stat
import subprocess
import threading
import unittest

import mado_cli

JAPANESE = "日本の大学は応募できますか。\n締切は令和8年3月です。"
SECRET = "zanzibar"


def mail(body, charset, *, subject="=?utf-8?B?6LOq5ZWP?=", encoding="8bit", extra=""):
    head = (f"From: =?utf-8?B?5bGx55SwIOiKseWtkA==?= <hanako@example.org>\r\nSubject: {subject}\r\n"
            f"Date: Thu, 26 Nov 2026 10:00:00 +0900\r\n{extra}"
            f"Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n")
    return head.encode("ascii") + body


def texts(case, kind):
    return [event["data"]["text"] for event in case["events"] if event["kind"] == kind]


class Cases(unittest.TestCase):
    def setUp(self):
        self.profile = mado_cli.Profile()
        self.addCleanup(self.profile.remove)

    def case(self, *arguments, **keywords):
        return self.profile.json("case", *arguments, "--by", "anna", **keywords)

    def add(self, text="May we apply?", title="Eligibility", **fields):
        options = [word for name, value in fields.items() for word in ("--" + name, value)]
        return self.case("add", text, "--title", title, *options)

    def take_in(self, content, name="a.eml"):
        return self.case("add", "--eml", self.profile.write(name, content))

    def test_four_encodings_of_one_mail_are_one_text(self):
        for codec, charset in (("iso-2022-jp", "iso-2022-jp"), ("cp932", "Shift_JIS"), ("euc-jp", "EUC-JP"),
                               ("utf-8", "UTF-8"), ("utf-8", "us-ascii"), ("cp932", "iso-2022-jp-broken")):
            raw = mail(JAPANESE.replace("\n", "\r\n").encode(codec), charset)
            case = self.take_in(raw)
            self.assertEqual(texts(case, "received"), [JAPANESE], charset)
            self.assertEqual(case["language"], "ja")
            self.assertEqual(case["enquirer"], {"family": "山田 花子", "address": "hanako@example.org"})
            received = case["events"][1]["data"]
            self.assertEqual(received["subject"], "質問")
            path = os.path.join(self.profile.folder, "attachments", received["raw"])
            with open(path, "rb") as file:
                self.assertEqual(file.read(), raw)

    def test_letters_of_windows_and_quoted_printable_are_read(self):
        special = "①㈱髙﨑～"
        for raw in (mail(special.encode("cp932"), "shift_jis"),
                    mail(b"\x1b$B-!-j|bu1!A\x1b(B".replace(b"|bu1", b"|b|u"), "iso-2022-jp"),):
            self.assertIn("①", texts(self.take_in(raw), "received")[0])
        raw = mail(b"Universit=E9 de Li=\r\n=E8ge =E2=82=AC", "iso-8859-1", encoding="quoted-printable")
        self.assertIn("Université de Liège", texts(self.take_in(raw), "received")[0])

    def test_nested_parts_hang_on_the_text_and_are_kept_once(self):
        message = email.message.EmailMessage(policy=email.policy.SMTP)
        message["From"] = "Anna Beispiel <anna@example.org>"
        message["Subject"] = "Question about 準参加"
        message.set_content("The text.\n")
        message.add_alternative("<p>The text.</p>", subtype="html")
        # xD03: no shell reads the name.
        for name in ("案内.pdf", "$(x) -rf.pdf"):
            message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename=name)
        inner = email.message.EmailMessage(policy=email.policy.SMTP)
        inner["Subject"] = "Inner"
        inner.set_content("Within.\n")
        message.add_attachment(inner)
        case = self.take_in(message.as_bytes())
        data = case["events"][1]["data"]
        self.assertEqual(data["text"].strip(), "The text.")
        self.assertEqual(data["subject"], "Question about 準参加")
        attached = data["attachments"]
        self.assertEqual([part["name"] for part in attached], ["案内.pdf", "$(x) -rf.pdf", "message.eml"])
        self.assertEqual(attached[0]["sha256"], hashlib.sha256(b"%PDF-1.7").hexdigest())
        self.assertEqual(attached[0]["sha256"], attached[1]["sha256"])
        self.assertEqual(len(os.listdir(os.path.join(self.profile.folder, "attachments"))), 3)

    def test_broken_headers_lose_no_question(self):
        for raw in (b"From: \"a <b\r\nSubject: =?iso-2022-jp?B?GyRC\r\n\r\nThe question",
                    b"Subject: \xff\xfe\r\nFrom: <>\r\nDate: never\r\n\r\nThe question",
                    b"From:\r\n\r\nThe question", b"\r\n\r\nThe question", b"The question"):
            self.assertEqual(texts(self.take_in(raw), "received")[0].strip(), "The question")

    def test_an_erased_case_is_gone_from_every_file(self):
        self.take_in(mail("Zanzibar asks".encode(), "utf-8"))
        self.case("note", "1", "Zanzibar is known")
        self.assertIn("--yes", self.profile.complaint("case", "erase", "1", check=2))
        self.case("erase", "1", "--yes")
        for folder, _, names in os.walk(self.profile.folder):
            for name in names:
                with open(os.path.join(folder, name), "rb") as file:
                    content = file.read()
                self.assertFalse(b"Zanzibar" in content or b"zanzibar" in content, name)
        self.assertEqual(self.profile.json("case", "log", "--verify")["wrong"], [])

    def test_a_change_is_taken_back_by_its_number(self):
        self.add()
        case = self.case("set", "1", "priority", "high")
        case = self.case("undo", "1", str(case["n"]))
        self.assertEqual(case.get("priority", ""), "")
        self.profile.complaint("case", "undo", "1", "1", check=1)

    def test_a_note_and_a_merge_are_taken_back(self):
        self.add()
        self.add()
        case = self.case("note", "1", "内部の件")
        case = self.case("undo", "1", str(case["n"]))
        case = self.case("undo", "1", str(case["n"]))
        self.assertEqual([event["data"].get("text") for event in case["events"] if event["kind"] == "noted"],
                         ["内部の件", None, "内部の件"])
        self.assertIn("itself", self.profile.complaint("case", "merge", "1", "1", "--reason", "Twins", check=1))
        self.case("merge", "2", "1", "--reason", "Twins")
        self.assertNotIn("merged_into", self.case("merge", "2", "--undo"))

    def test_a_change_that_cannot_be_made_says_why(self):
        self.add()
        before = self.profile.json("case", "show", "1")
        for wrong, said in ((("note", "1", " "), "empty"), (("reply", "1", ""), "empty"),
                            (("reply", "1", "Yes", "--cite", "nobody"), "nobody"),
                            (("set", "1", "next", "2026-02-30"), "2026-11-24"),
                            (("set", "1", "country", "J1"), "JP"),
                            (("link", "1", "riken", "--remove"), "riken"), (("undo", "1", "99"), "case log")):
            done = self.profile.run("case", *wrong, check=None)
            self.assertIn(done.returncode, (1, 2), wrong)
            self.assertIn(said, done.stderr.decode(), wrong)
        self.assertEqual(self.profile.json("case", "show", "1"), before)

    def test_an_answer_is_looked_at_before_it_goes(self):
        self.add(language="en")
        self.case("note", "1", "The ministry told us in confidence that it will be signed soon.")
        self.assertEqual(self.profile.json("case", "check", "1", "Yes, you may apply as a partner."), [])
        flaws = self.profile.json("case", "check", "1", "Dear {{name}}, the ministry told us in confidence that it "
                                  "will be signed soon.", check=1)
        self.assertEqual({flaw["check"] for flaw in flaws}, {"placeholder", "internal"})

    def test_a_case_lists_what_is_like_it_in_both_languages(self):
        self.add(text="合同委員会はいつ開催されますか。", title="合同委員会")
        self.add(text="When did the Joint Committee meet last?", title="Joint Committee")
        found = self.profile.json("case", "similar", "1")
        self.assertIn("case:2", [one.get("case") for one in found])
        self.assertTrue(any("record" in one for one in found))
        self.assertEqual(self.profile.json("case", "draft", "1"), {"citations": [], "text": ""})

    def test_a_case_goes_from_question_to_answer(self):
        case = self.add(name="山田", direction="jp-eu", language="ja", tags="visa,msca")
        self.assertEqual((case["number"], case["status"], case["tags"]), (1, "new", "msca,visa"))
        case = self.case("note", "case:1", "Ask", "the", "NCP")
        self.assertEqual(texts(case, "noted"), ["Ask the NCP"])
        case = self.case("link", "1", "riken")
        self.assertEqual(case["links"], ["riken"])
        case = self.case("set", "1", "assignee", "anna")
        case = self.case("reply", "1", "Yes.", "--cite", "riken")
        self.assertEqual((case["status"], texts(case, "replied")), ("answered", ["Yes."]))
        case = self.case("receive", "1", "Thanks, and?")
        self.assertEqual(case["status"], "reopened")
        case = self.case("set", "1", "status", "closed")
        self.assertEqual(self.profile.json("case", "show", case["id"][:9])["n"], case["n"])
        self.assertEqual([event["n"] for event in self.profile.json("case", "log", "1")],
                         list(range(1, case["n"] + 1)))
        self.assertEqual([row["number"] for row in self.profile.json("case", "list", "--record", "riken")], [1])

    def test_views_and_fields_filter_the_list(self):
        self.add(title="A", assignee="anna", topic="mobility")
        self.add(title="B", status="waiting-third")
        self.add(title="C", status="closed", country="jp")
        self.add(title="D", next="2099-01-05", assignee="anna")

        def titles(*options):
            return [row["title"] for row in self.case("list", *options)]

        self.assertEqual(titles(), ["D", "C", "B", "A"])
        self.assertEqual(titles("--view", "live"), ["D", "B", "A"])
        self.assertEqual(titles("--view", "mine"), ["A"])
        self.assertEqual(titles("--view", "waiting"), ["B"])
        self.assertEqual(titles("--view", "unassigned"), ["B"])
        self.assertEqual(titles("--view", "no-next"), ["A"])
        self.assertEqual(titles("--view", "done"), ["C"])
        self.assertEqual(titles("--topic", "mobility"), ["A"])
        self.assertEqual(titles("--country", "JP"), ["C"])
        self.assertEqual(titles("--limit", "2"), ["D", "C"])

    def test_search_finds_both_languages_by_words_of_one(self):
        self.add("Is there a joint committee?", "Dialogue")
        self.add("合同委員会はいつですか。", "対話")
        self.add("Nothing of the kind", "Other")

        def found(*words):
            return sorted(row["number"] for row in self.profile.json("case", "list", *words))

        self.assertEqual(found("joint", "committee"), [1, 2])
        self.assertEqual(found("合同委員会"), [1, 2])
        self.assertEqual(found("--no-expand", "合同委員会"), [2])
        self.assertEqual(found("dialog"), [1])
        self.assertIn("合同委員会", self.profile.json("case", "list", "合同委員会")[0]["snippet"])
        self.assertIn("asks for records", self.profile.complaint("case", "list", "kind:agreement", check=2))

    def test_merging_takes_a_reason_and_is_taken_back(self):
        self.add(title="A")
        self.add(title="B")
        self.profile.complaint("case", "merge", "2", "1", check=2)
        self.case("merge", "2", "1", "--reason", "The same question")
        self.assertEqual([row["title"] for row in self.case("list")], ["A"])
        self.assertEqual(self.profile.json("case", "show", "2")["merged_into"],
                         self.profile.json("case", "show", "1")["id"])
        self.case("merge", "2", "--undo", "--reason", "Another one")
        self.assertEqual(len(self.case("list")), 2)

    def test_an_internal_note_never_leaves(self):
        self.add("A question", "An own " + SECRET)
        self.add("A twin", "Twin")
        self.case("note", "1", SECRET)
        self.case("note", "2", SECRET)
        self.case("set", "1", "tags", SECRET)
        self.case("merge", "2", "1", "--reason", SECRET)
        self.case("reply", "1", "An answer", "--by", SECRET)
        ways = [("case", "export", number, "--for", audience, *form) for number in ("1", "2")
                for audience in ("enquirer", "mail") for form in ((), ("--json",))]
        for way in ways:
            done = self.profile.run(*way, check=1 if way[2:5:2] == ("2", "mail") else 0)
            self.assertNotIn(SECRET.encode(), done.stdout + done.stderr, way)
        self.assertIn("An answer", self.profile.text("case", "export", "1", "--for", "enquirer"))
        self.assertIn(SECRET, self.profile.text("case", "export", "1", "--for", "desk"))

    def test_the_draft_of_a_reply_is_a_mail(self):
        self.take_in(mail(JAPANESE.encode("utf-8"), "utf-8"))
        answer = "はい。" * 100 + "\nEnd"
        self.case("reply", "1", answer)
        draft = email.message_from_bytes(self.profile.run("case", "export", "1", "--for", "mail").stdout,
                                         policy=email.policy.default)
        self.assertEqual(draft["To"], "hanako@example.org")
        self.assertEqual(draft["Subject"], "Re: 質問")
        self.assertEqual(draft.get_content().strip(), answer)
        self.assertEqual(draft["From"], None)

    def test_a_hostile_address_sets_no_header(self):
        self.case("add", "Q", "--address", "a@example.org\r\nBcc: b@example.org")
        self.case("reply", "1", "A")
        self.assertNotIn("Bcc", self.profile.text("case", "export", "1", "--for", "mail"))

    def test_what_makes_no_sense_is_told_and_changes_nothing(self):
        self.add()
        self.assertIn("none of low", self.profile.complaint("case", "set", "1", "priority", "very", check=1))
        self.assertIn("no field", self.profile.complaint("case", "set", "1", "colour", "red", check=2))
        self.assertIn("no such case", self.profile.complaint("case", "show", "case:7", check=1))
        self.profile.complaint("case", "link", "1", "no-such-record", check=1)
        self.profile.complaint("case", "add", "--eml", self.profile.folder, check=1)
        self.profile.complaint("case", "export", "1", "--for", "everybody", check=2)
        self.profile.complaint("case", "add", check=2)
        self.assertEqual(self.profile.json("case", "show", "1")["n"], 2)

    def test_a_change_past_what_was_seen_is_refused(self):
        seen = str(self.add()["n"])
        self.case("set", "1", "status", "open")
        self.assertIn("status was set by anna",
                      self.profile.complaint("case", "set", "1", "status", "closed", "--seen", seen, check=1))
        self.assertEqual(self.case("set", "1", "topic", "mobility", "--seen", seen)["status"], "open")

    def test_no_change_of_two_programs_is_lost(self):
        self.add()

        def write(who):
            for n in range(8):
                self.profile.run("case", "note", "1", f"{who} {n}")

        threads = [threading.Thread(target=write, args=(who,)) for who in "ab"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        case = self.profile.json("case", "show", "1")
        self.assertEqual(sorted(texts(case, "noted")), sorted(f"{who} {n}" for who in "ab" for n in range(8)))
        self.assertEqual(len({event["n"] for event in case["events"]}), len(case["events"]))
        self.assertEqual(self.profile.json("case", "log", "--verify")["wrong"], [])

    def test_everything_is_for_its_user_alone(self):
        self.take_in(mail(b"a", "utf-8"))
        for path in glob.glob(self.profile.folder + "/**", recursive=True):
            mode = stat.S_IMODE(os.stat(path).st_mode)
            self.assertEqual(mode, 0o700 if os.path.isdir(path) else 0o600, path)
            self.assertNotIn("hanako", path)

    def test_the_doctor_makes_again_what_cases_are_listed_by(self):
        self.add()
        path = os.path.join(self.profile.folder, "desk.db")
        with __import__("sqlite3").connect(path) as database:
            database.execute("UPDATE cases SET title = 'Another'")
        findings = self.profile.json("doctor", check=1)["findings"]
        self.assertEqual([finding["what"] for finding in findings], ["cases"])
        self.profile.run("doctor", "--repair")
        self.assertEqual(self.profile.json("doctor")["findings"], [])
        self.assertEqual(self.profile.json("case", "list")[0]["title"], "Eligibility")

    def test_the_doctor_removes_what_no_case_names(self):
        """An erasing that was stopped, a mail whose case never came to be, and a file that is half written."""
        self.take_in(mail(b"a", "utf-8"))
        folder = os.path.join(self.profile.folder, "attachments")
        kept = set(os.listdir(folder))
        for name in ("0" * 64, "0" * 64 + ".ABCDEF"):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write("Hanako")
        findings = self.profile.json("doctor", check=1)["findings"]
        self.assertEqual([(finding["what"], finding["repairable"]) for finding in findings], [("cases", True)])
        self.assertIn("2 of the files", findings[0]["message"])
        self.profile.run("doctor", "--repair")
        self.assertEqual(set(os.listdir(folder)), kept)
        self.assertEqual(self.profile.json("doctor")["findings"], [])


if __name__ == "__main__":
    mado_cli.main("cases")
