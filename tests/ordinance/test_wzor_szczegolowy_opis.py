"""The template, section „Szczegółowy opis procedury”."""

import pytest

from lckm_core import Audience, check


class TestSection:
    """wzór, dział: Szczegółowy opis procedury: the full account."""

    def test_there_is_no_limit(self, with_field):
        assert with_field("how_to", "Wniosek. " * 5000) == []


class TestHowTo:
    """wzór: Sposób załatwienia sprawy.

    All there is to know, without the law, which has its own place.
    """

    @pytest.mark.parametrize(
        "text",
        ["Wniosek.", "## Kto\n\n- Ty\n- pełnoletnia osoba", "Zobacz [mapę](https://lodz.pl/)"],
    )
    def test_prose(self, with_field, text):
        assert with_field("how_to", text) == []

    @pytest.mark.parametrize("text", ["", None, 0, ["Wniosek"], "brak", "nie dotyczy"])
    def test_it_must_say_something(self, with_field, text):
        assert "LCKM-P011" in with_field("how_to", text)

    def test_it_must_be_given(self, without):
        assert without("how_to") == ["LCKM-P011"]

    @pytest.mark.parametrize(
        "words",
        [
            "ustawa z dnia 1 marca",
            "Dz. U. poz. 5",
            "art. 7",
            "§ 3",
            "§3",
            "uchwała nr V/5",
            "uchwała Rady Miejskiej w Łodzi nr XX/500/20",
            "uchwała Rady Miejskiej w Łodzi z dnia 5 maja 2020 r",
            "zarządzenie Nr 102/2023",
            "zarządzenie Prezydenta Miasta Łodzi nr 102/2023",
            "zarządzenie 102/2023 Prezydenta",
            "rozporządzenie Ministra Cyfryzacji z dnia 11 września 2020 r",
            "rozporządzenie Ministra Spraw Wewnętrznych i Administracji z 29.01.2015",
            "rozporządzenie Rady Ministrów z 2016 r",
            "rozporządzenie Parlamentu Europejskiego i Rady (UE) 2016/679",
            "dyrektywa 2005/36/WE",
            "obwieszczenie Marszałka Sejmu z dnia 3 lutego",
        ],
    )
    def test_no_legal_basis(self, with_field, words):
        assert with_field("how_to", f"Tak mówi {words}.") == ["LCKM-R012"]

    @pytest.mark.parametrize(
        "words",
        [
            "artykuł o ustawieniach",
            "art deco",
            "uchwałę podejmie rada",
            "znak §",
            "uchwała wspólnoty mieszkaniowej o remoncie",
            "uchwała w 2 egzemplarzach",
            "uchwała z 2 podpisami",
            "uchwała Rady Osiedla, a wniosek z dnia 5 maja",
            "rozporządzenie rzeczą wspólną z 3 współwłaścicielami",
            "zarządzenie sądu z dnia wydania",
            "obwieszczenie na tablicy Urzędu do 14 dni",
            "decyzja z dnia 5 maja",
        ],
    )
    def test_words_that_only_look_like_it(self, with_field, words):
        assert with_field("how_to", f"To {words}.") == []

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            *(
                (text, ["LCKM-R032"])
                for text in (
                    *("Regulamin konkursu: par. 3 mówi o nagrodach.", "Regulamin portalu, § 3."),
                    *("Zasady ma regulamin portalu, par. 3.", "Patrz: regulamin targowiska (§ 5)."),
                    *(
                        "Regulamin biblioteki § 12 opisuje kary.",
                        "Czytaj w regulaminie: § 4 ust. 2.",
                    ),
                    *("Opisuje to § 3 regulaminu.", "Regulamin naboru – § 7.", "Regulamin, § 1."),
                    "Zajrzyj do regulaminu programu, w § 9.",
                )
            ),
            *(
                (text, ["LCKM-R012"])
                for text in (
                    *("Regulamin wydano na podstawie § 3 rozporządzenia.", "Stosujemy § 3."),
                    *("Regulamin portalu, § 3 ustawy o lasach.", "Regulamin: art. 5 ustawy."),
                    *("Regulamin przyjęto uchwałą nr 5, § 3.", "Zgodnie z par. 3 uchwały nr V/5."),
                    *("Regulamin jest zgodny z § 3.", "Termin określa § 4 rozporządzenia."),
                    *("Regulamin czytaj z daleka. Potem § 3.", "Wniosek (§ 3 ust. 1) podpisz."),
                )
            ),
        ],
    )
    def test_a_paragraph_of_regulations_is_only_a_hint(self, with_field, text, found):
        assert with_field("how_to", text) == found


class TestAdditionalInfo:
    """wzór: Informacje uzupełniające: whatever else one should bear in mind."""

    @pytest.mark.parametrize("text", [None, "Weź dowód.", "x" * 5000])
    def test_prose_or_nothing(self, with_field, text):
        assert with_field("additional_info", text) == []

    @pytest.mark.parametrize("text", ["", " ", 1, [], "brak", "nie dotyczy"])
    def test_not_given_is_left_out(self, with_field, text):
        assert set(with_field("additional_info", text)) == {"LCKM-P012"}

    def test_it_is_shown_when_given(self, shown):
        assert "additional_info" in shown(Audience.PORTAL, additional_info="Weź dowód.")
        assert "additional_info" not in shown(Audience.PORTAL)

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("Skargę na dyrektora Zarządu przekażemy do Prezydenta Miasta Łodzi.", True),
            ("skargę na dyrektora zarządu przekażemy do Prezydenta Miasta Łodzi", True),
            ("- **Skargę** na dyrektora Zarządu przekażemy\n  do Prezydenta Miasta Łodzi.", False),
            ("Weź dowód. Skargę na dyrektora Zarządu przekażemy do Prezydenta Miasta Łodzi.", True),
            ("Skargę na dyrektora Szkoły przekażemy do Prezydenta Miasta Łodzi.", False),
            ("Wniosek podpisz.", False),
            ("O tym, komu przekażemy skargę na dyrektora Zarządu, zawiadomimy Cię.", False),
        ],
    )
    def test_nothing_that_how_to_says(self, minimal, codes, text, found):
        how_to = (
            "Wniosek podpisz.\n\n"
            "Skargę na dyrektora Zarządu przekażemy do Prezydenta Miasta Łodzi. Resztę rozpatrzymy."
        )
        judged = codes(minimal | {"how_to": how_to, "additional_info": text})
        assert judged == (["LCKM-R057"] if found else [])

    def test_a_repetition_is_placed_at_its_sentence(self, minimal):
        sentence = "Skargę na dyrektora Zarządu przekażemy do Prezydenta Miasta Łodzi"
        fields = {"how_to": f"{sentence}.", "additional_info": f"Weź dowód.\n\n{sentence}."}
        (finding,) = check(minimal | fields)
        assert (finding.path, finding.offset) == ("/additional_info", 12)
