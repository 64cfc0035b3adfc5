"""Doing what one lease is for: sending a report to its peer, or asking the peer whether it has it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

import attrs

from lckm_core.centre._events import call_safely, complain
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
    letter_for,
    may_send,
    message_attachment,
    resolve,
    settle,
    ticket_for,
    without_personal_data,
)
from lckm_core.law import cites
from lckm_core.ports import AttachmentStore, Helpdesk, Mailer, ReportStore
from lckm_core.reports import Report


@attrs.frozen
class DeliveryWorker:
    """One worker's means: the store, the two peers, the files, the time and chance."""

    store: ReportStore
    mailer: Mailer
    helpdesk: Helpdesk
    attachments: Sequence[AttachmentStore]
    clock: Callable[[], datetime]
    jitter: Callable[[], float]
    limits: DispatchLimits

    @cites("zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 2")
    def work(self, leased: Dispatch) -> Dispatch:
        """Do what the lease is for, and keep what came of it; return the delivery as it stands then."""
        number, lease = leased.report_number, leased.lease
        assert lease is not None
        if lease.work is Work.ASK:
            answer = self._ask(self._report(number), leased)
            return self.store.change(
                leased.id, partial(self._resolved, token=lease.token, answer=answer)
            )
        try:
            # As late as can be: what was just claimed may have waited behind the others of its batch.
            current, report = self.store.dispatch(leased.id), self._report(number)
        except Exception:
            # A store that cannot read, for want of a key say: nothing was sent, so no doubt is to be left behind.
            not_sent = Refused(Refusal.OTHER, tried=False)
            call_safely(
                "giving %s back", partial(self._keep, leased, lease.token, not_sent), leased.id
            )
            raise
        if current is None or not may_send(
            current, lease.token, now=self.clock(), limits=self.limits
        ):
            return current or leased
        result = self._send(report, leased)
        return self._keep(
            leased, lease.token, result, erased=report.personal is None and not report.attachments
        )

    def _keep(
        self, leased: Dispatch, token: int, result: Result, *, erased: bool = False
    ) -> Dispatch:
        return self.store.change(
            leased.id, partial(self._settled, token=token, result=result, erased=erased)
        )

    def _report(self, number: str) -> Report:
        report = self.store.get(number)
        assert report is not None, "a store keeps a delivery only with its report"
        return report

    def _settled(self, kept: Dispatch, *, token: int, result: Result, erased: bool) -> Dispatch:
        kept = without_personal_data(kept) if erased else kept
        return settle(
            kept, token, result, now=self.clock(), jitter=self.jitter(), limits=self.limits
        )

    def _resolved(self, kept: Dispatch, *, token: int, answer: Accepted | Answer) -> Dispatch:
        return resolve(
            kept, token, answer, now=self.clock(), jitter=self.jitter(), limits=self.limits
        )

    def _send(self, report: Report, dispatch: Dispatch) -> Result:
        files = self._files(report) if dispatch.kind is DispatchKind.REPORT else ()
        if dispatch.target is Target.MAILBOX:
            send = partial(self.mailer.send, letter_for(report, dispatch, files))
        else:
            send = partial(self.helpdesk.file, ticket_for(report, dispatch, files))
        what = f"sending %s to the {dispatch.target.value}"
        result: object = call_safely(what, send, dispatch.id)
        if not isinstance(result, Exception | Accepted | Refused | Unknown):
            complain(
                f"{what} gave a {type(result).__name__}, and not Accepted, Refused or Unknown",
                dispatch.id,
            )
        return result if isinstance(result, Accepted | Refused) else Unknown()

    def _ask(self, report: Report, dispatch: Dispatch) -> Accepted | Answer:
        if dispatch.target is Target.MAILBOX:
            find = partial(self.mailer.find, letter_for(report, dispatch))
        else:
            find = partial(self.helpdesk.find, ticket_for(report, dispatch))
        what = f"asking the {dispatch.target.value} for %s"
        answer: object = call_safely(what, find, dispatch.id)
        if not isinstance(answer, Exception | Accepted | Answer):
            complain(
                f"{what} gave a {type(answer).__name__}, and not Accepted or an Answer", dispatch.id
            )
        if (
            dispatch.target is Target.HELPDESK
            and answer is Answer.CANNOT_BE_ASKED
            and not dispatch.needs_a_hand
        ):
            complain("%s needs a hand: the helpdesk may have it, and cannot be asked", dispatch.id)
        return answer if isinstance(answer, Accepted | Answer) else Answer.NO_ANSWER

    def _files(self, report: Report) -> tuple[MessageAttachment, ...]:
        """Return the files that can be had. A report never waits for one: what is missing the letter says."""
        found = (
            (attachment, self._file(attachment.reference)) for attachment in report.attachments
        )
        return tuple(
            message_attachment(attachment, data) for attachment, data in found if data is not None
        )

    def _file(self, reference: str) -> bytes | None:
        for store in self.attachments:
            data = call_safely("reading the file %s", partial(store.read, reference), reference)
            if isinstance(data, bytes):
                return data
        return None
