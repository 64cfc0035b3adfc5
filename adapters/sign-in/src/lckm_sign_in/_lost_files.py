"""A form that is sent again from another page, and the files that it lost."""

from collections.abc import Mapping, Sequence
from typing import Final

from lckm_core.text import Message
from lckm_http import FormFields

# A form that is sent again looks like one without files. Its hidden fields say
# that there were some, so that a face asks for them instead of taking the words alone.
LOST_FILES: Final = "nie-ma-pliku-"
"""What the names of the hidden fields begin with that name lost files; the field follows."""
_MOST_NAMES = 100
_LONGEST_NAME = 100


def lost_files(fields: FormFields) -> Mapping[str, Sequence[str]]:
    """Return the names of the files that were chosen in a form and did not arrive.

    Args:
        fields: a form as it was sent, or as it is sent again after a sign-in.

    Returns:
        The names by field. Files that the form holds with their bytes are not among them.
    """
    lost: dict[str, list[str]] = {}
    for name, values in fields.values.items():
        field = name.removeprefix(LOST_FILES)
        if field and field != name:
            lost[field] = [value[:_LONGEST_NAME] for value in values[:_MOST_NAMES]]
    for file in fields.files:
        if not file.data:
            lost.setdefault(file.field, []).append(file.name[:_LONGEST_NAME])
    return lost


def hidden_fields(fields: FormFields) -> list[tuple[str, str]]:
    """Return names and values of hidden fields for sending a form again from another page.

    They have only the names of its files, for :func:`lost_files`.
    """
    hidden = [
        (name, value)
        for name, values in fields.values.items()
        if not name.startswith(LOST_FILES)
        for value in values
    ]
    lost = lost_files(fields)
    return hidden + [(f"{LOST_FILES}{field}", name) for field in lost for name in lost[field]]


def not_kept(fields: FormFields) -> Message:
    """Return which files a form lost, and when to choose them again; nothing for none."""
    names = [name for names in lost_files(fields).values() for name in names]
    if not names:
        return Message("", "")
    return Message(
        f"Przeglądarka nie zachowuje plików, więc po wysłaniu wybierz jeszcze raz: „"
        f"{'”, „'.join(names)}”. ",
        f"A browser keeps no files, so choose these again once you have sent it: “"
        f"{'”, “'.join(names)}”. ",
    )
