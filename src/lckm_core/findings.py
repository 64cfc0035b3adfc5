"""Findings: each has a code that never changes, a place, a provision and a message."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cache
from typing import Any, TypedDict

import attrs

from lckm_core.errors import LckmError
from lckm_core.fields import (
    fields_by_key,
    form_heading,
    is_form,
    object_shape,
)
from lckm_core.law import cite, provision
from lckm_core.text import Language, Message


class Severity(StrEnum):
    """How much a finding weighs, by the duty word of its provision."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    """An error lifted by an agreed departure (zał. 2 § 9 ust. 3): shown, not counted."""


class FindingData(TypedDict):
    """A finding as plain data, as ``lckm check --format json`` prints it."""

    code: str
    severity: str
    path: str
    line: int | None
    column: int | None
    message: str
    cites: str


@attrs.frozen
class Finding:
    """One place where content breaks the ordinance.

    ``path`` is a JSON Pointer (``/steps/0/name``). ``line`` and ``column`` count from 1; they are
    ``None`` when the subject was not read from text. ``offset`` is the place in the text at
    ``path``, in code points from 0; ``None`` for the whole value. ``message`` is Polish,
    ``message_en`` English: what is wrong, where, and what to do. ``cites`` is a citation of
    :mod:`lckm_core.law`. ``place`` names the place in a file without lines, such as a Word
    document.
    """

    code: str
    severity: Severity
    path: str
    message: str
    cites: str
    line: int | None = None
    column: int | None = None
    message_en: str = ""
    offset: int | None = None
    place: Message | None = None

    def text(self, lang: Language = "pl") -> str:
        """Return the message in *lang*."""
        return self.message_en if lang == "en" and self.message_en else self.message

    @property
    def is_of_request(self) -> bool:
        """True for a fault of an update request, which is judged with its procedure."""
        return self.code.startswith("LCKM-U")

    def to_data(self, lang: Language = "pl") -> FindingData:
        """Return the finding as plain data, the message in *lang*."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "message": self.text(lang),
            "cites": self.cites,
        }


@attrs.frozen
class FindingKind:
    """What the findings of one code share: the provision, the severity and a title.

    ``liftable``: an agreed departure may lift it, as zał. 2 § 9 ust. 3 allows for its own rules.
    Kinds are made at import by :func:`kind`; :func:`kinds` lists them for docs, ``lckm explain``
    and SARIF rules.
    """

    code: str
    cites: str
    severity: Severity
    about: Message
    liftable: bool = False

    def at(self, path: Sequence[str | int], message: Message, offset: int | None = None) -> Finding:
        """Return a finding of this kind.

        Args:
            path: keys and indices from the root of the document.
            message: what is wrong and what to do, in both languages.
            offset: where in the text at *path* it is, in code points from 0.
        """
        return Finding(
            self.code,
            self.severity,
            pointer(path),
            message.pl,
            self.cites,
            message_en=message.en,
            offset=offset,
        )


_KINDS: dict[str, FindingKind] = {}


def kind(
    code: str,
    cites: str,
    about: Message,
    severity: Severity | None = None,
    *,
    liftable: bool | None = None,
) -> FindingKind:
    """Declare a finding code.

    Unless they are given, the provision decides the severity and whether a departure may lift it.

    Raises ``ValueError``, at import, when the code is taken, the ordinance has no such provision,
    or the provision does not allow a departure from a *liftable* kind.
    """
    if code in _KINDS:
        raise ValueError(f"finding code {code} is declared twice")
    row = provision(cites)
    if liftable and not row.liftable:
        raise ValueError(f"{code}: nobody may depart from {cites}")
    liftable = row.liftable if liftable is None else liftable
    new = FindingKind(code, cites, severity or Severity(row.duty.severity), about, liftable)
    _KINDS[code] = new
    cite(cites, code)
    return new


def kinds() -> tuple[FindingKind, ...]:
    """Return every declared kind, sorted by code."""
    return tuple(_KINDS[code] for code in sorted(_KINDS))


def pointer(path: Iterable[str | int]) -> str:
    """Return *path* as a JSON Pointer (RFC 6901): ``("steps", 0)`` is ``/steps/0``."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def steps(path: str) -> tuple[str | int, ...]:
    """Return the keys and indices of a JSON Pointer; no form has keys of digits."""
    return tuple(
        int(part) if part.isdecimal() else part.replace("~1", "/").replace("~0", "~")
        for part in path.split("/")[1:]
    )


def _tuple(items: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(items)


def _order(finding: Finding, form: type | None) -> tuple[Any, ...]:
    place = _place(finding.path, form)
    return (
        finding.line or 0,
        finding.column or 0,
        place,
        finding.offset or 0,
        finding.code,
        finding.message,
    )


@cache
def _ranks(form: type) -> dict[str, int]:
    return {key: rank for rank, key in enumerate(fields_by_key(form))}


def _place(path: str, form: type | None) -> tuple[tuple[int, str], ...]:
    """Return the sort key of a place: fields as in the form, then unknown keys by name."""
    ranks = []
    shape = object_shape(form) if form else None
    for step in steps(path):
        if isinstance(step, int):
            ranks.append((step, ""))
            shape = shape.element if shape else None
        else:
            known = _ranks(shape.model) if shape and shape.model else {}
            ranks.append((known[step], "") if step in known else (len(known), step))
            shape = shape.child(step) if shape else None
    return tuple(ranks)


@attrs.frozen
class Findings:
    """The findings of one subject, in a stable order: first by line and column.

    At one place, and without a file, they come in the order of the form's fields and lists with
    unknown keys last, then by place in the text, by code and by message. ``form`` is the model
    class whose order it is; without one, keys are sorted by name.
    """

    items: tuple[Finding, ...] = attrs.field(default=(), converter=_tuple)
    form: type | None = attrs.field(default=None, kw_only=True, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if len(self.items) > 1:
            object.__setattr__(
                self, "items", tuple(sorted(self.items, key=lambda item: _order(item, self.form)))
            )

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __add__(self, other: "Findings") -> "Findings":
        return Findings(self.items + other.items, form=self.form or other.form)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that prevent publication."""
        return tuple(item for item in self.items if item.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that are advice."""
        return tuple(item for item in self.items if item.severity is Severity.WARNING)

    def listed(self, lang: Language = "pl") -> str:
        """Return the errors on one line, each with its code, place and message in *lang*."""
        places = (item.place.text(lang) if item.place else item.path or "/" for item in self.errors)
        return "; ".join(
            f"{item.code} {at}: {item.text(lang)}"
            for item, at in zip(self.errors, places, strict=True)
        )

    def require(self) -> None:
        """Raise :class:`InvalidProcedureError` when there are errors; warnings pass."""
        if self.errors:
            raise InvalidProcedureError(self)


@attrs.frozen(str=False)
class UnreadableFileError(LckmError):
    """A file is no document: a wrong encoding, a syntax error or an exceeded limit.

    ``finding`` has the code (``LCKM-E…``), line, column and message; ``name`` is the name that
    the caller gave to the source.
    """

    finding: Finding
    name: str = ""

    @property
    def message(self) -> Message:
        """What is wrong, where, and what to do, in both languages."""
        place = f"{self.name}:" if self.name else ""
        if self.finding.line:
            place += f"{self.finding.line}:{self.finding.column}: "
        elif place:
            place += " "
        return Message(place + self.finding.text("pl"), place + self.finding.text("en"))


@attrs.frozen(str=False)
class InvalidProcedureError(LckmError):
    """The content of a form has errors and cannot be used; ``findings`` has them all."""

    findings: Findings

    @property
    def message(self) -> Message:
        """Every error with its place, in both languages."""
        form = self.findings.form
        summary = Message("Są błędy", "There are errors")
        if form is not None and is_form(form):
            name = form_heading(form)
            summary = Message(f"{name.pl} ma błędy", f"{name.en} has errors")
        count = len(self.findings.errors)
        return Message(
            f"{summary.pl} ({count}). Popraw je: {self.findings.listed('pl')}",
            f"{summary.en} ({count}). Fix them: {self.findings.listed('en')}",
        )
