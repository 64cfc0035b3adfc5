"""Control, invisible and broken characters, and HTML in a text, each at its own place."""

import re
import unicodedata

from lckm_core.findings import kind
from lckm_core.forms._issues import MAX_LISTED, Issue, Path
from lckm_core.text import INVISIBLE_CHARACTERS, Message, Noun, counted

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
_NAMES = {
    "control": Message("znak sterujący", "control character"),
    "invisible": Message("niewidoczny znak", "invisible character"),
    "broken": Message("znak spoza Unicode", "code point that is no character,"),
    "html": Message("znacznik HTML", "HTML tag"),
}
_TIMES = Noun("raz", "razy", "razy", "time", "times")
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f"
"""Without the carriage return, which becomes a line feed."""
_FORBIDDEN = re.compile(
    f"(?P<control>[{_CONTROLS}\x80-\x9f\u2028\u2029])"
    f"|(?P<invisible>[{INVISIBLE_CHARACTERS}])"
    "|(?P<broken>[\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "])"
    "|(?P<html><(?:/?[A-Za-z][A-Za-z0-9_-]{0,30}(?::[a-z][\\w-]{0,30})?(?:[\\s/][^<>]*)?>"
    "|(?:script|iframe|img|svg|object|embed|style|link|meta|form|input|base)\\b"
    "|!--|![Dd][Oo][Cc]|\\?[a-z]))"
)
_UNSTORABLE = re.compile(f"(?P<control>[{_CONTROLS}])|(?P<broken>[\ud800-\udfff])")
"""What a database, a mail or a file cannot keep."""
_BLANK_LETTERS = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufffd]")


def clean_text(text: str) -> str | None:
    """Return *text* trimmed, or ``None`` when it is not clean and needs a closer look.

    Clean is one line of printable characters in NFC, without a forbidden character or ``<``.
    """
    text = text.strip()
    if not text.isprintable() or "<" in text:
        return None
    if text.isascii():
        return text
    if _BLANK_LETTERS.search(text) or not unicodedata.is_normalized("NFC", text):
        return None
    return text


def may_hold_forbidden_characters(text: str) -> bool:
    """Return whether *text* may hold a forbidden character."""
    # Among characters that Python calls printable, only the blank letters show nothing.
    if "<" in text:
        return True
    if "\n" in text:
        text = text.replace("\n", " ")
    return not text.isprintable() or (
        not text.isascii() and _BLANK_LETTERS.search(text) is not None
    )


def forbidden_characters(text: str, path: Path, most: int = MAX_LISTED) -> list[Issue]:
    """Return an issue for each forbidden character or tag in *text* as typed.

    There are at most so many of each kind; the last then stands for all that follow.
    """
    return _issues(_FORBIDDEN, text, path, most)


def unstorable_characters(text: str, path: Path, most: int = MAX_LISTED) -> list[Issue]:
    """Return an issue, counted as the field's own, for each character that no file can keep."""
    return [issue._replace(kind=None) for issue in _issues(_UNSTORABLE, text, path, most)]


def without_forbidden_characters(text: str, *, one_line: bool) -> str:
    """Return *text* as it will stand once its forbidden characters are removed."""
    text = _FORBIDDEN.sub("", text)
    return (" ".join(text.split()) if one_line else text).strip()


def _issues(pattern: re.Pattern[str], text: str, path: Path, most: int) -> list[Issue]:
    matches: dict[str, list[re.Match[str]]] = {}
    start = len(text) - len(text.lstrip())
    for match in pattern.finditer(text, start, len(text.rstrip())):
        matches.setdefault(match.lastgroup or "", []).append(match)
    issues = []
    for group, of_kind in matches.items():
        kind_of_issue = _KINDS[group]
        about = kind_of_issue.about
        rest = of_kind[most - 1 :] if len(of_kind) > most else []
        issues += [
            Issue(path, kind_of_issue, _single_character(_NAMES[group], match), match.start())
            for match in of_kind[: len(of_kind) - len(rest)]
        ]
        if rest:
            issues.append(
                Issue(path, kind_of_issue, _several_characters(about, rest), rest[0].start())
            )
    return issues


def _single_character(name: Message, match: re.Match[str]) -> Message:
    place = match.start() + 1
    what = f"U+{ord(match[0]):04X}" if len(match[0]) == 1 else _printable(match[0]) + "…"
    return Message(
        f"{name.pl} {what} na {place}. miejscu w polu. Usuń go",
        f"{name.en} {what} at character {place} of the field. Remove it",
    )


def _printable(tag: str) -> str:
    """Return the beginning of a tag, on one line and without invisible characters."""
    return "".join(character if character.isprintable() else " " for character in tag[:40])


def _several_characters(about: Message, rest: list[re.Match[str]]) -> Message:
    place = rest[0].start() + 1
    times = counted(len(rest), _TIMES)
    return Message(
        f"{about.pl}, na {place}. miejscu w polu i dalej, razem {times.pl}. Usuń wszystkie",
        f"{about.en}, at character {place} of the field and on, {times.en}. Remove them all",
    )
