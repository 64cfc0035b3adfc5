"""Pages of generated procedures, for checkers of HTML: ``python tests/tools/pages.py FOLDER
--count 40 --seed 7``.
"""

import argparse
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

import lckm_pages
from lckm_core import Audience, Procedure, project
from lckm_testing.strategies import procedures

DAY = date(2026, 6, 1)


def write(folder: Path, count: int, number: int) -> int:
    """Write a page of each of *count* procedures for each audience that sees it; return how
    many pages there are.
    """
    written = 0

    @seed(number)
    @settings(
        max_examples=count,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(procedures())
    def each(procedure: Procedure) -> None:
        nonlocal written
        for audience in Audience:
            shown = project(procedure, audience, on=DAY)
            if shown is not None:
                written += 1
                (folder / f"{written}.html").write_text(lckm_pages.render(shown), encoding="utf-8")

    each()
    return written


def main() -> None:
    """Write the pages that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    print(
        f"{write(options.folder, options.count, options.seed)} pages of generated procedures in "
        f"{options.folder}"
    )


if __name__ == "__main__":
    main()
