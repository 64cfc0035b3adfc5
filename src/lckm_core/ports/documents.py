"""Port: where the files to download are stored, by their content."""

from collections.abc import Collection
from typing import Protocol

from lckm_core.ports._port import provide_port


class DocumentStore(Protocol):
    """Stores files by content: equal content is stored once, whatever its names.

    Each edition records its own files, so a file stays available as long as an edition that has
    it is shown.
    """

    def keep(self, data: bytes) -> str:
        """Store a file durably and return its address: the SHA-256 of its content, in hex."""
        ...

    def read(self, address: str) -> bytes | None:
        """Return the file of that address, or ``None``. Raises for a damaged file."""
        ...

    def sweep(self, wanted: Collection[str]) -> int:
        """Remove every file but those *wanted*; return how many. Very recent files may stay."""
        ...


@provide_port(cites=("zał. 2 § 9 ust. 3",))
def provide_documents() -> DocumentStore:  # type: ignore[empty-body]
    """Hand over the store of files to download. Called once, when the centre is made.

    Needed as soon as a file is handed in.
    """
