"""What a resident has typed and chosen so far, as each page carries it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import attrs

from lckm_core.reports import Point
from lckm_core.text import without_direction_marks

# No category is an answer, too: „nie wiem”.
UNKNOWN: Final = "nie-wiem"
# „Nie” to a question about one kind of place: routing has no „any other kind”.
OTHER_KIND: Final = "inne-miejsce"
ATTRIBUTE: Final = "attribute-"
CONTACT: Final = ("name", "email", "phone", "address")
# A field that people do not see but programs fill in.
TRAP: Final = "website"
# A suggested street chosen instead of the one typed.
STREET_CHOICE: Final = "street_choice"
_POINT = re.compile(r"^(-?[0-9]{1,2}(?:\.[0-9]{1,10})?),(-?[0-9]{1,3}(?:\.[0-9]{1,10})?)$")
_SLUG = re.compile(r"^[a-z0-9_-]{1,60}$")
# No page of ours sends more values than this.
_MOST_VALUES = 20


@attrs.frozen(kw_only=True, repr=False)
class Answers:
    """The fields of all pages of a report, as typed.

    Args:
        category: a category's id, :data:`UNKNOWN`, or empty as long as nothing is chosen.
        category_search: words to search a category by, and ``searched`` those that were shown.
        street: the street and number of the event; ``place`` is the place in words.
        asked_street: the street of which it was asked whether another is meant.
        point: latitude and longitude with a comma between, in degrees.
        attributes: what the category's routes ask for, by name.
        files: tokens of the files that came so far.
        unused_points: tokens of pictures whose place is not that of the event.
        number: the report's number with its ``proof``, once it is drawn.
        receipt: anything, where a receipt is to be mailed.
        trap: what stands in the field that people do not see.
    """

    description: str = ""
    category: str = ""
    category_search: str = ""
    searched: str = ""
    street: str = ""
    asked_street: str = ""
    place: str = ""
    area: str = ""
    point: str = ""
    place_kind: str = ""
    attributes: Mapping[str, str] = attrs.field(factory=dict)
    name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    files: tuple[str, ...] = ()
    unused_points: tuple[str, ...] = ()
    number: str = ""
    proof: str = ""
    receipt: str = ""
    trap: str = ""

    @classmethod
    def read(cls, pairs: Iterable[tuple[str, str]]) -> "Answers":
        """Return the answers in the fields of a page; other fields are ignored."""
        lines: dict[str, str] = {}
        attributes: dict[str, str] = {}
        lists: dict[str, list[str]] = {"file": [], "unused_point": []}
        choice = ""
        for name, value in pairs:
            # Pages show each mark as a visible sign, so the next page would send back another text.
            value = without_direction_marks(value.replace("\r\n", "\n").replace("\r", "\n"))
            if name in lists and len(lists[name]) < _MOST_VALUES:
                lists[name].append(value)
            elif name in _LINES:
                lines[name] = value
            elif name == TRAP:
                lines["trap"] = value
            elif name == STREET_CHOICE:
                choice = value
            elif name.startswith(ATTRIBUTE) and len(attributes) < _MOST_VALUES:
                slug = name.removeprefix(ATTRIBUTE)
                if _SLUG.search(slug):
                    attributes[slug] = value
        if choice and lines.get("street") == lines.get("asked_street"):
            # If another street was typed meanwhile, that one is meant.
            lines["street"] = lines["asked_street"] = choice
        return cls(
            **lines,
            attributes=attributes,
            files=tuple(dict.fromkeys(lists["file"])),
            unused_points=tuple(dict.fromkeys(lists["unused_point"])),
        )

    def pairs(self, *, without: Iterable[str] = ()) -> list[tuple[str, str]]:
        """Return the fields for a page to carry on, except *without*, which it shows itself."""
        shown = set(without)
        found = [(name, getattr(self, name)) for name in _LINES]
        found += [(ATTRIBUTE + slug, value) for slug, value in self.attributes.items()]
        found += [("file", token) for token in self.files]
        found += [("unused_point", token) for token in self.unused_points]
        found += [(TRAP, self.trap)]
        return [(name, value) for name, value in found if value and name not in shown]

    def words_only(self) -> "Answers":
        """Return the answers without hidden fields and without a request for a receipt."""
        unseen = attrs.evolve(self, files=(), unused_points=(), number="", proof="", trap="")
        return attrs.evolve(unseen, receipt="")

    @property
    def is_suspect(self) -> bool:
        """Whether a program seems to have filled in the form."""
        return bool(self.trap.strip())

    @property
    def coordinates(self) -> tuple[float, float] | None:
        """Latitude and longitude, ``None`` where there is no point that can be read."""
        found = _POINT.search(self.point.strip())
        return (float(found[1]), float(found[2])) if found else None

    @property
    def address_line(self) -> str:
        """The street and the place in words, on one line."""
        return ", ".join(
            " ".join(part.split()) for part in (self.street, self.place) if part.strip()
        )

    @property
    def contact(self) -> dict[str, str]:
        """The fields of the contact page, each on one line."""
        return {name: " ".join(getattr(self, name).split()) for name in CONTACT}

    def report_form(
        self, *, language: str, asked: Iterable[str], sizes: Sequence[tuple[str, int]] = ()
    ) -> dict[str, Any]:
        """Return the form of a report, as :func:`lckm_core.reports.register` takes it.

        Args:
            language: the language of the page.
            asked: the names of the attributes that the category's routes ask for; others are
                left over from a category chosen before.
            sizes: the name and size of each file.
        """
        place: dict[str, Any] = {"address": self.address_line}
        kind = "" if self.place_kind == OTHER_KIND else self.place_kind
        place |= {"kind": kind, "area": self.area}
        if self.coordinates:
            latitude, longitude = self.coordinates
            place["point"] = {"latitude": latitude, "longitude": longitude}
        filled = [(slug, self.attributes.get(slug, "").strip()) for slug in asked]
        # A suspect report has no category, so that a person reads it first (helpdesk).
        known = self.category not in ("", UNKNOWN) and not self.is_suspect
        return {
            "description": self.description,
            "category": self.category if known else None,
            "place": {key: value for key, value in place.items() if value} or None,
            "attributes": [{"name": slug, "value": value} for slug, value in filled if value],
            "reporter": {key: value for key, value in self.contact.items() if value} or None,
            "attachments": [{"name": name or None, "size": size} for name, size in sizes],
            "channel": "form",
            "language": language,
        }


def point_text(point: Point | None) -> str:
    """Return a point as the form's field has it, empty for none."""
    return f"{point.latitude:.5f},{point.longitude:.5f}" if point else ""


_LINES: Final = (
    *("description", "category", "category_search", "searched"),
    *("street", "asked_street", "place", "area", "point", "place_kind"),
    *CONTACT,
    *("number", "proof", "receipt"),
)
