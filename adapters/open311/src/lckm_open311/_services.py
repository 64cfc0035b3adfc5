"""Services: the categories that accept reports, and what each asks for."""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

import attrs

from lckm_core.reports import (
    Category,
    CategoryQuestions,
    NamesByLanguage,
    RouteTable,
    category_questions,
)
from lckm_open311._answers import Value

# In capitals, unlike any attribute of a table of routes.
PLACE_KIND, AREA = "PLACE_KIND", "AREA"
_OWN_NAMES = {
    PLACE_KIND: {"pl": "Rodzaj miejsca", "en": "Kind of place"},
    AREA: {"pl": "Obszar miasta", "en": "Part of the city"},
}
_WHOLE_NUMBER = {"pl": "liczba całkowita", "en": "a whole number"}


@attrs.frozen
class Services:
    """The services of a table of routes, in a language.

    Args:
        table: the table.
        private: ids of categories that are no service here.
        language: such as ``pl`` or ``en``.
        names: names of attributes, kinds of places and areas, by their names in the routes
            and then by language.
    """

    table: RouteTable
    private: Collection[str]
    language: str
    names: NamesByLanguage

    @cached_property
    def categories(self) -> Mapping[str, Category]:
        """The categories that are services, by their code."""
        return {
            category.id: category
            for category in self.table.categories
            if not category.stops and category.id not in self.private
        }

    def stopping(self, code: str) -> Category | None:
        """Return the category of a matter that is not for a form, ``None`` for another code."""
        found = (
            category for category in self.table.categories if category.id == code and category.stops
        )
        return next(found, None)

    def list(self) -> Sequence[Value]:
        """Return all services."""
        return [self._service(category) for category in self.categories.values()]

    def _service(self, category: Category) -> Value:
        name = category.name_in(self.language)
        other_names = [category.name, *(other.name for other in category.names)]
        keywords = (other.replace(",", "") for other in other_names if other != name)
        return {
            "service_code": category.id,
            "service_name": name,
            "description": category.notice_in(self.language) or name,
            "metadata": bool(self.questions(category.id)),
            "type": "realtime",
            "keywords": ",".join(keywords),
            "group": None,
        }

    def questions(self, code: str) -> CategoryQuestions:
        """Return what the routes of a service ask for."""
        return category_questions(self.table, code)

    def definition(self, code: str) -> Mapping[str, Value]:
        """Return the attributes of a service; none is required, as the helpdesk takes the rest."""
        asked = self.questions(code)
        lists = {question.name: question.options for question in asked.attributes}
        lists |= {PLACE_KIND: asked.place_kinds} if asked.place_kinds else {}
        lists |= {AREA: asked.areas} if asked.areas else {}
        attributes = [
            self._attribute(name, options, order)
            for order, (name, options) in enumerate(lists.items(), start=1)
        ]
        return {"service_code": code, "attributes": attributes}

    def _attribute(self, name: str, options: Sequence[str], order: int) -> Mapping[str, Value]:
        attribute: dict[str, Value] = {
            "variable": True,
            "code": name,
            "datatype": "singlevaluelist" if options else "number",
            "required": False,
            "datatype_description": None if options else self._localise(_WHOLE_NUMBER),
            "order": order,
            "description": self._name(name),
        }
        if options:
            attribute["values"] = [
                {"key": option, "name": self._name(option)} for option in options
            ]
        return attribute

    def _name(self, slug: str) -> str:
        if slug in _OWN_NAMES:
            return self._localise(_OWN_NAMES[slug])
        names = self.names.get(slug, {})
        words = slug.replace("-", " ").replace("_", " ")
        # As for categories: without one for the region, that of the language.
        languages = (self.language, self.language.partition("-")[0], "pl")
        given = (names[language] for language in languages if names.get(language))
        return next(given, words[:1].upper() + words[1:])

    def _localise(self, names: Mapping[str, str]) -> str:
        return names["pl" if self.language.partition("-")[0] == "pl" else "en"]
