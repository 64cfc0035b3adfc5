"""The pages of reports: their list, one report with its history, its acts, its reporter."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial

from lckm_core import ContactCentre
from lckm_core.calendar import civil_day
from lckm_core.delivery import DispatchState
from lckm_core.organisation import Act, DeskAct
from lckm_core.ports import AccessPurpose
from lckm_core.ports.event_words import event_words
from lckm_core.ports.optional import FoundReport, ListedReport
from lckm_core.reports import ReportChannel, RouteTable, doubtful_words, first_clean_day
from lckm_core.text import Noun, counted
from lckm_desk import _labels as labels
from lckm_desk._delivery_rows import delivery_row
from lckm_desk._list_addresses import format_place, next_query
from lckm_desk._pages import Fault, View
from lckm_desk._permissions import may_do
from lckm_desk._records.report import (
    ERASED,
    ReportRecord,
    other_deliveries,
    trail_of,
    withdrawals_of,
)
from lckm_desk._reports.act_forms import ACT_FORMS, DEFERRED, REDACTED, ActForm
from lckm_desk._reports.classification_form import PLACE_OUTDATED, UNCHANGED
from lckm_desk._reports.figures import counter_of
from lckm_desk._reports.person import PersonReading
from lckm_desk._reports.report_list import (
    PAGE,
    FoundByWords,
    ListAddress,
    find_all,
    find_by_words,
)
from lckm_desk._similar_reports import QUICKLY, SIMILAR_DAYS, similar_to_report
from lckm_desk._submissions import ReportSubmission
from lckm_desk._trail.subjects import subject_of
from lckm_http import FormFields
from lckm_sign_in import StaffSession

_REPORTS = Noun("zgłoszenie", "zgłoszenia", "zgłoszeń", "report", "reports")
_ENTRIES = Noun("wpis", "wpisy", "wpisów", "entry", "entries")
_VIEWS = (
    ("Wszystkie", ""),
    ("Bez wyniku", "wynik=otwarte"),
    ("Wymagają działania pracownika", "uwaga=1"),
    ("W helpdesku, bez wyniku", "wynik=otwarte&stan=helpdesk"),
)
_DONE = {form.name: form.done for form in ACT_FORMS} | {
    PLACE_OUTDATED: "Zapisano. Odbiorca dostał zgłoszenie z dawnym miejscem: powiadom go sam.",
    UNCHANGED: "Nic nie zmieniono: wszystko jest tak, jak było.",
    REDACTED: "Zapisano. Z wpisanych słów wykreślono dane osobowe: co zobaczy zgłaszający, jest "
    "niżej. Gdy trzeba inaczej, otwórz zgłoszenie na nowo i napisz to innymi słowami.",
    DEFERRED: "Zgodę cofnięto i nikt już tych danych nie zobaczy. Program usunie je, gdy tylko "
    "skończy się praca techniczna przy bazie.",
}


def report_view(
    asked: ReportSubmission, staff: StaffSession, *, table: RouteTable | None, done: str = ""
) -> View:
    """Return the page of a report.

    Args:
        asked: which report, and when.
        staff: who looks at it; only buttons that they may use are shown.
        table: the table of routes, which names the categories.
        done: the name of the act that was just done; empty for none.
    """
    record, now = asked.record, asked.now
    report, dispatch = record.report, record.dispatch
    deliveries = (dispatch, *other_deliveries(asked.centre, report.number))
    forms = [form for form in ACT_FORMS if may_do(staff, form.act, record, now=now)]
    sees_trail = bool(may_do(staff, DeskAct.SEE_TRAIL, record, now=now))
    redacts = bool(may_do(staff, DeskAct.REDACT, record, now=now))
    clean = first_clean_day(report.registered_at)
    return View(
        template="report",
        title=f"Zgłoszenie {report.number}",
        here="reports",
        context={
            "report": report,
            "record": record,
            "state": labels.state_of(report, dispatch),
            "receiver": labels.receiver_of(dispatch),
            "category": labels.category_name(table, report.category),
            "category_of": partial(labels.category_name, table),
            "age": labels.age(report.registered_at, now),
            "deliveries": [delivery_row(delivery) for delivery in deliveries],
            "clean_day": labels.day(clean),
            "gone": _gone_words(asked, clean),
            "forms": forms,
            # A report with an outcome needs no hint.
            "similar": ()
            if report.closing
            else similar_to_report(asked.centre, report.number, asked.may_see, most=QUICKLY),
            "similar_days": SIMILAR_DAYS,
            "similar_most": QUICKLY,
            "closes": any(form.act is Act.NOTE_OUTCOME for form in forms),
            # Tell those who may strike words which ones to look at.
            "doubtful": doubtful_words(report) if redacts else (),
            "checks_code": asked.checks_codes and bool(may_do(staff, DeskAct.TAKE_REPORT, now=now)),
            "reads_person": bool(may_do(staff, Act.READ_PERSONAL, record, now=now)),
            "sees_trail": sees_trail,
            **(_trail_context(asked.centre, record) if sees_trail else {}),
            "done": _DONE.get(done, ""),
        },
    )


def _gone_words(asked: ReportSubmission, clean: date) -> str:
    """Return since when and why nobody sees the personal data; empty if they may be seen."""
    record = asked.record
    if record.has_personal:
        return ""
    events = withdrawals_of(asked.centre, asked.number)
    withdrawn = ""
    if events:
        role = events[0].role.value if events[0].role else _NOT_AT_DESK
        withdrawn = f"{labels.day(civil_day(events[0].at))} ({role})"
    if record.awaits_erasure:
        return (
            f"Zgodę cofnięto{' ' * bool(withdrawn)}{withdrawn} i nikt już nie zobaczy danych "
            "osobowych. Program usunie je, gdy tylko pozwoli na to baza."
        )
    if withdrawn:
        erased = next((event.at for event in reversed(events) if event.outcome == ERASED), None)
        when = f", a dane usunięto {labels.day(civil_day(erased))}" if erased else ""
        return f"Danych osobowych już nie ma: zgodę cofnięto {withdrawn}{when}."
    if clean <= civil_day(asked.now):
        return f"Danych osobowych już nie ma: ich termin minął {labels.day(clean)}."
    return "Danych osobowych już nie ma."


_NOT_AT_DESK = "na stronie dla mieszkańców albo przez operatora"


def _trail_context(centre: ContactCentre, record: ReportRecord) -> Mapping[str, object]:
    """Return the time, act and actor of each event of a report; ``None`` without a trail."""
    trail = trail_of(centre, record)
    if trail is None:
        return {"trail": None}
    rows = []
    for entry in trail.entries:
        event = entry.event
        role = event.role.value if event.role is not None else ""
        actor = ", ".join(filter(None, (event.by or "", role)))
        part = subject_of(event).part
        words = " ".join(filter(None, (event_words(event, "pl"), f"({part})" if part else "")))
        rows.append((labels.moment(event.at), words, actor))
    left_out = counted(trail.left_out, _ENTRIES).pl if trail.left_out else ""
    return {"trail": rows, "left_out": left_out}


def list_view(
    centre: ContactCentre,
    address: ListAddress,
    receivers: frozenset[str] | None,
    *,
    table: RouteTable | None,
    now: datetime,
) -> View:
    """Return one page of the list.

    Arguments as for :func:`find_all`; *table* names categories and receivers.
    """
    shown: Sequence[ListedReport] = ()
    before, searched = None, ""
    faults = address.faults
    if not faults and (words := address.search_words) is not None:
        found = find_by_words(centre, words, address, receivers)
        shown, before, searched = found.listed, found.before, _searched(found)
    elif not faults:
        shown, before = _first_page(centre, address, receivers)
    return View(
        template="reports",
        title="Zgłoszenia",
        is_continued=address.before is not None,
        here="reports",
        status=400 if faults else 200,
        faults=faults,
        context={
            "address": address,
            "rows": [_list_row(report, table, now) for report in shown],
            "following": _following(address, before),
            "searched": searched,
            "has_figures": counter_of(centre) is not None,
            "is_first": address.before is None,
            "choices": _choices(table, receivers),
            "views": (*_VIEWS, ("Z tego miesiąca", _query_from(civil_day(now).replace(day=1)))),
            "receivers": sorted(receivers) if receivers is not None else [],
        },
    )


def _query_from(first_day: date) -> str:
    """Return the query for reports that came in on a day or later."""
    return ListAddress(first_day=first_day.isoformat()).query


def choice_view(
    records: Sequence[ReportRecord], *, table: RouteTable | None, now: datetime
) -> View:
    """Return the page that lists the reports whose numbers end as typed.

    Args:
        records: the reports.
        table: the table of routes, which names the categories.
        now: the moment, aware.
    """
    found = (ListedReport.of(FoundReport(record.report, record.dispatch)) for record in records)
    return View(
        template="report_choice",
        title="O które zgłoszenie chodzi?",
        here="reports",
        context={"rows": [_list_row(report, table, now) for report in found]},
    )


def _first_page(
    centre: ContactCentre, address: ListAddress, receivers: frozenset[str] | None
) -> tuple[Sequence[ListedReport], tuple[datetime, str] | None]:
    """Return a page of a list, and the report before which the next page begins."""
    found: list[ListedReport] = []
    for batch in find_all(centre, address, receivers, batch=PAGE + 1):
        found += batch
        if len(found) > PAGE:
            last = found[PAGE - 1]
            return found[:PAGE], (last.registered_at, last.number)
    return found, None


def _following(address: ListAddress, before: tuple[datetime, str] | None) -> str:
    """Return the query of the next page; empty for none."""
    return next_query(address.query, przed=format_place(before)) if before is not None else ""


def _searched(found: FoundByWords) -> str:
    """Return how far back a search looked, in words."""
    looked_at = counted(found.looked_at, _REPORTS).pl
    if found.before is None:
        return f"Przeszukano {looked_at}, aż do najstarszych."
    return f"Przeszukano {looked_at}, do {labels.moment(found.before[0])}."


def _list_row(report: ListedReport, table: RouteTable | None, now: datetime) -> dict[str, object]:
    return {
        "number": report.number,
        "registered": labels.moment(report.registered_at),
        "age": labels.age(report.registered_at, now),
        "category": labels.category_name(table, report.category),
        "receiver": report.receiver or labels.HELPDESK,
        "state": labels.listed_state(report.outcome, report.state),
        "is_open": not report.closed,
        "language": report.language,
        "begin": labels.begin(report.description),
    }


def _choices(
    table: RouteTable | None, receivers: frozenset[str] | None
) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return the options of each filter: value and words."""
    categories = table.categories if table is not None else ()
    routes = table.routes if table is not None and receivers is None else ()
    units = {row.cell or row.unit or "" for row in routes} - {""}
    states = (state for state in DispatchState if state is not DispatchState.VOID)
    return {
        "wynik": [("otwarte", "bez wyniku"), ("zakonczone", "z wynikiem")],
        "stan": [(state.value, labels.STATES[state]) for state in states],
        "kategoria": [(category.id, category.name) for category in categories],
        "odbiorca": [(unit, unit) for unit in sorted(units)],
        "sposob": [(channel.value, labels.CHANNELS[channel]) for channel in ReportChannel],
    }


def form_view(
    form: ActForm,
    sent: ReportSubmission,
    table: RouteTable | None,
    *,
    faults: Sequence[Fault] = (),
    status: int = 200,
) -> View:
    """Return the page of a form, with what was typed.

    Args:
        form: the act.
        sent: the form as it was sent, or without fields where it was not yet.
        table: the table of routes, ``None`` where it cannot be read.
        faults: what is wrong with it.
        status: the HTTP status.
    """
    report = sent.record.report
    # What the form was opened with stays until its reader is told that the report has changed.
    was = FormFields() if status == 409 else sent.fields
    return View(
        template=f"act_{form.name}",
        title=f"{form.label}: {report.number}",
        here="reports",
        status=status,
        faults=faults,
        context={
            "form": form,
            "report": report,
            "permission": sent.permission,
            "seen": was.text("seen") or len(report.history),
            "version": was.text("wersja") or sent.record.dispatch.version,
            "typed": sent.fields.text,
            "is_again": bool(sent.fields.values),
            **form.context(sent, table),
        },
    )


def asking_view(sent: ReportSubmission, faults: Sequence[Fault] = (), status: int = 200) -> View:
    """Return the page that asks what the reporter's data are needed for."""
    purposes = [(purpose.value, purpose.message.pl) for purpose in AccessPurpose]
    return View(
        template="purpose",
        title=f"Dane osobowe: {sent.number}",
        here="reports",
        status=status,
        faults=faults,
        context={"number": sent.number, "purposes": purposes, "permission": sent.permission},
    )


def person_view(
    sent: ReportSubmission, reading: PersonReading, pictures: Mapping[str, str]
) -> View:
    """Return the page with the personal part of a report.

    *pictures* are the marks of its pictures, by reference.
    """
    return View(
        template="person",
        title=f"Dane osobowe: {sent.number}",
        here="reports",
        context={
            "number": sent.number,
            "person": reading.person,
            "files": reading.files,
            "pictures": [f"{reference}~{mark}" for reference, mark in pictures.items()],
            "purpose": reading.purpose,
            "language": sent.record.report.language,
        },
    )


def pictures_view(sent: ReportSubmission, pictures: Sequence[tuple[str, str]]) -> View:
    """Return the page that links to the pictures of a report, without their bytes.

    *pictures* are the reference and the mark of each.
    """
    purpose = AccessPurpose(sent.fields.text("cel"))
    return View(
        template="pictures",
        title=f"Zdjęcia: {sent.number}",
        here="reports",
        context={"number": sent.number, "purpose": purpose, "pictures": pictures},
    )
