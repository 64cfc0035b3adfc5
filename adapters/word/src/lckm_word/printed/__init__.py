"""The annex's own form, read from what a clerk typed under its printed headings."""

from lckm_word.printed._lines import markdown
from lckm_word.printed._reader import PrintedForm, is_printed_form, read_printed_form

__all__ = ["PrintedForm", "is_printed_form", "markdown", "read_printed_form"]
