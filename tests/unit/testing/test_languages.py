"""What tests/helpers/languages.py takes for a fault of a language, and what it leaves alone."""

import pytest

from lckm_core.text import Message
from tests.helpers import languages
from tests.helpers.languages import (
    look_at_data,
    look_at_page,
    look_at_polish,
    look_at_signs,
    message_fault,
    page_fault,
)


@pytest.mark.parametrize(
    ("pl", "en", "fault"),
    [
        ("Podaj dzień.", "Give a day.", ""),
        ("Nie ma „A lub B”.", "There is no “A lub B”.", ""),
        ("trasa 3: Dziury, które widać", "route 3: Dziury, które widać", ""),
        ("Nie ma „x „a” lub „b” y”.", "There is no “x „a” lub „b” y”.", ""),
        ("HTTP 404", "HTTP 404", ""),
        ("Ewa Pokazowa, Monitoring", "Ewa Pokazowa, Monitoring", ""),
        ("Give a whole day.", "Give a whole day.", "the same in both languages"),
        ("Plik jest pusty.", "Plik jest pusty, choose another.", "„jest” in the English"),
        ("The file is empty.", "The file is empty again.", "“The” in the Polish"),
        ("Widać do 7 marca 2026 r., 2 100 zł.", "Shown until 2026-03-07, 2,100 zł.", ""),
        ("Nie widać jej jeszcze..", "Not yet shown.", "two full stops"),
        ("Urząd itd. … w ../x.", "The Office etc. … in ../x.", ""),
        ("nie może (§ 9 ust. 2)", "may not (§ 9 ust. 2)", ""),
        ("nie może (§ 9, nasze odczytanie I2)", "may not (§ 9, our reading I2)", ""),
        ("nie może", "may not (wzór: Inne)", "a provision in one language only"),
        ("Jest „\\u0007”.", "There is “\x07”.", "a sign that steers a terminal in one"),
        ("Tabela 2 nie ma nagłówka.", "Table 3 has no header.", "['2', '3'] in one language only"),
    ],
)
def test_a_message(pl, en, fault):
    assert message_fault(pl, en).startswith(fault)
    assert bool(message_fault(pl, en)) == bool(fault)


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ('<html lang="pl"><p>Plik jest <br>pusty.<p lang="en">The file is empty.</p>', ""),
        ('<html lang="pl"><style>a:is(b)</style><code>this</code><p>Plik</p>', ""),
        ('<html lang="pl"><p>Plik</p><p>The file is empty.</p>', "“The” in a text in 'pl'"),
        ('<html lang="en"><p lang="pl">To jest</p><p>To jest</p>', "“jest” in a text in 'en'"),
        ("<p>The file is empty.</p>", ""),
        ('<html lang="pl"><p>Od 1 maja 2026 r..</p>', "two full stops in a page"),
    ],
)
def test_a_page(page, fault):
    assert page_fault(page).startswith(fault)
    assert bool(page_fault(page)) == bool(fault)


def test_each_kind_is_noted_for_the_test(monkeypatch):
    faults = []
    with monkeypatch.context() as patch:
        patch.setattr(languages, "_faults", faults)
        Message("The file is empty.", "The file is empty again.")
        look_at_page('<html lang="en"><p>To jest</p>')
        look_at_polish("Plik\nThe file is empty.")
        look_at_polish("<p>The file is empty.</p>")
        look_at_data('[{"findings": [{"message": "Plik jest pusty.", "title": "The"}]}]', "en")
        look_at_data('{"message": "Plik jest pusty. Opłata"}', "pl")
        look_at_data('{"title": "Op\\u0142ata"}', "pl")
        look_at_signs("\x1b[31mPlik\x1b[0m „Opłaty”\n\tpusty\n")
        look_at_signs("Plik \x07")
        look_at_signs("Plik \u202eytsup")
    assert [fault.partition(" in ")[2].partition(":")[0] for fault in faults] == [
        "the Polish 'The file is empty.'",
        "a text in 'en' of a page",
        "a line in Polish",
        "JSON in 'en'",
        "JSON",
        "",
        "",
    ]
