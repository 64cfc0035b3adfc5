"""The name under which a file is served: plain letters, readable, and one for each file of a procedure."""

import hashlib
import re
import unicodedata
from typing import Final

_PROCEDURE: Final = re.compile(r"KA-[0-9]{5}")
_FOLDED: Final = str.maketrans("łŁđĐøØßæÆœŒ", "lLdDoOsaAoO")
_DEVICE: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])")
_LONGEST_STEM, _LONGEST_ENDING, _DIGITS = 80, 8, 10


def served_name(procedure: str, name: str) -> str:
    """Return the address of a procedure's file below the place where files are served: ``KA-01379/wniosek-o-karte.docx``.

    A name of small ASCII letters, digits and hyphens stays as it is. Any other is folded to one (``Wniosek o Kartę.docx`` →
    ``wniosek-o-karte-3f2a91c4d0.docx``) with the beginning of its hash, so that no two names of a procedure become one. Names that differ
    only in how their letters are composed (NFC, NFD) are one name. The same name always gives the same address.

    Args:
        procedure: the procedure's number, ``KA-`` and five digits.
        name: the file's name as the document has it; it is not trusted.

    Raises:
        ValueError: for what is no procedure's number.
    """
    if not _PROCEDURE.fullmatch(procedure):
        raise ValueError(f"a procedure's number is KA- and five digits, not {procedure[:20]!r}")
    own = unicodedata.normalize("NFC", name)
    stem, dot, ending = own.rpartition(".")
    if not dot:
        stem, ending = own, ""
    folded, kind = _fold(stem), _fold(ending)[:_LONGEST_ENDING].replace("-", "")
    plain = folded[:_LONGEST_STEM].strip("-") or "plik"
    if _DEVICE.fullmatch(plain):
        plain = f"plik-{plain}"
    end = f".{kind}" if kind else ""
    if plain + end != own or _looks_hashed(plain):
        plain += "-" + hashlib.sha256(own.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    return f"{procedure}/{plain}{end}"


def _fold(text: str) -> str:
    """Return *text* in small ASCII letters and digits, with hyphens for all that lies between."""
    apart = unicodedata.normalize("NFKD", text.translate(_FOLDED))
    kept = "".join(one for one in apart if not unicodedata.combining(one)).casefold()
    return re.sub("[^a-z0-9]+", "-", kept).strip("-")


def _looks_hashed(plain: str) -> bool:
    """Tell whether a plain name ends as a folded one does: it gets an end of its own, so that it cannot pass for that one."""
    return re.search(rf"-[0-9a-f]{{{_DIGITS}}}\Z", plain) is not None
