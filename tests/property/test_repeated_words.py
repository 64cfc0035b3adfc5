"""A text made of one word over and over takes time by its length, and not by its square."""

from copy import deepcopy
from time import process_time

import pytest

from lckm_core import check, read
from lckm_core.redaction import doubtful_spans, gives_own_data
from lckm_core.search_words import SearchWords
from lckm_core.streets import StreetList, read_streets
from lckm_core.telephones import telephones
from lckm_core.text import inner_word, plain
from tests.helpers.places import SAMPLES

LONGEST_DESCRIPTION = 4_000
LONG = 30_000
"""Its square is felt; a value in a file may have three times as much."""
MANY = 6_000
"""Items of a list."""
SECONDS = 1.0
WORDS = [
    *("a", "A", "0", "1 ", "1/2/", "1-", "1.1.", "-", "–", ". ", ",", "(", "[", "[a](", '"', "„"),
    *("@", "a@", "a.", "/", "http://", "**a", "# ", " ", "\n", "- a\n", "\0", "\u202e", "e\u0301"),
    *("Jan ", "Jan Kowalski ", "P. ", "Aa Bb ", "ul. Długa 1 ", "m. 3 ", "mieszkam "),
    *("600100200 ", "600 100 200 ", "tel. 600 100 200 ", "wew. 1 ", "sześć "),
    *("art. 1 ", "§ 1 ", "ust. 1 pkt 1 ", "Dz. U. z 2000 r. poz. 1 ", "ustawa z dnia 1 maja "),
    *("14 dni ", "w terminie 14 dni ", "do 14 dni ", "10 zł ", "kosztuje 10 zł ", "opłata 10 zł "),
    *("brak, ", "nie dotyczy ", "01.01.2000 ", "EL 12345 ", "8.00–16.00, ", "pok. 1 "),
]
STREETS = StreetList(read_streets((SAMPLES / "streets" / "lodz.csv").read_bytes()).streets)
PROCEDURE = dict(read((SAMPLES / "procedures" / "KA-01478.yaml").read_bytes()).data)


def find_words(text):
    if text.strip() and text[0].isalnum():
        SearchWords.of(text.split()[0][:200]).are_in(text)


READERS = {
    # Redaction is its first step.
    "doubtful_spans": (doubtful_spans, LONGEST_DESCRIPTION),
    "gives_own_data": (gives_own_data, LONGEST_DESCRIPTION),
    "telephones": (telephones, LONG),
    "words of a search": (find_words, LONGEST_DESCRIPTION),
    "streets": (STREETS.match, LONGEST_DESCRIPTION),
    "suggested streets": (STREETS.suggest, LONGEST_DESCRIPTION),
    "plain": (plain, LONG),
    "inner_word": (inner_word, LONG),
}


def filled(word, length):
    """Return a text of a word over and over, which ends otherwise."""
    return (word * (length // len(word) + 1))[: length - 1] + "!"


def seconds(action, *arguments):
    began = process_time()
    action(*arguments)
    return process_time() - began


@pytest.mark.parametrize("name", READERS)
def test_no_word_slows_what_reads_a_text(name):
    read_text, longest = READERS[name]
    slow = {word for word in WORDS if seconds(read_text, filled(word, longest)) > SECONDS}
    assert slow == set()


def test_no_word_slows_the_rules():
    slow = set()
    for word in WORDS:
        text = filled(word, LONG)
        data = PROCEDURE | {"how_to": text, "additional_info": text}
        if seconds(check, data) > SECONDS:
            slow.add(word)
    assert slow == set()


LISTS = [
    ("steps",),
    ("related",),
    ("places",),
    ("fees",),
    ("fees", 0, "rows"),
    ("required_documents", "to_submit"),
    ("other_documents",),
]


@pytest.mark.parametrize("path", LISTS, ids=lambda path: " ".join(map(str, path)))
def test_no_list_slows_the_rules(path):
    data = deepcopy(PROCEDURE)
    owner = data
    for step in path[:-1]:
        owner = owner[step]
    owner[path[-1]] = owner[path[-1]][:1] * MANY
    assert seconds(check, data) < 2 * SECONDS
