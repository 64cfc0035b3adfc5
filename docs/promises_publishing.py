"""The promises about publication: the figures of the session publishing."""

from collections.abc import Iterator, Mapping
from typing import Any

from promises_pictures import DATABASES, result

_HEAD = """\
## What is published is published whole

`./dev nox -s publishing`. The Monitoring section works day after day: a day's `lckm export`, an
`lckm import` of new and amended procedures, `lckm procedure confirm`, two of `publish`, one of
`withdraw`; windows open and close meanwhile. Each act but `confirm` runs the real command in a
process that is killed (`kill -9`) at an instant drawn by chance from the whole of the time that
the act takes, one in each tenth of it by turns; where it ended sooner, the same tenth is tried
again with another act. Three in ten of the commands that repeat it are killed as well. Then it is
repeated to its end, as an operator would. The process is forked from one that has everything
imported, so that kills meet the work and not the start of Python, and is told what time it is.

Every act is done in a second office, too, where nothing is ever killed. In the end both have the
same editions with the same acts, the same audit trail but for repeated exports, and after each
act the same files with the same bytes, and none besides. What a command acknowledged before it
died is looked for in the store at once.

Meanwhile a reader reads every file of both faces, again and again as fast as it can. A look has
to be one whole site, that of before the act or that of after it; each page has to be complete and
to parse; each procedure has to be there in the same edition on the portal and in BIP. Each
edition has a word of its own, and each starred field one: those of what is starred, internal, not
published, withdrawn, not yet or no longer in its window are searched in every file by bytes.
"""
_PLAIN = (
    "acts",
    "days",
    "procedures",
    "editions",
    "files of the site in the end",
    "editions acknowledged by commands that were killed",
    "commands that ended before their instant came",
    "imports run once more when they were done",
    "looks",
    "looks while an act went on",
    "looks that a change overtook, judged page by page",
    "files read",
)
NAMES = [f"publishing-{key}" for key in DATABASES]
"""The results."""


def publishing() -> Iterator[str]:
    """Yield the part."""
    yield _HEAD
    found = {name: one for key, name in DATABASES.items() if (one := result(f"publishing-{key}"))}
    if not found:
        yield "Not measured yet.\n"
        return
    figures = [one["figures"] for one in found.values()]
    rows: dict[str, list[Any]] = {"seed": [str(one["asked"]["seed"]) for one in found.values()]}
    rows["**kills**"] = [one["kills"] for one in figures]
    killed = [_by_phase(one["killed"]) for one in figures]
    for key in sorted({key for one in killed for key in one}):
        rows[f"… {key}"] = [one.get(key, 0) for one in killed]
    tenths = "by the tenth of the act in which they fell"
    rows[f"… {tenths}"] = [" · ".join(map(str, one[tenths].values())) for one in figures]
    for key in _PLAIN:
        rows[key] = [one.get(key, "–") for one in figures]
    for key in dict.fromkeys(key for one in figures for key in one["found wrong"]):
        rows[f"**{key}**"] = [f"**{one['found wrong'].get(key, 0)}**" for one in figures]
    yield f"| | {' | '.join(found)} |\n|---|" + "---:|" * len(found)
    yield (
        "\n".join(f"| {name} | {' | '.join(map(_cell, values))} |" for name, values in rows.items())
        + "\n"
    )


def _by_phase(killed: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    return {
        f"{act}, {phase}": count
        for act, phases in killed.items()
        for phase, count in phases.items()
    }


def _cell(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int | float) else str(value)
