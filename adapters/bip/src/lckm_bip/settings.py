"""The settings of a site, for the settings file, the exporter and the stamp of its pages."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import attrs

from lckm_bip.structured_data import Describe, describer
from lckm_core.errors import InvalidSettingError
from lckm_core.organisation import OFFICE
from lckm_core.publication import Audience
from lckm_core.text import Message

LANGUAGE: Final = "{language}"
"""What stands for the language in an address of other pages of the same site."""
_PICTURES = (".svg", ".png")
_LARGEST = 200_000
_PUBLIC = (Audience.PORTAL, Audience.BIP)
_AUDIENCES = Message(
    'ma być ["portal", "bip"] albo jedno z nich.', 'it is to be ["portal", "bip"] or one of them.'
)
_BASE_URL = Message(
    "ma być adresem zaczynającym się od https://, np. https://www.example.org/{audience}/",
    "it is to be an address that begins with https://, such as https://www.example.org/{audience}/",
)
_ADDRESS = Message(
    "ma być adresem zaczynającym się od https://, np. https://www.example.org/dostepnosc/",
    "it is to be an address that begins with https://, such as https://www.example.org/access/",
)
_PICTURE = Message(
    "podaj plik .svg albo .png, najwyżej 200 kB", "name a file .svg or .png of at most 200 kB"
)
_PHONE = Message(
    "ma być jednym numerem telefonu, np. +48 (42) 638-44-44",
    "it is to be one telephone number, such as +48 (42) 638-44-44",
)
_TOPICS = Message(
    "każdy temat to lista: nazwa, potem numery procedur, komórki albo jednostki, np. "
    '[["Odpady", "KA-01238", "Wydział Gospodarki Komunalnej"]]',
    "each topic is a list: its name, then numbers of procedures, cells or units, such as "
    '[["Odpady", "KA-01238", "Wydział Gospodarki Komunalnej"]]',
)
_PUBLISHER = Message(
    f"podaj, kto udostępnia informacje, np. {OFFICE}", f"say who publishes, such as {OFFICE}"
)


_WORDS = Message("podaj nazwę w jednym wierszu", "give a name on one line")


def _audiences(words: Iterable[str]) -> tuple[Audience, ...]:
    words = tuple(words)  # reading it for the check would use up what can be read only once
    known = {audience.value for audience in _PUBLIC}
    if not words or not known.issuperset(words):
        raise InvalidSettingError("audiences", _AUDIENCES)
    return tuple(audience for audience in _PUBLIC if audience.value in words)


def _of_the_web(instance: object, attribute: "attrs.Attribute[str]", value: str) -> None:
    odd = (
        not value.startswith(("https://", "http://"))
        or set(value) & set(" \"'<>")
        or not value.isprintable()
    )
    if value and odd:
        raise InvalidSettingError("base_url", _BASE_URL)


def _require_name(instance: object, attribute: "attrs.Attribute[str]", value: str) -> None:
    if not value.strip():
        raise InvalidSettingError("publisher", _PUBLISHER)


def _require_words(instance: object, attribute: "attrs.Attribute[str]", value: str) -> None:
    if not value.strip() or not value.isprintable():
        raise InvalidSettingError(attribute.name, _WORDS)


def _fit(href: str) -> bool:
    """Return whether an address is fit for a page."""
    from lckm_pages import web_address  # Jinja2 comes with it, and commands want none

    return web_address(href) is not None


def _link(instance: object, attribute: "attrs.Attribute[str]", value: str) -> None:
    if value and (not value.startswith("https://") or not _fit(value)):
        raise InvalidSettingError(attribute.name, _ADDRESS)


def _way(instance: object, attribute: "attrs.Attribute[str]", value: str) -> None:
    address = value.replace(LANGUAGE, "")
    own_path = address.startswith("/") and not address.startswith("//")
    if address and not (own_path and _fit(f"https://host{address}")):
        _link(instance, attribute, address)


def _picture(instance: object, attribute: "attrs.Attribute[str]", value: str) -> None:
    path = Path(value)
    odd = path.suffix not in _PICTURES or not path.is_file() or path.stat().st_size > _LARGEST
    if value and odd:
        raise InvalidSettingError(attribute.name, _PICTURE)


def _callable(instance: object, attribute: "attrs.Attribute[str]", value: str) -> None:
    if value and not _fit(dialled(value)):
        raise InvalidSettingError(attribute.name, _PHONE)


def _topics(value: Any) -> tuple[tuple[str, ...], ...]:
    if not isinstance(value, (list, tuple)) or not all(map(_is_topic, value)):
        raise InvalidSettingError("topics", _TOPICS)
    return tuple(map(tuple, value))


def _is_topic(row: object) -> bool:
    return (
        isinstance(row, (list, tuple))
        and len(row) > 1
        and all(isinstance(word, str) and word.strip() for word in row)
    )


def dialled(number: str) -> str:
    """Return the address that dials a telephone number."""
    return "tel:" + "".join(sign for sign in number if sign.isdigit() or sign == "+")


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
        portal: the name of the portal, in the head of its pages; empty for that of Łódź.
        place: where it is, as in „Jak załatwić sprawę w Łodzi”: „w” and the city.
        linked_data: the https address under which lckm-linked-data's files are served (its
            ``base``). With it, each page describes its procedure to search engines as a
            GovernmentService of schema.org.
        synonyms: a file with the words of residents, as lckm-search reads it; empty for those of
            lckm-search. Without lckm-search the search knows none.
        topics: each a name, then the numbers of procedures, cells or units that belong to it.
        phone: the phone number of the contact centre, shown to whoever finds nothing.
        accessibility: the https address of the declaration of accessibility.
        editors: who edits the site, as its footer says.
        reports: where residents report something, for the menu of the portal: an https address,
            or a path of the same host, such as ``/{language}``, where ``{language}`` stands for
            ``en/`` and the like on pages in other languages, and for nothing on Polish ones.
        arms: a picture for the head of both sites, .svg or .png.
        bip_logo: the logo of BIP for the head of BIP, .svg or .png.

    Raises:
        InvalidSettingError: names the setting.
    """

    target: str
    base_url: str = attrs.field(default="", validator=_of_the_web)
    audiences: tuple[Audience, ...] = attrs.field(default=("portal", "bip"), converter=_audiences)
    publisher: str = attrs.field(default=OFFICE, validator=_require_name)
    portal: str = ""
    place: str = attrs.field(default="w Łodzi", validator=_require_words)
    linked_data: str = attrs.field(default="", validator=_described)
    synonyms: str = ""
    topics: tuple[tuple[str, ...], ...] = attrs.field(default=(), converter=_topics)
    phone: str = attrs.field(default="", validator=_callable)
    accessibility: str = attrs.field(default="", validator=_link)
    editors: str = ""
    reports: str = attrs.field(default="", validator=_way)
    arms: str = attrs.field(default="", validator=_picture)
    bip_logo: str = attrs.field(default="", validator=_picture)

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
        """Return the function that describes procedures to search engines."""
        return describer(self.linked_data, self.publisher)

    def stamp(self) -> str:
        """Return the settings that, when changed, require all pages to be made anew."""
        return json.dumps(attrs.asdict(self, filter=attrs.filters.exclude("target")), default=str)
