"""Looking for the planted data in all that is left: every file of the demo's folder, and whatever the store still holds."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple

from lckm_cli.words import counted
from lckm_core.testing import PersonalDataCanary, Trace

_WHAT = {"e-mail": "e-mail", "phone": "telefon", "PESEL": "PESEL", "name": "imię i nazwisko", "words": "własne słowa"}


class Searched(NamedTuple):
    """How many files were looked through, for how many planted data, and what was found."""

    files: int
    planted: int
    traces: tuple[Trace, ...]

    @property
    def places(self) -> list[str]:
        """Each place in which a datum was found, what kind it is, and how it was written; never the datum."""
        return [f"{one.where}: {_WHAT[one.what]} ({one.encoding})" for one in self.traces]

    @property
    def statement(self) -> str:
        """The outcome in a sentence."""
        return (
            f"przeszukano {counted(self.files, 'file')} w poszukiwaniu {self.planted} podłożonych danych osobowych: "
            f"znaleziono {len(self.traces)}"
        )


def search(folder: Path, canary: PersonalDataCanary, planted: int) -> Searched:
    """Look through every file of a folder, its name included."""
    files = sum(path.is_file() for path in folder.rglob("*"))
    return Searched(files, planted, canary.search(folder))


def everything_in(thing: Any) -> Any:
    """Return all that an object holds, and all that what it holds holds, as plain data for JSON.

    Nothing is left out for being private. What cannot be looked into, such as a lock, is named by its type.
    """
    match thing:
        case Enum():
            return thing.value
        case None | bool() | int() | float() | str():
            return thing
        case date():
            return thing.isoformat()
        case bytes() | bytearray():
            return thing.decode("utf-8", "backslashreplace")
        case Mapping():
            return {str(key): everything_in(value) for key, value in thing.items()}
        case list() | tuple():
            return [everything_in(value) for value in thing]
        case AbstractSet():
            return sorted((everything_in(value) for value in thing), key=str)
        case _:
            names = [*getattr(thing, "__dict__", ()), *(name for name in _slots(type(thing)) if hasattr(thing, name))]
            return {name: everything_in(getattr(thing, name)) for name in names} or f"<{type(thing).__qualname__}>"


def _slots(kind: type) -> list[str]:
    return [
        name
        for base in reversed(kind.__mro__)
        for name in vars(base).get("__slots__", ())
        if name not in ("__weakref__", "__dict__")
    ]
