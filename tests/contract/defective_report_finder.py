"""Stores of reports that find them with one thing wrong each."""

from collections import Counter
from datetime import UTC

import attrs
from planting import ReportFinding, planted

from lckm_core.memory import MemoryReports
from lckm_core.ports.optional import FoundReport, ListedReport, ReportFacet, ReportQuery

ANY = ReportQuery()


@planted(ReportFinding, "test_what_it_finds_has_no_personal_part")
class ShowsWhoWrote(MemoryReports):
    def find_reports(self, query=ANY, **page):
        found = super().find_reports(query, **page)
        return [FoundReport(self.reports[one.report.number], one.dispatch) for one in found]


@planted(ReportFinding, "test_the_newest_come_first_and_of_one_moment_the_greatest_number")
class FindsByNumber(MemoryReports):
    def find_reports(self, query=ANY, **page):
        return sorted(super().find_reports(query, **page), key=lambda one: one.report.number)


@planted(ReportFinding, "test_pages_follow_one_another_without_a_gap")
class LosesThoseOfOneMoment(MemoryReports):
    def find_reports(self, query=ANY, *, before=None, **page):
        return super().find_reports(query, before=before and (before[0], ""), **page)


@planted(ReportFinding, "test_the_oldest_come_first_where_asked")
class KnowsOneOrder(MemoryReports):
    def find_reports(self, query=ANY, *, oldest_first=False, **page):
        return super().find_reports(query, **page)


@planted(ReportFinding, "test_the_oldest_come_first_where_asked")
class BeginsAnewAfterAReport(MemoryReports):
    def find_reports(self, query=ANY, *, after=None, **page):
        return super().find_reports(query, **page)


@planted(ReportFinding, "test_a_period_has_its_first_moment_and_not_its_last")
class CountsTheLastMoment(MemoryReports):
    def find_reports(self, query=ANY, **page):
        end = query.registered_to
        found = super().find_reports(attrs.evolve(query, registered_to=None), **page)
        return [one for one in found if not end or one.report.registered_at <= end]


@planted(ReportFinding, "test_categories_and_numbers_choose")
class TakesNoneForAny(MemoryReports):
    def find_reports(self, query=ANY, **page):
        any_of = attrs.evolve(query, categories=query.categories or None)
        return super().find_reports(any_of, **page)


@planted(ReportFinding, "test_every_facet_chooses_and_counts")
class ShowsNoneWithoutAUnit(MemoryReports):
    def find_reports(self, query=ANY, **page):
        found = super().find_reports(query, **page)
        return [one for one in found if one.dispatch.mailbox or query.units is None]


@planted(ReportFinding, "test_every_facet_chooses_and_counts")
class CountsThePage(MemoryReports):
    def count_reports(self, query=ANY, **asked):
        return dict.fromkeys(super().count_reports(query, **asked), 1)


@planted(ReportFinding, "test_conditions_are_met_together")
class CountsWhateverThePeriod(MemoryReports):
    def count_reports(self, query=ANY, **asked):
        return super().count_reports(attrs.evolve(query, registered_from=None), **asked)


@planted(ReportFinding, "test_it_counts_the_newest_alone_where_asked")
class CountsThemAll(MemoryReports):
    def count_reports(self, query=ANY, *, by, most=None):
        return super().count_reports(query, by=by)


@planted(ReportFinding, "test_it_counts_the_newest_alone_where_asked")
class CountsTheNewestOfAll(MemoryReports):
    def count_reports(self, query=ANY, *, by, most=None):
        newest = [one.report.number for one in self.find_reports(limit=most or 1000)]
        return super().count_reports(attrs.evolve(query, numbers=newest), by=by)


@planted(ReportFinding, "test_what_it_counts_is_as_it_is_now")
class CountsAsRegistered(MemoryReports):
    def count_reports(self, query=ANY, *, by, most=None):
        if by is ReportFacet.CLOSED:
            return Counter({False: len(self.reports)})
        return super().count_reports(query, by=by, most=most)


@planted(ReportFinding, "test_what_waits_for_a_person_needs_attention")
class ForgetsNotices(MemoryReports):
    def find_reports(self, query=ANY, **page):
        found = super().find_reports(attrs.evolve(query, attention=None), **page)
        wanted = query.attention
        return [one for one in found if wanted is None or one.dispatch.needs_a_hand is wanted]


def _with_closed(found, closed, is_closed):
    return [one for one in found if closed is None or is_closed(one.report) is closed]


@planted(ReportFinding, "test_a_report_is_closed_while_an_outcome_is_in_force")
class KeepsTheFirstOutcome(MemoryReports):
    def find_reports(self, query=ANY, **page):
        found = super().find_reports(attrs.evolve(query, closed=None), **page)
        return _with_closed(
            found, query.closed, lambda report: any(act.outcome for act in report.history)
        )


@planted(ReportFinding, "test_words_that_look_like_an_act_close_nothing")
class ReadsActsInWords(MemoryReports):
    def find_reports(self, query=ANY, **page):
        found = super().find_reports(attrs.evolve(query, closed=None), **page)
        return _with_closed(
            found, query.closed, lambda report: '"kind":"outcome"' in report.description
        )


@planted(ReportFinding, "test_reports_are_found_by_when_staff_last_acted")
class TakesTheDayTheyCameIn(MemoryReports):
    def find_reports(self, query=ANY, **page):
        first = query.acted_from or query.registered_from
        came_in = attrs.evolve(query, acted_from=None, registered_from=first)
        return super().find_reports(came_in, **page)


@planted(ReportFinding, "test_reports_are_found_by_when_staff_last_acted")
class LooksAtTheFirstAct(MemoryReports):
    def find_reports(self, query=ANY, **page):
        found = super().find_reports(query, **page)
        first = query.acted_from
        return [
            one
            for one in found
            if first is None or one.report.history[0].at >= first.replace(microsecond=0)
        ]


@planted(ReportFinding, "test_it_finds_reports_as_they_are_now")
class RemembersReports(MemoryReports):
    def add(self, report, dispatch, receipt=None):
        super().add(report, dispatch, receipt)
        self.__dict__.setdefault("first", {})[report.number] = report

    def find_reports(self, query=ANY, **page):
        found = super().find_reports(query, **page)
        return [FoundReport(self.first[one.report.number], one.dispatch) for one in found]


@planted(ReportFinding, "test_trial_reports_are_left_out")
class ShowsTrials(MemoryReports):
    def find_reports(self, query=ANY, **page):
        return [
            FoundReport(report, self.deliveries[report.number]) for report in self.reports.values()
        ]


@planted(ReportFinding, "test_what_it_lists_is_what_it_finds")
class ListsAMailboxOnceTheHelpdeskHasTakenOver(MemoryReports):
    def list_reports(self, query=ANY, **page):
        return [_with_mailbox(one) for one in self.find_reports(query, **page)]


def _with_mailbox(found):
    mailbox = found.dispatch.mailbox
    return attrs.evolve(ListedReport.of(found), receiver=mailbox and mailbox.unit)


@planted(ReportFinding, "test_a_naive_moment_is_refused")
class TakesAnyEnd(MemoryReports):
    def find_reports(self, query=ANY, **page):
        for name in ("before", "after"):
            if page.get(name):
                moment, number = page[name]
                page[name] = moment.replace(tzinfo=UTC), number
        return super().find_reports(query, **page)
