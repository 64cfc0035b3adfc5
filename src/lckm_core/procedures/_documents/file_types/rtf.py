"""RTF: whether it is whole, and whether it holds an object that can run code."""

import re

from lckm_core.procedures._documents.file_types.model import Content, FileType
from lckm_core.text import Message

# \objdata holds the bytes of an embedded object or package.
_OBJECT = re.compile(rb"\\obj(?:ect|data|ocx|emb|update|autlink)(?![a-z])")


def read_rtf(data: bytes) -> Content:
    """Return what bytes are that begin as RTF."""
    # An escaped backslash is text, and so is the word after it.
    bare = data.replace(b"\\\\", b"  ")
    damage = None
    if not data.startswith(b"{\\rtf") or _unclosed(bare):
        damage = Message(
            "tekst urywa się, zanim zamkną się wszystkie nawiasy klamrowe",
            "the text ends before all its braces are closed",
        )
    return Content(FileType.RTF, macros=_OBJECT.search(bare) is not None, damage=damage)


def _unclosed(bare: bytes) -> bool:
    """Return whether a brace stays open."""
    # Binary data may hold any brace, so then only the end counts.
    if b"\\bin" in bare:
        return not bare.rstrip(b"\0\r\n\t ").endswith(b"}")
    bare = bare.replace(b"\\{", b"").replace(b"\\}", b"")
    return bare.count(b"{") > bare.count(b"}")
