"""What the page of a procedure offers for correcting its text."""

from typing import Final

import attrs

from lckm_core.publication import Transition


@attrs.frozen
class CorrectionButton:
    """The button that leads to the form of a correction.

    Args:
        page: the page of the form, as a key of the paths.
        verb: the move that it makes.
        label: its words.
        done: what is said once a correction is stored.
    """

    page: str
    verb: Transition
    label: str
    done: str


CORRECTION: Final = CorrectionButton(
    page="correct",
    verb=Transition.CORRECT,
    label="Popraw tekst",
    done="Zapisano poprawki jako nową wersję. Teraz musi je uzgodnić kierownik.",
)
"""The button of that page."""
