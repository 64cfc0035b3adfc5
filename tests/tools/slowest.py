"""Write the table of the slowest tests into docs/testing.md.

./dev test --all --times times.jsonl
./dev python tests/tools/slowest.py times.jsonl
"""

import json
import sys
from collections import defaultdict
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "testing.md"
BEGIN, END = "<!-- slowest: begin -->\n", "<!-- slowest: end -->\n"
SHOWN = 40


def table(lines: list[str]) -> str:
    """Return the table; the rows of a test with several parameters are one."""
    found: defaultdict[str, list[dict[str, float]]] = defaultdict(list)
    for line in lines:
        one = json.loads(line)
        found[one["test"].partition("[")[0]].append(one)
    rows = sorted(found.items(), key=lambda row: -sum(one["processor"] for one in row[1]))
    text = "| processor s | clock s | rows | tier | test |\n|---:|---:|---:|---|---|\n"
    for name, ran in rows[:SHOWN]:
        processor, seconds = (sum(one[key] for one in ran) for key in ("processor", "seconds"))
        slow = sum(bool(one["slow"]) for one in ran)
        tier = "every change" if not slow else "`--all`" if slow == len(ran) else "both"
        text += f"| {processor:.1f} | {seconds:.1f} | {len(ran)} | {tier} | `{name}` |\n"
    return text


def main() -> None:
    """Replace the table by one of a file that ``--times`` wrote."""
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n{table(lines)}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
