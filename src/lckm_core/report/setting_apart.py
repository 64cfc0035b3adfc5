"""Setting apart what tells who wrote: the words as typed go to the personal part, the report keeps them struck."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import attrs

from lckm_core.ordinance import cites
from lckm_core.report.form import ReportForm
from lckm_core.report.model import Attribute, EventPlace, PersonalPart
from lckm_core.report.striking import strike
from lckm_core.text import without_invisible


class Apart(NamedTuple):
    """A form in two parts: what the report keeps for good, and its personal part, as yet without consent."""

    description: str
    place: EventPlace | None
    attributes: tuple[Attribute, ...]
    personal: PersonalPart
    has_personal_data: bool


@cites("zał. 2 § 6 ust. 4")
def set_apart(form: ReportForm, typed: Mapping[str, Any]) -> Apart:
    """Return a form in its two parts. *typed* is the form as it came in, whose description is kept to the character."""
    description = _struck(form.description)
    place = form.place
    if place is not None and place.address is not None:
        place = attrs.evolve(place, address=_struck(place.address))
    attributes = tuple(attrs.evolve(one, value=_struck(one.value)) for one in form.attributes)
    words = typed.get("description")
    personal = PersonalPart(
        description=words if isinstance(words, str) else form.description,
        address=form.place.address if form.place else None,
        attributes=form.attributes,
        reporter=form.reporter,
        file_names=tuple(file.name for file in form.attachments),
    )
    was_struck = (
        description != without_invisible(form.description) or place != form.place or attributes != form.attributes
    )
    return Apart(description, place, attributes, personal, form.reporter is not None or was_struck)


def _struck(text: str) -> str:
    """Return *text* struck, after the characters nobody sees, which could hide a datum from the striking, are out of it."""
    return strike(without_invisible(text))
