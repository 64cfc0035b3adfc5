"""Structured data of a procedure's page: a service of schema.org, by lckm-linked-data."""

from collections.abc import Callable
from typing import TypeAlias

from lckm_core.errors import InvalidSettingError
from lckm_core.publication import Projection
from lckm_core.text import Message

Describe: TypeAlias = Callable[[Projection, str], str]
"""From a projection and the page's address, if any, to JSON-LD for search engines."""

_NOT_INSTALLED = Message(
    'zainstaluj lckm-linked-data (pip install "lckm-bip[linked-data]").',
    'install lckm-linked-data (pip install "lckm-bip[linked-data]").',
)


def no_description(projection: Projection, url: str) -> str:
    """Return no description."""
    return ""


def describer(base: str, publisher: str) -> Describe:
    """Return a function that describes procedures under *base*; ``None`` if that is empty.

    Raises:
        InvalidSettingError: *base* cannot be such an address, the publisher cannot be named in
            linked data, or lckm-linked-data is not installed.
    """
    if not base:
        return no_description
    try:
        from lckm_linked_data import Addresses, Publisher, script_json
    except ImportError as error:
        raise InvalidSettingError("linked_data", _NOT_INSTALLED) from error
    try:
        addresses = Addresses(base)
    except InvalidSettingError as error:
        raise InvalidSettingError("linked_data", error.because) from None
    try:
        by = Publisher(name=publisher)
    except InvalidSettingError as error:
        raise InvalidSettingError("publisher", error.because) from None

    def describe(projection: Projection, url: str) -> str:
        return script_json(projection, addresses, by, url=url)

    return describe
