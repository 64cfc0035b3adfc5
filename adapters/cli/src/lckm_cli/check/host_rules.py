"""The rules of installed adapters as a check runs them: a rule that fails is told of, and the others go on."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from lckm_cli.check.results import BROKEN_RULE, own_finding
from lckm_cli.command_registry import contributed_rules
from lckm_core.findings import Finding
from lckm_core.procedures import Procedure

if TYPE_CHECKING:
    from lckm_core.ports import HostRule


def installed_rules(*, debug: bool = False) -> list[Callable[[Procedure], Iterable[Finding]]]:
    """Return the rules that installed adapters contribute; with ``debug``, what one raises is raised."""
    return [rule if debug else partial(_run, rule) for rule in contributed_rules()]


def _run(rule: "HostRule", procedure: Procedure) -> Iterator[Finding]:
    """Yield what a rule finds, up to where it fails or finds under a code that is not its own."""
    try:
        for finding in rule(procedure):
            if not finding.code.startswith(f"{rule.prefix}-"):
                raise LookupError(finding.code)
            yield finding
    except Exception as error:  # noqa: BLE001  foreign code, of which nothing but the kind of fault is told
        name = type(error).__name__
        yield own_finding(
            BROKEN_RULE,
            f"Reguła {rule.prefix} zainstalowanego adaptera zawiodła przy tym pliku "
            f"({name}); pozostałe sprawdzono. "
            "Zgłoś to autorowi adaptera z wynikiem „lckm --debug check”.",
            f"The rule {rule.prefix} of an installed adapter failed at this file ({name}); "
            "the others were run. "
            "Report it to the adapter's author with the output of “lckm --debug check”.",
        )
