"""Inspects untrusted files in a separate process; a crash or a hang becomes a finding."""

from lckm_cli.toolkit import Sandbox, SandboxCrashedError, SandboxTimeoutError
from lckm_core.findings import Findings
from lckm_core.procedures import check_file
from lckm_documents import limits
from lckm_documents.finding_kinds import BEYOND_LIMIT, NOT_LOOKED_INTO
from lckm_documents.inspection import examine_file
from lckm_documents.result import InspectionResult, Notes, Purpose


class DocumentSandbox(Sandbox[[str, bytes, Purpose], InspectionResult]):
    """Inspects files one after another in a process with limits; use it in a ``with``.

    Args:
        seconds: the time limit for one file.
        memory: bytes of address space of the process.
    """

    def __init__(self, *, seconds: float = limits.SECONDS, memory: int = limits.MEMORY) -> None:
        super().__init__(examine_file, seconds=seconds, memory=memory)

    def examine(self, name: str, data: bytes, purpose: Purpose) -> InspectionResult:
        """Return the result of :func:`examine_file`, or a finding if it failed."""
        try:
            return self(name, data, purpose)
        except SandboxCrashedError:
            return _unfinished(name, data, purpose, crashed=True)
        except SandboxTimeoutError:
            return _unfinished(name, data, purpose, seconds=self._seconds)


def _unfinished(
    name: str, data: bytes, purpose: Purpose, *, seconds: float = 0, crashed: bool = False
) -> InspectionResult:
    notes = Notes()
    if crashed:
        notes.add(
            NOT_LOOKED_INTO,
            (),
            "Pliku nie dało się zbadać: program, który go czytał, przerwał pracę albo zabrakło mu "
            "pamięci. "
            "Przygotuj dokument od nowa i podmień plik.",
            "The file could not be looked into: the program that read it broke off, or ran out of "
            "memory. "
            "Make the document anew and replace the file.",
        )
    else:
        notes.add(
            BEYOND_LIMIT,
            (),
            f"Plik nie został zbadany do końca: zajęłoby to ponad {seconds:g} s. Podziel go albo "
            "przygotuj prostszy.",
            f"The file was not looked at to its end: that takes more than {seconds:g} s. Divide "
            "it, or make a simpler one.",
        )
    core = check_file(name, data, purpose)
    return InspectionResult(name, purpose, "", Findings((*core, *notes.findings)))
