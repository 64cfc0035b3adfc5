"""Files to download in memory, by what they hold."""

from collections.abc import Collection
from hashlib import sha256
from threading import Lock


class MemoryDocuments:
    """Keeps each content once."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: dict[str, bytes] = {}

    def keep(self, data: bytes) -> str:
        """Keep a file and return its address."""
        address = sha256(data).hexdigest()
        with self._lock:
            self._kept[address] = bytes(data)
        return address

    def read(self, address: str) -> bytes | None:
        """Return the file of that address."""
        return self._kept.get(address)

    def sweep(self, wanted: Collection[str]) -> int:
        """Remove every file but those wanted."""
        with self._lock:
            unwanted = self._kept.keys() - set(wanted)
            for address in unwanted:
                del self._kept[address]
        return len(unwanted)
