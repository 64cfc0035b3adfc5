"""Every row of the ordinance, found by its citation, and which code cites it."""

from collections.abc import Callable
from typing import TypeVar

from lckm_core.law._decree import DECREE
from lckm_core.law._instruction import INSTRUCTION
from lckm_core.law._provision import Provision
from lckm_core.law._template import FORM

_ROWS = {row.id: row for row in (*DECREE, *INSTRUCTION, *FORM)}
_CITED: dict[str, dict[str, None]] = {}
_T = TypeVar("_T", bound=Callable[..., object])


def provisions() -> tuple[Provision, ...]:
    """Return every row, in the ordinance's order.

    Raises nothing. Source: Ordinance No 102/2023 with both annexes and the template.
    """
    return tuple(_ROWS.values())


def provision(citation: str) -> Provision:
    """Return the row with this id; raise ``ValueError`` when the ordinance has none.

    Source: the rows of Ordinance No 102/2023 in :mod:`lckm_core.law`.
    """
    try:
        return _ROWS[citation]
    except KeyError:
        raise ValueError(f"the ordinance has no provision {citation!r}") from None


def find(citation: str) -> Provision | None:
    """Return the row with this id, or ``None`` when the ordinance has none."""
    return _ROWS.get(citation)


def search(words: str) -> tuple[Provision, ...]:
    """Return the rows a reader may mean by *words*: the very id, else ids that end in them, else ids that hold them.

    Case and spacing are forgiven, and only whole words count: ``§ 6 ust. 5`` is ``zał. 2 § 6 ust. 5`` and no other
    row, ``zał. 2 § 6`` is its five sections. The rows stand in the ordinance's order; none is an empty tuple.
    Raises nothing.
    """
    wanted = _loose(words)
    ids = {row: _loose(row.id) for row in provisions()}
    exact = tuple(row for row, known in ids.items() if known == wanted)
    ending = tuple(row for row, known in ids.items() if known.endswith(wanted))
    return (
        exact or ending or tuple(row for row, known in ids.items() if wanted in known)
        if words.strip()
        else ()
    )


def _loose(words: str) -> str:
    """Return *words* in one spelling, a space on both sides, so that ``in`` finds whole words only."""
    spaced = words.casefold().replace("§", " § ").replace(".", ". ").replace(":", ": ")
    return f" {' '.join(spaced.split())} "


def cite(citation: str, by: str) -> None:
    """Record that *by* (a dotted name) serves the provision; raise ``ValueError`` when there is no such provision."""
    provision(citation)
    _CITED.setdefault(citation, {})[by] = None


def cites(*citations: str) -> Callable[[_T], _T]:
    """Mark a function or class as serving these provisions; raise ``ValueError`` when one does not exist."""
    for citation in citations:
        provision(citation)

    def mark(target: _T) -> _T:
        for citation in citations:
            cite(citation, f"{target.__module__}.{target.__qualname__}")
        return target

    return mark


def citing_code(citation: str) -> tuple[str, ...]:
    """Return the dotted names, imported so far, that cite the provision."""
    return tuple(_CITED.get(provision(citation).id, ()))
