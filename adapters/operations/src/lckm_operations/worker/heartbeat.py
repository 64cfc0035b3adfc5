"""The heartbeat: a file that a monitor reads, and what systemd is told. Numbers and moments, and no personal datum."""

import contextlib
import json
import logging
import os
import socket
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkstemp
from typing import Any

_LOG = logging.getLogger("lckm_operations")


class Heartbeat:
    """Writes the file whole, so that a reader never sees half of it; without a path, it tells systemd alone."""

    def __init__(self, path: Path | str | None = None) -> None:
        self._path = Path(path) if path is not None else None
        self.error: str | None = None
        """The type of what it last could not be written by, ``None`` when it was."""

    def last(self) -> Mapping[str, Any]:
        """Return what the worker before this one told last; nothing where there is none, or it cannot be read."""
        with contextlib.suppress(OSError, ValueError):
            told = (
                json.loads(self._path.read_text(encoding="utf-8")) if self._path is not None else {}
            )
            return told if isinstance(told, dict) else {}
        return {}

    def beat(self, told: Mapping[str, Any]) -> None:
        """Say that the worker lives, and how it is. A disk that is full stops no worker; it is logged once."""
        if self._path is None:
            return
        try:
            _replace(self._path, json.dumps(told) + "\n")
        except OSError as error:
            if self.error is None:
                _LOG.error("the heartbeat cannot be written: %s", type(error).__name__)
            self.error = type(error).__name__
        else:
            self.error = None


def _replace(path: Path, text: str) -> None:
    """Put a text in the place of a file, by way of one whose name nobody can foresee and put a link there."""
    handle, beside = mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            os.fchmod(
                file.fileno(), 0o644
            )  # nothing in it is secret, and a monitor is another user
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def notify(state: str) -> None:
    """Tell systemd a state, such as ``READY=1``; nothing where it did not start us (sd_notify(3))."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
        sender.connect("\0" + address[1:] if address.startswith("@") else address)
        sender.sendall(state.encode())
