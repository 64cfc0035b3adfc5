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
    known_person_of,
    strike,
    strike_spans,
    with_second_look,
)
from lckm_core.reports._form import ReportForm
from lckm_core.reports._model import (
    Attribute,
    EventPlace,
    PersonalPart,
    RedactedRepr,
    Reporter,
)
from lckm_core.telephones import dialled
from lckm_core.text import normalise, without_invisible

# The package `redaction` knows nothing of the ordinance, so what it serves is said here.
cites("zał. 2 § 6 ust. 5")(strike)

_AS_WORDS = str.maketrans("-_", "  ")
_LONGEST_ADDRESS = fields_by_key(EventPlace)["address"].mark.max_chars
_LONGEST_VALUE = fields_by_key(Attribute)["value"].mark.max_chars


@attrs.frozen(repr=False)
class RedactedText(RedactedRepr):
    """A text of a resident, and what is redacted in it.

    Args:
        typed: the text as typed, but for blanks around it and invisible characters, in NFC.
        spans: what is redacted, as positions in ``typed``, sorted and without overlaps.
    """

    typed: str
    spans: tuple[PersonalSpan, ...]

    @property
    def text(self) -> str:
        """The text that stays, with marks such as „[usunięto: telefon]”."""
        return strike_spans(self.typed, self.spans)


class RedactedTexts(NamedTuple):
    """The texts of one form; an attribute stands beside its name."""

    description: RedactedText
    address: RedactedText | None
    attributes: tuple[tuple[str, RedactedText], ...]


class SeparatedReport(NamedTuple):
    """A form in two parts: the redacted form and its personal part.

    The form is redacted, the personal part has no consent yet. The texts are those that the
    redacted form keeps.
    """

    form: ReportForm
    personal: PersonalPart
    has_own_data: bool
    texts: RedactedTexts


@cites("zał. 2 § 6 ust. 4")
def separate(form: ReportForm, raw: Mapping[str, Any]) -> SeparatedReport:
    """Return *form* in two parts.

    What reporters gave about themselves is redacted wherever they repeat it; of a place, only the
    flat is. *raw* is the form as it came in: its description goes to the personal part unchanged,
    except for blanks around it, which might be very many.
    """
    # Invisible characters could hide a datum from redaction, so they go first.
    visible = _visible_form(form)
    person = _known_person(form.reporter)
    named = _without_personal_names(visible, person)
    texts = _redacted_texts(named, person)
    redacted = _with_texts(named, texts)
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
    without_reporter = attrs.evolve(redacted, reporter=None)
    return SeparatedReport(without_reporter, personal, has_own_data, texts)


def _texts(form: ReportForm, file_names: Iterable[str]) -> Iterator[str]:
    """Yield every text of *form* that may reveal who the reporter is."""
    place = form.place or EventPlace()
    names = (
        form.category,
        place.kind,
        place.area,
        *(attribute.name for attribute in form.attributes),
    )
    yield form.description
    yield place.address or ""
    yield from (attribute.value for attribute in form.attributes)
    yield from (name.translate(_AS_WORDS) for name in names if name)
    yield from file_names


@attrs.frozen
class KeptWords:
    """Which findings of redaction stay in words written by staff.

    Args:
        phones: telephones of the Office that residents know, as dialled: „+48426384444”.
        is_checked: whether staff have looked at what redaction finds, and say that nothing of it
            is a resident's.
    """

    phones: frozenset[str] = frozenset()
    is_checked: bool = False

    def leaves(self, span: PersonalSpan, text: str) -> bool:
        """Return whether what redaction found at a place of a text stays."""
        if self.is_checked:
            return True
        is_phone = span.kind is PersonalKind.PHONE
        return is_phone and dialled(text[span.start : span.end]) in self.phones


NOTHING_KEPT = KeptWords()


def redact_staff_words(
    words: str, reporter: Reporter | None, kept: KeptWords = NOTHING_KEPT
) -> str:
    """Return what staff wrote of a report, redacted like the reporter's own words.

    The data that the *reporter* gave are redacted wherever they stand, whatever is *kept*.
    """
    person = _known_person(reporter)
    redacted = _redacted(_visible(words), person)
    own = tuple(person.spans(redacted.typed))
    spans = tuple(
        span
        for span in redacted.spans
        if not kept.leaves(span, redacted.typed)
        or any(span.start < datum.end and datum.start < span.end for datum in own)
    )
    return attrs.evolve(redacted, spans=spans).text


def redact_staff_place(address: str, reporter: Reporter | None) -> str:
    """Return what staff wrote of a report's place, redacted like the reporter's own words."""
    return _redacted_place(_visible(address), _known_person(reporter)).text


def without_personal_data(name: str | None) -> str | None:
    """Return the *name* of a thing, or ``None`` if it would be redacted."""
    words = name.translate(_AS_WORDS) if name else ""
    return name if not words or strike(words) == words else None


def _known_person(reporter: Reporter | None) -> KnownPerson:
    fields = attrs.asdict(reporter) if reporter else {}
    return known_person_of(**{key: _visible(value) for key, value in fields.items() if value})


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


def _redacted_texts(form: ReportForm, person: KnownPerson) -> RedactedTexts:
    """Return every text of the resident with what is redacted in it."""
    address = form.place.address if form.place else None
    return RedactedTexts(
        description=_redacted(form.description, person),
        address=None if address is None else _redacted_place(address, person),
        attributes=tuple(
            (attribute.name, _fitting(_redacted(attribute.value, person), _LONGEST_VALUE))
            for attribute in form.attributes
        ),
    )


def _with_texts(form: ReportForm, texts: RedactedTexts) -> ReportForm:
    """Return *form* with its texts redacted."""
    place = form.place
    if place is not None and texts.address is not None:
        place = attrs.evolve(place, address=texts.address.text)
    attributes = tuple(Attribute(name, value.text) for name, value in texts.attributes)
    return attrs.evolve(
        form, description=texts.description.text, place=place, attributes=attributes
    )


def _redacted(text: str, person: KnownPerson) -> RedactedText:
    """Redact in *text* what is found, and the data of the *person*."""
    return RedactedText(text, with_second_look(text, person.spans(text)))


def _redacted_place(text: str, person: KnownPerson) -> RedactedText:
    """Redact personal data except addresses in a *text* that names a place."""
    # An address here is where it happened, even if somebody lives there.
    spans = with_second_look(text, person.spans_in_place(text), ignoring=(PersonalKind.ADDRESS,))
    return _fitting(RedactedText(text, spans), _LONGEST_ADDRESS)


def _fitting(redacted: RedactedText, most: int | None) -> RedactedText:
    """Return the text, redacted as a whole if it would be longer than its field allows."""
    if most is None or len(redacted.text) <= most:
        return redacted
    full_span = PersonalSpan(0, len(redacted.typed), PersonalKind.OTHER)
    return attrs.evolve(redacted, spans=(full_span,))


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
