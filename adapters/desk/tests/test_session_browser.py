"""A session warns before it ends, in the browser, and lasts on at the press of a button."""

from datetime import timedelta

import desk_browser
import pytest

pytestmark = pytest.mark.browser
place, visit = desk_browser.place, desk_browser.visit
ENDS, WARNING = timedelta(minutes=30), timedelta(minutes=2)


def test_the_warning_comes_two_minutes_before_and_a_button_prolongs(visit, place, axe):
    address, _ = place
    page = visit(js=True)
    page.clock.install()
    page.goto(f"{address}/rozmowa")
    page.locator("[name=opis]").fill("Dziura w jezdni")
    box = page.locator("#sesja")
    page.clock.run_for((ENDS - WARNING - timedelta(seconds=5)).seconds * 1000)
    assert not box.is_visible()
    page.clock.run_for(10_000)
    assert "Sesja skończy się o" in box.inner_text()
    assert axe.run(page, options=desk_browser.AXE).response["violations"] == []
    button = page.get_by_role("button", name="Przedłuż sesję")
    with page.expect_response("**/konto"):
        button.click()
    box.wait_for(state="hidden")
    page.clock.run_for((ENDS - timedelta(seconds=5)).seconds * 1000)
    assert box.is_visible()
    page.clock.run_for(10_000)
    assert "Sesja się skończyła" in box.inner_text()
    assert not button.is_visible()
    assert page.locator("[name=opis]").input_value() == "Dziura w jezdni"


def test_another_page_opened_meanwhile_takes_the_warning_away(visit, place):
    address, _ = place
    page = visit(js=True)
    page.clock.install()
    page.goto(f"{address}/zgloszenia")
    page.clock.run_for((ENDS - WARNING + timedelta(seconds=5)).seconds * 1000)
    box = page.locator("#sesja")
    assert box.is_visible()
    page.context.new_page().goto(f"{address}/zgloszenia")
    box.wait_for(state="hidden")
