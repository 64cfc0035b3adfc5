"""Messages about uncaught exceptions: only their types and places."""

import sys
import threading
from types import TracebackType
from typing import Any


def withhold_words() -> None:
    """Keep Python from printing the messages of uncaught exceptions, in any thread.

    A message may hold what somebody typed, and a journal or a mail of cron would keep it.
    """
    sys.excepthook = _log
    threading.excepthook = _log_hooked
    sys.unraisablehook = _log_hooked


def _log(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    import logging

    from lckm_core.errors import describe_error

    # Without handlers of its own, logging writes to standard error.
    logging.getLogger("lckm_cli").critical("nothing handled %s", describe_error(error, trace))


def _log_hooked(hooked: Any) -> None:
    if hooked.exc_value is not None:
        _log(hooked.exc_type, hooked.exc_value, hooked.exc_traceback)
