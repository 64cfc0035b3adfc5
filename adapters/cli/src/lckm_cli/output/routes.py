"""A table of routes for people, and the choice of a route for people and for programs."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from lckm_cli.formatting import (
    Language,
    counted,
    either,
    safe,
)
from lckm_core.findings import Finding
from lckm_core.reports import (
    RouteTable,
    RouteTrace,
    ToHelpdesk,
    ToMailbox,
)

_MOST = 60
"""The widest column of names; a longer name moves the rest of its line."""


def listed(table: RouteTable | None, findings: Sequence[Finding], lang: Language) -> Iterator[str]:
    """Yield a line a row: its number and name, where it leads, and how many findings it has; nothing without a table."""
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


def explained(
    tried: Sequence[RouteTrace], way: ToMailbox | ToHelpdesk, lang: Language
) -> Iterator[str]:
    """Yield a line for each row that was tried, the winner marked, and a line that says who gets the report."""
    wide = _width([one.name for one in tried])
    for one in tried:
        yield (
            f"{'→' if one.won else ' '}{one.row:>4}  {safe(one.name):<{wide}}  "
            f"{safe(one.because.text(lang))}\n"
        )
    yield "\n" + _way(way, lang) + "\n"


def _width(names: Sequence[str]) -> int:
    return min(max((len(safe(name)) for name in names), default=0), _MOST)


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


def as_data(
    tried: Sequence[RouteTrace], way: ToMailbox | ToHelpdesk, lang: Language
) -> dict[str, Any]:
    """Return the same as plain data."""
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
