"""Stores of the call centre's requests with one thing wrong each."""

import time

import attrs
from planting import FiledRequests, Requests, planted
from sound import KeptRequests

from lckm_core.call_centre import DataRequest
from lckm_core.errors import ConflictError
from lckm_core.memory import MemoryRequests

PAUSE = 0.02
"""Long enough for another thread to come in between."""


@planted(Requests, "test_an_empty_store_has_nothing")
class RaisesForANumberNotThere(MemoryRequests):
    def get(self, number):
        return self._requests[number]


@planted(Requests, "test_requests_come_back_as_they_were")
class ForgetsReminders(MemoryRequests):
    def get(self, number):
        kept = super().get(number)
        return kept and attrs.evolve(kept, reminded_on=kept.reminded_on[:1])


@planted(Requests, "test_requests_come_back_as_they_were")
class TakesNumbersInAnyCase(MemoryRequests):
    def add(self, request):
        if any(number.casefold() == request.number.casefold() for number in self._requests):
            raise ConflictError(request.number)
        super().add(request)


@planted(Requests, "test_a_number_is_given_once")
class NumbersEachKindApart(MemoryRequests):
    def add(self, request):
        if isinstance(self._requests.get(request.number), type(request)):
            raise ConflictError(request.number)
        self._requests[request.number] = request


@planted(Requests, "test_a_number_is_given_once")
class TakesTheSameAgain(MemoryRequests):
    def add(self, request):
        if self.get(request.number) != request:
            super().add(request)


@planted(Requests, "test_a_number_is_given_once")
class GivesAMetNumberAgain(MemoryRequests):
    def add(self, request):
        if (kept := self.get(request.number)) is not None and not kept.is_open:
            del self._requests[request.number]
        super().add(request)


@planted(Requests, "test_a_changed_request_takes_the_place_of_what_it_was")
class NotesRemindersOnly(MemoryRequests):
    def replace(self, new, was):
        super().replace(attrs.evolve(was, reminded_on=new.reminded_on), was)


@planted(Requests, "test_a_change_of_what_somebody_changed_meanwhile_conflicts")
class LooksOnlyWhetherItIsOpen(MemoryRequests):
    def replace(self, new, was):
        kept = self.get(was.number)
        if kept is None or kept.is_open != was.is_open:
            raise ConflictError(was.number)
        self._requests[was.number] = new


@planted(Requests, "test_a_change_of_what_is_not_there_conflicts")
class MakesWhatIsReplaced(MemoryRequests):
    def replace(self, new, was):
        self._requests.setdefault(was.number, was)
        super().replace(new, was)


@planted(Requests, "test_what_is_unmet_comes_by_number_a_page_at_a_time")
class ListsAsTheyWereAsked(MemoryRequests):
    def unmet(self, *, after="", limit):
        return [one for number, one in self._requests.items() if number > after and one.is_open][
            :limit
        ]


@planted(Requests, "test_what_is_unmet_comes_by_number_a_page_at_a_time")
class LeavesMetOnesOutOfThePageTooLate(MemoryRequests):
    def unmet(self, *, after="", limit):
        page = [one for number, one in sorted(self._requests.items()) if number > after][:limit]
        return [one for one in page if one.is_open]


@planted(Requests, "test_what_is_unmet_comes_by_number_a_page_at_a_time")
class BeginsThePageWithTheLast(MemoryRequests):
    def unmet(self, *, after="", limit):
        kept = sorted(self._requests.items())
        return [one for number, one in kept if number >= after and one.is_open][:limit]


@planted(Requests, "test_what_was_answered_about_a_procedure_comes_newest_first")
class FindsOpenOnesToo(MemoryRequests):
    def answered(self, procedure, *, limit):
        kept = sorted(self._requests.items(), reverse=True)
        return [one for _, one in kept if one.procedure == procedure][:limit]


@planted(Requests, "test_what_was_answered_about_a_procedure_comes_newest_first")
class FindsBriefingsToo(MemoryRequests):
    def answered(self, procedure, *, limit):
        kept = sorted(self._requests.items(), reverse=True)
        met = [one for _, one in kept if one.procedure == procedure and not one.is_open]
        return met[:limit]


@planted(Requests, "test_what_was_answered_about_a_procedure_comes_newest_first")
class FindsTheOldestFirst(MemoryRequests):
    def answered(self, procedure, *, limit):
        return super().answered(procedure, limit=100)[::-1][:limit]


@planted(Requests, "test_what_was_answered_about_a_procedure_comes_newest_first")
class LooksForTheWords(MemoryRequests):
    def answered(self, procedure, *, limit):
        kept = sorted(self._requests.items(), reverse=True)
        return [
            one
            for _, one in kept
            if isinstance(one, DataRequest)
            and not one.is_open
            and procedure in f"{one.procedure} {one.question}"
        ][:limit]


@planted(Requests, "test_of_many_who_add_one_number_at_once_one_does")
class LooksFirstAndAsksLater(MemoryRequests):
    def add(self, request):
        if request.number in self._requests:
            raise ConflictError(request.number)
        time.sleep(PAUSE)
        self._requests[request.number] = request


@planted(Requests, "test_of_many_who_answer_at_once_one_does")
class LooksFirstAndReplacesLater(MemoryRequests):
    def replace(self, new, was):
        if self._requests.get(was.number) != was:
            raise ConflictError(was.number)
        time.sleep(PAUSE)
        self._requests[was.number] = new


@planted(FiledRequests, "test_it_is_all_there_after_a_restart")
class WritesNewRequestsOnly(KeptRequests):
    def __init__(self, folder):
        super().__init__(folder)
        self._changed = {}

    def replace(self, new, was):
        if self.get(was.number) != was:
            raise ConflictError(was.number)
        self._changed[was.number] = new

    def get(self, number):
        return self._changed.get(number) or super().get(number)
