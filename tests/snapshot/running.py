"""Run ``lckm`` as a shell would, at a fixed moment, and keep what it prints."""

import ctypes
import gc
import hashlib
import io
import os
import signal
import sys
from collections.abc import Callable, Iterable
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime, tzinfo
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any
from unittest.mock import patch
from zipfile import ZipFile

MOMENT = datetime(2026, 11, 25, 12, tzinfo=UTC)
"""The moment that every command takes for the present one."""
TODAY = str(MOMENT.date())
ROOT = Path(__file__).parents[2]
SETTINGS_OF_A_USER = ("LCKM_", "COLUMNS", "LINES", "FORCE_COLOR", "LANG", "LC_", "TZ", "PYTHONUTF8")


def stop_clock() -> None:
    """Let ``datetime.now`` return one moment, in whatever module it is called.

    A class of C takes no new attribute, and a subclass in its place would be another type for
    those who imported the first. So its own dictionary is changed, in this process alone.
    """

    def now(cls: type[datetime], tz: tzinfo | None = None) -> datetime:
        return MOMENT.astimezone(tz) if tz else MOMENT.replace(tzinfo=None)

    (attributes,) = gc.get_referents(datetime.__dict__)
    attributes["now"] = classmethod(now)
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(datetime))
    if datetime.now(UTC) != MOMENT:
        raise RuntimeError("this Python does not let the clock be stopped")


def forget_settings() -> None:
    """Take what a user has set for their terminal and their ``lckm`` from this process."""
    for name in [one for one in os.environ if one.startswith(SETTINGS_OF_A_USER)]:
        del os.environ[name]
    os.environ.update(NO_COLOR="1", TZ="UTC", LC_ALL="C.UTF-8")


def _command() -> Callable[[], Any]:
    """Return what the console script ``lckm`` calls."""
    (script,) = (one for one in entry_points(group="console_scripts") if one.name == "lckm")
    found: Callable[[], Any] = script.load()
    return found


def call(*arguments: str, stdin: bytes = b"", **environment: str) -> tuple[int, str, str]:
    """Run ``lckm`` and return its exit code and what it wrote to standard output and error."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    entered = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    before = signal.getsignal(signal.SIGTERM)
    code: Any = 0
    with (
        redirect_stdout(out),
        redirect_stderr(err),
        patch.object(sys, "argv", ["lckm", *arguments]),
        patch.object(sys, "stdin", entered),
        patch.dict(os.environ, environment),
    ):
        try:
            _command()()
        except SystemExit as ended:
            code = ended.code
        finally:
            signal.signal(signal.SIGTERM, before)
    printed = []
    for stream in (out, err):
        stream.flush()
        printed.append(stream.buffer.getvalue().decode("utf-8"))
    return code or 0, printed[0], printed[1]


def transcript(*arguments: str, stdin: bytes = b"", only_digest: bool = False) -> str:
    """Return a command with what it prints and how it ends, as text to be kept.

    *only_digest*: of standard output keep the size and the digest alone.
    """
    code, out, err = call(*arguments, stdin=stdin)
    shown = digest(out.encode()) + "\n" if only_digest and out else out
    lines = [f"$ lckm {' '.join(arguments)}\n", _ended(shown)]
    if err:
        lines += ["[stderr]\n", _ended(err)]
    if code:
        lines.append(f"[exit {code}]\n")
    return masked("".join(lines)) + "\n"


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n[no line break at the end]\n"


def masked(text: str) -> str:
    """Return a text with the working folder, whose name is random, and the clone's written as
    words.
    """
    return text.replace(str(Path.cwd()), "<work>").replace(str(ROOT), "<clone>")


def digest(data: bytes) -> str:
    """Return the size and the SHA-256 of data."""
    return f"{hashlib.sha256(data).hexdigest()} {len(data):>8}"


def digests(folder: Path, paths: Iterable[Path] | None = None) -> str:
    """Return a line for each file of a folder; of a Word file one for each part, in its order."""
    lines = []
    for path in sorted(paths if paths is not None else folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            lines.append(f"{'link to ' + str(path.readlink()):<73} {name}")
        elif ".lckm-bip/" in f"/{name}":
            # A manifest of the site holds a digest of the program that wrote it, which any change
            # of the code changes; the pages that it lists are compared one by one.
            lines.append(f"{'manifest':<64} {path.stat().st_size:>8} {name}")
        elif path.suffix == ".docx":
            with ZipFile(path) as parts:
                lines += [f"{digest(parts.read(part))} {name}!{part}" for part in parts.namelist()]
        elif path.is_file():
            lines.append(f"{digest(path.read_bytes())} {name}")
    return "\n".join(lines) + "\n"
