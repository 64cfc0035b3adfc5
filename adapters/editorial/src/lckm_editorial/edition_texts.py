"""Editions and what was done to them, in words."""

from collections.abc import Sequence
from typing import Any

from lckm_cli.toolkit import Language, either, local_time, safe
from lckm_core.forms import to_data
from lckm_core.organisation import Role
from lckm_core.procedures import Handover
from lckm_core.publication import (
    Edition,
    EditionAct,
    EditionRecord,
    State,
    Transition,
    allowed,
)
from lckm_core.text import Message

ACT_WORDS = {
    Transition.HAND_IN: Message("przekazano", "handed in"),
    Transition.RETURN: Message("zwrócono do poprawy", "returned"),
    Transition.CORRECT: Message("poprawiono", "corrected"),
    Transition.AGREE: Message("uzgodniono poprawki", "corrections agreed to"),
    Transition.CHECK: Message("potwierdzono sprawdzenie", "confirmed as checked"),
    Transition.PUBLISH: Message("opublikowano", "published"),
    Transition.REPLACE: Message("zastąpiono", "replaced"),
    Transition.WITHDRAW: Message("wycofano", "withdrawn"),
    Transition.EXPIRE: Message("wygasła", "expired"),
    Transition.NOTE: Message("uzupełniono „Inne”", "call centre's note changed"),
}


def state_word(state: State, lang: Language) -> str:
    """Return where an edition stands, in words."""
    return either(lang, state.words, state.value)


def role_word(role: Role | None, lang: Language) -> str:
    """Return a role in words; a dash for what time does."""
    return either(lang, role.value, role.english) if role else "-"


def line(edition: Edition, lang: Language) -> str:
    """Return what an edition is and where it stands, in one line."""
    return either(
        lang,
        f"{edition.id}, wersja {edition.number}: {edition.state.words}.",
        f"{edition.id}, edition {edition.number}: {edition.state.value}.",
    )


def same_text(lang: Language) -> str:
    """Return what follows :func:`line` if no new edition was made."""
    return either(
        lang,
        " To ten sam tekst, który już jest: nie ma nowej wersji.",
        " The same text is kept already: there is no new edition.",
    )


def act_row(edition: Edition, act: EditionAct, lang: Language) -> Sequence[str]:
    """Return an act as a row of a table."""
    note = " ".join((act.note or "-").split())
    role = role_word(act.role, lang)
    # After files were added to a correction there are two handovers; the record is of the later.
    handed_in = [other for other in edition.acts if other.verb is Transition.HAND_IN]
    if act in handed_in[-1:] and edition.handover is not None:
        asker = safe(_asker(edition.handover, lang))
        role = either(lang, f"na wniosek: {asker}", f"asked for by: {asker}")
        note = _handover_facts(edition.handover)
    if act.verb is Transition.NOTE and act.note:
        note = either(lang, f"poprzednio: „{note}”", f"before: “{note}”")
    return (
        str(edition.number),
        local_time(act.at),
        ACT_WORDS[act.verb].text(lang),
        safe(act.by or "-"),
        role,
        safe(note),
    )


def next_moves(state: State, lang: Language) -> list[str]:
    """Return the possible next moves, each with the roles that may make it and the provision."""
    roles_by_move: dict[tuple[Transition, str], list[str]] = {}
    for role in Role:
        for move in (row for row in allowed(state, role) if not row.verb.is_consequence):
            roles_by_move.setdefault((move.verb, move.cites), []).append(role_word(role, lang))
    return [
        f"{either(lang, verb.value, verb.english)}: {', '.join(roles)} ({cites})"
        for (verb, cites), roles in roles_by_move.items()
    ]


def handover_lines(edition: Edition, lang: Language) -> list[str]:
    """Return how an edition came: who asked for it, the channel, and the reference."""
    handover = edition.handover
    if handover is None:
        return []
    unit_words = safe(", ".join(place for place in (handover.unit, handover.cell) if place))
    asker = safe(_asker(handover, lang))
    return [
        either(lang, "Wnioskuje", "Asked for by") + f": {asker} ({unit_words})",
        either(lang, "Przekazano", "Handed in") + f": {_handover_facts(handover)}",
    ]


def _asker(handover: Handover, lang: Language) -> str:
    """Return who asked for an edition, with their role; only the role if not named."""
    role = role_word(handover.role, lang)
    return f"{handover.asked_by}, {role}" if handover.asked_by else role


def _handover_facts(handover: Handover) -> str:
    """Return the channel, reference and day of a handover."""
    return ", ".join(
        str(fact)
        for fact in (handover.channel.value, safe(handover.reference or ""), handover.received_on)
        if fact
    )


def as_data(edition: Edition) -> dict[str, Any]:
    """Return an edition as plain data, without its text."""
    findings = [to_data(finding) for finding in edition.findings]
    return record_data(edition) | {"title": edition.procedure.title, "findings": findings}


def record_data(edition: EditionRecord) -> dict[str, Any]:
    """Return what is stored of an edition, except its text, as plain data."""
    acts = [
        {
            "verb": act.verb.name,
            "at": act.at.isoformat(),
            "role": act.role.name if act.role else None,
            "by": act.by,
            "note": act.note,
        }
        for act in edition.acts
    ]
    return {
        "id": edition.id,
        "edition": edition.number,
        "state": edition.state.value,
        "requested_on": _day(edition.requested_on),
        "published_on": _day(edition.published_on),
        "published_by": edition.published_by,
        "ended_on": _day(edition.ended_on),
        "handover": to_data(edition.handover) if edition.handover else None,
        "acts": acts,
    }


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
