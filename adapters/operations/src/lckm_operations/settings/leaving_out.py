"""Hooks that an adapter of a settings file is not to answer, for another adapter of the file does."""

from typing import Any

from lckm_core import AdapterError, Message, PortKind, TwoAdaptersError, ports
from lckm_operations.settings.faults import Fault, near

_PROVIDE = [port.name for port in ports() if port.kind is PortKind.PROVIDE]


def leave_out(adapter: Any, without: Any) -> Any:
    """Return *adapter*, which no longer provides what *without* lists, such as ``["notices"]``. Raises :class:`Fault`."""
    if not isinstance(without, list) or not all(isinstance(one, str) for one in without):
        raise Fault("without", Message('ma tu być lista, np. ["notices"].', 'this wants a list, such as ["notices"].'))
    provided = [hook.partition("_")[2] for hook in _PROVIDE if callable(getattr(adapter, hook, None))]
    for name in without:
        if name not in provided:
            hint, known = near(name, provided), ", ".join(provided)
            raise Fault(
                "without",
                Message(
                    f"adapter nie dostarcza {name}.{hint.pl} Dostarcza: {known or 'niczego'}.",
                    f"the adapter does not provide {name}.{hint.en} It provides: {known or 'nothing'}.",
                ),
            )
        # Of the object alone, and before anybody asks it: what is None is no hook's answer.
        setattr(adapter, f"provide_{name}", None)
    return adapter


def with_remedy(error: AdapterError) -> Message:
    """Return why adapters cannot be put together; of two that provide the same, how one leaves it to the other."""
    said = error.said
    if not isinstance(error, TwoAdaptersError) or error.hook not in _PROVIDE:
        return said
    line = f'without = ["{error.hook.partition("_")[2]}"]'
    return Message(f"{said.pl} Drugiemu dopisz: {line}.", f"{said.en} Give the other the line: {line}.")
