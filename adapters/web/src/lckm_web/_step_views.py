"""The pages of one report, as views: form, details, contact and check."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import attrs

from lckm_core import ContactCentre
from lckm_core.calendar import civil_day
from lckm_core.centre import ReportPreview
from lckm_core.errors import NoSuchReportError
from lckm_core.reports import (
    Category,
    IntakeLimits,
    InvalidReportError,
    RouteTable,
    categories_by_words,
)
from lckm_core.streets import StreetMatch
from lckm_http import LANGUAGE_NAMES
from lckm_intake import DraftFile, Intake, takes_pdf
from lckm_web._answers import (
    ATTRIBUTE,
    OTHER_KIND,
    STREET_CHOICE,
    TRAP,
    UNKNOWN,
    Answers,
    point_text,
)
from lckm_web._category_search import shown_categories
from lckm_web._check_summary import CheckSummary
from lckm_web._city_map import CityMap
from lckm_web._deletion import Deletion
from lckm_web._faults import MOST_CHARACTERS, Fault, warnings
from lckm_web._pages import View
from lckm_web._places import Places, streets_meant
from lckm_web._receipt_mail import ReceiptMail
from lckm_web._redacted import mark_redactions, meanings, placeholders_marked
from lckm_web._step import Step
from lckm_web._words import Words

_LOG = logging.getLogger("lckm_web")
_NO_WORDS = "–"


@attrs.frozen(kw_only=True, repr=False)
class StepViews:
    """Makes the pages of a report. Everything here blocks, so it is called in threads."""

    _centre: ContactCentre
    _intake: Intake
    _limits: IntakeLimits
    _places: Places
    _category_words: Mapping[str, Sequence[str]]
    _receipts: ReceiptMail
    _city_map: CityMap | None

    def table(self) -> RouteTable | None:
        """Return the table of routes, ``None`` when it cannot be read: the form does without."""
        try:
            return self._centre.plugins.routes.table()
        except Exception as error:  # noqa: BLE001  (a report can be made without a category)
            _LOG.error("the table of routes cannot be read: %s", type(error).__name__)
            return None

    def locate(self, step: Step) -> Step:
        """Return a step with the table of routes, and what is known of its street."""
        return self._places.locate(attrs.evolve(step, table=step.table or self.table()))

    def file(self, step: Step, token: str) -> DraftFile | None:
        """Return a file by its token, opened once in a step."""
        if token not in step.opened:
            step.opened[token] = self._intake.file(token, now=step.now)
        return step.opened[token]

    def files(self, step: Step) -> list[DraftFile]:
        """Return the files that came so far and are still there."""
        files = (self.file(step, token) for token in step.answers.files)
        return [file for file in files if file is not None]

    def points(self, step: Step) -> list[DraftFile]:
        """Return the pictures whose place may be that of the event, until that is settled."""
        if step.answers.point.strip():
            return []
        unused, area = step.answers.unused_points, self._limits.area
        return [
            file
            for file in self.files(step)
            if file.point and area.holds(file.point.latitude, file.point.longitude)
            if file.token not in unused
        ]

    def with_number(self, step: Step) -> Step:
        """Return a step with a newly drawn number for its pages to carry."""
        issued = self._intake.issue(step.now)
        answers = attrs.evolve(step.answers, number=issued.number, proof=issued.proof)
        return attrs.evolve(step, answers=answers)

    def summary(self, step: Step) -> CheckSummary:
        """Return what would happen to a report if it were sent now."""
        return CheckSummary.of(self._way(step), on=civil_day(step.now))

    def _way(self, step: Step) -> ReportPreview:
        """Return a preview of the report without its words: where it would go, who would see it."""
        # No route depends on the words, and redacting them takes longer than all else.
        form = self.report_form(step, ())
        place = {key: value for key, value in (form["place"] or {}).items() if key != "address"}
        form |= {"description": _NO_WORDS, "place": place}
        return self._centre.preview_report(form, now=step.now, limits=self._limits)

    def is_registered(self, number: str) -> bool:
        """Return whether a number has its report."""
        return self._centre.plugins.reports.get(number) is not None

    def is_anonymous(self, number: str) -> bool:
        """Return whether the personal data of a registered report are gone."""
        try:
            return self._centre.status(number).first_clean_day is None
        except NoSuchReportError:
            return False

    def report_form(self, step: Step, files: Iterable[DraftFile]) -> dict[str, Any]:
        """Return the form of a report, as the library takes it."""
        answers, asked = step.answers, step.questions
        # A choice that this category does not offer is left over from another.
        if answers.place_kind not in asked.place_kinds:
            answers = attrs.evolve(answers, place_kind="")
        if not self._places.has_area(step):
            answers = attrs.evolve(answers, area=step.street_area)
        return answers.report_form(
            language=step.words.language,
            asked=asked.names,
            sizes=[(file.name, file.size) for file in files],
        )

    def empty_form(self, words: Words, now: datetime) -> View:
        """Return the first page with nothing filled in."""
        step = Step("form", "show", Answers(), words, now, table=self.table())
        return attrs.evolve(self.form(step, (), ()), is_untouched=True)

    def categories(self, words: Words) -> list[tuple[str, str]]:
        """Return the categories that can be reported, with their names."""
        table = self.table()
        reported = (
            [category for category in table.categories if not category.stops] if table else []
        )
        return _name_choices(reported, words.category)

    def view(self, step: Step, page: str, found: Sequence[Fault]) -> View:
        """Return a page of a report, with what is wrong on it."""
        if page == "details":
            return self._details(step, found)
        if page == "contact":
            return self._contact(step, found)
        if page == "check":
            return self._check(step, found)
        return self.form(step, found, self.files(step))

    def form(self, step: Step, found: Sequence[Fault], files: Sequence[DraftFile]) -> View:
        """Return the first page; it needs no store."""
        words, table, answers = step.words, step.table, step.answers
        shown = {"description", "category", "street", "place", "area", "point", TRAP}
        shown |= {"category_search", "searched"}
        return View(
            page="form",
            title=words.translate("Co się stało i gdzie?"),
            faults=found,
            context={
                "answers": answers,
                "dangers": self._dangers(step),
                "shown": shown if table else shown - {"category"},
                **shown_categories(step, self._category_words),
                "has_streets": self._places.has_streets,
                "street_choice": STREET_CHOICE,
                "streets": [] if _is_faulty("street", found) else streets_meant(step),
                "areas": self._places.areas(words),
                "files": files,
                "unknown": UNKNOWN,
                "trap": TRAP,
                "city_map": self._city_map,
                "map_area": attrs.astuple(self._limits.area),
                "most_characters": MOST_CHARACTERS,
                "takes_pdf": takes_pdf(),
                "most_files": self._limits.most_attachments if self._intake.takes_files else 0,
                "most_bytes": self._limits.most_bytes,
            },
        )

    def _dangers(self, step: Step) -> list[Fault]:
        """Return whom to call, as the categories say whose words are in the report."""
        answers, table = step.answers, step.table
        if table is None:
            return []
        text = f"{answers.description}\n{answers.address_line}"
        return [
            Fault("", notice, stops=True)
            for category in categories_by_words(text, table)
            # The notice of the chosen category is on the page anyway.
            if category.id != answers.category and (notice := step.words.notice(category))
        ]

    def _details(self, step: Step, found: Sequence[Fault]) -> View:
        words, asked, answers = step.words, step.questions, step.answers
        points = self.points(step)

        def offer(file: DraftFile) -> str:
            text = words.translate("Tak, położenie z pliku {name}: {point}")
            return text.format(name=file.name, point=point_text(file.point))

        shown = {ATTRIBUTE + name for name in asked.names}
        shown |= {"place_kind"} if asked.place_kinds else set()
        shown |= {"area"} if asked.areas else set()
        return View(
            page="details",
            title=words.translate("Jeszcze kilka szczegółów"),
            faults=found,
            context={
                "answers": answers,
                "dangers": self._dangers(step),
                "shown": shown,
                "questions": asked,
                "place_kinds": [(slug, words.name(slug)) for slug in asked.place_kinds],
                "asked_areas": [(slug, self._places.area(words, slug)) for slug in asked.areas],
                "other_kind": OTHER_KIND,
                "points": points,
                "photo_points": [(file.token, offer(file)) for file in points],
                "wordings": lambda options: [(option, words.name(option)) for option in options],
            },
        )

    def _contact(self, step: Step, found: Sequence[Fault]) -> View:
        return View(
            page="contact",
            title=step.words.translate("Czy mamy się z Tobą skontaktować?"),
            faults=found,
            context={
                "answers": step.answers,
                "dangers": self._dangers(step),
                "shown": {"name", "email", "phone", "address", "receipt"},
                "mails_receipts": self._receipts.is_offered,
                "seen_by": self._way(step).contact_seen_by,
            },
        )

    def _check(self, step: Step, found: Sequence[Fault]) -> View:
        words, _, answers, table = step.words, step.words.translate, step.answers, step.table
        files = self.files(step)
        form = self.report_form(step, files)
        preview = self._centre.preview_report(form, now=step.now, limits=self._limits)
        if preview.description is None:
            raise InvalidReportError(preview.findings)
        summary = CheckSummary.of(preview, on=civil_day(step.now))
        if step.shown:
            # Whatever brought the page back, say what has changed since it was shown.
            known = {fault.message for fault in found}
            changes = (Fault("", text) for text in summary.changes(step.shown, words))
            found = [*found, *(fault for fault in changes if fault.message not in known)]
        notices = []
        if answers.is_suspect:
            notices.append(
                _("To zgłoszenie najpierw przeczyta pracownik, bo wypełniono ukryte pole.")
            )
        category = _category(words, form["category"], table)
        reason, rule = words.reason(
            preview.because, category=category or None, has_table=table is not None
        )
        contact = _contact(words, answers)
        return View(
            page="check",
            title=_("Sprawdź, zanim wyślesz"),
            faults=found,
            context={
                **self._redacted_texts(step, form["place"] or {}, preview),
                "answers": answers,
                "dangers": self._dangers(step),
                "notices": notices,
                "category": category,
                "files": files,
                "files_elsewhere": len(answers.files) - len(files),
                "questions": bool(step.questions),
                "language_name": LANGUAGE_NAMES.get(words.language, words.language),
                "receiver": preview.receiver,
                "files_go_along": preview.files_go_along,
                "reason": reason,
                "rule": rule,
                "contact": contact,
                "receipt_to": self._receipts.address(step),
                "seen_by": preview.contact_seen_by,
                "deletion": Deletion(
                    is_struck=bool(preview.description.spans) or _is_struck(preview),
                    has_contact=bool(contact),
                    has_files=bool(answers.files),
                ),
                "words": words,
                "warnings": list(warnings(preview.findings, _)),
                "last_day": words.day(preview.first_clean_day),
                "terms": words.terms(summary.terms),
                "summary": summary.text,
            },
        )

    def _redacted_texts(
        self, step: Step, place: Mapping[str, Any], preview: ReportPreview
    ) -> Mapping[str, Any]:
        """Return what the check page shows of a report's texts, with redactions marked."""
        words, description = step.words, preview.description
        assert description is not None
        marks = words.translate("wykreślone"), words.translate("koniec wykreślenia")
        return {
            "typed": mark_redactions(description, *marks),
            "struck": bool(description.spans),
            "marks": meanings(description.text, words),
            "struck_elsewhere": _is_struck(preview),
            "redacted": placeholders_marked(description.text),
            "weaker": words.language != "pl" or _has_other_script(step.answers.description),
            "area_by_street": bool(step.street_area),
            "is_unlisted": step.match == StreetMatch(),
            "is_placed": not {"address", "area", "point"}.isdisjoint(place),
            "places": self._places.lines(words, place, preview, marks),
            "attributes": [
                (words.label(name), mark_redactions(value, *marks))
                for name, value in preview.attributes
            ],
        }


def _is_faulty(field: str, found: Sequence[Fault]) -> bool:
    return any(fault.field == field for fault in found)


def _category(words: Words, chosen: str | None, table: RouteTable | None) -> str:
    """Return the name of the chosen category, by its id where no table can be read."""
    names = (
        {category.id: words.category(category) for category in table.categories} if table else {}
    )
    return names.get(chosen, words.name(chosen)) if chosen else ""


def _is_struck(preview: ReportPreview) -> bool:
    """Return whether anything is redacted outside the description."""
    texts = [preview.address, *(value for _, value in preview.attributes)]
    return any(text.spans for text in texts if text)


def _contact(words: Words, answers: Answers) -> list[tuple[str, str]]:
    _ = words.translate
    rows = (
        (_("E-mail"), answers.email),
        (_("Telefon"), answers.phone),
        (_("Imię i nazwisko"), answers.name),
        (_("Adres do listów"), answers.address),
    )
    return [(name, value) for name, value in rows if value.strip()]


def _name_choices(
    categories: Iterable[Category], name: Callable[[Category], str]
) -> list[tuple[str, str]]:
    return [(category.id, name(category)) for category in categories]


def _has_other_script(text: str) -> bool:
    """Return whether a text has letters that Polish does not, such as Cyrillic ones."""
    return any(sign.isalpha() and ord(sign) > 0x24F for sign in text)
