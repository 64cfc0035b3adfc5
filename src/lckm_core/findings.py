"""What a check says: a finding has a code that never changes, a place, the provision it rests on, and a message."""

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
    """How much a finding weighs; decided by the provision's duty word."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    """An error that an agreed departure lifted (zał. 2 § 9 ust. 3): shown, not counted."""


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

    ``path`` is a JSON Pointer (``/steps/0/name``), ``line`` and ``column`` count from 1 and are ``None`` where the
    subject was not read from text. ``offset`` is where in the text at ``path`` the fault is, in code points from 0; ``None``
    where it is about the whole value. ``message`` is Polish, ``message_en`` the same in English; both say what is wrong,
    where, and what to do. ``cites`` names a row of :mod:`lckm_core.law`. ``place`` says in words where in a file it is that has
    no lines, such as a Word document; ``None`` elsewhere.
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
        """True for what is wrong with an update request as one: it is judged with the procedure it changes."""
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
    """What every finding of one code shares: the code, the provision, the severity and what the code stands for.

    Kinds are made once, at import, by :func:`kind`; :func:`kinds` lists them for docs, ``lckm explain`` and SARIF rules.
    """

    code: str
    cites: str
    severity: Severity
    about: Message
    liftable: bool = False
    """True when an agreed departure may lift it: a rule of zał. 2 § 9 ust. 3 itself."""

    def at(self, path: Sequence[str | int], message: Message, offset: int | None = None) -> Finding:
        """Return a finding of this kind at *path* (keys and indices from the document's root), or at *offset* in the text there."""
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
    """Declare a finding code. Severity follows the provision's duty word, and whether a departure may lift it the provision, unless given.

    Raises ``ValueError`` when the code is taken, the provision is not in the ordinance, or a departure is to lift what the
    provision lets nobody depart from, so none of these gets past import.
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
    """Return every declared kind, by code."""
    return tuple(_KINDS[code] for code in sorted(_KINDS))


def pointer(path: Iterable[str | int]) -> str:
    """Return *path* as a JSON Pointer (RFC 6901): ``("steps", 0)`` is ``/steps/0``; the root is the empty string."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def steps(path: str) -> tuple[str | int, ...]:
    """Return the keys and indices of a JSON Pointer made by :func:`pointer`; digits are an index, since no form has such keys."""
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
    """Return what a place is sorted by: fields as in the form, each before what it holds; unknown keys after them, by name."""
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
    """Findings of one subject, in a stable order: by line and column, as far as they have them.

    At one place of a file, as where fields are missing, and without a file at all, the order is that of the form's lines, with
    the items of lists in theirs and unknown keys last; then that of the text, and then code and message. ``form`` is the model
    class whose order it is; without one, keys come by name.
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
        """The findings that stop publication."""
        return tuple(item for item in self.items if item.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that are advice."""
        return tuple(item for item in self.items if item.severity is Severity.WARNING)

    def listed(self, lang: Language = "pl") -> str:
        """Return the errors in one line, each with its code, its place (in words, else a JSON Pointer) and its message in *lang*."""
        places = (item.place.text(lang) if item.place else item.path or "/" for item in self.errors)
        return "; ".join(
            f"{item.code} {at}: {item.text(lang)}"
            for item, at in zip(self.errors, places, strict=True)
        )

    def require(self) -> None:
        """Raise :class:`InvalidProcedureError` when there is any error; warnings pass."""
        if self.errors:
            raise InvalidProcedureError(self)


@attrs.frozen(str=False)
class UnreadableFileError(LckmError):
    """The bytes or text are no document: a wrong encoding, a syntax fault, or a limit exceeded.

    ``finding`` carries the code (``LCKM-E…``), line, column and message; ``name`` is what the caller gave as the source's name.
    """

    finding: Finding
    name: str = ""

    @property
    def message(self) -> Message:
        """What is wrong, where, and what to do, in both languages."""
        place = f"{self.name}:" if self.name else ""
        place += (
            f"{self.finding.line}:{self.finding.column}: "
            if self.finding.line
            else (" " if place else "")
        )
        return Message(place + self.finding.text("pl"), place + self.finding.text("en"))


@attrs.frozen(str=False)
class InvalidProcedureError(LckmError):
    """Content has errors where only clean content can go on: that of any form. ``findings`` holds them all, and its form."""

    findings: Findings

    @property
    def message(self) -> Message:
        """Every error with its place, in both languages."""
        count, listed = len(self.findings.errors), self.findings.listed
        form = self.findings.form
        name = form_heading(form) if form and is_form(form) else None
        has = (
            Message(f"{name.pl} ma błędy", f"{name.en} has errors")
            if name
            else Message("Są błędy", "There are errors")
        )
        return Message(
            f"{has.pl} ({count}). Popraw je: {listed('pl')}",
            f"{has.en} ({count}). Mend them: {listed('en')}",
        )
