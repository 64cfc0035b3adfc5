"""A term that is known at first sight is known once its whole sentence has been read."""

import pytest
from hypothesis import given, settings, strategies as st

from lckm_core.procedures.parts import Deadline, Step, Term, TimeUnit
from lckm_core.procedures.rules import stated_terms, terms
from lckm_core.procedures.rules.texts import texts_of
from tests.helpers.tiers import examples

TERMS = st.builds(
    Term,
    st.sampled_from([5, 14]),
    st.just(TimeUnit.DAYS),
    case=st.sampled_from(["zezwolenie na roboty", "skarga na wykonawcę"]),
)
DEADLINES = st.builds(Deadline, st.tuples(TERMS, TERMS))
SUBJECTS = ("Zezwolenie na roboty", "Na skargę na wykonawcę", "Teren")
VERBS = ("wydajemy w ciągu", "odpowiemy do", "urząd ma na to")
TIMES = ("5 dni", "dwa tygodnie", "7–14 dni", "14 dni roboczych")
TAILS = ("", "(skarga na wykonawcę)")
SENTENCES = st.tuples(*map(st.sampled_from, (SUBJECTS, VERBS, TIMES, TAILS))).map(" ".join)
STEPS = st.builds(Step, st.sampled_from(["Czekaj na decyzję", "Odbierz teren"]), SENTENCES)


@given(SENTENCES, st.lists(STEPS, max_size=1).map(tuple), DEADLINES)
@settings(max_examples=examples(200))
def test_no_finding_differs(summary: str, steps: tuple[Step, ...], deadline: Deadline) -> None:
    texts = texts_of({"summary": summary, "steps": steps})
    found = list(terms.texts_tell_the_deadline(None, steps, (), deadline, None, texts))
    with pytest.MonkeyPatch.context() as patch:
        for module in (stated_terms, terms):
            patch.setattr(module, "is_known_at_sight", lambda *_: False)
        assert list(terms.texts_tell_the_deadline(None, steps, (), deadline, None, texts)) == found


def test_a_case_of_its_own_is_read() -> None:
    deadline = Deadline(
        (
            Term(5, TimeUnit.DAYS, case="zezwolenie na roboty"),
            Term(14, TimeUnit.DAYS, case="skarga na wykonawcę"),
        )
    )
    texts = texts_of({"summary": "Zezwolenie na roboty wydajemy w ciągu 14 dni."})
    found = terms.texts_tell_the_deadline(None, (), (), deadline, None, texts)
    assert [path for path, *_ in found] == [("summary",)]
