"""The contract of a reader of the audit trail."""

from collections.abc import Callable, Sequence

import attrs
import pytest

from lckm_core.ports import Event, EventVerb, TrailReader
from lckm_core.ports.optional import AuditEntry
from lckm_testing.contracts import samples
from lckm_testing.contracts.base import Contract, to_fill_in, when


@attrs.frozen
class _Entry:
    id: int
    event: Event


class TrailReaderContract(Contract, abstract=True):
    """What every :class:`lckm_core.ports.TrailReader` does.

    Fixtures: ``reader``, ``event``, ``noted``, and that of the capability.
    """

    can_be_told_to_fail: bool
    """The test can make the other side fail; needs the fixture ``break_down``."""

    @pytest.fixture
    def reader(self) -> TrailReader:
        """A reader that has taken nothing yet, and whose other side works."""
        to_fill_in("reader", "a reader that has taken nothing yet")

    @pytest.fixture
    def event(self) -> Event:
        """An event that it wants to be told of."""
        return Event(verb=EventVerb.PUBLISH, subject="KA-00001", at=samples.NOON)

    @pytest.fixture
    def noted(self, reader: TrailReader) -> Callable[[], Sequence[int]]:
        """What tells the ids of the entries that are on the other side, in order."""
        to_fill_in("noted", "a function that returns the ids of the entries taken so far, in order")

    @pytest.fixture
    def break_down(self, reader: TrailReader) -> Callable[[bool], object]:
        """What makes the other side fail (``True``), or work again (``False``)."""
        to_fill_in("break_down", "a function that makes the other side fail, or work again")

    def test_it_has_a_name(self, reader: TrailReader) -> None:
        assert reader.name.strip() == reader.name != ""

    def test_it_says_what_it_wants_and_says_the_same_again(
        self, reader: TrailReader, event: Event
    ) -> None:
        assert reader.wants(event) is True
        assert reader.wants(event) is True
        unknown = attrs.evolve(event, verb="a new verb", subject="")
        assert reader.wants(unknown) is reader.wants(unknown)

    def test_what_it_takes_is_there_in_order(
        self, reader: TrailReader, event: Event, noted: Callable[[], Sequence[int]]
    ) -> None:
        for id in (1, 2, 5):
            reader.take(_Entry(id, event))
            assert noted()[-1] == id
        assert list(noted()) == [1, 2, 5]

    def test_an_entry_may_come_again(
        self, reader: TrailReader, event: Event, noted: Callable[[], Sequence[int]]
    ) -> None:
        entry: AuditEntry = _Entry(1, event)
        reader.take(entry)
        reader.take(entry)
        reader.take(_Entry(2, event))
        assert list(dict.fromkeys(noted())) == [1, 2]

    @when(can_be_told_to_fail=True)
    def test_what_it_could_not_take_it_raises_and_takes_later(
        self,
        reader: TrailReader,
        event: Event,
        noted: Callable[[], Sequence[int]],
        break_down: Callable[[bool], object],
    ) -> None:
        break_down(True)
        with pytest.raises(Exception):  # noqa: B017, PT011  whatever its other side raises
            reader.take(_Entry(1, event))
        assert list(noted()) == []
        break_down(False)
        reader.take(_Entry(1, event))
        assert list(noted()) == [1]
