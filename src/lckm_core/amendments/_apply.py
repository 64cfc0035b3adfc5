"""Making what an update request asks for, and judging the request (zał. 2 § 9 ust. 2)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from lckm_core.amendments._locate import (
    ORDER,
    LocatedEdit,
    Places,
    make,
    shape_at,
)
from lckm_core.amendments._model import (
    Base,
    UpdateRequest,
    request_from_data,
    steps_of,
    tidy_data,
)
from lckm_core.amendments._policy import is_idle, not_theirs, wrongly_dated
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
ILL_SHAPED = _kind(
    4, "opis po zmianie nie pasuje do wzoru", "the amended procedure does not fit the form"
)
SAID_TWICE = _kind(5, "to samo powiedziane na dwa sposoby", "one thing said in two ways")
OTHER_PROCEDURE = _kind(
    6, "wniosek dotyczy innej procedury", "the request is for another procedure"
)
TOUCHING = _kind(7, "dwie zmiany tego samego miejsca", "two changes of one place")
UNKNOWN_FIELD = _kind(8, "pole, którego wzór nie ma", "a field the form does not have")


@cites("zał. 2 § 9 ust. 2")
def amend(procedure: Procedure, request: UpdateRequest) -> Procedure:
    """Return the procedure as the request wants it. Only its shape is judged here: call ``check`` on what comes back.

    Everything is found by content, so a request made against an earlier edition still works where nothing it touches,
    or shows around it, has changed since.

    Args:
        procedure: the current edition.
        request: marked changes, or a consolidated text, which then is what comes back.

    Returns:
        The amended procedure, its texts in normal form as a reader leaves them; it has no fault of shape that
        *procedure* did not have. Provision: zał. 2 § 9 ust. 2.

    Raises:
        AmendmentConflictError: what is to be removed is not there or not there exactly once, what is around it has
            changed, or the request is for another procedure or (a consolidated text) another edition.
        InvalidProcedureError: the result would not fit the form, or the request contradicts itself.
    """
    if request.procedure != procedure.id:
        raise AmendmentConflictError("/id", request.procedure, procedure.id)
    Findings((*_unreasoned(request), *_contradictions(request)), form=UpdateRequest).require()
    if request.consolidated is not None:
        _require_same_edition(procedure, request)
        data = to_data(request.consolidated)
    else:
        data = tidy_data(procedure)
        places = Places(data)
        deeds = {index: places.locate(change) for index, change in enumerate(request.changes)}
        Findings(tuple(_touching(deeds)), form=UpdateRequest).require()
        make(deeds.values())
    judged = judge(data, Procedure)
    Findings(_new_faults(procedure, judged.findings), form=Procedure).require()
    return from_data(judged.data)


@cites("zał. 2 § 9 ust. 2")
def check_request(
    request: UpdateRequest, procedure: Procedure, *, role: Role | None = None
) -> Findings:
    """Return the faults of a request against the current edition; when there is no error, :func:`amend` can make it.

    Paths are those of the request (``/changes/0``). *role* is that of the person who asks: given, a change of the call
    centre's own field by anyone else is a fault. So is a date of production after the request; one that stays while the content
    changes is a warning. Provisions: zał. 2 § 9 ust. 2, wzór: Inne, wzór: Data wytworzenia informacji. Raises nothing.
    """
    return Findings(
        (*_faults(request, procedure), *not_theirs(request, procedure, role)), form=UpdateRequest
    )


def _faults(request: UpdateRequest, procedure: Procedure) -> Findings:
    if request.procedure != procedure.id:
        said = Message(
            f"wniosek dotyczy procedury {request.procedure}, a to jest {procedure.id}. Wskaż właściwy opis.",
            f"the request is for {request.procedure} but this is {procedure.id}. Take the right procedure.",
        )
        return Findings(
            (
                *_unreasoned(request),
                *_contradictions(request),
                OTHER_PROCEDURE.at(("procedure",), said),
            )
        )
    found = [*_by_itself(request), *_idle(request, procedure)]
    data = tidy_data(procedure)
    places = Places(data)
    deeds: dict[int, LocatedEdit] = {}
    for index, change in enumerate(request.changes):
        if shape_at(change.field) is None:
            continue
        try:
            deeds[index] = places.locate(change)
        except AmendmentConflictError as conflict:
            found.append(
                NOT_THERE.at(
                    ("changes", index), _of_another_edition(conflict.message, request, procedure)
                )
            )
    found += _touching(deeds)
    if request.consolidated is not None:
        try:
            _require_same_edition(procedure, request)
        except AmendmentConflictError as conflict:
            found.append(NOT_THERE.at(("consolidated",), conflict.message))
        data = to_data(request.consolidated)
        found += (*_misfits(request, procedure, data), *wrongly_dated(request, procedure, data))
    elif not Findings(tuple(found)).errors:
        make(deeds.values())
        found += (*_misfits(request, procedure, data), *wrongly_dated(request, procedure, data))
    return Findings(tuple(found))


def _of_another_edition(said: Message, request: UpdateRequest, procedure: Procedure) -> Message:
    """Add to what is said of a conflict that the request was made for another edition, where its dates tell."""
    if request.base is None:
        return said
    then, now = to_data(request.base), to_data(Base.of(procedure) or Base())
    differing = [
        key for key in ("produced_on", "valid_from", "valid_to") if then.get(key) != now.get(key)
    ]
    if not differing:
        return said
    pl = ", ".join(
        f"{key} {then.get(key, 'brak')}, a teraz {now.get(key, 'brak')}" for key in differing
    )
    en = ", ".join(
        f"{key} {then.get(key, 'none')}, now {now.get(key, 'none')}" for key in differing
    )
    return Message(
        f"{said.pl} Wniosek sporządzono do innej wersji ({pl}).",
        f"{said.en} It was made for another edition ({en}).",
    )


def _require_same_edition(procedure: Procedure, request: UpdateRequest) -> None:
    """Raise a conflict when a consolidated text would undo what came after the edition it was made from."""
    if request.consolidated is not None and request.consolidated.id != procedure.id:
        raise AmendmentConflictError("/id", procedure.id, request.consolidated.id)
    if request.base is not None:
        expected, found = to_data(request.base), to_data(Base.of(procedure) or Base())
        for key in ("produced_on", "valid_from", "valid_to"):
            if expected.get(key) != found.get(key):
                raise AmendmentConflictError(f"/{key}", expected.get(key), found.get(key))


def _new_faults(procedure: Procedure, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings that the procedure did not have before: a request need not mend what is older than the rules."""
    older = (
        Counter(map(_unmoved, judge(to_data(procedure), Procedure).findings))
        if findings
        else Counter()
    )
    new = []
    for finding in findings:
        if older[key := _unmoved(finding)]:
            older[key] -= 1
        else:
            new.append(finding)
    return tuple(new)


def _unmoved(finding: Finding) -> tuple[str, tuple[str | int, ...], str]:
    """Return what of a finding stays when an amendment moves it: along its list, or along its text."""
    fields = tuple(step for step in steps(finding.path) if isinstance(step, str))
    where = "" if finding.offset is None else f"{finding.offset + 1}. pola"
    return finding.code, fields, finding.message.replace(where, "") if where else finding.message


def _misfits(
    request: UpdateRequest, procedure: Procedure, data: dict[str, object]
) -> Iterator[Finding]:
    first: dict[str, int] = {}
    within: dict[str, int] = {}
    for index, change in enumerate(request.changes):
        first.setdefault(change.field, index)
        for place in _with_parents(change.field):
            within.setdefault(place, index)
    for fault in _new_faults(procedure, judge(data, Procedure).findings):
        path: tuple[str | int, ...] = ("changes",)
        near = [first[place] for place in _with_parents(fault.path) if place in first]
        near += [within[fault.path]] if fault.path in within else []
        if request.consolidated is not None:
            path = ("consolidated", *steps_of(fault.path))
        elif near:
            path = ("changes", min(near))
        place = fault.path or "/"
        said = Message(
            f"po zmianie {place}: {fault.message}", f"amended {place}: {fault.text('en')}"
        )
        yield ILL_SHAPED.at(path, said)


def _with_parents(path: str) -> Iterator[str]:
    """Yield a JSON Pointer and those of everything it lies in, but the root."""
    while path:
        yield path
        path = path.rpartition("/")[0]


def _by_itself(request: UpdateRequest) -> Iterator[Finding]:
    """Yield what is wrong with a request whatever the procedure holds."""
    yield from _unreasoned(request)
    yield from _contradictions(request)
    for index, change in enumerate(request.changes):
        if shape_at(change.field) is None:
            said = Message(
                f"wzór nie ma pola {change.field}. Popraw nazwę.",
                f"the form has no field {change.field}. Mend its name.",
            )
            yield UNKNOWN_FIELD.at(("changes", index, "field"), said)


def _check(data: Mapping[str, Any], directory: Directory, requested_on: date | None) -> Findings:
    """Judge a request without its procedure."""
    judged = judge(data, UpdateRequest)
    more = () if judged.misfits else tuple(_by_itself(request_from_data(judged.data)))
    return Findings((*judged.findings, *more))


checked_by(UpdateRequest, _check)


def _unreasoned(request: UpdateRequest) -> Iterator[Finding]:
    if request.consolidated is not None and not request.reason:
        said = Message(
            "Podaj, dlaczego opis jest w formie ujednoliconej (reason).",
            "Say why the text is consolidated (reason).",
        )
        yield NO_REASON.at(("reason",), said)


def _contradictions(request: UpdateRequest) -> Iterator[Finding]:
    if request.consolidated is not None and request.changes:
        said = Message(
            "Podaj albo zmiany, albo opis ujednolicony.",
            "Give either changes or a consolidated text.",
        )
        yield SAID_TWICE.at(("consolidated",), said)
    for index, change in enumerate(request.changes):
        whole = change.remove is not None or change.insert is not None
        if whole + bool(change.text) + bool(change.items) > 1:
            said = Message(
                f"Zmianę pola {change.field} opisz na jeden sposób: remove i insert, text albo items.",
                f"Say the change of {change.field} in one way: remove and insert, text, or items.",
            )
            yield SAID_TWICE.at(("changes", index), said)
        for place, item in enumerate(change.items):
            if sum(part is not None for part in (item.remove, item.insert, item.move)) > 1:
                said = Message(
                    "Pozycję usuń, wstaw albo przenieś: jedno naraz.",
                    "Remove, insert or move an item: one at a time.",
                )
                yield SAID_TWICE.at(("changes", index, "items", place), said)


def _idle(request: UpdateRequest, procedure: Procedure) -> Iterator[Finding]:
    said = Message(
        "Ta zmiana niczego nie zmienia. Usuń ją albo popraw.",
        "This changes nothing. Remove or mend it.",
    )
    if not request.changes and request.consolidated in (None, procedure):
        yield NO_CHANGE.at(
            ("changes",) if request.consolidated is None else ("consolidated",), said
        )
    for index, change in enumerate(request.changes):
        if is_idle(change):
            yield NO_CHANGE.at(("changes", index), said)
        for place, phrase in enumerate(change.text):
            if phrase.remove == phrase.insert:
                yield NO_CHANGE.at(("changes", index, "text", place), said)
        for place, item in enumerate(change.items):
            if item.remove is None and item.insert is None and item.move is None:
                yield NO_CHANGE.at(("changes", index, "items", place), said)


def _touching(deeds: dict[int, LocatedEdit]) -> Iterator[Finding]:
    """Yield a finding for each change of a place that another change touches, or that lies within such a place."""
    touched = sorted((path, index) for index, deed in deeds.items() for path in deed.touches)
    for (path, _), (other, index) in pairwise(touched):
        if other[: len(path)] == path:
            place = pointer(step for step in other if step != ORDER)
            said = Message(
                f"Dwie zmiany dotyczą {place}. Połącz je w jedną.",
                f"Two changes touch {place}. Make them one.",
            )
            yield TOUCHING.at(("changes", index), said)
