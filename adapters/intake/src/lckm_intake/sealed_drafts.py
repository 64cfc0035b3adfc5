"""Files of a report that is not sent yet, sealed with a key that only the page has."""

import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_bytes, token_urlsafe
from typing import Any, Final

import attrs
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from lckm_core.ports import DraftStore
from lckm_core.reports import Point
from lckm_intake.metadata import CleanFile

_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{43}")
_NONCE: Final = 12
_LENGTH: Final = 4


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

    def save(self, name: str, clean: CleanFile, *, now: datetime) -> DraftFile:
        """Seal and store a file until *now* and the lifetime; return it with its token."""
        point = clean.point
        file = DraftFile(token_urlsafe(32), name, len(clean.data), clean.media_type, point)
        head = {
            "name": name,
            "media_type": clean.media_type,
            "point": [point.latitude, point.longitude] if point else None,
        }
        sealed = _seal(file.token, json.dumps(head).encode(), clean.data)
        self.store.save(_key(file.token), sealed, until=now + self.lifetime)
        return file

    def open(self, token: str, *, now: datetime) -> OpenedDraft | None:
        """Return the file of a token; ``None`` when it is gone, or the token is none of ours."""
        if not _TOKEN.fullmatch(token):
            return None
        sealed = self.store.load(_key(token), now=now)
        return None if sealed is None else _open(token, sealed)

    def discard(self, token: str) -> None:
        """Remove a draft, if there is one."""
        if _TOKEN.fullmatch(token):
            self.store.discard(_key(token))


def _key(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _aead(token: str) -> AESGCM:
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"lckm-intake: draft")
    return AESGCM(derive.derive(token.encode()))


def _seal(token: str, head: bytes, data: bytes) -> bytes:
    nonce = token_bytes(_NONCE)
    # In one expression, so that no more copies of a file live at once than have to.
    plain = (len(head).to_bytes(_LENGTH), head, data)
    return nonce + _aead(token).encrypt(nonce, b"".join(plain), None)


def _open(token: str, sealed: bytes) -> OpenedDraft | None:
    """Return what was sealed; ``None`` for what was damaged or put in its place."""
    try:
        plain = _aead(token).decrypt(sealed[:_NONCE], memoryview(sealed)[_NONCE:], None)
    except (InvalidTag, ValueError):
        return None
    begin = _LENGTH + int.from_bytes(plain[:_LENGTH])
    head: Mapping[str, Any] = json.loads(plain[_LENGTH:begin])
    data = plain[begin:]
    point = Point(*head["point"]) if head["point"] else None
    return OpenedDraft(DraftFile(token, head["name"], len(data), head["media_type"], point), data)
