"""The sources of an import, read as documents with their places."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import attrs

from lckm_cli.toolkit import (
    TOO_LARGE,
    BadFileError,
    Language,
    TooLargeError,
    find_files,
    os_error_reason,
    read_bytes,
)
from lckm_core.errors import LckmError
from lckm_core.findings import Finding, Findings, UnreadableFileError
from lckm_core.organisation import Directory
from lckm_core.procedures import Document, Procedure, read
from lckm_core.text import Message
from lckm_editorial.batch_import.finding_kinds import NOT_A_LIST, TOO_MUCH, refusal
from lckm_editorial.batch_import.mapping import (
    Columns,
    MappingFile,
    columns_by_heading,
    columns_of,
)
from lckm_editorial.batch_import.sheets import MAX_ROWS, MOST_BYTES, read_sheet
from lckm_editorial.submitted_files import (
    OFFICE_FILES,
    Changes,
    SubmittedFile,
    read_text,
)


@attrs.frozen
class Row:
    """One procedure to import, and where it stands.

    ``columns`` are those of its sheet, ``submitted`` is the file it came in alone, and
    ``folder`` holds its files to download.
    """

    place: str
    document: Document
    columns: Columns | None = None
    submitted: SubmittedFile[Document] | None = None
    folder: Path | None = None

    @property
    def findings(self) -> Findings:
        """Findings about the file itself, not about the procedure in it."""
        return self.submitted.findings if self.submitted else Findings()

    def place_of(self, finding: Finding, lang: Language) -> str:
        """Return where to fix a finding: a column, a line, or a place in the document."""
        if self.submitted is not None and self.submitted.is_word:
            return f"{self.place}: {self.submitted.place(finding).text(lang)}"
        if self.columns is None:
            return f"{self.place}:{finding.line}:{finding.column}" if finding.line else self.place
        heading = self.columns.heading_of(finding.path)
        return f"{self.place}, „{heading}”" if heading else self.place


@attrs.frozen
class Source:
    """The procedures of a source, findings about the source, and what could not be read."""

    rows: tuple[Row, ...]
    findings: Findings = Findings()
    failed: tuple[Message, ...] = ()


def read_source(
    path: str,
    mapping: Document | None,
    directory: Directory,
    *,
    changes: Changes | None = None,
    files: str | None = None,
) -> Source:
    """Return the procedures of a folder, a workbook or a JSON file.

    Args:
        path: the folder or file.
        mapping: which column or key goes where; for a sheet or JSON only.
        directory: the units there are.
        changes: how to treat tracked changes in Word files.
        files: a folder with a subfolder of files to download for each procedure, named
            after its number or its file.

    Raises ``LckmError`` and ``OSError``.
    """
    found = _read_source(path, mapping, directory, changes, files)
    return attrs.evolve(
        found, rows=tuple(attrs.evolve(row, folder=_files_of(row, files)) for row in found.rows)
    )


def _read_source(
    path: str,
    mapping: Document | None,
    directory: Directory,
    changes: Changes | None,
    files: str | None,
) -> Source:
    if Path(path).is_dir():
        if mapping is not None:
            message = Message(
                "mapowanie jest do arkusza albo JSON, nie do folderu.",
                "a mapping is for a sheet or JSON, not a folder.",
            )
            raise BadFileError(path, message)
        return _folder(path, directory, changes, files)
    try:
        data = read_bytes(path, MOST_BYTES)
    except TooLargeError:
        raise BadFileError(path, TOO_LARGE) from None
    if Path(path).suffix.lower() == ".json":
        return _json(data, path, mapping)
    return _workbook(data, path, mapping)


def _folder(path: str, directory: Directory, changes: Changes | None, files: str | None) -> Source:
    """Return the texts of a folder.

    A folder named after a text beside it holds the files of that text, and no texts.
    """
    rows: list[Row] = []
    failed: dict[str, Message] = {}
    found = sorted({*(found.path for found in find_files([path])), *_office_files(path)})
    theirs = {Path(name).with_suffix("") for name in found} | ({Path(files)} if files else set())
    for name in found:
        if theirs & {*Path(name).parents}:
            continue
        try:
            submitted = read_text(name, directory, changes=changes)
            rows.append(Row(name, submitted.require(), submitted=submitted))
        except LckmError as error:
            message = error.message
            failed[name] = (
                message
                if message.pl.startswith(name)
                else Message(f"{name}: {message.pl}", f"{name}: {message.en}")
            )
        except OSError as error:
            message = os_error_reason(error)
            failed[name] = Message(f"{name}: {message.pl}", f"{name}: {message.en}")
    by_number = {folder for row in rows for folder in _folders_of(row, None)}
    return Source(
        tuple(row for row in rows if not by_number & {*Path(row.place).parents}),
        failed=tuple(
            message for name, message in failed.items() if not by_number & {*Path(name).parents}
        ),
    )


def _folders_of(row: Row, files: str | None) -> list[Path]:
    """Return the folders where a text's files may be: by its number, or by its file name."""
    number = str(row.document.data.get("id", ""))
    text_file = Path(row.place) if row.submitted else None
    names = [
        name
        for name in (number, text_file.stem if text_file else "")
        if name not in ("", "..") and name == Path(name).name
    ]
    return [
        root / name
        for root in (Path(files) if files else None, text_file.parent if text_file else None)
        if root
        for name in names
    ]


def _files_of(row: Row, files: str | None) -> Path | None:
    return next((folder for folder in _folders_of(row, files) if folder.is_dir()), None)


def _office_files(path: str) -> Iterator[str]:
    """Yield the word processor files of a folder, except hidden ones and locks (``~$…``)."""
    for file in Path(path).rglob("*"):
        inner = file.relative_to(path).parts
        if file.suffix.lower() in OFFICE_FILES and not any(
            part.startswith((".", "~")) for part in inner
        ):
            yield str(file)


def _workbook(data: bytes, name: str, mapping: Document | None) -> Source:
    file = mapping.build(MappingFile) if mapping else None
    sheet, heading_row = (file.sheet, file.heading_row) if file else (None, 1)
    headings, lines, faults = read_sheet(data, name, sheet, heading_row)
    columns, column_findings = (
        columns_of(mapping, headings) if mapping else columns_by_heading(headings)
    )
    made = [(f"{name}, wiersz {at}", columns.data(cells)) for at, cells in lines]
    return _source(made, columns, column_findings + Findings(tuple(faults)))


def _json(data: bytes, name: str, mapping: Document | None) -> Source:
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        found = None
    if (
        isinstance(found, dict)
        and len(found) == 1
        and isinstance(only := next(iter(found.values())), list)
    ):
        found = only
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise refusal(
            NOT_A_LIST,
            "To nie jest lista procedur w JSON. Ma tu być [ {…}, {…} ], każdy obiekt to jedna "
            "procedura, w UTF-8.",
            "This is no list of procedures in JSON. It should be [ {…}, {…} ], each object a "
            "procedure, in UTF-8.",
            name,
        )
    if len(found) > MAX_ROWS:
        raise refusal(
            TOO_MUCH,
            f"Lista ma ponad {MAX_ROWS} pozycji. Podziel ją.",
            f"The list has more than {MAX_ROWS} items. Split it.",
            name,
        )
    places = [f"{name}, pozycja {at}" for at in range(1, len(found) + 1)]
    if mapping is None:
        return _source(list(zip(places, found, strict=True)))
    headings = list(dict.fromkeys(key for row in found for key in row))
    columns, column_findings = columns_of(mapping, headings)
    return _source(
        [(place, columns.data(row)) for place, row in zip(places, found, strict=True)],
        columns,
        column_findings,
    )


def _source(
    made: Sequence[tuple[str, Mapping[str, Any]]],
    columns: Columns | None = None,
    findings: Findings | None = None,
) -> Source:
    """Return rows of plain data as a source; a row that no file can hold fails alone."""
    rows: list[Row] = []
    failed: list[Message] = []
    for place, data in made:
        try:
            rows.append(Row(place, as_document(data), columns))
        except UnreadableFileError as error:
            failed.append(
                Message(f"{place}: {error.finding.message}", f"{place}: {error.finding.text('en')}")
            )
    return Source(tuple(rows), findings or Findings(), tuple(failed))


def as_document(data: Mapping[str, Any]) -> Document:
    """Return plain data as a document; its line numbers mean nothing to the user."""
    return attrs.evolve(
        read(json.dumps(data, ensure_ascii=False, default=_plain_value), syntax="json"),
        model=Procedure,
    )


def _plain_value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
