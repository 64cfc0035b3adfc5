"""One procedure as the desk shows it: its editions, and what is wrong with the newest."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

import attrs

from lckm_core import ContactCentre
from lckm_core.calendar import Window, civil_day
from lckm_core.findings import Findings
from lckm_core.organisation import Official, Role, is_own
from lckm_core.procedures import MISSING_FILE
from lckm_core.publication import (
    Audience,
    DisplayPeriod,
    Edition,
    EditionAct,
    Projection,
    State,
    Transition,
    by_id,
    hidden_because,
    project,
    shown_on,
    timeline,
    without_returned,
)
from lckm_desk import _labels as labels

Place = tuple[Official, Role]
"""Where somebody serves, and as what."""
PUBLIC_AND_STAFF = (Audience.PORTAL, Audience.BIP, Audience.CALL_CENTRE)
"""Those to whom a procedure is published."""
_LONGEST_NUMBER = 40
_TAKES_FILES = (State.RECEIVED, State.CHECKED, State.PUBLISHED)


@attrs.frozen
class ProcedureRecord:
    """A procedure with all its editions.

    Args:
        editions: all of them, the oldest first; never empty.
        readable: those whose text may be shown; the newest among them.
        findings: those of the newest.
    """

    editions: Sequence[Edition]
    readable: Sequence[Edition]
    findings: Findings

    @property
    def newest(self) -> Edition:
        """The newest edition."""
        return self.editions[-1]

    @property
    def in_use(self) -> Edition:
        """The newest edition that is published or may yet be, else the newest."""
        in_use = [edition for edition in self.editions if edition.state.may_be_shown]
        return in_use[-1] if in_use else self.newest

    @property
    def newest_accepted(self) -> Edition | None:
        """The newest readable edition that was not returned: requests are made against it."""
        accepted = without_returned(self.readable)
        return accepted[-1] if accepted else None

    @property
    def may_get_files(self) -> bool:
        """Whether files that its newest text names may be added without changing the text."""
        # Of a corrected text the head agrees first: handed in again, it would need no agreement.
        is_missing = any(finding.code == MISSING_FILE.code for finding in self.findings)
        return is_missing and self.newest.state in _TAKES_FILES

    @property
    def unit(self) -> str:
        """Whose procedure it is."""
        return self.newest.procedure.unit

    @property
    def cell(self) -> str | None:
        """The cell of that unit."""
        return self.newest.procedure.cell

    @property
    def acts(self) -> int:
        """How many acts its editions have: another number for whatever is done to any."""
        return sum(len(edition.acts) for edition in self.editions)

    def edition(self, number: str) -> Edition:
        """Return the readable edition of a number, the newest where there is no such one."""
        named = (edition for edition in self.readable if str(edition.number) == number)
        return next(named, self.newest)


def find_procedure(
    centre: ContactCentre, number: str, places: Sequence[Place] | None
) -> ProcedureRecord | None:
    """Return the procedure of a number, ``None`` for an unknown one.

    Args:
        centre: the contact centre.
        number: the number.
        places: readable are the earlier editions of one of these places, ``None``: all. The newest
            says whose the procedure is now.
    """
    if not number or len(number) > _LONGEST_NUMBER or not number.isprintable():
        return None
    editions = sorted(
        centre.plugins.procedures.editions(number), key=lambda edition: edition.number
    )
    if not editions:
        return None
    *earlier, newest = editions
    readable = [edition for edition in earlier if places is None or _is_of(edition, places)]
    return ProcedureRecord(editions, (*readable, newest), centre.check_edition(newest))


def _is_of(edition: Edition, places: Sequence[Place]) -> bool:
    procedure = edition.procedure
    return any(is_own(role, official, procedure.unit, procedure.cell) for official, role in places)


def preview(
    centre: ContactCentre, edition: Edition, audience: Audience, on: date
) -> Projection | None:
    """Return what an audience would see of an edition on a day on which it is the one shown."""
    procedures = centre.plugins.procedures
    related = (
        shown_on(procedures.editions(reference.id), on) for reference in edition.procedure.related
    )
    return project(
        edition.procedure,
        audience,
        on=on,
        known=by_id(version.procedure for version in related if version is not None),
        requested_on=edition.requested_on,
    )


def once_published(record: ProcedureRecord, by: str, role: Role, now: datetime) -> list[Edition]:
    """Return the editions as they would be shown once the newest is published now."""
    act = EditionAct(verb=Transition.PUBLISH, at=now, role=role, by=by)
    newest = attrs.evolve(
        record.newest,
        state=State.PUBLISHED,
        published_by=by,
        published_on=civil_day(now),
        acts=(*record.newest.acts, act),
    )
    return [*record.editions[:-1], newest]


def shown_from(window: Window, today: date) -> str:
    """Return from when what was published today is shown: a day, or in a moment."""
    is_later = window.start is not None and window.start > today
    return f"od {labels.day(window.start)}" if window.start and is_later else "za chwilę"


def periods_from(editions: Iterable[Edition], today: date) -> list[DisplayPeriod]:
    """Return what is shown when, without what is over."""
    periods = timeline(editions)
    return [period for period in periods if period.last is None or period.last >= today]


def period_rows(editions: Iterable[Edition], today: date) -> list[tuple[str, str, str]]:
    """Return the days, the edition and who sees it, of each period that is not over."""
    rows = []
    for period in periods_from(editions, today):
        first = max(period.first or today, today)
        begin = f"od {labels.day(first)}"
        end = f"do {labels.day(period.last)}" if period.last else "bez końca"
        text = period.edition.procedure
        seen_by = [
            labels.AUDIENCES[audience]
            for audience in PUBLIC_AND_STAFF
            if hidden_because(text, audience, first) is None
        ]
        rows.append((f"{begin} {end}", str(period.edition.number), ", ".join(seen_by) or "nikt"))
    return rows
