"""Checks that each page of a PDF has readable text that is in the structure."""

from collections.abc import Sequence

import pikepdf

from lckm_documents.finding_kinds import (
    NO_TEXT,
    NOT_IN_STRUCTURE,
    TAB_ORDER,
    UNREADABLE_FONT,
)
from lckm_documents.pdf.content import Budget, PageContent, read_page
from lckm_documents.pdf.objects import entry, items, name
from lckm_documents.result import Notes


def judge_pages(pdf: pikepdf.Pdf, notes: Notes, *, tagged: bool) -> None:
    """Check every page; *tagged* says whether the document has a structure."""
    budget = Budget()
    content = [read_page(page.obj, budget) for page in pdf.pages]
    _judge_text(content, notes)
    _judge_letters(content, notes)
    if tagged:
        _judge_order(content, notes)
    _judge_tabs(pdf, notes)


def _judge_text(pages: Sequence[PageContent], notes: Notes) -> None:
    bad = [
        index
        for index, content in enumerate(pages)
        if not content.text and (content.pictures or content.curves > 100)
    ]

    def message_at(at: int) -> tuple[str, str]:
        page = bad[at]
        what_pl, what_en = (
            ("obraz", "a picture")
            if pages[page].pictures
            else ("rysunek z krzywych", "a drawing of curves")
        )
        return (
            f"Strona {page + 1} to {what_pl} bez warstwy tekstowej, np. skan. Przygotuj dokument "
            "z edytora albo rozpoznaj w nim "
            "tekst (OCR), popraw go i otaguj.",
            f"Page {page + 1} is {what_en} without a text layer, such as a scan. Make the "
            "document in an editor, or have its "
            "text recognised (OCR), correct and tag it.",
        )

    notes.add_each(NO_TEXT, [("pages", page) for page in bad], message_at)


def _judge_letters(pages: Sequence[PageContent], notes: Notes) -> None:
    bad = [
        (index, sorted(content.unreadable))
        for index, content in enumerate(pages)
        if content.unreadable
    ]

    def message_at(at: int) -> tuple[str, str]:
        page, fonts = bad[at]
        names = ", ".join(fonts[:3])
        return (
            f"Na stronie {page + 1} nie wiadomo, jakie to litery (krój: {names}): czytnik ekranu "
            "i wyszukiwarka nic z nich "
            "nie odczytają. Zapisz PDF ponownie z osadzonymi krojami.",
            f"Nobody can tell what the letters on page {page + 1} are (font: {names}): neither a "
            "screen reader nor a search "
            "reads anything of them. Save the PDF again with its fonts embedded.",
        )

    notes.add_each(UNREADABLE_FONT, [("pages", page) for page, _ in bad], message_at)


def _judge_order(pages: Sequence[PageContent], notes: Notes) -> None:
    bad = [index for index, content in enumerate(pages) if content.loose]

    def message_at(at: int) -> tuple[str, str]:
        page = bad[at]
        return (
            f"Na stronie {page + 1} jest tekst poza strukturą: czytnik ekranu go pominie. Otaguj "
            "go albo oznacz jako artefakt.",
            f"On page {page + 1} there is text outside the structure: a screen reader leaves it "
            "out. Tag it, or mark it as an artifact.",
        )

    notes.add_each(NOT_IN_STRUCTURE, [("pages", page) for page in bad], message_at)


def _judge_tabs(pdf: pikepdf.Pdf, notes: Notes) -> None:
    bad = [
        index
        for index, page in enumerate(pdf.pages)
        if any(
            name(entry(annotation, "/Subtype")) not in ("", "Popup")
            for annotation in items(entry(page.obj, "/Annots"))
        )
        and name(entry(page.obj, "/Tabs")) not in ("S", "A", "W")
    ]

    def message_at(at: int) -> tuple[str, str]:
        page = bad[at] + 1
        return (
            f"Na stronie {page} klawisz Tab nie idzie przez odnośniki i pola w kolejności "
            "struktury. Ustaw we właściwościach strony "
            "kolejność tabulacji: według struktury dokumentu.",
            f"On page {page} the Tab key does not go through links and fields in the order of the "
            "structure. Set the page's tab "
            "order to that of the document's structure.",
        )

    notes.add_each(TAB_ORDER, [("pages", page) for page in bad], message_at)
