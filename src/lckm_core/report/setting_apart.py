"""Setting apart what tells who wrote: the words as typed go to the personal part, the report keeps them struck."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import attrs

from lckm_core.ordinance import cites
from lckm_core.report.form import ReportForm
from lckm_core.report.model import PersonalPart
from lckm_core.report.striking import strike
from lckm_core.text import without_invisible


class Apart(NamedTuple):
    """A form in two parts: what the report keeps for good, struck; and its personal part, as yet without consent."""

    kept: ReportForm
    personal: PersonalPart
    has_personal_data: bool


@cites("zał. 2 § 6 ust. 4")
def set_apart(form: ReportForm, typed: Mapping[str, Any]) -> Apart:
    """Return a form in its two parts. *typed* is the form as it came in, whose description is kept to the character."""
    # What nobody sees could hide a datum from the striking, so it goes first.
    seen = _rewritten(form, without_invisible)
    kept = _rewritten(seen, strike)
    words = typed.get("description")
    personal = PersonalPart(
        description=words if isinstance(words, str) else form.description,
        address=form.place.address if form.place else None,
        attributes=form.attributes,
        reporter=form.reporter,
        file_names=tuple(file.name for file in form.attachments),
    )
    return Apart(attrs.evolve(kept, reporter=None), personal, form.reporter is not None or kept != seen)


def _rewritten(form: ReportForm, rewrite: Callable[[str], str]) -> ReportForm:
    """Return *form* with each text in which a resident may have written anything rewritten."""
    place = form.place
    if place is not None and place.address is not None:
        place = attrs.evolve(place, address=rewrite(place.address))
    attributes = tuple(attrs.evolve(attribute, value=rewrite(attribute.value)) for attribute in form.attributes)
    return attrs.evolve(form, description=rewrite(form.description), place=place, attributes=attributes)
