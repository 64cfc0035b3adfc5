"""What a newer program wrote, or a hand: a list shows the others and names it, one alone is
refused by its name, and no worker loops.
"""

import json
from collections.abc import Callable
from datetime import timedelta

import attrs
import pytest
from sqlalchemy import select, update

from lckm_core.delivery import DISPATCH_LIMITS
from lckm_core.search_words import SearchWords
from lckm_sql import SqlAdapter, UnreadableRowError
from lckm_sql.partitions import live_partitions
from lckm_sql.tables import dispatches, reports, requests
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples
from tests.helpers.postgres import on_either

NOON = samples.NOON
SECRET = "Kowalska"


@pytest.fixture
def store(adapter: SqlAdapter) -> SqlAdapter:
    """Five reports; the deliveries of A and C cannot be read, nor can the report D."""
    for number in "ABCDE":
        adapter.reports.add(
            samples.full_report(PersonalDataCanary(number), number), samples.opened(number)
        )
    with adapter.database.writing() as connection:
        wrong = f'{{"of a later version": "{SECRET}"}}'
        connection.execute(
            update(dispatches).where(dispatches.c.id.in_(["A", "C"])).values(data=wrong)
        )
        connection.execute(update(reports).where(reports.c.number == "D").values(data=wrong))
    return adapter


@on_either()
def test_a_table_names_what_is_no_report(store: SqlAdapter) -> None:
    for data in ("{", "[]", "[1]", "{}", "null", '{"place": "x"}'):
        with store.database.writing() as connection:
            connection.execute(update(reports).where(reports.c.number == "D").values(data=data))
        listed = store.reports.list_reports(limit=9)
        named = ([one.number for one in listed], listed.unreadable)
        assert named == (["E", "B"], ("D", "C", "A")), data


@on_either()
def test_a_table_names_what_it_cannot_read(store: SqlAdapter) -> None:
    rows: tuple[dict[str, object], ...] = (
        {"kind": "of a later version"},
        {"channel": ["form"]},
        {"registered_at": 1},
        {"history": None},
        {"history": ["outcome"]},
        {"history": [{"kind": "of a later version"}]},
        {"history": [{"kind": "outcome", "outcome": "of a later version"}]},
    )
    for wrong in rows:
        with store.database.writing() as connection:
            sound = select(reports.c.data).where(reports.c.number == "E")
            data = json.dumps({**json.loads(connection.execute(sound).scalar_one()), **wrong})
            connection.execute(update(reports).where(reports.c.number == "D").values(data=data))
        listed = store.reports.list_reports(limit=9)
        named = ([one.number for one in listed], listed.unreadable)
        assert named == (["E", "B"], ("D", "C", "A")), wrong
        assert store.reports.find_reports(limit=9).unreadable == listed.unreadable, wrong


@on_either()
def test_a_search_names_what_may_have_the_words(store: SqlAdapter) -> None:
    """D has „later”, though in none of its texts; what stands in A and C is not plain."""
    (one,) = store.reports.find_reports(limit=1)
    expected = {one.report.description.split()[0]: ("EB", "CA"), "later": ("", "DCA")}
    for text, (found, named) in expected.items():
        page = store.reports.search_reports(SearchWords.of(text), limit=9)
        assert "".join(one.report.number for one in page.reports) == found
        assert "".join(getattr(page.reports, "unreadable", ())) == named
        assert (page.looked_at, page.before) == (5, None)


@on_either()
def test_a_list_shows_the_others_and_names_it(store: SqlAdapter) -> None:
    found = store.reports.search()
    assert ([one.report.number for one in found], found.unreadable) == (["B", "E"], ("A", "C", "D"))
    page = store.reports.search(limit=1)
    assert ([one.report.number for one in page], page.unreadable) == (["B"], ("A",))
    page = store.reports.search(limit=1, after="B")
    assert ([one.report.number for one in page], page.unreadable) == (["E"], ("C", "D"))
    waiting = store.reports.waiting()
    assert ([one.id for one in waiting], waiting.unreadable) == (["B", "D", "E"], ("A", "C"))


def test_one_alone_is_refused_by_its_name(store: SqlAdapter) -> None:
    for ask in (
        lambda: store.reports.dispatch("A"),
        lambda: store.reports.change("A", lambda kept: kept),
        lambda: store.reports.get("D"),
    ):
        with pytest.raises(UnreadableRowError) as refused:
            ask()
        assert refused.value.subject in "AD"
        assert (refused.value.__cause__, refused.value.__context__) == (None, None)
        assert SECRET not in refused.value.text("pl") + refused.value.text("en")


def test_nobody_waits_for_what_nobody_here_can_claim(store: SqlAdapter) -> None:
    """It has been due for ever, so a worker that asked when to look again would look at once,
    and again.
    """
    claimed = store.reports.claim(
        "w", now=NOON, lasting=samples.LASTING, limit=9, limits=DISPATCH_LIMITS
    )
    assert [one.id for one in claimed] == ["B", "D", "E"]
    due = store.reports.next_due()
    assert due is not None
    assert due > NOON
    with store.database.writing() as connection:
        connection.execute(
            update(dispatches).where(dispatches.c.id.in_(["B", "D", "E"])).values(data="{}")
        )
    assert store.reports.next_due() is None


def test_a_request_is_named_as_well(adapter: SqlAdapter) -> None:
    kept = [one for one in samples.requests() if one.closed_on is None]
    for request in kept:
        adapter.requests.add(request)
    first, *others = sorted(kept, key=lambda one: one.number)
    with adapter.database.writing() as connection:
        connection.execute(
            update(requests).where(requests.c.number == first.number).values(data=SECRET)
        )
    unmet = adapter.requests.unmet(limit=len(kept))
    assert (list(unmet), unmet.unreadable) == (others, (first.number,))
    asked: tuple[Callable[[], object], ...] = (
        lambda: adapter.requests.get(first.number),
        lambda: adapter.requests.replace(first, first),
    )
    for ask in asked:
        with pytest.raises(UnreadableRowError, match=first.number):
            ask()


@on_either()
def test_an_answer_that_cannot_be_read_is_named_and_keeps_no_other(adapter: SqlAdapter) -> None:
    asked = {"procedure": "KA-00001", "closed_on": NOON.date(), "answer": "Tak."}
    for number in "ABC":
        adapter.requests.add(attrs.evolve(samples.data_request(number), **asked))
    for data in ('{"procedure":"KA-00001"', "no JSON"):
        with adapter.database.writing() as connection:
            connection.execute(update(requests).where(requests.c.number == "B").values(data=data))
        found = adapter.requests.answered("KA-00001", limit=2)
        assert [request.number for request in found] == ["C", "A"], data
        assert found.unreadable == (("B",) if "KA" in data else ()), data


def test_a_personal_part_that_cannot_be_read_keeps_no_report_from_its_end(
    adapter: SqlAdapter,
) -> None:
    report = samples.full_report(PersonalDataCanary(), "Z")
    adapter.reports.add(report, samples.opened("Z"))
    with adapter._partitions.erasing(lambda _: ()) as connection:
        (partition,) = live_partitions(connection)
        adapter._partitions.replace(connection, partition, "Z", b'{"personal": 7}')
    found = adapter.reports.get("Z")
    assert found is not None
    assert (found.personal, found.description) == (None, report.description)


def test_a_naive_moment_erases_nothing(adapter: SqlAdapter) -> None:
    report = samples.full_report(PersonalDataCanary(), "Z")
    adapter.reports.add(report, samples.opened("Z"))
    naive = (NOON + timedelta(days=300)).replace(tzinfo=None)
    with pytest.raises(ValueError, match="naive"):
        adapter.reports.erase("Z", now=naive)
    with pytest.raises(ValueError, match="naive"):
        adapter.reports.erase_due(now=naive)
    assert adapter.reports.get("Z") == report
