"""Findings of scanners in the files that residents send."""

from lckm_core.findings import Finding, Severity, kind
from lckm_core.text import Message

_CITES = "zał. 2 § 6 ust. 1"
INFECTED_FILE = kind(
    "LCKM-Z018",
    _CITES,
    Message("skaner rozpoznał w załączniku zagrożenie", "a scanner recognised a threat in a file"),
)
UNSCANNED_FILE = kind(
    "LCKM-Z019",
    _CITES,
    Message("skaner nie sprawdził załącznika", "a scanner did not look at an attachment"),
    Severity.WARNING,
)
"""A warning: a report is not lost for a scanner that is away. A host may refuse the file."""


def infected_file(index: int, scanner: str, signature: str) -> Finding:
    """Return the finding about a file, counted from 0, in which a scanner recognised a threat."""
    named = f"{_printable(scanner)}: {_printable(signature)}"
    message = Message(
        f"W załączniku {index + 1} skaner rozpoznał zagrożenie ({named}). Wyślij inny plik.",
        f"A scanner recognised a threat in attachment {index + 1} ({named}). Send another file.",
    )
    return INFECTED_FILE.at(("attachments", index), message)


def unscanned_file(index: int, scanner: str, reason: Message) -> Finding:
    """Return the finding about a file, counted from 0, that a scanner did not check."""
    name = _printable(scanner)
    message = Message(
        f"Załącznika {index + 1} skaner {name} nie sprawdził: {reason.pl}",
        f"Scanner {name} did not look at attachment {index + 1}: {reason.en}",
    )
    return UNSCANNED_FILE.at(("attachments", index), message)


def _printable(text: str) -> str:
    """Return at most 80 characters of what a scanner says, without control characters."""
    return "".join(letter for letter in text[:80] if letter.isprintable())
