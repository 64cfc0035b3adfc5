"""The analysis of a procedure: its shape judged, and the values that rules can read."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from typing import Any, NamedTuple, get_args, get_origin

import attrs

from lckm_core.calendar import Window
from lckm_core.fields import fields_by_key, fields_of
from lckm_core.findings import Finding
from lckm_core.forms import (
    Judged,
    Readable,
    field_types,
    judge,
    offset_as_typed,
    readable_part,
    remaining_values,
    to_data,
)
from lckm_core.procedures._knowledge_base import KnowledgeBaseEntry
from lckm_core.procedures._parsed_file import Document, from_data
from lckm_core.procedures.rules import RULES, Rule
from lckm_core.procedures.rules.contradictions import Contradiction, with_both_values
from lckm_core.procedures.rules.registry import RuleFault
from lckm_core.procedures.rules.texts import Path, texts_of
from lckm_core.procedures.template import Procedure


# Without slots, for the cached property.
@attrs.frozen(slots=False)
class Analysis:
    """A procedure whose shape was judged once; no rule was run yet.

    ``values`` has the value of each field of which anything can be read; of a list, what is left
    of it. ``procedure`` is the whole procedure, ``None`` when it cannot be built. ``document`` is
    the file it was read from, if any.
    """

    judged: Judged
    readable: Readable
    values: Mapping[str, Any]
    procedure: Procedure | None
    document: Document | None = None

    @cached_property
    def sound(self) -> Mapping[str, Any]:
        """The value of each field of which nothing had to be left out."""
        broken = {path[0] for path in self.readable.left_out if path}
        if not broken:
            return self.values
        return {key: value for key, value in self.values.items() if key not in broken}

    @property
    def entry(self) -> KnowledgeBaseEntry | None:
        """What the check of other files needs, or ``None`` while the number is at fault."""
        if "id" not in self.sound:
            return None
        has_days = {"valid_from", "valid_to"} <= self.sound.keys()
        window = Window(self.sound["valid_from"], self.sound["valid_to"]) if has_days else None
        name = self.document.name if self.document else ""
        title = self.sound.get("title", "")
        related, titles = self._related
        return KnowledgeBaseEntry(self.sound["id"], window, related, name, title, titles)

    @property
    def _related(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The numbers of the related procedures, and the titles given in their stead.

        In the order of the list; empty where one is at fault.
        """
        items = self.judged.data.get("related")
        numbers = [""] * (len(items) if isinstance(items, list) else 0)
        titles = [""] * len(numbers)
        for index, other in enumerate(self.values.get("related", ())):
            _, position = self.readable.place(("related", index))
            if ("related", position, "id") not in self.judged.faulty:
                numbers[int(position)] = other.id
            if not other.id and ("related", position, "title") not in self.judged.faulty:
                titles[int(position)] = other.title or ""
        return tuple(numbers), tuple(titles)


def analyse(subject: Mapping[str, Any] | Document | Procedure) -> Analysis:
    """Judge the shape of a procedure and build what of it can be read.

    Pass the result to :func:`check` in place of the subject, so that a text is judged once.
    A document remembers how its text was judged.

    Args:
        subject: plain data, a document read as a procedure, or a procedure.

    Provision: zał. 2 § 9 ust. 1.
    """
    if isinstance(subject, Document):
        judged = subject.judged_as(Procedure)
    else:
        data = to_data(subject) if isinstance(subject, Procedure) else subject
        judged = judge(data, Procedure)
    procedure = from_data(judged.data) if judged.is_buildable else None
    readable = readable_part(judged, Procedure)
    if procedure is not None and readable.is_untouched:
        values = {field.key: getattr(procedure, field.key) for field in fields_of(Procedure)}
    else:
        values = remaining_values(readable, Procedure)
    document = subject if isinstance(subject, Document) else None
    return Analysis(judged, readable, values, procedure, document)


_FOLLOWING = {("LCKM-R035", "/submission"): {"LCKM-R011", "LCKM-R019"}}
"""The codes of warnings that follow from a finding of a code at a place.

Where „nie dotyczy” stands for the ways in which documents are handed in, no phrase or deadline can
agree with them, and each is compared again once the ways are given.
"""
_MORE_EXACT = {
    "LCKM-R100": {
        *("LCKM-R040", "LCKM-R051", "LCKM-R062", "LCKM-R065", "LCKM-R078", "LCKM-R087"),
        "LCKM-R091",
    }
}
"""The codes of findings that say more of a number at a place, which a code then leaves out."""


class _Found(NamedTuple):
    """A finding, its place in the data, and the one that it does not agree with, if any."""

    finding: Finding
    place: Path
    other: Path | None


def rule_findings(analysis: Analysis, **context: Any) -> list[Finding]:
    """Run every rule on the values it can read, and on *context*, the values of no field.

    A rule on the items of a list runs on each item of which nothing was left out. What surely
    follows from another finding is left out, and what another says more exactly.
    """
    found = list(_all_findings(analysis, context))
    causes = _FOLLOWING.keys() & {(finding.code, finding.path) for finding, _, _ in found}
    following = {code for cause in causes for code in _FOLLOWING[cause]}
    said = {(finding.code, place) for finding, place, _ in found}
    return [
        finding
        for finding, place, other in found
        if finding.code not in following
        and said.isdisjoint(
            (code, at) for code in _MORE_EXACT.get(finding.code, ()) for at in (place, other)
        )
    ]


def _all_findings(analysis: Analysis, context: dict[str, Any]) -> Iterator[_Found]:
    readable = analysis.readable
    context["texts"] = texts_of(analysis.values)
    values = {**_empty_values(), **analysis.values, **context}
    incomplete = fields_by_key(Procedure).keys() - analysis.sound.keys()
    value_of = values.__getitem__
    for rule in RULES:
        # Most rules find nothing, and then handing them what they read is most of their time.
        _, needs, whole, each, function = rule
        if each:
            for index, item in _items(values[each]):
                if each not in incomplete or readable.is_whole(*readable.place((each, index))):
                    for fault in function(item):
                        yield _finding(analysis, rule, fault, (each, index))
        elif not incomplete or incomplete.isdisjoint(whole):
            for fault in function(*map(value_of, needs)):
                yield _finding(analysis, rule, fault)


def _finding(analysis: Analysis, rule: Rule, fault: RuleFault, within: Path = ()) -> _Found:
    """Return the finding of a rule, at its place in the data and the text as typed."""
    offset: int | None
    other = None
    if isinstance(fault, Contradiction):
        path, offset = (*within, *fault.path), fault.start
        other = analysis.readable.place((*within, *fault.other))
        message = with_both_values(fault.within(within), analysis.values, analysis.readable.place)
    else:
        inner, message, *starts = fault
        path, offset = (*within, *inner), starts[0] if starts else None
    place = analysis.readable.place(path)
    if offset is not None and analysis.document is not None:
        offset = offset_as_typed(_value_at(analysis.document.data, place), offset)
    return _Found(rule.kind.at(place, message, offset), place, other)


def _value_at(data: Any, path: Path) -> Any:
    """Return the value at *path*, which is in the data."""
    for step in path:
        data = data[step]
    return data


def _items(value: Any) -> Iterable[tuple[int, Any]]:
    """Return the items of a list with their indices; an empty word has none."""
    return enumerate(value) if isinstance(value, tuple) else ()


@cache
def _empty_values() -> Mapping[str, tuple[()] | None]:
    """Return what a rule reads of a field without a value: an empty list, or ``None``."""
    return {
        key: () if any(get_origin(arm) is tuple for arm in (hint, *get_args(hint))) else None
        for key, hint in field_types(Procedure).items()
    }
