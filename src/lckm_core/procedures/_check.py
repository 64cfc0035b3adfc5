"""Checking: every finding of a procedure at once, in a stable order."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

import attrs

from lckm_core.calendar import require_day
from lckm_core.findings import (
    Finding,
    Findings,
    pointer,
    steps,
)
from lckm_core.forms import UNKNOWN, check_form
from lckm_core.law import cites
from lckm_core.organisation import DIRECTORY, Directory
from lckm_core.procedures._analysis import Examined, examine, rule_findings
from lckm_core.procedures._departures import Departure, apply_departures
from lckm_core.procedures._document import Document
from lckm_core.procedures._documents import (
    UNNAMED_FILE,
    Data,
    check_attachments,
    check_endings,
    check_names,
)
from lckm_core.procedures._knowledge_base import KnowledgeBase, KnowledgeBaseEntry, check_known
from lckm_core.procedures.parts import OtherDocument, RequiredDocuments
from lckm_core.procedures.template import Procedure


@cites("zał. 2 § 9 ust. 1")
def check(
    subject: Mapping[str, Any] | Document | Procedure,
    *,
    known: KnowledgeBase | Iterable[Procedure] | None = None,
    attachments: Mapping[str, Data] | None = None,
    requested_on: date | None = None,
    departures: Iterable[Departure] = (),
    directory: Directory = DIRECTORY,
    rules: Iterable[Callable[[Procedure], Iterable[Finding]]] = (),
) -> Findings:
    """Return every finding of a procedure: its shape, its texts, the rules across fields, the other files, its attachments.

    *subject* is plain data, a :class:`Document` (its findings carry line and column) or a :class:`Procedure`. A document read
    as another form (see :func:`read_form`) is held against that form: its shape and, where it has them, its rules; of what
    follows only *directory* and *requested_on* concern it. *known* are
    the procedures of the knowledge base, the subject among them or not; without it nothing is said of other files.
    *attachments* are the files handed in with it, by name. *requested_on* is the day of the request (Europe/Warsaw).
    *departures* lift the rules they name for the procedure they name (zał. 2 § 9 ust. 3). *directory* says which units and
    cells there are. *rules* are a host's own (:class:`lckm_core.HostRule`): they see only what can be built, no departure lifts
    them, and what one raises comes out. Nothing in the content raises; see :meth:`Findings.require`.

    Raises ``TypeError`` for an argument of another type: a day given as text, numbers where procedures are *known*.
    """
    if requested_on is not None:
        require_day(requested_on, "requested_on")
    if isinstance(subject, Document) and subject.model is not Procedure:
        return placed(check_form(subject.data, subject.model, directory, requested_on), subject)
    examined = examine(subject)
    findings = [
        *examined.judged.findings,
        *rule_findings(examined, directory=directory, requested_on=requested_on),
    ]
    if known is not None and (entry := examined.entry) is not None:
        if not isinstance(known, KnowledgeBase):
            known = tuple(known)
            if not all(isinstance(other, Procedure) for other in known):
                raise TypeError(
                    "known= takes procedures (Procedure) or a Known made of them, not their numbers or files"
                )
            # The subject counts once, whether or not it is among them.
            known = KnowledgeBase(
                (
                    entry,
                    *(
                        KnowledgeBaseEntry.of(other)
                        for other in known
                        if other != examined.procedure
                    ),
                )
            )
        findings += check_known(entry, known)
    findings += _file_findings(examined, attachments)
    found = apply_departures(
        Findings(tuple(findings), form=Procedure), str(examined.sound.get("id", "")), departures
    )
    if (procedure := examined.procedure) is not None:
        found += Findings(tuple(finding for rule in rules for finding in rule(procedure)))
    return placed(found, subject) if isinstance(subject, Document) else found


class _Documents(NamedTuple):
    required_documents: RequiredDocuments = RequiredDocuments()
    other_documents: tuple[OtherDocument, ...] = ()


def _file_findings(examined: Examined, attachments: Mapping[str, Data] | None) -> Iterator[Finding]:
    """Judge the files that the documents name; while a document is at fault, any file may be its own."""
    documents = _Documents(
        **{key: examined.values[key] for key in _Documents._fields if key in examined.values}
    )
    whole = examined.sound.keys() >= set(_Documents._fields)
    found: Iterable[Finding]
    if attachments is None:
        found = (*check_names(documents), *check_endings(documents))
    else:
        found = check_attachments(documents, attachments)
    for finding in found:
        if whole or finding.code != UNNAMED_FILE.code:
            yield attrs.evolve(finding, path=pointer(examined.readable.place(steps(finding.path))))


def placed(findings: Findings, document: Document) -> Findings:
    """Return *findings* with the line and column in *document*: of a character or a key where one is meant, else of the value."""
    offsets: dict[str, list[int]] = {}
    for finding in findings:
        if finding.offset is not None:
            offsets.setdefault(finding.path, []).append(finding.offset)
    inside: dict[tuple[str, int | None], tuple[int, int]] = {
        (path, offset): position
        for path, within in offsets.items()
        for offset, position in document.positions_inside(path, within).items()
    }
    found = []
    for finding in findings:
        line, column = inside.get((finding.path, finding.offset)) or document.position(
            finding.path, key=finding.code == UNKNOWN.code
        )
        found.append(attrs.evolve(finding, line=line, column=column))
    return Findings(tuple(found), form=findings.form or document.model)
