"""The contract of a store of procedures."""

from collections.abc import Callable

import attrs
import pytest

from lckm_core.errors import ConflictError
from lckm_core.ports import EditionChange, ProcedureStore
from lckm_core.ports.optional import EditionHeaders, EditionOutlines, offered
from lckm_core.publication import Edition, State, UnitCell, headers_of, outlines_of
from lckm_testing.contracts import samples
from lckm_testing.contracts.base import (
    Contract,
    at_once,
    to_fill_in,
    when,
)

_FIRST, _SECOND = "KA-00001", "KA-00002"


class ProcedureStoreContract(Contract, abstract=True):
    """What every :class:`lckm_core.ports.ProcedureStore` does.

    Fixtures: ``store``, and those of its capabilities.
    """

    survives_restart: bool
    """What it keeps is there when it is opened again; needs the fixture ``reopen``."""

    @pytest.fixture
    def store(self) -> ProcedureStore:
        """An empty store, another for each test."""
        to_fill_in("store", "an empty store of procedures, another for each test")

    @pytest.fixture
    def reopen(self, store: ProcedureStore) -> Callable[[], ProcedureStore]:
        """What opens the same store again, like a program that runs after this one."""
        to_fill_in(
            "reopen",
            "a function that opens the place of the fixture `store` again, after a restart",
        )

    def test_an_empty_store_has_nothing(self, store: ProcedureStore) -> None:
        assert list(store.ids()) == []
        assert list(store.editions(_FIRST)) == []
        store.save([])
        assert list(store.ids()) == []
        assert list(store.all_editions()) == []

    def test_editions_come_back_as_they_were(self, store: ProcedureStore) -> None:
        """Every state, field and hostile text unchanged; by number, and 9 before 10."""
        editions = samples.editions()
        for edition in reversed(editions):
            store.save([EditionChange(edition)])
        assert list(store.editions(_FIRST)) == list(editions)

    def test_numbers_of_procedures_are_sorted(self, store: ProcedureStore) -> None:
        for procedure_id in ("KA-00010", "KA-99999", "KA-00009"):
            store.save([EditionChange(Edition(procedure=samples.procedure(procedure_id)))])
        assert list(store.ids()) == ["KA-00009", "KA-00010", "KA-99999"]
        assert [edition.id for edition in store.editions("KA-00010")] == ["KA-00010"]
        assert list(store.editions("KA-00011")) == []

    def test_all_editions_come_by_number_of_the_procedure_and_then_their_own(
        self, store: ProcedureStore
    ) -> None:
        for procedure_id, number in (("KA-00010", 1), ("KA-00009", 10), ("KA-00009", 9)):
            store.save([EditionChange(_edition(procedure_id, number=number))])
        wanted = [
            _edition("KA-00009", number=9),
            _edition("KA-00009", number=10),
            _edition("KA-00010", number=1),
        ]
        assert list(store.all_editions()) == wanted

    def test_its_outlines_are_those_of_the_newest_editions(self, store: ProcedureStore) -> None:
        """Where it offers some: else they are made of the editions."""
        store.save([EditionChange(edition) for edition in samples.editions()])
        for number in (9, 10):
            store.save([EditionChange(_edition("KA-00009", number=number))])
        noted = attrs.evolve(samples.editions("KA-00010")[8], number=1)
        store.save([EditionChange(noted)])
        handed_in, corrected = samples.passed_on("KA-00011")
        for edition in (handed_in, corrected):
            store.save([EditionChange(edition)])
        wanted = outlines_of(store.all_editions())
        source = offered(store, EditionOutlines)
        found = wanted if source is None else tuple(source.outlines())
        assert [(outline.id, outline.number) for outline in found] == [
            ("KA-00001", 100),
            ("KA-00009", 10),
            ("KA-00010", 1),
            ("KA-00011", 2),
        ]
        assert found == wanted
        assert found[-1].submitted_by == UnitCell.of(handed_in) != UnitCell.of(corrected)

    def test_its_headers_are_those_of_the_editions(self, store: ProcedureStore) -> None:
        """Where it offers some, also after a change; each reads its own text and no other."""
        source = offered(store, EditionHeaders)
        noted = _edition(_SECOND)
        changes = (
            [EditionChange(edition) for edition in samples.editions()],
            [EditionChange(_edition("KA-00009", number=number)) for number in (9, 10)],
            [EditionChange(noted)],
            [EditionChange(noted.with_note("Zapytaj o „adres”."), noted)],
        )
        for some in changes:
            store.save(some)
            wanted = headers_of(store.all_editions())
            found = wanted if source is None else tuple(source.headers())
            assert [procedure.id for procedure in found] == [procedure.id for procedure in wanted]
            for procedure, same in zip(found, wanted, strict=True):
                assert procedure.editions == same.editions
                assert all(header.is_of(header.text()) for header in procedure.editions)

    def test_a_header_whose_text_was_changed_has_no_other(self, store: ProcedureStore) -> None:
        source = offered(store, EditionHeaders)
        stored = _edition()
        store.save([EditionChange(stored)])
        if source is None:
            return
        (procedure,) = source.headers()
        checked = attrs.evolve(stored, state=State.CHECKED)
        store.save([EditionChange(checked, stored)])
        assert procedure.editions[0].text() == stored.procedure
        store.save([EditionChange(checked.with_note("Zapytaj o „adres”."), checked)])
        with pytest.raises(ConflictError):
            procedure.editions[0].text()

    def test_a_changed_edition_takes_the_place_of_what_it_was(self, store: ProcedureStore) -> None:
        stored, other = _edition(), _edition(number=2)
        store.save([EditionChange(stored), EditionChange(other)])
        new = attrs.evolve(stored, state=State.CHECKED)
        store.save([EditionChange(new, stored)])
        assert list(store.editions(_FIRST)) == [new, other]

    def test_the_call_centres_note_changes_a_text_in_its_place(self, store: ProcedureStore) -> None:
        stored, other = _edition(), _edition(number=2)
        store.save([EditionChange(stored), EditionChange(other)])
        new = stored.with_note("Zapytaj o „adres”.")
        store.save([EditionChange(new, stored)])
        assert list(store.editions(_FIRST)) == [new, other]

    def test_several_changes_are_one_act(self, store: ProcedureStore) -> None:
        stored, elsewhere = _edition(), _edition(_SECOND)
        store.save([EditionChange(stored)])
        replaced = attrs.evolve(stored, state=State.CHECKED)
        newer = _edition(number=2)
        store.save(
            [EditionChange(replaced, stored), EditionChange(newer), EditionChange(elsewhere)]
        )
        assert list(store.editions(_FIRST)) == [replaced, newer]
        assert list(store.editions(_SECOND)) == [elsewhere]

    def test_an_edition_that_replaces_itself_is_only_compared(self, store: ProcedureStore) -> None:
        """So that nothing is made of an edition that somebody changed meanwhile."""
        stored, other = _edition(), _edition(title="Inny tytuł")
        store.save([EditionChange(stored)])
        with pytest.raises(ConflictError):
            store.save([EditionChange(other, other), EditionChange(_edition(number=2))])
        assert list(store.editions(_FIRST)) == [stored]
        store.save([EditionChange(stored, stored), EditionChange(_edition(number=2))])
        assert list(store.editions(_FIRST)) == [stored, _edition(number=2)]

    @pytest.mark.parametrize("conflict", ["first", "last"])
    def test_of_changes_that_conflict_none_is_kept(
        self, store: ProcedureStore, conflict: str
    ) -> None:
        """Neither what stands before the conflict nor what stands after it."""
        stored = _edition()
        store.save([EditionChange(stored)])
        good = [
            EditionChange(attrs.evolve(stored, state=State.CHECKED), stored),
            EditionChange(_edition(_SECOND)),
        ]
        bad = EditionChange(_edition("KA-00003"), _edition("KA-00003", title="Tego nigdy nie było"))
        with pytest.raises(ConflictError) as refused:
            store.save([bad, *good] if conflict == "first" else [*good, bad])
        assert "KA-00003" in refused.value.subject
        assert list(store.ids()) == [_FIRST]
        assert list(store.editions(_FIRST)) == [stored]

    def test_a_new_edition_of_a_number_taken_conflicts(self, store: ProcedureStore) -> None:
        kept = _edition()
        store.save([EditionChange(kept)])
        for edition in (kept, _edition(title="Inny tytuł")):
            with pytest.raises(ConflictError):
                store.save([EditionChange(edition)])
        assert list(store.editions(_FIRST)) == [kept]

    def test_a_change_of_what_somebody_changed_meanwhile_conflicts(
        self, store: ProcedureStore
    ) -> None:
        """The least difference counts: a state, a day."""
        read = _edition()
        store.save([EditionChange(read)])
        theirs = attrs.evolve(read, state=State.RETURNED)
        store.save([EditionChange(theirs, read)])
        with pytest.raises(ConflictError):
            store.save([EditionChange(attrs.evolve(read, state=State.CHECKED), read)])
        assert list(store.editions(_FIRST)) == [theirs]

    def test_of_many_who_hand_in_at_once_one_does(self, store: ProcedureStore) -> None:
        done = at_once(
            8, lambda index: store.save([EditionChange(_edition(title=f"Wydanie {index}"))])
        )
        assert done.count(None) == 1
        assert sum(isinstance(outcome, ConflictError) for outcome in done) == 7
        (kept,) = store.editions(_FIRST)
        assert kept.procedure.title == f"Wydanie {done.index(None)}"

    def test_of_many_who_act_on_one_edition_at_once_one_does(self, store: ProcedureStore) -> None:
        read = _edition()
        store.save([EditionChange(read)])
        acted = [attrs.evolve(read, published_by=f"Osoba {index}") for index in range(8)]
        done = at_once(8, lambda index: store.save([EditionChange(acted[index], read)]))
        assert done.count(None) == 1
        assert sum(isinstance(outcome, ConflictError) for outcome in done) == 7
        assert list(store.editions(_FIRST)) == [acted[done.index(None)]]

    def test_no_change_is_lost_among_threads(self, store: ProcedureStore) -> None:
        """Each retries under the next free number: in the end no text is missing."""

        def hand_in(index: int) -> None:
            for _ in range(100):
                number = max((edition.number for edition in store.editions(_FIRST)), default=0) + 1
                try:
                    return store.save(
                        [EditionChange(_edition(number=number, title=f"Wydanie {index}"))]
                    )
                except ConflictError:
                    continue
            raise AssertionError("a hundred conflicts, one after another")

        assert at_once(5, hand_in) == [None] * 5
        kept = store.editions(_FIRST)
        assert [edition.number for edition in kept] == [1, 2, 3, 4, 5]
        assert sorted(edition.procedure.title for edition in kept) == [
            f"Wydanie {index}" for index in range(5)
        ]

    @when(survives_restart=True)
    def test_it_is_all_there_after_a_restart(
        self, store: ProcedureStore, reopen: Callable[[], ProcedureStore]
    ) -> None:
        stored, *others = samples.editions()
        store.save([EditionChange(stored), *map(EditionChange, others)])
        store.save([EditionChange(new := attrs.evolve(stored, state=State.CHECKED), stored)])
        reopened = reopen()
        assert list(reopened.ids()) == [_FIRST]
        assert list(reopened.editions(_FIRST)) == [new, *others]
        with pytest.raises(ConflictError):
            reopened.save([EditionChange(stored)])


def _edition(
    procedure_id: str = _FIRST, *, number: int = 1, title: str = "Wydanie zaświadczenia"
) -> Edition:
    return Edition(
        procedure=samples.procedure(procedure_id, title), number=number, state=State.RECEIVED
    )
