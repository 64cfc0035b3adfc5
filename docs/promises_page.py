"""The page of the promises, from the figures in promises/results."""

from collections.abc import Iterator, Mapping
from typing import Any

import promises_prose as prose
from promises_desk import NAMES as DESK_NAMES, desk
from promises_pictures import ACTS, DATABASES, result
from promises_publishing import NAMES, publishing
from promises_web import NAMES as WEB_NAMES, web

_PLACES = {
    "data": "database: data, journal or log, indexes, temporary files",
    "server log": "log of the database's server, every statement in it ³",
    "files": "attachments",
    "keys": "keys of the months",
    "logs": "logs, every logger at DEBUG",
    "temp": "temporary files of workers",
    "run": "heartbeat, core dumps",
    "base": "procedures, routes, terms",
}
_WHEN = {
    "before the term": "before the term",
    "after a plain UPDATE … NULL": "after a plain `UPDATE … NULL` ¹",
    "an hour after a withdrawal": "an hour after a withdrawal ²",
    "after the term": "after the term",
}
_MOST = 10
"""Faults that are told one by one."""


def page() -> str:
    """Return the page."""
    parts = [
        prose.HEAD,
        *_chaos(),
        *_bytes(),
        *_published(),
        *_load(),
        *_hostile(),
        *_web(),
        *_desk(),
        prose.SHORT_OF,
        "## Measured on\n",
        *_machines(),
    ]
    return "\n".join(parts) + "\n"


def _chaos() -> Iterator[str]:
    yield prose.CHAOS
    runs = {
        **DATABASES,
        "rt": "PostgreSQL, with Request Tracker",
        "log": "SQLite, with LOG Helpdesk",
    }
    found = {name: one for key, name in runs.items() if (one := result(f"chaos-{key}"))}
    if not found:
        yield "Not measured yet.\n"
        return
    yield f"| | {' | '.join(found)} |\n|---|" + "---:|" * len(found)
    rows: dict[str, list[Any]] = {"seed": [str(one["asked"]["seed"]) for one in found.values()]}
    figures = [one["figures"] for one in found.values()]
    rows["policy for lost acknowledgements"] = [
        "repeat" if one["asked"]["repeats"] else "hand over" for one in found.values()
    ]
    rows["share of letters that are taken and never answered"] = [
        f"{one['asked']['lost_answers']:.0%}" for one in found.values()
    ]
    rows["helpdesk"] = [one.get("helpdesk", "a fake Request Tracker") for one in figures]
    for key in _keys([one["reports"] for one in figures]):
        rows[key] = [one["reports"].get(key, 0) for one in figures]
    rows["**kills**"] = [one["kills"] for one in figures]
    for key in _keys([one["killed"] for one in figures]):
        rows[f"… {key}"] = [one["killed"].get(key, 0) for one in figures]
    rows["workers told to stop amid it"] = [
        sum(one.get("told to stop", {}).values()) for one in figures
    ]
    for key in _keys([one.get("told to stop", {}) for one in figures]):
        rows[f"… {key}"] = [one.get("told to stop", {}).get(key, 0) for one in figures]
    for key in dict.fromkeys(key for one in figures for key in one["found wrong"]):
        rows[f"**{key}**"] = [
            f"**{one['found wrong'][key]}**" if key in one["found wrong"] else "–"
            for one in figures
        ]
    for key in (
        "deliveries noted by a clock behind the mail server's",
        "seconds that it was behind at most",
    ):
        rows[key] = [one[key] for one in figures]
    rows["seconds until all was well"] = [round(one["seconds"]) for one in found.values()]
    yield (
        "\n".join(_row(name, *(_cell(value) for value in values)) for name, values in rows.items())
        + "\n"
    )
    yield from _faults(found)


def _keys(figures: list[Mapping[str, Any]]) -> list[str]:
    """Return the names of all figures; those of outcomes, marks and the like side by side."""
    return sorted(
        {key for one in figures for key in one}, key=lambda key: (key.startswith("…"), key)
    )


def _bytes() -> Iterator[str]:
    yield prose.BYTES
    for key, name in DATABASES.items():
        for suffix, more in (("", "in the clear"), ("-encrypted", "encrypted at rest")):
            one = result(f"bytes-{key}{suffix}")
            if one is None:
                yield f"{name}, {more}: not measured yet.\n"
                continue
            figures = one["figures"]
            when = {which: said for which, said in _WHEN.items() if which in figures}
            dumps = figures["core dumps of a worker that crashed"]
            server_lines = figures.get("lines logged by the database's server")
            by_server = f", {server_lines:,} by the database's server" if server_lines else ""
            letters, tickets = figures["letters at the unit"], figures["tickets at the helpdesk"]
            yield (
                f"**{name}, {more}**, seed {one['asked']['seed']}: {letters} letters, {tickets} "
                f"tickets, {figures['lines logged']:,} lines logged{by_server}; "
                f"core dumps of the worker that crashed: {dumps}, of a program that prevents "
                f"none: {figures['core dumps of a program that prevents none']}.\n"
            )
            if "files with the key of a month, after the term" in figures:
                keys = [
                    figures[f"files with the key of a month, {when} the term"]
                    for when in ("before", "after")
                ]
                yield (
                    f"The month's key, and what it encrypts of the partition's, lie in {keys[0]} "
                    f"files before the term, and in {keys[1]} after it.\n"
                )
            yield f"| traces found | {' | '.join(when.values())} |\n|---|" + "---:|" * len(when)
            there = {
                place: said
                for place, said in _PLACES.items()
                if any(place in figures[which] for which in when)
            }
            rows = (
                _row(said, *(_cell(figures[which][place]) for which in when))
                for place, said in there.items()
            )
            yield "\n".join(rows) + "\n"
            yield from _faults({name: one})
    yield prose.NOTES
    yield prose.WAL


def _published() -> Iterator[str]:
    yield from publishing()
    runs = zip(NAMES, DATABASES.values(), strict=True)
    yield from _faults({database: one for name, database in runs if (one := result(name))})


def _load() -> Iterator[str]:
    yield prose.RATES
    rates = result("load-rates")
    if rates is None:
        yield "Not measured yet.\n"
    else:
        yield "| operation | ours | peer | ratio | target | reached |\n|---|---|---|---|---|---|"
        yield "\n".join(_row(*row.values()) for row in rates["figures"]["rows"]) + "\n"
    yield "### Growth\n"
    yield (
        "Two years of reports, the last seven months with their personal parts; medians of 200 "
        "acts, of the purge one. ms:\n"
    )
    yield "![times by the number of reports](growth.svg)\n"
    yield (
        f"| database | reports | {' | '.join(ACTS)} | reports in that month |\n|---|---:|"
        + "---:|" * (len(ACTS) + 1)
    )
    for key, name in DATABASES.items():
        found = result(f"load-growth-{key}")
        for size, times in (found["figures"]["ms"] if found else {}).items():
            yield _row(
                name,
                _cell(int(size)),
                *(_cell(times[act]) for act in (*ACTS, "reports in that month")),
            )
    yield "\n### Memory of a worker\n"
    yield "![memory of a worker by reports delivered](memory.svg)\n"
    for key, name in DATABASES.items():
        one = result(f"load-memory-{key}")
        if one is None:
            yield f"{name}: not measured yet.\n"
        else:
            told = one["figures"]
            yield (
                f"{name}: {told['dispatches']:,} reports delivered by one worker, "
                f"{told['dispatches a second, one worker']} a second, to a mail server that keeps "
                f"nothing; {told['MB after a tenth']} MB after a tenth of them, "
                f"{told['MB at the end']} MB at the end.\n"
            )


def _hostile() -> Iterator[str]:
    yield prose.HOSTILE
    one = result("hostile")
    if one is None:
        yield "Not measured yet.\n"
        return
    yield f"Seed {one['asked']['seed']}.\n"
    yield (
        "| cases | how many | crashes | ends | slowest | largest process |\n"
        "|---|---:|---:|---|---:|---:|"
    )
    for kind, told in one["figures"].items():
        if isinstance(told, dict):
            ends = "; ".join(f"{name}: {count:,}" for name, count in told["ends"].items())
            slowest, largest = told["slowest case, ms of processor"], told["largest process, MB"]
            yield _row(
                kind,
                _cell(told["cases"]),
                _cell(told["crashes"]),
                ends,
                f"{slowest} ms",
                f"{largest} MB",
            )
    yield f"| together | {one['figures']['cases']:,} | | | | |\n"
    yield from _faults({"hostile": one})


def _web() -> Iterator[str]:
    yield from web()
    yield from _faults({name: one for name in WEB_NAMES if (one := result(name))})


def _desk() -> Iterator[str]:
    yield from desk()
    yield from _faults({name: one for name in DESK_NAMES if (one := result(name))})


def _faults(found: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield what was found wrong: a page that only showed what went well would be no proof."""
    for name, one in found.items():
        if one["faults"]:
            yield f"**Found wrong ({name}):**\n\n" + "\n".join(_told(one["faults"])) + "\n"


def _machines() -> Iterator[str]:
    """Yield the machine of each result, in one line where it is the same."""
    names = ["chaos-sqlite", "chaos-postgresql", "chaos-rt", "chaos-log", "hostile", "load-rates"]
    names += [
        f"{kind}-{key}" for kind in ("load-memory", "load-growth", "bytes") for key in DATABASES
    ]
    names += [f"bytes-{key}-encrypted" for key in DATABASES]
    names += [*NAMES, *WEB_NAMES, *DESK_NAMES]
    seen: dict[str, list[str]] = {}
    for name in names:
        if one := result(name):
            machine = one["machine"]
            said = (
                f"{machine['system']}, {machine['processor']}, {machine['cores']} cores, "
                f"{machine['memory_gb']} GB, Python "
                f"{machine['python']}, SQLite {machine['sqlite']}"
            )
            first, last = one["load"]
            seen.setdefault(said, []).append(
                f"{name} on {one['on']}, {one['seconds']:,.0f} s, load {first} to {last}"
            )
    for said, runs in seen.items():
        yield f"{said}:\n\n" + "\n".join(f"- {run}" for run in runs) + "\n"


def _row(*cells: Any) -> str:
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def _cell(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int | float) else str(value)


def _told(faults: list[str]) -> Iterator[str]:
    yield from (f"- {fault}" for fault in faults[:_MOST])
    if len(faults) > _MOST:
        yield f"- … and {len(faults) - _MOST} more"
