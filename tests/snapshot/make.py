"""Write what the program does to a folder: ``python make.py AREA FOLDER``."""

import os
import shutil
import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from running import ROOT, forget_settings, stop_clock

INPUTS = {
    "samples": "samples",
    "files/accepted": "tests/files/accepted",
    "files/rejected": "tests/files/rejected",
    "files/attachments": "tests/files/attachments",
    "word-rejected": "adapters/word/tests/files/rejected",
}
"""What the commands read, copied to the working folder under these names, so that it may move."""


def make(area: str, folder: Path) -> None:
    """Write the files of an area to a folder, from a working folder of its own."""
    forget_settings()
    stop_clock()
    with TemporaryDirectory(prefix="lckm-snapshot-") as work:
        for name, path in INPUTS.items():
            shutil.copytree(ROOT / path, Path(work, name))
        os.chdir(work)
        try:
            for name, text in import_module(area).produce():
                target = folder / f"{name}.txt"
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(text.encode("utf-8"))
        finally:
            os.chdir("/")


if __name__ == "__main__":
    make(sys.argv[1], Path(sys.argv[2]).resolve())
