"""How a rule is declared, and the list of all rules."""

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
        english = (function.__doc__ or "").partition("\n")[0].rstrip(".")
        code_of = function.__code__  # at a third of the cost of inspect.signature, for every rule at import
        needs = () if each else code_of.co_varnames[: code_of.co_argcount]
        RULES.append(Rule(kind(code, cites, Message(about, english), severity), needs, each, function))
        return function

    return declare
