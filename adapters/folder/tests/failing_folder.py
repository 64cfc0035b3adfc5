"""A folder that fails as other sides do: away, full, not to be written to, and silent about
what it has done.
"""

import errno
from pathlib import Path

from lckm_folder import atomic_folder as folder
from lckm_testing import PeerState


class FailingFolder:
    """Makes the folder at *root* fail; root may write anywhere, so no permission is taken away."""

    def __init__(self, root: Path, monkeypatch) -> None:
        self.root, self._monkeypatch = root, monkeypatch
        self._aside, self._outside = root.with_name("aside"), root.with_name("outside")
        self._links: list[Path] = []

    def be(self, state: PeerState, *, trays: tuple[str, ...] = ()) -> None:
        """Fare as told from now on.

        Only a folder of *trays* has a refusal that is final: one that leads out.
        """
        self._mend()
        match state:
            case PeerState.UNREACHABLE:
                if self.root.exists():
                    self.root.rename(self._aside)
                self.root.touch()
            case PeerState.REFUSES_FOR_NOW:
                self._monkeypatch.setattr(folder, "_write_through", _full)
            case PeerState.REFUSES_FOR_GOOD:
                self._outside.mkdir(exist_ok=True)
                self.root.mkdir(exist_ok=True)
                self._links = [self.root / tray for tray in trays]
                for link in self._links:
                    outside = self._outside / link.name
                    link.rename(outside) if link.exists() else outside.mkdir()
                    link.symlink_to(outside)
            case PeerState.LOSES_ANSWER:
                self._monkeypatch.setattr(folder, "_sync", self._not_synchronised)

    def _mend(self) -> None:
        self._monkeypatch.undo()
        if self.root.is_file():
            self.root.unlink()
        if self._aside.exists():
            self._aside.rename(self.root)
        for link in self._links:
            link.unlink()
            (self._outside / link.name).rename(link)
        self._links = []

    def _not_synchronised(self, path: Path) -> None:
        """Fail once every file is in its place: from then on the disk does not say whether it
        has them.
        """
        if (self.root / ".lckm-journal").exists() and not list(self.root.rglob("*.lckm-new")):
            raise OSError(errno.EIO, "Input/output error", str(path))


def _full(path: Path, content: bytes) -> None:
    path.write_bytes(content[: len(content) // 2])
    raise OSError(errno.ENOSPC, "No space left on device", str(path))
