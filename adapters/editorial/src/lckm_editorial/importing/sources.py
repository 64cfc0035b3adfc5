"""Where procedures come from: each as a document, with the place it stands at for whoever has to mend it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import attrs

from lckm_cli.files import TooLargeError, find, read_bytes
from lckm_cli.reading import TOO_LARGE, BadFileError, read_raw
from lckm_cli.system import reason
from lckm_core import Directory, Document, Finding, Findings, LckmError, Message, Procedure, UnreadableFileError, read
from lckm_editorial.files import read_text
from lckm_editorial.importing.kinds import NOT_A_LIST, TOO_MUCH, refusal
from lckm_editorial.importing.mapping import Columns, MappingFile, columns_by_heading, columns_of
from lckm_editorial.importing.sheets import MOST_BYTES, MOST_ROWS, read_sheet


@attrs.frozen
class Row:
    """One procedure to import: where it stands, and what it says; ``columns`` are those of a sheet that it was made of."""

    place: str
    document: Document
    columns: Columns | None = None

    def place_of(self, finding: Finding) -> str:
        """Return where whoever mends it has to look: a column of the row, or a line of the file."""
        if self.columns is None:
            return f"{self.place}:{finding.line}:{finding.column}" if finding.line else self.place
        heading = self.columns.heading_of(finding.path)
        return f"{self.place}, „{heading}”" if heading else self.place


@attrs.frozen
class Source:
    """All procedures of a source, what is wrong with the source itself, and what of it could not be read."""

    rows: tuple[Row, ...]
    findings: Findings = Findings()
    failed: tuple[Message, ...] = ()


def read_source(path: str, mapping: Document | None, directory: Directory) -> Source:
    """Return what a folder, a workbook or a JSON file holds. Raises ``LckmError``; ``OSError``."""
    if Path(path).is_dir():
        if mapping is not None:
            said = Message(
                "mapowanie jest do arkusza albo JSON, nie do folderu.",
                "a mapping is for a sheet or JSON, not a folder.",
            )
            raise BadFileError(path, said)
        return _folder(path, directory)
    try:
        data = read_bytes(path, MOST_BYTES)
    except TooLargeError:
        raise BadFileError(path, TOO_LARGE) from None
    if Path(path).suffix.lower() == ".json":
        return _json(data, path, mapping)
    return _workbook(data, path, mapping)


def _folder(path: str, directory: Directory) -> Source:
    rows: list[Row] = []
    failed: list[Message] = []
    for one in sorted({*(found.path for found in find([path])), *_word_files(path)}):
        try:
            document = read_text(one, directory) if one.lower().endswith(".docx") else read_raw(one, "procedure")
            rows.append(Row(one, document))
        except LckmError as error:
            said = error.said
            failed.append(said if said.pl.startswith(one) else Message(f"{one}: {said.pl}", f"{one}: {said.en}"))
        except OSError as error:
            said = reason(error)
            failed.append(Message(f"{one}: {said.pl}", f"{one}: {said.en}"))
    return Source(tuple(rows), failed=tuple(failed))


def _word_files(path: str) -> Iterator[str]:
    """Yield the Word files of a folder, without those that are hidden or locks of an open one (``~$…``)."""
    for one in Path(path).rglob("*.docx"):
        if not any(part.startswith((".", "~")) for part in one.relative_to(path).parts):
            yield str(one)


def _workbook(data: bytes, name: str, mapping: Document | None) -> Source:
    file = mapping.build(MappingFile) if mapping else None
    sheet, heading_row = (file.sheet, file.heading_row) if file else (None, 1)
    headings, lines, faults = read_sheet(data, name, sheet, heading_row)
    columns, left = columns_of(mapping, headings) if mapping else columns_by_heading(headings)
    made = [(f"{name}, wiersz {at}", columns.data(cells)) for at, cells in lines]
    return _source(made, columns, left + Findings(tuple(faults)))


def _json(data: bytes, name: str, mapping: Document | None) -> Source:
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, dict) and len(found) == 1 and isinstance(only := next(iter(found.values())), list):
        found = only
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise refusal(
            NOT_A_LIST,
            "To nie jest lista procedur w JSON. Ma tu być [ {…}, {…} ], każdy obiekt to jedna procedura, w UTF-8.",
            "This is no list of procedures in JSON. It should be [ {…}, {…} ], each object a procedure, in UTF-8.",
            name,
        )
    if len(found) > MOST_ROWS:
        raise refusal(
            TOO_MUCH,
            f"Lista ma ponad {MOST_ROWS} pozycji. Podziel ją.",
            f"The list has more than {MOST_ROWS} items. Split it.",
            name,
        )
    places = [f"{name}, pozycja {at}" for at in range(1, len(found) + 1)]
    if mapping is None:
        return _source(list(zip(places, found, strict=True)))
    headings = list(dict.fromkeys(key for one in found for key in one))
    columns, left = columns_of(mapping, headings)
    return _source([(place, columns.data(one)) for place, one in zip(places, found, strict=True)], columns, left)


def _source(
    made: Sequence[tuple[str, Mapping[str, Any]]], columns: Columns | None = None, findings: Findings | None = None
) -> Source:
    """Return plain data with their places as a source; what no file can hold, such as a number that is none, fails by itself."""
    rows: list[Row] = []
    failed: list[Message] = []
    for place, data in made:
        try:
            rows.append(Row(place, as_document(data), columns))
        except UnreadableFileError as error:
            failed.append(Message(f"{place}: {error.finding.message}", f"{place}: {error.finding.text('en')}"))
    return Source(tuple(rows), findings or Findings(), tuple(failed))


def as_document(data: Mapping[str, Any]) -> Document:
    """Return plain data as a document. Its lines are of no file, so a row says the column instead."""
    return attrs.evolve(read(json.dumps(data, ensure_ascii=False, default=_plain), syntax="json"), model=Procedure)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
