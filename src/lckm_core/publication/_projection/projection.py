"""One procedure as one audience sees it on one day: sections of labels and blocks, in form order."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import attrs

from lckm_core.forms import DIALECT, ID
from lckm_core.law import cites
from lckm_core.procedures import Procedure
from lckm_core.publication._instants import day_of
from lckm_core.publication._projection import field_layouts as arranging
from lckm_core.publication._projection.blocks import Entry, Section, Text
from lckm_core.publication._projection.default_layout import Blocks, Show, is_empty
from lckm_core.publication._projection.formatting import day_words
from lckm_core.publication._projection.layout_plan import plan
from lckm_core.publication._projection.serialisation import Schema, data_schema, plain_data
from lckm_core.publication._visibility import Audience, hidden_because, see_alike

KnownProcedures = Iterable[Procedure] | Mapping[str, Iterable[Procedure]]
"""Procedures that related numbers are looked up in; by number when many pages are made (see :func:`by_id`)."""


@attrs.frozen
class Projection:
    """What *audience* sees of a procedure on the day *on*; nothing else can be got from it.

    ``heading`` is the title, with „ @” in BIP when a step can be done online. ``sections`` are the template's, without
    those that have nothing to show; number and title are not repeated in them. ``unit``, ``cell``, ``authors`` and
    ``produced_on`` (interpretation I11) stand in the sections too, as words; here they are for a page's own data.
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
        """Return the projection as JSON-able data, valid against ``projection_schema``; what is empty is left out."""
        data: dict[str, Any] = plain_data(self)
        return data


class _Context(NamedTuple):
    """What a few fields are shown with besides their own value."""

    audience: Audience
    on: date
    known: KnownProcedures
    requested_on: date | None


def by_id(known: Iterable[Procedure]) -> Mapping[str, tuple[Procedure, ...]]:
    """Return procedures by number, so that many projections can look related ones up without searching each time."""
    found: dict[str, tuple[Procedure, ...]] = {}
    for procedure in known:
        found[procedure.id] = (*found.get(procedure.id, ()), procedure)
    return found


def _related(procedure: Procedure, context: _Context) -> Blocks:
    titles = related_titles(procedure, context.audience, context.on, context.known)
    return arranging.related(
        [(one, title) for one, title in zip(procedure.related, titles, strict=True) if title]
    )


def related_titles(
    procedure: Procedure, audience: Audience, on: date, known: KnownProcedures
) -> tuple[str | None, ...]:
    """Return what each related procedure is called to *audience* that day; ``None`` for one that it may not see.

    Editors see the number of one that is not known.
    """
    if not procedure.related:
        return ()
    if not isinstance(known, Mapping):
        wanted = {one.id for one in procedure.related}
        known = by_id(candidate for candidate in known if candidate.id in wanted)
    titles = [(one.id, _title_of(known.get(one.id, ()), audience, on)) for one in procedure.related]
    return tuple(
        [title or (number if audience is Audience.EDITORS else None) for number, title in titles]
    )


def _title_of(editions: Iterable[Procedure], audience: Audience, on: date) -> str | None:
    """Return the title of the edition that is shown that day: of several, the one whose window began last."""
    shown = [edition for edition in editions if hidden_because(edition, audience, on) is None]
    inside = [
        edition for edition in shown if hidden_because(edition, Audience.CALL_CENTRE, on) is None
    ] or shown
    return max(inside, key=lambda edition: edition.valid_from or date.min).title if inside else None


def _produced_on(procedure: Procedure, context: _Context) -> Blocks:
    day = procedure.produced_on or context.requested_on
    return (Text(day_words(day)),) if day else ()


_IN_CONTEXT: Mapping[str, Callable[[Procedure, _Context], Blocks]] = {
    "related": _related,
    "produced_on": _produced_on,
}
_IN_HEAD = ("id", "title")


class _Page(NamedTuple):
    """The plan of an audience's page: sections with their fields, and the fields seen whole, which it may use outside them."""

    sections: tuple[tuple[str, tuple[tuple[str, str, Callable[[Any], Any], Show], ...]], ...]
    keys: frozenset[str]


@cache
def _page(model: type, audience: Audience) -> _Page:
    fields = plan(model, audience, arranging.ARRANGED)
    sections: dict[str, list[tuple[str, str, Callable[[Any], Any], Show]]] = {}
    for field in fields:
        if field.key not in _IN_HEAD:
            sections.setdefault(field.section, []).append(
                (field.key, field.label, field.value, field.show)
            )
    grouped = tuple((heading, tuple(members)) for heading, members in sections.items())
    return _Page(grouped, frozenset(field.key for field in fields if field.whole))


@cites("zał. 2 § 10 ust. 1", "wzór: *")
def project(
    procedure: Procedure,
    audience: Audience,
    *,
    on: date,
    known: KnownProcedures = (),
    requested_on: date | None = None,
) -> Projection | None:
    """Return what *audience* sees of *procedure* on that day, or ``None`` when nothing is shown to it.

    *on* may be a moment, whose day in Europe/Warsaw counts. *known* are the procedures that related ones are named
    from: only those that the audience may see that day are shown. *requested_on* is the day of the update request,
    which stands for a day of production that was not given (interpretation I11).

    Raises ``ValueError`` for a moment without a time zone, ``TypeError`` for what is neither a day nor a moment.
    ``hidden_because`` says why nothing is shown.
    """
    on = day_of(on)
    if hidden_because(procedure, audience, on) is not None:
        return None
    page = _page(Procedure, audience)
    context = _Context(audience, on, known, requested_on)
    sections = []
    for heading, fields in page.sections:
        entries = []
        for key, label, value_of, show in fields:
            if key in _IN_CONTEXT:
                blocks = _IN_CONTEXT[key](procedure, context)
            else:
                value = value_of(procedure)
                blocks = () if is_empty(value) else show(value)
            if blocks:
                entries.append(Entry(key, label, blocks))
        if entries:
            sections.append(Section(heading, tuple(entries)))
    keys = page.keys
    online = "steps" in keys and any(step.online for step in procedure.steps)
    return Projection(
        audience,
        on,
        procedure.id,
        procedure.title,
        _heading(procedure.title, audience, online=online),
        online,
        tuple(sections),
        procedure.unit if "unit" in keys else None,
        procedure.cell if "cell" in keys else None,
        tuple([author.name for author in procedure.authors]) if "authors" in keys else (),
        (procedure.produced_on or requested_on) if "produced_on" in keys else None,
    )


def shown_alike(projection: Projection, audience: Audience) -> Projection | None:
    """Return what *audience* sees of the same procedure that day, ``None`` where it sees other things than the projection's."""
    if not see_alike(projection.audience, audience):
        return None
    heading = _heading(projection.title, audience, online=projection.online)
    return attrs.evolve(projection, audience=audience, heading=heading)


def _heading(title: str, audience: Audience, *, online: bool) -> str:
    return f"{title} @" if online and audience is Audience.BIP else title


_FACTS = ("unit", "cell", "authors", "produced_on")


def projection_schema(audience: Audience) -> Schema:
    """Return the JSON Schema (draft 2020-12) of ``Projection.to_data()`` for *audience*.

    The keys, labels and headings of entries are those that the audience may see, so that data with a starred field do
    not validate for the public. No ``format`` and no ``\\d``: every engine judges alike.
    """
    page = _page(Procedure, audience)
    parts: dict[str, Schema] = {}
    schema = data_schema(Projection, parts)
    fields = [field for _, members in page.sections for field in members]
    schema["properties"]["audience"] = {"const": audience.value}
    schema["properties"]["id"] = {"type": "string", "pattern": ID.pattern}
    for key in _FACTS:
        if key not in page.keys:
            del schema["properties"][key]
    parts["Section"]["properties"]["heading"] = {"enum": [heading for heading, _ in page.sections]}
    parts["Entry"]["properties"]["key"] = {"enum": [key for key, *_ in fields]}
    parts["Entry"]["properties"]["label"] = {
        "enum": list(dict.fromkeys(label for _, label, *_ in fields))
    }
    return {"$schema": DIALECT, **schema, "$defs": dict(sorted(parts.items()))}


for _audience in Audience:
    _page(
        Procedure, _audience
    )  # a key of arranging.ARRANGED that the template lacks fails here, at import
