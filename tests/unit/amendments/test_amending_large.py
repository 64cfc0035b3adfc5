"""Update requests near the limits of a file: exact, and made of what changed."""

import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from lckm_core.amendments import (
    Change,
    ItemChange,
    Phrase,
    UpdateRequest,
    amend,
    check_request,
    compare,
)
from lckm_core.amendments._diff import differing, longest_rising
from lckm_core.amendments._model import names
from lckm_core.amendments._text_edits import TokenIndex, find_phrases, rewrite, tokens_of
from lckm_core.errors import AmendmentConflictError
from lckm_core.forms import judge
from lckm_core.parsing._errors import Limits
from lckm_core.procedures import from_data
from lckm_core.procedures.template import Procedure

MINIMAL = Path(__file__).parents[2] / "files" / "accepted" / "minimal.yaml"
LONGEST = Limits().max_scalar
LONG = pytest.mark.slow(reason="as long as a file may be; the first of each kind stand for these")


def procedure(**fields: Any) -> Procedure:
    made = judge({**yaml.safe_load(MINIMAL.read_text("utf-8")), **fields}, Procedure)
    assert not made.findings
    return from_data(made.data)


def longest(text: str) -> str:
    """*text* again and again, up to the limit of one value."""
    return (text * (LONGEST // len(text) + 1))[:LONGEST].strip()


def numbered(count: int, what: str = "Zdanie {} o czymś tam.") -> list[str]:
    return [what.format(number) for number in range(count)]


def in_every_change(cases: Iterable[str], first: int) -> list[Any]:
    """Return the cases, of which but the *first* few are long."""
    return [
        pytest.param(case, marks=[LONG] if at >= first else []) for at, case in enumerate(cases)
    ]


SENTENCES = numbered(LONGEST // 29)
WORDS = numbered(LONGEST // 8, "w{}")
DRAWN = random.Random(102)

TEXTS = {
    "every sentence changed": (longest("ab1. ab2. ab3. "), longest("cd1. cd2. cd3. ")),
    "sentences in reverse": (" ".join(SENTENCES), " ".join(reversed(SENTENCES))),
    "blanks": ("a" + " " * (LONGEST - 2) + "b", "a" + " " * (LONGEST - 3) + "c"),
    "one word many times": (longest("a "), longest("a ")[:-2] + "b"),
    "one sentence many times": (longest("a. "), longest("a. ")[: LONGEST // 2].strip()),
    "one mark many times": ("." * LONGEST, "." * (LONGEST // 2) + "!" + "." * (LONGEST // 2 - 1)),
    "two words": (longest("ab "), longest("ba ")),
    "two words at random": tuple(" ".join(DRAWN.choices("ab", k=LONGEST // 2)) for _ in range(2)),
    "two sentences at random": tuple(
        " ".join(DRAWN.choices(("a.", "b."), k=LONGEST // 3)) for _ in range(2)
    ),
    "lines swapped": ("a\n" * 25_000 + "b\n" * 24_999 + "b", "b\n" * 25_000 + "a\n" * 24_999 + "a"),
    "one long word": ("a" * LONGEST, "a" * (LONGEST - 1)),
    "the empty word many times": (longest("brak "), longest("brak ")[:-4] + "nie"),
}


@pytest.mark.parametrize("case", in_every_change(TEXTS, 4))
def test_a_longest_text(case):
    before, after = TEXTS[case]
    old, new = procedure(how_to=before), procedure(how_to=after)
    request = compare(old, new)
    assert amend(old, request) == new
    assert not check_request(request, old).errors


def test_a_long_text_with_changes_here_and_there_is_told_by_them():
    new = [("x" if place % 500 == 250 else word) for place, word in enumerate(WORDS)]
    phrases = find_phrases(" ".join(WORDS), " ".join(new))
    assert [(phrase.remove, phrase.insert) for phrase in phrases] == [
        (word, "x") for place, word in enumerate(WORDS) if place % 500 == 250
    ]
    assert phrases[0].before == "w246 w247 w248 w249"
    assert phrases[0].after == "w251 w252 w253 w254"
    assert rewrite(" ".join(WORDS), phrases) == " ".join(new)


def test_a_text_with_very_many_changes_is_given_whole():
    new = [("x" if place % 100 == 50 else word) for place, word in enumerate(WORDS)]
    assert find_phrases(" ".join(WORDS), " ".join(new)) == ()


def test_a_text_whose_phrases_would_be_longer_than_itself_is_given_whole():
    line = "a b c d e f g h i j " * 20
    old = [line] * 20
    new = [f"{line[: 8 * place]}x{line[8 * place :]}" for place in range(20)]
    assert find_phrases(". ".join(old), ". ".join(new)) == ()


QUESTIONS = [{"question": f"Pytanie {n}?", "answer": f"Odpowiedź {n}."} for n in range(3000)]
LINES = numbered(5000, "pozycja {}")
SHUFFLED = DRAWN.sample(LINES, len(LINES))
LISTS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "lines in reverse": ({"useful_info": LINES}, {"useful_info": LINES[::-1]}),
    "lines shuffled": ({"useful_info": LINES}, {"useful_info": SHUFFLED}),
    "every line changed": (
        {"useful_info": LINES},
        {"useful_info": [f"{line}, nowa" for line in LINES]},
    ),
    "all lines but one gone": ({"useful_info": LINES}, {"useful_info": LINES[:1]}),
    "a line put after each": (
        {"useful_info": LINES},
        {"useful_info": [x for a in LINES for x in (a, f"{a} bis")]},
    ),
    "parts in reverse": (
        {"call_centre": {"faq": QUESTIONS}},
        {"call_centre": {"faq": QUESTIONS[::-1]}},
    ),
    "every part changed": (
        {"call_centre": {"faq": QUESTIONS}},
        {"call_centre": {"faq": [{**one, "answer": one["answer"] + " Tak."} for one in QUESTIONS]}},
    ),
    "one long part": (
        {"places": [{"unit": "A", "rooms": LINES}]},
        {"places": [{"unit": "A", "rooms": LINES, "hours": "8-16"}, {"unit": "B"}]},
    ),
}


@pytest.mark.parametrize("case", in_every_change(LISTS, 2))
def test_a_long_list(case):
    before, after = LISTS[case]
    old, new = procedure(**before), procedure(**after)
    request = compare(old, new)
    assert amend(old, request) == new
    assert not check_request(request, old).errors


def test_only_what_must_move_is_moved():
    old, new = procedure(useful_info=LINES), procedure(useful_info=[*LINES[1:], LINES[0]])
    (change,) = compare(old, new).changes
    assert change.items == (ItemChange(move=LINES[0], after=LINES[-1], at="end"),)


def test_many_changes_of_one_list_are_each_found():
    old = procedure(useful_info=LINES)
    changes = [
        Change(f"/useful_info/{n}", remove=line, insert=f"{line}!") for n, line in enumerate(LINES)
    ]
    done = amend(old, UpdateRequest(procedure=old.id, changes=tuple(changes)))
    assert done.useful_info == tuple(f"{line}!" for line in LINES)


def test_faults_of_many_changes_are_told_where_they_were_asked_for():
    old = procedure(useful_info=LINES)
    changes = [
        Change(f"/useful_info/{n}", remove=line, insert="<b>") for n, line in enumerate(LINES)
    ]
    found = check_request(UpdateRequest(procedure=old.id, changes=tuple(changes)), old)
    assert {finding.path for finding in found} == {f"/changes/{n}" for n in range(len(LINES))}


def test_a_fault_within_a_whole_value_is_told_at_its_change():
    old = procedure()
    changes = (
        Change("/cell", remove=old.cell, insert="A"),
        Change("/useful_info", insert=["a", "<b>"]),
    )
    (finding,) = check_request(UpdateRequest(procedure=old.id, changes=changes), old)
    assert finding.path == "/changes/1"


def test_a_fault_of_a_list_that_its_items_make_is_told_at_the_first_of_them():
    old = procedure(steps=[{"name": "A"}])
    gone = Change("/steps", items=(ItemChange(remove={"name": "A"}),))
    changes = (Change("/cell", remove=old.cell, insert="A"), gone)
    (finding,) = check_request(UpdateRequest(procedure=old.id, changes=changes), old)
    assert finding.path == "/changes/1"


def test_phrases_that_touch_are_refused_in_whatever_order_they_come():
    text = "Jeden dwa trzy cztery."
    one, other = Phrase(remove="Jeden dwa", insert="1"), Phrase(remove="dwa trzy", insert="2")
    assert rewrite(text, [one, other]) is other
    assert rewrite(text, [other, one]) is one
    assert (
        rewrite(text, [Phrase(remove="cztery", insert="4"), Phrase(remove="Jeden", insert="1")])
        == "1 dwa trzy 4."
    )


def test_a_removal_takes_the_space_before_it_so_that_two_in_a_row_touch_nothing():
    text = "Jeden dwa trzy cztery."
    assert rewrite(text, [Phrase(remove="trzy"), Phrase(remove="dwa")]) == "Jeden cztery."


@pytest.mark.parametrize(
    ("phrase", "there"),
    [
        (Phrase(before="w terminie", remove="trzech dni"), True),
        (Phrase(before="terminie  w\nterminie", remove="trzech dni"), False),
        (Phrase(before="w\nterminie", remove="trzech dni", after="od"), True),
        (Phrase(remove="trzech\ndni"), False),  # what is removed is said as it stands
        (Phrase(remove="dni", after="od"), True),
        (Phrase(remove="od", after="…"), False),
        (Phrase(remove="Wniosek", before="w", at="start"), False),
        (Phrase(remove="!", after="dni", at="end"), False),
        (Phrase(remove="zdarzenia !", at="end"), True),
        (Phrase(remove=" "), False),
        (Phrase(remove=""), False),
    ],
)
def test_spaces_around_what_is_removed_do_not_matter(phrase, there):
    text = TokenIndex("Wniosek złóż w terminie trzech dni od zdarzenia !")
    assert bool(text.place_of(phrase)) is there


def test_a_part_that_stands_in_two_places_is_a_conflict():
    old = procedure(useful_info=["a", "b", "a"])
    for change in (
        Change("/useful_info/0", remove="a", insert="c"),
        Change("/useful_info/0", ("a",), "a", "c"),
    ):
        with pytest.raises(AmendmentConflictError) as caught:
            amend(old, UpdateRequest(procedure=old.id, changes=(change,)))
        assert caught.value.found == ["a", "b", "a"]


def test_a_name_ends_somewhere():
    assert names({"unit": "A", "rooms": LINES})[-1] == " · ".join(["A", *LINES[:7]])


def test_what_stands_once_in_both_shows_what_stayed():
    assert list(differing("abc", "axc")) == [(1, 2, 1, 2)]
    assert list(differing("abcd", "bcde")) == [(0, 1, 0, 0), (4, 4, 3, 4)]
    assert list(differing("qaaxaa", "aaxaar")) == [(0, 1, 0, 0), (6, 6, 5, 6)]
    assert list(differing("ab", "cd")) == [(0, 2, 0, 2)]
    assert list(differing([], ["a"])) == [(0, 0, 0, 1)]
    assert list(differing(["a"], ["a"])) == []


def test_a_stretch_is_divided_again_by_what_is_single_within_it():
    old, new = "qkxrky", "pkxskz"
    assert list(differing(old, new)) == [(0, 1, 0, 1), (3, 4, 3, 4), (5, 6, 5, 6)]
    assert list(differing(old, new, 0)) == [(0, 6, 0, 6)]


def test_the_longest_order_is_kept():
    assert longest_rising({0: 4, 1: 0, 2: 1, 3: 3, 4: 2}) == [(1, 0), (2, 1), (4, 2)]
    assert longest_rising({}) == []


def test_space_at_the_end_is_no_word():
    assert tokens_of("a  b." + " " * LONGEST) == ["a", "  b", "."]
    assert tokens_of(" " * LONGEST) == []


def test_a_conflict_shows_the_beginning_of_a_long_text():
    old = procedure(how_to=longest("słowo "))
    change = Change("/how_to", text=(Phrase(remove="nic", insert="coś"),))
    with pytest.raises(AmendmentConflictError) as caught:
        amend(old, UpdateRequest(procedure=old.id, changes=(change,)))
    assert "a jest „słowo słowo " in str(caught.value)
    assert len(str(caught.value)) < 400
