"""Programs that send again and again, and the resident who sends once meanwhile."""

from itertools import count

import pytest
from resident_site import site as make_site

from lckm_http import Rate
from tests.helpers.announced_length import LENGTHS, refused_unread
from tests.helpers.tiers import examples

# Hidden from people; programs fill it in.
TRAP = "website"


def ready(site, network="203.0.113.7", **values):
    """Return a visitor of a network whose report is ready to be sent."""
    visitor = site.visitor(client=(network, 5000))
    return visitor.to_check(**values)


def times_registered(visitors, clock, *, posts, seconds):
    """Send so many reports by turns, spread over some seconds; return how many are taken."""
    taken = 0
    for at in range(posts):
        clock.move(seconds=seconds / posts)
        visitor = visitors[at % len(visitors)]
        visitor.press()
        if visitor.status == 303:
            taken += 1
            visitor.to_check()
    return taken


EACH = pytest.mark.slow(reason="other numbers of processes; two stand for them")


@pytest.mark.parametrize("processes", [pytest.param(1, marks=EACH), 2, pytest.param(4, marks=EACH)])
def test_one_address_gets_at_most_thirteen_in_an_hour_of_all_processes(processes, monkeypatch):
    monkeypatch.setenv("WEB_CONCURRENCY", str(processes))
    sites = [make_site() for _ in range(processes)]
    for one in sites[1:]:
        one.face._clock = sites[0].clock
    visitors = [ready(one) for one in sites]

    taken = times_registered(visitors, sites[0].clock, posts=examples(400), seconds=3_599)
    assert 10 <= taken <= 13


def test_the_addresses_of_one_ipv6_network_are_one(site):
    visitors = [ready(site, f"2001:db8:1:2::{at}") for at in range(1, 6)]
    assert times_registered(visitors, site.clock, posts=20, seconds=59) == 3


def test_the_whole_site_takes_so_many_a_second_and_then_is_busy():
    site = make_site()
    visitors = [ready(site, f"198.51.100.{at}") for at in range(1, 8)]
    for visitor in visitors:
        visitor.press()
    assert [visitor.status for visitor in visitors] == [303] * 5 + [503] * 2
    assert visitors[-1].response.headers["retry-after"] == "1"
    # It is not this network's doing, and the page does not say so.
    assert visitors[-1].faults[0].startswith("W tej chwili nie możemy przyjąć zgłoszenia.")
    assert "42 638 44 44" in visitors[-1].faults[0]


def test_rates_are_settings():
    rates = [{"times": 2, "seconds": 60}]
    site = make_site(sending_rates=rates, site_rate={"times": 1, "seconds": 1})
    visitors = [ready(site, f"198.51.100.{at}") for at in range(1, 3)]
    assert [visitor.press().status for visitor in visitors] == [303, 503]


def test_a_resident_gets_through_amid_many_addresses_that_send_again_and_again():
    """Ten addresses send ten times a second; half of the rate is for those who did not."""
    site = make_site(sending_rates=[Rate(100, 60)])
    programs = [ready(site, f"198.51.100.{at}") for at in range(10)]
    for program in programs:
        site.clock.move(seconds=0.5)
        assert program.press().status == 303
        program.to_check()
    resident = ready(site)
    turns = count()
    site.clock.move(seconds=2)
    for _ in range(20):
        site.clock.move(seconds=0.1)
        program = programs[next(turns) % len(programs)]
        if program.press().status == 303:
            program.to_check()
    assert resident.press().status == 303


def test_who_waits_for_others_does_not_use_up_the_rate_of_their_network():
    site = make_site(site_rate=Rate(1, 3_600))
    ready(site, "198.51.100.1").press()
    resident = ready(site)
    for _ in range(20):
        assert resident.press().status == 503
    site.clock.move(hours=1)
    assert resident.press().status == 303


def test_a_suspect_report_goes_to_the_helpdesk_as_the_page_says(site):
    visitor = ready(site, category="trawa", area="polesie", **{TRAP: "http://spam.example"})
    assert "To zgłoszenie najpierw przeczyta pracownik, bo wypełniono ukryte pole." in visitor.words
    visitor.press().follow()
    number, _code = visitor.receipt()
    # No mailbox: straight to the helpdesk.
    assert site.memory.reports.dispatch(number).mailbox is None
    assert site.memory.reports.get(number).description == "Lampa nie świeci od tygodnia."


def test_the_same_report_without_the_hidden_field_goes_to_its_unit(site):
    visitor = ready(site, category="trawa", area="polesie")
    assert "ukryte pole" not in visitor.words
    visitor.press().follow()
    assert site.memory.reports.dispatch(visitor.receipt()[0]).mailbox is not None


@pytest.mark.parametrize(("length", "status"), LENGTHS.values(), ids=LENGTHS)
def test_a_body_of_no_possible_length_is_refused_at_once(site, length, status):
    for path in ("/zgloszenie", "/sprawdz", "/en/zgloszenie/wyslij", "/nie-ma"):
        found, text = refused_unread(site.face.app, path, length)
        assert found == status
        assert "<main" in text
