"""Examining: a subject's shape judged, and what of it is sound enough for rules, other files and attachments to read."""

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import Any, get_args, get_origin

import attrs

from lckm_core.calendar import Window
from lckm_core.fields import fields_by_key, fields_of
from lckm_core.findings import Finding
from lckm_core.forms import Judged, Readable, hints_of, judge, readable, to_data, values_left
from lckm_core.procedures._document import Document, from_data
from lckm_core.procedures._knowledge_base import KnowledgeBaseEntry
from lckm_core.procedures.rules import RULES
from lckm_core.procedures.template import Procedure


@attrs.frozen(slots=False)
class Examined:
    """A subject after its shape was judged: what of it can be read, and the whole procedure when it can be built."""

    judged: Judged
    readable: Readable
    values: Mapping[str, Any]
    """The value of each field of which anything can be read; of a list, what is left of it."""
    procedure: Procedure | None
    name: str = ""

    @cached_property
    def sound(self) -> Mapping[str, Any]:
        """The value of each field of which nothing had to be left out."""
        broken = {path[0] for path in self.readable.left_out if path}
        return (
            {key: value for key, value in self.values.items() if key not in broken}
            if broken
            else self.values
        )

    @property
    def entry(self) -> KnowledgeBaseEntry | None:
        """What other files need to know of it, or ``None`` while its number is in doubt."""
        if "id" not in self.sound:
            return None
        days = {"valid_from", "valid_to"} <= self.sound.keys()
        window = Window(self.sound["valid_from"], self.sound["valid_to"]) if days else None
        return KnowledgeBaseEntry(self.sound["id"], window, self._related, self.name)

    @property
    def _related(self) -> tuple[str, ...]:
        """The numbers of the related procedures, each at its place, empty where it is at fault."""
        given = self.judged.data.get("related")
        numbers = [""] * (len(given) if isinstance(given, list) else 0)
        for index, other in enumerate(self.values.get("related", ())):
            _, place = self.readable.place(("related", index))
            if ("related", place, "id") not in self.judged.faulty:
                numbers[int(place)] = other.id
        return tuple(numbers)


def examine(subject: Mapping[str, Any] | Document | Procedure) -> Examined:
    """Judge the shape of a subject and build what of it can be read; no rule is run."""
    data: Mapping[str, Any]
    name = ""
    if isinstance(subject, Document):
        data, name = subject.data, subject.name
    else:
        data = to_data(subject) if isinstance(subject, Procedure) else subject
    judged = judge(data, Procedure)
    procedure = from_data(judged.data) if judged.is_buildable else None
    left = readable(judged, Procedure)
    if procedure is not None and left.is_untouched:
        values = {field.key: getattr(procedure, field.key) for field in fields_of(Procedure)}
    else:
        values = values_left(left, Procedure)
    return Examined(judged, left, values, procedure, name)


def rule_findings(examined: Examined, **context: Any) -> Iterator[Finding]:
    """Run every rule on what it can read: whole fields, or what is left of those of which a part says enough.

    A rule on the items of a list runs on each item of which nothing was left out.
    """
    left, values = examined.readable, {**examined.values, **context}
    lacking = fields_by_key(Procedure).keys() - examined.sound.keys()
    for rule in RULES:
        if rule.each:
            items = values.get(rule.each)
            for index, item in enumerate(items if isinstance(items, tuple) else ()):
                if rule.each not in lacking or left.is_whole(*left.place((rule.each, index))):
                    for path, said in rule.function(item):
                        yield rule.kind.at(left.place((rule.each, index, *path)), said)
        elif lacking.isdisjoint(rule.whole):
            read = [values[need] if need in values else _nothing(need) for need in rule.needs]
            for path, said in rule.function(*read):
                yield rule.kind.at(left.place(path), said)


@cache
def _nothing(key: str) -> tuple[()] | None:
    """Return what a rule reads of a field of which nothing is left: a list without items, or ``None``."""
    hint = hints_of(Procedure)[key]
    return () if any(get_origin(arm) is tuple for arm in (hint, *get_args(hint))) else None
