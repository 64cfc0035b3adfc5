"""The contract of a store of announcements and portal terms."""

from collections.abc import Callable

import attrs
import pytest

from lckm_core.errors import ConflictError
from lckm_core.ports import AnnouncementChange, NoticeStore
from lckm_core.ports.optional import TermsDiscarding, offered
from lckm_core.publication import State
from lckm_testing.contracts import samples
from lckm_testing.contracts.base import (
    Contract,
    at_once,
    to_fill_in,
    when,
)


class NoticeStoreContract(Contract, abstract=True):
    """What every :class:`lckm_core.ports.NoticeStore` does.

    Fixtures: ``store``, and that of the capability.
    """

    survives_restart: bool
    """What it keeps is there when it is opened again; needs the fixture ``reopen``."""

    @pytest.fixture
    def store(self) -> NoticeStore:
        """An empty store, another for each test."""
        to_fill_in("store", "an empty store of announcements and terms, another for each test")

    @pytest.fixture
    def reopen(self, store: NoticeStore) -> Callable[[], NoticeStore]:
        """What opens the same store again, like a program that runs after this one."""
        to_fill_in(
            "reopen",
            "a function that opens the place of the fixture `store` again, after a restart",
        )

    def test_an_empty_store_has_nothing(self, store: NoticeStore) -> None:
        assert (list(store.announcements()), list(store.terms())) == ([], [])

    def test_announcements_come_back_by_number_and_edition(self, store: NoticeStore) -> None:
        """Every state and field unchanged; 9 before 10."""
        kept = [
            samples.announcement_edition(number, edition=edition)
            for number in ("OG-0002", "OG-0010", "OG-0001")
            for edition in (10, 9, 1)
        ]
        kept += samples.announcement_editions("OG-0003")
        for edition in kept:
            store.save_announcements([AnnouncementChange(edition)])
        assert list(store.announcements()) == sorted(
            kept, key=lambda edition: (edition.id, edition.number)
        )

    def test_a_changed_announcement_takes_the_place_of_what_it_was(
        self, store: NoticeStore
    ) -> None:
        stored, other = samples.announcement_edition(), samples.announcement_edition("OG-0002")
        store.save_announcements([AnnouncementChange(stored), AnnouncementChange(other)])
        new = attrs.evolve(stored, state=State.WITHDRAWN)
        newer = samples.announcement_edition(edition=2)
        store.save_announcements([AnnouncementChange(new, stored), AnnouncementChange(newer)])
        assert list(store.announcements()) == [new, newer, other]

    def test_of_announcements_that_conflict_none_is_kept(self, store: NoticeStore) -> None:
        kept = samples.announcement_edition()
        store.save_announcements([AnnouncementChange(kept)])
        other = samples.announcement_edition("OG-0002")
        changed = attrs.evolve(kept, state=State.RETURNED)
        for bad in (AnnouncementChange(kept), AnnouncementChange(kept, changed)):
            with pytest.raises(ConflictError):
                store.save_announcements([AnnouncementChange(other), bad])
            assert list(store.announcements()) == [kept]

    def test_terms_come_back_in_the_order_in_which_they_were_kept(self, store: NoticeStore) -> None:
        """Whatever their versions are called; a draft that is written anew keeps its place."""
        kept = [samples.terms(version) for version in ("10", "9", "2023-01-19", "ż/../1 „a”")]
        for terms in kept:
            store.save_terms(terms)
        kept[1] = samples.terms("9", "Nowy projekt")
        store.save_terms(kept[1])
        assert list(store.terms()) == kept

    def test_a_draft_is_written_anew_until_it_is_approved(self, store: NoticeStore) -> None:
        for draft in (
            samples.terms(text="Projekt"),
            samples.terms(text="Nowy projekt"),
            samples.terms(approved=True),
        ):
            store.save_terms(draft)
            assert list(store.terms()) == [draft]

    def test_approved_terms_never_change(self, store: NoticeStore) -> None:
        approved = samples.terms(approved=True)
        store.save_terms(approved)
        for other in (samples.terms(), samples.terms(text="Inny tekst", approved=True)):
            with pytest.raises(ConflictError):
                store.save_terms(other)
            assert list(store.terms()) == [approved]
        store.save_terms(samples.terms("2"))
        assert list(store.terms()) == [approved, samples.terms("2")]

    def test_a_draft_is_discarded_as_it_is_and_nothing_else(self, store: NoticeStore) -> None:
        """Where it offers that; another text by now, and approved terms, stay."""
        source = offered(store, TermsDiscarding)
        if source is None:
            return
        draft, approved = samples.terms("1"), samples.terms("2", approved=True)
        for terms in (draft, approved, samples.terms("3")):
            store.save_terms(terms)
        for refused in (attrs.evolve(draft, text="Inny tekst"), approved, samples.terms("2")):
            with pytest.raises(ConflictError):
                source.discard_terms(refused)
        assert [terms.version for terms in store.terms()] == ["1", "2", "3"]
        source.discard_terms(draft)
        source.discard_terms(draft)
        assert [terms.version for terms in store.terms()] == ["2", "3"]
        store.save_terms(draft)
        assert sorted(terms.version for terms in store.terms()) == ["1", "2", "3"]

    def test_approved_terms_may_be_kept_again_as_they_are(self, store: NoticeStore) -> None:
        """A caller that does not know whether its first call got through may repeat it."""
        for _ in range(2):
            store.save_terms(samples.terms(approved=True))
        assert list(store.terms()) == [samples.terms(approved=True)]

    def test_of_many_who_approve_at_once_one_does(self, store: NoticeStore) -> None:
        store.save_terms(samples.terms())
        done = at_once(
            8, lambda index: store.save_terms(samples.terms(text=f"Tekst {index}", approved=True))
        )
        assert done.count(None) == 1
        assert sum(isinstance(outcome, ConflictError) for outcome in done) == 7
        assert [terms.text for terms in store.terms()] == [f"Tekst {done.index(None)}"]

    @when(survives_restart=True)
    def test_it_is_all_there_after_a_restart(
        self, store: NoticeStore, reopen: Callable[[], NoticeStore]
    ) -> None:
        versions = [samples.terms("2", approved=True), samples.terms("1")]
        for terms in versions:
            store.save_terms(terms)
        store.save_announcements([AnnouncementChange(samples.announcement_edition())])
        reopened = reopen()
        assert list(reopened.announcements()) == [samples.announcement_edition()]
        assert list(reopened.terms()) == versions
        with pytest.raises(ConflictError):
            reopened.save_terms(samples.terms("2"))
