"""Keep databases of the schema of today, for the tests of later versions: python
adapters/sql/tests/release.py.
"""

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from test_schema import contents_of

from lckm_core.organisation import DIRECTORY
from lckm_core.ports import AnnouncementChange, EditionChange, NumberSeries, SessionRecord
from lckm_sql import SqlAdapter, SqlDirectory, SqlDocuments
from lckm_sql.schema import VERSIONS
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples
from tests.helpers.private_postgresql import PostgresServer, programs

_SCHEMA = "lckm_released"
_NOT_KEPT = ("--", "\\", "SET ", "CREATE SCHEMA", "SELECT pg_catalog.set_config")
"""How lines of a dump begin that are of its server, or of the program that made it."""


def main() -> None:
    """Make the folder of the newest version; one that is there stays as it is, for it was
    released.
    """
    folder = Path(__file__).parent / "files" / "released" / VERSIONS[-1]
    if folder.exists():
        sys.exit(f"{folder} is there already")
    folder.mkdir(parents=True)
    adapter = SqlAdapter(url=f"sqlite:///{folder}/reports.sqlite", encryption=False)
    fill(adapter)
    (folder / "told.json").write_text(
        json.dumps(contents_of(adapter), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    adapter.close()
    # What says that somebody uses the file stays beside it.
    (folder / "reports.sqlite.in-use").unlink(missing_ok=True)
    with TemporaryDirectory(prefix="lckm-release-") as own:
        server = PostgresServer(Path(own) / "server", programs()[0])
        server.start()
        server.execute(f"CREATE SCHEMA {_SCHEMA}")
        adapter = SqlAdapter(url=server.url(_SCHEMA), encryption=False)
        fill(adapter)
        adapter.close()
        (folder / "postgresql.sql").write_bytes(dumped(server).encode())
        server.stop()


def fill(adapter: SqlAdapter) -> None:
    """Keep something in every table."""
    number = adapter.reports.next_number(samples.NOON)
    report = samples.full_report(PersonalDataCanary("released"), number)
    opened = samples.opened(number, samples.ASKS_CONTACT)
    adapter.reports.add(report, opened, samples.receipt(number))
    for request in samples.requests():
        adapter.requests.add(request)
    adapter.procedures.save([EditionChange(edition) for edition in samples.editions()])
    adapter.notices.save_announcements([AnnouncementChange(samples.announcement_edition())])
    adapter.numbers.next_number(NumberSeries.PROCEDURE, now=samples.NOON)
    adapter.drafts.save("0a" * 32, b"sealed", until=samples.NOON)
    adapter.sessions.save(
        SessionRecord(
            key="0a" * 32,
            login="e.pokazowa",
            way="a list of staff",
            signed_in_at=samples.NOON,
            until=samples.NOON,
            issuer="https://sso.example.org",
            subject="8f",
        )
    )
    adapter.trail.hold_position("open-data", holder="w", now=samples.NOON, until=samples.NOON)
    adapter.trail.move_position("open-data", 1, holder="w")
    adapter.notices.save_terms(samples.terms())
    SqlDocuments(adapter.database).keep(b"%PDF-1.7\x00\n%%EOF\n")
    SqlDirectory(adapter.database).replace(DIRECTORY)


def dumped(server: PostgresServer) -> str:
    """Return all of it as statements for whatever schema they are executed in."""
    file = server.folder / "dump.sql"
    server.run(
        "pg_dump", "--inserts", "--no-owner", f"--schema={_SCHEMA}", f"--file={file}", "postgres"
    )
    # By this alone: what is kept has line ends of other kinds.
    lines = file.read_bytes().decode().split("\n")
    kept = (line for line in lines if line.strip() and not line.startswith(_NOT_KEPT))
    return "".join(f"{line}\n" for line in kept).replace(f"{_SCHEMA}.", "")


if __name__ == "__main__":
    main()
