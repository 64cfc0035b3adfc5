"""What is wrong with the comments of a file: they stay in a table of routes, and are read."""

from collections.abc import Iterator

import attrs

from lckm_core.findings import Finding, Findings, Severity, kind
from lckm_core.procedures._parsed_file import Document
from lckm_core.text import Message, Noun, counted

UNSEEN_IN_COMMENT = kind(
    "LCKM-T008",
    "zał. 2 § 9 ust. 1",
    Message(
        "znak niewidoczny lub zmieniający kierunek tekstu w komentarzu pliku",
        "an invisible or direction-changing character in a comment of a file",
    ),
    Severity.WARNING,
)
_MOST = 20
_TIMES = Noun("raz", "razy", "razy", "time", "times")


def check_comments(document: Document) -> Findings:
    """Return a finding for each character of a comment that nobody sees, with its place.

    The twentieth stands for all that follow.
    """
    return Findings(tuple(_findings(document)), form=document.model)


def _findings(document: Document) -> Iterator[Finding]:
    unseen = document.parsed.unseen_in_comments()
    for count, (character, (line, column)) in enumerate(unseen[:_MOST], start=1):
        name = f"U+{ord(character):04X}"
        rest = len(unseen) - _MOST + 1 if count == _MOST else 1
        message = Message(
            f"Komentarz ma na {column}. miejscu wiersza znak {name}, którego nie widać. Usuń go.",
            f"The comment has the character {name} at column {column}, which nobody sees. "
            "Remove it.",
        )
        if rest > 1:
            times = counted(rest, _TIMES)
            message = Message(
                f"Komentarze mają od tego miejsca znaki, których nie widać, {times.pl}. Usuń je.",
                f"From here on comments have characters that nobody sees, {times.en}. Remove them.",
            )
        yield attrs.evolve(UNSEEN_IN_COMMENT.at((), message), line=line, column=column)
