"""Translations of a package's texts, read from ``.po`` files."""

import ast
import re
from functools import cache
from importlib.resources import files

_LINE = re.compile(r'(?:(msgid|msgstr)\s+)?(".*")')


def read_translations(package: str, language: str) -> dict[str, str]:
    """Return a package's texts in a language, by those of the source; empty for no file.

    They are read from ``locale/<language>/LC_MESSAGES/<package>.po``, without those that are
    fuzzy or empty.

    Args:
        package: such as ``lckm_web``.
        language: a tag such as ``uk``.

    Raises:
        ValueError: a line is none of a catalogue of ``msgid`` and ``msgstr``; the error names it.
    """
    return dict(_read_file(package, language))


# A package's files stay as they were installed, and each of a host's faces asks for them.
@cache
def _read_file(package: str, language: str) -> dict[str, str]:
    path = files(package) / "locale" / language / "LC_MESSAGES" / f"{package}.po"
    return _read(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _read(text: str) -> dict[str, str]:
    texts: dict[str, str] = {}
    source = place = ""
    is_fuzzy = is_left_out = False
    for number, line in enumerate(map(str.strip, text.splitlines()), start=1):
        if not line or line.startswith("#"):
            is_fuzzy = is_fuzzy or (line.startswith("#,") and "fuzzy" in line)
            continue
        match = _LINE.fullmatch(line)
        if match is None or not (match[1] or place):
            raise ValueError(f"line {number} is none of a catalogue")
        place = match[1] or place
        try:
            words = ast.literal_eval(match[2])
        except (SyntaxError, ValueError):
            raise ValueError(f"line {number} is none of a catalogue") from None
        if match[1] == "msgid":
            source, is_left_out, is_fuzzy = "", is_fuzzy, False
        if place == "msgid":
            source += words
        elif source and not is_left_out:
            texts[source] = texts.get(source, "") + words
    return {source: words for source, words in texts.items() if words}
