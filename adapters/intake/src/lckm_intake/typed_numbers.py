"""Numbers of reports as people type them: in small letters, with blanks, with other dashes."""

from collections.abc import Sequence
from unicodedata import category

# With blanks a number is hardly longer than 40 characters.
_LONGEST, _LONGEST_SPELLING = 200, 40


def one_spelling(typed: str) -> str:
    """Return the same for all ways of typing a number, by which guesses at it are counted."""
    signs = (sign for sign in typed[:_LONGEST] if not (sign.isspace() or _is_dash(sign)))
    return "".join(signs).upper()[:_LONGEST_SPELLING]


def numbers_typed(typed: str) -> Sequence[str]:
    """Return the numbers that somebody may have meant, the likelier first."""
    parts = "".join("-" if _is_dash(sign) else sign for sign in typed[:_LONGEST]).split()
    # Blanks stand beside dashes, or in place of them, as in a code.
    spaced = "-".join(part.strip("-") for part in parts if part.strip("-"))
    forms = (form for number in ("".join(parts), spaced) for form in (number, number.upper()))
    return list(dict.fromkeys(forms))


def _is_dash(sign: str) -> bool:
    return category(sign) == "Pd" or sign == "\u2212"
