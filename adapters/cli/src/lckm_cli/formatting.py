"""Counted words, severities, moments, tables and text that is safe for a terminal."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice

from lckm_cli.language import Language
from lckm_core.text import Noun, counted as with_noun

# How many rows of a long table are measured before they are written.
_BATCH = 1000

NOUNS = {
    "file": Noun("plik", "pliki", "plików", "file", "files"),
    "error": Noun("błąd", "błędy", "błędów", "error", "errors"),
    "warning": Noun("ostrzeżenie", "ostrzeżenia", "ostrzeżeń", "warning", "warnings"),
    "unreadable": Noun(
        "pliku nie udało się odczytać",
        "plików nie udało się odczytać",
        "plików nie udało się odczytać",
        "unreadable file",
        "unreadable files",
    ),
    "departure": Noun("odstąpienie", "odstąpienia", "odstąpień", "departure", "departures"),
    "finding": Noun("uwaga", "uwagi", "uwag", "finding", "findings"),
    "known": Noun("znana uwaga", "znane uwagi", "znanych uwag", "known finding", "known findings"),
    "entry": Noun("wpis", "wpisy", "wpisów", "entry", "entries"),
    "change": Noun("zmiana", "zmiany", "zmian", "change", "changes"),
    "page": Noun("strona", "strony", "stron", "page", "pages"),
    # After „widać”, in the accusative.
    "procedure": Noun("procedurę", "procedury", "procedur", "procedure", "procedures"),
    "edition": Noun("wydanie", "wydania", "wydań", "edition", "editions"),
    "description": Noun("opis", "opisy", "opisów", "description", "descriptions"),
    "time": Noun("raz", "razy", "razy", "time", "times"),
    "whole month": Noun(
        "pełny miesiąc", "pełne miesiące", "pełnych miesięcy", "whole month", "whole months"
    ),
    "day": Noun("dzień", "dni", "dni", "day", "days"),
}
SEVERITIES: dict[str, tuple[str, str]] = {
    "error": ("błąd", "error"),
    "warning": ("ostrzeżenie", "warning"),
    "note": ("odstąpienie", "departure"),
    "known": ("znane", "known"),
}


def counted(count: int, noun: str, lang: Language = "pl") -> str:
    """Return a number with its noun in the right form, such as „22 pliki”."""
    return with_noun(count, NOUNS[noun]).text(lang)


def severity_word(severity: str, lang: Language = "pl") -> str:
    """Return the word for a severity."""
    return SEVERITIES[severity][lang == "en"]


def safe(text: str, *, lines: bool = False) -> str:
    """Return text with every invisible or control character replaced.

    Args:
        text: any text, as a file may hold it.
        lines: whether line breaks stay.
    """
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() or (lines and char == "\n") else "\N{REPLACEMENT CHARACTER}"
        for char in text
    )


def local_time(moment: datetime | None, *, seconds: bool = False) -> str:
    """Return a moment in the time of Łódź, or a dash for ``None``.

    Args:
        moment: aware.
        seconds: whether to the second; by default to the minute.
    """
    from lckm_core.calendar import warsaw

    form = "%Y-%m-%d %H:%M:%S" if seconds else "%Y-%m-%d %H:%M"
    return moment.astimezone(warsaw()).strftime(form) if moment else "-"


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table, or nothing when there are no rows."""
    return streamed_table(headings, rows, batch=max(len(rows), 1))


def streamed_table(
    headings: Sequence[str], rows: Iterable[Sequence[str]], *, batch: int = _BATCH
) -> Iterator[str]:
    """Yield the lines of a table while its rows are still being read.

    A column is as wide as its widest cell so far; a later row may widen it.
    """
    widths = [0] * len(headings)
    pending: list[Sequence[str]] = [headings]
    remaining = iter(rows)
    while read := list(islice(remaining, batch)):
        pending += read
        widths = [
            max(width, *(len(row[column]) for row in pending))
            for column, width in enumerate(widths)
        ]
        for row in pending:
            cells = (f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))
            yield "  ".join(cells).rstrip() + "\n"
        pending = []
