"""How a rule is declared, and the list of all rules."""

import inspect
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lckm_core.findings import FindingKind, Severity, kind
from lckm_core.text import Message

Said = Iterator[tuple[tuple[str | int, ...], Message]]
WARNING = Severity.WARNING


class Rule(NamedTuple):
    """A rule: the kind of its findings, the fields it reads, and the generator that yields (path, message)."""

    kind: FindingKind
    needs: tuple[str, ...]
    each: str
    function: Callable[..., Said]


RULES: list[Rule] = []
"""Every rule. Their order says nothing: findings are sorted."""


def rule(
    code: str, cites: str, about: str, severity: Severity | None = None, each: str = ""
) -> Callable[[Callable[..., Said]], Callable[..., Said]]:
    """Declare a rule: its code, provision, what it is about in Polish; the docstring says it in English."""

    def declare(function: Callable[..., Said]) -> Callable[..., Said]:
        english = (inspect.getdoc(function) or "").split("\n")[0].rstrip(".")
        needs = () if each else tuple(inspect.signature(function).parameters)
        RULES.append(Rule(kind(code, cites, Message(about, english), severity), needs, each, function))
        return function

    return declare
