"""Reports with personal data that a store keeps, registered on the day that a test wants."""

from datetime import timedelta

import attrs

from lckm_sql import SqlAdapter
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples


def keep(adapter: SqlAdapter, number: str, days: int = 0) -> PersonalDataCanary:
    """Store a report that was registered so many days later, and return what is personal in it."""
    canary = PersonalDataCanary(number)
    report = samples.full_report(canary, number)
    moved = attrs.evolve(report, registered_at=report.registered_at + timedelta(days=days))
    adapter.reports.add(moved, samples.opened(number))
    return canary
