"""Who publishes, for which area and under which licence, as the host sets it."""

import re
from typing import NamedTuple

import attrs

from lckm_core.errors import InvalidSettingError
from lckm_core.text import Message
from lckm_linked_data.addresses import web_iri

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}")
_NAME = 200

LODZ = "http://data.europa.eu/nuts/code/PL711"
"""The city of Łódź as a region of NUTS 3, which every European portal knows."""


class Licence(NamedTuple):
    """A licence: its key in the EU's list, its name at dane.gov.pl, its types in ADMS."""

    key: str
    name: str
    types: tuple[str, ...]


LICENCES = {
    licence.key: licence
    for licence in (
        Licence("CC0", "CC0 1.0", ("PublicDomain",)),
        Licence("CC_BY_4_0", "CC BY 4.0", ("Attribution",)),
        Licence("CC_BYSA_4_0", "CC BY-SA 4.0", ("Attribution", "ViralEffect-ShareAlike")),
    )
}
"""The open licences that a public body may choose, by key."""


def _name(instance: object, attribute: "attrs.Attribute[str]", value: str) -> None:
    if not (value.strip() == value and 0 < len(value) <= _NAME and value.isprintable()):
        raise InvalidSettingError(
            attribute.name,
            Message(
                f"ma być nazwą w jednym wierszu, najwyżej {_NAME} znaków.",
                f"it is to be a name on one line, of {_NAME} characters at most.",
            ),
        )


def _email(instance: object, attribute: "attrs.Attribute[str]", value: str) -> None:
    if value and not _EMAIL.fullmatch(value):
        raise InvalidSettingError(
            "email",
            Message("ma być adresem poczty elektronicznej.", "it is to be an e-mail address."),
        )


def _web(instance: object, attribute: "attrs.Attribute[str]", value: str) -> None:
    if value and web_iri(value) is None:
        raise InvalidSettingError(
            attribute.name,
            Message("ma być adresem http albo https.", "it is to be an http or https address."),
        )


def _licence(instance: object, attribute: "attrs.Attribute[str]", value: str) -> None:
    if value not in LICENCES:
        known = ", ".join(LICENCES)
        raise InvalidSettingError(
            "licence", Message(f"ma być jedną z: {known}.", f"it is to be one of: {known}.")
        )


@attrs.frozen(kw_only=True)
class Publisher:
    """Who publishes.

    ``name`` is the publisher, a local authority, ``email`` where to ask, ``homepage`` where people
    read. ``area`` is the IRI of the area served, ``area_name`` its name; ``licence`` a key of
    :data:`LICENCES`.

    Raises:
        InvalidSettingError: names the setting, what is wrong with it and what is expected.
    """

    name: str = attrs.field(validator=_name)
    email: str = attrs.field(default="", validator=_email)
    homepage: str = attrs.field(default="", validator=_web)
    area: str = attrs.field(default=LODZ, validator=_web)
    area_name: str = attrs.field(default="Łódź", validator=_name)
    licence: str = attrs.field(default="CC0", validator=_licence)
