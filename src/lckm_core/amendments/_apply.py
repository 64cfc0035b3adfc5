"""Applies update requests to procedures, and checks them (zał. 2 § 9 ust. 2)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import attrs

from lckm_core.amendments._locate import (
    ORDER,
    LocatedEdit,
    Locator,
    apply_edits,
    shape_at,
)
from lckm_core.amendments._model import (
    Base,
    UpdateRequest,
    normalised_data,
    pointer_steps,
    request_from_data,
)
from lckm_core.amendments._request_rules import changes_nothing, date_findings, note_findings
from lckm_core.errors import AmendmentConflictError
from lckm_core.findings import (
    Finding,
    FindingKind,
    Findings,
    Severity,
    kind,
    pointer,
    steps,
)
from lckm_core.forms import checked_by, judge, to_data
from lckm_core.law import cites
from lckm_core.organisation import Directory, Role
from lckm_core.procedures import Procedure, from_data
from lckm_core.text import Message

_CITES = "zał. 2 § 9 ust. 2"


def _kind(number: int, pl: str, en: str, severity: Severity | None = None) -> FindingKind:
    return kind(f"LCKM-U00{number}", _CITES, Message(pl, en), severity)


NO_REASON = _kind(1, "forma ujednolicona bez uzasadnienia", "a consolidated text without a reason")
NO_CHANGE = _kind(
    2, "zmiana, która niczego nie zmienia", "a change that changes nothing", Severity.WARNING
)
NOT_THERE = _kind(
    3, "danych do usunięcia nie ma we wskazanym miejscu", "what is to be removed is not there"
)
MISSHAPEN = _kind(
    4, "opis po zmianie nie pasuje do wzoru", "the amended procedure does not fit the form"
)
CONTRADICTION = _kind(5, "to samo powiedziane na dwa sposoby", "one thing said in two ways")
OTHER_PROCEDURE = _kind(
    6, "wniosek dotyczy innej procedury", "the request is for another procedure"
)
OVERLAPPING = _kind(7, "dwie zmiany tego samego miejsca", "two changes of one place")
UNKNOWN_FIELD = _kind(8, "pole, którego wzór nie ma", "a field the form does not have")


@cites("zał. 2 § 9 ust. 2")
def amend(procedure: Procedure, request: UpdateRequest) -> Procedure:
    """Return the procedure as the request wants it.

    Only its shape is judged here: call ``check`` on what comes back. Everything is found by
    content, so a request made against an earlier edition still works where nothing it touches, or
    shows around it, has changed since.

    Args:
        procedure: the current edition.
        request: marked changes, or a consolidated text, which then is what comes back.

    Returns:
        The amended procedure, its texts in normal form; it has no fault of shape that *procedure*
        did not have. Provision: zał. 2 § 9 ust. 2.

    Raises:
        AmendmentConflictError: what is to be removed is not there or not there exactly once, what
            is around it has changed, or the request is for another procedure or (a consolidated
            text) another edition.
        InvalidProcedureError: the result would not fit the form, or the request contradicts
            itself.
    """
    if request.procedure != procedure.id:
        raise AmendmentConflictError("/id", request.procedure, procedure.id)
    contradictions = (*_missing_reason(request), *_contradictions(request))
    Findings(contradictions, form=UpdateRequest).require()
    if request.consolidated is not None:
        _require_same_edition(procedure, request)
        data = to_data(attrs.evolve(request.consolidated, id=procedure.id))
    else:
        data = normalised_data(procedure)
        locator = Locator(data)
        edits = {index: locator.locate(change) for index, change in enumerate(request.changes)}
        Findings(tuple(_overlaps(edits)), form=UpdateRequest).require()
        apply_edits(edits.values())
    judged = judge(data, Procedure)
    Findings(_new_findings(procedure, judged.findings), form=Procedure).require()
    return from_data(judged.data)


@cites("zał. 2 § 9 ust. 2")
def check_request(
    request: UpdateRequest, procedure: Procedure, *, role: Role | None = None
) -> Findings:
    """Return the findings of a request against the current edition.

    When there is no error, :func:`amend` can apply it.

    Args:
        request: marked changes or a consolidated text.
        procedure: the current edition.
        role: that of the person who asks. Where given, a change of the call centre's own field by
            anyone else is an error.

    Returns:
        Findings with paths into the request (``/changes/0``). A date of production after the
        request is an error; one that stays while the content changes is a warning. Provisions:
        zał. 2 § 9 ust. 2, wzór: Inne, wzór: Data wytworzenia informacji.
    """
    findings = (*_findings(request, procedure), *note_findings(request, procedure, role))
    return Findings(findings, form=UpdateRequest)


def _findings(request: UpdateRequest, procedure: Procedure) -> Findings:
    if request.procedure != procedure.id:
        message = Message(
            f"wniosek dotyczy procedury {request.procedure}, a to jest {procedure.id}. "
            "Wskaż właściwy opis.",
            f"the request is for {request.procedure} but this is {procedure.id}. "
            "Take the right procedure.",
        )
        other = OTHER_PROCEDURE.at(("procedure",), message)
        return Findings((*_missing_reason(request), *_contradictions(request), other))
    findings = [*_own_findings(request), *_no_changes(request, procedure)]
    data = normalised_data(procedure)
    locator = Locator(data)
    edits: dict[int, LocatedEdit] = {}
    for index, change in enumerate(request.changes):
        if shape_at(change.field) is None:
            continue
        try:
            edits[index] = locator.locate(change)
        except AmendmentConflictError as conflict:
            message = _with_edition(conflict.message, request, procedure)
            findings.append(NOT_THERE.at(("changes", index), message))
    findings += _overlaps(edits)
    if request.consolidated is not None:
        try:
            _require_same_edition(procedure, request)
        except AmendmentConflictError as conflict:
            findings.append(NOT_THERE.at(("consolidated",), conflict.message))
        data = to_data(attrs.evolve(request.consolidated, id=procedure.id))
    elif Findings(tuple(findings)).errors:
        return Findings(tuple(findings))
    else:
        apply_edits(edits.values())
    findings += _misfits(request, procedure, data)
    findings += date_findings(request, procedure, data)
    return Findings(tuple(findings))


_BASE_KEYS = ("produced_on", "valid_from", "valid_to")


def _with_edition(message: Message, request: UpdateRequest, procedure: Procedure) -> Message:
    """Add that the request was made for another edition, where its dates say so."""
    if request.base is None:
        return message
    then, now = to_data(request.base), to_data(Base.of(procedure) or Base())
    differing = [key for key in _BASE_KEYS if then.get(key) != now.get(key)]
    if not differing:
        return message
    pl = ", ".join(
        f"{key} {then.get(key, 'brak')}, a teraz {now.get(key, 'brak')}" for key in differing
    )
    en = ", ".join(
        f"{key} {then.get(key, 'none')}, now {now.get(key, 'none')}" for key in differing
    )
    return Message(
        f"{message.pl} Wniosek sporządzono do innej wersji ({pl}).",
        f"{message.en} It was made for another edition ({en}).",
    )


def _require_same_edition(procedure: Procedure, request: UpdateRequest) -> None:
    """Raise a conflict when a consolidated text would undo later changes."""
    if request.consolidated is not None and request.consolidated.id not in ("", procedure.id):
        raise AmendmentConflictError("/id", procedure.id, request.consolidated.id)
    if request.base is not None:
        expected, actual = to_data(request.base), to_data(Base.of(procedure) or Base())
        for key in _BASE_KEYS:
            if expected.get(key) != actual.get(key):
                raise AmendmentConflictError(f"/{key}", expected.get(key), actual.get(key))


def _new_findings(procedure: Procedure, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings that the procedure did not have before the request."""
    # A request need not fix what is older than the rules.
    if not findings:
        return ()
    older = Counter(map(_without_position, judge(to_data(procedure), Procedure).findings))
    new = []
    for finding in findings:
        key = _without_position(finding)
        if older[key]:
            older[key] -= 1
        else:
            new.append(finding)
    return tuple(new)


def _without_position(finding: Finding) -> tuple[str, tuple[str | int, ...], str]:
    """Return what identifies a finding after an amendment moved it within its list or text."""
    fields = tuple(step for step in steps(finding.path) if isinstance(step, str))
    where = "" if finding.offset is None else f"{finding.offset + 1}. miejscu"
    return finding.code, fields, finding.message.replace(where, "") if where else finding.message


def _misfits(
    request: UpdateRequest, procedure: Procedure, data: dict[str, object]
) -> Iterator[Finding]:
    first: dict[str, int] = {}
    within: dict[str, int] = {}
    for index, change in enumerate(request.changes):
        first.setdefault(change.field, index)
        for place in _and_parents(change.field):
            within.setdefault(place, index)
    for finding in _new_findings(procedure, judge(data, Procedure).findings):
        path: tuple[str | int, ...] = ("changes",)
        near = [first[place] for place in _and_parents(finding.path) if place in first]
        near += [within[finding.path]] if finding.path in within else []
        if request.consolidated is not None:
            path = ("consolidated", *pointer_steps(finding.path))
        elif near:
            path = ("changes", min(near))
        place = finding.path or "/"
        message = Message(
            f"po zmianie {place}: {finding.message}", f"amended {place}: {finding.text('en')}"
        )
        yield MISSHAPEN.at(path, message)


def _and_parents(path: str) -> Iterator[str]:
    """Yield a JSON Pointer and its parents, without the root."""
    while path:
        yield path
        path = path.rpartition("/")[0]


def _own_findings(request: UpdateRequest) -> Iterator[Finding]:
    """Yield the findings of a request that no procedure is needed for."""
    yield from _missing_reason(request)
    yield from _contradictions(request)
    for index, change in enumerate(request.changes):
        if shape_at(change.field) is None:
            message = Message(
                f"Wzór nie ma pola {change.field}. Popraw nazwę.",
                f"The form has no field {change.field}. Fix its name.",
            )
            yield UNKNOWN_FIELD.at(("changes", index, "field"), message)


def _check(data: Mapping[str, Any], directory: Directory, requested_on: date | None) -> Findings:
    """Check a request without its procedure."""
    judged = judge(data, UpdateRequest)
    if judged.misfits:
        return Findings(judged.findings)
    request_findings = _own_findings(request_from_data(judged.data))
    return Findings((*judged.findings, *request_findings))


checked_by(UpdateRequest, _check)


def _missing_reason(request: UpdateRequest) -> Iterator[Finding]:
    if request.consolidated is not None and not request.reason:
        message = Message(
            "Podaj, dlaczego opis jest w formie ujednoliconej (reason).",
            "Say why the text is consolidated (reason).",
        )
        yield NO_REASON.at(("reason",), message)


def _contradictions(request: UpdateRequest) -> Iterator[Finding]:
    if request.consolidated is not None and request.changes:
        message = Message(
            "Podaj albo zmiany, albo opis ujednolicony.",
            "Give either changes or a consolidated text.",
        )
        yield CONTRADICTION.at(("consolidated",), message)
    for index, change in enumerate(request.changes):
        replaces_whole = change.remove is not None or change.insert is not None
        if replaces_whole + bool(change.text) + bool(change.items) > 1:
            message = Message(
                f"Zmianę pola {change.field} opisz na jeden sposób: "
                "remove i insert, text albo items.",
                f"Say the change of {change.field} in one way: remove and insert, text, or items.",
            )
            yield CONTRADICTION.at(("changes", index), message)
        for place, item in enumerate(change.items):
            if sum(part is not None for part in (item.remove, item.insert, item.move)) > 1:
                message = Message(
                    "Pozycję usuń, wstaw albo przenieś: jedno naraz.",
                    "Remove, insert or move an item: one at a time.",
                )
                yield CONTRADICTION.at(("changes", index, "items", place), message)


def _no_changes(request: UpdateRequest, procedure: Procedure) -> Iterator[Finding]:
    message = Message(
        "Ta zmiana niczego nie zmienia. Usuń ją albo popraw.",
        "This changes nothing. Remove or fix it.",
    )
    if not request.changes and request.consolidated in (None, procedure):
        key = "changes" if request.consolidated is None else "consolidated"
        yield NO_CHANGE.at((key,), message)
    for index, change in enumerate(request.changes):
        if changes_nothing(change):
            yield NO_CHANGE.at(("changes", index), message)
        for place, phrase in enumerate(change.text):
            if phrase.remove == phrase.insert:
                yield NO_CHANGE.at(("changes", index, "text", place), message)
        for place, item in enumerate(change.items):
            if item.remove is None and item.insert is None and item.move is None:
                yield NO_CHANGE.at(("changes", index, "items", place), message)


def _overlaps(edits: dict[int, LocatedEdit]) -> Iterator[Finding]:
    """Yield a finding for each change of a path that another touches, or that lies within one."""
    touched = sorted((path, index) for index, edit in edits.items() for path in edit.touches)
    for (path, _), (other, index) in pairwise(touched):
        if other[: len(path)] == path:
            place = pointer(step for step in other if step != ORDER)
            message = Message(
                f"Dwie zmiany dotyczą {place}. Połącz je w jedną.",
                f"Two changes touch {place}. Make them one.",
            )
            yield OVERLAPPING.at(("changes", index), message)
