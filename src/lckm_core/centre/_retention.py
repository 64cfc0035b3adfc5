"""The centre's verbs for the end of personal data: withdraw consent, anonymise, ask receivers to erase (zał. 2 § 6 ust. 4 and 5)."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial

from lckm_core.calendar import civil_day, require_aware
from lckm_core.centre._events import Verbs, call_safely, complain
from lckm_core.delivery import (
    Dispatch,
    DispatchKind,
    confirm_erasure,
    dispatch_id,
    open_notices,
)
from lckm_core.errors import NoSuchReportError
from lckm_core.law import cites
from lckm_core.ports import AttachmentStore, EventVerb
from lckm_core.reports import Report

_PAGE = 100


class ErasingVerbs(Verbs):
    """What is done so that nobody may know who wrote."""

    @cites("zał. 2 § 6 ust. 5")
    def withdraw_consent(self, number: str, *, now: datetime) -> Report:
        """Anonymise a report at once because its reporter withdrew consent, whatever its status (interpretation I6).

        Asking twice is fine; it cannot be undone. A delivery on its way goes on, without contact data and files. Durable when
        this returns; the files of its attachments are destroyed besides, as :meth:`destroy_files` does. Raises
        :class:`NoSuchReportError`, and ``ValueError`` for a naive moment.
        """
        had = self.plugins.reports.erase(number, now=require_aware(now))
        self._tell(
            EventVerb.WITHDRAW_CONSENT,
            number,
            now,
            outcome="anonymised" if had else "was anonymous",
        )
        self.destroy_files(now=now)
        report = self.plugins.reports.get(number)
        assert report is not None
        return report

    @cites("zał. 2 § 6 ust. 5")
    def anonymise_due(self, *, now: datetime) -> int:
        """Destroy every personal part whose term has passed by *now* (interpretation I5); return what the store counts.

        The files of the attachments are destroyed besides, as :meth:`destroy_files` does. Call it once a day, after midnight
        in Europe/Warsaw; a day left out is made up for by the next. Interrupted, it may be repeated. Raises ``ValueError``
        for a naive moment.
        """
        count = self.plugins.reports.erase_due(now=require_aware(now))
        self._tell(EventVerb.ANONYMISE_DUE, civil_day(now).isoformat(), now, outcome=str(count))
        self.destroy_files(now=now)
        return count

    @cites("zał. 2 § 6 ust. 5")
    def destroy_files(self, *, now: datetime) -> int:
        """Have the files destroyed of attachments whose reports have no personal part any more; return how many.

        A file that no store of files finds is not taken for destroyed, for it may lie on another machine; and a store that fails
        stops nothing. Both stay where ``plugins.reports.files_to_delete`` names them, and the next call looks again; without any
        adapter that keeps files so do all. Whoever knows that a file is gone says so by ``plugins.reports.files_destroyed``.
        Raises ``ValueError`` for a naive moment.
        """
        require_aware(now)
        count, stuck = 0, set[str]()
        while self.plugins.attachments:
            named = self.plugins.reports.files_to_delete(limit=_PAGE + len(stuck))
            references = [one for one in named if one not in stuck]
            if not references:
                break
            # One by one: a file that will not go keeps no other, nor leaves it open which of them went before.
            gone = [reference for reference in references if self._destroyed(reference)]
            self.plugins.reports.files_destroyed(gone)
            stuck.update(set(references) - set(gone))
            count += len(gone)
        if count:
            self._tell(EventVerb.DESTROY_FILES, civil_day(now).isoformat(), now, outcome=str(count))
        return count

    def _destroyed(self, reference: str) -> bool:
        """Have every store destroy a file, and return whether one of them found it, and surely none has it any more."""
        ends = [self._looked_for(reference, store) for store in self.plugins.attachments]
        return None not in ends and True in ends

    def _looked_for(self, reference: str, store: AttachmentStore) -> bool | None:
        """Have a store destroy a file, and return whether it was there; ``None`` when nobody can tell."""
        missing: object = call_safely("destroying files", partial(store.destroy, [reference]))
        if isinstance(missing, Exception):
            return None
        if isinstance(missing, str) or not isinstance(missing, Sequence):
            complain(
                f"destroying files gave a {type(missing).__name__}, and not the references that were not found"
            )
            return None
        return reference not in missing

    @cites("zał. 2 § 6 ust. 5")
    def open_erasure_notices(self, *, now: datetime) -> tuple[str, ...]:
        """Open the deliveries of notices to those who may hold data of a report that has no personal part any more.

        :meth:`dispatch_due` delivers them as it does reports; a mailbox that does not take one makes it the helpdesk's
        (interpretations I14 and I15). Returns the numbers of the reports. It may be repeated. Raises ``ValueError`` for a
        naive moment.
        """
        require_aware(now)
        told = []
        for dispatch in _paged(self.plugins.reports.pending_erasure_notices):
            self.plugins.reports.add_notices(open_notices(dispatch, now=now))
            self._tell(EventVerb.TELL_UNITS, dispatch.report_number, now)
            told.append(dispatch.report_number)
        return tuple(told)

    @cites("zał. 2 § 6 ust. 5")
    def confirm_erasure(
        self, number: str, *, now: datetime, kind: DispatchKind = DispatchKind.MAILBOX_NOTICE
    ) -> Dispatch:
        """Note that the receiver of a notice said that the data are erased; said twice, the first moment counts.

        *kind* tells the notice to the unit from the one to the helpdesk. Returns the notice. Raises
        :class:`NoSuchReportError` when there is no such notice, and ``ValueError`` for a naive moment.
        """
        try:
            kept = self.plugins.reports.change(
                dispatch_id(number, kind), partial(confirm_erasure, now=require_aware(now))
            )
        except NoSuchReportError:
            raise NoSuchReportError(
                number
            ) from None  # the number that was asked for, and not a store's key
        self._tell(EventVerb.CONFIRM_ERASURE, kept.id, now)
        return kept

    def unconfirmed(self, *, opened_before: datetime) -> Iterator[Dispatch]:
        """Yield the notices opened before that moment that nobody has confirmed, by id: whom to ask again.

        Raises ``ValueError`` for a naive moment. Provision: zał. 2 § 6 ust. 5 (interpretation I15).
        """
        require_aware(opened_before)
        for notice in _paged(self.plugins.reports.unconfirmed):
            if notice.opened_at < opened_before:
                yield notice


def _paged(ask: Callable[..., Sequence[Dispatch]]) -> Iterator[Dispatch]:
    """Yield all that a store tells a page at a time."""
    after = ""
    while page := ask(after=after, limit=_PAGE):
        yield from page
        after = page[-1].id
