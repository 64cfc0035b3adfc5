"""Files of reports that cannot be read here, as when their folder is not connected."""

from collections.abc import Sequence

import attrs

from lckm_cli.toolkit import Language, either
from lckm_core.centre import ContactCentre
from lckm_core.errors import LckmError
from lckm_core.ports.optional import FileInventory, offered
from lckm_core.text import Message

LOST = "files of reports that cannot be read"
ADVICE = Message(
    "Zgłoszenia idą bez tych plików. Podłącz folder plików (ten sam na wszystkich maszynach), daj "
    "prawo do odczytu albo przywróć pliki z kopii.",
    "Reports go without these files. Connect the folder of files (the same for all machines), "
    "grant the right to read it, or restore the files from a copy.",
)
MOST, _NEWEST = 100_000, 1000
"""How many files a command and a worker check, the newest first."""


@attrs.frozen(str=False)
class UnreadableFilesError(LckmError):
    """Files of reports cannot be read here."""

    pl = ADVICE.pl
    en = ADVICE.en


def lost_files(centre: ContactCentre, *, most: int = MOST) -> Sequence[str]:
    """Return the references of files that cannot be read, as far as the stores can tell."""
    store = offered(centre.plugins.reports, FileInventory, "live_files")
    folders = [
        inventory
        for inventory in (
            offered(adapter, FileInventory, "missing") for adapter in centre.plugins.attachments
        )
        if inventory is not None
    ]
    if store is None or not folders or len(folders) < len(centre.plugins.attachments):
        return ()
    references = store.live_files(limit=most)
    for folder in folders:
        references = folder.missing(references)
    # What was destroyed meanwhile is not lost.
    return sorted({*references} & {*store.live_files(limit=most)}) if references else ()


def require_live_files(centre: ContactCentre) -> None:
    """Raise :class:`UnreadableFilesError` where one of the newest cannot be read."""
    if lost_files(centre, most=_NEWEST):
        raise UnreadableFilesError


def missing_files_text(lost: Sequence[str], lang: Language) -> str:
    """Return how many there are, the first of them, and what to do."""
    head = either(
        lang,
        f"Plików zgłoszeń, których nie da się tu odczytać: {len(lost)}, pierwszy {lost[0]}.",
        f"Files of reports that cannot be read here: {len(lost)}, the first {lost[0]}.",
    )
    return f"{head} {ADVICE.text(lang)}"
