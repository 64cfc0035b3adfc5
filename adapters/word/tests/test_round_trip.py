"""A procedure, written to Word and read back, is the same procedure."""

import attrs
import pytest
import word_documents as documents
from hypothesis import given, settings

from lckm_core import Procedure, to_data
from lckm_core.procedures import from_data
from lckm_testing.strategies import procedures
from lckm_word import UnwritableError, read_word, write
from lckm_word.content_controls import Pen, Stamp
from lckm_word.forms import nodes_of
from lckm_word.tracked_changes import Piece
from tests.helpers.rows import some_in_every_change
from tests.helpers.tiers import examples


@settings(max_examples=examples(50))
@given(procedures())
def test_any_procedure_comes_back(procedure):
    reading = read_word(write(procedure))
    assert from_data(reading.data) == procedure
    assert not [finding for finding in reading.findings if finding.code.startswith("LCKM-W")]


@settings(max_examples=examples(20))
@given(procedures())
def test_it_comes_back_by_way_of_yaml_too(procedure):
    assert to_data(read_word(write(procedure)).procedure()) == to_data(procedure)


@pytest.mark.parametrize("character", ["\0", "\x0b", "\x1f", "\ud800", "\ufffe"])
def test_what_no_such_file_can_hold_is_refused_with_the_field(character):
    procedure = attrs.evolve(documents.sample("KA-01478"), summary=f"Opis{character}")
    with pytest.raises(UnwritableError, match="Skrócony opis sprawy"):
        write(procedure)


@pytest.mark.parametrize("change", ["", "ins", "del"])
@pytest.mark.parametrize("at", [0, 1, 2], ids=["first", "amid", "last"])
def test_it_is_refused_in_each_piece_of_a_change(at, change):
    pen = Pen(Stamp("Jan Testowy", "2026-11-25T00:00:00Z"))
    for node in (one for one in nodes_of(Procedure) if one.path in (("title",), ("summary",))):
        written = [Piece("", "Przyjdź "), Piece("del", "rano"), Piece("ins", "wieczorem")]
        assert pen.control(node, written, in_table=False) is not None
        written[at] = Piece(change, "o\x1bdwunastej")
        with pytest.raises(UnwritableError, match=node.field.mark.label):
            pen.control(node, written, in_table=False)


@pytest.mark.parametrize(
    "text",
    some_in_every_change(
        [
            "10\u00a0000\u00a0zł",
            "a\u2009b\u202fc\u3000d",
            "a\u2007b\u205fc",
            "a\tb",
            "a\n\n\nb",
            "  a  b  ".strip(),
            "a\u2028b",
            "a\x85b",
            "x" * 100_000,
            "- a\n  - b",
            "&lt;&amp;",
            "]]>",
        ],
        *(0, 4, 6, 9, 10),
        reason="another text; five stand for them",
    ),
)
def test_texts_that_are_hard_to_keep(text):
    procedure = attrs.evolve(documents.sample("KA-01478"), how_to=text)
    assert from_data(read_word(write(procedure)).data) == procedure
