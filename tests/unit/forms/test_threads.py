"""A form is judged alike by every thread, those that come first among them."""

from threading import Thread

import pytest

from lckm_core.fields import Mark, object_shape
from lckm_core.forms import _normalisation
from lckm_core.procedures.template import CallCentre

DATA = {"phones": [], "notes": "Uwaga", "faq": [], "other": "Tekst"}


def test_who_comes_while_a_form_is_made_ready_knows_all_its_keys(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    anew = _normalisation.normaliser.__wrapped__
    normalise = anew(object_shape(CallCentre), Mark(""), required=False)
    make = _normalisation.normaliser
    others: list[_normalisation.Issue] = []

    def make_while_another_comes(*given, **named):
        made = make(*given, **named)
        if given[1].label == "Inne":  # the last key, so all the others are made
            monkeypatch.setattr(_normalisation, "normaliser", make)
            other = Thread(target=lambda: normalise(DATA, (), others))
            other.start()
            other.join()
        return made

    monkeypatch.setattr(_normalisation, "normaliser", make_while_another_comes)
    own: list[_normalisation.Issue] = []
    assert normalise(DATA, (), own) == DATA
    assert own == others == []
