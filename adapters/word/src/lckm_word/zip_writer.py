"""Packs a Word file: a few parts, always in the same order and with the same times."""

import io
import zipfile
from collections.abc import Sequence
from importlib import resources
from xml.etree.ElementTree import Element, tostring

from lckm_word.xml_names import NAMESPACES, element

# The time of each part in the archive: the earliest possible.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_PARTS = (
    ("[Content_Types].xml", "content-types.xml"),
    ("_rels/.rels", "package.rels"),
    ("docProps/core.xml", "core.xml"),
    ("word/_rels/document.xml.rels", "document.rels"),
    ("word/styles.xml", "styles.xml"),
    ("word/settings.xml", "settings.xml"),
    ("word/fontTable.xml", "font-table.xml"),
    ("word/footer1.xml", "footer.xml"),
)


def pack(blocks: Sequence[Element], title: str) -> bytes:
    """Return the file with these blocks as its body and *title* in its properties."""
    page = element(
        "w:sectPr",
        None,
        element("w:footerReference", {"type": "default", "r:id": "rId4"}),
        element("w:pgSz", {"w": "11906", "h": "16838"}),
        element(
            "w:pgMar",
            {
                "top": "1134",
                "right": "1134",
                "bottom": "1134",
                "left": "1134",
                "header": "567",
                "footer": "567",
                "gutter": "0",
            },
        ),
    )
    document = Element("w:document", NAMESPACES)
    document.append(element("w:body", None, *blocks, page))
    heading = element("dc:title")
    heading.text = title
    title_xml = tostring(heading, encoding="unicode")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, file in _PARTS:
            text = (resources.files("lckm_word") / "parts" / file).read_text(encoding="utf-8")
            _add(archive, name, text.replace("<dc:title/>", title_xml).encode())
        _add(
            archive, "word/document.xml", tostring(document, encoding="utf-8", xml_declaration=True)
        )
    return made.getvalue()


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, _MOMENT)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 0
    archive.writestr(info, data)
