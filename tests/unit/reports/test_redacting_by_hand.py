"""Words redacted by hand in a stored report."""

from datetime import UTC, datetime
from unicodedata import normalize

import pytest

from lckm_core import register
from lckm_core.errors import WordsNotFoundError
from lckm_core.organisation import Role
from lckm_core.reports import Classification, reclassify, redact_words

MARK = "[usunięto: dane osobowe]"
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def report(description="Gruz jest Łysego, to łysy. Tel. 601 234 567.", **fields):
    form = {"description": description, **fields}
    return register(form, number="ZG-1", now=NOON, terms_version="1")


def test_whole_words_go_in_any_case_and_without_polish_marks():
    left = redact_words(report("Żak i ŻAK, zak, Żaki, półżak, żak, żaki"), ["żak"])
    assert left.description == f"{MARK} i {MARK}, {MARK}, Żaki, półżak, {MARK}, żaki"


def test_words_go_however_their_letters_are_composed():
    left = redact_words(report("Pytać Łysego z Łąk."), [normalize("NFD", "z Łąk")])
    assert left.description == f"Pytać Łysego {MARK}."


def test_words_go_whatever_blanks_stand_between_them():
    typed = "Pytać kulawego rybaka, kulawego  rybaka, kulawego\nrybaka i kulawego\u00ad \trybaka."
    left = redact_words(report(typed), ["kulawego  rybaka"])
    assert left.description == f"Pytać {MARK}, {MARK}, {MARK} i {MARK}."


def test_the_place_and_the_attributes_are_looked_through_too():
    whole = report(
        "Dziura.",
        place={"address": "za domem Pawlaka"},
        attributes=[{"name": "uwaga", "value": "pytać Pawlaka"}],
    )
    left = redact_words(whole, ["Pawlaka"])
    assert left.place.address == f"za domem {MARK}"
    assert left.attributes[0].value == f"pytać {MARK}"
    assert left.personal == whole.personal, "it keeps the words as typed until the term"


def test_what_would_be_longer_than_its_field_goes_whole():
    whole = report(
        "Dziura.",
        place={"address": f"U Oli, {'za domem ' * 21}"},
        attributes=[{"name": "uwaga", "value": f"u Oli {'u góry ' * 10}"}],
    )
    left = redact_words(whole, ["Oli"])
    assert (left.place.address, left.attributes[0].value) == (MARK, MARK)
    corrected = reclassify(
        whole, Classification(), role=Role.CALL_CENTRE_STAFF, now=NOON, address="Zielona 5"
    )
    (was,) = redact_words(corrected, ["Oli"]).history
    assert (was.was_address, was.was.attributes[0].value) == (MARK, MARK)


def test_marks_stay_whole():
    left = redact_words(report("Telefon Pawlaka: 601 234 567"), ["telefon"])
    assert left.description == f"{MARK} Pawlaka: [usunięto: telefon]"


def test_words_that_stand_nowhere_are_told_by_their_places_and_change_nothing():
    with pytest.raises(WordsNotFoundError) as error:
        redact_words(report(), ["Łysy", "Nowakowa", "ysego"])
    assert error.value.places == (2, 3)
    assert "Nowakowa" not in error.value.text("pl") + error.value.text("en") + repr(error.value)


@pytest.mark.parametrize("unseen", ["\u200b\u200b", "\u00ad" * 3, "\u202e\u202e", "\u200ba"])
def test_signs_that_nobody_sees_stand_nowhere(unseen):
    with pytest.raises(WordsNotFoundError) as error:
        redact_words(report(), ["Łysy", unseen])
    assert error.value.places == (2,)


def test_as_many_words_are_taken_as_are_said():
    assert redact_words(report(), ["Łysy"] * 100) == redact_words(report(), ["Łysy"])


@pytest.mark.parametrize("words", [[], ["a"], [" "], ["ab"] * 101])
def test_no_words_too_many_and_too_short_ones_are_refused(words):
    with pytest.raises(ValueError, match="words="):
        redact_words(report(), words)


def test_one_text_is_no_list():
    with pytest.raises(TypeError, match="list"):
        redact_words(report(), "Pawlak")
