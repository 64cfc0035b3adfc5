"""A dry run is judged as the run itself would be, and keeps nothing."""

from datetime import UTC, datetime

import attrs
import pytest

from lckm_core import (
    Channel,
    ContactCentre,
    build,
    impl,
)
from lckm_core.memory import MemoryAdapter
from lckm_core.ports import Clean
from lckm_editorial.batch_import.dry_run import dry_run_centre
from lckm_testing.contracts.published import HANDOVER, procedure

NOW = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
"""Half past midnight in Łódź, where it is a day later than in UTC."""


class Host:
    """A host with a rule and a scanner of its own."""

    name = "host"

    class Rule:
        prefix = "HOST"

        def __call__(self, procedure):
            return ()

    class Scanner:
        name = "scanner"

        def scan(self, name, data):
            return Clean()

    def __init__(self):
        self.rule, self.scanner = self.Rule(), self.Scanner()

    @impl
    def contribute_rules(self):
        return [self.rule]

    @impl
    def contribute_scanners(self):
        return [self.scanner]


@pytest.fixture
def centre():
    return ContactCentre(build(MemoryAdapter(), Host()))


def test_it_has_the_host_s_rules_scanners_and_directory(centre):
    tried = dry_run_centre(centre).plugins
    for of in ("rules", "scanners", "directory"):
        assert getattr(tried, of) == getattr(centre.plugins, of)
    assert [one.prefix for one in tried.rules] == ["HOST"]
    assert [one.name for one in tried.scanners] == ["scanner"]


def test_what_is_handed_in_is_kept_nowhere(centre):
    text = attrs.evolve(procedure(), unit=HANDOVER.unit, cell=None)
    came = attrs.evolve(
        HANDOVER, channel=Channel.EPUAP, channel_agreement=None, technical_reason=None
    )
    made = dry_run_centre(centre).hand_in(text, handover=came, by="A B", now=NOW)
    assert made.number == 1
    assert list(centre.plugins.procedures.all_editions()) == []
