"""An export that comes late shows nothing that was withdrawn meanwhile: not in BIP, not on the
portal, not in the search, not in the data.
"""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import attrs
import pytest

from lckm_bip import BipAdapter
from lckm_core import (
    Audience,
    ContactCentre,
    Role,
    build,
)
from lckm_core.ports import EditionChange
from lckm_documents.folder_adapter import DocumentsAdapter
from lckm_linked_data import LinkedDataExporter
from lckm_search import SearchAdapter
from lckm_sql import SqlAdapter
from lckm_testing import FakeClock
from lckm_testing.contracts.base import Meanwhile
from lckm_testing.contracts.exports import edition_of
from lckm_testing.knowledge_base import knowledge_base

NOON = datetime(2026, 11, 25, 11, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 25, 23, tzinfo=UTC)
STAYS, GOES = (attrs.evolve(one, related=()) for one in knowledge_base(2))
WHO = {"role": Role.MONITORING_STAFF, "by": "Ewa Pokazowa"}
PLACES = ("site", "search", "linked-data")
WHILE_IT_IS_STOPPED = 1.0
"""Seconds, in which another export is done with when nothing holds it up."""


def office(folder: Path) -> ContactCentre:
    """Return a centre with every place that there is, each in its own folder."""
    # Of our own, the forms of eighty thousand words go into each index.
    synonyms = folder / "synonyms.yaml"
    synonyms.write_text("- {said: [wymiana], means: [wydanie]}\n", encoding="utf-8")
    return ContactCentre(
        build(
            SqlAdapter(url=f"sqlite:///{folder}/base.sqlite"),
            DocumentsAdapter(root=str(folder / "files")),
            BipAdapter(target=str(folder / "site")),
            SearchAdapter(
                index=str(folder / "search"), analyser="snowball", synonyms=str(synonyms)
            ),
            LinkedDataExporter(
                target=str(folder / "data"), base="https://dane.lodz.example", publisher="Urząd"
            ),
        )
    )


def shown(folder: Path, centre: ContactCentre) -> dict[str, set[str]]:
    """Return which of the two each place shows."""
    sites = {face: folder / "site/current" / face for face in ("bip", "portal")}
    data = (folder / "data/procedury.ttl").read_text(encoding="utf-8")
    found = {
        face: {one.id for one in (STAYS, GOES) if (site / f"{one.id}.html").exists()}
        for face, site in sites.items()
    }
    for audience in (Audience.PORTAL, Audience.CALL_CENTRE):
        hits = (centre.find(one.id, audience=audience) for one in (STAYS, GOES))
        found[f"search of {audience.value}"] = {hit.id for some in hits for hit in some}
    found["data of all"] = {one.id for one in (STAYS, GOES) if one.id in data}
    found["data of each"] = {path.stem for path in (folder / "data/procedury").iterdir()}
    return found


LONG = pytest.mark.slow(
    reason="starts a process; an export that stands still at the first place stands for it",
    weekly=True,
)


@pytest.mark.parametrize(
    "reading",
    [pytest.param(at, id=name, marks=[LONG] if at else []) for at, name in enumerate(PLACES)],
)
def test_what_was_withdrawn_while_another_export_stood_still_is_shown_nowhere(
    tmp_path: Path, reading: int
) -> None:
    """It stands still when it has read what to show, for the first of the places, the second,
    the third.
    """
    centre = office(tmp_path)
    assert tuple(one.name for one in centre.plugins.exporters) == PLACES
    centre.plugins.procedures.save([EditionChange(edition_of(one)) for one in (STAYS, GOES)])
    late = subprocess.Popen([sys.executable, __file__, str(tmp_path), str(reading)])
    _, status = os.waitpid(late.pid, os.WUNTRACED)
    try:
        assert os.WIFSTOPPED(status), "it reads once for each place"
        centre.withdraw(GOES.id, now=NOON, **WHO)
        done = []
        other = Thread(target=lambda: done.extend(centre.export(clock=FakeClock(NOON))))
        other.start()
        other.join(WHILE_IT_IS_STOPPED)
    finally:
        late.send_signal(signal.SIGCONT)
    other.join()
    assert late.wait() == 0
    assert [(one.name, one.count, one.failed) for one in done] == [
        (name, 1, None) for name in PLACES
    ]
    found = shown(tmp_path, centre)
    assert found == {place: {STAYS.id} for place in found}


@pytest.mark.slow(
    reason="a long wait; the tests of commands of lckm-bip and lckm-linked-data have a shorter one",
    weekly=True,
)
def test_an_export_that_waits_past_midnight_shows_the_new_day(tmp_path: Path) -> None:
    """It began on the last day of a procedure, and waits for one that reads on that day still."""
    centre, clock = office(tmp_path), FakeClock(MIDNIGHT - timedelta(minutes=1))
    last_day = attrs.evolve(
        edition_of(GOES), procedure=attrs.evolve(GOES, internal=False, valid_to=NOON.date())
    )
    centre.plugins.procedures.save([EditionChange(one) for one in (edition_of(STAYS), last_day)])
    waiting = Meanwhile(lambda: centre.export(clock=clock))

    def at_midnight() -> datetime:
        read = clock()
        waiting()
        clock.set(MIDNIGHT)
        return read

    # Only the first place is read before midnight: whoever comes to a later one first, it is past.
    counts = [one.count for one in centre.export(clock=at_midnight)]
    assert counts == [2] + [1] * (len(PLACES) - 1)
    assert [(one.count, one.failed) for one in waiting.result()] == [(1, None)] * len(PLACES)
    found = shown(tmp_path, centre)
    assert found == {place: {STAYS.id} for place in found}


def _export_and_stop_after(folder: Path, reading: int) -> int:
    """Export, and stand still when the store has been read so many times before and once more,
    until somebody says to go on.
    """
    left, real = reading, ContactCentre.publication

    def publication(self: ContactCentre, *given, **named):
        nonlocal left
        found = real(self, *given, **named)
        if left == 0:
            os.kill(os.getpid(), signal.SIGSTOP)
        left -= 1
        return found

    ContactCentre.publication = publication
    return int(any(one.failed for one in office(folder).export(clock=FakeClock(NOON))))


if __name__ == "__main__":
    sys.exit(_export_and_stop_after(Path(sys.argv[1]), int(sys.argv[2])))
