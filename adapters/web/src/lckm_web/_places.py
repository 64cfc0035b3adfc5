"""The place of an event: streets of the city's list, and parts of the city."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

import attrs
from markupsafe import Markup, escape

from lckm_core.centre import ReportPreview
from lckm_core.fields import fields_by_key
from lckm_core.reports import EventPlace
from lckm_core.streets import StreetMatch, has_name
from lckm_core.text import Message, folded
from lckm_intake import StreetFile
from lckm_web._redacted import mark_redactions
from lckm_web._step import Step
from lckm_web._words import Words

_LONGEST: Final = fields_by_key(EventPlace)["address"].mark.max_chars or 200
# „12”, „nr 12a/14 m. 3”: the numbers of a house and a flat, and nothing else.
_ONE_NUMBER: Final = r"[0-9]{1,4} ?[a-z]?"
_NUMBER: Final = re.compile(
    rf"(?:(?:nr|numer)\.? ?)?{_ONE_NUMBER}(?: ?[/-] ?{_ONE_NUMBER}){{0,3}}"
    rf"(?:,? ?(?:m|lok|kl|mieszkanie|lokal|klatka)\.? ?{_ONE_NUMBER}){{0,2}}"
)
_WORD: Final = re.compile(r"[^\W_]+")
_TOWN_WORDS: Final = frozenset(("gmina", "gminie", "gm", "miasto", "miescie", "powiat", "powiecie"))


class Places:
    """What is known about the city's places.

    Args:
        streets: the city's list of streets.
        areas: names of the parts of the city, by their names in the routes.
    """

    def __init__(self, streets: StreetFile, areas: Mapping[str, str]) -> None:
        self._streets = streets
        self._areas = areas

    @property
    def has_streets(self) -> bool:
        """Whether there is a list of streets."""
        return self._streets.streets() is not None

    @property
    def remarks(self) -> Sequence[Message]:
        """What is wrong with the list of streets."""
        return self._streets.remarks

    def suggest(self, typed: str) -> list[str] | None:
        """Return lines that a street may become, ``None`` without a list."""
        streets = self._streets.streets()
        return None if streets is None else streets.suggest(typed)

    def locate(self, step: Step) -> Step:
        """Return a step with what the list of streets has on its street."""
        step = attrs.evolve(step, match=None, street_area="")
        streets = self._streets.streets()
        if streets is None or not step.answers.street.strip():
            return step
        match = streets.match(step.answers.street)
        choices = [street for street in match.choices if _fits(step, match.line(street))]
        match = attrs.evolve(match, choices=tuple(choices))
        area = "" if self.has_area(step) else self._street_area(step, match)
        return attrs.evolve(step, match=match, street_area=area)

    def has_area(self, step: Step) -> bool:
        """Return whether one of the parts of the city that this category offers is chosen."""
        return step.answers.area in {*self._areas, *step.questions.areas}

    def _street_area(self, step: Step, match: StreetMatch) -> str:
        """Return the part of the city in which a street lies, by the district in the list.

        It is left open where the resident's own words may say that it is another.
        """
        districts = match.street.districts if match.street else ()
        remainder = " ".join(match.rest.casefold().split())
        if len(districts) != 1 or (remainder and not _NUMBER.fullmatch(remainder)):
            return ""
        known = {folded(slug): slug for slug in (*step.questions.areas, *self._areas)}
        known |= {folded(name): slug for slug, name in self._areas.items()}
        area = known.get(folded(districts[0]), "")
        place = step.answers.place
        names = {area, self._areas.get(area, area)}
        other_names = {*self._areas, *self._areas.values(), *step.questions.areas} - names
        if _may_be_elsewhere(place, names) or any(has_name(place, other) for other in other_names):
            return ""
        return area

    def areas(self, words: Words) -> list[tuple[str, str, str]]:
        """Return each part of the city, with its name in the language and in Polish."""
        return [(slug, words.area(slug, name), name) for slug, name in self._areas.items()]

    def area(self, words: Words, slug: str) -> str:
        """Return the name of a part of the city, marked where it is Polish."""
        name = self._areas.get(slug)
        if name is None:
            return words.name(slug)
        text = words.area(slug, name)
        return words.polish(text) if text == name else text

    def lines(
        self,
        words: Words,
        place: Mapping[str, Any],
        preview: ReportPreview,
        marks: tuple[str, str],
    ) -> list[Markup]:
        """Return what is known of the place of a report, a line each."""
        lines = [mark_redactions(preview.address, *marks)] if preview.address else []
        if "area" in place:
            lines.append(escape(self.area(words, place["area"])))
        if "kind" in place:
            lines.append(escape(words.name(place["kind"])))
        if "point" in place:
            lines.append(escape("{latitude:.5f},{longitude:.5f}".format(**place["point"])))
        return lines


def _fits(step: Step, line: str) -> bool:
    """Return whether a place stays within its limit with another street than the typed one."""
    answers = step.answers
    return (
        max(len(answers.address_line), len(attrs.evolve(answers, street=line).address_line))
        <= _LONGEST
    )


def _may_be_elsewhere(place: str, area_names: Collection[str]) -> bool:
    """Return whether a place in words may be in another town, or another part of the city.

    „Pabianice”, „w Zgierzu” and „koło Rzgowa” may be; „przy szkole” and „Za sklepem” are not.
    """
    for part in re.split(r"[,;.\n]", place):
        words = _WORD.findall(part)
        for at, word in enumerate(words):
            begins_sentence = at == 0 and len(words) > 1
            is_town = word[0].isupper() and not begins_sentence
            is_in = at > 0 and words[at - 1].casefold() in _TOWN_WORDS
            if (is_town or is_in) and not any(has_name(word, name) for name in area_names):
                return True
    return False


def streets_meant(step: Step) -> list[tuple[str, Markup]]:
    """Return the streets to choose from, each as a value and a label."""
    answers, match = step.answers, step.match
    if match is None or answers.asked_street != answers.street:
        return []
    return [(line, step.words.polish(line)) for line in map(match.line, match.choices)]
