"""Data of any shape that a form's fields describe; a new field needs no line here."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from lckm_core.fields import (
    Field,
    Mark,
    Shape,
    fields_of,
    one_of,
)
from lckm_core.text import (
    inner_word,
    normalise,
    plain_length,
    without_invisible,
)

Data = st.SearchStrategy[Any]

_WORDS = (
    "wniosek", "opłata", "skarbowa", "złóż", "w", "dni", "trzy", "pięć", "Urząd", "Łódź",
    "od", "i", "oraz", "brak", "nie dotyczy",
    "decyzja", "§", "12", "„cudzysłów”", "e-mail:", "(42)", "*ważne*",
    "[link](https://lodz.pl/)", "żółć", "Ω", "😀", "-", "#",
)  # fmt: skip
_SPACES = ("\u00a0", "\u2009", "\u202f", "\u3000")
"""Spaces that do not break, are thin or wide: programs insert them, and texts keep them."""
_ALPHABET = st.characters(
    codec="utf-8",
    categories=("L", "N", "P", "S", "Mn"),
    exclude_characters="<>\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufffd",
)
_TYPED = (
    "tel. 600 100 200", "jan@example.com", "nazywam się Jan Przykładowy",
    "ul. Wzorcowa 3 m. 4", "<b>", "<a href=x>", "\u200b", "\u202e",
    "e\u0301", "brak", "[usunięto: telefon]", "лампа", "latarnia nr 14", "\u0301",
)  # fmt: skip
_TYPEABLE = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "M", "Cf", "Zs"))
_MOST_ITEMS = 3
# Bounds have no zone, which is drawn separately.
_YEARS = (datetime(2000, 1, 1), datetime(2099, 12, 31))  # noqa: DTZ001


@cache
def _texts(most: int | None, multiline: bool) -> Data:
    """Return a strategy for normalised, trimmed text, not empty, within its limit."""
    gaps = (" ", " ", ". ", ", ", "  ", *_SPACES, *(("\n", "\n\n", ".\n") if multiline else ()))
    piece = st.sampled_from([word + gap for word in _WORDS for gap in gaps]) | st.text(
        _ALPHABET, min_size=1, max_size=6
    )

    def fit(pieces: list[str]) -> str:
        text = normalise(normalise("".join(pieces))[:most])
        return text if text and inner_word(text) is None and plain_length(text) else "tekst"

    return st.lists(piece, min_size=1, max_size=24 if multiline else 6).map(fit)


@cache
def _typed(most: int | None, multiline: bool) -> Data:
    """Return a strategy for what a resident may type: normalised, not blank, within limits."""
    gaps = (" ", ", ", "", *(("\n", "\n\n") if multiline else ()))
    piece = st.sampled_from([word + gap for word in (*_WORDS, *_TYPED) for gap in gaps])

    def fit(pieces: list[str]) -> str:
        text = normalise(normalise("".join(pieces))[:most])
        return text if without_invisible(text).strip() else "tekst"

    return st.lists(piece | st.text(_TYPEABLE, min_size=1, max_size=6), min_size=1, max_size=8).map(
        fit
    )


@cache
def _patterned() -> Mapping[str, Data]:
    """Return a strategy for each kind of text that has a pattern."""
    host = st.from_regex(r"[a-z][a-z0-9-]{0,8}(\.[a-z]{2,5}){1,2}", fullmatch=True)
    digits = st.text("0123456789", min_size=24, max_size=24)
    number = st.integers(10**6, 10**7 - 1).map(str)
    suffix = st.sampled_from(("", " wew. 12", " do 05", " (sekretariat)", "; 42 638-44-44"))
    name = st.text("abcdefgłż0123_-", min_size=1, max_size=12).filter(lambda text: text[-1] != " ")
    slug = st.from_regex(r"[a-z0-9]([a-z0-9_-]{0,8}[a-z0-9])?", fullmatch=True)
    register = st.from_regex(r"[A-Z]{1,3}-[0-9]{4}-[0-9]{1,6}", fullmatch=True)
    return {
        "slug": slug,
        "domain": host,
        "report number": register,
        "file reference": st.tuples(register, st.integers(1, 5)).map(
            lambda parts: f"{parts[0]}-{parts[1]}"
        ),
        "language": st.sampled_from(("pl", "en", "uk", "zh-Hant-TW")),
        "media type": st.sampled_from(("image/jpeg", "application/pdf", "video/mp4")),
        "id": st.text("0123456789", min_size=5, max_size=5).map("KA-{}".format),
        "phone": st.tuples(st.sampled_from(("tel. 42 ", "+48 (42) ", "42 ")), number, suffix).map(
            "".join
        )
        | st.sampled_from(("112", "986", "19115")),
        "email": st.tuples(st.text("abc.z9_-", min_size=1, max_size=8), host).map("@".join),
        "url": st.tuples(
            st.sampled_from(("https", "http")), host, st.sampled_from(("", "/", "/a?b=1#c"))
        ).map(lambda parts: f"{parts[0]}://{parts[1]}{parts[2]}"),
        "account": digits.map(_account) | st.just("indywidualny rachunek wskazany w decyzji"),
        "amount": st.integers(1, 10**8).map(lambda cents: f"{cents // 100}.{cents % 100:02}")
        | st.integers(1, 999).map(str),
        "file": st.tuples(name, st.sampled_from(("pdf", "docx", "rtf"))).map(".".join),
    }


def _account(digits: str) -> str:
    """Return an account number with check digits (ISO 7064 mod 97-10), from 24 digits."""
    return f"{98 - int(digits + '252100') % 97:02}{digits}"


def shaped(shape: Shape, mark: Mark | None = None) -> Data:
    """Return a strategy for plain data of one shape, within its limits, with empty words.

    Raises ``KeyError`` for a kind of text whose pattern nobody taught this module to fill.
    """
    mark = mark or Mark("")
    strategy = _data_of_shape(shape, mark)
    if shape.word is None:
        return strategy
    word = shape.word.value

    def said_once(value: Any) -> Any:
        """Return the word for a list whose one item says it, and nothing else."""
        is_word = isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict)
        return word if is_word and list(value[0].values()) == [word] else value

    return strategy.map(said_once) | st.just(word)


def _data_of_shape(shape: Shape, mark: Mark) -> Data:
    match shape.form:
        case "text":
            if shape.text is not None and shape.text.pattern is not None:
                return _patterned()[shape.text.name]
            multiline = shape.text is not None and shape.text.multiline
            typed = shape.text is not None and shape.text.as_typed
            return (_typed if typed else _texts)(mark.max_chars, multiline)
        case "flag":
            return st.booleans()
        case "integer":
            assert shape.number is not None
            return st.integers(shape.number.least, shape.number.most)
        case "number":
            least, most = (shape.number.least, shape.number.most) if shape.number else (None, None)
            return st.floats(least, most, allow_nan=False, allow_infinity=False)
        case "moment":
            zone = st.sampled_from((UTC, ZoneInfo("Europe/Warsaw")))
            return st.datetimes(*_YEARS, timezones=zone).map(datetime.isoformat)
        case "day":
            return st.dates(date(2000, 1, 1), date(2099, 12, 31)).map(date.isoformat)
        case "choice":
            return st.sampled_from(shape.choices)
        case "list":
            assert shape.element is not None
            return st.lists(shaped(shape.element), min_size=mark.min_items, max_size=_MOST_ITEMS)
        case "object":
            assert shape.model is not None
            return _objects(shape.model)
        case "any":
            return st.booleans() | _texts(None, True)


@cache
def _objects(model: type) -> Data:
    def strategy(field: Field) -> Data:
        return shaped(field.shape, field.mark)

    fields = fields_of(model)
    required = {field.key: strategy(field) for field in fields if field.required}
    optional = {field.key: strategy(field) for field in fields if not field.required}
    made: Data = st.fixed_dictionaries(required, optional=optional)
    return made.filter(_has_one_of(one_of(model))) if one_of(model) else made


def _has_one_of(keys: tuple[str, ...]) -> Callable[[dict[str, Any]], bool]:
    return lambda data: any(data.get(key) for key in keys)
