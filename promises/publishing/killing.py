"""When a command is killed, and in what phase of its act that was."""

import random
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

import attrs

from lckm_core import Edition
from promises.publishing.acts import Act

TENTHS = 10


class Instants:
    """Instants within an act, as shares of its time: of ten one in each tenth."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._left: defaultdict[str, list[int]] = defaultdict(list)
        self.used: Counter[int] = Counter()
        """How many kills fell into each tenth."""

    def draw(self, kind: str) -> float:
        """Return the next."""
        if not self._left[kind]:
            self._left[kind] = self._chance.sample(range(TENTHS), TENTHS)
        return (self._left[kind][-1] + self._chance.random()) / TENTHS

    def fell(self, kind: str) -> None:
        """Note that the kill came in time.

        Until then the same tenth is drawn: late ones are missed more often.
        """
        self.used[self._left[kind].pop()] += 1


@attrs.frozen
class Shown:
    """What is on the disk of a site: where its link leads, and whether both releases agree."""

    link: tuple[int, int] | None
    level: bool

    @classmethod
    def at(cls, site: Path) -> "Shown":
        """Look at a site."""
        current = site / "current"
        link = (there.st_ino, there.st_ctime_ns) if (there := _stat(current)) else None
        notes = [site / ".lckm-bip" / f"{name}.json" for name in "ab"]
        begun = (site / ".lckm-bip").is_dir()
        level = (
            all(note.is_file() for note in notes) and notes[0].read_bytes() == notes[1].read_bytes()
        )
        return cls(link, level or not begun)


def _stat(path: Path):  # type: ignore[no-untyped-def]
    try:
        return path.lstat()
    except FileNotFoundError:
        return None


def phase(act: Act, kept: Mapping[tuple[str, int], Edition], before: Shown, now: Shown) -> str:
    """Return whether a command was killed before, in or after its act, by what it left."""
    done = sum(act.times(kept.get(one)) > 0 for one in act.about)
    if done < len(act.about):
        return "while: some are kept" if done else "before: nothing is kept"
    if act.kind == "import":
        return "after: all are kept"
    if now.link == before.link:
        if not now.level:
            return "while: the release that is not shown is being written"
        return (
            "while: all are kept, the site is not begun"
            if act.about
            else "before: the site is not begun"
        )
    return (
        "after: shown by both faces"
        if now.level
        else "while: shown, the other release is being brought up"
    )
