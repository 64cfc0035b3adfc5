"""A receipt by mail: asked for by its reader, without a word of the report, and only once."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import resident_site
from starlette.applications import Starlette
from starlette.routing import Mount

from lckm_core import build
from lckm_core.delivery import DispatchState
from lckm_core.errors import StoreUnavailableError
from lckm_core.ports import exclude_ports
from lckm_intake import Intake
from lckm_web._rates import Rates

URL = "https://lckm.example.org"
ADDRESS = "kanarek-poczta@example.com"
TICKED = {"email": ADDRESS, "receipt": "1"}
BOX = "//input[@name='receipt']"


@pytest.fixture
def site():
    return resident_site.site(mail_receipts=True, public_url=URL)


@pytest.fixture
def visitor(site):
    return site.visitor(base_url=URL)


def letters(site):
    """Deliver all that waits; return what came to residents."""
    site.centre.dispatch_due("w", clock=site.clock)
    return [one for one in site.memory.mailer.letters.values() if one.to.startswith("kanarek")]


def test_by_default_none_is_offered():
    visitor = resident_site.site().visitor()
    visitor.get("/zgloszenie").type(description="Lampa").press()
    assert visitor.page.xpath("//input[@name='email']")
    assert not visitor.page.xpath(BOX)


def test_a_form_that_asks_where_none_is_offered_is_sent_all_the_same():
    site = resident_site.site()
    visitor = site.visitor()
    visitor.to_check(email=ADDRESS)
    visitor.typed["receipt"] = "1"
    visitor.press().follow()
    assert visitor.receipt()
    assert letters(site) == []


def test_the_box_is_not_ticked(visitor):
    visitor.get("/zgloszenie").type(description="Lampa").press()
    assert visitor.page.xpath(BOX)[0].get("checked") is None


def test_where_nothing_sends_mail_or_no_address_is_known_none_can_be_offered():
    with pytest.raises(ValueError, match="public_url"):
        resident_site.site(mail_receipts=True)
    memory = resident_site.memory()
    no_mail = build(exclude_ports(memory, "mailer"))
    with pytest.raises(ValueError, match="żaden adapter nie wysyła"):
        resident_site.site(memory, plugins=no_mail, mail_receipts=True, public_url=URL)
    # A city whose mail goes by another system has its pages as before.
    visitor = resident_site.site(memory, plugins=no_mail).visitor()
    assert visitor.send(email=ADDRESS)


@pytest.mark.parametrize(
    ("prefix", "subject", "line"),
    [
        ("", "Potwierdzenie zgłoszenia", "Przyjęliśmy zgłoszenie. Numer: "),
        ("/en", "Receipt for report", "We have received a report. Number: "),
        ("/uk", "Підтвердження звернення", "Ми прийняли звернення. Номер: "),
    ],
)
def test_it_is_mailed_once_in_the_language_of_the_visit(site, visitor, prefix, subject, line):
    visitor.to_check(prefix=prefix, description="Lampa z kanarkiem nie świeci.", **TICKED)
    assert ADDRESS in visitor.words
    action, sent = visitor.press().last
    visitor.client.post(action, **sent)
    number, code = visitor.follow().receipt()
    assert "e-mail" in visitor.words or "електронн" in visitor.words
    (letter,) = letters(site)
    assert letters(site) == [letter]
    assert letter.to == ADDRESS
    office = "Łódzkie Centrum Kontakt z Mieszkańcami"
    assert letter.subject == f"{subject} {number} – {office}"
    assert letter.text.startswith(f"{line}{number}\n{office}\n")
    assert f"\n{URL}{prefix}/sprawdz\n" in letter.text
    assert "42 638 44 44" in letter.text
    assert code not in letter.subject + letter.text
    assert "kanarkiem" not in letter.subject + letter.text


def test_nobody_gets_one_who_did_not_tick_it(site, visitor):
    visitor.send(email=ADDRESS)
    assert "Potwierdzenie z numerem" not in visitor.words
    assert letters(site) == []


def test_what_is_ticked_stays_ticked_and_can_be_unticked(site, visitor):
    visitor.to_check(**TICKED).press("Zmień dane do kontaktu")
    assert visitor.page.xpath(BOX)[0].get("checked") is not None
    visitor.page.xpath(BOX)[0].attrib.pop("checked")
    visitor.press().press().follow()
    assert visitor.receipt()
    assert letters(site) == []


@pytest.mark.parametrize("email", ["", "kanarek-poczta", "a@b, kanarek@example.com"])
def test_without_an_address_that_can_be_written_to_the_page_says_so(visitor, email):
    visitor.to_check(email=email, receipt="1")
    (fault,) = visitor.faults
    assert fault == (
        "Na ten adres nie wyślemy potwierdzenia. Popraw adres e-mail albo odznacz potwierdzenie."
        if email
        else "Podaj adres e-mail albo odznacz potwierdzenie."
    )
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#email"]
    assert visitor.page.xpath(BOX)[0].get("checked") is not None


def test_a_program_that_fills_in_all_fields_has_nothing_mailed(site, visitor):
    visitor.to_check(website="x", **TICKED)
    assert "Potwierdzenie z numerem" not in visitor.words
    visitor.press().follow()
    assert visitor.receipt()
    assert letters(site) == []


def test_the_fourth_in_an_hour_is_told_of_and_the_report_goes_without(site, visitor):
    addresses = [ADDRESS, ADDRESS.upper(), ADDRESS.replace("@", "+x@")]
    for count, address in enumerate(addresses):
        other = site.visitor(base_url=URL, client=(f"198.51.100.{count}", 1))
        other.send(email=address, receipt="1")
    site.clock.move(seconds=70)
    visitor.to_check(**TICKED).press()
    assert visitor.status == 409
    assert "dużo potwierdzeń" in visitor.faults[0]
    visitor.press().follow()
    assert visitor.receipt()
    waiting = [one for one in site.memory.reports.deliveries.values() if one.receipt]
    assert len(waiting) == 3
    site.clock.move(seconds=3700)
    visitor.typed.clear()
    visitor.send(**TICKED)
    waiting = [one for one in site.memory.reports.deliveries.values() if one.receipt]
    assert len(waiting) == 4


def test_what_fails_counts_for_no_receipt(site, visitor, monkeypatch):
    visitor.to_check(**{**TICKED, "email": ADDRESS.replace("@", "+x@")})

    def away(*_args, **_options):
        raise StoreUnavailableError

    with monkeypatch.context() as patch:
        patch.setattr(Intake, "register", away)
        for _ in range(3):
            assert visitor.press().status == 503
            site.clock.move(seconds=70)
    visitor.press().follow()
    assert visitor.receipt()
    assert len(letters(site)) == 1


def test_a_report_sent_again_gives_no_receipt_back(site, visitor, monkeypatch):
    for count in range(3):
        other = site.visitor(base_url=URL, client=(f"198.51.100.{count}", 1))
        other.to_check(**TICKED).press()

    def away(*_args, **_options):
        raise StoreUnavailableError

    with monkeypatch.context() as patch:
        patch.setattr(Intake, "register", away)
        assert other.repeat().status == 503
    visitor.to_check(**TICKED).press()
    assert (visitor.status, "dużo potwierdzeń" in visitor.faults[0]) == (409, True)


def test_who_sends_too_often_uses_up_no_receipt(site, visitor):
    for _ in range(3):
        visitor.send()
    visitor.to_check(**TICKED)
    for _ in range(3):
        assert visitor.press().status == 429
    site.clock.move(seconds=70)
    visitor.press().follow()
    assert visitor.receipt()
    assert len(letters(site)) == 1


def test_of_many_at_once_no_more_go_than_may(monkeypatch):
    """Each asks, and is counted, in one step."""
    begin = threading.Barrier(12)
    count_report = Rates.count_report

    def count_slowly(*args, **options):
        time.sleep(0.2)
        return count_report(*args, **options)

    monkeypatch.setattr(Rates, "count_report", count_slowly)
    site = resident_site.site(
        mail_receipts=True, public_url=URL, sending_rates=[{"times": 99, "seconds": 60}]
    )
    visitors = [site.visitor(base_url=URL).to_check(**TICKED) for _ in range(12)]

    def press(visitor):
        begin.wait()
        return visitor.press().status

    with ThreadPoolExecutor(12) as pool:
        statuses = list(pool.map(press, visitors))
    assert sorted(statuses) == [303] * 3 + [409] * 9
    waiting = [one for one in site.memory.reports.deliveries.values() if one.receipt]
    assert len(waiting) == 3


def test_below_a_prefix_the_address_is_that_of_the_site(site):
    visitor = site.visitor(Starlette(routes=[Mount("/m", site.face.app)]), base_url=URL)
    visitor.get("/m/zgloszenie").type(description="Lampa").press()
    visitor.type(**TICKED).press().press().follow()
    (letter,) = letters(site)
    assert f"\n{URL}/m/sprawdz\n" in letter.text


def test_another_site_cannot_have_one_mailed(site, visitor):
    visitor.to_check(**TICKED).press(headers={"Sec-Fetch-Site": "cross-site"})
    assert not visitor.page.xpath("//input[@name='receipt' and @value='1']")


def test_whoever_withdraws_first_gets_none(site, visitor):
    number, code = visitor.send(**TICKED)
    visitor.get("/sprawdz").type(number=number, code=code).press().press().press()
    assert visitor.heading == "Cofnięto zgodę"
    assert letters(site) == []
    assert site.memory.reports.dispatch(f"{number}:receipt").state is DispatchState.VOID
