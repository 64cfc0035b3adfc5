"""Word files for the pages of another face, each read in a process with limits."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import ParamSpec, TypeVar

import attrs

from lckm_cli.toolkit import SandboxCrashedError, SandboxStarvedError, SandboxTimeoutError
from lckm_core.amendments import UpdateRequest
from lckm_core.errors import LckmError
from lckm_core.findings import Finding, Findings
from lckm_core.organisation import Directory
from lckm_core.procedures import Document, Procedure
from lckm_word.document_check import PlacedFinding, comments_of, placed
from lckm_word.form_messages import in_form_words
from lckm_word.package import MOST_BYTES
from lckm_word.processes import BusyError, WordProcesses
from lckm_word.read_result import Reading
from lckm_word.reader import read_word
from lckm_word.requests import Editions, RequestReading, holds_request, read_request, redline
from lckm_word.writer import write

_Arguments = ParamSpec("_Arguments")
_Answer = TypeVar("_Answer")


@attrs.frozen(str=False)
class HeavyWordFileError(LckmError):
    """A file took more time or memory than it may."""

    pl = "Odczytanie pliku trwałoby za długo. Przenieś treść na pusty wzór i zapisz go."
    en = "Reading the file would take too long. Move its content to the empty form and save that."


@attrs.frozen(str=False)
class CrowdedError(LckmError):
    """Too many files are being read at once, or the machine is busy with other things."""

    pl = "Serwer jest teraz bardzo zajęty. Spróbuj za minutę."
    en = "The server is very busy just now. Try again in a minute."


@attrs.frozen
class WordContent:
    """What a Word file holds: a procedure, or a request to update one.

    ``document`` is the procedure, ``request`` the request; of a request that is no request both
    are ``None``, and findings say why. ``own`` are the findings of the file alone, which quote none
    of it, so that they may be stored.
    """

    document: Document | None
    request: UpdateRequest | None
    own: Findings
    _reading: Reading | RequestReading = attrs.field(repr=False)

    def findings(self, more: Iterable[Finding] = ()) -> Sequence[PlacedFinding]:
        """Return all findings with their places, in the words of the form.

        *more* are findings of others about the same content; what both found comes once.
        """
        reading = self._reading
        if isinstance(reading, RequestReading):
            found, place = reading.all_findings, reading.position
        else:
            found, place = reading.findings, reading.place
        known = {(finding.code, finding.path) for finding in found}
        new = [finding for finding in more if (finding.code, finding.path) not in known]
        worded = in_form_words(Findings(tuple(new), form=Procedure))
        return placed([*found, *worded], place)


class WordFiles:
    """Reads Word files for a face, comments on them, and writes requests.

    Files are read by processes with limits, which start when they are first needed.

    Args:
        most_bytes: how large a file may be.
        seconds: how long the reading of one file may take.
        processes: how many files are read at once.
    """

    def __init__(
        self, *, most_bytes: int = 5_000_000, seconds: float = 20.0, processes: int = 1
    ) -> None:
        self.most_bytes = min(most_bytes, MOST_BYTES)
        self._processes = WordProcesses(processes, seconds)

    def read(self, source: bytes, *, directory: Directory, editions: Editions) -> WordContent:
        """Return what a ``.docx`` file holds.

        Tracked changes in a procedure that is stored are a request for them.

        Args:
            source: the bytes of the file.
            directory: the known units and cells.
            editions: returns the stored texts of a procedure by its number, the newest last.

        Raises:
            UnreadableFileError: the file is no Word file, damaged or hostile.
            HeavyWordFileError, CrowdedError: no process could read it.
        """
        is_request, reading = self._call(_read_text, source, directory)
        number = str(reading.data.get("id", ""))
        texts = tuple(editions(number)) if is_request or reading.tracked else ()
        if not (is_request or texts):
            return WordContent(reading.document, None, reading.own, reading)
        request = self._call(_read_request, source, directory, texts)
        return WordContent(None, request.request, request.own, request)

    def comment(self, source: bytes, findings: Sequence[PlacedFinding]) -> bytes:
        """Return a copy of a file with each finding as a comment at its place.

        Raises ``HeavyWordFileError`` and ``CrowdedError``.
        """
        return self._call(comments_of, source, tuple(findings), "pl")

    def write(self, procedure: Procedure) -> bytes:
        """Return a procedure on the form, as :func:`lckm_word.write` does."""
        return write(procedure)

    def write_request(
        self, old: Procedure, request: UpdateRequest, *, author: str, at: datetime
    ) -> bytes:
        """Return a request as a Word file with tracked changes, as :func:`redline` does."""
        return redline(old, request, author=author, at=at)

    def close(self) -> None:
        """End the processes that are free."""
        self._processes.close()

    def _call(
        self,
        function: Callable[_Arguments, _Answer],
        *arguments: _Arguments.args,
        **keywords: _Arguments.kwargs,
    ) -> _Answer:
        """Return what a function returns in a process of its own."""
        try:
            return self._processes.call(function, *arguments, **keywords)
        except (BusyError, SandboxStarvedError):
            raise CrowdedError from None
        except (SandboxTimeoutError, SandboxCrashedError):
            raise HeavyWordFileError from None


def _read_text(source: bytes, directory: Directory) -> tuple[bool, Reading]:
    return holds_request(source), read_word(source, directory=directory)


def _read_request(
    source: bytes, directory: Directory, texts: Sequence[Procedure]
) -> RequestReading:
    return read_request(source, against=lambda number: texts, directory=directory)
