"""The demo's folder: made anew each time, but only where nothing else lies."""

import shutil
from pathlib import Path

from lckm_cli.reading import BadFileError
from lckm_core import Message

MARKER = ".lckm-demo"
_LEFT_OUT = shutil.ignore_patterns("*.py", "*.toml", ".*", "__pycache__")


def prepare(target: Path, samples: Path) -> Path:
    """Empty the folder of an earlier demo, or make it; copy the samples into it and return where they are.

    Raises ``LckmError`` when the folder holds something else.
    """
    source, resolved = samples.resolve(), target.resolve()
    if resolved.is_relative_to(source) or source.is_relative_to(resolved):
        raise BadFileError(
            str(target),
            Message(
                "tu leżą same przykłady. Podaj folder poza nimi: lckm demo --to FOLDER.",
                "the samples themselves are here. Name a folder apart from them: lckm demo --to FOLDER.",
            ),
        )
    if target.exists() and not target.is_dir():
        raise BadFileError(str(target), Message("to nie jest folder.", "this is no folder."))
    if target.is_dir() and any(target.iterdir()) and not (target / MARKER).is_file():
        raise BadFileError(
            str(target),
            Message(
                "folder nie jest pusty i nie zrobiło go lckm demo. Podaj inny: lckm demo --to FOLDER.",
                "the folder is not empty and was not made by lckm demo. Name another one: lckm demo --to FOLDER.",
            ),
        )
    target.mkdir(parents=True, exist_ok=True)
    for path in target.iterdir():
        if path.name != MARKER:
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    (target / MARKER).write_text("Folder polecenia lckm demo; można go usunąć.\n", encoding="utf-8")
    shutil.copytree(samples, target / "samples", ignore=_LEFT_OUT)
    return target / "samples"


def save(path: Path, text: str) -> None:
    """Write a text, with the folders it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
