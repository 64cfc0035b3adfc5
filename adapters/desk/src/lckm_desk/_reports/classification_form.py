"""The form that gives a report another category, kind, place or attributes."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from lckm_core.errors import ConflictError
from lckm_core.reports import (
    Attribute,
    AttributeQuestion,
    CategoryQuestions,
    Classification,
    Report,
    ReportKind,
    RouteTable,
    ToMailbox,
    category_questions,
    route,
)
from lckm_desk import _labels as labels
from lckm_desk._pages import Fault
from lckm_desk._submissions import ATTRIBUTE, FaultyFieldsError, ReportSubmission, chosen

_NUMBER = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,6})?")
_KINDS = {kind.value: kind for kind in ReportKind}


def reclassify(sent: ReportSubmission) -> bool:
    """Give a report the values of the form; return whether that changed any."""
    classification = _classification(sent)
    sent.centre.reclassify(
        sent.number,
        classification,
        role=sent.role,
        by=sent.by,
        now=sent.now,
        seen=sent.seen,
    )
    return classification != sent.record.report.classification


def is_confirmed(sent: ReportSubmission, table: RouteTable | None) -> bool:
    """Return whether the form showed these values, and who gets the report with them.

    Raises :class:`FaultyFieldsError` for an answer that is no number where one is asked for, and
    :class:`ConflictError` when somebody acted on the report since the form was opened.
    """
    if sent.seen not in (None, len(sent.record.report.history)):
        raise ConflictError(sent.number)
    classification = _classification(sent)
    numbers = [
        attribute
        for attribute in _find_questions(table, classification).attributes
        if attribute.is_number
    ]
    faults = [
        Fault(f"{ATTRIBUTE}{attribute.name}", "Wpisz samą liczbę, na przykład 12.")
        for attribute in numbers
        if (value := _value(classification, attribute.name)) and not _NUMBER.fullmatch(value)
    ]
    if faults:
        raise FaultyFieldsError(faults)
    is_known = table is None or _is_known(table, classification.category)
    # What the centre refuses is shown at once.
    is_changed = classification != sent.record.report.classification
    return (
        not is_known or not is_changed or sent.fields.text("pokazano") == _serialise(classification)
    )


def classification_context(sent: ReportSubmission, table: RouteTable | None) -> Mapping[str, Any]:
    """Return what the template of the form asks for."""
    report = sent.record.report
    stored = report.classification
    is_again = "kategoria" in sent.fields.values and sent.fields.text("rodzaj") in _KINDS
    new = _classification(sent) if is_again else stored
    asked = _find_questions(table, new)
    questions = _questions(asked, new)
    receiver, because = "", ""
    if is_again and table is not None and _is_known(table, new.category):
        receiver, because = receiver_by(table, report.classified(new))
    return {
        "categories": [(category.id, category.name) for category in table.categories]
        if table
        else [],
        "kinds": [(kind.value, text) for kind, text in labels.KINDS.items()],
        "places": _options(asked.place_kinds, new.place_kind),
        "areas": _options(asked.areas, new.area),
        "questions": questions,
        "is_complete": all(value for _, _, value, *_ in questions)
        and bool(new.place_kind or not asked.place_kinds)
        and bool(new.area or not asked.areas),
        "now": new,
        "was": [] if new == stored else _rows(stored, table),
        "receiver": receiver,
        "because": because,
        "shown": _serialise(new) if receiver else "",
        "ended": sent.record.dispatch.is_final,
    }


def receiver_by(table: RouteTable, report: Report) -> tuple[str, str]:
    """Return who gets a report by a table of routes, and why."""
    way = route(report, table)
    receiver = (way.cell or way.unit or "Urząd") if isinstance(way, ToMailbox) else "helpdesk"
    return receiver, way.because.pl


def _classification(sent: ReportSubmission) -> Classification:
    fields = sent.fields
    attributes = [
        Attribute(name.removeprefix(ATTRIBUTE), values[0].strip())
        for name, values in fields.values.items()
        if name.startswith(ATTRIBUTE) and values and values[0].strip()
    ]
    return Classification(
        kind=chosen(fields, "rodzaj", _KINDS, "Wybierz rodzaj."),
        category=fields.text("kategoria").strip() or None,
        place_kind=fields.text("miejsce").strip() or None,
        area=fields.text("obszar").strip() or None,
        attributes=tuple(attributes),
    )


def _find_questions(table: RouteTable | None, classification: Classification) -> CategoryQuestions:
    if table is None or classification.category is None:
        return CategoryQuestions()
    return category_questions(table, classification.category)


def _is_known(table: RouteTable, category: str | None) -> bool:
    return category is None or category in {row.id for row in table.categories}


def _value(classification: Classification, name: str) -> str:
    return next(
        (attribute.value for attribute in classification.attributes if attribute.name == name), ""
    )


def _serialise(classification: Classification) -> str:
    """Return the values as one text, by which the form knows them again."""
    return json.dumps(attrs.asdict(classification), ensure_ascii=False, sort_keys=True)


def _options(asked: Sequence[str], now: str | None) -> list[tuple[str, str]]:
    """Return the options of a select; none where nothing is asked and nothing is there."""
    words = [*asked, *([now] if now and now not in asked else [])]
    return [("", "nie podano"), *((word, labels.word(word)) for word in words)] if words else []


def _questions(
    asked: CategoryQuestions, now: Classification
) -> list[tuple[str, str, str, list[tuple[str, str]], bool]]:
    """Return id, label, value, options and whether a number is asked for, of each attribute."""
    other_names = [
        attribute.name for attribute in now.attributes if attribute.name not in asked.names
    ]
    rows = []
    for question in (*asked.attributes, *map(AttributeQuestion, other_names)):
        value = _value(now, question.name)
        is_number = question.is_number and question.name in asked.names
        options = _options(question.options, value) if question.options else []
        rows.append(
            (f"{ATTRIBUTE}{question.name}", labels.word(question.name), value, options, is_number)
        )
    return rows


def _rows(classification: Classification, table: RouteTable | None) -> list[tuple[str, str]]:
    rows = [
        ("Rodzaj", labels.KINDS[classification.kind]),
        ("Kategoria", labels.category_name(table, classification.category)),
        ("Rodzaj miejsca", labels.word(classification.place_kind or "")),
        ("Obszar miasta", labels.word(classification.area or "")),
    ]
    rows += [
        (labels.word(attribute.name), attribute.value) for attribute in classification.attributes
    ]
    return [(label, value) for label, value in rows if value]
