"""A web hook by its settings: where it goes, what it tells of, and how it is signed."""

import re
import ssl
from datetime import date, datetime

import attrs

from lckm_core.errors import InvalidSettingError
from lckm_core.ports import EventVerb
from lckm_core.text import Message
from lckm_web_hooks.signature import key_of

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
_URL = re.compile(r"https?://[A-Za-z0-9.\[\]:-]+(?:/[A-Za-z0-9._~%/-]*)?")
_LONGEST = 30
"""Seconds: letters to residents' units wait meanwhile."""

_INVALID_NAME = Message(
    "małe litery, cyfry i łączniki, najwyżej 40, np. otwarte-dane",
    "small letters, digits and hyphens, 40 at most, such as open-data",
)
_INVALID_URL = Message(
    "https, bez pytania i hasła, np. https://dane.uml.lodz.pl/lckm; http tylko z plain_http",
    "https, without a query and a password, such as https://dane.uml.lodz.pl/lckm; http only with "
    "plain_http",
)
_INVALID_SECRET = Message(
    "co najmniej jeden: whsec_ i base64 od 24 do 64 bajtów",
    "at least one: whsec_ and base64 of 24 to 64 bytes",
)
_NO_VERBS = Message(
    "co najmniej jeden, np. publish; wszystkie podaje README",
    "at least one, such as publish; the README has them all",
)
_INVALID_SUBJECTS = Message(
    "początki numerów, np. KA-; bez tego ustawienia wszystkie",
    "beginnings of numbers, such as KA-; without this setting all",
)
_NO_DAY = Message("data bez godziny, np. 2026-12-01", "a date without a time, such as 2026-12-01")
_INVALID_TIMES = Message(
    f"0 < connect_timeout <= timeout <= {_LONGEST}, w sekundach.",
    f"0 < connect_timeout <= timeout <= {_LONGEST}, in seconds.",
)
_INVALID_CERTIFICATES = Message(
    "nie ma takiego pliku, nie wolno go czytać albo nie ma w nim certyfikatów (PEM)",
    "there is no such file, it may not be read, or there are no certificates (PEM) in it",
)


@attrs.frozen(kw_only=True)
class WebHook:
    """Where acts are told, and which.

    Args:
        name: the name, under which is kept what it was told of.
        url: the address that takes them, ``https``.
        secrets: the secrets, ``whsec_`` and base64 each: a message is signed with every one.
        verbs: the acts it is told of, as the audit trail names them, such as ``publish``.
        subjects: how the numbers begin that it is told of, such as ``KA-``; all by default.
        first_day: the first day whose acts it is told of; by default all that the trail has.
        ca_file: a PEM file of trusted authorities, instead of the system's.
        connect_timeout: seconds to wait for a connection.
        timeout: seconds for a whole request, 30 at most.
        plain_http: whether to allow ``http``: for one machine, or a tunnel.

    Raises:
        InvalidSettingError: for an invalid setting, without its value.
    """

    name: str
    url: str
    secrets: tuple[str, ...] = attrs.field(repr=False, converter=tuple)
    verbs: tuple[str, ...] = attrs.field(converter=tuple)
    subjects: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    first_day: date = date.min
    ca_file: str = ""
    connect_timeout: float = 5.0
    timeout: float = 10.0
    plain_http: bool = False

    def __attrs_post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise InvalidSettingError("name", _INVALID_NAME)
        is_plain = self.url.startswith("http:")
        if not _URL.fullmatch(self.url) or (is_plain and not self.plain_http):
            raise InvalidSettingError("url", _INVALID_URL)
        self._require_verbs()
        if not all(map(_is_text, self.subjects)):
            raise InvalidSettingError("subjects", _INVALID_SUBJECTS)
        if isinstance(self.first_day, datetime):
            raise InvalidSettingError("first_day", _NO_DAY)
        if not 0 < self.connect_timeout <= self.timeout <= _LONGEST:
            raise InvalidSettingError("timeout", _INVALID_TIMES)
        try:
            if not self.keys:
                raise ValueError("no secret")
        except ValueError:
            raise InvalidSettingError("secrets", _INVALID_SECRET) from None
        try:
            ssl.create_default_context(cafile=self.ca_file or None)
        except (OSError, ValueError):
            raise InvalidSettingError("ca_file", _INVALID_CERTIFICATES) from None

    def _require_verbs(self) -> None:
        if not self.verbs:
            raise InvalidSettingError("verbs", _NO_VERBS)
        known = [verb.value for verb in EventVerb]
        for place, verb in enumerate(self.verbs, 1):
            if verb not in known:
                names = ", ".join(known)
                raise InvalidSettingError(
                    f"verbs[{place}]",
                    Message(f"nie ma takiej czynności; są: {names}", f"no act; there are: {names}"),
                )

    @property
    def keys(self) -> list[bytes]:
        """The keys in the secrets. Raises ``ValueError`` where one is no secret."""
        return [key_of(secret.strip() if _is_text(secret) else "") for secret in self.secrets]


def _is_text(value: object) -> bool:
    """Return whether something in a list of the settings file is text, and not empty."""
    return isinstance(value, str) and bool(value)
