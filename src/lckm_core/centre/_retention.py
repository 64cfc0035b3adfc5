"""The end of personal data: by hand, by withdrawal, at the term (zał. 2 § 6 ust. 4, 5)."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial

from lckm_core.calendar import civil_day, require_aware
from lckm_core.centre._base import CentreBase, call_safely, log_error, require_may_at_desk
from lckm_core.delivery import (
    Dispatch,
    DispatchKind,
    confirm_erasure,
    dispatch_id,
    open_notices,
)
from lckm_core.errors import ErasureDeferredError, NoSuchReportError
from lckm_core.law import cites
from lckm_core.organisation import DeskAct, Role
from lckm_core.ports import (
    AttachmentStore,
    Event,
    EventVerb,
    require_staff_name,
    under_way,
)
from lckm_core.ports.optional import FileInventory, offered
from lckm_core.reports import Report

_PAGE = 100
_FAILED = object()


class Retention(CentreBase):
    """What the centre does to erase personal data."""

    @cites("zał. 2 § 6 ust. 5")
    def withdraw_consent(
        self, number: str, *, now: datetime, by: str | None = None, role: Role | None = None
    ) -> Report:
        """Anonymise a report at once, whatever its status, because its reporter withdrew consent.

        It cannot be undone, and asking twice is fine (interpretation I6). A delivery under way goes
        on, without contact data and files. Durable when this returns; then the files of its
        attachments are destroyed, as by :meth:`destroy_files`. *by* is the member of staff who does
        it, in that *role*, ``None`` for the reporter. Raises :class:`NoSuchReportError`,
        :class:`IllegalMoveError` for a role that may not (interpretation I26),
        :class:`ErasureDeferredError` where the withdrawal is recorded and the next
        :meth:`anonymise_due` erases the data, and ``ValueError`` for a naive moment or a name that
        does not fit.
        """
        require_staff_name(by)
        require_may_at_desk(role, DeskAct.WITHDRAW_CONSENT, number)
        act = Event(verb=EventVerb.WITHDRAW_CONSENT, subject=number, at=now, role=role, by=by)
        try:
            with under_way(act):
                had = self.plugins.reports.erase(number, now=now)
        except ErasureDeferredError:
            self._tell_of(act, "recorded")
            raise
        self._tell_of(act, "anonymised" if had else "was anonymous")
        self.destroy_files(now=now)
        report = self.plugins.reports.get(number)
        assert report is not None
        return report

    @cites("zał. 2 § 6 ust. 5")
    def redact(
        self,
        number: str,
        words: Sequence[str],
        *,
        now: datetime,
        by: str | None = None,
        role: Role | None = None,
    ) -> Report:
        """Redact by hand what redaction missed in a stored report, before or after its term.

        Args:
            number: the report's number.
            words: what to redact, as for :func:`lckm_core.reports.redact_words`.
            now: the current moment, aware.
            by: the member of staff who does it.
            role: in which role; ``None`` for an operator or a program of the host.

        Returns:
            What :func:`lckm_core.anonymise` leaves of the report; its personal part keeps the
            words as typed until its term. Durable when this returns. Whoever was sent the text
            has to be told by hand.

        Raises:
            NoSuchReportError: when there is no report of that number.
            IllegalMoveError: for a role that may not (interpretation I26).
            WordsNotFoundError: when words stand nowhere in its texts; nothing is changed.
            ValueError: for a naive moment, a name that does not fit, and for no words, too many, or
                too short ones.
        """
        require_staff_name(by)
        require_may_at_desk(role, DeskAct.REDACT, number)
        act = Event(verb=EventVerb.REDACT, subject=number, at=now, role=role, by=by)
        with under_way(act):
            report = self.plugins.reports.redact(number, words, now=now)
        self._tell_of(act)
        return report

    @cites("zał. 2 § 6 ust. 5")
    def anonymise_due(self, *, now: datetime) -> int:
        """Destroy every personal part whose term has passed; return what the store counts.

        Then the keys of files past their term are destroyed, where a store encrypts, and the files
        of the attachments, as by :meth:`destroy_files`. Call it once a day, after midnight in
        Europe/Warsaw (interpretation I5); the next day makes up for one left out. It may be
        repeated after an interruption. Raises ``ValueError`` for a naive moment.
        """
        count = self.plugins.reports.erase_due(now=require_aware(now))
        self._tell(EventVerb.ANONYMISE_DUE, civil_day(now).isoformat(), now, outcome=str(count))
        for store in self.plugins.attachments:
            keys = offered(store, FileInventory, "destroy_keys")
            if keys is not None:
                destroy: Callable[[], object] = partial(keys.destroy_keys, now=now)
                call_safely(destroy, None, "destroying keys of files")
        self.destroy_files(now=now)
        return count

    @cites("zał. 2 § 6 ust. 5")
    def destroy_files(self, *, now: datetime) -> int:
        """Destroy the attachments of reports that have no personal part any more; return how many.

        A file that no store finds does not count as destroyed, for it may be on another machine; a
        store that fails does not stop the others. Such files stay in
        ``plugins.reports.files_to_delete``, and the next call tries again; without any adapter for
        attachments, all files stay. Whoever knows that a file is gone calls
        ``plugins.reports.files_destroyed``. Raises ``ValueError`` for a naive moment.
        """
        require_aware(now)
        count = 0
        failed: set[str] = set()
        while self.plugins.attachments:
            page = self.plugins.reports.files_to_delete(limit=_PAGE + len(failed))
            references = [reference for reference in page if reference not in failed]
            if not references:
                break
            # One by one: a file that cannot be destroyed stops no other, and leaves no doubt
            # about those before it.
            destroyed = [reference for reference in references if self._destroy(reference)]
            if destroyed:
                self._note_destroyed(destroyed, now)
            failed.update(set(references) - set(destroyed))
            count += len(destroyed)
        return count

    def _note_destroyed(self, references: Sequence[str], now: datetime) -> None:
        """Record that files are gone, and notify how many."""
        act = Event(
            verb=EventVerb.DESTROY_FILES,
            subject=civil_day(now).isoformat(),
            at=now,
            outcome=str(len(references)),
        )
        with under_way(act):
            self.plugins.reports.files_destroyed(references)
        self._tell_of(act)

    def _destroy(self, reference: str) -> bool:
        """Have every store destroy a file; return whether it was found and no store has it now."""
        found = [_destroy_in(store, reference) for store in self.plugins.attachments]
        return None not in found and True in found

    @cites("zał. 2 § 6 ust. 5")
    def open_erasure_notices(self, *, now: datetime) -> tuple[str, ...]:
        """Open notices to everyone who may hold data of a report without a personal part.

        :meth:`dispatch_due` delivers them like reports; one that a mailbox refuses goes to the
        helpdesk (interpretations I14 and I15). Returns the numbers of the reports. It may be
        repeated. Raises ``ValueError`` for a naive moment.
        """
        require_aware(now)
        numbers = []
        for dispatch in _paged(self.plugins.reports.pending_erasure_notices):
            self.plugins.reports.add_notices(open_notices(dispatch, now=now))
            self._tell(EventVerb.TELL_UNITS, dispatch.report_number, now)
            numbers.append(dispatch.report_number)
        return tuple(numbers)

    @cites("zał. 2 § 6 ust. 5")
    def confirm_erasure(
        self,
        number: str,
        *,
        now: datetime,
        kind: DispatchKind = DispatchKind.MAILBOX_NOTICE,
        by: str | None = None,
        role: Role | None = None,
    ) -> Dispatch:
        """Record that the receiver of a notice has erased the data; the first moment counts.

        *kind* is the notice to the unit or to the helpdesk, *by* the member of staff who records
        it, in that *role*, ``None`` for an operator or a program of the host. Returns the notice.
        Raises :class:`NoSuchReportError` when there is no such notice, :class:`IllegalMoveError`
        for a role that may not (interpretation I26), and ``ValueError`` for a naive moment or a
        name that does not fit.
        """
        require_staff_name(by)
        require_may_at_desk(role, DeskAct.CONFIRM_ERASURE, number)
        id = dispatch_id(number, kind)
        act = Event(verb=EventVerb.CONFIRM_ERASURE, subject=id, at=now, role=role, by=by)
        try:
            with under_way(act):
                notice = self.plugins.reports.change(id, partial(confirm_erasure, now=now))
        except NoSuchReportError:
            # The number of the report, not the key by which a store looked.
            raise NoSuchReportError(number) from None
        self._tell_of(act)
        return notice

    def unconfirmed(self, *, opened_before: datetime) -> Iterator[Dispatch]:
        """Yield the unconfirmed notices opened before a moment, by id: whom to ask again.

        Raises ``ValueError`` for a naive moment. Provision: zał. 2 § 6 ust. 5 (interpretation I15).
        """
        require_aware(opened_before)
        for notice in _paged(self.plugins.reports.unconfirmed):
            if notice.opened_at < opened_before:
                yield notice


def _destroy_in(store: AttachmentStore, reference: str) -> bool | None:
    """Have a store destroy a file; return whether it was there, ``None`` when nobody can tell."""
    destroy: Callable[[], object] = partial(store.destroy, [reference])
    missing = call_safely(destroy, _FAILED, "destroying files")
    if missing is _FAILED:
        return None
    if isinstance(missing, str) or not isinstance(missing, Sequence):
        kind = type(missing).__name__
        log_error(f"destroying files gave a {kind}, and not the references that were not found")
        return None
    return reference not in missing


def _paged(ask: Callable[..., Sequence[Dispatch]]) -> Iterator[Dispatch]:
    """Yield all that a store lists, a page at a time."""
    after = ""
    while page := ask(after=after, limit=_PAGE):
        yield from page
        after = page[-1].id
