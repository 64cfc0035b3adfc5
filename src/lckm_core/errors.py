"""What "cannot go on" looks like: a few exceptions that keep their data, pickle, and say what to do."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import zip_longest
from typing import Any, ClassVar

import attrs

from lckm_core.text import Language, Message


class _Fields:
    """The attributes of an error, for its templates."""

    def __init__(self, error: "LckmError") -> None:
        self._error = error

    def __getitem__(self, name: str) -> Any:
        return getattr(self._error, name)


class LckmError(Exception):
    """Base of every exception this library raises on purpose.

    A child is an attrs class with two templates, ``pl`` and ``en``, in which ``{number}`` stands
    for its attribute ``number``; or, where words depend on values, its own property ``message``.
    """

    pl: ClassVar[str]
    en: ClassVar[str]

    @property
    def message(self) -> Message:
        """What is wrong, where, and what to do, in both languages."""
        fields: Any = _Fields(self)
        return Message(self.pl.format_map(fields), self.en.format_map(fields))

    def text(self, lang: Language = "pl") -> str:
        """Return the message in *lang*."""
        return self.message.text(lang)

    def __str__(self) -> str:
        return self.message.pl


@attrs.frozen(str=False)
class AmendmentConflictError(LckmError):
    """A request removes text that is not there (zał. 2 § 9 ust. 2), or puts a value where it cannot stand.

    ``field`` is a JSON Pointer, ``expected`` what the request says stands there, ``found`` what does (plain data; ``None`` = nothing).
    """

    field: str
    expected: Any
    found: Any

    @property
    def message(self) -> Message:
        """Which field, what was to stand there and what does, in both languages."""
        field, *values = next(
            _differences(self.field, self.expected, self.found),
            (self.field, self.expected, self.found),
        )
        expected, found = map(_shown, values)
        return Message(
            f"Zmiany nie można wprowadzić: w polu {field} ma być {expected.pl}, a jest {found.pl}. "
            "Przygotuj wniosek do aktualnego opisu procedury.",
            f"The amendment cannot be made: field {field} should hold {expected.en} but holds {found.en}. "
            "Make the request against the current edition.",
        )


def _differences(field: str, expected: Any, found: Any) -> Iterator[tuple[str, Any, Any]]:
    """Yield each innermost place where the two differ, and what stands there in each; spaces make no difference."""
    parts: Iterable[tuple[Any, Any, Any]]
    if isinstance(expected, list) and isinstance(found, list):
        parts = ((place, *pair) for place, pair in enumerate(zip_longest(expected, found)))
    elif isinstance(expected, dict) and isinstance(found, dict):
        parts = ((key, expected.get(key), found.get(key)) for key in {**expected, **found})
    else:
        if str(expected).split() != str(found).split():
            yield field, expected, found
        return
    for step, one, other in parts:
        yield from _differences(f"{field}/{step}", one, other)


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts and numbers in plain data, whatever they lie in."""
    if isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)
    else:
        yield str(value)


def _shown(value: Any) -> Message:
    """Return plain data as a clerk reads them, cut to a line."""
    if value is None:
        return Message("puste", "nothing")
    if isinstance(value, bool):
        return Message("„tak”", "“true”") if value else Message("„nie”", "“false”")
    if isinstance(value, list):
        items = ", ".join("; ".join(_texts(item)) for item in value)
        said = f": {items[:119]}…" if len(items) > 120 else f": {items}" if items else ""
        return Message(f"lista (pozycji: {len(value)}){said}", f"a list of {len(value)}{said}")
    text = " ".join("; ".join(_texts(value))[:1000].split())
    cut = text if len(text) <= 120 else text[:119] + "…"
    return Message(f"„{cut}”", f"“{cut}”")


@attrs.frozen(str=False)
class IllegalMoveError(LckmError):
    """A move of an edition that the lifecycle does not know, or that this role may not make."""

    move: str
    state: str
    reason: Message

    @property
    def message(self) -> Message:
        """Why the move is refused, in both languages."""
        return self.reason


@attrs.frozen(str=False)
class ConflictError(LckmError):
    """What is kept is not what the caller last read: somebody else changed it meanwhile. ``subject`` names it.

    ``because`` says what became of it and what to do where that is known, such as of terms that are approved.
    """

    subject: str
    because: Message | None = None

    @property
    def message(self) -> Message:
        """What was changed meanwhile, and what to do."""
        return self.because or Message(
            f"{self.subject}: ktoś zmienił to w międzyczasie. Odczytaj aktualny stan i powtórz.",
            f"{self.subject} was changed meanwhile. Read it again and repeat.",
        )


@attrs.frozen(str=False)
class AlreadyRegisteredError(LckmError):
    """There is a report of that number."""

    number: str

    @property
    def message(self) -> Message:
        """Which number is taken, and what to do."""
        return Message(
            f"Zgłoszenie {self.number} jest już w rejestrze. Jeśli to nie powtórzona próba, nadaj inny numer.",
            f"There is a report {self.number} already. Unless this repeats an attempt, give another number.",
        )


@attrs.frozen(str=False)
class NoSuchReportError(LckmError):
    """There is no report of that number."""

    number: str

    @property
    def message(self) -> Message:
        """Which number there is not."""
        return Message(
            f"W rejestrze nie ma zgłoszenia {self.number}. Sprawdź numer.",
            f"There is no report {self.number}. Check the number.",
        )


@attrs.frozen(str=False)
class NoTermsError(LckmError):
    """No portal terms are in force on a day, so a report cannot say under which it came in (zał. 2 § 4 ust. 2)."""

    on: date

    @property
    def message(self) -> Message:
        """On which day there are none, and what to do."""
        return Message(
            f"W dniu {self.on} nie obowiązuje żaden regulamin portalu. Zatwierdź regulamin albo podaj terms_version.",
            f"No portal terms are in force on {self.on}. Have terms approved, or pass terms_version.",
        )


@attrs.frozen(str=False)
class InvalidSettingError(LckmError, ValueError):
    """A setting of an adapter that cannot be meant; ``because`` says what it has to be, and quotes no value, which may be a secret."""

    setting: str
    because: Message

    @property
    def message(self) -> Message:
        """Which setting, and what it has to be."""
        return Message(f"{self.setting}: {self.because.pl}", f"{self.setting}: {self.because.en}")
