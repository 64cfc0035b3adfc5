"""A correction of a procedure's text: what was typed, what it changes, and conflicts."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

import attrs

from lckm_core.amendments import amend, compare, warnings_left
from lckm_core.errors import LckmError
from lckm_core.fields import fields_of
from lckm_core.findings import Finding, Findings, InvalidProcedureError
from lckm_core.forms import to_data
from lckm_core.procedures import Procedure, analyse, named_files
from lckm_core.publication import Edition, EditionAct, changes_in_words
from lckm_core.text import normalise
from lckm_desk._corrections.controls import label_of
from lckm_desk._corrections.cut_forms import EVERY, completed, lists_in
from lckm_desk._corrections.fields import (
    Structure,
    is_field,
    is_in_blank_row,
    structure_of,
    texts_of,
    unknown_fields,
)
from lckm_desk._pages import Fault
from lckm_desk._records.procedure import ProcedureRecord
from lckm_desk._submissions import Submission
from lckm_http import FormFields

_MOST_DIGITS = 9


@attrs.frozen(kw_only=True, repr=False)
class Correction(Submission[ProcedureRecord]):
    """The form of a correction, and by whom it was sent."""

    @property
    def number(self) -> str:
        """The number of the procedure."""
        return self.record.newest.id

    @property
    def base(self) -> Edition:
        """The edition that the form was opened with; the newest if that is unknown."""
        return self.record.edition(self.fields.text("wersja"))

    @property
    def seen(self) -> tuple[int, int]:
        """The number of that edition, and how many acts it had when the page was made."""
        text = self.fields.text("seen")
        is_number = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
        return self.base.number, int(text) if is_number else -1

    @property
    def is_overtaken(self) -> bool:
        """Whether there is a newer edition than the one the form was opened with."""
        return self.base.number != self.record.newest.number

    @property
    def acts_since(self) -> Sequence[EditionAct]:
        """What was done to the edition since the page was made."""
        acts = self.record.newest.acts
        number, count = self.seen
        return acts[count:] if number == self.record.newest.number and count >= 0 else ()

    def read(self) -> tuple[Structure, list[Fault]]:
        """Return what was typed as a structure, with the faults found on reading it."""
        names = [name for name in self.fields.values if name.startswith("/")]
        structure, faults = self._structure_of(self._texts)
        return structure, [*unknown_fields(names), *faults]

    def read_in_part(self) -> Structure:
        """Return what was typed in a form cut short: fields that did not come stay as they were."""
        texts = self._texts
        if not self.is_whole:
            texts = completed(texts, to_data(self.base.procedure), self.rearranged)
        return self._structure_of(texts)[0]

    @property
    def is_whole(self) -> bool:
        """Whether the last field of the form came."""
        return bool(self.fields.text("koniec"))

    @property
    def rearranged(self) -> Sequence[str]:
        """The lists in which rows were added, removed or moved since the form was opened."""
        # If the form does not say so, any rows may have been moved.
        names = self.fields.values.get("pozycje", [EVERY] if self.fields.values else [""])
        return lists_in(names[0] if names else EVERY)

    def with_rearranged(self, *names: str) -> Self:
        """Return the correction with more lists marked as rearranged."""
        return self._with_fields(pozycje=" ".join([*self.rearranged, *names]))

    def opened_anew(self) -> Self:
        """Return the correction as a form of the newest edition, with every list rearranged."""
        newest = self.record.newest
        seen = str(len(newest.acts))
        return self._with_fields(wersja=str(newest.number), seen=seen, pozycje=EVERY)

    def _with_fields(self, **texts: str) -> Self:
        values = {**self.fields.values, **{name: [text] for name, text in texts.items()}}
        return attrs.evolve(self, fields=FormFields(values))

    @property
    def _texts(self) -> dict[str, str]:
        return {name: self.fields.text(name) for name in self.fields.values if is_field(name)}

    def _structure_of(self, texts: Mapping[str, str]) -> tuple[Structure, list[Fault]]:
        structure, faults = structure_of(texts, to_data(self.base.procedure))
        return with_fixed(structure, self.base.procedure), faults

    def procedure_of(self, structure: Structure) -> Procedure:
        """Return the procedure that a structure makes.

        Raises:
            InvalidProcedureError: none can be made of it, or it has a fault of shape that the
                edition did not have.
        """
        analysis = analyse(structure)
        if analysis.procedure is None:
            raise InvalidProcedureError(Findings(analysis.judged.findings, form=Procedure))
        base = self.base.procedure
        amend(base, compare(base, analysis.procedure))
        return analysis.procedure

    def findings_so_far(self, structure: Structure) -> list[Finding]:
        """Return what is wrong with what was typed, leaving out rows still empty."""
        findings = self.centre.check(structure, requested_on=self.record.newest.requested_on)
        return [finding for finding in findings if not is_in_blank_row(structure, finding.path)]

    def findings_of(self, procedure: Procedure) -> Findings:
        """Return the findings that the newest edition would have with another text."""
        newest = self.record.newest
        named = {normalise(name) for _, name, _ in named_files(procedure)}
        files = tuple(file for file in newest.files if normalise(file.name) in named)
        kept = warnings_left(newest.findings, newest.procedure, procedure)
        return self.centre.check_edition(
            attrs.evolve(newest, procedure=procedure, files=files, findings=kept)
        )


def typed_rows(fields: FormFields, before: Procedure | None = None) -> list[tuple[str, str]]:
    """Return what was typed, with the labels of the fields.

    Args:
        fields: what was sent.
        before: a text whose values are left out.
    """
    known = dict(texts_of(to_data(before))) if before is not None else {}
    texts = {name: fields.text(name) for name in fields.values if is_field(name)}
    rows = [
        (label_of(name), text)
        for name, text in texts.items()
        if text.strip() and text != known.get(name)
    ]
    reason = fields.text("slowa").strip()
    return [*rows, *([("Powód", reason)] if reason else [])]


def with_fixed(structure: Structure, procedure: Procedure) -> Structure:
    """Return a structure with the fields that cannot be corrected as the procedure has them."""
    before = to_data(procedure)
    made = {**structure, **({"id": before["id"]} if "id" in before else {})}
    other = before.get("call_centre", {}).get("other")
    if other is not None:
        made["call_centre"] = {**made.get("call_centre", {}), "other": other}
    return made


@attrs.frozen
class Merged:
    """A correction carried over to a newer edition.

    Args:
        structure: the text of the newer edition with the correction in it.
        joined: keys of fields that both changed, in different places.
        contested: keys of fields that both changed in one place; the correction's is in the text.
    """

    structure: Structure
    joined: Sequence[str]
    contested: Sequence[str]


def merge(base: Procedure, newest: Procedure, corrected: Procedure) -> Merged:
    """Return a correction carried over from its edition to a newer one, field by field."""
    base_data, newest_data, correction = (
        to_data(procedure) for procedure in (base, newest, corrected)
    )
    joined: list[str] = []
    contested: list[str] = []
    merged: Structure = {}
    for field in fields_of(Procedure):
        key = field.key
        value = correction.get(key)
        if value == base_data.get(key):
            value = newest_data.get(key)
        elif newest_data.get(key) not in (base_data.get(key), value):
            together = _merge_field(base, newest, corrected, key)
            if not _differs_for_readers(base, newest, key):
                # „17” and „17.00” are one amount: nobody changed it before.
                merged[key] = value if together is None else together.get(key)
                continue
            (contested if together is None else joined).append(key)
            value = value if together is None else together.get(key)
        if value is not None:
            merged[key] = value
    return Merged(with_fixed(merged, newest), joined, contested)


def _differs_for_readers(base: Procedure, newest: Procedure, key: str) -> bool:
    """Return whether readers would see a difference in a field of two editions."""
    changes = changes_in_words(compare(base, newest), base)
    return any(row.field.split("/")[1] == key for row in changes)


def _merge_field(
    base: Procedure, newest: Procedure, corrected: Procedure, key: str
) -> Mapping[str, Any] | None:
    """Return the newest text with one field corrected; ``None`` if both changed one place."""
    request = compare(base, corrected)
    changes = tuple(change for change in request.changes if change.field.split("/")[1] == key)
    try:
        # Changes are found by content, whatever else changed around them.
        return to_data(amend(newest, attrs.evolve(request, changes=changes)))
    except LckmError:
        return None
