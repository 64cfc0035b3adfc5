"""Checking: every finding of a procedure at once, in a stable order."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple, get_args, get_origin

import attrs

from lckm_core.calendar import Window
from lckm_core.filling.building import build, to_data
from lckm_core.filling.faults import UNKNOWN
from lckm_core.filling.judging import Judged, check_form, judge
from lckm_core.filling.sound import hints_of, sound_values
from lckm_core.findings import Finding, Findings
from lckm_core.marks import fields_by_key, fields_of
from lckm_core.ordinance import cites
from lckm_core.organisation import Directory
from lckm_core.procedure.attachments import Data, check_attachments, check_names
from lckm_core.procedure.departing import Departure, apply_departures
from lckm_core.procedure.known import Entry, Known, check_known
from lckm_core.procedure.reading import Document, from_data
from lckm_core.procedure.rules import RULES
from lckm_core.procedure.template import Procedure
from lckm_core.units import DIRECTORY


@cites("zał. 2 § 9 ust. 1")
def check(
    subject: Mapping[str, Any] | Document | Procedure,
    *,
    known: Known | Iterable[Procedure] | None = None,
    attachments: Mapping[str, Data] | None = None,
    requested_on: date | None = None,
    departures: Iterable[Departure] = (),
    directory: Directory = DIRECTORY,
) -> Findings:
    """Return every finding of a procedure: its shape, its texts, the rules across fields, the other files, its attachments.

    *subject* is plain data, a :class:`Document` (its findings carry line and column) or a :class:`Procedure`. A document read
    as another form (see :func:`read_form`) is held against that form: its shape and, where it has them, its rules; of what
    follows only *directory* and *requested_on* concern it. *known* are
    the procedures of the knowledge base, the subject among them or not; without it nothing is said of other files.
    *attachments* are the files handed in with it, by name. *requested_on* is the day of the request (Europe/Warsaw).
    *departures* lift the rules they name for the procedure they name (zał. 2 § 9 ust. 3). *directory* says which units and
    cells there are. Nothing in the content raises; see :meth:`Findings.require`.
    """
    if isinstance(subject, Document) and subject.model is not Procedure:
        return placed(check_form(subject.data, subject.model, directory, requested_on), subject)
    examined = examine(subject)
    findings = [*examined.judged.findings, *_rule_findings(examined, directory=directory, requested_on=requested_on)]
    if known is not None and (entry := examined.entry) is not None:
        if not isinstance(known, Known):
            # The subject counts once, whether or not it is among them.
            known = Known((entry, *(Entry.of(other) for other in known if other != examined.procedure)))
        findings += check_known(entry, known)
    if (procedure := examined.procedure) is not None:
        findings += check_names(procedure) if attachments is None else check_attachments(procedure, attachments)
    found = apply_departures(Findings(tuple(findings)), str(examined.sound.get("id", "")), departures)
    return placed(found, subject) if isinstance(subject, Document) else found


class Examined(NamedTuple):
    """A subject after its shape was judged: what of it is sound, and the whole procedure when it can be built."""

    judged: Judged
    sound: Mapping[str, Any]
    procedure: Procedure | None
    name: str

    @property
    def entry(self) -> Entry | None:
        """What other files need to know of it, or ``None`` while its number or window is in doubt."""
        if not {"id", "valid_from", "valid_to"} <= self.sound.keys():
            return None
        window = Window(self.sound["valid_from"], self.sound["valid_to"])
        related = tuple(other.id for other in self.sound.get("related", ()))
        return Entry(self.sound["id"], window, related, self.name)


def examine(subject: Mapping[str, Any] | Document | Procedure) -> Examined:
    """Judge the shape of a subject and build what of it is sound; no rule is run."""
    data: Mapping[str, Any]
    name = ""
    if isinstance(subject, Document):
        data, name = subject.data, subject.name
    else:
        data = to_data(subject) if isinstance(subject, Procedure) else subject
    judged = judge(data, Procedure)
    if not judged.is_buildable:
        return Examined(judged, sound_values(judged, Procedure), None, name)
    faulty = {path[0] if path else None for path in judged.faulty}
    procedure = from_data(judged.data)
    sound = {field.key: getattr(procedure, field.key) for field in fields_of(Procedure) if field.key not in faulty}
    return Examined(judged, sound, procedure, name)


def _rule_findings(examined: Examined, **context: Any) -> Iterator[Finding]:
    """Run every rule whose fields are sound; a rule on the items of a list runs on each sound item."""
    values = {**examined.sound, **context}
    lacking = fields_by_key(Procedure).keys() - values.keys()
    for rule in RULES:
        if rule.each:
            for index, item in _items(examined, rule.each):
                for path, said in rule.function(item):
                    yield rule.kind.at((rule.each, index, *path), said)
        elif lacking.isdisjoint(rule.needs):
            for path, said in rule.function(*[values[need] for need in rule.needs]):
                yield rule.kind.at(path, said)


def _items(examined: Examined, key: str) -> Iterator[tuple[int, Any]]:
    """Yield the sound items of a list field with their indices, also when other items are faulty."""
    if key in examined.sound:
        value = examined.sound[key]
        yield from enumerate(value if isinstance(value, tuple) else ())
        return
    data = examined.judged.data
    given = data.get(key) if isinstance(data, dict) else None
    (hint,) = {arm for arm in (hints_of(Procedure)[key], *get_args(hints_of(Procedure)[key])) if get_origin(arm) is tuple}
    faulty = {path[1] for path in examined.judged.faulty if path[:1] == (key,) and len(path) > 1}
    for index, item in enumerate(given if isinstance(given, list) else ()):
        if index not in faulty:
            yield index, build(item, get_args(hint)[0])


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
    return Findings(tuple(found))
