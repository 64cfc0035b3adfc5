"""The files of a form that was sent without a session, which no browser chooses again."""

from collections.abc import Mapping, Sequence
from typing import Final

from lckm_http import FormFields

# A form that is sent again after a sign-in looks like one without files. Its hidden fields say
# that there were some, so that a face asks for them instead of taking the words alone.
LOST_FILES: Final = "nie-ma-pliku-"
"""What the names of the hidden fields begin with that name lost files; the field follows."""
_MOST_NAMES = 100
_LONGEST_NAME = 100


def lost_files(fields: FormFields) -> Mapping[str, Sequence[str]]:
    """Return the names of the files that were chosen in a form and are not there.

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
