"""Measure rates, the memory of a worker, growth with the number of reports, and lists.

    python -m promises.load rates --month 1000000
    python -m promises.load memory --database postgresql --dispatches 200000
    python -m promises.load growth --database postgresql --sizes 10000 100000 1000000 10000000
    python -m promises.load lists --database sqlite --reports 1000000

Rates are beside those of their peers in one run.
"""

import sys
from datetime import UTC, datetime

from promises.figures import Result, arguments, needs_linux

_FLAT = 1.1
"""How much more a worker may hold in the end than after the first tenth of its work."""


def main() -> int:
    """Measure what is asked for, and return 1 for memory that grows and lists that take long."""
    needs_linux()
    parser = arguments(__doc__, seconds=7200)
    parser.add_argument("what", choices=("rates", "memory", "growth", "lists"))
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="postgresql")
    parser.add_argument(
        "--month", type=int, default=1_000_000, help="reports of a month, for the rates"
    )
    parser.add_argument("--dispatches", type=int, default=200_000, help="for the memory")
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000], help="for the growth"
    )
    parser.add_argument("--reports", type=int, default=1_000_000, help="for the lists")
    asked = parser.parse_args()
    result = Result.of("load", asked)
    until = result.began + asked.seconds
    if asked.what == "rates":
        from promises.load.rates import rates

        result.figures["rows"] = rates(asked.month, asked.seconds)
    elif asked.what == "memory":
        from promises.load.memory import memory

        result.figures |= memory(asked.database, asked.dispatches, until)
        if result.figures["MB at the end"] > _FLAT * result.figures["MB after a tenth"]:
            result.faults.append("the worker's memory grows")
        if result.figures["dispatches"] < asked.dispatches:
            result.faults.append(
                f"only {result.figures['dispatches']} dispatches in the time given"
            )
    elif asked.what == "lists":
        from promises.load.lists import P95, lists

        rows = lists(asked.database, asked.reports, asked.seed, datetime.now(UTC))
        result.figures["lists"] = rows
        result.faults += [
            f"{row['list']}: more than {P95} ms"
            for row in rows
            if row["p95 ms"] > P95 and not row["list"].startswith(("count", "search"))
        ]
    else:
        from promises.load.growth import growth

        result.figures["ms"] = growth(
            asked.database, asked.sizes, asked.seed, datetime.now(UTC), until
        )
        if len(result.figures["ms"]) < len(asked.sizes):
            result.faults.append("not every size could be measured in the time given")
    return result.end(asked.to)


if __name__ == "__main__":
    sys.exit(main())
