#!/usr/bin/env python3
"""Runs what docs/models/acceptance.md names, and prints the list with what came of it.

Needs the release build with its unit tests, and the npm packages of web and tests/http.
"""

import functools
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
LIST = ROOT / "docs/models/acceptance.md"


@functools.cache
def unit_program(name):
    return next((ROOT / "build/release/src").rglob(name))


@functools.cache
def run(command, folder):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def unit(program, tests):
    """A filter that matches nothing passes too; that would be a check by nobody."""
    status, said = run((str(unit_program(program)), f"--gtest_filter={tests}"), ROOT)
    ran = re.search(r"(\d+) tests? from .* ran", said)
    wanted = 1 if "*" in tests else tests.count(":") + 1
    return status == 0 and ran is not None and int(ran[1]) >= wanted


def http(file, title):
    """The whole file runs once: its tests build on each other."""
    _, said = run(("node", "--test", "--test-reporter=tap", file), ROOT / "tests/http")
    results = [line for line in said.splitlines() if title in line and re.match(r"\s*(not )?ok ", line)]
    return bool(results) and all(line.lstrip().startswith("ok ") for line in results)


def web(file, title):
    status, said = run(("npx", "vitest", "run", file, *(("-t", title) if title else ())), ROOT / "web")
    passed = re.search(r"Tests\s.*?(\d+) passed", re.sub(r"\x1b\[[0-9;]*m", "", said))
    return status == 0 and passed is not None


def holds(shown_by):
    kind, _, rest = shown_by.partition(" ")
    first, _, second = rest.partition(" ")
    if kind == "http":
        return http(first, second)
    return web(first, second) if kind == "web" else unit(kind, rest)


def main():
    failed = 0
    for line in LIST.read_text().splitlines():
        row = re.match(r"\| (\d+) \| (.*?) \| (`.*`) \|$", line)
        if not row:
            continue
        broken = [each for each in re.findall(r"`([^`]+)`", row[3]) if not holds(each)]
        failed += bool(broken)
        print(f"{'FAILED' if broken else 'holds '}  {row[1]:>2}  {row[2]}", flush=True)
        for each in broken:
            print(f"            {each}")
    print(f"{failed} failed" if failed else "all of it holds")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
