"""What contracts share: capabilities, and tests that hold only with some of them."""

import inspect
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from logging import LogRecord
from threading import Barrier, Thread
from typing import Any, Generic, NoReturn, TypeVar

from lckm_testing.canary import PersonalDataCanary

_F = TypeVar("_F", bound=Callable[..., Any])
_T = TypeVar("_T")
_LONGEST_WAIT = 60.0
"""Seconds."""
_SHORTEST_TURN = 1e-6
"""Seconds."""
_LITTLE_WHILE = 0.2
"""Seconds: long enough for an act that nothing holds up."""


class Contract:
    """Base of the contracts: subclass one, override its fixtures and name its capabilities.

    A class that leaves a capability unsaid is refused when it is made, so none is missed by
    accident. A test that asks for a capability the adapter does not have is not collected; where
    the lack means another expectation, another test has it.
    """

    def __init_subclass__(cls, *, abstract: bool = False) -> None:
        super().__init_subclass__()
        if abstract:
            return
        unsaid = [
            name for name in capabilities(cls) if not isinstance(getattr(cls, name, None), bool)
        ]
        if unsaid:
            raise TypeError(
                f"{cls.__qualname__}: say True or False to {', '.join(unsaid)} "
                "(what each means: see the contract)"
            )
        for name, test in _tests(cls):
            asked: dict[str, bool] = getattr(test, "_asks_for", {})
            holds = all(getattr(cls, capability) is wanted for capability, wanted in asked.items())
            setattr(cls, name, test if holds else None)


def capabilities(contract: type) -> tuple[str, ...]:
    """Return the names of a contract's capabilities, sorted."""
    found = {
        name
        for base in contract.__mro__
        for name, kind in inspect.get_annotations(base).items()
        if kind is bool and not name.startswith("_")
    }
    return tuple(sorted(found))


def _tests(cls: type) -> Iterator[tuple[str, Callable[..., Any]]]:
    for name in dir(cls):
        if name.startswith("test_"):
            # The nearest function: what a base class left out may be wanted here again.
            found = next(
                (vars(base)[name] for base in cls.__mro__ if callable(vars(base).get(name))), None
            )
            if found is not None:
                yield name, found


def when(**capabilities: bool) -> Callable[[_F], _F]:
    """Mark a test that holds only for adapters whose capabilities are as said."""

    def mark(test: _F) -> _F:
        vars(test)["_asks_for"] = capabilities
        return test

    return mark


def to_fill_in(fixture: str, wanted: str) -> NoReturn:
    """Raise what tells an author which fixture their test has yet to give."""
    raise NotImplementedError(f"Override the fixture {fixture!r} in your test: {wanted}")


def at_once(count: int, act: Callable[[int], _T]) -> list[_T | Exception]:
    """Call ``act(0)`` … ``act(count - 1)`` in threads that start together.

    Return what each returned or raised, in order.

    They take turns as often as Python lets them, so that what no lock protects is come upon half
    done.
    """
    gate, usual = Barrier(count), sys.getswitchinterval()

    def started(index: int) -> _T | Exception:
        gate.wait()
        try:
            return act(index)
        except Exception as error:  # noqa: BLE001  the test looks at what each raised
            return error

    sys.setswitchinterval(_SHORTEST_TURN)
    try:
        with ThreadPoolExecutor(count) as pool:
            return list(pool.map(started, range(count)))
    finally:
        sys.setswitchinterval(usual)


class Meanwhile(Generic[_T]):
    """What another thread does in the middle of something.

    Called, it begins *act* and waits a little; called again, it does nothing. An adapter that lets
    the act through has it done by then; one that does not makes it wait for its turn, which is as
    good.
    """

    def __init__(self, act: Callable[[], _T]) -> None:
        self._done: list[_T | Exception] = []
        self._act, self._thread = act, Thread(target=self._acted, daemon=True)

    def _acted(self) -> None:
        try:
            self._done.append(self._act())
        except Exception as error:  # noqa: BLE001  raised again by result()
            self._done.append(error)

    def __call__(self) -> None:
        """Let it begin, the first time."""
        if self._thread.ident is None:
            self._thread.start()
            self._thread.join(_LITTLE_WHILE)

    def result(
        self, *, within: float | None = None, else_say: str = "what was locked stays locked"
    ) -> _T:
        """Wait at most *within* seconds; return what the act returned or raise what it raised."""
        self()
        self._thread.join(_LONGEST_WAIT if within is None else within)
        assert self._done, else_say
        (result,) = self._done
        if isinstance(result, Exception):
            raise result
        return result


def goes_on(act: Callable[[], _T]) -> _T:
    """Return what *act* returns; fail when it waits for a lock that nobody holds."""
    return Meanwhile(act).result()


def telling_loggers(canary: PersonalDataCanary, records: Iterable[LogRecord]) -> list[str]:
    """Return the names of the loggers in whose records something of the canary is, sorted."""
    said: dict[str, list[str]] = {}
    for record in records:
        said.setdefault(record.name, []).append(repr(vars(record)) + record.getMessage())
    return sorted(name for name, texts in said.items() if canary.search("\n".join(texts)))
