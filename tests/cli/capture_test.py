#!/usr/bin/env python3
"""leadlight import mail and import calendar from outside: what they bring in, print and refuse.

Usage: capture_test.py PATH_OF_LEADLIGHT
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = "leadlight"
MAIL = """From {sender} Mon May  4 10:00:00 2026
From: {sender}
To: Ann <ann@ours.example>
Subject: Offer {number}
Date: Mon, {day} May 2026 10:00:00 +0000
Message-ID: <{number}@northwind.example>

Text of the mail.

"""
EVENT = """BEGIN:VCALENDAR\r
VERSION:2.0\r
BEGIN:VEVENT\r
UID:meeting-1\r
DTSTAMP:20260501T080000Z\r
DTSTART:20260504T100000Z\r
DTEND:20260504T110000Z\r
RRULE:FREQ=WEEKLY;COUNT=3\r
SUMMARY:Talk\r
ORGANIZER:mailto:ann@ours.example\r
ATTENDEE:mailto:carl@northwind.example\r
END:VEVENT\r
END:VCALENDAR\r
"""


def run(*arguments):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=120)


class Capture(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.data = self.folder / "data"
        made = subprocess.run([PROGRAM, "user", "create", "--name", "ann", "--role", "Salesperson", "--password-stdin",
                               "--data", str(self.data)], input="Correct-horse-77\n", capture_output=True, text=True,
                              timeout=60)
        self.assertEqual(made.returncode, 0, made.stderr)

    def bring(self, what, path, *more):
        done = run("import", what, path, "--ours", "ours.example", "--owner", "ann", "--data", self.data, *more)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def mailbox(self):
        path = self.folder / "box.mbox"
        path.write_text("".join(MAIL.format(sender="Carl Bos <carl@northwind.example>", number=n, day=n + 1)
                                for n in range(3)))
        return path

    def test_mail_is_brought_in_once(self):
        first = json.loads(self.bring("mail", self.mailbox(), "--json"))
        self.assertEqual((first["read"], first["new"], first["repeated"], first["skipped"]), (3, 3, 0, 0))
        self.assertEqual(first["people"], 2)
        again = self.bring("mail", self.mailbox())
        self.assertIn("3 messages read: 0 new, 3 repeated, 0 skipped", again)

    def test_what_cannot_be_read_is_named_and_stops_nothing(self):
        path = self.mailbox().rename(self.folder / "mail.mbox").parent / "mails"
        path.mkdir()
        (self.folder / "mail.mbox").rename(path / "box.mbox")
        (path / "empty.eml").write_text("")
        (path / "groups.eml").write_text("From: a@b.example\nMessage-ID: <g@x>\nTo: " + "g:" * 50_000 + "\n\nx\n")
        out = self.bring("mail", path)
        self.assertIn("4 messages read: 4 new", out)
        self.assertIn("empty.eml", out)

    def test_a_calendar_is_brought_in_once(self):
        path = self.folder / "a.ics"
        path.write_text(EVENT, newline="")
        first = json.loads(self.bring("calendar", path, "--json"))
        self.assertEqual((first["read"], first["new"], first["skipped"]), (1, 3, 0))
        again = json.loads(self.bring("calendar", path, "--json"))
        self.assertEqual((again["new"], again["changed"], again["repeated"]), (0, 0, 3))

    def test_wrong_words_are_refused_with_what_to_do(self):
        path = self.mailbox()
        for arguments, code, words in [
            (("mail", path, "--owner", "ann"), 2, "--ours"),
            (("mail", path, "--ours", "gmail.com", "--owner", "ann"), 2, "everybody"),
            (("mail", path, "--ours", "acme.com", "--owner", "nobody"), 1, "no user"),
            (("mail", self.folder / "absent", "--ours", "acme.com", "--owner", "ann"), 1, "absent"),
            (("calendar", self.folder / "absent", "--ours", "acme.com", "--owner", "ann"), 1, "absent"),
            ((), 2, "table"),
        ]:
            done = run("import", *arguments, "--data", self.data)
            self.assertEqual(done.returncode, code, done.stderr)
            self.assertIn(words, done.stderr)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1) if len(sys.argv) > 1 else PROGRAM
    unittest.main()
