"""Of two texts that stand for one in two languages the first is Polish and the second English.

What is exchanged is seen by its letters: each text is held against all others of the sources, so
that no list of words is kept, and a message that no test shows is looked at as well.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from math import log
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
_PAIRS = {"Message", "either"}
_UNREAD = re.compile(r"\{[^}]*\}|`[^`]*`|[^a-ząćęłńóśźż]+")
_FEW_LETTERS = 8
"""What is shorter („tak”) says too little."""
_FIELD_OF = {language: re.compile(rf"\.{language}\}}") for language in ("pl", "en")}


class Pair(NamedTuple):
    """A text in both languages, and where it stands."""

    place: str
    polish: ast.expr
    english: ast.expr


def pairs_in(source: str, name: str) -> Iterator[Pair]:
    """Yield what a module says in two languages."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id=called)) if called in _PAIRS:
                texts = node.args[1:] if called == "either" else node.args
                if len(texts) == 2:
                    yield Pair(f"{name}:{node.lineno}", *texts)
            case ast.ClassDef(body=body):
                by_name = {
                    one.targets[0].id: one.value
                    for one in body
                    if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name)
                }
                if {"pl", "en"} <= by_name.keys():
                    yield Pair(f"{name}:{node.lineno}", by_name["pl"], by_name["en"])
            case ast.IfExp(
                test=ast.Compare(
                    left=ast.Name(id="lang"),
                    ops=[ast.Eq()],
                    comparators=[ast.Constant(value="pl" | "en" as language)],
                )
            ):
                texts = [node.body, node.orelse]
                yield Pair(f"{name}:{node.lineno}", *(texts if language == "pl" else texts[::-1]))


@cache
def pairs() -> list[Pair]:
    """Return the pairs of all modules."""
    paths = [*ROOT.glob("src/**/*.py"), *ROOT.glob("adapters/*/src/**/*.py")]
    return [
        pair
        for path in sorted(paths)
        for pair in pairs_in(path.read_text(encoding="utf-8"), str(path.relative_to(ROOT)))
    ]


def _written(node: ast.expr) -> str:
    """Return what is written in an expression itself."""
    match node:
        case ast.Constant(value=str() as text):
            return text
        case ast.JoinedStr(values=values):
            return " ".join(_written(value) for value in values)
        case ast.BinOp(left=left, right=right):
            return f"{_written(left)} {_written(right)}"
    return ""


def _letters(node: ast.expr) -> Counter[str]:
    """Return how often three and four letters follow each other, with the ends of words."""
    text = f" {_UNREAD.sub(' ', _written(node).lower()).strip()} "
    return Counter(text[at : at + count] for count in (3, 4) for at in range(len(text) - count + 1))


def _exchanged(found: list[Pair]) -> list[str]:
    """Return where a Polish text looks more English than the English one does."""
    letters = [
        (pair.place, _letters(pair.polish), _letters(pair.english))
        for pair in found
        if len(_written(pair.polish) + _written(pair.english)) >= _FEW_LETTERS
    ]
    polish: Counter[str] = Counter()
    english: Counter[str] = Counter()
    for _, of_polish, of_english in letters:
        polish.update(of_polish)
        english.update(of_english)

    def is_polish_by(text: Counter[str], own: tuple[Counter[str], Counter[str]]) -> float:
        # Held against the others: what it says itself would prove it right.
        return sum(
            count * log((polish[key] - own[0][key] + 0.1) / (english[key] - own[1][key] + 0.1))
            for key, count in text.items()
        )

    return [
        place
        for place, *own in letters
        if is_polish_by(own[0], (own[0], own[1])) < is_polish_by(own[1], (own[0], own[1]))
    ]


def test_no_two_languages_are_exchanged():
    assert len(pairs()) > 1500
    assert _exchanged(pairs()) == []


def test_an_exchange_is_noticed():
    some = [pair for pair in pairs() if _letters(pair.polish) != _letters(pair.english)][::400]
    turned = [Pair(pair.place, pair.english, pair.polish) for pair in some]
    others = [pair for pair in pairs() if pair not in some]
    assert _exchanged([*others, *turned]) == [pair.place for pair in some]


def test_a_text_holds_none_of_the_other_language():
    """As ``reason.en`` in the Polish words, or what a call with “en” returns."""
    mixed = []
    for pair in pairs():
        for node, other in ((pair.polish, "en"), (pair.english, "pl")):
            named = {
                getattr(one, "attr", getattr(one, "value", None))
                for one in ast.walk(node)
                if isinstance(one, ast.Attribute | ast.Constant)
            }
            if other in named or _FIELD_OF[other].search(_written(node)):
                mixed.append(pair.place)
    assert mixed == []
