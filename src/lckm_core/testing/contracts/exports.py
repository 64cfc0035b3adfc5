"""The contract of an exporter."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import attrs
import pytest

from lckm_core import Audience, Exporter, Projection, project
from lckm_core.testing.contracts import samples
from lckm_core.testing.contracts.base import Contract, to_fill_in, when

_DAY, _NEXT = date(2026, 3, 4), date(2026, 3, 5)
_IDS = ("KA-00001", "KA-00002", "KA-00010")


class CutShort(Sequence[Projection]):
    """Projections of which only some can be had: what an export that fails in the middle meets."""

    def __init__(self, shown: Sequence[Projection], good: int) -> None:
        self._shown, self._good = shown, good

    def __len__(self) -> int:
        return len(self._shown)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice) or index >= self._good:
            raise OSError("cut short")
        return self._shown[index]

    def __iter__(self) -> Iterator[Projection]:
        return (self[index] for index in range(len(self._shown)))


class ExportContract(Contract, abstract=True):
    """What every :class:`lckm_core.Exporter` keeps to. Fixtures: ``exporter`` and ``shown``."""

    whole_or_nothing: bool
    """An export that fails in the middle leaves what was shown before."""

    @pytest.fixture
    def exporter(self) -> Exporter:
        """An exporter that shows nothing yet, another for each test."""
        to_fill_in("exporter", "an exporter to a place where nothing is shown yet")

    @pytest.fixture
    def shown(self, exporter: Exporter) -> Callable[[], Mapping[str, Any]]:
        """What tells what is shown: for each procedure, by number, anything that is equal when it is shown the same."""
        to_fill_in("shown", "a function that returns {number: what is shown of it}, say the page's bytes")

    @pytest.fixture
    def projections(self, exporter: Exporter) -> Sequence[Projection]:
        """What the exporter's audience may see."""
        made = [project(samples.procedure(procedure_id), exporter.audience, on=_DAY) for procedure_id in _IDS]
        return [one for one in made if one is not None]

    def test_it_says_who_it_is_for(self, exporter: Exporter) -> None:
        assert exporter.name.strip() == exporter.name != ""
        assert isinstance(exporter.audience, Audience)

    def test_exactly_these_are_shown(
        self, exporter: Exporter, shown: Callable[[], Mapping[str, Any]], projections: Sequence[Projection]
    ) -> None:
        """What is not among them goes; none at all is fine; they may come back."""
        for some in (projections, projections[1:], projections[:1], (), projections):
            exporter.export(some, on=_DAY)
            assert set(shown()) == {one.id for one in some}

    def test_the_same_twice_is_the_same(
        self, exporter: Exporter, shown: Callable[[], Mapping[str, Any]], projections: Sequence[Projection]
    ) -> None:
        exporter.export(projections, on=_DAY)
        once = dict(shown())
        exporter.export(projections, on=_DAY)
        assert dict(shown()) == once

    def test_a_changed_text_is_shown_anew_and_the_others_stay(
        self, exporter: Exporter, shown: Callable[[], Mapping[str, Any]], projections: Sequence[Projection]
    ) -> None:
        exporter.export(projections, on=_DAY)
        before = dict(shown())
        changed = [attrs.evolve(projections[0], title="Zmieniony", heading="Zmieniony"), *projections[1:]]
        exporter.export(changed, on=_DAY)
        after = dict(shown())
        assert after[_IDS[0]] != before[_IDS[0]]
        assert all(after[procedure_id] == before[procedure_id] for procedure_id in _IDS[1:])

    def test_another_day_shows_the_same_procedures(
        self, exporter: Exporter, shown: Callable[[], Mapping[str, Any]], projections: Sequence[Projection]
    ) -> None:
        exporter.export(projections, on=_DAY)
        exporter.export([attrs.evolve(one, on=_NEXT) for one in projections[1:]], on=_NEXT)
        assert set(shown()) == set(_IDS[1:])

    @pytest.mark.parametrize("good", [0, 1])
    def test_after_a_failure_it_is_repeated_and_right(
        self, exporter: Exporter, shown: Callable[[], Mapping[str, Any]], projections: Sequence[Projection], good: int
    ) -> None:
        with pytest.raises(OSError, match="cut short"):
            exporter.export(CutShort(projections, good), on=_DAY)
        exporter.export(projections[1:], on=_DAY)
        assert set(shown()) == set(_IDS[1:])

    @when(whole_or_nothing=True)
    @pytest.mark.parametrize("good", [0, 1, 2])
    def test_a_failure_leaves_what_was_shown(
        self, exporter: Exporter, shown: Callable[[], Mapping[str, Any]], projections: Sequence[Projection], good: int
    ) -> None:
        exporter.export(projections[:2], on=_DAY)
        before = dict(shown())
        changed = [attrs.evolve(one, title="Zmieniony", heading="Zmieniony") for one in projections]
        with pytest.raises(OSError, match="cut short"):
            exporter.export(CutShort(changed, good), on=_DAY)
        assert dict(shown()) == before
