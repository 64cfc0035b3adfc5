"""Hooks that an adapter of a settings file is not to answer, for another adapter of the file does."""

from typing import Any

from lckm_cli.settings.errors import InvalidValueError
from lckm_core.ports import (
    AdapterError,
    ConflictingAdaptersError,
    NotProvidedError,
    exclude_ports,
)
from lckm_core.text import Message


def leave_out(adapter: object, names: Any) -> object:
    """Return *adapter* without the ports that are named, such as ``["notices"]``. Raises :class:`InvalidValueError`."""
    if not isinstance(names, list) or not all(isinstance(one, str) for one in names):
        raise InvalidValueError(
            "without",
            Message('ma tu być lista, np. ["notices"].', 'this wants a list, such as ["notices"].'),
        )
    try:
        return exclude_ports(adapter, *names) if names else adapter
    except NotProvidedError as error:
        raise InvalidValueError("without", error.message) from None


def with_remedy(error: AdapterError) -> Message:
    """Return why adapters cannot be put together; of two that provide the same, the line by which one leaves it to the other."""
    return (
        error.message_with('without = ["{}"]')
        if isinstance(error, ConflictingAdaptersError)
        else error.message
    )
