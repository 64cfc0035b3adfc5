"""Ended drafts are removed one by one, so that whoever writes meanwhile waits for one at most."""

from datetime import timedelta
from pathlib import Path

import pytest

from lckm_sql import SqlAdapter
from lckm_sql.database import Database
from lckm_testing.contracts import samples

NOON = samples.NOON
LATER = NOON + timedelta(hours=1)


def test_another_process_writes_between_two_removals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    adapter, other = (SqlAdapter(url=f"sqlite:///{tmp_path}/r.sqlite") for _ in range(2))
    for key in "abc":
        adapter.drafts.save(key, b"sealed", until=NOON)
    writing, begun = Database.writing, list[Database]()

    def interrupted(database: Database) -> object:
        # Before the first removal, another prolongs a draft that was found to have ended.
        begun.append(database)
        if database is adapter.database and begun.count(database) == 1:
            other.drafts.save("b", b"again", until=LATER)
        return writing(database)

    monkeypatch.setattr(Database, "writing", interrupted)
    assert adapter.drafts.sweep(now=NOON) == 2
    assert begun.count(adapter.database) == 3
    assert [adapter.drafts.load(key, now=NOON) for key in "abc"] == [None, b"again", None]
    adapter.close()
    other.close()
