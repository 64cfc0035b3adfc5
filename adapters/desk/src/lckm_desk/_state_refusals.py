"""Why the state of a record forbids an act, as the core's own functions refuse it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import attrs

from lckm_core.calendar import civil_day
from lckm_core.call_centre import (
    BriefingRequest,
    DataRequest,
    answer_data_request,
    correct_answer,
    hold_briefing,
    name_briefer,
    readdress,
)
from lckm_core.centre import NoSuchEditionError, NoSuchRequestError
from lckm_core.delivery import Target, reroute, settle_by_hand
from lckm_core.errors import LckmError
from lckm_core.findings import Finding
from lckm_core.organisation import Act, DeskAct, Role
from lckm_core.procedures import Person, publication_over_before_request
from lckm_core.publication import (
    PortalTerms,
    State,
    Transition,
    approved_already,
    earlier_notes,
    move,
)
from lckm_core.reports import Outcome, ReportKind, note_outcome, reclassify, reopen
from lckm_core.text import Message
from lckm_desk._records.announcement import AnnouncementRecord
from lckm_desk._records.procedure import ProcedureRecord
from lckm_desk._records.report import ReportRecord
from lckm_desk._records.request import RequestRecord
from lckm_desk._refusal_words import (
    HAS_ERRORS,
    NO_EARLIER_NOTE,
    NO_LOG,
    NOTHING_PERSONAL,
    NOTHING_TO_CONFIRM,
    NOTHING_TO_UPDATE,
    WITHDRAWN,
)

AnyAct = Act | DeskAct | Transition
"""An act of the ordinance's table, of the one beside it, or a move of an edition."""
AnyRecord = ReportRecord | ProcedureRecord | RequestRecord | AnnouncementRecord | PortalTerms
"""What something is done to."""
# The act is only tried, with placeholder words, and nothing is stored.
_WORDS = "…"
_NOBODY = Person(_WORDS)
_DATA_ACTS = (Act.ANSWER_DATA_REQUEST, Act.CORRECT_ANSWER)
_REQUEST_ACTS = (*_DATA_ACTS, Act.NAME_BRIEFER, Act.CONFIRM_BRIEFING)


def state_refusal(
    act: AnyAct, record: AnyRecord | None, role: Role, now: datetime, *, by: str
) -> tuple[Message | None, Sequence[Finding]]:
    """Return why the state of a record forbids an act, ``None`` where it does not.

    Errors of a text for which it is forbidden come with it. *by* is who would do it.
    """
    match record:
        case ReportRecord():
            return _report_refusal(act, record, role, now), ()
        case RequestRecord():
            return _request_refusal(act, record, role, now, by=by), ()
        case AnnouncementRecord():
            return _announcement_refusal(act, record, role), ()
        case PortalTerms():
            return approved_already(record) if record.approved_on is not None else None, ()
        case ProcedureRecord():
            return _procedure_refusal(act, record, role, now)
        case None:
            return None, ()


def _procedure_refusal(
    act: AnyAct, record: ProcedureRecord, role: Role, now: datetime
) -> tuple[Message | None, Sequence[Finding]]:
    """Return why the state of a procedure forbids an act, and its errors if they do."""
    if act is DeskAct.REDACT:
        return None if earlier_notes(record.editions) else NO_EARLIER_NOTE, ()
    if act is Act.REQUEST_UPDATE:
        return NOTHING_TO_UPDATE if record.newest_accepted is None else None, ()
    if not isinstance(act, Transition):
        return None, ()
    reason = _move_refusal(act, record, role, now)
    if reason is None and act in (Transition.AGREE, Transition.CHECK):
        errors = record.findings.errors
        return HAS_ERRORS if errors else None, errors
    return reason, ()


def _report_refusal(act: AnyAct, record: ReportRecord, role: Role, now: datetime) -> Message | None:
    """Return why the state of a report forbids an act, ``None`` where it does not."""
    if act in (Act.READ_PERSONAL, DeskAct.WITHDRAW_CONSENT) and not record.has_personal:
        return WITHDRAWN if record.awaits_erasure else NOTHING_PERSONAL
    if act is Act.READ_PERSONAL and not record.access_is_logged:
        return NO_LOG
    if act is DeskAct.CONFIRM_ERASURE and not record.unconfirmed:
        return NOTHING_TO_CONFIRM
    attempt = _ATTEMPTS.get(act)
    if attempt is None:
        return None
    try:
        attempt(record, role, now)
    except LckmError as error:
        return error.message
    return None


def _request_refusal(
    act: AnyAct, record: RequestRecord, role: Role, now: datetime, *, by: str
) -> Message | None:
    """Return why the state of a request forbids an act, ``None`` where it does not."""
    request, on = record.request, civil_day(now)
    kind = DataRequest if act in _DATA_ACTS else BriefingRequest
    if act in _REQUEST_ACTS and not isinstance(request, kind):
        return NoSuchRequestError(request.number).message
    try:
        if act in (Act.REQUEST_DATA, Act.REQUEST_BRIEFING):
            readdress(request, role, unit=request.unit, cell=request.cell)
        elif act is Act.ANSWER_DATA_REQUEST and isinstance(request, DataRequest):
            answer_data_request(request, role, text=_WORDS, by=_NOBODY, on=on)
        elif act is Act.CORRECT_ANSWER and isinstance(request, DataRequest):
            correct_answer(request, role, text=_WORDS, by=Person(by), on=on)
        elif act is Act.NAME_BRIEFER and isinstance(request, BriefingRequest):
            name_briefer(request, role, person=_NOBODY, on=on)
        elif act is Act.CONFIRM_BRIEFING and isinstance(request, BriefingRequest):
            hold_briefing(request, role, on=on)
    except LckmError as error:
        return error.message
    return None


def _move_refusal(
    verb: Transition, record: ProcedureRecord, role: Role, now: datetime
) -> Message | None:
    """Return why a move is refused now, as the centre's verb refuses it."""
    newest = record.newest
    published = [edition for edition in record.editions if edition.state is State.PUBLISHED]
    # The note goes into every edition in use; only published ones can be withdrawn.
    moved = newest
    if verb is Transition.NOTE:
        moved = record.in_use
    elif verb is Transition.WITHDRAW:
        if not published:
            return NoSuchEditionError(newest.id, State.PUBLISHED).message
        moved = published[-1]
    try:
        move(moved.state, verb, role)
    except LckmError as error:
        return error.message
    if verb is Transition.PUBLISH:
        ended = publication_over_before_request(newest.procedure.valid_to, civil_day(now))
        return next((message for _, message, *_ in ended), None)
    return None


def _announcement_refusal(act: AnyAct, record: AnnouncementRecord, role: Role) -> Message | None:
    """Return why a move of an announcement is refused now, as the centre's verb refuses it."""
    if not isinstance(act, Transition):
        return None
    published = [edition for edition in record.editions if edition.state is State.PUBLISHED]
    withdrawn = (published or [record.newest])[-1]
    moved = withdrawn if act is Transition.WITHDRAW else record.newest
    try:
        move(moved.state, act, role, moves=moved.moves)
    except LckmError as error:
        return error.message
    return None


def _try_outcome(record: ReportRecord, role: Role, now: datetime) -> None:
    note_outcome(record.report, Outcome.DONE, words=_WORDS, role=role, now=now)


def _try_reopening(record: ReportRecord, role: Role, now: datetime) -> None:
    reopen(record.report, words=_WORDS, role=role, now=now)


def _try_reclassifying(record: ReportRecord, role: Role, now: datetime) -> None:
    stored = record.report.classification
    kinds = (ReportKind.INTERVENTION, ReportKind.OTHER)
    other = attrs.evolve(stored, kind=next(kind for kind in kinds if kind is not stored.kind))
    reclassify(record.report, other, role=role, now=now)
    if not record.dispatch.is_final:
        _try_rerouting(record, role, now)


def _try_rerouting(record: ReportRecord, role: Role, now: datetime) -> None:
    reroute(record.dispatch, record.dispatch.mailbox, now=now)


def _try_settling(record: ReportRecord, role: Role, now: datetime) -> None:
    settle_by_hand(record.dispatch, Target.HELPDESK, now=now)


_ATTEMPTS: Mapping[AnyAct, Callable[[ReportRecord, Role, datetime], None]] = {
    Act.NOTE_OUTCOME: _try_outcome,
    Act.REOPEN_REPORT: _try_reopening,
    Act.RECLASSIFY: _try_reclassifying,
    DeskAct.REROUTE: _try_rerouting,
    DeskAct.SETTLE_BY_HAND: _try_settling,
}
