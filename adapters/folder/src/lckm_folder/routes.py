"""The table of routes as a file, and its changes."""

import json
import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import attrs

from lckm_core.errors import ConflictError
from lckm_core.ports.optional import RouteTableChange
from lckm_core.reports import NamesByLanguage, RouteTable
from lckm_core.text import Message
from lckm_folder.atomic_folder import Folder
from lckm_folder.cache import Cache
from lckm_folder.errors import CorruptFileError, NotThereError
from lckm_folder.form_files import read_file

_ROUTES, _CHANGES = "routes.yaml", "routes"
_NO_TABLE = Message(
    "Umieść tam tablicę tras: kategorie zgłoszeń, domeny i trasy. Sprawdzisz ją poleceniem: "
    "lckm routes check PLIK.",
    "Put a table of routes there: categories, domains and routes. To check one: "
    "lckm routes check FILE.",
)
_NOT_UTF8 = Message(
    "to nie jest tekst w UTF-8. Zapisz go w UTF-8.", "this is no text in UTF-8. Save it as UTF-8."
)
_DAMAGED = Message(
    "to nie jest zapis zmiany tabeli tras. Odtwórz ten plik z kopii zapasowej.",
    "this is no record of a change of the table of routes. Restore the file from a backup.",
)


class FileRoutes:
    """The table of routes in ``routes.yaml``, read again whenever it changes.

    ``asked_names`` are the host's own names of what the table asks for.
    """

    def __init__(self, folder: Folder, names: NamesByLanguage | None = None) -> None:
        self._folder = folder
        self.asked_names = names or {}
        # An invalid address would go into the header of a letter, so the table is always checked.
        self._tables: Cache[RouteTable] = Cache(
            lambda path: read_file(path, RouteTable, as_given=False, strict=True)
        )

    def table(self) -> RouteTable:
        """Return the table. Raises :class:`NotThereError` and :class:`CorruptFileError`."""
        # Every form asks for it, and a lock takes longer than all else. The order matters: what
        # is complete first and has the same stamp afterwards was not replaced in between.
        if self._folder.is_whole:
            table = self._tables.unchanged(self._folder.root / _ROUTES)
            if table is not None:
                return table
        with self._folder.reading():
            path = self._folder.path(_ROUTES)
            try:
                return self._tables.get(path)
            except FileNotFoundError:
                raise NotThereError(str(path), _NO_TABLE) from None

    @property
    def is_writable(self) -> bool:
        """Whether this user may write in the folder and in that of the changes, if it exists."""
        changes = self._folder.root / _CHANGES
        is_open = not changes.exists() or os.access(changes, os.W_OK | os.X_OK)
        return self._folder.is_writable and is_open

    @property
    def remarks(self) -> Sequence[Message]:
        """Remarks on the folder: that the table in it cannot be changed."""
        if self.is_writable or not (self._folder.root / _ROUTES).exists():
            return ()
        path = self._folder.root
        return [
            Message(
                f"Do folderu {path} nie można pisać, więc tabeli tras nie zmieni nikt w Biurze, "
                "tylko operator w pliku. Jeśli ma ją zmieniać Dyrektor, daj programowi prawo "
                "zapisu.",
                f"{path} cannot be written, so nobody changes the table of routes at the desk, "
                "only the operator in its file. If the Director should change it, let the program "
                "write there.",
            )
        ]

    def table_text(self) -> str:
        """Return the table as it is written. Raises as :meth:`table`."""
        with self._folder.reading():
            return self._text()

    def replace_table(self, change: RouteTableChange) -> None:
        """Write another table, and the change as ``routes/0001.json``; all or nothing.

        Raises ``ConflictError`` when the file is not the one that the change replaces.
        """
        with self._folder.locked(make=True):
            if self._text() != change.replaced:
                raise ConflictError(_ROUTES)
            last = max((number for number, _ in self._numbered_paths()), default=0)
            record = attrs.asdict(change) | {"at": change.at.isoformat()}
            table = self._folder.path(_ROUTES)
            # The record quotes the table, so it gets the table's owner and mode.
            self._folder.write(
                {
                    table: change.text.encode(),
                    self._folder.path(_CHANGES, f"{last + 1:04}.json"): json.dumps(
                        record, ensure_ascii=False, indent=1
                    ).encode(),
                },
                like=table,
            )

    def table_changes(self) -> Sequence[RouteTableChange]:
        """Return the changes, the newest first. Raises :class:`CorruptFileError`."""
        with self._folder.reading():
            return [_read_change(path) for _, path in sorted(self._numbered_paths(), reverse=True)]

    def _text(self) -> str:
        path = self._folder.path(_ROUTES)
        try:
            return path.read_bytes().decode()
        except FileNotFoundError:
            raise NotThereError(str(path), _NO_TABLE) from None
        except UnicodeDecodeError:
            raise CorruptFileError(str(path), _NOT_UTF8) from None

    def _numbered_paths(self) -> list[tuple[int, Path]]:
        found = self._folder.root.glob(f"{_CHANGES}/*.json")
        return [(int(path.stem), path) for path in found if _is_number(path.stem)]


def _is_number(stem: str) -> bool:
    return stem.isascii() and stem.isdecimal()


def _read_change(path: Path) -> RouteTableChange:
    try:
        data: Any = json.loads(path.read_bytes())
        return RouteTableChange(**{**data, "at": datetime.fromisoformat(data["at"])})
    except (TypeError, KeyError, ValueError):
        raise CorruptFileError(str(path), _DAMAGED) from None
