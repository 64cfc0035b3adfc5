"""Addresses that may stand in a head and an envelope: no blank, no line break, no quote, no second address."""

import re
import unicodedata
from functools import lru_cache

import attrs

from lckm_core.errors import InvalidSettingError
from lckm_core.text import Message

_ATOM = r"(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]|[^\W\x00-\x7f])+"
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_DOMAIN = re.compile(
    r"(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
)
_LONGEST = 320
_LONGEST_LOCAL = 64
"""Octets (RFC 5321, 4.5.3.1.1)."""


class AddressError(ValueError):
    """What was given is no address to send to. It is not repeated here: it may be anything."""


@attrs.frozen
class Address:
    """An address: ``local`` as it was written (NFC), ``domain`` in ASCII, small letters (IDNA)."""

    local: str
    domain: str

    def __str__(self) -> str:
        return f"{self.local}@{self.domain}"

    @property
    def needs_smtputf8(self) -> bool:
        """True when the part before the „@” is not ASCII, which a server has to be able to take (RFC 6531)."""
        return not self.local.isascii()


@lru_cache(maxsize=1024)
def parse(text: str) -> Address:
    """Return the address that *text* is, alone and whole.

    Raises :class:`AddressError` for anything else, a quoted local part and an address literal among them: no office has one.
    """
    local, at, host = unicodedata.normalize("NFC", text[: _LONGEST + 1]).rpartition("@")
    if (
        not at
        or len(text) > _LONGEST
        or not _LOCAL.fullmatch(local)
        or len(local.encode()) > _LONGEST_LOCAL
    ):
        raise AddressError("not an address")
    try:
        # IDNA 2003, as the standard library has it, and IDNA 2008 agree on every Polish name.
        domain = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise AddressError("not an address: its domain cannot be one") from None
    if not _DOMAIN.fullmatch(domain):
        raise AddressError("not an address: its domain cannot be one")
    return Address(local, domain)


def parse_address(name: str, text: str) -> Address:
    """Return the address that an adapter's setting is. Raises :class:`InvalidSettingError` for anything else, which it does not repeat."""
    try:
        return parse(text)
    except AddressError:
        raise InvalidSettingError(name, _NO_ADDRESS) from None


_NO_ADDRESS = Message(
    "to nie jest adres poczty, sam i cały, np. lckm@example.org.",
    "this is no mail address, alone and whole, such as lckm@example.org.",
)
