"""What an import would change: each procedure compared with what is stored."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

import attrs

from lckm_core.amendments import compare, keep_note
from lckm_core.centre import ContactCentre
from lckm_core.errors import LckmError
from lckm_core.fields import fields_of
from lckm_core.findings import Findings, InvalidProcedureError
from lckm_core.procedures import (
    KnowledgeBase,
    KnowledgeBaseEntry,
    Procedure,
    check,
    check_known,
)
from lckm_core.publication import Edition, without_returned
from lckm_core.text import Message
from lckm_editorial.batch_import.finding_kinds import TWICE
from lckm_editorial.batch_import.sources import Row
from lckm_editorial.submitted_files import merge_findings, old_note, without_note


class Status(StrEnum):
    """What an import would do with a procedure."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    OLDER = "older"
    """This text was stored before a newer one: a repeated import undoes nothing."""
    UNFIT = "unfit"
    """It cannot be built, its number comes twice, or it was refused."""


@attrs.frozen
class Planned:
    """A procedure of the import, its status and findings; ``newest`` is the stored edition."""

    row: Row
    status: Status
    findings: Findings
    procedure: Procedure | None = None
    newest: Edition | None = None
    refused: LckmError | None = None
    """Why the centre refused it."""

    @property
    def number(self) -> str:
        """The procedure's number, as the source has it."""
        return self.procedure.id if self.procedure else str(self.row.document.data.get("id", ""))

    def not_taken(self, error: LckmError) -> "Planned":
        """Return a copy that says the centre refused it, with the findings."""
        why = error.findings if isinstance(error, InvalidProcedureError) else Findings()
        return attrs.evolve(
            self, status=Status.UNFIT, findings=merge_findings(self.findings, why), refused=error
        )

    def changed(self) -> list[str]:
        """Return the labels of the fields that differ from the stored edition."""
        if self.status is not Status.CHANGED or self.newest is None or self.procedure is None:
            return []
        labels = {field.key: field.mark.label for field in fields_of(Procedure)}
        keys = [
            change.field.split("/")[1]
            for change in compare(self.newest.procedure, self.procedure).changes
        ]
        return [labels[key] for key in dict.fromkeys(keys)]


def plan(
    rows: Sequence[Row], centre: ContactCentre, *, now: datetime, dry_run: bool
) -> list[Planned]:
    """Return the plan for each row, in the order of the source, storing no edition.

    Related procedures may be among the rows or stored already. New ones get their numbers here,
    unless it is a *dry_run*.
    """
    built = _give_numbers([_build_procedure(row) for row in rows], centre, now, new=not dry_run)
    stored = _stored_editions(centre)
    known = KnowledgeBase(
        [
            *_entries(built),
            *_other_entries(stored, {procedure.id for procedure in built if procedure is not None}),
        ]
    )
    planned: list[Planned] = []
    seen: set[str] = set()
    for row, procedure in zip(rows, built, strict=True):
        checked = check(
            row.document, directory=centre.plugins.directory, rules=centre.plugins.rules
        )
        findings = merge_findings(row.findings, checked)
        if procedure is None:
            planned.append(Planned(row, Status.UNFIT, findings))
            continue
        if procedure.id and procedure.id in seen:
            planned.append(
                Planned(row, Status.UNFIT, findings + _repeated_number(procedure.id), procedure)
            )
            continue
        seen.add(procedure.id)
        entry = KnowledgeBaseEntry.of(procedure)
        related = [
            finding for finding in check_known(entry, known) if finding.path.startswith("/related")
        ]
        editions = stored.get(procedure.id, []) if procedure.id else []
        texts = [text for edition in without_returned(editions) for text in edition.texts]
        findings += Findings(tuple(related)) + old_note(procedure, texts)
        procedure = keep_note(procedure, texts[-1] if texts else None, texts)
        newest = editions[-1] if editions else None
        planned.append(
            Planned(row, _status(procedure, editions, texts), findings, procedure, newest)
        )
    return planned


def _build_procedure(row: Row) -> Procedure | None:
    try:
        return row.document.procedure()
    except InvalidProcedureError:
        return None


def _give_numbers(
    built: Sequence[Procedure | None], centre: ContactCentre, now: datetime, *, new: bool
) -> list[Procedure | None]:
    """Return procedures with their numbers; one whose relations are unclear stays as it is."""
    known = [procedure for procedure in built if procedure is not None]
    try:
        numbered = centre.give_numbers(known, now=now, new=new)
    except InvalidProcedureError:
        # The findings of each row say which relation it is.
        numbered = [_numbered_alone(procedure, centre, now, new=new) for procedure in known]
    remaining = iter(numbered)
    return [None if procedure is None else next(remaining) for procedure in built]


def _numbered_alone(
    procedure: Procedure, centre: ContactCentre, now: datetime, *, new: bool
) -> Procedure:
    try:
        return centre.give_numbers([procedure], now=now, new=new)[0]
    except InvalidProcedureError:
        return procedure


def _stored_editions(centre: ContactCentre) -> dict[str, list[Edition]]:
    stored: dict[str, list[Edition]] = {}
    for edition in centre.plugins.procedures.all_editions():
        stored.setdefault(edition.id, []).append(edition)
    return stored


def _entries(procedures: Iterable[Procedure | None]) -> list[KnowledgeBaseEntry]:
    return [KnowledgeBaseEntry.of(procedure) for procedure in procedures if procedure is not None]


def _other_entries(
    stored: dict[str, list[Edition]], imported: set[str]
) -> list[KnowledgeBaseEntry]:
    """Return the stored editions that may be shown of procedures not in the import."""
    return [
        KnowledgeBaseEntry.of(edition.procedure)
        for number, editions in stored.items()
        if number not in imported
        for edition in editions
        if edition.state.may_be_shown
    ]


def _status(
    procedure: Procedure, editions: Sequence[Edition], texts: Sequence[Procedure]
) -> Status:
    """Return the status of a text. A different call centre's note alone makes none older."""
    if not editions:
        return Status.NEW
    if editions[-1].procedure == procedure:
        return Status.UNCHANGED
    same_note = bool(texts) and procedure.call_centre.other == texts[-1].call_centre.other
    stored_before = same_note and any(
        without_note(edition.procedure) == without_note(procedure) for edition in editions
    )
    return Status.OLDER if stored_before else Status.CHANGED


def _repeated_number(number: str) -> Findings:
    message = Message(
        f"Numer {number} ma w tym imporcie dwa opisy. Przyjmij i opublikuj najpierw wcześniejszy, "
        "potem późniejszy.",
        f"Number {number} has two texts in this import. Take in and publish the earlier one "
        "first, then the later.",
    )
    return Findings((TWICE.at(("id",), message),))
