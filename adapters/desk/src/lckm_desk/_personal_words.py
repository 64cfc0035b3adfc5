"""Words that look like personal data, shown before they are stored for good."""

from collections.abc import Callable, Mapping

import attrs

from lckm_core.redaction import strike
from lckm_desk._pages import Fault
from lckm_http import FormFields
from lckm_pages import clean

LOOKED_AT = "obejrzane-"
"""What the names of hidden fields begin with: a text in which personal data were pointed out."""
STRIKE = "wykresl"
"""What the button says that has them struck out; the act of its form may stand before it."""
AS_IS = "bez-zmian"
"""What the button says that leaves them, likewise."""
_BUTTONS = ("do", "zrob")


@attrs.frozen
class PersonalDataFault(Fault):
    """Words in a field that look like personal data.

    Args:
        typed: the text of the field, as it was checked.
        redacted: the text after redaction.
    """

    typed: str = attrs.field(default="", repr=False)
    redacted: str = attrs.field(default="", repr=False)


def strike_or_leave(
    texts: Mapping[str, str], fields: FormFields, redact: Callable[[str], str] = strike
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return texts as decided by a button: with or without what looks like personal data.

    Args:
        texts: the texts, by the names of their fields.
        fields: the form, one of whose buttons strikes them, and one leaves what its page showed.
        redact: what strikes them.

    Returns:
        The texts to store; and what would be left of those on which nobody has decided.
    """
    redacted = {name: str(redact(text)) for name, text in texts.items()}
    found = {name: text for name, text in redacted.items() if text != texts[name]}
    pressed = pressed_words(fields)
    if STRIKE in pressed:
        return {**texts, **found}, {}
    # Any other button decides nothing, however often it is pressed.
    is_left = AS_IS in pressed and all(
        clean(fields.text(f"{LOOKED_AT}{name}")).strip() == texts[name] for name in found
    )
    return texts, {} if is_left else found


def pressed_words(fields: FormFields) -> set[str]:
    """Return the words of the button that was pressed."""
    return {word for button in _BUTTONS for word in fields.text(button).split()}


def personal_data_faults(text: str, field: str, fields: FormFields) -> tuple[str, list[Fault]]:
    """Return the text of a field to store, and a fault if nobody has decided about it."""
    stored, found = strike_or_leave({field: text}, fields)
    faults = [PersonalDataFault(name, FOUND, text, left) for name, left in found.items()]
    return stored[field], [*faults]


FOUND = "To wygląda na dane osobowe. Wykreśl je, popraw tekst albo zapisz go bez zmian."
