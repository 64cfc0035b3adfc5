"""The folder of a site: releases ``a`` and ``b``, and the link ``current`` to one of them."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from lckm_bip.errors import NotASiteError
from lckm_bip.release.fsync import flush_folder, link_durably, write_durably
from lckm_bip.release.manifest import Manifest
from lckm_bip.release.release_writer import Release, digest

CURRENT: Final = "current"
_OTHER: Final = {"a": "b", "b": "a"}
_STATE: Final = ".lckm-bip"


class ReleaseStore:
    """The place of a site on disk.

    Both releases hold the same between two changes. A change is made in the release that is not
    shown, whose manifest is removed first: a release without one was interrupted and is made anew
    from the other. The link moves once the last file is on the disk, so that readers see either
    the old site or the new one.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._held: dict[str, Manifest | None] = {}
        # The last manifest read or written, by the digest of its file: reading the pages of ten
        # thousand procedures from it takes a quarter of a second.
        self._last: tuple[str, Manifest | None] = ("", None)

    def is_site(self) -> bool:
        """Return whether there is a site, whole or not."""
        return (self.root / _STATE).is_dir()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other exports to this folder out, in any process.

        Raises:
            NotASiteError: the folder holds something else.
        """
        state = self.root / _STATE
        if not self.is_site():
            if self.root.is_dir() and any(self.root.iterdir()):
                raise NotASiteError(str(self.root))
            state.mkdir(parents=True)
            flush_folder(self.root)
        with (state / "lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self._load()
            try:
                yield
            finally:
                self._held = {}

    def _load(self) -> None:
        """Read what the releases hold: once where both hold the same."""
        first, other = (self._manifest(name) for name in _OTHER)
        held = self._read(first)
        same = first.is_file() and other.is_file() and first.samefile(other)
        self._held = dict(zip(_OTHER, (held, held if same else self._read(other)), strict=True))

    def _read(self, path: Path) -> Manifest | None:
        """Return the stored manifest, or ``None`` if it cannot be read."""
        try:
            stored = path.read_bytes()
        except FileNotFoundError:
            return None
        known = digest(stored)
        if self._last[0] != known:
            self._last = known, Manifest.of(stored)
        return self._last[1]

    def shown_release(self) -> tuple[Path, Manifest] | None:
        """Return the release shown and its manifest; ``None`` if none can be relied on."""
        name = self.current()
        held = self._held[name] if name else None
        return (self.root / name, held) if name and held else None

    def is_synchronised(self) -> bool:
        """Return whether the other release holds the same as the one shown."""
        shown = self.shown_release()
        if shown is None:
            return False
        other = self._held[_OTHER[shown[0].name]]
        return other is shown[1] or other == shown[1]

    def begin(self) -> Release:
        """Return the hidden release, brought up to the shown one and marked as being changed."""
        self.synchronise()
        name = _OTHER.get(self.current() or "", "a")
        shown = self.shown_release()
        self._mark(name)
        self._make_folder(name, empty=shown is None)
        return Release(self.root / name, shown[1].files if shown else {})

    def show(self, release: Release, manifest: Manifest) -> None:
        """Show *release*, whose files are flushed, in place of the other."""
        name = release.root.name
        self._held[name] = manifest
        stored = manifest.to_bytes()
        write_durably(self._manifest(name), stored)
        self._last = digest(stored), manifest
        beside = self.root / f"{_STATE}/{CURRENT}"
        beside.unlink(missing_ok=True)
        beside.symlink_to(name)
        beside.replace(self.root / CURRENT)
        flush_folder(self.root)

    def synchronise(self) -> None:
        """Bring the release that is not shown up to the one that is."""
        shown = self.shown_release()
        if shown is None or self.is_synchronised():
            return
        folder, manifest = shown
        name = _OTHER[folder.name]
        other = self._held[name]
        self._mark(name)
        self._make_folder(name, empty=other is None)
        before = other.files if other else {}
        release = Release(self.root / name, before)
        release.files |= manifest.files
        for path, known in manifest.files.items():
            if before.get(path) != known:
                release.link(path, folder)
        release.finish()
        self._held[name] = manifest
        link_durably(self._manifest(folder.name), self._manifest(name))

    def _make_folder(self, name: str, *, empty: bool) -> None:
        """Make the folder of a release unless it is there; an empty one where asked for."""
        folder = self.root / name
        if empty:
            shutil.rmtree(folder, ignore_errors=True)
        if not folder.is_dir():
            folder.mkdir()
            # Otherwise a power failure could leave its manifest without the folder.
            flush_folder(self.root)

    def _mark(self, name: str) -> None:
        """Note that a release is being changed."""
        self._held[name] = None
        self._manifest(name).unlink(missing_ok=True)
        flush_folder(self.root / _STATE)

    def _manifest(self, name: str) -> Path:
        return self.root / _STATE / f"{name}.json"

    def current(self) -> str | None:
        """Return the name of the release that is shown.

        Raises:
            NotASiteError: the folder holds something else.
        """
        try:
            name = str((self.root / CURRENT).readlink())
        except FileNotFoundError:
            return None
        except OSError:
            raise NotASiteError(str(self.root)) from None
        return name if name in _OTHER else None
