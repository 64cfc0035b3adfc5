"""Words where „brak”, the title of an act or a mark belongs, and words for staff."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from lckm_core import check

MINIMAL = yaml.safe_load(
    (Path(__file__).parents[2] / "files" / "accepted" / "minimal.yaml").read_bytes()
)


def codes(**fields: Any) -> list[str]:
    return [finding.code for finding in check(MINIMAL | fields)]


@pytest.mark.parametrize(
    "text",
    [
        *("Nie przysługuje odwołanie.", "Odwołanie nie przysługuje", "Nie ma odwołania."),
        *("Od tej czynności nie przysługuje odwołanie.", "nie ma"),
        *("Nie można się odwołać.", "Nie przewiduje się odwołania.", "nie przysługuje"),
        *("Prawo do odwołania nie przysługuje.", "W tej sprawie nie przysługuje odwołanie."),
        *("Od zaświadczenia nie można się odwołać.", "Odwołania nie przewidziano."),
        *("Tryb odwoławczy nie przysługuje.", "Odwołanie: nie przysługuje.", "Żaden."),
    ],
)
def test_no_appeal_is_the_word_none(text):
    (finding,) = check(MINIMAL | {"appeal": text}).errors
    assert finding.code == "LCKM-R068"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "brak",
            "Brak.",
            "Brak odwołania od zaświadczenia.",
            "Brak prawa do odwołania; przysługuje skarga do sądu.",
        ),
        *("Odwołanie nie przysługuje. Na bezczynność przysługuje ponaglenie.",),
        *("Odwołanie nie przysługuje, przysługuje skarga do sądu administracyjnego.",),
        *("Od wezwania odwołanie nie przysługuje, od decyzji tak: do SKO, w 14 dni.",),
        *("Odwołanie do Samorządowego Kolegium Odwoławczego w 14 dni.", "Zażalenie na odmowę."),
        *("Od odmowy wydania zaświadczenia przysługuje zażalenie.", "Sprzeciw do sądu."),
        *("Nie przysługuje, jeżeli uwzględniono wniosek w całości.",),
        *("Od postanowienia zażalenie nie przysługuje, można je zaskarżyć w odwołaniu.",),
        *("Nie ma opłaty za odwołanie; składa się je w 14 dni.", "Wniosek o ponowne rozpatrzenie."),
    ],
)
def test_words_on_appeal(text):
    assert codes(appeal=text) == []


@pytest.mark.parametrize(
    "title",
    [
        *("Dz. U. z 2024 r. poz. 1572", "Dz.U. 2025 poz. 567 t.j.", "DzU z 2020 r. nr 12, poz. 34"),
        *("Dz.U.2023.725", "Dziennik Ustaw z 2024 r. poz. 77", "M.P. z 2020 r. poz. 5"),
        *("(t.j. Dz. U. z 2025 r. poz. 798 ze zm.)", "Dz. Urz. Woj. Łódzkiego z 2025 r. poz. 10"),
        *("Monitor Polski", "Dziennik Ustaw", "Dz. Urz. UE L 119, str. 1", "dz. u. poz. 12"),
        *("t.j.: Dz. U. z 2025 r. poz. 798 i 900", "Dz. U. z 2024 r. poz. 1, 2 i 3 z późn. zm."),
    ],
)
def test_a_journal_for_a_title(title):
    act = {"title": title, "journal": "Dz. U. z 2023 r. poz. 1"}
    assert codes(legal_basis=[act]) == ["LCKM-R064"]


@pytest.mark.parametrize(
    "title",
    [
        *(
            "Ustawa o lasach (Dz. U. z 2025 r. poz. 567)",
            "Dz. U. z 2025 r. poz. 567, ustawa o lasach",
        ),
        *("Dz. U. 2025 poz. 418 Prawo budowlane", "Kodeks cywilny, Dz.U. 2024 poz. 1061"),
        *("Ustawa o wydawaniu Dziennika Ustaw", "Dz. U. z 1964 r. Nr 16, poz. 93 – Kodeks cywilny"),
        *("Konstytucja RP (Dz. U. z 1997 r. Nr 78)", "Dzielnicowy plan zagospodarowania"),
        *("Monitoring wizyjny – zarządzenie Nr 5/2024", "RODO (Dz. Urz. UE L 119)"),
    ],
)
def test_a_title_beside_a_journal(title):
    act = {"title": title, "journal": "Dz. U. z 2023 r. poz. 1"}
    assert codes(legal_basis=[act]) == []


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Konsultant: nie łączyć z dyrektorem.",
            "Wniosek składa najemca. Konsultantka: podać wzór.",
        ),
        *(
            "Nie podawaj klientom prywatnych numerów.",
            "Nie informować nikogo. Konsultanci: nie obiecywać terminu.",
        ),
        *(
            "Nie udostępniać klientom wykazu.",
            "Klientom nie podawaj nazwisk.",
            "Konsultant: przełączaj do sekretariatu.",
        ),
    ],
)
def test_what_is_said_to_staff(text):
    assert codes(how_to=text) == ["LCKM-R054"]


@pytest.mark.parametrize(
    "text",
    [
        *("Nie podawaj klientom alkoholu po 22.00.", "Konsultant: Anna Wzorcowa, pok. 5."),
        *("Konsultant pomoże wypełnić wniosek.", "Nie sprzedawaj klientom biletów bez kas."),
        *(
            "Kierowca nie może odmówić klientom.",
            "Klientom wydajemy numerki.",
            "Konsultant: pok. 12.",
        ),
        *("Umów się z konsultantem: podaj mu numer wniosku.", "Nie podawać klientom posiłków."),
    ],
)
def test_what_is_not_said_to_staff(text):
    assert codes(how_to=text) == []


@pytest.mark.parametrize(
    ("name", "comment", "found"),
    [
        ("Umów oględziny lokalu", "telefonicznie lub e-mailem", True),
        ("Uzgodnij kontrolę instalacji", "pocztą elektroniczną", True),
        ("Zamów wydanie mapy", "przez platformę", True),
        ("Zarezerwuj wizję w terenie", "telefonicznie", True),
        ("Ustal dzień oględzin", "zadzwoń do nas", True),
        ("Umówienie kontroli", "telefonicznie", True),
        ("Czekaj na oględziny", "umówimy je telefonicznie", False),
        ("Oględziny drzewa", "termin ustalimy telefonicznie", False),
        ("Umów się i przyjdź na oględziny", "telefonicznie", False),
        ("Umów oględziny", "zadzwonimy do Ciebie telefonicznie", False),
        ("Wydanie karty", "telefonicznie nie udzielamy informacji", False),
        ("Umów oględziny", "tylko osobiście", False),
        ("Kontrola mieszkania", "o dniu zawiadomimy e-mailem", False),
    ],
)
def test_booking_what_the_office_does_needs_no_visit(name, comment, found):
    steps = [{"name": name, "comment": comment}]
    assert codes(steps=steps) == (["LCKM-R046"] if found else [])


REPEATED = "Podanie o przydział możesz złożyć ustnie; odpiszemy, gdy tylko je rozważymy."


@pytest.mark.parametrize(
    ("how_to", "additional", "found"),
    [
        (f"Wniosek składa najemca. {REPEATED}", REPEATED, True),
        (f"Wniosek składa najemca. {REPEATED}", f"Uwaga. {REPEATED} Inne.", True),
        (
            "Kto ma psa, płaci; kto go zgubi, zgłasza to; kto go odda, pisze.",
            "Kto ma psa, płaci; kto go zgubi, zgłasza to; kto go odda, pisze.",
            True,
        ),
        (REPEATED, "Odpiszemy, gdy tylko je rozważymy.", False),
        (
            REPEATED,
            "Podanie o przydział możesz złożyć ustnie; protokół spiszemy od razu na miejscu.",
            False,
        ),
        ("Zadzwoń; zapytaj o dzień.", "Zadzwoń; zapytaj o dzień.", False),
        (
            REPEATED,
            "Odpiszemy, gdy tylko je rozważymy; podanie o przydział możesz złożyć ustnie.",
            False,
        ),
        (
            "Wniosek składa najemca; dołącza umowę.",
            "Najemca dołącza umowę; wniosek składa sam.",
            False,
        ),
    ],
)
def test_a_sentence_with_a_semicolon_that_is_repeated(how_to, additional, found):
    assert codes(how_to=how_to, additional_info=additional) == (["LCKM-R057"] if found else [])
