"""One procedure as one audience sees it on one day: sections of labels and blocks."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple, TypeVar

import attrs

from lckm_core.forms import DIALECT, ID
from lckm_core.law import cites
from lckm_core.procedures import Procedure, Related
from lckm_core.publication._instants import day_of, format_day
from lckm_core.publication._projection import field_layouts
from lckm_core.publication._projection.blocks import Entry, Section, Text
from lckm_core.publication._projection.default_layout import Blocks
from lckm_core.publication._projection.layout_plan import PlannedField, plan_layout
from lckm_core.publication._projection.serialisation import Schema, data_schema, plain_data
from lckm_core.publication._visibility import Audience, VisibilityFacts, hidden_because, see_alike

_P = TypeVar("_P", bound=VisibilityFacts)
KnownProcedures = Iterable[VisibilityFacts] | Mapping[str, Iterable[VisibilityFacts]]
"""Procedures to look related numbers up in; by number when many pages are made (:func:`by_id`)."""


@attrs.frozen
class Projection:
    """What *audience* sees of a procedure on the day *on*.

    It gives access to nothing else of the procedure. ``heading`` is the title, with „ @” in BIP
    when a step can be done online. ``sections`` are the template's, without those that have nothing
    to show; number and title are not repeated in them. ``unit``, ``cell``, ``authors`` and
    ``produced_on`` (interpretation I11) stand in the sections too, as words; here they are for a
    page's own data.
    """

    audience: Audience
    on: date
    id: str
    title: str
    heading: str
    online: bool
    sections: tuple[Section, ...]
    unit: str | None = None
    cell: str | None = None
    authors: tuple[str, ...] = ()
    produced_on: date | None = None

    def to_data(self) -> dict[str, Any]:
        """Return the projection as JSON-able data, valid against ``projection_schema``.

        Empty values are left out.
        """
        data: dict[str, Any] = plain_data(self)
        return data


def by_id(known: Iterable[_P]) -> Mapping[str, tuple[_P, ...]]:
    """Return procedures by number, so that many projections find related ones at once."""
    index: dict[str, tuple[_P, ...]] = {}
    for procedure in known:
        index[procedure.id] = (*index.get(procedure.id, ()), procedure)
    return index


def related_titles(
    related: Collection[Related], audience: Audience, on: date, known: KnownProcedures
) -> tuple[str | None, ...]:
    """Return the titles of related procedures; ``None`` where *audience* may not see one.

    Editors see the number of one that is not known.
    """
    if not related:
        return ()
    if not isinstance(known, Mapping):
        wanted = {link.id for link in related}
        known = by_id(candidate for candidate in known if candidate.id in wanted)
    titles = []
    for link in related:
        title = _title_of(known.get(link.id, ()), audience, on)
        if title is None and audience is Audience.EDITORS:
            title = link.id or link.title
        titles.append(title)
    return tuple(titles)


def _title_of(editions: Iterable[VisibilityFacts], audience: Audience, on: date) -> str | None:
    """Return the title of the edition shown that day: of several, the one that began last."""
    shown = [edition for edition in editions if hidden_because(edition, audience, on) is None]
    if not shown:
        return None
    # Editors see every edition: those whose window holds the day come first.
    current = [
        edition for edition in shown if hidden_because(edition, Audience.CALL_CENTRE, on) is None
    ]
    return max(current or shown, key=lambda edition: edition.valid_from or date.min).title


class _Context(NamedTuple):
    """What the layouts of a few fields need apart from their own value."""

    audience: Audience
    on: date
    known: KnownProcedures
    requested_on: date | None


def _related(procedure: Procedure, context: _Context) -> Blocks:
    titles = related_titles(procedure.related, context.audience, context.on, context.known)
    return field_layouts.related(
        [(link, title) for link, title in zip(procedure.related, titles, strict=True) if title]
    )


def _produced_on(procedure: Procedure, context: _Context) -> Blocks:
    day = procedure.produced_on or context.requested_on
    return (Text(format_day(day)),) if day else ()


_CONTEXT_LAYOUTS: Mapping[str, Callable[[Procedure, _Context], Blocks]] = {
    "related": _related,
    "produced_on": _produced_on,
}
_IN_HEADING = ("id", "title")


class _Page(NamedTuple):
    """The layout of an audience's page.

    ``whole_keys`` are the fields that the audience sees whole: a page may also use them outside
    the sections.
    """

    sections: tuple[tuple[str, tuple[PlannedField, ...]], ...]
    whole_keys: frozenset[str]


@cache
def _page(model: type, audience: Audience) -> _Page:
    fields = plan_layout(model, audience, field_layouts.FIELD_LAYOUTS)
    sections: dict[str, list[PlannedField]] = {}
    for field in fields:
        if field.key not in _IN_HEADING:
            sections.setdefault(field.section, []).append(field)
    return _Page(
        tuple((heading, tuple(members)) for heading, members in sections.items()),
        frozenset(field.key for field in fields if field.whole),
    )


@cites("zał. 2 § 10 ust. 1", "wzór: *")
def project(
    procedure: Procedure,
    audience: Audience,
    *,
    on: date,
    known: KnownProcedures = (),
    requested_on: date | None = None,
) -> Projection | None:
    """Return what *audience* sees of *procedure* on that day.

    Args:
        procedure: an edition's text.
        audience: for whom it is shown.
        on: the day, or a moment, whose day in Europe/Warsaw counts.
        known: the procedures that related ones are named from; only those that the audience may
            see that day are shown.
        requested_on: the day of the update request, which stands for a day of production that
            was not given (interpretation I11).

    Returns:
        The projection, or ``None`` when nothing is shown; ``hidden_because`` says why.

    Raises ``ValueError`` for a moment without a time zone, ``TypeError`` for what is neither a day
    nor a moment.
    """
    on = day_of(on)
    if hidden_because(procedure, audience, on) is not None:
        return None
    page = _page(Procedure, audience)
    sections = _sections(page, procedure, _Context(audience, on, known, requested_on))
    keys = page.whole_keys
    online = "steps" in keys and any(step.online for step in procedure.steps)
    return Projection(
        audience,
        on,
        procedure.id,
        procedure.title,
        _heading(procedure.title, audience, online=online),
        online,
        sections,
        procedure.unit if "unit" in keys else None,
        procedure.cell if "cell" in keys else None,
        tuple([author.name for author in procedure.authors]) if "authors" in keys else (),
        (procedure.produced_on or requested_on) if "produced_on" in keys else None,
    )


def _sections(page: _Page, procedure: Procedure, context: _Context) -> tuple[Section, ...]:
    sections = []
    for heading, fields in page.sections:
        entries = []
        for field in fields:
            if field.key in _CONTEXT_LAYOUTS:
                blocks = _CONTEXT_LAYOUTS[field.key](procedure, context)
            else:
                blocks = field.blocks(procedure)
            if blocks:
                entries.append(Entry(field.key, field.label, blocks))
        if entries:
            sections.append(Section(heading, tuple(entries)))
    return tuple(sections)


def project_alike(projection: Projection, audience: Audience) -> Projection | None:
    """Return the projection for *audience*, or ``None`` where it sees other things."""
    if not see_alike(projection.audience, audience):
        return None
    heading = _heading(projection.title, audience, online=projection.online)
    return attrs.evolve(projection, audience=audience, heading=heading)


def _heading(title: str, audience: Audience, *, online: bool) -> str:
    return f"{title} @" if online and audience is Audience.BIP else title


_FACTS = ("unit", "cell", "authors", "produced_on")
"""The fields of the procedure that a projection also has outside its sections."""


def _choose(properties: dict[str, Schema], key: str, choices: list[str]) -> None:
    """Let a text be one of *choices* only."""
    properties[key] = {"title": properties[key]["title"], "enum": choices}


def projection_schema(audience: Audience) -> Schema:
    """Return the JSON Schema (draft 2020-12) of ``Projection.to_data()`` for *audience*.

    The keys, labels and headings of entries are those that the audience may see, so that data
    with a starred field do not validate for the public.
    """
    # No `format` and no `\d`: every engine judges alike.
    page = _page(Procedure, audience)
    parts: dict[str, Schema] = {}
    schema = data_schema(Projection, parts)
    fields = [field for _, members in page.sections for field in members]
    schema["properties"]["audience"] = {"title": "Odbiorca", "const": audience.value}
    number = {"title": "Numer procedury", "type": "string", "pattern": ID.pattern}
    schema["properties"]["id"] = number
    # A description that is new has no number yet, and may be looked at.
    schema["required"].remove("id")
    for key in _FACTS:
        if key not in page.whole_keys:
            del schema["properties"][key]
    entry = parts["Entry"]["properties"]
    _choose(entry, "key", [field.key for field in fields])
    _choose(entry, "label", list(dict.fromkeys(field.label for field in fields)))
    _choose(parts["Section"]["properties"], "heading", [name for name, _ in page.sections])
    return {"$schema": DIALECT, **schema, "$defs": dict(sorted(parts.items()))}


# A key of FIELD_LAYOUTS that the template lacks fails here, at import.
for _audience in Audience:
    _page(Procedure, _audience)
