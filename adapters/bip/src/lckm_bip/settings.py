"""The settings of a site, for the settings file, the exporter and the stamp of its pages."""

import json
from collections.abc import Iterable

import attrs

from lckm_bip.structured_data import Describe, describer
from lckm_core.errors import InvalidSettingError
from lckm_core.organisation import OFFICE
from lckm_core.publication import Audience
from lckm_core.text import Message

_PUBLIC = (Audience.PORTAL, Audience.BIP)
_AUDIENCES = Message(
    'ma być ["portal", "bip"] albo jedno z nich.', 'it is to be ["portal", "bip"] or one of them.'
)
_BASE_URL = Message(
    "ma być adresem zaczynającym się od https://, np. https://www.example.org/{audience}/",
    "it is to be an address that begins with https://, such as https://www.example.org/{audience}/",
)
_PUBLISHER = Message(
    f"podaj, kto udostępnia informacje, np. {OFFICE}", f"say who publishes, such as {OFFICE}"
)


def _audiences(words: Iterable[str]) -> tuple[Audience, ...]:
    words = tuple(words)  # what can be read only once is gone after the check
    known = {one.value for one in _PUBLIC}
    if not words or not known.issuperset(words):
        raise InvalidSettingError("audiences", _AUDIENCES)
    return tuple(one for one in _PUBLIC if one.value in words)


def _of_the_web(instance: object, attribute: "attrs.Attribute[str]", value: str) -> None:
    odd = (
        not value.startswith(("https://", "http://"))
        or set(value) & set(" \"'<>")
        or not value.isprintable()
    )
    if value and odd:
        raise InvalidSettingError("base_url", _BASE_URL)


def _named(instance: object, attribute: "attrs.Attribute[str]", value: str) -> None:
    if not value.strip():
        raise InvalidSettingError("publisher", _PUBLISHER)


def _described(instance: "SiteSettings", attribute: "attrs.Attribute[str]", value: str) -> None:
    instance.describer()


@attrs.frozen(kw_only=True)
class SiteSettings:
    """The settings of a site.

    Args:
        target: the folder; empty, not there yet, or one of this exporter's.
        base_url: the address of the site, such as ``https://www.example.org/{audience}/``, where
            ``{audience}`` stands for ``bip`` and ``portal``; it is added at the end if missing.
            Without an address there is no ``sitemap.xml``.
        audiences: ``portal``, ``bip`` or both.
        publisher: who makes the information available (art. 8 ust. 6 of the act).
        linked_data: the https address under which lckm-linked-data's files are served (its
            ``base``). With it, each page describes its procedure to search engines as a
            GovernmentService of schema.org.
        synonyms: a file with the words of residents, as lckm-search reads it; empty for those of
            lckm-search. Without lckm-search the search knows none.

    Raises:
        InvalidSettingError: names the setting.
    """

    target: str
    base_url: str = attrs.field(default="", validator=_of_the_web)
    audiences: tuple[Audience, ...] = attrs.field(default=("portal", "bip"), converter=_audiences)
    publisher: str = attrs.field(default=OFFICE, validator=_named)
    linked_data: str = attrs.field(default="", validator=_described)
    synonyms: str = ""

    def address(self, audience: Audience) -> str:
        """Return the address of a site, which ends in „/”; „” when none is given."""
        if not self.base_url:
            return ""
        whole = (
            self.base_url
            if "{audience}" in self.base_url
            else self.base_url.rstrip("/") + "/{audience}/"
        )
        return whole.replace("{audience}", audience.value).rstrip("/") + "/"

    def describer(self) -> Describe:
        """Return what says of each procedure to search engines what it is."""
        return describer(self.linked_data, self.publisher)

    def stamp(self) -> str:
        """Return the settings that, when changed, require all pages to be made anew."""
        return json.dumps(attrs.asdict(self, filter=attrs.filters.exclude("target")), default=str)
