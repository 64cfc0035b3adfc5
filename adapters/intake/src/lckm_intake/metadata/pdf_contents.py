"""The content of a PDF's page, rewritten with only the instructions that draw."""

import re
from collections.abc import Iterator
from typing import Final

from lckm_intake.metadata.byte_fields import require

_TOKEN: Final = re.compile(
    rb"(?P<comment>%[^\r\n]*)"
    rb"|(?P<word>[^\0\t\n\f\r ()<>\[\]{}/%]+)"
    rb"|(?P<name>/[^\0\t\n\f\r ()<>\[\]{}/%]*)"
    rb"|(?P<mark><<|>>|\[|\])"
    rb"|(?P<hex><[0-9A-Fa-f\0\t\n\f\r ]*>)"
    rb"|(?P<text>\()"
    rb"|(?P<cut><[0-9A-Fa-f\0\t\n\f\r ]*\Z)"
)
_NUMBER: Final = re.compile(rb"[+-]{0,2}(?:[0-9]{1,20}\.?[0-9]{0,20}|\.[0-9]{1,20})")
_IN_TEXT: Final = re.compile(rb"[()\\]")
_IMAGE_END: Final = re.compile(rb"[\0\t\n\f\r ]EI(?=[\0\t\n\f\r ]|$)")
_KEYWORDS: Final = frozenset({b"true", b"false", b"null"})
# Operators and the operands of each: n a number, N a name, s a text, A an array.
_OPERANDS: Final = {
    operator.encode(): operands
    for operators, operands in (
        ("q Q h S s f F f* B B* b b* n W W* BT ET T* BX EX EMC", ""),
        ("w J j M i Tc Tw Tz TL Tr Ts g G", "n"),
        ("m l Td TD d0", "nn"),
        ("rg RG", "nnn"),
        ("v y re k K", "nnnn"),
        ("c cm Tm d1", "nnnnnn"),
        ("ri gs CS cs sh Do", "N"),
        ("Tf", "Nn"),
        ("d", "An"),
        ("Tj '", "s"),
        ("TJ", "A"),
        ('"', "nns"),
    )
    for operator in operators.split()
}
_COLOURS: Final = frozenset({b"sc", b"SC", b"scn", b"SCN"})
_COLOUR: Final = re.compile("n{0,32}N?")
_MOST_OPERANDS: Final = 64
# What inline pictures may say of themselves and of how they are packed.
_IMAGE_KEYS: Final = frozenset(
    b"/BPC /BitsPerComponent /CS /ColorSpace /D /Decode /DP /DecodeParms /F /Filter /H /Height "
    b"/IM /ImageMask /I /Interpolate /W /Width /L /Length /Intent".split()
)
_IMAGE_NAMES: Final = frozenset(
    b"/G /DeviceGray /RGB /DeviceRGB /CMYK /DeviceCMYK /Indexed /AHx /ASCIIHexDecode /A85 "
    b"/ASCII85Decode /LZW /LZWDecode /Fl /FlateDecode /RL /RunLengthDecode /CCF /CCITTFaxDecode "
    b"/K /Columns /Rows /BlackIs1 /EncodedByteAlign /EndOfLine /EndOfBlock /Predictor /Colors "
    b"/BitsPerComponent /EarlyChange /DamagedRowsBeforeError /Perceptual /Saturation "
    b"/RelativeColorimetric /AbsoluteColorimetric".split()
)
_MOST_IMAGE_TOKENS, _LONGEST_PALETTE = 100, 4000

_Token = tuple[str, bytes]


def clean_contents(data: bytes) -> bytes:
    """Return the instructions that draw, without comments and marks.

    Marks of layers stay. Work grows with the length.

    Raises:
        MalformedFileError: a text, an array or a dictionary has no end, or a picture within is a
            JPEG or has entries that are not known.
    """
    return _Writer(data).write()


class _Writer:
    """Reads instructions, and writes those that draw."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0
        self._written: list[bytes] = []
        self._operands: list[_Token] = []

    def write(self) -> bytes:
        for kind, token in self._tokens():
            if kind == "word" and not _is_number(token) and token not in _KEYWORDS:
                self._add(token)
                self._operands = []
            else:
                self._operands.append(self._operand(kind, token))
                require(holds=len(self._operands) <= _MOST_OPERANDS)
        return b"\n".join(self._written)

    def _tokens(self) -> Iterator[_Token]:
        """Yield tokens; the caller may advance the position in between."""
        while (match := _TOKEN.search(self._data, self._at)) is not None:
            kind = str(match.lastgroup)
            self._at = match.end()
            require(holds=kind != "cut")
            if kind == "text":
                yield kind, self._text(match.start())
            elif kind != "comment":
                yield kind, match[0]

    def _text(self, start: int) -> bytes:
        """Return a text in brackets, which may have others within."""
        depth, at = 1, start + 1
        while depth:
            found = _IN_TEXT.search(self._data, at)
            require(holds=found is not None)
            assert found is not None
            at = found.end() + (found[0] == b"\\")
            depth += {b"(": 1, b")": -1}.get(found[0], 0)
        self._at = at
        return self._data[start:at]

    def _operand(self, kind: str, token: bytes) -> _Token:
        if token == b"[":
            return self._array()
        if token == b"<<":
            self._skip_dictionary()
            return "D", b""
        return {"word": "n", "name": "N", "hex": "s", "text": "s"}.get(kind, "?"), token

    def _array(self) -> _Token:
        """Return an array of numbers and texts."""
        parts: list[bytes] = []
        for kind, token in self._tokens():
            if token == b"]":
                return "A", b"[" + b" ".join(parts) + b"]"
            is_plain = kind in ("hex", "text") or (kind == "word" and _is_number(token))
            require(holds=is_plain)
            parts.append(token)
        require(holds=False)
        raise AssertionError

    def _skip_dictionary(self) -> None:
        depth = 1
        for _, token in self._tokens():
            depth += {b"<<": 1, b">>": -1}.get(token, 0)
            if depth == 0:
                return
        require(holds=False)

    def _add(self, operator: bytes) -> None:
        """Write an instruction, if it is one that draws."""
        kinds = "".join(kind for kind, _ in self._operands)
        values = [value for _, value in self._operands]
        if operator == b"BI":
            self._written.append(self._image())
        elif operator in (b"BDC", b"BMC"):
            is_layer = operator == b"BDC" and kinds == "NN" and values[0] == b"/OC"
            self._written.append(b" ".join([*values, b"BDC"]) if is_layer else b"/P BMC")
        elif operator in _COLOURS:
            if _COLOUR.fullmatch(kinds):
                self._written.append(b" ".join([*values, operator]))
        elif (wanted := _OPERANDS.get(operator)) is not None and kinds.endswith(wanted):
            last = values[len(values) - len(wanted) :]
            self._written.append(b" ".join([*last, operator]))

    def _image(self) -> bytes:
        """Return a picture that stands among the instructions."""
        parts: list[bytes] = []
        for kind, token in self._tokens():
            if token == b"ID":
                break
            require(holds=len(parts) < _MOST_IMAGE_TOKENS and _may_describe(kind, token))
            parts.append(token)
        end = _IMAGE_END.search(self._data, self._at)
        require(holds=end is not None)
        assert end is not None
        start, self._at = self._at + 1, end.end()
        content = self._data[start : end.start()]
        return b"BI " + b" ".join(parts) + b" ID " + content + b"\nEI"


def _may_describe(kind: str, token: bytes) -> bool:
    """Return whether a token may stand in the head of a picture."""
    if kind == "word":
        return _is_number(token) or token in _KEYWORDS
    if kind == "name":
        return token in _IMAGE_KEYS or token in _IMAGE_NAMES
    return kind == "mark" or len(token) <= _LONGEST_PALETTE


def _is_number(token: bytes) -> bool:
    return _NUMBER.fullmatch(token) is not None
