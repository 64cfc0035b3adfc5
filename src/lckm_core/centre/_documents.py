"""The files to download of an edition: scanned, stored and checked (zał. 2 § 9 ust. 3)."""

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
    files: Mapping[str, bytes],
    before: Sequence[HeldFile] = (),
) -> tuple[HeldFile, ...]:
    """Store *files* and return all files of the edition, with those of *before* still named.

    Files that no document names are stored as well, for :func:`check` to report. Raises
    :class:`InvalidProcedureError` for a file that a scanner did not find clean, and stores none.
    """
    named = {_composed(name): (path, name) for path, name, _ in named_files(procedure)}
    findings: list[Finding] = []
    for name, data in files.items():
        path, _ = named.get(_composed(name), ((), name))
        for scanner in plugins.scanners:
            match scanner.scan(name, data):
                case Clean():
                    continue
                case Infected(signature):
                    message = infected_message(name, scanner.name, signature)
                    findings.append(INFECTED.at(path, message))
                case unscanned:
                    message = unscanned_message(name, scanner.name, unscanned.reason)
                    findings.append(UNSCANNED.at(path, message))
    Findings(tuple(findings), form=Procedure).require()
    held = {file.name: file for file in still_named(procedure, before)}
    for name, data in files.items():
        _, written_name = named.get(_composed(name), ((), name))
        held[written_name] = HeldFile(written_name, plugins.documents.keep(data), len(data))
    return tuple(held[name] for name in sorted(held))


@cites("zał. 2 § 9 ust. 3")
def still_named(procedure: Procedure, files: Sequence[HeldFile]) -> tuple[HeldFile, ...]:
    """Return the files that a document of the procedure names, under their names there."""
    named = {_composed(name): name for _, name, _ in named_files(procedure)}
    return tuple(
        attrs.evolve(file, name=named[_composed(file.name)])
        for file in files
        if _composed(file.name) in named
    )


def _composed(name: str) -> str:
    """Return a name with composed letters, as names are compared."""
    return normalize("NFC", name)


def attachments_of(plugins: Plugins, files: Sequence[HeldFile]) -> Mapping[str, Data]:
    """Return the files of an edition for :func:`check`, each read when it is needed."""
    return {file.name: partial(_read, plugins, file) for file in files}


def _read(plugins: Plugins, file: HeldFile) -> bytes:
    data = plugins.documents.read(file.address)
    if data is None:
        raise LookupError(f"the file {file.address} of an edition is not stored any more")
    return data
