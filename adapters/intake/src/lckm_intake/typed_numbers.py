"""Numbers of reports as people type them: in small letters, with blanks or other dashes."""

from collections.abc import Sequence
from unicodedata import category

from lckm_core import ContactCentre
from lckm_core.errors import NoSuchReportError
from lckm_core.reports import is_report_number
from lckm_intake.intake import Intake

# With blanks a number is hardly longer than 40 characters.
_LONGEST, _LONGEST_SPELLING = 200, 40


def one_spelling(typed: str) -> str:
    """Return one spelling for all ways to type a number, by which guesses are counted."""
    signs = (sign for sign in typed[:_LONGEST] if not (sign.isspace() or _is_dash(sign)))
    return "".join(signs).upper()[:_LONGEST_SPELLING]


def numbers_typed(typed: str) -> Sequence[str]:
    """Return the numbers that may be meant, the likelier first."""
    parts = "".join("-" if _is_dash(sign) else sign for sign in typed[:_LONGEST]).split()
    # Blanks stand beside dashes, or in place of them, as in a code.
    spaced = "-".join(part.strip("-") for part in parts if part.strip("-"))
    forms = (form for number in ("".join(parts), spaced) for form in (number, number.upper()))
    return list(dict.fromkeys(forms))


def find_by_code(centre: ContactCentre, intake: Intake, typed: str, code: str) -> str:
    """Return the number of the report that was typed with its code; empty for none.

    An unknown number and a wrong code have one answer. The page has to limit how often somebody may
    try. Both may be typed with blanks, other dashes and small letters.
    """
    for number in numbers_typed(typed):
        if is_report_number(number) and intake.is_code(number, code):
            try:
                centre.status(number)
            except NoSuchReportError:
                continue
            return number
    return ""


def _is_dash(sign: str) -> bool:
    return category(sign) == "Pd" or sign == "\u2212"
