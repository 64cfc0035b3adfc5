"""Reads untrusted XML within limits: no document type, no entities, nothing fetched."""

from functools import lru_cache
from typing import Final
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from lckm_documents import limits
from lckm_documents.result import BeyondLimitError, NotReadableError

_STRICT: Final = "http://purl.oclc.org/ooxml/"
_TRANSITIONAL: Final = "http://schemas.openxmlformats.org/"


def read_xml(data: bytes) -> Element:
    """Return the root of an XML document.

    Raises:
        NotReadableError: it is not well-formed, or declares a document type, which neither OOXML
            nor XMP has.
        BeyondLimitError: it is over a limit of :mod:`lckm_documents.limits`.
    """
    if len(data) > limits.XML:
        size = limits.XML // 1024**2
        raise BeyondLimitError(
            f"jedna z jego części ma ponad {size} MB", f"one of its parts has more than {size} MB"
        )
    builder, counts = TreeBuilder(), _Counts()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True

    def start(tag: str, attributes: dict[str, str]) -> None:
        counts.opened()
        builder.start(
            _qualified(tag), {_qualified(key): value for key, value in attributes.items()}
        )

    def end(tag: str) -> None:
        counts.depth -= 1
        builder.end(_qualified(tag))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):
        raise NotReadableError(
            "jedna z jego części XML jest błędna", "one of its XML parts is not well-formed"
        ) from None
    return builder.close()


class _Counts:
    def __init__(self) -> None:
        self.depth = self.elements = 0

    def opened(self) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > limits.NESTING:
            raise BeyondLimitError(
                f"jego elementy są zagnieżdżone na ponad {limits.NESTING} poziomów",
                f"its elements are nested more than {limits.NESTING} levels deep",
            )
        if self.elements > limits.ELEMENTS:
            raise BeyondLimitError(
                f"ma ponad {limits.ELEMENTS} elementów",
                f"it has more than {limits.ELEMENTS} elements",
            )


@lru_cache(maxsize=4096)
def _qualified(tag: str) -> str:
    """Return a name with its namespace in braces, strict OOXML as transitional."""
    if "}" not in tag:
        return tag
    space, _, local = tag.rpartition("}")
    if space.startswith(_STRICT):
        family, _, rest = space.removeprefix(_STRICT).partition("/")
        space = f"{_TRANSITIONAL}{family}/2006/{rest}"
    return f"{{{space}}}{local}"


def _refuse(*_: object) -> None:
    raise NotReadableError(
        "jedna z jego części XML deklaruje typ dokumentu lub encje, czego takie pliki nie mają",
        "one of its XML parts declares a document type or entities, which such files do not have",
    )
