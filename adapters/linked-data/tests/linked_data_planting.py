"""Words planted where nobody but staff may see them, each unlike anything else in a test."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from lckm_core import Procedure
from lckm_core.fields import fields_of
from lckm_core.procedures import from_data

FIRST, LAST = date(2026, 10, 13), date(2087, 3, 29)
"""A window in which the tests' day lies, of days that nothing else says."""
_DAYS = {"valid_from": FIRST.isoformat(), "valid_to": LAST.isoformat()}
DAYS = (FIRST.isoformat(), LAST.isoformat(), "13 października 2026", "29 marca 2087")


class Planter:
    """Plants words, and knows them all."""

    def __init__(self, mark: str) -> None:
        self.mark = mark
        self.words: list[str] = []

    def starred(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return a procedure's data with every starred field planted, but for the flag that
        would hide it whole.
        """
        made = {
            field.key: self._value(field.shape)
            for field in fields_of(Procedure)
            if field.mark.starred
        }
        return data | made | _DAYS | {"internal": False}

    def everywhere(self, id: str, related: str = "KA-00001") -> dict[str, Any]:
        """Return the data of a procedure of which every word is planted."""
        made = {field.key: self._value(field.shape) for field in fields_of(Procedure)}
        return made | {
            "id": id,
            "related": [{"id": related}],
            "internal": False,
            "valid_from": None,
            "valid_to": None,
        }

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

    def _text(self, kind: str) -> Any:
        count = len(self.words)
        word = f"{self.mark}{count:03}x"
        special = {
            "phone": f"426{int.from_bytes(self.mark.encode()[:2]) % 100:02}{count:04}",
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


def procedure(data: dict[str, Any]) -> Procedure:
    """Return the procedure of data, what is ``None`` not given."""
    return from_data({key: value for key, value in data.items() if value is not None})


def found(words: list[str], texts: Iterator[bytes]) -> set[str]:
    """Return the words that are in any of the texts, whatever their case, and numbers however
    they are parted.
    """
    content = b"\n".join(texts).decode().casefold()
    close = content.replace(" ", "").replace("-", "")
    return {
        word
        for word in words
        if word.casefold() in content or word.replace(" ", "").casefold() in close
    }
