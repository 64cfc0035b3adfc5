"""§ 9 of the Instruction: how material is set out."""

from datetime import UTC, date, datetime
from pathlib import Path

import attrs
import pytest

from lckm_core import (
    AmendmentConflictError,
    ContactCentre,
    InvalidProcedureError,
    Role,
    Severity,
    UpdateRequest,
    amend,
    build,
    check,
    check_file,
    compare,
    kinds,
)
from lckm_core.amendments import check_request
from lckm_core.memory import MemoryAdapter
from lckm_core.organisation import OFFICE
from lckm_core.procedures import (
    Departure,
    apply_departures,
    check_attachments,
    from_data,
)
from lckm_core.procedures.rules.left_guidance import _GUIDANCE
from lckm_documents.inspection import examine_file, purpose_by_name
from tests.helpers.handovers import head_handover

NOON = datetime(2026, 3, 4, 11, tzinfo=UTC)
PDF = b"%PDF-1.7\n"
FILES = Path(__file__).parents[2] / "adapters" / "documents" / "tests" / "files"


def strange(minimal, text):
    return {finding.code for finding in check(minimal | {"summary": text})}


class TestNoNumberIsAskedFor:
    """zał. 2 § 9 ust. 1: the template has no number, and names related procedures by title."""

    @pytest.fixture
    def hand_in(self, minimal):
        centre = ContactCentre(build(MemoryAdapter()))
        handover = head_handover(NOON.date(), cell="Wydział Informatyki")
        numberless = {key: one for key, one in minimal.items() if key != "id"}
        base = {"unit": OFFICE, "cell": "Wydział Informatyki"}

        def hand_in(*texts):
            procedures = [from_data(numberless | base | text) for text in texts]
            return [
                centre.hand_in(one, handover=handover, by="Ewa Pokazowa", now=NOON)
                for one in centre.give_numbers(procedures, now=NOON)
            ]

        return hand_in

    def test_it_is_checked_without_one(self, minimal, codes):
        del minimal["id"]
        assert codes(minimal) == []

    def test_it_gets_one_when_it_is_handed_in(self, hand_in):
        first, second = hand_in({}, {"title": "Zgłoszenie szkody"})
        assert [first.id, second.id] == ["KA-00001", "KA-00002"]

    def test_new_ones_may_name_each_other_by_title(self, hand_in):
        first, second = hand_in(
            {"title": "Wydanie karty", "related": [{"title": "zgłoszenie  szkody"}]},
            {"title": "Zgłoszenie szkody", "related": [{"title": "Wydanie karty"}]},
        )
        assert [one.id for one in first.procedure.related] == [second.id]
        assert [one.id for one in second.procedure.related] == [first.id]
        with pytest.raises(InvalidProcedureError, match="LCKM-K001"):
            hand_in({"title": "Wydanie mapy", "related": [{"title": "Czego nie ma"}]})

    def test_its_next_edition_is_known_by_its_title_unit_and_cell(self, hand_in):
        (first,) = hand_in({})
        (again,) = hand_in({})
        assert again == first, "a repeated call makes no second procedure"
        (newer,) = hand_in({"summary": "Inny skrót."})
        assert (newer.id, newer.number) == (first.id, 2)


class TestSetOutAsTheTemplate:
    """zał. 2 § 9 ust. 1: descriptions are handed in as the template has them.

    Its fields, plain text, nothing else.
    """

    def test_the_least_there_can_be(self, minimal, codes):
        assert codes(minimal) == []

    def test_a_key_that_the_template_does_not_have(self, with_field):
        assert with_field("colour", "red") == ["LCKM-T006"]

    def test_a_key_in_a_part(self, with_field):
        assert with_field("owner", "age", 40) == ["LCKM-T006"]

    @pytest.mark.parametrize("data", [[], "tekst", 1, None, True])
    def test_something_else_than_a_form(self, codes, data):
        assert codes(data) == ["LCKM-T007"]

    @pytest.mark.parametrize(
        ("character", "code"),
        [
            ("\x07", "LCKM-T001"),
            ("\x85", "LCKM-T001"),
            ("\u2028", "LCKM-T001"),
            ("\u200b", "LCKM-T002"),
            ("\u202e", "LCKM-T002"),
            ("\u00ad", "LCKM-T002"),
            ("\ud800", "LCKM-T003"),
            ("\ufffe", "LCKM-T003"),
        ],
    )
    def test_characters_that_do_not_belong_in_text(self, minimal, character, code):
        assert strange(minimal, f"Opis{character} sprawy") == {code}

    @pytest.mark.parametrize("character", ["\t", "ł", "😀", "\u00a0", "§", "—"])
    def test_characters_that_do(self, minimal, character):
        assert strange(minimal, f"Opis{character} sprawy") == set()

    @pytest.mark.parametrize(
        "tag", ["<b>", "</p>", "<script>", "<img src=x>", "<!-- uwaga", "<br/>", "<!DOCTYPE html>"]
    )
    def test_html_is_no_text(self, minimal, tag):
        assert strange(minimal, f"Opis {tag} sprawy") == {"LCKM-T004"}

    @pytest.mark.parametrize(
        "tag", ["<script", "<img src=x onerror=y", "<a title='" + "x" * 600 + "'>"]
    )
    def test_a_tag_left_open_or_very_long_is_one(self, minimal, tag):
        assert strange(minimal, f"Opis {tag}") == {"LCKM-T004"}

    @pytest.mark.parametrize("text", ["a < b", "<3", "x<5 i y>6", "a <> b", "5 <= 6"])
    def test_a_sign_of_comparison_is(self, minimal, text):
        assert strange(minimal, text) == set()

    def test_a_line_break_in_one_line(self, with_field):
        assert with_field("title", "Wydanie\nzaświadczenia") == ["LCKM-T005"]

    def test_a_line_break_in_prose(self, with_field):
        assert with_field("how_to", "Wniosek.\n\nDecyzja.") == []

    @pytest.mark.parametrize(
        "text",
        [
            *("TODO", "xxx", "do uzupełnienia", "Lorem ipsum dolor sit amet", "(do uzupełnienia)"),
            *(
                "Złóż wniosek. TODO: dopisać opłaty.",
                "Termin: do uzupełnienia",
                "xxxx.",
                "Uzupełnić.",
            ),
            *(
                "Złóż wniosek w pok. xxx i czekaj.",
                "Weź dowód.\n\n[uzupełnić]\n\nCzekaj.",
                "Potem TODO.",
            ),
            *("Wniosek składa się w lorem ipsum dolor.", "Czekaj.\n- do uzupełnienia\n"),
        ],
    )
    @pytest.mark.parametrize("key", ["how_to", "additional_info", "appeal"])
    def test_a_text_that_is_not_finished(self, with_field, key, text):
        assert with_field(key, text) == ["LCKM-R061"]

    @pytest.mark.parametrize("guidance", _GUIDANCE)
    def test_guidance_of_the_template_that_was_left(self, with_field, guidance):
        """However its lines are broken, and not where it is part of another sentence."""
        words = f"{guidance[0].upper()}{guidance[1:]} i tak dalej."
        for text in (
            *(words, f"Złóż wniosek. {words}", f"Złóż wniosek.\n\n- {words}"),
            *(words.replace(" ", blank) for blank in ("  ", "\n", "\u00a0", " \n ")),
        ):
            assert "LCKM-R061" in with_field("how_to", text), text
        assert "LCKM-R061" not in with_field("how_to", f"W skardze {guidance} i tak dalej.")

    @pytest.mark.parametrize(
        "text",
        [
            *("Wezwiemy Cię do uzupełnienia braków.", "Termin do uzupełnienia: 7 dni."),
            *("XXX Liceum Ogólnokształcące przyjmuje podania.", "Uzupełnij wniosek."),
            *("Wpisz numer w postaci xxx/2026.", "Numer KA-xxxxx znajdziesz w piśmie."),
            *("Masz 7 dni do uzupełnienia wniosku", "Uzupełnić braki można w pok. 3."),
            *(
                "Metoda todo pomaga w planach.",
                "Wybierz rozmiar XXXL.",
                "Wniosek do uzupełnienia odeślemy.",
            ),
            *("Pisz na adres xxx@lodz.pl.", "Karta wymaga uzupełnienia."),
        ],
    )
    def test_a_text_that_is(self, with_field, text):
        assert with_field("how_to", text) == []

    def test_staff_may_leave_a_mark_for_themselves(self, with_field):
        assert with_field("call_centre", {"notes": "TODO"}) == []

    def test_xs_may_stand_for_what_a_resident_writes(self, with_field):
        assert with_field("fees", 0, "transfer_title", "opłata, sprawa xxx") == []


class TestCoherent:
    """zał. 2 § 9 ust. 2: the data agree throughout the description."""

    ACCOUNT = "50 1240 1037 1111 0011 0925 0073"

    @pytest.mark.parametrize(
        "sentence",
        [
            *("Sprawa jest bezpłatna.", "Nic nie płacisz.", "Nie pobieramy opłat.", "Bezpłatnie."),
            *("Załatwienie sprawy jest bezpłatne.", "Sprawa nie wymaga opłat.", "Bez opłat!"),
            *(
                "Wydajemy je bezpłatnie.",
                "To nic nie kosztuje.",
                "Cała procedura jest nieodpłatna.",
            ),
            *("Sprawę załatwisz za darmo.", "Nie pobiera się opłat."),
        ],
    )
    def test_the_summary_is_free_and_fees_are_not(self, minimal, codes, sentence):
        summary = f"Zaświadczenie może dostać każdy. {sentence}"
        assert codes(minimal | {"summary": summary}) == ["LCKM-R062"]
        assert codes(minimal | {"summary": summary, "fees": "brak"}) == []

    @pytest.mark.parametrize(
        "sentence",
        [
            *(
                "Pierwszy odpis jest bezpłatny.",
                "Emeryci są zwolnieni z opłaty.",
                "Zgłoszenie jest bezpłatne.",
            ),
            *("Sprawa jest bezpłatna dla dzieci.", "Samo złożenie wniosku nic nie kosztuje."),
            *("Nie pobieramy opłat od szkół.", "Nic nie płacisz, gdy sprawa dotyczy alimentów."),
            *("Formularz dostaniesz bezpłatnie.", "Nieodpłatna pomoc prawna jest w każdej gminie."),
            *("Nie wnosi się opłaty za pełnomocnictwo małżonka.", "Porada jest bezpłatna."),
            "Wydajemy je bezpłatnie uczniom.",
        ],
    )
    def test_a_part_or_some_people_are_free(self, minimal, codes, sentence):
        assert codes(minimal | {"summary": f"Kto chce, dostanie odpis. {sentence}"}) == []

    @pytest.mark.parametrize(
        "row",
        [
            {"kind": "opłata skarbowa od pełnomocnictwa", "amount": "17"},
            {"kind": "opłata", "amount": "17", "remarks": "tylko jeśli działa pełnomocnik"},
            {"kind": "duplikat karty", "amount": "10"},
            {"kind": "opłata za kolejny egzemplarz", "amount": "5"},
            {"kind": "opłata", "rule": "5 zł, gdy wniosek wpłynie po terminie"},
        ],
    )
    def test_a_fee_that_is_due_in_some_cases(self, minimal, codes, row):
        fees = [{"rows": [row], "account": self.ACCOUNT}]
        assert codes(minimal | {"summary": "Sprawa jest bezpłatna.", "fees": fees}) == []

    @pytest.mark.parametrize(
        ("name", "comment", "found"),
        [
            *(
                (name, None, ["LCKM-R062"])
                for name in (
                    *("Wnieś opłatę", "Wnieś opłatę skarbową", "Uiść opłatę", "Zapłać opłatę"),
                    *("Wniesienie opłaty skarbowej", "Wpłać opłatę", "Ureguluj opłatę skarbową"),
                    *(
                        "Wnieś opłatę za wydanie karty",
                        "Uiszczenie opłaty",
                        "Wnieś opłatę administracyjną",
                    ),
                )
            ),
            ("Wnieś opłatę", "przelewem", ["LCKM-R062"]),
            *(
                (name, None, [])
                for name in (
                    *("Opłać bilet", "Sprawdź wysokość opłaty"),
                    *("Wnoś opłatę co miesiąc", "Czekaj na zwrot opłaty", "Wpłać kaucję"),
                    *("Złóż wniosek o zwolnienie z opłaty", "Opłać pobyt w sanatorium"),
                    *("Wnieś opłatę sądową", "Wpłać podatek"),
                )
            ),
            # The fee of a power of attorney is another, and its own rule asks for it.
            ("Wnieś opłatę za pełnomocnictwo", None, ["LCKM-R017"]),
            ("Wnieś opłatę", "jeśli działa pełnomocnik", ["LCKM-R017"]),
            ("Wnieś opłatę", "kwotę poda decyzja", []),
        ],
    )
    def test_a_step_of_a_fee_that_there_is_not(self, minimal, codes, name, comment, found):
        fields = {"steps": [{"name": name, "comment": comment}], "fees": "brak"}
        assert codes(minimal | fields) == found

    def test_a_matter_about_another_fee_asks_for_its_proof(self, minimal, codes):
        document = {"name": "Dowód zapłaty opłaty skarbowej"}
        fields = {"required_documents": {"to_submit": [document]}, "fees": "brak"}
        assert codes(minimal | fields) == ["LCKM-R062"]
        title = {"title": "Zwrot nadpłaconej opłaty skarbowej"}
        assert codes(minimal | fields | title) == []

    @pytest.mark.parametrize(
        ("name", "found"),
        [
            *(
                (name, ["LCKM-R062"])
                for name in (
                    *("Potwierdzenie wniesienia opłaty", "Dowód uiszczenia opłaty skarbowej"),
                    *(
                        "Potwierdzenie wpłaty opłaty skarbowej",
                        "Dowód opłaty",
                        "Dowód zapłaty opłaty",
                    ),
                )
            ),
            *(
                (name, [])
                for name in (
                    *("Dowód osobisty", "Dowód wpłaty"),
                    *("Wniosek o zwrot opłaty", "Potwierdzenie wniesienia opłaty, jeśli dotyczy"),
                )
            ),
        ],
    )
    def test_proof_of_a_fee_that_there_is_not(self, minimal, codes, name, found):
        documents = {"required_documents": {"to_submit": [{"name": name}]}}
        assert codes(minimal | documents | {"fees": "brak"}) == found
        assert codes(minimal | documents) == []

    def test_proof_in_some_circumstances(self, minimal, codes):
        document = {
            "name": "Potwierdzenie wniesienia opłaty",
            "circumstance": "gdy jest pełnomocnik",
        }
        documents = {"required_documents": {"to_submit": [document]}, "fees": "brak"}
        assert codes(minimal | documents) == ["LCKM-R017"]

    ROWS = (
        {"kind": "licencja na 2–15 lat", "amount": "200.00"},
        {"kind": "licencja na 15–30 lat", "amount": "250.00"},
        {"kind": "wypis z licencji", "rule": "10% opłaty za licencję"},
        {"kind": "duplikat", "amount": "40.00"},
        {"kind": "ekspres", "rule": "150% opłaty za duplikat"},
        {"kind": "pobyt", "rule": "30 zł za każdą godzinę"},
    )

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            *(
                (text, [])
                for text in (
                    *("Opłata za wypis to 20 zł albo 25 zł.", "Opłata za ekspres to 60 zł."),
                    "Opłata, połowa pierwszej, to 100 zł.",
                    *("Za podwójną opłatę zapłacisz 80 zł.", "Opłata z ulgą 25% to 187,50 zł."),
                    *(
                        "Opłata od 2 do 15 lat wynosi 200 zł.",
                        "Pobyt trwa 2 godziny i kosztuje 60 zł.",
                    ),
                    *("Za trzy godziny płaci się więcej.", "Stawka wynosi 30 zł za godzinę."),
                    *(
                        "Duplikat kosztuje 40 zł, a ekspres 60 zł.",
                        "Zasiłek wynosi 333 zł.",
                        "Parking przy urzędzie kosztuje 5 zł za godzinę.",
                    ),
                    "Każda rozpoczęta godzina pobytu kosztuje 30 zł.",
                )
            ),
            *(
                (text, ["LCKM-R040"])
                for text in (
                    *("Opłata od 2 do 15 lat wynosi 333 zł.", "Licencja na 5 lat kosztuje 333 zł."),
                    *("Stawka wynosi 33 zł za godzinę.", "Pobyt trwa godzinę i kosztuje 33 zł."),
                    *("Opłata za wypis to 21 zł.", "Opłata za ekspres to 61 zł."),
                    *(
                        "Opłata za licencję na okres do 15 lat wynosi 333 zł.",
                        "Opłaty od 2 do 30 lat wynoszą 333 zł.",
                    ),
                    *("Stawka wynosi 33 zł miesięcznie od osoby.", "Duplikat kosztuje 44 zł."),
                )
            ),
        ],
    )
    def test_a_sum_follows_from_the_fees_or_not(self, minimal, codes, text, found):
        fees = [{"rows": list(self.ROWS), "account": self.ACCOUNT}]
        assert codes(minimal | {"how_to": text, "fees": fees}) == found

    def test_the_words_of_the_deadline_are_its_amount(self, with_field):
        assert with_field("deadline", "text", "Decyzję wydajemy w ciągu 21 dni.") == ["LCKM-R065"]
        assert with_field("deadline", "text", "Na uzupełnienie braków masz 21 dni.") == []

    def test_the_way_of_handling_allows_what_is_offered(self, with_field):
        assert with_field("how_to", "Wniosek złóż wyłącznie pocztą.") == ["LCKM-R069"]
        assert with_field("how_to", "Wniosek złóż wyłącznie osobiście.") == []

    def test_a_proxy_may_act_or_not(self, minimal, codes):
        minimal |= {"how_to": "Nie możesz działać przez pełnomocnika."}
        assert codes(minimal) == []
        minimal |= {"additional_info": "Sprawę załatwisz przez pełnomocnika."}
        assert set(codes(minimal)) == {"LCKM-R017", "LCKM-R070"}

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("Pytaj pod numerem 42 683-44-44.", ["LCKM-R098"]),
            ("Nocą dzwoń pod 968.", ["LCKM-R098"]),
            ("Pytaj pod numerem 42 638 44 44.", []),
            ("Nocą dzwoń pod 986 albo 112.", []),
        ],
    )
    def test_telephones_are_those_of_the_places(self, minimal, codes, text, found):
        place = minimal["places"][0] | {"phones": ["+48 (42) 638-44-44"]}
        assert codes(minimal | {"places": [place], "how_to": text}) == found

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("Wniosek złóż w trzech egzemplarzach.", ["LCKM-R100"]),
            ("Wniosek złóż w 2 egzemplarzach.", []),
            ("Umowę podpiszesz w trzech egzemplarzach.", []),
        ],
    )
    def test_two_texts_tell_one_number(self, minimal, codes, text, found):
        texts = {"useful_info": ["wniosek w dwóch egzemplarzach"], "how_to": text}
        assert codes(minimal | texts) == found

    def test_days_are_in_the_calendar(self, with_field):
        assert with_field("submission_deadline", 0, "text", "do 31 czerwca") == ["LCKM-R071"]
        assert with_field("submission_deadline", 0, "text", "od 9 do 2 maja") == ["LCKM-R071"]
        assert with_field("submission_deadline", 0, "text", "do 29 lutego") == []


class TestUpdateRequests:
    """zał. 2 § 9 ust. 2: a request shows what goes and what takes its place, and the whole agrees
    with itself after.
    """

    def test_what_goes_and_what_comes(self, minimal):
        old, new = from_data(minimal), from_data(minimal | {"title": "Wydanie odpisu"})
        (change,) = compare(old, new).changes
        assert (change.field, change.remove, change.insert) == ("/title", old.title, new.title)
        assert amend(old, compare(old, new)) == new

    def test_what_goes_must_be_there(self, minimal):
        old = from_data(minimal)
        request = compare(
            from_data(minimal | {"title": "Wydanie odpisu"}),
            from_data(minimal | {"title": "Wydanie kopii"}),
        )
        with pytest.raises(AmendmentConflictError) as caught:
            amend(old, request)
        assert (caught.value.field, caught.value.found) == ("/title", old.title)

    def test_the_result_is_judged_as_a_whole(self, minimal):
        old = from_data(minimal)
        request = compare(old, attrs.evolve(old, title="Wydanie " + "x" * 160))
        assert [finding.code for finding in check_request(request, old)] == ["LCKM-U004"]

    @pytest.mark.parametrize(
        ("reason", "found"), [("Bardzo wiele zmian", []), (None, ["LCKM-U001"])]
    )
    def test_a_consolidated_text_carries_its_reason(self, minimal, reason, found):
        old, new = from_data(minimal), from_data(minimal | {"title": "Wydanie odpisu"})
        request = UpdateRequest(procedure=old.id, consolidated=new, reason=reason)
        assert [finding.code for finding in check_request(request, old)] == found
        if reason:
            assert amend(old, request) == new
        else:
            with pytest.raises(InvalidProcedureError, match="LCKM-U001"):
                amend(old, request)

    def test_the_call_centre_alone_changes_its_own_field(self, minimal):
        old = from_data(minimal)
        request = compare(old, from_data(minimal | {"call_centre": {"other": "Mówić wolno."}}))
        assert [
            finding.code for finding in check_request(request, old, role=Role.HEAD_OF_CELL)
        ] == ["LCKM-U009"]
        assert not check_request(request, old, role=Role.CALL_CENTRE_STAFF)


def departure(code, procedure="KA-00001"):
    return Departure(procedure, code, "Wzorcowy Jan", date(2026, 11, 3), "ZKM.0141.1.2026")


class TestFilesAndDepartures:
    """zał. 2 § 9 ust. 3: files come as PDF, forms as DOC, DOCX or RTF, tied to their procedure,
    unless agreed otherwise.
    """

    def test_a_form_is_no_document_to_read(self):
        rtf = b"{\\rtf1\\ansi Wniosek}"
        assert list(check_file("wniosek.rtf", rtf, "form")) == []
        assert [finding.code for finding in check_file("wniosek.rtf", rtf, "document")] == [
            "LCKM-F001"
        ]

    def test_each_file_is_named_by_a_document(self, minimal):
        named = minimal | {
            "required_documents": {"to_submit": [{"name": "Wniosek", "file": "wniosek.rtf"}]}
        }
        assert [finding.code for finding in check_attachments(from_data(named), {})] == [
            "LCKM-F012"
        ]
        assert [
            finding.code for finding in check_attachments(from_data(minimal), {"inny.pdf": PDF})
        ] == ["LCKM-F013"]

    def test_a_departure_lifts_its_rule_and_shows(self, minimal):
        data = minimal | {"other_documents": [{"name": "Wykaz", "file": "wykaz.rtf"}]}
        files = {"wykaz.rtf": b"{\\rtf1\\ansi Wykaz}"}
        (finding,) = check(data, attachments=files)
        (lifted,) = check(data, attachments=files, departures=[departure(finding.code)])
        assert (finding.code, finding.severity) == ("LCKM-F001", Severity.ERROR)
        assert (lifted.code, lifted.severity) == ("LCKM-F001", Severity.NOTE)
        assert "ZKM.0141.1.2026" in lifted.message

    def test_a_departure_is_for_one_procedure(self, minimal):
        other = departure("LCKM-F001", procedure="KA-00002")
        assert list(check(minimal, departures=[other])) == []

    @pytest.mark.parametrize(
        ("code", "found"),
        [("LCKM-F999", "LCKM-D001"), ("LCKM-P001", "LCKM-D002"), ("LCKM-F001", "LCKM-D003")],
    )
    def test_a_departure_that_cannot_be(self, minimal, codes, code, found):
        assert codes(minimal, departures=[departure(code)]) == [found]

    def test_only_what_should_be_may_be_departed_from(self):
        assert {kind.cites for kind in kinds() if kind.liftable} == {"zał. 2 § 9 ust. 3"}


def examined_file(name):
    return examine_file(name, (FILES / name).read_bytes(), purpose_by_name(name))


class TestAccessibleFiles:
    """zał. 2 § 9 ust. 4: files to download are digitally accessible, as far as a program can tell.

    Nothing lifts it.
    """

    @pytest.mark.parametrize("name", ["dobry-typst.pdf", "dobry.docx", "dobry.rtf", "dobry.doc"])
    def test_without_faults(self, name):
        examined = examined_file(name)
        assert list(examined.findings) == []
        assert examined.unchecked, "what only a person can tell is said"

    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("bez-tytulu.pdf", "LCKM-F101"),
            ("bez-jezyka.docx", "LCKM-F103"),
            ("bez-znacznikow.pdf", "LCKM-F104"),
            ("druga-strona-to-skan.pdf", "LCKM-F106"),
            ("obraz-bez-opisu.pdf", "LCKM-F108"),
            ("bez-naglowkow.rtf", "LCKM-F110"),
        ],
    )
    def test_faults(self, name, code):
        (found,) = examined_file(name).findings
        assert (found.code, found.cites, found.severity) == (
            code,
            "zał. 2 § 9 ust. 4",
            Severity.ERROR,
        )

    def test_no_departure_lifts_them(self):
        found = examined_file("bez-tytulu.pdf").findings
        left = apply_departures(found, "KA-00001", [departure("LCKM-F101")])
        assert [(one.code, one.severity) for one in left if one.code == "LCKM-F101"] == [
            ("LCKM-F101", Severity.ERROR)
        ]
        assert len(left) == 2, "and the departure is a finding"
