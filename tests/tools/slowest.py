"""Write the tables of the slowest folders and tests into docs/testing.md.

./dev test --times times.jsonl
./dev python tests/tools/slowest.py times.jsonl
"""

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[2] / "docs" / "testing.md"
SHOWN = 40
_Row = dict[str, Any]
_Group = tuple[str, list[_Row]]


def folder_of(test: str) -> str:
    """Return the distribution or the folder of ``tests/`` that a test is in."""
    first, second, *_ = test.partition("::")[0].split("/")
    return first if second.endswith(".py") else f"{first}/{second}"


def test_of(test: str) -> str:
    """Return a test without its parameters."""
    return test.partition("[")[0]


def grouped(rows: Iterable[_Row], key: Callable[[str], str]) -> list[_Group]:
    """Return the rows by a key of their tests, those that took the most processor time first."""
    found: defaultdict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        found[key(row["test"])].append(row)
    return sorted(found.items(), key=lambda group: (-total(group[1], "processor"), group[0]))


def total(rows: Iterable[_Row], name: str) -> float:
    """Return the sum of a figure."""
    return sum(row[name] for row in rows)


def table_of_folders(rows: list[_Row]) -> str:
    """Return the table of all folders, and their sum."""
    text = "| processor s | clock s | rows | folder |\n|---:|---:|---:|---|\n"
    for name, ran in [*((f"`{one}`", ran) for one, ran in grouped(rows, folder_of)), ("all", rows)]:
        seconds = f"{total(ran, 'processor'):.1f} | {total(ran, 'seconds'):.1f}"
        text += f"| {seconds} | {len(ran)} | {name} |\n"
    return text


def table_of_tests(rows: list[_Row]) -> str:
    """Return the table of the slowest tests; the rows of one with parameters are together."""
    text = "| processor s | clock s | rows | tier | test |\n|---:|---:|---:|---|---|\n"
    for name, ran in grouped(rows, test_of)[:SHOWN]:
        slow = sum(bool(row["slow"]) for row in ran)
        tier = "every change" if not slow else "long" if slow == len(ran) else "both"
        seconds = f"{total(ran, 'processor'):.1f} | {total(ran, 'seconds'):.1f}"
        text += f"| {seconds} | {len(ran)} | {tier} | `{name}` |\n"
    return text


def main() -> None:
    """Replace the tables by those of a file that ``--times`` wrote."""
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    page = PAGE.read_text(encoding="utf-8")
    for name, table in (("folders", table_of_folders), ("slowest", table_of_tests)):
        begin, end = f"<!-- {name}: begin -->\n", f"<!-- {name}: end -->\n"
        before, _, rest = page.partition(begin)
        page = f"{before}{begin}\n{table(rows)}\n{end}{rest.partition(end)[2]}"
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
