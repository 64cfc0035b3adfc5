"""The promise that nothing of a person is left, in its short form: three reports in the clear
on either database, and encrypted in SQLite; long, as offices of their own are made and searched.
"""

from collections.abc import Callable
from typing import Any

import pytest

Searched = Callable[..., dict[str, Any]]
pytestmark = pytest.mark.slow(
    reason="an office of its own; forms amid a kill are looked for, too", weekly=True
)
BEFORE, AFTER = "before the term", "after the term"
UPDATED, WITHDRAWN = "after a plain UPDATE … NULL", "an hour after a withdrawal"


@pytest.fixture
def searched(run_promise: Searched) -> Searched:
    """Return the figures of a run that found nothing wrong."""

    def run(*arguments: str) -> dict[str, Any]:
        result = run_promise("bytes", "--reports", "3", *arguments)
        assert result["faults"] == []
        assert result["code"] == 0
        figures: dict[str, Any] = result["figures"]
        return figures

    return run


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_data_are_found_before_the_term_and_after_an_update_and_not_after_the_term(
    searched: Searched, database: str
) -> None:
    figures = searched("--database", database)
    assert figures[BEFORE]["data"] > 0
    assert figures[UPDATED]["data"] > 0
    assert not any(figures[AFTER].values())
    assert not any(figures[WITHDRAWN].values())
    if database == "postgresql":
        assert figures[UPDATED]["server log"] > 0


def test_encrypted_data_are_never_found_and_their_key_only_before_the_term(
    searched: Searched,
) -> None:
    # The session "bytes" searches an encrypted office in PostgreSQL, too.
    figures = searched("--database", "sqlite", "--encrypted")
    assert not any(figures[BEFORE].values())
    assert figures["files with the key of a month, before the term"] > 0
    assert figures["files with the key of a month, after the term"] == 0
    assert not any(figures[AFTER].values())
    assert not any(figures[WITHDRAWN].values())
