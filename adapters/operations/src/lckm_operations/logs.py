"""Log filters that let no personal data through.

The library and its adapters log only their own words, report numbers and types of
exceptions. These filters are a second safeguard: anything else that gets into a record
by an exception, an argument, an extra field or a foreign library is withheld. Of an
argument only what is certain to be the library's own is let through.
"""

import json
import logging
import re
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from lckm_core.errors import Loggable, describe_error
from lckm_core.redaction import strike

WITHHELD = "[…]"
_OURS = "lckm_"
_NUMBER = re.compile(
    r"[0-9]{1,6}(\.[0-9]{1,3})?"
    # The file or table of a month.
    r"|20[0-9]{2}_[01][0-9]_[0-9]{1,6}"
    # The number of a report, of its file, or the id or key of a delivery, with its signature.
    r"|(([A-ZĄĆĘŁŃÓŚŹŻ]={0,2}){1,6}([._/-]=?[0-9]{1,8}){1,4}|20[0-9]{2}[._/-]=?[0-9]{3,8})"
    r"(\.(helpdesk|[0-9a-f]{10}))?([.:](mailbox|helpdesk)-notice)?(\.[0-9a-f]{32})?"
)
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{2,80}")
_GAPS = re.compile(r"([\s,;()'\"/]+|[.:](?=\s|$))")
_FIELDS = frozenset(
    {"report", "worker", "task", "outcome", "count", "seconds", "error", "target", "kind", "state"}
)
"""The extra fields that are let through, vetted like arguments."""


def vetted(value: object) -> str | int | float | bool | None:
    """Return a value as it may be logged.

    Numbers, types, members of our enumerations and report numbers pass; the rest is withheld.
    """
    if (
        value is None
        or isinstance(value, bool)
        or (isinstance(value, int | float) and abs(value) < 10**7)
    ):
        return value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, type):
        return value.__name__
    if isinstance(value, Loggable) or (
        isinstance(value, StrEnum) and type(value).__module__.startswith(_OURS)
    ):
        return str(value)
    if not isinstance(value, str):
        return WITHHELD
    text = str(strike(value))
    if _NUMBER.fullmatch(text):
        return text
    parts = _GAPS.split(text)
    return "".join(
        part if at % 2 or not part or _is_known(part) else WITHHELD for at, part in enumerate(parts)
    )


def _is_known(part: str) -> bool:
    return bool(_NUMBER.fullmatch(part)) or (
        bool(_NAME.fullmatch(part)) and part in _names(BaseException)
    )


def _names(kind: type) -> set[str]:
    """Return the names of a class and of all that come of it."""
    seen = set()
    pending = [kind]
    while pending:
        if (kind := pending.pop()) not in seen:
            seen.add(kind)
            pending += type.__subclasses__(kind)
    return {kind.__name__ for kind in seen}


def safe_text(record: logging.LogRecord) -> str:
    """Return the text of our own record with vetted arguments, of others only the place."""
    if not record.name.startswith(_OURS) or not isinstance(record.msg, str):
        return f"{record.name}, line {record.lineno}: withheld"
    arguments = record.args
    if not arguments:
        return str(strike(record.msg))
    try:
        text = record.msg % _vetted_all(arguments)
        return _struck_once(text) if _is_own(arguments) else str(strike(text))
    except (KeyError, TypeError, ValueError, OverflowError):
        return WITHHELD


def _is_own(arguments: tuple[object, ...] | Mapping[str, object]) -> bool:
    """Return whether the arguments have nothing that anybody typed."""
    return isinstance(arguments, tuple) and all(
        isinstance(argument, Loggable | int) for argument in arguments
    )


@lru_cache(maxsize=512)
def _struck_once(text: str) -> str:
    """Return a text of our own words, which comes with each request, as it may be logged."""
    return str(strike(text))


class _Vetted(dict[str, Any]):
    """Values by name; the mapping as a whole is never shown, as a name may be anything."""

    def __repr__(self) -> str:
        return WITHHELD


def _vetted_all(arguments: tuple[object, ...] | Mapping[str, object]) -> Any:
    if isinstance(arguments, Mapping):
        return _Vetted((key, vetted(argument)) for key, argument in arguments.items())
    return tuple(vetted(argument) for argument in arguments)


class NoPersonalData(logging.Filter):
    """Leaves in each record only what may be logged; belongs on a handler."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Make the record fit, and let it pass."""
        record.msg = safe_text(record)
        record.args = ()
        if record.exc_info:
            record.msg += f" ({describe_error(record.exc_info[1], record.exc_info[2])})"
        record.exc_info = record.exc_text = record.stack_info = None
        standard = vars(logging.makeLogRecord({}))
        for key in [key for key in vars(record) if key not in standard]:
            if key in _FIELDS:
                setattr(record, key, vetted(getattr(record, key)))
            else:
                delattr(record, key)
        return True


class NoForeignInfo(logging.Filter):
    """Drops foreign records below a warning, of which only the place would be left."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let a record of ours pass, and a warning or worse of others."""
        return record.name.startswith(_OURS) or record.levelno >= logging.WARNING


class LimitedRepeats(logging.Filter):
    """Lets a warning pass once in ten minutes and counts repeats.

    It belongs behind :class:`NoPersonalData`.
    """

    _EVERY = 600.0
    _MOST = 1000

    def __init__(self) -> None:
        super().__init__()
        self._seen: dict[tuple[str, str], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Let the first one pass, and the next after ten minutes with the number held back."""
        if record.levelno < logging.WARNING:
            return True
        key = (record.name, record.getMessage())
        first, held = self._seen.get(key, (0.0, 0))
        if 0 <= record.created - first < self._EVERY:
            self._seen[key] = (first, held + 1)
            return False
        if (
            len(self._seen) >= self._MOST
        ):  # so many different ones are not repeats, and must not be kept for ever
            self._seen.clear()
        self._seen[key] = (record.created, 0)
        if held:
            record.msg = f"{record.msg} (and {held} more like it)"
        return True


class JsonLines(logging.Formatter):
    """Formats each record as one line of JSON, with the permitted extra fields."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {
            "at": at,
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {key: getattr(record, key) for key in sorted(_FIELDS) if hasattr(record, key)}
        return json.dumps(line, ensure_ascii=False)


def configure_logging(form: str) -> None:
    """Send every log of this process to standard error, as ``text`` or ``json``, filtered."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(NoForeignInfo())
    handler.addFilter(NoPersonalData())
    handler.addFilter(LimitedRepeats())
    plain = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    handler.setFormatter(JsonLines() if form == "json" else plain)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    logging.captureWarnings(True)
