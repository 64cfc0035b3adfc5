"""Which words for health are pointed at: ``tests/files/health.yaml``."""

from pathlib import Path

import pytest
import yaml

from lckm_core.redaction import doubtful_spans

GROUPS = yaml.safe_load(
    (Path(__file__).parents[2] / "files" / "health.yaml").read_text(encoding="utf-8")
)


def are_pointed_at(group):
    """Return the sentences of a group in which something is pointed at, and the others."""
    texts = GROUPS[group].splitlines()
    pointed = [text for text in texts if doubtful_spans(text)]
    return pointed, [text for text in texts if text not in pointed]


def test_health_of_somebody_is_pointed_at():
    pointed, left = are_pointed_at("of_somebody")
    assert len(pointed) >= 70
    assert left == ["Lekarz stwierdził pęknięcie kości ogonowej."]


def test_health_of_nobody_is_not():
    pointed, left = are_pointed_at("of_nobody")
    assert len(left) >= 50
    assert pointed == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mam chore serce.", ["chore serce"]),
        ("Jestem uczulona, niedosłyszę.", ["uczulona", "niedosłyszę"]),
        ("Synek ma obniżoną odporność.", ["obniżoną odporność"]),
        ("Skręcił na niej kostkę.", ["Skręcił na niej kostkę"]),
        ("Mam złamaną rękę i chodzę o lasce.", ["złamaną rękę", "o lasce"]),
    ],
)
def test_the_words_themselves_are_pointed_at(text, words):
    assert [text[start:end] for start, end, _ in doubtful_spans(text)] == words


@pytest.mark.parametrize(
    "of_all",
    [
        "Ławka dla {} z astmą.",
        "Każdy dzień {} po udarze.",
        "Dla seniorów i {} z astmą.",
        "Szukam kogoś do {} po udarze.",
        "Karetka stoi, zanim {} dostanie ataku astmy.",
        "To jest jak {} po udarze.",
        "U psa {} z alergią.",
        "Miejsca {} w ciąży.",
    ],
)
def test_whoever_is_somebodys_own_is_somebody_whatever_stands_before(of_all):
    for somebody in ("mojej mamy", "mojego męża", "naszej córki", "swojej matki"):
        assert doubtful_spans(of_all.format(somebody)), somebody
    assert not doubtful_spans(of_all.format("ludzi"))


@pytest.mark.parametrize("text", ["Wyprowadzam psa mam astmę.", "Osoby jak ja, jestem po zawale."])
def test_whoever_tells_of_themselves_is_somebody_whatever_stands_before(text):
    assert doubtful_spans(text)
