"""Port: the files that come with reports, stored by reference."""

from collections.abc import Sequence
from typing import Protocol

from lckm_core.ports._port import contribute_port


class AttachmentStore(Protocol):
    """Stores files by reference. The host adds them before the report, and never over others."""

    def read(self, reference: str) -> bytes | None:
        """Return the file of that reference, or ``None`` when it is not here.

        A file that is not here, or cannot be read, is left out of what is sent. For one that may
        be read later, as its store or its key is away, raise ``StoreUnavailableError``: then the
        report waits for it, at most ``DispatchLimits.longest_trying``.
        """
        ...

    def destroy(self, references: Sequence[str]) -> Sequence[str]:
        """Destroy these files, leaving no byte of them; return the references not found.

        A file that was not found may be elsewhere, so it does not count as destroyed. A store may
        leave out files that it remembers destroying before. If interrupted, or after an exception,
        it may be repeated.
        """
        ...


@contribute_port(cites=("zał. 2 § 6 ust. 5",))
def contribute_attachments() -> Sequence[AttachmentStore]:  # type: ignore[empty-body]
    """Hand over stores of files. Each is asked in turn for a file, and told what to destroy."""
