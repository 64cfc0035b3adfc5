"""What a page of a procedure says of it to search engines: a service of schema.org, in the words of lckm-linked-data."""

from collections.abc import Callable
from typing import TypeAlias

from lckm_core.errors import InvalidSettingError
from lckm_core.publication import Projection
from lckm_core.text import Message

Describe: TypeAlias = Callable[[Projection, str], str]
"""From what is shown, and the page's address or nothing, to the page's data for search engines, as JSON-LD."""

_NOT_INSTALLED = Message(
    'zainstaluj lckm-linked-data (pip install "lckm-bip[linked-data]").',
    'install lckm-linked-data (pip install "lckm-bip[linked-data]").',
)


def no_description(projection: Projection, url: str) -> str:
    """Say nothing."""
    return ""


def describer(base: str, publisher: str) -> Describe:
    """Return what describes procedures whose linked data lie under *base*; nothing where that is empty.

    Raises ``InvalidSettingError`` for an address that cannot be such a base, for a publisher who cannot be named in linked data, or where
    lckm-linked-data is not installed.
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
