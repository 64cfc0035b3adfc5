"""Reads single files of the site that is shown, while an export may replace it."""

import errno
from pathlib import Path
from typing import Final

from lckm_bip.release.release_store import ReleaseStore

_TRIES: Final = 5
_NOT_THERE: Final = (
    errno.ENOENT,
    errno.ENOTDIR,
    errno.EISDIR,
    errno.ENAMETOOLONG,
    errno.ELOOP,
)


class ReleaseReader:
    """Reads what lies in *folder*, such as ``portal``, of the release that is shown.

    A path leads nowhere else: neither above the folder, nor through a link, nor to a name that
    begins with a dot.
    """

    def __init__(self, store: ReleaseStore, folder: str) -> None:
        self._store = store
        self._folder = folder

    def is_there(self) -> bool:
        """Return whether a site was ever exported here."""
        return self._store.current() is not None

    def read(self, path: str) -> bytes | None:
        """Return the content of a file, ``None`` where there is none.

        Raises:
            OSError: the file cannot be read.
            NotASiteError: the folder holds something else.
        """
        if any(not part or part.startswith(".") for part in path.split("/")):
            return None
        content = None
        for _ in range(_TRIES):
            name = self._store.current()
            if name is None:
                return None
            content = _content((self._store.root / name / self._folder).resolve(), path)
            # A release is changed only while it is not shown, so what was read is whole.
            if self._store.current() == name:
                break
        return content


def _content(folder: Path, path: str) -> bytes | None:
    try:
        wanted = folder / path
        if wanted.resolve() != wanted or not wanted.is_file():
            return None
        return wanted.read_bytes()
    except (RuntimeError, ValueError):
        # A loop of links, or a name that no file can have.
        return None
    except OSError as error:
        if error.errno in _NOT_THERE:
            return None
        raise
