"""Send malformed forms, bounces and answers: no crash, no loss, and bounded memory.

    python -m promises.hostile --count 1000000 --seconds 3600 --seed 7

Each kind gets its share of the time and of *count*, and ends when either is used up. Each case
depends on the seed, its kind and its number only; what fails is written to a file whose path is
printed.
"""

import argparse
import logging
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from promises.figures import ROOT, Result, arguments, needs_linux

sys.path.insert(0, str(ROOT / "tests" / "fuzz"))
from driving import RESIDENT, Kind, outcomes

from promises.hostile import answers, forms, mails, replies

KINDS = {
    "forms": Kind(forms.make, forms.attempt),
    "bounces": Kind(mails.make, mails.attempt),
    "answers of a helpdesk": Kind(answers.make, answers.attempt),
    "replies of a mail server": Kind(replies.make, replies.attempt),
}


def main() -> int:
    """Run the cases, and return 1 when one failed."""
    needs_linux()
    parser = arguments(__doc__, seconds=3600)
    parser.add_argument("--count", type=int, default=1_000_000, help="of all kinds together")
    parser.add_argument("--start", type=int, default=0, help="the first case's number")
    parser.add_argument("--kinds", nargs="+", choices=sorted(KINDS), default=list(KINDS))
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    result = Result.of("hostile", asked)
    logging.disable()  # each of them is worth a warning
    failed = Path(tempfile.gettempdir()) / f"lckm-hostile-{asked.seed}"
    with tempfile.TemporaryDirectory(prefix="lckm-hostile-") as folder:
        # What a case writes goes here, also when its process is killed.
        tempfile.tempdir = folder
        for at, name in enumerate(asked.kinds):
            until = result.began + asked.seconds * (at + 1) / len(asked.kinds)
            count = asked.count // len(asked.kinds) + (at < asked.count % len(asked.kinds))
            result.figures[name] = _tried(name, asked, count, until, failed, result.faults)
        tempfile.tempdir = None
    result.figures["cases"] = sum(figures["cases"] for figures in result.figures.values())
    if result.figures["cases"] < asked.count:
        result.faults.append(f"only {result.figures['cases']:,} cases were tried in the time given")
    return result.end(asked.to)


def _tried(
    name: str, asked: argparse.Namespace, count: int, until: float, failed: Path, faults: list[str]
) -> dict[str, Any]:
    """Try cases of one kind; return what became of them."""
    tally: Counter[str] = Counter()
    resident, slowest, began = 0, (0.0, 0), time.monotonic()
    for outcome in outcomes(KINDS[name], asked.seed, asked.start, count, asked.jobs, until):
        tally += outcome.tally
        resident, slowest = max(resident, outcome.resident), max(slowest, outcome.slowest)
        for number, case, trace in outcome.failures:
            failed.mkdir(exist_ok=True)
            path = failed / f"{number}-{case.name}"
            path.write_bytes(case.content)
            faults.append(f"{name}, case {number}: {path}: {trace.strip().splitlines()[-1]}")
            print(f"{name}, case {number}: {path}\n{trace}", flush=True)
    if resident > RESIDENT:
        faults.append(f"{name}: memory is not bounded: {resident >> 20} MB")
    seconds = time.monotonic() - began
    return {
        "cases": tally.total(),
        "crashes": tally.pop("FAILED", 0),
        "ends": dict(tally.most_common()),
        "cases a second": round(sum(tally.values()) / seconds),
        "slowest case, ms of processor": round(slowest[0] * 1000),
        "largest process, MB": resident >> 20,
    }


if __name__ == "__main__":
    sys.exit(main())
