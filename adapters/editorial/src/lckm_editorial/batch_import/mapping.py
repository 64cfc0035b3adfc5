"""The mapping file: which column or JSON key goes to which field of the form."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any

import attrs

from lckm_core.errors import LckmError
from lckm_core.fields import Mark
from lckm_core.findings import Finding, Findings
from lckm_core.procedures import Document, check, read
from lckm_core.text import Message
from lckm_editorial.batch_import.fields import (
    NoFieldError,
    Target,
    as_heading,
    by_label,
    put,
    target,
)
from lckm_editorial.batch_import.finding_kinds import NO_COLUMN, NO_FIELD, NOT_MAPPED

_CITES = "zał. 2 § 8 ust. 1"


@attrs.frozen
class ColumnRule:
    """A column by its heading, its field, and the separator of list items in a cell."""

    column: Annotated[str, Mark("Nagłówek kolumny", cites=_CITES)]
    field: Annotated[str, Mark("Pole wzoru", cites=_CITES)]
    split: Annotated[str | None, Mark("Czym rozdzielone są pozycje", cites=_CITES)] = None


@attrs.frozen
class Constant:
    """A value that every procedure has unless a column gives one."""

    field: Annotated[str, Mark("Pole wzoru", cites=_CITES)]
    value: Annotated[Any, Mark("Wartość", cites=_CITES)]


@attrs.frozen
class MappingFile:
    """A mapping file; ``heading_row`` counts from 1, and the default sheet is the first."""

    columns: Annotated[tuple[ColumnRule, ...], Mark("Kolumny", cites=_CITES, min_items=1)]
    constants: Annotated[tuple[Constant, ...], Mark("Wartości stałe", cites=_CITES)] = ()
    sheet: Annotated[str | None, Mark("Arkusz", cites=_CITES)] = None
    heading_row: Annotated[int, Mark("Wiersz nagłówków", cites=_CITES)] = 1
    leave_out: Annotated[tuple[str, ...], Mark("Kolumny pomijane", cites=_CITES)] = ()


class BadMappingError(LckmError):
    """A mapping cannot be used; ``findings`` say why, with places in the file ``name``."""

    def __init__(self, name: str, findings: Findings) -> None:
        super().__init__(name, findings)
        self.name = name
        self.findings = findings

    @property
    def message(self) -> Message:
        """The first fault, and how many more there are."""
        first = self.findings.errors[0]
        count = len(self.findings.errors) - 1
        left = (
            Message(f" Błędów jest więcej: {count}.", f" There are {count} more errors.")
            if count
            else Message("", "")
        )
        place = f"{self.name}:{first.line}:{first.column}: {first.code}  "
        return Message(place + first.message + left.pl, place + first.text("en") + left.en)


@attrs.frozen
class Column:
    """A column: its heading, the target of its cells, and their separator."""

    heading: str
    target: Target
    split: str


@attrs.frozen
class Columns:
    """All that becomes of a row."""

    columns: tuple[Column, ...]
    constants: tuple[tuple[Target, Any], ...] = ()

    def data(self, cells: dict[str, Any]) -> dict[str, Any]:
        """Return the plain data of a procedure that a row's cells, by heading, make."""
        made: dict[str, Any] = {}
        for column in self.columns:
            put(made, column.target, cells.get(column.heading), column.split)
        for field, value in self.constants:
            put(made, field, value, "\n")
        return made

    def heading_of(self, pointer: str) -> str | None:
        """Return the heading of the column that fills a place of the procedure, if any."""
        around = [
            column
            for column in self.columns
            if f"{pointer}/".startswith(f"{column.target.pointers()}/")
        ]
        if around:
            return max(around, key=lambda column: len(column.target.pointers())).heading
        return next(
            (
                column.heading
                for column in self.columns
                if column.target.pointers().startswith(f"{pointer}/")
            ),
            None,
        )


def read_mapping(data: bytes, name: str) -> Document:
    """Return a mapping file that has no fault of shape. Raises ``LckmError``."""
    document = read(data, name=name, model=MappingFile)
    if (findings := check(document)).errors:
        raise BadMappingError(name, findings)
    return document


def columns_of(document: Document, headings: Sequence[str]) -> tuple[Columns, Findings]:
    """Return the columns that a mapping makes of these headings, and what it leaves out.

    Raises :class:`BadMappingError`.
    """
    file = document.build(MappingFile)
    faults: list[Finding] = []
    columns: list[Column] = []
    constants: list[tuple[Target, Any]] = []
    for at, rule in enumerate(file.columns):
        if rule.column not in headings:
            faults.append(
                NO_COLUMN.at(("columns", at, "column"), _no_column(rule.column, headings))
            )
        try:
            columns.append(Column(rule.column, target(rule.field), rule.split or "\n"))
        except NoFieldError as error:
            faults.append(NO_FIELD.at(("columns", at, "field"), error.message))
    for at, constant in enumerate(file.constants):
        try:
            constants.append((target(constant.field, whole=True), constant.value))
        except NoFieldError as error:
            faults.append(NO_FIELD.at(("constants", at, "field"), error.message))
    if faults:
        raise BadMappingError(document.name, Findings(tuple(map(document.placed, faults))))
    taken = {rule.column for rule in file.columns} | set(file.leave_out)
    return Columns(tuple(columns), tuple(constants)), Findings(tuple(_unmapped(headings, taken)))


def columns_by_heading(headings: Sequence[str]) -> tuple[Columns, Findings]:
    """Return the columns headed by a field's path or label, and what is left out."""
    labels = by_label()
    columns = []
    for heading in headings:
        try:
            columns.append(
                Column(heading, labels.get(as_heading(heading)) or target(heading.strip()), "\n")
            )
        except NoFieldError:
            continue
    taken = {column.heading for column in columns}
    return Columns(tuple(columns)), Findings(tuple(_unmapped(headings, taken)))


def _unmapped(headings: Iterable[str], taken: set[str]) -> Iterable[Finding]:
    for heading in headings:
        if heading and heading not in taken:
            message = Message(
                f"Kolumny „{heading}” nic nie bierze. Dopisz ją w mapowaniu do columns albo do "
                "leave_out.",
                f"Nothing takes the column “{heading}”. Add it to columns or to leave_out of the "
                "mapping.",
            )
            yield NOT_MAPPED.at((heading,), message)


def _no_column(column: str, headings: Sequence[str]) -> Message:
    known = ", ".join(f"„{heading}”" for heading in headings if heading)
    return Message(
        f"Nie ma kolumny „{column}”. Są: {known}.",
        f"There is no column “{column}”. There are: {known}.",
    )
