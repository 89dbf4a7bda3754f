#!/usr/bin/env python3
"""leadlight evaluate from outside: what it prints, how it ends, what it says of files it cannot use.

Usage: evaluate_test.py PATH_OF_LEADLIGHT   (real data through LEADLIGHT_DATA, else ../shared/data beside the checkout)
"""
import csv
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import unittest

PROGRAM = "leadlight"
CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
DATA = pathlib.Path(os.environ.get("LEADLIGHT_DATA", CHECKOUT.parent / "shared" / "data"))
KEYS = """rows positives base_rate split auc auc_interval log_loss brier ece reliability threshold confusion lift_top_decile
average_precision roc precision_recall cumulative_gain verdict verdict_key suspects excluded factors model seconds peak_mb""".split()


def write(path, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return str(path)


def evaluate(*arguments):
    return subprocess.run([PROGRAM, "evaluate", *map(str, arguments)], capture_output=True, text=True, timeout=300)


def report(*arguments):
    done = evaluate(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def leads(count, seed=1):
    """Records whose outcome follows two columns."""
    draw = random.Random(seed)
    rows = [["id", "source", "visits", "city", "created", "won"]]
    for number in range(count):
        source, visits = draw.choice(["Web", "Referral", "Fair"]), draw.randint(0, 9)
        won = draw.random() < 0.08 + 0.05 * visits + (0.35 if source == "Referral" else 0)
        created = f"2024-{1 + number * 12 // count:02}-{1 + number % 28:02}"
        rows.append([f"L{number}", source, visits, draw.choice("ABCD"), created, "yes" if won else "no"])
    return rows


class Evaluate(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def path(self, name):
        return pathlib.Path(self.folder.name) / name

    def file(self, name, rows):
        return write(self.path(name), rows)

    def test_json_is_all_there_is_on_standard_output(self):
        got = report(self.file("leads.csv", leads(800)), "--outcome", "won=yes")
        self.assertEqual([key for key in KEYS if key not in got], [])
        self.assertEqual(got["rows"], 800)
        self.assertIn(got["verdict"], ("ready", "ok"))
        self.assertEqual(got["split"]["kind"], "stratified")
        self.assertEqual(got["split"]["holdout_rows"], 160)
        self.assertEqual({entry["column"]: entry["key"] for entry in got["excluded"]}["id"], "identifier")
        self.assertEqual({got["factors"][0]["attribute"], got["factors"][1]["attribute"]}, {"source", "visits"})

    def test_the_report_for_people_says_the_verdict_first(self):
        done = evaluate(self.file("leads.csv", leads(400)), "--outcome", "won=yes")
        self.assertEqual(done.returncode, 0)
        self.assertRegex(done.stdout, r"^(READY|OK|NOT READY|NO SIGNAL)")
        self.assertRegex(done.stdout, r"precision +0\.\d+  \(0\.\d+ to [01]\.\d+\)   \d+ right of \d+ called")
        self.assertRegex(done.stdout, r"\n +10 % +\d+ % +\d\.\d\d x\n")

    def test_the_same_seed_gives_the_same_figures(self):
        path = self.file("leads.csv", leads(300))
        first, again = (report(path, "--outcome", "won=yes", "--seed", 7) for _ in range(2))
        for each in (first, again):
            del each["seconds"], each["peak_mb"]
        self.assertEqual(first, again)

    def test_with_dates_the_newest_are_held_out(self):
        got = report(self.file("leads.csv", leads(400)), "--outcome", "won=yes", "--created", "created", "--holdout", 0.3)
        self.assertEqual((got["split"]["kind"], got["split"]["holdout_rows"]), ("newest", 120))
        self.assertLess(got["split"]["holdout_from"], "2024-10")
        self.assertEqual(got["split"]["holdout_to"], "2024-12-28")

    def test_other_records_are_scored_with_points_that_add_up(self):
        done = evaluate(self.file("leads.csv", leads(600)), "--outcome", "won=yes", "--json",
                        "--predict", self.file("open.csv", leads(50, seed=2)), "--out", self.path("scored.csv"))
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(self.path("scored.csv"), encoding="utf-8") as file:
            scored = list(csv.DictReader(file))
        self.assertEqual(len(scored), 50)
        self.assertEqual(list(scored[0]), ["row", "probability", "score", "grade", "reasons"])
        for row in scored:
            average, points = row["reasons"].split("; ")[0], row["reasons"].split("; ")[1:]
            total = int(average.split()[-1]) + sum(int(point.split()[-1]) for point in points)
            self.assertEqual(total, int(row["score"]))
            self.assertEqual(round(100 * float(row["probability"])), int(row["score"]))
            self.assertIn(row["grade"], "ABCD")

    def test_a_copy_of_the_outcome_is_refused_until_kept(self):
        rows = leads(300)
        path = self.file("leads.csv", [row + [row[-1] if i == 0 else row[-1].upper()] for i, row in enumerate(rows)])
        text = pathlib.Path(path).read_text(encoding="utf-8").replace("won,won", "won,copy", 1)
        pathlib.Path(path).write_text(text, encoding="utf-8")
        got = report(path, "--outcome", "won=yes")
        self.assertEqual([(s["column"], s["action"]) for s in got["suspects"]], [("copy", "refused")])
        self.assertLess(got["auc"], 0.99)
        self.assertGreater(report(path, "--outcome", "won=yes", "--keep", "copy")["auc"], 0.99)

    def test_too_few_records_are_said_to_be_too_few(self):
        got = report(self.file("leads.csv", leads(12)), "--outcome", "won=yes")
        self.assertTrue(got["provisional"])
        self.assertEqual(got["verdict"], "not_ready")

    def refused(self, code, pattern, *arguments):
        done = evaluate(*arguments)
        self.assertEqual(done.returncode, code, done.stderr)
        self.assertEqual(done.stdout, "")
        self.assertIsNotNone(re.search(pattern, done.stderr), done.stderr)

    def test_files_that_cannot_be_used_are_named_with_what_to_do(self):
        outcome = ("--outcome", "won=yes")
        self.refused(1, "no such file", self.path("absent.csv"), *outcome)
        self.refused(1, "directory", self.folder.name, *outcome)
        self.path("empty.csv").write_text("")
        self.refused(1, "empty", self.path("empty.csv"), *outcome)
        self.refused(1, "no row", self.file("header.csv", [["a", "won"]]), *outcome)
        self.path("binary.csv").write_bytes(bytes(range(256)) * 20)
        self.refused(1, "binary", self.path("binary.csv"), *outcome)
        self.refused(1, "both outcomes", self.file("one.csv", [["a", "won"]] + [["1", "yes"]] * 20), *outcome)
        self.refused(1, "both named", self.file("twice.csv", [["a", "a", "won"], ["1", "2", "yes"]]), *outcome)

    def test_wrong_words_are_wrong_use(self):
        path = self.file("leads.csv", leads(40))
        self.refused(2, 'no column "nope"', path, "--outcome", "nope=1")
        self.refused(2, 'no row has "maybe"', path, "--outcome", "won=maybe")
        self.refused(2, "COLUMN=POSITIVE", path, "--outcome", "won")
        self.refused(2, "neither dates nor numbers", path, "--outcome", "won=yes", "--order", "city")
        self.refused(2, 'no column "nope"', path, "--outcome", "won=yes", "--drop", "nope")
        self.refused(2, "go together", path, "--outcome", "won=yes", "--predict", path)
        self.refused(2, "outcome", path)

    def test_a_path_that_cannot_be_written_is_said_before_the_work(self):
        path = self.file("leads.csv", leads(40))
        self.refused(1, "cannot be written", path, "--outcome", "won=yes", "--predict", path, "--out", self.path("no/where.csv"))


@unittest.skipUnless((DATA / "xeducation-leads").is_dir(), "no real data: set LEADLIGHT_DATA to its folder")
class OnRealData(unittest.TestCase):
    def test_leaking_columns_of_the_leads_are_found_unaided(self):
        got = report(DATA / "xeducation-leads" / "Lead Scoring.csv", "--outcome", "Converted=1", "--order", "Lead Number")
        leaking = {"Tags", "Lead Quality", "Lead Profile", "Asymmetrique Activity Index", "Asymmetrique Profile Index",
                   "Asymmetrique Activity Score", "Asymmetrique Profile Score", "Last Activity", "Last Notable Activity"}
        suspects = {suspect["column"]: suspect for suspect in got["suspects"]}
        self.assertEqual(suspects["Tags"]["action"], "refused")
        self.assertGreaterEqual(len(leaking & set(suspects)), 6)
        self.assertLessEqual(len(set(suspects) - leaking), 2)
        by_behaviour = [name for name in leaking & set(suspects) if suspects[name]["why"] != ["name"]]
        self.assertGreaterEqual(len(by_behaviour), 4)
        self.assertEqual(got["verdict"], "ready")

    def test_opportunities_without_signal_are_said_to_have_none(self):
        got = report(DATA / "maven-crm" / "sales_pipeline.csv", "--outcome", "deal_stage=Won", "--created", "engage_date",
                     "--keep", "sales_agent")
        self.assertEqual(got["verdict"], "no_signal")
        self.assertEqual(got["rows"], 6711, "open stages are not losses")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        PROGRAM = sys.argv.pop(1)
    unittest.main()
