"""DOCX as Word has them: a good one by python-docx, and each fault put into its parts."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping

from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

from making.pdf_good import picture

TITLE = "Wniosek o rezerwację placu zabaw"
_CONTROL = (
    "<w:sdt "
    f"{nsdecls('w')}><w:sdtPr>{{}}<w:text/></w:sdtPr><w:sdtContent><w:r><w:t>…</w:t></w:r>"
    f"</w:sdtContent></w:sdt>"
)
_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {} '
    "</w:instrText></w:r>"
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_OLD_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name '
    'w:val="Tekst1"/><w:enabled/>{}<w:textInput/></w:ffData></w:fldChar></w:r>'
    '<w:r><w:instrText xml:space="preserve"> FORMTEXT </w:instrText></w:r><w:r><w:fldChar '
    'w:fldCharType="end"/></w:r>'
)


def good(
    *,
    language: str = "pl-PL",
    title: str = TITLE,
    control: str = '<w:alias w:val="Imię i nazwisko"/>',
) -> bytes:
    """Return a form with title, headings, a table with headers, a described picture and a
    control.
    """
    document = Document()
    document.core_properties.title, document.core_properties.author = title, "Urząd Miasta Łodzi"
    for one in document.styles.element.iter(qn("w:lang")):
        one.set(qn("w:val"), language)
    document.add_heading(TITLE, 1)
    document.add_paragraph("Zażółć gęślą jaźń: wniosek składa się w urzędzie.")
    document.add_picture(io.BytesIO(picture()), width=Cm(2))
    for about in document.element.iter(qn("wp:docPr")):
        about.set("descr", "Zielony trójkąt: znak placu zabaw")
    document.add_heading("Wnioskodawca", 2)
    document.add_heading("Dane kontaktowe", 3)
    table = document.add_table(rows=3, cols=2)
    for row, texts in zip(
        table.rows, (("Pole", "Treść"), ("Adres", ""), ("Termin", "")), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    document.add_paragraph("Imię i nazwisko: ")._p.append(parse_xml(_CONTROL.format(control)))
    written = io.BytesIO()
    document.save(written)
    return repacked(written.getvalue())


def repacked(
    data: bytes,
    change: Callable[[str, bytes], bytes] | None = None,
    more: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return the same archive, its parts changed and some added, every time set to one moment;
    thumbnails are left out.
    """
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name == "docProps/thumbnail.jpeg":
                continue
            part = old.read(name)
            if name == "_rels/.rels":
                part = re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", part)
            _write(new, name, change(name, part) if change else part)
        for name, part in (more or {}).items():
            _write(new, name, part)
    return written.getvalue()


def _write(archive: zipfile.ZipFile, name: str, part: bytes) -> None:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, part)


def replaced(part: str, old: str, new: str, *, pattern: bool = False) -> bytes:
    """Return the good form with words of one part replaced; they are to be there."""

    def change(name: str, data: bytes) -> bytes:
        if name != part:
            return data
        text = data.decode()
        made = re.sub(old, new, text) if pattern else text.replace(old, new)
        assert made != text, old
        return made.encode()

    return repacked(good(), change)


def in_text(xml: str) -> bytes:
    """Return the good form with a paragraph of that XML before its end."""
    return replaced("word/document.xml", "<w:sectPr", f"<w:p>{xml}</w:p><w:sectPr")


def related(kind: str, target: str) -> bytes:
    """Return the good form with a relationship of its text to something outside."""
    listed = (
        '<Relationship Id="rIdX" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}" TargetMode="External"/>'
    )
    return replaced("word/_rels/document.xml.rels", "</Relationships>", listed + "</Relationships>")


def files() -> Iterator[tuple[str, bytes]]:
    """Yield each file's name and bytes."""
    text = "word/document.xml"
    yield "dobry.docx", good()
    yield "bez-tytulu.docx", good(title="")
    yield "tytul-to-nazwa-pliku.docx", good(title="wniosek_v3.docx")
    yield "bez-jezyka.docx", replaced("word/styles.xml", "<w:lang [^>]*/>", "", pattern=True)
    yield "obcy-jezyk.docx", good(language="en-US")
    yield "bez-naglowkow.docx", replaced(text, '<w:pStyle w:val="Heading[123]"/>', "", pattern=True)
    yield "przeskok-naglowkow.docx", replaced(text, '<w:pStyle w:val="Heading2"/>', "")
    yield "tabela-bez-naglowkow.docx", replaced(text, "<w:tblHeader/>", "")
    yield "obraz-bez-opisu.docx", replaced(text, 'descr="[^"]*"', "", pattern=True)
    yield (
        "obraz-opisany-nazwa.docx",
        replaced(text, 'descr="[^"]*"', 'descr="image1.png"', pattern=True),
    )
    decorative = (
        '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:ext '
        'uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
        "<adec:decorative "
        'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" '
        'val="1"/></a:ext></a:extLst>'
    )
    yield (
        "obraz-ozdobny.docx",
        replaced(
            text, '(<wp:docPr [^>]*?) descr="[^"]*"/>', rf"\1>{decorative}</wp:docPr>", pattern=True
        ),
    )
    yield "pole-bez-tytulu.docx", good(control="")
    yield "dawne-pole-bez-pomocy.docx", in_text(_OLD_FIELD.format(""))
    yield (
        "dawne-pole-z-pomoca.docx",
        in_text(_OLD_FIELD.format('<w:helpText w:type="text" w:val="Wpisz imię"/>')),
    )
    inserted = (
        '<w:ins w:id="9" w:author="Urzędnik" '
        'w:date="2026-01-02T03:04:05Z"><w:r><w:t>dopisane</w:t></w:r></w:ins>'
    )
    yield "sledzone-zmiany.docx", in_text(inserted)
    yield "szablon-z-sieci.docx", related("attachedTemplate", "https://example.com/szablon.dotm")
    yield "obraz-z-sieci.docx", related("image", "https://example.com/x.png")
    yield "odnosnik-do-dysku.docx", related("hyperlink", "file:///C:/Dokumenty/wzor.docx")
    yield "odnosnik-do-strony.docx", related("hyperlink", "https://uml.lodz.pl/")
    yield (
        "pole-dde.docx",
        in_text(_FIELD.format('DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"')),
    )
    yield (
        "osadzony-arkusz.docx",
        repacked(good(), more={"word/embeddings/arkusz.xlsx": b"PK\x05\x06" + bytes(18)}),
    )
    yield (
        "encje-xml.docx",
        replaced(
            text,
            r"\?>\s*<w:document",
            '?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document',
            pattern=True,
        ),
    )
    yield "urwany-xml.docx", replaced(text, "</w:body></w:document>", "</w:body>")
    yield (
        "zagniezdzony.docx",
        in_text("<w:smartTag>" * 300 + "<w:r><w:t>x</w:t></w:r>" + "</w:smartTag>" * 300),
    )
    yield (
        "makra.docx",
        repacked(
            good(), more={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)}
        ),
    )
