"""The real ``lckm`` in a process of its own.

Importing this imports all that a command needs, so a kill meets its work and no import.
"""

import os
import sys
from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path

import lckm_bip.commands.export
import lckm_bip.exporter
import lckm_editorial.commands.import_
import lckm_editorial.commands.procedure
import lckm_editorial.commands.transitions
import lckm_operations.commands.migrate
import lckm_sql
from lckm_cli.main import main
from lckm_cli.settings import Session
from lckm_editorial import command_session as opening
from promises.processes import preload
from promises.publishing import broken, reading

__all__ = ["lckm_bip", "lckm_editorial", "lckm_operations", "lckm_sql", "reading"]
preload(__name__)


def lckm(
    folder: Path, out: Path, moment: datetime, spoilt: Collection[str], words: Sequence[str]
) -> None:
    """Run a command in a folder at a moment, with what it prints in a file.

    The moment is given, for two offices have to have the same clock.
    """
    os.chdir(folder)
    os.environ["TMPDIR"] = str(folder / "tmp")
    handle = os.open(out, os.O_WRONLY | os.O_TRUNC | os.O_CREAT)
    os.dup2(handle, 1)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    opening.utcnow = lambda: moment  # type: ignore[attr-defined]
    Session.now = lambda self: moment  # type: ignore[method-assign]
    broken.spoil(spoilt)
    sys.argv = ["lckm", *words]
    main()
