"""Build the sdist of each project, and a wheel from what is in it.

    python build_from_sdists.py OUT FOLDER…

By the hooks that pip and ``python -m build`` call, in one process: these start four for each.
"""

import os
import sys
import tarfile
import tempfile
from pathlib import Path

from hatchling import build


def main(out: Path, projects: list[Path]) -> None:
    """Build all into a folder."""
    out.mkdir(parents=True)
    for project in projects:
        os.chdir(project)
        sdist = build.build_sdist(str(out))
        with tempfile.TemporaryDirectory() as folder, tarfile.open(out / sdist) as archive:
            archive.extractall(folder, filter="data")
            os.chdir(Path(folder, sdist.removesuffix(".tar.gz")))
            build.build_wheel(str(out))
            os.chdir(out)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), [Path(project).resolve() for project in sys.argv[2:]])
