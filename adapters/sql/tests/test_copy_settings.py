"""A copy of the database is made and put back under the settings of the database."""

import inspect
from pathlib import Path
from typing import Any

import pytest

import lckm_sql.adapter
from lckm_sql import SqlAdapter

NOT_OF_A_COPY = {"url", "schema", "migrate", "create"}
"""Where it is, PostgreSQL's, and what a first use may do."""


class Made(Exception):
    """The adapter of a copy is about to be made."""


def test_a_copy_has_every_other_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, Any] = {
        "key_folder": tmp_path / "keys",
        "numbering": "X-{year}-{count}",
        "procedure_numbers": "KA-8{count:04}",
        "announcement_numbers": "IN-{count:03}",
        "request_numbers": "PR-{count:03}",
        "timeout": 7.0,
        "pool": 3,
    }
    adapter = SqlAdapter(url=f"sqlite:///{tmp_path / 'city.sqlite'}", **given)
    copied: dict[str, object] = {}

    def make(**settings: object) -> None:
        copied.update(settings)
        raise Made

    keywords = inspect.signature(SqlAdapter).parameters
    monkeypatch.setattr(lckm_sql.adapter, "SqlAdapter", make)
    with pytest.raises(Made):
        adapter.backup(tmp_path / "copy")
    assert copied.keys() - {"url"} == keywords.keys() - NOT_OF_A_COPY
    assert {name: copied[name] for name in given} == given
