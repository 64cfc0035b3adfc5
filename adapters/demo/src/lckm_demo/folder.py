"""The demo's folder: made anew each time, unless somebody has put or changed things in it."""

import hashlib
import shutil
from pathlib import Path

from lckm_cli.toolkit import BadFileError
from lckm_core.text import Message
from lckm_demo.paths import LIVE

MARKER = ".lckm-demo"
"""The file that says what the demo wrote: a line for each file, with the digest of its content."""
_LEFT_OUT = shutil.ignore_patterns("*.py", "*.toml", ".*", "__pycache__")


def prepare(target: Path, samples: Path) -> Path:
    """Empty or make the demo's folder, copy the samples into it, and return their place.

    Raises:
        LckmError: the folder holds something else, or files that somebody has changed.
    """
    source, resolved = samples.resolve(), target.resolve()
    if resolved.is_relative_to(source) or source.is_relative_to(resolved):
        raise BadFileError(
            str(target),
            Message(
                "tu leżą same przykłady. Podaj folder poza nimi: lckm demo --to FOLDER.",
                "the samples themselves are here. Name a folder apart from them: lckm demo --to "
                "FOLDER.",
            ),
        )
    if target.exists() and not target.is_dir():
        raise BadFileError(str(target), Message("to nie jest folder.", "this is no folder."))
    if target.is_dir() and any(target.iterdir()) and not (target / MARKER).is_file():
        raise BadFileError(
            str(target),
            Message(
                "folder nie jest pusty i nie zrobiło go lckm demo. Podaj inny: lckm demo --to "
                "FOLDER.",
                "the folder is not empty and was not made by lckm demo. Name another one: lckm "
                "demo --to FOLDER.",
            ),
        )
    if strange := sorted(_file_digests(target) - _written(target)):
        names = ", ".join(name for _, name in strange[:3]) + (", …" if len(strange) > 3 else "")
        raise BadFileError(
            str(target),
            Message(
                f"od ostatniego lckm demo ktoś tu coś dodał albo zmienił: {names}. Przenieś to "
                "gdzie indziej i usuń folder "
                "albo podaj inny: lckm demo --to FOLDER.",
                f"since the last lckm demo something was added or changed here: {names}. Move it "
                "elsewhere and remove the "
                "folder, or name another one: lckm demo --to FOLDER.",
            ),
        )
    target.mkdir(parents=True, exist_ok=True)
    for path in target.iterdir():
        if path.name != MARKER:
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    (target / MARKER).touch()
    shutil.copytree(samples, target / "samples", ignore=_LEFT_OUT)
    return target / "samples"


def seal(target: Path) -> None:
    """Record what the folder holds now, so that a later demo recognises its own files."""
    rows = sorted(_file_digests(target), key=lambda row: row[1])
    save(target / MARKER, "".join(f"{digest}  {name}\n" for digest, name in rows))


def _file_digests(target: Path) -> set[tuple[str, str]]:
    """Return the digest and path of each file of the folder except the marker."""
    paths = (
        path
        for path in target.rglob("*")
        if path.name != MARKER and (path.is_symlink() or path.is_file())
    )
    # The running demo may change its files: that does not count.
    paths = (path for path in paths if path.relative_to(target).parts[0] != LIVE)
    return {(_digest(path), path.relative_to(target).as_posix()) for path in paths}


def _digest(path: Path) -> str:
    return "link" if path.is_symlink() else hashlib.sha256(path.read_bytes()).hexdigest()


def _written(target: Path) -> set[tuple[str, str]]:
    """Return the digests and paths that the demo recorded."""
    marker = target / MARKER
    lines = marker.read_text(encoding="utf-8").splitlines() if marker.is_file() else []
    return {(digest, name) for digest, _, name in (line.partition("  ") for line in lines)}


def save(path: Path, text: str) -> None:
    """Write a text, with the folders it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
