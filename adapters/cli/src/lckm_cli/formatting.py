"""Counted words in Polish and English, severities in words, and text made safe for a terminal."""

from typing import Literal

Language = Literal["pl", "en"]

_NOUNS: dict[str, tuple[tuple[str, str, str], tuple[str, str]]] = {
    "file": (("plik", "pliki", "plików"), ("file", "files")),
    "error": (("błąd", "błędy", "błędów"), ("error", "errors")),
    "warning": (("ostrzeżenie", "ostrzeżenia", "ostrzeżeń"), ("warning", "warnings")),
    "unreadable": (
        ("plik nieodczytany", "pliki nieodczytane", "plików nieodczytanych"),
        ("unreadable file", "unreadable files"),
    ),
    "departure": (("odstąpienie", "odstąpienia", "odstąpień"), ("departure", "departures")),
    "finding": (("uwaga", "uwagi", "uwag"), ("finding", "findings")),
    "known": (("znana uwaga", "znane uwagi", "znanych uwag"), ("known finding", "known findings")),
    "entry": (("wpis", "wpisy", "wpisów"), ("entry", "entries")),
    "change": (("zmiana", "zmiany", "zmian"), ("change", "changes")),
    "page": (("strona", "strony", "stron"), ("page", "pages")),
    "edition": (("wydanie", "wydania", "wydań"), ("edition", "editions")),
    "day": (("dzień", "dni", "dni"), ("day", "days")),
}
SEVERITIES: dict[str, tuple[str, str]] = {
    "error": ("błąd", "error"),
    "warning": ("ostrzeżenie", "warning"),
    "note": ("odstąpienie", "departure"),
    "known": ("znane", "known"),
}


def counted(count: int, noun: str, lang: Language = "pl") -> str:
    """Return a number with its noun in the right form: 1 plik, 2 pliki, 5 plików, 22 pliki."""
    polish, english = _NOUNS[noun]
    if lang == "en":
        return f"{count} {english[count != 1]}"
    few = count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14)
    return f"{count} {polish[0 if count == 1 else 1 if few else 2]}"


def severity_word(severity: str, lang: Language = "pl") -> str:
    """Return the word for a severity."""
    return SEVERITIES[severity][lang == "en"]


def either(lang: Language, polish: str, english: str) -> str:
    """Return the wording in *lang*."""
    return english if lang == "en" else polish


def safe(text: str, *, lines: bool = False) -> str:
    """Return *text* without what a terminal could take for a command: control, bidi and other invisible characters.

    With *lines*, line breaks stay.
    """
    if text.isprintable():
        return text
    return "".join(
        one if one.isprintable() or (lines and one == "\n") else "\N{REPLACEMENT CHARACTER}"
        for one in text
    )
