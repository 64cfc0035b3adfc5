"""Checks the form fields of a PDF: their descriptions and the type of form."""

from collections.abc import Iterator
from typing import Any

import pikepdf

from lckm_documents import limits
from lckm_documents.finding_kinds import DYNAMIC_FORM, FIELD_WITHOUT_NAME
from lckm_documents.pdf.objects import (
    ObjectId,
    entry,
    items,
    name,
    number,
    object_id,
    too_many_objects,
    words,
)
from lckm_documents.result import Notes, quoted

_HIDDEN, _BUTTON = 1 << 1, 1 << 16


def judge_fields(pdf: pikepdf.Pdf, notes: Notes) -> None:
    """Check the interactive form, if there is one."""
    form = entry(pdf.Root, "/AcroForm")
    if entry(form, "/XFA") is not None:
        notes.add(
            DYNAMIC_FORM,
            (),
            "To formularz XFA: otworzy go tylko Adobe Reader, a czytniki ekranu czytają go źle. "
            "Przygotuj druk jako DOCX.",
            "This is an XFA form: only Adobe Reader opens it, and screen readers read it badly. "
            "Make the form a DOCX.",
        )
    pages = _pages_of_widgets(pdf)
    bad = [field for field in _fields(form) if not _described(field)]
    places = [
        next((pages[identity] for identity in _widgets(field) if identity in pages), None)
        for field in bad
    ]

    def message_at(at: int) -> tuple[str, str]:
        field_name, page = quoted(words(entry(bad[at], "/T"))) or "?", places[at]
        pl, en = ("", "") if page is None else (f" na stronie {page + 1}", f" on page {page + 1}")
        return (
            f"Pole formularza „{field_name}”{pl} nie ma opisu. Wpisz w jego właściwościach "
            "podpowiedź: co trzeba w nim podać.",
            f"The form field “{field_name}”{en} has no description. Give it a tooltip among its "
            "properties: what is to be filled in.",
        )

    notes.add_each(
        FIELD_WITHOUT_NAME, [() if page is None else ("pages", page) for page in places], message_at
    )


def _fields(form: Any) -> Iterator[Any]:
    """Yield the fields to fill in, which are the leaves of the tree."""
    waiting = list(reversed(items(entry(form, "/Fields"))))
    seen: set[ObjectId] = set()
    count = 0
    while waiting:
        field = waiting.pop()
        count += 1
        if count > limits.OBJECTS:
            raise too_many_objects()
        if (identity := object_id(field)) in seen:
            continue
        if identity is not None:
            seen.add(identity)
        inner = [kid for kid in items(entry(field, "/Kids")) if entry(kid, "/T") is not None]
        if inner:
            waiting += reversed(inner)
        elif _is_for_people(field):
            yield field


def _is_for_people(field: Any) -> bool:
    kind = _inherited(field, "/FT")
    flags = number(entry(field, "/F")) or 0
    captioned = (
        kind == "/Btn"
        and (number(_inherited(field, "/Ff")) or 0) & _BUTTON
        and entry(field, "/MK", "/CA") is not None
    )
    return isinstance(kind, pikepdf.Name) and not flags & _HIDDEN and not captioned


def _described(field: Any) -> bool:
    return bool(words(entry(field, "/TU"))) or any(
        words(entry(kid, "/TU")) for kid in items(entry(field, "/Kids"))
    )


def _widgets(field: Any) -> list[ObjectId]:
    found = [object_id(widget) for widget in (field, *items(entry(field, "/Kids")))]
    return [identity for identity in found if identity is not None]


def _pages_of_widgets(pdf: pikepdf.Pdf) -> dict[ObjectId, int]:
    found: dict[ObjectId, int] = {}
    for index, page in enumerate(pdf.pages):
        for annotation in items(entry(page.obj, "/Annots")):
            if name(entry(annotation, "/Subtype")) == "Widget" and (
                identity := object_id(annotation)
            ):
                found[identity] = index
    return found


def _inherited(field: Any, key: str) -> Any:
    for _ in range(limits.NESTING):
        if (found := entry(field, key)) is not None:
            return found
        field = entry(field, "/Parent")
    return None
