"""Files of a report that is not sent yet, sealed with a key that only the page has."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from io import BytesIO
from secrets import token_bytes, token_urlsafe
from typing import Any, Final

import attrs
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import GCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from lckm_core.ports import DraftStore
from lckm_core.reports import Point
from lckm_intake.metadata import CleanFile

_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{43}")
_NONCE: Final = 12
_LENGTH: Final = 4
_TAG: Final = 16
# This many bytes are sealed and opened at a time, so that no second copy of a file is made.
_PIECE: Final = 131_072


@attrs.frozen(repr=False)
class DraftFile:
    """A file that came before its report.

    Args:
        token: what the page keeps of it; whoever has it has the file.
        name: the resident's name for it, on one line; it may tell who they are.
        size: in bytes, without metadata.
        media_type: told by its first bytes.
        point: where a photo was taken, to offer as the place; it is not in the file any more.
    """

    token: str
    name: str
    size: int
    media_type: str
    point: Point | None

    def __repr__(self) -> str:
        return f"DraftFile({self.media_type!r}, {self.size} bytes)"


@attrs.frozen(repr=False)
class SealedFile:
    """A file that is sealed and not stored yet."""

    file: DraftFile
    sealed: bytes


@attrs.frozen(repr=False)
class OpenedDraft:
    """A draft that was unsealed: the file and its bytes."""

    file: DraftFile
    data: bytes


@attrs.frozen
class SealedDrafts:
    """Seals files into a store of drafts, and opens them again.

    A file is sealed by AES-GCM with a key derived from its token, and filed under the token's
    SHA-256: neither the store nor whoever steals it can read a byte.
    """

    store: DraftStore
    lifetime: timedelta

    def save(self, sealed: SealedFile, *, now: datetime) -> DraftFile:
        """Store a sealed file for its lifetime from *now*; return it with its token."""
        self.store.save(_key(sealed.file.token), sealed.sealed, until=now + self.lifetime)
        return sealed.file

    def file(self, token: str, *, now: datetime) -> DraftFile | None:
        """Return what is known of a file, as :meth:`open` does, without its bytes."""
        return self._open(token, now, len)

    def open(self, token: str, *, now: datetime) -> OpenedDraft | None:
        """Return the file of a token; ``None`` if it is gone, or the token is not ours."""
        data = BytesIO()
        file = self._open(token, now, data.write)
        return None if file is None else OpenedDraft(file, data.getvalue())

    def _open(
        self, token: str, now: datetime, write: Callable[[bytes], object]
    ) -> DraftFile | None:
        if not _TOKEN.fullmatch(token):
            return None
        sealed = self.store.load(_key(token), now=now)
        return None if sealed is None else _open(token, sealed, write)

    def discard(self, token: str) -> None:
        """Remove a draft, if there is one."""
        if _TOKEN.fullmatch(token):
            self.store.discard(_key(token))


def _key(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _cipher(token: str, mode: GCM) -> Cipher[GCM]:
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"lckm-intake: draft")
    return Cipher(AES(derive.derive(token.encode())), mode)


def _pieces(data: bytes | memoryview) -> Iterator[memoryview]:
    view = memoryview(data)
    for begin in range(0, len(view), _PIECE):
        yield view[begin : begin + _PIECE]


def seal_file(name: str, clean: CleanFile) -> SealedFile:
    """Seal a file with a new key, which is made of its token."""
    point = clean.point
    file = DraftFile(token_urlsafe(32), name, len(clean.data), clean.media_type, point)
    described = {
        "name": name,
        "media_type": clean.media_type,
        "point": [point.latitude, point.longitude] if point else None,
    }
    head, nonce = json.dumps(described).encode(), token_bytes(_NONCE)
    encryptor = _cipher(file.token, GCM(nonce)).encryptor()
    sealed = BytesIO()
    sealed.write(nonce)
    sealed.write(encryptor.update(len(head).to_bytes(_LENGTH) + head))
    for piece in _pieces(clean.data):
        sealed.write(encryptor.update(piece))
    sealed.write(encryptor.finalize() + encryptor.tag)
    return SealedFile(file, sealed.getvalue())


def _open(token: str, sealed: bytes, write: Callable[[bytes], object]) -> DraftFile | None:
    """Write the bytes of a sealed file, and return what is known of it.

    ``None`` means that it was damaged or swapped, so what was written must not be used.
    """
    view = memoryview(sealed)
    nonce, coded, tag = view[:_NONCE], view[_NONCE:-_TAG], view[-_TAG:]
    try:
        decryptor = _cipher(token, GCM(bytes(nonce), bytes(tag))).decryptor()
        begin = _LENGTH + int.from_bytes(decryptor.update(coded[:_LENGTH]))
        head = decryptor.update(coded[_LENGTH:begin])
        for piece in _pieces(coded[begin:]):
            write(decryptor.update(piece))
        decryptor.finalize()
    except (InvalidTag, ValueError):
        return None
    described: Mapping[str, Any] = json.loads(head)
    point = Point(*described["point"]) if described["point"] else None
    name, media_type = described["name"], described["media_type"]
    return DraftFile(token, name, len(coded) - begin, media_type, point)
