"""What is on the screen of a call: a question, a procedure, and a report in the making."""

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import attrs

from lckm_core import ContactCentre
from lckm_core.calendar import civil_day
from lckm_core.centre import ReportPreview
from lckm_core.errors import LckmError, describe_error
from lckm_core.organisation import Role
from lckm_core.ports import Hit, MissingAdapterError
from lckm_core.publication import Audience, Projection
from lckm_core.reports import (
    Category,
    CategoryQuestions,
    ReportChannel,
    ReportKind,
    RouteTable,
    categories_by_words,
    category_questions,
)
from lckm_desk._similar_reports import SimilarReport, similar_to_call
from lckm_desk._submissions import ATTRIBUTE
from lckm_http import FormFields
from lckm_intake import Intake, IssuedNumber, NumberNotIssuedError

MOST_HITS = 5
GO_ON = "zapisz-dalej"
"""The button that saves a report and opens the next of the same caller."""
_CONTACT = ("imie", "telefon", "email", "listy")
_LONGEST_QUESTION = 500
_LOG = logging.getLogger("lckm_desk")
_NO_SEARCH = "Żaden adapter nie szuka w procedurach. Robi to lckm_search."
_FAILED_SEARCH = (
    "Wyszukiwarka procedur teraz nie odpowiada. Zgłoszenie zapiszesz bez niej. Jeśli to się "
    "powtarza, powiedz o tym administratorowi."
)


@attrs.frozen(kw_only=True, repr=False)
class Call:
    """What is on the screen of a call.

    Args:
        centre: the contact centre.
        intake: takes the report in.
        fields: what was typed and chosen.
        table: the table of routes, ``None`` where it cannot be read.
        by: the name of the member of staff.
        login: the login of whoever sent it.
        role: the role in which they take the call.
        now: the moment, aware.
        may_see: whether they may look at the report of a number.
        asks: whether a unit may be asked for data that are missing.
    """

    centre: ContactCentre
    intake: Intake
    fields: FormFields
    table: RouteTable | None
    by: str
    login: str
    role: Role | None
    now: datetime
    may_see: Callable[[str], bool]
    asks: bool = False

    @property
    def step(self) -> str:
        """What was asked for: ``szukaj``, ``pokaz``, ``sprawdz`` or ``zapisz``."""
        pressed = "zapisz" if self.goes_on else self.fields.text("do")
        if pressed != "enter":
            return pressed or ("pokaz" if self.fields.text("procedura") else "szukaj")
        # Enter was pressed in a field, and a browser does not say in which.
        is_searched = self.question == self.fields.text("szukano")
        return "sprawdz" if is_searched and self.fields.text("opis").strip() else "szukaj"

    @property
    def goes_on(self) -> bool:
        """Whether the same caller has something else to report after this one."""
        return self.fields.text("do") == GO_ON

    @property
    def following(self) -> "Call":
        """The next report of the same caller: with how to reach them, and nothing else."""
        kept = {name: self.fields.texts(name) for name in _CONTACT if self.fields.text(name)}
        return attrs.evolve(self, fields=FormFields(kept))

    # ── the question ─────────────────────────────────────────────────────────────────────────────

    @property
    def question(self) -> str:
        """What the caller asks, as it is searched for."""
        return " ".join(self.fields.text("pytanie").split())[:_LONGEST_QUESTION]

    def find(self) -> tuple[Sequence[Hit] | None, str]:
        """Return the procedures that answer the question, else ``None`` and why there are none."""
        if not self.question:
            return (), ""
        try:
            hits = self.centre.find(self.question, audience=Audience.CALL_CENTRE, limit=MOST_HITS)
        except MissingAdapterError:
            return None, _NO_SEARCH
        except LckmError as error:
            # What the caller said stays on the page, whatever became of the index.
            _LOG.error("search failed: %s", describe_error(error))
            return None, _FAILED_SEARCH
        return hits, ""

    def procedure(self) -> Projection | None:
        """Return the chosen procedure as the call centre sees it today."""
        number = self.fields.text("procedura")
        # PostgreSQL cannot even look for a NUL, which would read as an outage.
        if not number or not number.isprintable() or self.step == "szukaj":
            return None
        return self.centre.show(number, Audience.CALL_CENTRE, on=civil_day(self.now))

    # ── the report ───────────────────────────────────────────────────────────────────────────────

    @property
    def kind(self) -> ReportKind:
        """The kind of the report: an intervention unless another is chosen."""
        chosen = self.fields.text("rodzaj")
        return ReportKind(chosen) if chosen in tuple(ReportKind) else ReportKind.INTERVENTION

    @property
    def category(self) -> Category | None:
        """The chosen category, ``None`` for none of the table."""
        known = self.table.categories if self.table else ()
        return next(
            (category for category in known if category.id == self.fields.text("kategoria")), None
        )

    @property
    def dangers(self) -> Sequence[Category]:
        """The categories whose words of danger are in the question or report, once each."""
        if self.table is None:
            return ()
        typed = (self.fields.text(name) for name in ("pytanie", "opis", "adres"))
        found = [category for text in typed for category in categories_by_words(text, self.table)]
        # If the chosen category is one, the page says so anyway.
        return [category for category in dict.fromkeys(found) if category != self.category]

    @property
    def asked(self) -> CategoryQuestions:
        """What the routes of the chosen category and kind ask for."""
        if self.table is None or self.category is None:
            return CategoryQuestions()
        return category_questions(self.table, self.category.id, self.kind)

    @property
    def asked_for(self) -> str:
        """The category and kind whose questions the next form has."""
        return f"{self.kind.value} {self.fields.text('kategoria')}" if self.asked else ""

    @property
    def is_unasked(self) -> bool:
        """Whether the form lacked the questions of the category and kind chosen in it."""
        return self.asked_for not in ("", self.fields.text("pytano"))

    @property
    def attributes(self) -> Mapping[str, str]:
        """The attributes that are asked for and filled in, by name."""
        typed = {name: self.fields.text(f"{ATTRIBUTE}{name}").strip() for name in self.asked.names}
        return {name: value for name, value in typed.items() if value}

    @property
    def form(self) -> dict[str, Any]:
        """The report as plain data; what is empty is left out."""

        def filled(**names: str) -> dict[str, str]:
            typed = {key: self.fields.text(name).strip() for key, name in names.items()}
            return {key: value for key, value in typed.items() if value}

        place = filled(address="adres")
        for key, name, options in (
            ("kind", "miejsce", self.asked.place_kinds),
            ("area", "obszar", self.asked.areas),
        ):
            # A choice that this category does not offer is left over from another.
            if self.fields.text(name) in options:
                place[key] = self.fields.text(name)
        data = {
            "description": self.fields.text("opis"),
            "channel": ReportChannel.PHONE.value,
            "kind": self.kind.value,
            **filled(category="kategoria"),
            "place": place,
            "reporter": filled(name="imie", phone="telefon", email="email", address="listy"),
            "attributes": [
                {"name": name, "value": value} for name, value in self.attributes.items()
            ],
        }
        return {key: value for key, value in data.items() if value or key == "description"}

    def similar(self) -> Sequence[SimilarReport] | None:
        """Return reports that may be about the same thing; ``None`` if the search failed."""
        category = self.category.id if self.category else None
        address = " ".join(self.fields.text("adres").split())
        return similar_to_call(self.centre, category, address, self.may_see, now=self.now)

    def preview(self) -> ReportPreview:
        """Return what would be registered now, and where it would go."""
        return self.centre.preview_report(self.form, now=self.now)

    def summary(self, preview: ReportPreview) -> str:
        """Return a text of the report and its route, by which the form proves what was checked."""
        # Browsers send line breaks as CR LF.
        form = {**self.form, "description": self.form["description"].replace("\r\n", "\n")}
        parts = (
            form,
            preview.receiver,
            preview.because.pl if preview.because else None,
            preview.contact_seen_by,
            preview.first_clean_day.isoformat(),
            preview.terms.version if preview.terms else None,
        )
        return json.dumps(parts)

    @property
    def issued(self) -> IssuedNumber | None:
        """The number that the form carries, ``None`` for none or one that was not issued here."""
        issued = IssuedNumber(self.fields.text("nadany"), self.fields.text("dowod"))
        return issued if self.intake.is_issued(issued) else None

    @property
    def is_registered(self) -> bool:
        """Whether the number that the form carries has its report."""
        reports = self.centre.plugins.reports
        return self.issued is not None and reports.get(self.issued.number) is not None

    def register(self, terms_version: str | None) -> str:
        """Register the report; return its number.

        Raises as :meth:`lckm_intake.Intake.register`.
        """
        if self.issued is None:
            raise NumberNotIssuedError
        receipt = self.intake.register(
            self.form,
            (),
            self.issued,
            now=self.now,
            by=self.by,
            role=self.role,
            terms_version=terms_version,
        )
        return receipt.number
