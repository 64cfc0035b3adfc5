"""Files in a checked folder that are no descriptions: JSON Schemas, Word files and others."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from lckm_cli.check.results import FOREIGN, SCHEMA_FORM, Result, own_finding
from lckm_cli.file_selection import (
    SelectedFile,
    TooLargeError,
    find_files,
    read_bytes,
    shown_name,
)
from lckm_cli.zip_limits import ZIP_ERRORS, UnsafeZipError, read_part
from lckm_core.fields import fields_of
from lckm_core.findings import Finding
from lckm_core.procedures import Procedure
from lckm_core.text import Message, folded

WORD_SUFFIXES = (".docx", ".docm", ".dotx", ".doc", ".odt", ".rtf")
_MOST_BYTES = 20_000_000
_MOST_XML = 10_000_000
# A document with so many headings of the template is a description and no attachment.
_LEAST_LABELS = 8
_SCHEMA_WORDS = frozenset(("$schema", "$id", "$defs", "$ref", "definitions", "properties"))
_DIALECT = re.compile(r"^https?://json-schema\.org/")


def is_json_schema(data: Mapping[str, Any]) -> bool:
    """Return whether plain data are a JSON Schema."""
    dialect = data.get("$schema")
    if isinstance(dialect, str) and _DIALECT.match(dialect):
        return True
    return len(_SCHEMA_WORDS & data.keys()) > 1


def is_on_no_form(data: Mapping[str, Any], model: type, name: str) -> bool:
    """Return whether a JSON file has hardly a key of the form that fits it best."""
    # YAML is written by hand, so there a mistyped key is more likely than another program's.
    known = {field.key for field in fields_of(model)} & data.keys()
    return name.lower().endswith(".json") and len(known) < 2 and 2 * len(known) <= len(data)


def foreign(what: Message) -> Finding:
    """Return the finding of a file that is on no form, with what it is and what to do."""
    return own_finding(FOREIGN, what.pl, what.en)


SCHEMA = Message(
    "To schemat JSON, według którego edytor podpowiada pola, a nie opis. Podaj pliki opisów albo "
    "trzymaj schemat poza ich folderem.",
    "This is a JSON Schema, by which editors suggest fields, and no description. Name the files "
    "of descriptions, or keep the schema out of their folder.",
)
OTHER = Message(
    "To plik JSON innego programu: nie ma w nim pól żadnego z formularzy. Trzymaj go poza "
    "folderem opisów albo zacznij plik od pól formularza (lckm new wypisze szkielet).",
    "This is another program's JSON file: it has no fields of any form. Keep it out of the "
    "folder of descriptions, or begin it with the form's fields (lckm new prints a skeleton).",
)


def word_hint(name: str) -> Message:
    """Return how a description in Word is checked."""
    return Message(
        f"To plik Worda, a lckm check czyta YAML i JSON. Opis w Wordzie sprawdzi: "
        f"lckm word check {name}",
        "This is a Word file; lckm check reads YAML and JSON. A description in Word is checked "
        f"by: lckm word check {name}",
    )


def word_finding(found: SelectedFile) -> Finding | None:
    """Return the finding of a Word file that was named, or ``None`` for another file."""
    is_word = found.path.lower().endswith(WORD_SUFFIXES)
    return foreign(word_hint(shown_name(found.path))) if is_word else None


def set_aside(
    results: Sequence[Result], paths: Iterable[str]
) -> tuple[list[Result], list[tuple[str, Message]]]:
    """Return the results to judge, and hints on files in folders that are not descriptions.

    A JSON Schema that was named itself is a file that cannot be read as a description; one that
    lies in a folder is left out. Descriptions in Word get a hint.
    """
    folders = [path for path in paths if Path(path).is_dir()]
    named = {shown_name(path) for path in paths}
    kept: list[Result] = []
    hints: list[tuple[str, Message]] = []
    for result in results:
        if result.form != SCHEMA_FORM:
            kept.append(result)
        elif result.path in named:
            kept.append(Result(result.path, (foreign(SCHEMA),), unreadable=True))
        else:
            hints.append((result.path, SCHEMA))
    hints += [
        (file.path, word_hint(file.path))
        for file in find_files(folders, suffixes=(".docx",))
        if file.fault is None and _is_description(file.path)
    ]
    return kept, sorted(hints)


def _is_description(path: str) -> bool:
    """Return whether a Word file has the headings of the template."""
    try:
        with zipfile.ZipFile(io.BytesIO(read_bytes(path, _MOST_BYTES))) as archive:
            xml = read_part(archive, "word/document.xml", _MOST_XML)
    except (*ZIP_ERRORS, UnsafeZipError, TooLargeError, KeyError):
        return False
    text = " ".join(re.findall(r">([^<>]+)<", folded(xml.decode("utf-8", "replace"))))
    return sum(label in text for label in _labels()) >= _LEAST_LABELS


@cache
def _labels() -> tuple[str, ...]:
    return tuple(label for field in fields_of(Procedure)
                 if len(label := folded(field.mark.label)) > 12)  # fmt: skip
