"""The result of inspecting one file: findings, facts, and what could not be checked."""

import re
from collections.abc import Callable, Iterable
from typing import Literal

import attrs

from lckm_core.findings import Finding, FindingKind, Findings
from lckm_core.text import Message

Purpose = Literal["document", "form"]
"""The purpose of a file: to be read (PDF), or to be filled in (DOC, DOCX, RTF)."""

MAX_PLACES = 20
"""The most findings of one kind that are listed separately; the rest are counted."""


class BeyondLimitError(Exception):
    """The file is over a limit; ``message`` names it."""

    def __init__(self, pl: str, en: str) -> None:
        super().__init__(en)
        self.message = Message(pl, en)


class NotReadableError(Exception):
    """The file cannot be read in its format; ``message`` says why."""

    def __init__(self, pl: str, en: str) -> None:
        super().__init__(en)
        self.message = Message(pl, en)


@attrs.frozen
class InspectionResult:
    """The result of inspecting one file.

    ``format`` is ``"PDF"``, ``"DOCX"``, ``"DOC"``, ``"RTF"``, or empty for any other. ``findings``
    begin with the core's. ``facts`` are worth knowing but no faults; ``unchecked`` is what a
    program cannot check in this format, so a file without findings may still not conform.
    """

    name: str
    purpose: Purpose
    format: str
    findings: Findings
    facts: tuple[Message, ...] = ()
    unchecked: tuple[Message, ...] = ()


@attrs.define
class Notes:
    """The findings and facts collected while one file is inspected."""

    findings: list[Finding] = attrs.field(factory=list)
    facts: list[Message] = attrs.field(factory=list)
    unchecked: list[Message] = attrs.field(factory=list)

    def add(self, kind: FindingKind, path: Iterable[str | int], pl: str, en: str) -> None:
        """Add a finding at *path*, such as ``("pages", 2)`` for the third page."""
        self.findings.append(kind.at(tuple(path), Message(pl, en)))

    def add_each(
        self,
        kind: FindingKind,
        places: Iterable[Iterable[str | int]],
        message_at: Callable[[int], tuple[str, str]],
    ) -> None:
        """Add a finding at each of *places*, with ``message_at(n)`` as its text.

        Those beyond :data:`MAX_PLACES` are counted in one finding.
        """
        paths = [tuple(place) for place in places]
        for index, path in enumerate(paths[:MAX_PLACES]):
            self.add(kind, path, *message_at(index))
        if (count := len(paths) - MAX_PLACES) > 0:
            self.add(
                kind,
                paths[MAX_PLACES],
                f"Takich miejsc jest jeszcze {count}: {kind.about.pl}.",
                f"There are {count} more such places: {kind.about.en}.",
            )

    def add_fact(self, pl: str, en: str) -> None:
        """Add something worth knowing that is no fault."""
        self.facts.append(Message(pl, en))

    def add_unchecked(self, pl: str, en: str) -> None:
        """Add something that this check cannot see."""
        self.unchecked.append(Message(pl, en))


def quoted(text: str, longest: int = 60) -> str:
    """Return a file's text for display: one printable line of limited length."""
    line = " ".join(
        "".join(
            character if character.isprintable() else " " for character in text[: longest * 4]
        ).split()
    )
    return line if len(line) <= longest else line[:longest].rstrip() + "…"


def is_file_name(text: str) -> bool:
    """Return whether a description is only a file's name or a program's default."""
    return bool(
        re.fullmatch(
            r"(?:[\w\- ().]+\.(?:docx?|rtf|pdf|odt|png|jpe?g|gif|bmp|tiff?|svg|emf|wmf))"
            r"|(?:microsoft word - .*)|(?:(?:untitled|bez "
            r"tytułu|dokument|document|obraz|picture|image|grafika|rysunek|graphic)[\s_-]*\d*)",
            text.strip(),
            re.IGNORECASE,
        )
    )


def title_fault(name: str, title: str) -> tuple[str, str] | None:
    """Return what is wrong with a title that is only a file's name or a program's default."""
    if not is_file_name(title) and title.casefold() != name.casefold():
        return None
    return (
        f"Tytuł dokumentu „{quoted(title)}” to nazwa pliku albo wpis programu. Wpisz tytuł, "
        "który mówi, co to za dokument.",
        f"The document's title “{quoted(title)}” is a file's name or a program's entry. Give "
        "a title that says what it is.",
    )


def alternative_fault(alternative: str) -> tuple[str, str]:
    """Return what is wrong with an alternative text that is missing, or only a file's name."""
    if not (name := quoted(alternative)):
        return "nie ma tekstu alternatywnego", "has no alternative text"
    return (
        f"ma za tekst alternatywny nazwę „{name}”",
        f"has the name “{name}” for an alternative text",
    )
