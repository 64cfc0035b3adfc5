"""Port: the files that come with reports, kept by their references."""

from collections.abc import Sequence
from typing import Protocol

from lckm_core.ports._port import PortKind, port


class AttachmentStore(Protocol):
    """Keeps files by reference. How they get in is the host's: before the report is registered, and never over others."""

    def read(self, reference: str) -> bytes | None:
        """Return the file of that reference, ``None`` when there is none here. A report never waits for a file: one that cannot be read is left out."""
        ...

    def destroy(self, references: Sequence[str]) -> Sequence[str]:
        """Destroy these files, so that no byte of them is left in anything it owns; return those it did not find.

        What it did not find may lie where it does not look, so nobody takes it for destroyed; of what it destroyed before, and
        remembers, it may say nothing. Interrupted, or raising, it may be repeated.
        """
        ...


@port(PortKind.CONTRIBUTE, AttachmentStore, cites=("zał. 2 § 6 ust. 5",))
def contribute_attachments() -> Sequence[AttachmentStore]:  # type: ignore[empty-body]
    """Hand over stores of files, none or more. Each is asked in turn for a file, and each is told what to destroy."""
