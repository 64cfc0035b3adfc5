"""The pages of requests to units: their list, one of them, asking, and answering."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from lckm_core import ContactCentre
from lckm_core.calendar import civil_day
from lckm_core.call_centre import BriefingRequest
from lckm_core.ports import UnitRequest
from lckm_desk import _labels as labels
from lckm_desk._list_addresses import first_page, next_query
from lckm_desk._pages import Fault, View
from lckm_desk._permissions import may_do
from lckm_desk._personal_words import LOOKED_AT
from lckm_desk._records.procedure import Place
from lckm_desk._records.request import (
    answer_rows,
    kind_of,
    open_requests,
    state_of,
    subject_of,
    wait_of,
)
from lckm_desk._requests import readdress_form
from lckm_desk._requests.answer_forms import REQUEST_FORMS, UNCHANGED, RequestForm, briefer_name
from lckm_desk._requests.ask_forms import ASK_FORMS, NOBODY_TOLD, AskForm, place_told
from lckm_desk._requests.request_list import PAGE, RequestListAddress, find_listed_requests
from lckm_desk._requests.submission import RequestSubmission
from lckm_desk._responsible_people import answering_people, answering_words, known_cells
from lckm_intake import IssuedNumber
from lckm_sign_in import StaffSession

_VIEWS = (("Czekają", ""), ("Spełnione", "stan=spelnione"), ("Wszystkie", "stan=wszystkie"))
_DONE = {
    **{form.page: form.done for form in ASK_FORMS},
    **{form.page: form.done for form in REQUEST_FORMS},
    readdress_form.PAGE: readdress_form.DONE,
    UNCHANGED: "Nic nie zmieniono: odpowiedź jest taka, jak była.",
}


def request_view(asked: RequestSubmission, staff: StaffSession, *, done: str) -> View:
    """Return the page of one request.

    Args:
        asked: what is looked at.
        staff: who looks at it; only buttons that they may use are shown.
        done: what was just done; empty for nothing.
    """
    record = asked.record
    assert record is not None
    request = record.request
    is_briefing = isinstance(request, BriefingRequest)
    actions = [
        (form.page, form.label)
        for form in REQUEST_FORMS
        if may_do(staff, form.act, record, now=asked.now)
    ]
    if may_do(staff, readdress_form.act_of(request), record, now=asked.now):
        actions.append((readdress_form.PAGE, readdress_form.LABEL))
    return View(
        template="request",
        title=f"Prośba o {kind_of(request)} {request.number}",
        here="requests",
        context={
            "request": request,
            "is_briefing": is_briefing,
            "subject": subject_of(request),
            "actions": actions,
            "done": _done_words(asked, request, done),
            "facts": _facts(asked, request),
            "has_procedures": asked.centre.plugins.answers("provide_procedures"),
        },
    )


def _done_words(asked: RequestSubmission, request: UnitRequest, done: str) -> str:
    """Return the message on what was just done; for a new request, who sees it."""
    words = _DONE.get(done, "")
    if done not in [readdress_form.PAGE, *(form.page for form in ASK_FORMS)]:
        return words
    directory = asked.centre.plugins.directory
    if not answering_people(directory, type(request), request.unit, request.cell, asked.today):
        return f"{words} W Biurze nie widzi jej jednak nikt z tej komórki lub jednostki."
    if isinstance(request, BriefingRequest):
        return f"{words} Osobę wyznaczy kierownik tej komórki lub jednostki."
    return f"{words} Widzą ją pracownicy i kierownik tej komórki lub jednostki."


def _facts(asked: RequestSubmission, request: UnitRequest) -> Sequence[tuple[str, str]]:
    wait = wait_of(request, civil_day(asked.now))
    facts = [
        ("Stan", ", ".join(filter(None, (state_of(request), wait)))),
        ("Do kogo", ", ".join(filter(None, (request.unit, request.cell)))),
        ("Kto prosi", f"{request.asked_by.name}, {labels.day(request.asked_on)}"),
        ("Ponaglenia", ", ".join(labels.day(day) for day in request.reminded_on)),
    ]
    if request.is_open:
        directory = asked.centre.plugins.directory
        label = "Kto wyznacza" if isinstance(request, BriefingRequest) else "Kto może odpowiedzieć"
        facts.append((label, answering_words(directory, request, asked.today)))
    if isinstance(request, BriefingRequest):
        if request.briefer:
            named_on = f", wyznaczono {labels.day(request.named_on)}" if request.named_on else ""
            facts.append(("Kto poprowadzi", f"{request.briefer.name}{named_on}"))
    elif request.answered_by and request.answered_on:
        answerer = f"{request.answered_by.name}, {labels.day(request.answered_on)}"
        facts.append(("Kto odpowiedział", answerer))
    return [(label, words) for label, words in facts if words]


def requests_view(
    centre: ContactCentre,
    address: RequestListAddress,
    places: Sequence[Place] | None,
    asks: Sequence[str],
    *,
    now: datetime,
) -> View:
    """Return one page of the list of requests.

    Args:
        centre: the contact centre.
        address: what is asked for.
        places: only requests to one of these places; ``None``: all.
        asks: the pages on which somebody may ask.
        now: the moment, aware.
    """
    today = civil_day(now)
    faults = address.faults
    found = () if faults else find_listed_requests(centre, address, places)
    rows, has_more = first_page(found, PAGE)
    units = [unit.name for unit in centre.plugins.directory.units] if places is None else []
    return View(
        template="requests",
        title="Prośby do jednostek",
        is_continued=bool(address.after),
        here="requests",
        status=400 if faults else 200,
        faults=faults,
        context={
            "address": address,
            "rows": [_list_row(row, today) for row in rows],
            "following": next_query(address.query, po=rows[-1].number) if has_more else "",
            "is_first": not address.after,
            "units": [(unit, unit) for unit in units],
            "views": _VIEWS,
            "places": list(dict.fromkeys(place.cell or place.unit for place, _ in places or ())),
            "asks": [(form.page, form.label) for form in ASK_FORMS if form.page in asks],
        },
    )


def _list_row(request: UnitRequest, today: date) -> dict[str, object]:
    return {
        "number": request.number,
        "kind": kind_of(request),
        "begin": labels.begin(subject_of(request)),
        "place": request.cell or request.unit,
        "who": request.asked_by.name,
        "asked_on": labels.day(request.asked_on),
        "state": state_of(request),
        "wait": wait_of(request, today),
        "is_open": request.is_open,
    }


def ask_view(
    form: AskForm,
    sent: RequestSubmission,
    issued: IssuedNumber | None,
    *,
    faults: Sequence[Fault] = (),
    redacted: Mapping[str, str] | None = None,
    status: int = 200,
) -> View:
    """Return the page of a new request, with what was typed.

    Args:
        form: which request.
        sent: the form as it was sent, or as it is filled in at first.
        issued: the number that the form carries.
        faults: what is wrong with it.
        redacted: texts without what looks like personal data, by field.
        status: the HTTP status.
    """
    procedure, unit = sent.typed("procedura"), sent.typed("jednostka")
    asked = [
        request
        for request in open_requests(sent.centre, unit)
        if procedure and request.procedure == procedure
    ]
    return View(
        template="ask",
        title=form.label,
        here="requests",
        status=status,
        faults=faults,
        context={
            "form": form,
            "issued": issued,
            "permission": sent.permission,
            "typed": sent.typed,
            **_place_context(sent, faults),
            "redacted": redacted or {},
            "looked_at": LOOKED_AT,
            "answers": answer_rows(sent.centre, procedure) if procedure else [],
            "asked": [
                (request.number, labels.begin(subject_of(request)), labels.day(request.asked_on))
                for request in asked
            ],
        },
    )


def _place_context(sent: RequestSubmission, faults: Sequence[Fault]) -> Mapping[str, object]:
    """Return the units and cells that may be asked, and the warning on the one chosen."""
    directory, place = sent.centre.plugins.directory, place_told(sent, faults)
    return {
        "units": [(unit.name, unit.name) for unit in directory.units if sent.today in unit.window],
        "cells": known_cells(directory, sent.today),
        "told": {NOBODY_TOLD: place} if place else {},
    }


def readdress_view(
    sent: RequestSubmission, *, faults: Sequence[Fault] = (), status: int = 200
) -> View:
    """Return the page that readdresses a request, with what was typed; as :func:`ask_view`."""
    assert sent.record is not None
    request = sent.record.request
    place = {"jednostka": request.unit, "komorka": request.cell or ""}
    before = readdress_form.place_of(request)
    if "jednostka" in sent.fields.values:
        place = {name: sent.typed(name) for name in place}
        # On a conflict the page shows what is stored now; otherwise what the form was opened with.
        before = before if status == 409 else sent.typed(readdress_form.BEFORE)
    return View(
        template="readdress",
        title=f"{readdress_form.LABEL}: {request.number}",
        here="requests",
        status=status,
        faults=faults,
        context={
            "request": request,
            "subject": subject_of(request),
            "before": {readdress_form.BEFORE: before},
            "permission": sent.permission,
            "typed": place,
            **_place_context(sent, faults),
        },
    )


def request_form_view(
    form: RequestForm,
    sent: RequestSubmission,
    *,
    faults: Sequence[Fault] = (),
    redacted: Mapping[str, str] | None = None,
    status: int = 200,
) -> View:
    """Return the page of an act on a request, with what was typed; as :func:`ask_view`."""
    assert sent.record is not None
    request, name = sent.record.request, form.field.name
    text = sent.typed(name) if name in sent.fields.values else form.first(sent)
    return View(
        template="request_act",
        title=f"{form.label}: {request.number}",
        here="requests",
        status=status,
        faults=faults,
        context={
            "form": form,
            "request": request,
            "kind": kind_of(request),
            "state": state_of(request),
            "subject": subject_of(request),
            "carried": form.carried(sent.record),
            "named": briefer_name(sent.record),
            "permission": sent.permission,
            "typed": lambda _: text,
            "redacted": redacted or {},
            "looked_at": LOOKED_AT,
        },
    )
