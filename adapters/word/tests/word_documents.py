"""Word files as clerks and programs leave them: a written one, opened, changed and packed again."""

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

from lckm_core import Procedure, read

Element = ElementTree.Element
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT = "word/document.xml"
SAMPLES = Path(__file__).parents[3] / "samples"


def sample(number: str) -> Procedure:
    """Return one of the sample procedures."""
    return read((SAMPLES / "procedures" / f"{number}.yaml").read_bytes()).procedure()


def parts(source: bytes) -> dict[str, bytes]:
    """Return the parts of a file."""
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(made: dict[str, bytes]) -> bytes:
    """Return a file of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in made.items():
            info = zipfile.ZipInfo(name)  # which has always the same time
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return target.getvalue()


def body(source: bytes) -> Element:
    """Return the body of a document."""
    found = ElementTree.fromstring(parts(source)[DOCUMENT]).find(f"{W}body")
    assert found is not None
    return found


def edited(source: bytes, change: Callable[[Element], None]) -> bytes:
    """Return the file with *change* made to the body of its document."""
    made = parts(source)
    root = ElementTree.fromstring(made[DOCUMENT])
    inside = root.find(f"{W}body")
    assert inside is not None
    change(inside)
    made[DOCUMENT] = ElementTree.tostring(root, encoding="utf-8")
    return packed(made)


def make(xml: str) -> Element:
    """Return an element of XML with the usual prefixes."""
    wrapped = (
        '<x xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        f'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{xml}</x>'
    )
    return ElementTree.fromstring(wrapped)[0]


def paragraph(text: str, properties: str = "") -> Element:
    """Return a paragraph with a text, as typed outside of any control."""
    return make(
        f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def tag_of(control: Element) -> str:
    """Return the tag of a content control."""
    found = control.find(f"{W}sdtPr/{W}tag")
    return "" if found is None else found.get(f"{W}val", "")


def parents(root: Element) -> dict[Element, Element]:
    """Return which element each one stands in."""
    return {child: parent for parent in root.iter() for child in parent}


def controls(root: Element, tag: str) -> list[Element]:
    """Return the content controls with a tag."""
    return [one for one in root.iter(f"{W}sdt") if tag_of(one) == tag]


def block_of(root: Element, element: Element) -> Element:
    """Return the block of the body that an element stands in."""
    above = parents(root)
    while above[element].tag != f"{W}body":
        element = above[element]
    return element


def type_into(control: Element, text: str) -> None:
    """Type a text into a control as Word does: the placeholder and its mark go."""
    properties, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
    assert properties is not None
    assert content is not None
    for mark in properties.findall(f"{W}showingPlcHdr"):
        properties.remove(mark)
    inline = content.find(f"{W}p") is None
    content[:] = (
        [make(f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>')]
        if inline
        else [paragraph(line) for line in text.split("\n")]
    )


def without_controls(root: Element) -> None:
    """Take every content control away and leave what stands in it, as programs do that know
    none.
    """
    for one in list(root.iter()):
        one[:] = list(_unwrapped(one))


def _unwrapped(element: Element) -> Iterator[Element]:
    for one in element:
        if one.tag != f"{W}sdt":
            yield one
        elif (content := one.find(f"{W}sdtContent")) is not None:
            yield from _unwrapped(content)


def texts(root: Element) -> Iterator[str]:
    """Yield the text of each paragraph."""
    for one in root.iter(f"{W}p"):
        yield "".join(text.text or "" for text in one.iter(f"{W}t"))
