"""A form about a request to a unit as it was sent, and what is wrong with its texts."""

from collections.abc import Mapping, Sequence

import attrs

from lckm_core.text import normalise, without_direction_marks
from lckm_desk import _labels as labels
from lckm_desk._pages import Fault
from lckm_desk._personal_words import strike_or_leave
from lckm_desk._records.request import RequestRecord
from lckm_desk._submissions import FaultyFieldsError, Submission
from lckm_pages import clean

LONGEST_LINE, LONGEST_TEXT = 200, 2000
"""How many characters a line, and a text, may have."""
NO_PERSON = "Bez danych osobowych: ani rozmówcy, ani nikogo z mieszkańców."
"""What the hint of each text says."""


@attrs.frozen(kw_only=True)
class TextField:
    """A field for words.

    Args:
        name: its name and id.
        label: its label.
        missing: what to do where it is blank; empty where it may be.
        hint: what it is for.
        kind: ``area``, ``line`` or ``date``.
        about_work: whether personal data of residents are looked for and pointed out.
    """

    name: str
    label: str
    missing: str
    hint: str = ""
    kind: str = "area"
    about_work: bool = True


PLACE_LABELS = {
    "procedura": "Numer procedury",
    "jednostka": "Jednostka",
    "komorka": "Komórka",
}
"""The labels of what a request is about."""


def labels_of(fields: Sequence[TextField]) -> dict[str, str]:
    """Return the labels of fields for words, by their names."""
    return {field.name: field.label for field in fields}


@attrs.frozen
class PersonalDataFoundError(Exception):
    """Some words look like personal data; it has the redacted texts by field."""

    redacted: Mapping[str, str] = attrs.field(repr=False)


@attrs.frozen(kw_only=True, repr=False)
class RequestSubmission(Submission[RequestRecord | None]):
    """A form about a request, which may be a new one."""

    @property
    def number(self) -> str:
        """The number of the request; empty for a new one."""
        return self.record.request.number if self.record else ""

    def typed(self, name: str) -> str:
        """Return a field's text in NFC: redaction would not find names in other forms."""
        return clean(without_direction_marks(normalise(self.fields.text(name)))).strip()

    def text_faults(self, fields: Sequence[TextField]) -> list[Fault]:
        """Return what is wrong with the texts of some fields: blank or too long."""
        faults = [(field.name, _fault_in(field, self.typed(field.name))) for field in fields]
        return [Fault(name, text) for name, text in faults if text]

    def texts(self, fields: Sequence[TextField]) -> dict[str, str]:
        """Return the texts of some fields, by name.

        What looks like personal data is redacted, or left, as the pressed button says.

        Raises:
            FaultyFieldsError: as :meth:`text_faults` finds them.
            PersonalDataFoundError: when nobody has decided on what looks like personal data.
        """
        texts = {field.name: self.typed(field.name) for field in fields}
        if faults := self.text_faults(fields):
            raise FaultyFieldsError(faults)
        looked_at = {field.name: texts[field.name] for field in fields if field.about_work}
        stored, found = strike_or_leave(looked_at, self.fields)
        if found:
            raise PersonalDataFoundError(found)
        return {**texts, **stored}


def _fault_in(field: TextField, text: str) -> str:
    """Return what is wrong with a text; empty if it fits its field."""
    longest = LONGEST_TEXT if field.kind == "area" else LONGEST_LINE
    if not text:
        return field.missing
    if len(text) > longest:
        return labels.too_long(text, longest)
    if field.kind == "line" and not text.isprintable():
        return "Wpisz to w jednym wierszu, bez znaków specjalnych."
    return ""
