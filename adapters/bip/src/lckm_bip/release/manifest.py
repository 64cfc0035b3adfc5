"""The manifest of a release: its files, and what they were made from."""

import json
from collections.abc import Mapping
from itertools import islice
from typing import Any, NamedTuple

import attrs

_FORMAT = 1
_AT_ONCE = 200


class Change(NamedTuple):
    """An edition in a list of changes: its first moment, its author, and its differences."""

    edition: int
    at: str | None
    """A day, or a moment with its offset, as ISO 8601 has it; ``None`` when it was not recorded."""
    by: str | None
    changed: tuple[str, ...] | None
    """Labels of fields; ``None`` for an edition with none before it."""
    last: str | None = None
    """The last day it was shown, or the moment at which it ended."""
    withdrawn: bool = False
    first: bool = False
    """Whether none was ever shown before it."""


class Card(NamedTuple):
    """The pages of a procedure in one site: their sources, list entries and files."""

    key: str
    heading: str
    summary: str
    unit: str
    cell: str
    online: bool
    changes: tuple[Change, ...]
    paths: tuple[str, ...]
    downloads: dict[str, str]
    """The files to download: the address of the content, by path."""
    unread: bool
    """Whether there was one that could not be read."""
    missing: tuple[str, ...] = ()
    """The paths of files that the description names and that nobody handed in."""
    searched: str = ""
    """The words searched besides those of heading and summary."""


@attrs.frozen
class Manifest:
    """What a release holds.

    ``stamp`` identifies the program and settings that made it, ``whole`` the published content;
    ``files`` are digests by path, ``cards`` the procedures by site and number.
    """

    stamp: str = ""
    whole: str = ""
    files: dict[str, str] = attrs.field(factory=dict)
    cards: dict[str, dict[str, Card]] = attrs.field(factory=dict)

    def to_bytes(self) -> bytes:
        """Return the manifest as it is stored."""
        cards = {site: _object(rows) for site, rows in self.cards.items()}
        held = {
            "format": _json(_FORMAT),
            "stamp": _json(self.stamp),
            "whole": _json(self.whole),
            "files": _object(self.files),
            "cards": _joined(cards),
        }
        return _joined(held).encode("utf-8", "replace")

    @classmethod
    def of(cls, stored: bytes) -> "Manifest | None":
        """Return a stored manifest, or ``None`` if it cannot be read and all is made anew."""
        try:
            held = json.loads(stored)
            if held.pop("format") != _FORMAT:
                return None
            cards = {
                site: {id: _card(row) for id, row in rows.items()}
                for site, rows in held.pop("cards").items()
            }
            return cls(**held, cards=cards)
        except (ValueError, TypeError, KeyError, AttributeError):
            return None


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _object(entries: Mapping[str, Any]) -> str:
    """Return entries as a JSON object, encoded in batches.

    Pairs of them all at once would make the garbage collector look through the whole program.
    """
    rest, parts = iter(entries.items()), list[str]()
    while some := dict(islice(rest, _AT_ONCE)):
        parts.append(_json(some)[1:-1])
    return f"{{{','.join(parts)}}}"


def _joined(parts: Mapping[str, str]) -> str:
    """Return parts that are JSON as a JSON object."""
    return f"{{{','.join(f'{_json(name)}:{part}' for name, part in parts.items())}}}"


def _card(row: list[Any]) -> Card:
    key, heading, summary, unit, cell, online, changes, paths, downloads, unread, *rest = row
    dated = tuple([_change(*fields) for fields in changes])
    return Card(
        key,
        heading,
        summary,
        unit,
        cell,
        online,
        dated,
        tuple(paths),
        downloads,
        unread,
        tuple(*rest[:1]),
        *rest[1:],
    )


def _change(
    edition: int,
    at: str | None,
    by: str | None,
    changed: list[str] | None,
    last: str | None,
    withdrawn: bool = False,
    first: bool = False,
) -> Change:
    differences = None if changed is None else tuple(changed)
    return Change(edition, at, by, differences, last, withdrawn, first)
