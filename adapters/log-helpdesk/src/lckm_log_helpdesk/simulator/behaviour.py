"""What LOG Helpdesk's documentation leaves open, each as a setting."""

from collections.abc import Iterator
from enum import StrEnum
from itertools import product

import attrs


class Repeats(StrEnum):
    """How a mail that comes a second time is recognised.

    The city's administrator has to arrange for one of the first two; see the README.
    """

    BY_SUBJECT = "a comment finds its ticket by our mark in the subject"
    BY_MESSAGE_ID = "the mailbox drops what has the Message-ID of an earlier mail"
    NOT_AT_ALL = "each mail is a new one"


@attrs.frozen
class Habits:
    """How an installation reads mail, where the documentation leaves it open.

    Args:
        case_matters: whether „#LCKM” and „#lckm” differ.
        any_line_end: whether a line also ends at line ends that only Unicode knows.
        blank_lines: whether a blank line can be the first or the last.
        attached_html: whether an attached HTML file is read as the mail's HTML.
        plain_as_html: whether plain text that looks like HTML is read as HTML.
        repeats: how a mail that comes again is recognised.
    """

    case_matters: bool = True
    any_line_end: bool = False
    blank_lines: bool = False
    attached_html: bool = False
    plain_as_html: bool = False
    repeats: Repeats = Repeats.BY_SUBJECT

    @classmethod
    def every(cls, repeats: Repeats = Repeats.BY_SUBJECT) -> Iterator["Habits"]:
        """Yield every combination of the other settings."""
        names = [field.name for field in attrs.fields(cls) if field.name != "repeats"]
        for flags in product((True, False), repeat=len(names)):
            yield attrs.evolve(cls(repeats=repeats), **dict(zip(names, flags, strict=True)))
