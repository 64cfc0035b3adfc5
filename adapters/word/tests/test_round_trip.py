"""A procedure, written to Word and read back, is the same procedure."""

from hypothesis import given, settings

from lckm_core import from_data, to_data
from lckm_core.testing.strategies import procedures
from lckm_word import read_word, write


@given(procedures())
def test_any_procedure_comes_back(procedure):
    reading = read_word(write(procedure))
    assert from_data(reading.data) == procedure
    assert not [finding for finding in reading.findings if finding.code.startswith("LCKM-W")]


@settings(max_examples=20)
@given(procedures())
def test_it_comes_back_by_way_of_yaml_too(procedure):
    assert to_data(read_word(write(procedure)).procedure()) == to_data(procedure)
