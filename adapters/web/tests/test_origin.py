"""A browser says of the site's own forms where they come from, and of others nothing."""

import pytest
from served_site import served

pytestmark = pytest.mark.browser


def test_the_site_s_own_form_names_its_origin(browser):
    """Under ``no-referrer`` it would say ``null``: where it tells no ``Sec-Fetch-Site``, as on
    plain http in an office, the form would be refused as another site's.
    """
    with served() as (address, _):
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{address}/zgloszenie")
        page.fill("textarea[name=description]", "Lampa nie świeci.")
        with page.expect_request(lambda request: request.method == "POST") as sent:
            page.locator("main form button.button[type=submit]").first.click()
        assert sent.value.all_headers()["origin"] == address
        context.close()
