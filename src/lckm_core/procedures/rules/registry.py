"""How a rule is declared, and the list of all rules."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from lckm_core.fields import fields_by_key
from lckm_core.findings import FindingKind, Severity, kind
from lckm_core.procedures.template import Procedure
from lckm_core.text import Message

Said = Iterator[tuple[tuple[str | int, ...], Message]]
WARNING = Severity.WARNING


class Rule(NamedTuple):
    """A rule: the kind of its findings, the fields it reads, and the generator that yields (path, message).

    ``whole`` are those of the fields that it needs with nothing left out.
    """

    kind: FindingKind
    needs: tuple[str, ...]
    whole: frozenset[str]
    each: str
    function: Callable[..., Said]


_CONTEXT = {"directory", "requested_on"}
"""What a rule may read beside the procedure's fields."""

RULES: list[Rule] = []
"""Every rule. Their order says nothing: findings are sorted."""


def _require_fields(names: set[str], function: Callable[..., Said]) -> None:
    """Raise ``TypeError`` for a name that no field of the form has: found at import, and not when a file is checked."""
    if strangers := names - fields_by_key(Procedure).keys():
        raise TypeError(
            f"{function.__qualname__} reads no field of the form: {', '.join(sorted(strangers))}"
        )


def rule(
    code: str,
    cites: str,
    about: str,
    severity: Severity | None = None,
    each: str = "",
    part: str = "",
) -> Callable[[Callable[..., Said]], Callable[..., Said]]:
    """Declare a rule: its code, provision, what it is about in Polish; the docstring says it in English.

    With *each* it reads one item of that list at a time. *part* names the fields, with spaces between, of which what is left
    without the values at fault is enough: the rule says nothing because of what is not there. Raises ``TypeError`` for a rule
    that reads what no procedure has.
    """

    def declare(function: Callable[..., Said]) -> Callable[..., Said]:
        english = (function.__doc__ or "").partition("\n")[0].rstrip(".")
        code_of = (
            function.__code__
        )  # at a third of the cost of inspect.signature, for every rule at import
        needs = () if each else code_of.co_varnames[: code_of.co_argcount]
        _require_fields({*needs, *([each] if each else [])} - _CONTEXT, function)
        if unread := set(part.split()).difference(needs):
            raise TypeError(f"{function.__qualname__} reads no {', '.join(sorted(unread))}")
        whole = frozenset(needs).difference(part.split())
        RULES.append(
            Rule(kind(code, cites, Message(about, english), severity), needs, whole, each, function)
        )
        return function

    return declare
