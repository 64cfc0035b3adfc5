"""Programs that measure one part of a subject, chosen by its name."""

import argparse
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from promises.figures import Result, arguments
from promises.rows import table

Parts = Mapping[str, Callable[[argparse.Namespace, Path, Result], None]]


def part_arguments(doc: str | None, parts: Parts) -> argparse.ArgumentParser:
    """Return a parser of what each part takes, and of its name."""
    parser = arguments(doc, seconds=7200)
    parser.add_argument("what", choices=sorted(parts))
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument(
        "--length", type=float, default=20, help="makes each longer or shorter, in seconds"
    )
    parser.add_argument("--keep", action="store_true", help="keep the folder, and say where it is")
    return parser


def run_part(subject: str, parts: Parts, asked: argparse.Namespace) -> int:
    """Run a part in a folder of its own; print its figures, and return 1 for any fault."""
    result = Result.of(subject, asked)
    folder = Path(tempfile.mkdtemp(prefix=f"lckm-{subject}-"))
    try:
        parts[asked.what](asked, folder, result)
    finally:
        if asked.keep:
            print(f"  the folder: {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)
    if "rows" in result.figures:
        print(table(result.figures["rows"]))
    return result.end(asked.to)
