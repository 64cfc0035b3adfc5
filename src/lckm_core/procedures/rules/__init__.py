"""Rules across fields: one generator each, in a module for each part of the template.

A rule's parameters name the fields it reads; ``directory``, ``requested_on`` and
``texts``, every text of the procedure with its path, may be among them.
A text at fault is read without what does not belong in it; a value of the wrong type, an empty one
or a misplaced empty word is left out.

A rule runs when nothing was left out of its fields, or where ``part="fees"`` says that the rest of
one is enough: the sound items of a list, ``None`` for a missing value. With ``each="fees"`` a rule
reads one item of that list at a time, and its paths start at the item. The severity follows from
the provision's duty word unless a gentler one is given.

Of a place that disagrees with another one a rule yields a ``Contradiction``, to whose message the
check adds what stands at both.
"""

from lckm_core.procedures.rules import (  # noqa: F401  (the import declares the rules)
    accounts,
    acts,
    agreeing_addresses,
    appeals,
    appointments,
    asked_papers,
    benefit_sums,
    benefits,
    calendar_days,
    deadline_words,
    document_groups,
    documents,
    fees,
    forms_in_texts,
    free_of_charge,
    how_to,
    identity,
    journals,
    links,
    mentioned_procedures,
    numbers_in_texts,
    online_activities,
    online_filing,
    opening_days,
    other_papers,
    ownership,
    place_contacts,
    placeholders,
    proxies,
    proxy_fees,
    references,
    remedies,
    reports,
    responsible_places,
    reuse,
    rooms,
    staff_notes,
    starred_names,
    starred_texts,
    stated_appeals,
    stated_ways,
    steps,
    submission_dates,
    submission_places,
    sums,
    telephones_in_texts,
    terms,
    terms_of_cases,
    useful_info,
    validity,
    ways_of_acts,
    ways_of_paying,
)
from lckm_core.procedures.rules.registry import RULES, Rule

__all__ = ["RULES", "Rule"]
