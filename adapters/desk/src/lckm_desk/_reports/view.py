"""One report on a page: its text, its way and why, its deliveries, history and trail."""

from collections.abc import Sequence

from lckm_core import ContactCentre
from lckm_core.delivery import Dispatch, helpdesk_note, refusal_note
from lckm_core.organisation import Act, DeskAct
from lckm_core.reports import RouteTable, first_clean_day
from lckm_desk import _labels as labels
from lckm_desk._pages import View
from lckm_desk._permissions import may_do
from lckm_desk._records.report import ReportRecord, other_deliveries, trail_of
from lckm_desk._reports.act_forms import ACT_FORMS, UNCHANGED
from lckm_desk._submissions import ReportSubmission
from lckm_sign_in import StaffSession

_DONE = {form.name: form.done for form in ACT_FORMS} | {
    UNCHANGED: "Nic nie zmieniono: wszystko jest tak, jak było."
}


def report_view(
    asked: ReportSubmission, staff: StaffSession, *, table: RouteTable | None, done: str = ""
) -> View:
    """Return the page of a report.

    Args:
        asked: which report, and when.
        staff: who looks at it; the buttons are those of what they may do.
        table: the table of routes, which names the categories.
        done: the name of the act that was just done; empty for none.
    """
    record, now = asked.record, asked.now
    report, dispatch = record.report, record.dispatch
    deliveries = (dispatch, *other_deliveries(asked.centre, report.number))
    forms = [form for form in ACT_FORMS if may_do(staff, form.act, record, now=now)]
    sees_trail = bool(may_do(staff, DeskAct.SEE_TRAIL, record, now=now))
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
            "age": labels.age(report.registered_at, now),
            "deliveries": [delivery_row(one) for one in deliveries],
            "clean_day": labels.day(clean),
            "forms": forms,
            "reads_person": bool(may_do(staff, Act.READ_PERSONAL, record, now=now)),
            "sees_trail": sees_trail,
            "trail": trail_rows(asked.centre, record) if sees_trail else None,
            "done": _DONE.get(done, ""),
        },
    )


def delivery_row(dispatch: Dispatch) -> dict[str, str]:
    """Return a delivery in words."""
    reasons = []
    note = helpdesk_note(dispatch)
    if note is not None:
        reasons.append(note.pl)
    else:
        if dispatch.routed:
            reasons.append(f"Wybór drogi: {dispatch.routed}.")
        if dispatch.mailbox is not None:
            reasons.append(f"Skrzynka: {dispatch.mailbox.address}.")
        if dispatch.mailbox_refusal is not None:
            refusal = refusal_note(dispatch.mailbox_refusal)
            reasons.append(f"Ostatnia odmowa: {refusal.pl}.")
    if dispatch.needs_a_hand:
        reasons.append("Tylko człowiek ustali, czy helpdesk je ma.")
    elif dispatch.in_doubt:
        reasons.append("Odbiorca mógł je już dostać.")
    confirmed = ""
    if dispatch.is_notice:
        at = dispatch.confirmed_at
        confirmed = f"potwierdzono {labels.moment(at)}" if at else "niepotwierdzone"
    return {
        "what": labels.DELIVERIES[dispatch.kind],
        "state": ", ".join(filter(None, (labels.STATES[dispatch.state], confirmed))),
        "receiver": labels.receiver_of(dispatch),
        "since": labels.moment(dispatch.since),
        "attempts": str(dispatch.attempts),
        "reference": dispatch.reference or "",
        "why": " ".join(reasons),
    }


def trail_rows(
    centre: ContactCentre, record: ReportRecord
) -> Sequence[tuple[str, str, str]] | None:
    """Return when, what and who of each event of a report; ``None`` without a trail."""
    entries = trail_of(centre, record)
    if entries is None:
        return None
    rows = []
    for entry in entries:
        event = entry.event
        role = event.role.value if event.role is not None else ""
        who = ", ".join(filter(None, (event.by or "", role)))
        rows.append((labels.moment(event.at), labels.event_words(event), who))
    return rows
