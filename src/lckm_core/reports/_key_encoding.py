"""What stands for a report's number where only ASCII may: in keys, Message-IDs and names of files. It leads back to the number."""

import re

from lckm_core.reports._text_types import NUMBER_PATTERN

_MARKED = dict(
    zip("ĄĆĘŁŃÓŚŹŻąćęłńóśźż", (f"{letter}=" for letter in "ACELNOSZZacelnoszz"), strict=True)
)
_WRITTEN = {**_MARKED, "Ź": "Z==", "ź": "z==", "/": "-="}
"""No number holds a „=”, so what it follows is what it changes."""
_IN_KEYS = {**_WRITTEN, ".": "_="}
"""A key has dots between its parts, and two side by side are none of a Message-ID."""
_TO_REFERENCE, _TO_KEY = str.maketrans({**_WRITTEN}), str.maketrans({**_IN_KEYS})
_READ = {written: character for character, written in _IN_KEYS.items()}
_CHANGED = re.compile(r"[A-Za-z_-]={1,2}")


def is_report_number(text: str) -> bool:
    """Return whether a report can have that number: letters, digits, ``.``, ``_``, ``-`` and ``/``, at most 40.

    Letters are those of the Polish alphabet and the Latin ones. A letter or digit stands at each end, and on either side of a slash. Raises nothing. Source: the signatures that offices write; no provision says how numbers are made.
    """
    return re.fullmatch(NUMBER_PATTERN, text) is not None


def in_key(number: str) -> str:
    """Return what stands for a number in a key: ``L=CKM-=2026-=000123`` for ``ŁCKM/2026/000123``."""
    return number.translate(_TO_KEY)


def number_in(written: str) -> str:
    """Return the number that :func:`in_key` or :func:`file_reference` wrote so; what neither writes stays as it is."""
    return _CHANGED.sub(lambda found: _READ.get(found[0], found[0]), written)


def file_reference(number: str, count: int) -> str:
    """Return the reference of a file that came with a report: ``ZG-2026-000123-1``, of ``ŁCKM/2026/000123`` ``L=CKM-=2026-=000123-1``.

    Args:
        number: the report's.
        count: which of its files, from 1.

    Raises nothing. Source: what a file's name may hold on every system; no provision speaks of it.
    """
    return f"{number.translate(_TO_REFERENCE)}-{count}"


def number_of_file(reference: str) -> str:
    """Return the number of the report that a file came with, as :func:`file_reference` has it.

    Raises nothing. Source: :func:`file_reference`; no provision speaks of it.
    """
    return number_in(reference.rpartition("-")[0])
