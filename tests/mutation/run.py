"""Faults put into a distribution one by one, to see that a test notices each.

    python tests/mutation/run.py procedures/rules publication
    python tests/mutation/run.py --of lckm_http forms.py protection.py

A process that has imported and collected everything forks for each mutant. The child takes the
mutated functions over and runs the tests that reach the line, until one fails. What is run at
import needs more: a process that has imported only other people's packages forks, imports the
mutated module and collects. No file is changed.
"""

import argparse
import importlib
import os
import pickle
import random
import sys
import tempfile
import traceback
from collections import Counter, defaultdict
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import cold
import pytest
import warm
from distributions import CORE, ROOT, Distribution, distribution
from forking import BROKEN, HUNG, KILLED, in_children
from mutants import Mutant, mutants, sources
from reach import OPTIONS

NOTICED = (KILLED, HUNG, BROKEN)


class Result(NamedTuple):
    """What became of a mutant."""

    mutant: Mutant
    outcome: str
    seconds: float


class Log:
    """What is known so far; the survivors are written as they come."""

    def __init__(self, folder: Path, texts: dict[str, str], expected: int) -> None:
        self.folder, self.texts, self.expected = folder, texts, expected
        self.results: list[Result] = []
        folder.mkdir(parents=True, exist_ok=True)
        self.survivors = (folder / "survivors.txt").open("w", encoding="utf-8")

    def record(self, mutant: Mutant, outcome: str, seconds: float) -> None:
        """Note the outcome of a mutant."""
        self.results.append(Result(mutant, outcome, seconds))
        if outcome not in NOTICED:
            source = self.texts[mutant.module].splitlines()[mutant.line - 1].strip()
            print(f"{mutant.name} {outcome}: {source}", file=self.survivors, flush=True)
        if len(self.results) % 10 == 0:
            print(f"{len(self.results)} of {self.expected}", flush=True)
            self.save()

    def save(self) -> None:
        """Write the rates so far."""
        (self.folder / "results.md").write_text(
            f"{self.table(2)}\n\n{self.table()}\n", encoding="utf-8"
        )

    def table(self, depth: int | None = None) -> str:
        """Return the counts by module, or by the first *depth* parts of its path."""
        parts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for mutant, outcome, _ in self.results:
            outcome = KILLED if outcome in NOTICED else outcome
            parts["/".join(Path(mutant.module).parts[:depth])][outcome] += 1
            parts["together"][outcome] += 1
        rows = ["| part | mutants | killed | not reached | rate |", "|---|---:|---:|---:|---:|"]
        for name, count in sorted(parts.items(), key=lambda part: (part[0] == "together", part[0])):
            killed, rate = count[KILLED], f"{100 * count[KILLED] / count.total():.1f} %"
            rows.append(
                f"| {name} | {count.total()} | {killed} | {count[warm.UNREACHED]} | {rate} |"
            )
        return "\n".join(rows)


def judge_all(whole: Distribution, tasks: list[Mutant], log: Log, jobs: int, quick: bool) -> None:
    """Judge what can be judged by a process that has everything, then (not in a *quick* run)
    the rest.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "warm"
        pid = os.fork()
        if not pid:
            judge = warm.Judge(whole, tasks, log.texts, jobs, log.record)
            try:
                pytest.main([*OPTIONS, *whole.tests], plugins=[judge])
                known = (log.results, judge.left, judge.reach, judge.others())
                path.write_bytes(pickle.dumps(known))
            except BaseException:  # noqa: BLE001 - else a forked process is silent
                traceback.print_exc()
            finally:
                os._exit(0)
        os.waitpid(pid, 0)
        log.results, left, reach, others = pickle.loads(path.read_bytes())
    print(f"{len(left)} to be imported anew", flush=True)
    for name in [] if quick else others:  # so that a process forked for a mutant has it
        with suppress(Exception):
            importlib.import_module(name)
    random.Random(0).shuffle(left)  # so that a run that is stopped has seen some of everything
    for (mutant, _), outcome, seconds in in_children(
        [] if quick else left,
        lambda task: cold.judge(
            whole, task[0], task[1] or whole.tests, log.texts[task[0].module], reach
        ),
        jobs,
    ):
        log.record(mutant, outcome, seconds)


def main() -> None:
    """Judge the mutants of the parts asked for and print the rates."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "parts",
        nargs="*",
        help="folders and files of the package, such as " + ", ".join(CORE.parts),
    )
    parser.add_argument("--of", default=CORE.package, help="the package, such as lckm_http")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many at a time")
    parser.add_argument("--quick", action="store_true", help="leave out what is run at import")
    parser.add_argument(
        "--also",
        nargs="+",
        default=[],
        metavar="TESTS",
        help="ask these too, such as tests/property or the tests of an adapter that uses this one",
    )
    parser.add_argument(
        "--faults",
        default="",
        help="judge only those whose name begins like this: LeaveOut, HalfRight",
    )
    parser.add_argument(
        "--only", type=Path, help="judge only the mutants named in this file, such as survivors.txt"
    )
    parser.add_argument("--to", type=Path, help="folder of the results; otherwise one in .mutation")
    parser.add_argument(
        "--at-least", type=float, default=90, help="percent to be killed, or the exit code is 1"
    )
    asked = parser.parse_args()
    os.chdir(ROOT)
    whole = distribution(asked.of)
    whole = whole._replace(tests=[*whole.tests, *asked.also])
    texts = sources(whole.folder, asked.parts or whole.parts)
    tasks = [mutant for name, text in texts.items() for mutant in mutants(text, name)]
    tasks = [mutant for mutant in tasks if mutant.operator.startswith(asked.faults)]
    if asked.only:
        names = {line.split(" ")[0] for line in asked.only.read_text(encoding="utf-8").splitlines()}
        tasks = [mutant for mutant in tasks if mutant.name in names]
    print(f"{len(tasks)} mutants in {len(texts)} modules", flush=True)
    log = Log(asked.to or ROOT / ".mutation" / whole.package, texts, len(tasks))
    judge_all(whole, tasks, log, asked.jobs, asked.quick)
    log.save()
    print(log.table())
    killed = sum(result.outcome in NOTICED for result in log.results)
    sys.exit(100 * killed < asked.at_least * len(log.results))


if __name__ == "__main__":
    main()
