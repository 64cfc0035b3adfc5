"""Checks the title, language and PDF/UA mark of a PDF (ISO 14289-1, 5 and 7.1–7.2)."""

import re
from typing import Any, Final

import pikepdf

from lckm_documents.finding_kinds import NO_LANGUAGE, NO_TITLE, TITLE_HIDDEN
from lckm_documents.pdf.objects import entry, words
from lckm_documents.result import (
    Notes,
    NotReadableError,
    quoted,
    title_fault,
)
from lckm_documents.xml import read_xml

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_UA: Final = "{http://www.aiim.org/pdfua/ns/id/}part"
_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"


def judge_description(name: str, pdf: pikepdf.Pdf, notes: Notes) -> None:
    """Check the catalogue and the metadata."""
    packet_title, ua = _metadata(pdf)
    title = packet_title or words(entry(pdf.trailer, "/Info", "/Title"))
    _judge_title(
        name, title, entry(pdf.Root, "/ViewerPreferences", "/DisplayDocTitle") is True, notes
    )
    _judge_language(words(entry(pdf.Root, "/Lang")), notes)
    if ua:
        notes.add_fact(
            f"plik oznaczono jako PDF/UA-{ua}: to deklaracja programu, nie dowód",
            f"the file is marked as PDF/UA-{ua}: a program's claim, and no proof",
        )
    else:
        notes.add_fact("pliku nie oznaczono jako PDF/UA", "the file is not marked as PDF/UA")


def _judge_title(name: str, title: str, is_displayed: bool, notes: Notes) -> None:
    if not title:
        notes.add(
            NO_TITLE,
            (),
            "Dokument nie ma tytułu we właściwościach. Wpisz w nich pełny tytuł i zapisz PDF "
            "ponownie.",
            "The document has no title among its properties. Give its full title there and save "
            "the PDF again.",
        )
    elif fault := title_fault(name, title):
        notes.add(NO_TITLE, (), *fault)
    elif not is_displayed:
        notes.add(
            TITLE_HIDDEN,
            (),
            f"Okno programu pokaże nazwę pliku zamiast tytułu „{quoted(title)}”. "
            "Włącz w ustawieniach PDF wyświetlanie tytułu dokumentu (DisplayDocTitle).",
            f"The window will show the file's name in place of the title “{quoted(title)}”. "
            "Turn on that the document's title is displayed (DisplayDocTitle) in the settings of "
            "the PDF.",
        )


def _judge_language(language: str, notes: Notes) -> None:
    if not language:
        notes.add(
            NO_LANGUAGE,
            (),
            "Nie podano języka dokumentu, więc czytnik ekranu przeczyta go z obcą wymową. "
            "Ustaw język polski (pl-PL) w programie, w którym powstał, i zapisz PDF ponownie.",
            "The document's language is not given, so a screen reader reads it in a foreign voice. "
            "Set Polish (pl-PL) in the program that made it, and save the PDF again.",
        )
    elif not _LANGUAGE.fullmatch(language):
        notes.add(
            NO_LANGUAGE,
            (),
            f"Język dokumentu zapisano jako „{quoted(language)}”, czego czytniki ekranu nie "
            "rozumieją. Zapisz go jako pl-PL.",
            f"The document's language is written as “{quoted(language)}”, which screen readers do "
            "not understand. Write pl-PL.",
        )
    else:
        notes.add_fact(f"język: {language}", f"language: {language}")


def _metadata(pdf: pikepdf.Pdf) -> tuple[str, str]:
    """Return the title and the PDF/UA part in the XMP packet, empty where missing."""
    stream: Any = entry(pdf.Root, "/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        return "", ""
    try:
        root = read_xml(bytes(stream.read_bytes()).rstrip(b"\0 \r\n\t"))
    except NotReadableError:
        return "", ""
    title = next(
        (
            text
            for title in root.iter(_TITLE)
            if (text := " ".join("".join(title.itertext()).split()))
        ),
        "",
    )
    marks = [node.get(_UA) or (node.text or "" if node.tag == _UA else "") for node in root.iter()]
    return title, next((mark.strip() for mark in marks if mark.strip() in ("1", "2")), "")
