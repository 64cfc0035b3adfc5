"""What was done to an edition, as rows of its history."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import attrs

from lckm_core.procedures import Handover
from lckm_core.publication import EditionAct, EditionRecord, Transition
from lckm_core.text import folded
from lckm_desk import _labels as labels

_TAKEN_IN = "przyjęto"


@attrs.frozen
class ActRow:
    """One row of a history: when, what was done, by whom in which role, and its reason."""

    moment: datetime
    at: str
    what: str
    who: str = ""
    note: str = ""


def act_rows(edition: EditionRecord) -> Sequence[ActRow]:
    """Return the history of an edition of a description or announcement, the oldest act first."""
    rows: list[ActRow] = []
    # After files were added to a correction there are two handovers; the record is of the later.
    handed_in = [act for act in edition.acts if act.verb is Transition.HAND_IN]
    for act in edition.acts:
        if act in handed_in[-1:] and edition.handover is not None:
            rows += _handed_in(act, edition.handover)
        else:
            rows.append(_row(act))
    return rows


def with_withdrawals(rows: Sequence[ActRow], earlier: Iterable[EditionRecord]) -> Sequence[ActRow]:
    """Return the history of the newest edition with the withdrawals of earlier ones."""
    withdrawn = [
        attrs.evolve(_row(act), what=f"{labels.EDITION_ACTS[act.verb]} wersję {edition.number}")
        for edition in earlier
        for act in edition.acts
        if act.verb is Transition.WITHDRAW
    ]
    return sorted([*rows, *withdrawn], key=lambda row: row.moment)


def _handed_in(act: EditionAct, handover: Handover) -> list[ActRow]:
    """Return who handed material over and who took it in; one row if it is one person."""
    asked_by = handover.asked_by or ""
    if not asked_by or folded(asked_by) == folded(act.by or ""):
        return [_row(act)]
    day, actor = labels.day(handover.received_on), _actor_words(asked_by, handover.role.value)
    return [
        ActRow(act.at, day, labels.EDITION_ACTS[act.verb], actor),
        attrs.evolve(_row(act), what=_TAKEN_IN),
    ]


def _row(act: EditionAct) -> ActRow:
    note = act.note or ""
    if act.verb is Transition.NOTE:
        note = f"Poprzednia treść: {note or 'pusta'}"
    actor = _actor_words(act.by or "", act.role.value if act.role else "")
    return ActRow(act.at, labels.moment(act.at), labels.EDITION_ACTS[act.verb], actor, note)


def _actor_words(name: str, role: str) -> str:
    return ", ".join(filter(None, (name, role)))
