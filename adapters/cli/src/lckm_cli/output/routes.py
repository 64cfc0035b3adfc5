"""A table of routes, and the choice of a route, for people and programs."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from lckm_cli.formatting import counted, safe
from lckm_cli.language import Language, either
from lckm_core.findings import Finding
from lckm_core.reports import (
    RouteTable,
    RouteTrace,
    ToHelpdesk,
    ToMailbox,
)

# The widest column of names; a longer name moves the rest of its line.
_MAX_WIDTH = 60


def routes_as_text(
    table: RouteTable | None, findings: Sequence[Finding], lang: Language
) -> Iterator[str]:
    """Yield a line for each row of a table: its number, name, target and findings."""
    rows = table.routes if table else ()
    wide = _width([row.name for row in rows])
    found = Counter(
        finding.path.split("/")[2] for finding in findings if finding.path.startswith("/routes/")
    )
    for at, row in enumerate(rows):
        faults = f"  ({counted(found[str(at)], 'finding', lang)})" if found[str(at)] else ""
        yield (
            f"{at + 1:>4}  {safe(row.name):<{wide}}  → "
            f"{safe(row.mailbox or 'LOG Helpdesk')}{faults}\n"
        )
    if rows:
        yield "\n"


def choice_as_text(
    tried: Sequence[RouteTrace], way: ToMailbox | ToHelpdesk, lang: Language
) -> Iterator[str]:
    """Yield a line for each row that was tried, and who gets the report."""
    wide = _width([trace.name for trace in tried])
    for trace in tried:
        yield (
            f"{'→' if trace.won else ' '}{trace.row:>4}  {safe(trace.name):<{wide}}  "
            f"{safe(trace.because.text(lang))}\n"
        )
    yield "\n" + _way(way, lang) + "\n"


def _width(names: Sequence[str]) -> int:
    return min(max((len(safe(name)) for name in names), default=0), _MAX_WIDTH)


def _way(way: ToMailbox | ToHelpdesk, lang: Language) -> str:
    because = safe(way.because.text(lang))
    if isinstance(way, ToHelpdesk):
        return f"LOG Helpdesk: {because}."
    unit_words = ", ".join(safe(name) for name in (way.unit, way.cell) if name)
    contact = (
        either(lang, "z danymi do kontaktu", "with contact data")
        if way.contact
        else either(lang, "bez danych do kontaktu", "without contact data")
    )
    return f"{safe(way.address)}{f' ({unit_words})' if unit_words else ''}, {contact}: {because}."


def choice_as_data(
    tried: Sequence[RouteTrace], way: ToMailbox | ToHelpdesk, lang: Language
) -> dict[str, Any]:
    """Return the choice of a route as plain data."""
    to: dict[str, Any] = {"way": "helpdesk"}
    if isinstance(way, ToMailbox):
        to = {
            "way": "mailbox",
            "address": way.address,
            "unit": way.unit,
            "cell": way.cell,
            "contact": way.contact,
        }
    return {
        "tried": [
            {
                "row": trace.row,
                "name": trace.name,
                "won": trace.won,
                "because": trace.because.text(lang),
            }
            for trace in tried
        ],
        "to": {**to, "because": way.because.text(lang)},
    }
