"""A button is shown if and only if what it does is not refused, counted over all staff."""

import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from promises.figures import ROOT, Result
from promises.rows import at_most, without_target

_TESTS = ROOT / "adapters" / "desk" / "tests"
_FILES = ("test_permissions.py", "test_announcements.py", "test_terms.py")
_COMPARED = "properties/property[@name='compared']"


def permissions(asked: Any, folder: Path, result: Result) -> None:
    """Run the tests of the desk that are made from its acts, its staff and states of things."""
    to = folder / "tests.xml"
    options = ["-q", "-n", "0", "-p", "no:cacheprovider", "--all", f"--junitxml={to}"]
    # The family of files in which a test may have properties of its own.
    options += ["-o", "junit_family=xunit1"]
    chosen = ["-k", asked.tests, *(str(_TESTS / name) for name in _FILES)]
    command = [sys.executable, "-m", "pytest", *options, *chosen]
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
    cases = list(ElementTree.parse(to).iter("testcase"))
    failed = [case for case in cases if case.find("failure") is not None]
    failed += [case for case in cases if case.find("error") is not None]
    held = [case for case in cases if case not in failed and case.find(_COMPARED) is not None]
    counts = [int(one.get("value", "0")) for case in held for one in case.findall(_COMPARED)]
    result.faults += [f"{case.get('classname')}::{case.get('name')}" for case in failed]
    if not counts:
        result.faults.append("nothing was compared")
    result.figures["rows"] = [
        without_target("acts offered if and only if they are allowed", sum(counts), ""),
        without_target("… people with states of things", len(held), ""),
        at_most("… of these, with an offer that is wrong", len(failed), 0, ""),
    ]
