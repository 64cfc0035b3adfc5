"""Editions as files: a file for each text, and one for their states."""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar

import attrs

from lckm_core.errors import ConflictError
from lckm_core.forms import to_data
from lckm_core.procedures import from_data
from lckm_core.publication import EditionRecord
from lckm_core.text import Message
from lckm_folder.atomic_folder import Folder
from lckm_folder.cache import Cache
from lckm_folder.errors import CorruptFileError, NotThereError, UnsafeNameError
from lckm_folder.form_files import read_file, to_file

_STATES = "editions.json"
_E = TypeVar("_E", bound=EditionRecord)


@attrs.frozen
class EditionKind(Generic[_E]):
    """A kind of edition: its class, the key and class of its text, and its folder."""

    edition: Callable[..., _E]
    key: str
    model: type
    folder: str
    state_class: Any
    """An edition without its text."""


class EditionFiles(Generic[_E]):
    """Editions of one kind in a folder.

    ``procedures/KA-01478/2.yaml`` is the text of an edition; ``editions.json`` beside it has the
    state and history of each.
    """

    def __init__(self, folder: Folder, kind: EditionKind[_E]) -> None:
        self._folder = folder
        self._kind = kind
        self._texts: Cache[Any] = Cache(partial(_read_text, model=kind.model))
        self._states: Cache[dict[int, dict[str, Any]]] = Cache(
            partial(_read_states, state_class=kind.state_class)
        )

    def ids(self) -> list[str]:
        """Return the numbers that have editions, sorted."""
        with self._folder.reading():
            paths = self._folder.root.glob(f"{self._kind.folder}/*/{_STATES}")
            return sorted(path.parent.name for path in paths)

    def editions(self, number: str) -> Sequence[_E]:
        """Return the editions of one number, as the files are now.

        Raises :class:`CorruptFileError` for a file that cannot be used, and
        :class:`NotThereError` for a missing one.
        """
        with self._folder.reading():
            try:
                return self._editions(number)
            except UnsafeNameError:
                return ()

    def all_editions(self) -> list[_E]:
        """Return every edition, by its two numbers; raises what :meth:`editions` does.

        Raises :class:`NotThereError` also for texts without ``editions.json``, as an incomplete
        restore leaves them.
        """
        with self._folder.reading():
            for text in self._folder.root.glob(f"{self._kind.folder}/*/[0-9]*.yaml"):
                states = text.with_name(_STATES)
                if not states.exists():
                    raise NotThereError(str(states), _NO_STATES)
            paths = sorted(self._folder.root.glob(f"{self._kind.folder}/*/{_STATES}"))
            return [edition for path in paths for edition in self._editions(path.parent.name)]

    def save_changes(self, changes: Sequence[tuple[_E, _E | None]]) -> None:
        """Store new editions, each with the one it replaces; all or none, durable on return.

        Raises ``ConflictError``, and :class:`CorruptFileError` where a text that somebody put
        there would be overwritten.
        """
        with self._folder.locked(make=True):
            contents: dict[Path, bytes] = {}
            stored_of: dict[str, dict[int, _E]] = {}
            for new, was in changes:
                stored = stored_of.setdefault(
                    new.id, {edition.number: edition for edition in self._editions(new.id)}
                )
                if stored.get(new.number) != was:
                    raise ConflictError(f"{new.id}, {new.number}")
                path = self._text(new.id, new.number)
                if was is None or self._text_of(was) != self._text_of(new) or not path.exists():
                    _require_free(path, stored, new.number)
                    contents[path] = to_file(self._text_of(new))
                stored[new.number] = new
            for number, stored in stored_of.items():
                contents[self._states_file(number)] = _states_of(stored, self._kind.state_class)
            self._folder.write(contents)

    def _editions(self, number: str) -> Sequence[_E]:
        states = self._states_file(number)
        if not states.exists():
            return ()
        return tuple(
            self._kind.edition(**{self._kind.key: self._read_edition_text(number, count)}, **fields)
            for count, fields in sorted(self._states.get(states).items())
        )

    def _text_of(self, edition: _E) -> Any:
        return getattr(edition, self._kind.key)

    def _read_edition_text(self, number: str, count: int) -> Any:
        path = self._text(number, count)
        try:
            return self._texts.get(path)
        except FileNotFoundError:
            raise NotThereError(str(path), _NO_TEXT) from None

    def _text(self, number: str, count: int) -> Path:
        return self._folder.path(self._kind.folder, number, f"{count}.yaml")

    def _states_file(self, number: str) -> Path:
        return self._folder.path(self._kind.folder, number, _STATES)


_NO_TEXT = Message(
    f"Według {_STATES} to tekst wydania. Odzyskaj plik z kopii albo z historii repozytorium.",
    f"According to {_STATES} it is the text of an edition. Restore the file from a copy or "
    "from the history.",
)
_NO_STATES = Message(
    "Są tu teksty wydań, a nic nie mówi, jaki jest ich stan. "
    "Odzyskaj plik z kopii albo z historii repozytorium, albo usuń teksty.",
    "There are texts of editions without their states. Restore the file from a copy or from "
    "the history, or delete the texts.",
)


def _require_free(path: Path, stored: Mapping[int, object], number: int) -> None:
    """Raise :class:`CorruptFileError` rather than overwrite a text that somebody put there."""
    if number not in stored and path.exists():
        because = Message(
            f"pliku nie ma w {_STATES}, a nowe wydanie dostałoby jego nazwę. "
            "Przenieś go albo usuń.",
            f"the file is not in {_STATES}, and a new edition would take its name. Move or "
            "delete it.",
        )
        raise CorruptFileError(str(path), because)


def _read_text(path: Path, *, model: type) -> Any:
    text: Any = read_file(path, model, as_given=True, strict=False)
    if text.id != path.parent.name:
        because = Message(
            f"w pliku jest {text.id}, a folder ma inny numer.",
            f"it holds {text.id}, but its folder has another number.",
        )
        raise CorruptFileError(str(path), because)
    return text


def state_class(edition: type, key: str) -> Any:
    """Return a class with the fields of an edition but its text."""
    fields = {
        field.name: attrs.field(default=field.default, type=field.type)
        for field in attrs.fields(edition)
        if field.name != key
    }
    return attrs.make_class("_EditionState", fields, frozen=True)


def _read_states(path: Path, *, state_class: Any) -> dict[int, dict[str, Any]]:
    content = path.read_bytes()
    try:
        rows = [from_data(row, state_class) for row in json.loads(content)]
        return {row.number: _values(row, state_class) for row in rows}
    except Exception as error:  # the file may hold anything
        detail = f"{type(error).__name__}: {error}"
        because = Message(
            f"nie da się odczytać stanu wydań ({detail}).",
            f"the states of the editions cannot be read ({detail}).",
        )
        raise CorruptFileError(str(path), because) from error


def _values(edition: Any, state_class: Any) -> dict[str, Any]:
    return {key: getattr(edition, key) for key in attrs.fields_dict(state_class)}


def _states_of(editions: Mapping[int, EditionRecord], state_class: Any) -> bytes:
    rows = [
        {
            "number": number,
            "state": edition.state.value,
            **to_data(state_class(**_values(edition, state_class))),
        }
        for number, edition in sorted(editions.items())
    ]
    return (json.dumps(rows, ensure_ascii=False, indent=2) + "\n").encode()
