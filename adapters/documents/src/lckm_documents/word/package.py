"""Reads the parts and relationships of a DOCX within limits ([ECMA-376-2])."""

import io
import zipfile
from collections.abc import Iterator
from posixpath import dirname, normpath
from xml.etree.ElementTree import Element

import attrs

from lckm_cli.toolkit import ZIP_ERRORS, UnsafeZipError, ZipFault, read_part
from lckm_documents import limits
from lckm_documents.result import BeyondLimitError, NotReadableError
from lckm_documents.xml import read_xml

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@attrs.frozen
class Relationship:
    """A relationship of a part.

    ``kind`` is the last word of its type, such as ``image`` or ``hyperlink``.
    """

    kind: str
    target: str
    outside: bool
    source: str


class Package:
    """The parts of a DOCX by name.

    Raises:
        NotReadableError: the bytes are no ZIP.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._names = {name.casefold(): name for name in self._zip.namelist()}
        except ZIP_ERRORS:
            raise _broken_parts_error() from None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(sorted(self._names.values()))

    def read(self, name: str) -> bytes | None:
        """Return a part, or ``None``; raise ``BeyondLimitError`` if it is too large."""
        part_name = self._names.get(name.lstrip("/").casefold())
        if part_name is None:
            return None
        try:
            return read_part(self._zip, part_name, limits.XML)
        except UnsafeZipError as error:
            if error.why is ZipFault.BROKEN:
                raise _broken_parts_error() from None
            size = limits.XML // 1024**2
            raise BeyondLimitError(
                f"jedna z jego części ma ponad {size} MB",
                f"one of its parts has more than {size} MB",
            ) from None

    def xml(self, name: str) -> Element | None:
        """Return the root of an XML part, ``None`` where there is no such part."""
        data = self.read(name)
        return None if data is None else read_xml(data)

    def related(self, source: str = "") -> Iterator[Relationship]:
        """Yield the relationships of a part, or of the package itself."""
        folder, _, part = source.lstrip("/").rpartition("/")
        yield from self._read_relationships(
            f"{folder}/_rels/{part}.rels" if folder else f"_rels/{part}.rels", folder
        )

    def every_relationship(self) -> Iterator[Relationship]:
        """Yield all relationships in the package."""
        for name in self.names:
            if name.casefold().endswith(".rels"):
                yield from self._read_relationships(name, dirname(dirname(name)))

    def _read_relationships(self, name: str, folder: str) -> Iterator[Relationship]:
        root = self.xml(name)
        for relation in root.iter(_RELATIONSHIP) if root is not None else ():
            target = relation.get("Target", "")
            # Both are of types whose blanks around them do not count.
            outside = relation.get("TargetMode", "").strip() == "External"
            if not outside:
                target = normpath(
                    target if target.startswith("/") else f"{folder}/{target}"
                ).lstrip("/")
            yield Relationship(
                relation.get("Type", "").strip().rpartition("/")[2], target, outside, name
            )


def _broken_parts_error() -> NotReadableError:
    return NotReadableError("nie da się rozpakować jego części", "its parts cannot be unpacked")
