"""Numbers in forms of new records, so that a form sent twice makes one record."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from lckm_core import ContactCentre
from lckm_core.errors import ConflictError
from lckm_core.ports import NumberSeries
from lckm_core.text import Message
from lckm_http import FormFields
from lckm_intake import Intake, IssuedNumber, SecretKeys

NUMBER, PROOF = "nadany", "dowod"
"""The fields that carry a number and the proof that it was given here."""
# What marks are made for, so that no mark proves a number.
_MARK = "mark"


class FormNumbers:
    """Draws numbers for forms of new records, and verifies them when forms come back.

    Args:
        centre: the contact centre, whose source gives the numbers.
        keys: secrets that prove a number; without them one holds until the desk ends.
    """

    def __init__(self, centre: ContactCentre, keys: Sequence[bytes] | None) -> None:
        self._centre = centre
        keys = keys or [secrets.token_bytes(32)]
        self._proofs = Intake(centre, keys=keys)
        self._marks = SecretKeys(keys)

    def of_form(self, series: NumberSeries, fields: FormFields, now: datetime) -> str | None:
        """Return the number of a form that was sent: the one it carries, else a new one.

        ``None`` without a source of numbers.
        """
        issued = self._carried(series, fields) or self._draw(series, now)
        return issued.number if issued is not None else None

    def for_page(
        self, series: NumberSeries, fields: FormFields, now: datetime
    ) -> IssuedNumber | None:
        """Return the number for the next page with the form, unless a record has it.

        ``None`` without a source of numbers.
        """
        carried = self._carried(series, fields)
        if carried is not None and not self._centre.is_number_taken(series, carried.number):
            return carried
        return self._draw(series, now)

    def mark(self, text: str) -> str:
        """Return what a page carries beside a text, so that the text is known to be from here."""
        return self._marks.make_code(_MARK, text)

    def is_marked(self, text: str, mark: str) -> bool:
        """Return whether a mark is that of a text."""
        return bool(text) and self._marks.is_code(_MARK, text, mark)

    def _carried(self, series: NumberSeries, fields: FormFields) -> IssuedNumber | None:
        number, proof = fields.text(NUMBER), fields.text(PROOF)
        # A number of one kind of record is not valid for another.
        is_ours = number and self._proofs.is_issued(IssuedNumber(f"{series}:{number}", proof))
        return IssuedNumber(number, proof) if is_ours else None

    def _draw(self, series: NumberSeries, now: datetime) -> IssuedNumber | None:
        if not self._centre.plugins.answers("provide_numbers"):
            return None
        number = self._centre.draw_number(series, now=now)
        return IssuedNumber(number, self._proofs.prove(f"{series}:{number}").proof)


def sent_before(number: str) -> ConflictError:
    """Return the error of a form that was already stored as *number*, but with other words."""
    message = Message(
        f"Ten formularz już wysłano: zapisano {number}, z czym innym niż poniżej. Zobacz, czy "
        f"{number} nie wystarczy. To, co poniżej, wyślij jeszcze raz tylko wtedy, gdy ma być czymś "
        "osobnym.",
        f"This form was sent before: {number} was stored, with something else than below. See "
        f"whether {number} will do, and send what is below only if it is to be one of its own.",
    )
    return ConflictError(number, message)
