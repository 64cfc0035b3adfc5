"""One attempt at a delivery: send it, or ask its receiver (zał. 2 § 6 ust. 1 and 2)."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

import attrs

from lckm_core.centre._base import call_safely, log_error, takes_files
from lckm_core.delivery import (
    Accepted,
    Answer,
    Dispatch,
    DispatchKind,
    DispatchLimits,
    MessageAttachment,
    Refusal,
    Refused,
    Result,
    Target,
    Unknown,
    Work,
    is_void,
    letter_for,
    may_send,
    may_wait_for_files,
    message_attachment,
    resolve,
    settle,
    ticket_for,
    wait_for_files,
    without_address,
    without_personal_data,
)
from lckm_core.errors import StoreUnavailableError
from lckm_core.law import cites
from lckm_core.ports import (
    AttachmentStore,
    Helpdesk,
    Mailer,
    ReportStore,
)
from lckm_core.reports import NamesByLanguage, Report


@attrs.frozen
class DeliveryWorker:
    """What one worker delivers with: store, receivers, files, clock, limits and names."""

    store: ReportStore
    mailer: Mailer
    helpdesk: Helpdesk
    attachments: Sequence[AttachmentStore]
    clock: Callable[[], datetime]
    jitter: Callable[[], float]
    limits: DispatchLimits
    names: NamesByLanguage = attrs.field(factory=dict)

    @cites("zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 2")
    def work(self, leased: Dispatch) -> Dispatch:
        """Send or ask, as the lease says; store and return the delivery after that."""
        number = leased.report_number
        lease = leased.lease
        assert lease is not None
        if lease.work is Work.ASK:
            report = self._report(number)
            if is_void(report, leased):
                return self._void(leased, lease.token)
            answer = self._ask(report, leased)
            return self.store.change(
                leased.id, partial(self._resolve, token=lease.token, answer=answer)
            )
        files: tuple[MessageAttachment, ...] | None = ()
        # The store cannot read, as without a key: nothing was sent, so no doubt remains.
        not_sent = Refused(Refusal.OTHER, tried=False)
        try:
            if leased.kind is DispatchKind.REPORT:
                files = self._files(self._report(number), leased)
            # As late as possible: a claimed delivery may have waited behind others, and a slow
            # store of files outlasts a lease.
            current = self.store.dispatch(leased.id)
            report = self._report(number)
        except Exception:
            give_back: Callable[[], object] = partial(self._record, leased, lease.token, not_sent)
            call_safely(give_back, None, "giving {} back", leased.id)
            raise
        if current is None or not may_send(
            current, lease.token, now=self.clock(), limits=self.limits
        ):
            return current or leased
        # A consent may have been withdrawn meanwhile, and with it the address and the files.
        if is_void(report, leased):
            return self._void(leased, lease.token)
        if report.attachments and files is None:
            return self.store.change(leased.id, partial(self._wait_for_files, token=lease.token))
        result = self._send(report, leased, (files or ()) if report.attachments else ())
        return self._record(
            leased, lease.token, result, erased=report.personal is None and not report.attachments
        )

    def _void(self, leased: Dispatch, token: int) -> Dispatch:
        move = partial(without_address, token=token, now=self.clock())
        return self.store.change(leased.id, move)

    def _record(
        self, leased: Dispatch, token: int, result: Result, *, erased: bool = False
    ) -> Dispatch:
        return self.store.change(
            leased.id, partial(self._settle, token=token, result=result, erased=erased)
        )

    def _report(self, number: str) -> Report:
        report = self.store.get(number)
        assert report is not None, "a store keeps a delivery only with its report"
        return report

    def _settle(self, dispatch: Dispatch, *, token: int, result: Result, erased: bool) -> Dispatch:
        dispatch = without_personal_data(dispatch) if erased else dispatch
        return settle(
            dispatch, token, result, now=self.clock(), jitter=self.jitter(), limits=self.limits
        )

    def _wait_for_files(self, dispatch: Dispatch, *, token: int) -> Dispatch:
        return wait_for_files(
            dispatch, token, now=self.clock(), jitter=self.jitter(), limits=self.limits
        )

    def _resolve(self, dispatch: Dispatch, *, token: int, answer: Accepted | Answer) -> Dispatch:
        return resolve(
            dispatch, token, answer, now=self.clock(), jitter=self.jitter(), limits=self.limits
        )

    def _send(
        self, report: Report, dispatch: Dispatch, files: tuple[MessageAttachment, ...]
    ) -> Result:
        if dispatch.target is Target.MAILBOX:
            letter = letter_for(report, dispatch, files, names=self.names)
            send: Callable[[], Result] = partial(self.mailer.send, letter)
        else:
            takes = takes_files(self.helpdesk)
            ticket = ticket_for(report, dispatch, files, takes_files=takes, names=self.names)
            send = partial(self.helpdesk.file, ticket)
        what = f"sending {{}} to the {dispatch.target.value}"
        unknown: Result = Unknown()
        result: object = call_safely(send, unknown, what, dispatch.id)
        if isinstance(result, Accepted | Refused | Unknown):
            return result
        wanted = "Accepted, Refused or Unknown"
        log_error(f"{what} gave a {type(result).__name__}, and not {wanted}", dispatch.id)
        return unknown

    def _ask(self, report: Report, dispatch: Dispatch) -> Accepted | Answer:
        if dispatch.target is Target.MAILBOX:
            letter = letter_for(report, dispatch, names=self.names)
            find: Callable[[], Accepted | Answer] = partial(self.mailer.find, letter)
        else:
            ticket = ticket_for(report, dispatch, names=self.names)
            find = partial(self.helpdesk.find, ticket)
        what = f"asking the {dispatch.target.value} for {{}}"
        no_answer: Accepted | Answer = Answer.NO_ANSWER
        answer: object = call_safely(find, no_answer, what, dispatch.id)
        if not isinstance(answer, Accepted | Answer):
            wanted = "Accepted or an Answer"
            log_error(f"{what} gave a {type(answer).__name__}, and not {wanted}", dispatch.id)
            return no_answer
        is_for_a_person = dispatch.target is Target.HELPDESK and answer is Answer.CANNOT_BE_ASKED
        if is_for_a_person and not dispatch.needs_a_hand:
            log_error("{} needs a hand: the helpdesk may have it, and cannot be asked", dispatch.id)
        return answer

    def _files(self, report: Report, leased: Dispatch) -> tuple[MessageAttachment, ...] | None:
        """Return the files that are here; the letter names those that are missing.

        ``None`` means to wait, as the store or the key of one is away.
        """
        may_wait = may_wait_for_files(leased, now=self.clock(), limits=self.limits)
        found = []
        for attachment in report.attachments:
            data, is_away = self._file(attachment.reference)
            if data is not None:
                found.append(message_attachment(attachment, data))
            elif is_away and may_wait:
                return None
        return tuple(found)

    def _file(self, reference: str) -> tuple[bytes | None, bool]:
        """Return a file, and where no store has it, whether one of them may have it later."""
        is_away = False
        for store in self.attachments:
            data: object = None
            try:
                data = store.read(reference)
            except Exception as error:  # noqa: BLE001  the boundary to foreign code
                is_away = is_away or isinstance(error, StoreUnavailableError)
                log_error(f"reading the file {{}} failed: {type(error).__name__}", reference)
            if isinstance(data, bytes):
                return data, False
        return None, is_away
