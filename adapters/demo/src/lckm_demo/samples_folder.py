"""Where the samples lie."""

from pathlib import Path

from lckm_cli.toolkit import repository


def samples() -> Path | None:
    """Return the folder of samples, from the package or the checkout; ``None`` if neither."""
    packaged = Path(__file__).parent / "samples"
    if packaged.is_dir():
        return packaged
    root = repository()
    return root / "samples" if root and (root / "samples").is_dir() else None
