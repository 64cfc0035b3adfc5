"""Editions of procedures as files."""

from collections.abc import Iterable, Sequence

from lckm_core.ports import EditionChange
from lckm_core.procedures import Procedure
from lckm_core.publication import Edition
from lckm_folder.atomic_folder import Folder
from lckm_folder.edition_files import EditionFiles, EditionKind, state_class

_KIND = EditionKind(
    Edition, "procedure", Procedure, "procedures", state_class(Edition, "procedure")
)


class FileProcedures:
    """Editions of procedures in a folder, as :class:`EditionFiles` has them."""

    def __init__(self, folder: Folder) -> None:
        self._files = EditionFiles(folder, _KIND)

    def ids(self) -> Iterable[str]:
        """Return the numbers of all procedures, sorted."""
        return self._files.ids()

    def editions(self, procedure_id: str) -> Sequence[Edition]:
        """Return the editions of one procedure, by number, as the files are now."""
        return self._files.editions(procedure_id)

    def all_editions(self) -> Iterable[Edition]:
        """Return every edition, by procedure and number; raises what :meth:`editions` does."""
        return self._files.all_editions()

    def save(self, changes: Sequence[EditionChange]) -> None:
        """Store all the changes or none, on the disk when this returns."""
        self._files.save_changes([(change.edition, change.was) for change in changes])
