"""Files to download that no edition has: one handed in by mistake and replaced, or whose handing-in was refused or killed half-way.

No worker removes them, for where the editions were put back from an older copy, what newer ones have looks the same.
"""

from collections.abc import Collection, Sequence

from lckm_cli.toolkit import Language, either
from lckm_core.centre import ContactCentre
from lckm_core.ports.optional import FileInventory, offered
from lckm_core.text import Message

UNWANTED, UNTOLD = "files to download of no edition", "editions that cannot be read"
SAID = {
    UNWANTED: Message(
        "Plików do pobrania nie ma żadne wydanie procedury. Usunie je lckm verify --mend-downloads. Nie rób tego, jeśli bazę procedur "
        "przywrócono ze starszej kopii, a wróci jeszcze nowsza.",
        "No edition of a procedure has these files to download. lckm verify --mend-downloads removes them. Do not where the procedures "
        "were put back from an older copy, and a newer one is still to come.",
    ),
    UNTOLD: Message(
        "Wydań procedur nie da się odczytać, więc nie wiadomo, których plików do pobrania nie ma żadne z nich. Napraw bazę albo folder procedur.",
        "The editions of procedures cannot be read, so nobody knows which files to download none of them has. Mend the database or the "
        "folder of procedures.",
    ),
}


def faults(centre: ContactCentre, lang: Language) -> Sequence[tuple[str, str, str]]:
    """Return what is wrong, by kind, subject and words; nothing where the store of files does not tell what it has."""
    if (
        not _has_files(centre)
        or (store := offered(centre.plugins.documents, FileInventory, "unwanted")) is None
    ):
        return ()
    wanted = _wanted(centre)
    if wanted is None:
        return [(UNTOLD, "", SAID[UNTOLD].text(lang))]
    if not wanted or not (found := store.unwanted(wanted)):
        return ()
    head = either(
        lang,
        f"Plików: {len(found)}, pierwszy {found[0]}.",
        f"Files: {len(found)}, the first {found[0]}.",
    )
    return [(UNWANTED, found[0], f"{head} {SAID[UNWANTED].text(lang)}")]


def sweep(centre: ContactCentre) -> int:
    """Remove them, but what was kept within the last hour, whose edition may be about to come; return how many there were.

    Read first, an edition that comes meanwhile loses nothing, for keeping a file begins that hour anew. Where editions have no file
    at all nothing goes: they may lie in a folder that is not connected. It may be killed at any instant, and repeated.
    """
    wanted = _wanted(centre) if _has_files(centre) else None
    return centre.plugins.documents.sweep(wanted) if wanted else 0


def _has_files(centre: ContactCentre) -> bool:
    return centre.plugins.answers("provide_documents") and centre.plugins.answers(
        "provide_procedures"
    )


def _wanted(centre: ContactCentre) -> Collection[str] | None:
    """Return the addresses of the files that editions have, ``None`` where one cannot be read, so that nobody knows all."""
    try:
        return {
            file.address
            for edition in centre.plugins.procedures.all_editions()
            for file in edition.files
        }
    except Exception:  # noqa: BLE001  foreign code, and what it raises may hold anything
        return None
