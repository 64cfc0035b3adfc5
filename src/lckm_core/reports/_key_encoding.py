"""Report numbers in ASCII, for keys, Message-IDs and file names.

The number can be read back.
"""

import re

from lckm_core.reports._text_types import NUMBER_PATTERN, REFERENCE_PATTERN

_MARKED = dict(
    zip("ĄĆĘŁŃÓŚŹŻąćęłńóśźż", (f"{letter}=" for letter in "ACELNOSZZacelnoszz"), strict=True)
)
# No number holds a „=”, so it marks the character before it as encoded.
_IN_REFERENCES = {**_MARKED, "Ź": "Z==", "ź": "z==", "/": "-="}
# A key has dots between its parts, and a Message-ID may not hold two side by side.
_IN_KEYS = {**_IN_REFERENCES, ".": "_="}
_TO_REFERENCE = str.maketrans({**_IN_REFERENCES})
_TO_KEY = str.maketrans({**_IN_KEYS})
_DECODED = {encoded: character for character, encoded in _IN_KEYS.items()}
_ENCODED = re.compile(r"[A-Za-z_-]={1,2}")


def is_report_number(text: str) -> bool:
    """Return whether *text* is a valid report number.

    It has Polish or Latin letters, digits, ``.``, ``_``, ``-`` and ``/``, at most 40, and a
    letter or digit at each end and on either side of a slash.
    """
    return re.fullmatch(NUMBER_PATTERN, text) is not None


def is_file_reference(text: str) -> bool:
    """Return whether *text* may be a file's reference, as :func:`file_reference` makes it."""
    return re.fullmatch(REFERENCE_PATTERN, text) is not None


def in_key(number: str) -> str:
    """Return a number encoded for a key: ``L=CKM-=2026-=000123`` for ``ŁCKM/2026/000123``."""
    return number.translate(_TO_KEY)


def number_in(encoded: str) -> str:
    """Return the number that :func:`in_key` or :func:`file_reference` encoded.

    Any other text is returned as it is.
    """
    return _ENCODED.sub(lambda match: _DECODED.get(match[0], match[0]), encoded)


def file_reference(number: str, count: int) -> str:
    """Return the reference of a file of a report, fit for a file name.

    Args:
        number: the report's, such as ``ZG-2026-000123``.
        count: which of its files, from 1.

    Returns:
        Such as ``ZG-2026-000123-1``, or ``L=CKM-=2026-=000123-1`` for ``ŁCKM/2026/000123``.
    """
    return f"{number.translate(_TO_REFERENCE)}-{count}"


def number_of_file(reference: str) -> str:
    """Return the number of the report that a file belongs to."""
    return number_in(reference.rpartition("-")[0])
