"""Checking what can be read of a file in which the YAML of some field is at fault."""

import re
from datetime import date
from typing import Any

import attrs

from lckm_core._recognition import read_form
from lckm_core.fields import fields_by_key
from lckm_core.findings import Finding, Findings, UnreadableFileError, steps
from lckm_core.forms import STAND_IN
from lckm_core.organisation import DIRECTORY, Directory
from lckm_core.parsing import CONFINED, decode
from lckm_core.procedures import Document, check

_MAX_FAULTS = 10
"""How many faults of one file are told at once; each costs a reading of the file."""
_MAX_LENGTH = 200_000
"""How many characters a file may have to be read more than once; a description has a tenth."""
_MAX_FIELDS = 1_000
"""How many fields a file may have to be read field by field; a description has some forty."""
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_FIELD_START = re.compile(r"[^\s\-#\]})]")
"""How a line begins that is no part of the field above it: in the first column, with a name."""
_NOTHING = re.compile(r"\s*(?:#|---\s|$)")
_WORD = re.compile(r"[ \t]*(?:- )?[\"']?([\w-]+)")


def check_readable_fields(
    source: str | bytes,
    *,
    name: str = "",
    directory: Directory = DIRECTORY,
    requested_on: date | None = None,
) -> Findings:
    """Return the faults of a file that cannot be read, and the findings of its other fields.

    A fault of YAML leaves out the field of the root in which it stands; the others are read and
    checked as ever. Rules that need a field left out are not run.

    Args:
        source: the text or the bytes of the file, which :func:`read_form` refuses.
        name: the source's name, whose ending decides the syntax.
        directory: the units and cells that exist.
        requested_on: the day of the request, in Europe/Warsaw.

    Returns:
        The faults, each with its line and column, then the findings of what could be read. Of a
        file in JSON, in another encoding or beyond a limit, the first fault alone.
        Provision: zał. 2 § 9 ust. 1.
    """
    try:
        read_form(source, name=name)
    except UnreadableFileError as error:
        first = error.finding
    else:
        return Findings()
    text = _text_in_yaml(source, name) if first.code in CONFINED else ""
    fields = _Fields.of(text)
    if not 0 < len(fields.ranges) <= _MAX_FIELDS:
        return Findings((first,))
    faults = []
    for at in [at for at in range(len(fields.ranges)) if fields.fails(at)][:_MAX_FAULTS]:
        fields.cut.add(at)
    for at in sorted(fields.cut):
        # Without the lines below: an open quote would swallow them, and hide where it was opened.
        fault = _fault_in(fields.text(but=at, until=at), name)
        if fault is None or fault.code not in CONFINED:
            fault = _fault_in(fields.text(but=at), name)
        faults += [fault] if fault else []
    # What is left is a fault of two fields together, such as a key given twice.
    while (fault := _fault_in(fields.text(), name)) and len(faults) < _MAX_FAULTS:
        if fault.code not in CONFINED or not fields.cut_at_line(fault.line or 0):
            break
        faults.append(fault)
    if fault is not None or not faults:
        return Findings(tuple(faults) or (first,))
    document = read_form(fields.text(), name=name)
    return Findings((*faults, *_of_the_rest(document, fields, directory, requested_on)))


def _text_in_yaml(source: str | bytes, name: str) -> str:
    """Return a YAML text short enough to be read several times; empty for any other."""
    text = source if isinstance(source, str) else decode(source)
    is_json = name.lower().endswith(".json") or text.lstrip()[:1] in ("{", "[")
    return "" if is_json or len(text) > _MAX_LENGTH else text


def _fault_in(text: str, name: str) -> Finding | None:
    """Return the fault for which a text cannot be read, or ``None``."""
    try:
        read_form(text, name=name)
    except UnreadableFileError as error:
        return error.finding
    return None


@attrs.frozen
class _Fields:
    """The lines of a text, the lines of each field of its root, and the fields cut out.

    ``ranges`` has the first and the last line of each field, from 0; the last is not in it.
    """

    lines: list[str]
    ranges: list[tuple[int, int]]
    cut: set[int] = attrs.field(factory=set)

    @classmethod
    def of(cls, text: str) -> "_Fields":
        lines = _LINE.findall(text)
        starts = [at for at, line in enumerate(lines) if _FIELD_START.match(line)]
        content = (at for at, line in enumerate(lines) if not _NOTHING.match(line))
        first = next(content, None)
        if first is not None and first not in starts:
            starts.insert(0, first)
        ends = [*starts[1:], len(lines)]
        return cls(lines, list(zip(starts, ends, strict=False)))

    def fails(self, at: int) -> bool:
        """Return whether a field cannot be read by itself."""
        first, end = self.ranges[at]
        if self.lines[first][:1].isspace() and len(self.ranges) > 1:
            return True
        return _fault_in("".join(self.lines[first:end]), "") is not None

    def text(self, but: int = -1, until: int = -1) -> str:
        """Return the text without the fields cut out, *but* one, *until* the end of a field.

        Its lines keep their numbers.
        """
        lines = self.lines[: self.ranges[until][1]]
        for at in self.cut - {but}:
            first, end = self.ranges[at]
            if end <= len(lines):
                lines[first:end] = ["\n"] * (end - first)
        return "".join(lines)

    def cut_at_line(self, number: int) -> bool:
        """Cut out the field with a line, counted from 1; return whether there was one left."""
        for at, (first, end) in enumerate(self.ranges):
            if first < number <= end and at not in self.cut:
                self.cut.add(at)
                return True
        return False

    def keys_cut(self) -> set[str]:
        """Return the first word of each field cut out."""
        words = (_WORD.match(self.lines[self.ranges[at][0]]) for at in self.cut)
        return {word[1] for word in words if word}

    def words_cut(self) -> set[str]:
        """Return the first word of each line cut out: a key may stand in the wrong column."""
        ranges = (self.ranges[at] for at in self.cut)
        words = (_WORD.match(line) for first, end in ranges for line in self.lines[first:end])
        return {word[1] for word in words if word}


def _of_the_rest(
    document: Document, fields: _Fields, directory: Directory, requested_on: date | None
) -> list[Finding]:
    """Return the findings of a document without the fields that could not be read."""
    known = fields_by_key(document.model).keys()
    if not known & document.data.keys():
        return []
    unread = known & fields.keys_cut()
    unread |= known & fields.words_cut() - document.data.keys()
    if not fields.keys_cut() <= known:
        # Without a word that names a field, any that is missing may be the one.
        unread |= known - document.data.keys()
    data: dict[str, Any] = {**document.data, **dict.fromkeys(unread, STAND_IN)}
    rest = attrs.evolve(document, parsed=attrs.evolve(document.parsed, data=data))
    found = check(rest, directory=directory, requested_on=requested_on)
    return [
        finding for finding in found if finding.path == "" or steps(finding.path)[0] not in unread
    ]
