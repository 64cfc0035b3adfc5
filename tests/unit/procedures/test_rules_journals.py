"""Journal references: those that cannot be, and acts that no journal has."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from lckm_core import check

MINIMAL = yaml.safe_load(
    (Path(__file__).parents[2] / "files" / "accepted" / "minimal.yaml").read_bytes()
)
NOVEMBER = date(2026, 11, 30)
LAW = "ustawa z dnia 7 lipca 1994 r. – Prawo budowlane"


def codes(title: str, journal: str | None, **context: Any) -> list[str]:
    act = {"title": title} if journal is None else {"title": title, "journal": journal}
    found = [finding.code for finding in check(MINIMAL | {"legal_basis": [act]}, **context)]
    # Which journal is for which acts has a rule of its own.
    return [code for code in found if code != "LCKM-R099"]


@pytest.mark.parametrize(
    ("title", "journal"),
    [
        *(
            (LAW, journal)
            for journal in (
                *("Dz. U. z 2031 r. poz. 418", "t.j. Dz. U. z 2027 r. poz. 1", "Dz.U. 2030 poz. 9"),
                *("Dz.U.2040.77", "M.P. z 2028 r. poz. 61", "Monitor Polski z 2033 r. poz. 4"),
                *("Dziennik Ustaw z 2029 r. poz. 6", "Dz. U. z 2024 r. poz. 5, z 2062 r. poz. 7"),
                *("Dz. U. z 1812 r. poz. 44", "Dz. U. z 1905 r. Nr 3, poz. 21"),
                *("Dz. U. z 2019 r. poz. 0", "Dz. U. z 2019 r. poz. 000", "Dz. U. poz. 0"),
                *("Dz. U. z 1993 r. Nr 89, poz. 414", "Dz. U. z 1949 r. poz. 414"),
                *("Dz. Urz. Woj. Łódzkiego z 2051 r. poz. 3", "Dz. Urz. UE z 2044 r. L 119"),
            )
        ),
        ("uchwała z dnia 3.02.2021 r. w sprawie targowisk", "Dz. Urz. Woj. Łódzkiego 2020 poz. 8"),
        ("ustawa z dn. 1 maja 2004 r. o rejestrze (Dz. U. z 2003 r. poz. 8)", None),
        ("ustawa o odpadach (Dz. U. z 2043 r. poz. 8)", None),
        ("rozporządzenie z dnia 9 czerwca 2022 r. w sprawie kart", "Dz. U. z 2021 r. poz. 12"),
    ],
)
def test_a_journal_that_cannot_be(title, journal):
    assert codes(title, journal, requested_on=NOVEMBER) == ["LCKM-R072"]


@pytest.mark.parametrize(
    ("title", "journal"),
    [
        *(
            (LAW, journal)
            for journal in (
                *("Dz. U. z 2026 r. poz. 418", "t.j. Dz. U. z 2024 r. poz. 725 z późn. zm."),
                *("Dz.U. 2025 poz. 9", "Dz.U.2023.682", "M.P. z 2026 r. poz. 61"),
                *("Dz. U. z 2024 r. poz. 725, 834, 1222 i 1847", "Dz. U. z 1994 r. poz. 2035"),
                *("Dz. U. Nr 89, poz. 414", "Dz. U. z 2020 r. poz. 10", "Dz. U. z 2020 r. poz. 1"),
                *("Dz. U. z 2024 r. poz. 2031, z 2025 r. poz. 2042", "Dz. U. poz. 2099"),
                *("Dz. Urz. Woj. Łódzkiego z 2021 r. poz. 3051", "Dz. Urz. UE L 119 z 4.5.2016"),
                "BIP Urzędu Miasta Łodzi, 2031",
            )
        ),
        ("uchwała Nr 5/2027 w sprawie targowisk", "Dz. Urz. Woj. Łódzkiego z 2020 r. poz. 8"),
        ("ustawa z dnia 28 grudnia 2018 r. o zmianie", "Dz. U. z 2019 r. poz. 8"),
        ("ustawa z dnia 5 maja 1920 r. o miastach", "Dz. U. z 1920 r. poz. 8"),
        ("zarządzenie Nr 102/2023 Prezydenta Miasta Łodzi z dnia 19 stycznia 2023 r.", None),
        (
            "ustawa z dnia 1 maja 2004 r. zmieniona ustawą z dnia 9 maja 2025 r.",
            "Dz. U. z 2005 r. poz. 8",
        ),
    ],
)
def test_a_journal_that_can_be(title, journal):
    assert codes(title, journal, requested_on=NOVEMBER) == []


def test_without_a_day_of_request_the_text_cannot_cite_what_came_after_it():
    act = {"title": LAW, "journal": "Dz. U. z 2026 r. poz. 5"}
    written = MINIMAL | {"legal_basis": [act], "produced_on": "2025-03-01"}
    assert [finding.code for finding in check(written)] == ["LCKM-R072"]
    assert codes(LAW, "Dz. U. z 2031 r. poz. 5") == []


@pytest.mark.parametrize(
    ("title", "journal"),
    [
        ("Uchwała Nr V/7/24 Rady Miejskiej w Łodzi w sprawie planu (nieopublikowana)", None),
        ("uchwała Nr V/7/24 Rady Miejskiej w Łodzi, niepublikowana", None),
        ("Uchwała Rady Miejskiej w Łodzi – nie podlega publikacji", None),
        ("Uchwała Rady Miejskiej w Łodzi (nie podlega ogłoszeniu)", None),
        ("Uchwała Rady Miejskiej w Łodzi w sprawie nagród", "niepublikowana"),
        ("Uchwała Rady Miejskiej w Łodzi w sprawie nagród", "nieopublikowana"),
        ("Uchwała Rady Miejskiej w Łodzi w sprawie nagród", "nie była publikowana"),
        ("Uchwała Rady Miejskiej w Łodzi w sprawie nagród", "nie ogłoszona"),
        ("Uchwała Rady Miejskiej w Łodzi w sprawie nagród", "BIP UMŁ"),
        ("Zarządzenie Prezydenta Miasta Łodzi w sprawie nagród", None),
    ],
)
def test_an_act_that_no_journal_has(title, journal):
    assert codes(title, journal) == []


@pytest.mark.parametrize(
    ("title", "journal"),
    [
        ("ustawa z dnia 7 lipca 1994 r. o budowie (niepublikowana)", None),
        ("rozporządzenie w sprawie kart, niepublikowane", None),
        ("ustawa o budowie", "niepublikowana"),
        ("Uchwała Rady Miejskiej w Łodzi w sprawie nagród", None),
        ("Uchwała Rady Miejskiej w Łodzi w sprawie publikacji", None),
        ("Uchwała Rady Miejskiej w Łodzi w sprawie nagród", "jak wyżej, w aktach"),
        ("Uchwała Rady Miejskiej w Łodzi w sprawie ogłoszeń drobnych", None),
    ],
)
def test_an_act_whose_journal_is_missing(title, journal):
    assert "LCKM-R020" in codes(title, journal)


@pytest.mark.parametrize(
    ("journal", "produced_on", "pl", "en"),
    [
        (
            "Dz. U. z 2025 r. poz. 418",
            "2024-03-11",
            "(„z 2025”) jest późniejszy niż data wytworzenia tej informacji (2024-03-11).",
            "(“z 2025”) is after the day on which this text was made (2024-03-11).",
        ),
        ("Dz. U. z 2031 r. poz. 8", None, "(„z 2031”) jeszcze się nie zaczął.", "has not begun."),
        (
            "Dz. U. z 1949 r. poz. 414",
            None,
            "(„z 1949”) jest wcześniejszy niż akt („z dnia 7 lipca 1994”).",
            "(“z 1949”) is before the act (“z dnia 7 lipca 1994”).",
        ),
        ("Dz. U. z 2023 r.", None, "brakuje pozycji („Dz. U. z 2023 r.”).", "it has no item ("),
    ],
)
def test_the_limit_that_is_broken_is_told(journal, produced_on, pl, en):
    document = MINIMAL | {"legal_basis": [{"title": LAW, "journal": journal}]}
    if produced_on:
        document["produced_on"] = produced_on
    (finding,) = [
        item for item in check(document, requested_on=NOVEMBER) if item.code == "LCKM-R072"
    ]
    assert pl in finding.message
    assert en in finding.message_en
