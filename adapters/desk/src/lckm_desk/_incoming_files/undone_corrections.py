"""Corrections of the section that a new text would undo (zał. 2 § 9 ust. 2)."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import attrs

from lckm_core.calendar import civil_day
from lckm_core.fields import fields_of
from lckm_core.procedures import Procedure
from lckm_core.publication import Transition
from lckm_desk import _labels as labels
from lckm_desk._incoming_files.material import Material
from lckm_desk._procedure_changes import Difference, procedure_difference


def undone_corrections(material: Material) -> list[tuple[str, str]]:
    """Return the days of corrections that a text would undo, each with the fields.

    A field is undone where the newest text has it as corrected, and the new one as before; so is
    a phrase of it that is put back.
    """
    if material.record is None or material.base is None or material.procedure is None:
        return []
    base, text = material.base.procedure, material.procedure
    put_back = {_invert(difference) for difference in procedure_difference(base, text)}
    undone: dict[date, dict[str, None]] = {}
    for day, before, after in _corrections(material):
        names = [
            field.mark.label
            for field in fields_of(Procedure)
            if getattr(before, field.key) == getattr(text, field.key)
            and getattr(after, field.key) == getattr(base, field.key)
            and getattr(before, field.key) != getattr(after, field.key)
        ]
        phrases = [
            difference
            for difference in procedure_difference(before, after)
            if _without_context(difference) in put_back
        ]
        names += [difference.field for difference in phrases]
        if names:
            undone.setdefault(day, {}).update(dict.fromkeys(names))
    return [
        (labels.day(day), ", ".join(f"„{name}”" for name in names)) for day, names in undone.items()
    ]


def _corrections(material: Material) -> Iterator[tuple[date, Procedure, Procedure]]:
    """Yield the day of each correction, and the text before and after it."""
    editions = material.record.readable if material.record is not None else ()
    for before, after in pairwise(editions):
        # Both have the act: of the one it is the end, of the other the beginning.
        acts = [act for act in before.acts if act.verb is Transition.CORRECT and act in after.acts]
        if acts and after.shares_handover_with(before):
            yield civil_day(acts[-1].at), before.procedure, after.procedure


def _without_context(difference: Difference) -> Difference:
    return attrs.evolve(difference, before="", after="")


def _invert(difference: Difference) -> Difference:
    turned = attrs.evolve(difference, removed=difference.inserted, inserted=difference.removed)
    return _without_context(turned)
