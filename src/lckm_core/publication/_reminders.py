"""What the Monitoring section is reminded of, so that what is published stays true (zarz. § 1 ust. 1, zał. 2 § 8, § 9)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from functools import cache

import attrs

from lckm_core.calendar import civil_day
from lckm_core.law import cites
from lckm_core.organisation import Directory, misnamed_cell, misnamed_unit
from lckm_core.procedures import Procedure
from lckm_core.publication._editions import Edition
from lckm_core.publication._instants import day_of
from lckm_core.publication._projection.links import links
from lckm_core.publication._timeline import DisplayPeriod, timeline
from lckm_core.publication._workflow import State
from lckm_core.text import EmptyWord, Message

Fetch = Callable[[str], bool | None]
"""Says of a web address whether it leads anywhere: ``False`` for a dead one, ``None`` where that cannot be told now."""

# The ordinance names no days for either; these hold unless the host gives others.
WINDOW_DAYS = 30
"""How many days before its last day a procedure is called to mind."""
WAITING_DAYS = 14
"""How many days an edition may wait without an act before it is called to mind."""


class ReminderKind(StrEnum):
    """What a reminder is about, in the order in which they come."""

    WINDOW_ENDS = "window-ends"
    UNIT_GONE = "unit-gone"
    OWNER_GONE = "owner-gone"
    NOT_LOOKED_AT = "not-looked-at"
    DEAD_LINK = "dead-link"
    WAITS = "waits"


@attrs.frozen
class Reminder:
    """One thing that somebody has to see to: of which procedure, where in it (a JSON Pointer), and in words what to do.

    ``since`` is the day from which it stands so, or will; ``None`` where no day says it.
    """

    kind: ReminderKind
    procedure: str
    message: Message
    path: str = ""
    since: date | None = None


@cites("zarz. § 1 ust. 1", "zał. 2 § 8 ust. 3", "wzór: Obowiązuje do")
def due_reminders(
    editions: Iterable[Edition],
    directory: Directory,
    *,
    on: date,
    within: int = WINDOW_DAYS,
    waiting: int = WAITING_DAYS,
    fetch: Fetch | None = None,
) -> tuple[Reminder, ...]:
    """Return what there is to see to on that day, by procedure, then by kind and place.

    Args:
        editions: all that is kept, of any number of procedures.
        directory: the units, cells and named staff that there are. Without named staff nothing is said of owners.
        on: the day, or a moment, whose day in Europe/Warsaw counts.
        within: how many days before its last day a procedure is called to mind.
        waiting: after how many days without an act an edition on its way is called to mind.
        fetch: asked of each web address once, whatever it is asked of; it must not raise. Without one nothing is said of links.

    Raises ``ValueError`` for a moment without a time zone. Provisions: zarz. § 1 ust. 1 (heads answer for the content), zał. 2
    § 8 ust. 3; the days and the year are ours.
    """
    day = day_of(on)
    by_id: dict[str, list[Edition]] = {}
    for edition in editions:
        by_id.setdefault(edition.id, []).append(edition)
    alive = cache(fetch) if fetch else None
    found: list[Reminder] = []
    for id_ in sorted(by_id):
        own = sorted(by_id[id_], key=lambda one: one.number)
        spans = [span for span in timeline(own) if span.last is None or span.last >= day]
        if spans:
            found += _ending(own, spans, day, within)
            found += _gone(spans[0].edition, directory, day)
            found += _unseen(own, spans[0].edition, day)
            found += _dead(spans[0].edition, alive) if alive else ()
        found += _waiting(own[-1], day, waiting)
    return tuple(found)


def _ending(
    own: Sequence[Edition], spans: Sequence[DisplayPeriod], day: date, within: int
) -> Iterator[Reminder]:
    """Yield a reminder when the last day of all is near."""
    last = spans[-1].last
    if last is None or (last - day).days > within:
        return
    newest = own[-1]
    pl, en = (
        (
            f"Czeka już wersja {newest.number} ({newest.state.words}): opublikuj ją do tego dnia.",
            f"Edition {newest.number} waits ({newest.state.value}): publish it by that day.",
        )
        if newest.state in _ON_ITS_WAY
        else (
            "Poproś kierownika o nową wersję albo o potwierdzenie, że procedura ma zniknąć.",
            "Ask its head for a new edition, or for their word that the procedure is to go.",
        )
    )
    yield Reminder(
        ReminderKind.WINDOW_ENDS,
        newest.id,
        Message(
            f"{newest.id} obowiązuje do {last} i nic jej potem nie zastępuje. {pl}",
            f"{newest.id} is valid until {last} and nothing follows it. {en}",
        ),
        "/valid_to",
        last,
    )


def _gone(edition: Edition, directory: Directory, day: date) -> Iterator[Reminder]:
    """Yield a reminder for a unit or cell that is no longer there, else for an owner who is not."""
    procedure, id_ = edition.procedure, edition.id
    unit = misnamed_unit(directory, procedure.unit, day)
    gone = unit or (
        misnamed_cell(directory, procedure.unit, procedure.cell) if procedure.cell else None
    )
    if gone:
        key, label, name = (
            ("unit", "Jednostka", procedure.unit) if unit else ("cell", "Komórka", procedure.cell)
        )
        said = Message(
            f"{id_}: w spisie jednostek z {day} nie ma „{name}” (pole „{label}”). Ustal, kto przejął sprawę, i poproś o wniosek o aktualizację.",
            f"{id_}: the directory of {day} has no “{name}” (field {key}). Find out who took the matter over, and ask for an update request.",
        )
        yield Reminder(ReminderKind.UNIT_GONE, id_, said, f"/{key}")
    if directory.people and not directory.named(procedure.owner.name, day):
        said = Message(
            f"{id_}: właściciela procedury nie ma w spisie osób z {day}. Poproś kierownika o wskazanie nowego (pole „Właściciel”).",
            f"{id_}: the procedure's owner is not among the named staff of {day}. Ask its head to name a new one (field owner).",
        )
        yield Reminder(ReminderKind.OWNER_GONE, id_, said, "/owner/name")


def _unseen(own: Sequence[Edition], shown: Edition, day: date) -> Iterator[Reminder]:
    """Yield a reminder for the legal basis and for fees that nobody looked at for a year (see :func:`looked_at`)."""
    for key, label in (("legal_basis", "Podstawa prawna"), ("fees", "Opłaty")):
        seen = looked_at(own, shown, key)
        if (
            seen is None
            or isinstance(getattr(shown.procedure, key), EmptyWord)
            or not _a_year_on(seen, day)
        ):
            continue
        said = Message(
            f"{shown.id}: „{label}” bez zmian od {seen}. Poproś kierownika, by sprawdził, czy jest aktualne; jeśli tak, niech przekaże "
            "ten sam tekst jeszcze raz, a jeśli nie, wniosek o aktualizację.",
            f"{shown.id}: {key} has stood as it is since {seen}. Ask its head whether it still holds; if so, have the same text "
            "handed in again, and if not, an update request.",
        )
        yield Reminder(ReminderKind.NOT_LOOKED_AT, shown.id, said, f"/{key}", seen)


def looked_at(editions: Iterable[Edition], shown: Edition, key: str) -> date | None:
    """Return the day on which a field of the edition *shown* was last looked at, as far as editions tell; ``None`` where none does.

    It is the day of publication of the newest edition, up to *shown*, that changed the field, or that brought the whole text
    again without any change: that is how a head says that it all still holds. An edition that changed something else says nothing of it.

    Raises nothing. Provision: zarz. § 1 ust. 1.
    """
    published = sorted(
        (one for one in editions if one.published_on is not None and one.number <= shown.number),
        key=lambda one: one.number,
    )
    seen: date | None = None
    before: Procedure | None = None
    for edition in published:
        text = attrs.evolve(
            edition.procedure, produced_on=None
        )  # the day of production is another for each text handed in
        if before is None or text == before or getattr(text, key) != getattr(before, key):
            seen = edition.published_on
        before = text
    return seen


def _a_year_on(since: date, day: date) -> bool:
    """Return whether a year has passed; from 29 February on 1 March."""
    return (since.year + 1, since.month, since.day) <= (day.year, day.month, day.day)


def _dead(edition: Edition, alive: Fetch) -> Iterator[Reminder]:
    for path, url in links(edition.procedure):
        if alive(url) is False:
            said = Message(
                f"{edition.id}: adres {url} nie działa ({path}). Poproś kierownika o właściwy albo usuń go wnioskiem o aktualizację.",
                f"{edition.id}: the address {url} is dead ({path}). Ask its head for the right one, or remove it by an update request.",
            )
            yield Reminder(ReminderKind.DEAD_LINK, edition.id, said, path)


_ON_ITS_WAY = {
    State.RECEIVED: Message(
        "sprawdź ją i potwierdź, popraw albo zwróć", "check it, and confirm, correct or return it"
    ),
    State.CORRECTED: Message(
        "poproś kierownika o uzgodnienie poprawek", "ask its head to agree to the corrections"
    ),
    State.CHECKED: Message("opublikuj ją", "publish it"),
}
"""The states of an edition that may yet be shown, with what is to be done about it."""
_ASK = Message(
    "zapytaj kierownika, kiedy przekaże poprawioną", "ask its head when the corrected one will come"
)


def _waiting(newest: Edition, day: date, waiting: int) -> Iterator[Reminder]:
    """Yield a reminder for an edition on its way, or sent back, that nobody has acted on for long."""
    do = _ASK if newest.state is State.RETURNED else _ON_ITS_WAY.get(newest.state)
    if do is None or not newest.acts:
        return
    since = civil_day(newest.acts[-1].at)
    if (day - since).days < waiting:
        return
    said = Message(
        f"{newest.id}: wersja {newest.number} ({newest.state.words}) czeka od {since}: {do.pl}.",
        f"{newest.id}: edition {newest.number} ({newest.state.value}) has waited since {since}: {do.en}.",
    )
    yield Reminder(ReminderKind.WAITS, newest.id, said, since=since)
