"""The names of WordprocessingML, and elements made of them.

Written elements have literal prefixes, so that the same input gives the same bytes; read ones
have the names of ElementTree, ``{namespace}local``.
"""

from xml.etree.ElementTree import Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = {"xmlns:w": W, "xmlns:r": R, "xmlns:mc": MC, "xmlns:w15": W15, "mc:Ignorable": "w15"}
"""The declarations at the root of a written part."""

OWN_AUTHOR = "lckm"
"""The author of the comments that a check puts in."""

Attributes = dict[str, str]


def w(name: str) -> str:
    """Return the name of a read element or attribute of the main namespace."""
    return f"{{{W}}}{name}"


def element(tag: str, attributes: Attributes | None = None, *children: Element) -> Element:
    """Return an element to write; attributes without a prefix are given ``w:``."""
    made = Element(
        tag, {key if ":" in key else f"w:{key}": text for key, text in (attributes or {}).items()}
    )
    made.extend(children)
    return made


def value(tag: str, text: str) -> Element:
    """Return an element with one value: ``<w:tag w:val="text"/>``."""
    return element(tag, {"val": text})


def local(node: Element) -> str:
    """Return the name of a read element without Word's namespaces."""
    tag: str = node.tag
    namespace, _, name = tag[1:].rpartition("}")
    return name if namespace in (W, W15) else tag


def val(node: Element | None) -> str:
    """Return the ``w:val`` of a read element; empty where there is none."""
    return "" if node is None else node.get(w("val"), "")


def is_on(mark: Element | None) -> bool:
    """Return whether a property that is on or off is there and on ([ECMA-376-4], ST_OnOff)."""
    return mark is not None and val(mark) not in ("0", "false", "off")
