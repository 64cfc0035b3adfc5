"""Words planted where nobody but staff may see them, each unlike anything else in a test."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

import attrs

from lckm_core import Procedure, to_data
from lckm_core.fields import fields_of
from lckm_core.procedures import from_data

FIRST, LAST = date(2026, 10, 13), date(2087, 3, 29)
"""A window in which the tests' day lies. Its first day is shown, as the one it was made
available on; its last is for nobody.
"""
LAST_DAY = (LAST.isoformat(), "29 marca 2087", "29\u00a0marca\u00a02087", "29.03.2087")


class Planter:
    """Plants words, and knows them all."""

    def __init__(self, mark: str) -> None:
        self.mark = mark
        self.words: list[str] = []

    def starred(self, procedure: Procedure) -> Procedure:
        """Return a procedure with every starred field planted, but for the flag that would
        hide it whole, and its window.
        """
        made = {
            field.key: self._value(field.shape)
            for field in fields_of(Procedure)
            if field.mark.starred
        }
        planted = from_data(
            {key: one for key, one in (to_data(procedure) | made).items() if one is not None}
        )
        changes = {
            key: getattr(planted, key)
            for key in made
            if key not in ("internal", "valid_from", "valid_to")
        }
        return attrs.evolve(procedure, **changes, internal=False, valid_from=FIRST, valid_to=LAST)

    def everywhere(self, id: str, **changes: Any) -> Procedure:
        """Return a procedure of which every word is planted."""
        made = {field.key: self._value(field.shape) for field in fields_of(Procedure)}
        made |= {"id": id, "related": [], "internal": False}
        return attrs.evolve(
            from_data({key: one for key, one in made.items() if one is not None}), **changes
        )

    def _value(self, shape: Any) -> Any:
        match shape.form:
            case "list":
                return [self._value(shape.element)]
            case "object":
                return {field.key: self._value(field.shape) for field in fields_of(shape.model)}
            case "text":
                return self._text(shape.text.name)
            case "flag":
                return True
            case "integer":
                return 7
            case "choice":
                return shape.choices[0]
            case "day":
                return None
            case other:
                raise AssertionError(f"nothing is planted in a {other} yet")

    def word(self) -> str:
        """Return a word that is planted nowhere yet."""
        self.words.append(self._next())
        return self.words[-1]

    def _next(self) -> str:
        return f"{self.mark}{len(self.words):03}x"

    def _text(self, kind: str) -> Any:
        word = self._next()
        special = {
            "phone": f"42600{len(self.words):04}",
            "email": f"{word}@lodz.example",
            "url": f"https://{word}.example/",
            "file": f"{word}.pdf",
            "account": "14999999990000000000000001",
            "amount": "17.00",
            "id": "KA-00001",
        }
        text = special.get(kind, word)
        if kind not in ("account", "amount", "id"):
            self.words.append(text if kind == "phone" else word)
        return text


_MARKED, _PHONE = re.compile(r"[a-z]{2}\d{3,}x"), re.compile(r"42600\d{4}")


def found(words: Iterable[str], contents: Iterable[bytes]) -> set[str]:
    """Return the words that are in any of the contents, whatever their case, and numbers
    however they are parted.
    """
    content = b"\n".join(contents).decode("utf-8", "replace").casefold()
    planted = {*_MARKED.findall(content), *_PHONE.findall(re.sub("[ \u00a0-]", "", content))}
    return {
        word
        for word in words
        if word in planted or (not _fits(word) and word.casefold() in content)
    }


def _fits(word: str) -> bool:
    return bool(_MARKED.fullmatch(word) or _PHONE.fullmatch(word))
