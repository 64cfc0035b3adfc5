"""The provisions by citation, and the code that cites each."""

from collections.abc import Callable
from typing import TypeVar

from lckm_core.law._instruction import INSTRUCTION
from lckm_core.law._ordinance import DECREE
from lckm_core.law._provision import Provision
from lckm_core.law._template import FORM

_ROWS = {row.id: row for row in (*DECREE, *INSTRUCTION, *FORM)}
_CITED: dict[str, dict[str, None]] = {}
_T = TypeVar("_T", bound=Callable[..., object])


def provisions() -> tuple[Provision, ...]:
    """Return every provision, in the ordinance's order.

    Source: Ordinance No 102/2023 with both annexes and the template.
    """
    return tuple(_ROWS.values())


def provision(citation: str) -> Provision:
    """Return the provision with a citation; raise ``ValueError`` when there is none.

    Source: Ordinance No 102/2023.
    """
    try:
        return _ROWS[citation]
    except KeyError:
        raise ValueError(f"the ordinance has no provision {citation!r}") from None


def find(citation: str) -> Provision | None:
    """Return the provision with a citation, or ``None`` when there is none."""
    return _ROWS.get(citation)


def search(words: str) -> tuple[Provision, ...]:
    """Return the provisions a reader may mean by *words*, in the ordinance's order.

    It is the one with this very citation, else those whose citation ends in the words, else those
    that contain them. Case and spacing are forgiven, and only whole words count: ``§ 6 ust. 5``
    is ``zał. 2 § 6 ust. 5`` alone, ``zał. 2 § 6`` is its five sections.
    """
    wanted = _loose(words)
    ids = {row: _loose(row.id) for row in provisions()}
    exact = tuple(row for row, known in ids.items() if known == wanted)
    ending = tuple(row for row, known in ids.items() if known.endswith(wanted))
    if not words.strip():
        return ()
    return exact or ending or tuple(row for row, known in ids.items() if wanted in known)


def _loose(words: str) -> str:
    """Return *words* in one spelling, between spaces, so that ``in`` finds whole words."""
    spaced = words.casefold().replace("§", " § ").replace(".", ". ").replace(":", ": ")
    return f" {' '.join(spaced.split())} "


def cite(citation: str, by: str) -> None:
    """Record that *by*, a dotted name, serves a provision.

    Raises ``ValueError`` for an unknown provision.
    """
    provision(citation)
    _CITED.setdefault(citation, {})[by] = None


def cites(*citations: str) -> Callable[[_T], _T]:
    """Mark a function or class as serving provisions.

    Raises ``ValueError`` for an unknown provision.
    """
    for citation in citations:
        provision(citation)

    def mark(target: _T) -> _T:
        for citation in citations:
            cite(citation, f"{target.__module__}.{target.__qualname__}")
        return target

    return mark


def citing_code(citation: str) -> tuple[str, ...]:
    """Return the dotted names that cite a provision, of what is imported so far."""
    return tuple(_CITED.get(provision(citation).id, ()))
