"""What a clerk is told of a value that does not fit the form, word for word, and what of a faulty
file is judged still.
"""

import math
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from lckm_core import (
    Directory,
    Procedure,
    check,
    read,
    to_yaml,
)
from lckm_core.organisation import OFFICE, Role, Unit
from lckm_core.procedures import (
    Channel,
    Departure,
    Handover,
    analyse,
    apply_departures,
    check_handover,
    from_data,
)
from lckm_core.procedures.parts import StaffPhone
from lckm_core.procedures.template import CallCentre

MINIMAL = yaml.safe_load(
    (Path(__file__).parents[2] / "files" / "accepted" / "minimal.yaml").read_text("utf-8")
)


def messages_by_path(**fields: Any) -> dict[str, tuple[str, str]]:
    """Return what is found in a clean procedure with these fields instead.

    Polish and English by path.
    """
    return {
        finding.path: (finding.message, finding.text("en")) for finding in check(MINIMAL | fields)
    }


@pytest.mark.parametrize(
    ("value", "polish", "english"),
    [
        (
            7,
            "powinien tu być tekst w jednym wierszu, a jest liczba 7.",
            "should hold text on one line but holds a number 7.",
        ),
        (
            1.5,
            "powinien tu być tekst w jednym wierszu, a jest liczba 1.5.",
            "should hold text on one line but holds a number 1.5.",
        ),
        (
            True,
            "powinien tu być tekst w jednym wierszu, a jest wartość tak/nie True.",
            "should hold text on one line but holds a yes or no True.",
        ),
        (
            [],
            "powinien tu być tekst w jednym wierszu, a jest lista.",
            "should hold text on one line but holds a list.",
        ),
        (
            {},
            "powinien tu być tekst w jednym wierszu, a jest zestaw pól.",
            "should hold text on one line but holds a set of fields.",
        ),
        (
            math.nan,
            "powinien tu być tekst w jednym wierszu, a jest wartość, której plik nie może "
            "zawierać.",
            "should hold text on one line but holds a value that no file can hold.",
        ),
        (
            math.inf,
            "powinien tu być tekst w jednym wierszu, a jest wartość, której plik nie może "
            "zawierać.",
            "should hold text on one line but holds a value that no file can hold.",
        ),
        (
            Decimal("1.5"),
            "powinien tu być tekst w jednym wierszu, a jest wartość, której plik nie może "
            "zawierać.",
            "should hold text on one line but holds a value that no file can hold.",
        ),
        (
            2**53,
            f"powinien tu być tekst w jednym wierszu, a jest liczba {2**53}.",
            f"should hold text on one line but holds a number {2**53}.",
        ),
        (
            -(2**53) - 1,
            "powinien tu być tekst w jednym wierszu, a jest wartość, której plik nie może "
            "zawierać.",
            "should hold text on one line but holds a value that no file can hold.",
        ),
        (
            "brak",
            "nie może tu być „brak”, a pola nie można pominąć. Podaj jego treść.",
            "“brak” cannot stand here, and the field cannot be left out. Fill it in.",
        ),
    ],
)
def test_another_value_than_a_text(value, polish, english):
    assert messages_by_path(title=value)["/title"] == (
        f"Pole „Nazwa procedury” (title): {polish}",
        f"Field “title”: {english}",
    )


@pytest.mark.parametrize(("length", "shown"), [(1, 1), (59, 59), (60, 60), (61, 60), (200, 60)])
def test_of_a_text_where_none_belongs_sixty_characters_are_shown(length, shown):
    polish, english = messages_by_path(produced_on="x" * length)["/produced_on"]
    assert polish.endswith(
        f"powinien tu być dzień w zapisie rrrr-mm-dd, a jest tekst „{'x' * shown}”."
    )
    assert english.endswith(f"should hold a day written rrrr-mm-dd but holds text “{'x' * shown}”.")


def test_what_is_wanted_instead_is_said():
    assert (
        "powinien tu być zestaw pól: name, a jest tekst „Jan”."
        in messages_by_path(owner="Jan")["/owner"][0]
    )
    assert (
        "powinna tu być lista albo „brak”, a jest liczba 7." in messages_by_path(fees=7)["/fees"][0]
    )
    assert messages_by_path(internal="może")["/internal"][1].endswith(
        "should hold true or false but holds text “może”."
    )
    related = [{"id": "KA-00002", "kind": "inny"}]
    polish, english = messages_by_path(related=related)["/related/0/kind"]
    assert polish.endswith(
        "powinno tu być jedno z: required (niezbędna), connected (pokrewna), a jest tekst „inny”."
    )
    assert english.endswith("should hold one of: required, connected but holds text “inny”.")


class TestWhatToWrite:
    """A value that does not fit is answered with what may have been meant, or with the YAML that
    fits.
    """

    ACCOUNT = "50124010371111001109250073"

    def meant(self, path: str, **fields: Any) -> str:
        """Return what follows the wrong value in the Polish message."""
        polish, _ = messages_by_path(**fields)[path]
        return polish.rpartition("a jest ")[2]

    @pytest.mark.parametrize(
        ("typed", "unit"),
        [
            ("dni", "days"),
            ("DNI ROBOCZE", "working_days"),
            ("dzien roboczy", "working_days"),
            ("miesiecy", "months"),
            ("day", "days"),
        ],
    )
    def test_a_choice_in_polish(self, typed, unit):
        deadline = {"terms": [{"amount": 7, "unit": typed}]}
        assert (
            self.meant("/deadline/terms/0/unit", deadline=deadline)
            == f"tekst „{typed}”. Czy chodzi o „{unit}”?"
        )
        assert messages_by_path(deadline=deadline)["/deadline/terms/0/unit"][1].endswith(
            f"Did you mean “{unit}”?"
        )

    @pytest.mark.parametrize(
        ("typed", "way"),
        [
            ("osobiscie", "in_person"),
            ("pocztą", "by_post"),
            ("e-mail", "email"),
            ("telefon", "phone"),
        ],
    )
    def test_a_form_of_handing_in(self, typed, way):
        submission = [{"way": typed, "places": ["ul. A 1"]}]
        assert self.meant("/submission/0/way", submission=submission).endswith(
            f"Czy chodzi o „{way}”?"
        )

    @pytest.mark.parametrize("typed", ["kwartał", "d", "", "1"])
    def test_a_word_that_may_be_any_is_not_guessed(self, typed):
        deadline = {"terms": [{"amount": 7, "unit": typed}]}
        assert self.meant("/deadline/terms/0/unit", deadline=deadline) == f"tekst „{typed}”."

    def test_a_number_in_quotes(self):
        deadline = {"terms": [{"amount": "30", "unit": "days"}]}
        assert (
            self.meant("/deadline/terms/0/amount", deadline=deadline)
            == "tekst „30”. Wpisz 30 bez cudzysłowu."
        )

    @pytest.mark.parametrize("typed", ["ok. 17", "2.100", "17.- zł"])
    def test_what_is_no_amount_is_not_guessed(self, typed):
        fees = [{"account": self.ACCOUNT, "rows": [{"kind": "opłata", "amount": typed}]}]
        assert self.meant("/fees/0/rows/0/amount", fees=fees) == f"tekst „{typed}”."

    @pytest.mark.parametrize(
        "typed",
        [
            *("0,50 zł/m²", "5 zł za stronę", "2 % podstawy", "od 200 do 300 zł", "17-20"),
            *("17 zł + VAT", "17 zł od każdej strony", "100 zł albo 200 zł", "10 zł każda strona"),
        ],
    )
    def test_what_is_no_single_sum_is_pointed_at_its_column(self, typed):
        fees = [{"account": self.ACCOUNT, "rows": [{"kind": "opłata", "amount": typed}]}]
        assert self.meant("/fees/0/rows/0/amount", fees=fees) == (
            f"tekst „{typed}”. Stawkę i to, co nie jest jedną kwotą, wpisz w polu „Sposób "
            "ustalenia wysokości opłaty” (rule), a to zostaw puste."
        )

    @pytest.mark.parametrize(
        "typed", ["31.02.2027", "30-02-2027", "29.2.2027", "31/13/2027", "2027.02.31", "2027-04-31"]
    )
    def test_a_day_that_no_calendar_has(self, typed):
        polish, english = messages_by_path(valid_to=typed)["/valid_to"]
        assert polish.endswith(f": dnia {typed} nie ma w kalendarzu. Wpisz dzień, który istnieje.")
        assert english.endswith(f": there is no day {typed}. Give a day that exists.")

    @pytest.mark.parametrize("typed", ["1.12.26", "5.6", "12/11/2027 albo później", "luty 2027"])
    def test_what_is_no_whole_day_is_not_said_to_be_in_no_calendar(self, typed):
        assert "kalendarzu" not in messages_by_path(valid_to=typed)["/valid_to"][0]

    @pytest.mark.parametrize(
        "typed",
        [
            *("bezterminowo", "Bezterminowo.", "na czas nieokreślony", "czas nieokreślony"),
            *("do odwołania", "bez terminu", "na stałe", "ważne bezterminowo", "nieokreślona"),
        ],
    )
    def test_a_text_that_says_without_end_is_to_be_left_out(self, typed):
        polish, english = messages_by_path(valid_to=typed)["/valid_to"]
        assert polish.endswith("a bez dnia pole zostaje puste. Usuń te słowa.")
        assert english.endswith("is left empty where there is none. Remove the words.")

    @pytest.mark.parametrize(
        ("typed", "amount"),
        [
            *(("17.5", "17,50"), ("17.5 zł", "17,50"), ("1750.5", "1750,50"), ("17. 5", "17,50")),
            *(("0.5", "0,50"), ("17 zł 50 gr", "17,50"), ("17zł 05gr", "17,05")),
            ("82.9 PLN", "82,90"),
        ],
    )
    def test_an_amount_has_both_digits_of_its_grosze(self, typed, amount):
        fees = [{"account": self.ACCOUNT, "rows": [{"kind": "opłata", "amount": typed}]}]
        assert (
            self.meant("/fees/0/rows/0/amount", fees=fees)
            == f"tekst „{typed}”. Czy chodzi o „{amount}”?"
        )
        fees[0]["rows"][0]["amount"] = amount
        assert messages_by_path(fees=fees) == {}

    def test_an_amount_that_is_a_number(self):
        fees = [{"account": self.ACCOUNT, "rows": [{"kind": "opłata", "amount": 17.5}]}]
        found = self.meant("/fees/0/rows/0/amount", fees=fees)
        assert found == "liczba 17.5. Czy chodzi o „17,50”?"

    @pytest.mark.parametrize(
        "typed",
        [
            *("bezpłatnie", "Bezpłatna.", "brak opłat", "Brak opłat.", "bez opłat", "nieodpłatnie"),
            *("nie pobiera się", "Nie pobiera się opłat", "opłat się nie pobiera", "za darmo"),
            *("sprawa jest bezpłatna", "zwolnione z opłat", "wolne od opłaty skarbowej", "nie ma"),
            *("0", "0 zł", "0,00 zł", 0, "nie wymaga opłat", "nie podlega opłacie skarbowej"),
        ],
    )
    def test_other_words_for_no_fee(self, typed):
        whole, _ = messages_by_path(fees=typed)["/fees"]
        rows, _ = messages_by_path(fees=[{"rows": typed}])["/fees/0/rows"]
        for message in (whole, rows):
            assert re.search(r"\. Wpisz „brak”\.$|: wpisz samo „brak”, a nie „.+”\.$", message)

    @pytest.mark.parametrize(
        "typed",
        [
            *("17 zł", "opłata skarbowa", "bezpłatnie dla dzieci", "bezpłatnie, jeśli mieszkasz"),
            *("bez opłat do 30 minut", "zgodnie z cennikiem", "170", 17, "od 0 zł do 20 zł"),
            *("zwolnieni z opłaty są emeryci", "nie pobiera się od seniorów"),
        ],
    )
    def test_words_for_some_fee(self, typed):
        assert "Wpisz „brak”" not in self.meant("/fees", fees=typed)

    @pytest.mark.parametrize(
        ("typed", "sign", "item"),
        [
            ("– złożenie wniosku", "półpauzą „–”", "złożenie wniosku"),
            ("— złożenie wniosku", "pauzą „—”", "złożenie wniosku"),
            ("• złożenie wniosku", "znakiem „•”", "złożenie wniosku"),
            ("* złożenie wniosku", "znakiem „*”", "złożenie wniosku"),
            ("−złożenie wniosku", "znakiem „−”", "złożenie wniosku"),
            ("– złożenie wniosku – wniesienie opłaty", "półpauzą „–”", "złożenie wniosku"),
            ("– złożenie wniosku\n– wniesienie opłaty", "półpauzą „–”", "złożenie wniosku"),
            ("– ", "półpauzą „–”", "…"),
        ],
    )
    def test_another_sign_before_the_items_of_a_list(self, typed, sign, item):
        found = self.meant("/online_activities", online_activities=typed)
        assert found.endswith(
            f". Pozycja listy zaczyna się łącznikiem „-” (klawisz minus) i odstępem, a nie {sign}. "
            f"Wpisz pod „online_activities:”, w nowym wierszu: „- {item}”."
        )

    def test_the_sign_is_told_in_english(self):
        found = messages_by_path(steps="– Złóż wniosek")["/steps"][1]
        assert "not with an en dash “–”" in found
        assert found.endswith("“- {name: Złóż wniosek}”.")

    @pytest.mark.parametrize(
        ("typed", "day"),
        [("1.02.2026", "2026-02-01"), ("2026-2-1", "2026-02-01"), ("1.2.2026 r.", "2026-02-01")],
    )
    def test_a_day(self, typed, day):
        assert (
            self.meant("/produced_on", produced_on=typed)
            == f"tekst „{typed}”. Czy chodzi o „{day}”?"
        )

    @pytest.mark.parametrize("typed", ["31.02.26", "jutro", "2026"])
    def test_what_is_no_day_is_not_guessed(self, typed):
        assert self.meant("/produced_on", produced_on=typed) == f"tekst „{typed}”."

    @pytest.mark.parametrize(
        ("typed", "address"),
        [
            ("HTTPS://WIZYTY.UML.LODZ.PL/A", "https://wizyty.uml.lodz.pl/A"),
            ("https://żółw.pl/ż", "https://xn--w-uga1v8h.pl/ż"),
            ("www.uml.lodz.pl", "https://www.uml.lodz.pl"),
        ],
    )
    def test_a_web_address(self, typed, address):
        appointments = {"ways": [{"link": typed}]}
        found = self.meant("/appointments/ways/0/link", appointments=appointments)
        assert found == f"tekst „{typed}”. Czy chodzi o „{address}”?"
        assert messages_by_path(appointments={"ways": [{"link": address}]}) == {}

    @pytest.mark.parametrize(
        "typed", ["ftp://uml.lodz.pl", "http://a", "https://a..pl", "x" * 70 + ".pl", "a b.pl"]
    )
    def test_what_is_no_web_address_is_not_guessed(self, typed):
        found = self.meant("/appointments/ways/0/link", appointments={"ways": [{"link": typed}]})
        assert found == f"tekst „{typed[:60]}”."

    @pytest.mark.parametrize(
        ("fields", "path", "yaml_of_it"),
        [
            ({"owner": "Nowak Jan"}, "/owner", "Wpisz: „owner: {name: Nowak Jan}”."),
            ({"owner": "Nowak: Jan"}, "/owner", "Wpisz: „owner: {name: …}”."),
            (
                {"useful_info": "bez opłat"},
                "/useful_info",
                "w nowym wierszu, po myślniku: „- bez opłat”.",
            ),
            ({"useful_info": "Bez opłat."}, "/useful_info", "po myślniku: „- Bez opłat.”."),
            (
                {"steps": "Złóż wniosek"},
                "/steps",
                "w nowym wierszu, po myślniku: „- {name: Złóż wniosek}”.",
            ),
            ({"steps": ["Złóż wniosek"]}, "/steps/0", "Wpisz: „- {name: Złóż wniosek}”."),
            ({"related": "KA-1"}, "/related", "po myślniku: „- {id: …}”."),
            (
                {"deadline": "7 dni"},
                "/deadline",
                "Wpisz: „deadline: {terms: [{amount: …, unit: …}]}”.",
            ),
            ({"fees": 17}, "/fees", "po myślniku: „- {rows: [{kind: …, amount: …}]}”."),
            (
                {"required_documents": []},
                "/required_documents",
                "Wpisz: „required_documents: {to_submit: [{name: …}]}”.",
            ),
            (
                {"places": None},
                "/places",
                "nie ma tego pola. Podaj listę, np. places: [{unit: …}].",
            ),
        ],
    )
    def test_the_yaml_that_fits(self, fields, path, yaml_of_it):
        assert messages_by_path(**fields)[path][0].endswith(yaml_of_it)


def test_a_place_is_told_what_it_lacks():
    polish, english = messages_by_path(places=[{"address": "ul. A 1", "phones": ["986"]}])[
        "/places/0"
    ]
    assert "podaj przynajmniej jedno z: " in polish
    assert "(unit)" in polish
    assert "give at least one of: " in english
    assert "unit, cell" in english


def test_a_question_ends_with_its_mark():
    polish, english = messages_by_path(tytul="x")["/tytul"]
    assert polish.endswith("?")
    assert english.endswith("?")


class TestWhatIsSound:
    """One fault does not keep the other fields, or the other items of a list, from being judged."""

    def test_items_around_a_faulty_one(self):
        sound, faulty = {"unit": OFFICE}, {"unit": 7}
        found = check(MINIMAL | {"places": [sound, faulty, sound]})
        lacking = [finding.path for finding in found if finding.code == "LCKM-R014"]
        assert lacking == ["/places/0", "/places/2"]

    def test_a_list_that_is_none(self):
        found = check(MINIMAL | {"places": "tu"})
        assert [finding.path for finding in found] == ["/places"]

    def test_a_field_left_out_has_its_default(self):
        analysis = analyse(MINIMAL | {"title": 7})
        assert analysis.procedure is None
        assert "title" not in analysis.sound
        assert analysis.sound["internal"] is False
        assert analysis.sound["related"] == ()
        assert analysis.sound["cell"] == MINIMAL["cell"]
        assert analysis.entry is not None
        doubtful = analyse(MINIMAL | {"title": 7, "valid_to": "jutro"}).entry
        assert doubtful is not None
        assert doubtful.window is None
        assert analyse(MINIMAL | {"id": ["KA-00001"]}).entry is None
        new = analyse(MINIMAL | {"id": None}).entry
        assert (new is not None, new and new.id) == (True, ""), "it has no number yet"

    @pytest.mark.parametrize("data", [None, [], "tekst", 7])
    def test_data_that_are_no_procedure(self, data):
        analysis = analyse(data)
        assert (analysis.procedure, dict(analysis.sound), analysis.entry) == (None, {}, None)
        assert [finding.path for finding in check(data)] == [""]


@pytest.mark.parametrize("other", ["KA-00000", "KA-00002"])
def test_a_departure_of_another_procedure_lifts_nothing(other):
    found = check(MINIMAL | {"title": "x" * 161})
    agreed = Departure(
        procedure=other,
        code="LCKM-P001",
        agreed_with="A B",
        agreed_on=date(2026, 1, 2),
        reference="1/2026",
    )
    assert apply_departures(found, "KA-00001", [agreed]) == found


class TestPositions:
    @pytest.mark.parametrize(
        ("path", "position"),
        [
            ("", (1, 1)),
            ("/none", (1, 1)),
            ("/a/0", (1, 5)),
            ("/a/1", (1, 8)),
            ("/a/2", (1, 4)),
            ("/a/x", (1, 4)),
            ("/b/0", (2, 4)),
            ("/b/0/x", (2, 4)),
            ("/c/0", (3, 10)),
            ("/c/1", (3, 4)),
            ("/d~1e", (4, 6)),
        ],
    )
    def test_of_a_pointer(self, path, position):
        document = read('a: [x, y]\nb: z\nc: {"0": w}\nd/e: v\n')
        assert document.position(path) == position


class TestWriting:
    def test_the_form_of_the_file(self):
        procedure = from_data(
            MINIMAL
            | {
                "deadline": {"text": "Na bieżąco"},
                "how_to": "Zażółć.\n\n" + "słowo " * 40 + "koniec",
            }
        )
        written = to_yaml(procedure)
        first, *lines = written.splitlines()
        assert first == "# yaml-language-server: $schema=../schemas/procedure.schema.json"
        assert lines[0] == "id: KA-00001"
        assert [line.partition(":")[0] for line in lines if line[:1].isalpha()] == [
            key
            for key in (field.name for field in Procedure.__attrs_attrs__)
            if f"\n{key}:" in written
        ]
        assert "how_to: |-" in lines
        assert "  Zażółć." in lines
        assert "- name: Złóż wniosek" in lines
        assert "&id" not in written
        assert to_yaml(procedure, schema="https://a.pl/x.json").startswith(
            "# yaml-language-server: $schema=https://a.pl/x.json\n"
        )

    def test_equal_parts_are_written_twice(self):
        phone = StaffPhone("A", "986")
        written = to_yaml(CallCentre(phones=(phone, phone)))
        assert written.count("phone: '986'") == 2
        assert "*id" not in written


class TestHandover:
    UNITS = Directory((Unit("Zarząd Dróg"), Unit("Zarząd Zieleni")))

    def handed(self, **fields: Any) -> list[tuple[str, str]]:
        given = {
            "unit": "Zarząd Dróg",
            "role": Role.HEAD_OF_UNIT,
            "channel": Channel.EPUAP,
            "received_on": date(2026, 1, 2),
            "reference": "1",
            "asked_by": "Anna Wzorcowa",
        }
        found = check_handover(
            Handover(**given | fields), first_inclusion=False, directory=self.UNITS
        )
        return [(finding.message, finding.text("en")) for finding in found]

    @pytest.mark.parametrize("unit", ["Zarząd Drog", "Zarzad Dróg"])
    def test_a_name_nearly_known_is_suggested(self, unit):
        ((polish, english),) = self.handed(unit=unit)
        assert polish.endswith(" Czy chodzi o „Zarząd Dróg”?")
        assert english.endswith(" Did you mean “Zarząd Dróg”?")

    def test_a_name_like_none_is_not(self):
        ((polish, _),) = self.handed(unit="Teatr")
        assert polish.endswith("nie było „Teatr”.")

    def test_the_number_that_is_missing_is_named(self):
        ((polish, english),) = self.handed(reference="")
        assert "(numer UPP)" in polish
        assert "(of the UPP)" in english
        ((polish, english),) = check_handover_of_a_cell()
        assert "(znak sprawy w EZD)" in polish
        assert "(of the EZD case)" in english


def check_handover_of_a_cell() -> list[tuple[str, str]]:
    handover = Handover(
        unit=OFFICE,
        cell="Wydział Informatyki",
        role=Role.HEAD_OF_CELL,
        channel=Channel.EDMS,
        received_on=date(2026, 1, 2),
        reference="",
        asked_by="Anna Wzorcowa",
    )
    return [
        (finding.message, finding.text("en"))
        for finding in check_handover(handover, first_inclusion=False)
    ]


def test_an_empty_field_that_a_rule_may_ask_for_is_as_one_left_out():
    """`lckm new` writes „cell: ""”, and a unit needs none."""
    assert "/cell" not in messages_by_path(unit="Zarząd Dróg i Transportu", cell="")
    assert "/cell" in messages_by_path(unit="Urząd Miasta Łodzi", cell="  ")
    assert "/title" in messages_by_path(title="")


def test_an_empty_row_may_be_filled_in_or_removed():
    polish, english = messages_by_path(submission_deadline=[{"text": ""}])[
        "/submission_deadline/0/text"
    ]
    assert polish.endswith("jest puste. Wypełnij je albo usuń tę pozycję.")
    assert english.endswith("is empty. Fill it in or remove the item.")


def test_an_empty_field_that_is_optional_may_be_left_out():
    polish, english = messages_by_path(summary="", reuse_terms="")["/reuse_terms"]
    assert polish.endswith("jest puste. Wypełnij je albo pomiń.")
    assert english.endswith("is empty. Fill it in or leave it out.")


def test_items_without_a_blank_after_their_hyphen():
    polish, _ = messages_by_path(steps="-złożenie wniosku -odbiór")["/steps"]
    assert polish.endswith(
        "Po łączniku „-” brakuje odstępu. Wpisz pod „steps:”, w nowym wierszu: "
        "„- {name: złożenie wniosku}”."
    )


@pytest.mark.parametrize(
    ("fields", "path", "ending"),
    [
        (
            {"deadline": {"terms": [{"amount": 14, "unit": "dni kalendarzowych"}]}},
            "/deadline/terms/0/unit",
            "tekst „dni kalendarzowych”. Czy chodzi o „days”?",
        ),
        (
            {"deadline": {"terms": [{"amount": 1, "unit": "niezwłocznie"}]}},
            "/deadline/terms/0/unit",
            "Termin, który nie jest liczbą, wpisz w polu „Opis terminu” (text).",
        ),
        (
            {"deadline": "niezwłocznie, nie później niż w ciągu miesiąca"},
            "/deadline",
            "Termin, który nie jest liczbą, wpisz w polu „Opis terminu” (text).",
        ),
        (
            {
                "places": [
                    {"address": "Piotrkowska 104", "emails": ["a@uml.lodz.pl; b@uml.lodz.pl"]}
                ]
            },
            "/places/0/emails/0",
            "Każdy adres wpisz jako osobną pozycję, w nowym wierszu.",
        ),
    ],
)
def test_what_helps_is_said(fields, path, ending):
    assert messages_by_path(**fields)[path][0].endswith(ending)
