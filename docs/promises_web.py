"""The resident's pages under load, abuse and kills: the figures of the session web."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from promises_pictures import DATABASES, result

_HEAD = """\
## The resident's pages

`./dev nox -s web`, in twelve minutes; `-- --only photos` measures a part, `-- --only kills` sends
the forms amid kills, which takes longer. `lckm serve` with two processes answers a client that
shares the machine's cores with it, so the figures are lower bounds. Times at a rate are counted
from the moment at which a request is due, so that a server that falls behind shows. Sending is
the last page of a report, answered once the report, its personal part, its delivery and the trail
are on the disk. Photos come with all that a telephone writes beside. Slow connections send a byte
in five seconds, half of them of a head, half of a form. The thousand addresses are those of this
machine (127.0.x.y), which send as often as they are let, while a resident comes now and then.
Damaged forms carry photos and personal data. Chromium has a network of 1.6 Mbit/s and 150 ms, and
a processor slowed to a fourth.
"""
_PARTS = ("pages", "sending-sqlite", "sending-postgresql", "photos", "open311", "chromium")
_AGAINST = ("slow", "abuse", "malformed")
NAMES = [
    *(f"web-{part}" for part in (*_PARTS, *_AGAINST)),
    *(f"web-kills-{database}" for database in DATABASES),
]
"""The results."""
_KILLS = """\
### Forms amid kills

Six residents at a time fill in forms, every third with photos, and repeat each answer that gets
lost, while processes that serve and the worker that delivers are killed (`kill -9`). Every second
one withdraws afterwards; then the term passes. Every field, the names of files, their EXIF and
the headers hold words that tell who it is; these are searched for in every byte of the database,
its files, drafts and logs, unencrypted.
"""


def web() -> Iterator[str]:
    """Yield the part."""
    yield _HEAD
    yield rows_beside_targets(NAMES)
    yield from _kills()


def rows_beside_targets(names: Sequence[str]) -> str:
    """Return results as a table: what was found, its target, whether it is reached."""
    found = [one for name in names if (one := result(name)) and "rows" in one["figures"]]
    if not found:
        return "Not measured yet.\n"
    lines = ["| | found | target | reached |", "|---|---:|---:|---|"]
    for one in found:
        for row in one["figures"]["rows"]:
            reached = row["reached"].replace("no", "**no**", 1)
            cells = (row["what"], row["found"], row["target"], reached)
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _kills() -> Iterator[str]:
    yield _KILLS
    runs = {name: one for key, name in DATABASES.items() if (one := result(f"web-kills-{key}"))}
    if not runs:
        yield "Not measured yet.\n"
        return
    rows: dict[str, list[Any]] = {"seed": [one["asked"]["seed"] for one in runs.values()]}
    for one in runs.values():
        for key in _flat(one["figures"]):
            rows.setdefault(key, [_flat(each["figures"]).get(key, 0) for each in runs.values()])
    lines = [f"| | {' | '.join(runs)} |", "|---|" + "---:|" * len(runs)]
    for name, values in rows.items():
        told = (str(value) if name == "seed" else f"{value:,}" for value in values)
        lines.append(f"| {name} | {' | '.join(told)} |")
    yield "\n".join(lines) + "\n"


def _flat(figures: Mapping[str, Any]) -> dict[str, Any]:
    """Return figures with those that lie in another beside it."""
    found: dict[str, Any] = {}
    for key, value in figures.items():
        found |= value if isinstance(value, dict) else {key: value}
    return found
