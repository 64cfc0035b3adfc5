"""IRIs under the host's base: the same each time and in every file."""

import hashlib
import re
import unicodedata
from urllib.parse import quote, urlsplit

import attrs

from lckm_core.errors import InvalidSettingError
from lckm_core.text import Message

_ODD = re.compile(r"[^a-z0-9]+")
_SAFE = "%/:?#[]@!$&'()*+,;=~"
_LONGEST = 60
_NUMBER = re.compile("KA-[0-9]{5}")
_ADDRESS = Message(
    "adres ma być postaci https://host/ścieżka/, bez ? i #.",
    "the address is to be written https://host/path/, without ? and #.",
)


def secure_address(name: str, address: str) -> str:
    """Return a base address: https, a host, no query or fragment, a slash at the end.

    Source: dane.gov.pl takes resources by https only.

    Raises:
        InvalidSettingError: names the setting.
    """
    parts = urlsplit(address)
    odd = parts.query or parts.fragment or parts.username or quote(address, safe=_SAFE) != address
    if parts.scheme != "https" or not parts.hostname or odd:
        raise InvalidSettingError(name, _ADDRESS)
    return address if address.endswith("/") else address + "/"


def number_of_procedure(id: str) -> str:
    """Return a procedure's number for an address or file name, or raise ``ValueError``."""
    if not _NUMBER.fullmatch(id):
        raise ValueError("a procedure's number is KA- and five digits")
    return id


def web_iri(address: str) -> str | None:
    """Return a web address as an IRI that any RDF reader takes; ``None`` if not http(s)."""
    if not address.startswith(("https://", "http://")):
        return None
    return quote(address, safe=_SAFE)


def slug(words: str) -> str:
    """Return words as part of an address: small ASCII letters joined by hyphens."""
    letters = unicodedata.normalize("NFKD", words.casefold().replace("ł", "l"))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _ODD.sub("-", plain).strip("-")[:_LONGEST].rstrip("-") or "x"


def _base(address: str) -> str:
    return secure_address("base", address)


def _files(address: str) -> str:
    return secure_address("files", address) if address else ""


@attrs.frozen
class Addresses:
    """The addresses of one host.

    ``base`` is where its linked data lie and what its IRIs begin with. ``files`` is where the files
    of procedures are served, as ``<files>KA-01478/wniosek.docx``; if empty, files are not linked.
    """

    base: str = attrs.field(converter=_base)
    files: str = attrs.field(default="", converter=_files)

    def service(self, id: str) -> str:
        """Return the IRI of a procedure; raise ``ValueError`` for what is no number of one."""
        return f"{self.base}procedury/{number_of_procedure(id)}"

    def part(self, id: str, kind: str, number: int) -> str:
        """Return the IRI of a part of a procedure: its kind and its place there, from 1."""
        return f"{self.service(id)}#{kind}-{number}"

    def organisation(self, name: str) -> str:
        """Return the IRI of a unit or cell; different names have different IRIs."""
        mark = hashlib.sha256(name.encode()).hexdigest()[:8]
        return f"{self.base}jednostki/{slug(name)}-{mark}"

    def concept(self, scheme: str, words: str) -> str:
        """Return the IRI of a notion of ours, such as a kind of channel."""
        return f"{self.base}pojecia/{scheme}/{slug(words)}"

    def thing(self, name: str) -> str:
        """Return the IRI of a single thing or a file: ``katalog``, ``procedury.ttl``."""
        return self.base + name

    def file(self, id: str, name: str) -> str | None:
        """Return where a procedure's file is served, or ``None`` where files are not."""
        return f"{self.files}{id}/{quote(name, safe='')}" if self.files else None
