"""Words in another form than those that are struck by hand are named."""

import pytest

from lckm_core.redaction import other_forms


@pytest.mark.parametrize(
    ("words", "text", "left"),
    [
        (["Piotrkowska 104"], "przy Piotrkowskiej 104", ("Piotrkowskiej",)),
        (["Jan Kowalski"], "u Kowalskiego i Kowalskich", ("Kowalskiego", "Kowalskich")),
        (["Kasia"], "z Kasią byłam, Kasi nie ma", ("Kasią", "Kasi")),
        (["Jan Kowalski"], "Kowalski nie odpowiada", ("Kowalski",)),
        (["ZIELONA"], "na zielonej", ("zielonej",)),
    ],
)
def test_another_form_is_found(words, text, left):
    assert other_forms(words, text) == left


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["Piotrkowska 104"], "[usunięto: adres] Dziura w jezdni"),
        (["Kowalski"], "kowal kuje"),
        (["104"], "pod 104"),
        (["usunięto"], "[usunięto: telefon]"),
        (["m. 7"], "m. 7"),
        ([], "Piotrkowska"),
    ],
)
def test_what_is_no_form_of_it_is_not(words, text):
    assert other_forms(words, text) == ()
