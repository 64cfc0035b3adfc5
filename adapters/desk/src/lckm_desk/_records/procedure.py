"""One procedure as the desk shows it: its editions, and what is wrong with the newest."""

from collections.abc import Iterable, Sequence
from datetime import date

import attrs

from lckm_core import ContactCentre
from lckm_core.findings import Findings
from lckm_core.organisation import Official, Role, is_own
from lckm_core.procedures import MISSING_FILE
from lckm_core.publication import (
    Audience,
    Edition,
    Projection,
    State,
    Titles,
    UnitCell,
    agreeing_cell,
    by_id,
    cells_of,
    project,
    shown_from,
    shown_on,
    without_returned,
)

Place = tuple[Official, Role]
"""Where somebody serves, and as what."""
_LONGEST_NUMBER = 40
_TAKES_FILES = (State.RECEIVED, State.CORRECTED, State.CHECKED, State.PUBLISHED)


@attrs.frozen
class ProcedureRecord:
    """A procedure with all its editions.

    Args:
        editions: all of them, the oldest first; never empty.
        readable: those whose text may be shown; the newest among them.
        findings: those of the newest.
        cells: those that have to do with the newest, its own first.
        agreeing: the cell whose head agrees to corrections of the newest.
        titles: the titles of related procedures that are shown.
    """

    editions: Sequence[Edition]
    readable: Sequence[Edition]
    findings: Findings
    cells: Sequence[UnitCell]
    agreeing: UnitCell
    titles: Titles = attrs.field(default=lambda number: None, eq=False)

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

    def changeable(self, today: date) -> Sequence[Edition]:
        """Return the editions that a request may be made against, the usual one first.

        They are the newest that was not returned, and older ones that are shown from today on.
        """
        newest = self.newest_accepted
        if newest is None:
            return ()
        shown = {edition.number for edition in shown_from(self.editions, today)}
        older = (edition for edition in self.readable if edition.number < newest.number)
        return (newest, *(edition for edition in older if edition.number in shown))

    @property
    def may_get_files(self) -> bool:
        """Whether files that its newest text names may be added without changing the text."""
        is_missing = any(finding.code == MISSING_FILE.code for finding in self.findings)
        return is_missing and self.newest.state in _TAKES_FILES

    def state_words(self, edition: Edition) -> str:
        """Return the state of an edition in words, and if a newer one replaced it unpublished."""
        words = edition.state.words
        if edition is self.newest or not edition.state.may_be_published:
            return words
        following = next(later.number for later in self.editions if later.number > edition.number)
        return f"nieaktualna (była {words}): jest nowsza wersja {following}"

    def edition(self, number: str) -> Edition:
        """Return the readable edition with a number, or else the newest."""
        named = (edition for edition in self.readable if str(edition.number) == number)
        return next(named, self.newest)


def find_procedure(
    centre: ContactCentre, number: str, places: Sequence[Place] | None, on: date
) -> ProcedureRecord | None:
    """Return the procedure of a number, ``None`` for an unknown one.

    Args:
        centre: the contact centre.
        number: the number.
        places: readable are the earlier editions with which one of these places has to do,
            ``None``: all.
        on: today (Europe/Warsaw).
    """
    if not number or len(number) > _LONGEST_NUMBER or not number.isprintable():
        return None
    editions = sorted(
        centre.plugins.procedures.editions(number), key=lambda edition: edition.number
    )
    if not editions:
        return None
    *earlier, newest = editions
    readable = [
        edition
        for edition in earlier
        if places is None or is_of_some(cells_of(editions, edition, on), places)
    ]
    return ProcedureRecord(
        editions,
        (*readable, newest),
        centre.check_edition(newest),
        cells_of(editions, newest, on),
        agreeing_cell(editions, centre.plugins.directory, on),
        _titles(centre, on),
    )


def _titles(centre: ContactCentre, on: date) -> Titles:
    """Return a look-up of the titles of procedures that are shown, for changes that name them.

    Where none is shown that day, the newest published text gives the title.
    """

    def title(number: str) -> str | None:
        editions = list(centre.plugins.procedures.editions(number))
        published = [edition for edition in editions if edition.state is State.PUBLISHED]
        meant = shown_on(editions, on) or next(reversed(published), None)
        return meant.procedure.title if meant else None

    return title


def is_of_some(cells: Iterable[UnitCell], places: Iterable[Place]) -> bool:
    """Return whether one of some cells belongs to one of some places."""
    return any(is_own(role, official, *cell) for cell in cells for official, role in places)


def opens_for(
    centre: ContactCentre,
    number: str,
    places: Sequence[Place] | None,
    on: date,
    *,
    edition: int | None = None,
) -> bool:
    """Return whether the page of a procedure opens for somebody of some places that day.

    *edition* is that of a number; by default the newest. ``None`` for *places*: of all.
    """
    if places is None:
        return True
    editions = list(centre.plugins.procedures.editions(number))
    newest = max(editions, key=lambda version: version.number, default=None)
    if newest is None:
        return False
    shown = [version for version in editions if version.number == edition]
    return all(is_of_some(cells_of(editions, version, on), places) for version in (*shown, newest))


def preview(
    centre: ContactCentre, edition: Edition, audience: Audience, on: date
) -> Projection | None:
    """Return what an audience would see of an edition on a day on which it is shown."""
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


def pointing_to(centre: ContactCentre, number: str) -> list[str]:
    """Return the numbers of the procedures that name one as related, in an edition in use."""
    return sorted(
        {
            edition.id
            for edition in centre.plugins.procedures.all_editions()
            if edition.id != number
            and edition.state.may_be_shown
            and any(related.id == number for related in edition.procedure.related)
        }
    )
