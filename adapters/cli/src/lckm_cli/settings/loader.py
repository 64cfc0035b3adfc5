"""A settings file read whole: its tables, and the centre that they make."""

import os
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import attrs

from lckm_cli.settings.errors import InvalidValueError, SettingsError, kind_quoted
from lckm_cli.settings.factory import (
    create_adapter,
    create_face,
    default_of,
    import_object,
    with_remedy,
)
from lckm_cli.settings.values import named_in, resolve
from lckm_core.centre import ContactCentre
from lckm_core.findings import UnreadableFileError
from lckm_core.parsing import decode
from lckm_core.ports import AdapterError, build
from lckm_core.text import Message, did_you_mean, nearest

VARIABLE = "LCKM_SETTINGS"
# The settings file where neither an option nor the variable names one.
DEFAULT_FILE = "lckm.toml"
# Tables of other programs, which they check themselves.
OTHERS = ("worker", "limits", "serve")
_PATH = re.compile(r"/|(/[a-z0-9][a-z0-9-]*)+")
_AT = re.compile(r"\(at line (\d+), column (\d+)\)")


@attrs.frozen
class Settings:
    """What a settings file says; no adapter is made before it is asked for."""

    file: Path
    _adapters: tuple[Mapping[str, Any], ...] = attrs.field(repr=False)
    _bounces: tuple[Mapping[str, Any], ...] = attrs.field(default=(), repr=False)
    _centre: str | None = None
    names_bounces: bool = False
    """Whether the file says where bounces arrive, or that another machine reads them."""
    tables: Mapping[str, Any] = attrs.field(factory=dict, repr=False)
    """``[worker]``, ``[limits]`` and ``[serve]`` as they are written."""
    _faces: tuple[Mapping[str, Any], ...] = attrs.field(default=(), repr=False)

    def adapters(self) -> tuple[object, ...]:
        """Return the adapters of the tables ``[[adapter]]``, made anew.

        Raises:
            SettingsError: an adapter cannot be made.
        """
        with self.naming_file():
            return tuple(self._create_adapters("adapter", self._adapters))

    def centre(self, adapters: Sequence[object] | None = None) -> ContactCentre:
        """Return the contact centre: the host's own, or one of adapters.

        Args:
            adapters: the adapters to use; by default those of the file, made anew.

        Raises:
            SettingsError: the centre cannot be made.
        """
        with self.naming_file():
            if self._centre is not None:
                return _hosts_own(self._centre)
            try:
                return ContactCentre(build(*(self.adapters() if adapters is None else adapters)))
            except AdapterError as error:
                quotes = kind_quoted(error.__cause__)
                raise InvalidValueError("", with_remedy(error), quotes) from None

    def bounces(self) -> tuple[Any, ...]:
        """Return the mailboxes of the tables ``[[bounces]]``.

        Raises:
            SettingsError: a mailbox cannot be made.
        """
        with self.naming_file():
            return tuple(self._create_adapters("bounces", self._bounces))

    def faces(self, **given: Any) -> Mapping[str, Any]:
        """Return the web faces of the tables ``[[face]]`` by their path, made anew.

        Args:
            given: keywords for those that take them, such as ``centre``.

        Raises:
            SettingsError: a face cannot be made, or two have one path.
        """
        faces: dict[str, Any] = {}
        with self.naming_file():
            for count, table in enumerate(self._faces, start=1):
                try:
                    at = _path_of(table, faces)
                    faces[at] = create_face(table, self.file.parent, given)
                except InvalidValueError as fault:
                    raise fault.inside(f"[[face]] {count}") from None
        return faces

    def face_paths(self, key: str) -> Sequence[Path]:
        """Return the paths given to faces as this keyword, such as ``streets``."""
        named = [table.get(key) for table in self._faces]
        paths = (value.get("path") for value in named if isinstance(value, dict))
        return list(
            dict.fromkeys(self.file.parent / path for path in paths if isinstance(path, str))
        )

    def face_values(self, key: str, *, beside: str) -> Sequence[Any]:
        """Return the values of a keyword, or its default, in faces that also have *beside*.

        Raises:
            SettingsError: a face's class cannot be imported.
        """
        with self.naming_file():
            return [
                table[key] if key in table else default_of(table, key)
                for table in self._faces
                if beside in table
            ]

    def shared_keys(self) -> Sequence[str]:
        """Return the paths of faces that share a key with an adapter.

        Raises:
            SettingsError: a variable or a file that is named is not there.
        """
        with self.naming_file():
            adapters = {key for table in self._adapters for key in _keys_in(table, self.file)}
            return [
                str(table.get("at", "/"))
                for table in self._faces
                if adapters.intersection(_keys_in(table, self.file))
            ]

    def naming_file(self) -> AbstractContextManager[None]:
        """Turn an :class:`InvalidValueError` into a :class:`SettingsError`."""
        return _naming(self.file)

    def named(self, key: str) -> Iterator[Path]:
        """Yield the files that adapters, bounces and faces name.

        Args:
            key: ``file`` for secrets, ``path`` for paths.
        """
        for table in (*self._adapters, *self._bounces, *self._faces):
            for value in table.values():
                for name in named_in(value, key):
                    yield self.file.parent / name

    def _create_adapters(self, key: str, tables: Sequence[Mapping[str, Any]]) -> list[Any]:
        adapters = []
        for at, table in enumerate(tables, start=1):
            try:
                adapters.append(create_adapter(table, self.file.parent))
            except InvalidValueError as fault:
                raise fault.inside(f"[[{key}]] {at}") from None
        return adapters


def _keys_in(table: Mapping[str, Any], file: Path) -> Sequence[str]:
    """Return the keys that a table names, each of several in one variable by itself."""
    keys = resolve(table.get("keys", []), file.parent).plain
    listed = [key for key in (keys if isinstance(keys, list) else [keys]) if isinstance(key, str)]
    variable = table.get("keys_variable")
    if isinstance(variable, str):
        listed.append(os.environ.get(variable, ""))
    return [key for text in listed for key in text.split()]


def settings_path(path: str | None = None) -> Path:
    """Return *path*, else ``LCKM_SETTINGS``, else ``lckm.toml``."""
    return Path(path or os.environ.get(VARIABLE) or DEFAULT_FILE)


def read_settings(path: Path | str) -> Settings:
    """Return what a settings file says.

    Raises:
        SettingsError: the file cannot be used; the error names the table and the key.
    """
    path = Path(path)
    with _naming(path):
        return _settings(path)


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    try:
        yield
    except InvalidValueError as fault:
        raise SettingsError(str(path), fault.place, fault.fault, fault.quotes) from None


def _settings(path: Path) -> Settings:
    data = _parsed(path)
    known = ("adapter", "centre", "bounces", "face", *OTHERS)
    for key in data:
        if key not in known:
            hint = did_you_mean(nearest(key, known))
            raise InvalidValueError(
                key,
                Message(
                    f"nie ma takiej tabeli.{hint.pl} Są: {', '.join(known)}.",
                    f"there is no such table.{hint.en} There are: {', '.join(known)}.",
                ),
            )
    adapters = _tables(data, "adapter")
    bounces = _tables(data, "bounces")
    centre = data.get("centre")
    if centre is not None and not isinstance(centre, str):
        raise InvalidValueError(
            "centre", Message("ma tu być „moduł:nazwa”.", "this wants “module:name”.")
        )
    if bool(adapters) is (centre is not None):
        raise InvalidValueError(
            "",
            Message(
                "podaj tabele [[adapter]] albo centre, jedno z dwojga.",
                "give tables [[adapter]] or centre, one of the two.",
            ),
        )
    tables = {key: data.get(key, {}) for key in OTHERS}
    return Settings(
        path,
        adapters,
        bounces,
        centre,
        names_bounces="bounces" in data,
        tables=tables,
        faces=_tables(data, "face"),
    )


def _path_of(table: Mapping[str, Any], taken: Collection[str]) -> str:
    """Return the path of a face, ``/`` unless its table says."""
    at = table.get("at", "/")
    if not isinstance(at, str) or not _PATH.fullmatch(at):
        raise InvalidValueError(
            "at",
            Message(
                'ma tu być ścieżka, np. "/" albo "/biuro".', 'this wants a path: "/" or "/desk".'
            ),
        )
    if at in taken:
        raise InvalidValueError(
            "at",
            Message(
                f"pod {at} jest już inna strona. Podaj inną ścieżkę.",
                f"there is another face at {at}. Give another path.",
            ),
        )
    return at


def _tables(data: Mapping[str, Any], key: str) -> tuple[Mapping[str, Any], ...]:
    tables = data.get(key, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise InvalidValueError(
            key,
            Message(
                f"pisze się [[{key}]], w podwójnych nawiasach.",
                f"is written [[{key}]], in double brackets.",
            ),
        )
    return tuple(tables)


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(decode(path.read_bytes()).replace("\r\n", "\n"))
    except FileNotFoundError:
        message = Message(
            f"nie ma takiego pliku. Wskaż go opcją --settings albo zmienną {VARIABLE}.",
            f"there is no such file. Name it by --settings or the variable {VARIABLE}.",
        )
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        line, column = at.groups() if at else ("?", "?")
        message = Message(
            f"wiersz {line}, kolumna {column}: to nie jest TOML. Tekst stoi w cudzysłowie, "
            "tabele mają nawiasy.",
            f"line {line}, column {column}: this is no TOML. Text is quoted, tables have brackets.",
        )
    except UnreadableFileError as error:
        message = Message(error.finding.text("pl"), error.finding.text("en"))
    except OSError as error:
        kind = type(error).__name__
        message = Message(f"nie da się odczytać ({kind}).", f"cannot be read ({kind}).")
    raise InvalidValueError("", message)


def _hosts_own(reference: str) -> ContactCentre:
    try:
        host = import_object(reference)
    except InvalidValueError as fault:
        raise fault.inside("centre") from None
    centre = host() if callable(host) else host
    if not isinstance(centre, ContactCentre):
        raise InvalidValueError(
            "centre",
            Message(f"{reference} to nie ContactCentre.", f"{reference} is no ContactCentre."),
        )
    return centre
