"""The desk has a word for each choice that it shows."""

from enum import Enum

import pytest

from lckm_core.delivery import DispatchKind, DispatchState, ManualAction, Target
from lckm_core.findings import Severity
from lckm_core.publication import Audience, Transition
from lckm_core.reports import ReportActKind, ReportChannel, ReportKind
from lckm_desk import _labels as labels

LABELS = {
    Audience: labels.AUDIENCES,
    DispatchKind: labels.DELIVERIES,
    DispatchState: labels.STATES,
    ManualAction: labels.REASONS,
    ReportActKind: labels.ACTS,
    ReportChannel: labels.CHANNELS,
    ReportKind: labels.KINDS,
    Severity: labels.SEVERITIES,
    Target: labels.TARGETS,
    Transition: labels.EDITION_ACTS,
}


@pytest.mark.parametrize("choices", LABELS, ids=lambda choices: choices.__name__)
def test_each_choice_has_a_word(choices: type[Enum]) -> None:
    named = LABELS[choices]
    assert [one for one in choices if not named.get(one)] == []


def test_a_row_of_a_list_has_whole_words_of_one_line() -> None:
    whole = f"{'słowo ' * 18}ab"
    assert len(whole) == 110
    assert labels.begin(whole.replace(" ", "\n ", 3)) == whole
    assert labels.begin(f"{whole}c") == f"{('słowo ' * 18).strip()} …"
