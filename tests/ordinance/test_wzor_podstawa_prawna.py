"""The template, section „Podstawa prawna”."""

import pytest

from lckm_core import Audience
from lckm_core.procedures import from_data
from lckm_core.text import EmptyWord


class TestSection:
    """wzór, dział: Podstawa prawna: the law, the appeal, and the terms of re-use."""

    @pytest.mark.parametrize(
        ("key", "code"), [("legal_basis", "LCKM-P025"), ("appeal", "LCKM-P026")]
    )
    def test_what_must_be_given(self, without, key, code):
        assert without(key) == [code]


class TestLegalBasis:
    """wzór: Podstawa prawna: the acts, each with its title and its journal."""

    @pytest.mark.parametrize("count", [1, 2, 40])
    def test_acts(self, with_field, count):
        assert (
            with_field(
                "legal_basis",
                [{"title": "Ustawa o lasach", "journal": "Dz. U. z 2023 r. poz. 1"}] * count,
            )
            == []
        )

    @pytest.mark.parametrize(
        "value", [[], None, "brak", "Ustawa", [{}], ["Ustawa"], [{"title": ""}], {}]
    )
    def test_at_least_one(self, with_field, value):
        assert set(with_field("legal_basis", value)) == {"LCKM-P025"}

    @pytest.mark.parametrize(
        ("title", "found"),
        [
            ("Ustawa o lasach", ["LCKM-R020"]),
            ("Uchwała nr 1", ["LCKM-R020"]),
            ("Regulamin targowiska", []),
        ],
    )
    def test_an_act_has_a_journal(self, with_field, title, found):
        assert with_field("legal_basis", [{"title": title}]) == found

    @pytest.mark.parametrize(
        "title",
        [
            *("obowiązujące przepisy prawa", "przepisy prawa miejscowego", "ustawa", "Ustawa."),
            *("patrz: BIP", "przepisy", "Przepisy prawa.", "akty prawne", "BIP"),
            *("rozporządzenie", "uchwały i zarządzenia", "prawo miejscowe"),
            *(
                "właściwe przepisy",
                "ustawy i rozporządzenia",
                "zgodnie z Biuletynem Informacji Publicznej",
            ),
        ],
    )
    def test_a_title_that_names_no_act(self, with_field, title):
        act = {"title": title, "journal": "Dz. U. z 2023 r. poz. 1"}
        assert with_field("legal_basis", [act]) == ["LCKM-R064"]

    @pytest.mark.parametrize(
        "day",
        [
            *("31 lutego 1996", "30 lutego 2020", "31 kwietnia 2001", "29 lutego 2023"),
            *("32 stycznia 2010", "31 czerwca 1999", "31.11.2015", "00.05.2015", "5.13.2020"),
            "31 września 2004",
        ],
    )
    def test_a_day_that_there_is_not(self, with_field, day):
        act = {"title": f"Ustawa z dnia {day} r. o lasach", "journal": "Dz. U. poz. 1"}
        assert with_field("legal_basis", [act]) == ["LCKM-R064"]

    @pytest.mark.parametrize(
        "title",
        [
            *(
                "Ustawa o lasach",
                "Prawo budowlane",
                "KPA",
                "Konstytucja RP",
                "RODO",
                "Karta Nauczyciela",
            ),
            *("Ustawa z dnia 29 lutego 2020 r. o lasach", "Ustawa z dnia 16.11.2006 r. o lasach"),
            *("Uchwała Rady Miejskiej w Łodzi w sprawie opłat", "Prawo miejscowe o targowiskach"),
            *("Zarządzenie Nr 102/2023 Prezydenta Miasta Łodzi", "Przepisy wprowadzające ustawę"),
            *("Uchwała Rady Miejskiej w Łodzi", "zarządzenie Prezydenta Miasta Łodzi"),
            *("Regulamin targowiska z dnia 1 maja 2020 r.", "Rozporządzenie w sprawie odpadów"),
        ],
    )
    def test_a_title_that_names_one(self, with_field, title):
        is_local = title.lower().startswith(("uchwała", "zarządzenie"))
        journal = "Dz. Urz. Woj. Łódzkiego" if is_local else "Dz. U."
        act = {"title": title, "journal": f"{journal} z 2023 r. poz. 1"}
        assert with_field("legal_basis", [act]) == []

    @pytest.mark.parametrize(
        ("title", "journal", "found"),
        [
            ("rozporządzenie Ministra Finansów w sprawie kas", "Dz. Urz. Woj. Łódzkiego", True),
            ("Ustawa o lasach", "Dziennik Urzędowy Województwa Łódzkiego", True),
            ("uchwała Nr I/2/20 Rady Miejskiej w Łodzi", "Dz. U.", True),
            ("Rozporządzenie Wojewody Łódzkiego w sprawie psów", "Dz. Urz. Woj. Łódzkiego", False),
            ("uchwała Rady Miejskiej w Łodzi", "Dz. U. Woj. Łódzkiego", False),
            ("Rozporządzenie Rady Ministrów w sprawie psów", "Dz. U.", False),
            ("rozporządzenie Parlamentu Europejskiego i Rady (UE)", "Dz. Urz. UE", False),
        ],
    )
    def test_a_journal_is_of_its_acts(self, with_field, title, journal, found):
        act = {"title": title, "journal": f"{journal} z 2023 r. poz. 1"}
        assert with_field("legal_basis", [act]) == (["LCKM-R099"] if found else [])

    def test_a_journal_of_an_act_by_which_another_was_changed(self, with_field):
        journal = "(Dz. U. z 2020 r. poz. 9)"
        for change, codes in (
            (", zmieniona ustawą z dnia 7 lipca 2020 r.", []),
            (", zmieniona rozporządzeniem Ministra Finansów", []),
            (" wydana na podstawie ustawy o samorządzie gminnym", []),
            (" w sprawie wykonania ustawy o odpadach", ["LCKM-R099"]),
        ):
            title = f"uchwała Rady Miejskiej w Łodzi{change} {journal}"
            assert with_field("legal_basis", [{"title": title}]) == codes


class TestAppeal:
    """wzór: Tryb odwoławczy: to whom and by when; brak where there is none."""

    @pytest.mark.parametrize(
        "text", ["brak", "Brak.", "Do SKO w 14 dni.", "brak odwołania, jest skarga"]
    )
    def test_words(self, with_field, text):
        assert with_field("appeal", text) == []

    @pytest.mark.parametrize("text", ["nie dotyczy", "Nie dotyczy.", "", None, 14, []])
    def test_no_words(self, with_field, text):
        assert with_field("appeal", text) == ["LCKM-P026"]

    @pytest.mark.parametrize("text", ["Odwołanie nie przysługuje.", "Nie ma odwołania.", "nie ma"])
    def test_other_words_for_none(self, with_field, text):
        assert with_field("appeal", text) == ["LCKM-R068"]

    def test_none_is_a_value_of_its_own(self, minimal):
        assert from_data(minimal).appeal is EmptyWord.NONE
        assert from_data(minimal | {"appeal": "Do SKO."}).appeal == "Do SKO."


class TestReuseTerms:
    """wzór: Warunki ponownego wykorzystywania informacji publicznej.

    Only where they are wider than BIP's.
    """

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            (None, []),
            ("Szersze", []),
            ("Zgodnie z warunkami w BIP, a ponadto bez podania źródła", []),
            ("Zgodnie z ogólnymi warunkami określonymi w BIP UMŁ.", ["LCKM-R052"]),
            ("Takie same jak w Biuletynie Informacji Publicznej", ["LCKM-R052"]),
            ("", ["LCKM-P027"]),
            ("brak", ["LCKM-P027"]),
            (1, ["LCKM-P027"]),
        ],
    )
    def test_prose_or_nothing(self, with_field, text, found):
        assert with_field("reuse_terms", text) == found

    def test_shown_only_when_given(self, shown):
        assert "reuse_terms" in shown(Audience.BIP, reuse_terms="Szersze")
        assert "reuse_terms" not in shown(Audience.BIP)
