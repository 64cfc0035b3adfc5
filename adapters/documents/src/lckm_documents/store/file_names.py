"""The names under which files are served: plain, readable and unique in a procedure."""

import hashlib
import re
import unicodedata
from typing import Final

_PROCEDURE: Final = re.compile(r"[A-Z]{1,8}-[0-9]{5}")
_FOLDED: Final = str.maketrans("łŁđĐøØßæÆœŒ", "lLdDoOsaAoO")
_DEVICE: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])")
_LONGEST_STEM, _LONGEST_ENDING, _DIGITS = 80, 8, 10


def served_name(procedure: str, name: str) -> str:
    """Return a file's served name, such as ``KA-01379/wniosek-o-karte.docx``.

    A name of lower-case ASCII letters, digits and hyphens stays as it is. Any other is folded to
    one with the beginning of its hash (``Wniosek o Kartę.docx`` →
    ``wniosek-o-karte-3f2a91c4d0.docx``), so that no two names of a procedure become one. Names that
    differ only in Unicode composition (NFC, NFD) are one name.

    Args:
        procedure: the procedure's number: capital letters, a hyphen and five digits.
        name: the file's name as the document has it; it is not trusted.

    Raises:
        ValueError: *procedure* is not a procedure's number.
    """
    if not _PROCEDURE.fullmatch(procedure):
        raise ValueError(
            f"a procedure's number is letters, a hyphen and five digits, not {procedure[:20]!r}"
        )
    normal = unicodedata.normalize("NFC", name)
    stem, dot, ending = normal.rpartition(".")
    if not dot:
        stem, ending = normal, ""
    folded, kind = _fold(stem), _fold(ending)[:_LONGEST_ENDING].replace("-", "")
    plain = folded[:_LONGEST_STEM].strip("-") or "plik"
    if _DEVICE.fullmatch(plain):
        plain = f"plik-{plain}"
    end = f".{kind}" if kind else ""
    if plain + end != normal or _looks_hashed(plain):
        plain += "-" + hashlib.sha256(normal.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    return f"{procedure}/{plain}{end}"


def _fold(text: str) -> str:
    """Return *text* in lower-case ASCII letters and digits, with hyphens for the rest."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_FOLDED))
    base_letters = "".join(
        character for character in decomposed if not unicodedata.combining(character)
    ).casefold()
    return re.sub("[^a-z0-9]+", "-", base_letters).strip("-")


def _looks_hashed(plain: str) -> bool:
    """Return whether a plain name ends like a folded one, and so needs a hash too."""
    return re.search(rf"-[0-9a-f]{{{_DIGITS}}}\Z", plain) is not None
