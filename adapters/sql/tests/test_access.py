"""Personal data are read once the trail says who does, also when the process dies between."""

import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context

import pytest

from lckm_core import ContactCentre, Role, build
from lckm_core.memory import MemoryAdapter
from lckm_core.ports import AccessPurpose, EventVerb, provide
from lckm_sql import SqlAdapter, StoreUnavailableError
from lckm_testing.contracts import samples
from tests.helpers.access_lines import access_lines, break_trail
from tests.helpers.tiers import examples

NOON = datetime(2026, 3, 4, 11, 0, tzinfo=UTC)
FORM = {
    "description": "Drzewo się chwieje.",
    "category": "drzewo",
    "reporter": {"name": "Idalia Latarnia"},
}
READER = {"role": Role.CALL_CENTRE_STAFF, "by": "Anna Nowak", "purpose": AccessPurpose.CALL_BACK}


def filled(url):
    sql = SqlAdapter(url=url)
    centre = ContactCentre(build(sql, provide(routes=MemoryAdapter(table=samples.TABLE))))
    centre.register(FORM, number="ZG-1", now=NOON, terms_version="1")
    return centre, sql


def test_a_reading_is_one_line_though_the_trail_hears_of_it_as_well(tmp_path):
    centre, sql = filled(f"sqlite:///{tmp_path}/reports.sqlite")
    for _ in range(2):
        assert centre.read_personal("ZG-1", now=NOON, **READER) is not None
    assert len(access_lines(sql.trail)) == 2


def test_a_trail_that_cannot_take_the_line_shows_nothing(tmp_path):
    centre, sql = filled(f"sqlite:///{tmp_path}/reports.sqlite")
    break_trail(sql.trail)
    with pytest.raises(StoreUnavailableError):
        centre.read_personal("ZG-1", now=NOON, **READER)


def _read_and_die(url, at, pipe):
    """Read once, and die: at even counts between the line and the data, else with them shown."""
    sql = SqlAdapter(url=url)
    get = sql.reports.get

    def dying(number):
        if at % 2 == 0:
            os._exit(9)
        return get(number)

    sql.reports.get = dying
    centre = ContactCentre(build(sql))
    part = centre.read_personal("ZG-1", now=NOON + timedelta(seconds=at), **READER)
    pipe.send(part.reporter.name)
    os._exit(9)


def test_each_reading_has_its_line_though_the_process_dies(tmp_path):
    count = 2 * examples(20)
    url = f"sqlite:///{tmp_path}/reports.sqlite"
    _, sql = filled(url)
    sql.close()
    shown = []
    context = get_context("fork")
    for at in range(count):
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_read_and_die, args=(url, at, sender))
        process.start()
        sender.close()
        process.join(60)
        assert process.exitcode == 9
        with suppress(EOFError):
            shown.append(receiver.recv())
        receiver.close()
    trail = SqlAdapter(url=url).trail
    lines = [one.event for one in trail.audit() if one.event.verb == EventVerb.READ_PERSONAL]
    assert [one.at for one in lines] == [NOON + timedelta(seconds=at) for at in range(count)]
    assert {(one.by, one.outcome) for one in lines} == {("Anna Nowak", "call back")}
    assert shown == ["Idalia Latarnia"] * (count // 2)
