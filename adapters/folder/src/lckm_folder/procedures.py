"""Editions of procedures as files: a file for each text, and one for their states."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import attrs

from lckm_core.errors import ConflictError
from lckm_core.forms import to_data
from lckm_core.ports import EditionChange
from lckm_core.procedures import Procedure, from_data
from lckm_core.publication import Edition
from lckm_core.text import Message
from lckm_folder.atomic_folder import Folder
from lckm_folder.cache import Cache
from lckm_folder.errors import CorruptFileError, NotThereError, UnsafeNameError
from lckm_folder.form_files import read_file, to_file

_STANDING = "editions.json"


class FileProcedures:
    """Editions of procedures in a folder.

    ``procedures/KA-01478/2.yaml`` is the text of an edition; ``editions.json`` beside it has the
    state and history of each.
    """

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._texts: Cache[Procedure] = Cache(_read_text)
        self._standings: Cache[dict[int, dict[str, Any]]] = Cache(_read_standings)

    def ids(self) -> Iterable[str]:
        """Return the numbers of all procedures, sorted."""
        with self._folder.reading():
            return sorted(
                path.parent.name for path in self._folder.root.glob(f"procedures/*/{_STANDING}")
            )

    def editions(self, procedure_id: str) -> Sequence[Edition]:
        """Return the editions of one procedure, by number, as the files are now.

        Raises :class:`CorruptFileError` for a file that cannot be used, and
        :class:`NotThereError` for a missing one.
        """
        with self._folder.reading():
            try:
                return self._editions(procedure_id)
            except UnsafeNameError:
                return ()

    def all_editions(self) -> Iterable[Edition]:
        """Return every edition, by procedure and number; raises what :meth:`editions` does.

        Raises :class:`NotThereError` also for texts without ``editions.json``, as an incomplete
        restore leaves them.
        """
        with self._folder.locked():
            for text in self._folder.root.glob("procedures/*/[0-9]*.yaml"):
                standing = text.with_name(_STANDING)
                if not standing.exists():
                    raise NotThereError(str(standing), _NO_STANDING)
            paths = sorted(self._folder.root.glob(f"procedures/*/{_STANDING}"))
            return [edition for path in paths for edition in self._editions(path.parent.name)]

    def save(self, changes: Sequence[EditionChange]) -> None:
        """Store all the changes or none, on the disk when this returns.

        Raises ``ConflictError``, and :class:`CorruptFileError` where a text that somebody put
        there would be overwritten.
        """
        with self._folder.locked(make=True):
            contents: dict[Path, bytes] = {}
            standings: dict[str, dict[int, Edition]] = {}
            for change in changes:
                new = change.edition
                stored = standings.setdefault(
                    new.id, {edition.number: edition for edition in self._editions(new.id)}
                )
                if stored.get(new.number) != change.was:
                    raise ConflictError(f"{new.id}, {new.number}")
                if change.was is None or change.was.procedure != new.procedure:
                    path = self._text(new.id, new.number)
                    _require_free(path, stored, new.number)
                    contents[path] = to_file(new.procedure)
                stored[new.number] = new
            for procedure_id, stored in standings.items():
                contents[self._standing(procedure_id)] = _standings(stored)
            self._folder.write(contents)

    def _editions(self, procedure_id: str) -> Sequence[Edition]:
        standing = self._standing(procedure_id)
        if not standing.exists():
            return ()
        return tuple(
            Edition(procedure=self._read_edition_text(procedure_id, number), **fields)
            for number, fields in sorted(self._standings.get(standing).items())
        )

    def _read_edition_text(self, procedure_id: str, number: int) -> Procedure:
        path = self._text(procedure_id, number)
        try:
            return self._texts.get(path)
        except FileNotFoundError:
            raise NotThereError(str(path), _NO_TEXT) from None

    def _text(self, procedure_id: str, number: int) -> Path:
        return self._folder.path("procedures", procedure_id, f"{number}.yaml")

    def _standing(self, procedure_id: str) -> Path:
        return self._folder.path("procedures", procedure_id, _STANDING)


_NO_TEXT = Message(
    f"Według {_STANDING} to tekst wydania. Odzyskaj plik z kopii albo z historii repozytorium.",
    f"According to {_STANDING} it is the text of an edition. Restore the file from a copy or "
    "from the history.",
)
_NO_STANDING = Message(
    "Są tu teksty wydań, a nic nie mówi, jaki jest ich stan. "
    "Odzyskaj plik z kopii albo z historii repozytorium, albo usuń teksty.",
    "There are texts of editions without their states. Restore the file from a copy or from "
    "the history, or delete the texts.",
)


def _require_free(path: Path, stored: dict[int, Edition], number: int) -> None:
    """Raise :class:`CorruptFileError` rather than overwrite a text that somebody put there."""
    if number not in stored and path.exists():
        because = Message(
            f"pliku nie ma w {_STANDING}, a nowe wydanie dostałoby jego nazwę. "
            "Przenieś go albo usuń.",
            f"the file is not in {_STANDING}, and a new edition would take its name. Move or "
            "delete it.",
        )
        raise CorruptFileError(str(path), because)


def _read_text(path: Path) -> Procedure:
    procedure = read_file(path, Procedure, as_given=True, strict=False)
    if procedure.id != path.parent.name:
        because = Message(
            f"w pliku jest {procedure.id}, a folder ma inny numer.",
            f"it holds {procedure.id}, but its folder has another number.",
        )
        raise CorruptFileError(str(path), because)
    return procedure


_Standing: Any = attrs.make_class(
    "_Standing",
    {
        field.name: attrs.field(default=field.default, type=field.type)
        for field in attrs.fields(Edition)
        if field.name != "procedure"
    },
    frozen=True,
)
"""An edition without its text."""


def _read_standings(path: Path) -> dict[int, dict[str, Any]]:
    content = path.read_bytes()
    try:
        rows = [from_data(row, _Standing) for row in json.loads(content)]
        return {row.number: _standing_of(row) for row in rows}
    except Exception as error:  # the file may hold anything
        detail = f"{type(error).__name__}: {error}"
        because = Message(
            f"nie da się odczytać stanu wydań ({detail}).",
            f"the states of the editions cannot be read ({detail}).",
        )
        raise CorruptFileError(str(path), because) from error


def _standing_of(edition: Any) -> dict[str, Any]:
    return {key: getattr(edition, key) for key in attrs.fields_dict(_Standing)}


def _standings(editions: dict[int, Edition]) -> bytes:
    rows = [
        {
            "number": number,
            "state": edition.state.value,
            **to_data(_Standing(**_standing_of(edition))),
        }
        for number, edition in sorted(editions.items())
    ]
    return (json.dumps(rows, ensure_ascii=False, indent=2) + "\n").encode()
