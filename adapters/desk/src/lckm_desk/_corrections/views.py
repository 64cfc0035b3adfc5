"""The pages of a correction: its form, its changes, and a conflict of two editors."""

from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from lckm_core.findings import Finding, Findings
from lckm_core.forms import to_data
from lckm_core.procedures import Procedure
from lckm_core.publication import Edition, EditionAct, Transition, agreeing_cell
from lckm_core.text import Noun, counted
from lckm_desk import _labels as labels
from lckm_desk._corrections.controls import (
    Control,
    Section,
    controls_of,
    label_of,
    notes_at,
    sections_of,
)
from lckm_desk._corrections.correction import Correction
from lckm_desk._corrections.fields import Structure, texts_of
from lckm_desk._finding_rows import finding_row
from lckm_desk._pages import Fault, View, message_view
from lckm_desk._procedure_changes import procedure_difference
from lckm_desk._responsible_people import agreeing_words, cell_change_words
from lckm_http import FormLimits

FORM_LIMITS = FormLimits(body=1_000_000, fields=2000)
"""How much the form may bring: each field of a procedure, and what says of which it is."""
MOST_FIELDS = counted(FORM_LIMITS.fields, Noun("pole", "pola", "pól", "field", "fields")).pl
"""How many fields the form may bring, in words."""
# Room for what the form has apart from the fields of a procedure.
_OTHER_FIELDS, _OTHER_BYTES = 20, 200_000


def is_too_large(sections: Iterable[Section]) -> bool:
    """Return whether a form would be too large to be sent back."""
    controls = [control for control in controls_of(sections) if control.is_field]
    size = sum(len(control.text.encode()) + len(control.name) for control in controls)
    is_long = size > FORM_LIMITS.body - _OTHER_BYTES - 150 * len(controls)
    is_field_long = any(len(control.text.encode()) > FORM_LIMITS.field for control in controls)
    return is_long or is_field_long or len(controls) > FORM_LIMITS.fields - _OTHER_FIELDS


def form_view(
    correction: Correction,
    structure: Structure | None = None,
    *,
    findings: Iterable[Finding] = (),
    faults: Sequence[Fault] = (),
    remarks: Sequence[str] = (),
    focus: str = "",
    status: int = 200,
) -> View:
    """Return the form.

    Args:
        correction: what was sent; without fields when the form is opened.
        structure: what is in the form; by default the text of the newest edition.
        findings: what is wrong with *structure*; errors refuse it if *status* is an error.
        faults: other reasons for a refusal.
        remarks: further messages.
        focus: the id of what gets the focus.
        status: the HTTP status.
    """
    newest = correction.record.newest
    is_opened = structure is None
    if structure is None:
        structure, findings = to_data(newest.procedure), correction.record.findings
    sections = sections_of(structure)
    if is_opened and is_too_large(sections):
        return _too_large_view(newest)
    controls = controls_of(sections)
    notes = notes_at(findings, controls)
    wrong = [
        Fault(name, _add_label(name, note.message))
        for name in dict.fromkeys(["", *(control.name for control in controls)])
        for note in notes.get(name, ())
        if note.is_error
    ]
    named = [Fault(fault.field, _add_label(fault.field, fault.message)) for fault in faults]
    number, count = correction.seen
    return View(
        template="correction",
        title=f"Popraw tekst: {newest.id}",
        here="procedures",
        status=status,
        faults=[*named, *wrong] if status >= 400 else named,
        context={
            **_common(correction),
            "sections": sections,
            "notes": notes,
            "refused": _by_field(faults),
            "present": wrong if status < 400 else [],
            "focus": focus,
            "remarks": remarks,
            "version": newest.number if is_opened else number,
            "seen": len(newest.acts) if is_opened else count,
            "reason": correction.fields.text("slowa"),
        },
    )


def _too_large_view(edition: Edition) -> View:
    text = (
        f"Formularz mieści {MOST_FIELDS} i 1 MB tekstu, a ta procedura ma więcej. "
        "Popraw ją w pliku i przyjmij plik jako nową wersję."
    )
    return message_view(f"Za duża na formularz: {edition.id}", text, 413)


def first_field(control: Control) -> str:
    """Return the name of the first field within a control."""
    return next(part.name for part in control.walk() if part.is_field and not part.word)


def check_view(
    correction: Correction,
    structure: Structure,
    procedure: Procedure,
    findings: Findings,
    *,
    faults: Sequence[Fault] = (),
    status: int = 200,
) -> View:
    """Return the page that shows what is removed and inserted, before it is stored.

    Args:
        correction: what was sent.
        structure: what was typed.
        procedure: the text that it makes.
        findings: those of that text.
        faults: why it is refused.
        status: the HTTP status.
    """
    newest = correction.record.newest
    return View(
        template="correction_check",
        title=f"Sprawdź poprawki: {newest.id}",
        here="procedures",
        status=status,
        faults=faults,
        context={
            **_common(correction),
            "changes": procedure_difference(newest.procedure, procedure, correction.record.titles),
            "cell_change": _cell_change_words(correction, procedure),
            "findings": [
                finding_row(finding) for finding in (*findings.errors, *findings.warnings)
            ],
            "errors": len(findings.errors),
            "hidden": list(texts_of(structure)),
            "version": newest.number,
            "seen": len(newest.acts),
            "acts": _acts_since(correction.acts_since),
            "reason": correction.fields.text("slowa"),
        },
    )


def _cell_change_words(correction: Correction, procedure: Procedure) -> str:
    """Return that a text moves the procedure to another cell, and who agrees; else empty."""
    record, centre, today = correction.record, correction.centre, correction.today
    act = EditionAct(verb=Transition.CORRECT, at=correction.now)
    made = attrs.evolve(
        record.newest,
        procedure=procedure,
        number=record.newest.number + 1,
        acts=(*record.newest.acts, act),
    )
    editions = [*record.editions, made]
    words = cell_change_words(centre, editions, today)
    if not words:
        return ""
    cell = agreeing_cell(editions, centre.plugins.directory, today)
    return f"{words} {agreeing_words(centre, cell, today)}"


def conflict_view(correction: Correction, structure: Structure, procedure: Procedure) -> View:
    """Return the page for a correction of an edition that is no longer the newest.

    The arguments are those of :func:`check_view`.
    """
    base, newest = correction.base, correction.record.newest
    titles = correction.record.titles
    return View(
        template="correction_conflict",
        title=f"Ktoś poprawił przed Tobą: {newest.id}",
        here="procedures",
        status=409,
        context={
            **_common(correction),
            "base": base,
            "theirs": procedure_difference(base.procedure, newest.procedure, titles),
            "own": procedure_difference(base.procedure, procedure, titles),
            "hidden": list(texts_of(structure)),
            "version": base.number,
            "seen": correction.seen[1],
            "acts": _acts_since(newest.acts[-1:]),
            "reason": correction.fields.text("slowa"),
        },
    )


def _common(correction: Correction) -> dict[str, Any]:
    return {
        "newest": correction.record.newest,
        "permission": correction.permission,
        "rearranged": " ".join(correction.rearranged),
    }


def _add_label(name: str, message: str) -> str:
    """Return a message with the label of its field, to be shown away from it."""
    label = label_of(name) if name.startswith("/") else ""
    return message if not label or f"„{label}”" in message else f"{label}: {message}"


def _by_field(faults: Iterable[Fault]) -> dict[str, list[str]]:
    messages: dict[str, list[str]] = {}
    for fault in faults:
        messages.setdefault(fault.field, []).append(fault.message)
    return messages


def _acts_since(acts: Iterable[EditionAct]) -> list[str]:
    return [
        f"{labels.moment(act.at)}: {labels.EDITION_ACTS[act.verb]}"
        + (f" ({act.by})" if act.by else "")
        for act in acts
    ]
