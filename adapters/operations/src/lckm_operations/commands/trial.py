"""``lckm reports try``: a trial report goes the whole way and is removed at once."""

import os
import socket
import time
from datetime import timedelta

import attrs
import click

from lckm_cli.settings import settings_option
from lckm_cli.toolkit import Language, PolishCommand, either, lang_option, safe
from lckm_core.delivery import Dispatch, NotClaimed, Refusal
from lckm_core.errors import LckmError
from lckm_core.ports.optional import ReportAdministration
from lckm_core.reports import TRIAL_PREFIX, InvalidReportError, trial_form, trial_number
from lckm_core.text import Message
from lckm_operations.commands.worker_session import WorkerSession, open_delivery_session
from lckm_operations.delivery_failures import last_refusal
from lckm_operations.delivery_words import delivery_reason, receiver
from lckm_operations.optional_features import peer_of
from lckm_operations.worker.outages import NO_ANSWER

_LEFT_OVER = timedelta(hours=1)
"""A trial older than this was stopped before its end."""
_LOOK = 0.2
"""Seconds between two looks at a delivery that the worker has in hand."""
_ATTEMPTS = 2
"""The mailbox, and the helpdesk after its refusal for good."""

_CHECK_STORE = Message(
    "lckm settings (czy ustawienia są dobre) i lckm verify (czy baza jest cała).",
    "lckm settings (whether the settings are good) and lckm verify (whether the database is).",
)
_ASK_THEM = Message(
    "dziennik serwera odbiorcy: odmówił z przyczyny, której nie podał.",
    "the log of the receiver's server: it refused for a reason that it did not give.",
)
_COME_BACK = Message(
    "odbiorca prosi, żeby przyjść później. Powtórz za kwadrans; jeśli to trwa, zapytaj jego "
    "administratora.",
    "the receiver asks to come back later. Repeat in a quarter of an hour; if it lasts, ask "
    "whoever runs it.",
)
_CHECKS = {
    Refusal.UNREACHABLE: Message(
        "nazwa serwera i port w ustawieniach, sieć i zapora między tą maszyną a nim.",
        "the server's name and port in the settings, the network and firewall on the way to it.",
    ),
    Refusal.NOT_ALLOWED: Message(
        "login, hasło albo token i certyfikat w ustawieniach.",
        "login, password or token, and certificate in the settings.",
    ),
    Refusal.BUSY: _COME_BACK,
    Refusal.FULL: _COME_BACK,
    Refusal.NO_SUCH_ADDRESS: Message(
        "adres skrzynki w tabeli tras: lckm routes check.",
        "the mailbox's address in the table of routes: lckm routes check.",
    ),
    NO_ANSWER: Message(
        "czy wiadomość doszła do odbiorcy, i czasy (timeout) w ustawieniach: odpowiedź nie "
        "przyszła.",
        "whether the message arrived at the receiver, and the time-outs in the settings: no answer "
        "came.",
    ),
}


@click.command(
    "try",
    cls=PolishCommand,
    help="Próbuje całej drogi: rejestruje zgłoszenie próbne bez żadnych danych, doręcza je "
    "oznaczone jako próba do skrzynki jednostki albo do helpdesku, i zaraz je usuwa. Statystyki go "
    "nie liczą. Mówi o każdym kroku, a gdy się nie uda, co sprawdzić (kod wyjścia 1).",
)
@click.option(
    "--category",
    metavar="KATEGORIA",
    help="Kategoria z tabeli tras, której drogi spróbować; bez tej opcji droga zgłoszeń bez "
    "kategorii.",
)
@settings_option
@lang_option
def try_(category: str | None, settings: str | None, lang: Language) -> int:
    """Try the whole way."""
    session = open_delivery_session(settings)
    trials = session.offer(ReportAdministration, "remove_trial", "search")
    now = session.now()
    for old in trials.search(after=TRIAL_PREFIX, registered_to=now - _LEFT_OVER, limit=1000):
        if old.report.number.startswith(TRIAL_PREFIX):
            trials.remove_trial(old.report.number, now=now)
    trial = _Trial(session, trial_number(now), lang)
    try:
        succeeded = trial.register(category) and trial.deliver()
    finally:
        trial.remove(trials)
    return 0 if succeeded else 1


@attrs.frozen
class _Trial:
    session: WorkerSession
    number: str
    lang: Language

    def register(self, category: str | None) -> bool:
        """Register the report, and say where it is routed."""
        centre = self.session.centre
        try:
            centre.register(trial_form(category), number=self.number, now=self.session.now())
        except InvalidReportError:
            bad = Message("taka kategoria nie może istnieć", "there can be no such category")
            return self._fail(_REGISTERED, bad, _CHECKS[Refusal.NO_SUCH_ADDRESS])
        except LckmError as error:
            failed = Message(error.text("pl"), error.text("en"))
            return self._fail(_REGISTERED, failed, _CHECK_STORE)
        self._say(_REGISTERED, self.number)
        dispatch = self._dispatch()
        self._say(_ROUTED, f"{receiver(dispatch, self.lang)} ({safe(dispatch.routed or '-')})")
        return True

    def deliver(self) -> bool:
        """Deliver it; a mailbox that refuses it for good hands it to the helpdesk."""
        for _ in range(_ATTEMPTS):
            before = self._dispatch()
            self._attempt()
            dispatch = self._dispatch()
            if dispatch.is_final:
                number = f", {dispatch.reference}" if dispatch.reference else ""
                state = dispatch.state.message.text(self.lang)
                self._say(_DELIVERED, f"{state}: {receiver(dispatch, self.lang)}{number}")
                return True
            is_handed_over = dispatch.target is not before.target
            cause = dispatch.mailbox_refusal if is_handed_over else last_refusal(dispatch)
            self._fail_delivery(before, dispatch, None if dispatch.in_doubt else cause)
            if not is_handed_over:
                break
        return False

    def remove(self, trials: ReportAdministration) -> None:
        """Remove the report; what was delivered stays where it is, marked as a trial."""
        if trials.remove_trial(self.number, now=self.session.now()):
            self._say(
                _REMOVED,
                either(
                    self.lang,
                    "zgłoszenia już nie ma; ślad rewizyjny mówi, że było",
                    "the report is gone; the audit trail says that there was one",
                ),
            )

    def _attempt(self) -> None:
        lease = self.session.worker.lease
        until = time.monotonic() + lease
        while True:
            found = self.session.centre.deliver_now(
                self.number,
                f"try-{socket.gethostname()}-{os.getpid()}",
                clock=self.session.now,
                lasting=timedelta(seconds=lease),
                limits=self.session.worker.limits,
            )
            # If the worker was faster, it does the same.
            if found is not NotClaimed.HELD or time.monotonic() > until:
                return
            time.sleep(_LOOK)

    def _fail_delivery(self, before: Dispatch, after: Dispatch, cause: Refusal | None) -> None:
        peer = peer_of(self.session.centre.plugins, before.target)
        where = f" ({safe(peer)})" if peer else ""

        def words(lang: Language) -> str:
            state, because = after.state.message.text(lang), delivery_reason(after, lang)
            return f"{receiver(before, lang)}{where}: {state}; {because}"

        failed = Message(words("pl"), words("en"))
        self._fail(_DELIVERED, failed, _CHECKS.get(cause or NO_ANSWER, _ASK_THEM))

    def _dispatch(self) -> Dispatch:
        dispatch = self.session.centre.plugins.reports.dispatch(self.number)
        assert dispatch is not None, "a trial is removed only at its end"
        return dispatch

    def _say(self, step: Message, text: str) -> None:
        click.echo(f"{step.text(self.lang)}: {text}")

    def _fail(self, step: Message, failed: Message, check: Message) -> bool:
        failure = either(self.lang, "nie udało się", "failed")
        self._say(step, f"{failure}: {failed.text(self.lang)}")
        click.echo(either(self.lang, "  Sprawdź: ", "  Check: ") + check.text(self.lang))
        return False


_REGISTERED = Message("Rejestracja", "Registered")
_ROUTED = Message("Droga", "Routed")
_DELIVERED = Message("Doręczenie", "Delivered")
_REMOVED = Message("Usunięcie", "Removed")
