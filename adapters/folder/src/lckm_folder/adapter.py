"""The adapter: stores in a folder, by settings that may stand in a file."""

from collections.abc import Sequence
from pathlib import Path

from lckm_core.errors import InvalidSettingError
from lckm_core.ports import AttachmentStore, impl
from lckm_core.reports import NamesByLanguage, fitting_names
from lckm_core.text import Message
from lckm_encryption import HostKeys, encryption_remarks, key_folder_fault, read_host_keys
from lckm_folder.atomic_folder import Folder
from lckm_folder.attachments import FolderAttachments, default_keys
from lckm_folder.notices import FileNotices
from lckm_folder.procedures import FileProcedures
from lckm_folder.routes import FileRoutes


class FolderAdapter:
    """Procedures, announcements, terms and routes in one folder; nothing is read in advance.

    Args:
        folder: the folder.
        attachments: another folder, for the attachments of reports; by default they are not
            stored.
        encryption: whether to encrypt attachments.
        key_folder: the folder of the months' keys; by default, where there are no *keys*,
            ``…-keys`` beside that of the attachments.
        keys: base64 of 32 bytes each, the newest first, to encrypt with instead.
        keys_variable: an environment variable with such keys, separated by blanks.
        names: names of attributes, kinds of places and areas by language, as routes call them,
            for letters and tickets; the Polish ones count.

    Raises ``InvalidSettingError`` for invalid settings.
    """

    name = "files"

    def __init__(
        self,
        folder: Path | str,
        *,
        attachments: Path | str | None = None,
        encryption: bool = True,
        key_folder: Path | str = "",
        keys: Sequence[str] = (),
        keys_variable: str = "",
        names: NamesByLanguage | None = None,
    ) -> None:
        if names is not None and fitting_names(names) != names:
            raise InvalidSettingError("names", _NAMES)
        atomic_folder = Folder(folder)
        self.procedures = FileProcedures(atomic_folder)
        self.notices = FileNotices(atomic_folder)
        self.routes = FileRoutes(atomic_folder, names)
        self.attachments = None
        self._keys: HostKeys | None = None
        if attachments is not None:
            self._keys = read_host_keys(
                default=default_keys(attachments),
                encryption=encryption,
                keys=keys,
                keys_variable=keys_variable,
                key_folder=key_folder,
            )
            self.attachments = FolderAttachments(attachments, keys=self._keys)

    @property
    def remarks(self) -> Sequence[Message]:
        """Remarks if attachments are not encrypted, or the table of routes is read-only."""
        keys = () if self._keys is None else encryption_remarks(self._keys, chosen=True)
        return (*keys, *self.routes.remarks)

    def fault(self) -> Message | None:
        """Return why no key of a month can be stored; ``None`` if no fault can be seen."""
        return None if self._keys is None else key_folder_fault(self._keys)

    @impl
    def provide_procedures(self) -> FileProcedures:
        """Provide the store of procedures."""
        return self.procedures

    @impl
    def provide_notices(self) -> FileNotices:
        """Provide the store of announcements and terms."""
        return self.notices

    @impl
    def provide_routes(self) -> FileRoutes:
        """Provide the table of routes."""
        return self.routes

    @impl
    def contribute_attachments(self) -> Sequence[AttachmentStore]:
        """Contribute the store of attachments, if there is one."""
        return () if self.attachments is None else (self.attachments,)


_NAMES = Message(
    "mają tu być tabele nazw w językach, po jednym wierszu do 200 znaków, "
    'np. gorna = { pl = "Górna" }',
    "there have to be tables of names by language, each one line of at most 200 characters, "
    'such as gorna = { pl = "Górna" }',
)
