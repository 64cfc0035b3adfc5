"""Who may do what at the desk: one function for the buttons and for their acts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime

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
from lckm_core.organisation import (
    Act,
    DeskAct,
    Directory,
    Official,
    Role,
    Verdict,
    is_own,
    may,
    section_of,
)
from lckm_core.ports.optional import TrailScope
from lckm_core.procedures import Person, publication_over_before_request
from lckm_core.publication import (
    ANNOUNCEMENT_MOVES,
    MOVES,
    Move,
    PortalTerms,
    State,
    Transition,
    UnitCell,
    approved_already,
    earlier_notes,
    move,
)
from lckm_core.reports import Outcome, ReportKind, note_outcome, reclassify, reopen
from lckm_core.text import Message
from lckm_desk._records.announcement import AnnouncementRecord
from lckm_desk._records.procedure import Place, ProcedureRecord, is_of_some
from lckm_desk._records.report import ReportRecord
from lckm_desk._records.request import RequestRecord
from lckm_desk._refusal_words import (
    HAS_ERRORS,
    NO_EARLIER_NOTE,
    NO_LOG,
    NO_ROLE,
    NOT_THEIR_ANNOUNCEMENT,
    NOT_THEIR_PROCEDURE,
    NOT_THEIR_REQUEST,
    NOTHING_PERSONAL,
    NOTHING_TO_CONFIRM,
    NOTHING_TO_UPDATE,
    OF_ANOTHER_HEAD,
    WITHDRAWN,
)
from lckm_sign_in import StaffSession

AnyAct = Act | DeskAct | Transition
"""An act of the ordinance's table, of the one beside it, or a move of an edition."""
AnyRecord = ReportRecord | ProcedureRecord | RequestRecord | AnnouncementRecord | PortalTerms
"""What something is done to."""
# The act is only tried, with placeholder words, and nothing is stored.
_WORDS = "…"
_NOBODY = Person(_WORDS)
_DATA_ACTS = (Act.ANSWER_DATA_REQUEST, Act.CORRECT_ANSWER)
_REQUEST_ACTS = (*_DATA_ACTS, Act.NAME_BRIEFER, Act.CONFIRM_BRIEFING)


@attrs.frozen
class Permission:
    """Whether somebody may do something now, and why; true in a condition when they may.

    Args:
        role: the role in which they may, or in which they are refused.
        because: why, with the provision.
        cites: the provision.
        is_role_fit: whether the role is fit for it, so that the state of a thing forbids it.
        findings: the errors for which it is refused, where it is for them.
    """

    allowed: bool
    role: Role | None
    because: Message
    cites: str
    is_role_fit: bool = True
    findings: Sequence[Finding] = ()

    def __bool__(self) -> bool:
        return self.allowed

    @property
    def status(self) -> int:
        """The HTTP status of a refusal."""
        return 409 if self.is_role_fit else 403


def may_do(
    staff: StaffSession, act: AnyAct, record: AnyRecord | None = None, *, now: datetime
) -> Permission:
    """Return whether somebody may do an act now, to a record if one is given.

    The state of each is asked of the core's own functions, which refuse as its verbs do.

    Args:
        staff: who is signed in.
        act: what they would do.
        record: the report, procedure, request, announcement or version of the terms to do it to.
        now: the moment, aware.

    Provisions: those of :func:`lckm_core.organisation.may` and of
    :data:`lckm_core.publication.MOVES`; interpretations I23, I24, I26 and I40.
    """
    refusals: list[tuple[Role, Verdict]] = []
    refused: Permission | None = None
    for official, role in _places(staff):
        moves = ANNOUNCEMENT_MOVES if isinstance(record, AnnouncementRecord) else MOVES
        verdict = _may_move(role, act, moves) if isinstance(act, Transition) else may(role, act)
        if verdict and not _is_theirs(role, official, act, record, civil_day(now)):
            is_of_another = act is Transition.AGREE and _is_theirs(
                role, official, DeskAct.SEE_STARRED_FIELDS, record, civil_day(now)
            )
            because = OF_ANOTHER_HEAD if is_of_another else _NOT_THEIRS[type(record)]
            verdict = Verdict(False, verdict.cites, because)
        if verdict:
            reason: Message | None = None
            errors: Sequence[Finding] = ()
            if isinstance(record, ReportRecord):
                reason = _state_refusal(act, record, role, now)
            elif isinstance(record, RequestRecord):
                reason = _request_refusal(act, record, role, now, by=staff.name)
            elif isinstance(record, AnnouncementRecord):
                reason = _announcement_refusal(act, record, role)
            elif isinstance(record, PortalTerms):
                reason = approved_already(record) if record.approved_on is not None else None
            elif isinstance(record, ProcedureRecord) and act is DeskAct.REDACT:
                reason = None if earlier_notes(record.editions) else NO_EARLIER_NOTE
            elif isinstance(record, ProcedureRecord) and act is Act.REQUEST_UPDATE:
                reason = NOTHING_TO_UPDATE if record.newest_accepted is None else None
            elif record is not None and isinstance(act, Transition):
                reason = _move_refusal(act, record, role, now)
                if reason is None and act in (Transition.AGREE, Transition.CHECK):
                    errors = record.findings.errors
                    reason = HAS_ERRORS if errors else None
            permission = Permission(
                reason is None,
                role,
                reason or verdict.because,
                verdict.cites,
                is_role_fit=True,
                findings=errors,
            )
            if permission:
                return permission
            # Another of their roles may allow more.
            refused = refused or permission
            continue
        refusals.append((role, verdict))
    if refused is not None:
        return refused
    if not refusals:
        return Permission(False, None, NO_ROLE, "zał. 2 § 2 pkt 8", is_role_fit=False)
    role, verdict = refusals[0]
    return Permission(False, role, verdict.because, verdict.cites, is_role_fit=False)


def _is_theirs(
    role: Role, official: Official, act: AnyAct, record: AnyRecord | None, on: date
) -> bool:
    """Return whether a record is open to somebody; the terms belong to no cell."""
    cells: Sequence[UnitCell]
    match record:
        case None | PortalTerms():
            return True
        case ProcedureRecord():
            cells = [record.agreeing] if act is Transition.AGREE else record.cells
        case AnnouncementRecord():
            cells = record.cells(on)
        case _:
            cells = [UnitCell(record.unit, record.cell)]
    return is_of_some(cells, [(official, role)])


def receivers_seen(staff: StaffSession, directory: Directory) -> frozenset[str] | None:
    """Return whose reports somebody may look at, by the receiver's name; ``None``: all.

    Provision: zał. 2 § 6 ust. 1 (interpretation I26).
    """
    names: set[str] = set()
    for official, role in _places(staff):
        if not may(role, DeskAct.SEE_REPORTS):
            continue
        # A role to which the empty place is open is not bound to any place.
        if is_own(role, official, "", ""):
            return None
        names |= directory.receivers_of(official)
    return frozenset(names)


def procedures_seen(staff: StaffSession) -> tuple[Place, ...] | None:
    """Return the places whose procedures somebody may see in full; ``None``: all.

    Provision: interpretation I26.
    """
    return _places_of(staff, DeskAct.SEE_STARRED_FIELDS)


def requests_seen(staff: StaffSession) -> tuple[Place, ...] | None:
    """Return the places to which somebody may see requests; ``None``: all.

    Provision: interpretation I26.
    """
    return _places_of(staff, DeskAct.SEE_REQUESTS)


def is_bound(staff: StaffSession, act: DeskAct) -> bool:
    """Return whether somebody may do an act only within their own cell or unit."""
    return _places_of(staff, act) is not None


def trail_seen(staff: StaffSession) -> TrailScope | None:
    """Return whose entries of the trail somebody may list; ``None``: everybody's.

    Everybody their own, a head what was done in the roles of the section, and whoever answers for
    all of it everything. Provision: interpretation I27.
    """
    roles: set[Role] = set()
    for _, role in _places(staff):
        if may(role, DeskAct.SEE_TRAIL):
            section = section_of(role)
            if section is None:
                return None
            roles |= section
    return TrailScope(frozenset({staff.name}), frozenset(roles))


def _places_of(staff: StaffSession, act: DeskAct) -> tuple[Place, ...] | None:
    """Return the places to which an act of somebody is limited; ``None``: not limited."""
    places = []
    for official, role in _places(staff):
        if may(role, act):
            if is_own(role, official, "", ""):
                return None
            places.append((official, role))
    return tuple(places)


def _may_move(role: Role, verb: Transition, moves: tuple[Move, ...]) -> Verdict:
    """Return whether a role may make a move from any state."""
    rows = [row for row in moves if row.verb is verb]
    row = next((row for row in rows if role in row.who), None)
    if row is not None:
        words = Message(f"{role.value} może {verb.value}", f"{role.english} may {verb.english}")
        return Verdict(True, row.cites, words)
    try:
        move(rows[0].start, verb, role, moves=moves)
    except LckmError as error:
        return Verdict(False, rows[0].cites, error.message)
    raise AssertionError(verb)


def _places(staff: StaffSession) -> Iterator[tuple[Official, Role]]:
    return ((official, role) for official in staff.officials for role in official.roles)


_NOT_THEIRS: Mapping[type[AnyRecord | None], Message] = {
    ReportRecord: Message(
        "Tego zgłoszenia nie ma ani nie dostanie komórka lub jednostka, w której pracujesz, więc "
        "zajmuje się nim ktoś inny (interpretacja I26).",
        "The cell or unit in which you work neither has this report nor will get it, so somebody "
        "else handles it (interpretation I26).",
    ),
    ProcedureRecord: NOT_THEIR_PROCEDURE,
    AnnouncementRecord: NOT_THEIR_ANNOUNCEMENT,
    RequestRecord: NOT_THEIR_REQUEST,
}


def _state_refusal(act: AnyAct, record: ReportRecord, role: Role, now: datetime) -> Message | None:
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
