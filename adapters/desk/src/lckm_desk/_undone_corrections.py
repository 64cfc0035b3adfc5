"""Corrections of the section that a new text would undo (zał. 2 § 9 ust. 2)."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

import attrs

from lckm_core.calendar import civil_day
from lckm_core.fields import fields_of
from lckm_core.procedures import Procedure
from lckm_core.publication import Edition, Transition
from lckm_desk import _labels as labels
from lckm_desk._procedure_changes import Difference, procedure_difference


def undone_corrections(
    editions: Sequence[Edition], base: Procedure, text: Procedure
) -> list[tuple[str, str]]:
    """Return the days of corrections that a text would undo, each with the fields.

    A field is undone where the newest text has it as corrected, and the new one as before; so is a
    phrase that is put back.

    Args:
        editions: the earlier ones, the oldest first.
        base: the text that the new one would follow.
        text: the new text.
    """
    put_back = {_invert(difference) for difference in procedure_difference(base, text)}
    undone: dict[date, dict[str, None]] = {}
    for day, before, after in _corrections(editions):
        names = [
            field.mark.label
            for field in fields_of(Procedure)
            if getattr(before, field.key) == getattr(text, field.key)
            and getattr(after, field.key) == getattr(base, field.key)
            and getattr(before, field.key) != getattr(after, field.key)
        ]
        phrases = [
            difference.field
            for difference in procedure_difference(before, after)
            if _without_context(difference) in put_back
        ]
        # A phrase is named by its field, the part of it and, in a list, the item.
        names += [
            phrase
            for phrase in phrases
            if phrase not in names
            and not any(phrase.startswith((f"{name} (", f"{name} › ")) for name in names)
        ]
        if names:
            undone.setdefault(day, {}).update(dict.fromkeys(names))
    return [
        (labels.day(day), ", ".join(f"„{name}”" for name in names)) for day, names in undone.items()
    ]


def undone_by_newest(editions: Sequence[Edition]) -> list[tuple[str, str]]:
    """Return which earlier corrections the newest edition undoes."""
    newest = editions[-1]
    earlier = [edition for edition in editions if not edition.shares_handover_with(newest)]
    if not earlier:
        return []
    return undone_corrections(earlier, earlier[-1].procedure, newest.procedure)


def _corrections(editions: Sequence[Edition]) -> Iterator[tuple[date, Procedure, Procedure]]:
    """Yield the day of each correction, and the text before and after it."""
    for before, after in pairwise(editions):
        # Both editions have the act: it ends the one and begins the other.
        acts = [act for act in before.acts if act.verb is Transition.CORRECT and act in after.acts]
        if acts and after.shares_handover_with(before):
            yield civil_day(acts[-1].at), before.procedure, after.procedure


def _without_context(difference: Difference) -> Difference:
    return attrs.evolve(difference, before="", after="")


def _invert(difference: Difference) -> Difference:
    turned = attrs.evolve(difference, removed=difference.inserted, inserted=difference.removed)
    return _without_context(turned)
