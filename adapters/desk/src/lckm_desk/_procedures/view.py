"""One edition of a procedure on a page: its fields, findings, history, and what may be done."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import attrs
from markupsafe import Markup
from starlette.requests import Request

from lckm_core import ContactCentre
from lckm_core.calendar import civil_day, parse_day
from lckm_core.organisation import Act, DeskAct
from lckm_core.procedures import Handover
from lckm_core.publication import Audience, Edition, hidden_because
from lckm_desk import _labels as labels
from lckm_desk._comparison import compare_with_submitted
from lckm_desk._edition_acts import act_rows
from lckm_desk._finding_rows import finding_row
from lckm_desk._pages import Fault, View, path_of
from lckm_desk._permissions import may_do
from lckm_desk._procedures.correction_button import CORRECTION, CorrectionButton
from lckm_desk._procedures.move_forms import MOVE_FORMS, MoveForm
from lckm_desk._records.procedure import ProcedureRecord, period_rows, preview, shown_from
from lckm_desk._records.request import has_requests
from lckm_pages import Addresses, sections_markup
from lckm_sign_in import StaffSession

_FORMS: Sequence[CorrectionButton | MoveForm] = (CORRECTION, *MOVE_FORMS)
_DONE = {
    **{form.page: form.done for form in _FORMS},
    "take-in": "Przyjęto nową wersję. Nikt jej nie zobaczy, dopóki nie zostanie opublikowana.",
    "take-in-record": "Poprawiono tylko zapis o tym, jak opis przyszedł. Tekst jest ten sam.",
    "take-in-again": "Ten sam opis już przyjęto, więc nowa wersja nie powstała.",
}
_LONGEST_DAY = 40


@attrs.frozen(kw_only=True)
class EditionAddress:
    """Which edition a page shows, to whom and on which day.

    Args:
        edition: the number of the edition, empty for the newest.
        audience: whose view of it.
        day: the day as it was typed, empty for today.
    """

    edition: str = ""
    audience: Audience = Audience.EDITORS
    day: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "EditionAddress":
        """Return what an address asks for; what makes no sense is left out."""
        audience = query.get("widok", "")
        return cls(
            edition=query.get("wersja", ""),
            audience=Audience(audience) if audience in tuple(Audience) else Audience.EDITORS,
            day=query.get("dzien", "").strip()[:_LONGEST_DAY],
        )

    def on(self, today: date) -> date | None:
        """Return the day, ``None`` where what was typed is none."""
        if not self.day:
            return today
        day = parse_day(self.day)
        return day if day is not None and 2000 <= day.year <= 2200 else None


def procedure_view(
    centre: ContactCentre,
    record: ProcedureRecord,
    staff: StaffSession,
    address: EditionAddress,
    request: Request,
    *,
    now: datetime,
    done: str = "",
) -> View:
    """Return the page of one edition.

    Args:
        centre: the contact centre.
        record: the procedure.
        staff: who looks at it; the buttons are those of what they may do.
        address: which edition, whose view and which day.
        request: whose paths links begin with.
        now: the moment, aware.
        done: the move that was just made; empty for none.
    """
    today = civil_day(now)
    edition = record.edition(address.edition)
    is_newest = edition is record.newest
    on = address.on(today)
    faults = [] if on else [Fault("dzien", _NO_DAY)]
    text, hidden = edition_preview(centre, edition, address.audience, on or today, request)
    takes_in = is_newest and bool(may_do(staff, DeskAct.TAKE_IN, record, now=now))
    forms = [form for form in _FORMS if may_do(staff, form.verb, record, now=now)]
    return View(
        template="procedure",
        title=f"{edition.id}: {edition.procedure.title}",
        here="procedures",
        status=400 if faults else 200,
        faults=faults,
        context={
            "edition": edition,
            "is_newest": is_newest,
            "newest": record.newest,
            "forms": forms if is_newest else [],
            "takes_in": takes_in,
            "adds_files": takes_in and record.may_get_files,
            "requests_update": is_newest
            and bool(may_do(staff, Act.REQUEST_UPDATE, record, now=now)),
            "asks": has_requests(centre) and bool(may_do(staff, Act.REQUEST_DATA, now=now)),
            "done": _done_words(done, record.newest, today),
            "facts": _facts(edition),
            "periods": period_rows(record.editions, today),
            "findings": [finding_row(one) for one in record.findings] if is_newest else [],
            "address": address,
            "day": (on or today).isoformat(),
            "day_words": labels.day(on or today),
            "audiences": [(one.value, words) for one, words in labels.AUDIENCES.items()],
            "audience_words": labels.AUDIENCES[address.audience],
            "text": text,
            "hidden": hidden,
            **compare_with_submitted(record, edition).context,
            "acts": act_rows(edition),
            "handover": _handover_rows(edition.handover),
            "files": [(one.name, f"{max(1, one.size // 1024)} KB") for one in edition.files],
            "editions": [(str(one.number), one.state.words) for one in reversed(record.readable)],
        },
    )


_NO_DAY = "Podaj dzień jako rok-miesiąc-dzień, na przykład 2026-12-01."


def _done_words(done: str, edition: Edition, today: date) -> str:
    """Return what is said of the move that was just made; empty for none."""
    if done != "publish":
        return _DONE.get(done, "")
    moment = shown_from(edition.window, today)
    if edition.procedure.internal:
        text = f"Pracownicy zobaczą ją {moment}. To procedura wewnętrzna: mieszkańcy jej nie widzą."
    else:
        text = f"Strony dla mieszkańców pokażą ją {moment}."
    return f"{_DONE[done]} {text}"


def edition_preview(
    centre: ContactCentre, edition: Edition, audience: Audience, on: date, request: Request
) -> tuple[Markup, str]:
    """Return the fields of an edition as an audience sees them, or why it sees none."""
    shown = preview(centre, edition, audience, on)
    if shown is None:
        reason = hidden_because(edition.procedure, audience, on)
        assert reason is not None
        return Markup(), f"{reason.pl.rstrip('.')}."

    def page(number: str) -> str:
        return path_of(request, "procedure", numer=number)

    # Files lie at the portal; here a name without a link is enough.
    return sections_markup(shown.sections, Addresses(lambda name: "", page)), ""


def _facts(edition: Edition) -> list[tuple[str, str]]:
    window = edition.window
    start = labels.day(window.start) if window.start else "od publikacji"
    end = labels.day(window.end) if window.end else "bez końca"
    since = edition.in_state_since
    state = edition.state.words + (f", od {labels.moment(since)}" if since else "")
    procedure = edition.procedure
    facts = [
        ("Stan", state),
        ("Jednostka", ", ".join(filter(None, (procedure.unit, procedure.cell)))),
        ("Obowiązuje", f"{start} – {end}"),
    ]
    if procedure.internal:
        facts.append(("Dla kogo", "procedura wewnętrzna: tylko dla pracowników"))
    if edition.requested_on:
        facts.append(("Wniosek z dnia", labels.day(edition.requested_on)))
    return facts


def _handover_rows(handover: Handover | None) -> Sequence[tuple[str, str]]:
    """Return how an edition came, and what was agreed."""
    if handover is None:
        return []
    rows = [
        ("Kto wnioskuje", ", ".join(filter(None, (handover.asked_by, handover.role.value)))),
        ("Jednostka", ", ".join(filter(None, (handover.unit, handover.cell)))),
        ("Jak przyszło", f"{handover.channel.value}, {labels.day(handover.received_on)}"),
        ("Znak sprawy albo numer UPP", handover.reference or ""),
        ("Przyczyna techniczna", handover.technical_reason or ""),
    ]
    agreements = (
        ("Uzgodnienie poczty elektronicznej", handover.channel_agreement),
        ("Uzgodnienie z kierownikiem jednostki", handover.head_agreement),
    )
    rows += [
        (label, f"{one.agreed_with}, {labels.day(one.agreed_on)}")
        for label, one in agreements
        if one
    ]
    return [(label, words) for label, words in rows if words]
