"""§ 4 of the Instruction: the portal and its terms."""

from datetime import UTC, date, datetime

import attrs
import pytest

from lckm_core import (
    Audience,
    ContactCentre,
    Role,
    build,
)
from lckm_core.errors import IllegalMoveError
from lckm_core.memory import MemoryAdapter
from lckm_core.procedures.parts import Person
from lckm_core.publication import (
    PortalTerms,
    approve,
    check_notice,
    project_terms,
    terms_in_force,
)

APPROVED = PortalTerms(
    version="1",
    approved_by=Person("Przykładowa Anna"),
    approved_on=date(2026, 11, 2),
    valid_from=date(2026, 12, 1),
    text="Z portalu korzysta się bezpłatnie.",
)


class TestTermsCanBeRead:
    """zał. 2 § 4 ust. 2: the portal is used under terms that are there to be read."""

    @pytest.mark.parametrize(
        ("day", "found"), [(date(2026, 11, 30), None), (date(2026, 12, 1), APPROVED)]
    )
    def test_from_their_first_day(self, day, found):
        assert terms_in_force([APPROVED], day) == found

    def test_they_are_shown_on_the_portal(self):
        notice = project_terms([APPROVED], Audience.PORTAL, on=date(2026, 12, 1))
        assert notice is not None
        assert APPROVED.text in str(notice.to_data())

    def test_bip_has_no_terms_of_the_portal(self):
        assert project_terms([APPROVED], Audience.BIP, on=date(2026, 12, 1)) is None


class TestTermsAreApproved:
    """zał. 2 § 4 ust. 3: terms hold only once the Director has approved them."""

    def test_a_draft_never_holds(self):
        draft = PortalTerms(version="2", valid_from=date(2026, 1, 1), text="Zasady")
        assert terms_in_force([draft], date(2030, 1, 1)) is None

    def test_nor_before_the_day_of_approval(self):
        late = PortalTerms(
            version="2",
            valid_from=date(2026, 1, 1),
            approved_by=Person("Przykładowa Anna"),
            approved_on=date(2026, 2, 1),
            text="Zasady",
        )
        assert terms_in_force([late], date(2026, 1, 31)) is None
        assert terms_in_force([late], date(2026, 2, 1)) == late

    def test_they_are_approved_once(self):
        with pytest.raises(IllegalMoveError):
            approve(APPROVED, Role.DIRECTOR, by=Person("Przykładowa Anna"), on=date(2026, 12, 2))

    def test_those_that_the_director_approves_come_into_force(self):
        memory = MemoryAdapter()
        draft = attrs.evolve(APPROVED, approved_by=None, approved_on=None)
        centre, now = ContactCentre(build(memory)), datetime(2026, 11, 2, 11, tzinfo=UTC)
        centre.draft_terms(draft, now=now)
        assert terms_in_force(memory.notices.terms(), date(2026, 12, 1)) is None
        centre.approve_terms(draft, role=Role.DIRECTOR, by=Person("Przykładowa Anna"), now=now)
        assert terms_in_force(memory.notices.terms(), date(2026, 12, 1)) == APPROVED

    @pytest.mark.parametrize("missing", ["approved_by", "approved_on"])
    def test_an_approval_is_by_somebody_on_some_day(self, missing):
        assert [finding.code for finding in check_notice(APPROVED)] == []
        half = attrs.evolve(APPROVED, **{missing: None})
        assert [(finding.code, finding.path) for finding in check_notice(half)] == [
            ("LCKM-N110", f"/{missing}")
        ]
