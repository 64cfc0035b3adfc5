"""The resident's pages, mounted in six ways: a report with a photo, its status, a withdrawal."""

import sys
from pathlib import Path

import pytest
from hosts import AT, HOSTS, SITE
from starlette.testclient import TestClient

# What visits the pages is shared with their own tests.
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "web" / "tests"))

import resident_site


@pytest.fixture(params=HOSTS)
def visited(request):
    """Somebody who visits the pages in a host, and what lies behind them."""
    site = resident_site.site(public_url=SITE)
    client = TestClient(request.param(site.face), base_url=SITE, follow_redirects=False)
    return site, resident_site.Visitor(client)


@pytest.mark.parametrize("prefix", [AT, f"{AT}/en", f"{AT}/uk"])
def test_a_report_with_a_photo_is_sent_and_its_status_is_shown(visited, prefix):
    site, visitor = visited
    number, code = visitor.send(
        ("lampa.jpg", resident_site.JPEG), description="Lampa nie świeci.", prefix=prefix
    )
    report = site.memory.reports.get(number)
    assert report.personal.description == "Lampa nie świeci."
    assert len(report.attachments) == 1
    visitor.get(f"{prefix}/sprawdz").type(number=number, code=code).press()
    assert visitor.status == 200
    assert number in visitor.words


def test_a_file_that_is_too_large_is_told_and_no_word_is_lost(visited):
    _, visitor = visited
    visitor.get(f"{AT}/zgloszenie").type(description="Lampa nie świeci.")
    visitor.attach(("film.mp4", bytes(70_000_000))).press()
    assert visitor.status == 413
    assert "Lampa nie świeci." in visitor.page.text_content()


def test_a_form_of_another_site_is_refused_and_no_word_is_lost(visited):
    _, visitor = visited
    visitor.get(f"{AT}/en/zgloszenie").type(description="Lampa nie świeci.")
    visitor.press(headers={"sec-fetch-site": "cross-site"})
    assert visitor.status == 403
    assert "Lampa nie świeci." in visitor.page.text_content()
