"""The worker of the Contact Centre and the operator's commands.

A program with a scheduler of its own calls :func:`lckm_operations.worker.work_once` or
:func:`lckm_operations.worker.run`. Names are loaded when they are first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lckm_operations.logs import Own, configure_logging
    from lckm_operations.readiness import missing_requirements
    from lckm_operations.worker import Worker

__all__ = ["Own", "Worker", "configure_logging", "missing_requirements"]

_MODULE_OF = {
    "Own": "logs",
    "Worker": "worker",
    "configure_logging": "logs",
    "missing_requirements": "readiness",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"lckm_operations.{_MODULE_OF[name]}"), name)
