"""Every list of the API is as long as was asked for, and goes on behind the last of a page."""

from datetime import date

import attrs
import pytest
from api_city import City, read_sample, sqlite_city

from lckm_core.ports import EditionChange
from lckm_core.procedures import Procedure
from lckm_core.publication import Edition, State

LISTS = {"/procedures": None, "/reports": "reader"}
COUNT = 5


@pytest.fixture(scope="module")
def city():
    made = City()
    text = attrs.evolve(read_sample("procedures/KA-01238.yaml", Procedure), related=())
    for number in range(COUNT):
        made.sent(f"a-{number}")
        made.wait(minutes=1)
        edition = Edition(
            procedure=attrs.evolve(text, id=f"KA-0000{number}"),
            state=State.PUBLISHED,
            published_by="Ewa Pokazowa",
            published_on=date(2026, 12, 1),
        )
        made.memory.procedures.save([EditionChange(edition)])
    return made


@pytest.mark.parametrize("limit", [1, 2, COUNT, COUNT + 1])
@pytest.mark.parametrize("path", LISTS)
def test_pages_are_as_long_as_asked_for_and_leave_nothing_out(city, path, limit):
    who, name = LISTS[path], path[1:]
    whole = city.ask("GET", path, who).json()[name]
    assert len(whole) == COUNT
    pages, address = [], f"{path}?limit={limit}"
    while address:
        page = city.ask("GET", address, who).json()
        pages.append(page[name])
        address = page["next"] and f"{path}?limit={limit}&after={page['next']}"
    assert [row for page in pages for row in page] == whole
    assert [len(page) for page in pages[:-1]] == [limit] * (len(pages) - 1)
    assert 0 < len(pages[-1]) <= limit


@pytest.mark.parametrize("limit", [1, 2])
def test_the_trail_is_read_as_far_as_was_asked_for(tmp_path, limit):
    city = sqlite_city(tmp_path)
    for number in range(COUNT):
        city.sent(f"a-{number}")
    page = city.ask("GET", f"/events?limit={limit}", "operator").json()
    assert len(page["events"]) == limit
    following = city.ask("GET", f"/events?limit={limit}&after={page['next']}", "operator").json()
    assert following["events"][0]["id"] == page["events"][-1]["id"] + 1
