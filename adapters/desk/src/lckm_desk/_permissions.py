"""Who may do what at the desk: one function for the buttons and for what they do."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

import attrs

from lckm_core.calendar import civil_day
from lckm_core.centre import NoSuchEditionError
from lckm_core.delivery import Target, reroute, settle_by_hand
from lckm_core.errors import LckmError
from lckm_core.organisation import Act, Official, Role, Verdict, may
from lckm_core.procedures import publication_ends_after_request
from lckm_core.publication import MOVES, State, Transition, move
from lckm_core.reports import Outcome, ReportKind, note_outcome, reclassify, reopen
from lckm_core.text import Message
from lckm_desk._procedures import ProcedureRecord
from lckm_desk._records import ReportRecord
from lckm_sign_in import StaffSession

_OF_UNIT = frozenset({Role.HEAD_OF_CELL, Role.HEAD_OF_UNIT, Role.STAFF_OF_CELL, Role.STAFF_OF_UNIT})
# What is tried has words of no meaning, for nothing of it is stored.
_WORDS = "…"


@attrs.frozen
class Permission:
    """Whether somebody may do something now, and why; true in a condition when they may.

    Args:
        role: the role in which they may, or in which they are refused.
        because: why, with the provision.
        cites: the provision.
        is_role_fit: whether the role is fit for it, so that the state of a thing forbids it.
    """

    allowed: bool
    role: Role | None
    because: Message
    cites: str
    is_role_fit: bool = True

    def __bool__(self) -> bool:
        return self.allowed

    @property
    def status(self) -> int:
        """The HTTP status of a refusal."""
        return 409 if self.is_role_fit else 403


def may_do(
    staff: StaffSession,
    act: Act | Transition,
    record: ReportRecord | ProcedureRecord | None = None,
    *,
    now: datetime,
) -> Permission:
    """Return whether somebody may do an act now, to a report or a procedure if one is given.

    The state of either is asked of the core's own functions, which refuse as its verbs do.

    Args:
        staff: who is signed in.
        act: what they would do.
        record: the report or the procedure that they would do it to.
        now: the moment, aware.

    Provisions: those of :func:`lckm_core.organisation.may` and of
    :data:`lckm_core.publication.MOVES`; interpretation I27.
    """
    refusals: list[tuple[Role, Verdict]] = []
    for official, role in _places(staff):
        verdict = may(role, act) if isinstance(act, Act) else _may_move(role, act)
        if verdict and record is not None and not _is_within_remit(official, role, record):
            verdict = Verdict(False, verdict.cites, _not_theirs(record, verdict.cites))
        if verdict:
            reason = _state_refusal(act, record, role, now)
            return Permission(
                reason is None, role, reason or verdict.because, verdict.cites, is_role_fit=True
            )
        refusals.append((role, verdict))
    if not refusals:
        return Permission(False, None, _NO_ROLE, "zał. 2 § 2 pkt 8", is_role_fit=False)
    role, verdict = refusals[0]
    return Permission(False, role, verdict.because, verdict.cites, is_role_fit=False)


def receivers_seen(staff: StaffSession) -> frozenset[str] | None:
    """Return whose reports somebody may look at, by the receiver's name; ``None``: all.

    Provision: zał. 2 § 6 ust. 1 (interpretation I27).
    """
    names: set[str] = set()
    for official, role in _places(staff):
        if may(role, Act.LOOK_AT_REPORTS):
            if role not in _OF_UNIT:
                return None
            names.add(_own_receiver(official))
    return frozenset(names)


def procedures_seen(staff: StaffSession) -> tuple[Official, ...] | None:
    """Return the places whose procedures somebody may look at; ``None``: all.

    Provision: zał. 2 § 8 ust. 1 (interpretation I27).
    """
    places = []
    for official, role in _places(staff):
        if may(role, Act.LOOK_AT_PROCEDURES):
            if role not in _OF_UNIT:
                return None
            places.append(official)
    return tuple(places)


def _may_move(role: Role, verb: Transition) -> Verdict:
    """Return whether a role may make a move from any state."""
    rows = [row for row in MOVES if row.verb is verb]
    row = next((row for row in rows if role in row.who), None)
    if row is not None:
        words = Message(f"{role.value} może {verb.value}", f"{role.english} may {verb.english}")
        return Verdict(True, row.cites, words)
    try:
        move(rows[0].start, verb, role)
    except LckmError as error:
        return Verdict(False, rows[0].cites, error.message)
    raise AssertionError(verb)


def _places(staff: StaffSession) -> Iterator[tuple[Official, Role]]:
    return ((official, role) for official in staff.officials for role in official.roles)


def _own_receiver(official: Official) -> str:
    return official.cell or official.unit


def _is_within_remit(
    official: Official, role: Role, record: ReportRecord | ProcedureRecord
) -> bool:
    """Return whether a report or a procedure is the business of a role's place."""
    if role not in _OF_UNIT:
        return True
    if isinstance(record, ProcedureRecord):
        procedure = record.newest.procedure
        return official.serves(procedure.unit, procedure.cell)
    return record.dispatch.receiver == _own_receiver(official)


def _not_theirs(record: ReportRecord | ProcedureRecord, citation: str) -> Message:
    if isinstance(record, ProcedureRecord):
        return Message(
            "Ta procedura nie jest komórki ani jednostki, w której pracujesz, więc zajmuje się nią "
            f"ktoś inny ({citation}, nasze odczytanie I27).",
            "This procedure is not of the cell or unit in which you work, so somebody else handles "
            f"it ({citation}, our reading I27).",
        )
    return Message(
        "Tego zgłoszenia nie ma ani nie dostanie komórka lub jednostka, w której pracujesz, więc "
        f"zajmuje się nim ktoś inny ({citation}, nasze odczytanie I27).",
        "The cell or unit in which you work neither has this report nor will get it, so somebody "
        f"else handles it ({citation}, our reading I27).",
    )


_NO_ROLE = Message(
    "Spis osób nie daje Ci dziś żadnej roli (zał. 2 § 2 pkt 8).",
    "The directory gives you no role today (zał. 2 § 2 pkt 8).",
)
_NOTHING_PERSONAL = Message(
    "Zgłoszenie nie ma już danych osobowych ani plików (zał. 2 § 6 ust. 5).",
    "The report has neither personal data nor files any more (zał. 2 § 6 ust. 5).",
)

_NO_LOG = Message(
    "Nikt nie zapisuje, kto odczytuje dane osobowe, więc nie da się ich pokazać "
    "(zał. 2 § 6 ust. 4, nasze odczytanie I24).",
    "Nobody writes down who reads personal data, so they cannot be shown (zał. 2 § 6 ust. 4, our "
    "reading I24).",
)


def _state_refusal(
    act: Act | Transition,
    record: ReportRecord | ProcedureRecord | None,
    role: Role,
    now: datetime,
) -> Message | None:
    """Return why the state of a thing forbids an act, ``None`` where it does not."""
    if record is None:
        return None
    if isinstance(record, ProcedureRecord):
        return _move_refusal(act, record, role, now) if isinstance(act, Transition) else None
    if act in (Act.READ_PERSONAL, Act.WITHDRAW_CONSENT) and not record.has_personal:
        return _NOTHING_PERSONAL
    if act is Act.READ_PERSONAL and not record.access_is_logged:
        return _NO_LOG
    attempt = _ATTEMPTS.get(act) if isinstance(act, Act) else None
    if attempt is None:
        return None
    try:
        attempt(record, role, now)
    except LckmError as error:
        return error.message
    return None


def _move_refusal(
    verb: Transition, record: ProcedureRecord, role: Role, now: datetime
) -> Message | None:
    """Return why a move is refused now, as the centre's verb refuses it."""
    newest = record.newest
    in_use = [edition for edition in record.editions if edition.state.may_be_shown]
    published = [edition for edition in record.editions if edition.state is State.PUBLISHED]
    # The note goes into each edition in use; withdrawn is what is published.
    moved = newest
    if verb is Transition.NOTE:
        moved = (in_use or [newest])[-1]
    elif verb is Transition.WITHDRAW:
        if not published:
            return NoSuchEditionError(newest.id, State.PUBLISHED).message
        moved = published[-1]
    try:
        move(moved.state, verb, role)
        if verb in (Transition.AGREE, Transition.CHECK):
            record.findings.require()
    except LckmError as error:
        return error.message
    if verb is Transition.PUBLISH:
        ended = publication_ends_after_request(newest.procedure.valid_to, civil_day(now))
        return next((message for _, message, *_ in ended), None)
    return None


def _try_outcome(record: ReportRecord, role: Role, now: datetime) -> None:
    note_outcome(record.report, Outcome.DONE, words=_WORDS, role=role, now=now)


def _try_reopening(record: ReportRecord, role: Role, now: datetime) -> None:
    reopen(record.report, words=_WORDS, role=role, now=now)


def _try_reclassifying(record: ReportRecord, role: Role, now: datetime) -> None:
    was = record.report.classification
    kinds = (ReportKind.INTERVENTION, ReportKind.OTHER)
    other = attrs.evolve(was, kind=next(kind for kind in kinds if kind is not was.kind))
    reclassify(record.report, other, role=role, now=now)
    if not record.dispatch.is_final:
        _try_rerouting(record, role, now)


def _try_rerouting(record: ReportRecord, role: Role, now: datetime) -> None:
    reroute(record.dispatch, record.dispatch.mailbox, now=now)


def _try_settling(record: ReportRecord, role: Role, now: datetime) -> None:
    settle_by_hand(record.dispatch, Target.HELPDESK, now=now)


_ATTEMPTS: Mapping[Act, Callable[[ReportRecord, Role, datetime], None]] = {
    Act.NOTE_OUTCOME: _try_outcome,
    Act.REOPEN_REPORT: _try_reopening,
    Act.RECLASSIFY: _try_reclassifying,
    Act.REROUTE: _try_rerouting,
    Act.SETTLE_DELIVERY: _try_settling,
}
