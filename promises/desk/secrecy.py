"""Each reading of personal data has a line in the trail first, or shows nothing.

Also while the process that shows them is killed; where the trail cannot be written to, nothing
is shown.
"""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

import attrs

from lckm_cli.settings import read_settings
from lckm_core import ContactCentre
from lckm_core.ports import AccessPurpose, EventVerb
from lckm_core.ports.optional import AuditTrail, FileKeeping, offered
from lckm_core.reports import file_reference
from lckm_demo.live.staff import STAFF
from lckm_testing import PersonalDataCanary
from promises.desk.server import serve
from promises.desk.site import CLERKS, DATABASES, DESK, desk_site, signed_in, whole_answer
from promises.figures import Result
from promises.processes import Running
from promises.rows import Row, at_least, at_most
from promises.web.browser import FORM
from promises.web.site import Site

Lines = Counter[tuple[str, str]]
"""How many lines the trail has, by who read and what."""
_REPORTS = 6
_JPEG = b"\xff\xd8\xff\xe0"
_READING = (EventVerb.READ_PERSONAL, EventVerb.READ_FILE)
_NAMES = {one.login: one.name for one in STAFF}
_PURPOSES = tuple(AccessPurpose)
# Kills fall into all of the time that a reading takes, and a little beyond.
_BEYOND = 1.2
_MOST_BEFORE = 4
"""How many answers come between a start and the kill, at most."""


@attrs.frozen
class Datum:
    """What is personal of a report: how it is asked for, and a word that it alone holds."""

    subject: str
    path: str
    number: str
    word: bytes

    def request(self, port: int, headers: dict[str, str], purpose: AccessPurpose) -> bytes:
        """Return the bytes that ask for it."""
        fields = {"numer": self.number, "cel": purpose.value, "plik": self.subject}
        body = urlencode(fields).encode()
        lines = {
            "Host": f"127.0.0.1:{port}",
            **headers,
            "Sec-Fetch-Site": "same-origin",
            "Content-Type": FORM,
            "Content-Length": str(len(body)),
            "Connection": "close",
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        return f"POST {DESK}{self.path} HTTP/1.1\r\n{head}\r\n".encode() + body


@attrs.define
class Clerk:
    """Somebody who reads, and what they were shown."""

    name: str
    port: int
    headers: dict[str, str]
    chance: random.Random
    shown: Lines = attrs.field(factory=Counter)
    statuses: Counter[str] = attrs.field(factory=Counter)
    times: list[float] = attrs.field(factory=list)

    async def read(self, data: Sequence[Datum]) -> bytes:
        """Ask for one of the data, count it where any byte tells it, and return the answer."""
        datum, began = self.chance.choice(data), time.monotonic()
        request = datum.request(self.port, self.headers, self.chance.choice(_PURPOSES))
        answer = await whole_answer(self.port, request)
        self.statuses[answer[9:12].decode() or "lost"] += 1
        if datum.word in answer:
            self.shown[self.name, datum.subject] += 1
            self.times.append(time.monotonic() - began)
        return answer


def secrecy(asked: Any, folder: Path, result: Result) -> None:
    """Read again and again, and hold what was shown against the trail."""
    log = "promises.desk.broken:SilentLog" if asked.broken else ""
    site = desk_site(folder, asked.database, workers=1, log=log)
    server = Running("server", "desk", site.logs / "serve.log", serve, site.settings)
    site.database.start()
    try:
        centre = read_settings(site.settings).centre()
        data = registered(centre, asked.seed)
        server.start()
        site.wait()
        result.figures["rows"] = asyncio.run(_rows(asked, site, server, centre, data, result))
    finally:
        server.kill()
        site.stop_database()


def registered(centre: ContactCentre, seed: int) -> list[Datum]:
    """Register reports, each with personal data and a file; return what is personal of them."""
    data, now = [], datetime.now(UTC)
    files = offered(centre.plugins.attachments[0], FileKeeping, "keep")
    assert files is not None
    for at in range(_REPORTS):
        canary, number = PersonalDataCanary(f"{seed} {at}"), f"ŁCKM/{now.year}/{at + 1:06}"
        words = [canary.email.partition("@")[0].encode(), canary.email.partition("@")[2].encode()]
        reference, content = file_reference(number, 1), _JPEG + words[1]
        files.keep(reference, content, now=now)
        form = {
            "description": f"Latarnia nie świeci. {canary.description()}",
            "category": "oswietlenie",
            "reporter": {"name": canary.name, "email": canary.email},
            "attachments": [{"name": "zdjecie.jpg", "size": len(content)}],
        }
        centre.register(form, number=number, now=now, heads=[content])
        data.append(Datum(number, "/zgloszenie/dane", number, words[0]))
        data.append(Datum(reference, "/zgloszenie/plik", number, words[1]))
    return data


async def _rows(
    asked: Any,
    site: Site,
    server: Running,
    centre: ContactCentre,
    data: Sequence[Datum],
    result: Result,
) -> list[Row]:
    clerks = [await _clerk(site.port, login) for login in CLERKS]
    share = asked.readings // len(clerks)
    count, name = share * len(clerks), DATABASES[asked.database]
    with_line = await _judge_calm(clerks, centre, data, share, result)
    unwritten = await _judge_kills(asked, site, server, clerks, data, centre, result)
    leaked = await _judge_no_trail(site, clerks, data, share, result)
    return [
        at_least(f"readings of {count:,} with a line before them, {name}", with_line, count, ""),
        at_most(f"shown without a line amid {asked.kills} kills, {name}", unwritten, 0, ""),
        at_most(f"shown of {count:,} while the trail is away, {name}", leaked, 0, ""),
    ]


async def _clerk(port: int, login: str) -> Clerk:
    return Clerk(_NAMES[login], port, await signed_in(port, login), random.Random(login))


async def _read(clerks: Sequence[Clerk], data: Sequence[Datum], count: int) -> None:
    """Have each of them read so many times."""

    async def read(clerk: Clerk) -> None:
        for _ in range(count):
            await clerk.read(data)

    await asyncio.gather(*(read(clerk) for clerk in clerks))


async def _judge_calm(
    clerks: Sequence[Clerk],
    centre: ContactCentre,
    data: Sequence[Datum],
    share: int,
    result: Result,
) -> int:
    """Return how many readings had a line of their own by the time the answer was there."""
    with_line = 0
    for _ in range(share):
        await _read(clerks, data, 1)
        shown, written = shown_by(clerks), lines_of_readings(centre)
        with_line = (shown & written).total()
        result.faults += faults_of(shown, written, exact=True)
    if shown_by(clerks).total() != share * len(clerks):
        result.faults.append("some readings were refused")
    return with_line


async def _judge_kills(
    asked: Any,
    site: Site,
    server: Running,
    clerks: Sequence[Clerk],
    data: Sequence[Datum],
    centre: ContactCentre,
    result: Result,
) -> int:
    """Return how often data were shown amid kills of which the trail has no line."""
    chance, calm = random.Random(asked.seed), shown_by(clerks).total()
    times = [one for clerk in clerks for one in clerk.times]
    longest = _BEYOND * (median(times) if times else 0.1)
    unwritten: Lines = Counter()
    for _ in range(asked.kills):
        await _kill_amid(server, clerks, data, chance, longest)
        # Nobody serves now, so what is written down was so before the next start.
        shown, written = shown_by(clerks), lines_of_readings(centre)
        unwritten |= shown - written
        await asyncio.to_thread(server.start)
        await asyncio.to_thread(site.wait)
    result.faults += faults_of(unwritten, Counter())
    result.figures |= {
        "kills": asked.kills,
        "shown amid the kills": shown_by(clerks).total() - calm,
        "written down and not shown, as the process was killed between": (
            lines_of_readings(centre) - shown_by(clerks)
        ).total(),
    }
    return unwritten.total()


async def _judge_no_trail(
    site: Site, clerks: Sequence[Clerk], data: Sequence[Datum], share: int, result: Result
) -> int:
    """Return how often data were shown while no line can be written."""
    before = shown_by(clerks).total()
    for clerk in clerks:
        clerk.statuses.clear()
    with no_trail(site):
        await _read(clerks, data, share)
    leaked = shown_by(clerks).total() - before
    statuses = sum((clerk.statuses for clerk in clerks), Counter[str]())
    if leaked:
        result.faults.append(f"{leaked} readings were shown while the trail was away")
    if set(statuses) != {"503"}:
        result.faults.append(f"answers while the trail was away: {dict(statuses)}")
    await _read(clerks, data, 1)
    if shown_by(clerks).total() != before + leaked + len(clerks):
        result.faults.append("the search does not find what is there")
    return leaked


async def _kill_amid(
    server: Running,
    clerks: Sequence[Clerk],
    data: Sequence[Datum],
    chance: random.Random,
    longest: float,
) -> None:
    """Kill the process after some readings, amid one, and return when nothing more can come."""
    answers = 0

    async def go_on(clerk: Clerk) -> None:
        nonlocal answers
        while await clerk.read(data):
            answers += 1

    reading = [asyncio.create_task(go_on(clerk)) for clerk in clerks]
    least = chance.randint(1, _MOST_BEFORE)
    while answers < least:
        await asyncio.sleep(0.001)
    await asyncio.sleep(chance.uniform(0, longest))
    await asyncio.to_thread(server.kill)
    await asyncio.gather(*reading)


def shown_by(clerks: Sequence[Clerk]) -> Lines:
    """Return what all of them were shown."""
    return sum((clerk.shown for clerk in clerks), Counter())


def lines_of_readings(centre: ContactCentre) -> Lines:
    """Return the readings that the trail has."""
    found: Lines = Counter()
    (trail,) = (
        trail
        for listener in centre.plugins.listeners
        if (trail := offered(listener, AuditTrail, "audit")) is not None
    )
    after = 0
    while entries := trail.audit(after=after):
        after = entries[-1].id
        events = [entry.event for entry in entries if entry.event.verb in _READING]
        found.update((event.by or "", event.subject) for event in events)
    return found


def faults_of(shown: Lines, written: Lines, *, exact: bool = False) -> list[str]:
    """Return where more was shown than is written down; with *exact*, less as well."""
    faults = [f"{n} shown without a line to {who}" for (who, _), n in (shown - written).items()]
    if exact:
        more = (written - shown).items()
        faults += [f"{n} lines more than were shown to {who}" for (who, _), n in more]
    return faults


@contextmanager
def no_trail(site: Site) -> Iterator[None]:
    """Have the trail take no line within the block."""
    site.execute("ALTER TABLE audit_end RENAME TO audit_end_away")
    try:
        yield
    finally:
        site.execute("ALTER TABLE audit_end_away RENAME TO audit_end")
