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
from lckm_core.procedures._analysis import Analysis, analyse, rule_findings
from lckm_core.procedures._departures import Departure, apply_departures
from lckm_core.procedures._documents import (
    UNNAMED_FILE,
    Data,
    check_attachments,
    check_endings,
    check_names,
)
from lckm_core.procedures._file_comments import check_comments
from lckm_core.procedures._knowledge_base import KnowledgeBase, KnowledgeBaseEntry, check_known
from lckm_core.procedures._parsed_file import Document
from lckm_core.procedures.parts import OtherDocument, RequiredDocuments
from lckm_core.procedures.template import Procedure


@cites("zał. 2 § 9 ust. 1")
def check(
    subject: Mapping[str, Any] | Document | Procedure | Analysis,
    *,
    known: KnowledgeBase | Iterable[Procedure] | None = None,
    attachments: Mapping[str, Data] | None = None,
    requested_on: date | None = None,
    departures: Iterable[Departure] = (),
    directory: Directory = DIRECTORY,
    rules: Iterable[Callable[[Procedure], Iterable[Finding]]] = (),
) -> Findings:
    """Return every finding of a procedure, or of a document read as another form.

    Nothing in the content raises; see :meth:`Findings.require`.

    Args:
        subject: plain data, a procedure, a :class:`Document` (its findings have a line and
            column), or the result of :func:`analyse`. A document read as another form (see
            :func:`read_form`) is checked against that form; for it, only *directory* and
            *requested_on* count.
        known: the procedures of the knowledge base, with or without the subject. Without it
            nothing is checked against other procedures.
        attachments: the files handed in with it, by name.
        requested_on: the day of the request, in Europe/Warsaw; of a table of routes, the day on
            which the units it names have to exist.
        departures: each lifts a rule for the procedure it names (zał. 2 § 9 ust. 3).
        directory: the units and cells that exist.
        rules: a host's own rules (:class:`lckm_core.ports.HostRule`). They see only procedures
            that can be built, no departure lifts them, and what one raises is not caught.

    Raises ``TypeError`` for an argument of the wrong type, such as a day given as text, or
    numbers where procedures are *known*.
    """
    if requested_on is not None:
        require_day(requested_on, "requested_on")
    if isinstance(subject, Document) and subject.model is not Procedure:
        found = placed(check_form(subject.data, subject.model, directory, requested_on), subject)
        return found + check_comments(subject)
    analysis = subject if isinstance(subject, Analysis) else analyse(subject)
    findings = [
        *analysis.judged.findings,
        *rule_findings(analysis, directory=directory, requested_on=requested_on),
    ]
    if known is not None and (entry := analysis.entry) is not None:
        findings += check_known(entry, _knowledge_base(known, analysis.procedure, entry))
    findings += _file_findings(analysis, attachments)
    number = str(analysis.sound.get("id", ""))
    checked = apply_departures(Findings(tuple(findings), form=Procedure), number, departures)
    procedure = analysis.procedure
    if procedure is not None:
        checked += Findings(tuple(finding for rule in rules for finding in rule(procedure)))
    return placed(checked, analysis.document) if analysis.document is not None else checked


def _knowledge_base(
    known: KnowledgeBase | Iterable[Procedure], subject: Procedure | None, entry: KnowledgeBaseEntry
) -> KnowledgeBase:
    """Return the knowledge base of the *known* procedures, with the subject in it once."""
    if isinstance(known, KnowledgeBase):
        return known
    procedures = tuple(known)
    if not all(isinstance(other, Procedure) for other in procedures):
        raise TypeError(
            "known= takes procedures (Procedure) or a KnowledgeBase made of them, "
            "not their numbers or files"
        )
    others = [KnowledgeBaseEntry.of(other) for other in procedures if other != subject]
    return KnowledgeBase((entry, *others))


class _Documents(NamedTuple):
    required_documents: RequiredDocuments = RequiredDocuments()
    other_documents: tuple[OtherDocument, ...] = ()


def _file_findings(analysis: Analysis, attachments: Mapping[str, Data] | None) -> Iterator[Finding]:
    """Check the files that the documents name.

    While a document is at fault, any file may belong to it, so none is called unnamed.
    """
    documents = _Documents(
        **{key: analysis.values[key] for key in _Documents._fields if key in analysis.values}
    )
    is_whole = analysis.sound.keys() >= set(_Documents._fields)
    findings: Iterable[Finding]
    if attachments is None:
        findings = (*check_names(documents), *check_endings(documents))
    else:
        findings = check_attachments(documents, attachments)
    for finding in findings:
        if is_whole or finding.code != UNNAMED_FILE.code:
            path = analysis.readable.place(steps(finding.path))
            yield attrs.evolve(finding, path=pointer(path))


def placed(findings: Findings, document: Document) -> Findings:
    """Return *findings* with the line and column where each stands in *document*.

    It is the place of the character or the key at fault, else that of the value.
    """
    offsets: dict[str, list[int]] = {}
    for finding in findings:
        if finding.offset is not None:
            offsets.setdefault(finding.path, []).append(finding.offset)
    characters: dict[tuple[str, int | None], tuple[int, int]] = {
        (path, offset): position
        for path, offsets_inside in offsets.items()
        for offset, position in document.positions_inside(path, offsets_inside).items()
    }
    with_places = []
    for finding in findings:
        position = characters.get((finding.path, finding.offset))
        if position is None:
            position = document.position(finding.path, key=finding.code == UNKNOWN.code)
        line, column = position
        with_places.append(attrs.evolve(finding, line=line, column=column))
    return Findings(tuple(with_places), form=findings.form or document.model)
