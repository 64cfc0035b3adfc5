"""Status and withdrawal for whoever has a report's number and code, as views of pages."""

import logging
from collections.abc import Sequence
from datetime import datetime

import attrs

from lckm_core import ContactCentre
from lckm_core.centre import ReportStatus
from lckm_core.delivery import DispatchKind, DispatchState, dispatch_id
from lckm_core.errors import ErasureDeferredError
from lckm_core.reports import Report
from lckm_http import GuessLimits
from lckm_intake import Intake, find_by_code, one_spelling
from lckm_web._deletion import Deletion, is_redacted
from lckm_web._faults import Fault, too_long
from lckm_web._page_references import PageReferences
from lckm_web._pages import View
from lckm_web._words import Words

_LOG = logging.getLogger("lckm_web")
# For a report whose store cannot be reached.
_UNKNOWN = None, False, None


@attrs.frozen(kw_only=True, repr=False)
class Inquiry:
    """A number and a code, with who typed them and when.

    Args:
        number: as typed; it may have blanks and small letters.
        code: as typed.
        reference: the reference of a status page, in place of both; empty for none.
        words: the words of the page's language.
        network: the network it comes from, as rates count it.
        now: the moment, aware.
    """

    number: str
    code: str
    reference: str
    words: Words
    network: str
    now: datetime


class StatusViews:
    """Makes the pages for whoever has a number and its code. Everything here blocks."""

    def __init__(
        self, centre: ContactCentre, intake: Intake, *, keys: Sequence[bytes], phone: str
    ) -> None:
        self._centre = centre
        self._intake = intake
        self._receipts = PageReferences("receipt", keys)
        self._statuses = PageReferences("status", keys)
        self._phone = phone
        self._guesses = GuessLimits()

    def reference(self, number: str, *, now: datetime) -> str:
        """Return the reference of a report's receipt page."""
        return self._receipts.make(number, now=now)

    def receipt(self, reference: str, words: Words, *, now: datetime) -> View:
        """Return the receipt page, for ten minutes with the code."""
        _ = words.translate
        number = self._receipts.number(reference, now=now)
        status, is_mailed, deletion = self._state_if_there(number) if number else _UNKNOWN
        # After withdrawal the code has no further use.
        if number is None or (status and status.first_clean_day is None):
            return View(
                page="receipt",
                template="receipt_gone",
                title=_("Ta strona już nie pokazuje kodu"),
                status=410,
            )
        code = self._intake.code(number)
        last_day = status.first_clean_day if status else None
        return View(
            page="receipt",
            title=_("Przyjęliśmy Twoje zgłoszenie"),
            context={
                "number": number,
                "code": code,
                "status": status,
                "data_until": words.day(last_day) if last_day else "",
                "is_mailed": is_mailed,
                "deleted": deletion.parts(words) if deletion else "",
                "copied": f"{_('Numer')}: {number}\n{_('Kod')}: {code}",
            },
        )

    def _state_if_there(self, number: str) -> tuple[ReportStatus | None, bool, Deletion | None]:
        """Return the status, whether a receipt is mailed, and what will be deleted.

        Nothing of that is known when the store is away; number and code need no store.
        """
        try:
            status = self._centre.status(number)
            reports = self._centre.plugins.reports
            mail = reports.dispatch(dispatch_id(number, DispatchKind.RECEIPT))
            report = reports.get(number)
        except Exception as error:  # noqa: BLE001  (whoever sent a report gets its code)
            _LOG.error("a receipt has no status: %s", type(error).__name__)
            return _UNKNOWN
        is_mailed = mail is not None and mail.state is not DispatchState.VOID
        return status, is_mailed, Deletion.of(report) if report else None

    def form(
        self,
        words: Words,
        number: str = "",
        code: str = "",
        *,
        found: Sequence[Fault] = (),
        status: int = 200,
        wait: float = 0,
    ) -> View:
        """Return the page that asks for a number and its code."""
        return View(
            page="status",
            template="status_form",
            title=words.translate("Sprawdź swoje zgłoszenie"),
            context={"number": number, "code": code},
            faults=found,
            status=status,
            headers={"Retry-After": str(max(1, round(wait)))} if wait else {},
        )

    def show_refusal(
        self, words: Words, number: str, code: str, message: str, status: int, *, cut: str = ""
    ) -> View:
        """Return the page that asks for number and code again, and why."""
        found = (too_long(cut, words) if cut else None) or Fault("", message)
        return self.form(words, number, code, found=[found], status=status)

    def number(self, reference: str, now: datetime) -> str:
        """Return the number of the report that a reference opens; empty for none."""
        return self._statuses.number(reference, now=now) or ""

    def open(self, inquiry: Inquiry) -> View | str:
        """Return the reference of a report's status page.

        A wrong number and a wrong code both get the page that asks for both.
        """
        number, refusal = self._check_inquiry(inquiry)
        return refusal or self._statuses.make(number, now=inquiry.now)

    def show(self, inquiry: Inquiry) -> View:
        """Return the status of a report, or the page that asks for its number and code."""
        number, refusal = self._check_inquiry(inquiry)
        if refusal is not None:
            return refusal
        words = inquiry.words
        status = self._centre.status(number)
        report = self._centre.plugins.reports.get(number)
        _ = words.translate
        return View(
            page="status",
            title=_("Zgłoszenie {number}").format(number=number),
            context={
                "status": status,
                "state": words.message(status.state.message),
                "registered": words.day(status.registered_on),
                "outcome": words.message(status.outcome.message) if status.outcome else "",
                "acted_on": words.day(status.acted_on) if status.acted_on else "",
                "data_until": words.day(status.first_clean_day) if status.first_clean_day else "",
                "deleted": Deletion.of(report).parts(words),
                "rest": _remaining_words(report, words),
                "is_deferred": status.awaits_erasure,
                "reference": inquiry.reference,
            },
        )

    def ask(self, inquiry: Inquiry) -> View | None:
        """Return the page that asks whether to withdraw consent.

        ``None`` where there is none to withdraw, which the status says.
        """
        number, refusal = self._check_inquiry(inquiry)
        if refusal is not None:
            return refusal
        words, status = inquiry.words, self._centre.status(number)
        deletion = Deletion.of(self._centre.plugins.reports.get(number))
        if not (status.first_clean_day and (deletion.parts(words) or status.is_unreadable)):
            return None
        return View(
            page="withdraw",
            title=words.translate("Czy na pewno cofnąć zgodę?"),
            context={
                "number": number,
                "reference": inquiry.reference,
                "deletion": deletion,
                "words": words,
            },
        )

    def withdraw(self, inquiry: Inquiry) -> View:
        """Withdraw consent, and return the page that says so."""
        number, refusal = self._check_inquiry(inquiry)
        if refusal is not None:
            return refusal
        words = inquiry.words
        _ = words.translate
        report = self._centre.plugins.reports.get(number)
        is_deferred = False
        try:
            self._centre.withdraw_consent(number, now=inquiry.now)
        except ErasureDeferredError:
            is_deferred = True
        return View(
            page="withdraw",
            template="withdrawn",
            title=_("Cofnięto zgodę"),
            context={
                "number": number,
                "rest": _remaining_words(report, words),
                "is_deferred": is_deferred,
            },
        )

    def _check_inquiry(self, inquiry: Inquiry) -> tuple[str, View | None]:
        """Return the number as registered, or why number and code are not taken."""
        typed, code, words = inquiry.number, inquiry.code, inquiry.words
        network, now = inquiry.network, inquiry.now
        _ = words.translate
        if inquiry.reference:
            referred = self._statuses.number(inquiry.reference, now=now)
            if referred is not None:
                return referred, None
            text = _("Ta strona była ważna dziesięć minut. Wpisz numer i kod jeszcze raz.")
            return "", self.form(words, found=[Fault("", text)], status=410)
        found = []
        if not typed.strip():
            found.append(Fault("number", _("Wpisz numer zgłoszenia.")))
        if not code.strip():
            found.append(Fault("code", _("Wpisz kod.")))
        if found:
            return "", self.form(words, typed, code, found=found, status=400)
        spelling = one_spelling(typed)
        wait = self._guesses.wait(network, spelling, now=now)
        if wait > 0:
            text = _("Za dużo prób. Spróbuj ponownie {when}.").format(when=words.delay_words(wait))
            found = [Fault("", words.with_phone(text, self._phone))]
            return "", self.form(words, typed, code, found=found, status=429, wait=wait)
        number = find_by_code(self._centre, self._intake, typed, code)
        if number:
            return number, None
        self._guesses.count(network, spelling, now=now)
        text = _("Nie ma zgłoszenia z takim numerem i kodem. Sprawdź jedno i drugie.")
        return "", self.form(words, typed, code, found=[Fault("number", text)], status=404)


def _remaining_words(report: Report | None, words: Words) -> str:
    """Return what is left of a report whose personal data are deleted."""
    if report is not None and is_redacted(report):
        return words.translate("Została treść bez przekreślonych słów.")
    return words.translate("Treść została taka, jak była.")
