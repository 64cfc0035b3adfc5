"""What a list shows of a procedure, read from its rows without building the texts."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from lckm_core.calendar import Window
from lckm_core.publication import (
    EditionOutline,
    PublishedDays,
    State,
    Transition,
    UnitCell,
    find_publication_end,
    steps_to_submitted,
    submitted_edition,
)
from lckm_sql.rows import read_edition, read_row

_VERBS = {verb.value: verb for verb in Transition}


def read_outline(rows: Sequence[Any], every: Callable[[], Sequence[Any]]) -> EditionOutline:
    """Return the outline of rows, the newest last. Raises :class:`UnreadableRowError`.

    *every* returns the rows of all editions, for a text that was made by corrections.
    """
    newest = rows[-1]
    return read_row(f"{newest.procedure_id}, {newest.number}", lambda: _outline(rows, every))


def _outline(rows: Sequence[Any], every: Callable[[], Sequence[Any]]) -> EditionOutline:
    # Without building the procedure, which takes fifty times as long.
    newest = rows[-1]
    text, standing = json.loads(newest.text), json.loads(newest.standing)
    acts = standing.get("acts", ())
    moments = [act["at"] for act in acts if act["verb"] != Transition.NOTE.value]
    states = [State(row.state) for row in rows]
    texts = {newest.number: text} | {
        row.number: json.loads(row.text)
        for row, state in zip(rows[:-1], states, strict=False)
        if state is State.PUBLISHED
    }
    own = (states[-1], [_VERBS[act["verb"]] for act in acts])
    submitted = _whose(text)
    if steps_to_submitted([own, (State.RECEIVED, [])]):
        submitted = UnitCell.of(submitted_edition(map(read_edition, every())))
    return EditionOutline(
        id=newest.procedure_id,
        number=newest.number,
        title=text["title"],
        unit=text["unit"],
        cell=text.get("cell"),
        state=states[-1],
        window=_window(text),
        in_state_since=datetime.fromisoformat(moments[-1]) if moments else None,
        published=tuple(
            PublishedDays(
                procedure_id=row.procedure_id,
                number=row.number,
                days=_window(texts[row.number]),
                whose=_whose(texts[row.number]),
            )
            for row, state in zip(rows, states, strict=True)
            if state is State.PUBLISHED
        ),
        ended_as=find_publication_end(states),
        submitted_by=submitted,
    )


def _whose(text: Mapping[str, Any]) -> UnitCell:
    """Return the unit and cell of a text as it is stored."""
    return UnitCell(text["unit"], text.get("cell"))


def _window(text: Mapping[str, Any]) -> Window:
    """Return the days of a text as it is stored."""
    first, last = (
        date.fromisoformat(text[name]) if text.get(name) else None
        for name in ("valid_from", "valid_to")
    )
    return Window(first, last)
