"""What a page says of one subject stands together, and nothing is changed or added."""

from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given

from lckm_core.procedures import parts
from lckm_core.publication import (
    Audience,
    Bullets,
    Projection,
    Stages,
    Subject,
    Text,
    about,
    project,
)
from lckm_core.publication._subjects import _READINGS
from lckm_testing.strategies import procedures
from tests.unit.publication.test_projection import DAY, FULL


def page(**changes: Any) -> Projection:
    shown = project(attrs.evolve(FULL, **changes), Audience.EDITORS, on=DAY)
    assert shown is not None
    return shown


def blocks(projection: Projection, key: str) -> tuple[Any, ...]:
    entries = [entry for section in projection.sections for entry in section.entries]
    return next((entry.blocks for entry in entries if entry.key == key), ())


@pytest.mark.parametrize(
    ("subject", "key", "contradiction"),
    [
        (Subject.DEADLINE, "how_to", "Zaświadczenie dostajesz od ręki."),
        (Subject.DEADLINE, "additional_info", "Odpowiedź przyjdzie po dwóch tygodniach."),
        (Subject.FEES, "summary", "Sprawa nic nie kosztuje."),
        (Subject.FEES, "summary", "Zapłacisz 40 zł."),
        (Subject.SUBMISSION, "how_to", "Wniosek trzeba przynieść samemu."),
        (Subject.DOCUMENTS, "additional_info", "Dołącz odpisy aktów urodzenia."),
        (Subject.VISIT, "additional_info", "W środy sala jest zamknięta."),
        (Subject.VISIT, "how_to", "Bez zarezerwowanej godziny nie obsługujemy."),
        (Subject.APPEAL, "how_to", "Nie wydajemy w tej sprawie decyzji."),
    ],
)
def test_a_contradiction_stands_beside_the_subjects_own_fields(subject, key, contradiction):
    full = page(**{key: f"To są inne słowa.\n\nNic o tym. {contradiction} I nic więcej."})
    shown = about(full, subject)
    assert blocks(shown, key) == (Text(contradiction),)
    for own in _READINGS[subject].fields:
        assert blocks(shown, own) == blocks(full, own)


def test_of_lists_and_steps_those_stay_that_speak_of_it():
    shown = about(page(), Subject.FEES)
    assert blocks(shown, "online_activities") == (Bullets((Text("wniesienie opłaty"),)),)
    (stages,) = blocks(shown, "steps")
    assert isinstance(stages, Stages)
    assert [stage.number for stage in stages.items] == [1]


def test_an_abbreviation_ends_no_sentence():
    how_to = "Wniosek złóż przy ul. Długiej 5, pok. 7. Potem czekaj."
    assert blocks(about(page(how_to=how_to), Subject.SUBMISSION), "how_to") == (
        Text("Wniosek złóż przy ul. Długiej 5, pok. 7."),
    )


def test_titles_of_acts_are_of_no_subject():
    acts = (parts.LegalAct("Ustawa z dnia 16 listopada 2006 r. o opłacie skarbowej"),)
    shown = about(page(legal_basis=acts), Subject.FEES)
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
        shown = about(full, subject)
        assert about(shown, subject) == shown
        assert all(section.entries for section in shown.sections)
        for text in strings(shown.to_data()):
            assert all(part in said for part in text.split("\n\n"))
        for own in _READINGS[subject].fields:
            assert blocks(shown, own) == blocks(full, own)
