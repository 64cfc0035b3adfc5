"""Rules of a request: who changes the call centre's own field, and the date of production."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from lckm_core.amendments._model import Change, UpdateRequest, pointer_steps
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


def changes_nothing(change: Change) -> bool:
    """Return whether a change of a whole value puts back what it removes."""
    return change.remove == change.insert and not change.text and not change.items


@cites("wzór: Inne")
def note_findings(
    request: UpdateRequest, procedure: Procedure, role: Role | None
) -> Iterator[Finding]:
    """Yield a finding where the call centre's own field would change and *role* may not do so.

    What counts is the text before and after: whoever replaces the whole section and leaves the
    field as it is may do so.
    """
    if role is None:
        return
    verdict = may(role, Act.CHANGE_CALL_CENTRE_NOTE)
    if verdict:
        return
    full_text = request.consolidated
    note = _note(procedure.call_centre.other)
    if full_text is not None and _note(full_text.call_centre.other) != note:
        yield NOT_THEIR_NOTE.at(("consolidated", "call_centre", "other"), _refusal_reason(verdict))
    for index, change in enumerate(request.changes):
        if _changes_note(change):
            yield NOT_THEIR_NOTE.at(("changes", index, "field"), _refusal_reason(verdict))


def _refusal_reason(verdict: Verdict) -> Message:
    """Return why a role may not, as a sentence without the provision, which the finding has."""
    provision = f" ({verdict.cites})"
    pl = verdict.because.pl.removesuffix(provision)
    en = verdict.because.en.removesuffix(provision)
    return Message(f"{pl[0].upper()}{pl[1:]}.", f"{en[0].upper()}{en[1:]}.")


@cites("wzór: Inne")
def require_note_left(
    request: UpdateRequest, newest: Procedure, role: Role, earlier: Iterable[Procedure] = ()
) -> UpdateRequest:
    """Return *request* as *role* may make it: with the call centre's own field unchanged.

    A role that may change the field gets the request as it is. For others, where it has the field
    as an *earlier* text had it, or leaves it out, nobody has changed it: it becomes what *newest*,
    the newest text, has.

    Raises :class:`InvalidProcedureError` where the request would still change the field.
    """
    if not may(role, Act.CHANGE_CALL_CENTRE_NOTE):
        full_text = request.consolidated
        request = attrs.evolve(
            request,
            consolidated=keep_note(full_text, newest, earlier) if full_text is not None else None,
            changes=tuple(
                _with_note(change, newest.call_centre.other) for change in request.changes
            ),
        )
    Findings(tuple(note_findings(request, newest, role)), form=UpdateRequest).require()
    return request


def _with_note(change: Change, note: str | None) -> Change:
    """Return a change of the whole section that leaves the field alone as one of *note*.

    Any other change comes back as it is.
    """
    before = {} if change.remove is None else change.remove
    after = {} if change.insert is None else change.insert
    if (
        change.field != "/call_centre"
        or _changes_note(change)
        or not isinstance(before, Mapping)
        or not isinstance(after, Mapping)
    ):
        return change
    remove = _section_with_note(before, note)
    return attrs.evolve(change, remove=remove, insert=_section_with_note(after, note))


def _section_with_note(section: Mapping[str, Any], note: str | None) -> dict[str, Any] | None:
    data = {key: value for key, value in section.items() if key != "other"}
    if note:
        data["other"] = note
    return data or None


@cites("wzór: Inne")
def keep_note(
    procedure: Procedure, newest: Procedure | None, earlier: Iterable[Procedure] = ()
) -> Procedure:
    """Return a whole text with the call centre's own field as the *newest* text has it.

    That is where the text leaves the field out, or has it as an *earlier* text had it: whoever
    wrote it has not touched the field, which the call centre has changed since. Any other note
    stays. Provision: wzór: Inne.
    """
    note = _note(procedure.call_centre.other)
    if newest is None:
        return procedure
    if note is not None and all(note != _note(text.call_centre.other) for text in earlier):
        return procedure
    return _replace_note(procedure, newest.call_centre.other)


def _replace_note(procedure: Procedure, note: str | None) -> Procedure:
    return attrs.evolve(procedure, call_centre=attrs.evolve(procedure.call_centre, other=note))


def require_note_kept(
    procedure: Procedure, newest: Procedure | None, role: Role, earlier: Iterable[Procedure] = ()
) -> Procedure:
    """Return what :func:`keep_note` does; refuse a note that *role* may not write.

    The note of an *earlier* text is not the role's: their file is from before it was changed, and
    the newest note stays. Raises :class:`InvalidProcedureError` for any other note.
    """
    verdict = may(role, Act.CHANGE_CALL_CENTRE_NOTE)
    result = keep_note(procedure, newest, () if verdict else earlier)
    newest_note = newest.call_centre.other if newest else None
    if _note(result.call_centre.other) == _note(newest_note):
        return _replace_note(result, newest_note)
    if not verdict:
        message = Message(
            f"{_refusal_reason(verdict).pl} Usuń tekst tego pola z opisu: to, co w nim jest, "
            "zostaje, a Call Center zmienia je samo.",
            f"{_refusal_reason(verdict).en} Remove the field from the text: what is there stays, "
            "and the call centre changes it by itself.",
        )
        Findings((NOT_THEIR_NOTE.at(("call_centre", "other"), message),), form=Procedure).require()
    return result


def _changes_note(change: Change) -> bool:
    """Return whether a change leaves another text in the call centre's own field."""
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
    """Return the field's text in normal form.

    So neither spaces at the ends nor the composition of letters are a change.
    """
    return normaliser(_CALL_CENTRE, Mark(""))({"other": text}, (), []).get("other") or None


@cites("wzór: Data wytworzenia informacji")
def date_findings(
    request: UpdateRequest, procedure: Procedure, amended: Mapping[str, Any]
) -> Iterator[Finding]:
    """Yield what is wrong with the date of production after the request (interpretation I11).

    It is the day on which the text was made *in this form*: another for other content, and never
    after the request. *amended* is the result as plain data; a date there that is no day is a
    finding of shape and is not judged here.
    """
    day = _day(amended.get(_DATE))
    if day is None:
        return
    path = _date_path(request)
    for _, message, *_ in _LATE.function(day, request.requested_on):
        yield _LATE.kind.at(path or ("requested_on",), message)
    stays = day == procedure.produced_on != request.requested_on
    if stays and _changes_content(request, procedure):
        message = Message(
            f"Opis dostaje nową treść, a data wytworzenia pozostaje z {day}. "
            "Zmień też pole /produced_on na dzień opracowania "
            "nowej treści albo usuń tę datę: liczy się wtedy data wniosku.",
            f"The content changes but the date of production stays {day}. "
            "Change /produced_on too, to the day the new text was "
            "made, or remove it: the day of the request counts then.",
        )
        yield OLD_DATE.at(path or ("changes",), message)


@cites("wzór: Data wytworzenia informacji")
def warnings_left(
    findings: Iterable[Finding], before: Procedure, after: Procedure
) -> tuple[Finding, ...]:
    """Return the warnings about a text that still hold after its correction.

    Where the correction changes the date of production, none says any more that the date stays
    (``LCKM-U010``). Provision: wzór: Data wytworzenia informacji.

    Args:
        findings: those of the text as it came.
        before: the text as it came.
        after: the corrected text.
    """
    is_new_date = before.produced_on != after.produced_on
    return tuple(
        finding
        for finding in findings
        if finding.severity is Severity.WARNING
        and not (is_new_date and finding.code == OLD_DATE.code)
    )


def _day(value: Any) -> date | None:
    return parse_day(value.strip()) if isinstance(value, str) else None


def _date_path(request: UpdateRequest) -> tuple[str | int, ...] | None:
    """Return where in the request the date of production is given, if it is."""
    if request.consolidated is not None:
        return ("consolidated", _DATE)
    for index, change in enumerate(request.changes):
        if change.field == f"/{_DATE}":
            return ("changes", index)
    return None


def _changes_content(request: UpdateRequest, procedure: Procedure) -> bool:
    """Return whether a request changes what residents are shown."""
    new = request.consolidated
    if new is not None:
        return any(
            _is_content(key) and getattr(new, key) != getattr(procedure, key)
            for key in fields_by_key(Procedure)
        )
    return any(
        _is_content(pointer_steps(change.field)[0]) and not changes_nothing(change)
        for change in request.changes
    )


def _is_content(key: str) -> bool:
    return key != _DATE and not fields_by_key(Procedure)[key].mark.starred
