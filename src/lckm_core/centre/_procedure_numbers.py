"""Numbers for new descriptions, and related procedures by their names (zał. 2 § 9 ust. 1)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

import attrs

from lckm_core.calendar import civil_day, require_aware
from lckm_core.centre._editions import EditionsBase
from lckm_core.centre._numbers import Numbers
from lckm_core.findings import Finding, Findings
from lckm_core.law import cites
from lckm_core.ports import NumberSeries
from lckm_core.procedures import Procedure, Related, ambiguous_title, title_key, unknown_title
from lckm_core.publication import Edition, shown_on

_Names = Mapping[str, set[tuple[str, str, str | None]]]
"""By the key of a title: the number, unit and cell of each procedure that has it."""


@attrs.frozen
class KnownTitles:
    """Stored procedures by the titles of their newest editions, and by those that are shown."""

    stored: _Names
    shown: _Names

    def as_stored(self, procedure: Procedure) -> Procedure:
        """Return a description with the number of the stored one that it is an edition of."""
        return procedure if procedure.id else _as_stored(procedure, self.stored)

    def with_related(self, procedures: Sequence[Procedure]) -> list[Procedure]:
        """Return descriptions with the numbers of those that they name by title.

        A title is that of a procedure as it is shown or among these; else of the newest one stored.
        """
        shown = _with_names(self.shown, procedures)
        return [_with_own_related(procedure, shown, self.stored) for procedure in procedures]


class ProcedureNumbers(Numbers, EditionsBase):
    """What the centre does so that nobody has to know a number before there is one."""

    @cites("zał. 2 § 9 ust. 1", "wzór: Powiązane procedury")
    def give_numbers(
        self, procedures: Sequence[Procedure], *, now: datetime, new: bool = True
    ) -> list[Procedure]:
        """Return descriptions with their numbers, and those of related procedures.

        The template has no number, and names related procedures by title. A description without a
        number gets that of the procedure with the same title, unit and cell, and becomes its next
        edition; else it gets a new one. A related procedure given by title gets the number of the
        one that has it, stored or among *procedures*. Only the numbers given are stored: pass what
        is returned to :meth:`hand_in`, which does the same for a single one.

        Args:
            procedures: those of one handover.
            now: the current moment, aware.
            new: whether new numbers are given. Without, new descriptions stay as they are, and so
                do relations to them.

        Raises:
            InvalidProcedureError: when no procedure has the title of a related one, or several.
            MissingAdapterError: where a new number is needed and no adapter gives any.
            ValueError: for a naive moment.
        """
        require_aware(now)
        known = self._known_titles(procedures, civil_day(now))
        numbered = [known.as_stored(procedure) for procedure in procedures]
        related = known.with_related(numbered)  # so that what is refused takes no number
        if not new:
            return related
        numbered = [self._with_number(procedure, now) for procedure in numbered]
        return known.with_related(numbered)

    def _known_titles(self, procedures: Iterable[Procedure], on: date) -> KnownTitles:
        """Return the titles of stored procedures, if any of *procedures* needs them."""
        if all(_needs_nothing(procedure) for procedure in procedures):
            return KnownTitles({}, {})
        # Whole texts, so they are read once.
        editions: dict[str, list[Edition]] = {}
        for edition in self.plugins.procedures.all_editions():
            editions.setdefault(edition.id, []).append(edition)
        shown = (shown_on(those, on) for those in editions.values())
        return KnownTitles(
            _with_names({}, (those[-1].procedure for those in editions.values())),
            _with_names({}, (edition.procedure for edition in shown if edition is not None)),
        )

    def _with_number(self, procedure: Procedure, now: datetime) -> Procedure:
        """Return a description with its number, or else with a new one."""
        if procedure.id:
            return procedure
        return attrs.evolve(procedure, id=self.draw_number(NumberSeries.PROCEDURE, now=now))


def _needs_nothing(procedure: Procedure) -> bool:
    return bool(procedure.id) and all(other.id for other in procedure.related)


def _with_names(names: _Names, procedures: Iterable[Procedure]) -> _Names:
    found = {key: set(owners) for key, owners in names.items()}
    for procedure in procedures:
        found.setdefault(title_key(procedure.title), set()).add(
            (procedure.id, procedure.unit, procedure.cell)
        )
    return found


def _as_stored(procedure: Procedure, names: _Names) -> Procedure:
    """Return a description with the number of its own earlier edition, if there is one.

    Raises :class:`InvalidProcedureError` where several have its title, unit and cell.
    """
    numbers = sorted(
        number
        for number, unit, cell in names.get(title_key(procedure.title), ())
        if (unit, cell) == (procedure.unit, procedure.cell)
    )
    if len(numbers) > 1:
        raise_findings([ambiguous_title(("title",), procedure.title, numbers)])
    return attrs.evolve(procedure, id=numbers[0]) if numbers else procedure


def _with_own_related(procedure: Procedure, shown: _Names, stored: _Names) -> Procedure:
    related: list[Related] = []
    findings: list[Finding] = []
    for index, other in enumerate(procedure.related):
        title = other.title or ""
        if other.id or not title:
            related.append(attrs.evolve(other, title=None))
            continue
        key = title_key(title)
        numbers = sorted({number for number, _, _ in shown.get(key) or stored.get(key) or ()})
        path = ("related", index, "title")
        if len(numbers) == 1:
            related.append(Related(numbers[0], other.kind) if numbers[0] else other)
        elif numbers:
            findings.append(ambiguous_title(path, title, numbers))
        else:
            findings.append(unknown_title(path, title))
    if findings:
        raise_findings(findings)
    return attrs.evolve(procedure, related=tuple(related))


def raise_findings(findings: Sequence[Finding]) -> None:
    """Raise :class:`InvalidProcedureError` with findings of a procedure."""
    Findings(tuple(findings), form=Procedure).require()
