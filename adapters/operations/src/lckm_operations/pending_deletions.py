"""Files that should have been destroyed and, as far as is known, are not."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import StrEnum

import attrs

from lckm_core.centre import ContactCentre
from lckm_core.errors import LckmError
from lckm_core.ports import Event, EventVerb, under_way
from lckm_core.reports import number_of_file
from lckm_core.text import Message
from lckm_operations.optional_features import left_files

NOT_FOUND = "file that no store of files finds"
NOT_DESTROYED = "file not destroyed"
NO_STORE = "files that nobody destroys"
ADVICE = {
    NOT_FOUND: Message(
        "Zgłoszenie nie ma już danych osobowych, a jego pliku nie ma w folderze plików tej "
        "maszyny, więc nie wiadomo, czy jest zniszczony. Wszystkie maszyny mają mieć ten sam "
        "folder. Gdy plik leży na innej, uruchom tam lckm erase due; gdy na pewno go nie ma: lckm "
        "erase files-gone.",
        "The report has no personal data any more, and its file is not in this machine's folder "
        "of files, so nobody knows whether it is destroyed. All machines are to share that "
        "folder. Where another has the file, run lckm erase due there; when it is surely gone: "
        "lckm erase files-gone.",
    ),
    NOT_DESTROYED: Message(
        "Zgłoszenie nie ma już danych osobowych, a jego plik nie jest zniszczony. Uruchom lckm "
        "erase due. Gdy to nie pomoże, sprawdź prawa do folderu plików.",
        "The report has no personal data any more, and its file is not destroyed. Run lckm erase "
        "due. Where that does not help, check the rights to the folder of files.",
    ),
    NO_STORE: Message(
        "Żaden adapter z pliku ustawień nie przechowuje plików, więc nikt ich nie zniszczy. "
        "Dopisz go, np. attachments w lckm_folder:FolderAdapter, albo skasuj pliki inaczej: lckm "
        "erase files-gone.",
        "No adapter of the settings keeps files, so nobody destroys them. Add it, such as "
        "attachments of lckm_folder:FolderAdapter, or delete them in another way: lckm erase "
        "files-gone.",
    ),
}
_HERE = Message(
    "ten plik tu jest albo nie da się sprawdzić, czy jest. Zniszczy go lckm erase due.",
    "this file is here, or it cannot be told whether it is. lckm erase due destroys it.",
)
_NOT_NAMED = Message(
    "żaden plik o tej nazwie nie czeka na zniszczenie. Które czekają, mówi lckm verify.",
    "no file of that name waits to be destroyed. lckm verify says which do.",
)


class Gone(StrEnum):
    """How an operator knows that a file is gone.

    It is a code, because an operator's own words might contain personal data.
    """

    DELETED = "deleted"
    """The operator deleted it, without the library."""
    SEARCHED = "searched"
    """It is on no machine, and all were searched."""
    MEDIUM = "medium"
    """The disk that it lay on is destroyed."""


@attrs.frozen(str=False)
class NotGoneError(LckmError):
    """A file cannot be noted as gone."""

    reference: str
    reason: Message

    pl = "{reference}: {reason.pl}"
    en = "{reference}: {reason.en}"


def faults(centre: ContactCentre) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with each, and its reference."""
    for reference in left_files(centre.plugins.reports):
        if centre.plugins.attachments:
            yield (NOT_DESTROYED if _may_be_here(centre, reference) else NOT_FOUND), reference
        else:
            yield NO_STORE, reference


def note_gone(centre: ContactCentre, references: Sequence[str], how: Gone, now: datetime) -> None:
    """Note that files are gone, all or none of them, and add it to the audit trail.

    Raises :class:`NotGoneError` for a file that is not to be destroyed or may be here.
    """
    store = centre.plugins.reports
    wanted = {*references}
    named = {reference for reference in left_files(store) if reference in wanted}
    for reference in references:
        if reference not in named:
            raise NotGoneError(reference, _NOT_NAMED)
        if _may_be_here(centre, reference):
            raise NotGoneError(reference, _HERE)
    for reference in references:
        number = number_of_file(reference)
        event = Event(
            verb=EventVerb.DESTROY_FILES,
            subject=number,
            at=now,
            outcome=f"gone, {how.value}: {reference}",
        )
        with under_way(event):
            store.files_destroyed([reference])
        for listener in centre.plugins.listeners:
            listener.on_event(event)


def _may_be_here(centre: ContactCentre, reference: str) -> bool:
    """Return whether a store of files has it, or may have it."""
    for store in centre.plugins.attachments:
        try:
            if store.read(reference) is not None:
                return True
        except Exception:  # noqa: BLE001  foreign code, and what it raises may hold anything
            return True
    return False
