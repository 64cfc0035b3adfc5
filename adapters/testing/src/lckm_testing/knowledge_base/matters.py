"""The matters of a city, read from the files beside this module."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import attrs
import yaml

Words = tuple[str, ...]


@attrs.frozen
class Area:
    """An area of the city's life, and the office that serves it."""

    area: str
    unit: str
    section: str
    address: str
    law: str
    journal: str
    cell: str | None = None


@attrs.frozen
class Variant:
    """One act of a kind of matter: its title, its first stage, what it is about."""

    title: str
    step: str
    says: str
    proxy: bool = False


@attrs.frozen
class Kind:
    """What matters of one kind have in common.

    ``then`` are the stages after the first, each with its comment; ``days`` the terms that occur;
    ``decision`` says that it ends with one, against which there is an appeal; ``phone`` that it is
    taken by telephone.
    """

    variants: tuple[Variant, ...]
    then: tuple[Words, ...]
    days: tuple[int, ...]
    fee: str | None = None
    decision: bool = False
    phone: bool = False


@attrs.frozen
class Matter:
    """A matter: its name as titles want it, what it is, its papers and its questions.

    ``inside`` is the name in the locative, where a title wants it; ``acts`` are by their places
    those that stand for the kind's where these would make no sense.
    """

    kind: str
    name: str
    about: str
    papers: Words
    asked: str
    fee: str | None = None
    inside: str = ""
    acts: Mapping[int, Variant] = attrs.field(factory=dict)

    def variant(self, act: int) -> Variant:
        """Return an act of it, its own or its kind's."""
        return self.acts[act] if act in self.acts else kinds()[self.kind].variants[act]

    def title(self, act: int) -> str:
        """Return what an act of it is called."""
        inside = self.inside or _ROLL.sub(lambda roll: _ROLLS[roll.group()], self.name)
        said = self.variant(act).title.format(name=self.name, inside=inside)
        return _OUT_OF.sub("ze ", said.replace("nadpłaty opłaty", "nadpłaconej opłaty"))


_ROLLS = {"ewidencji": "ewidencji", "rejestru": "rejestrze"}
_ROLL = re.compile(f"^({'|'.join(_ROLLS)})\\b")
"""The rolls of the city, whose locative is known."""
_OUT_OF = re.compile(r"\bz (?=(?:sz|s(?!z)|[zśźż])[bcćdfghjklłmnńprsśtwzźż])")
"""„z” before what wants „ze”: „z żłobka”, „z szkoły”, „z stypendium”."""


@attrs.frozen
class Common:
    """What all matters draw on."""

    first_names: tuple[Words, Words]
    surnames: tuple[Words, Words]
    accounts: Words
    hours: Words
    useful: Words
    closing: Words
    notes: Words
    answers: Words
    areas_of_city: Words


@cache
def common() -> Common:
    """Return what all matters draw on."""
    return Common(**_frozen(_read_yaml(_HERE / "common.yaml")))


@cache
def kinds() -> dict[str, Kind]:
    """Return the kinds of matters, by name."""
    found = {}
    for name, data in _read_yaml(_HERE / "kinds.yaml").items():
        variants = tuple(Variant(**variant) for variant in data.pop("variants"))
        found[name] = Kind(variants=variants, **_frozen(data))
    return found


@cache
def matters() -> tuple[tuple[Area, Matter], ...]:
    """Return every matter with its area, in the order of the files."""
    found = []
    for file in sorted((_HERE / "areas").iterdir(), key=lambda folder_entry: folder_entry.name):
        if file.name.endswith(".yaml"):
            data = _read_yaml(file)
            listed = data.pop("matters")
            area = Area(**data)
            found += [(area, _matter(**_frozen(matter))) for matter in listed]
    return tuple(found)


def _matter(acts: Mapping[int, Mapping[str, Any]] | None = None, **data: Any) -> Matter:
    variants = {act: Variant(**variant) for act, variant in (acts or {}).items()}
    return Matter(acts=variants, **data)


_HERE = files(__package__)


def _read_yaml(file: Traversable) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def _frozen(value: Any) -> Any:
    """Return the value with tuples for lists; the keys of a mapping stay."""
    if isinstance(value, dict):
        return {key: _frozen(item) for key, item in value.items()}
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
