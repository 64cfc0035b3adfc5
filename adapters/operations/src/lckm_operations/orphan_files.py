"""Files of no report, left behind by a crash or a restored database."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from lckm_core.centre import ContactCentre
from lckm_core.errors import LckmError
from lckm_core.ports import ReportStore
from lckm_core.ports.optional import FileInventory, offered
from lckm_core.reports import number_of_file
from lckm_core.text import Message
from lckm_operations.optional_features import outline

YOUNG = timedelta(days=1)
"""A file is stored before its report is registered; within this time one may come."""
ADVICE = Message(
    "Plik nie należy do żadnego zgłoszenia. Usunie go lckm verify --mend.",
    "The file belongs to no report. lckm verify --mend destroys it.",
)


def orphan_files(centre: ContactCentre, now: datetime) -> Iterator[str]:
    """Yield the references of files of no report, if the stores can list their files."""
    for store in centre.plugins.attachments:
        inventory = offered(store, FileInventory, "references")
        for reference in () if inventory is None else inventory.references(kept_before=now - YOUNG):
            if not _may_belong(centre.plugins.reports, reference):
                yield reference


def _may_belong(store: ReportStore, reference: str) -> bool:
    """Return whether a report has the file, or its key is missing so that nobody knows."""
    known = outline(store, number_of_file(reference))
    if known is None or not known.has_personal:
        return known is not None and reference in [
            file.reference for file in known.report.attachments
        ]
    try:
        report = store.get(known.report.number)
    except LckmError:
        return True
    return report is not None and reference in [file.reference for file in report.attachments]


def destroy_orphan_files(centre: ContactCentre, now: datetime) -> int:
    """Destroy them, and return how many there were."""
    found = list(orphan_files(centre, now))
    for store in centre.plugins.attachments:
        store.destroy(found)
    return len(found)
