"""Updates a release: writes what differs, removes what is left over."""

import os
import shutil
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Final

from lckm_bip.release.fsync import NO_LINKS, flush

_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0)


def digest(content: bytes) -> str:
    """Return the digest by which content is recognised."""
    return blake2b(content, digest_size=16).hexdigest()


class Release:
    """The folder *root*, which nobody reads and which holds *before*: digests by path.

    A file is never overwritten, for the release shown may have the same one by a link.
    """

    def __init__(self, root: Path, before: Mapping[str, str]) -> None:
        self.root = root
        self.files: dict[str, str] = {}
        """What it is to hold, by path."""
        self._before = before
        self._written: list[str] = []
        self._touched: set[str] = set()
        self._folders = {""}
        self._base = f"{root}/"

    def keep(self, paths: Iterable[str]) -> bool:
        """Leave files as they are, and return whether all of them are there."""
        before, files = self._before, self.files
        for path in paths:
            if path not in before:
                return False
            files[path] = before[path]
        return True

    def put(self, path: str, content: str | bytes) -> None:
        """Write *content* to a file, text as UTF-8, unless the file already has it."""
        data = content.encode("utf-8", "replace") if isinstance(content, str) else content
        self.files[path] = known = digest(data)
        if self._before.get(path) != known:
            descriptor = self._fresh(path)
            try:
                view = memoryview(data)
                while view:
                    view = view[os.write(descriptor, view) :]
            finally:
                os.close(descriptor)

    def link(self, path: str, source: Path) -> None:
        """Link or copy a file of the release at *source*."""
        self._make_room(path)
        source_path = f"{source}/{path}"
        try:
            os.link(source_path, self._base + path)
        except OSError as error:
            if error.errno not in NO_LINKS:
                raise
            shutil.copyfile(source_path, self._base + path)
            self._written.append(path)

    def finish(self) -> None:
        """Remove what should not be there, and flush what was written."""
        gone = self._before.keys() - self.files.keys()
        for path in gone:
            (self.root / path).unlink(missing_ok=True)
            self._touched.add(path.rpartition("/")[0])
        if gone:
            self._remove_empty_folders()
        flush(
            self.root,
            self._written,
            {folder for folder in self._touched if (self.root / folder).is_dir()},
        )

    def _remove_empty_folders(self) -> None:
        """Remove the folders of which no file is left."""
        before, kept = (
            {path.rpartition("/")[0] for path in paths} for paths in (self._before, self.files)
        )
        kept |= {str(above) for folder in kept for above in Path(folder).parents}
        for folder in sorted(before - kept - {""}, key=len, reverse=True):
            shutil.rmtree(self.root / folder, ignore_errors=True)
            self._touched.discard(folder)
            self._touched.add(folder.rpartition("/")[0])

    def _fresh(self, path: str) -> int:
        """Return the descriptor of a new file."""
        self._make_room(path)
        self._written.append(path)
        return os.open(self._base + path, _NEW, 0o644)

    def _make_room(self, path: str) -> None:
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            self._folders.add(folder)
            if not (self.root / folder).is_dir():
                (self.root / folder).mkdir(parents=True, exist_ok=True)
                # Those above may have been made, too.
                self._touched.update(
                    "" if str(above) == "." else str(above) for above in Path(folder).parents
                )
        self._touched.add(folder)
        if path in self._before:
            (self.root / path).unlink(missing_ok=True)
