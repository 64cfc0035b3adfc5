"""§ 6 of the Instruction: reports are registered, handed on, and rid of what tells who wrote."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from lckm_core import (
    RouteTable,
    ToHelpdesk,
    ToMailbox,
    anonymise,
    first_clean_day,
    is_due,
    read_form,
    register,
    route,
    to_data,
)
from lckm_core.reports import (
    Purpose,
    ReportForm,
    check_report_form,
    withdraw,
)

WARSAW = ZoneInfo("Europe/Warsaw")
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
SAMPLES = Path(__file__).parents[2] / "samples"
ROUTES = read_form((SAMPLES / "routes" / "routes.yaml").read_bytes(), name="routes.yaml").build(
    RouteTable
)


def registered(*, now=NOW, **fields):
    form = {"description": "Nie świeci latarnia.", "category": "oswietlenie", **fields}
    return register(form, number="ZG-2026-1", now=now, terms_version="2023-01-19")


class TestRegisteredAndHandedOn:
    """zał. 2 § 6 ust. 1: a report is registered first, and goes to who handles it, as the terms
    say.
    """

    def test_it_gets_a_number_its_moment_and_the_terms_in_force(self):
        report = registered()
        assert (report.number, report.registered_at, report.terms_version) == (
            "ZG-2026-1",
            NOW,
            "2023-01-19",
        )

    def test_then_it_has_a_way_to_who_handles_it(self):
        pothole = {
            "category": "dziura-w-jezdni",
            "place": {"address": "ul. Przykładowa 5", "kind": "droga-publiczna"},
        }
        way = route(registered(**pothole), ROUTES)
        assert isinstance(way, ToMailbox)
        assert way.unit == "Zarząd Dróg i Transportu"

    def test_a_form_with_faults_is_told_all_of_them_at_once(self):
        form = {
            "description": " ",
            "kind": "awaria",
            "place": {"point": {"latitude": 0, "longitude": 0}},
            "attributes": [{"name": "wiek", "value": "1"}, {"name": "wiek", "value": "2"}],
            "attachments": [
                {"name": "film.mp4", "size": 10_000_001},
                {"name": "arkusz.xls", "size": 1},
            ],
            "reporter": {"email": "nigdzie"},
        }
        codes = [f"LCKM-Z{number:03}" for number in (1, 2, 11, 12, 12, 13, 15, 16)]
        assert sorted(finding.code for finding in check_report_form(form, heads=())) == codes


class TestHelpdesk:
    """zał. 2 § 6 ust. 2: what is not mailed to a cell or a unit by itself is handled in the
    helpdesk.
    """

    @pytest.mark.parametrize(
        "fields",
        [
            {"category": "oswietlenie"},
            {"category": "drzewo"},
            {"category": "czego-nie-ma"},
            {"category": ""},
            {"category": "trawa", "kind": "other"},
        ],
        ids=[
            "its route says so",
            "no route matches",
            "no such category",
            "no category",
            "nothing to put right",
        ],
    )
    def test_whatever_has_no_mailbox(self, fields):
        assert isinstance(route(registered(**fields), ROUTES), ToHelpdesk)

    def test_the_reason_is_told(self):
        assert route(registered(category="drzewo"), ROUTES).because.pl == (
            "żadna trasa nie pasuje do tego zgłoszenia (kategoria „Drzewo lub krzew”), więc "
            "obsługuje je helpdesk"
        )

    @pytest.mark.parametrize(
        ("age", "unit"),
        [
            ("11", "Zarząd Zieleni Miejskiej w Łodzi"),
            ("10", "Urząd Miasta Łodzi"),
            ("0", "Urząd Miasta Łodzi"),
        ],
    )
    def test_who_is_mailed_may_hang_on_more_than_the_category(self, age, unit):
        tree = registered(category="drzewo", attributes=[{"name": "wiek-drzewa", "value": age}])
        assert route(tree, ROUTES).unit == unit

    @pytest.mark.parametrize(
        "path", sorted((SAMPLES / "reports").glob("*.yaml")), ids=lambda path: path.name
    )
    def test_every_sample_has_a_way(self, path):
        form = read_form(path.read_bytes(), name=path.name).build(ReportForm)
        heads = [b"%PDF-" for _ in form.attachments]
        report = register(form, number="ZG-2026-1", now=NOW, terms_version="1", heads=heads)
        assert isinstance(route(report, ROUTES), ToMailbox | ToHelpdesk)


class TestNoPersonalDataNeeded:
    """zał. 2 § 6 ust. 3: nobody has to say who they are for their report to be handled."""

    def test_words_alone_are_enough(self):
        assert list(check_report_form({"description": "Nie świeci latarnia."})) == []

    @pytest.mark.parametrize("empty", ["", "   ", None, "\u200b"])
    def test_what_is_left_empty_is_not_given(self, empty):
        reporter = dict.fromkeys(("name", "email", "phone", "address"), empty)
        assert registered(reporter=reporter).personal.reporter is None

    @pytest.mark.parametrize(
        ("field", "value", "code"),
        [
            ("email", "anna małpa wp pl", "LCKM-Z016"),
            ("email", "anna@wp", "LCKM-Z016"),
            ("email", "anna@example.com\nalbo jan@example.com", "LCKM-Z016"),
            ("phone", "po siedemnastej", "LCKM-Z017"),
            ("phone", "60 12 34", "LCKM-Z017"),
            ("phone", 601234, "LCKM-Z017"),
            ("phone", "60123456", "LCKM-Z017"),
            ("phone", "601 234 5678", "LCKM-Z017"),
        ],
    )
    def test_contact_data_that_cannot_be_used_refuse_nothing(self, field, value, code):
        """The resident is told, and staff read the words, which are gone with the term."""
        form = {"description": "Nie świeci.", "reporter": {field: value}}
        findings = check_report_form(form)
        assert [(one.code, one.path) for one in findings.warnings] == [(code, f"/reporter/{field}")]
        assert findings.errors == ()
        assert not any(str(value) in one.message + one.message_en for one in findings)
        report = registered(reporter={field: value})
        assert getattr(report.personal.reporter, field) == " ".join(str(value).split())
        assert str(value) not in str(to_data(anonymise(report)))

    @pytest.mark.parametrize(
        "phone",
        [
            "600 100 200",
            600100200,
            "638 44 44",
            "+48 42 638 44 44 wew. 12, po 17",
            "600 100 200 albo 42 638 44 44",
            "+380 44 123 45 67",
        ],
    )
    def test_a_telephone_of_any_shape_is_one(self, phone):
        form = {"description": "Nie świeci.", "reporter": {"phone": phone}}
        assert list(check_report_form(form)) == []

    @pytest.mark.parametrize("field", ["name", "email", "phone", "address"])
    def test_each_datum_may_stand_alone(self, field):
        value = "jan@example.com" if field == "email" else "600 100 200"
        assert (
            list(check_report_form({"description": "Nie świeci.", "reporter": {field: value}}))
            == []
        )


class TestConsent:
    """zał. 2 § 6 ust. 4: who gives personal data agrees to be contacted, and to nothing else."""

    @pytest.mark.parametrize(
        "fields",
        [
            {"reporter": {"phone": "600 100 200"}},
            {"description": "Proszę dzwonić: 600 100 200"},
            {"place": {"address": "obok mnie, tel. 600 100 200"}},
            {"attributes": [{"name": "kontakt", "value": "jan@example.com"}]},
        ],
        ids=["in a field", "in the words", "in the place", "in an attribute"],
    )
    def test_data_given_is_consent_recorded(self, fields):
        consent = registered(**fields).personal.consent
        assert consent is not None
        assert (consent.given_at, consent.terms_version, consent.purpose) == (
            NOW,
            "2023-01-19",
            Purpose.CONTACT,
        )
        assert consent.withdrawn_at is None

    @pytest.mark.parametrize(
        "description",
        [
            "Sąsiad Jan Kowalski pali śmieci, tel. do niego 601 234 567.",
            "Moja mama (601 234 567) nie widzi krawężnika.",
            "Zarządca: Anna Tosik, 505 661 209. Nikt nie odbiera.",
            "Auto EL 12345 stoi na trawniku.",
            "Od Kowalskich słychać muzykę.",
            "Zgłoszono już panu Nowakowi, ul. Zielona 4 m. 5.",
        ],
    )
    def test_data_of_somebody_else_are_no_consent(self, description):
        """They are redacted as any, and go with the personal part; nobody agreed for them."""
        report = registered(description=description)
        assert report.description != description
        assert report.personal.consent is None

    @pytest.mark.parametrize(
        "description",
        [
            "Nazywam się Jan Kowalski, lampa nie świeci.",
            "Lampa nie świeci. Pozdrawiam, Jan Kowalski",
            "Mieszkam przy Zielonej 4 m. 5, lampa nie świeci.",
            "Lampa przy Zielonej 4 nie świeci, tam mieszkam.",
            "Mój sąsiad hałasuje. Proszę o kontakt: 600 100 200",
            "tel. 600 100 200",
        ],
    )
    def test_own_data_in_the_words_are_consent(self, description):
        assert registered(description=description).personal.consent is not None

    def test_no_data_no_consent(self):
        assert registered().personal.consent is None

    def test_there_is_no_other_purpose(self):
        assert list(Purpose) == [Purpose.CONTACT]


class TestTerm:
    """zał. 2 § 6 ust. 5: six months after the month of registration, or once consent is withdrawn,
    nothing tells who wrote.
    """

    @pytest.mark.parametrize(
        ("registered_at", "clean"),
        [
            (datetime(2023, 1, 1, 0, 0, tzinfo=WARSAW), date(2023, 8, 1)),
            (datetime(2023, 1, 31, 23, 59, 59, tzinfo=WARSAW), date(2023, 8, 1)),
            (datetime(2023, 2, 1, 0, 0, tzinfo=WARSAW), date(2023, 9, 1)),
            (datetime(2023, 8, 15, 12, 0, tzinfo=WARSAW), date(2024, 3, 1)),
            (datetime(2023, 12, 31, 23, 30, tzinfo=UTC), date(2024, 8, 1)),
            (datetime(2023, 6, 30, 22, 30, tzinfo=UTC), date(2024, 2, 1)),
            (datetime(2023, 12, 15, 12, 0, tzinfo=UTC), date(2024, 7, 1)),
            (datetime(1999, 12, 31, 22, 59, 59, tzinfo=UTC), date(2000, 7, 1)),
            (datetime(1999, 12, 31, 23, 0, tzinfo=UTC), date(2000, 8, 1)),
            (datetime(1989, 5, 1, tzinfo=WARSAW), date(1989, 12, 1)),
            (datetime(2079, 12, 31, 23, 59, tzinfo=WARSAW), date(2080, 7, 1)),
            (datetime(2080, 1, 1, tzinfo=WARSAW), date(2080, 8, 1)),
            (datetime(2123, 9, 30, tzinfo=WARSAW), date(2124, 4, 1)),
        ],
    )
    def test_the_first_day_without_them(self, registered_at, clean):
        """I5: the month counts in Łódź, wherever the clock stood."""
        assert first_clean_day(registered_at) == clean

    def test_without_a_time_zone_nobody_knows_the_month(self):
        naive, report = datetime(2023, 1, 31, 23, 59), registered()
        for asked in (
            lambda: first_clean_day(naive),
            lambda: is_due(report, now=naive),
            lambda: withdraw(report, now=naive),
        ):
            with pytest.raises(ValueError, match="naive"):
                asked()

    def test_not_a_tick_sooner(self):
        report = registered(
            now=datetime(2023, 1, 15, 12, tzinfo=UTC), reporter={"phone": "600 100 200"}
        )
        begin = datetime(2023, 8, 1, tzinfo=WARSAW)
        assert not is_due(report, now=begin - timedelta(microseconds=1))
        assert is_due(report, now=begin)

    def test_or_at_once_when_consent_is_withdrawn(self):
        report = withdraw(
            registered(reporter={"phone": "600 100 200"}), now=NOW + timedelta(hours=1)
        )
        assert not is_due(report, now=NOW)
        assert is_due(report, now=NOW + timedelta(hours=1))
        assert is_due(report, now=NOW + timedelta(hours=2))

    def test_the_first_withdrawal_counts(self):
        """I6: asking again changes nothing, and of a report that is anonymous there is nothing to
        withdraw.
        """
        report = registered(reporter={"phone": "600 100 200"})
        once = withdraw(report, now=NOW + timedelta(hours=1))
        assert once.personal.consent.withdrawn_at == NOW + timedelta(hours=1)
        assert withdraw(once, now=NOW + timedelta(hours=2)) == once
        assert withdraw(anonymise(report), now=NOW) == anonymise(report)

    def test_whoever_withdraws_need_not_have_been_seen_to_consent(self):
        """No program sees every name.

        Of this one no consent was recorded, and it goes all the same.
        """
        report = registered(description="Latarnia przy moim domu nie świeci, wiecie którym.")
        assert report.personal.consent is None
        assert is_due(withdraw(report, now=NOW), now=NOW)

    def test_then_what_happened_stays_and_who_wrote_goes(self):
        """I7."""
        report = registered(
            description="Nie świeci latarnia, dzwońcie: 600 100 200.",
            place={"address": "ul. Przykładowa 5", "kind": "droga-publiczna"},
            reporter={"name": "Jan Przykładowy", "phone": "600 100 200"},
        )
        left = anonymise(report)
        assert left.description == "Nie świeci latarnia, dzwońcie: [usunięto: telefon]."
        assert (left.place, left.category, left.registered_at) == (report.place, "oswietlenie", NOW)
        assert left.is_anonymous
        assert not is_due(left, now=NOW + timedelta(days=400))
        assert anonymise(left) == left
