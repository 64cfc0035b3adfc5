"""Files of no report: a crash between keeping a file and its report leaves them, and so does a database put back from a copy."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from lckm_core import ContactCentre, Message, number_of_file

YOUNG = timedelta(days=1)
"""A file is kept before its report is registered, so for so long it may still get one."""
SAID = Message(
    "Plik nie należy do żadnego zgłoszenia. Usunie go lckm verify --mend.",
    "The file belongs to no report. lckm verify --mend destroys it.",
)


def strays(centre: ContactCentre, now: datetime) -> Iterator[str]:
    """Yield the references of files of no report, as far as the stores of files can list what they have."""
    for store in centre.plugins.attachments:
        listing = getattr(store, "references", None)
        for reference in listing(kept_before=now - YOUNG) if callable(listing) else ():
            report = centre.plugins.reports.get(number_of_file(reference))
            if report is None or reference not in [one.reference for one in report.attachments]:
                yield reference


def destroy_strays(centre: ContactCentre, now: datetime) -> int:
    """Destroy them, and return how many there were."""
    found = list(strays(centre, now))
    for store in centre.plugins.attachments:
        store.destroy(found)
    return len(found)
