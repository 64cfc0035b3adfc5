"""A timeline for people, and as JSON."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from lckm_cli.file_timeline import WORDS, Event, Row
from lckm_cli.formatting import counted, safe
from lckm_cli.language import Language, either


def timeline_as_text(
    rows: Sequence[Row],
    events: Sequence[Event],
    start: date,
    end: date | None,
    lang: Language = "pl",
) -> Iterator[str]:
    """Yield how many procedures are shown, then what happens, day by day."""
    shown = [
        row for row in rows if any(_covers(span.first, span.last, start) for span in row.spans)
    ]
    days = f"{start} {either(lang, 'do', 'to')} {end}" if end else f"{start}"
    yield either(
        lang,
        f"{start}: widać {counted(len(shown), 'procedure')} z {len(rows)} (dla Call Center i "
        "redakcji także wewnętrzne).\n",
        f"{start}: {counted(len(shown), 'procedure', 'en')} of {len(rows)} shown (the call "
        "centre and editors also see internal ones).\n",
    )
    if not events:
        yield either(lang, f"Od {days} nic się nie zmienia.\n", f"From {days} nothing changes.\n")
        return
    yield either(lang, f"Zmiany od {days}:\n", f"Changes from {days}:\n")
    for event in events:
        word = either(lang, WORDS[event.what], event.what)
        yield f"{event.on}  {word:<12}  {event.id}  {safe(event.title)}  ({safe(event.file)})\n"


def _covers(first: date | None, last: date | None, day: date) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


def timeline_as_data(
    rows: Sequence[Row], events: Sequence[Event], start: date, end: date | None
) -> dict[str, Any]:
    """Return a timeline as plain data; ``null`` is an open end."""
    return {
        "from": start.isoformat(),
        "to": _day(end),
        "procedures": [
            {
                "id": row.id,
                "title": row.title,
                "spans": [
                    {
                        "first": _day(span.first),
                        "last": _day(span.last),
                        "title": span.title,
                        "internal": span.internal,
                        "file": span.file,
                    }
                    for span in row.spans
                ],
            }
            for row in rows
        ],
        "events": [
            {
                "on": event.on.isoformat(),
                "what": event.what,
                "id": event.id,
                "title": event.title,
                "file": event.file,
            }
            for event in events
        ],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
