"""Words planted where nobody but staff may see them, each unlike anything else in a test."""

from typing import Any

from lckm_core import Procedure
from lckm_core.fields import fields_of


class FieldPlanter:
    """Plants words in fields of a procedure, and knows them all.

    Args:
        mark: two letters or more with which its words begin.
    """

    def __init__(self, mark: str) -> None:
        self.mark = mark
        self.words: list[str] = []

    def starred_fields(self) -> dict[str, Any]:
        """Return the data of every starred field, planted."""
        fields = (field for field in fields_of(Procedure) if field.mark.starred)
        return {field.key: self._value(field.shape) for field in fields}

    def all_fields(self) -> dict[str, Any]:
        """Return the data of every field, planted."""
        return {field.key: self._value(field.shape) for field in fields_of(Procedure)}

    def word(self) -> str:
        """Return a word that is planted nowhere yet."""
        self.words.append(self._next())
        return self.words[-1]

    def _next(self) -> str:
        return f"{self.mark}{len(self.words):03}x"

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
        word = self._next()
        special = {
            "phone": f"426{int.from_bytes(self.mark.encode()[:2]) % 100:02}{len(self.words):04}",
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


def given(data: dict[str, Any]) -> dict[str, Any]:
    """Return data without what is ``None``."""
    return {key: value for key, value in data.items() if value is not None}
