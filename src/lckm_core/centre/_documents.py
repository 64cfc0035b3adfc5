"""The files to download of an edition: shown to scanners, kept by what they hold, judged with the text (zał. 2 § 9 ust. 3)."""

from collections.abc import Mapping, Sequence
from functools import partial
from unicodedata import normalize

import attrs

from lckm_core.findings import Finding, Findings
from lckm_core.law import cites
from lckm_core.ports import Clean, Infected, Plugins
from lckm_core.procedures import (
    INFECTED,
    UNSCANNED,
    Data,
    Procedure,
    infected_message,
    named_files,
    unscanned_message,
)
from lckm_core.publication import HeldFile


@cites("zał. 2 § 9 ust. 3")
def take_in_files(
    plugins: Plugins,
    procedure: Procedure,
    given: Mapping[str, bytes],
    before: Sequence[HeldFile] = (),
) -> tuple[HeldFile, ...]:
    """Keep the files *given* and return what the edition has: these, and of those it had *before* what it still names.

    Raises :class:`InvalidProcedureError` for one in which a scanner recognises something, or that a scanner did not look at; then none is
    kept. Files that no document names are kept as well, for :func:`check` to find them.
    """
    named = {_composed(name): (path, name) for path, name, _ in named_files(procedure)}
    found: list[Finding] = []
    for name, data in given.items():
        path, _ = named.get(_composed(name), ((), name))
        for scanner in plugins.scanners:
            match scanner.scan(name, data):
                case Clean():
                    continue
                case Infected(signature):
                    found.append(INFECTED.at(path, infected_message(name, scanner.name, signature)))
                case unscanned:
                    found.append(
                        UNSCANNED.at(path, unscanned_message(name, scanner.name, unscanned.reason))
                    )
    Findings(tuple(found), form=Procedure).require()
    kept = {file.name: file for file in still_named(procedure, before)}
    for name, data in given.items():
        _, own = named.get(_composed(name), ((), name))
        kept[own] = HeldFile(own, plugins.documents.keep(data), len(data))
    return tuple(kept[name] for name in sorted(kept))


@cites("zał. 2 § 9 ust. 3")
def still_named(procedure: Procedure, files: Sequence[HeldFile]) -> tuple[HeldFile, ...]:
    """Return those of *files* that a document of the procedure names, under the names that they have there."""
    named = {_composed(name): name for _, name, _ in named_files(procedure)}
    return tuple(
        attrs.evolve(file, name=named[_composed(file.name)])
        for file in files
        if _composed(file.name) in named
    )


def _composed(name: str) -> str:
    """Return a name as it is compared: how its letters are composed makes no difference."""
    return normalize("NFC", name)


def attachments_of(plugins: Plugins, files: Sequence[HeldFile]) -> Mapping[str, Data] | None:
    """Return the files of an edition as :func:`check` takes them, each read when it is judged.

    ``None`` where no adapter keeps files: a host that keeps them in a way of its own judges them by itself.
    """
    if not plugins.answers("provide_documents"):
        return None
    return {file.name: partial(_read, plugins, file) for file in files}


def _read(plugins: Plugins, file: HeldFile) -> bytes:
    data = plugins.documents.read(file.address)
    if data is None:
        raise LookupError(f"the file {file.address} of an edition is not kept any more")
    return data
