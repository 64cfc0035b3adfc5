"""What our own code logs is readable in the log of a worker, which withholds what may be a name.

An adapter that logs an error, its advice or a status without ``Loggable`` leaves the operator
with „[…]” in their place.
"""

import logging
from collections.abc import Generator

import pytest

from lckm_operations.logs import WITHHELD, safe_text, vetted

_faults: list[str] = []


class _Watcher(logging.Handler):
    """Notes each record of ours of which something would be withheld."""

    def emit(self, record: logging.LogRecord) -> None:
        if not record.name.startswith("lckm_") or not isinstance(record.args, tuple):
            return
        if any(_is_hidden(argument) for argument in record.args):
            shown = safe_text(record)
            _faults.append(f"the log of {record.name} says {shown!r}, line {record.lineno}")


def _is_hidden(argument: object) -> bool:
    """Return whether something else than a number or a name, which may be anybody's, is hidden."""
    is_word = isinstance(argument, str) and len(argument.split()) <= 1
    return not is_word and WITHHELD in str(vetted(argument))


_watcher = _Watcher()


def pytest_configure(config: pytest.Config) -> None:
    """Make known the mark of tests that log what has to be withheld."""
    config.addinivalue_line("markers", "withheld: logs on purpose what the log has to withhold")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Fail a test in which our own code logged something that nobody could read."""
    _faults.clear()
    logging.getLogger().addHandler(_watcher)
    try:
        answer = yield
    finally:
        logging.getLogger().removeHandler(_watcher)
    if _faults and item.get_closest_marker("withheld") is None:
        pytest.fail("\n".join(dict.fromkeys(_faults)), pytrace=False)
    return answer
