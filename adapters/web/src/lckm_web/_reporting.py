"""The pages of one report, from the first word to the receipt."""

import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, Final

import attrs
from lckm_intake import DraftFile, Intake, IssuedNumber, RefusedFileError

from lckm_core import ContactCentre
from lckm_core.calendar import civil_day
from lckm_core.errors import AlreadyRegisteredError, NoTermsError, StoreUnavailableError
from lckm_core.reports import (
    Category,
    IntakeLimits,
    InvalidReportError,
    RouteTable,
    check_report_form,
)
from lckm_http import FormFile
from lckm_web._answers import ATTRIBUTE, TRAP, UNKNOWN, Answers
from lckm_web._faults import MOST_CHARACTERS, Fault, faults, page_of, warnings
from lckm_web._pages import View
from lckm_web._questions import Questions, questions
from lckm_web._redacted import marked
from lckm_web._words import LANGUAGE_NAMES, Words

_LOG = logging.getLogger("lckm_web")
_ORDER: Final = ("form", "details", "contact", "check")


@attrs.frozen(repr=False)
class Step:
    """One page of a report that was sent, with what came with it.

    Args:
        page: the page: ``form``, ``details``, ``contact``, ``check`` or ``send``.
        action: ``next``, or ``show`` for the page as it is, with what it brought.
        answers: what it carries.
        new_files: the files that came with it.
        removed: the tokens of files to discard.
        photo_point: the token of a picture whose place is that of the event.
        number: of the words.
    """

    page: str
    action: str
    answers: Answers
    words: Words
    now: datetime
    new_files: Sequence[FormFile] = ()
    removed: Sequence[str] = ()
    photo_point: str = ""


class Reporting:
    """Takes a report page by page. Everything here blocks, so it is called in threads."""

    def __init__(
        self,
        centre: ContactCentre,
        intake: Intake,
        *,
        areas: Sequence[tuple[str, str]],
        limits: IntakeLimits,
        phone: str,
    ) -> None:
        self._centre = centre
        self._intake = intake
        self._areas = areas
        self._phone = phone
        self._limits = limits

    def table(self) -> RouteTable | None:
        """Return the table of routes, ``None`` when it cannot be read: the form does without."""
        try:
            return self._centre.plugins.routes.table()
        except Exception as error:  # noqa: BLE001  (a report can be made without a category)
            _LOG.error("the table of routes cannot be read: %s", type(error).__name__)
            return None

    def take(self, step: Step) -> View | IssuedNumber:
        """Return the next page, or the number of a report that is registered.

        Whatever is wrong, the page that comes back has every word that was typed.
        """
        try:
            return self._take(step)
        except StoreUnavailableError:
            return self.refused(step, 503, self._busy(step.words))
        except NoTermsError:
            return self.refused(step, 503, self._closed(step.words))
        except Exception as error:  # noqa: BLE001  (nobody's words are lost, or shown in a log)
            _LOG.error("%s failed: %s", step.page, type(error).__name__)
            return self.refused(step, 500, self._busy(step.words))

    def refused(self, step: Step, status: int, message: str, wait: float = 0) -> View:
        """Return the page that was sent once more, with why it was not taken."""
        page = "check" if step.page == "send" else step.page
        headers = {"Retry-After": str(max(1, round(wait)))} if wait else {}
        found = [Fault("", message)]
        try:
            view = self._view(step, page, step.answers, found)
        except Exception as error:  # noqa: BLE001  (without what the store has, such as its files)
            _LOG.error("%s failed: %s", page, type(error).__name__)
            view = self._form(step, step.answers, found, None, ())
        return attrs.evolve(view, status=status, headers=headers)

    def _take(self, step: Step) -> View | IssuedNumber:
        answers, found = self._with_files(step)
        if step.photo_point or step.page == "details":
            answers = self._with_photo_point(step, answers)
        table = self.table()
        if step.action == "show":
            page = "check" if step.page == "send" else step.page
            return self._view(step, page, answers, found)
        found += self._judged(step, answers, table)
        pages = _ORDER[: _ORDER.index(step.page) + 1] if step.page in _ORDER else _ORDER
        wrong = [page for page in pages if any(page_of(fault) == page for fault in found)]
        if wrong:
            shown = [fault for fault in found if page_of(fault) == wrong[0]]
            return attrs.evolve(self._view(step, wrong[0], answers, shown), status=400)
        if step.page == "send":
            return self._send(step, answers, table)
        following = self._following(step.page, answers, table, step.now)
        return self._view(step, following, answers, ())

    def _following(
        self, page: str, answers: Answers, table: RouteTable | None, now: datetime
    ) -> str:
        """Return the page after *page*; the one with details only where there are questions."""
        if page == "form":
            asks = questions(table, answers.category) or self._points(answers, now)
            return "details" if asks else "contact"
        return {"details": "contact", "contact": "check"}.get(page, "check")

    # ── files ───────────────────────────────────────────────────────────────────────────────────

    def _with_files(self, step: Step) -> tuple[Answers, list[Fault]]:
        """Return the answers with the files that came, and what is wrong with those."""
        _ = step.words.translate
        found: list[Fault] = []
        tokens = list(step.answers.files)
        for token in step.removed:
            if token in tokens:
                self._intake.discard(token)
                tokens.remove(token)
        known = [token for token in tokens if self._intake.file(token, now=step.now) is not None]
        if len(known) < len(tokens) and step.page != "send":
            found.append(
                Fault("new_files", _("Jednego z plików już nie mamy. Dodaj go jeszcze raz."))
            )
            tokens = known
        for file in step.new_files:
            if len(tokens) >= self._limits.most_attachments:
                words = _("Plików może być najwyżej {count}. Nie dodano: {name}.")
                text = words.format(count=self._limits.most_attachments, name=file.name)
            elif file.is_too_large or len(file.data) > self._limits.most_bytes:
                words = _("Plik {name} jest za duży. Może mieć najwyżej {size}.")
                text = words.format(name=file.name, size=step.words.size(self._limits.most_bytes))
            else:
                try:
                    tokens.append(self._intake.add_file(file.name, file.data, now=step.now).token)
                    continue
                except RefusedFileError as error:
                    words = _("Plik {name} nie został dodany. {reason}")
                    text = words.format(name=file.name, reason=step.words.message(error.message))
            found.append(Fault("new_files", text))
        return attrs.evolve(step.answers, files=tuple(tokens)), found

    def _files(self, answers: Answers, now: datetime) -> list[DraftFile]:
        files = (self._intake.file(token, now=now) for token in answers.files)
        return [file for file in files if file is not None]

    def _points(self, answers: Answers, now: datetime) -> list[DraftFile]:
        """Return the pictures whose place may be that of the event, until that is settled."""
        if answers.point.strip():
            return []
        files = self._files(answers, now)
        return [file for file in files if file.point and file.token not in answers.unused_points]

    def _with_photo_point(self, step: Step, answers: Answers) -> Answers:
        """Return the answers with the place of the picture that was chosen."""
        if step.action == "show":
            return answers
        for file in self._points(answers, step.now):
            if file.token == step.photo_point and file.point:
                point = f"{file.point.latitude:.5f},{file.point.longitude:.5f}"
                return attrs.evolve(answers, point=point)
        unused = [file.token for file in self._points(answers, step.now)]
        return attrs.evolve(
            answers, unused_points=tuple(dict.fromkeys((*answers.unused_points, *unused)))
        )

    # ── the form of a report ────────────────────────────────────────────────────────────────────

    def _report_form(
        self, step: Step, answers: Answers, asked: Questions, files: Iterable[DraftFile]
    ) -> dict[str, Any]:
        return answers.report_form(
            language=step.words.language,
            asked=asked.names,
            sizes=[(file.name, file.size) for file in files],
        )

    def _judged(self, step: Step, answers: Answers, table: RouteTable | None) -> list[Fault]:
        asked = questions(table, answers.category)
        form = self._report_form(step, answers, asked, self._files(answers, step.now))
        found = check_report_form(form, limits=self._limits)
        return self._category_faults(step, answers, table) + faults(
            found.errors,
            answers,
            asked=asked.names,
            limits=self._limits,
            translate=step.words.translate,
        )

    def _category_faults(
        self, step: Step, answers: Answers, table: RouteTable | None
    ) -> list[Fault]:
        """Return why a category cannot be reported: it stops, or the table has none such."""
        _ = step.words.translate
        if table is None or answers.category in ("", UNKNOWN):
            return []
        for category in table.categories:
            if category.id == answers.category:
                notice = step.words.notice(category)
                return [Fault("category", notice)] if category.stops and notice else []
        return [Fault("category", _("Wybierz kategorię z listy."))]

    def _send(self, step: Step, answers: Answers, table: RouteTable | None) -> View | IssuedNumber:
        asked = questions(table, answers.category)
        files = self._files(answers, step.now)
        form = self._report_form(step, answers, asked, files)
        issued = IssuedNumber(answers.number, answers.proof)
        try:
            self._intake.register(form, answers.files, issued, now=step.now)
        except AlreadyRegisteredError:
            return self._changed(step, answers)
        except InvalidReportError as error:
            found = faults(
                error.findings.errors,
                answers,
                asked=asked.names,
                limits=self._limits,
                translate=step.words.translate,
            )
            page = page_of(found[0])
            return attrs.evolve(self._view(step, page, answers, found), status=400)
        return issued

    def _changed(self, step: Step, answers: Answers) -> View:
        """Return the check page with a new number: the old one has another report."""
        _ = step.words.translate
        message = _(
            "Pod tym numerem jest już zgłoszenie o innej treści. Jeśli chcesz wysłać także to, "
            "wyślij je teraz: dostanie nowy numer."
        )
        fresh = attrs.evolve(answers, number="", proof="")
        return attrs.evolve(self._view(step, "check", fresh, [Fault("", message)]), status=409)

    # ── views ───────────────────────────────────────────────────────────────────────────────────

    def empty(self, words: Words, now: datetime) -> View:
        """Return the first page with nothing filled in."""
        step = Step("form", "show", Answers(), words, now)
        return self._form(step, step.answers, (), self.table(), ())

    def categories(self, words: Words) -> list[tuple[str, str]]:
        """Return the categories that can be reported, with their names."""
        table = self.table()
        reported = [one for one in table.categories if not one.stops] if table else []
        return _named(reported, words.category)

    def _view(self, step: Step, page: str, answers: Answers, found: Sequence[Fault]) -> View:
        table = self.table()
        files = self._files(answers, step.now)
        if page == "details":
            return self._details(step, answers, found, table)
        if page == "contact":
            return self._contact(step, answers, found)
        if page == "check":
            return self._check(step, answers, found, table, files)
        return self._form(step, answers, found, table, files)

    def _form(
        self,
        step: Step,
        answers: Answers,
        found: Sequence[Fault],
        table: RouteTable | None,
        files: Sequence[DraftFile],
    ) -> View:
        words = step.words
        shown = {"description", "category", "street", "place", "area", "point", TRAP}
        return View(
            page="form",
            title=words.translate("Zgłoszenie"),
            faults=found,
            context={
                "answers": answers,
                "shown": shown if table else shown - {"category"},
                "categories": _named(table.categories, words.category) if table else [],
                "areas": self._areas,
                "files": files,
                "unknown": UNKNOWN,
                "trap": TRAP,
                "most_characters": MOST_CHARACTERS,
                "most_files": self._limits.most_attachments,
                "most_bytes": self._limits.most_bytes,
            },
        )

    def _details(
        self, step: Step, answers: Answers, found: Sequence[Fault], table: RouteTable | None
    ) -> View:
        words = step.words
        asked = questions(table, answers.category)
        shown = {ATTRIBUTE + name for name in asked.names}
        shown |= {"place_kind"} if asked.place_kinds else set()
        shown |= {"area"} if asked.areas else set()
        return View(
            page="details",
            title=words.translate("Szczegóły"),
            faults=found,
            context={
                "answers": answers,
                "shown": shown,
                "questions": asked,
                "place_kinds": [(slug, words.name(slug)) for slug in asked.place_kinds],
                "asked_areas": [
                    (slug, dict(self._areas).get(slug) or words.name(slug)) for slug in asked.areas
                ],
                "points": self._points(answers, step.now),
                "wordings": lambda options: [(option, words.name(option)) for option in options],
            },
        )

    def _contact(self, step: Step, answers: Answers, found: Sequence[Fault]) -> View:
        asked = questions(self.table(), answers.category)
        form = self._report_form(step, answers, asked, ())
        preview = self._centre.preview_report(form, now=step.now, limits=self._limits)
        return View(
            page="contact",
            title=step.words.translate("Kontakt"),
            faults=found,
            context={
                "answers": answers,
                "shown": {"name", "email", "phone", "address"},
                "seen_by": preview.contact_seen_by,
            },
        )

    def _check(
        self,
        step: Step,
        answers: Answers,
        found: Sequence[Fault],
        table: RouteTable | None,
        files: Sequence[DraftFile],
    ) -> View:
        words, _ = step.words, step.words.translate
        if not answers.number:
            issued = self._intake.issue(step.now)
            answers = attrs.evolve(answers, number=issued.number, proof=issued.proof)
        asked = questions(table, answers.category)
        form = self._report_form(step, answers, asked, files)
        preview = self._centre.preview_report(form, now=step.now, limits=self._limits)
        if preview.description is None:
            raise InvalidReportError(preview.findings)
        if preview.terms is None:
            raise NoTermsError(civil_day(step.now))
        begins, ends = _("wykreślone"), _("koniec wykreślenia")
        places = [marked(preview.address, begins, ends)] if preview.address else []
        places += [dict(self._areas).get(answers.area) or words.name(answers.area)] * bool(
            answers.area
        )
        places += [words.name(answers.place_kind)] * bool(answers.place_kind)
        places += [answers.point] * bool(answers.coordinates)
        names = (
            {category.id: words.category(category) for category in table.categories}
            if table
            else {}
        )
        contact = (
            (_("E-mail"), answers.email),
            (_("Telefon"), answers.phone),
            (_("Imię i nazwisko"), answers.name),
            (_("Adres do listów"), answers.address),
        )
        notices = []
        if answers.is_suspect:
            notices.append(
                _("To zgłoszenie najpierw przeczyta pracownik, bo wypełniono ukryte pole.")
            )
        return View(
            page="check",
            title=_("Sprawdź zgłoszenie"),
            faults=found,
            context={
                "answers": answers,
                "notices": notices,
                "typed": marked(preview.description, begins, ends),
                "struck": bool(preview.description.spans),
                "redacted": preview.description.text,
                "weaker": words.language != "pl" or _has_other_script(answers.description),
                "category": names.get(form["category"] or "", ""),
                "places": places,
                "attributes": [
                    (_capital(words.name(name)), marked(value, begins, ends))
                    for name, value in preview.attributes
                ],
                "files": files,
                "questions": bool(asked),
                "language_name": LANGUAGE_NAMES.get(words.language, words.language),
                "receiver": preview.receiver,
                "because": words.reason(preview.because) if preview.because else "",
                "contact": [(name, value) for name, value in contact if value.strip()],
                "seen_by": preview.contact_seen_by,
                "warnings": list(warnings(preview.findings, _)),
                "last_day": words.day(preview.first_clean_day),
                "terms": preview.terms.version,
            },
        )

    # ── refusals ────────────────────────────────────────────────────────────────────────────────

    def _busy(self, words: Words) -> str:
        return self._with_phone(
            words,
            words.translate(
                "W tej chwili nie możemy przyjąć zgłoszenia. Wszystko, co wpisano, jest na tej "
                "stronie: spróbuj za kilka minut."
            ),
        )

    def _closed(self, words: Words) -> str:
        return self._with_phone(
            words,
            words.translate(
                "Portal nie ma teraz obowiązującego regulaminu, więc nie może przyjmować "
                "zgłoszeń. Wszystko, co wpisano, jest na tej stronie."
            ),
        )

    def _with_phone(self, words: Words, text: str) -> str:
        return f"{text} {words.translate('Telefon:')} {self._phone}" if self._phone else text


def _named(
    categories: Iterable[Category], name: Callable[[Category], str]
) -> list[tuple[str, str]]:
    return [(category.id, name(category)) for category in categories]


def _has_other_script(text: str) -> bool:
    """Return whether a text has letters that Polish does not, such as Cyrillic ones."""
    return any(sign.isalpha() and ord(sign) > 0x24F for sign in text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
