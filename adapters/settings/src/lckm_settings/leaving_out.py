"""Hooks that an adapter of a settings file is not to answer, for another adapter of the file does."""

from typing import Any

from lckm_core import AdapterError, Message, NotProvidedError, TwoAdaptersError, without
from lckm_settings.faults import Fault


def leave_out(adapter: object, names: Any) -> object:
    """Return *adapter* without the ports that are named, such as ``["notices"]``. Raises :class:`Fault`."""
    if not isinstance(names, list) or not all(isinstance(one, str) for one in names):
        raise Fault("without", Message('ma tu być lista, np. ["notices"].', 'this wants a list, such as ["notices"].'))
    try:
        return without(adapter, *names) if names else adapter
    except NotProvidedError as error:
        raise Fault("without", error.said) from None


def with_remedy(error: AdapterError) -> Message:
    """Return why adapters cannot be put together; of two that provide the same, the line by which one leaves it to the other."""
    return error.said_with('without = ["{}"]') if isinstance(error, TwoAdaptersError) else error.said
