"""Stores of reports with one thing wrong each."""

import gzip
import logging
import pickle
import sqlite3
import time
import unicodedata
from contextlib import closing
from datetime import UTC
from threading import Lock

import attrs
from planting import FiledReports, Reports, planted
from sound import KeptReports

from lckm_core import (
    anonymise,
    civil_day,
    first_clean_day,
    is_due,
    to_data,
)
from lckm_core.delivery import (
    DISPATCH_LIMITS,
    DispatchKind,
    DispatchState,
    claim,
    notices_wanted,
)
from lckm_core.errors import AlreadyRegisteredError, NoSuchReportError
from lckm_core.memory import MemoryReports

A_WRITE = 0.001
"""Seconds: what a write to a disk takes, while others come in."""
KILLED_WITHIN = 0.2
"""Seconds: long enough for a process to be killed in between."""


class NoLock:
    """A lock that locks nothing."""

    def __enter__(self):
        return self

    def __exit__(self, *raised):
        return None


class GivesUp:
    """A lock that is waited for no longer than a moment."""

    def __init__(self):
        self._lock = Lock()

    def __enter__(self):
        if not self._lock.acquire(timeout=0.1):
            raise TimeoutError

    def __exit__(self, *raised):
        self._lock.release()


class Unlocked(MemoryReports):
    """Base of the careless; nothing is wrong but that there is no lock."""

    def __init__(self):
        super().__init__()
        self._lock = NoLock()


# ── keeping ───────────────────────────────────────────────────────────────────────────────────────


def keeps(change):
    """Return a store that keeps reports changed."""

    class Changing(MemoryReports):
        def add(self, report, dispatch, receipt=None):
            super().add(change(report), dispatch, receipt)

    return Changing


def words(change):
    def changed(report):
        if report.personal is None:
            return report
        personal = attrs.evolve(report.personal, description=change(report.personal.description))
        return attrs.evolve(report, personal=personal)

    return changed


COMES_BACK = "test_a_report_comes_back_as_it_was"


@planted(Reports, COMES_BACK)
class LosesMicroseconds(
    keeps(lambda one: attrs.evolve(one, registered_at=one.registered_at.replace(microsecond=0)))
):
    pass


@planted(Reports, COMES_BACK)
class TakesLocalTimeForUtc(
    keeps(lambda one: attrs.evolve(one, registered_at=one.registered_at.replace(tzinfo=UTC)))
):
    pass


@planted(Reports, COMES_BACK)
class NormalisesText(keeps(words(lambda text: unicodedata.normalize("NFC", text)))):
    pass


@planted(Reports, COMES_BACK)
class ChangesLineEnds(keeps(words(lambda text: "\n".join(text.splitlines())))):
    pass


@planted(Reports, COMES_BACK)
class DropsCharactersBeyondTheFirstPlane(
    keeps(words(lambda text: "".join(one for one in text if one < "\U00010000")))
):
    pass


@planted(Reports, COMES_BACK)
class CutsLongTexts(keeps(lambda one: attrs.evolve(one, description=one.description[:2000]))):
    pass


@planted(Reports, COMES_BACK)
class RoundsThePoint(
    keeps(
        lambda one: (
            one
            if one.place is None or one.place.point is None
            else attrs.evolve(
                one,
                place=attrs.evolve(
                    one.place,
                    point=attrs.evolve(
                        one.place.point, latitude=round(one.place.point.latitude, 6)
                    ),
                ),
            )
        )
    )
):
    pass


@planted(Reports, "test_numbers_that_look_alike_stay_apart")
class TakesNumbersOfAnotherCaseForTheSame(MemoryReports):
    def add(self, report, dispatch, receipt=None):
        if any(kept.casefold() == report.number.casefold() for kept in self.reports):
            raise AlreadyRegisteredError(report.number)
        super().add(report, dispatch, receipt)


@planted(Reports, "test_a_number_taken_leaves_what_is_kept")
class WritesOverANumberTaken(MemoryReports):
    def add(self, report, dispatch, receipt=None):
        self.reports.pop(report.number, None)
        super().add(report, dispatch, receipt)


@planted(Reports, "test_a_number_taken_leaves_what_is_kept")
class OpensTheDeliveryAgain(MemoryReports):
    def add(self, report, dispatch, receipt=None):
        self.deliveries[report.number] = dispatch
        super().add(report, dispatch, receipt)


@planted(Reports, "test_of_many_who_add_one_number_one_does")
class LooksFirstAndAddsLater(Unlocked):
    def add(self, report, dispatch, receipt=None):
        if self.get(report.number) is not None:
            raise AlreadyRegisteredError(report.number)
        time.sleep(A_WRITE)
        self.reports[report.number], self.deliveries[report.number] = report, dispatch


@planted(Reports, "test_a_report_is_never_without_its_delivery")
class AddsTheReportFirst(Unlocked):
    def add(self, report, dispatch, receipt=None):
        if report.number in self.reports:
            raise AlreadyRegisteredError(report.number)
        self.reports[report.number] = report
        time.sleep(A_WRITE)
        self.deliveries[report.number] = dispatch


@planted(Reports, "test_a_delivery_comes_back_in_every_state")
class ForgetsHowItWasRouted(MemoryReports):
    def dispatch(self, id):
        kept = super().dispatch(id)
        return kept and attrs.evolve(kept, routed="")


@planted(Reports, "test_a_delivery_comes_back_in_every_state")
class ForgetsWhyItWasRefused(MemoryReports):
    def add(self, report, dispatch, receipt=None):
        super().add(report, attrs.evolve(dispatch, mailbox_refusal=None), receipt)


@planted(Reports, "test_a_delivery_comes_back_in_every_state")
class OnlySaysWhatItChanged(MemoryReports):
    def change(self, id, move):
        return move(self.deliveries[id])


@planted(Reports, "test_there_is_nothing_of_another_number")
class FindsByTheBeginning(MemoryReports):
    def get(self, number):
        return next((kept for key, kept in self.reports.items() if number.startswith(key)), None)


# ── claiming ──────────────────────────────────────────────────────────────────────────────────────


class Claiming(MemoryReports):
    """The claim taken apart, so that one piece of it can be wrong."""

    def claim(self, worker, *, now, lasting, limit, limits):
        with self._lock:
            due = sorted(
                filter(lambda one: self.is_due(one, now, limits), self.deliveries.values()),
                key=self.order,
            )
            leased = []
            for kept in due[:limit]:
                leased.append(self.lease(kept, worker, now, lasting, limits))
            return leased

    def is_due(self, dispatch, now, limits):
        over = dispatch.since - now > 2 * limits.grace
        return dispatch.due_at is not None and (dispatch.due_at <= now or over)

    def order(self, dispatch):
        return dispatch.due_at, dispatch.report_number

    def lease(self, kept, worker, now, lasting, limits):
        leased = self.deliveries[kept.report_number] = claim(
            kept, worker, now=now, lasting=lasting, limits=limits
        )
        return leased


@planted(Reports, "test_those_due_longest_come_first")
class ClaimsByNumber(Claiming):
    def order(self, dispatch):
        return dispatch.report_number


@planted(Reports, "test_those_due_longest_come_first")
class ClaimsTheNewestFirst(Claiming):
    def claim(self, worker, **given):
        return list(reversed(super().claim(worker, **given)))


@planted(Reports, "test_no_more_than_asked_for")
class ClaimsAllThereIs(Claiming):
    def claim(self, worker, **given):
        return super().claim(worker, **{**given, "limit": 1000})


@planted(Reports, "test_what_is_not_due_is_not_claimed")
class ClaimsASecondEarly(Claiming):
    def is_due(self, dispatch, now, limits):
        return dispatch.due_at is not None and int(dispatch.due_at.timestamp()) <= int(
            now.timestamp()
        )


@planted(Reports, "test_what_is_not_due_is_not_claimed")
class SendsAgainAfterALeaseRanOut(Claiming):
    def lease(self, kept, *given):
        return super().lease(attrs.evolve(kept, state=DispatchState.PENDING, lease=None), *given)


@planted(Reports, "test_a_wait_set_by_a_clock_that_went_back_is_over")
class TrustsTheClock(Claiming):
    def is_due(self, dispatch, now, limits):
        return dispatch.due_at is not None and dispatch.due_at <= now


@planted(Reports, "test_a_wait_set_by_a_clock_that_went_back_is_over")
class HasLimitsOfItsOwn(Claiming):
    def is_due(self, dispatch, now, limits):
        return super().is_due(dispatch, now, DISPATCH_LIMITS)


@planted(Reports, "test_a_claim_is_the_one_of_the_library")
class ReturnsWhatItWasBefore(Claiming):
    def lease(self, kept, *given):
        super().lease(kept, *given)
        return kept


@planted(Reports, "test_a_claim_is_the_one_of_the_library")
class KeepsNoLease(Claiming):
    def lease(self, kept, worker, now, lasting, limits):
        return claim(kept, worker, now=now, lasting=lasting, limits=limits)


@planted(Reports, "test_two_workers_never_get_one_delivery")
class ClaimsWithoutALock(Claiming):
    def __init__(self):
        super().__init__()
        self._lock = NoLock()


@planted(Reports, "test_a_moment_counts_in_any_zone")
class ReadsTheClockFaceOnly(Claiming):
    def claim(self, worker, *, now, **given):
        return super().claim(worker, now=now.replace(tzinfo=UTC), **given)


# ── changing ──────────────────────────────────────────────────────────────────────────────────────


@planted(Reports, "test_no_change_is_lost")
class ChangesWithoutALock(Unlocked):
    def change(self, number, move):
        self.deliveries[number] = moved = move(self.deliveries[number])
        return moved


@planted(Reports, "test_a_claim_amid_a_change_is_not_written_over")
class ChangesUnderALockOfItsOwn(MemoryReports):
    def __init__(self):
        super().__init__()
        self._other = Lock()

    def change(self, number, move):
        with self._other:
            if number not in self.deliveries:
                raise NoSuchReportError(number)
            self.deliveries[number] = moved = move(self.deliveries[number])
            return moved


@planted(Reports, "test_a_change_amid_a_claim_is_not_written_over")
class ClaimsUnderALockOfItsOwn(MemoryReports):
    def __init__(self):
        super().__init__()
        self._other = Lock()

    def claim(self, worker, **given):
        with self._other:
            shared, self._lock = self._lock, NoLock()
            try:
                return Claiming.claim(self, worker, **given)
            finally:
                self._lock = shared

    is_due, order, lease = Claiming.is_due, Claiming.order, Claiming.lease


@planted(Reports, "test_a_claim_does_not_bring_back_what_was_erased")
class WritesTheReportBackWithItsLease(Claiming):
    def __init__(self):
        super().__init__()
        self._lock = NoLock()

    def lease(self, kept, *given):
        report = self.reports[kept.report_number]
        leased = super().lease(kept, *given)
        self.reports[kept.report_number] = report
        return leased


BAD_MOVE = "test_a_move_that_raises_changes_nothing"


@planted(Reports, BAD_MOVE)
class KeepsHalfAMove(MemoryReports):
    def change(self, number, move):
        kept = self.deliveries.get(number)
        if kept is not None:
            self.deliveries[number] = attrs.evolve(kept, attempts=kept.attempts + 1)
        return super().change(number, move)


@planted(Reports, BAD_MOVE)
class SwallowsWhatAMoveRaises(MemoryReports):
    def change(self, number, move):
        try:
            return super().change(number, move)
        except NoSuchReportError:
            raise
        except Exception:  # noqa: BLE001  the defect itself
            return self.deliveries[number]


@planted(Reports, BAD_MOVE)
class StaysLocked(MemoryReports):
    """It never lets go, and others wait a while and give up, as they do for a database."""

    def __init__(self):
        super().__init__()
        self._lock = GivesUp()

    def change(self, number, move):
        self._lock.__enter__()
        self.deliveries[number] = moved = move(self.deliveries[number])
        self._lock.__exit__()
        return moved


@planted(Reports, "test_a_delivery_that_is_not_there_is_not_changed")
class RaisesWhatComes(MemoryReports):
    def change(self, number, move):
        return (
            super().change(number, move) if number in self.deliveries else self.deliveries[number]
        )


# ── the personal part ─────────────────────────────────────────────────────────────────────────────

ANONYMISED = "test_erased_is_anonymised"


@planted(Reports, ANONYMISED)
class KeepsTheAttachments(MemoryReports):
    def erase(self, number, *, now):
        kept = self.reports.get(number)
        had = super().erase(number, now=now)
        self.reports[number] = attrs.evolve(kept, personal=None)
        return had


@planted(Reports, ANONYMISED)
class KeepsTheReporterOnly(MemoryReports):
    def _anonymised(self, number):
        report = self.reports[number]
        had = not report.is_anonymous
        kept = report.personal and attrs.evolve(
            report.personal, description="", address=None, attributes=()
        )
        self.reports[number] = attrs.evolve(anonymise(report), personal=kept)
        return had


@planted(Reports, ANONYMISED)
class ErasesTheWholeReport(MemoryReports):
    def _anonymised(self, number):
        had = super()._anonymised(number)
        self.reports[number] = attrs.evolve(self.reports[number], description="", place=None)
        return had


@planted(Reports, ANONYMISED)
class ErasesThemAll(MemoryReports):
    def erase(self, number, *, now):
        had = super().erase(number, now=now)
        for other in list(self.reports):
            self._anonymised(other)
        return had


@planted(Reports, "test_a_delivery_goes_on_without_the_personal_part")
class StopsTheDelivery(MemoryReports):
    def _anonymised(self, number):
        self.deliveries[number] = attrs.evolve(
            self.deliveries[number], state=DispatchState.PENDING, lease=None
        )
        return super()._anonymised(number)


@planted(Reports, "test_erasing_twice_changes_nothing")
class AlwaysSaysThatThereWas(MemoryReports):
    def erase(self, number, *, now):
        super().erase(number, now=now)
        return True


@planted(Reports, "test_what_is_not_there_is_not_erased")
class ErasesNothingGladly(MemoryReports):
    def erase(self, number, *, now):
        return number in self.reports and super().erase(number, now=now)


@planted(Reports, "test_a_change_does_not_bring_back_what_was_erased")
class WritesTheReportBackWithItsDelivery(Unlocked):
    def change(self, number, move):
        if number not in self.reports:
            raise NoSuchReportError(number)
        report, moved = self.reports[number], move(self.deliveries[number])
        self.reports[number], self.deliveries[number] = report, moved
        return moved


class Due(MemoryReports):
    """The term taken apart."""

    def erase_due(self, *, now):
        civil_day(now)
        with self._lock:
            due = [
                number
                for number, report in self.reports.items()
                if report.personal and self.due(report, now)
            ]
            return sum(self._anonymised(number) for number in due)


@planted(Reports, "test_what_is_due_goes_at_midnight_and_nothing_else")
class ReckonsMonthsByUtc(Due):
    def due(self, report, now):
        day = first_clean_day(report.registered_at.astimezone(UTC).replace(hour=12))
        return day <= now.astimezone(UTC).date()


@planted(Reports, "test_what_is_due_goes_at_midnight_and_nothing_else")
class CountsDays(Due):
    def due(self, report, now):
        return (now - report.registered_at).days >= 183


@planted(Reports, "test_months_left_out_are_made_up_for")
class ErasesTheLatestMonthOnly(Due):
    def due(self, report, now):
        day, today = first_clean_day(report.registered_at), civil_day(now)
        return is_due(report, now=now) and (today - day).days < 130


@planted(Reports, "test_months_left_out_are_made_up_for", supports_expiry_by_month=True)
class SaysItCountsMonths(MemoryReports):
    pass


@planted(Reports, "test_consent_withdrawn_is_due_from_that_moment")
class KnowsTheTermOnly(Due):
    def due(self, report, now):
        return first_clean_day(report.registered_at) <= civil_day(now)


@planted(Reports, "test_receivers_of_personal_data_are_to_be_told")
class TellsBeforeTheTerm(MemoryReports):
    def pending_erasure_notices(self, *, after="", limit):
        kept = (one for _, one in sorted(self.deliveries.items()) if one.report_number > after)
        return [one for one in kept if notices_wanted(one)][:limit]


@planted(Reports, "test_receivers_of_personal_data_are_to_be_told")
class ForgetsThoseInDoubt(MemoryReports):
    def pending_erasure_notices(self, *, after="", limit):
        return [
            one for one in super().pending_erasure_notices(after=after, limit=100) if one.is_final
        ][:limit]


@planted(Reports, "test_receivers_of_personal_data_are_to_be_told")
class TellsAgainAndAgain(MemoryReports):
    def pending_erasure_notices(self, *, after="", limit):
        kept = (one for number, one in sorted(self.deliveries.items()) if number > after)
        return [
            one
            for one in kept
            if notices_wanted(one) and self.reports[one.report_number].is_anonymous
        ][:limit]


@planted(Reports, "test_receivers_of_personal_data_are_to_be_told")
class TellsFromTheStart(MemoryReports):
    def pending_erasure_notices(self, *, after="", limit):
        return super().pending_erasure_notices(limit=limit)


@planted(Reports, "test_a_receiver_that_comes_later_is_to_be_told_too")
class TellsOneReceiverOnly(MemoryReports):
    def pending_erasure_notices(self, *, after="", limit):
        told = {
            one.report_number
            for one in self.deliveries.values()
            if one.kind is not DispatchKind.REPORT
        }
        return [
            one
            for one in super().pending_erasure_notices(after=after, limit=limit)
            if one.report_number not in told
        ]


@planted(Reports, "test_a_receiver_that_comes_later_is_to_be_told_too")
class OpensNoticesAnew(MemoryReports):
    def add_notices(self, notices):
        super().add_notices(notices)
        self.deliveries.update({one.id: one for one in notices})


@planted(Reports, "test_a_notice_is_a_delivery_like_any_other")
class NeverClaimsNotices(MemoryReports):
    def claim(self, worker, *, now, lasting, limit, limits):
        leased = super().claim(worker, now=now, lasting=lasting, limit=limit, limits=limits)
        return [one for one in leased if one.kind is DispatchKind.REPORT]


@planted(Reports, "test_a_notice_is_a_delivery_like_any_other")
class KeepsByTheNumber(MemoryReports):
    def change(self, id, move):
        return super().change(id.partition(":")[0], move)


@planted(Reports, "test_notices_of_no_report_are_refused_whole")
class KeepsSomeNotices(MemoryReports):
    def add_notices(self, notices):
        for one in notices:
            super().add_notices([one])


@planted(Reports, "test_what_nobody_confirmed_is_listed")
class ListsWhatIsConfirmed(MemoryReports):
    def unconfirmed(self, *, after="", limit):
        notices = (one for id, one in sorted(self.deliveries.items()) if id > after)
        return [one for one in notices if one.kind is not DispatchKind.REPORT][:limit]


@planted(Reports, "test_what_nobody_confirmed_is_listed")
class PagesByTheNumber(MemoryReports):
    def unconfirmed(self, *, after="", limit):
        found = super().unconfirmed(limit=100)
        return [one for one in found if one.report_number > after.partition(":")[0]][:limit]


@planted(Reports, "test_what_nobody_confirmed_is_listed")
class SortsByTheNumberAlone(MemoryReports):
    def unconfirmed(self, *, after="", limit):
        found = [one for one in super().unconfirmed(limit=100) if one.id > after]
        return sorted(found, key=lambda one: one.report_number)[:limit]


@planted(Reports, "test_files_are_named_until_they_are_destroyed")
class ForgetsFiles(MemoryReports):
    def files_to_delete(self, *, limit):
        return []


@planted(Reports, "test_files_are_named_until_they_are_destroyed")
class ForgetsFilesAtTheTerm(MemoryReports):
    def erase_due(self, *, now):
        before = list(self.left)
        count = super().erase_due(now=now)
        self.left = before
        return count


@planted(Reports, "test_files_are_named_until_they_are_destroyed")
class ForgetsAllFilesAtOnce(MemoryReports):
    def files_destroyed(self, references):
        self.left.clear()


@planted(FiledReports, "test_files_and_notices_are_not_forgotten")
class ForgetsFilesAtARestart(KeptReports):
    def write(self, database, memory):
        memory.left = []
        super().write(database, memory)


# ── receipts ──────────────────────────────────────────────────────────────────────────────────────


@planted(Reports, "test_a_receipt_is_stored_with_its_report")
class DropsTheReceipt(MemoryReports):
    def add(self, report, dispatch, receipt=None):
        super().add(report, dispatch)


@planted(Reports, "test_a_receipt_is_stored_with_its_report")
class KeepsTheReceiptForTheDelivery(MemoryReports):
    def add(self, report, dispatch, receipt=None):
        super().add(report, receipt or dispatch, receipt)


@planted(Reports, "test_a_number_taken_gets_no_receipt")
class KeepsTheReceiptFirst(MemoryReports):
    def add(self, report, dispatch, receipt=None):
        if receipt is not None:
            self.deliveries[receipt.id] = receipt
        super().add(report, dispatch, receipt)


@planted(Reports, "test_a_receipt_is_claimed_until_it_is_void")
class NeverClaimsReceipts(MemoryReports):
    def claim(self, worker, **named):
        return [one for one in super().claim(worker, **named) if one.receipt is None]


@planted(Reports, "test_a_receipt_is_claimed_until_it_is_void")
class KeepsAReceiptDue(MemoryReports):
    def change(self, id, move):
        return super().change(
            id,
            lambda kept: (
                attrs.evolve(moved, state=DispatchState.PENDING, due_at=kept.since)
                if (moved := move(kept)).state is DispatchState.VOID
                else moved
            ),
        )


@planted(Reports, "test_a_receipt_is_no_notice")
class TakesAReceiptForANotice(MemoryReports):
    def unconfirmed(self, *, after="", limit):
        kept = sorted(self.deliveries.items())
        return [one for id, one in kept if id > after and one.kind is not DispatchKind.REPORT][
            :limit
        ]


@planted(Reports, "test_a_receipt_is_no_notice")
class TakesAReceiptForAllNotices(MemoryReports):
    def pending_erasure_notices(self, *, after="", limit):
        found = super().pending_erasure_notices(after=after, limit=limit)
        return [one for one in found if f"{one.id}:receipt" not in self.deliveries]


@planted(FiledReports, "test_a_receipt_is_not_forgotten")
class ForgetsReceiptsAtARestart(KeptReports):
    def write(self, database, memory):
        deliveries = memory.deliveries
        memory.deliveries = {id: one for id, one in deliveries.items() if one.receipt is None}
        super().write(database, memory)


# ── acts of staff ─────────────────────────────────────────────────────────────────────────────────

REVISED = "test_a_report_and_its_delivery_are_revised_and_the_rest_stays"


@planted(Reports, REVISED)
class RevisesWhatItReturnsAlone(MemoryReports):
    def revise(self, number, move):
        return move(anonymise(self.reports[number]), self.deliveries[number])


@planted(Reports, REVISED)
class RevisesTheReportAlone(MemoryReports):
    def revise(self, number, move):
        was = self.deliveries[number]
        revised = super().revise(number, move)
        self.deliveries[number] = was
        return revised


@planted(Reports, REVISED)
class DropsThePersonalPartWithTheRevision(MemoryReports):
    def revise(self, number, move):
        report, dispatch = super().revise(number, move)
        self.reports[number] = report
        return report, dispatch


@planted(Reports, "test_who_revises_gets_no_personal_part")
class ShowsThePersonalPartToWhoRevises(MemoryReports):
    def revise(self, number, move):
        whole = self.reports[number]
        return super().revise(number, lambda _, dispatch: move(whole, dispatch))


@planted(Reports, "test_revised_after_erasing_it_stays_anonymous")
class RemembersThePersonalPart(MemoryReports):
    def __init__(self):
        super().__init__()
        self.whole = {}

    def add(self, report, dispatch, receipt=None):
        super().add(report, dispatch, receipt)
        self.whole[report.number] = report

    def revise(self, number, move):
        revised = super().revise(number, move)
        self.reports[number] = attrs.evolve(
            self.reports[number], personal=self.whole[number].personal
        )
        return revised


@planted(Reports, "test_erased_after_revising_its_history_stays")
class ErasesTheHistoryToo(MemoryReports):
    def erase(self, number, *, now):
        erased = super().erase(number, now=now)
        self.reports[number] = attrs.evolve(self.reports[number], history=())
        return erased


@planted(Reports, "test_a_revision_that_raises_changes_nothing")
class KeepsTheTurnOfARefusedRevision(MemoryReports):
    def revise(self, number, move):
        try:
            return super().revise(number, move)
        except KeyError:
            self.change(number, lambda kept: attrs.evolve(kept, token=kept.token + 1))
            raise


@planted(Reports, "test_a_report_that_is_not_there_is_not_revised")
class LooksUpWhatIsNotThereToRevise(MemoryReports):
    def revise(self, number, move):
        return super().revise(number, move) if number in self.reports else self.reports[number]


@planted(Reports, "test_no_act_of_staff_is_lost")
class LosesActsOfStaff(Unlocked):
    def revise(self, number, move):
        return super().revise(number, move)


@planted(Reports, "test_a_claim_amid_a_revision_is_not_written_over")
class WritesOverAClaimAmidARevision(MemoryReports):
    def revise(self, number, move):
        report, dispatch = move(anonymise(self.reports[number]), self.deliveries[number])
        return super().revise(number, lambda *_: (report, dispatch))


@planted(Reports, "test_a_revision_does_not_bring_back_what_was_erased")
class BringsBackWhatWasErasedAmidARevision(MemoryReports):
    def revise(self, number, move):
        was = self.reports[number]
        report, dispatch = move(anonymise(was), self.deliveries[number])
        self.reports[number] = attrs.evolve(
            report, personal=was.personal, attachments=was.attachments
        )
        self.deliveries[number] = dispatch
        return report, dispatch


@planted(FiledReports, "test_what_was_revised_is_there_after_a_restart")
class ForgetsRevisionsAtARestart(KeptReports):
    def __init__(self, folder):
        super().__init__(folder)
        self.revised = {}

    def revise(self, number, move):
        was = self._act(lambda memory: memory.reports[number])
        revised = super().revise(number, move)
        self.revised[number] = self._act(lambda memory: memory.reports[number])
        self._act(lambda memory: memory.reports.update({number: was}))
        return revised

    def get(self, number):
        return self.revised.get(number) or super().get(number)


@planted(FiledReports, "test_no_byte_of_words_of_staff_redacted_by_hand_is_left")
class KeepsWhatStaffSaid(KeptReports):
    def revise(self, number, move):
        revised = super().revise(number, move)
        with (self.folder / "said").open("ab") as said:
            said.write(pickle.dumps(revised))
        return revised


WORDS_GONE = "test_words_redacted_by_hand_are_gone_and_the_rest_stays"
WORDS_NOWHERE = "test_words_that_stand_nowhere_change_nothing"


@planted(Reports, WORDS_GONE)
class RedactsWhatItReturnsAlone(MemoryReports):
    def redact(self, number, words, *, now):
        report = self.reports[number]
        redacted = super().redact(number, words, now=now)
        self.reports[number] = report
        return redacted


@planted(Reports, WORDS_GONE)
class DropsThePersonalPartWithTheWords(MemoryReports):
    def redact(self, number, words, *, now):
        self.reports[number] = redacted = super().redact(number, words, now=now)
        return redacted


@planted(Reports, WORDS_NOWHERE)
class RedactsTheWordsThatItFinds(MemoryReports):
    def redact(self, number, words, *, now):
        for word in words:
            redacted = super().redact(number, [word], now=now)
        return redacted


@planted(Reports, WORDS_NOWHERE)
class SaysTheKeyOfNoReport(MemoryReports):
    def redact(self, number, words, *, now):
        return super().redact(f"report/{number}", words, now=now)


@planted(FiledReports, "test_no_byte_of_words_redacted_by_hand_is_left")
class KeepsWhatWasRedacted(KeptReports):
    def redact(self, number, words, *, now):
        with (self.folder / "undo").open("ab") as undo:
            undo.write(pickle.dumps(self.get(number)))
        return super().redact(number, words, now=now)


@planted(Reports, "test_nothing_is_said_of_a_report")
class LogsWhatItKeeps(MemoryReports):
    def add(self, report, dispatch, receipt=None):
        logging.getLogger("lckm_defective").debug("INSERT %r", to_data(report))
        super().add(report, dispatch, receipt)


@planted(Reports, "test_nothing_is_said_of_a_report")
class SaysTheReportInAnError(MemoryReports):
    def add(self, report, dispatch, receipt=None):
        try:
            super().add(report, dispatch, receipt)
        except AlreadyRegisteredError as error:
            raise error from ValueError(f"parameters: {to_data(report)!r}")


@planted(Reports, "test_nothing_is_said_of_a_report")
class SaysTheReportInWhatWentBefore(MemoryReports):
    """As where an error of the database, with its parameters, was being handled."""

    def add(self, report, dispatch, receipt=None):
        try:
            if report.number in self.reports:
                raise ValueError(f"INSERT … parameters: {to_data(report)!r}")
        except ValueError:
            raise AlreadyRegisteredError(report.number)  # noqa: B904  the defect itself
        super().add(report, dispatch, receipt)


SEEN_HALF_ERASED = "test_whoever_reads_while_it_is_erased_sees_all_or_nothing"


class InTwoActs(MemoryReports):
    """Erases under its lock, but lets go of it in between."""

    def erase(self, number, *, now):
        if number not in self.reports:
            raise NoSuchReportError(number)
        return self.erased([number])

    def erase_due(self, *, now):
        civil_day(now)
        return self.erased(
            [number for number, report in self.reports.items() if is_due(report, now=now)]
        )

    def erased(self, numbers):
        return sum(self.erased_one(number) for number in numbers)


@planted(Reports, SEEN_HALF_ERASED)
class DropsTheAttachmentsFirst(InTwoActs):
    def erased_one(self, number):
        report = self.reports[number]
        with self._lock:
            self.left += [file.reference for file in report.attachments]
            self.reports[number] = attrs.evolve(report, attachments=())
        time.sleep(A_WRITE)
        with self._lock:
            self.reports[number] = anonymise(report)
        return not report.is_anonymous


@planted(Reports, SEEN_HALF_ERASED)
class NamesFilesAfterwards(InTwoActs):
    def erased_one(self, number):
        report = self.reports[number]
        with self._lock:
            self.reports[number] = anonymise(report)
        time.sleep(A_WRITE)
        with self._lock:
            self.left += [file.reference for file in report.attachments]
        return not report.is_anonymous


# ── more than a page ──────────────────────────────────────────────────────────────────────────────

MANY = "test_no_number_of_reports_is_too_many"


@planted(Reports, MANY)
class ErasesAHundredAtMost(MemoryReports):
    def erase_due(self, *, now):
        with self._lock:
            due = [number for number, report in self.reports.items() if is_due(report, now=now)][
                :100
            ]
            return sum(self._anonymised(number) for number in due)


@planted(Reports, MANY)
class TellsAHundredAtMost(MemoryReports):
    def pending_erasure_notices(self, *, after="", limit):
        return super().pending_erasure_notices(after=after, limit=min(limit, 100))


@planted(Reports, MANY)
class NamesAHundredFilesAtMost(MemoryReports):
    def files_to_delete(self, *, limit):
        return super().files_to_delete(limit=min(limit, 100))


# ── files, restarts, processes ────────────────────────────────────────────────────────────────────


@planted(FiledReports, "test_it_is_all_there_after_a_restart")
class KeepsClaimsInMemory(KeptReports):
    def __init__(self, folder):
        super().__init__(folder)
        self._claimed = {}

    def claim(self, worker, **given):
        kept = self._act(lambda memory: dict(memory.deliveries))
        claimed = super().claim(worker, **given)
        for one in claimed:
            self._claimed[one.report_number] = one
            super().change(one.report_number, lambda _, before=kept[one.report_number]: before)
        return claimed

    def dispatch(self, number):
        return self._claimed.get(number) or super().dispatch(number)


NO_BYTE = "test_no_byte_is_left_in_any_file"


@planted(FiledReports, NO_BYTE)
class LeavesFreePagesAsTheyWere(KeptReports):
    secure_delete = "OFF"


@planted(FiledReports, NO_BYTE)
class KeepsACopy(KeptReports):
    def write(self, database, memory):
        super().write(database, memory)
        with gzip.open(self.folder / "copy.gz", "ab") as copy:
            copy.write(pickle.dumps(memory.reports))


@planted(FiledReports, NO_BYTE)
class WritesDownWhatItRefused(KeptReports):
    def add(self, report, dispatch, receipt=None):
        try:
            super().add(report, dispatch, receipt)
        except AlreadyRegisteredError:
            (self.folder / "refused.log").write_text(repr(to_data(report)), encoding="utf-16-le")
            raise


@planted(FiledReports, "test_no_byte_comes_back_after_a_restart")
class BringsBackABackup(KeptReports):
    def __init__(self, folder):
        super().__init__(folder)
        if (folder / "backup").exists():
            with closing(self._connected()) as database:
                database.execute(
                    "INSERT OR REPLACE INTO kept VALUES (1, ?)", ((folder / "backup").read_bytes(),)
                )

    def add(self, report, dispatch, receipt=None):
        super().add(report, dispatch, receipt)
        with closing(self._connected()) as database:
            (self.folder / "backup").write_bytes(
                database.execute("SELECT state FROM kept").fetchone()[0]
            )


@planted(FiledReports, "test_two_processes_never_get_one_delivery")
class ReadsBeforeItLocks(KeptReports):
    """Right between threads, which it locks by itself, and wrong between processes."""

    def begin(self, database):
        pass

    def read(self, database):
        found = super().read(database)
        database.execute("BEGIN IMMEDIATE")
        return found


@planted(FiledReports, "test_killed_in_the_middle_nothing_is_half_done")
class CommitsHalfAReport(KeptReports):
    def add(self, report, dispatch, receipt=None):
        super().add(attrs.evolve(report, personal=None), dispatch, receipt)
        time.sleep(KILLED_WITHIN)
        self._act(lambda memory: memory.reports.__setitem__(report.number, report))


@planted(FiledReports, "test_killed_in_the_middle_nothing_is_half_done")
class AcknowledgesBeforeItWrites(KeptReports):
    def __init__(self, folder):
        super().__init__(folder)
        self._waiting = []

    def add(self, report, dispatch, receipt=None):
        self._waiting.append((report, dispatch))
        if len(self._waiting) % 30 == 0:
            for one in self._waiting:
                super().add(*one)


@planted(FiledReports, "test_killed_in_the_middle_nothing_is_half_done")
class LocksWithAFileThatStays(KeptReports):
    def begin(self, database):
        try:
            (self.folder / "lock").touch(exist_ok=False)
        except FileExistsError:
            raise sqlite3.OperationalError("locked") from None
        super().begin(database)

    def write(self, database, memory):
        super().write(database, memory)
        time.sleep(0.05)
        (self.folder / "lock").unlink()


HALF_ERASED = "test_killed_while_it_erases_nothing_is_half_erased"


@planted(FiledReports, HALF_ERASED)
class CommitsHalfAnErasure(KeptReports):
    """The files are named in an act of their own."""

    def _left_alone(self, act):
        before = self._act(lambda memory: list(memory.left))
        result = self._act(
            lambda memory: (act(memory), memory.left, setattr(memory, "left", before))
        )
        time.sleep(KILLED_WITHIN)
        self._act(lambda memory: setattr(memory, "left", result[1]))
        return result[0]

    def erase(self, number, *, now):
        return self._left_alone(lambda memory: memory.erase(number, now=now))

    def erase_due(self, *, now):
        return self._left_alone(lambda memory: memory.erase_due(now=now))


@planted(FiledReports, HALF_ERASED)
class DropsAttachmentsAndThenThePerson(KeptReports):
    def _without_attachments(self, memory, due):
        for number, report in memory.reports.items():
            if due(report) and report.personal:
                memory.left += [file.reference for file in report.attachments]
                memory.reports[number] = attrs.evolve(report, attachments=())

    def erase(self, number, *, now):
        self._act(
            lambda memory: self._without_attachments(memory, lambda report: report.number == number)
        )
        time.sleep(KILLED_WITHIN)
        return super().erase(number, now=now)

    def erase_due(self, *, now):
        self._act(
            lambda memory: self._without_attachments(memory, lambda report: is_due(report, now=now))
        )
        time.sleep(KILLED_WITHIN)
        return super().erase_due(now=now)


@planted(FiledReports, HALF_ERASED)
class AsksReceiversToEraseAfterwards(KeptReports):
    """Reports and files are right; who else has to be asked is noted in an act of its own."""

    def _then_noted(self, act):
        result = self._act(act)
        time.sleep(KILLED_WITHIN)
        self._act(
            lambda memory: vars(memory).update(
                asked={one.number for one in memory.reports.values() if one.is_anonymous}
            )
        )
        return result

    def erase(self, number, *, now):
        return self._then_noted(lambda memory: memory.erase(number, now=now))

    def erase_due(self, *, now):
        return self._then_noted(lambda memory: memory.erase_due(now=now))

    def pending_erasure_notices(self, *, after="", limit):
        asked = self._act(lambda memory: vars(memory).get("asked", ()))
        found = super().pending_erasure_notices(after=after, limit=10**6)
        return [one for one in found if one.report_number in asked][:limit]


@planted(FiledReports, "test_killed_while_it_changes_nothing_is_half_changed")
class CommitsHalfAChange(KeptReports):
    def change(self, number, move):
        moved = move(self.dispatch(number))
        super().change(number, lambda kept: attrs.evolve(kept, state=moved.state))
        time.sleep(KILLED_WITHIN)
        return super().change(number, lambda _: moved)


@planted(FiledReports, "test_dead_in_the_middle_of_an_act_it_holds_up_nobody")
class LeavesALockBehind(KeptReports):
    """Held by a file, which a dead process does not remove."""

    def change(self, number, move):
        self._locked()
        try:
            return super().change(number, move)
        finally:
            (self.folder / "lock").unlink()

    def claim(self, worker, **given):
        self._locked()
        try:
            return super().claim(worker, **given)
        finally:
            (self.folder / "lock").unlink()

    def _locked(self):
        try:
            (self.folder / "lock").touch(exist_ok=False)
        except FileExistsError:
            raise sqlite3.OperationalError("locked") from None


@planted(FiledReports, "test_dead_in_the_middle_of_an_act_it_holds_up_nobody")
class LeasesBeforeItDecides(KeptReports):
    """It writes down that somebody is at work, in an act of its own, before the claim."""

    def claim(self, worker, *, now, lasting, limit, limits):
        for one in self._act(lambda memory: list(memory.deliveries.values()))[:limit]:
            super().change(one.id, lambda kept: attrs.evolve(kept, attempts=kept.attempts + 1))
        return super().claim(worker, now=now, lasting=lasting, limit=limit, limits=limits)
