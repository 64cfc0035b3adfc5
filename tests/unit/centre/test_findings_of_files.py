"""What was found in the file that a text came in, and the text does not show.

It is kept with the edition, and nobody need read the file again.
"""

from datetime import UTC, datetime, timedelta

import attrs
import pytest

from lckm_core import (
    Channel,
    ContactCentre,
    Finding,
    InvalidProcedureError,
    Message,
    Role,
    Severity,
    build,
    compare,
)
from lckm_core.memory import MemoryAdapter
from lckm_testing.contracts import samples
from lckm_testing.contracts.published import HANDOVER

NOW = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)
"""Half past midnight in Łódź, where it is a day later than in UTC."""
STAFF, HEAD = Role.MONITORING_STAFF, Role.HEAD_OF_UNIT
TEXT = attrs.evolve(samples.procedure(), unit=HANDOVER.unit, cell=None)
CAME = attrs.evolve(HANDOVER, channel=Channel.EPUAP, channel_agreement=None, technical_reason=None)
PLACE = Message("tabela 1, wiersz 2", "table 1, row 2")
LOST = Finding(
    "X-001", Severity.WARNING, "", "Nie odczytano przypisu.", "zał. 2 § 9 ust. 1", place=PLACE
)
TWICE = Finding(
    "X-002", Severity.ERROR, "/title", "Dwie nazwy.", "zał. 2 § 9 ust. 1", message_en="Two titles."
)


@pytest.fixture
def centre():
    return ContactCentre(build(MemoryAdapter()))


def handed_in(centre, *findings, text=TEXT, **given):
    return centre.hand_in(
        text, handover=CAME, by="Ewa Pokazowa", now=NOW, findings=findings, **given
    )


def done(role=STAFF):
    return {"role": role, "by": "Ewa Pokazowa", "now": NOW + timedelta(hours=1)}


def own(centre, edition):
    return [one for one in centre.check_edition(edition) if one.code.startswith("X-")]


def test_they_are_kept_and_told_whenever_the_edition_is_looked_at(centre):
    edition = handed_in(centre, LOST, TWICE)
    (kept,) = centre.plugins.procedures.editions(edition.id)
    assert kept.findings == (LOST, TWICE)
    assert own(centre, kept) == [LOST, TWICE]


def test_they_are_among_the_reasons_for_giving_it_back_each_with_its_place(centre):
    handed_in(centre, LOST)
    said = centre.give_back(TEXT.id, **done()).acts[-1].note
    assert "X-001, tabela 1, wiersz 2: Nie odczytano przypisu." in said.splitlines()


def test_an_error_of_the_file_stops_its_confirmation_and_says_where(centre):
    edition = handed_in(centre, attrs.evolve(TWICE, place=PLACE))
    with pytest.raises(
        InvalidProcedureError, match="X-002 tabela 1, wiersz 2: Dwie nazwy"
    ) as refused:
        centre.confirm(edition.id, **done())
    assert "X-002 table 1, row 2: Two titles." in refused.value.text("en")


def test_the_same_text_from_another_file_while_nobody_has_checked_it_is_a_new_edition(centre):
    """A head who mends the file alone has met what the section asked for.

    The same file again is the same edition.
    """
    first = handed_in(centre, TWICE)
    assert handed_in(centre, TWICE) == first
    assert handed_in(centre).findings == ()
    assert [one.findings for one in centre.plugins.procedures.editions(TEXT.id)] == [(TWICE,), ()]


def test_a_correction_keeps_what_may_be_lost_and_leaves_the_errors_that_it_mends(centre):
    handed_in(centre, LOST, TWICE)
    request = compare(TEXT, attrs.evolve(TEXT, title="Inna nazwa"))
    other = attrs.evolve(LOST, code="X-003")
    assert centre.correct(request, findings=(other,), **done()).findings == (LOST, other)


def test_a_request_has_those_of_its_own_file(centre):
    handed_in(centre, TWICE)
    request = compare(TEXT, attrs.evolve(TEXT, title="Inna nazwa"))
    edition = centre.request_update(
        request, handover=CAME, by="Ewa Pokazowa", now=NOW, findings=[LOST]
    )
    assert edition.findings == (LOST,)
    again = centre.request_update(
        request, handover=CAME, by="Ewa Pokazowa", now=NOW, findings=[TWICE]
    )
    assert again == edition


def test_a_request_made_again_after_another_text_was_sent_back_has_those_of_its_file_as_it_is_now(
    centre,
):
    handed_in(centre)
    request = compare(TEXT, attrs.evolve(TEXT, title="Inna nazwa"))
    made = {"handover": CAME, "by": "Ewa Pokazowa", "now": NOW}
    first = centre.request_update(request, findings=[LOST], **made)
    handed_in(centre, text=attrs.evolve(TEXT, title="Jeszcze inna nazwa"))
    centre.give_back(TEXT.id, **done())
    again = centre.request_update(request, findings=[TWICE], **made)
    assert (again.procedure, again.number, again.findings) == (
        first.procedure,
        first.number + 2,
        (TWICE,),
    )
