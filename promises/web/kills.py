"""Forms sent while the processes that serve and deliver are killed."""

import asyncio
import random
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from lckm_cli.settings import read_settings
from lckm_core import ContactCentre
from lckm_core.ports.optional import FileInventory, offered
from lckm_operations.orphan_files import destroy_orphan_files
from promises.figures import Result
from promises.web.residents import Resident, Sent, different_residents
from promises.web.site import NO_RATES, Site

_AT_ONCE = 6
_DAY = timedelta(days=1)
_TERM = timedelta(days=250)
_DELIVERING = 180.0


def kills(asked: Any, folder: Path, result: Result) -> None:
    """Send the forms, kill, and hold against each other what is there in the end."""
    site = Site(folder, asked.database, rates=NO_RATES)
    residents = different_residents(asked.seed, asked.forms)
    site.start(delivers=True)
    try:
        sent, killed = asyncio.run(_sent_amid_kills(asked, site, residents))
        result.figures["kills"] = killed
        result.figures["lost answers, repeated"] = sum(one.lost for one in sent)
        centre = read_settings(site.settings).centre()
        _wait_for_delivery(centre, sent, result)
        leaving = _every_other(sent)
        asyncio.run(_withdraw(site, leaving))
        site.stop()
        _judge(site, centre, sent, leaving, result)
        _judge_files(centre, sent, leaving, result)
        _judge_bytes(site, centre, sent, leaving, result)
    finally:
        site.stop()
        site.stop_database()


async def _sent_amid_kills(
    asked: Any, site: Site, residents: Sequence[Resident]
) -> tuple[list[Sent], dict[str, int]]:
    waiting, sent = list(reversed(residents)), list[Sent]()

    async def send() -> None:
        while waiting:
            sent.append(await waiting.pop().send(site.port))

    killing = asyncio.create_task(_kill(asked, site, len(residents), sent))
    await asyncio.gather(*(send() for _ in range(_AT_ONCE)))
    return sent, await killing


async def _kill(asked: Any, site: Site, count: int, sent: Sequence[Sent]) -> dict[str, int]:
    """Kill at instants drawn beforehand, each a share of the work."""
    chance = random.Random(asked.seed)
    counts = {"server worker killed": 0, "delivery worker killed": 0}
    for instant in sorted(chance.uniform(0, 0.95) for _ in range(asked.kills)):
        while len(sent) < instant * count:
            await asyncio.sleep(0.01)
        await asyncio.sleep(chance.uniform(0, 0.3))
        if chance.random() < 0.75:
            # One that starts is no worker yet; so that there is one to kill, wait for it.
            while not (running := site.server_workers()):
                await asyncio.sleep(0.05)
            site.kill_server_worker(chance.choice(running))
            counts["server worker killed"] += 1
        else:
            await asyncio.to_thread(site.kill_worker)
            counts["delivery worker killed"] += 1
    return counts


def _every_other(sent: Sequence[Sent]) -> list[Sent]:
    """Return half of the reports, and half of those with files, in whatever order they came."""
    return sorted(sent, key=lambda one: (not one.resident.files, one.resident.count))[::2]


async def _withdraw(site: Site, leaving: Sequence[Sent]) -> None:
    waiting = list(leaving)

    async def withdraw() -> None:
        while waiting:
            one = waiting.pop()
            await one.resident.withdraw(site.port, one)

    await asyncio.gather(*(withdraw() for _ in range(_AT_ONCE)))


def _wait_for_delivery(centre: ContactCentre, sent: Sequence[Sent], result: Result) -> None:
    store: Any = centre.plugins.reports
    until = time.monotonic() + _DELIVERING
    waiting = [one.number for one in sent]
    while waiting and time.monotonic() < until:
        waiting = [number for number in waiting if not _is_final(store, number)]
        time.sleep(0.2)
    result.figures["delivered"] = len(sent) - len(waiting)
    result.faults += [f"stuck: {number}" for number in waiting]


def _is_final(store: Any, number: str) -> bool:
    dispatch = store.dispatch(number)
    return dispatch is not None and dispatch.is_final


def _judge(
    site: Site,
    centre: ContactCentre,
    sent: Sequence[Sent],
    leaving: Sequence[Sent],
    result: Result,
) -> None:
    """Hold what residents were told against what the store has."""
    store: Any = centre.plugins.reports
    numbers = site.numbers()
    marks = [store.get(number).description for number in numbers]
    lost = [one for one in sent if one.resident.mark not in (_text(store, one.number) or "")]
    doubled = [one for one in sent if sum(one.resident.mark in text for text in marks) > 1]
    result.figures |= {"acknowledged": len(sent), "registered": len(numbers)}
    result.figures |= {"lost": len(lost), "doubled": len(doubled), "withdrawn": len(leaving)}
    result.faults += [f"lost: {one.number}" for one in lost]
    result.faults += [f"doubled: {one.number}" for one in doubled]
    if len(numbers) != len(sent):
        result.faults.append(f"{len(numbers)} registered, {len(sent)} acknowledged")


def _text(store: Any, number: str) -> str | None:
    report = store.get(number)
    return None if report is None else str(report.description)


def _judge_files(
    centre: ContactCentre, sent: Sequence[Sent], leaving: Sequence[Sent], result: Result
) -> None:
    """See that each report has its files, and no file is left that no report has."""
    store: Any = centre.plugins.reports
    (files,) = centre.plugins.attachments
    later = datetime.now(UTC) + _DAY
    result.figures["files of no report before the sweep"] = destroy_orphan_files(centre, later)
    result.figures["drafts that ended, swept"] = centre.plugins.drafts.sweep(now=later)
    left = {one.number for one in leaving}
    wanted = set()
    for one in sent:
        if one.number not in left:
            found = [each.reference for each in store.get(one.number).attachments]
            wanted |= set(found)
            if len(found) != len(one.resident.files):
                result.faults.append(f"{one.number} has {len(found)} files")
    inventory = offered(files, FileInventory, "references")
    assert inventory is not None
    there = set(inventory.references(kept_before=later))
    result.figures |= {
        "files of reports": len(wanted),
        "files missing": len(wanted - there),
        "files of no report after the sweep": len(there - wanted),
    }
    result.faults += [f"a file is missing: {one}" for one in sorted(wanted - there)]
    result.faults += [f"a file of no report: {one}" for one in sorted(there - wanted)]


def _judge_bytes(
    site: Site,
    centre: ContactCentre,
    sent: Sequence[Sent],
    leaving: Sequence[Sent],
    result: Result,
) -> None:
    """Search every byte for what tells who somebody is: after withdrawal, and after the term."""
    left = {one.number for one in leaving}
    staying = [one for one in sent if one.number not in left]
    if staying and not _found(site, staying):
        result.faults.append("the search does not find what is there")
    result.figures["bytes found after withdrawal"] = gone = _found(site, leaving)
    now = datetime.now(UTC) + _TERM
    centre.anonymise_due(now=now)
    centre.destroy_files(now=now)
    centre.plugins.drafts.sweep(now=now)
    result.figures["bytes found after the term"] = rest = _found(site, sent)
    if gone or rest:
        result.faults.append(f"{gone} found after withdrawal, {rest} after the term")


def _found(site: Site, those: Sequence[Sent]) -> int:
    data = site.own_bytes()
    return sum(data.count(needle) for one in those for needle in one.resident.needles)
