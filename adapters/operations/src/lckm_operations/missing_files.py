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


@attrs.frozen(str=False)
class LockedFilesError(LckmError):
    """Files of reports are encrypted with a key that is not given."""

    pl = (
        "Nie ma klucza do plików zgłoszeń, więc zgłoszenia z nimi czekają, najdłużej "
        "longest_trying, a potem idą bez nich. Podaj klucz, którym je zaszyfrowano (keys), albo "
        "przywróć folder kluczy (key_folder)."
    )
    en = (
        "The key of files of reports is missing, so reports with them wait, at most "
        "longest_trying, and then go without them. Give the key that they were encrypted with "
        "(keys), or put the key folder back (key_folder)."
    )


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
    """Raise where one of the newest cannot be read.

    Raises :class:`UnreadableFilesError`, and :class:`LockedFilesError` for want of a key.
    """
    if lost_files(centre, most=_NEWEST):
        raise UnreadableFilesError
    if _any_locked(centre, most=_NEWEST):
        raise LockedFilesError


def _any_locked(centre: ContactCentre, *, most: int) -> bool:
    store = offered(centre.plugins.reports, FileInventory, "live_files")
    if store is None:
        return False
    folders = [offered(adapter, FileInventory, "locked") for adapter in centre.plugins.attachments]
    references = store.live_files(limit=most)
    return any(folder.locked(references) for folder in folders if folder is not None)


def missing_files_text(lost: Sequence[str], lang: Language) -> str:
    """Return how many there are, the first of them, and what to do."""
    head = either(
        lang,
        f"Plików zgłoszeń, których nie da się tu odczytać: {len(lost)}, pierwszy {lost[0]}.",
        f"Files of reports that cannot be read here: {len(lost)}, the first {lost[0]}.",
    )
    return f"{head} {ADVICE.text(lang)}"
