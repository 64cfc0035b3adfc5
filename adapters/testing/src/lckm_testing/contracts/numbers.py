"""The contract of a source of numbers."""

from collections.abc import Callable
from datetime import datetime

import pytest

from lckm_core.ports import NumberSeries
from lckm_core.ports.numbers import NumberSource
from lckm_core.reports import is_report_number
from lckm_testing.contracts import samples
from lckm_testing.contracts.base import Contract, at_once, to_fill_in, when


class NumberSourceContract(Contract, abstract=True):
    """What every :class:`lckm_core.ports.NumberSource` does.

    Fixtures: ``numbers``, and that of the capability.
    """

    survives_restart: bool
    """No number is given again after a restart; needs the fixture ``reopen``."""

    @pytest.fixture
    def numbers(self) -> NumberSource:
        """A source that has given none, another for each test."""
        to_fill_in("numbers", "a source that has given no number, another for each test")

    @pytest.fixture
    def reopen(self, numbers: NumberSource) -> Callable[[], NumberSource]:
        """What opens the same source again, like a program that runs after this one."""
        to_fill_in(
            "reopen",
            "a function that opens the place of `numbers` again, after a restart",
        )

    @pytest.mark.parametrize("series", NumberSeries)
    def test_no_number_is_given_twice(self, numbers: NumberSource, series: NumberSeries) -> None:
        given = [numbers.next_number(series, now=samples.NOON) for _ in range(12)]
        assert len(set(given)) == 12
        assert all(number.isprintable() and number == number.strip() for number in given)

    def test_a_number_of_a_report_is_one_that_register_takes(self, numbers: NumberSource) -> None:
        assert is_report_number(numbers.next_number(NumberSeries.REPORT, now=samples.NOON))

    def test_each_series_is_counted_by_itself(self, numbers: NumberSource) -> None:
        first = {series: numbers.next_number(series, now=samples.NOON) for series in NumberSeries}
        assert len(set(first.values())) == len(NumberSeries)

    def test_a_naive_moment_is_refused(self, numbers: NumberSource) -> None:
        naive = datetime(2026, 3, 4, 12)  # noqa: DTZ001  that is what is refused
        with pytest.raises(ValueError, match=r"."):
            numbers.next_number(NumberSeries.PROCEDURE, now=naive)

    def test_of_many_who_ask_at_once_each_gets_another(self, numbers: NumberSource) -> None:
        given = at_once(8, lambda _: numbers.next_number(NumberSeries.PROCEDURE, now=samples.NOON))
        assert len(set(map(str, given))) == 8

    @when(survives_restart=True)
    def test_none_is_given_again_after_a_restart(
        self, numbers: NumberSource, reopen: Callable[[], NumberSource]
    ) -> None:
        given = {numbers.next_number(NumberSeries.PROCEDURE, now=samples.NOON) for _ in range(3)}
        number = reopen().next_number(NumberSeries.PROCEDURE, now=samples.NOON)
        assert number not in given
