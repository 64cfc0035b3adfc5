"""Rules across fields: one generator each, in a module for each part of the template.

A rule's parameters name the fields it reads, and it runs when those are sound; ``directory`` and ``requested_on`` may stand
among them. With ``each="fees"`` a rule reads one item of that list at a time, and its paths start at the item. Severity
comes from the provision's duty word unless a gentler one is given.
"""

from lckm_core.procedure.rules import documents, fees, handling, procedure, responsible, summary  # noqa: F401  (they declare)
from lckm_core.procedure.rules.declaring import RULES, Rule

__all__ = ["RULES", "Rule"]
