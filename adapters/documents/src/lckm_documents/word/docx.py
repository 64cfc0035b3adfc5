"""Checks a DOCX: its text, and what it fetches, runs or embeds."""

from typing import Final

from lckm_documents.finding_kinds import (
    EMBEDS,
    FETCHES,
    FIELD_WITHOUT_NAME,
    RUNS,
)
from lckm_documents.result import Notes, NotReadableError, quoted
from lckm_documents.word.accessibility import judge_document
from lckm_documents.word.docx_styles import read_styles
from lckm_documents.word.docx_text import Body, read_body
from lckm_documents.word.package import Package, Relationship

_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"
_CORE_PROPERTIES: Final = "core-properties"
_EMBEDDED: Final = ("word/embeddings/", "word/activex/")
_OUTSIDE: Final = {
    "attachedTemplate": ("pobiera szablon spoza siebie", "fetches a template from elsewhere"),
    "image": ("pobiera obraz spoza siebie", "fetches a picture from elsewhere"),
    "oleObject": (
        "jest połączony z obiektem w innym pliku",
        "is linked to an object in another file",
    ),
    "frame": ("pobiera ramkę spoza siebie", "fetches a frame from elsewhere"),
    "hyperlink": (
        "ma odnośnik do pliku na czyimś dysku",
        "has a link to a file on somebody's disk",
    ),
}


def is_word(data: bytes) -> bool:
    """Return whether a ZIP has the parts of a Word document."""
    try:
        return any(name.casefold().startswith("word/") for name in Package(data).names)
    except NotReadableError:
        # The names of parts also stand before each of them; looking into it tells what is wrong.
        return b"word/document" in data


def inspect_docx(name: str, data: bytes, notes: Notes) -> None:
    """Add the findings of a DOCX to *notes*.

    Raises:
        NotReadableError: a part is missing or broken, or declares a document type.
        BeyondLimitError: it is over a limit.
    """
    package = Package(data)
    main = next(
        (relation.target for relation in package.related() if relation.kind == "officeDocument"),
        "word/document.xml",
    )
    root = package.xml(main)
    if root is None:
        raise NotReadableError(
            "nie ma w nim treści dokumentu", "the text of the document is not in it"
        )
    related = {
        relation.kind: relation.target for relation in package.related(main) if not relation.outside
    }
    styles = read_styles(package.xml(related.get("styles", "word/styles.xml")))
    body = read_body(root, styles)
    body.content.title = _title(package)
    judge_document(name, body.content, notes)
    _judge_controls(body, notes)
    _judge_dangers(package, body, notes)


def _title(package: Package) -> str:
    part = next(
        (relation.target for relation in package.related() if relation.kind == _CORE_PROPERTIES),
        "docProps/core.xml",
    )
    root = package.xml(part)
    return " ".join((root.findtext(_TITLE) or "").split()) if root is not None else ""


def _judge_controls(body: Body, notes: Notes) -> None:
    def message_at(at: int) -> tuple[str, str]:
        paragraph = body.nameless[at] + 1
        return (
            f"Pole do wypełnienia w akapicie {paragraph} nie ma tytułu ani tekstu pomocy. Wpisz "
            "go we właściwościach pola (Deweloper → Właściwości).",
            f"The field to fill in, in paragraph {paragraph}, has neither title nor help text. "
            "Give it one among its properties (Developer → Properties).",
        )

    notes.add_each(
        FIELD_WITHOUT_NAME, [("paragraphs", number) for number in body.nameless], message_at
    )


def _judge_dangers(package: Package, body: Body, notes: Notes) -> None:
    _judge_fetched(package, body, notes)
    for paragraph in body.running:
        notes.add(
            RUNS,
            ("paragraphs", paragraph),
            f"Pole w akapicie {paragraph + 1} uruchamia inny program (DDE). Usuń je i zapisz "
            "dokument ponownie.",
            f"The field in paragraph {paragraph + 1} runs another program (DDE). Remove it and "
            "save the document again.",
        )
    _judge_embedded(package, notes)


def _judge_fetched(package: Package, body: Body, notes: Notes) -> None:
    outside = sorted(
        {relation.kind for relation in package.every_relationship() if _fetches(relation)}
        | set(body.fetching)
    )
    for kind in outside:
        kind_text = quoted(kind)
        pl, en = _OUTSIDE.get(
            kind,
            (
                f"sięga poza siebie („{kind_text}”)",
                f"fetches something from elsewhere (“{kind_text}”)",
            ),
        )
        notes.add(
            FETCHES,
            (),
            f"Dokument {pl}. Wstaw treść do dokumentu i przerwij łącze (Plik → Informacje → "
            "Edytuj łącza).",
            f"The document {en}. Put the content into it and break the link (File → Info → Edit "
            "links).",
        )


def _judge_embedded(package: Package, notes: Notes) -> None:
    embedded = [
        name
        for name in package.names
        if name.casefold().startswith(_EMBEDDED) and not name.casefold().endswith(".rels")
    ]
    chunks = [
        relation
        for relation in package.every_relationship()
        if relation.kind == "aFChunk" and not relation.outside
    ]
    if embedded or chunks:
        count = len(embedded) + len(chunks)
        notes.add(
            EMBEDS,
            (),
            f"W dokumencie są osadzone inne pliki lub obiekty ({count}): nie przechodzą osobnego "
            "sprawdzenia. "
            "Zamień je na tekst, tabelę albo obraz z opisem.",
            f"Other files or objects are embedded in the document ({count}): they are not checked "
            "by themselves. "
            "Turn them into text, a table, or a picture with a description.",
        )


def _fetches(relation: Relationship) -> bool:
    if not relation.outside:
        return False
    return relation.kind != "hyperlink" or relation.target.casefold().startswith(("file:", "\\\\"))
