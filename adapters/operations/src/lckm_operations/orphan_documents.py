"""Files to download that belong to no edition.

They were handed in by mistake and replaced, or their handover was refused or interrupted.
"""

from collections.abc import Collection, Sequence

from lckm_cli.toolkit import Language, either
from lckm_core.centre import ContactCentre
from lckm_core.ports.optional import FileInventory, offered
from lckm_core.text import Message

UNWANTED = "files to download of no edition"
UNTOLD = "editions that cannot be read"
ADVICE = {
    UNWANTED: Message(
        "Plików do pobrania nie ma żadne wydanie procedury. Usunie je lckm verify "
        "--mend-downloads. Nie rób tego, jeśli bazę procedur przywrócono ze starszej kopii, a "
        "wróci jeszcze nowsza.",
        "No edition of a procedure has these files to download. lckm verify --mend-downloads "
        "removes them. Do not where the procedures were put back from an older copy, and a newer "
        "one is still to come.",
    ),
    UNTOLD: Message(
        "Wydań procedur nie da się odczytać, więc nie wiadomo, których plików do pobrania nie ma "
        "żadne z nich. Napraw bazę albo folder procedur.",
        "The editions of procedures cannot be read, so nobody knows which files to download none "
        "of them has. Repair the database or the folder of procedures.",
    ),
}


def faults(centre: ContactCentre, lang: Language) -> Sequence[tuple[str, str, str]]:
    """Return the kind, subject and text of the fault, if the store can tell."""
    if (
        not _has_files(centre)
        or (store := offered(centre.plugins.documents, FileInventory, "unwanted")) is None
    ):
        return ()
    wanted = _wanted_addresses(centre)
    if wanted is None:
        return [(UNTOLD, "", ADVICE[UNTOLD].text(lang))]
    if not wanted or not (found := store.unwanted(wanted)):
        return ()
    head = either(
        lang,
        f"Plików: {len(found)}, pierwszy {found[0]}.",
        f"Files: {len(found)}, the first {found[0]}.",
    )
    return [(UNWANTED, found[0], f"{head} {ADVICE[UNWANTED].text(lang)}")]


def sweep(centre: ContactCentre) -> int:
    """Remove the files of no edition and return their number.

    Files stored within the last hour stay, as their edition may be about to come. Nothing
    is removed where no edition has a file: the editions may lie in a folder that is not
    connected. The call may be interrupted at any moment and repeated.
    """
    # The addresses are read first: storing a file for an edition that comes meanwhile
    # begins its hour anew. No worker calls this, because after restoring an older copy of
    # the editions, the files of newer ones look just the same.
    wanted = _wanted_addresses(centre) if _has_files(centre) else None
    return centre.plugins.documents.sweep(wanted) if wanted else 0


def _has_files(centre: ContactCentre) -> bool:
    return centre.plugins.answers("provide_documents") and centre.plugins.answers(
        "provide_procedures"
    )


def _wanted_addresses(centre: ContactCentre) -> Collection[str] | None:
    """Return the addresses of the editions' files, ``None`` if one cannot be read."""
    try:
        return {
            file.address
            for edition in centre.plugins.procedures.all_editions()
            for file in edition.files
        }
    except Exception:  # noqa: BLE001  foreign code, and what it raises may hold anything
        return None
