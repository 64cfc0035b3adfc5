"""The contract of an exporter."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import attrs
import pytest

from lckm_core.organisation import Role
from lckm_core.ports import Exporter
from lckm_core.procedures import Procedure
from lckm_core.publication import (
    Audience,
    Edition,
    EditionAct,
    Projection,
    Publication,
    State,
    Transition,
    publication_of,
)
from lckm_testing.contracts import samples
from lckm_testing.contracts.base import (
    Contract,
    Meanwhile,
    at_once,
    to_fill_in,
    when,
)

_DAY, _NEXT = date(2026, 3, 4), date(2026, 3, 5)
_IDS = ("KA-00001", "KA-00002", "KA-00010")


def published(
    audiences: Sequence[Audience],
    numbers: Sequence[str] = _IDS,
    *,
    on: date = _DAY,
    changed: Sequence[str] = (),
    editions: Sequence[Edition] | None = None,
) -> Publication:
    """Return a publication of procedures, some in a second edition, or of given editions."""
    if editions is not None:
        return publication_of(editions, audiences, on=on)
    editions = []
    for procedure_id in numbers:
        first = edition_of(samples.procedure(procedure_id))
        editions.append(first)
        if procedure_id in changed:
            editions[-1] = attrs.evolve(first, state=State.REPLACED, ended_on=_DAY)
            text = attrs.evolve(first.procedure, title="Zmieniony")
            editions.append(attrs.evolve(first, procedure=text, number=2, published_on=_DAY))
    return publication_of(editions, audiences, on=on)


def edition_of(procedure: Procedure) -> Edition:
    """Return an edition of it that is published and shown to everybody."""
    text = attrs.evolve(procedure, valid_from=None, valid_to=None, internal=False)
    at = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    acts = (
        EditionAct(verb=Transition.PUBLISH, at=at, role=Role.MONITORING_STAFF, by="Ewa Pokazowa"),
    )
    return Edition(
        procedure=text, published_by="Ewa Pokazowa", published_on=date(2026, 3, 2), acts=acts
    )


def cut_short(whole: Publication, good: int) -> Publication:
    """Return a publication of which only the first *good* pages can be read."""

    def fail() -> Projection:
        raise OSError("cut short")

    left, pages = good, {}
    for audience, some in whole.pages.items():
        pages[audience] = [
            *some[:left],
            *(attrs.evolve(page, project=fail) for page in some[left:]),
        ]
        left = max(0, left - len(some))
    return attrs.evolve(whole, pages=pages)


class ExportContract(Contract, abstract=True):
    """What every :class:`lckm_core.ports.Exporter` keeps to.

    Fixtures: ``exporter`` and ``shown``.
    """

    whole_or_nothing: bool
    """An export that fails in the middle leaves what was shown before."""

    @pytest.fixture
    def exporter(self) -> Exporter:
        """An exporter that shows nothing yet, another for each test."""
        to_fill_in("exporter", "an exporter to a place where nothing is shown yet")

    @pytest.fixture
    def shown(self, exporter: Exporter) -> Callable[[], Mapping[str, Any]]:
        """What returns the shown pages by procedure number; equal pages are equal."""
        to_fill_in(
            "shown", "a function that returns {number: what is shown of it}, say the page's bytes"
        )

    def test_it_says_who_it_is_for(self, exporter: Exporter) -> None:
        assert exporter.name.strip() == exporter.name != ""
        assert exporter.audiences
        assert all(isinstance(audience, Audience) for audience in exporter.audiences)

    def test_exactly_these_are_shown(
        self, exporter: Exporter, shown: Callable[[], Mapping[str, Any]]
    ) -> None:
        """What is not among them goes; none at all is fine; they may come back."""
        for some in (_IDS, _IDS[1:], _IDS[:1], (), _IDS):
            exporter.export(partial(published, exporter.audiences, some))
            assert set(shown()) == set(some)

    def test_the_same_twice_is_the_same(
        self, exporter: Exporter, shown: Callable[[], Mapping[str, Any]]
    ) -> None:
        exporter.export(partial(published, exporter.audiences))
        once = dict(shown())
        exporter.export(partial(published, exporter.audiences))
        assert dict(shown()) == once

    def test_of_several_at_once_each_gets_through(
        self, exporter: Exporter, shown: Callable[[], Mapping[str, Any]]
    ) -> None:
        """As of workers at midnight: what is shown then is what one of them alone would show."""
        exporter.export(partial(published, exporter.audiences, changed=_IDS[:1]))
        wanted = dict(shown())
        exporter.export(partial(published, exporter.audiences, _IDS[2:]))
        publication = partial(published, exporter.audiences, changed=_IDS[:1])
        assert at_once(4, lambda _: exporter.export(publication)) == [None] * 4
        assert dict(shown()) == wanted

    def test_it_reads_when_every_other_is_done_or_waits(
        self, exporter: Exporter, shown: Callable[[], Mapping[str, Any]]
    ) -> None:
        """An export that begins while it reads finishes after it: nothing old comes back."""
        later = Meanwhile(lambda: exporter.export(partial(published, exporter.audiences, _IDS[1:])))

        def read() -> Publication:
            before = published(exporter.audiences)
            later()
            return before

        exporter.export(read)
        later.result()
        assert set(shown()) == set(_IDS[1:])

    def test_when_it_cannot_read_what_was_shown_stays(
        self, exporter: Exporter, shown: Callable[[], Mapping[str, Any]]
    ) -> None:
        """Why it cannot comes out, and the next one shows what there is then."""

        def read() -> Publication:
            raise OSError("no store")

        exporter.export(partial(published, exporter.audiences, _IDS[:2]))
        before = dict(shown())
        with pytest.raises(OSError, match="no store"):
            exporter.export(read)
        assert dict(shown()) == before
        exporter.export(partial(published, exporter.audiences, _IDS[1:]))
        assert set(shown()) == set(_IDS[1:])

    def test_a_changed_text_is_shown_anew_and_the_others_stay(
        self, exporter: Exporter, shown: Callable[[], Mapping[str, Any]]
    ) -> None:
        exporter.export(partial(published, exporter.audiences))
        before = dict(shown())
        exporter.export(partial(published, exporter.audiences, changed=_IDS[:1]))
        after = dict(shown())
        assert after[_IDS[0]] != before[_IDS[0]]
        assert all(after[procedure_id] == before[procedure_id] for procedure_id in _IDS[1:])

    def test_another_day_shows_the_same_procedures(
        self, exporter: Exporter, shown: Callable[[], Mapping[str, Any]]
    ) -> None:
        exporter.export(partial(published, exporter.audiences))
        exporter.export(partial(published, exporter.audiences, _IDS[1:], on=_NEXT))
        assert set(shown()) == set(_IDS[1:])

    @pytest.mark.parametrize("good", [0, 1])
    def test_after_a_failure_it_is_repeated_and_right(
        self, exporter: Exporter, shown: Callable[[], Mapping[str, Any]], good: int
    ) -> None:
        with pytest.raises(OSError, match="cut short"):
            exporter.export(partial(cut_short, published(exporter.audiences), good))
        exporter.export(partial(published, exporter.audiences, _IDS[1:]))
        assert set(shown()) == set(_IDS[1:])

    @when(whole_or_nothing=True)
    def test_a_failure_leaves_what_was_shown_to_every_audience(
        self, exporter: Exporter, shown: Callable[[], Mapping[str, Any]]
    ) -> None:
        """Also at the last page of the last audience: portal and BIP change together."""
        for good in range(len(exporter.audiences) * len(_IDS)):
            exporter.export(partial(published, exporter.audiences, _IDS[:2]))
            before = dict(shown())
            with pytest.raises(OSError, match="cut short"):
                exporter.export(
                    partial(cut_short, published(exporter.audiences, changed=_IDS), good)
                )
            assert dict(shown()) == before
