"""What the schema takes for an empty word, the reader takes for it as well (found by fuzzing)."""

from pathlib import Path

import pytest

from lckm_core import check, read

MINIMAL = read((Path(__file__).parents[1] / "files" / "accepted" / "minimal.yaml").read_bytes()).data


@pytest.mark.parametrize(("spaces", "codes"), [(1, set()), (8, set()), (60, set())])
def test_however_many_spaces_stand_between(spaces, codes):
    text = "nie" + " " * spaces + "dotyczy"
    assert {finding.code for finding in check(MINIMAL | {"appointments": text})} == codes


@pytest.mark.parametrize(
    "text",
    [
        "brak\nOdwołanie nie przysługuje.",
        "Odwołanie nie przysługuje.\n\nBRAK.",
        "Brak. Odwołanie nie przysługuje.",
        "nie dotyczy\nOdwołanie nie przysługuje.",
    ],
)
def test_a_word_beside_a_text_that_it_denies_is_a_finding(text):
    """Interpretation I9: the field holds the word, or a text, and not both."""
    (finding,) = check(MINIMAL | {"appeal": text})
    assert (finding.code, finding.path) == ("LCKM-P026", "/appeal")
    assert "obok innego tekstu" in finding.message
    assert "Leave “brak” alone" in finding.text("en")


@pytest.mark.parametrize(
    "text", ["Brak możliwości odwołania.", "Odwołanie nie dotyczy opłat.", "Gdy brak odpowiedzi, można się odwołać."]
)
def test_a_word_within_a_sentence_is_none(text):
    assert list(check(MINIMAL | {"appeal": text})) == []
