"""Ports that an adapter of a settings file leaves to another adapter."""

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
    """Return an adapter without the ports that are named, such as ``["notices"]``.

    Raises:
        InvalidValueError: the names are not a list, or the adapter has no such port.
    """
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
    """Return why adapters do not fit together, with the setting that would help."""
    return (
        error.message_with('without = ["{}"]')
        if isinstance(error, ConflictingAdaptersError)
        else error.message
    )
