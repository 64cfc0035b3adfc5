"""Layouts of fields that need more than their shape gives, such as steps and fees.

One small function a field, listed in :data:`FIELD_LAYOUTS`; every other field gets the default
layout of its shape.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from lckm_core.fields import fields_of
from lckm_core.procedures import parts
from lckm_core.publication._projection.blocks import (
    Bullets,
    Detail,
    Details,
    Inline,
    Link,
    Stage,
    Stages,
    Table,
    Text,
)
from lckm_core.publication._projection.default_layout import Blocks
from lckm_core.publication._projection.formatting import (
    email_link,
    file_link,
    format_account,
    format_amount,
    format_relation,
    format_term,
    format_way,
    lower_first,
    phone_link,
    phone_links,
    web_link,
)
from lckm_core.publication._projection.layout_plan import Layout
from lckm_core.text import EmptyWord


def _labels(model: type) -> Mapping[str, str]:
    return {field.key: field.mark.label for field in fields_of(model)}


_PLACE = _labels(parts.Place)
_BOOKING = _labels(parts.BookingWay)
_APPOINTMENTS = _labels(parts.Appointments)
_FEE = _labels(parts.Fee)
_FEE_GROUP = _labels(parts.FeeGroup)
_DEADLINE = _labels(parts.SubmissionDeadline)
_DOCUMENT = _labels(parts.RequiredDocument)
_OTHER_DOCUMENT = _labels(parts.OtherDocument)

# A link's text says where it goes: „druk do pobrania: Wniosek”.
_FILE = lower_first(_DOCUMENT["file"])
_EXAMPLE = lower_first(_DOCUMENT["example"])
_OTHER_FILE = lower_first(_OTHER_DOCUMENT["file"])


def steps(values: Sequence[parts.Step]) -> Blocks:
    """Show the stages, numbered from 1, with their „@”."""
    stages = [
        Stage(number, step.name, step.comment or "", step.online)
        for number, step in enumerate(values, 1)
    ]
    return (Stages(tuple(stages)),)


def deadline(value: parts.Deadline) -> Blocks:
    """Show one length of time as a sentence, several as a list, then the description."""
    terms: Blocks = ()
    if len(value.terms) == 1:
        terms = (Text(_term(value.terms[0])),)
    elif value.terms:
        terms = (Bullets(tuple([Text(_term(term)) for term in value.terms])),)
    return (*terms, Text(value.text)) if value.text else terms


def _term(term: parts.Term) -> str:
    words = format_term(term.amount, term.unit)
    return f"{words} – {term.case}" if term.case else words


def places(values: Sequence[parts.Place]) -> Blocks:
    """Show each place under the name of its cell, or of its unit where it has no cell."""
    return tuple([_place(place) for place in values])


@lru_cache(maxsize=1024)  # an office is the place of many procedures
def _place(place: parts.Place) -> Details:
    rows = []
    if place.cell and place.unit:
        rows.append(Detail(_PLACE["unit"], (Text(place.unit),)))
    if place.address:
        rows.append(Detail(_PLACE["address"], (Text(place.address),)))
    if place.rooms:
        rows.append(Detail(_PLACE["rooms"], tuple([Text(room) for room in place.rooms])))
    if place.phones:
        links = tuple([link for phone in place.phones for link in phone_links(phone)])
        rows.append(Detail(_PLACE["phones"], links))
    if place.emails:
        rows.append(Detail(_PLACE["emails"], tuple([email_link(email) for email in place.emails])))
    if place.hours:
        rows.append(Detail(_PLACE["hours"], (Text(place.hours),)))
    return Details(place.cell or place.unit or "", tuple(rows))


def appointments(value: parts.Appointments) -> Blocks:
    """Show whether a visit must be booked, then each way to book it."""
    ways: dict[str, list[Inline]] = {}
    for way in value.ways:
        note = way.note or ""
        if way.phone:
            ways.setdefault(_BOOKING["phone"], []).append(phone_link(way.phone, note))
        if way.email:
            ways.setdefault(_BOOKING["email"], []).append(email_link(way.email, note))
        if way.link:
            ways.setdefault(_BOOKING["link"], []).append(web_link(way.link, note=note))
    blocks: list[Text | Details] = (
        [Text(_APPOINTMENTS["mandatory"] + ".")] if value.mandatory else []
    )
    blocks.append(Details("", _details(ways)))
    if value.text:
        blocks.append(Text(value.text))
    return tuple(blocks)


def fees(groups: Sequence[parts.FeeGroup]) -> Blocks:
    """Show each group of fees as a table, then where to pay it."""
    total = len(groups)
    blocks: list[Table | Details | Text] = []
    for number, group in enumerate(groups, 1):
        blocks += _fee_group(group, f" ({number} z {total})" if total > 1 else "")
    return tuple(blocks)


def _fee_group(group: parts.FeeGroup, suffix: str) -> list[Table | Details | Text]:
    blocks: list[Table | Details | Text] = (
        [Text(group.rows.value)]
        if isinstance(group.rows, EmptyWord)
        else [_fee_table(group, group.rows, suffix)]
    )
    payment = []
    if group.account:
        payment.append(Detail(_FEE_GROUP["account"], (Text(format_account(group.account)),)))
    if group.recipient:
        payment.append(Detail(_FEE_GROUP["recipient"], (Text(group.recipient),)))
    if group.transfer_title:
        payment.append(Detail(_FEE_GROUP["transfer_title"], (Text(group.transfer_title),)))
    if payment:
        blocks.append(Details(f"Dane do przelewu{suffix}", tuple(payment)))
    if group.remarks:
        blocks.append(Text(group.remarks))
    return blocks


def _fee_table(group: parts.FeeGroup, fees: Sequence[parts.Fee], suffix: str) -> Table:
    """Return the fees as rows; columns of accounts and remarks only where a fee has any."""
    kinds = [row.kind for row in fees]
    amounts = [_amount(row) for row in fees]
    accounts = [row.account or "" for row in fees]
    remarks = [row.remarks or "" for row in fees]
    headers, columns = [_FEE["kind"], _FEE["amount"]], [kinds, amounts]
    if any(accounts):
        headers.append(_FEE["account"])
        columns.append([format_account(account) for account in accounts])
    if any(remarks):
        headers.append(_FEE["remarks"])
        columns.append(remarks)
    return Table(_FEE_GROUP["rows"] + suffix, tuple(headers), tuple(zip(*columns, strict=True)))


def _amount(fee: parts.Fee) -> str:
    if fee.amount is None:
        return fee.rule or ""
    amount = format_amount(fee.amount)
    return f"{amount} ({fee.rule})" if fee.rule else amount


def submission(values: Sequence[parts.Submission]) -> Blocks:
    """Show each form of handing in, with its places."""
    rows: dict[str, list[Inline]] = {}
    for value in values:
        row = rows.setdefault(format_way(value.way), [])
        row += [_handed_in_at(value.way, place) for place in value.places]
        if value.note:
            row.append(Text(value.note))
    return (Details("", _details(rows)),)


def _details(rows: Mapping[str, list[Inline]]) -> tuple[Detail, ...]:
    return tuple([Detail(label, tuple(values)) for label, values in rows.items()])


def _handed_in_at(way: parts.Way, place: str) -> Inline:
    if way is parts.Way.EMAIL and "@" in place and " " not in place:
        return email_link(place)
    if way is parts.Way.PHONE:
        return phone_link(place)
    if place.startswith(("https://", "http://")) and " " not in place:
        return web_link(place)
    return Text(place)


def submission_deadline(values: Sequence[parts.SubmissionDeadline]) -> Blocks:
    """Show one deadline as a sentence, several by the form of handing in."""
    if len(values) == 1 and values[0].way is None:
        return (Text(values[0].text),)
    rows: dict[str, list[Inline]] = {}
    for value in values:
        label = _DEADLINE["text"] if value.way is None else format_way(value.way)
        rows.setdefault(label, []).append(Text(value.text))
    return (Details("", _details(rows)),)


def required_documents(values: Sequence[parts.RequiredDocument]) -> Blocks:
    """Show documents with files or forms under their names, bare names as lists."""
    blocks: list[Bullets | Details] = []
    names: list[Text] = []
    for value in values:
        rows = _document_rows(value)
        if not rows:
            names.append(Text(value.name))
            continue
        if names:
            blocks.append(Bullets(tuple(names)))
            names = []
        blocks.append(Details(value.name, rows))
    if names:
        blocks.append(Bullets(tuple(names)))
    return tuple(blocks)


def _document_rows(document: parts.RequiredDocument) -> tuple[Detail, ...]:
    rows = []
    if document.circumstance:
        rows.append(Detail(_DOCUMENT["circumstance"], (Text(document.circumstance),)))
    if document.file:
        link = file_link(document.file, f"{_FILE}: {document.name}")
        rows.append(Detail(_DOCUMENT["file"], (link,)))
    if document.example:
        link = file_link(document.example, f"{_EXAMPLE}: {document.name}")
        rows.append(Detail(_DOCUMENT["example"], (link,)))
    if document.e_forms:
        forms = tuple([_e_form(form, document.name) for form in document.e_forms])
        rows.append(Detail(_DOCUMENT["e_forms"], forms))
    return tuple(rows)


def _e_form(form: parts.ElectronicForm, name: str) -> Inline:
    return web_link(form.url, f"formularz elektroniczny ({form.platform}): {name}")


def other_documents(values: Sequence[parts.OtherDocument]) -> Blocks:
    """Show each document as a link to its file, or by name where it has none."""
    items = [
        file_link(value.file, f"{_OTHER_FILE}: {value.name}") if value.file else Text(value.name)
        for value in values
    ]
    return (Bullets(tuple(items)),)


def legal_basis(values: Sequence[parts.LegalAct]) -> Blocks:
    """Show each act with its journal reference in brackets."""
    acts = [Text(f"{act.title} ({act.journal})" if act.journal else act.title) for act in values]
    return (Bullets(tuple(acts)),)


def related(named: Iterable[tuple[parts.Related, str]]) -> Blocks:
    """Show related procedures as links by name; the ones needed first say so."""
    links = [
        Link(
            name, f"procedure:{entry.id}", _NEEDED if entry.kind is parts.Relation.REQUIRED else ""
        )
        for entry, name in named
    ]
    return (Bullets(tuple(links)),) if links else ()


_NEEDED = format_relation(parts.Relation.REQUIRED)

FIELD_LAYOUTS: dict[str, Layout] = {
    "steps": steps,
    "deadline": deadline,
    "places": places,
    "appointments": appointments,
    "fees": fees,
    "submission": submission,
    "submission_deadline": submission_deadline,
    "required_documents.to_submit": required_documents,
    "required_documents.to_present": required_documents,
    "other_documents": other_documents,
    "legal_basis": legal_basis,
}
"""The layouts of this module by key of field.

A key that the template does not have stops the import of ``projection``.
"""
