"""Bad documents and bytes against the core: no crash, no hang, memory bounded.

    python tests/fuzz/run.py --count 1000000 --seed 7

Each case depends on the seed and its number only. What fails is written to a file whose
path is printed, and
``--start N --count 1`` with the same seed makes it again.
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

from driving import RESIDENT, Kind, outcomes
from mutating import Case, Corpus, make

from lckm_core import (
    Audience,
    InvalidProcedureError,
    UnreadableFileError,
    check,
    check_file,
    project,
    read,
    to_data,
    to_yaml,
)
from lckm_core.procedures import from_data

DAY = date(2026, 6, 1)


@cache
def corpus() -> Corpus:
    return Corpus.load()


def try_case(case: Case) -> str:
    """Take one case as far as it goes, and say how far that was."""
    if not case.name.startswith("mutant"):
        findings = [
            *check_file(case.name, case.content, "document"),
            *check_file(case.name, case.content, "form"),
        ]
        return (
            "file with findings"
            if any(finding.message for finding in findings)
            else "file accepted"
        )
    try:
        document = read(case.content, name=case.name)
    except UnreadableFileError as error:
        return "unreadable" if error.text("pl") and error.text("en") else "FAILED"
    findings = check(document)
    # One more than the breaks counted: a value left empty at the end of a file stands on the line
    # that would follow. YAML
    # 1.1, which libyaml reads, breaks lines at NEL, LS and PS, too.
    breaks = (b"\n", b"\r", b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xa9")
    lines = 2 + sum(case.content.count(mark) for mark in breaks)
    for finding in findings:
        assert finding.message
        assert finding.line is None or 1 <= finding.line <= lines
    again = (
        len(case.content) % 8 == 0
    )  # an eighth is tried twice over, to see that nothing depends on what was before
    if again:
        assert check(document) == findings, "two checks of one document differ"
    try:
        procedure = document.procedure()
    except InvalidProcedureError:
        assert findings
        return "rejected"
    data = to_data(procedure)
    assert from_data(data) == procedure
    if again:
        assert read(to_yaml(procedure), name="again.yaml").procedure() == procedure
    for audience in Audience:
        projection = project(procedure, audience, on=DAY)
        assert projection is None or projection.to_data()
    return "sound, with findings" if findings else "sound"


def make_case(random: Random) -> Case:
    """Return a case made of the files of this repository."""
    return make(corpus(), random)


DOCUMENTS = Kind(make_case, try_case)


def main() -> int:
    """Run the cases, print what became of them, return 1 when one failed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=int, default=0, help="the first case's number")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    print(f"seed {asked.seed}, cases {asked.start} to {asked.start + asked.count - 1}", flush=True)
    folder = Path(tempfile.gettempdir()) / f"lckm-fuzz-{asked.seed}"
    tally: Counter[str] = Counter()
    resident, slowest, began, said = 0, (0.0, 0), time.monotonic(), 0
    for outcome in outcomes(DOCUMENTS, asked.seed, asked.start, asked.count, asked.jobs):
        tally += outcome.tally
        resident, slowest = max(resident, outcome.resident), max(slowest, outcome.slowest)
        for number, case, trace in outcome.failures:
            folder.mkdir(exist_ok=True)
            path = folder / f"{number}-{case.name}"
            path.write_bytes(case.content)
            print(f"case {number}: {path}\n{trace}", flush=True)
        if (done := tally.total()) - said >= 50_000:
            said = done
            print(f"{done} done, {done / (time.monotonic() - began):.0f} a second", flush=True)
    seconds = time.monotonic() - began
    print(
        f"{tally.total()} cases in {seconds:.0f} s, {tally.total() / seconds:.0f} a second, "
        f"{asked.jobs} processes"
    )
    print(
        f"slowest: case {slowest[1]}, {slowest[0] * 1000:.0f} ms; largest process: "
        f"{resident / 1024**2:.0f} MB"
    )
    for what, number in tally.most_common():
        print(f"{number:>10}  {what}")
    if resident > RESIDENT:
        print(f"memory is not bounded: more than {RESIDENT / 1024**2:.0f} MB")
    return int(bool(tally["FAILED"]) or resident > RESIDENT)


if __name__ == "__main__":
    sys.exit(main())
