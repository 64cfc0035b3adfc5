"""Bytes to text: UTF-8, or the name of what came instead."""

import codecs

from lckm_core.findings import UnreadableFileError
from lckm_core.parsing._errors import NOT_UTF8, Reason
from lckm_core.parsing._positions import Position, position_at
from lckm_core.text import Message

_SAMPLE = 65_536
"""The bytes of a file that are enough to name its encoding."""

_DOCUMENTS = (
    (
        b"PK\x03\x04",
        Message(
            "dokument programu biurowego albo archiwum ZIP (np. DOCX)",
            "an office document or a ZIP archive such as DOCX",
        ),
    ),
    (
        b"\xd0\xcf\x11\xe0",
        Message(
            "dokument starszego programu biurowego (np. DOC)",
            "an older office document such as DOC",
        ),
    ),
    (b"%PDF-", Message("dokument PDF", "a PDF document")),
    (b"{\\rtf", Message("dokument RTF", "an RTF document")),
    *(
        (
            signature,
            Message("obraz (np. skan opisu)", "an image, perhaps a scan of the description"),
        )
        for signature in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
    ),
    *(
        (signature, Message("archiwum (np. 7z, RAR, gzip)", "an archive such as 7z, RAR or gzip"))
        for signature in (b"7z\xbc\xaf", b"Rar!\x1a", b"\x1f\x8b", b"PK\x05\x06")
    ),
)
_BINARY = Message(
    "plik binarny, np. program, obraz albo uszkodzony plik",
    "a binary file: a program, an image or a damaged file",
)
_BAD_BYTE = Reason(
    NOT_UTF8,
    "W tym miejscu stoi bajt {byte}, który nie jest znakiem UTF-8. Otwórz plik w edytorze, popraw "
    "ten znak i zapisz plik jako UTF-8.",
    "The byte {byte} stands here and is no character of UTF-8. Open the file in an editor, fix "
    "the character and save the file as UTF-8.",
)
_WRONG_ENCODING = Reason(
    NOT_UTF8,
    "Plik jest zapisany jako {name}, a musi być w UTF-8. Otwórz go w edytorze i zapisz plik jako "
    "UTF-8 (w Notatniku: Plik, Zapisz jako, Kodowanie: UTF-8).",
    "The file is saved as {name} but must be UTF-8. Open it in an editor and save the file as "
    "UTF-8 (in Notepad: File, Save as, Encoding: UTF-8).",
)
_NO_TEXT = Reason(
    NOT_UTF8,
    "To nie jest plik tekstowy, lecz {what.pl}. Przepisz opis procedury do pliku YAML albo JSON "
    "zapisanego jako UTF-8.",
    "This is no text file but {what.en}. Write the procedure into a YAML or JSON file saved as "
    "UTF-8.",
)

_SIGNATURES = tuple(signature for signature, _ in _DOCUMENTS)
_BLANKS_AND_MARK = b"\xef\xbb\xbf \t\r\n"
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r"))

# In this order: the mark of UTF-32 LE begins with that of UTF-16 LE.
_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)

_POLISH = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
_TYPOGRAPHIC = frozenset("„”’‚“–—…§°«»\u00a0·•×€")


def decode(data: bytes) -> str:
    """Return the text of *data* without a byte-order mark.

    Raises :class:`UnreadableFileError` (LCKM-E001) for bytes that are not UTF-8; it names the
    encoding or the kind of document, where that is known.
    """
    head = data[:64].lstrip(_BLANKS_AND_MARK)
    if head.startswith(_SIGNATURES):
        document = next(what for signature, what in _DOCUMENTS if head.startswith(signature))
        raise _NO_TEXT.error(what=document)
    data = data.removeprefix(codecs.BOM_UTF8)
    # A few NUL characters are text: the parser refuses them.
    if b"\0" in data:
        if name := _wide_encoding(data):
            fault = _wrong_encoding(name)
            raise fault
        if _is_binary(data):
            raise _NO_TEXT.error(what=_BINARY)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        fault = _not_utf8(data, error.start)
        raise fault from None


def _wide_encoding(data: bytes) -> str | None:
    """Return "UTF-16" or "UTF-32", by the mark or by zeros in every other place."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    sample = data[:_SAMPLE]
    zeros = [part.count(0) / max(len(part), 1) for part in (sample[phase::4] for phase in range(4))]
    if min(zeros) < 0.5 and (min(zeros[2:]) > 0.9 or min(zeros[:2]) > 0.9):
        return "UTF-32"
    even = (zeros[0] + zeros[2]) / 2
    odd = (zeros[1] + zeros[3]) / 2
    return "UTF-16" if max(even, odd) > 0.4 and min(even, odd) < 0.1 else None


def _not_utf8(data: bytes, offset: int) -> UnreadableFileError:
    """Return the exception for bytes that are not UTF-8 from *offset* on."""
    name = _wide_encoding(data)
    if name is None and _is_binary(data):
        return _NO_TEXT.error(what=_BINARY)
    name = name or _single_byte_encoding(data)
    before = data[:offset].decode()
    position = position_at(before, len(before))
    if name:
        return _wrong_encoding(name, None if name.startswith("UTF") else position)
    return _BAD_BYTE.error(position, byte=f"0x{data[offset]:02X}")


def _is_binary(data: bytes) -> bool:
    """Return whether *data* has more control characters than a text has by mistake."""
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls > max(3, len(sample) // 20)


def _single_byte_encoding(data: bytes) -> str | None:
    """Return "Windows-1250" or "ISO-8859-2" when *data* reads as Polish in it.

    Quotes and dashes of Windows alone are a sign, too.
    """
    # UTF-8 with a few bad bytes still has many characters of several bytes.
    sample = data[:_SAMPLE]
    # What „ÓŁ” of Windows-1250 makes in UTF-8 is of another script and no sign of it.
    text = sample.decode(errors="ignore")
    latin = sum("\xa0" <= letter <= "\u017f" or letter in _TYPOGRAPHIC for letter in text)
    if latin * 4 > sum(byte > 127 for byte in sample):
        return None
    best = None
    best_share = 0.0
    # In ISO-8859-2 these bytes are control characters, in Windows quotes, dashes and letters.
    is_of_windows = any(0x80 <= byte < 0xA0 for byte in sample)
    for codec, name in (("cp1250", "Windows-1250"), ("iso8859-2", "ISO-8859-2")):
        letters = [
            character
            for character in sample.decode(codec, errors="replace")
            if not character.isascii()
        ]
        polish = sum(character in _POLISH for character in letters)
        share = (polish + 0.9 * sum(character in _TYPOGRAPHIC for character in letters)) / max(
            len(letters), 1
        )
        if (polish or (is_of_windows and name == "Windows-1250")) and share > best_share:
            best = name
            best_share = share
    return best if best_share >= 0.7 else None


def _wrong_encoding(name: str, position: Position | None = None) -> UnreadableFileError:
    return _WRONG_ENCODING.error(position, name=name)
