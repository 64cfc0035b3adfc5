"""Setting apart what tells who wrote: the words as typed go to the personal part, the report keeps them struck."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple

import attrs

from lckm_core.fields import fields_by_key
from lckm_core.law import cites
from lckm_core.redaction import (
    KnownPerson,
    PersonalKind,
    known_person_spans,
    personal_spans,
    strike,
    strike_spans,
)
from lckm_core.reports._form import ReportForm
from lckm_core.reports._model import (
    Attribute,
    EventPlace,
    PersonalPart,
    Reporter,
)
from lckm_core.text import normalise, without_invisible

_AS_WORDS = str.maketrans("-_", "  ")
_LONGEST_ADDRESS = fields_by_key(EventPlace)["address"].mark.max_chars
_LONGEST_VALUE = fields_by_key(Attribute)["value"].mark.max_chars


class SeparatedReport(NamedTuple):
    """A form in two parts: what the report keeps for good, struck; and its personal part, as yet without consent."""

    kept: ReportForm
    personal: PersonalPart
    has_personal_data: bool


@cites("zał. 2 § 6 ust. 4")
def separate(form: ReportForm, typed: Mapping[str, Any]) -> SeparatedReport:
    """Return a form in its two parts. *typed* is the form as it came in, whose description is kept to the character.

    Only what is blank around the description goes, which could be without end. What the reporter gave of themselves is struck
    wherever they say it again, of a place no more than the flat.
    """
    # What nobody sees could hide a datum from the striking, so it goes first.
    seen = _rewritten(form, lambda text, _, __: _visible(text))
    theirs = _own(form.reporter)
    kept = _without_telling_names(_rewritten(seen, partial(_struck, theirs)), theirs)
    names = tuple(file.name for file in form.attachments if file.name is not None)
    personal = PersonalPart(
        description=typed["description"].strip(),
        address=form.place.address if form.place else None,
        attributes=form.attributes,
        reporter=form.reporter,
        file_names=names,
    )
    given = form.reporter is not None or kept != seen or any(strike(name) != name for name in names)
    return SeparatedReport(attrs.evolve(kept, reporter=None), personal, given)


def _own(reporter: Reporter | None) -> KnownPerson:
    given = attrs.asdict(reporter) if reporter else {}
    return known_person_spans(**{key: _visible(value) for key, value in given.items() if value})


def _visible(text: str) -> str:
    return normalise(without_invisible(text))


def _struck(theirs: KnownPerson, text: str, most: int | None, place: bool) -> str:
    """Return *text* struck; when the marks make it longer than its field, then a single mark."""
    struck = strike(strike_spans(text, [*personal_spans(text), *theirs.spans(text, place=place)]))
    return struck if most is None or len(struck) <= most else PersonalKind.OTHER.mark


def _without_telling_names(form: ReportForm, theirs: KnownPerson) -> ReportForm:
    """Return *form* without the names of things in which a client hid a datum: they are kept for good, and nobody reads them."""

    def told(name: str | None) -> str | None:
        return None if name and theirs.is_in(name) else harmless(name)

    place = form.place
    if place is not None:
        place = attrs.evolve(place, kind=told(place.kind), area=told(place.area))
        place = None if place == EventPlace() else place
    attributes = tuple(attribute for attribute in form.attributes if told(attribute.name))
    return attrs.evolve(form, category=told(form.category), place=place, attributes=attributes)


def harmless(name: str | None) -> str | None:
    """Return a name made of small letters, digits and hyphens, or ``None`` when as words it would be struck."""
    words = name.translate(_AS_WORDS) if name else ""
    return name if strike(words) == words else None


def _rewritten(form: ReportForm, rewrite: Callable[[str, int | None, bool], str]) -> ReportForm:
    """Return *form* with each text in which a resident may have written anything rewritten: within what its field holds, and whether it is the place."""
    place = form.place
    if place is not None and place.address is not None:
        place = attrs.evolve(place, address=rewrite(place.address, _LONGEST_ADDRESS, True))
    attributes = tuple(
        attrs.evolve(attribute, value=rewrite(attribute.value, _LONGEST_VALUE, False))
        for attribute in form.attributes
    )
    return attrs.evolve(
        form, description=rewrite(form.description, None, False), place=place, attributes=attributes
    )
