"""Lists of procedures and requests, and the tasks that wait for a member of staff."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice

import attrs

from lckm_core.calendar import civil_day
from lckm_core.call_centre import REMINDERS, BriefingRequest, age_in_days
from lckm_core.centre._review import Review
from lckm_core.law import cites
from lckm_core.organisation import PERMISSIONS, Act, DeskAct, Official, Role, is_own, may
from lckm_core.ports import UnitRequest
from lckm_core.ports.optional import EditionOutlines, ReportFinder, ReportQuery, offered
from lckm_core.publication import (
    WINDOW_DAYS,
    AnnouncementEdition,
    EditionOutline,
    OutlineQuery,
    State,
    Transition,
    allowed,
    cell_with_a_head,
    outlines_of,
)

_PAGE = 100
_NEAR = timedelta(days=WINDOW_DAYS)
_ANY = OutlineQuery()


class TaskKind(StrEnum):
    """What somebody has to do."""

    CHECK_PROCEDURE = "check-procedure"
    CORRECT_PROCEDURE = "correct-procedure"
    """Nobody can agree to it or publish it as it stands."""
    AGREE_TO_CORRECTION = "agree-to-correction"
    HAND_IN_AGAIN = "hand-in-again"
    PUBLISH_PROCEDURE = "publish-procedure"
    UPDATE_PROCEDURE = "update-procedure"
    """Its last day is near, and nothing follows it."""
    PUBLISH_ANNOUNCEMENT = "publish-announcement"
    GIVE_BACK_ANNOUNCEMENT = "give-back-announcement"
    """Its last day is over, so nobody would see it."""
    HAND_IN_ANNOUNCEMENT_AGAIN = "hand-in-announcement-again"
    APPROVE_TERMS = "approve-terms"
    ANSWER_REQUEST = "answer-request"
    NAME_BRIEFER = "name-briefer"
    CONFIRM_BRIEFING = "confirm-briefing"
    FOLLOW_UP_REQUEST = "follow-up-request"
    """A unit has been asked, and reminded, and has not done what it was asked for."""
    SEE_TO_REPORT = "see-to-report"


@attrs.frozen(kw_only=True)
class Task:
    """One thing that waits for a member of staff.

    Args:
        kind: what is to be done.
        subject: the number of the procedure, announcement, terms, request or report.
        cites: the provision.
        waits_from: the day from which it waits; ``None`` where not recorded.
        due_on: the day on which what is published begins or ends by its own words; ``None`` for
            none.
        title: the title of a procedure or an announcement, the unit asked, or who has a report;
            else empty.
    """

    kind: TaskKind
    subject: str
    cites: str
    waits_from: date | None = None
    due_on: date | None = None
    title: str = ""


_MOVES = {
    Transition.CHECK: TaskKind.CHECK_PROCEDURE,
    Transition.AGREE: TaskKind.AGREE_TO_CORRECTION,
    Transition.PUBLISH: TaskKind.PUBLISH_PROCEDURE,
}


class Tasks(Review):
    """What the centre lists, and what waits for whom."""

    @cites("zał. 2 § 8 ust. 1")
    def list_procedures(
        self, query: OutlineQuery = _ANY, *, after: str = "", limit: int
    ) -> tuple[EditionOutline, ...]:
        """Return the procedures that meet a query, each by its newest edition, without texts.

        Args:
            query: the conditions.
            after: only numbers greater than this, by code points: the last of the page before.
            limit: how many at most.

        Raises ``MissingAdapterError`` without a store of procedures.
        """
        met = (
            outline
            for outline in self._outlines()
            if outline.id > after and query.is_met_by(outline)
        )
        return tuple(islice(met, limit))

    @cites("zał. 2 § 10 ust. 3", "zał. 2 § 10 ust. 4")
    def list_requests(
        self,
        *,
        is_open: bool | None = None,
        unit: str | None = None,
        cell: str | None = None,
        after: str = "",
        limit: int,
    ) -> tuple[UnitRequest, ...]:
        """Return the call centre's requests to units, by number.

        Args:
            is_open: only those not met yet, or only those met; ``None``: both.
            unit: only those to this unit.
            cell: only those to this cell.
            after: only numbers greater than this, by code points: the last of the page before.
            limit: how many at most.

        Raises ``MissingAdapterError`` without a store of requests.
        """
        met = (
            request
            for request in self._requests(after, open_only=is_open is True)
            if (is_open is None or request.is_open is is_open)
            and unit in (None, request.unit)
            and cell in (None, request.cell)
        )
        return tuple(islice(met, limit))

    @cites("zał. 2 § 8 ust. 3", "zał. 2 § 9 ust. 1", "zał. 2 § 10 ust. 3", "zał. 2 § 12")
    @cites("zarz. § 1 ust. 1", "zał. 2 § 7 ust. 2")
    def tasks_for(
        self, role: Role, official: Official, *, on: date, most_reports: int = _PAGE
    ) -> tuple[Task, ...]:
        """Return what waits for a member of staff in one of their roles, the longest wait first.

        Tasks of a cell or unit are only those of their own. A store that is not configured has
        none.

        Args:
            role: the role in which they act.
            official: who it is, of the directory.
            on: the day (Europe/Warsaw).
            most_reports: how many reports at most, the oldest first.

        Raises ``ValueError`` when they do not have that role on that day.
        """
        if role not in official.roles or on not in official.window:
            raise ValueError(f"{role.english} is no role of this official on {on}")
        tasks = [
            *self._procedure_tasks(role, official, on),
            *self._announcement_tasks(role, official, on),
            *self._terms_tasks(role),
            *self._request_tasks(role, official, on),
            *self._report_tasks(role, most_reports),
        ]
        return tuple(sorted(tasks, key=lambda task: (task.waits_from or date.min, task.kind)))

    def _outlines(self) -> Iterable[EditionOutline]:
        store = self.plugins.procedures
        source = offered(store, EditionOutlines)
        return outlines_of(store.all_editions()) if source is None else source.outlines()

    def _requests(self, after: str, *, open_only: bool) -> Iterator[UnitRequest]:
        """Yield requests by number, a page at a time."""
        read = self.plugins.requests.unmet if open_only else self.plugins.requests.every
        while page := read(after=after, limit=_PAGE):
            yield from page
            after = page[-1].number

    def _procedure_tasks(self, role: Role, official: Official, on: date) -> Iterator[Task]:
        if not self.plugins.answers("provide_procedures"):
            return
        sends = may(role, Act.HAND_IN_MATERIAL)
        for outline in self._outlines():
            # A head's tasks for an unpublished edition fall to the head who asked for it.
            asked = (outline.submitted_by, outline.whose)
            if is_own(role, official, *cell_with_a_head(asked, self.plugins.directory, on)):
                yield from self._edition_tasks(outline, role, on)
            ending = outline.ending(on) if sends and not outline.state.is_on_the_way else None
            last = ending.last if ending is not None else None
            if ending is None or last is None or last - on > _NEAR:
                continue
            if is_own(role, official, *ending.edition.whose):
                yield Task(
                    kind=TaskKind.UPDATE_PROCEDURE,
                    subject=outline.id,
                    cites=sends.cites,
                    waits_from=last - _NEAR,
                    due_on=last,
                    title=outline.title,
                )

    def _edition_tasks(self, outline: EditionOutline, role: Role, on: date) -> Iterator[Task]:
        begin = outline.in_state_since
        for kind, provision in self._steps(outline, role, on):
            yield Task(
                kind=kind,
                subject=outline.id,
                cites=provision,
                waits_from=civil_day(begin) if begin else None,
                due_on=outline.window.start,
                title=outline.title,
            )

    def _steps(
        self, outline: EditionOutline, role: Role, on: date
    ) -> Iterator[tuple[TaskKind, str]]:
        """Yield the tasks of a role for a newest edition, each with its provision."""
        moves = {move.verb: move.cites for move in allowed(outline.state, role)}
        acts = moves.keys() & {Transition.CORRECT, Transition.AGREE, Transition.PUBLISH}
        if acts and self._is_stuck(outline, on):
            if Transition.CORRECT in acts:
                yield TaskKind.CORRECT_PROCEDURE, moves[Transition.CORRECT]
            return
        for verb, kind in _MOVES.items():
            if verb in moves:
                yield kind, moves[verb]
        if outline.state is State.RETURNED and (verdict := may(role, Act.HAND_IN_MATERIAL)):
            yield TaskKind.HAND_IN_AGAIN, verdict.cites

    def _is_stuck(self, outline: EditionOutline, on: date) -> bool:
        """Return whether nobody may agree to an edition, or publish it, as it stands."""
        if outline.state is State.CHECKED:
            return outline.window.end is not None and outline.window.end < on
        if outline.state is not State.CORRECTED:
            return False
        editions = self.plugins.procedures.editions(outline.id)
        newest = max(editions, key=lambda edition: edition.number, default=None)
        return newest is not None and bool(self.check_edition(newest).errors)

    def _announcement_tasks(self, role: Role, official: Official, on: date) -> Iterator[Task]:
        if not self.plugins.answers("provide_notices"):
            return
        newest = {
            announcement.id: announcement for announcement in self.plugins.notices.announcements()
        }
        for edition in newest.values():
            moment, text = edition.in_state_since, edition.announcement
            for kind, provision in _announcement_steps(edition, role, official, on):
                is_past = kind is TaskKind.GIVE_BACK_ANNOUNCEMENT
                yield Task(
                    kind=kind,
                    subject=edition.id,
                    cites=provision,
                    waits_from=civil_day(moment) if moment else None,
                    due_on=edition.window.end if is_past else text.valid_from,
                    title=text.title,
                )

    def _terms_tasks(self, role: Role) -> Iterator[Task]:
        verdict = may(role, Act.APPROVE_TERMS)
        if not verdict or not self.plugins.answers("provide_notices"):
            return
        for terms in self.plugins.notices.terms():
            if terms.approved_by is None:
                yield Task(
                    kind=TaskKind.APPROVE_TERMS,
                    subject=terms.version,
                    cites=verdict.cites,
                    due_on=terms.valid_from,
                )

    def _request_tasks(self, role: Role, official: Official, on: date) -> Iterator[Task]:
        if not self.plugins.answers("provide_requests"):
            return
        for request in self._requests("", open_only=True):
            for kind, act, waits_from in _to_do(request, on):
                if may(role, act) and is_own(role, official, request.unit, request.cell):
                    yield Task(
                        kind=kind,
                        subject=request.number,
                        cites=PERMISSIONS[act][1],
                        waits_from=waits_from,
                        title=request.unit,
                    )

    def _report_tasks(self, role: Role, most: int) -> Iterator[Task]:
        verdict = may(role, DeskAct.SETTLE_BY_HAND)
        if not verdict or not self.plugins.answers("provide_reports"):
            return
        finder = offered(self.plugins.reports, ReportFinder)
        if finder is None:
            return
        query = ReportQuery(attention=True)
        for found in finder.find_reports(query, oldest_first=True, limit=most):
            yield Task(
                kind=TaskKind.SEE_TO_REPORT,
                subject=found.report.number,
                cites=verdict.cites,
                waits_from=civil_day(found.report.registered_at),
                title=found.dispatch.receiver or "",
            )


def _announcement_steps(
    edition: AnnouncementEdition, role: Role, official: Official, on: date
) -> Iterator[tuple[TaskKind, str]]:
    """Yield the tasks of a role for an announcement, each with its provision."""
    end = edition.window.end
    is_past = end is not None and end < on
    moves = {move.verb: move.cites for move in allowed(edition.state, role, moves=edition.moves)}
    if Transition.PUBLISH in moves and not is_past:
        yield TaskKind.PUBLISH_ANNOUNCEMENT, moves[Transition.PUBLISH]
    elif Transition.PUBLISH in moves and Transition.RETURN in moves:
        yield TaskKind.GIVE_BACK_ANNOUNCEMENT, moves[Transition.RETURN]
    # What is past and was given back waits for nobody.
    if edition.state is not State.RETURNED or is_past:
        return
    # One handed in by the head of the section is their own; others belong to their unit and cell.
    handed_in_as = edition.handover.role if edition.handover is not None else None
    own_head = Role.HEAD_OF_MONITORING
    text, verdict = edition.announcement, may(role, Act.ANNOUNCE)
    is_theirs = (role is own_head) == (handed_in_as is own_head)
    if verdict and is_theirs and is_own(role, official, text.unit, text.cell):
        yield TaskKind.HAND_IN_ANNOUNCEMENT_AGAIN, verdict.cites


def _to_do(request: UnitRequest, on: date) -> Iterator[tuple[TaskKind, Act, date]]:
    """Yield what a request waits for, the act that meets it, and from which day."""
    asking = Act.REQUEST_DATA
    if not isinstance(request, BriefingRequest):
        yield TaskKind.ANSWER_REQUEST, Act.ANSWER_DATA_REQUEST, request.asked_on
    elif request.briefer is None:
        yield TaskKind.NAME_BRIEFER, Act.NAME_BRIEFER, request.asked_on
        asking = Act.REQUEST_BRIEFING
    else:
        yield (
            TaskKind.CONFIRM_BRIEFING,
            Act.CONFIRM_BRIEFING,
            request.named_on or request.asked_on,
        )
        return
    if age_in_days(request, on=on) >= REMINDERS.first_after:
        yield TaskKind.FOLLOW_UP_REQUEST, asking, request.asked_on
