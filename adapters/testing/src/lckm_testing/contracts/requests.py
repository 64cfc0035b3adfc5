"""The contract of a store of what the call centre asked units for."""

from collections.abc import Callable
from datetime import date

import attrs
import pytest

from lckm_core.call_centre import BriefingRequest
from lckm_core.errors import ConflictError
from lckm_core.ports import RequestStore
from lckm_testing.contracts import samples
from lckm_testing.contracts.base import (
    Contract,
    at_once,
    to_fill_in,
    when,
)

_DAY = date(2024, 3, 4)


class RequestStoreContract(Contract, abstract=True):
    """What every :class:`lckm_core.ports.RequestStore` does.

    Fixtures: ``store``, and that of the capability.
    """

    survives_restart: bool
    """What it keeps is there when it is opened again; needs the fixture ``reopen``."""

    @pytest.fixture
    def store(self) -> RequestStore:
        """An empty store, another for each test."""
        to_fill_in("store", "an empty store of the call centre's requests, another for each test")

    @pytest.fixture
    def reopen(self, store: RequestStore) -> Callable[[], RequestStore]:
        """What opens the same store again, like a program that runs after this one."""
        to_fill_in(
            "reopen",
            "a function that opens the place of the fixture `store` again, after a restart",
        )

    def test_an_empty_store_has_nothing(self, store: RequestStore) -> None:
        assert store.get("PD-2026-1") is None
        assert list(store.unmet(limit=10)) == []
        assert list(store.every(limit=10)) == []

    def test_requests_come_back_as_they_were(self, store: RequestStore) -> None:
        """Both kinds, every field, hostile and big texts unchanged, similar numbers."""
        kept = samples.requests()
        for request in kept:
            store.add(request)
        assert [store.get(request.number) for request in kept] == list(kept)

    def test_a_number_is_given_once(self, store: RequestStore) -> None:
        """To either kind, met or not; the same request again conflicts too."""
        _, briefing, *_ = samples.requests()
        kept = samples.data_request(briefing.number)
        store.add(kept)
        for request in (kept, samples.data_request(briefing.number, "Inne pytanie?"), briefing):
            with pytest.raises(ConflictError) as refused:
                store.add(request)
            assert briefing.number in refused.value.subject
            assert store.get(briefing.number) == kept
        met = attrs.evolve(kept, closed_on=_DAY)
        store.replace(met, kept)
        with pytest.raises(ConflictError):
            store.add(kept)
        assert store.get(briefing.number) == met

    def test_a_changed_request_takes_the_place_of_what_it_was(self, store: RequestStore) -> None:
        stored, other = samples.data_request(), samples.data_request("PD-2026-2")
        store.add(stored)
        store.add(other)
        for new in (
            attrs.evolve(stored, reminded_on=(_DAY,)),
            attrs.evolve(stored, answer="Od dziś.", closed_on=_DAY),
        ):
            store.replace(new, stored)
            assert store.get(stored.number) == new
            stored = new
        assert store.get(other.number) == other

    def test_a_change_of_what_somebody_changed_meanwhile_conflicts(
        self, store: RequestStore
    ) -> None:
        """The least difference counts: one reminder."""
        read = samples.data_request()
        store.add(read)
        theirs = attrs.evolve(read, reminded_on=(_DAY,))
        store.replace(theirs, read)
        with pytest.raises(ConflictError) as refused:
            store.replace(attrs.evolve(read, answer="Od dziś.", closed_on=_DAY), read)
        assert read.number in refused.value.subject
        assert store.get(read.number) == theirs

    def test_a_change_of_what_is_not_there_conflicts(self, store: RequestStore) -> None:
        unstored = samples.data_request()
        with pytest.raises(ConflictError):
            store.replace(attrs.evolve(unstored, closed_on=_DAY), unstored)
        assert store.get(unstored.number) is None

    def test_every_one_comes_by_number_a_page_at_a_time(self, store: RequestStore) -> None:
        """Met requests too; the order is that of code points."""
        kept = list(samples.requests())
        for request in reversed(kept):
            store.add(request)
        assert list(store.every(limit=100)) == kept
        assert list(store.every(after=kept[1].number, limit=2)) == kept[2:4]
        assert list(store.every(after=kept[-1].number, limit=2)) == []

    def test_what_is_unmet_comes_by_number_a_page_at_a_time(self, store: RequestStore) -> None:
        """Met requests are left out, also those met later; the order is that of code points."""
        kept = samples.requests()
        for request in reversed(kept):
            store.add(request)
        first, *unmet = (request for request in kept if request.is_open)
        store.replace(attrs.evolve(first, closed_on=_DAY), first)
        assert list(store.unmet(limit=100)) == unmet
        assert list(store.unmet(limit=2)) == unmet[:2]
        assert list(store.unmet(after=unmet[1].number, limit=2)) == unmet[2:4]
        assert list(store.unmet(after=first.number, limit=1)) == unmet[:1]
        assert list(store.unmet(after=unmet[-1].number, limit=2)) == []

    def test_what_was_answered_about_a_procedure_comes_newest_first(
        self, store: RequestStore
    ) -> None:
        """Not what is open, about another procedure or none, nor briefings."""
        for request in samples.requests():
            store.add(request)
            if isinstance(request, BriefingRequest) and not request.is_open:
                store.add(attrs.evolve(request, number="PF-0", procedure="KA-00007"))
        words = 'Czy {"procedure":"KA-00007"} to „KA-00007”?'
        about = attrs.evolve(samples.data_request(), procedure="KA-00007")
        for at in range(1, 7):
            request = attrs.evolve(about, number=f"PE-2026-{at}")
            store.add(request)
            if at != 3:
                store.replace(attrs.evolve(request, answer="Tak.", closed_on=_DAY), request)
        for number, procedure in (("PF-1", "KA-00070"), ("PF-2", "ka-00007"), ("PF-3", None)):
            other = attrs.evolve(about, number=number, procedure=procedure, question=words)
            store.add(attrs.evolve(other, answer=words, closed_on=_DAY))
        found = store.answered("KA-00007", limit=9)
        assert [request.number for request in found] == [f"PE-2026-{at}" for at in (6, 5, 4, 2, 1)]
        assert all(request.answer == "Tak." for request in found)
        assert list(store.answered("KA-00007", limit=2)) == list(found)[:2]
        for none in ("KA-0000", "KA_00007", "%", ""):
            assert list(store.answered(none, limit=9)) == []

    def test_of_many_who_add_one_number_at_once_one_does(self, store: RequestStore) -> None:
        done = at_once(
            8, lambda index: store.add(samples.data_request(question=f"Pytanie {index}?"))
        )
        assert done.count(None) == 1
        assert sum(isinstance(outcome, ConflictError) for outcome in done) == 7
        assert store.get("PD-2026-1") == samples.data_request(
            question=f"Pytanie {done.index(None)}?"
        )

    def test_of_many_who_answer_at_once_one_does(self, store: RequestStore) -> None:
        stored = samples.data_request()
        store.add(stored)
        answers = [
            attrs.evolve(stored, answer=f"Odpowiedź {index}.", closed_on=_DAY) for index in range(8)
        ]
        done = at_once(8, lambda index: store.replace(answers[index], stored))
        assert done.count(None) == 1
        assert sum(isinstance(outcome, ConflictError) for outcome in done) == 7
        assert store.get(stored.number) == answers[done.index(None)]

    @when(survives_restart=True)
    def test_it_is_all_there_after_a_restart(
        self, store: RequestStore, reopen: Callable[[], RequestStore]
    ) -> None:
        stored, *others = samples.requests()
        for request in (stored, *others):
            store.add(request)
        store.replace(new := attrs.evolve(stored, closed_on=_DAY), stored)
        reopened = reopen()
        assert [reopened.get(request.number) for request in (stored, *others)] == [new, *others]
        assert list(reopened.unmet(limit=100)) == [request for request in others if request.is_open]
        with pytest.raises(ConflictError):
            reopened.add(stored)
