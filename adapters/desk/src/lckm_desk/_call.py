"""One screen for a call: the procedures that answer a question, beside the form of a report."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import attrs
from markupsafe import Markup
from starlette.requests import Request

from lckm_core import ContactCentre
from lckm_core.calendar import civil_day
from lckm_core.centre import ReportPreview
from lckm_core.errors import NoTermsError
from lckm_core.findings import Finding
from lckm_core.ports import Hit, MissingAdapterError
from lckm_core.publication import Audience, Projection
from lckm_core.reports import (
    CategoryQuestions,
    InvalidReportError,
    ReportChannel,
    RouteTable,
    category_questions,
)
from lckm_desk import _labels as labels
from lckm_desk._pages import Fault, View, path_of
from lckm_desk._submissions import ATTRIBUTE
from lckm_http import FormFields
from lckm_intake import Intake, IssuedNumber, NumberNotIssuedError
from lckm_pages import Addresses, sections_markup

MOST_HITS = 5
_LONGEST_QUESTION = 500
# The fields of the form, and where each stands in the data of a report.
_TEXTS = ("opis", "adres", "imie", "telefon", "email", "listy")
_FIELDS: Mapping[str, str] = {
    "description": "opis",
    "category": "kategoria",
    "place/address": "adres",
    "place/kind": "miejsce",
    "place/area": "obszar",
    "reporter/name": "imie",
    "reporter/phone": "telefon",
    "reporter/email": "email",
    "reporter/address": "listy",
}


@attrs.frozen(kw_only=True, repr=False)
class Call:
    """What is on the screen of a call: a question, a procedure, and a report in the making.

    Args:
        centre: the contact centre.
        intake: takes the report in.
        fields: what was typed and chosen.
        table: the table of routes, ``None`` where it cannot be read.
        by: the name of the member of staff.
        now: the moment, aware.
        asks: whether a unit may be asked for data that are missing.
    """

    centre: ContactCentre
    intake: Intake
    fields: FormFields
    table: RouteTable | None
    by: str
    now: datetime
    asks: bool = False

    @property
    def step(self) -> str:
        """The button that was pressed; ``szukaj`` where it was none."""
        return self.fields.text("do") or "szukaj"

    @property
    def asked(self) -> CategoryQuestions:
        """What the routes of the chosen category ask for."""
        category = self.fields.text("kategoria")
        return category_questions(self.table, category) if self.table else CategoryQuestions()

    @property
    def unasked(self) -> Sequence[str]:
        """The attributes that the category asks for and the form did not have yet."""
        return [one for one in self.asked.names if f"{ATTRIBUTE}{one}" not in self.fields.values]

    @property
    def form(self) -> dict[str, Any]:
        """The report as plain data; what is empty is left out."""
        typed = {name: self.fields.text(name).strip() for name in (*_TEXTS, *_FIELDS.values())}
        place = {"address": typed["adres"], "kind": typed["miejsce"], "area": typed["obszar"]}
        reporter = {
            "name": typed["imie"],
            "phone": typed["telefon"],
            "email": typed["email"],
            "address": typed["listy"],
        }
        values = [(one, self.fields.text(f"{ATTRIBUTE}{one}").strip()) for one in self.asked.names]
        data = {
            "description": self.fields.text("opis"),
            "channel": ReportChannel.PHONE.value,
            "category": typed["kategoria"],
            "place": {key: value for key, value in place.items() if value},
            "reporter": {key: value for key, value in reporter.items() if value},
            "attributes": [{"name": name, "value": value} for name, value in values if value],
        }
        return {key: value for key, value in data.items() if value or key == "description"}

    @property
    def issued(self) -> IssuedNumber | None:
        """The number that the form carries, ``None`` for none or one that was not issued here."""
        issued = IssuedNumber(self.fields.text("nadany"), self.fields.text("dowod"))
        return issued if self.intake.is_issued(issued) else None

    def find(self) -> Sequence[Hit] | None:
        """Return the procedures that answer the question; ``None`` where no adapter searches."""
        question = self.fields.text("pytanie").strip()[:_LONGEST_QUESTION]
        if not question:
            return ()
        try:
            return self.centre.find(question, audience=Audience.CALL_CENTRE, limit=MOST_HITS)
        except MissingAdapterError:
            return None

    def procedure(self) -> Projection | None:
        """Return the chosen procedure as the call centre sees it today."""
        number = self.fields.text("procedura")
        if not number:
            return None
        return self.centre.show(number, Audience.CALL_CENTRE, on=civil_day(self.now))

    def register(self) -> str:
        """Register the report; return its number.

        Raises as :meth:`lckm_intake.Intake.register`.
        """
        if self.issued is None:
            raise NumberNotIssuedError
        receipt = self.intake.register(self.form, (), self.issued, now=self.now, by=self.by)
        return receipt.number


def call_view(call: Call, request: Request) -> View:
    """Return the screen of a call after a button was pressed, or at its beginning."""
    faults: list[Fault] = []
    preview = None
    issued = call.issued
    asks_more = call.step == "sprawdz" and bool(call.unasked)
    if call.step in ("sprawdz", "zapisz") and not asks_more:
        preview = call.centre.preview_report(call.form, now=call.now)
        faults = [_fault(one) for one in preview.findings.errors]
        if preview.terms is None:
            faults.append(Fault("", NoTermsError(civil_day(call.now)).message.pl))
        if faults:
            preview = None
        elif issued is None:
            # Once for a call: a form that is sent twice is one report.
            issued = call.intake.issue(call.now)
    return _view(call, request, faults, preview, issued, asks_more=asks_more)


def refused_view(call: Call, request: Request, error: Exception) -> View:
    """Return the screen with why a report was not registered, and all that was typed."""
    if isinstance(error, InvalidReportError):
        faults = [_fault(one) for one in error.findings.errors]
    else:
        faults = [Fault("", "Nie zapisano. Sprawdź zgłoszenie i zapisz je jeszcze raz.")]
    return _view(call, request, faults, None, None, asks_more=False)


def taken_view(number: str, code: str) -> View:
    """Return what to read to the caller once the report is registered."""
    return View(
        template="taken",
        title="Zgłoszenie przyjęte",
        here="call",
        context={"number": number, "code": code},
    )


def _fault(finding: Finding) -> Fault:
    return Fault(_FIELDS.get(finding.path.strip("/"), "opis"), finding.message)


def _view(
    call: Call,
    request: Request,
    faults: Sequence[Fault],
    preview: ReportPreview | None,
    issued: IssuedNumber | None,
    *,
    asks_more: bool,
) -> View:
    shown = call.procedure()
    asked = call.asked
    return View(
        template="call",
        title="Rozmowa",
        here="call",
        status=422 if faults else 200,
        faults=faults,
        context={
            "typed": call.fields.text,
            "step": call.step,
            "is_first": not call.fields.values,
            "hits": call.find(),
            "asks": call.asks,
            "procedure": shown,
            "procedure_text": _markup(shown, request) if shown is not None else Markup(),
            "categories": _named(call.table),
            "asked": [(f"{ATTRIBUTE}{one.name}", one) for one in asked.attributes],
            "place_kinds": asked.place_kinds,
            "areas": asked.areas,
            "asks_more": asks_more,
            "preview": preview,
            "receiver": (preview.receiver or "helpdesk") if preview else "",
            "clean_day": labels.day(preview.first_clean_day) if preview else "",
            "issued": issued,
        },
    )


def _named(table: RouteTable | None) -> list[tuple[str, str]]:
    return [(one.id, one.name) for one in table.categories] if table is not None else []


def _markup(shown: Projection, request: Request) -> Markup:
    """Return the text of a procedure; a link to another opens it on this screen."""

    def page(number: str) -> str:
        return path_of(request, "call", procedura=number)

    # Files lie at the portal; here a name without a link is enough.
    return sections_markup(shown.sections, Addresses(lambda name: "", page))
