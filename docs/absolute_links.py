"""Make the links of every README absolute, for pages on the package index.

The release workflow runs this on the checkout that it builds from.
"""

import posixpath
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_LINK = re.compile(r"(?<=\]\()(?![a-z]+:|#)([^)\s]+)(?=\))")


def absolute(text: str, folder: str, address: str) -> str:
    """Return *text* of a page in *folder* of the repository, with links below *address*."""
    return _LINK.sub(
        lambda match: f"{address}/{posixpath.normpath(posixpath.join(folder, match[1]))}", text
    )


def main(address: str) -> None:
    """Rewrite each README in its place."""
    for path in [ROOT / "README.md", *ROOT.glob("adapters/*/README.md")]:
        folder = path.parent.relative_to(ROOT).as_posix()
        path.write_text(
            absolute(path.read_text(encoding="utf-8"), folder, address), encoding="utf-8"
        )


if __name__ == "__main__":
    main(sys.argv[1])
