"""The worker of the Contact Centre and the operator's commands.

A program with a scheduler of its own calls :func:`lckm_operations.worker.work_once` or
:func:`lckm_operations.worker.run`. Names are loaded when they are first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lckm_operations.delivery_words import (
        delivery_reason,
        receiver,
    )
    from lckm_operations.logs import configure_logging
    from lckm_operations.readiness import missing_requirements
    from lckm_operations.worker import Worker

__all__ = [
    "Worker",
    "configure_logging",
    "delivery_reason",
    "missing_requirements",
    "receiver",
]

_PLACES = {
    "Worker": "worker:Worker",
    "configure_logging": "logs:configure_logging",
    "delivery_reason": "delivery_words:delivery_reason",
    "missing_requirements": "readiness:missing_requirements",
    "receiver": "delivery_words:receiver",
}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, place = _PLACES[name].partition(":")
    return getattr(import_module(f"{__name__}.{module}"), place)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
