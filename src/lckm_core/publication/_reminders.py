"""Reminders for the Monitoring section, so that what is published stays true.

Provisions: zarz. § 1 ust. 1, zał. 2 § 8, § 9.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any
from unicodedata import normalize

import attrs

from lckm_core.calendar import civil_day
from lckm_core.fields import Shape, fields_of, object_shape
from lckm_core.findings import pointer
from lckm_core.law import cites
from lckm_core.organisation import Directory, misnamed_cell, misnamed_unit
from lckm_core.procedures import MISSING_FILE, Departure, Procedure, named_files
from lckm_core.publication._editions import Edition
from lckm_core.publication._instants import day_of
from lckm_core.publication._timeline import timeline
from lckm_core.publication._workflow import State
from lckm_core.text import MARKDOWN_LINK, EmptyWord, Message

Fetch = Callable[[str], bool | None]
"""Says whether a web address works: ``False`` for a dead one, ``None`` where unknown now."""

# The ordinance names no days; these hold unless the host gives others.
WINDOW_DAYS = 30
"""How many days before its last day there is a reminder of a procedure."""
WAITING_DAYS = 14
"""After how many days without an act there is a reminder of an edition."""


class ReminderKind(StrEnum):
    """What a reminder is about, in the order in which they come."""

    WINDOW_ENDS = "window-ends"
    UNIT_GONE = "unit-gone"
    OWNER_GONE = "owner-gone"
    NOT_LOOKED_AT = "not-looked-at"
    DEAD_LINK = "dead-link"
    FILE_MISSING = "file-missing"
    WAITS = "waits"


@attrs.frozen
class Reminder:
    """One thing that somebody has to do: for which procedure, where in it, and what.

    ``path`` is a JSON Pointer. ``begins_on`` is the day from which it holds, or will; ``None``
    where there is no such day.
    """

    kind: ReminderKind
    procedure: str
    message: Message
    path: str = ""
    begins_on: date | None = None


@cites("zarz. § 1 ust. 1", "zał. 2 § 8 ust. 3", "wzór: Obowiązuje do")
def due_reminders(
    editions: Iterable[Edition],
    directory: Directory,
    *,
    on: date,
    within: int = WINDOW_DAYS,
    waiting: int = WAITING_DAYS,
    fetch: Fetch | None = None,
    departures: Iterable[Departure] = (),
) -> tuple[Reminder, ...]:
    """Return the reminders of that day, by procedure, then by kind and place.

    Args:
        editions: all editions, of any number of procedures.
        directory: the units, cells and named staff. Without named staff no owner is checked.
        on: the day, or a moment, whose day in Europe/Warsaw counts.
        within: how many days before its last day there is a reminder of a procedure.
        waiting: after how many days without an act there is a reminder of an edition on its way.
        fetch: asked about each web address once; it must not raise. Without one no link is checked.
        departures: those from the rule that a named file is handed in lift its reminder.

    Raises ``ValueError`` for a moment without a time zone. Provisions: zarz. § 1 ust. 1 (heads
    answer for the content), zał. 2 § 8 ust. 3; the days and the year are ours.
    """
    day = day_of(on)
    by_id: dict[str, list[Edition]] = {}
    for edition in editions:
        by_id.setdefault(edition.id, []).append(edition)
    fetch_once = cache(fetch) if fetch else None
    without_files = {
        departure.procedure for departure in departures if departure.code == MISSING_FILE.code
    }
    reminders: list[Reminder] = []
    for id_ in sorted(by_id):
        procedure_editions = sorted(by_id[id_], key=lambda edition: edition.number)
        periods = [
            period
            for period in timeline(procedure_editions)
            if period.last is None or period.last >= day
        ]
        if periods:
            shown = periods[0].edition
            reminders += _window_end(procedure_editions[-1], periods[-1].last, day, within)
            reminders += _unlisted_unit_and_owner(shown, directory, day)
            reminders += _not_reviewed(procedure_editions, shown, day)
            if fetch_once:
                reminders += _dead_links(shown, fetch_once)
        if id_ not in without_files:
            reminders += _missing_files(
                periods[0].edition if periods else None, procedure_editions[-1]
            )
        reminders += _waiting_edition(procedure_editions[-1], day, waiting)
    return tuple(reminders)


def _window_end(newest: Edition, last: date | None, day: date, within: int) -> Iterator[Reminder]:
    """Yield a reminder when the last day of all is near."""
    if last is None or (last - day).days > within:
        return
    if newest.state in _TO_DO:
        pl = f"Czeka już wersja {newest.number} ({newest.state.words}): opublikuj ją do tego dnia."
        en = f"Edition {newest.number} waits ({newest.state.value}): publish it by that day."
    else:
        pl = "Poproś kierownika o nową wersję albo o potwierdzenie, że procedura ma zniknąć."
        en = "Ask its head for a new edition, or to confirm that the procedure is to go."
    message = Message(
        f"{newest.id} obowiązuje do {last} i nic jej potem nie zastępuje. {pl}",
        f"{newest.id} is valid until {last} and nothing follows it. {en}",
    )
    yield Reminder(ReminderKind.WINDOW_ENDS, newest.id, message, "/valid_to", last)


def _unlisted_unit_and_owner(
    edition: Edition, directory: Directory, day: date
) -> Iterator[Reminder]:
    """Yield reminders for a unit or cell, and for an owner, that the directory does not have."""
    procedure, id_ = edition.procedure, edition.id
    if misnamed_unit(directory, procedure.unit, day):
        yield _unlisted_unit(id_, "unit", "Jednostka", procedure.unit, day)
    elif procedure.cell and misnamed_cell(directory, procedure.unit, procedure.cell):
        yield _unlisted_unit(id_, "cell", "Komórka", procedure.cell, day)
    if directory.people and not directory.named(procedure.owner.name, day):
        message = Message(
            f"{id_}: właściciela procedury nie ma w spisie osób z {day}. "
            "Poproś kierownika o wskazanie nowego (pole „Właściciel”).",
            f"{id_}: the procedure's owner is not among the named staff of {day}. "
            "Ask its head to name a new one (field owner).",
        )
        yield Reminder(ReminderKind.OWNER_GONE, id_, message, "/owner/name")


def _unlisted_unit(id_: str, key: str, label: str, name: str, day: date) -> Reminder:
    message = Message(
        f"{id_}: w spisie jednostek z {day} nie ma „{name}” (pole „{label}”). "
        "Ustal, kto przejął sprawę, i poproś o wniosek o aktualizację.",
        f"{id_}: the directory of {day} has no “{name}” (field {key}). "
        "Find out who took the matter over, and ask for an update request.",
    )
    return Reminder(ReminderKind.UNIT_GONE, id_, message, f"/{key}")


def _not_reviewed(
    procedure_editions: Sequence[Edition], shown: Edition, day: date
) -> Iterator[Reminder]:
    """Yield reminders for the legal basis and fees that nobody reviewed for a year."""
    for key, label in (("legal_basis", "Podstawa prawna"), ("fees", "Opłaty")):
        reviewed = last_review(procedure_editions, shown, key)
        if (
            reviewed is None
            or isinstance(getattr(shown.procedure, key), EmptyWord)
            or not _a_year_passed(reviewed, day)
        ):
            continue
        message = Message(
            f"{shown.id}: „{label}” bez zmian od {reviewed}. Poproś kierownika, by sprawdził, "
            "czy jest aktualne; jeśli tak, niech przekaże ten sam tekst jeszcze raz, "
            "a jeśli nie, wniosek o aktualizację.",
            f"{shown.id}: {key} has not changed since {reviewed}. Ask its head whether it still "
            "holds; if so, have the same text handed in again, and if not, an update request.",
        )
        yield Reminder(ReminderKind.NOT_LOOKED_AT, shown.id, message, f"/{key}", reviewed)


def last_review(editions: Iterable[Edition], shown: Edition, key: str) -> date | None:
    """Return the day on which a field of the edition *shown* was last reviewed.

    It is the day of publication of the newest edition, up to *shown*, that changed the field, or
    that repeated the whole text without any change, which is how a head confirms all of it. An
    edition that changed something else does not count. ``None`` where no edition does. Provision:
    zarz. § 1 ust. 1.
    """
    published = sorted(
        (
            edition
            for edition in editions
            if edition.published_on is not None and edition.number <= shown.number
        ),
        key=lambda edition: edition.number,
    )
    reviewed: date | None = None
    before: Procedure | None = None
    for edition in published:
        # Each text handed in has a new day of production, and the call centre's note is not the
        # head's: neither is a review.
        text = attrs.evolve(edition.with_note(None).procedure, produced_on=None)
        if before is None or text == before or getattr(text, key) != getattr(before, key):
            reviewed = edition.published_on
        before = text
    return reviewed


def _a_year_passed(begin: date, day: date) -> bool:
    """Return whether a year has passed; from 29 February on 1 March."""
    return (begin.year + 1, begin.month, begin.day) <= (day.year, day.month, day.day)


def _dead_links(edition: Edition, fetch: Fetch) -> Iterator[Reminder]:
    for path, url in links(edition.procedure):
        if fetch(url) is False:
            message = Message(
                f"{edition.id}: adres {url} nie działa ({path}). "
                "Poproś kierownika o właściwy albo usuń go wnioskiem o aktualizację.",
                f"{edition.id}: the address {url} is dead ({path}). "
                "Ask its head for the right one, or remove it by an update request.",
            )
            yield Reminder(ReminderKind.DEAD_LINK, edition.id, message, path)


def links(procedure: Procedure) -> Iterator[tuple[str, str]]:
    """Yield each web address of *procedure* with its place, a JSON Pointer, in form order.

    Addresses in starred fields are included. Provision: zał. 2 § 9 ust. 1.
    """
    for path, url in _links(procedure, object_shape(Procedure), ()):
        yield pointer(path), url


def _links(
    value: Any, shape: Shape | None, path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if shape is None or value is None or isinstance(value, EmptyWord):
        return
    if shape.form == "list":
        for at, item in enumerate(value):
            yield from _links(item, shape.element, (*path, at))
    elif shape.model is not None:
        for field in fields_of(shape.model):
            yield from _links(getattr(value, field.key), field.shape, (*path, field.key))
    elif shape.text is not None and shape.text.name == "url":
        yield path, value
    elif shape.text is not None and shape.text.markdown:
        for _, url in MARKDOWN_LINK.findall(value):
            if url.startswith(("https://", "http://")):
                yield path, url


def _missing_files(shown: Edition | None, newest: Edition) -> Iterator[Reminder]:
    """Yield a reminder for each file that is named and was not handed in."""
    editions = [newest] if shown is newest or shown is None else [shown, newest]
    for edition in (candidate for candidate in editions if candidate.state.may_be_shown):
        held = {normalize("NFC", file.name) for file in edition.files}
        for path, name, _ in named_files(edition.procedure):
            if normalize("NFC", name) not in held:
                yield _missing_file(edition, pointer(path), name)


def _missing_file(edition: Edition, path: str, name: str) -> Reminder:
    message = Message(
        f"{edition.id}: wersja {edition.number} ({edition.state.words}) wymienia plik „{name}”, "
        f"którego nikt nie przekazał ({path}). Poproś kierownika o plik albo o opis bez niego.",
        f"{edition.id}: edition {edition.number} ({edition.state.value}) names the file “{name}”, "
        f"which nobody handed in ({path}). Ask its head for the file, or for a text without it.",
    )
    return Reminder(ReminderKind.FILE_MISSING, edition.id, message, path)


_TO_DO = {
    State.RECEIVED: Message(
        "sprawdź ją i potwierdź, popraw albo zwróć", "check it, and confirm, correct or return it"
    ),
    State.CORRECTED: Message(
        "poproś kierownika o uzgodnienie poprawek", "ask its head to agree to the corrections"
    ),
    State.CHECKED: Message("opublikuj ją", "publish it"),
}
"""What is to be done in each state of an edition that may yet be shown."""
_ASK = Message(
    "zapytaj kierownika, kiedy przekaże poprawioną", "ask its head when the corrected one will come"
)


def _waiting_edition(newest: Edition, day: date, waiting: int) -> Iterator[Reminder]:
    """Yield a reminder for an edition on its way, or sent back, without an act for long."""
    to_do = _ASK if newest.state is State.RETURNED else _TO_DO.get(newest.state)
    if to_do is None or newest.in_state_since is None:
        return
    begin = civil_day(newest.in_state_since)
    if (day - begin).days < waiting:
        return
    message = Message(
        f"{newest.id}: wersja {newest.number} ({newest.state.words}) czeka od {begin}: {to_do.pl}.",
        f"{newest.id}: edition {newest.number} ({newest.state.value}) has waited since {begin}: "
        f"{to_do.en}.",
    )
    yield Reminder(ReminderKind.WAITS, newest.id, message, begins_on=begin)
