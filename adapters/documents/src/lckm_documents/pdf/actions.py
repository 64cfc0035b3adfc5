"""Finds scripts, programs, data sent and addresses opened by a PDF (ISO 32000-2, 12.6)."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import pikepdf

from lckm_core.findings import FindingKind
from lckm_documents import limits
from lckm_documents.finding_kinds import EMBEDS, FETCHES, RUNS
from lckm_documents.pdf.objects import (
    ObjectId,
    entry,
    items,
    keys,
    name,
    object_id,
    too_many_objects,
    within,
)
from lckm_documents.result import Notes

_ACTIONS: Final = {
    "JavaScript": ("skrypt JavaScript", "a JavaScript"),
    "Launch": (
        "uruchomienie programu lub pliku (Launch)",
        "the launch of a program or file (Launch)",
    ),
    "SubmitForm": (
        "wysłanie danych formularza pod adres w sieci (SubmitForm)",
        "form data sent to an address (SubmitForm)",
    ),
    "ImportData": ("wczytanie danych z dysku (ImportData)", "data read from the disk (ImportData)"),
}
_FETCHED: Final = {
    "GoToR": (
        "przejście do innego pliku, na dysku albo w sieci (GoToR)",
        "a way into another file, on a disk or a network (GoToR)",
    ),
    "GoToE": (
        "przejście do pliku w innym pliku (GoToE)",
        "a way into a file within another (GoToE)",
    ),
    "URI": (
        "adres, który otwiera się sam, bez kliknięcia (URI)",
        "an address that opens by itself, without a click (URI)",
    ),
}
_EMBEDDED: Final = {
    "FileAttachment": ("załączony plik", "an attached file"),
    "RichMedia": ("osadzony film lub animacja", "an embedded film or animation"),
    "Movie": ("osadzony film", "an embedded film"),
    "Sound": ("osadzone nagranie", "an embedded recording"),
    "Screen": ("osadzony film lub dźwięk", "an embedded film or sound"),
    "3D": ("osadzony model 3D", "an embedded 3D model"),
}
_RUNS_NOTHING: Final = (
    ". Dokument do pobrania niczego nie uruchamia: usuń to i zapisz PDF ponownie.",
    ". A document to download runs nothing: remove it and save the PDF again.",
)
_FETCHES_NOTHING: Final = (
    ". Dokument do pobrania nie sięga poza siebie: usuń to albo podaj zwykły odnośnik do strony.",
    ". A document to download reaches for nothing else: remove it, or give a plain link to a page.",
)
_UNCHECKED: Final = (
    ": nie przechodzi osobnego sprawdzenia i wielu programom jest niedostępny. Dołącz go osobno.",
    ": it is not checked by itself, and many programs cannot get at it. Provide it separately.",
)
# Events of an action that are the user's click: the mouse button goes down or up.
_CLICKED: Final = ("/D", "/U")

Place = tuple[str, int | None]
Words = tuple[str, str]
"""Words in Polish and in English."""


def judge_actions(pdf: pikepdf.Pdf, notes: Notes) -> None:
    """Check every object of the file, reporting each kind once for each page."""
    pages = _pages(pdf)
    actions: dict[Place, None] = {}
    fetched: dict[Place, None] = {}
    embedded: dict[Place, None] = {}
    for count, pdf_object in enumerate(pdf.objects):
        if count > limits.OBJECTS:
            raise too_many_objects()
        identity = object_id(pdf_object)  # numbers and the like come as themselves
        page = pages.get(identity) if identity is not None else None
        for holder in within(pdf_object):
            action, kind = name(entry(holder, "/S")), name(entry(holder, "/Subtype"))
            if action in _ACTIONS or (
                entry(holder, "/JS") is not None and action in ("Rendition", "")
            ):
                actions[(action if action in _ACTIONS else "JavaScript", page)] = None
            if action in ("GoToR", "GoToE"):
                fetched[(action, page)] = None
            if any(
                name(entry(action_object, "/S")) == "URI"
                for action_object in _automatic_actions(holder)
            ):
                fetched[("URI", page)] = None
            if kind in _EMBEDDED and entry(holder, "/Rect") is not None:
                embedded[(kind, page)] = None
    for key in _attached(pdf):
        embedded[(key, None)] = None
    _add(RUNS, _ACTIONS, _RUNS_NOTHING, _once(actions), notes)
    _add(FETCHES, _FETCHED, _FETCHES_NOTHING, _once(fetched), notes)
    _add(EMBEDS, _EMBEDDED, _UNCHECKED, list(embedded), notes)


def _automatic_actions(holder: Any) -> Iterator[Any]:
    """Yield the actions that start without a click, and those that follow them."""
    events = entry(holder, "/AA")
    waiting = [
        entry(holder, "/OpenAction"),
        *(entry(events, key) for key in keys(events) if key not in _CLICKED),
    ]
    seen: set[ObjectId] = set()
    for count in range(limits.OBJECTS):
        if count >= len(waiting):
            return
        action = waiting[count]
        if (identity := object_id(action)) in seen:
            continue
        if identity is not None:
            seen.add(identity)
        yield action
        waiting += items(entry(action, "/Next"))
    raise too_many_objects()


def _once(places: Mapping[Place, None]) -> list[Place]:
    """Return the places, without those of no page whose kind is reported on a page already."""
    on_pages = {kind for kind, page in places if page is not None}
    return [(kind, page) for kind, page in places if page is not None or kind not in on_pages]


def _add(
    kind: FindingKind, what: Mapping[str, Words], advice: Words, places: list[Place], notes: Notes
) -> None:
    """Add a finding at each place: what is there, in the words of *what*, and the advice."""

    def message_at(at: int) -> Words:
        key, page = places[at]
        where_pl, where_en = _page_words(page)
        what_pl, what_en = what[key]
        return (
            f"W pliku{where_pl} jest {what_pl}{advice[0]}",
            f"In the file{where_en} there is {what_en}{advice[1]}",
        )

    notes.add_each(kind, [_path(page) for _, page in places], message_at)


def _attached(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield an entry if files are attached to the document as a whole."""
    tree = entry(pdf.Root, "/Names", "/EmbeddedFiles")
    if items(entry(tree, "/Names")) or items(entry(tree, "/Kids")):
        yield "FileAttachment"


def _pages(pdf: pikepdf.Pdf) -> dict[ObjectId, int]:
    """Return the page of each page object, its annotations and their actions."""
    found: dict[ObjectId, int] = {}
    for index, page in enumerate(pdf.pages):
        for holder in (page.obj, *items(entry(page.obj, "/Annots"))):
            actions = [
                entry(holder, "/A"),
                *(entry(holder, "/AA", key) for key in keys(entry(holder, "/AA"))),
            ]
            for holding in (holder, entry(holder, "/AA"), *actions):
                if (identity := object_id(holding)) is not None:
                    found.setdefault(identity, index)
    return found


def _path(page: int | None) -> tuple[str | int, ...]:
    return () if page is None else ("pages", page)


def _page_words(page: int | None) -> tuple[str, str]:
    return ("", "") if page is None else (f" na stronie {page + 1}", f" on page {page + 1}")
