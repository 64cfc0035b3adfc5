"""An RTF: headings by outline level, language, tables by rows, pictures with their descriptions (RTF 1.9.1)."""

from lckm_documents.finding_kinds import FETCHES, RUNS
from lckm_documents.result import Notes, quoted
from lckm_documents.word.accessibility import judge_document
from lckm_documents.word.rtf_text import Reader

_FETCHING = ("includepicture", "includetext", "link ", "import")


def look_into_rtf(name: str, data: bytes, notes: Notes) -> None:
    """Note what is to be said of an RTF.

    Raises:
        BeyondLimitError: it has more words or deeper groups than are looked at.
    """
    reader = Reader()
    reader.read(data)
    judge_document(name, reader.ended(), notes)
    fields = [text.strip().casefold() for text in reader.instructions]
    if any(text.startswith("dde") for text in fields):
        notes.found(
            RUNS,
            (),
            "Pole w dokumencie uruchamia inny program (DDE). Usuń je i zapisz dokument ponownie.",
            "A field in the document runs another program (DDE). Remove it and save the document "
            "again.",
        )
    outside = sorted({text.split()[0] for text in fields if text.startswith(_FETCHING)})
    if reader.template:
        outside.append("template")
    for what in outside:
        notes.found(
            FETCHES,
            (),
            f"Dokument sięga poza siebie ({quoted(what)}). Wstaw treść do dokumentu i przerwij "
            "łącze.",
            f"The document fetches something from elsewhere ({quoted(what)}). Put the content "
            "into it and break the link.",
        )
