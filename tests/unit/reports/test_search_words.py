"""Words by which reports are found: their forms, and the texts in which they stand."""

from datetime import UTC, datetime

import attrs
import pytest
from hypothesis import given, strategies as st

from lckm_core.organisation import Role
from lckm_core.reports import (
    EventPlace,
    Outcome,
    PersonalPart,
    Reporter,
    has_words,
    note_outcome,
    reopen,
)
from lckm_core.search_words import SearchWords
from lckm_core.text import folded
from lckm_testing.contracts import samples


def report(text, **fields):
    return attrs.evolve(samples.bare_report("1"), description=text, **fields)


def finds(typed, text):
    return has_words(report(text), SearchWords.of(typed))


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("huśtawk", "Huśtawka skrzypi."),
        ("huśtawka", "połamane huśtawki"),
        ("HUSTAWKI", "huśtawka"),
        ("lampa", "nie ma lampy"),
        ("drzewo", "suche drzewa"),
        ("lampa", "pięć lamp"),
        ("Poniatowskiego", "Park Poniatowski"),
        ("parku park", "w parku"),
        ("kot", "koty"),
        ("Żółć", "zolc"),
        ("zolc", "ŻO\u0301ŁC\u0301"),
        ("12", "dom 12a"),
        ("12a", "dom 12A"),
        ("S8", "zjazd z S8, km 12"),
        ("śmietnik,śmieci", "śmieci/śmietnik"),
        ("strasse", "Straße"),
        ("świeci", "nie\nświeci"),
    ],
)
def test_a_word_stands_where_a_form_of_it_does(typed, text):
    assert finds(typed, text)


def test_the_words_of_each_act_are_searched():
    found = report("Dziura.")
    at = datetime(2026, 11, 25, 12, tzinfo=UTC)
    who = {"role": Role.CALL_CENTRE_STAFF, "now": at}
    for words in ("asfalt", "kostka", "żwir"):
        found = note_outcome(found, Outcome.DONE, words=f"Jest {words}.", **who)
        found = reopen(found, words=f"Nie ma {words} naprawdę.", **who)
    for words in ("asfalt", "kostka", "żwir", "asfalt żwir naprawdę dziura"):
        assert has_words(found, SearchWords.of(words)), words


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("uśtawka", "huśtawka"),
        ("huśtawki latarnia", "huśtawka"),
        ("kot", "kogut"),
        ("12", "dom 121 i 212"),
        ("S8", "zjazd z S86"),
        ("lampa", "lis"),
        ("most", "mops"),
        ("woda", "wodociąg"),
        ("telefon", "Proszę dzwonić: [usunięto: telefon]."),
        ("usunięto", "Proszę dzwonić: [usunięto: telefon]."),
    ],
)
def test_a_word_stands_nowhere_else(typed, text):
    assert not finds(typed, text)


def test_words_are_spread_over_what_stays_of_a_report():
    one = report("huśtawka", place=EventPlace("park Źródliska"))
    assert has_words(one, SearchWords.of("huśtawka źródliska"))
    assert not has_words(one, SearchWords.of("huśtawka źródliska lampa"))


def test_the_personal_part_is_not_looked_at():
    personal = PersonalPart("Idalia, tel. 601", "Nowa 5", reporter=Reporter(name="Idalia Mącik"))
    one = report("huśtawka", personal=personal)
    assert not any(
        has_words(one, SearchWords.of(word)) for word in ("Idalia", "601", "Nowa", "Mącik")
    )


@pytest.mark.parametrize("typed", ["", " \n", "–…!", "a b c d e f g h i"])
def test_no_word_and_too_many_are_refused_without_being_quoted(typed):
    with pytest.raises(ValueError, match="1 to 8 words") as refused:
        SearchWords.of(typed)
    assert "a b" not in str(refused.value)


def test_eight_words_are_taken_and_each_counts_once():
    assert SearchWords.of("a b c d e f g h a").words == tuple("abcdefgh")


def test_they_are_not_shown():
    assert repr(SearchWords.of("Kowalska")) == "SearchWords(…)"


_LETTERS = st.sampled_from("aąeęzżźłloóAĄŻŁ 12\n-„”\U0001f6b8ßiİ\u0301")
_TEXTS = st.text(_LETTERS, max_size=30) | st.text(max_size=30)
_TYPED = _TEXTS.filter(lambda text: 1 <= len(set(_tokens(text))) <= 8)


def _tokens(text):
    return "".join(one if one.isalnum() else " " for one in folded(text)).split()


@given(_TYPED, _TEXTS)
def test_a_word_is_found_wherever_a_word_begins_with_it(typed, text):
    """As somebody would say it who has never seen the code."""
    begun = all(
        any(
            there.startswith(word)
            and not (word.isdigit() and there[len(word) : len(word) + 1].isdigit())
            for there in _tokens(text)
        )
        for word in _tokens(typed)
    )
    short = all(len(word) < 4 for word in _tokens(typed))
    found = finds(typed, text)
    assert found == begun if short else found >= begun


@given(_TYPED, _TEXTS)
def test_a_quick_look_passes_over_nothing(typed, text):
    words = SearchWords.of(typed)
    assert words.may_be_in(text) or not has_words(report(text), words)


def test_a_quick_look_tells_most_apart():
    words = SearchWords.of("huśtawka")
    assert words.may_be_in('{"description":"\\nPołamana HUŚTAWKI"}')
    assert not words.may_be_in('{"description":"Latarnia „nie” świeci – całą noc…"}')
