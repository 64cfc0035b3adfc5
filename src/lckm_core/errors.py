"""What "cannot go on" looks like: a few exceptions that keep their data, pickle, and say what to do."""

from typing import TYPE_CHECKING, Any

import attrs

from lckm_core.text import Language, Message

if TYPE_CHECKING:
    from lckm_core.findings import Finding, Findings


class LckmError(Exception):
    """Base of every exception this library raises on purpose."""

    @property
    def said(self) -> Message:
        """What is wrong, where, and what to do, in both languages."""
        raise AttributeError("each child says its own message")  # pragma: no cover

    def text(self, lang: Language = "pl") -> str:
        """Return the message in *lang*."""
        return self.said.text(lang)

    def __str__(self) -> str:
        return self.said.pl


@attrs.frozen(str=False)
class UnreadableFileError(LckmError):
    """The bytes or text are no document: a wrong encoding, a syntax fault, or a limit exceeded.

    ``finding`` carries the code (``LCKM-E…``), line, column and message; ``name`` is what the caller gave as the source's name.
    """

    finding: "Finding"
    name: str = ""

    @property
    def said(self) -> Message:
        place = f"{self.name}:" if self.name else ""
        place += f"{self.finding.line}:{self.finding.column}: " if self.finding.line else (" " if place else "")
        return Message(place + self.finding.text("pl"), place + self.finding.text("en"))


@attrs.frozen(str=False)
class InvalidProcedureError(LckmError):
    """Content has errors where only clean content can go on. ``findings`` holds them all."""

    findings: "Findings"

    @property
    def said(self) -> Message:
        def listed(lang: Language) -> str:
            return "; ".join(f"{item.code} {item.path or '/'}: {item.text(lang)}" for item in self.findings.errors)

        count = len(self.findings.errors)
        return Message(
            f"Opis procedury ma błędy ({count}). Popraw je: {listed('pl')}",
            f"The procedure has errors ({count}). Mend them: {listed('en')}",
        )


@attrs.frozen(str=False)
class AmendmentConflictError(LckmError):
    """A request removes text that is not there (zał. 2 § 9 ust. 2), or puts a value where it cannot stand.

    ``field`` is a JSON Pointer, ``expected`` what the request says stands there, ``found`` what does (plain data; ``None`` = nothing).
    """

    field: str
    expected: Any
    found: Any

    @property
    def said(self) -> Message:
        expected, found = _shown(self.expected), _shown(self.found)
        return Message(
            f"Zmiany nie można wprowadzić: w polu {self.field} ma być {expected.pl}, a jest {found.pl}. "
            "Przygotuj wniosek do aktualnego opisu procedury.",
            f"The amendment cannot be made: field {self.field} should hold {expected.en} but holds {found.en}. "
            "Make the request against the current edition.",
        )


def _shown(value: Any) -> Message:
    """Return plain data as a clerk reads them, cut to a line."""
    if value is None:
        return Message("puste", "nothing")
    if isinstance(value, bool):
        return Message("„tak”", "“true”") if value else Message("„nie”", "“false”")
    if isinstance(value, list):
        return Message(f"lista (pozycji: {len(value)})", f"a list of {len(value)}")
    texts = [str(part) for part in value.values()] if isinstance(value, dict) else [str(value)]
    text = " ".join("; ".join(texts).split())
    cut = text if len(text) <= 120 else text[:119] + "…"
    return Message(f"„{cut}”", f"“{cut}”")


@attrs.frozen(str=False)
class IllegalMoveError(LckmError):
    """A move of an edition that the lifecycle does not know, or that this role may not make."""

    move: str
    state: str
    reason: Message

    @property
    def said(self) -> Message:
        return self.reason
