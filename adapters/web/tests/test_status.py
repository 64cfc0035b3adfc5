"""What became of a report, and withdrawal of consent, by number and code."""

from unittest.mock import Mock

import pytest

from lckm_core.errors import ErasureDeferredError, StoreUnavailableError
from lckm_core.organisation import Role
from lckm_core.ports.optional import ReportOutline
from lckm_core.reports import Outcome, anonymise, withdraw
from tests.helpers.photos import JPEG
from tests.helpers.rows import some_in_every_change


@pytest.fixture
def sent(site):
    """A report of somebody: its number and code."""
    return site.visitor().send(
        ("a.jpg", JPEG), description="Ławka", category="trawa", email="jan@example.com"
    )


def ask(visitor, number, code):
    return visitor.get("/sprawdz").type(number=number, code=code).press()


def test_the_status_names_state_receiver_and_the_day_of_deletion(visitor, sent):
    ask(visitor, *sent)

    assert visitor.heading == f"Zgłoszenie {sent[0]}"
    assert "Wydział Gospodarki Komunalnej" in visitor.words
    assert "Najpóźniej 1 lipca 2027 r. je usuniemy." in visitor.words
    assert "Ławka" not in visitor.response.text
    assert "jan@" not in visitor.response.text


def test_who_has_typed_nothing_yet_is_told_of_no_fault(visitor):
    visitor.get("/sprawdz")
    assert (visitor.status, visitor.faults, visitor.heading) == (
        200,
        [],
        "Sprawdź swoje zgłoszenie",
    )


@pytest.mark.parametrize(("error", "status"), [(StoreUnavailableError, 503), (RuntimeError, 500)])
def test_a_status_that_cannot_be_shown_now_is_told(site, visitor, sent, monkeypatch, error, status):
    ask(visitor, *sent)
    monkeypatch.setattr(type(site.centre), "status", Mock(side_effect=error))
    visitor.get(str(visitor.response.url))
    assert (visitor.status, visitor.heading) == (status, "Nie udało się")


def test_a_number_that_was_given_in_small_letters_is_found(site, visitor, monkeypatch):
    monkeypatch.setattr(type(site.memory.numbers), "next_number", lambda *_, **__: "zg-2026-7")
    number, code = visitor.send()
    assert number == "zg-2026-7"
    assert ask(visitor, number, code).status == 200


@pytest.mark.parametrize("change", [str.lower, lambda code: code.replace("-", " "), " {} ".format])
def test_a_code_may_be_typed_in_several_ways(visitor, sent, change):
    assert ask(visitor, sent[0], change(sent[1])).status == 200


@pytest.mark.parametrize("change", some_in_every_change([
    str.lower, " {} ".format, lambda n: n.replace("-", " -"), lambda n: n.replace("-", " "),
    lambda n: n.replace("-", " - ").lower(), lambda n: n.replace("-", "  "), "{}\u00a0".format,
], 3, 4, 6, reason="another way; three stand for them"))  # fmt: skip
def test_a_number_may_be_typed_in_several_ways(visitor, sent, change):
    assert ask(visitor, change(sent[0]), sent[1]).status == 200


def test_a_receipt_shows_number_and_code_also_when_the_store_is_away(site, visitor, monkeypatch):
    def away(*_args):
        raise StoreUnavailableError

    visitor.to_check(description="Ławka").press()
    monkeypatch.setattr(type(site.memory.reports), "dispatch", away)
    number, code = visitor.follow().receipt()
    assert number
    assert code


def test_a_wrong_number_and_a_wrong_code_have_one_answer(site, sent):
    number, code = sent
    pairs = [(number, "AAAA-AAAA-AAAA-AAAA"), ("ZG/2026/999999", code), ("<b>", code)]
    found = []
    for pair in pairs:
        visitor = ask(site.visitor(), *pair)
        found.append((visitor.status, visitor.faults, visitor.title))
    assert found[0][0] == 404
    assert found == [found[0]] * 3


def test_the_code_of_a_report_that_was_never_sent_is_a_mistake_too(site, visitor):
    visitor.to_check(description="Ławka")
    number = dict(visitor.page.forms[0].form_values())["number"]

    from resident_site import KEY

    from lckm_intake import Intake

    code = Intake(site.centre, keys=[KEY.encode()]).code(number)
    assert ask(site.visitor(), number, code).status == 404


def test_five_wrong_tries_then_a_minute(site, visitor, sent):
    number, code = sent
    for _ in range(5):
        assert ask(visitor, number, "x").status == 404
    assert ask(visitor, number, code).status == 429
    assert "Spróbuj ponownie za minutę." in visitor.faults[0]
    assert int(visitor.response.headers["retry-after"]) > 0
    assert dict(visitor.page.forms[0].form_values())["number"] == number

    # Whoever guesses shuts out nobody else.
    assert ask(site.visitor(client=("203.0.113.9", 1)), number, code).status == 200
    site.clock.move(seconds=61)
    assert ask(visitor, number, code).status == 200


def test_who_has_to_wait_for_a_moment_is_told_a_whole_second(site, visitor, sent):
    for _ in range(5):
        ask(visitor, sent[0], "x")
    site.clock.move(seconds=59.8)
    assert ask(visitor, *sent).status == 429
    assert visitor.response.headers["retry-after"] == "1"


def test_dashes_and_blanks_make_no_further_tries(site, visitor, sent):
    for number in (sent[0], sent[0].replace("-", " "), sent[0].replace("-", " -"),
                   sent[0].replace("-", "\u2212"), sent[0].lower()):  # fmt: skip
        assert ask(visitor, number, "AAAA-AAAA-AAAA-AAAA").status == 404
    assert ask(visitor, sent[0], "AAAA-AAAA-AAAA-AAAA").status == 429


def test_thirty_wrong_tries_at_any_numbers_then_ten_minutes(site, sent):
    guesser, other = site.visitor(client=("203.0.113.9", 1)), site.visitor()
    for at in range(30):
        assert ask(guesser, f"ZG/2026/{at:06}", "x").status == 404
    assert ask(guesser, *sent).status == 429
    assert "Spróbuj ponownie za 10 minut." in guesser.faults[0].replace("\u00a0", " ")
    assert ask(other, *sent).status == 200

    site.clock.move(minutes=10, seconds=1)
    assert ask(guesser, *sent).status == 200


def test_right_tries_are_not_counted(visitor, sent):
    assert [ask(visitor, *sent).status for _ in range(10)] == [200] * 10


def test_what_is_missing_is_said_at_its_field(visitor):
    ask(visitor, "", "")

    assert visitor.status == 400
    assert visitor.faults == ["Wpisz numer zgłoszenia.", "Wpisz kod."]
    assert visitor.page.xpath("//h2[@id='bledy-h']/text()") == ["Sprawdź numer i kod"]


def test_withdrawal_asks_once_more_and_then_deletes(site, visitor, sent):
    ask(visitor, *sent).press("Chcę cofnąć zgodę")
    assert visitor.heading == "Czy na pewno cofnąć zgodę?"
    report = site.memory.reports.get(sent[0])
    assert not report.is_anonymous

    visitor.press("Tak, cofnij zgodę")
    assert visitor.heading == "Cofnięto zgodę"
    assert site.memory.reports.get(sent[0]).is_anonymous
    assert site.memory.attachments.read(report.attachments[0].reference) is None
    assert visitor.repeat().status == 200

    ask(visitor, *sent)
    assert "Nie mamy już danych do kontaktu, przekreślonych słów ani plików" in visitor.words
    assert not visitor.page.xpath("//main//button")


def test_a_withdrawal_that_waits_for_the_database_is_no_failure(site, visitor, sent, monkeypatch):
    def recorded(number, *, now):
        raise ErasureDeferredError(number)

    monkeypatch.setattr(site.memory.reports, "erase", recorded)
    ask(visitor, *sent).press("Chcę cofnąć zgodę").press("Tak, cofnij zgodę")
    assert (visitor.status, visitor.heading) == (200, "Cofnięto zgodę")
    assert "Usuniemy je, gdy tylko skończy się praca techniczna przy bazie." in visitor.words
    assert "pg_dump" not in visitor.words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("", "Cofnięto zgodę. Nikt już nie zobaczy Twoich danych. Usuniemy je, gdy tylko skończy"),
        (
            "/en",
            "Consent withdrawn. Nobody will see your data any more. We will delete",
        ),
        ("/uk", "Згоду відкликано. "),
    ],
)
def test_data_of_a_recorded_withdrawal_are_not_told_as_gone(site, sent, language, words):
    kept = site.memory.reports.reports
    kept[sent[0]] = withdraw(kept[sent[0]], now=site.clock())
    visitor = site.visitor().get(f"{language}/sprawdz").type(number=sent[0], code=sent[1]).press()
    assert words in visitor.words
    gone = ("Nie mamy już danych", "We no longer have", "У нас уже немає", "lipca 2027")
    assert not [one for one in gone if one in visitor.words]
    assert not visitor.page.xpath("//main//button")


@pytest.mark.parametrize(
    ("language", "state", "asked"),
    [
        (
            "",
            "Teraz nie da się ich odczytać. Najpóźniej 1 lipca 2027 r.",
            "Od razu usuniemy dane, ",
        ),
        ("/en", "They cannot be read just now. We will delete them by", "We will at once delete "),
        ("/uk", "Зараз їх не вдається прочитати. Не пізніше", "Ми відразу видалимо дані"),
    ],
)
def test_data_that_cannot_be_read_are_not_told_as_gone(
    site, sent, monkeypatch, language, state, asked
):
    """Consent to them may be withdrawn all the same."""
    memory, number = site.memory.reports, sent[0]
    outline = ReportOutline(anonymise(memory.reports[number]), True, 0, False)
    monkeypatch.setattr(memory, "outline", lambda number: outline, raising=False)
    memory.reports[number] = anonymise(memory.reports[number])
    visitor = site.visitor().get(f"{language}/sprawdz").type(number=number, code=sent[1]).press()
    assert state in visitor.words
    assert asked in visitor.press().words


def test_withdrawal_can_be_thought_better_of(site, visitor, sent):
    ask(visitor, *sent).press("Chcę cofnąć zgodę")
    visitor.get(visitor.page.xpath("//a[contains(., 'wróć do zgłoszenia')]/@href")[0])

    assert visitor.heading == f"Zgłoszenie {sent[0]}"
    assert not site.memory.reports.get(sent[0]).is_anonymous


def test_the_receipt_leads_to_the_status(site, visitor):
    visitor.send(description="Ławka")
    assert visitor.press("Sprawdź zgłoszenie teraz").heading.startswith("Zgłoszenie ")


@pytest.mark.parametrize("page", ["/sprawdz", "/sprawdz/cofnij"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_link_changes_nothing(site, visitor, sent, page, method):
    """Programs that look at mail follow each link."""
    values = {"number": sent[0], "code": sent[1], "do": "withdraw"}
    visitor.client.request(method, page, params=values)

    assert not site.memory.reports.get(sent[0]).is_anonymous


def test_withdrawal_needs_the_code(site, visitor, sent):
    values = {"number": sent[0], "code": "x", "do": "withdraw"}
    assert visitor.client.post("/sprawdz/cofnij", data=values).status_code == 404
    assert not site.memory.reports.get(sent[0]).is_anonymous


def test_another_site_withdraws_nothing(site, visitor, sent):
    values = {"number": sent[0], "code": sent[1], "do": "withdraw"}
    answer = visitor.client.post(
        "/sprawdz/cofnij", data=values, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 403
    assert sent[0] in answer.text
    assert not site.memory.reports.get(sent[0]).is_anonymous


def test_what_became_of_it_is_told_with_its_words(site, visitor, sent):
    site.centre.note_outcome(
        sent[0],
        Outcome.DONE,
        words="Trawa skoszona. Dziękujemy.",
        role=Role.CALL_CENTRE_STAFF,
        by="Teresa Słuchająca",
        now=site.clock.now,
    )
    ask(visitor, *sent)

    assert "Załatwione." in visitor.words
    assert "Trawa skoszona. Dziękujemy." in visitor.words
    assert "Słuchająca" not in visitor.response.text


def test_a_store_that_is_away_keeps_number_and_code(site, visitor, sent, monkeypatch):
    def away(*_args):
        raise StoreUnavailableError

    visitor.get("/sprawdz").type(number=sent[0], code=sent[1])
    monkeypatch.setattr(type(site.memory.reports), "get", away)
    visitor.press()
    assert visitor.status == 503
    assert dict(visitor.page.forms[0].form_values()) == {"number": sent[0], "code": sent[1]}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("", "Nie wiadomo, czy cofnięto zgodę."),
        ("/en", "We do not know whether consent was withdrawn."),
        ("/uk", "Невідомо, чи згоду відкликано."),
    ],
)
def test_a_withdrawal_that_fails_leaves_nobody_in_doubt_of_what_to_do(
    site, visitor, sent, monkeypatch, language, words
):
    def away(*_args, **_more):
        raise StoreUnavailableError

    visitor.get(f"{language}/sprawdz").type(number=sent[0], code=sent[1]).press().press()
    monkeypatch.setattr(type(site.memory.reports), "erase", away)
    visitor.press()
    assert visitor.status == 503
    assert words in visitor.words
    assert dict(visitor.page.forms[0].form_values()) == {"number": sent[0], "code": ""}


# ── the address of the status ─────────────────────────────────────────────────────────────────────


def opened(visitor, sent, page="/sprawdz"):
    """Return the address that a right number and code lead to."""
    answer = visitor.client.post(page, data={"number": sent[0], "code": sent[1]})
    assert answer.status_code == 303
    return answer.headers["location"]


def test_the_status_is_no_answer_to_a_form_that_back_would_send_again(visitor, sent):
    address = opened(visitor, sent)
    path, _, query = address.partition("?")
    assert path == "/sprawdz"
    assert sent[1] not in address
    assert sent[1].replace("-", "") not in query
    visitor.get(address)
    assert (visitor.status, visitor.heading) == (200, f"Zgłoszenie {sent[0]}")
    assert sent[1] not in visitor.response.text
    assert visitor.response.headers["cache-control"] == "no-store"
    assert not visitor.response.cookies


def test_the_question_is_no_answer_to_a_form_either(visitor, sent):
    visitor.get(opened(visitor, sent, "/sprawdz/cofnij"))
    assert (visitor.status, visitor.heading) == (200, "Czy na pewno cofnąć zgodę?")
    assert sent[1] not in visitor.response.text


@pytest.mark.parametrize("page", ["/sprawdz", "/sprawdz/cofnij"])
def test_an_address_opens_for_ten_minutes_and_no_longer(site, visitor, sent, page):
    address = opened(visitor, sent, page)
    site.clock.move(minutes=9, seconds=59)
    assert visitor.get(address).status == 200
    site.clock.move(seconds=2)
    visitor.get(address)
    assert visitor.status == 410
    assert "była ważna dziesięć minut. Wpisz numer i kod jeszcze raz." in visitor.words
    assert sent[0] not in visitor.response.text


def test_a_page_that_stood_open_withdraws_nothing_without_the_code(site, visitor, sent):
    ask(visitor, *sent).press("Chcę cofnąć zgodę")
    site.clock.move(minutes=11)
    visitor.press("Tak, cofnij zgodę")
    assert visitor.status == 410
    assert not site.memory.reports.get(sent[0]).is_anonymous


@pytest.mark.parametrize("change", [lambda r: r[::-1], lambda r: r[:-2], lambda r: r + "AAAA"])
def test_a_reference_that_was_made_up_opens_nothing(visitor, sent, change):
    reference = opened(visitor, sent).partition("r=")[2]
    assert visitor.get("/sprawdz", params={"r": change(reference)}).status == 410


def test_the_reference_of_a_receipt_opens_no_status_nor_the_other_way_round(visitor, sent):
    visitor.send(description="Konar.")
    receipt = str(visitor.response.url).partition("r=")[2]
    status = opened(visitor, sent).partition("r=")[2]
    assert visitor.get("/sprawdz", params={"r": receipt}).status == 410
    assert visitor.get("/przyjete", params={"r": status}).status == 410


def test_the_language_is_changed_on_the_page_of_the_status(visitor, sent):
    visitor.get(opened(visitor, sent))
    visitor.get(visitor.page.xpath("//a[@hreflang='en']/@href")[0])
    assert (visitor.status, visitor.heading) == (200, f"Report {sent[0]}")
