"""What a page says of one subject stands together, and nothing is changed or added."""

import re
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given

from lckm_core.procedures import parts
from lckm_core.procedures.template import CallCentre
from lckm_core.publication import (
    Audience,
    Bullets,
    Entry,
    Projection,
    Stages,
    Subject,
    Text,
    extract_subject,
    project,
)
from lckm_core.publication._subjects import _READINGS
from lckm_testing.strategies import procedures
from tests.helpers.rows import in_one_test
from tests.unit.publication.test_projection import DAY, FULL


def page(**changes: Any) -> Projection:
    shown = project(attrs.evolve(FULL, **changes), Audience.EDITORS, on=DAY)
    assert shown is not None
    return shown


def entries(projection: Projection) -> list[Entry]:
    return [entry for section in projection.sections for entry in section.entries]


def field(entry: Entry) -> str:
    return entry.key.partition(".")[0]


def blocks(projection: Projection, key: str) -> tuple[Any, ...]:
    return next((entry.blocks for entry in entries(projection) if entry.key == key), ())


SAID = {
    Subject.DEADLINE: (
        "Zaświadczenie dostajesz od ręki.",
        "Odpowiedź przyjdzie po dwóch tygodniach.",
        "Na odpis poczekasz kwartał.",
        "Załatwiamy na poczekaniu.",
        "Będzie gotowe jutro.",
        "Zajmie to 15 minut.",
    ),
    Subject.FEES: (
        "Sprawa nic nie kosztuje.",
        "Zapłacisz 40 zł.",
        "Uiść 17 PLN.",
        "Stawka to 5 groszy.",
        "Wydajemy je gratis.",
        "Seniorzy mają ulgę.",
    ),
    Subject.SUBMISSION: (
        "Wniosek trzeba przynieść samemu.",
        "Nadaj go kurierem.",
        "Sprawę zgłosisz telefonicznie.",
        "Wrzuć go do skrzynki przy wejściu.",
        "Tylko listem poleconym.",
    ),
    Subject.DOCUMENTS: (
        "Dołącz odpisy aktów urodzenia.",
        "Weź ze sobą paszport.",
        "Pokaż umowę najmu.",
        "Potrzebna jest zgoda obojga rodziców.",
    ),
    Subject.VISIT: (
        "W środy sala jest zamknięta.",
        "Bez zarezerwowanej godziny nie obsługujemy.",
        "W niedziele biuro jest nieczynne.",
        "Pobierz numerek.",
        "Siedziba: al. Kościuszki 5.",
    ),
    Subject.APPEAL: (
        "Nie wydajemy w tej sprawie decyzji.",
        "Zwróć się do SKO.",
        "Przysługuje wniosek o ponowne rozpatrzenie.",
        "Ponaglenie kieruje się do Prezydenta.",
    ),
    Subject.CONDITIONS: (
        "Rodzina ma co najmniej troje dzieci.",
        "Dochód nie ma znaczenia.",
        "Załatwi ją wyłącznie właściciel.",
    ),
}


@in_one_test(
    ("subject", "contradiction"), [(subject, said) for subject in SAID for said in SAID[subject]]
)
def test_a_contradiction_stands_beside_the_subjects_own_fields(subject, contradiction):
    full = page(how_to=f"To są inne słowa.\n\n{contradiction}\n\nI nic więcej.")
    shown = extract_subject(full, subject)
    assert blocks(shown, "how_to") == (Text(contradiction),)


@pytest.mark.parametrize("subject", Subject)
def test_own_fields_are_whole(subject):
    shown = extract_subject(page(), subject)
    own = [entry for entry in entries(page()) if field(entry) in _READINGS[subject].fields]
    assert {field(entry) for entry in own} == _READINGS[subject].fields
    assert [entry for entry in entries(shown) if field(entry) in _READINGS[subject].fields] == own


def test_the_heading_says_that_it_is_an_extract():
    assert extract_subject(page(), Subject.FEES).heading == f"{page().heading} – opłaty"


def test_of_lists_and_steps_those_stay_that_speak_of_it():
    shown = extract_subject(page(), Subject.FEES)
    assert blocks(shown, "online_activities") == (Bullets((Text("wniesienie opłaty"),)),)
    (stages,) = blocks(shown, "steps")
    assert isinstance(stages, Stages)
    assert [stage.number for stage in stages.items] == [1]


def test_an_answer_stays_with_its_question():
    faq = (
        parts.Question("Ile kosztuje odpis?", "22 i już."),
        parts.Question("Gdzie jest wejście?", "Od podwórza."),
    )
    shown = extract_subject(page(call_centre=CallCentre(faq=faq)), Subject.FEES)
    assert "22 i już." in strings(shown.to_data())
    assert "Od podwórza." not in strings(shown.to_data())


@pytest.mark.parametrize(
    "how_to",
    [
        "Opłaty nie ma dla:\n\n- seniorów,\n- dzieci.",
        "**Uwaga. Opłata wynosi 5 zł. Zawsze.** Potem [Cennik. Opłaty](https://uml.lodz.pl/c).",
        "1. Wpłać.\n2. Czekaj.",
        "Wpłać m.in. Kwotę podstawową, zob. Tabelę.",
    ],
)
def test_a_paragraph_is_not_divided(how_to):
    shown = extract_subject(page(how_to=f"To są inne słowa.\n\n{how_to}\n\nI nic."), Subject.FEES)
    assert blocks(shown, "how_to") == (Text(how_to),)


@pytest.mark.parametrize(
    "announced",
    [
        "Opłata:",
        "Opłata: ",
        "*Opłata:*",
        "**Opłata:**",
        "_Opłata:_",
        "***Opłata:***",
        "**Opłata**:",
    ],
)
@pytest.mark.parametrize("listed", ["- seniorzy: 5,\n- dzieci: 3.", "1. Seniorzy.\n2. Dzieci."])
def test_a_list_stays_with_what_announces_it_however_that_is_marked(announced, listed):
    how_to = f"To są inne słowa.\n\n{announced}\n\n{listed}\n\nI nic."
    shown = extract_subject(page(how_to=how_to), Subject.FEES)
    assert blocks(shown, "how_to") == (Text(f"{announced}\n\n{listed}"),)


def test_titles_of_acts_are_of_no_subject():
    acts = (parts.LegalAct("Ustawa z dnia 16 listopada 2006 r. o opłacie skarbowej"),)
    shown = extract_subject(page(legal_basis=acts), Subject.FEES)
    assert blocks(shown, "legal_basis") == ()


def strings(value: Any) -> list[str]:
    match value:
        case str():
            return [value]
        case dict():
            return [text for item in value.values() for text in strings(item)]
        case list():
            return [text for item in value for text in strings(item)]
    return []


@given(procedures())
def test_nothing_is_added_and_own_fields_are_whole(procedure):
    full = project(procedure, Audience.EDITORS, on=date(2026, 5, 4))
    assert full is not None
    said = "\n".join(strings(full.to_data()))
    for subject in Subject:
        shown = extract_subject(full, subject)
        assert extract_subject(shown, subject).sections == shown.sections
        assert all(section.entries for section in shown.sections)
        unchanged = attrs.evolve(shown, heading=full.heading)
        for text in strings(unchanged.to_data()):
            assert all(part in said for part in re.split(r"\n\s*\n", text))
        own = [entry for entry in entries(full) if field(entry) in _READINGS[subject].fields]
        assert all(entry in entries(shown) for entry in own)
