"""What a unit and the helpdesk read: a letter and a ticket word for word, and who is never told
who wrote.
"""

import re
from datetime import UTC, datetime, timedelta

import attrs
import pytest

from lckm_core import Role, anonymise, register
from lckm_core.delivery import (
    Accepted,
    DispatchKind,
    Mailbox,
    MessageAttachment,
    ReceiptText,
    Refusal,
    Refused,
    claim,
    letter_for,
    message_attachment,
    open_dispatch,
    open_notices,
    settle,
    ticket_for,
)
from lckm_core.reports import reclassify

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
CURIOUS = Mailbox("Zarząd Dróg i Transportu", "zdit@example.org", contact=True)
INCURIOUS = attrs.evolve(CURIOUS, contact=False)
JPEG = b"\xff\xd8\xff"
EVERYTHING = {
    "description": "Nie świeci latarnia.\nOd tygodnia.",
    "category": "oswietlenie-uliczne",
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
Kategoria: oswietlenie uliczne
Miejsce: róg Przykładowej i Wymyślonej
Punkt (WGS 84): 51.700000, 19.451234
Rodzaj miejsca: droga publiczna
Obszar: Górna
Numer latarni: 14
Kolor: szary
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

Usuń dane kontaktowe najpóźniej przed 2027-06-01 (zał. 2 § 6 ust. 5).
"""
WITHOUT_FILES = ABOUT.replace("Załączniki: 2\n", "Załączniki: 0 (niedostępnych plików: 2)\n")


def registered(**form):
    heads = [JPEG] * len(form.get("attachments", ()))
    return register(form, number="ZG-1", now=NOON, terms_version="1", heads=heads)


def files():
    """Return the files of the report, as they go along."""
    report = registered(**EVERYTHING)
    return tuple(
        message_attachment(attachment, JPEG + bytes([at]))
        for at, attachment in enumerate(report.attachments)
    )


def delivery(mailbox=CURIOUS, **more):
    return open_dispatch("ZG-1", mailbox, now=NOON, **more)


def refused(mailbox=CURIOUS):
    """Return the delivery that a mailbox refused for good, so that the helpdesk has it."""
    leased = claim(delivery(mailbox), "worker", now=NOON, lasting=timedelta(minutes=1))
    return settle(leased, 1, Refused(Refusal.FULL, permanent=True), now=NOON, jitter=0)


class TestLetter:
    """To a unit's mailbox: everything anybody may read, and contact data only on request
    (interpretation I15).
    """

    def test_it_tells_all_there_is(self):
        letter = letter_for(registered(**EVERYTHING), delivery(), files())
        assert letter.text == ABOUT + CONTACT.replace(
            "dane kontaktowe n", "dane kontaktowe i pliki n"
        )
        assert (letter.to, letter.subject) == (
            "zdit@example.org",
            "[ŁCKM] Zgłoszenie ZG-1: oswietlenie uliczne",
        )
        assert letter.attachments == files()
        assert [one.name for one in files()] == ["ZG-1-1.jpg", "ZG-1-2.jpg"]
        assert letter.key == delivery().key

    def test_the_category_is_called_as_people_call_it(self):
        letter = letter_for(registered(**EVERYTHING), delivery(about="Oświetlenie ulic"))
        assert letter.subject == "[ŁCKM] Zgłoszenie ZG-1: Oświetlenie ulic"
        assert "Kategoria: Oświetlenie ulic\n" in letter.text
        assert letter_for(
            registered(description="Coś."), delivery(about="Oświetlenie ulic")
        ).subject.endswith("ZG-1")

    def test_it_tells_no_contact_data_that_the_route_did_not_ask_for(self):
        assert letter_for(registered(**EVERYTHING), delivery(INCURIOUS)).text == WITHOUT_FILES

    @pytest.mark.parametrize("mailbox", [CURIOUS, INCURIOUS])
    def test_files_go_along_whatever_the_route_asks(self, mailbox):
        letter = letter_for(registered(**EVERYTHING), delivery(mailbox), files())
        assert letter.attachments == files()

    def test_it_says_which_files_are_missing_and_until_when_the_rest_may_be_kept(self):
        letter = letter_for(registered(**EVERYTHING), delivery(INCURIOUS), files()[:1])
        assert letter.text == (
            ABOUT.replace("Załączniki: 2\n", "Załączniki: 1 (niedostępnych plików: 1)\n")
            + "\nUsuń pliki najpóźniej przed 2027-06-01 (zał. 2 § 6 ust. 5).\n"
        )

    def test_the_point_of_a_corrected_place_is_called_that(self):
        report = registered(**EVERYTHING)
        moved = reclassify(
            report,
            report.classification,
            address="Wymyślona 7",
            role=Role.CALL_CENTRE_STAFF,
            now=NOON,
        )
        expected = ABOUT.replace("róg Przykładowej i Wymyślonej", "Wymyślona 7")
        expected = expected.replace("Punkt (WGS 84): 51.700000, 19.451234\n", "")
        expected = expected.replace(
            "Obszar: Górna\n",
            "Obszar: Górna\nPunkt sprzed poprawki miejsca (WGS 84): 51.700000, 19.451234\n",
        )
        assert letter_for(moved, delivery(INCURIOUS), files()).text.startswith(expected)
        assert ticket_for(moved, refused(), files()).text.startswith(expected)
        # Corrected back, the place has its point again, and no other was there before.
        back = reclassify(
            moved,
            report.classification,
            address="róg Przykładowej i Wymyślonej",
            role=Role.CALL_CENTRE_STAFF,
            now=NOON,
        )
        assert letter_for(back, delivery(INCURIOUS), files()).text.startswith(ABOUT)

    def test_it_tells_no_more_than_the_report_has(self):
        letter = letter_for(registered(description="Coś."), delivery())
        assert letter.text == "Numer zgłoszenia: ZG-1\nZarejestrowano: 2026-11-25 13:00\n\nCoś.\n"
        assert letter.subject == "[ŁCKM] Zgłoszenie ZG-1"
        assert letter.attachments == ()

    @pytest.mark.parametrize(
        ("place", "line"),
        [
            ({"address": "las"}, "Miejsce: las"),
            (
                {"point": {"latitude": 51.7, "longitude": 19.4}},
                "Punkt (WGS 84): 51.700000, 19.400000",
            ),
            ({"kind": "park"}, "Rodzaj miejsca: park lub zieleniec"),
            ({"area": "gorna"}, "Obszar: Górna"),
        ],
    )
    def test_of_a_place_it_tells_what_was_given(self, place, line):
        lines = letter_for(
            registered(description="Coś.", place=place), delivery()
        ).text.splitlines()
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
        lines = letter_for(
            registered(description="Coś.", reporter=reporter), delivery()
        ).text.splitlines()
        assert lines[4:-2] == ["", "Dane do kontaktu, tylko w tej sprawie:", line]

    def test_once_the_report_is_anonymous_it_says_that_what_the_route_asked_for_is_not_there(self):
        """The same where a store can no longer read it; who was not to get anything is told
        nothing.
        """
        bare = anonymise(registered(**EVERYTHING))
        asked = letter_for(bare, delivery(files=True))
        gone = "(usunięto je albo nie da się ich odczytać)"
        assert asked.text == (
            ABOUT.replace("Załączniki: 2\n", f"Załączniki: 0 {gone}\n")
            + "\nDanych do kontaktu nie ma: nie podano ich, usunięto je albo nie da się ich "
            "odczytać.\n"
        )
        assert asked.attachments == ()
        assert letter_for(bare, delivery(INCURIOUS)).text == ABOUT.replace("Załączniki: 2\n", "")

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
            f"{WITHOUT_FILES}\nSkrzynka odmówiła przyjęcia zgłoszenia i odmówi go także "
            "następnym razem. Skrzynka: Zarząd Dróg i Transportu, zdit@example.org. "
            "Przyczyna ostatniej odmowy: jest pełna.\n"
        )
        assert (ticket.key, ticket.subject) == (
            "ZG-1.helpdesk",
            "[ŁCKM] Zgłoszenie ZG-1: oswietlenie uliczne",
        )

    def test_files_go_along_until_the_term(self):
        ticket = ticket_for(registered(**EVERYTHING), refused(), files())
        assert ticket.attachments == files()
        assert ticket.text.startswith(ABOUT)
        assert ticket.text.endswith(
            "\n\nUsuń pliki najpóźniej przed 2027-06-01 (zał. 2 § 6 ust. 5).\n"
        )

    def test_where_no_file_goes_along_it_says_so_and_none_is_to_be_erased(self):
        ticket = ticket_for(registered(**EVERYTHING), refused(), files(), takes_files=False)
        assert ticket.attachments == ()
        assert "\nZałączniki: 0 (nie przekazano plików: " in ticket.text
        assert "Usuń" not in ticket.text

    def test_its_report_has_no_personal_part_and_all_the_rest(self):
        report = registered(**EVERYTHING)
        assert ticket_for(report, refused()).report == attrs.evolve(report, personal=None)

    def test_it_tells_why_the_report_was_routed_there(self):
        text = ticket_for(
            registered(description="Coś."), delivery(None, routed="trasa 2: reszta")
        ).text
        assert text.endswith(
            "\n\nZgłoszenia nie przekazuje się automatycznie do żadnej skrzynki. Wybór "
            "drogi: trasa 2: reszta.\n"
        )


NOTICE = (
    "Minął czas, przez który wolno przetwarzać dane osobowe ze zgłoszenia ZG-1, albo zgłaszający "
    "cofnął zgodę.\n"
    "Usuń dane kontaktowe i załączniki tego zgłoszenia: z wiadomości, z wydruków i z innych kopii "
    "(zał. 2 § 6 ust. 5).\n"
    "Potwierdź usunięcie.\n"
)
ERASE = "[ŁCKM] Usuń dane osobowe: zgłoszenie ZG-1"


class TestErasureNotice:
    """To whoever was sent contact data or files: they are to be erased, and nothing of them is
    said again.
    """

    def test_it_asks_the_unit(self):
        sent = settle(
            claim(delivery(), "worker", now=NOON, lasting=timedelta(minutes=1)),
            1,
            Accepted(),
            now=NOON,
            jitter=0,
        )
        (notice,) = open_notices(sent, now=NOON)
        letter = letter_for(registered(**EVERYTHING), notice)
        assert (letter.to, letter.subject, letter.text) == ("zdit@example.org", ERASE, NOTICE)
        assert letter.key == f"{sent.key}.mailbox-notice"
        # A mailbox that does not take it: then the helpdesk reads whom to ask.
        leased = claim(notice, "worker", now=NOON, lasting=timedelta(minutes=1))
        refused = settle(leased, 1, Refused(Refusal.FULL, permanent=True), now=NOON, jitter=0)
        ticket = ticket_for(anonymise(registered(**EVERYTHING)), refused)
        assert ticket.text.startswith(f"{NOTICE}\nSkrzynka odmówiła")
        assert (ticket.key, ticket.subject) == ("ZG-1.helpdesk.mailbox-notice", ERASE)

    def test_it_asks_the_helpdesk(self):
        leased = claim(delivery(None, files=True), "worker", now=NOON, lasting=timedelta(minutes=1))
        (notice,) = open_notices(settle(leased, 1, Accepted(), now=NOON, jitter=0), now=NOON)
        ticket = ticket_for(registered(**EVERYTHING), notice, files())
        assert (ticket.key, ticket.subject, ticket.text) == (
            "ZG-1.helpdesk.helpdesk-notice",
            ERASE,
            NOTICE,
        )
        assert ticket.attachments == ()
        assert ticket.report.personal is None


@pytest.mark.parametrize("kind", ["letter", "ticket"])
def test_a_letter_and_a_ticket_in_a_log_tell_nothing_of_the_report(kind):
    report = registered(**EVERYTHING)
    secret = (MessageAttachment("ZG-1-1.jpg", "image/jpeg", b"latarnia"),)
    message = (
        letter_for(report, delivery(), secret)
        if kind == "letter"
        else ticket_for(report, refused(), secret)
    )
    assert not [
        word for word in ("Jan", "600", "latarnia", "Przykładowej") if word in repr(message)
    ]


NAMES = {
    "droga-publiczna": {"pl": "droga gminna", "en": "municipal road"},
    "numer-latarni": {"pl": "numer na słupie"},
    "gorna": {"en": "Upper Town"},
}
IDS = re.compile(r"droga-publiczna|numer-latarni|oswietlenie-uliczne|widzew|wiek-drzewa")


class TestNames:
    """What an office lists by ids, a person reads by names."""

    def test_those_of_the_host_come_first(self):
        text = letter_for(registered(**EVERYTHING), delivery(), names=NAMES).text
        assert "Rodzaj miejsca: droga gminna\n" in text
        assert "Numer na słupie: 14\n" in text
        assert "Obszar: Górna\n" in text, "the host has none in Polish"
        assert ticket_for(registered(**EVERYTHING), refused(), names=NAMES).text.startswith(
            "\n".join(text.splitlines()[:9])
        )

    def test_where_no_name_is_known_there_are_words(self):
        text = letter_for(registered(**EVERYTHING), delivery()).text
        assert "Numer latarni: 14\n" in text

    @pytest.mark.parametrize("kind", list(DispatchKind))
    def test_no_message_has_an_id_in_place_of_a_name(self, kind):
        form = EVERYTHING | {
            "place": EVERYTHING["place"] | {"area": "widzew"},
            "attributes": [
                {"name": "numer-latarni", "value": "12-14"},
                {"name": "wiek-drzewa", "value": "60"},
            ],
        }
        report = registered(**form)
        receipt = ReceiptText("Potwierdzenie", "Przyjęto.") if kind == "receipt" else None
        opened = attrs.evolve(delivery(files=True), kind=kind, receipt=receipt)
        other = attrs.evolve(refused(), kind=kind, routed="trasa 1: Latarnie")
        messages = [letter_for(report, opened, files())]
        if receipt is None:
            messages.append(ticket_for(report, other, files()))
        for message in messages:
            assert not IDS.search(message.subject + message.text), message.text
            if kind is DispatchKind.REPORT:
                assert "Numer latarni: 12-14\n" in message.text, "a value stays as it was typed"
