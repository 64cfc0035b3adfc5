"""Finds scripts, programs, data sent and addresses opened by a PDF (ISO 32000-2, 12.6)."""

from collections.abc import Iterator
from typing import Any, Final

import pikepdf

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
# Events of an action that are the user's click: the mouse button goes down or up.
_CLICKED: Final = ("/D", "/U")

Place = tuple[str, int | None]


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
    _add_actions([place for place in actions if not _is_repeated(place, actions)], notes)
    _add_fetched([place for place in fetched if not _is_repeated(place, fetched)], notes)
    _add_embedded(list(embedded), notes)


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


def _is_repeated(place: Place, places: dict[Place, None]) -> bool:
    """Return whether an action without a page is reported on a page already."""
    return place[1] is None and any(kind == place[0] and page is not None for kind, page in places)


def _add_actions(places: list[Place], notes: Notes) -> None:
    def message_at(at: int) -> tuple[str, str]:
        kind, page = places[at]
        pl, en = _page_words(page)
        what_pl, what_en = _ACTIONS[kind]
        return (
            f"W pliku{pl} jest {what_pl}. Dokument do pobrania niczego nie uruchamia: usuń to i "
            "zapisz PDF ponownie.",
            f"In the file{en} there is {what_en}. A document to download runs nothing: remove it "
            "and save the PDF again.",
        )

    notes.add_each(RUNS, [_path(page) for _, page in places], message_at)


def _add_fetched(places: list[Place], notes: Notes) -> None:
    def message_at(at: int) -> tuple[str, str]:
        kind, page = places[at]
        pl, en = _page_words(page)
        what_pl, what_en = _FETCHED[kind]
        return (
            f"W pliku{pl} jest {what_pl}. Dokument do pobrania nie sięga poza siebie: usuń to "
            "albo podaj zwykły odnośnik do strony.",
            f"In the file{en} there is {what_en}. A document to download reaches for nothing "
            "else: remove it, or give a plain link to a page.",
        )

    notes.add_each(FETCHES, [_path(page) for _, page in places], message_at)


def _add_embedded(places: list[Place], notes: Notes) -> None:
    def message_at(at: int) -> tuple[str, str]:
        kind, page = places[at]
        pl, en = _page_words(page)
        what_pl, what_en = _EMBEDDED[kind]
        return (
            f"W pliku{pl} jest {what_pl}: nie przechodzi osobnego sprawdzenia i wielu programom "
            "jest niedostępny. Dołącz go osobno.",
            f"In the file{en} there is {what_en}: it is not checked by itself, and many programs "
            "cannot get at it. Provide it separately.",
        )

    notes.add_each(EMBEDS, [_path(page) for _, page in places], message_at)


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
