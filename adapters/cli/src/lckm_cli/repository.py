"""The checkout of this repository that the package runs from."""

from functools import cache
from pathlib import Path


@cache
def repository() -> Path | None:
    """Return the root of the checkout, or ``None`` for an installed wheel."""
    parents = Path(__file__).resolve().parents
    root = parents[4] if len(parents) > 4 else None
    return root if root and (root / "src" / "lckm_core").is_dir() else None
