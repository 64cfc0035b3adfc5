"""A noun after a number is in the form that Polish gives it, wherever a message has one."""

import ast
import importlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from lckm_cli.formatting import NOUNS
from lckm_core import FORMS, check, read
from lckm_core.fields import Field, fields_of
from lckm_core.forms._issues import missing_field
from lckm_core.procedures import TimeUnit
from lckm_core.publication._projection.formatting import format_term
from lckm_core.text import Noun, counted

ROOT = Path(__file__).parents[2]
SOURCES = sorted((*ROOT.glob("src/**/*.py"), *ROOT.glob("adapters/*/src/**/*.py")))
MINIMAL = (ROOT / "tests" / "files" / "accepted" / "minimal.yaml").read_text("utf-8")
NUMBERS = st.integers(0, 130)


def _module(path: Path) -> Any:
    parts = path.with_suffix("").parts
    return importlib.import_module(".".join(parts[parts.index("src") + 1 :]))


def nouns() -> Iterator[tuple[str, Noun]]:
    """Yield every noun that a module declares."""
    yield from NOUNS.items()
    for path in SOURCES:
        text = path.read_text("utf-8")
        for name in re.findall(r"^(_?[A-Z_]+) = Noun\(", text, re.MULTILINE):
            yield f"{path.stem}.{name}", getattr(_module(path), name)


ALL_NOUNS = dict(nouns())


def few(number: int) -> bool:
    """Return whether a number's last word is two, three or four, as in „dwadzieścia dwa”."""
    return str(number)[-1] in "234" and str(number)[-2:-1] != "1"


@pytest.mark.parametrize("noun", ALL_NOUNS.values(), ids=ALL_NOUNS)
@given(number=NUMBERS)
def test_each_noun_in_each_number(noun: Noun, number: int) -> None:
    message = counted(number, noun)
    form = noun.one if number == 1 else noun.few if few(number) else noun.many
    assert message.pl == f"{number} {form}"
    assert message.en == f"{number} {noun.english if number == 1 else noun.english_many}"


def test_nouns_are_found_where_they_are_declared() -> None:
    assert len(ALL_NOUNS) > 20


@pytest.mark.parametrize("unit", TimeUnit)
@given(number=NUMBERS)
def test_terms_on_pages(unit: TimeUnit, number: int) -> None:
    words = {
        TimeUnit.DAYS: ("dzień", "dni", "dni"),
        TimeUnit.WORKING_DAYS: ("dzień roboczy", "dni robocze", "dni roboczych"),
        TimeUnit.WEEKS: ("tydzień", "tygodnie", "tygodni"),
        TimeUnit.MONTHS: ("miesiąc", "miesiące", "miesięcy"),
    }[unit]
    form = words[0] if number == 1 else words[1] if few(number) else words[2]
    assert format_term(number, unit) == f"{number} {form}"


@given(length=st.integers(121, 250))
def test_a_long_useful_information(length: int) -> None:
    text = MINIMAL + "useful_info: ['" + ("wniosek " * 40)[: length - 1] + "x']\n"
    (advice,) = (one for one in check(read(text)) if one.code == "LCKM-R007")
    assert f"ma {length} {'znaki' if few(length) else 'znaków'}." in advice.message


# Genitives after a number of five and more, and what takes another form after one or two.
_DECLINED = re.compile(
    r" (?:[a-ząćęłńóśźż]+ych )?(?:\w+ów|plików|znaków|dni|godzin|sekund|minut|stron|pól|wierszy|"
    r"kolumn|wersji|wydań|miesięcy|lat|razy|liter|kluczy|wartości|osób|części|procedur|zmian|uwag|"
    r"spraw|błędów|kategorii|komórek|jednostek|cyfr|opłat|informacji|pozycji|zgłoszeń|ostrzeżeń)\b"
)


_NO_NUMBERS = ("verb.denied",)


def _before_nouns(path: Path) -> Iterator[tuple[int, str, str]]:
    """Yield the line, what stands in a text before a declined noun, and the noun."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.JoinedStr):
            continue
        for value, following in zip(node.values, node.values[1:], strict=False):
            noun = _DECLINED.match(str(getattr(following, "value", "")))
            if isinstance(value, ast.FormattedValue) and noun:
                yield node.lineno, ast.unparse(value.value), noun[0].strip()


EVERY_TEXT = pytest.mark.slow(
    reason="reads every module; that each noun has its form in each number stands for it"
)


@cache
def before_nouns() -> list[tuple[Path, int, str, str]]:
    """Return that of every module; not at import, which each process of tests does."""
    return [(path, *found) for path in SOURCES for found in _before_nouns(path)]


@EVERY_TEXT
def test_no_text_puts_a_varying_number_before_a_noun_by_itself() -> None:
    # A limit written in capitals is always the same.
    varying = [
        f"{path.name}:{line} {{{name}}} {noun}"
        for path, line, name, noun in before_nouns()
        if not name.rpartition(".")[2].strip("_").isupper() and name not in _NO_NUMBERS
    ]
    assert varying == []


@EVERY_TEXT
def test_a_limit_that_is_always_the_same_has_its_noun() -> None:
    fixed = {
        (path.name, name): getattr(_module(path), name)
        for path, _, name, _ in before_nouns()
        if name.strip("_").isupper() and "." not in name
    }
    assert fixed
    assert [place for place, number in fixed.items() if number == 1 or few(number)] == []


def every_field() -> Iterator[Field]:
    """Yield each field of each form and of its parts."""
    waiting, seen = list(FORMS.values()), set()
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        for field in fields_of(model):
            yield field
            shape = field.shape.element or field.shape
            if shape.model is not None:
                waiting.append(shape.model)


def test_a_missing_field_is_asked_for_in_the_accusative() -> None:
    asked = [missing_field(field).pl for field in every_field() if field.required]
    assert any("Podaj liczbę całkowitą" in one for one in asked)
    assert any("Podaj szerokość geograficzną" in one for one in asked)
    firsts = {one.partition("Podaj ")[2].split()[0] for one in asked}
    assert {"listę", "nazwę", "chwilę"} <= firsts
    assert [one for one in firsts if one.endswith("a")] == []
