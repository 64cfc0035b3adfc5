"""What tidying finds wrong, in words: a fault is a finding before its field is known."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from lckm_core.fields import Field
from lckm_core.findings import FindingKind, kind
from lckm_core.text import EmptyWord, Message, folded

Path = tuple[str | int, ...]
MANY = 20
"""How many faults of one kind in one place are told one by one."""

_FULL = 1000
"""Faults in one file that nobody reads to the end; each of them takes room, and two million bytes may hold a million."""

_CITES = "zał. 2 § 9 ust. 1"
LINE_BREAK = kind(
    "LCKM-T005",
    _CITES,
    Message("podział wiersza tam, gdzie ma być jeden wiersz", "a line break in one-line text"),
)
UNKNOWN = kind(
    "LCKM-T006", _CITES, Message("klucz, którego formularz nie zna", "a key the form does not know")
)
ONE_LINE = Message(
    "tekst ma być w jednym wierszu. Usuń podział wiersza",
    "the text must be on one line. Remove the line break",
)


class Issue(NamedTuple):
    """A place, the kind of finding (``None``: the kind of the field it lies in), and what is wrong.

    ``offset`` is where in a text the fault is, in code points of the text as typed; ``None`` where it is about the whole.
    """

    path: Path
    kind: FindingKind | None
    message: Message
    offset: int | None = None


def told_of_one(faults: Sequence[Issue]) -> int:
    """Return how many faults of a kind are told of one more text: one that stands for all in a file that is full of them."""
    return MANY if len(faults) < _FULL else 1


def writable(text: str) -> str:
    """Return *text* with what UTF-8 cannot write replaced."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def no_such_day(day: str) -> Message:
    """Say that a day written as days are is in no calendar."""
    return Message(
        f"dnia {day} nie ma w kalendarzu. Wpisz dzień, który istnieje",
        f"there is no day {day}. Give a day that exists",
    )


def no_such_moment(moment: str) -> Message:
    """Say that a moment written as moments are is in no calendar."""
    return Message(f"chwili {moment} nie ma w kalendarzu", f"there is no moment {moment}")


def many_unknown(count: int) -> Message:
    """Say that a mapping has more unknown keys than are worth telling one by one."""
    return Message(
        f"formularz nie zna {count} kluczy, które tu stoją (wymieniono pierwsze {MANY}). Sprawdź, czy to właściwy plik",
        f"the form does not know {count} keys that stand here (the first {MANY} are listed). Make sure it is the right file",
    )


def unknown_key(key: str, fields: Mapping[str, Field], *, said: bool = True) -> Message:
    """Say that the form has no such key, and which one may be meant; unless *said*, in our own words alone."""
    shown = writable(key[:60])
    near = _meant(shown, fields)
    pl, en = ("Czy chodzi o", "Did you mean") if near else ("Można tu podać", "Known here")
    known, end = (near, "?") if near else (", ".join(fields), "")
    quoted = (
        Message(f" „{shown}”", f" “{shown}”")
        if said
        else Message(", który tu stoi", " that stands here")
    )
    return Message(
        f"formularz nie ma klucza{quoted.pl}. {pl}: {known}{end}",
        f"the form has no key{quoted.en}. {en}: {known}{end}",
    )


def _meant(key: str, fields: Mapping[str, Field]) -> str | None:
    """Return the key that is nearest, by itself or by its label or a word of it, which is what a form on paper shows."""
    typed = folded(key.replace("_", " "))
    labels = {field.key: folded(field.mark.label) for field in fields.values()}
    words = {
        word: known for known, label in reversed(labels.items()) for word in (*label.split(), label)
    }
    words |= {known.replace("_", " "): known for known in fields}
    if close := get_close_matches(typed, words, n=1, cutoff=0.8):
        return words[close[0]]
    return next(iter(get_close_matches(key, fields, n=1)), None)


def misplaced(found: EmptyWord, word: EmptyWord | None, *, required: bool = False) -> Message:
    """Say that an empty word stands where the template does not name it; a field that must be given cannot be left out."""
    if word is not None:
        return Message(
            f"wpisz „{word.value}”, a nie „{found.value}”",
            f"write “{word.value}”, not “{found.value}”",
        )
    if required:
        return Message(
            f"tu nie może stać „{found.value}”, a pola nie można pominąć. Podaj jego treść",
            f"“{found.value}” cannot stand here, and the field cannot be left out. Fill it in",
        )
    return Message(
        f"tu nie może stać „{found.value}”. Pomiń pole albo podaj jego treść",
        f"“{found.value}” cannot stand here. Leave the field out or fill it in",
    )


def beside(found: EmptyWord, word: EmptyWord) -> Message:
    """Say that an empty word stands with a text that it denies, so that neither can be believed (interpretation I9)."""
    return Message(
        f"„{found.value}” stoi tu obok innego tekstu. Zostaw samo „{word.value}” albo sam tekst",
        f"“{found.value}” stands beside another text here. Leave “{word.value}” alone, or the text",
    )


def too_long(length: int, limit: int) -> Message:
    """Say that a text is longer than its limit, both in code points."""
    return Message(
        f"liczba znaków ze spacjami: {length}, a może być najwyżej {limit}. Skróć tekst o {length - limit}",
        f"the text has {length} characters with spaces; the limit is {limit}. Shorten it by {length - limit}",
    )
