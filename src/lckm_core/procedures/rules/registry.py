"""How a rule is declared, and the list of all rules."""

import inspect
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lckm_core.fields import fields_by_key
from lckm_core.findings import FindingKind, Severity, kind
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.texts import Path
from lckm_core.procedures.template import Procedure
from lckm_core.text import Message

RuleFault = tuple[Path, Message] | tuple[Path, Message, int] | Contradiction
"""The path and the message of a fault, with its place in the text if any."""
RuleFaults = Iterator[RuleFault]
"""The faults that a rule finds."""
WARNING = Severity.WARNING
MOST_LISTED = 20
"""The most faults of one kind in one text that a rule reports one by one."""


class Rule(NamedTuple):
    """A rule: the kind of its findings, the fields it reads, and a generator of findings.

    ``needs`` are the fields it reads; ``whole`` are those, also among ``texts``, that it needs
    with nothing left out. ``each`` is the list whose items it reads one by one, if any.
    """

    kind: FindingKind
    needs: tuple[str, ...]
    whole: frozenset[str]
    each: str
    function: Callable[..., RuleFaults]


_CONTEXT = {"directory", "requested_on", "texts"}
"""What a rule may read besides the procedure's fields."""

RULES: list[Rule] = []
"""Every rule, in no particular order: findings are sorted."""


def rule(
    code: str,
    cites: str,
    about: str,
    severity: Severity | None = None,
    each: str = "",
    part: str = "",
    whole: str = "",
) -> Callable[[Callable[..., RuleFaults]], Callable[..., RuleFaults]]:
    """Declare a rule; its parameters name the fields it reads.

    Args:
        code: the code of its findings.
        cites: the provision.
        about: what it is about, in Polish; the docstring says it in English.
        severity: a gentler severity than that of the provision's duty word.
        each: a list whose items it reads one at a time, in place of fields.
        part: the fields, separated by spaces, of which what is left without the values at fault
            is enough, since the rule reports nothing that is absent.
        whole: the fields, separated by spaces, that the rule reads among ``texts`` and needs with
            nothing left out; without it what is left of texts is enough.

    Raises ``TypeError`` for a rule that reads what no procedure has.
    """

    def declare(function: Callable[..., RuleFaults]) -> Callable[..., RuleFaults]:
        english = (function.__doc__ or "").partition("\n")[0].rstrip(".")
        needs = () if each else tuple(inspect.signature(function).parameters)
        partial = part.split()
        _require_fields({*needs, each, *whole.split()} - {*_CONTEXT, ""}, function)
        if unread := set(partial).difference(needs):
            raise TypeError(f"{function.__qualname__} reads no {', '.join(sorted(unread))}")
        new_kind = kind(code, cites, Message(about, english), severity)
        needed = frozenset((*needs, *whole.split())).difference(partial)
        RULES.append(Rule(new_kind, needs, needed, each, function))
        return function

    return declare


def _require_fields(names: set[str], function: Callable[..., RuleFaults]) -> None:
    """Raise ``TypeError``, at import, for a name that is no field of a procedure."""
    if unknown := names - fields_by_key(Procedure).keys():
        raise TypeError(
            f"{function.__qualname__} reads no field of the form: {', '.join(sorted(unknown))}"
        )
