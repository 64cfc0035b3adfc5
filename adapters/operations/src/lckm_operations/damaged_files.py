"""Files of reports that are not as they were stored, or that others may use."""

from collections.abc import Collection, Iterator

from lckm_cli.toolkit import Language
from lckm_core.centre import ContactCentre
from lckm_core.ports.optional import FileInventory, ReportAdministration, offered
from lckm_core.text import Message

DAMAGED = "file of a report that was changed or damaged"
OPEN = "files of reports open to every user of the machine"
ADVICE = {
    DAMAGED: Message(
        "Ten plik zgłoszenia zmieniono, uszkodzono albo zamieniono z innym, albo nie ma do niego "
        "klucza. Przywróć go z kopii, a folder kluczy z jego kopii, albo podaj w keys klucz, "
        "którym go zaszyfrowano.",
        "This file of a report was changed, damaged or exchanged for another, or its key is "
        "missing. Restore it from a copy, and the key folder from its own, or give in keys the "
        "key it was encrypted with.",
    ),
    OPEN: Message(
        "Z plików zgłoszeń może korzystać każdy użytkownik tej maszyny. Wykonaj w tym folderze: "
        "chmod -R o-rwx.",
        "Every user of this machine can use files of reports. Run in this folder: chmod -R o-rwx.",
    ),
}
_WITHOUT_DIGEST = Message(
    "Wierszy, części osobowych i plików bez sumy kontrolnej, bo sprzed tej wersji: {}. Nie da się "
    "o nich powiedzieć, czy są, jakie były; to nie usterki.",
    "Rows, personal parts and files without a digest, for they are of before this version: {}. "
    "Nobody can tell whether they are as they were; these are no faults.",
)
_IN_CLEAR = Message(
    "Niezaszyfrowane są jeszcze części osobowe: {}, pliki zgłoszeń: {}. Zaszyfruj je: lckm "
    "encrypt (przy encryption = false najpierw usuń to ustawienie); to nie usterki.",
    "Not encrypted yet: personal parts: {}, files of reports: {}. Encrypt them: lckm encrypt (with "
    "encryption = false, remove that setting first); these are no faults.",
)


def damaged_files(
    centre: ContactCentre, lang: Language, *, but: Collection[str] = ()
) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong, by kind, subject and words; files open to all once, as a count.

    Files with references in *but* are not reported as damaged.
    """
    for adapter in centre.plugins.attachments:
        store = offered(adapter, FileInventory, "damaged", "open_to_all")
        if store is None:
            continue
        for reference in store.damaged():
            if reference in but:
                continue
            yield DAMAGED, reference, f"{reference}: {ADVICE[DAMAGED].text(lang)}"
        if paths := store.open_to_all():
            yield OPEN, paths[0], f"{paths[0]} ({len(paths)}): {ADVICE[OPEN].text(lang)}"


def without_digest(centre: ContactCentre) -> Message | None:
    """Return how much was stored before there were digests; ``None`` if nothing was."""
    reports = offered(centre.plugins.reports, ReportAdministration, "without_digest")
    count = 0 if reports is None else reports.without_digest()
    for adapter in centre.plugins.attachments:
        store = offered(adapter, FileInventory, "files_without_digest")
        count += 0 if store is None else store.files_without_digest()
    if not count:
        return None
    return Message(_WITHOUT_DIGEST.pl.format(count), _WITHOUT_DIGEST.en.format(count))


def in_clear(centre: ContactCentre) -> Message | None:
    """Return how much is not encrypted; ``None`` when all is."""
    reports = offered(centre.plugins.reports, ReportAdministration, "in_clear")
    parts = 0 if reports is None else reports.in_clear()
    stores = [
        offered(adapter, FileInventory, "files_in_clear") for adapter in centre.plugins.attachments
    ]
    files = sum(store.files_in_clear() for store in stores if store is not None)
    if not (parts or files):
        return None
    return Message(_IN_CLEAR.pl.format(parts, files), _IN_CLEAR.en.format(parts, files))
