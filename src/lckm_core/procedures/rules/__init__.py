"""Rules across fields: one generator each, in a module for each part of the template.

A rule's parameters name the fields it reads; ``directory`` and ``requested_on`` may stand among them. A text at fault is read
as it will stand once what does not belong in it is removed; a value of the wrong type, an empty one or a misplaced empty word
is left out. A rule runs when nothing was left out of its fields, or where ``part="fees"`` says that what is left of one is
enough: the sound items of a list, ``None`` where a value is gone. With ``each="fees"`` a rule reads one item of that list at a
time, and its paths start at the item. Severity comes from the provision's duty word unless a gentler one is given.
"""

from lckm_core.procedures.rules import (  # noqa: F401  (importing them declares the rules)
    documents,
    fees,
    identity,
    method_and_deadline,
    ownership,
    summary,
)
from lckm_core.procedures.rules.registry import RULES, Rule

__all__ = ["RULES", "Rule"]
