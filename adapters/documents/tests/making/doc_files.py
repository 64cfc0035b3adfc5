"""DOC as LibreOffice writes it from the DOCX, and some that are broken by hand."""

from collections.abc import Iterator

from making.docx_files import good, replaced
from making.pdf_good import by_soffice

_WORD_97 = "doc:MS Word 97"


def doc(data: bytes) -> bytes:
    """Return a DOCX as DOC."""
    return by_soffice(data, ".docx", _WORD_97)


def lost(data: bytes) -> bytes:
    """Return a DOC whose header points beyond its end: the place of its pieces of text, and
    its list of paragraphs.
    """
    header = data.find(b"\xec\xa5", 512)
    broken = bytearray(data)
    broken[header + 0x1A2 : header + 0x1AA] = b"\xff\xff\xff\x0f\xff\xff\x00\x00"
    return bytes(broken)


def files() -> Iterator[tuple[str, bytes]]:
    """Yield each file's name and bytes."""
    text = "word/document.xml"
    whole = doc(good())
    yield "dobry.doc", whole
    yield "bez-tytulu.doc", doc(good(title=""))
    yield "obcy-jezyk.doc", doc(good(language="en-US"))
    yield (
        "bez-naglowkow.doc",
        doc(replaced(text, '<w:pStyle w:val="Heading[123]"/>', "", pattern=True)),
    )
    yield "przeskok-naglowkow.doc", doc(replaced(text, '<w:pStyle w:val="Heading2"/>', ""))
    yield "tabela-bez-naglowkow.doc", doc(replaced(text, "<w:tblHeader/>", ""))
    yield "naglowek-donikad.doc", lost(whole)
    yield "urwany.doc", whole[: len(whole) // 2]
    for suffix, target in (
        (".rtf", "rtf:Rich Text Format"),
        (".pdf", 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'),
    ):
        yield f"z-libreoffice{suffix}", by_soffice(good(), ".docx", target)
    yield "z-libreoffice.docx", by_soffice(good(), ".docx", "docx:MS Word 2007 XML")
