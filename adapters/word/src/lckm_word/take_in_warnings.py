"""What the take-in of a file would refuse today, said as warnings to whoever still writes it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

import attrs

from lckm_core.amendments import NOT_THEIR_NOTE
from lckm_core.calendar import parse_day
from lckm_core.findings import Finding, FindingKind, Severity
from lckm_core.procedures import (
    RULES,
    produced_before_request,
    publication_over_before_request,
    publication_starts_after_request,
)
from lckm_core.text import Message


class _DayRule(NamedTuple):
    """A rule on a day of the form that the day of the request decides."""

    field: str
    kind: FindingKind
    is_broken: Callable[[date, date], bool]
    message: Callable[[date], Message]


def _kind(function: object) -> FindingKind:
    return next(rule.kind for rule in RULES if rule.function is function)


_DAY_RULES = (
    _DayRule(
        "valid_from",
        _kind(publication_starts_after_request),
        lambda day, on: day < on,
        lambda day: Message(
            f"Dzień „Obowiązuje od” ({day}) już minął, a podaje się go tylko dla publikacji "
            "w przyszłości. Usuń go albo popraw.",
            f"The day “Obowiązuje od” ({day}) has passed, and it is only for publication in the "
            "future. Remove or fix it.",
        ),
    ),
    _DayRule(
        "valid_to",
        _kind(publication_over_before_request),
        lambda day, on: day < on,
        lambda day: Message(
            f"Dzień „Obowiązuje do” ({day}) już minął, więc nikt nie zobaczy tego opisu. Popraw "
            "datę albo ją usuń.",
            f"The day “Obowiązuje do” ({day}) has passed, so that nobody will see the text. Fix "
            "or remove the date.",
        ),
    ),
    _DayRule(
        "produced_on",
        _kind(produced_before_request),
        lambda day, on: day > on,
        lambda day: Message(
            f"Data wytworzenia ({day}) jest późniejsza niż dziś, a nie może być późniejsza niż "
            "wniosek. Podaj dzień opracowania procedury.",
            f"The date of production ({day}) is after today, and it may not be after the request. "
            "Give the day the text was made.",
        ),
    ),
)
_NOTE = Message(
    "Pole „Inne” wypełnia tylko Call Center. Usuń ten tekst: plik z nim nie zostanie przyjęty.",
    "Only the call centre fills “Inne”. Remove this text: the file will not be taken in with it.",
)


def take_in_warnings(
    data: Mapping[str, Any], on: date, before: Mapping[str, Any] | None = None
) -> Iterator[Finding]:
    """Yield warnings about what the take-in of a text would find if it came on a day.

    Args:
        data: the text as plain data.
        on: the day, in Europe/Warsaw.
        before: the text that a request changes; what it leaves unchanged is not judged.

    Provisions: wzór: Obowiązuje od, Obowiązuje do, Data wytworzenia informacji, Inne.
    """
    may_have_note = before is None and data.get("id")
    before = before or {}
    for rule in _DAY_RULES:
        value = data.get(rule.field)
        day = parse_day(value.strip()) if isinstance(value, str) else None
        if day and rule.is_broken(day, on) and value != before.get(rule.field):
            yield _warning(rule.kind.at((rule.field,), rule.message(day)))
    note = _note(data)
    # The description under a number may have this text already, and then the take-in accepts it.
    if not may_have_note and note != _note(before):
        yield _warning(NOT_THEIR_NOTE.at(("call_centre", "other"), _NOTE))


def _note(data: Mapping[str, Any]) -> str:
    section = data.get("call_centre")
    note = section.get("other") if isinstance(section, Mapping) else None
    return note.strip() if isinstance(note, str) else ""


def _warning(finding: Finding) -> Finding:
    # The day of the request, and who makes it, are not known yet.
    return attrs.evolve(finding, severity=Severity.WARNING)
