"""Signing in with Chromium, with and without scripts: what it does of redirects and cookies."""

from datetime import timedelta

import pytest
from mock_server import mock_server
from oidc_desk import OidcDesk

from tests.helpers.browsers import LONGEST_WAIT
from tests.helpers.served_app import listener, served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow(reason="what a browser does; test_mock_provider goes the same ways without"),
]


@pytest.fixture(scope="module")
def desk():
    with mock_server() as issuer, listener() as (listening, address):
        desk = OidcDesk(issuer, url=address)
        with served(desk.app, listening):
            yield desk


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def context(request, browser, desk):
    desk.moved = timedelta(0)
    context = browser.new_context(java_script_enabled=request.param)
    context.set_default_timeout(LONGEST_WAIT)
    yield context
    context.close()


def sign_in(page, subject="ewa"):
    page.get_by_role("button", name=subject).click()


def test_one_comes_back_to_where_one_was(desk, context) -> None:
    page = context.new_page()
    page.goto(f"{desk.url}/formularz?stan=nowe")
    sign_in(page)
    page.wait_for_url(f"{desk.url}/formularz?stan=nowe")
    assert page.locator("p").inner_text() == "nowe"
    (cookie,) = [one for one in context.cookies() if one["name"] == "lckm"]
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Lax", "/")
    assert [one["name"] for one in context.cookies() if "sign-in" in one["name"]] == []


def test_a_filter_that_is_sent_too_late_leads_through_the_sign_in(desk, context) -> None:
    page = context.new_page()
    page.goto(f"{desk.url}/formularz")
    sign_in(page)
    desk.moved = timedelta(minutes=31)
    page.get_by_label("Stan").fill("zwrócona")
    # A redirect would be held against form-action here, and nothing would happen.
    page.get_by_role("button", name="Filtruj").click()
    sign_in(page)
    page.wait_for_url(f"{desk.url}/formularz?stan=zwr%C3%B3cona")
    assert page.locator("p").inner_text() == "zwrócona"


def test_what_was_typed_too_late_is_sent_after_a_sign_in_in_a_new_tab(desk, context) -> None:
    page = context.new_page()
    page.goto(f"{desk.url}/formularz")
    sign_in(page)
    words = 'Dziura "wielka"\nprzy <b>Piotrkowskiej</b> & dalej'
    page.get_by_label("Słowa").fill(words)
    desk.moved = timedelta(minutes=31)
    page.get_by_role("button", name="Zapisz").click()
    assert page.locator("h1").inner_text() == "Sesja się skończyła"
    with context.expect_page() as opened:
        page.get_by_role("link", name="Zaloguj się").click()
    sign_in(opened.value)
    assert opened.value.locator("h1").inner_text() == "Zalogowano"
    page.get_by_role("button", name="Wyślij jeszcze raz").click()
    page.wait_for_url(f"{desk.url}/formularz")
    assert page.locator("body").inner_text().splitlines() == words.splitlines()


def test_one_signs_out_here_and_then_at_the_provider(desk, context) -> None:
    page = context.new_page()
    page.goto(f"{desk.url}/formularz")
    sign_in(page)
    page.get_by_role("button", name="Wyloguj się").click()
    page.wait_for_url(f"{desk.url}/wylogowano")
    assert [one["name"] for one in context.cookies() if one["name"] == "lckm"] == []
    page.get_by_role("link", name="Wyloguj się z konta Urzędu").click()
    page.wait_for_url("**/oauth2/end_session?*")


def test_two_tabs_sign_in_side_by_side(desk, context) -> None:
    first, second = context.new_page(), context.new_page()
    first.goto(f"{desk.url}/formularz?stan=1")
    second.goto(f"{desk.url}/formularz?stan=2")
    sign_in(first)
    first.wait_for_url(f"{desk.url}/formularz?stan=1")
    sign_in(second)
    second.wait_for_url(f"{desk.url}/formularz?stan=2")
