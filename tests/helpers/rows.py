"""Which rows of a table are tried in every change, and which are one test together."""

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

import pytest


def some_in_every_change(rows: Iterable[Any], *of: int, reason: str) -> list[Any]:
    """Return the rows of a parametrised test; only those *of* these places are no long tests."""
    made = [row if isinstance(row, tuple) else (row,) for row in rows]
    assert set(of) <= set(range(-len(made), len(made))), of
    kept = {one % len(made) for one in of}
    long = pytest.mark.slow(reason=reason)
    return [pytest.param(*row, marks=() if at in kept else long) for at, row in enumerate(made)]


def in_one_test(
    names: str | tuple[str, ...], rows: Iterable[Any], *, ids: Callable[[Any], object] = str
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Try all rows of a table in one test, which names those that fail.

    For tables of which a row takes less time than a test of its own does. The test's fixtures are
    the same for all rows.

    Args:
        names: the parameters that a row has values for.
        rows: the rows; with one name, the values themselves.
        ids: what a value is called in a failure.
    """
    columns = (names,) if isinstance(names, str) else names
    table = [(row,) if isinstance(names, str) else tuple(row) for row in rows]
    assert table

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        @wraps(test)
        def of_all_rows(*args: Any, **fixtures: Any) -> None:
            failed = []
            for row in table:
                try:
                    test(*args, **dict(zip(columns, row, strict=True)), **fixtures)
                # A test may fail of anything, and of what was expected and not raised.
                except (Exception, pytest.fail.Exception) as error:  # noqa: BLE001
                    name = ", ".join(str(ids(value)) for value in row)
                    failed.append((f"[{name}] {type(error).__name__}: {error}", error))
            if failed:
                told = "\n\n".join(text for text, _ in failed)
                message = f"{len(failed)} of {len(table)} rows:\n{told}"
                raise AssertionError(message) from failed[0][1]

        signature = inspect.signature(test)
        left = [one for name, one in signature.parameters.items() if name not in columns]
        of_all_rows.__signature__ = signature.replace(parameters=left)  # type: ignore[attr-defined]
        return of_all_rows

    return decorate
