"""Takes the pages of a report one by one: judges the answers, and says what comes next."""

import logging
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

import attrs

from lckm_core.errors import (
    AlreadyRegisteredError,
    Loggable,
    NoTermsError,
    StoreUnavailableError,
    describe_error,
)
from lckm_core.findings import Findings
from lckm_core.reports import IntakeLimits, InvalidReportError, check_report_form
from lckm_intake import (
    FileExpiredError,
    Intake,
    IssuedNumber,
    Receipt,
)
from lckm_web._answers import UNKNOWN, point_text
from lckm_web._faults import Fault, faults, page_of, refused_file, too_long
from lckm_web._new_files import NewFile
from lckm_web._pages import View
from lckm_web._rates import Delay, Rates
from lckm_web._receipt_mail import ReceiptMail
from lckm_web._report_refusals import (
    busy,
    changed,
    closed,
    missing_file,
    sent_before,
    too_often,
    unknown_number,
    withdrawn,
)
from lckm_web._step import Step
from lckm_web._step_views import StepViews
from lckm_web._words import Words

_LOG = logging.getLogger("lckm_web")
# On a shared computer, nobody may get the code by going back and sending the form again.
_CODE_SHOWN_AGAIN: Final = timedelta(days=1)
_ORDER: Final = ("form", "details", "contact", "check")


@attrs.frozen(kw_only=True, repr=False)
class ReportSteps:
    """Takes a report page by page. Everything here blocks, so it is called in threads."""

    _intake: Intake
    _views: StepViews
    _rates: Rates
    _limits: IntakeLimits
    _phone: str
    _receipts: ReceiptMail

    def take(self, step: Step) -> View | IssuedNumber:
        """Return the next page, or the number of a report that is registered.

        Whatever is wrong, the page that comes back has every word that was typed.
        """
        step = self._views.locate(step)
        if step.action == "empty-trap":
            # A browser may have filled it in, and people cannot see it to empty it.
            answers = attrs.evolve(step.answers, trap="")
            step = attrs.evolve(step, answers=answers, action="show")
        if step.upload_failure is not None:
            return self.show_refusal(step, step.upload_failure, busy(step.words, self._phone))
        try:
            return self._take(step)
        except InvalidReportError as error:
            found = self._faults(step, error.findings)
            return self._faulty(step, page_of(found[0]), found)
        except Exception as error:  # noqa: BLE001  (nobody's words are lost, or shown in a log)
            _LOG.error("%s failed: %s", Loggable(step.page), describe_error(error))
            words = closed if isinstance(error, NoTermsError) else busy
            is_away = isinstance(error, NoTermsError | StoreUnavailableError)
            status = 503 if is_away else 500
            return self.show_refusal(step, status, words(step.words, self._phone))

    def show_refusal(
        self, step: Step, status: int, message: str, wait: float = 0, *, cut: str = ""
    ) -> View:
        """Return the page that was sent, with the reason why it was not accepted.

        Where a field was *cut*, it is the page with that field.
        """
        step = self._views.locate(step)
        headers = {"Retry-After": str(max(1, round(wait)))} if wait else {}
        lost = too_long(cut, step.words) if cut else None
        found = [lost or Fault("", message)]
        try:
            step, _ = self._with_files(step)
            view = self._views.view(step, page_of(lost) if lost else _form_page(step.page), found)
        except InvalidReportError:  # a page that shows a report, sent without one
            view = self._views.form(step, found, ())
        except Exception as error:  # noqa: BLE001  (the first page needs no store)
            _LOG.error("%s cannot be shown: %s", Loggable(step.page), describe_error(error))
            view = self._views.form(step, found, ())
        return attrs.evolve(view, status=status, headers=headers)

    def show_delay(self, step: Step, delay: Delay) -> View:
        """Return the page that was sent, with why and how long it has to wait."""
        if delay.is_site_busy:
            return self.show_refusal(step, 503, busy(step.words, self._phone), delay.seconds)
        text = too_often(step.words, delay, self._phone)
        return self.show_refusal(step, 429, text, delay.seconds)

    def _take(self, step: Step) -> View | IssuedNumber:
        step, found = self._with_files(step)
        if _is_search(step):
            answers = attrs.evolve(step.answers, searched=step.answers.category_search)
            step = attrs.evolve(step, answers=answers, action="show")
        if step.action == "show":
            return self._views.view(step, _form_page(step.page), found)
        if step.page == "details":
            step = self._with_photo_point(step)
        found += self._find_faults(step)
        # Next to an emergency number, leave out all other faults.
        found = [fault for fault in found if fault.stops] or found
        step, is_asked = _asking(step)
        pages = _ORDER[: _ORDER.index(step.page) + 1] if step.page in _ORDER else _ORDER
        wrong = [page for page in pages if any(page_of(fault) == page for fault in found)]
        if wrong:
            return self._faulty(step, wrong[0], found)
        if step.page == "send":
            return self._send(step)
        if is_asked:
            return self._views.view(step, "form", found)
        if not step.answers.number:
            # Drawn early: after going back a page, the same report is sent again.
            delay = self._rates.count_number(step.network, now=step.now)
            if delay is not None:
                return self.show_delay(step, delay)
            step = self._views.with_number(step)
        return self._views.view(step, self._following_page(step), ())

    def _faulty(self, step: Step, page: str, found: Sequence[Fault]) -> View:
        """Return a page with those faults that are on it."""
        page_faults = [fault for fault in found if page_of(fault) == page]
        return attrs.evolve(self._views.view(step, page, page_faults), status=400)

    def _following_page(self, step: Step) -> str:
        """Return the page after a step's; the one with details only where there are questions."""
        if step.page == "form":
            return "details" if step.questions or self._views.points(step) else "contact"
        return "contact" if step.page == "details" else "check"

    # ── files ───────────────────────────────────────────────────────────────────────────────────

    def _with_files(self, step: Step) -> tuple[Step, list[Fault]]:
        """Return a step with the files that came, and their faults."""
        found: list[Fault] = []
        tokens = [token for token in step.answers.files if token not in step.removed]
        for token in set(step.answers.files) & set(step.removed):
            self._intake.discard(token)
        if step.page != "send":
            known = [token for token in tokens if self._views.file(step, token) is not None]
            if len(known) < len(tokens) and not self._is_sent(step):
                found.append(Fault("new_files", missing_file(step.words)))
                tokens = known
        for file in step.new_files:
            refusal = self._refusal(step.words, file, len(tokens))
            if refusal:
                found.append(Fault("new_files", refusal))
                if file.draft is not None:
                    self._intake.discard(file.draft.token)
            elif file.draft is not None:
                tokens.append(file.draft.token)
                step.opened[file.draft.token] = file.draft
        answers = attrs.evolve(step.answers, files=tuple(tokens))
        return attrs.evolve(step, answers=answers, new_files=(), removed=()), found

    def _is_sent(self, step: Step) -> bool:
        """Return whether the report was registered, and with it its files."""
        issued = IssuedNumber(step.answers.number, step.answers.proof)
        return self._intake.is_issued(issued) and self._views.is_registered(issued.number)

    def _refusal(self, words: Words, file: NewFile, count: int) -> str:
        """Return why a file is not taken; empty when it is."""
        most = self._limits.most_attachments if self._intake.takes_files else 0
        if count >= most:
            text = words.translate("Plików może być najwyżej {count}. Nie dodano: {name}.")
            return text.format(count=most, name=file.name)
        if file.is_too_large:
            text = words.translate("Plik {name} jest za duży. Może mieć najwyżej {size}.")
            return text.format(name=file.name, size=words.size(self._limits.most_bytes))
        if file.reason is not None:
            text = words.translate("Plik {name} nie został dodany. {reason}")
            return text.format(name=file.name, reason=refused_file(file.reason, words.translate))
        return ""

    def _with_photo_point(self, step: Step) -> Step:
        """Return a step with the place of the picture chosen for it, if there is one."""
        answers, offered = step.answers, self._views.points(step)
        for file in offered:
            if file.token == step.photo_point and file.point:
                answers = attrs.evolve(answers, point=point_text(file.point))
                return attrs.evolve(step, answers=answers)
        unused = (*answers.unused_points, *(file.token for file in offered))
        answers = attrs.evolve(answers, unused_points=tuple(dict.fromkeys(unused)))
        return attrs.evolve(step, answers=answers)

    # ── the form of a report ────────────────────────────────────────────────────────────────────

    def _find_faults(self, step: Step) -> list[Fault]:
        form = self._views.report_form(step, self._views.files(step))
        findings = check_report_form(form, limits=self._limits)
        return [
            *self._category_faults(step),
            *self._faults(step, findings),
            *self._receipts.faults(step, findings),
        ]

    def _faults(self, step: Step, findings: Findings) -> list[Fault]:
        return faults(
            findings.errors,
            step.answers,
            asked=step.questions.names,
            limits=self._limits,
            words=step.words,
        )

    def _category_faults(self, step: Step) -> list[Fault]:
        """Return why a category cannot be reported: it stops, or the table lacks it."""
        chosen = step.answers.category
        if step.table is None or chosen in ("", UNKNOWN):
            return []
        for category in step.table.categories:
            if category.id == chosen:
                notice = step.words.notice(category)
                return [Fault("category", notice, stops=True)] if category.stops and notice else []
        return [Fault("category", step.words.translate("Wybierz kategorię z listy."))]

    def _send(self, step: Step) -> View | IssuedNumber:
        answers = step.answers
        form = self._views.report_form(step, self._views.files(step))
        issued = IssuedNumber(answers.number, answers.proof)
        if not self._intake.is_issued(issued):
            return self._show_renumbered(step, unknown_number(step.words))
        terms = None
        if not self._views.is_registered(issued.number):
            lost = [token for token in answers.files if self._views.file(step, token) is None]
            if lost:
                return self._without_file(step, answers.files.index(lost[0]))
            summary = self._views.summary(step)
            changes = summary.changes(step.shown, step.words)
            if changes:
                found = [Fault("", text) for text in changes]
                return attrs.evolve(self._views.view(step, "check", found), status=409)
            if not self._receipts.admit(step):
                return self._without_receipt(step)
            # A report sent again, as after a lost answer, counts once.
            delay = self._rates.count_report(step.network, now=step.now)
            if delay is not None:
                self._receipts.give_back(step)
                return self.show_delay(step, delay)
            terms = summary.terms
        try:
            receipt = self._register(step, form, issued, terms)
        except AlreadyRegisteredError:
            is_gone = self._views.is_anonymous(answers.number)
            text = withdrawn(step.words) if is_gone else changed(step.words)
            return self._show_renumbered(step, text)
        except FileExpiredError as error:
            return self._without_file(step, error.index)
        except InvalidReportError as error:
            found = self._faults(step, error.findings)
            return self._faulty(step, page_of(found[0]), found)
        if receipt.report.is_anonymous:
            return self._show_renumbered(step, withdrawn(step.words))
        if step.now - receipt.report.registered_at >= _CODE_SHOWN_AGAIN:
            return self._show_renumbered(step, sent_before(step.words))
        return issued

    def _register(
        self, step: Step, form: Mapping[str, Any], issued: IssuedNumber, terms: str | None
    ) -> Receipt:
        """Register a report; without *terms* if it was registered before."""
        try:
            return self._intake.register(
                form,
                step.answers.files,
                issued,
                now=step.now,
                terms_version=terms,
                receipt_text=self._receipts.text(issued.number, step),
            )
        except Exception as error:
            if terms is not None:
                self._receipts.give_back(step)
                if isinstance(error, StoreUnavailableError):
                    self._rates.give_back_report(step.network)
            raise

    def _without_receipt(self, step: Step) -> View:
        """Return the check page without the receipt, if its address has had too many."""
        text = step.words.translate(
            "Na ten adres poszło w ciągu godziny dużo potwierdzeń, więc następnego teraz nie "
            "wyślemy. Zgłoszenia jeszcze nie wysłano: wyślij je bez potwierdzenia."
        )
        step = attrs.evolve(step, answers=attrs.evolve(step.answers, receipt=""))
        return attrs.evolve(self._views.view(step, "check", [Fault("", text)]), status=409)

    def _without_file(self, step: Step, index: int) -> View:
        """Return the first page without a file that waited too long."""
        tokens = [token for at, token in enumerate(step.answers.files) if at != index]
        step = attrs.evolve(step, answers=attrs.evolve(step.answers, files=tuple(tokens)))
        return self._faulty(step, "form", [Fault("new_files", missing_file(step.words))])

    def _show_renumbered(self, step: Step, message: str) -> View:
        """Return the check page with a new number, and why the old one is not used."""
        found = [Fault("", message)]
        files = tuple(
            file for file in step.answers.files if self._views.file(step, file) is not None
        )
        if len(files) < len(step.answers.files):
            # The report of the old number took them over.
            found.append(Fault("", missing_file(step.words)))
        answers = attrs.evolve(step.answers, number="", proof="", files=files)
        step = attrs.evolve(step, answers=answers)
        delay = self._rates.count_number(step.network, now=step.now)
        if delay is not None:
            return self.show_delay(step, delay)
        step = self._views.with_number(step)
        return attrs.evolve(self._views.view(step, "check", found), status=409)


def _is_search(step: Step) -> bool:
    """Return whether categories are searched: by the button, or by Enter in the field."""
    answers = step.answers
    is_new = answers.category_search.strip() and answers.category_search != answers.searched
    goes_on = step.page == "form" and step.action == "next" and not answers.category
    return step.action == "search" or bool(is_new and goes_on)


def _asking(step: Step) -> tuple[Step, bool]:
    """Return a step that notes the street asked about, and whether to ask: once for each."""
    answers = step.answers
    if step.page != "form" or step.match is None or not step.match.choices:
        return step, False
    answers = attrs.evolve(answers, asked_street=answers.street)
    return attrs.evolve(step, answers=answers), answers != step.answers


def _form_page(page: str) -> str:
    """Return the page that a form was on; the button that sends is on the check page."""
    return "check" if page == "send" else page
