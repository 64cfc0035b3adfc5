"""Mail addresses that are safe in headers and envelopes: no blanks, line breaks or quotes."""

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
_NAMED = re.compile(r'("?)(?P<name>[^"<>@\\]{1,100}?)\1 *<(?P<address>[^<> ]+)>')
_LONGEST = 320
_LONGEST_LOCAL = 64
"""Octets (RFC 5321, 4.5.3.1.1)."""
_NO_ADDRESS = Message(
    "to nie jest adres poczty, sam i cały, np. lckm@example.org.",
    "this is not a single, complete mail address, such as lckm@example.org.",
)
_NO_NAMED_ADDRESS = Message(
    "to nie jest adres poczty, sam albo z nazwą, np. Łódzkie Centrum <lckm@example.org>.",
    "this is not a mail address, alone or with a name, such as Contact Centre <lckm@example.org>.",
)


class AddressError(ValueError):
    """A text is no address; the text is not repeated, for it may be anything."""


@attrs.frozen
class Address:
    """An address: ``local`` as written (NFC), ``domain`` in lower-case ASCII (IDNA)."""

    local: str
    domain: str

    def __str__(self) -> str:
        return f"{self.local}@{self.domain}"

    @property
    def needs_smtputf8(self) -> bool:
        """Whether the local part is not ASCII, so that the server needs SMTPUTF8 (RFC 6531)."""
        return not self.local.isascii()


@lru_cache(maxsize=1024)
def parse_address(text: str) -> Address:
    """Return an address that is the whole text.

    Raises :class:`AddressError` for anything else, also for a quoted local part and an address
    literal, which no office has.
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
        # IDNA 2003, which the standard library has, and IDNA 2008 agree on every Polish name.
        domain = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise AddressError("not an address: its domain cannot be one") from None
    if not _DOMAIN.fullmatch(domain):
        raise AddressError("not an address: its domain cannot be one")
    return Address(local, domain)


@attrs.frozen
class NamedAddress:
    """An address and the name that mail programs show in its place; empty for none."""

    name: str
    address: Address

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>" if self.name else str(self.address)


def parse_named_address(text: str) -> NamedAddress:
    """Return name and address of ``Name <local@domain>``, or an address without a name.

    A name has at most 100 characters. Raises :class:`AddressError` for anything else, also for a
    name that holds an address, a control or a direction mark.
    """
    match = _NAMED.fullmatch(text[: 2 * _LONGEST])
    if match is None:
        return NamedAddress("", parse_address(text))
    name = unicodedata.normalize("NFC", match["name"].strip())
    if not name or not name.isprintable():
        raise AddressError("not an address: its name cannot be shown")
    return NamedAddress(name, parse_address(match["address"]))


def named_address_setting(name: str, text: str) -> NamedAddress:
    """Return a setting's address, with or without a name.

    Raises ``InvalidSettingError`` without the text.
    """
    try:
        return parse_named_address(text)
    except AddressError:
        raise InvalidSettingError(name, _NO_NAMED_ADDRESS) from None


def address_setting(name: str, text: str) -> Address:
    """Return the address in a setting. Raises ``InvalidSettingError`` without the text."""
    try:
        return parse_address(text)
    except AddressError:
        raise InvalidSettingError(name, _NO_ADDRESS) from None
