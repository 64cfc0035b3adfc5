"""What does not belong in a text: control, invisible and broken characters, and HTML; each told at its own place."""

import re

from lckm_core.findings import kind
from lckm_core.forms._issues import MANY, Issue, Path
from lckm_core.text import INVISIBLE_CHARACTERS, Message

_CITES = "zał. 2 § 9 ust. 1"
_KINDS = {
    "control": kind(
        "LCKM-T001", _CITES, Message("znak sterujący w tekście", "a control character in text")
    ),
    "invisible": kind(
        "LCKM-T002",
        _CITES,
        Message(
            "znak niewidoczny lub zmieniający kierunek tekstu",
            "an invisible or direction-changing character",
        ),
    ),
    "broken": kind(
        "LCKM-T003",
        _CITES,
        Message("znak, który nie jest znakiem Unicode", "a code point that is no character"),
    ),
    "html": kind("LCKM-T004", _CITES, Message("znacznik HTML w tekście", "an HTML tag in text")),
}
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f"
"""But for the carriage return, which ends a line and is made a line feed."""
_STRANGE = re.compile(
    f"(?P<control>[{_CONTROLS}\x80-\x9f\u2028\u2029])"
    f"|(?P<invisible>[{INVISIBLE_CHARACTERS}])"
    "|(?P<broken>[\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "])"
    "|(?P<html><(?:/?[A-Za-z][A-Za-z0-9_-]{0,30}(?::[a-z][\\w-]{0,30})?(?:[\\s/][^<>]*)?>"
    "|(?:script|iframe|img|svg|object|embed|style|link|meta|form|input|base)\\b|!--|![Dd][Oo][Cc]|\\?[a-z]))"
)
_UNKEPT = re.compile(f"(?P<control>[{_CONTROLS}])|(?P<broken>[\ud800-\udfff])")
"""Of what a resident typed, what a database, a mail or a file cannot keep."""
_BLANK_LETTERS = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufffd]")


def may_hold_forbidden_characters(text: str) -> bool:
    """Return whether *text* may hold something strange: of what Python prints, only a few letters show nothing."""
    if "<" in text:
        return True
    if "\n" in text:
        text = text.replace("\n", " ")
    return not text.isprintable() or (
        not text.isascii() and _BLANK_LETTERS.search(text) is not None
    )


def forbidden_characters(text: str, path: Path, most: int = MANY) -> list[Issue]:
    """Return a fault for each character or tag that does not belong in *text*, as it was typed but for its blank ends.

    Of each kind there are at most so many; the last then stands for all that follow.
    """
    return _found(_STRANGE, text, path, most)


def unkept(text: str, path: Path, most: int = MANY) -> list[Issue]:
    """Return a fault, counted as the field's own, for each character in what a resident typed that no file can keep."""
    return [fault._replace(kind=None) for fault in _found(_UNKEPT, text, path, most)]


def without_forbidden_characters(text: str, *, one_line: bool) -> str:
    """Return *text* as it will stand once what does not belong in it is removed."""
    text = _STRANGE.sub("", text)
    return (" ".join(text.split()) if one_line else text).strip()


def _found(pattern: re.Pattern[str], text: str, path: Path, most: int) -> list[Issue]:
    matches: dict[str, list[re.Match[str]]] = {}
    start = len(text) - len(text.lstrip())
    for match in pattern.finditer(text, start, len(text.rstrip())):
        matches.setdefault(match.lastgroup or "", []).append(match)
    faults = []
    for group, found in matches.items():
        of = _KINDS[group]
        rest = found[most - 1 :] if len(found) > most else []
        singles = found[: len(found) - len(rest)]
        faults += [Issue(path, of, _said(of.about, match), match.start()) for match in singles]
        if rest:
            faults.append(Issue(path, of, _many(of.about, rest), rest[0].start()))
    return faults


def _said(about: Message, match: re.Match[str]) -> Message:
    place = match.start() + 1
    what = f"U+{ord(match[0]):04X}" if len(match[0]) == 1 else _shown(match[0]) + "…"
    return Message(
        f"{about.pl}: {what} (znak {place}. pola). Usuń go i wpisz sam tekst",
        f"{about.en}: {what} (character {place} of the field). Remove it and keep plain text",
    )


def _shown(tag: str) -> str:
    """Return the beginning of a tag, fit to stand in a message: on one line, and nothing in it that shows nothing."""
    return "".join(character if character.isprintable() else " " for character in tag[:40])


def _many(about: Message, rest: list[re.Match[str]]) -> Message:
    place, count = rest[0].start() + 1, len(rest)
    return Message(
        f"{about.pl}, od znaku {place}. pola jeszcze w {count} miejscach. Usuń je wszystkie i wpisz sam tekst",
        f"{about.en}, from character {place} of the field on in {count} more places. Remove them all and keep plain text",
    )
