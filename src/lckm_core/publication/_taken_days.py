"""Which days an edition takes from others that are published, once it is."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple, TypeVar

import attrs

from lckm_core.law import cites
from lckm_core.publication._editions import EditionRecord
from lckm_core.publication._timeline import shown_of_each, timeline
from lckm_core.publication._workflow import State, Transition
from lckm_core.text import Message

_E = TypeVar("_E", bound=EditionRecord)


class _Taken(NamedTuple):
    edition: EditionRecord
    first: date
    last: date | None


def leaves_no_day(new: EditionRecord, older: EditionRecord, today: date) -> bool:
    """Return whether a newer edition is shown on every day that an older one has left.

    An older one without any day left expires instead.
    """
    window, last = new.shown, older.window.end
    if (
        window is None
        or (window.start is not None and window.start > today)
        or (last is not None and last < today)
    ):
        return False
    return window.end is None or (last is not None and last <= window.end)


@cites("wzór: Obowiązuje od", "wzór: Obowiązuje do")
def taken_days(
    editions: Iterable[EditionRecord], number: int, day: Callable[[date], str] = str
) -> Message | None:
    """Return which editions a published one takes days from, apart from the one it follows.

    Args:
        editions: those of one procedure or announcement.
        number: the number of the published edition, or of one that may be published.
        day: writes a day.

    Returns:
        Which editions, from when and until when, which of them nobody sees any more, and what
        would prevent it; ``None`` where it takes the place of the edition of its first day alone.

    Provisions: wzór: Obowiązuje od, wzór: Obowiązuje do (interpretation I1).
    """
    known = [edition for edition in editions if edition.number <= number]
    new = next((edition for edition in known if edition.number == number), None)
    published_on = new.published_on if new is not None else None
    if new is None or new.state is not State.PUBLISHED or published_on is None:
        return None
    taken = list(_taken(known, new, published_on))
    if not taken:
        return None
    pl = ", ".join(
        f"wersję {edition.number} od {day(first)} {f'do {day(last)}' if last else 'bez końca'}"
        for edition, first, last in taken
    )
    en = ", ".join(
        f"edition {edition.number} from {day(first)} "
        f"{f'until {day(last)}' if last else 'without an end'}"
        for edition, first, last in taken
    )
    loss = _loss(known, new, taken, published_on)
    return Message(
        f"Wersja {number} zastąpi też {pl}. {loss.pl}Jeśli ma być inaczej, potrzebna jest wersja z "
        "innym dniem „Obowiązuje do”.",
        f"Edition {number} takes the place of {en}, too. {loss.en}If it is not to, an edition with "
        "another last day is needed.",
    )


def _taken(known: list[_E], new: EditionRecord, published_on: date) -> Iterator[_Taken]:
    """Yield what would be shown on the days of an edition if it had not been published."""
    own = next((period for period in timeline(known) if period.edition is new), None)
    if own is None:
        return
    begin = max(own.first or published_on, published_on)
    before = [_before(edition, new) for edition in known if edition is not new]
    followed = shown_of_each(before, begin).get(new.id)
    for period in timeline(before):
        first = max(period.first or begin, begin)
        last = min((end for end in (period.last, own.last) if end is not None), default=None)
        is_followed = followed is not None and period.edition.number == followed.number
        if not is_followed and (last is None or first <= last):
            yield _Taken(period.edition, first, last)


def _before(older: _E, new: EditionRecord) -> _E:
    """Return an edition as it was before *new* replaced it."""
    if older.state is not State.REPLACED or older.ended_at is None:
        return older
    if older.ended_at != new.published_at:
        return older
    acts = tuple(act for act in older.acts if act.verb is not Transition.REPLACE)
    return attrs.evolve(older, state=State.PUBLISHED, ended_on=None, acts=acts)


def _loss(
    known: list[EditionRecord], new: EditionRecord, taken: list[_Taken], published_on: date
) -> Message:
    """Return which of the editions will not be seen again; empty where all will be."""
    seen = {
        period.edition.number
        for period in timeline(known)
        if period.last is None or period.last >= published_on
    }
    gone = {older.number: older for older, *_ in taken if older.number not in seen}
    pl, en = "", ""
    for number, older in sorted(gone.items()):
        if leaves_no_day(new, older, published_on):
            pl += f"Wersji {number} nikt już nie zobaczy, także po wycofaniu wersji {new.number}. "
            en += f"Nobody sees edition {number} any more, even if {new.number} is withdrawn. "
        else:
            pl += f"Wersji {number} nikt nie zobaczy, chyba że wycofa się wersję {new.number}. "
            en += f"Nobody sees edition {number} unless {new.number} is withdrawn. "
    return Message(pl, en)
