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
    wide = _width([one.name for one in tried])
    for one in tried:
        yield (
            f"{'→' if one.won else ' '}{one.row:>4}  {safe(one.name):<{wide}}  "
            f"{safe(one.because.text(lang))}\n"
        )
    yield "\n" + _way(way, lang) + "\n"


def _width(names: Sequence[str]) -> int:
    return min(max((len(safe(name)) for name in names), default=0), _MAX_WIDTH)


def _way(way: ToMailbox | ToHelpdesk, lang: Language) -> str:
    because = safe(way.because.text(lang))
    if isinstance(way, ToHelpdesk):
        return f"LOG Helpdesk: {because}."
    who = ", ".join(safe(name) for name in (way.unit, way.cell) if name)
    contact = (
        either(lang, "z danymi do kontaktu", "with contact data")
        if way.contact
        else either(lang, "bez danych do kontaktu", "without contact data")
    )
    return f"{safe(way.address)}{f' ({who})' if who else ''}, {contact}: {because}."


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
            {"row": one.row, "name": one.name, "won": one.won, "because": one.because.text(lang)}
            for one in tried
        ],
        "to": {**to, "because": way.because.text(lang)},
    }
