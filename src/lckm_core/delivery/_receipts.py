"""Receipts: what a reporter who asked for it is mailed, once (zał. 2 § 6 ust. 4).

The outbox has the text and no address. That is read from the personal part when the receipt is
sent, so whoever withdraws consent meanwhile gets none.
"""

from datetime import datetime

from lckm_core.delivery._model import Dispatch, DispatchKind, ReceiptText, utc
from lckm_core.delivery._shared_moves import lease_of, voided
from lckm_core.law import cites
from lckm_core.reports import Report


def open_receipt(report_number: str, text: ReceiptText, *, now: datetime) -> Dispatch:
    """Return the delivery of a receipt, due at once.

    A store saves it in one transaction with its report. Raises ``ValueError`` for a naive moment.
    """
    return Dispatch(
        report_number=report_number,
        kind=DispatchKind.RECEIPT,
        mailbox=None,
        receipt=text,
        opened_at=now,
        since=now,
        due_at=now,
    )


def receipt_address(report: Report) -> str | None:
    """Return the reporter's e-mail address; ``None`` without one, or once it is erased."""
    reporter = report.personal.reporter if report.personal else None
    return (reporter.email or None) if reporter else None


@cites("zał. 2 § 6 ust. 4", "zał. 2 § 6 ust. 5")
def is_void(report: Report, dispatch: Dispatch) -> bool:
    """Return whether a delivery is a receipt that has no address to go to any more."""
    return dispatch.kind is DispatchKind.RECEIPT and receipt_address(report) is None


def without_address(dispatch: Dispatch, token: int, *, now: datetime) -> Dispatch:
    """Return a receipt that became void, for the worker with *token* found no address.

    A token that is not of the lease in force changes nothing. Raises ``ValueError`` for a naive
    moment, and a token never given.
    """
    return dispatch if lease_of(dispatch, token) is None else voided(dispatch, utc(now))
