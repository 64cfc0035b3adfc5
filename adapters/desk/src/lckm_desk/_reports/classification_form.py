"""The form that gives a report another category, kind, place, address or attributes."""

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
    InvalidReportError,
    Point,
    Report,
    ReportKind,
    RouteTable,
    ToMailbox,
    category_questions,
    corrected_address,
    point_after,
    route,
)
from lckm_core.text import without_direction_marks
from lckm_desk import _labels as labels
from lckm_desk._pages import Fault
from lckm_desk._places import Places
from lckm_desk._submissions import ATTRIBUTE, FaultyFieldsError, ReportSubmission, chosen
from lckm_pages import clean

_NUMBER = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,6})?")
_KINDS = {kind.value: kind for kind in ReportKind}


UNCHANGED = "bez-zmian"
"""What is shown in place of an act that changed nothing."""
PLACE_OUTDATED = "dawne-miejsce"
"""What is shown in place of a corrected place whose report the receiver has already."""


def reclassify(sent: ReportSubmission) -> str | None:
    """Store the values of the form; return a message other than the usual one, if any."""
    classification, address = _classification(sent), _address(sent)
    dispatch = sent.centre.reclassify(
        sent.number,
        classification,
        role=sent.role,
        by=sent.by,
        now=sent.now,
        seen=sent.seen,
        address=address,
    )
    is_corrected = address != _stored_address(sent)
    if not is_corrected and classification == sent.record.report.classification:
        return UNCHANGED
    return PLACE_OUTDATED if is_corrected and dispatch.is_final else None


def is_confirmed(sent: ReportSubmission, table: RouteTable | None) -> bool:
    """Return whether the form has shown these values and who gets the report with them.

    Raises :class:`FaultyFieldsError` for an answer that is no number where one is asked for,
    :class:`InvalidReportError` for an address that does not fit, and :class:`ConflictError` when
    somebody acted on the report since the form was opened.
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
    # Show at once what the centre would refuse.
    address = _address(sent)
    corrected_address(sent.record.report, address)
    stored = sent.record.report.classification, _stored_address(sent)
    return (
        not is_known
        or (classification, address) == stored
        or sent.fields.text("pokazano") == _serialise(classification, address)
    )


def classification_context(sent: ReportSubmission, table: RouteTable | None) -> Mapping[str, Any]:
    """Return the context of the form's template."""
    report = sent.record.report
    stored, stored_address = report.classification, _stored_address(sent)
    is_again = "kategoria" in sent.fields.values and sent.fields.text("rodzaj") in _KINDS
    new, address = (_classification(sent), _address(sent)) if is_again else (stored, stored_address)
    asked = _find_questions(table, new)
    questions = _questions(asked, new, sent.places)
    receiver, because = "", ""
    if is_again and table is not None and _is_known(table, new.category):
        receiver, because = receiver_by(table, report.classified(new))
    return {
        "categories": _categories(table, new.category),
        "kinds": [(kind.value, text) for kind, text in labels.KINDS.items()],
        "place_kinds": _options(asked.place_kinds, new.place_kind, sent.places),
        "areas": _options(asked.areas, new.area, sent.places),
        "questions": questions,
        "is_complete": all(value for _, _, value, *_ in questions)
        and bool(new.place_kind or not asked.place_kinds)
        and bool(new.area or not asked.areas),
        "now": new,
        "address": address,
        "doubt": sent.places.doubt(address) if is_again else "",
        "kept": _redacted_address(report, address),
        "point_goes": _leaving_point(report, address),
        "was": []
        if (new, address) == (stored, stored_address)
        else _rows(stored, stored_address, table, sent.places),
        "receiver": receiver,
        "because": because,
        "shown": _serialise(new, address) if receiver else "",
        "ended": sent.record.dispatch.is_final,
        "holder": labels.receiver_of(sent.record.dispatch),
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
    classification = Classification(
        kind=chosen(fields, "rodzaj", _KINDS, "Wybierz rodzaj."),
        category=fields.text("kategoria").strip() or None,
        place_kind=fields.text("miejsce").strip() or None,
        area=fields.text("obszar").strip() or None,
        attributes=tuple(attributes),
    )
    return classification.ordered_as(sent.record.report.classification)


def _address(sent: ReportSubmission) -> str:
    """Return the address in the form, or the stored one if the form has none."""
    if "adres" not in sent.fields.values:
        return _stored_address(sent)
    return clean(without_direction_marks(sent.fields.text("adres"))).strip()


def _stored_address(sent: ReportSubmission) -> str:
    return sent.record.report.address or ""


def _redacted_address(report: Report, address: str) -> str:
    """Return what redaction leaves of an address, if that is not all of it."""
    try:
        kept = corrected_address(report, address)
    except InvalidReportError:
        return ""
    return "" if kept == address else kept


def _leaving_point(report: Report, address: str) -> Point | None:
    """Return the point on the map that is removed with the former address."""
    try:
        corrected = corrected_address(report, address)
    except InvalidReportError:
        return None
    stays = corrected == (report.address or "") or point_after(report, corrected)
    return None if stays else report.point


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


def _serialise(classification: Classification, address: str) -> str:
    """Return the values as one text, by which the form recognises them."""
    values = {**attrs.asdict(classification), "address": address}
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


def _categories(table: RouteTable | None, now: str | None) -> list[tuple[str, str]]:
    """Return the categories of a table, and the stored one that it no longer has."""
    known = [(category.id, category.name) for category in table.categories] if table else []
    # Else the form would take it from the report, whatever it was opened for.
    strange = [] if now is None or now in dict(known) else [(now, f"{now} (nie ma w tabeli tras)")]
    return known + strange


def _options(asked: Sequence[str], now: str | None, places: Places) -> list[tuple[str, str]]:
    """Return the options of a select; none if nothing is asked and no value is stored."""
    slugs = [*asked, *([now] if now and now not in asked else [])]
    return [("", "nie podano"), *((slug, places.label(slug)) for slug in slugs)] if slugs else []


def _questions(
    asked: CategoryQuestions, now: Classification, places: Places
) -> list[tuple[str, str, str, list[tuple[str, str]], bool]]:
    """Return id, label, value, options and whether a number is asked for, of each attribute."""
    other_names = [
        attribute.name for attribute in now.attributes if attribute.name not in asked.names
    ]
    rows = []
    for question in (*asked.attributes, *map(AttributeQuestion, other_names)):
        value = _value(now, question.name)
        is_number = question.is_number and question.name in asked.names
        options = _options(question.options, value, places) if question.options else []
        label = places.label(question.name)
        rows.append((f"{ATTRIBUTE}{question.name}", label, value, options, is_number))
    return rows


def _rows(
    classification: Classification, address: str, table: RouteTable | None, places: Places
) -> list[tuple[str, str]]:
    rows = [
        ("Miejsce", address),
        ("Rodzaj", labels.KINDS[classification.kind]),
        ("Kategoria", labels.category_name(table, classification.category)),
        ("Rodzaj miejsca", places.name(classification.place_kind or "")),
        ("Obszar miasta", places.name(classification.area or "")),
    ]
    rows += [
        (places.label(attribute.name), attribute.value) for attribute in classification.attributes
    ]
    return [(label, value) for label, value in rows if value]
