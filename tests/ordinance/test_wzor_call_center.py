"""The template, section „Informacje dla pracownika Oddziału Call Center”."""

from datetime import UTC, datetime, timedelta

import attrs
import pytest

from lckm_core import (
    Audience,
    ContactCentre,
    InvalidProcedureError,
    Role,
    build,
    check,
    may,
)
from lckm_core.errors import IllegalMoveError
from lckm_core.memory import MemoryAdapter
from lckm_core.organisation import OFFICE, Act
from lckm_core.procedures import from_data
from tests.helpers.handovers import head_handover

NOON = datetime(2026, 11, 25, 11, tzinfo=UTC)

STARRED = {
    *("internal", "valid_from", "valid_to", "owner", "coordinators", "in_edms"),
    *("call_centre.phones", "call_centre.notes", "call_centre.faq", "call_centre.other"),
}


class TestSection:
    """wzór, dział: Informacje dla pracownika Oddziału Call Center.

    For the call centre alone, and never needed.
    """

    @pytest.mark.parametrize("value", [None, {}])
    def test_it_may_be_left_out(self, with_field, value):
        assert with_field("call_centre", value) == []

    @pytest.mark.parametrize("value", ["brak", [], 1, "uwaga"])
    def test_no_section(self, with_field, value):
        assert with_field("call_centre", value) == ["LCKM-P034"]


class TestPhones:
    """wzór: Telefony do pracowników jednostki/komórki: who helps the agent, by name and telephone.

    Hidden.
    """

    @pytest.mark.parametrize(
        "phones", [[], None, [{"name": "Wzorcowy Jan", "phone": "42 638 44 44"}]]
    )
    def test_phones(self, with_field, phones):
        assert with_field("call_centre", {"phones": phones}) == []

    def test_one_name_of_the_two(self, minimal):
        phones = [{"name": name, "phone": "986"} for name in ("Wzorcowy Jan", "Anna")]
        found = [
            (finding.code, finding.path)
            for finding in check(minimal | {"call_centre": {"phones": phones}})
        ]
        assert found == [("LCKM-R031", "/call_centre/phones/1/name")]

    @pytest.mark.parametrize("name", ["Sekretariat Wydziału", "Oddział Podatków", "infolinia"])
    def test_a_cell_is_no_member_of_staff(self, minimal, name):
        phones = [{"name": name, "phone": "986"}]
        (finding,) = check(minimal | {"call_centre": {"phones": phones}}).errors
        assert (finding.code, finding.path) == ("LCKM-R083", "/call_centre/phones/0/name")

    @pytest.mark.parametrize(
        "item", [{}, {"name": "Jan"}, {"phone": "986"}, {"name": "Jan Nowak", "phone": "98"}, "986"]
    )
    def test_no_phones(self, with_field, item):
        assert set(with_field("call_centre", {"phones": [item]})) == {"LCKM-P021"}

    def test_they_are_hidden(self, is_for_staff_only):
        phones = [{"name": "Wzorcowy Jan", "phone": "986"}]
        assert is_for_staff_only("call_centre.phones", call_centre={"phones": phones})


class TestNotes:
    """wzór: Opis: what the agent should know and residents are not told; hidden."""

    @pytest.mark.parametrize(
        ("text", "found"), [("Uwaga", []), (None, []), ("", ["LCKM-P022"]), (1, ["LCKM-P022"])]
    )
    def test_prose(self, with_field, text, found):
        assert with_field("call_centre", {"notes": text}) == found

    def test_it_is_hidden(self, is_for_staff_only):
        assert is_for_staff_only("call_centre.notes", call_centre={"notes": "Uwaga"})


class TestFaq:
    """wzór: Najczęściej zadawane pytania: questions with their answers; hidden."""

    @pytest.mark.parametrize("faq", [[], None, [{"question": "Ile?", "answer": "17 zł"}]])
    def test_questions(self, with_field, faq):
        assert with_field("call_centre", {"faq": faq}) == []

    @pytest.mark.parametrize(
        "item", ["Ile?", {"question": "Ile?"}, {"answer": "17 zł"}, {"question": "", "answer": "A"}]
    )
    def test_no_questions(self, with_field, item):
        assert set(with_field("call_centre", {"faq": [item]})) == {"LCKM-P023"}

    def test_they_are_hidden(self, is_for_staff_only):
        assert is_for_staff_only(
            "call_centre.faq", call_centre={"faq": [{"question": "Ile?", "answer": "17 zł"}]}
        )


class TestOther:
    """wzór: Inne: notes of the call centre, changed by its staff and nobody else; hidden."""

    @pytest.fixture
    def handed_in(self, minimal):
        """Return a centre, the least procedure there can be, and a function that hands a text in at
        its head's request.
        """
        centre = ContactCentre(build(MemoryAdapter()))
        procedure = from_data(minimal | {"unit": OFFICE, "cell": "Wydział Informatyki"})
        handover = head_handover(NOON.date(), cell="Wydział Informatyki")
        return (
            centre,
            procedure,
            lambda text: centre.hand_in(text, handover=handover, by="Ewa Pokazowa", now=NOON),
        )

    @pytest.mark.parametrize(
        ("text", "found"), [("Notatka", []), (None, []), (" ", ["LCKM-P024"]), ([], ["LCKM-P024"])]
    )
    def test_prose(self, with_field, text, found):
        assert with_field("call_centre", {"other": text}) == found

    @pytest.mark.parametrize("role", Role)
    def test_who_may_change_it(self, role):
        of_call_centre = role in (Role.CALL_CENTRE_STAFF, Role.HEAD_OF_CALL_CENTRE)
        assert bool(may(role, Act.CHANGE_CALL_CENTRE_NOTE)) is of_call_centre

    def test_whoever_else_hands_a_text_in_leaves_it_as_it_is(self, handed_in):
        """What a head hands in keeps it; a head who writes there is told who may."""
        centre, procedure, hand_in = handed_in
        hand_in(procedure)
        centre.note(
            procedure.id, "Notatka", role=Role.CALL_CENTRE_STAFF, by="Teresa Słuchająca", now=NOON
        )
        new = attrs.evolve(procedure, title="Inny tytuł")
        assert hand_in(new).procedure.call_centre.other == "Notatka"
        with pytest.raises(InvalidProcedureError, match="LCKM-U009"):
            hand_in(attrs.evolve(new, call_centre=attrs.evolve(new.call_centre, other="Inna")))
        with pytest.raises(IllegalMoveError, match="wzór: Inne"):
            centre.note(procedure.id, "Inna", role=Role.HEAD_OF_CELL, by="Anna Wzorcowa", now=NOON)

    def test_they_see_their_own_at_once_and_the_public_is_told_of_no_change(self, handed_in):
        """No new edition, and no later „Czas udostępnienia”: BIP shows nothing of the field."""
        centre, procedure, hand_in = handed_in
        hand_in(procedure)
        act = {"role": Role.MONITORING_STAFF, "by": "Ewa Pokazowa", "now": NOON}
        centre.confirm(procedure.id, **act)
        was = centre.publish(procedure.id, **act)
        day = NOON.date()
        before = centre.publication((Audience.BIP,), on=day)
        new = centre.note(
            procedure.id,
            "Notatka",
            role=Role.CALL_CENTRE_STAFF,
            by="Teresa Słuchająca",
            now=NOON + timedelta(days=1),
        )
        assert (new.number, new.state, new.published_at) == (was.number, was.state, NOON)
        assert "Notatka" in str(centre.show(procedure.id, Audience.CALL_CENTRE, on=day))
        assert centre.publication((Audience.BIP,), on=day) == before

    def test_it_is_hidden(self, is_for_staff_only):
        assert is_for_staff_only("call_centre.other", call_centre={"other": "Notatka"})


class TestStar:
    """wzór: *: a field with a star reaches neither portal nor BIP."""

    @pytest.fixture
    def full(self):
        return {
            "valid_from": "2026-01-01",
            "valid_to": "2026-12-31",
            "coordinators": [{"name": "Tajny Koordynator", "cell": "Tajna Komórka"}],
            "in_edms": True,
            "call_centre": {
                "phones": [{"name": "Tajny Telefon", "phone": "999 888 777"}],
                "notes": "Tajna uwaga",
                "faq": [{"question": "Tajne pytanie", "answer": "Tajna odpowiedź"}],
                "other": "Tajna notatka",
            },
            "owner": {"name": "Tajny Właściciel"},
        }

    @pytest.mark.parametrize("audience", [Audience.PORTAL, Audience.BIP])
    def test_the_public_sees_none(self, shown, full, audience):
        entries = shown(audience, **full)
        assert not STARRED & entries.keys()
        assert not any("Tajn" in blocks or "999" in blocks for blocks in entries.values())

    @pytest.mark.parametrize("audience", [Audience.CALL_CENTRE, Audience.EDITORS])
    def test_staff_see_all(self, shown, full, audience):
        assert shown(audience, internal=True, **full).keys() >= STARRED


class TestNotesForStaff:
    """wzór: Opis: what is for the contact centre's staff stands in no field that residents see."""

    NOTE = "Uwaga dla konsultanta: przełącz rozmowę na numer wewnętrzny 101."

    @pytest.mark.parametrize("key", ["summary", "how_to", "additional_info"])
    def test_a_note_in_a_public_text(self, minimal, codes, key):
        text = f"Zaświadczenie wydajemy na wniosek.\n\n{self.NOTE}"
        assert set(codes(minimal | {key: text})) == {"LCKM-R054"}

    def test_a_note_among_useful_information(self, with_field):
        assert "LCKM-R054" in with_field("useful_info", [self.NOTE])

    def test_it_is_placed_at_its_field(self, minimal):
        found = check(minimal | {"additional_info": f"Zdanie.\n\n{self.NOTE}"})
        assert {finding.code for finding in found} == {"LCKM-R054"}
        assert {finding.path for finding in found} == {"/additional_info"}
        assert {finding.cites for finding in found} == {"wzór: Opis"}

    def test_a_note_where_it_belongs(self, with_field):
        assert with_field("call_centre", {"notes": self.NOTE}) == []

    def test_a_procedure_that_residents_never_see(self, minimal, codes):
        assert codes(minimal | {"internal": True, "additional_info": self.NOTE}) == []


STAFF = {"phones": [{"name": "Adam Próbny", "phone": "42 638-44-44 wew. 126"}]}


class TestTelephonesOfStaff:
    """wzór: Telefony do pracowników jednostki/komórki: they stand where residents see none."""

    TEXT = "W razie wątpliwości: Adam Próbny, +48 (42) 638-44-44 wew. 126."

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("summary", TEXT),
            ("how_to", TEXT),
            ("additional_info", TEXT),
            ("appeal", TEXT),
            ("useful_info", [TEXT]),
            ("deadline", {"terms": [{"amount": 7, "unit": "days"}], "text": TEXT}),
            ("submission_deadline", [{"text": TEXT}]),
        ],
    )
    def test_one_in_a_public_text(self, minimal, codes, key, value):
        found = codes(minimal | {"call_centre": STAFF, key: value})
        assert "LCKM-R056" in found
        assert set(found) <= {"LCKM-R056", "LCKM-R007", "LCKM-R008"}

    def test_it_is_placed_at_its_number(self, minimal):
        fields = {"call_centre": STAFF, "additional_info": self.TEXT}
        (finding,) = check(minimal | fields)
        assert (finding.path, finding.offset) == ("/additional_info", self.TEXT.index("+48"))
        assert finding.cites == "wzór: Telefony do pracowników jednostki/komórki"

    def test_one_among_the_notes_for_staff(self, minimal, codes):
        assert codes(minimal | {"call_centre": STAFF | {"notes": self.TEXT}}) == []

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("appointments", {"ways": [{"phone": "42 638-44-44 wew. 126"}]}),
            ("submission", [{"way": "phone", "places": ["42 638-44-44 wew. 126"]}]),
            ("internal", True),
        ],
    )
    def test_one_that_residents_may_call(self, minimal, codes, key, value):
        fields = {"call_centre": STAFF, "how_to": self.TEXT, key: value}
        assert codes(minimal | fields) == []

    def test_one_of_a_place(self, minimal, codes):
        place = minimal["places"][0] | {"phones": ["986", "42 638-44-44 wew. 126"]}
        fields = {"call_centre": STAFF, "how_to": self.TEXT, "places": [place]}
        assert codes(minimal | fields) == []


NOTES = (
    "Nie obiecuj terminu.\nWypłata opóźnia się zwykle o trzy dni w grudniu. Stawki na nowy rok "
    "poznamy dopiero po sesji rady, więc odsyłaj do kierownika referatu."
)


class TestTextsOfStarredFields:
    """wzór: *: no sentence of a starred field stands in a field that residents see."""

    @pytest.mark.parametrize(
        "text",
        [
            "Wypłata opóźnia się zwykle o trzy dni w grudniu.",
            "Wypłata opóźnia się zwykle o trzy dni w grudniu",
            "Uwaga! wypłata opóźnia się zwykle o trzy dni w grudniu, jak co roku.",
            "**Wypłata** opóźnia się zwykle o trzy dni w grudniu.",
            "Pieniądze wysyłamy przelewem.\n\n- Wypłata opóźnia się zwykle o trzy dni w grudniu.",
            "Stawki na nowy rok poznamy dopiero po sesji rady.",
            "Jak wiadomo, na nowy rok poznamy dopiero po sesji rady, więc poczekaj.",
            "Stawki na nowy rok poznamy\ndopiero po sesji rady miejskiej.",
            "Zadzwoń później: dopiero po sesji rady, więc odsyłaj do kierownika.",
            "Poznamy dopiero po sesji rady, więc odsyłaj do kierownika referatu",
        ],
    )
    @pytest.mark.parametrize("key", ["summary", "how_to", "additional_info", "appeal"])
    @pytest.mark.parametrize("starred", ["notes", "other"])
    def test_a_sentence_word_for_word(self, minimal, codes, key, text, starred):
        assert codes(minimal | {"call_centre": {starred: NOTES}, key: text}) == ["LCKM-R059"]

    def test_among_useful_information(self, minimal, codes):
        info = ["Wypłata opóźnia się zwykle o trzy dni w grudniu"]
        assert codes(minimal | {"call_centre": {"notes": NOTES}, "useful_info": info}) == [
            "LCKM-R059"
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "Nie obiecuj terminu.",
            "Wypłata opóźnia się czasem o trzy dni w grudniu.",
            "Stawki na nowy rok poznamy jesienią.",
            "Wypłata opóźnia się zwykle, gdy brakuje dokumentów.",
            "O trzy dni w grudniu prosi wielu.",
            "Więc odsyłaj do kierownika referatu.",
            "Wypłata bywa po terminie. Opóźnia się zwykle w grudniu.",
            "Sesja rady jest w grudniu, a stawki poznamy na nowy rok.",
            "Dzwoń do kierownika referatu.",
            "Zwykle o trzy dni.",
        ],
    )
    def test_words_that_are_only_alike(self, minimal, codes, text):
        assert codes(minimal | {"call_centre": {"notes": NOTES}, "additional_info": text}) == []

    @pytest.mark.parametrize(
        "name",
        [
            "ul. Smugowa 26a, 91-433 Łódź, sala obsługi kierowców",
            "Wydział Spraw Obywatelskich i Komunikacji Urzędu Miasta Łodzi, Smugowa",
            "Rada Miejska w Łodzi, Komisja Budżetu, Finansów i Podatków Rady Miejskiej",
        ],
    )
    def test_names_and_addresses_may_be_alike(self, minimal, codes, name):
        notes = {"notes": f"Przełącz tam rozmowę: {name}, a potem zapisz, kto dzwonił."}
        text = f"Przyjdź pod adres {name}, i weź dowód."
        assert codes(minimal | {"call_centre": notes, "how_to": text}) == []

    def test_answers_are_what_residents_are_told(self, minimal, codes):
        answer = "Wypłata opóźnia się zwykle o trzy dni w grudniu."
        faq = {"faq": [{"question": "Kiedy wypłata?", "answer": answer}]}
        assert codes(minimal | {"call_centre": faq, "how_to": answer}) == []

    def test_a_procedure_that_residents_never_see(self, minimal, codes):
        fields = {"internal": True, "call_centre": {"notes": NOTES}, "how_to": NOTES}
        assert codes(minimal | fields) == []

    def test_it_is_placed_at_the_words(self, minimal):
        text = "Wysyłamy przelewem. Wypłata opóźnia się zwykle o trzy dni w grudniu."
        (finding,) = check(minimal | {"call_centre": {"notes": NOTES}, "how_to": text})
        assert (finding.path, finding.offset) == ("/how_to", text.index("Wypłata"))
