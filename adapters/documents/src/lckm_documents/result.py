"""What a look into one file gives: findings, what else was seen, and what this check could not tell."""

import re
from collections.abc import Callable, Iterable
from typing import Literal

import attrs

from lckm_core.findings import Finding, FindingKind, Findings
from lckm_core.text import Message

Purpose = Literal["document", "form"]
"""What a file is for: to be read (PDF), or to be filled in (DOC, DOCX, RTF)."""

MAX_PLACES = 20
"""Findings of one kind that are listed each by itself; what is beyond is counted in one more."""


class BeyondLimitError(Exception):
    """The file holds more than is looked at; ``message`` names the limit."""

    def __init__(self, pl: str, en: str) -> None:
        super().__init__(en)
        self.message = Message(pl, en)


class NotReadableError(Exception):
    """The file cannot be read as what it is; ``message`` says where it broke."""

    def __init__(self, pl: str, en: str) -> None:
        super().__init__(en)
        self.message = Message(pl, en)


@attrs.frozen
class InspectionResult:
    """One file as examined.

    ``format`` is ``"PDF"``, ``"DOCX"``, ``"DOC"``, ``"RTF"``, or empty where it is none of them. ``findings`` begins with the core's own. ``facts`` are
    things worth knowing that are no fault, ``pending_erasure_notices`` what this check does not see in files of that format: passing is no
    proof of conformance.
    """

    name: str
    purpose: Purpose
    format: str
    findings: Findings
    facts: tuple[Message, ...] = ()
    pending_erasure_notices: tuple[Message, ...] = ()


@attrs.define
class Notes:
    """What is gathered while one file is looked into."""

    findings: list[Finding] = attrs.field(factory=list)
    facts: list[Message] = attrs.field(factory=list)
    pending_erasure_notices: list[Message] = attrs.field(factory=list)

    def found(self, kind: FindingKind, path: Iterable[str | int], pl: str, en: str) -> None:
        """Note a finding at *path*: keys and indices from 0, such as ``("pages", 2)`` for the third page."""
        self.findings.append(kind.at(tuple(path), Message(pl, en)))

    def each(
        self,
        kind: FindingKind,
        places: Iterable[Iterable[str | int]],
        say: Callable[[int], tuple[str, str]],
    ) -> None:
        """Note a finding at each of *places*, ``say(n)`` in words; beyond :data:`MAX_PLACES` they are counted in one."""
        paths = [tuple(place) for place in places]
        for index, path in enumerate(paths[:MAX_PLACES]):
            self.found(kind, path, *say(index))
        if (more := len(paths) - MAX_PLACES) > 0:
            self.found(
                kind,
                paths[MAX_PLACES],
                f"Takich miejsc jest jeszcze {more}: {kind.about.pl}.",
                f"There are {more} more such places: {kind.about.en}.",
            )

    def fact(self, pl: str, en: str) -> None:
        """Note what is no fault but worth knowing."""
        self.facts.append(Message(pl, en))

    def not_told(self, pl: str, en: str) -> None:
        """Note what this check does not see."""
        self.pending_erasure_notices.append(Message(pl, en))


def quoted(text: str, longest: int = 60) -> str:
    """Return words of a file as they may be shown: one line, nothing invisible, not endless."""
    line = " ".join(
        "".join(one if one.isprintable() else " " for one in text[: longest * 4]).split()
    )
    return line if len(line) <= longest else line[:longest].rstrip() + "…"


def is_file_name(text: str) -> bool:
    """Tell whether words that should describe something are but a file's name or what a program puts there."""
    return bool(
        re.fullmatch(
            r"(?:[\w\- ().]+\.(?:docx?|rtf|pdf|odt|png|jpe?g|gif|bmp|tiff?|svg|emf|wmf))"
            r"|(?:microsoft word - .*)|(?:(?:untitled|bez "
            r"tytułu|dokument|document|obraz|picture|image|grafika|rysunek|graphic)[\s_-]*\d*)",
            text.strip(),
            re.IGNORECASE,
        )
    )
