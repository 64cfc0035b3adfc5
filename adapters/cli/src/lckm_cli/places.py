"""Where the samples lie, and the repository when this is a checkout of it."""

from functools import cache
from pathlib import Path


@cache
def repository() -> Path | None:
    """Return the root of the checkout this package runs from, or ``None`` for an installed wheel."""
    parents = Path(__file__).resolve().parents
    root = parents[4] if len(parents) > 4 else None
    return root if root and (root / "src" / "lckm_core").is_dir() else None


def samples() -> Path | None:
    """Return the folder of samples: in the package, else in the checkout."""
    packaged = Path(__file__).parent / "samples"
    if packaged.is_dir():
        return packaged
    root = repository()
    return root / "samples" if root and (root / "samples").is_dir() else None
