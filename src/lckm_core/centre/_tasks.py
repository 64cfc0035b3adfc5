"""Lists of procedures and requests, and the tasks that wait for a member of staff."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from itertools import islice

import attrs

from lckm_core.calendar import civil_day
from lckm_core.call_centre import BriefingRequest
from lckm_core.centre._base import CentreBase
from lckm_core.law import cites
from lckm_core.organisation import PERMISSIONS, Act, DeskAct, Official, Role, is_own, may
from lckm_core.ports import UnitRequest
from lckm_core.ports.optional import EditionOutlines, ReportFinder, ReportQuery, offered
from lckm_core.publication import (
    EditionOutline,
    OutlineQuery,
    State,
    Transition,
    allowed,
    cell_with_a_head,
    outlines_of,
)

_PAGE = 100
_ANY = OutlineQuery()


class TaskKind(StrEnum):
    """What somebody has to do."""

    CHECK_PROCEDURE = "check-procedure"
    AGREE_TO_CORRECTION = "agree-to-correction"
    HAND_IN_AGAIN = "hand-in-again"
    PUBLISH_PROCEDURE = "publish-procedure"
    PUBLISH_ANNOUNCEMENT = "publish-announcement"
    APPROVE_TERMS = "approve-terms"
    ANSWER_REQUEST = "answer-request"
    NAME_BRIEFER = "name-briefer"
    CONFIRM_BRIEFING = "confirm-briefing"
    SEE_TO_REPORT = "see-to-report"


@attrs.frozen(kw_only=True)
class Task:
    """One thing that waits for a member of staff.

    Args:
        kind: what is to be done.
        subject: the number of the procedure, announcement, terms, request or report.
        cites: the provision.
        waits_from: the day from which it waits; ``None`` where not recorded.
        title: the title of a procedure or an announcement, the unit asked; else empty.
    """

    kind: TaskKind
    subject: str
    cites: str
    waits_from: date | None = None
    title: str = ""


_MOVES = {
    Transition.CHECK: TaskKind.CHECK_PROCEDURE,
    Transition.AGREE: TaskKind.AGREE_TO_CORRECTION,
    Transition.PUBLISH: TaskKind.PUBLISH_PROCEDURE,
}


class Tasks(CentreBase):
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
    def tasks_for(
        self, role: Role, official: Official, *, on: date, most_reports: int = _PAGE
    ) -> tuple[Task, ...]:
        """Return what waits for a member of staff in one of their roles, the longest wait first.

        Of what a cell or unit does, only that of their own. A store that is not there has no
        tasks.

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
            *self._notice_tasks(role),
            *self._request_tasks(role, official),
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
        for outline in self._outlines():
            # What heads have to do with an edition on its way is for the head who asked for it.
            asked = (outline.submitted_by, outline.whose)
            if not is_own(role, official, *cell_with_a_head(asked, self.plugins.directory, on)):
                continue
            kinds = [
                (_MOVES[move.verb], move.cites)
                for move in allowed(outline.state, role)
                if move.verb in _MOVES
            ]
            if outline.state is State.RETURNED and (verdict := may(role, Act.HAND_IN_MATERIAL)):
                kinds.append((TaskKind.HAND_IN_AGAIN, verdict.cites))
            waits_from = civil_day(outline.in_state_since) if outline.in_state_since else None
            for kind, provision in kinds:
                yield Task(
                    kind=kind,
                    subject=outline.id,
                    cites=provision,
                    waits_from=waits_from,
                    title=outline.title,
                )

    def _notice_tasks(self, role: Role) -> Iterator[Task]:
        if not self.plugins.answers("provide_notices"):
            return
        newest = {
            announcement.id: announcement for announcement in self.plugins.notices.announcements()
        }
        for edition in newest.values():
            for move in allowed(edition.state, role, moves=edition.moves):
                if move.verb is Transition.PUBLISH:
                    moment = edition.in_state_since
                    yield Task(
                        kind=TaskKind.PUBLISH_ANNOUNCEMENT,
                        subject=edition.id,
                        cites=move.cites,
                        waits_from=civil_day(moment) if moment else None,
                        title=edition.announcement.title,
                    )
        if verdict := may(role, Act.APPROVE_TERMS):
            for terms in self.plugins.notices.terms():
                if terms.approved_by is None:
                    yield Task(
                        kind=TaskKind.APPROVE_TERMS, subject=terms.version, cites=verdict.cites
                    )

    def _request_tasks(self, role: Role, official: Official) -> Iterator[Task]:
        if not self.plugins.answers("provide_requests"):
            return
        for request in self._requests("", open_only=True):
            kind, act, waits_from = _to_do(request)
            if role in PERMISSIONS[act][0] and is_own(role, official, request.unit, request.cell):
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
            )


def _to_do(request: UnitRequest) -> tuple[TaskKind, Act, date]:
    """Return what a request waits for, the act that meets it, and from which day."""
    if not isinstance(request, BriefingRequest):
        return TaskKind.ANSWER_REQUEST, Act.ANSWER_DATA_REQUEST, request.asked_on
    if request.briefer is None:
        return TaskKind.NAME_BRIEFER, Act.NAME_BRIEFER, request.asked_on
    return TaskKind.CONFIRM_BRIEFING, Act.CONFIRM_BRIEFING, request.named_on or request.asked_on
