"""The template, section „Szczegółowy opis procedury”."""

import pytest

from lckm_core import Audience


class TestSection:
    """wzór, dział: Szczegółowy opis procedury: the full account."""

    def test_there_is_no_limit(self, with_field):
        assert with_field("how_to", "Wniosek. " * 5000) == []


class TestHowTo:
    """wzór: Sposób załatwienia sprawy: all there is to know, without the law, which has its own place."""

    @pytest.mark.parametrize(
        "text", ["Wniosek.", "## Kto\n\n- Ty\n- pełnoletnia osoba", "Zobacz [mapę](https://lodz.pl/)"]
    )
    def test_prose(self, with_field, text):
        assert with_field("how_to", text) == []

    @pytest.mark.parametrize("text", ["", None, 0, ["Wniosek"], "brak", "nie dotyczy"])
    def test_it_must_say_something(self, with_field, text):
        assert "LCKM-P011" in with_field("how_to", text)

    def test_it_must_be_given(self, without):
        assert without("how_to") == ["LCKM-P011"]

    @pytest.mark.parametrize(
        "words", ["ustawa z dnia 1 marca", "Dz. U. poz. 5", "art. 7", "§ 3", "§3", "uchwała nr V/5"]
    )
    def test_no_legal_basis(self, with_field, words):
        assert with_field("how_to", f"Tak mówi {words}.") == ["LCKM-R012"]

    @pytest.mark.parametrize("words", ["artykuł o ustawieniach", "art deco", "uchwałę podejmie rada", "znak §"])
    def test_words_that_only_look_like_it(self, with_field, words):
        assert with_field("how_to", f"To {words}.") == []


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
