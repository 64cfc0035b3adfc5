"""Who may do what at the desk: one function for the buttons and for their acts."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

import attrs

from lckm_core.calendar import civil_day
from lckm_core.errors import LckmError
from lckm_core.findings import Finding
from lckm_core.organisation import (
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
from lckm_core.publication import (
    ANNOUNCEMENT_MOVES,
    MOVES,
    Move,
    PortalTerms,
    Transition,
    UnitCell,
    move,
)
from lckm_core.text import Message
from lckm_desk._records.announcement import AnnouncementRecord
from lckm_desk._records.procedure import Place, ProcedureRecord, is_of_some
from lckm_desk._records.report import ReportRecord
from lckm_desk._records.request import RequestRecord
from lckm_desk._refusal_words import (
    NO_ROLE,
    NOT_THEIR_ANNOUNCEMENT,
    NOT_THEIR_PROCEDURE,
    NOT_THEIR_REQUEST,
    OF_ANOTHER_HEAD,
)
from lckm_desk._state_refusals import AnyAct, AnyRecord, state_refusal
from lckm_sign_in import StaffSession


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
    refused: Permission | None = None
    unfit: Permission | None = None
    for official, role in _places(staff):
        verdict = _role_verdict(role, official, act, record, civil_day(now))
        if not verdict:
            if unfit is None:
                unfit = Permission(False, role, verdict.because, verdict.cites, is_role_fit=False)
            continue
        reason, errors = state_refusal(act, record, role, now, by=staff.name)
        if reason is None:
            return Permission(True, role, verdict.because, verdict.cites)
        # Another of their roles may allow more.
        if refused is None:
            refused = Permission(False, role, reason, verdict.cites, findings=errors)
    if refused is not None:
        return refused
    if unfit is not None:
        return unfit
    return Permission(False, None, NO_ROLE, "zał. 2 § 2 pkt 8", is_role_fit=False)


def _role_verdict(
    role: Role, official: Official, act: AnyAct, record: AnyRecord | None, on: date
) -> Verdict:
    """Return whether a role allows an act on a record, whatever its state."""
    moves = ANNOUNCEMENT_MOVES if isinstance(record, AnnouncementRecord) else MOVES
    verdict = _may_move(role, act, moves) if isinstance(act, Transition) else may(role, act)
    if not verdict or _is_theirs(role, official, act, record, on):
        return verdict
    is_of_another = act is Transition.AGREE and _is_theirs(
        role, official, DeskAct.SEE_STARRED_FIELDS, record, on
    )
    because = OF_ANOTHER_HEAD if is_of_another else _NOT_THEIRS[type(record)]
    return Verdict(False, verdict.cites, because)


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
    """Return whose entries of the trail somebody may list; ``None`` for everybody's.

    Everybody may list their own, a head also what was done in the roles of their section, and a
    role that answers for the whole trail all of it. Provision: interpretation I27.
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
