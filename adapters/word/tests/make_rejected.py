"""Makes the files in ``files/rejected``, one or more for each code: ``python
adapters/word/tests/make_rejected.py``.

A file's name is its code and what is wrong with it. They are kept, so that what is refused
today is refused tomorrow.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import attrs
import word_documents as documents
from word_documents import DOCUMENT, controls, edited, make, paragraph, parts

from lckm_core import compare
from lckm_word import redline, template, write

FOLDER = Path(__file__).parent / "files" / "rejected"
_RELATIONS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"


def related(source: bytes, kind: str, target: str) -> bytes:
    """Return the file with one more relationship that leads outside."""
    made = parts(source)
    link = (
        '<Relationship Id="rId77" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    )
    made[_RELATIONS] = made[_RELATIONS].replace(b"</Relationships>", link.encode())
    return documents.packed(made)


def with_document(source: bytes, begin: bytes) -> bytes:
    """Return the file with something before the root of its document."""
    made = parts(source)
    made[DOCUMENT] = made[DOCUMENT].replace(b"<w:document", begin + b"<w:document", 1)
    return documents.packed(made)


def strict(source: bytes) -> bytes:
    """Return the file as Word saves a „Strict Open XML Document”."""
    spaces = (
        ("schemas.openxmlformats.org/wordprocessingml/2006/main", "wordprocessingml/main"),
        (
            "schemas.openxmlformats.org/officeDocument/2006/relationships",
            "officeDocument/relationships",
        ),
    )
    made = parts(source)
    for name, data in made.items():
        for old, new in spaces:
            data = data.replace(
                f"http://{old}".encode(), f"http://purl.oclc.org/ooxml/{new}".encode()
            )
        made[name] = data
    return documents.packed(made)


def with_part(source: bytes, name: str, data: bytes) -> bytes:
    """Return the file with one more part, or another one of its name."""
    return documents.packed({**parts(source), name: data})


def with_xml(source: bytes, where: str, xml: str) -> bytes:
    """Return the file with an element added to the paragraph of a control."""

    def change(body: documents.Element) -> None:
        documents.parents(body)[controls(body, where)[0]].append(make(xml))

    return edited(source, change)


def rejected() -> Iterator[tuple[str, bytes]]:
    """Yield each name with its bytes."""
    sound = write(documents.sample("KA-00044"))
    yield "LCKM-W001-cut-short", sound[: len(sound) * 2 // 3]
    yield "LCKM-W001-text", b"Opis procedury\n"
    yield "LCKM-W001-empty", b""
    yield "LCKM-W001-old-or-encrypted", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    yield "LCKM-W001-strict", strict(sound)
    yield (
        "LCKM-W001-other-archive",
        documents.packed({"mimetype": b"application/vnd.oasis.opendocument.text"}),
    )
    yield "LCKM-W001-path-outside", with_part(sound, "../../evil.xml", b"<x/>")
    spare = DOCUMENT.replace("document", "dOCUMENT")
    other = with_part(sound, spare, parts(sound)[DOCUMENT])
    yield "LCKM-W001-part-in-other-letters", other
    yield "LCKM-W001-part-twice", other.replace(spare.encode(), DOCUMENT.encode())
    yield (
        "LCKM-W001-damaged",
        bytes(sound[:200]) + bytes(byte ^ 0x55 for byte in sound[200:3000]) + sound[3000:],
    )
    yield (
        "LCKM-W002-bomb",
        documents.packed(
            {**parts(sound), **{f"word/media/{n}.png": b"\0" * 21_000_000 for n in range(5)}}
        ),
    )
    yield (
        "LCKM-W002-long-xml",
        with_part(
            sound,
            DOCUMENT,
            parts(sound)[DOCUMENT].replace(b"</w:body>", b" " * 10_000_000 + b"</w:body>"),
        ),
    )
    yield (
        "LCKM-W002-many-elements",
        with_part(
            sound,
            DOCUMENT,
            parts(sound)[DOCUMENT].replace(b"</w:body>", b"<w:p/>" * 400_001 + b"</w:body>"),
        ),
    )
    yield (
        "LCKM-W002-deep",
        with_part(
            sound,
            DOCUMENT,
            parts(sound)[DOCUMENT].replace(
                b"</w:body>", b"<w:sdt>" * 101 + b"</w:sdt>" * 101 + b"</w:body>"
            ),
        ),
    )
    yield (
        "LCKM-W002-many-parts",
        documents.packed({**parts(sound), **{f"word/{n}.xml": b"" for n in range(2_001)}}),
    )
    yield "LCKM-W003-macro", with_part(sound, "word/vbaProject.bin", b"\0")
    yield (
        "LCKM-W003-macro-type",
        with_part(
            sound,
            _TYPES,
            parts(sound)[_TYPES].replace(
                b"officedocument.wordprocessingml.document.main",
                b"ms-word.document.macroEnabled.main",
            ),
        ),
    )
    yield "LCKM-W003-activex", with_part(sound, "word/activeX/activeX1.xml", b"<x/>")
    yield "LCKM-W003-embedded", with_part(sound, "word/embeddings/oleObject1.bin", b"\0")
    yield (
        "LCKM-W003-dde",
        with_xml(
            sound,
            "title",
            '<w:fldSimple w:instr=" DDEAUTO c:\\\\windows\\\\cmd.exe '
            '"><w:r><w:t>x</w:t></w:r></w:fldSimple>',
        ),
    )
    pieces = "<w:r><w:instrText>DD</w:instrText></w:r><w:r><w:instrText>E cmd</w:instrText></w:r>"
    yield (
        "LCKM-W003-dde-in-pieces",
        with_xml(
            sound,
            "title",
            f'<w:hyperlink><w:r><w:fldChar w:fldCharType="begin"/></w:r>{pieces}</w:hyperlink>',
        ),
    )
    yield "LCKM-W004-template", related(sound, "attachedTemplate", "https://example.org/a.dotm")
    yield "LCKM-W004-picture", related(sound, "image", "https://example.org/a.png")
    yield "LCKM-W004-file-link", related(sound, "hyperlink", "file://server/share/a.exe")
    yield "LCKM-W004-script-link", related(sound, "hyperlink", "javascript:alert(1)")
    yield (
        "LCKM-W005-xxe",
        with_document(sound, b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
    )
    yield (
        "LCKM-W005-laughs",
        with_document(
            sound, b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        ),
    )
    yield (
        "LCKM-W005-in-relationships",
        with_part(
            sound, _RELATIONS, b"<!DOCTYPE x>" + parts(sound)[_RELATIONS].partition(b"?>")[2]
        ),
    )
    yield "LCKM-W006-broken", with_part(sound, DOCUMENT, parts(sound)[DOCUMENT][:-20])
    yield (
        "LCKM-W006-no-such-encoding",
        with_part(sound, DOCUMENT, b'<?xml version="1.0" encoding="x-nowhere"?><x/>'),
    )
    yield (
        "LCKM-W006-entity",
        with_part(
            sound, DOCUMENT, parts(sound)[DOCUMENT].replace(b"</w:body>", b"&nowhere;</w:body>")
        ),
    )
    yield (
        "LCKM-W007-stray",
        edited(sound, lambda body: body.insert(0, paragraph("Notatka dla kolegi"))),
    )
    control = (
        "<w:p><w:sdt><w:sdtPr><w:tag "
        'w:val="title"/></w:sdtPr><w:sdtContent><w:r><w:t>Inna</w:t></w:r></w:sdtContent></w:sdt>'
        "</w:p>"
    )
    yield "LCKM-W008-twice", edited(sound, lambda body: body.insert(0, make(control)))
    yield (
        "LCKM-W009-tracked",
        with_xml(
            sound, "title", '<w:ins w:id="1" w:author="A"><w:r><w:t> i zmiana</w:t></w:r></w:ins>'
        ),
    )
    yield (
        "LCKM-W010-other-document",
        edited(
            template(),
            lambda body: body.__setitem__(slice(0, -1), [paragraph("Sprawozdanie z działalności")]),
        ),
    )
    yield "LCKM-W011-picture", with_xml(sound, "title", "<w:r><w:drawing/></w:r>")
    yield "LCKM-W012-no-request", sound
    old = documents.sample("KA-01238")
    new = attrs.evolve(old, title="Nazwa po zmianie")
    at = datetime(2026, 11, 25, 12, tzinfo=UTC)
    yield (
        "LCKM-W013-of-another-edition",
        redline(new, compare(new, old), author="Jan Testowy", at=at),
    )
    yield (
        "LCKM-W014-bold",
        with_xml(sound, "title", "<w:r><w:rPr><w:b/></w:rPr><w:t> i więcej</w:t></w:r>"),
    )


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, data in rejected():
        (FOLDER / f"{name}.docx").write_bytes(data)
