"""Whether the codes of a font can be read as letters (ISO 14289-1, 7.21.7)."""

import re
from typing import Any, Final

import pikepdf

from lckm_documents.pdf.objects import entry, items, name
from lckm_documents.result import quoted

_KNOWN: Final = ("WinAnsiEncoding", "MacRomanEncoding", "MacExpertEncoding", "StandardEncoding")
_ORDERED: Final = ("GB1", "CNS1", "Japan1", "Korea1", "KR")
# Names that say which drawing, not which letter.
_NUMBERED: Final = re.compile(
    r"(?:g|gid|glyph|cid|c|index|char|a|h|f|s)[_.-]?[0-9]+", re.IGNORECASE
)


def is_readable(font: Any) -> bool:
    """Return whether a program can identify the letters of a font; true if in doubt."""
    if font is None or isinstance(entry(font, "/ToUnicode"), (pikepdf.Stream, pikepdf.Name)):
        return True
    match name(entry(font, "/Subtype")):
        case "Type0":
            return _is_readable_composite(font)
        case "Type3":
            return _has_letter_names(entry(font, "/Encoding", "/Differences"))
        case _:
            names = entry(font, "/Encoding", "/Differences")
            based = name(entry(font, "/Encoding")) or name(
                entry(font, "/Encoding", "/BaseEncoding")
            )
            return names is None or based in _KNOWN or _has_letter_names(names)


def font_name(font: Any) -> str:
    """Return a font's name without its subset prefix."""
    base = (
        name(entry(font, "/BaseFont"))
        or name(entry(font, "/Name"))
        or name(entry(font, "/Subtype"))
    )
    return quoted(re.sub(r"\A[A-Z]{6}\+", "", base)) or "?"


def _is_readable_composite(font: Any) -> bool:
    encoding = name(entry(font, "/Encoding"))
    if encoding and not encoding.startswith("Identity"):
        return True  # one of the known tables, which say what each code is
    descendants = items(entry(font, "/DescendantFonts"))
    ordering = entry(descendants[0], "/CIDSystemInfo", "/Ordering") if descendants else None
    return str(ordering or "") in _ORDERED


def _has_letter_names(differences: Any) -> bool:
    names = [
        name(difference)
        for difference in items(differences)
        if isinstance(difference, pikepdf.Name)
    ]
    numbered = sum(bool(_NUMBERED.fullmatch(glyph_name)) for glyph_name in names)
    return bool(names) and numbered * 2 < len(names)
