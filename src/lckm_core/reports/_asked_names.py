"""Names of what the table of routes asks for, in words of residents, staff and units."""

from collections.abc import Mapping
from typing import Final

NamesByLanguage = Mapping[str, Mapping[str, str]]
"""Names of what a table of routes asks for: by what the table calls it, then by language."""
_LONGEST_NAME: Final = 200

# Districts are in letters of their own where a language has such.
ASKED_NAMES: Final[NamesByLanguage] = {
    "baluty": {"pl": "Bałuty", "uk": "Балути (Bałuty)"},
    "gorna": {"pl": "Górna", "uk": "Ґурна (Górna)"},
    "polesie": {"pl": "Polesie", "uk": "Полесє (Polesie)"},
    "srodmiescie": {"pl": "Śródmieście", "uk": "Середмістя (Śródmieście)"},
    "widzew": {"pl": "Widzew", "uk": "Відзев (Widzew)"},
    "droga-publiczna": {"pl": "droga publiczna", "en": "public road", "uk": "громадська дорога"},
    "droga-wewnetrzna": {
        "pl": "droga wewnętrzna, podwórko",
        "en": "private road or yard",
        "uk": "внутрішня дорога, двір",
    },
    "park": {"pl": "park lub zieleniec", "en": "park or green", "uk": "парк або сквер"},
    "wiek-drzewa": {
        "pl": "wiek drzewa w latach",
        "en": "age of the tree in years",
        "uk": "вік дерева в роках",
    },
}
"""Names of attributes, kinds of places and districts by language; a host adds its own."""


def polish_name(slug: str, names: NamesByLanguage | None = None) -> str:
    """Return the Polish name of an attribute, a kind of place or an area.

    Args:
        slug: what the table of routes calls it.
        names: a host's own names, which come before :data:`ASKED_NAMES`.
    """
    for known in (names or {}, ASKED_NAMES):
        if name := known.get(slug, {}).get("pl"):
            return name
    return slug.replace("-", " ").replace("_", " ")


def join_names(own: NamesByLanguage, shared: NamesByLanguage) -> NamesByLanguage:
    """Return *shared* names, overridden by *own* ones, language by language."""
    return {slug: {**shared.get(slug, {}), **own.get(slug, {})} for slug in {**shared, **own}}


def fitting_names(names: object) -> NamesByLanguage:
    """Return those of a host's names that have the form of :data:`ASKED_NAMES`.

    A name is one line of 1 to 200 characters, for it is printed within a line of a letter.
    """
    if not isinstance(names, Mapping):
        return {}
    return {
        slug: by_language
        for slug, by_language in names.items()
        if isinstance(by_language, Mapping) and all(map(_is_name, by_language.values()))
    }


def _is_name(name: object) -> bool:
    if not isinstance(name, str) or not name.strip():
        return False
    # A fixed space is no printable character for Python.
    return len(name) <= _LONGEST_NAME and name.replace("\u00a0", " ").isprintable()
