"""What the schema takes for an empty word, the reader takes for it as well (found by fuzzing)."""

from pathlib import Path

import pytest

from lckm_core import check, read
from lckm_core.text import EmptyWord, empty_word, inner_word
from tests.helpers.processor_time import takes_less_than

MINIMAL = read(
    (Path(__file__).parents[2] / "files" / "accepted" / "minimal.yaml").read_bytes()
).data


@pytest.mark.parametrize(("spaces", "codes"), [(1, set()), (8, set()), (60, set())])
def test_however_many_spaces_stand_between(spaces, codes):
    text = "nie" + " " * spaces + "dotyczy"
    assert {finding.code for finding in check(MINIMAL | {"appointments": text})} == codes


@pytest.mark.usefixtures("small_heap")
def test_spaces_after_a_word_take_time_by_their_number_and_not_its_square():
    blanks = " " * 12_000
    other, inner = f"brak{blanks}x", f"brak{blanks}, nie dotyczy{blanks}-x"
    assert empty_word(other) is None
    assert inner_word(inner) is EmptyWord.NONE
    assert takes_less_than(1, lambda: (empty_word(other), inner_word(inner)))


@pytest.mark.parametrize(
    "text",
    [
        "brak\nOdwołanie nie przysługuje.",
        "Odwołanie nie przysługuje.\n\nBRAK.",
        "Brak. Odwołanie nie przysługuje.",
        "nie dotyczy\nOdwołanie nie przysługuje.",
        "Brak, odwołanie nie przysługuje.",
        "BRAK – od decyzji nie można się odwołać",
        "brak - nie wydaje się decyzji",
        "Brak: nie wydaje się decyzji.",
        "Decyzji nie ma.\nBrak (nie przysługuje).",
    ],
)
def test_a_word_beside_a_text_that_it_denies_is_a_finding(text):
    """Interpretation I9: the field holds the word, or a text, and not both."""
    (finding,) = check(MINIMAL | {"appeal": text})
    assert (finding.code, finding.path) == ("LCKM-P026", "/appeal")
    assert "obok innego tekstu" in finding.message
    assert "Leave “brak” alone" in finding.text("en")


@pytest.mark.parametrize(
    "text",
    [
        "Brak możliwości odwołania.",
        "Odwołanie nie dotyczy opłat.",
        "Gdy brak odpowiedzi, można się odwołać.",
        "Brak odwołania, jest skarga.",
        "Brak odwołania - jest skarga.",
        "Do SKO w 14 dni; od opinii: brak, od decyzji: jest.",
        "Brak, jeśli decyzja jest ostateczna. Od każdej innej do SKO w 14 dni.",
        "Brak, chyba że decyzję wydał wojewoda.",
        "Brak-u odpowiedzi nie uważa się za odmowę.",
    ],
)
def test_a_word_within_a_sentence_is_none(text):
    assert list(check(MINIMAL | {"appeal": text})) == []
