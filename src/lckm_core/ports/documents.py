"""Port: the files to download, kept by what they hold."""

from collections.abc import Collection
from typing import Protocol

from lckm_core.ports._port import PortKind, port


class DocumentStore(Protocol):
    """Keeps files by their content: the same content is there once, whoever has it and under whatever names.

    Which edition has which file is kept with the edition; so a file is within reach as long as an edition that has it is shown.
    """

    def keep(self, data: bytes) -> str:
        """Keep a file, durably, and return its address: the SHA-256 of its content, 64 hexadecimal digits."""
        ...

    def read(self, address: str) -> bytes | None:
        """Return the file of that address as it was kept, ``None`` for none. Raises for one that is damaged."""
        ...

    def sweep(self, wanted: Collection[str]) -> int:
        """Remove every file but those *wanted*; return how many. Those kept just now may stay."""
        ...


@port(PortKind.PROVIDE, DocumentStore, cites=("zał. 2 § 9 ust. 3",))
def provide_documents() -> DocumentStore:  # type: ignore[empty-body]
    """Hand over the store of files to download. Called once, when the centre is made; it is needed once a file is handed in."""
