"""What a report store does with the personal part: separate, erased whole, never logged."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from traceback import format_exception

import attrs
import pytest

from lckm_core.delivery import DISPATCH_LIMITS, Dispatch, DispatchState
from lckm_core.errors import AlreadyRegisteredError, NoSuchReportError, WordsNotFoundError
from lckm_core.ports import ReportStore
from lckm_core.reports import anonymise, is_due, redact_words, withdraw
from lckm_testing.canary import PersonalDataCanary
from lckm_testing.contracts import samples
from lckm_testing.contracts.base import Contract, telling_loggers, when
from lckm_testing.contracts.reports_helpers import is_written
from lckm_testing.contracts.samples import (
    LASTING,
    LATER,
    NOON,
    NUMBERS,
)

_JANUARY = datetime(2026, 1, 31, 22, 59, 59, 999_999, tzinfo=UTC)
"""The last instant of January in Europe/Warsaw."""
_AUGUST = datetime(2026, 7, 31, 22, 0, tzinfo=UTC)
"""The first instant of August in Europe/Warsaw."""
_INSTANT = timedelta(microseconds=1)


class ErasingContract(Contract, abstract=True):
    """Erasing one report, erasing what is due, and leaving no byte."""

    survives_restart: bool
    keeps_files: bool
    supports_expiry_by_month: bool

    # ── one report ────────────────────────────────────────────────────────────────────────────────

    def test_erased_is_anonymised(self, store: ReportStore, canary: PersonalDataCanary) -> None:
        """What is left is what ``anonymise`` leaves; others and the delivery stay unchanged."""
        reports = samples.reports(canary)
        for report in reports:
            store.add(report, samples.opened(report.number))
        erased = reports[1]
        assert store.erase(erased.number, now=NOON) is True
        assert store.get(erased.number) == anonymise(erased)
        assert store.dispatch(erased.number) == samples.opened(erased.number)
        assert [store.get(other.number) for other in reports if other is not erased] == [
            other for other in reports if other is not erased
        ]

    def test_erasing_twice_changes_nothing(
        self, store: ReportStore, canary: PersonalDataCanary
    ) -> None:
        report = samples.full_report(canary)
        store.add(report, samples.opened(report.number))
        assert [store.erase(report.number, now=NOON) for _ in range(3)] == [True, False, False]
        assert store.get(report.number) == anonymise(report)

    def test_what_has_no_personal_part_had_none(self, store: ReportStore) -> None:
        report = attrs.evolve(samples.bare_report(), personal=None)
        store.add(report, samples.opened(report.number))
        assert store.erase(report.number, now=NOON) is False
        assert store.get(report.number) == report

    def test_what_is_not_there_is_not_erased(self, store: ReportStore) -> None:
        with pytest.raises(NoSuchReportError) as missing:
            store.erase("0", now=NOON)
        assert missing.value.number == "0"

    def test_a_delivery_goes_on_without_the_personal_part(self, store: ReportStore) -> None:
        store.add(samples.bare_report("0"), samples.opened("0"))
        (leased,) = store.claim("w", now=NOON, lasting=LASTING, limit=1, limits=DISPATCH_LIMITS)
        store.erase("0", now=NOON)
        assert store.dispatch("0") == leased
        sent = store.change(
            "0", lambda kept: attrs.evolve(kept, state=DispatchState.SENT, lease=None, due_at=None)
        )
        kept = store.get("0")
        assert kept is not None
        assert (store.dispatch("0"), kept.is_anonymous) == (sent, True)

    # ── words redacted by hand ──

    def test_words_redacted_by_hand_are_gone_and_the_rest_stays(
        self, store: ReportStore, canary: PersonalDataCanary
    ) -> None:
        """What is left is what ``redact_words`` leaves; before the personal part went and after."""
        reports = [
            attrs.evolve(report, description=f"{report.description} Podobno Pawlak.")
            for report in samples.reports(canary)
        ]
        for report in reports:
            store.add(report, samples.opened(report.number))
        first, second, *others = reports
        store.erase(second.number, now=NOON)
        for report in (first, second):
            wanted = redact_words(report, ["Pawlak"])
            assert store.redact(report.number, ["Pawlak"], now=LATER) == anonymise(wanted)
            assert store.dispatch(report.number) == samples.opened(report.number)
        assert store.get(first.number) == redact_words(first, ["Pawlak"])
        assert store.get(second.number) == anonymise(redact_words(second, ["Pawlak"]))
        assert [store.get(other.number) for other in others] == others

    def test_words_that_stand_nowhere_change_nothing(
        self, store: ReportStore, canary: PersonalDataCanary
    ) -> None:
        report = attrs.evolve(samples.full_report(canary), description="Podobno Pawlak.")
        store.add(report, samples.opened(report.number))
        with pytest.raises(WordsNotFoundError) as missing:
            store.redact(report.number, ["Pawlak", "Nowakowa"], now=NOON)
        assert (missing.value.number, missing.value.places) == (report.number, (2,))
        assert store.get(report.number) == report
        with pytest.raises(NoSuchReportError) as unknown:
            store.redact("0", ["Pawlak"], now=NOON)
        assert unknown.value.number == "0"

    @when(keeps_files=True)
    def test_no_byte_of_words_redacted_by_hand_is_left(
        self, store: ReportStore, canary: PersonalDataCanary, owned_files: Path
    ) -> None:
        words = canary.name
        report = attrs.evolve(
            samples.bare_report("0"), description=f"Lampa. {words}, {words}.", personal=None
        )
        store.add(report, samples.opened("0"))
        assert is_written(canary, owned_files)
        store.redact("0", [words], now=NOON)
        assert canary.search(owned_files) == ()

    # ── the term ──────────────────────────────────────────────────────────────────────────────────

    def test_what_is_due_goes_at_midnight_and_nothing_else(
        self, store: ReportStore, canary: PersonalDataCanary
    ) -> None:
        """The term is counted in months of Europe/Warsaw, to the instant, and not in UTC."""
        full = samples.full_report(canary)
        january = attrs.evolve(full, number="J", registered_at=_JANUARY)
        february = attrs.evolve(full, number="F", registered_at=_JANUARY + _INSTANT)
        done = attrs.evolve(full, number="D", registered_at=_JANUARY, personal=None)
        for report in (january, february, done):
            store.add(report, samples.opened(report.number))
        assert store.erase_due(now=_AUGUST - _INSTANT) == 0
        assert store.get("J") == january
        assert store.erase_due(now=_AUGUST) == 1
        assert [store.get(number) for number in "JFD"] == [anonymise(january), february, done]
        assert store.erase_due(now=_AUGUST) == 0
        assert store.get("F") == february

    def test_a_moment_of_the_term_counts_in_any_zone(self, store: ReportStore) -> None:
        from lckm_core.calendar import warsaw

        store.add(samples.bare_report("0", _JANUARY), samples.opened("0"))
        with pytest.raises(ValueError, match="naive"):
            store.erase_due(now=_AUGUST.replace(tzinfo=None))
        assert store.erase_due(now=_AUGUST.astimezone(warsaw())) == 1

    def test_months_left_out_are_made_up_for(self, store: ReportStore) -> None:
        """Whatever is due, however long; the rest stays, and the count is right."""
        moments = [
            datetime(2024, month, day, 12, tzinfo=UTC) for month in (1, 2, 12) for day in (1, 28)
        ]
        reports = [samples.bare_report(f"R-{at}", moment) for at, moment in enumerate(moments)]
        for report in reports:
            store.add(report, samples.opened(report.number))
        now = datetime(2025, 1, 1, 12, tzinfo=UTC)
        assert store.erase_due(now=now) == (2 if self.supports_expiry_by_month else 4)
        for report in reports:
            assert store.get(report.number) == (
                anonymise(report) if is_due(report, now=now) else report
            )

    def test_consent_withdrawn_is_due_from_that_moment(
        self, store: ReportStore, canary: PersonalDataCanary
    ) -> None:
        report = withdraw(samples.full_report(canary), now=NOON + _INSTANT)
        store.add(report, samples.opened(report.number))
        store.erase_due(now=NOON)
        assert store.get(report.number) == report
        store.erase_due(now=NOON + _INSTANT)
        assert store.get(report.number) == anonymise(report)

    # ── no byte, no word ──────────────────────────────────────────────────────────────────────────

    def test_nothing_is_said_of_a_report(
        self, store: ReportStore, canary: PersonalDataCanary, caplog: pytest.LogCaptureFixture
    ) -> None:
        """No log and no exception, with all its causes, has a word of a resident."""
        caplog.set_level(logging.DEBUG)
        report = samples.full_report(canary)
        store.add(report, samples.opened(report.number))
        said = []
        for act in (
            lambda: store.add(report, samples.opened(report.number)),
            lambda: store.change(report.number, _raise_nothing_of_its_own),
            lambda: store.erase("absent", now=NOON),
        ):
            with pytest.raises((AlreadyRegisteredError, NoSuchReportError, KeyError)) as raised:
                act()
            # As a log has it: with the causes and the contexts of the exception.
            said += [repr(raised.value), *format_exception(raised.value)]
        store.claim("w", now=NOON, lasting=LASTING, limit=1, limits=DISPATCH_LIMITS)
        store.erase(report.number, now=NOON)
        assert canary.search("\n".join([*said, repr(store)])) == ()
        telling = telling_loggers(canary, caplog.records)
        assert not telling, f"something of the report is in records of: {', '.join(telling)}"

    @when(keeps_files=True)
    @pytest.mark.parametrize("how", ["withdrawn", "due"])
    def test_no_byte_is_left_in_any_file(
        self, store: ReportStore, canary: PersonalDataCanary, owned_files: Path, how: str
    ) -> None:
        """Once erased, no planted datum is in a file; nor is a report of a taken number."""
        kept, other = samples.full_report(canary), PersonalDataCanary()
        for number in NUMBERS[:4]:
            store.add(
                attrs.evolve(samples.full_report(other, number), personal=None),
                samples.opened(number),
            )
        report = attrs.evolve(kept, number="Z")
        store.add(report, samples.opened("Z", samples.ASKS_CONTACT))
        with pytest.raises(AlreadyRegisteredError):
            store.add(attrs.evolve(samples.full_report(other), number="Z"), samples.opened("Z"))
        assert other.search(owned_files) == (), "of a report that was refused"
        store.claim("w", now=NOON, lasting=LASTING, limit=1, limits=DISPATCH_LIMITS)
        store.change("Z", lambda dispatch: attrs.evolve(dispatch, reference="R"))
        if how == "withdrawn":
            store.erase("Z", now=NOON)
        else:
            store.erase_due(now=LATER)
        assert canary.search(owned_files) == ()

    @when(keeps_files=True, survives_restart=True)
    def test_no_byte_comes_back_after_a_restart(
        self,
        store: ReportStore,
        canary: PersonalDataCanary,
        owned_files: Path,
        reopen: Callable[[], ReportStore],
    ) -> None:
        report = samples.full_report(canary)
        store.add(report, samples.opened(report.number))
        store.erase(report.number, now=NOON)
        assert reopen().get(report.number) == anonymise(report)
        assert canary.search(owned_files) == ()


def _raise_nothing_of_its_own(dispatch: Dispatch) -> Dispatch:
    raise KeyError("a move's own")
