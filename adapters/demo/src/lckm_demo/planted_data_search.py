"""Searches every file of the demo's folder for the planted personal data."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import attrs

from lckm_cli.toolkit import counted
from lckm_testing import PersonalDataCanary, Trace

_WHAT = {
    "e-mail": "e-mail",
    "phone": "telefon",
    "PESEL": "PESEL",
    "name": "imię i nazwisko",
    "words": "własne słowa",
}


class Searched(NamedTuple):
    """How many files were searched for how many planted data, and what was found."""

    files: int
    planted: int
    traces: tuple[Trace, ...]

    def and_also(self, traces: Iterable[Trace], files: int = 0) -> "Searched":
        """Return the result with further finds and files added."""
        return self._replace(
            files=self.files + files, traces=tuple(dict.fromkeys((*self.traces, *traces)))
        )

    @property
    def places(self) -> list[str]:
        """Where each datum was found, its kind and its encoding; never the datum itself."""
        return [f"{trace.where}: {_WHAT[trace.what]} ({trace.encoding})" for trace in self.traces]

    @property
    def statement(self) -> str:
        """The outcome in a sentence."""
        return (
            f"przeszukano {counted(self.files, 'file')} w poszukiwaniu {self.planted} podłożonych "
            "danych osobowych: "
            f"znaleziono {len(self.traces)}"
        )


def search(folder: Path, people: Sequence[PersonalDataCanary], planted: int) -> Searched:
    """Search every file of a folder, its name included; equal contents are read once."""
    entries = sorted(folder.rglob("*"))
    files: dict[bytes, list[str]] = {}
    for path in entries:
        if path.is_file():
            files.setdefault(path.read_bytes(), []).append(path.relative_to(folder).as_posix())
    names = "\0".join(path.name for path in entries)
    found = [
        attrs.evolve(trace, where="name of an entry")
        for person in people
        for trace in person.search(names)
    ]
    for content, places in files.items():
        traces = [trace for person in people for trace in person.search(content)]
        found += [
            attrs.evolve(trace, where=trace.where.replace("bytes", place, 1))
            for place in places
            for trace in traces
        ]
    return Searched(sum(map(len, files.values())), planted, tuple(dict.fromkeys(found)))


def search_in(
    folder: Path, parts: Sequence[str], people: Sequence[PersonalDataCanary]
) -> tuple[Trace, ...]:
    """Search some folders within one; return what was found by its path from that one."""
    return tuple(
        attrs.evolve(trace, where=f"{part}/{trace.where}")
        for part in parts
        for person in people
        for trace in person.search(folder / part)
    )


def by_part(traces: Iterable[Trace]) -> Counter[str]:
    """Return how many data were found in each folder.

    A datum that a file holds in several encodings counts once: the bytes of a database may
    look like
    an escape by chance.
    """
    return Counter(
        place.partition("/")[0] for place, _ in {(trace.where, trace.what) for trace in traces}
    )
