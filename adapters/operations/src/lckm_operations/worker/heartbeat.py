"""The heartbeat file for monitoring, and notifications to systemd."""

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
    """Writes the heartbeat file, always as a whole; without a path it writes nothing."""

    def __init__(self, path: Path | str | None = None) -> None:
        self._path = Path(path) if path is not None else None
        self.error: str | None = None
        """The type of what it last could not be written by, ``None`` when it was."""

    def read_last(self) -> Mapping[str, Any]:
        """Return what the previous worker wrote; empty if it cannot be read."""
        with contextlib.suppress(OSError, ValueError):
            data = (
                json.loads(self._path.read_text(encoding="utf-8")) if self._path is not None else {}
            )
            return data if isinstance(data, dict) else {}
        return {}

    def beat(self, data: Mapping[str, Any]) -> None:
        """Write the state of the worker. A full disk is logged once and stops nothing."""
        if self._path is None:
            return
        try:
            _replace(self._path, json.dumps(data) + "\n")
        except OSError as error:
            if self.error is None:
                _LOG.error("the heartbeat cannot be written: %s", type(error).__name__)
            self.error = type(error).__name__
        else:
            self.error = None


def _replace(path: Path, text: str) -> None:
    """Replace a file by way of another with a random name, which nobody can link to."""
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
    """Tell systemd a state such as ``READY=1``, if it started us (sd_notify(3))."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
        sender.connect("\0" + address[1:] if address.startswith("@") else address)
        sender.sendall(state.encode())
