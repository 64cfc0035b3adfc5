"""What became of the consents that were withdrawn.

No byte is left in the database, and whoever holds data was asked once to erase them.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from lckm_core.delivery import (
    Dispatch,
    DispatchKind,
    dispatch_id,
    notices_wanted,
)
from lckm_core.ports import ReportStore
from promises.chaos.contents import names_anybody
from promises.chaos.residents import MARK, Resident

_PAGE = 100


def notices_of(store: ReportStore, number: str) -> Iterator[Dispatch]:
    """Yield the notices about a report that there are."""
    for kind in (DispatchKind.MAILBOX_NOTICE, DispatchKind.HELPDESK_NOTICE):
        notice = store.dispatch(dispatch_id(number, kind))
        if notice is not None:
            yield notice


def missing_notices(
    dispatch: Dispatch,
    notices: Sequence[Dispatch],
    texts: Mapping[str, Sequence[str]],
    wrote: Resident,
) -> Iterator[str]:
    """Yield the notices missing for a withdrawn report, by the rules and the mailbox."""
    kinds = {notice.kind for notice in notices}
    if set(notices_wanted(dispatch)) - kinds:
        yield "not told: a notice is due, and was not opened"
    holds = any(
        datum in text for text in texts.get(dispatch.mailbox_key, ()) for datum in wrote.contact
    )
    if holds and DispatchKind.MAILBOX_NOTICE not in kinds:
        yield "not told: the mailbox holds data of one who withdrew"


def wrong_in_notice(text: str, number: str) -> Iterator[str]:
    """Yield what is wrong with the text of a notice."""
    if number not in text:
        yield "changed: a notice without the number of its report"
    if names_anybody(text):
        yield "told: personal data in a notice"


def told_needlessly(store: ReportStore, withdrawn: Collection[str]) -> Iterator[str]:
    """Yield the numbers of reports about which there are notices though nobody withdrew."""
    after = ""
    while page := store.unconfirmed(after=after, limit=_PAGE):
        yield from (
            notice.report_number for notice in page if notice.report_number not in withdrawn
        )
        after = page[-1].id


def marks_in(folder: Path) -> Counter[str]:
    """Return whose data are anywhere in a folder, by their marks, and in how many places."""
    found: Counter[str] = Counter()
    for path in folder.rglob("*"):
        # A server that has nothing to do takes away what it needs no more.
        with suppress(FileNotFoundError):
            content = path.read_bytes() if path.is_file() else b""
            found.update(mark.decode().casefold() for mark in MARK.findall(content))
    return found
