"""The page of the promises, from the figures in promises/results."""

from collections.abc import Iterator, Mapping
from typing import Any

from promises_desk import NAMES as DESK_NAMES, desk
from promises_pictures import ACTS, DATABASES, result
from promises_publishing import NAMES, publishing
from promises_web import NAMES as WEB_NAMES, web

_HEAD = """\
# The promises, with figures

Three promises are kept by the library with its adapters: **a registered report always ends exactly once, in a unit's mailbox or in the helpdesk**;
**after the term not one byte of a person is left in anything that is ours**; and **what is published is published whole, by BIP and the portal at once**.
Here programs break what can be broken, and then count. Each prints its seed, and takes how long it may run (`--seconds`) and smaller numbers of everything.

**The second promise holds for what is known to be personal.** The words of a report stay after the term, without what redaction found in them. What it
misses stays in them for good ([what it cannot see](redaction.md#what-it-cannot-see)), unless a person redacts it [by hand](redaction.md#by-hand). The data of these
tests are such as it finds.

Made by `python docs/generate.py` from `promises/results/`, which the sessions write: `./dev nox -s chaos bytes publishing load hostile web desk`. The results are
not measured again in every run of the tests; short forms of chaos, bytes, publishing, hostile, web and desk are (`tests/promises/`), and there, too, workers,
clients and adapters that break the promise are seen to be noticed.
"""  # noqa: E501
_CHAOS = """\
## No report is lost, doubled or stuck

`./dev nox -s chaos`. Four clients register reports, and write each acknowledged number to the disk. Three workers, the real `lckm worker`,
deliver them by SMTP to a mail server (aiosmtpd) and to a helpdesk (Request Tracker 5, the fake one of its adapter's tests, or LOG Helpdesk by mail); both write
down to the disk what they take before they say so. Meanwhile everything that takes part is killed (`kill -9`) at instants drawn by
chance and started again; connections to the database are cut, its server is stopped as a crash would stop it; in SQLite, which has no server, another
writer is killed in the middle of a transaction. The mail server besides refuses for a second in every eight, goes away before the text of a
letter, takes letters without ever answering, and sends some back after it took them. Besides, workers are told to stop (SIGTERM) amid it all; these are
counted apart, and each has to end well. Clients withdraw the consents of some reports, from at once to 40 reports later. Then all are well again
until nothing is due, and the books are held against each other.

Each resident's words, contact data and consent are drawn by chance from the seed. In the end every report has exactly its own words and
personal part; its letter or ticket has its words, and contact data where its route asks for them and nowhere else. Of those who withdrew there is no
byte in any file of the database (the same search finds all who did not), and the mailbox that holds their data got one notice to erase, or one that is marked.

Where the mailboxes take a Message-ID once (policy: repeat), what may have arrived is sent again; where they do not (policy: hand over), the
helpdesk gets such a report with a note that the mailbox may have it ([I14](interpretations/0014-no-report-is-lost.md)).

LOG Helpdesk takes its reports by mail, from the same mail server, and what came of them is told by
[the simulator](../adapters/log-helpdesk/README.md#the-simulator) of its intake rules. It cannot be asked and, with `honours_keys = false`, is sent nothing twice. So the
program also does what [a person](operations.md#a-letter-to-the-helpdesk-that-came-back) has to (*by hand*): it looks there for each report
in doubt, enters what is not there and what came back, and settles it. Each report has to be one ticket in the queue of its category.
"""  # noqa: E501
_BYTES = """\
## Nothing of a person is left

`./dev nox -s bytes`. Data made up for the test stand in every personal field, in the words, in file names, in the EXIF, XMP and comments of photos, and
in words that look like headers of mail. Reports are registered and delivered while every logger writes all it can; a worker is
made to crash with a letter in its hands where core dumps are allowed. One consent is withdrawn, then the term passes. Looked through is every file
of the office but its settings, in every encoding that `PersonalDataCanary` knows; counted are traces, a datum in one encoding in one file each.
Encrypted, which is the default, no datum can be found at any time; then the keys of the months are searched for as well.

**The disk itself** (`tests/promises/test_disk_image.py`): the database, its files and keys lie on an ext4 file system in a loop-mounted file. 32 people with a file each are registered, seven
withdraw, the term passes; then the whole raw image is searched, free blocks and journal included: 0 people, and the month's key is not there either. The same without encryption finds people there.

**What no program can do.** Overwriting a key in place is as sure as the file system and the disk under it: a flash disk may keep the old block until it wears it out or trims it; a file system that copies on write (btrfs, ZFS), a snapshot of a volume or a machine,
and a copy of the key folder that nobody cleans keep the key, and with it what it opens. Until the term the key is there: whoever has disk and key folder reads what withdrawn data left in free blocks; the keys of
files that were destroyed are overwritten at once. What lay in the clear before encryption stays in free blocks until they are written over ([how](operations.md#the-keys)).
"""  # noqa: E501
_WAL = """\
What of PostgreSQL's write-ahead log is ours: the server is the tests' own, with `wal_recycle = off`, and its role may switch and
checkpoint, as [the adapter](../adapters/sql/README.md#postgresql-what-the-operator-has-to-do) asks; then the log is clean as soon as the act
returns. Archives, replicas, dumps and snapshots are the operator's. Not looked through: mailboxes and the helpdesk, which get a notice to erase
([I15](interpretations/0015-who-receives-personal-data.md)), and the memory of running processes.
"""  # noqa: E501
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
_NOTES = """\
¹ In a second database, filled in the same way: the search has to find there what such an update leaves.
² Of the one who withdrew; the data of the others are there until their term.
³ PostgreSQL's default logging, and every statement besides (`log_min_duration_statement = 0`). PostgreSQL logs the values of such statements, too, unless
told otherwise: they are found in the second database, whose server was told nothing. In the first, `log_parameter_max_length = 0`, as
[the commands](operations.md#three-machines) for operators have it; `lckm verify` tells when it is missing.
"""  # noqa: E501
_RATES = """\
## How much, how fast

`./dev nox -s load`. Rates are taken beside what one would write instead, in one run, by the clock on the wall: waiting for the disk is most of
it. The ratio is what to look at.
"""  # noqa: E501
_HOSTILE = """\
## Hostile input

`./dev nox -s hostile`. Good forms, bounces and answers are changed at random and taken all the way: a form is registered, delivered and composed
as a mail, whose head has to be the office's; a bounce lies in a maildir beside a good one, which must be read; answers come where Request
Tracker's and a mail server's should, and nothing may be called sent or filed that is not. A case has a second of processor time; no process may hold
more than 300 MB.
"""  # noqa: E501


_SHORT_OF = """\
## What falls short, and why

- **The worker's clock on PostgreSQL** is the server's as the worker reckons it, which it asks every ten seconds. It may be behind by as long as that answer was under way: the table above says by how
  much at most, on a machine with far more to do than it can. So the moment at which a delivery was noted may be told a little too early; the order is judged by the server's
  own moments of commit, and no letter went out after it was noted as sent. An earlier run on this page compared the two clocks instead, and 19 letters of 20,000 seemed late.
- **The desk's process** holds 116 MB (124 with PostgreSQL) before the table of a million reports is asked for, and at most 1 more while it is sent; 100 are wanted in all. What it holds are its libraries and pages. Once it has begun it holds 87 MB: SQLAlchemy 15, the core 13,
  cryptography 7, the desk's own modules 6, Python and its library the rest; a desk of a real city needs each of them. Templates, and the engine of schemas with which a procedure is checked (7 MB), come with the first pages. 28 MB of all are files
  that the processes of a machine share.
- **Registering** (0.40 of the peer wanted; 0.27 on SQLite and 0.34 on PostgreSQL reached, where an earlier machine gave 0.46 and 0.53). On SQLite it syncs two files instead of one, the report's and that of
  the month in which its personal part expires; on both it makes four rows, each with its digest, the entry of the trail chained to the one before, where the peer makes one: 0.7 ms of processor time. That machine's disk took twice as long to
  sync, so that the rest weighed half as much; ours registers more a second here than it did there, and the peer twice as many.
- **Claims settled in batches** (0.20 wanted, 0.01 reached). The peer settles a hundred by one commit. A sender cannot: each outcome has to be on the disk before the next
  letter goes, or a crash would send a hundred again. Beside a loop that settles one by one, as a sender does, it is 0.15 (0.20 wanted, 0.27 on the slower disk): each settling adds to the trail, whose entries
  follow one another, so two workers wait there in turn, which a bare table has not. It is 895 a second; a mail server takes 40 to 950.
- **The term of a million reports on PostgreSQL** (100 ms wanted, 96 here, 164 beside the other benchmarks of the same hour). Dropping the tables takes 22 to 46 ms; the rest is the file system freeing 450 MB and the checkpoint that makes
  the write-ahead log let go of them. Neither may come after the act returns, for then bytes of a person would be left.
"""  # noqa: E501


def page() -> str:
    """Return the page."""
    parts = [
        _HEAD,
        *_chaos(),
        *_bytes(),
        *_published(),
        *_load(),
        *_hostile(),
        *_web(),
        *_desk(),
        _SHORT_OF,
        "## Measured on\n",
        *_machines(),
    ]
    return "\n".join(parts) + "\n"


def _chaos() -> Iterator[str]:
    yield _CHAOS
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
    yield _BYTES
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
    yield _NOTES
    yield _WAL


def _published() -> Iterator[str]:
    yield from publishing()
    runs = zip(NAMES, DATABASES.values(), strict=True)
    yield from _faults({database: one for name, database in runs if (one := result(name))})


def _load() -> Iterator[str]:
    yield _RATES
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
                ""
                f"nothing; {told['MB after a tenth']} MB after a tenth of them, "
                f"{told['MB at the end']} MB at the end.\n"
            )


def _hostile() -> Iterator[str]:
    yield _HOSTILE
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
