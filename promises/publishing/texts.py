"""What heads hand in, round after round, each edition with a mark of its own.

The books of what may be seen of it are kept outside.
"""

import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import Enum

import attrs

from lckm_core import Audience, Procedure
from lckm_core.procedures import parts
from lckm_testing.knowledge_base import knowledge_base
from promises.figures import ROOT

sys.path.insert(0, str(ROOT / "adapters" / "bip" / "tests"))
from site_planting import Planter, found

OFFICE = "Urząd Miasta Łodzi"
_MANY = 5000
_TITLE = 80


class Fate(Enum):
    """What is to become of a text."""

    SHOWN = "shown"
    INTERNAL = "for staff alone"
    LATER = "shown from tomorrow on"
    ENDS = "shown until tomorrow"
    WAITS = "never published"


@attrs.frozen
class Text:
    """One edition of a procedure as it is handed in."""

    procedure: Procedure
    number: int
    fate: Fate

    @property
    def id(self) -> str:
        """The procedure's number."""
        return self.procedure.id

    @property
    def mark(self) -> str:
        """The word that is in this edition and nowhere else."""
        return mark_of(self.id, self.number)

    def is_in_window(self, day: date) -> bool:
        """Return whether its window is open on a day."""
        first, last = self.procedure.valid_from or date.min, self.procedure.valid_to or date.max
        return first <= day <= last


def mark_of(id: str, number: int) -> str:
    """Return the word of an edition."""
    return f"ed{id.removeprefix('KA-')}{number:02}x"


class Texts:
    """Makes texts, with words planted in every starred field, and remembers these."""

    def __init__(self, seed: int) -> None:
        self._more = (one for one in knowledge_base(_MANY, seed=seed) if one.unit == OFFICE)
        self._planter = Planter("qv")

    def starred(self, contents: Iterable[bytes]) -> set[str]:
        """Return the words in any of these that nobody but staff may see."""
        words: set[str] = found(self._planter.words, contents)
        return words

    def new(self, fate: Fate, day: date) -> Text:
        """Return a procedure that was never handed in before."""
        return self._made(next(self._more), 1, fate, day)

    def amended(self, text: Text, day: date) -> Text:
        """Return the next edition of one."""
        return self._made(text.procedure, text.number + 1, Fate.SHOWN, day)

    def _made(self, procedure: Procedure, number: int, fate: Fate, day: date) -> Text:
        tomorrow, mark = day + timedelta(days=1), mark_of(procedure.id, number)
        title = (
            f"{procedure.title.removesuffix(mark_of(procedure.id, number - 1)).strip()[:_TITLE]} "
            f"{mark}"
        )
        planted = self._planter.starred(procedure)
        made = attrs.evolve(
            planted,
            related=(),
            title=title,
            call_centre=attrs.evolve(
                planted.call_centre, other=None
            ),  # not a head's to fill: the call centre notes it
            # No files are handed in, and what names one is not published without it.
            required_documents=parts.RequiredDocuments(
                to_submit=(parts.RequiredDocument("Wniosek"),)
            ),
            other_documents=(),
            internal=fate is Fate.INTERNAL,
            valid_from=tomorrow if fate is Fate.LATER else None,
            valid_to=tomorrow if fate is Fate.ENDS else None,
        )
        return Text(made, number, fate)


class Books:
    """What was done, and what is to be seen because of it."""

    def __init__(self) -> None:
        self.texts: dict[tuple[str, int], Text] = {}
        """What heads wrote, by number and edition."""
        self.published: defaultdict[str, list[Text]] = defaultdict(list)
        self.withdrawn: set[str] = set()
        self.seen: set[str] = set()
        """The numbers that were shown on some day: what was shown stays in BIP's list of
        removed pages, by its number.
        """

    def note(self, kind: str, about: Sequence[tuple[str, int]]) -> None:
        """Note that an act is done."""
        for one in about:
            if kind == "publish":
                self.published[one[0]].append(self.texts[one])
            elif kind == "withdraw":
                self.withdrawn.add(one[0])

    def shown_on(self, day: date) -> Iterator[list[Text]]:
        """Yield the editions of each procedure shown on a day, the last one last."""
        for number, texts in self.published.items():
            newest = texts[-1]
            if (
                number not in self.withdrawn
                and newest.fate is not Fate.INTERNAL
                and newest.is_in_window(day)
            ):
                self.seen.add(number)
                yield texts

    def marks(self, day: date) -> dict[Audience, tuple[set[str], set[str]]]:
        """Return for each face the marks that it has to show on a day, and those it may.

        BIP has the archive.
        """
        due, archived = set(), set()
        for texts in self.shown_on(day):
            due.add(texts[-1].mark)
            archived |= {one.mark for one in texts}
        return {Audience.PORTAL: (due, due), Audience.BIP: (due, archived)}

    def lasting(self, chance: random.Random, day: date) -> Text | None:
        """Return one that is shown that day and on any later one: to be amended or withdrawn."""
        lasting = [texts[-1] for texts in self.shown_on(day) if texts[-1].fate is Fate.SHOWN]
        return chance.choice(lasting) if lasting else None
