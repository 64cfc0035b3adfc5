"""The template, section „Dokumenty”."""

from datetime import date

import pytest

from lckm_core import Audience, Severity, check
from lckm_core.procedures import Departure, check_attachments, from_data

FILES = ["wniosek.pdf", "Wniosek o wpis (2).docx", "ą.rtf", "x" * 152 + ".pdf", "a.b.pdf"]
NO_FILES = [
    "wniosek",
    "../wniosek.pdf",
    "a/b.pdf",
    "a\\b.pdf",
    ".pdf",
    "a.pdf ?",
    "~a.pdf",
    "x" * 153 + ".pdf",
    "",
    1,
    "brak",
    "a.toolong",
]


class TestSection:
    """wzór, dział: Dokumenty: files themselves are handed in, not links to them."""

    @pytest.mark.parametrize(
        ("name", "found"), [("Wykaz", []), ("Wykaz: https://lodz.pl/wykaz.pdf", ["LCKM-F010"])]
    )
    def test_a_link_is_no_file(self, minimal, name, found):
        procedure = from_data(minimal | {"other_documents": [{"name": name}]})
        assert [finding.code for finding in check_attachments(procedure, {})] == found

    def test_no_departure_lifts_the_ban_on_links(self, minimal):
        """zał. 2 § 9 ust. 3 lets one depart from its own rules.

        This one is the template's, and says należy.
        """
        data = minimal | {"other_documents": [{"name": "Wykaz: https://lodz.pl/wykaz.pdf"}]}
        agreed = Departure(
            minimal["id"], "LCKM-F010", "Wzorcowy Jan", date(2026, 1, 2), "ZKM.0141.1.2026"
        )
        found = check(data, departures=[agreed])
        assert {finding.code: finding.severity for finding in found} == {
            "LCKM-D002": Severity.ERROR,
            "LCKM-F010": Severity.ERROR,
        }
        assert {finding.cites for finding in found if finding.code == "LCKM-F010"} == {
            "wzór, dział: Dokumenty"
        }


class TestSubmission:
    """wzór: Formy i miejsce składania dokumentów: every way of handing in with its places.

    Nie dotyczy where nothing is.
    """

    @pytest.mark.parametrize(
        ("way", "place"),
        [("by_post", "ul. A 1"), ("in_person", "ul. A 1"), ("electronically", "ePUAP")],
    )
    def test_ways(self, with_field, way, place):
        assert with_field("submission", [{"way": way, "places": [place]}]) == []

    @pytest.mark.parametrize(
        ("way", "place"),
        [
            *(
                ("phone", place)
                for place in (
                    *("42 638-44-44", "+48 (42) 638-44-44", "986", "tel. 42 638 44 44 wew. 12"),
                    *("42 638-44-44 (pn.–pt. 8–16)", "Oddział Call Center: 42 638-44-44"),
                    *(
                        "42 638-44-01–05",
                        "u kierownika, 42 638-44-44",
                        "numer alarmowy 112",
                        "19115",
                        "601 234 567",
                        "Straż Miejska 986",
                    ),
                )
            ),
            *(
                ("in_person", place)
                for place in (
                    *("kierownik żłobka", "ul. A 1, stanowisko ePUAP", "urna", "ul. A 1, parter"),
                    *("każdy urząd w Polsce", "punkt potwierdzania profilu zaufanego"),
                    *("Park Źródliska, brama", "u dzielnicowego", "biuro przy ul. A 1, tel. 986"),
                )
            ),
            *(
                ("by_post", place)
                for place in (
                    *("Urząd Miasta Łodzi, ul. Piotrkowska 104, 90-926 Łódź", "skrytka pocztowa 5"),
                    *("Wydział Najmu, ul. A 1", "ul. A 1, pok. 3, 90-001 Łódź"),
                    *("ul. A 1, 90-001 Łódź, biuro@lodz.pl", "adres wybranej szkoły", "ul. A 1"),
                    *("każda ambasada RP", "90-926 Łódź"),
                )
            ),
            *(
                ("electronically", place)
                for place in (
                    *("ePUAP", "biznes.gov.pl", "Emp@tia", "PUE ZUS", "skrytka ePUAP /uml/skrytka"),
                    *("aplikacja mObywatel", "e-Doręczenia AE:PL-12345-67890-ABCDE-12", "PWPW"),
                    *("komputer w pok. 3 (ePUAP)", "elektroniczna skrzynka podawcza", "geoportal"),
                )
            ),
        ],
    )
    def test_places_of_a_way(self, with_field, way, place):
        assert with_field("submission", [{"way": way, "places": [place]}]) == []

    @pytest.mark.parametrize(
        ("way", "place"),
        [
            *(
                ("phone", place)
                for place in (
                    *("(42) 674-96", "u kierownika", "Oddział Call Center", "ul. A 1", "ePUAP"),
                    *("638-44", "pok. 3", "a@lodz.pl", "+48 42 638-44-4", "numer na stronie"),
                )
            ),
            *(
                ("in_person", place)
                for place in ("ePUAP", "a@lodz.pl", "42 638-44-44", "biznes.gov.pl", "Emp@tia")
            ),
            *(
                ("by_post", place)
                for place in ("a@lodz.pl", "ePUAP", "42 638-44-44", "pok. 3", "mObywatel")
            ),
            *(
                ("electronically", place)
                for place in (
                    "pok. 3",
                    "II piętro",
                    "42 638-44-44",
                    "pokój nr 12",
                    "sala 5, parter",
                )
            ),
        ],
    )
    def test_places_of_another_way(self, with_field, way, place):
        assert with_field("submission", [{"way": way, "places": [place]}]) == ["LCKM-R060"]

    def test_one_telephone_is_enough(self, with_field):
        places = ["Oddział Call Center", "42 638-44-44"]
        assert with_field("submission", [{"way": "phone", "places": places}]) == []

    @pytest.mark.parametrize(
        "place",
        ["a@uml.lodz.pl", "e-mail: a@uml.lodz.pl", "wydział, a@uml.lodz.pl", "a(at)lodz.pl"],
    )
    def test_an_email_with_its_address(self, with_field, place):
        assert with_field("submission", [{"way": "email", "places": [place]}]) == []

    @pytest.mark.parametrize(
        "place", ["na adres wydziału", "sekretariat", "w dowolnej formie", "a@zzm", "biuro@"]
    )
    def test_an_email_without_address(self, with_field, place):
        assert with_field("submission", [{"way": "email", "places": [place]}]) == ["LCKM-R048"]

    @pytest.mark.parametrize(
        ("place", "found"),
        [
            *(("a@uml.lodz.pl", ["LCKM-R048"]), ("e-mail: a@uml.lodz.pl", ["LCKM-R048"])),
            *(("Emp@tia", []), ("ePUAP", []), ("ePUAP, pytania: a@uml.lodz.pl", [])),
        ],
    )
    def test_an_email_is_not_the_electronic_way(self, with_field, place, found):
        assert with_field("submission", [{"way": "electronically", "places": [place]}]) == found

    @pytest.mark.parametrize("word", ["nie dotyczy", "Nie dotyczy."])
    def test_nothing_is_handed_in(self, minimal, codes, word):
        assert codes(minimal | {"submission": word, "required_documents": None}) == []
        assert codes(minimal | {"submission": word}) == ["LCKM-R035"]

    @pytest.mark.parametrize("place", ["jw.", "J.W.", "jak wyżej", "adres jw.", "tamże", "–"])
    def test_a_place_that_is_none(self, with_field, place):
        assert with_field("submission", 0, "places", [place]) == ["LCKM-R039"]

    @pytest.mark.parametrize("value", ["brak", "", None, [], {}, "pocztą", ["by_post"]])
    def test_another_word(self, with_field, value):
        assert with_field("submission", value) == ["LCKM-P017"]

    @pytest.mark.parametrize(
        "item",
        [{"way": "by_fax", "places": ["A"]}, {"way": "email", "places": []}, {"way": "email"}, {}],
    )
    def test_no_way(self, with_field, item):
        assert set(with_field("submission", [item])) == {"LCKM-P017"}

    def test_it_must_be_given(self, without):
        assert without("submission") == ["LCKM-P017"]

    @pytest.mark.parametrize("place", ["https://epuap.gov.pl/wniosek", "www.lodz.pl/formularz"])
    def test_no_links_to_e_forms(self, with_field, place):
        assert with_field("submission", [{"way": "electronically", "places": [place]}]) == [
            "LCKM-R018"
        ]

    @pytest.mark.parametrize(
        ("way", "place"),
        [
            *(("in_person", place) for place in ("w urzędzie", "pok. 3", "parter", "USC")),
            *(("by_post", place) for place in ("Wydział Najmu", "Zarząd Lokali Miejskich")),
        ],
    )
    def test_a_way_names_a_location(self, with_field, way, place):
        ways = [{"way": way, "places": [place]}]
        assert with_field("submission", ways) == ["LCKM-R067"]
        assert with_field("submission", [ways[0] | {"places": [place, "Tuwima 36"]}]) == []


class TestSubmissionDeadline:
    """wzór: Termin składania dokumentów: by when, for each form where it differs."""

    @pytest.mark.parametrize("text", ["do 30 czerwca", "w dowolnym czasie", "bezterminowo"])
    def test_deadlines(self, with_field, text):
        assert with_field("submission_deadline", [{"text": text}]) == []

    @pytest.mark.parametrize("value", [None, []])
    def test_it_is_given_where_documents_are_handed_in(self, minimal, codes, value):
        without = minimal | {"submission_deadline": value}
        assert codes(without) == ["LCKM-R034"]
        nothing = {"submission": "nie dotyczy", "required_documents": None}
        assert codes(without | nothing) == []

    @pytest.mark.parametrize(
        "value",
        ["do 30 czerwca", [{}], [{"text": ""}], [{"text": "A", "way": "fax"}], {}, "nie dotyczy"],
    )
    def test_no_deadlines(self, with_field, value):
        assert set(with_field("submission_deadline", value)) == {"LCKM-P018"}

    @pytest.mark.parametrize(("way", "found"), [("in_person", []), ("by_post", ["LCKM-R019"])])
    def test_for_a_form_that_is_offered(self, with_field, way, found):
        assert with_field("submission_deadline", [{"text": "do 30 czerwca", "way": way}]) == found


class TestRequiredDocuments:
    """wzór: Wymagane dokumenty.

    To submit and to present, each with its file, example and e-forms, where there are any.
    """

    @pytest.mark.parametrize(
        "value",
        [{"to_submit": [{"name": "Wniosek"}]}, {"to_present": [{"name": "Dowód"}]}],
    )
    def test_two_groups(self, with_field, value):
        assert with_field("required_documents", value) == []

    @pytest.mark.parametrize("value", [None, {}, {"to_submit": [], "to_present": None}])
    @pytest.mark.parametrize(
        ("way", "found"), [("in_person", ["LCKM-R035"]), ("by_post", ["LCKM-R035"]), ("phone", [])]
    )
    def test_ways_without_documents(self, minimal, codes, value, way, found):
        ways = [{"way": way, "places": ["986" if way == "phone" else "ul. Piotrkowska 104"]}]
        assert codes(minimal | {"submission": ways, "required_documents": value}) == found

    @pytest.mark.parametrize(
        ("title", "place", "found"),
        [
            ("Zgłoszenie suchego drzewa", "ePUAP", []),
            ("Wskazanie miejsca na ławkę", "portal Łódzkiego Centrum Kontakt z Mieszkańcami", []),
            ("Wskazanie miejsca na ławkę", "ePUAP", ["LCKM-R035"]),
            ("Zgłoszenie robót budowlanych", "ePUAP", ["LCKM-R035"]),
        ],
    )
    def test_a_report_needs_none(self, minimal, codes, title, place, found):
        ways = [{"way": "electronically", "places": [place]}]
        changed = {"title": title, "submission": ways, "required_documents": None}
        assert codes(minimal | changed) == found

    @pytest.mark.parametrize("other", ["by_post", "in_person", "email"])
    def test_a_matter_that_is_told_by_telephone_needs_none(self, minimal, codes, other):
        place = "lckm@uml.lodz.pl" if other == "email" else "ul. Piotrkowska 104"
        ways = [{"way": "phone", "places": ["986"]}, {"way": other, "places": [place]}]
        assert codes(minimal | {"submission": ways, "required_documents": None}) == []

    @pytest.mark.parametrize(
        "value", [[], "brak", {"to_submit": ["Wniosek"]}, {"to_submit": [{}]}, {"to_submit": {}}]
    )
    def test_no_groups(self, with_field, value):
        assert set(with_field("required_documents", value)) == {"LCKM-P019"}

    @pytest.mark.parametrize("key", ["file", "example"])
    @pytest.mark.parametrize("file", FILES)
    def test_files(self, with_field, key, file):
        """A form to fill in is no PDF, and its filled-in example is one."""
        documents = {"to_submit": [{"name": "Wniosek", key: file}]}
        is_pdf = (file or "").lower().endswith(".pdf")
        wrong = file and is_pdf != (key == "example")
        code = "LCKM-F001" if key == "example" else "LCKM-F002"
        assert with_field("required_documents", documents) == ([code] if wrong else [])

    @pytest.mark.parametrize("file", NO_FILES)
    def test_no_files(self, with_field, file):
        assert set(
            with_field("required_documents", {"to_submit": [{"name": "Wniosek", "file": file}]})
        ) == {"LCKM-P019"}

    @pytest.mark.parametrize(
        ("form", "found"),
        [
            ({"platform": "ePUAP", "url": "https://epuap.gov.pl/w"}, []),
            ({"platform": "ePUAP", "url": "epuap"}, ["LCKM-P019"]),
            ({"platform": "ePUAP"}, ["LCKM-P019"]),
            ({"url": "https://epuap.gov.pl/w"}, ["LCKM-P019"]),
        ],
    )
    def test_e_forms(self, minimal, codes, form, found):
        documents = {"to_submit": [{"name": "Wniosek", "e_forms": [form]}]}
        ways = [{"way": "electronically", "places": ["ePUAP"]}]
        assert codes(minimal | {"submission": ways, "required_documents": documents}) == found
        if not found:
            assert codes(minimal | {"required_documents": documents}) == ["LCKM-R038"]

    def test_they_are_shown(self, shown):
        entries = shown(
            Audience.PORTAL, required_documents={"to_submit": [{"name": "Wniosek o wpis"}]}
        )
        assert any("Wniosek o wpis" in blocks for blocks in entries.values())


class TestOtherDocuments:
    """wzór: Pozostałe dokumenty: what helps without being needed, with its file."""

    @pytest.mark.parametrize(
        "value", [None, [], [{"name": "Regulamin"}], [{"name": "Regulamin", "file": "r.pdf"}]]
    )
    def test_documents(self, with_field, value):
        assert with_field("other_documents", value) == []

    @pytest.mark.parametrize(
        "value", ["Regulamin", [{}], [{"file": "r.pdf"}], [{"name": ""}], {}, "brak"]
    )
    def test_no_documents(self, with_field, value):
        assert set(with_field("other_documents", value)) == {"LCKM-P020"}

    @pytest.mark.parametrize("file", NO_FILES)
    def test_no_files(self, with_field, file):
        assert set(with_field("other_documents", [{"name": "Regulamin", "file": file}])) == {
            "LCKM-P020"
        }
