"""What the Monitoring section does, day after day.

Each act is a command, with what is in the store when it is done.
"""

import json
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import attrs

from lckm_core import Edition, to_data
from lckm_core.publication import Transition
from promises.publishing.texts import Books, Fate, Text, Texts

START = date(2027, 1, 4)
STAFF, HEAD = "Ewa Pokazowa", "Anna Zielińska"
_FRESH = (Fate.SHOWN, Fate.SHOWN, Fate.INTERNAL, Fate.LATER, Fate.ENDS, Fate.WAITS)
KINDS = ("publish", "withdraw", "export", "import")
"""The acts that are killed."""
_VERBS = {
    transition.command: transition
    for transition in (Transition.PUBLISH, Transition.WITHDRAW, Transition.CHECK)
}


@attrs.frozen
class Act:
    """One command on a day, and what it is about.

    Editions are by number; *file* is what it is given to read.
    """

    kind: str
    words: tuple[str, ...]
    day: date
    about: tuple[tuple[str, int], ...] = ()
    file: str = ""

    @property
    def moment(self) -> datetime:
        """When it is done."""
        return datetime.combine(self.day, time(10), UTC)

    def times(self, edition: Edition | None) -> int:
        """Return how often this is done to what is kept of an edition."""
        if edition is None:
            return 0
        verb = _VERBS.get(self.kind)
        return 1 if verb is None else sum(act.verb is verb for act in edition.acts)


def days(chance: random.Random, texts: Texts, books: Books) -> Iterator[Act]:
    """Yield act after act, without end.

    The next is asked for when the one before is done, and noted in the books.
    """
    day = START
    while True:
        yield Act("export", ("export",), day)
        handed = [texts.new(fate, day) for fate in _FRESH]
        old = books.lasting(chance, day)
        handed += [texts.amended(old, day)] if old else []
        chance.shuffle(handed)
        books.texts |= {(one.id, one.number): one for one in handed}
        yield _import(handed, day)
        wanted = [one for one in handed if one.fate is not Fate.WAITS]
        yield _move("confirm", wanted, day)
        half = chance.randint(1, len(wanted) - 1)
        for some in (wanted[:half], wanted[half:]):
            yield _move("publish", some, day)
        if day > START and (gone := books.lasting(chance, day)):
            yield _move("withdraw", [gone], day)
        day += timedelta(days=1)


def _import(handed: list[Text], day: date) -> Act:
    name = f"{day}.json"
    content = json.dumps([to_data(one.procedure) for one in handed], ensure_ascii=False)
    words = ("import", name, "--asked-by", HEAD, "--reference", f"WZKM.{day}", "--as", STAFF)
    return Act("import", words, day, tuple((one.id, one.number) for one in handed), content)


def _move(verb: str, some: list[Text], day: date) -> Act:
    numbers = [one.id for one in some]
    return Act(
        verb,
        ("procedure", verb, *numbers, "--as", STAFF),
        day,
        tuple((one.id, one.number) for one in some),
    )
