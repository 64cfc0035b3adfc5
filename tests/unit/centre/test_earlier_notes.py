"""zał. 2 § 6 ust. 5: what stood in „Inne” before is erased so that no byte of it is left."""

from pathlib import Path

import pytest

from lckm_core import ContactCentre, Edition, Role, build
from lckm_core.errors import ConflictError
from lckm_core.memory import MemoryAdapter
from lckm_core.ports import EditionChange, exclude_ports, provide
from lckm_core.publication import State
from lckm_sql import SqlAdapter
from lckm_testing.contracts import samples

NUMBER = "KA-00001"
DATA, KEPT = "Pani Anna Kowalska dzwoni codziennie", "Pytaj o numer wniosku."
CLERK = {"role": Role.CALL_CENTRE_STAFF, "by": "Ewa Nowak", "now": samples.NOON}


class Overwriting:
    """A store that can overwrite, and remembers by which way each change came."""

    def __init__(self):
        self._store = MemoryAdapter().procedures
        self.saved, self.overwritten = [], []

    def __getattr__(self, name):
        return getattr(self._store, name)

    def save(self, changes):
        self._store.save(changes)
        self.saved.append(changes)

    def overwrite(self, changes):
        self._store.save(changes)
        self.overwritten.append(changes)


def noted(store):
    """Return a centre with this store of editions, in one of which a note was replaced."""
    memory = exclude_ports(MemoryAdapter(table=samples.TABLE), "procedures")
    centre = ContactCentre(build(memory, provide(procedures=store)))
    store.save([EditionChange(Edition(procedure=samples.procedure(NUMBER), state=State.PUBLISHED))])
    for text in (DATA, KEPT):
        centre.note(NUMBER, text, **CLERK)
    return centre


def test_a_store_that_can_overwrite_is_asked_to():
    store = Overwriting()
    centre = noted(store)
    (was,) = store.editions(NUMBER)
    assert DATA in repr(was)
    assert store.overwritten == []
    store.saved.clear()
    erased = centre.erase_notes(NUMBER, **CLERK)
    assert store.saved == []
    assert [
        [(change.edition, change.was) for change in changes] for changes in store.overwritten
    ] == [[(*erased, was)]]
    assert DATA not in repr(erased)


def test_asked_again_it_overwrites_what_a_stopped_call_left():
    """Nothing is to be changed then, and the store ends what it had begun."""
    store = Overwriting()
    centre = noted(store)
    centre.erase_notes(NUMBER, **CLERK)
    centre.erase_notes(NUMBER, **CLERK)
    assert store.overwritten[1:] == [[]]


def test_a_store_that_cannot_overwrite_saves():
    store = MemoryAdapter().procedures
    centre = noted(store)
    centre.erase_notes(NUMBER, **CLERK)
    assert DATA not in repr(store.editions(NUMBER))


def test_somebody_who_acted_meanwhile_is_no_reason_to_save_instead():
    class Overtaken(Overwriting):
        def overwrite(self, changes):
            raise ConflictError(NUMBER)

    store = Overtaken()
    centre = noted(store)
    store.saved.clear()
    with pytest.raises(ConflictError):
        centre.erase_notes(NUMBER, **CLERK)
    assert store.saved == []


def test_no_file_of_sqlite_holds_them(tmp_path: Path):
    sql = SqlAdapter(url=f"sqlite:///{tmp_path}/lckm.sqlite", encryption=False)
    centre = noted(sql.procedures)

    def holding():
        return [path.name for path in tmp_path.iterdir() if DATA.encode() in path.read_bytes()]

    assert holding() != []
    centre.erase_notes(NUMBER, **CLERK)
    assert holding() == []
    sql.close()
