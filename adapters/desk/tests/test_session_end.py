"""Each page says when the session ends, also without scripts (WCAG 2.2.1)."""

from datetime import timedelta

from lckm_core.organisation import Role

ENDS, WARNING = timedelta(minutes=30), timedelta(minutes=2)


def test_each_page_of_somebody_signed_in_knows_when_the_session_ends(desk):
    visitor = desk.visitor(Role.CALL_CENTRE_STAFF).get("/zgloszenia")
    (box,) = visitor.page.xpath("//*[@id='sesja']")
    ends_at = desk.now + ENDS
    assert box.get("data-seconds") == str(int(ENDS.total_seconds()))
    assert box.get("data-warn") == str(int(WARNING.total_seconds()))
    assert box.get("data-last") == "0"
    assert "hidden" in box.attrib
    (line,) = visitor.page.xpath("//noscript")
    assert f"{ends_at.minute:02}" in line.text_content()
    assert "przedłużyć" not in line.text_content()


def test_near_the_longest_time_no_page_offers_to_prolong(desk):
    visitor = desk.visitor(Role.CALL_CENTRE_STAFF)
    for _ in range(24):
        visitor.get("/zgloszenia")
        desk.now += timedelta(minutes=24)
    visitor.get("/zgloszenia")
    (box,) = visitor.page.xpath("//*[@id='sesja']")
    assert box.get("data-last") == "1"
    assert int(box.get("data-seconds")) == 24 * 60
    assert "nie da się jej przedłużyć" in visitor.page.xpath("//noscript")[0].text_content()


def test_a_page_for_nobody_tells_of_no_session(desk):
    visitor = desk.visitor("nikt").get("/zgloszenia")
    assert visitor.page.xpath("//*[@id='sesja']") == []
