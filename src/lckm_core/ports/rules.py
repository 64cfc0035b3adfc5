"""Port: a host's own rules, which join the check of a procedure."""

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from lckm_core.findings import Finding
from lckm_core.ports._port import contribute_port
from lckm_core.procedures import Procedure
from lckm_core.text import Message

_PREFIX = re.compile("[A-Z][A-Z0-9]*")


class HostRule(Protocol):
    """One rule of the host. Its ``prefix`` begins its finding codes, and is not ``LCKM``."""

    prefix: str

    def __call__(self, procedure: Procedure) -> Iterable[Finding]:
        """Return what breaks the rule. Pure: the same procedure gives the same findings."""
        ...


def _misfit(rule: HostRule) -> Message | None:
    prefix = str(rule.prefix)
    if _PREFIX.fullmatch(prefix):
        return None
    return Message(
        f"prefiks reguły to wielkie litery i cyfry, a nie „{prefix}”",
        f"a rule's prefix is capital letters and digits, not “{prefix}”",
    )


@contribute_port(unique="prefix", may_repeat=True, taken=("LCKM",), misfit=_misfit)
def contribute_rules() -> Sequence[HostRule]:  # type: ignore[empty-body]
    """Hand over rules. Called once, when the centre is made; a prefix belongs to one adapter.

    Rules of installed adapters join ``lckm check`` too, where a rule that raises is reported and
    stops nothing.
    """
