"""Keep a database of the schema of today, for the tests of later versions: python adapters/sql/tests/release.py."""

import sys
from pathlib import Path

from lckm_core import EditionChange
from lckm_core.testing import PersonalDataCanary
from lckm_core.testing.contracts import samples
from lckm_sql import SqlAdapter
from lckm_sql.schema import VERSIONS


def main() -> None:
    """Make the folder of the newest version; one that is there stays as it is, for it was released."""
    folder = Path(__file__).parent / "files" / "released" / VERSIONS[-1]
    if folder.exists():
        sys.exit(f"{folder} is there already")
    folder.mkdir(parents=True)
    adapter = SqlAdapter(url=f"sqlite:///{folder}/reports.sqlite")
    number = adapter.reports.next_number(samples.NOON)
    report = samples.full_report(PersonalDataCanary("released"), number)
    adapter.reports.add(report, samples.opened(number, samples.ASKS_CONTACT))
    for request in samples.requests():
        adapter.requests.add(request)
    adapter.procedures.save([EditionChange(edition) for edition in samples.editions()])
    adapter.notices.save_announcement(samples.announcement())
    adapter.notices.save_terms(samples.terms())
    adapter.close()


if __name__ == "__main__":
    main()
