"""Splits an RTF into braces, control words, text and bytes of the code page."""

import re
from collections.abc import Iterator
from typing import Final

from lckm_documents import limits
from lckm_documents.result import BeyondLimitError

_TOKEN: Final = re.compile(
    rb"(?P<open>\{)|(?P<close>\})|\\'(?P<byte>[0-9A-Fa-f]{2})"
    rb"|\\(?P<word>[A-Za-z]{1,32})(?P<number>-?[0-9]{1,10})? ?"
    rb"|\\(?P<sign>[^A-Za-z])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)
_SIGNS: Final = {"~": " ", "-": "", "_": "-", "\\": "\\", "{": "{", "}": "}"}

Token = tuple[str, str, int | None]
"""Kind (open, close, star, text, byte, word), the word or text, and its number or byte."""


def tokens(data: bytes) -> Iterator[Token]:
    """Yield the tokens of an RTF without Unicode fallbacks and binary data.

    Raises:
        BeyondLimitError: there are too many.
    """
    at, skips, skip, count = 0, [1], 0, 0
    while match := _TOKEN.match(data, at):
        at = match.end()
        count += 1
        if count > limits.TOKENS:
            raise BeyondLimitError(
                f"ma ponad {limits.TOKENS} słów i nawiasów",
                f"it has more than {limits.TOKENS} words and braces",
            )
        if match["open"]:
            skips.append(skips[-1])
            skip = 0
            yield "open", "", None
        elif match["close"]:
            if len(skips) > 1:
                skips.pop()
            skip = 0
            yield "close", "", None
        elif word := match["word"]:
            name, number = word.decode("ascii"), int(match["number"]) if match["number"] else None
            if name == "bin":
                at += max(number or 0, 0)
            elif name == "uc":
                skips[-1] = min(max(number or 0, 0), 10)
            elif name == "u" and number is not None:
                yield "text", chr(number & 0xFFFF), None
                skip = skips[-1]
            else:
                yield "word", name, number
        elif match["byte"]:
            if skip:
                skip -= 1
            else:
                yield "byte", "", int(match["byte"], 16)
        elif match["sign"]:
            sign = match["sign"].decode("latin-1")
            if sign == "*":
                yield "star", "", None
            elif sign in "\r\n":
                yield "word", "par", None
            elif text := _SIGNS.get(sign, ""):
                yield "text", text, None
        elif match["text"]:
            text = match["text"].decode("latin-1")
            piece, skip = text[skip:], max(skip - len(text), 0)
            if piece:
                yield "text", piece, None
