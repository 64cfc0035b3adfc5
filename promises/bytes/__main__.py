"""Plant made-up data of residents, let the term pass, and search every byte of ours.

    python -m promises.bytes --database postgresql --encrypted --seed 7

Searched are the files of the database with its journal and temporary files, the log of its
server, which has every statement, the attachments, the logs of every logger at its most
talkative, the workers' heartbeat, temporary files and core dumps; in every encoding that
PersonalDataCanary knows. The search is first seen to find the data: before the term, and after
a plain UPDATE … NULL on a second database. Mailboxes and the helpdesk are not ours.
"""

import argparse
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import create_engine, text

from lckm_testing import PersonalDataCanary
from promises.bytes.office import ROUTES, Office, moment
from promises.bytes.peers import Peers
from promises.figures import Result, arguments, needs_linux

PLACES = ("data", "files", "keys", "logs", "temp", "run", "base")
SERVER_LOG = "server log"
_SEVEN_MONTHS = timedelta(days=215)


def main() -> int:
    """Run it; return 1 when anything is found wrongly, or not found where it must be."""
    needs_linux()
    parser = arguments(__doc__, seconds=1200)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument(
        "--encrypted",
        action="store_true",
        help="encrypt personal parts and files, with keys of months",
    )
    parser.add_argument("--reports", type=int, default=12)
    asked = parser.parse_args()
    result = Result.of("bytes", asked)
    with tempfile.TemporaryDirectory(prefix="lckm-bytes-") as folder, Peers() as peers:
        term(asked, Path(folder), peers, result)
        if not asked.encrypted:
            plain_update(asked, Path(folder) / "second", peers, result)
    return result.end(asked.to)


def term(asked: argparse.Namespace, folder: Path, peers: Peers, result: Result) -> None:
    """Register, deliver, crash; withdraw one consent; let the term pass; search after each."""
    stays, leaves = (
        PersonalDataCanary(f"stays {asked.seed}"),
        PersonalDataCanary(f"leaves {asked.seed}"),
    )
    with office(asked, folder / "office", peers) as ours:
        now = moment()
        _work(ours, asked.reports, stays, leaves, peers, now, result)
        keys = ours.month_keys()
        _search_before(ours, stays, leaves, keys, result, encrypted=asked.encrypted)

        centre = ours.centre()
        centre.withdraw_consent("W-1", now=now + timedelta(hours=1))
        after = search(ours, leaves)
        result.figures["an hour after a withdrawal"] = after
        must_not(result, "after a withdrawal", after)
        others = search(ours, stays)
        if not asked.encrypted:
            must(result, "after the withdrawal of another", others, "files")

        by_server = ours.server_log_lines()
        result.figures["lines logged"] = ours.log_lines()
        result.figures["lines logged by the database's server"] = by_server
        if not result.figures["lines logged"] or by_server == 0:
            result.faults.append("nothing was logged, so nothing was searched")

        later = now + _SEVEN_MONTHS
        centre.anonymise_due(now=later)
        centre.open_erasure_notices(now=later)
        centre.dispatch_due("later", clock=lambda: later)
        _search_after(ours, stays, leaves, keys, result, encrypted=asked.encrypted)
        if centre.plugins.reports.get("T-0") is None:
            result.faults.append("the report itself is gone")


def _work(
    ours: Office,
    count: int,
    stays: PersonalDataCanary,
    leaves: PersonalDataCanary,
    peers: Peers,
    now: datetime,
    result: Result,
) -> None:
    """Register and deliver *count* reports, and let a worker crash with one in its hands."""
    ways = list(ROUTES.values())
    numbers = [(f"T-{at}", ways[at % len(ways)], stays) for at in range(count)]
    numbers.insert(count // 2, ("W-1", ROUTES["with contact data"], leaves))
    ours.register(numbers, now)
    ours.deliver()
    result.figures |= peers.counts()
    ours.register([("T-last", ROUTES["without"], stays)], now)
    peers.hold()
    result.figures["core dumps of a program that prevents none"] = ours.core_dumps()
    result.figures["core dumps of a worker that crashed"] = ours.crash(peers.holding)
    peers.let_go()
    ours.checkpoint()


def _search_before(
    ours: Office,
    stays: PersonalDataCanary,
    leaves: PersonalDataCanary,
    keys: list[bytes],
    result: Result,
    *,
    encrypted: bool,
) -> None:
    before = search(ours, stays)
    result.figures["before the term"] = before
    result.figures["before the withdrawal"] = search(ours, leaves)
    if encrypted:
        must_not(result, "before the term, encrypted", before)
        count = ours.files_with(keys)
        result.figures["files with the key of a month, before the term"] = count
        if not count:
            result.faults.append(
                "the key of the month is not found before the term, so the search for it is blind"
            )
    else:
        must(result, "before the term", before, "data")
        must(result, "before the term", before, "files")
    logged = {place: before.get(place, 0) for place in ("logs", SERVER_LOG)}
    must_not(result, "before the term", logged)


def _search_after(
    ours: Office,
    stays: PersonalDataCanary,
    leaves: PersonalDataCanary,
    keys: list[bytes],
    result: Result,
    *,
    encrypted: bool,
) -> None:
    for which, canary in (
        ("after the term", stays),
        ("after the term, of the one withdrawn", leaves),
    ):
        found = search(ours, canary)
        result.figures[which] = found
        must_not(result, which, found)
    if encrypted:
        count = ours.files_with(keys)
        result.figures["files with the key of a month, after the term"] = count
        must_not(result, "after the term, the key of the month", {"files": count})


def plain_update(asked: argparse.Namespace, folder: Path, peers: Peers, result: Result) -> None:
    """See that the search finds what a plain UPDATE leaves in a second database.

    Its server logs the values of statements, too, as PostgreSQL does unless told otherwise:
    the search has to find them.
    """
    canary = PersonalDataCanary(f"second {asked.seed}")
    with office(asked, folder, peers, values_logged=True) as ours:
        ours.register(
            [(f"T-{at}", ROUTES["without"], canary) for at in range(asked.reports)], moment()
        )
        if ours.server is None:
            (month,) = (folder / "data").glob("*-months/*.sqlite")
            with closing(sqlite3.connect(month, isolation_level=None)) as file:
                file.execute(
                    "PRAGMA secure_delete = OFF"
                )  # as SQLite is, unless built or told otherwise
                file.execute("UPDATE personal SET data = x''")
                file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            engine = create_engine(ours.server.url(), isolation_level="AUTOCOMMIT")
            with engine.connect() as connection:
                query = (
                    "SELECT relname FROM pg_class WHERE relname LIKE 'personal_%' AND relkind = 'r'"
                )
                (name,) = connection.execute(text(query)).scalars()
                connection.execute(text(f"UPDATE {name} SET data = ''"))
                connection.execute(text("CHECKPOINT"))
            engine.dispose()
        found = search(ours, canary)
        result.figures["after a plain UPDATE … NULL"] = found
        must(result, "after a plain UPDATE", found, "data")
        if ours.server_log is not None:
            must(result, "where the server logs values", found, SERVER_LOG)


@contextmanager
def office(
    asked: argparse.Namespace, folder: Path, peers: Peers, *, values_logged: bool = False
) -> Iterator[Office]:
    """Open an office, and close it."""
    ours = Office.opened(
        folder,
        asked.database,
        encrypted=asked.encrypted,
        values_logged=values_logged,
        smtp=peers.smtp,
        desk=peers.desk,
        token=peers.token,
    )
    try:
        yield ours
    finally:
        ours.close()


def search(ours: Office, canary: PersonalDataCanary) -> dict[str, int]:
    """Return the number of traces by place, in all but the settings of the office."""
    traces = {place: canary.search(ours.folder / place) for place in PLACES}
    found = {place: len(each) for place, each in traces.items()}
    if ours.server_log is not None:
        name = str(ours.server_log.relative_to(ours.folder / "data"))
        found[SERVER_LOG] = sum(one.where.partition(" > ")[0] == name for one in traces["data"])
        found["data"] -= found[SERVER_LOG]
    return found


def must(result: Result, when: str, found: dict[str, int], place: str) -> None:
    """Note a fault when the search does not find what is there."""
    if not found[place]:
        result.faults.append(f"{when}: the search finds nothing in {place}, so it is blind")


def must_not(result: Result, when: str, found: dict[str, int]) -> None:
    """Note a fault for every place where something is found."""
    result.faults += [
        f"{when}: {count} traces in {place}" for place, count in found.items() if count
    ]


if __name__ == "__main__":
    sys.exit(main())
