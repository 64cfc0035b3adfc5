"""From a projection to facts, recognised by labels, addresses and the form's order.

Only projections for the public are read, so a starred field cannot come in. An entry without a
place of its own, such as a field new to the form, becomes a rule under its label.
"""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs

from lckm_linked_data.block_texts import (
    choices_by_word,
    entries_of,
    first_word,
    form_field,
    inline_text,
    label_of,
    text_of,
)
from lckm_linked_data.facts import (
    Channel,
    Contact,
    Cost,
    Document,
    Evidence,
    Related,
    Rule,
    Service,
)

if TYPE_CHECKING:
    from lckm_core.publication import Projection

_TERM = re.compile(r"([1-9][0-9]*) (.+)")
_AMOUNT = re.compile(r"([0-9][0-9\s]*,[0-9]{2})\szł(?: \((.+)\))?", re.DOTALL)
_DAYS = {"days": 1, "weeks": 7}
_IN_HEAD = frozenset({"summary", "unit", "cell", "authors", "produced_on"})


def service_of(projection: "Projection") -> Service:
    """Return the facts of a procedure for linked data.

    Raises ``ValueError`` for a projection that is not for the public.
    """
    if not projection.audience.is_public:
        raise ValueError(
            f"linked data are for everybody; this projection is for {projection.audience.value}"
        )
    entries = {entry.key: entry for entry in entries_of(projection)}
    found: dict[str, Any] = {}
    rules = []
    for key, entry in entries.items():
        if key in _IN_HEAD:
            continue
        facts = _HOMES[key](entry) if key in _HOMES else {}
        is_whole = facts.pop("whole", False)
        for name, values in facts.items():
            found[name] = (
                (*found[name], *values) if isinstance(values, tuple) and name in found else values
            )
        if not is_whole:
            rules.append(Rule(entry.label, text_of(entry.blocks)))
    summary = text_of(entries["summary"].blocks) if "summary" in entries else projection.title
    service = Service(
        id=projection.id,
        title=projection.title,
        summary=summary,
        unit=projection.unit or "",
        cell=projection.cell,
        authors=projection.authors,
        produced_on=projection.produced_on,
        author_role=form_field("authors").mark.label,
        rules=tuple(rules),
        **found,
    )
    return attrs.evolve(service, channels=_with_online(service, entries.get("steps")))


def _with_online(service: Service, steps: Any) -> tuple[Channel, ...]:
    """Add the electronic channel of steps with „@”, unless a form of submission names it."""
    way = first_word("electronically", "submission", "way")
    names = (
        [stage.name for block in steps.blocks for stage in block.items if stage.online]
        if steps
        else []
    )
    if not names or any(channel.way == way for channel in service.channels):
        return service.channels
    return (*service.channels, Channel(way, tuple(names)))


def _related_facts(entry: Any) -> dict[str, Any]:
    links = [link for block in entry.blocks for link in block.items]
    numbers = [Related(link.href.removeprefix("procedure:"), bool(link.note)) for link in links]
    return {"related": tuple(numbers), "whole": True}


def _deadline(entry: Any) -> dict[str, Any]:
    first = entry.blocks[0]
    matched = _TERM.fullmatch(first.text) if first.type == "text" else None
    unit = choices_by_word("deadline", "terms", "unit").get(matched[2]) if matched else None
    if matched and unit == "months":
        duration = f"P{matched[1]}M"
    elif matched and unit in _DAYS:
        duration = f"P{int(matched[1]) * _DAYS[unit]}D"
    else:  # no duration can express working days
        return {}
    return {"duration": duration, "whole": len(entry.blocks) == 1}


def _contacts(entry: Any) -> dict[str, Any]:
    places = tuple(_contact(block.heading or entry.label, block.rows) for block in entry.blocks)
    return {"contacts": places, "whole": True}


def _appointments(entry: Any) -> dict[str, Any]:
    rows = [row for block in entry.blocks if block.type == "details" for row in block.rows]
    if not rows:
        return {}
    notes = tuple(inline_text(block) for block in entry.blocks if block.type == "text")
    contact = _contact(entry.label, rows)
    return {"contacts": (attrs.evolve(contact, notes=(*contact.notes, *notes)),), "whole": True}


def _contact(title: str, rows: Iterable[Any]) -> Contact:
    """Return whom to ask: web addresses by what they are, all else by the form's labels."""
    labelled = {
        label_of("places", key): key
        for key in ("unit", "address", "rooms", "hours", "phones", "emails")
    }
    labelled |= {label_of("appointments", "ways", key): f"{key}s" for key in ("phone", "email")}
    texts: dict[str, list[str]] = {key: [] for key in (*labelled.values(), "notes")}
    pages = []
    for row in rows:
        for value in row.values:
            if value.type == "link" and value.href.startswith(("https:", "http:")):
                pages.append(Document(inline_text(value), value.href))
            else:  # a number that cannot be dialled is a text under the label of numbers
                texts[labelled.get(row.label, "notes")].append(inline_text(value))
    return Contact(
        title=", ".join((title, *texts["unit"])),
        address=", ".join(texts["address"]),
        rooms=tuple(texts["rooms"]),
        hours=", ".join(texts["hours"]),
        phones=tuple(texts["phones"]),
        emails=tuple(texts["emails"]),
        pages=tuple(pages),
        notes=tuple(texts["notes"]),
    )


def _fees(entry: Any) -> dict[str, Any]:
    tables = [block for block in entry.blocks if block.type == "table"]
    costs = tuple(_cost(table.headers, row) for table in tables for row in table.rows)
    return {"costs": costs, "whole": len(tables) == len(entry.blocks)}


def _cost(headers: tuple[str, ...], row: tuple[str, ...]) -> Cost:
    matched = _AMOUNT.fullmatch(row[1])
    amount = Decimal("".join(matched[1].split()).replace(",", ".")) if matched else None
    rule = (matched[2] or "") if matched else row[1]
    other_cells = [
        f"{header}: {cell}" for header, cell in zip(headers[2:], row[2:], strict=True) if cell
    ]
    return Cost(row[0], amount, "; ".join([text for text in (rule, *other_cells) if text]))


def _channels(entry: Any) -> dict[str, Any]:
    rows = [row for block in entry.blocks if block.type == "details" for row in block.rows]
    channels = tuple(
        Channel(
            row.label, tuple(inline_text(value) for value in row.values), _documents(row.values)
        )
        for row in rows
    )
    return {"channels": channels, "whole": bool(channels)}


def _evidence(entry: Any) -> dict[str, Any]:
    made: list[Evidence] = []
    for block in entry.blocks:
        if block.type == "bullets":
            made.extend(Evidence(inline_text(item), entry.label) for item in block.items)
        else:
            values = [value for row in block.rows for value in row.values]
            notes = tuple(
                f"{row.label}: {inline_text(value)}"
                for row in block.rows
                for value in row.values
                if value.type == "text"
            )
            made.append(Evidence(block.heading, entry.label, notes, _documents(values)))
    return {"evidence": tuple(made), "whole": True}


def _documents(values: Iterable[Any]) -> tuple[Document, ...]:
    kept = ("https:", "http:", "file:")
    return tuple(
        Document(inline_text(inline), inline.href)
        for inline in values
        if inline.type == "link" and inline.href.startswith(kept)
    )


def _other_documents(entry: Any) -> dict[str, Any]:
    return {"documents": _documents(item for block in entry.blocks for item in block.items)}


def _acts(entry: Any) -> dict[str, Any]:
    return {
        "acts": tuple(inline_text(item) for block in entry.blocks for item in block.items),
        "whole": True,
    }


_HOMES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "related": _related_facts,
    "deadline": _deadline,
    "places": _contacts,
    "appointments": _appointments,
    "fees": _fees,
    "submission": _channels,
    "required_documents.to_submit": _evidence,
    "required_documents.to_present": _evidence,
    "other_documents": _other_documents,
    "legal_basis": _acts,
}
"""Fields with a place of their own, by key; ``whole``: nothing is left for a rule."""
