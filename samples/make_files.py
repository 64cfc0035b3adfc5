"""Make the files to download of the sample procedures: ``files/`` from ``sheets.toml``.

Run by hand after ``pip install python-docx typst``; the same sheets give the same bytes. A form is
written as DOCX or RTF, and once more as a PDF that is filled in; everything else is a tagged PDF
(PDF/UA-1) with title and language.
"""

import io
import json
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst
from docx import Document
from docx.document import Document as Docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, RGBColor

Sheet = dict[str, Any]
Block = tuple[str, Any]

SAMPLES = Path(__file__).parent
DOTS = "." * 60
LEFT_OUT = ("/thumbnail", "/stylesWithEffects")

# The page of every PDF; the sheet arrives as JSON, so that no text of it is read as markup.
PAGE = rb"""
#let s = json(bytes(sys.inputs.sheet))
#let day = datetime(year: s.day.at(0), month: s.day.at(1), day: s.day.at(2))
#set document(title: s.title, author: s.author, date: day)
#set page(paper: "a4", margin: 2.2cm, numbering: "1")
#set text(lang: "pl", region: "PL", size: 11pt)
#set par(leading: 0.7em, spacing: 1em)
#show heading.where(level: 1): it => block(below: 1.2em, text(size: 16pt, it.body))
#show heading.where(level: 2): it => block(above: 1.4em, below: 0.8em, text(size: 12.5pt, it.body))
#show table.cell.where(y: 0): strong
#let grid-of(headers, rows) = table(
  columns: headers.map(_ => 1fr), inset: 6pt, stroke: 0.5pt,
  table.header(..headers.map(text)), ..rows.flatten().map(text),
)
#heading(level: 1, s.title)
#for (kind, value) in s.blocks {
  if kind == "heading" { heading(level: 2, value) }
  else if kind == "text" { par(text(value)) }
  else if kind == "items" { list(..value.map(text)) }
  else if kind == "numbered" { enum(..value.map(text)) }
  else { grid-of(value.at(0), value.at(1)) }
}
"""


def main() -> None:
    """Write every sheet's files into ``files`` beside this script, or a folder given."""
    goal = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES
    total = 0
    for name, data in made(tomllib.loads((SAMPLES / "sheets.toml").read_text("utf-8"))):
        path = goal / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        total += len(data)
        sys.stdout.write(f"{len(data):7,d}  {name}\n")
    sys.stdout.write(f"{total:7,d}  bytes in all\n")


def made(book: Sheet) -> Iterator[tuple[str, bytes]]:
    """Yield the name, below ``samples/``, and the bytes of every file that the sheets describe."""
    writers = {".docx": docx, ".rtf": rtf, ".pdf": pdf}
    for sheet in book["sheet"]:
        yield (
            sheet["file"],
            writers[Path(sheet["file"]).suffix](sheet, list(blocks(sheet, filled=False))),
        )
        if example := sheet.get("example"):
            filled = {**sheet, "title": f"{sheet['title']} – przykład wypełnienia"}
            yield example, pdf(filled, list(blocks(sheet, filled=True)))
    for clause in book["clause"]:
        parts = [
            {key: text.format(**clause) for key, text in part.items()}
            for part in book["clause_part"]
        ]
        sheet = {**clause, "title": f"Klauzula informacyjna – {clause['matter']}", "part": parts}
        yield clause["file"], pdf(sheet, list(blocks(sheet, filled=False)))


def blocks(sheet: Sheet, *, filled: bool) -> Iterator[Block]:
    """Yield the blocks of a sheet; fields and choices are blank unless *filled*."""
    if intro := sheet.get("intro"):
        yield "text", intro
    for part in sheet["part"]:
        yield "heading", part["heading"]
        for key, value in part.items():
            if key == "fields":
                yield (
                    "table",
                    [
                        ["Pole", "Treść"],
                        [[label, answer if filled else ""] for label, answer in value],
                    ],
                )
            elif key == "choices":
                yield (
                    "items",
                    [
                        f"[{'x' if filled and item[0] == '+' else ' '}] {item.lstrip('+')}"
                        for item in value
                    ],
                )
            elif key == "table":
                yield "table", [value["headers"], value["rows"]]
            elif key != "heading":
                yield key, value
    if sheet.get("signed"):
        yield "heading", "Data i podpis"
        yield (
            "text",
            f"Łódź, {sheet['date']:%d.%m.%Y}   Jan Przykładowy"
            if filled
            else f"Data i podpis: {DOTS}",
        )


def pdf(sheet: Sheet, content: list[Block]) -> bytes:
    """Return the sheet as PDF/UA-1."""
    day: date = sheet["date"]
    given = {
        "title": sheet["title"],
        "author": sheet["author"],
        "day": [day.year, day.month, day.day],
        "blocks": content,
    }
    data: bytes = typst.compile(
        PAGE,
        format="pdf",
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        timestamp=int(noon(day).timestamp()),
        sys_inputs={"sheet": json.dumps(given, ensure_ascii=False)},
    )
    return data


def docx(sheet: Sheet, content: list[Block]) -> bytes:
    """Return the sheet as a Word document with headings, table headers, title and language."""
    document = Document()
    named(document, sheet)
    document.add_heading(sheet["title"], 1)
    for kind, value in content:
        if kind == "heading":
            document.add_heading(value, 2)
        elif kind == "text":
            document.add_paragraph(value)
        elif kind in ("items", "numbered"):
            for item in value:
                document.add_paragraph(item, "List Bullet" if kind == "items" else "List Number")
        else:
            tabled(document, *value)
    written = io.BytesIO()
    document.save(written)
    return same_zip(written.getvalue())


def named(document: Docx, sheet: Sheet) -> None:
    """Set title, author, language, dates and black headings, and drop the template's own."""
    about = document.core_properties
    about.title, about.author, about.last_modified_by = (
        sheet["title"],
        sheet["author"],
        sheet["author"],
    )
    about.language, about.comments, about.revision = "pl-PL", "", 1
    about.created = about.modified = noon(sheet["date"]).replace(tzinfo=None)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "pl-PL")
    for level in ("Heading 1", "Heading 2"):
        document.styles[level].font.color.rgb = RGBColor(0, 0, 0)
    for relations in (document.part.package.rels, document.part.rels):
        for key in [
            key for key, relation in relations.items() if relation.reltype.endswith(LEFT_OUT)
        ]:
            del relations[key]


def tabled(document: Docx, headers: list[str], rows: list[list[str]]) -> None:
    """Add a table whose first row is marked as its header."""
    table = document.add_table(rows=0, cols=len(headers), style="Table Grid")
    for texts in (headers, *rows):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    for row in table.rows:
        row.height = Cm(0.9)
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def same_zip(data: bytes) -> bytes:
    """Return the same archive with every entry's time set to one moment."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return written.getvalue()


def rtf(sheet: Sheet, content: list[Block]) -> bytes:
    """Return the sheet as RTF, with heading levels, title and language (1045 is Polish)."""
    lines = [heading(sheet["title"], 1)]
    for kind, value in content:
        if kind == "heading":
            lines.append(heading(value, 2))
        elif kind == "text":
            lines.append(paragraph(value))
        elif kind in ("items", "numbered"):
            lines += [paragraph(item) for item in value]
        else:
            lines += [
                paragraph(": ".join([row[0], *(cell or DOTS for cell in row[1:])]))
                for row in value[1]
            ]
    fonts = r"{\fonttbl{\f0\fswiss\fcharset238 Arial;}}"
    styles = (
        r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s2\outlinelevel1 heading 2;}}"
    )
    about = rf"{{\info{{\title {escaped(sheet['title'])}}}{{\author {escaped(sheet['author'])}}}}}"
    start = r"{\rtf1\ansi\ansicpg1250\deff0\deflang1045" + fonts + styles + about
    return "\n".join([start, *lines, "}"]).encode("ascii")


def heading(text: str, level: int) -> str:
    """Return a heading as RTF."""
    style = rf"\pard\s{level}\outlinelevel{level - 1}\sb240\sa120\b\fs{34 - 6 * level}"
    return rf"{style} {escaped(text)}\b0\par"


def paragraph(text: str) -> str:
    """Return a paragraph as RTF."""
    return rf"\pard\s0\sa120\fs22 {escaped(text)}\par"


def escaped(text: str) -> str:
    """Return *text* with RTF's own characters and all that is not ASCII written as escapes."""
    plain = text.replace("\\", r"\\").replace("{", r"\{").replace("}", r"\}")
    return "".join(
        character if character.isascii() else rf"\u{ord(character)}?" for character in plain
    )


def noon(day: date) -> datetime:
    """Return noon of *day*, UTC."""
    return datetime.combine(day, time(12), UTC)


if __name__ == "__main__":
    main()
