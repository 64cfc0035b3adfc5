"""What a program says of exceptions that nothing handled: their types and places alone."""

import sys
import threading
from types import TracebackType
from typing import Any


def withhold_words() -> None:
    """Have Python tell no words of uncaught exceptions, of any thread, on standard error.

    A message may hold what somebody typed, and a journal or a mail of cron would keep it.
    """
    sys.excepthook = _tell
    threading.excepthook = _tell_of_thread
    sys.unraisablehook = _tell_of_thread


def _tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    import logging

    from lckm_core.errors import describe_error

    # Without handlers of its own, logging writes to standard error.
    logging.getLogger("lckm_cli").critical("nothing handled %s", describe_error(error, trace))


def _tell_of_thread(hooked: Any) -> None:
    if hooked.exc_value is not None:
        _tell(hooked.exc_type, hooked.exc_value, hooked.exc_traceback)
