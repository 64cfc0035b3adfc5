"""How a change inside a long text is said.

The words that go, those that come, and as few around them as tell the place.
"""

import pytest

from lckm_core.amendments import Phrase
from lckm_core.amendments._text_edits import find_phrases, rewrite

TEXT = (
    "Wniosek złóż w urzędzie na parterze albo przez internet wraz z dowodem opłaty skarbowej. "
    "Odpowiedź wyślemy listem poleconym. Koniec."
)
WORDS = (
    "W polu wpisz brak i podpisz. "
    "Na końcu dokumentu dodaj nie dotyczy oraz podaj swój numer telefonu."
)


def phrases_of(old: str, new: str) -> list[str]:
    """Return each phrase as „before [remove → insert] after”, „|” for an end of the text."""
    phrases = find_phrases(old, new)
    assert not phrases or rewrite(old, phrases) == new
    return [
        " ".join(
            part
            for part in (
                "|" if phrase.at == "start" else None,
                phrase.before,
                f"[{phrase.remove} → {phrase.insert or ''}]",
                phrase.after,
                "|" if phrase.at == "end" else None,
            )
            if part
        )
        for phrase in phrases
    ]


@pytest.mark.parametrize(
    ("change", "phrases"),
    [
        (("urzędzie", "wydziale"), ["Wniosek złóż w [urzędzie → wydziale] na parterze albo przez"]),
        (
            ("w urzędzie na parterze", "u nas na piętrze"),  # one word stays between the two
            ["Wniosek złóż [w urzędzie na parterze → u nas na piętrze] albo przez internet wraz"],
        ),
        (
            ("złóż w urzędzie na", "daj w urzędzie pod"),  # two words
            ["Wniosek [złóż w urzędzie na → daj w urzędzie pod] parterze albo przez internet"],
        ),
        (
            ("złóż w urzędzie na parterze", "daj w urzędzie na piętrze"),  # three
            [
                "Wniosek [złóż → daj] w urzędzie na parterze",
                "złóż w urzędzie na [parterze → piętrze] albo przez internet wraz",
            ],
        ),
        (
            ("parterze albo", "parterze, albo"),
            ["złóż w urzędzie na [parterze → parterze,] albo przez internet wraz"],
        ),
        (
            ("urzędzie na", "urzędzie zawsze na"),
            ["Wniosek złóż w [urzędzie → urzędzie zawsze] na parterze albo przez"],
        ),
        (
            ("skarbowej.", "skarbowej i celnej."),
            ["wraz z dowodem opłaty [skarbowej → skarbowej i celnej] ."],
        ),
        (
            (" Odpowiedź", " Zawsze odpowiedź"),
            ["[Odpowiedź → Zawsze odpowiedź] wyślemy listem poleconym."],
        ),
        (
            ("Odpowiedź", "Odpowiedź zawsze"),
            ["[Odpowiedź → Odpowiedź zawsze] wyślemy listem poleconym."],
        ),
        (
            ("skarbowej. ", "skarbowej. Nie czekaj. "),
            ["wraz z dowodem opłaty [skarbowej. → skarbowej. Nie czekaj.] Odpowiedź"],
        ),
        (
            ("skarbowej. ", "skarbowej.\n"),
            [
                "wraz z dowodem opłaty [skarbowej. Odpowiedź → skarbowej.\nOdpowiedź] wyślemy "
                "listem poleconym."
            ],
        ),
        ((" listem poleconym.", "."), ["Odpowiedź wyślemy [listem poleconym → ] ."]),
        ((" Koniec.", ""), ["[Koniec. → ]"]),
        (("Wniosek złóż", "Złóż"), ["[Wniosek złóż → Złóż] w urzędzie na parterze"]),
        (("Wniosek", "Swój wniosek"), ["[Wniosek → Swój wniosek] złóż w urzędzie na"]),
        (("Wniosek", "Każdy Wniosek"), ["| [Wniosek → Każdy Wniosek] złóż w urzędzie na"]),
        (("Wniosek", "„Wniosek”"), ["[Wniosek → „Wniosek”] złóż w urzędzie na"]),
        (("Wniosek", "(Wniosek"), ["| [Wniosek → (Wniosek] złóż w urzędzie na"]),
        (("Koniec.", "Koniec"), ["Koniec [. → ]"]),
        (("Koniec.", "Koniec. Dziękujemy."), ["[Koniec. → Koniec. Dziękujemy.] |"]),
    ],
)
def test_a_change_of_a_word_or_two(change, phrases):
    assert phrases_of(TEXT, TEXT.replace(*change)) == phrases


@pytest.mark.parametrize(
    ("change", "phrases"),
    [
        (("brak", "to"), ["W polu wpisz [brak i → to i] podpisz."]),
        (("brak ", ""), ["W polu wpisz [brak i → i] podpisz."]),
        (
            ("nie dotyczy", "brak"),
            ["Na końcu dokumentu dodaj [nie dotyczy oraz → brak oraz] podaj swój numer telefonu"],
        ),
        (
            ("nie dotyczy", "to"),
            ["Na końcu dokumentu dodaj [nie dotyczy oraz → to oraz] podaj swój numer telefonu"],
        ),
        (("i podpisz", "brak podpisz"), ["W polu wpisz brak [i podpisz → brak podpisz] ."]),
    ],
)
def test_a_word_that_stands_for_nothing_is_said_with_its_neighbour(change, phrases):
    assert phrases_of(WORDS, WORDS.replace(*change)) == phrases


def test_the_word_for_nothing_at_an_end_of_the_text():
    text = "Brak podpisu, numeru, daty albo pieczęci to brak"
    assert phrases_of(text, text.removesuffix("brak") + "wada") == [
        ", daty albo pieczęci [to brak → to wada]"
    ]
    assert phrases_of(text, text.removesuffix("to brak") + "i tak dalej") == [
        ", daty albo pieczęci [to brak → i tak dalej]"
    ]
    assert phrases_of("brak " + text, "zawsze " + text) == [
        "[brak Brak → zawsze Brak] podpisu, numeru,"
    ]


@pytest.mark.parametrize("count", [1, 2, 5])
def test_of_a_sentence_repeated_enough_is_said_to_tell_which(count):
    old = "a b c d e f g h i j. " * count + "k l m n o p."
    new = old.replace("i j. k", "i x. k")
    phrases = find_phrases(old, new)
    assert len(phrases) == 1
    assert rewrite(old, phrases) == new
    assert rewrite("y z. " + old, phrases) == "y z. " + new


@pytest.mark.parametrize(("changes", "whole"), [(100, False), (101, True)])
def test_a_text_with_more_than_a_hundred_changes_is_given_whole(changes, whole):
    words = [f"w{number}" for number in range(60 * 103)]
    new = [
        "x" if number % 60 == 30 and number < 60 * changes else word
        for number, word in enumerate(words)
    ]
    assert (find_phrases(" ".join(words), " ".join(new)) == ()) == whole


@pytest.mark.parametrize(("changed", "whole"), [(19, False), (20, False), (21, True)])
def test_a_text_of_which_two_thirds_change_is_given_whole(changed, whole):
    old = [f"w{number}" for number in range(30)]
    new = [f"x{number}" if number < changed else word for number, word in enumerate(old)]
    assert (find_phrases(" ".join(old), " ".join(new)) == ()) == whole


@pytest.mark.parametrize(("old", "new"), [("", "a b"), ("a b", ""), (" ", "a")])
def test_nothing_is_no_text_to_change(old, new):
    assert find_phrases(old, new) == ()


@pytest.mark.parametrize("order", [1, -1])
def test_phrases_may_touch_but_not_overlap(order):
    touching = (
        Phrase(remove="w urzędzie", insert="tu"),
        Phrase(remove="na parterze", insert="dziś"),
    )[::order]
    assert rewrite(TEXT, touching) == TEXT.replace("w urzędzie na parterze", "tu dziś")
    third = (*touching, Phrase(remove="złóż", insert="daj"), Phrase(remove="albo", insert="lub"))
    assert rewrite(TEXT, third) == TEXT.replace(
        "złóż w urzędzie na parterze albo", "daj tu dziś lub"
    )
    gone = (Phrase(remove="w urzędzie"), Phrase(remove="na parterze"))[::order]
    assert rewrite(TEXT, gone) == TEXT.replace(" w urzędzie na parterze", "")
    for overlapping in (
        "urzędzie na",
        "złóż w",
        "parterze albo",
        "złóż w urzędzie na parterze albo",
        "na",
    ):
        phrase = Phrase(remove=overlapping, insert="x")
        assert rewrite(TEXT, (*touching, phrase)) == phrase
