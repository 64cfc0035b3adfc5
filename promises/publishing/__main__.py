"""Kill publish, withdraw, export and import, and see that all is as if nothing had been.

    python -m promises.publishing --database postgresql --kills 200 --seed 7

Commands are killed at any instant, and repeated as an operator would. Each act is done twice: in
an office whose commands are never killed, and in one whose commands are. Meanwhile a reader looks
at both faces of the second. What was acknowledged and what was seen is held against books kept
outside, and against the first office.
"""

import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from promises.figures import Result, arguments, needs_linux
from promises.processes import Running
from promises.publishing import judging, reading
from promises.publishing.acts import KINDS, Act, days
from promises.publishing.broken import BROKEN
from promises.publishing.killing import TENTHS, Instants, Shown, phase
from promises.publishing.office import Office, offices
from promises.publishing.texts import Books, Texts

_AGAIN = 0.3
"""How often the command that repeats one that was killed is killed as well."""


def main() -> int:
    """Run it, and return 1 when anything is wrong."""
    needs_linux()
    parser = arguments(__doc__, seconds=3600)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument(
        "--acts", nargs="+", choices=KINDS, default=list(KINDS), help="which are killed"
    )
    parser.add_argument(
        "--broken",
        nargs="+",
        choices=BROKEN,
        default=[],
        help="break the promise, to see that it is noticed",
    )
    parser.add_argument("--keep", action="store_true", help="keep the folder, and say where it is")
    asked = parser.parse_args()
    result = Result.of("publishing", asked)
    home = Path(tempfile.mkdtemp(prefix="lckm-publishing-"))
    try:
        with offices(asked.database, home, frozenset(asked.broken)) as (killed, whole):
            Run(asked, killed, whole, result).all()
    finally:
        if asked.keep:
            print(f"  the folder: {home}")
        else:
            shutil.rmtree(home, ignore_errors=True)
    return result.end(asked.to)


class Run:
    """One run: acts of day after day, until as many commands were killed as asked for."""

    def __init__(self, asked: Any, killed: Office, whole: Office, result: Result) -> None:
        self.asked, self.killed, self.whole, self.result = asked, killed, whole, result
        self.chance = random.Random(asked.seed)
        self.texts, self.books = Texts(asked.seed), Books()
        self.instants = Instants(random.Random(asked.seed))
        self.phases: dict[str, Counter[str]] = {kind: Counter() for kind in asked.acts}
        self.counts: Counter[str] = Counter()
        self.states = [judging.State(0, 0, {}, "")]
        self.days: set[date] = set()

    @property
    def left(self) -> int:
        """How many kills are left."""
        return int(self.asked.kills - sum(map(Counter.total, self.phases.values())))

    def all(self) -> None:
        """Do it all."""
        acts = days(self.chance, self.texts, self.books)
        act = next(acts)
        for office in (self.killed, self.whole):
            office.build(act.moment)
        reader = Running(
            "reader",
            "reader",
            self.killed.home / "reader.log",
            reading.read,
            self.killed.site,
            self._notes,
        )
        reader.start()
        try:
            while self.left and time.monotonic() < self.result.began + self.asked.seconds:
                self._do(act)
                act = next(acts)
                if reader.code is not None:
                    raise RuntimeError("the reader ended by itself: see its log")
        finally:
            reader.kill()
        if self.left:
            self.result.faults.append(
                f"{self.left} kills were left when the time was over: give it more --seconds"
            )
        self._judge_all()

    @property
    def _notes(self) -> Path:
        return self.killed.home / reading.LOOKS

    def _do(self, act: Act) -> None:
        """Do one act in both offices, and judge what came of it."""
        if act.file:
            for office in (self.whole, self.killed):
                (office.folder / act.words[1]).write_text(act.file, encoding="utf-8")
        straight = self.whole.does(act.words, act.moment)
        if straight.code != 0:
            raise RuntimeError(
                f"{act.kind} fails without any kill: "
                f"{self.whole.log.read_text(encoding='utf-8')[-2000:]}"
            )
        began = time.monotonic()
        if act.kind in self.asked.acts:
            self._kill(act, straight.seconds)
        again = self.killed.does(act.words, act.moment)
        if again.code not in (0, 1):  # 1: what was kept before the kill is refused, and shown
            self.result.faults.append(f"{act.kind}, repeated, ended with {again.code}")
        if act.kind == "import":
            self.counts["imports run once more when they were done"] += 1
            self.killed.does(act.words, act.moment)
        pages = judging.file_digests(self.whole)
        self.states.append(judging.State(began, time.monotonic(), pages, reading.digest_of(pages)))
        self.days.add(act.day)
        self.counts["acts"] += 1
        self.books.note(act.kind, act.about)
        self.result.faults += judging.wrong_when_done(act, self.books, self.killed, self.whole)
        if self.states[-1].digest != self.states[-2].digest:
            self.result.faults += judging.wrong_to_see(
                self.books, self.texts, act, self.killed.site
            )

    def _kill(self, act: Act, seconds: float) -> None:
        """Kill the command of an act at an instant; sometimes the one that repeats it, too."""
        before = Shown.at(self.killed.site)
        while self.left:
            share = self.instants.draw(act.kind)
            ended = self.killed.does(act.words, act.moment, killed_after=share * seconds)
            kept = self.killed.kept()
            said = judging.acknowledged(act, ended.lines)
            self.result.faults += judging.lost(act, said, kept)
            if ended.code != -signal.SIGKILL:
                self.counts["commands that ended before their instant came"] += 1
                return
            self.instants.fell(act.kind)
            self.counts["editions acknowledged by commands that were killed"] += len(said)
            self.phases[act.kind][phase(act, kept, before, Shown.at(self.killed.site))] += 1
            if self.chance.random() > _AGAIN:
                return

    def _judge_all(self) -> None:
        """Judge what the reader saw, the store, the trail, and the site by its own check."""
        looks = judging.Looks(self.states)
        looks.judge(self._notes)
        kept = self.killed.kept()
        faults = [
            *self.result.faults,
            *looks.faults,
            *judging.wrong_in_trail(self.killed.trail(), self.whole.trail()),
        ]
        if kept != self.whole.kept():
            faults.append("kept otherwise than without any kill")
        faults += judging.wrong_with_site(self.killed.site)
        self.result.faults = judging.some_of_each(faults)
        self.result.figures = {
            "kills": sum(map(Counter.total, self.phases.values())),
            "killed": {kind: dict(sorted(found.items())) for kind, found in self.phases.items()},
            "by the tenth of the act in which they fell": {
                str(one + 1): self.instants.used[one] for one in range(TENTHS)
            },
            **self.counts,
            "days": len(self.days),
            "procedures": len({number for number, _ in kept}),
            "editions": len(kept),
            "files of the site in the end": len(self.states[-1].pages),
            **looks.counts,
            "found wrong": judging.counted(faults),
        }


if __name__ == "__main__":
    sys.exit(main())
