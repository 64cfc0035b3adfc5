"""The shape of a text is judged once, whatever is then done with its document."""

import pickle
from datetime import date
from pathlib import Path

import pytest

from lckm_core import ContactCentre, InvalidProcedureError, build, check, read
from lckm_core.forms import judge
from lckm_core.memory import MemoryAdapter
from lckm_core.procedures import DepartureList, _analysis, _parsed_file, analyse

SAMPLE = Path(__file__).parents[3] / "samples" / "procedures" / "KA-01478.yaml"
FAULTY = "id: KA-1\ntitle: 7\nunknown: 1\n"


@pytest.fixture
def judged(monkeypatch):
    """Return the list that has an entry for each time that a text is judged."""
    calls = []

    def counted(data, model):
        calls.append(model)
        return judge(data, model)

    monkeypatch.setattr(_parsed_file, "judge", counted)
    monkeypatch.setattr(_analysis, "judge", counted)
    return calls


def document():
    return read(SAMPLE.read_bytes(), name=SAMPLE.name)


def test_checked_and_built(judged):
    sample = document()
    assert not check(sample).errors
    assert sample.procedure() == analyse(sample).procedure
    assert len(judged) == 1


def test_by_a_centre(judged):
    centre = ContactCentre(build(MemoryAdapter()))
    sample = document()
    centre.check(sample)
    centre.check(sample, requested_on=date(2026, 1, 1))
    assert len(judged) == 1
    judged.clear()
    centre.check(sample.procedure())
    assert len(judged) == 1


def test_another_form_is_judged_by_itself(judged):
    sample = document()
    check(sample)
    with pytest.raises(InvalidProcedureError):
        sample.build(DepartureList)
    assert len(judged) == 2


@pytest.mark.parametrize("text", [SAMPLE.read_text("utf-8"), FAULTY])
def test_an_analysis_is_checked_as_its_document_is(text):
    sample = read(text)
    analysis = analyse(sample)
    assert check(analysis) == check(sample) == check(read(text))
    assert analysis.document is sample
    assert check(analyse(sample.data)) == check(sample.data)


def test_a_document_can_be_sent_after_it_was_judged():
    sample = document()
    findings = check(sample)
    assert check(pickle.loads(pickle.dumps(sample))) == findings
