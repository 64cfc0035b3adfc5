"""Every text of a procedure, and those of them that hold what a rule looks for."""

from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cache
from operator import itemgetter
from typing import Any

import attrs

from lckm_core._patterns import small_letters
from lckm_core.fields import fields_of
from lckm_core.procedures.parts import Step

Path = tuple[str | int, ...]
"""The keys and indices that lead to a value of a procedure."""
Text = tuple[Path, str]
"""A text with its path."""
PROSE = ("summary", "steps", "useful_info", "how_to", "additional_info")
"""The fields in which residents read whole sentences and keyword phrases."""
_BETWEEN = "\0"


def step_name(path: Path, steps: tuple[Step, ...]) -> str:
    """Return what the step is called that a path leads into; nothing of other paths."""
    return steps[int(path[1])].name if path[0] == "steps" else ""


class Texts:
    """Every text of a procedure with its path, in the order of the form.

    The texts of a field are joined once, and once put in small letters, for all rules.
    """

    __slots__ = ("_all", "_fields", "_found", "_letters", "_together", "_typed")

    def __init__(self, texts: list[Text], fields: Mapping[str, slice]) -> None:
        """Hold texts, and where among them are those of each field."""
        self._all = texts
        self._fields = fields
        self._typed: dict[str, str] = {}
        self._letters: dict[str, str] = {}
        self._together: dict[tuple[str, ...], str] = {}
        self._found: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Text]] = {}

    def __iter__(self) -> Iterator[Text]:
        """Yield every text."""
        return iter(self._all)

    def fields_but(self, others: Set[str]) -> list[str]:
        """Return the fields that have texts, but for *others*."""
        return [field for field in self._fields if field not in others]

    def typed(self, *fields: str) -> str:
        """Return the texts of some fields, or of all, as typed and joined."""
        if not fields:
            return _BETWEEN.join(map(itemgetter(1), self._all))
        # Rules on prose look in the same fields.
        together = self._together.get(fields)
        if together is None:
            together = self._together[fields] = _BETWEEN.join(map(self._typed_in, fields))
        return together

    def holding(self, parts: Iterable[str], *fields: str) -> list[Text]:
        """Return the texts of some fields, or of all, that hold one of some parts as typed.

        Most hold none, which a look at all of them together tells in a fraction of the time.
        The texts are in the order of the fields.
        """
        typed = self.typed(*fields)
        found = [part for part in parts if part in typed]
        if not fields:
            return _holding(found, self._all) if found else []
        texts: list[Text] = []
        for field in fields if found else ():
            if here := [part for part in found if part in self._typed[field]]:
                texts += _holding(here, self._in(field))
        return texts

    def holding_in_any_case(self, keywords: tuple[str, ...], *fields: str) -> list[Text]:
        """Return the texts of some fields that hold one of some keywords, in any case.

        Args:
            keywords: parts of words in small letters.
            fields: the keys of fields, in whose order the texts are returned.
        """
        # The rules on each kind of terms look for the same.
        key = keywords, fields
        if key not in self._found:
            self._found[key] = self._holding_in_any_case(keywords, fields)
        return self._found[key]

    def _holding_in_any_case(
        self, keywords: tuple[str, ...], fields: tuple[str, ...]
    ) -> list[Text]:
        letters = _BETWEEN.join(map(self._letters_in, fields))
        found = [keyword for keyword in keywords if keyword in letters]
        texts: list[Text] = []
        for field in fields if found else ():
            if here := [keyword for keyword in found if keyword in self._letters[field]]:
                each = zip(self._in(field), self._each(field), strict=True)
                texts += [item for item, small in each if any(map(small.__contains__, here))]
        return texts

    def _each(self, field: str) -> list[str]:
        """Return each text of a field in small letters."""
        texts = self._in(field)
        letters = self._letters_in(field).split(_BETWEEN)
        if len(letters) == len(texts):
            return letters
        return [small_letters(text) for _, text in texts]  # one holds what stands between them

    def _in(self, field: str) -> list[Text]:
        return self._all[self._fields[field]] if field in self._fields else []

    def _typed_in(self, field: str) -> str:
        typed = self._typed.get(field)
        if typed is None:
            typed = self._typed[field] = _BETWEEN.join(map(itemgetter(1), self._in(field)))
        return typed

    def _letters_in(self, field: str) -> str:
        letters = self._letters.get(field)
        if letters is None:
            letters = self._letters[field] = small_letters(self._typed_in(field))
        return letters


def _holding(parts: list[str], texts: list[Text]) -> list[Text]:
    if len(parts) == 1:
        part = parts[0]
        return [item for item in texts if part in item[1]]
    return [item for item in texts if any(map(item[1].__contains__, parts))]


def texts_of(values: Mapping[str, Any]) -> Texts:
    """Return every text in the values of fields, in their order, with its path."""
    found: list[Text] = []
    fields: dict[str, slice] = {}
    for key, value in values.items():
        start = len(found)
        if type(value) is str:
            found.append(((key,), value))
        elif value is not None:
            _collect(value, (key,), found)
        if len(found) > start:
            fields[key] = slice(start, len(found))
    return Texts(found, fields)


# A list that all calls fill takes a third of the time of generators within generators, and a text
# that needs no call of its own less than that.
def _collect(value: Any, path: Path, found: list[Text]) -> None:
    if type(value) is tuple:
        for index, item in enumerate(value):
            if type(item) is str:
                found.append(((*path, index), item))
            else:
                _collect(item, (*path, index), found)
        return
    model: type = type(value)
    for name in _names(model):
        item = getattr(value, name)
        if type(item) is str:
            found.append(((*path, name), item))
        elif item is not None:
            _collect(item, (*path, name), found)


@cache
def _names(model: type) -> tuple[str, ...]:
    """Return the names of a model's fields that hold texts; none of what has no fields."""
    return tuple(
        field.key
        for field in (fields_of(model) if attrs.has(model) else ())
        if field.shape.form in ("text", "list", "object")
    )
