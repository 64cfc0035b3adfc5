"""The exceptions of the library: they keep their data, pickle, and say what to do."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import zip_longest
from types import TracebackType
from typing import Any, ClassVar

import attrs

from lckm_core.text import Language, Message, language_in_use

_MOST_CAUSES, _MOST_PLACES = 10, 8


class Loggable(str):
    """A text that is known to be no personal data, such as a page's name; logs may have it."""

    __slots__ = ()


def describe_error(error: BaseException | None, trace: TracebackType | None = None) -> Loggable:
    """Return the types of an exception and its causes, and its place; never its message.

    For logs: a message may hold anything that somebody typed.

    Args:
        error: the exception.
        trace: where it was raised; by default its own traceback.
    """
    types: list[str] = []
    seen = error
    while seen is not None and len(types) < _MOST_CAUSES:
        types.append(type(seen).__name__)
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    if trace is None and error is not None:
        trace = error.__traceback__
    places = []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(
            f"{trace.tb_frame.f_globals.get('__name__', '?')}.{code.co_name}:{trace.tb_lineno}"
        )
        trace = trace.tb_next
    # Not "at": a log redactor takes "KeyError at lckm_core.forms" for an e-mail address.
    where = " in " + " > ".join(places[-_MOST_PLACES:]) if places else ""
    return Loggable(" from ".join(types) + where)


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
        return self.message.text(language_in_use())


@attrs.frozen(str=False)
class AmendmentConflictError(LckmError):
    """A request does not fit the procedure that it amends (zał. 2 § 9 ust. 2).

    It removes what is not there, or inserts something in the wrong place.
    ``field`` is a JSON Pointer, ``expected`` what the request expects there, ``found`` what is
    there: plain data, or ``None`` for nothing.
    """

    field: str
    expected: Any
    found: Any

    @property
    def message(self) -> Message:
        """The first difference, and what to do."""
        difference = (self.field, self.expected, self.found)
        field, expected, found = next(_differences(*difference), difference)
        before = _plain_words(expected)
        after = _plain_words(found)
        return Message(
            f"Zmiany nie można wprowadzić: w polu {field} ma być {before.pl}, a jest {after.pl}. "
            "Przygotuj wniosek do aktualnego opisu procedury.",
            f"The amendment cannot be made: field {field} should hold {before.en} "
            f"but holds {after.en}. "
            "Make the request against the current edition.",
        )


def _differences(field: str, expected: Any, found: Any) -> Iterator[tuple[str, Any, Any]]:
    """Yield each innermost place where two values differ by more than spaces, and both values."""
    parts: Iterable[tuple[Any, Any, Any]]
    if isinstance(expected, list) and isinstance(found, list):
        parts = ((place, *pair) for place, pair in enumerate(zip_longest(expected, found)))
    elif isinstance(expected, dict) and isinstance(found, dict):
        parts = ((key, expected.get(key), found.get(key)) for key in {**expected, **found})
    else:
        if str(expected).split() != str(found).split():
            yield field, expected, found
        return
    for step, expected_part, found_part in parts:
        yield from _differences(f"{field}/{step}", expected_part, found_part)


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts and numbers anywhere in plain data."""
    if isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)
    else:
        yield str(value)


def _plain_words(value: Any) -> Message:
    """Return plain data as a clerk reads them, at most a line."""
    if value is None:
        return Message("puste", "nothing")
    if isinstance(value, bool):
        return Message("„tak”", "“true”") if value else Message("„nie”", "“false”")
    if isinstance(value, list):
        items = ", ".join("; ".join(_texts(item)) for item in value)
        listed = f": {_shorten(items)}" if items else ""
        return Message(f"lista (pozycji: {len(value)}){listed}", f"a list of {len(value)}{listed}")
    text = _shorten(" ".join("; ".join(_texts(value))[:1000].split()))
    return Message(f"„{text}”", f"“{text}”")


def _shorten(text: str) -> str:
    return text if len(text) <= 120 else text[:119] + "…"


@attrs.frozen(str=False)
class IllegalMoveError(LckmError):
    """A transition of an edition that its state or the role does not allow."""

    move: str
    state: str
    reason: Message
    pl = "{reason.pl}"
    en = "{reason.en}"


@attrs.frozen(str=False)
class ConflictError(LckmError):
    """Somebody else changed ``subject`` since the caller read it.

    ``because`` says, where it is known, what became of it and what to do.
    """

    subject: str
    because: Message | None = None
    pl = "{subject}: ktoś zmienił to w międzyczasie. Odczytaj aktualny stan i powtórz."
    en = "{subject} was changed meanwhile. Read it again and repeat."

    @property
    def message(self) -> Message:
        """What was changed meanwhile, and what to do."""
        return self.because or super().message


class StoreUnavailableError(LckmError):
    """A store cannot do now what it was asked to: the base of such errors of every adapter.

    Nobody knows whether it was done: every operation may be repeated. A host tells its user to
    try later, and keeps what was typed.
    """

    pl = "Magazyn danych jest niedostępny. Spróbuj później."
    en = "The store is not available. Try again later."

    @property
    def is_held(self) -> bool:
        """Whether another program, such as a dump, holds what had to be changed; it was not."""
        return False


@attrs.frozen(str=False)
class UnreadablePersonalDataError(StoreUnavailableError):
    """Personal data that were stored and not erased cannot be read: they are damaged or lost."""

    number: str
    pl = (
        "{number}: danych osobowych nie da się odczytać, choć ich nie usunięto. Co zrobić, mówi "
        "operatorowi lckm verify."
    )
    en = (
        "{number}: the personal data cannot be read, though nobody erased them. lckm verify tells "
        "the operator what to do."
    )


@attrs.frozen(str=False)
class ErasureDeferredError(LckmError):
    """A withdrawal of consent is recorded; the data are erased once nothing holds them.

    Nobody can read the data any more. ``erase_due``, which a worker calls, erases them once
    another program, such as a dump, is done, or, where they are ``is_away``, they are back where
    they should be. A host tells its user so, not that it failed.
    """

    number: str
    is_away: bool = attrs.field(default=False, kw_only=True)

    @property
    def message(self) -> Message:
        """That it is recorded, and what it waits for."""
        if self.is_away:
            return Message(
                f"{self.number}: cofnięcie zgody zapisano i nikt już tych danych nie dostanie, ale "
                "jeszcze nie są zniszczone, bo nie ma ich tam, gdzie trzyma je baza, np. nie "
                "podłączono dysku. Zniszczy je lckm worker albo lckm erase due, gdy wrócą; do tego "
                "czasu wymienia je lckm verify.",
                f"{self.number}: the withdrawal of consent is recorded and nobody can read these "
                "data any more, but they are not erased yet, because they are not where the "
                "database keeps them: a disk may not be mounted. lckm worker or lckm erase due "
                "will erase them once they are back; until then lckm verify lists them.",
            )
        return Message(
            f"{self.number}: cofnięcie zgody zapisano i nikt już tych danych nie dostanie, ale "
            "jeszcze nie są zniszczone, bo bazę trzyma inny program, np. pg_dump. Zniszczy je lckm "
            "worker albo lckm erase due, gdy się da; do tego czasu wymienia je lckm verify.",
            f"{self.number}: the withdrawal of consent is recorded and nobody can read these data "
            "any more, but they are not erased yet, because another program, such as pg_dump, "
            "holds the database. lckm worker or lckm erase due will erase them once they can; "
            "until then lckm verify lists them.",
        )


@attrs.frozen(str=False)
class TrailReaderGoneError(LckmError):
    """A reader of the trail takes nothing more, so this process asks it no more."""

    reader: str
    pl = "{reader}: w tym procesie nic więcej nie przyjmie. Sprawdź go i uruchom proces od nowa."
    en = "{reader}: takes nothing more in this process. See to it, and restart the process."


@attrs.frozen(str=False)
class AlreadyRegisteredError(LckmError):
    """A report with this number exists already."""

    number: str
    pl = (
        "Zgłoszenie {number} jest już w rejestrze. Jeśli to nie powtórzona próba, nadaj inny numer."
    )
    en = "There is a report {number} already. Unless this repeats an attempt, give another number."


@attrs.frozen(str=False)
class WordsNotFoundError(LckmError):
    """Words to redact by hand stand nowhere in the texts of a report, so nothing was changed.

    ``places`` are their places in the list, from 1; the words themselves are not kept.
    """

    number: str
    places: tuple[int, ...]

    @property
    def message(self) -> Message:
        """Which of the words, and what to do."""
        listed = ", ".join(map(str, self.places))
        lines = "wiersza" if len(self.places) == 1 else "wierszy"
        return Message(
            f"{self.number}: w treści nie ma słów z {lines} {listed}. Nic nie zmieniono. Przepisz "
            "je tak, jak stoją w treści, całymi słowami.",
            f"{self.number}: the words of line {listed} stand nowhere in the text. Nothing was "
            "changed. Give them as they stand there, as whole words.",
        )


@attrs.frozen(str=False)
class NoSuchReportError(LckmError):
    """No report has this number."""

    number: str
    pl = "W rejestrze nie ma zgłoszenia {number}. Sprawdź numer."
    en = "There is no report {number}. Check the number."


@attrs.frozen(str=False)
class NoTermsError(LckmError):
    """No portal terms are in force on a day, so a report cannot name them (zał. 2 § 4 ust. 2)."""

    on: date
    pl = (
        "W dniu {on} nie obowiązuje żaden regulamin portalu. "
        "Zatwierdź regulamin albo podaj terms_version."
    )
    en = "No portal terms are in force on {on}. Have terms approved, or pass terms_version."


@attrs.frozen(str=False)
class InvalidSettingError(LckmError, ValueError):
    """A setting of an adapter with an impossible value, which may be secret and is not quoted.

    ``because`` says what it has to be.
    """

    setting: str
    because: Message
    pl = "{setting}: {because.pl}"
    en = "{setting}: {because.en}"
