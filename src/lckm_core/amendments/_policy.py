"""What a request would bring about besides what it says: in the call centre's own field, and for the date of production."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from lckm_core.amendments._model import Change, UpdateRequest, steps_of
from lckm_core.calendar import parse_day
from lckm_core.fields import Mark, fields_by_key, object_shape
from lckm_core.findings import (
    Finding,
    Findings,
    Severity,
    kind,
)
from lckm_core.forms import normaliser
from lckm_core.law import cites
from lckm_core.organisation import (
    Act,
    Role,
    Verdict,
    may,
)
from lckm_core.procedures import RULES, CallCentre, Procedure, produced_before_request
from lckm_core.text import Message

NOT_THEIR_NOTE = kind(
    "LCKM-U009",
    "wzór: Inne",
    Message(
        "pole Call Center zmieniane przez kogoś innego",
        "the call centre's own field changed by somebody else",
    ),
)
OLD_DATE = kind(
    "LCKM-U010",
    "wzór: Data wytworzenia informacji",
    Message("nowa treść ze starą datą wytworzenia", "new content under the old date of production"),
    Severity.WARNING,
)
_LATE = next(rule for rule in RULES if rule.function is produced_before_request)
_DATE = "produced_on"
_CALL_CENTRE = object_shape(CallCentre)


def is_idle(change: Change) -> bool:
    """Return whether a change of a whole value puts back what it removes."""
    return change.remove == change.insert and not change.text and not change.items


@cites("wzór: Inne")
def not_theirs(
    request: UpdateRequest, procedure: Procedure, role: Role | None
) -> Iterator[Finding]:
    """Yield a finding where the call centre's own field would change and *role* may not change it.

    Told by what stands there before and after: whoever replaces the whole section and leaves the field as it is may do so.
    """
    if role is None or (verdict := may(role, Act.CHANGE_CALL_CENTRE_NOTE)):
        return
    consolidated = request.consolidated
    if consolidated is not None and _note(consolidated.call_centre.other) != _note(
        procedure.call_centre.other
    ):
        yield NOT_THEIR_NOTE.at(("consolidated", "call_centre", "other"), _refused(verdict))
    for index, change in enumerate(request.changes):
        if _changes_note(change):
            yield NOT_THEIR_NOTE.at(("changes", index, "field"), _refused(verdict))


def _refused(verdict: Verdict) -> Message:
    """Return why a role may not, as a sentence; the finding has the provision."""
    said = (verdict.because.pl, verdict.because.en)
    pl, en = (text.removesuffix(f" ({verdict.cites})") + "." for text in said)
    return Message(pl[0].upper() + pl[1:], en[0].upper() + en[1:])


@cites("wzór: Inne")
def require_note_left(
    request: UpdateRequest, standing: Procedure, role: Role, earlier: Iterable[Procedure] = ()
) -> UpdateRequest:
    """Return a request that leaves the call centre's own field as *standing*, the newest text, has it, unless *role* may write there.

    What it shows of the field as an *earlier* text had it, or leaves out, is not the asker's: it becomes what stands there now. Raises
    :class:`InvalidProcedureError` where the request would still change the field.
    """
    if not may(role, Act.CHANGE_CALL_CENTRE_NOTE):
        whole = request.consolidated
        request = attrs.evolve(
            request,
            consolidated=keep_note(whole, standing, earlier) if whole is not None else None,
            changes=tuple(_beside_note(one, standing.call_centre.other) for one in request.changes),
        )
    Findings(tuple(not_theirs(request, standing, role)), form=UpdateRequest).require()
    return request


def _beside_note(change: Change, note: str | None) -> Change:
    """Return a change of the whole section, which leaves the call centre's own field alone, as one of it with *note* there."""
    sections = [{} if one is None else one for one in (change.remove, change.insert)]
    if (
        change.field != "/call_centre"
        or _changes_note(change)
        or not all(isinstance(one, Mapping) for one in sections)
    ):
        return change
    theirs = {"other": note} if note else {}
    before, after = (
        {key: one[key] for key in one if key != "other"} | theirs or None for one in sections
    )
    return attrs.evolve(change, remove=before, insert=after)


@cites("wzór: Inne")
def keep_note(
    procedure: Procedure, standing: Procedure | None, earlier: Iterable[Procedure] = ()
) -> Procedure:
    """Return a whole text with what *standing*, the newest text, has in the call centre's own field.

    That is where it leaves the field out, or has there what an *earlier* text had: whoever wrote it has not touched the field, which the
    call centre has changed since. Any other note is left in it. Raises nothing. Provision: wzór: Inne.
    """
    note = _note(procedure.call_centre.other)
    if standing is None or (
        note is not None and all(note != _note(one.call_centre.other) for one in earlier)
    ):
        return procedure
    return attrs.evolve(
        procedure, call_centre=attrs.evolve(procedure.call_centre, other=standing.call_centre.other)
    )


def require_note_kept(
    procedure: Procedure, standing: Procedure | None, role: Role, earlier: Iterable[Procedure] = ()
) -> Procedure:
    """Return what :func:`keep_note` does; raise :class:`InvalidProcedureError` for another note, which *role* may not write.

    Whoever may not has not written the note of an *earlier* text: their file is from before it was changed, and the newest stays.
    """
    verdict = may(role, Act.CHANGE_CALL_CENTRE_NOTE)
    kept = keep_note(procedure, standing, () if verdict else earlier)
    there = standing.call_centre.other if standing else None
    if _note(kept.call_centre.other) == _note(there):
        return attrs.evolve(kept, call_centre=attrs.evolve(kept.call_centre, other=there))
    if not verdict:
        said = Message(
            f"{_refused(verdict).pl} Usuń tekst tego pola z opisu: to, co w nim jest, zostaje, a Call Center zmienia je samo.",
            f"{_refused(verdict).en} Remove the field from the text: what is there stays, and the call centre changes it by itself.",
        )
        Findings((NOT_THEIR_NOTE.at(("call_centre", "other"), said),), form=Procedure).require()
    return kept


def _changes_note(change: Change) -> bool:
    """Return whether a change leaves another text in the call centre's own field than it finds there."""
    if change.field == "/call_centre":
        return bool(_note_in(change.remove) != _note_in(change.insert))
    if change.field == "/call_centre/other":
        return _note(change.remove) != _note(change.insert) or any(
            phrase.remove != phrase.insert for phrase in change.text
        )
    return False


def _note_in(section: Any) -> Any:
    return _note(section.get("other")) if isinstance(section, Mapping) else None


def _note(text: Any) -> Any:
    """Return the field as a reader leaves it, so that neither spaces at the ends nor the composing of letters are a change."""
    return normaliser(_CALL_CENTRE, Mark(""))({"other": text}, (), []).get("other") or None


@cites("wzór: Data wytworzenia informacji")
def wrongly_dated(
    request: UpdateRequest, procedure: Procedure, amended: Mapping[str, Any]
) -> Iterator[Finding]:
    """Yield what is wrong with the date of production that the procedure would have (interpretation I11).

    It is the day on which the text was made *in this form*, so that with other content it is another, and it is not after the
    request. *amended* is the result as plain data; a date there that is no day is a fault of shape, and nothing is said of it.
    """
    day = _day(amended.get(_DATE))
    if day is None:
        return
    at = _place_of_date(request)
    for _, said in _LATE.function(day, request.requested_on):
        yield _LATE.kind.at(at or ("requested_on",), said)
    if day == procedure.produced_on != request.requested_on and _changes_content(
        request, procedure
    ):
        said = Message(
            f"Opis dostaje nową treść, a data wytworzenia pozostaje z {day}. Zmień też pole /produced_on na dzień opracowania "
            "nowej treści albo usuń tę datę: liczy się wtedy data wniosku.",
            f"The content changes but the date of production stays {day}. Change /produced_on too, to the day the new text was "
            "made, or remove it: the day of the request counts then.",
        )
        yield OLD_DATE.at(at or ("changes",), said)


def _day(given: Any) -> date | None:
    return parse_day(given.strip()) if isinstance(given, str) else None


def _place_of_date(request: UpdateRequest) -> tuple[str | int, ...] | None:
    """Return where in the request the date of production is said, if it is."""
    if request.consolidated is not None:
        return ("consolidated", _DATE)
    said = (index for index, change in enumerate(request.changes) if change.field == f"/{_DATE}")
    return next((("changes", index) for index in said), None)


def _changes_content(request: UpdateRequest, procedure: Procedure) -> bool:
    """Return whether a request changes the information that residents are shown: the date of production is the date of that."""
    if (new := request.consolidated) is not None:
        return any(
            _is_content(key) and getattr(new, key) != getattr(procedure, key)
            for key in fields_by_key(Procedure)
        )
    return any(
        _is_content(steps_of(change.field)[0]) and not is_idle(change) for change in request.changes
    )


def _is_content(key: str) -> bool:
    return key != _DATE and not fields_by_key(Procedure)[key].mark.starred
