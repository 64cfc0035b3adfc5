"""What a unit and the helpdesk read: a letter and a ticket word for word, and who is never told who wrote."""

from datetime import UTC, datetime, timedelta

import attrs
import pytest

from lckm_core import anonymise, register
from lckm_core.report.dispatch import (
    Accepted,
    Mailbox,
    Refusal,
    Refused,
    claim,
    open_dispatch,
    settle,
)
from lckm_core.report.letters import erasure_notice, letter_for, ticket_for

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
CURIOUS = Mailbox("Zarząd Dróg i Transportu", "zdit@example.org", contact=True)
INCURIOUS = attrs.evolve(CURIOUS, contact=False)
JPEG = b"\xff\xd8\xff"
EVERYTHING = {
    "description": "Nie świeci latarnia.\nOd tygodnia.",
    "category": "oswietlenie",
    "place": {
        "address": "róg Przykładowej i Wymyślonej",
        "point": {"latitude": 51.7, "longitude": 19.4512344},
        "kind": "droga-publiczna",
        "area": "gorna",
    },
    "attributes": [{"name": "numer-latarni", "value": "14"}, {"name": "kolor", "value": "szary"}],
    "attachments": [{"size": 7}, {"size": 8}],
    "reporter": {
        "name": "Jan Przykładowy",
        "email": "jan@example.com",
        "phone": "600 100 200",
        "address": "Zmyślona 1",
    },
}
ABOUT = """\
Numer zgłoszenia: ZG-1
Zarejestrowano: 2026-11-25 13:00
Kategoria: oswietlenie
Miejsce: róg Przykładowej i Wymyślonej
Punkt (WGS 84): 51.700000, 19.451234
Rodzaj miejsca: droga-publiczna
Obszar: gorna
numer-latarni: 14
kolor: szary
Załączniki: 2

Nie świeci latarnia.
Od tygodnia.
"""
CONTACT = """
Dane do kontaktu, tylko w tej sprawie:
Imię i nazwisko: Jan Przykładowy
E-mail: jan@example.com
Telefon: 600 100 200
Adres: Zmyślona 1
Usuń te dane najpóźniej przed 2027-06-01 (zał. 2 § 6 ust. 5).
"""


def registered(**form):
    heads = [JPEG] * len(form.get("attachments", ()))
    return register(form, number="ZG-1", now=NOON, terms_version="1", heads=heads)


def delivery(mailbox=CURIOUS, **more):
    return open_dispatch("ZG-1", mailbox, now=NOON, **more)


def refused(mailbox=CURIOUS):
    """Return the delivery that a mailbox refused for good, so that the helpdesk has it."""
    leased = claim(delivery(mailbox), "worker", now=NOON, lasting=timedelta(minutes=1))
    return settle(leased, 1, Refused(Refusal.FULL, permanent=True), now=NOON, jitter=0)


class TestLetter:
    """To a unit's mailbox: everything anybody may read, and contact data only on request (interpretation I15)."""

    def test_it_tells_all_there_is(self):
        letter = letter_for(registered(**EVERYTHING), delivery())
        assert letter.text == ABOUT + CONTACT
        assert (letter.to, letter.subject) == ("zdit@example.org", "[ŁCKM] Zgłoszenie ZG-1: oswietlenie")
        assert letter.attachments == ("ZG-1-1", "ZG-1-2")
        assert letter.key == delivery().key

    def test_it_tells_no_contact_data_that_the_route_did_not_ask_for(self):
        assert letter_for(registered(**EVERYTHING), delivery(INCURIOUS)).text == ABOUT

    def test_it_tells_no_more_than_the_report_has(self):
        letter = letter_for(registered(description="Coś."), delivery())
        assert letter.text == "Numer zgłoszenia: ZG-1\nZarejestrowano: 2026-11-25 13:00\n\nCoś.\n"
        assert letter.subject == "[ŁCKM] Zgłoszenie ZG-1"
        assert letter.attachments == ()

    @pytest.mark.parametrize(
        ("place", "line"),
        [
            ({"address": "las"}, "Miejsce: las"),
            ({"point": {"latitude": 51.7, "longitude": 19.4}}, "Punkt (WGS 84): 51.700000, 19.400000"),
            ({"kind": "park"}, "Rodzaj miejsca: park"),
            ({"area": "gorna"}, "Obszar: gorna"),
        ],
    )
    def test_of_a_place_it_tells_what_was_given(self, place, line):
        lines = letter_for(registered(description="Coś.", place=place), delivery()).text.splitlines()
        assert lines[2:] == [line, "", "Coś."]

    @pytest.mark.parametrize(
        ("reporter", "line"),
        [
            ({"name": "Jan"}, "Imię i nazwisko: Jan"),
            ({"email": "jan@example.com"}, "E-mail: jan@example.com"),
            ({"phone": "112"}, "Telefon: 112"),
            ({"address": "Zmyślona 1"}, "Adres: Zmyślona 1"),
        ],
    )
    def test_of_who_wrote_it_tells_what_was_given(self, reporter, line):
        lines = letter_for(registered(description="Coś.", reporter=reporter), delivery()).text.splitlines()
        assert lines[4:-1] == ["", "Dane do kontaktu, tylko w tej sprawie:", line]

    def test_once_the_report_is_anonymous_there_is_nothing_left_to_tell(self):
        letter = letter_for(anonymise(registered(**EVERYTHING)), delivery())
        assert letter.text == ABOUT.replace("Załączniki: 2\n", "")
        assert letter.attachments == ()

    @pytest.mark.parametrize("dispatch", [delivery(None), refused()], ids=["no mailbox", "refused"])
    def test_what_is_the_helpdesks_goes_to_no_mailbox(self, dispatch):
        with pytest.raises(ValueError, match="the delivery of ZG-1 is not for a mailbox"):
            letter_for(registered(**EVERYTHING), dispatch)


class TestTicket:
    """To the helpdesk: why it comes there, and never who wrote."""

    @pytest.mark.parametrize("mailbox", [CURIOUS, INCURIOUS])
    def test_it_tells_the_reason_and_not_who_wrote(self, mailbox):
        ticket = ticket_for(registered(**EVERYTHING), refused(mailbox))
        assert ticket.text == (
            f"{ABOUT}\nSkrzynka odmówiła przyjęcia zgłoszenia i odmówi go także następnym razem. "
            "Skrzynka: Zarząd Dróg i Transportu, zdit@example.org. Przyczyna ostatniej odmowy: jest pełna.\n"
        )
        assert (ticket.key, ticket.subject) == ("ZG-1.helpdesk", "[ŁCKM] Zgłoszenie ZG-1: oswietlenie")

    def test_its_report_has_no_personal_part_and_all_the_rest(self):
        report = registered(**EVERYTHING)
        assert ticket_for(report, refused()).report == attrs.evolve(report, personal=None)

    def test_it_tells_why_the_report_was_routed_there(self):
        text = ticket_for(registered(description="Coś."), delivery(None, routed="trasa 2: reszta")).text
        assert text.endswith(
            "\n\nZgłoszenia nie przekazuje się automatycznie do żadnej skrzynki. Wybór drogi: trasa 2: reszta.\n"
        )


class TestErasureNotice:
    """To a unit that was sent contact data: they are to be erased, and nothing of them is said again."""

    def test_it_asks_the_unit(self):
        sent = settle(
            claim(delivery(), "worker", now=NOON, lasting=timedelta(minutes=1)), 1, Accepted(), now=NOON, jitter=0
        )
        letter = erasure_notice(sent)
        assert (letter.to, letter.subject) == ("zdit@example.org", "[ŁCKM] Usuń dane kontaktowe: zgłoszenie ZG-1")
        assert letter.key == f"{sent.key}.erase"
        assert letter.text == (
            "Minął czas, przez który wolno przetwarzać dane kontaktowe ze zgłoszenia ZG-1, albo zgłaszający cofnął zgodę.\n"
            "Usuń te dane ze skrzynki, z wydruków i z innych kopii (zał. 2 § 6 ust. 5).\n"
        )

    @pytest.mark.parametrize("mailbox", [None, INCURIOUS], ids=["no mailbox", "no contact"])
    def test_who_got_none_is_not_asked(self, mailbox):
        with pytest.raises(ValueError, match="the unit of ZG-1 got no contact data"):
            erasure_notice(delivery(mailbox))


@pytest.mark.parametrize("kind", ["letter", "ticket"])
def test_a_letter_and_a_ticket_in_a_log_tell_nothing_of_the_report(kind):
    report = registered(**EVERYTHING)
    message = letter_for(report, delivery()) if kind == "letter" else ticket_for(report, refused())
    assert not [word for word in ("Jan", "600", "latarnia", "Przykładowej") if word in repr(message)]
