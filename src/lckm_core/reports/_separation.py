"""Separation of a form into the redacted report and its personal part."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import attrs

from lckm_core.fields import fields_by_key
from lckm_core.law import cites
from lckm_core.redaction import (
    KnownPerson,
    PersonalKind,
    PersonalSpan,
    gives_own_data,
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

# The package `redaction` knows nothing of the ordinance, so what it serves is said here.
cites("zał. 2 § 6 ust. 5")(strike)

_AS_WORDS = str.maketrans("-_", "  ")
_LONGEST_ADDRESS = fields_by_key(EventPlace)["address"].mark.max_chars
_LONGEST_VALUE = fields_by_key(Attribute)["value"].mark.max_chars


class SeparatedReport(NamedTuple):
    """A form in two parts: the redacted form and its personal part.

    The form is redacted, the personal part has no consent yet.
    """

    form: ReportForm
    personal: PersonalPart
    has_own_data: bool


@cites("zał. 2 § 6 ust. 4")
def separate(form: ReportForm, raw: Mapping[str, Any]) -> SeparatedReport:
    """Return *form* in two parts.

    What reporters gave of themselves is redacted wherever they repeat it; of a place, no more
    than the flat. *raw* is the form as it came in: its description goes to the personal part
    to the character, but for blanks around it, which could be without end.
    """
    # Invisible characters could hide a datum from redaction, so they go first.
    visible = _visible_form(form)
    person = _known_person(form.reporter)
    redacted = _without_personal_names(_redacted_form(visible, person), person)
    file_names = tuple(file.name for file in form.attachments if file.name is not None)
    personal = PersonalPart(
        description=raw["description"].strip(),
        address=form.place.address if form.place else None,
        attributes=form.attributes,
        reporter=form.reporter,
        file_names=file_names,
    )
    # Data of somebody else are no consent of who wrote (zał. 2 § 6 ust. 4).
    has_own_data = form.reporter is not None or any(
        gives_own_data(text) for text in _texts(visible, file_names)
    )
    return SeparatedReport(attrs.evolve(redacted, reporter=None), personal, has_own_data)


def _texts(form: ReportForm, file_names: Iterable[str]) -> Iterator[str]:
    """Yield every text of *form* in which the reporter may tell who they are."""
    place = form.place or EventPlace()
    names = (form.category, place.kind, place.area, *(one.name for one in form.attributes))
    yield form.description
    yield place.address or ""
    yield from (attribute.value for attribute in form.attributes)
    yield from (name.translate(_AS_WORDS) for name in names if name)
    yield from file_names


def without_personal_data(name: str | None) -> str | None:
    """Return the *name* of a thing, or ``None`` if it would be redacted."""
    words = name.translate(_AS_WORDS) if name else ""
    return name if strike(words) == words else None


def _known_person(reporter: Reporter | None) -> KnownPerson:
    fields = attrs.asdict(reporter) if reporter else {}
    return known_person_spans(**{key: _visible(value) for key, value in fields.items() if value})


def _visible(text: str) -> str:
    return normalise(without_invisible(text))


def _visible_form(form: ReportForm) -> ReportForm:
    place = form.place
    if place is not None and place.address is not None:
        place = attrs.evolve(place, address=_visible(place.address))
    attributes = tuple(
        attrs.evolve(attribute, value=_visible(attribute.value)) for attribute in form.attributes
    )
    return attrs.evolve(
        form, description=_visible(form.description), place=place, attributes=attributes
    )


def _redacted_form(form: ReportForm, person: KnownPerson) -> ReportForm:
    """Return *form* with every text of the resident redacted."""
    place = form.place
    if place is not None and place.address is not None:
        spans = list(person.spans_in_place(place.address))
        address = _fitting(_redacted_place(place.address, spans), _LONGEST_ADDRESS)
        place = attrs.evolve(place, address=address)
    attributes = tuple(
        attrs.evolve(
            attribute,
            value=_fitting(
                _redacted(attribute.value, list(person.spans(attribute.value))), _LONGEST_VALUE
            ),
        )
        for attribute in form.attributes
    )
    description = _redacted(form.description, list(person.spans(form.description)))
    return attrs.evolve(form, description=description, place=place, attributes=attributes)


def _redacted(text: str, known: list[PersonalSpan]) -> str:
    """Return *text* without what redaction finds and the *known* spans."""
    return strike(strike_spans(text, [*personal_spans(text), *known]))


def _redacted_place(text: str, known: list[PersonalSpan]) -> str:
    """Return a *text* that names a place without what is personal and no address."""
    # What stands here is where it happened, even if somebody lives there.
    for _ in range(2):
        found = [span for span in personal_spans(text) if span.kind is not PersonalKind.ADDRESS]
        text = strike_spans(text, [*found, *known])
        known = []
    return text


def _fitting(text: str, most: int | None) -> str:
    """Return *text*, or one mark if it is longer than its field allows."""
    return text if most is None or len(text) <= most else PersonalKind.OTHER.mark


def _without_personal_names(form: ReportForm, person: KnownPerson) -> ReportForm:
    """Return *form* without names of things that hide a personal datum.

    They stay for good, and nobody reads them.
    """

    def checked(name: str | None) -> str | None:
        return None if name and person.is_in(name) else without_personal_data(name)

    place = form.place
    if place is not None:
        place = attrs.evolve(place, kind=checked(place.kind), area=checked(place.area))
        place = None if place == EventPlace() else place
    attributes = tuple(attribute for attribute in form.attributes if checked(attribute.name))
    return attrs.evolve(form, category=checked(form.category), place=place, attributes=attributes)
