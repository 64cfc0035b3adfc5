"""Fields whose place on the page wants more than their shape gives: steps, deadlines, fees, documents and the like.

One small function a field, listed in :data:`ARRANGED`; every other field is shown by its shape (``showing.py``).
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from lckm_core.fields import fields_of
from lckm_core.procedures import parts
from lckm_core.publication._projection import default_layout as showing, formatting as wording
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
from lckm_core.publication._projection.default_layout import Blocks, Show


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


def steps(values: Sequence[parts.Step]) -> Blocks:
    """Show the stages, numbered from 1, with their „@”."""
    return (
        Stages(
            tuple(
                [
                    Stage(n, step.name, step.comment or "", step.online)
                    for n, step in enumerate(values, 1)
                ]
            )
        ),
    )


def deadline(value: parts.Deadline) -> Blocks:
    """Show one length of time as a sentence, several as a list, then the description."""
    terms: Blocks = ()
    if len(value.terms) == 1:
        terms = (Text(_term(value.terms[0])),)
    elif value.terms:
        terms = (Bullets(tuple([Text(_term(term)) for term in value.terms])),)
    return (*terms, Text(value.text)) if value.text else terms


def _term(term: parts.Term) -> str:
    words = wording.term_words(term.amount, term.unit)
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
        rows.append(
            Detail(_PLACE["phones"], tuple([showing.phone(phone) for phone in place.phones]))
        )
    if place.emails:
        rows.append(
            Detail(_PLACE["emails"], tuple([showing.email(email) for email in place.emails]))
        )
    if place.hours:
        rows.append(Detail(_PLACE["hours"], (Text(place.hours),)))
    return Details(place.cell or place.unit or "", tuple(rows))


def appointments(value: parts.Appointments) -> Blocks:
    """Show whether a visit must be booked, then each way to book it."""
    ways: dict[str, list[Inline]] = {}
    for way in value.ways:
        note = way.note or ""
        if way.phone:
            ways.setdefault(_BOOKING["phone"], []).append(showing.phone(way.phone, note))
        if way.email:
            ways.setdefault(_BOOKING["email"], []).append(showing.email(way.email, note))
        if way.link:
            ways.setdefault(_BOOKING["link"], []).append(showing.web(way.link, note=note))
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
    return tuple(
        block
        for number, group in enumerate(groups, 1)
        for block in _fee_group(group, f" ({number} z {total})" if total > 1 else "")
    )


def _fee_group(group: parts.FeeGroup, which: str) -> Blocks:
    accounts = [row.account for row in group.rows if row.account]
    remarks = [row.remarks for row in group.rows if row.remarks]
    headers = [_FEE["kind"], _FEE["amount"]]
    if accounts:
        headers.append(_FEE["account"])
    if remarks:
        headers.append(_FEE["remarks"])
    rows = []
    for row in group.rows:
        cells = [row.kind, _fee(row)]
        if accounts:
            cells.append(wording.account_words(row.account) if row.account else "")
        if remarks:
            cells.append(row.remarks or "")
        rows.append(tuple(cells))
    blocks: list[Table | Details | Text] = [
        Table(_FEE_GROUP["rows"] + which, tuple(headers), tuple(rows))
    ]
    payment = []
    if group.account:
        payment.append(Detail(_FEE_GROUP["account"], (Text(wording.account_words(group.account)),)))
    if group.recipient:
        payment.append(Detail(_FEE_GROUP["recipient"], (Text(group.recipient),)))
    if group.transfer_title:
        payment.append(Detail(_FEE_GROUP["transfer_title"], (Text(group.transfer_title),)))
    if payment:
        blocks.append(Details(f"Dane do przelewu{which}", tuple(payment)))
    if group.remarks:
        blocks.append(Text(group.remarks))
    return tuple(blocks)


def _fee(fee: parts.Fee) -> str:
    if fee.amount is None:
        return fee.rule or ""
    amount = wording.amount_words(fee.amount)
    return f"{amount} ({fee.rule})" if fee.rule else amount


def submission(values: Sequence[parts.Submission]) -> Blocks:
    """Show each form of handing in, with its places."""
    rows: dict[str, list[Inline]] = {}
    for value in values:
        said = rows.setdefault(wording.way_words(value.way), [])
        said.extend(_handed_in_at(value.way, place) for place in value.places)
        if value.note:
            said.append(Text(value.note))
    return (Details("", _details(rows)),)


def _details(rows: Mapping[str, list[Inline]]) -> tuple[Detail, ...]:
    return tuple([Detail(label, tuple(said)) for label, said in rows.items()])


def _handed_in_at(way: parts.Way, place: str) -> Inline:
    if way is parts.Way.EMAIL and "@" in place and " " not in place:
        return showing.email(place)
    if way is parts.Way.PHONE:
        return showing.phone(place)
    if place.startswith(("https://", "http://")) and " " not in place:
        return showing.web(place)
    return Text(place)


def submission_deadline(values: Sequence[parts.SubmissionDeadline]) -> Blocks:
    """Show one deadline as a sentence, several by the form of handing in."""
    if len(values) == 1 and values[0].way is None:
        return (Text(values[0].text),)
    rows: dict[str, list[Inline]] = {}
    for value in values:
        label = _DEADLINE["text"] if value.way is None else wording.way_words(value.way)
        rows.setdefault(label, []).append(Text(value.text))
    return (Details("", _details(rows)),)


def required_documents(values: Sequence[parts.RequiredDocument]) -> Blocks:
    """Show each document that has files or forms under its name, and runs of bare names as lists."""
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
        link = showing.file(document.file, _says(_DOCUMENT["file"], document.name))
        rows.append(Detail(_DOCUMENT["file"], (link,)))
    if document.example:
        link = showing.file(document.example, _says(_DOCUMENT["example"], document.name))
        rows.append(Detail(_DOCUMENT["example"], (link,)))
    if document.e_forms:
        forms = tuple([_e_form(form, document.name) for form in document.e_forms])
        rows.append(Detail(_DOCUMENT["e_forms"], forms))
    return tuple(rows)


def _says(label: str, name: str) -> str:
    """Return a link's text that says where it goes: ``druk do pobrania: Wniosek``."""
    return f"{wording.lower_first(label)}: {name}"


def _e_form(form: parts.ElectronicForm, name: str) -> Inline:
    return showing.web(form.url, f"formularz elektroniczny ({form.platform}): {name}")


def other_documents(values: Sequence[parts.OtherDocument]) -> Blocks:
    """Show each document as a link to its file, or by name where it has none."""
    items = [
        showing.file(value.file, _says(_OTHER_DOCUMENT["file"], value.name))
        if value.file
        else Text(value.name)
        for value in values
    ]
    return (Bullets(tuple(items)),)


def legal_basis(values: Sequence[parts.LegalAct]) -> Blocks:
    """Show each act with its journal reference in brackets."""
    return (
        Bullets(
            tuple(
                [
                    Text(f"{act.title} ({act.journal})" if act.journal else act.title)
                    for act in values
                ]
            )
        ),
    )


def related(named: Iterable[tuple[parts.Related, str]]) -> Blocks:
    """Show related procedures as links by name; the ones needed first say so."""
    links = [
        Link(name, f"procedure:{one.id}", _NEEDED if one.kind is parts.Relation.REQUIRED else "")
        for one, name in named
    ]
    return (Bullets(tuple(links)),) if links else ()


_NEEDED = wording.relation_words(parts.Relation.REQUIRED)

ARRANGED: dict[str, Show] = {
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
"""The fields arranged here, by key. A key that the template does not have stops the import of ``projection``."""
