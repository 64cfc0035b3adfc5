"""Stores of reports that find them with one thing wrong each."""

from datetime import UTC

from planting import ReportFinding, planted

from lckm_core.memory import MemoryReports
from lckm_core.ports.optional import FoundReport


@planted(ReportFinding, "test_what_it_finds_has_no_personal_part")
class ShowsWhoWrote(MemoryReports):
    def find_reports(self, **conditions):
        found = super().find_reports(**conditions)
        return [FoundReport(self.reports[one.report.number], one.dispatch) for one in found]


@planted(ReportFinding, "test_the_newest_come_first_and_of_one_moment_the_greatest_number")
class FindsByNumber(MemoryReports):
    def find_reports(self, **conditions):
        return sorted(super().find_reports(**conditions), key=lambda one: one.report.number)


@planted(ReportFinding, "test_pages_follow_one_another_without_a_gap")
class LosesThoseOfOneMoment(MemoryReports):
    def find_reports(self, *, before=None, **conditions):
        return super().find_reports(before=before and (before[0], ""), **conditions)


@planted(ReportFinding, "test_a_period_has_its_first_moment_and_not_its_last")
class CountsTheLastMoment(MemoryReports):
    def find_reports(self, *, registered_to=None, **conditions):
        found = super().find_reports(**conditions)
        return [
            one for one in found if not registered_to or one.report.registered_at <= registered_to
        ]


@planted(ReportFinding, "test_categories_and_numbers_choose")
class TakesNoneForAny(MemoryReports):
    def find_reports(self, *, categories=None, **conditions):
        return super().find_reports(categories=categories or None, **conditions)


@planted(ReportFinding, "test_a_report_is_closed_while_an_outcome_is_in_force")
class KeepsTheFirstOutcome(MemoryReports):
    def find_reports(self, *, closed=None, **conditions):
        found = super().find_reports(**conditions)
        return [
            one
            for one in found
            if closed is None or any(act.outcome for act in one.report.history) is closed
        ]


@planted(ReportFinding, "test_words_that_look_like_an_act_close_nothing")
class ReadsActsInWords(MemoryReports):
    def find_reports(self, *, closed=None, **conditions):
        found = super().find_reports(**conditions)
        return [
            one
            for one in found
            if closed is None or ('"kind":"outcome"' in one.report.description) is closed
        ]


@planted(ReportFinding, "test_reports_are_found_by_when_staff_last_acted")
class TakesTheDayTheyCameIn(MemoryReports):
    def find_reports(self, *, acted_from=None, registered_from=None, **conditions):
        return super().find_reports(registered_from=acted_from or registered_from, **conditions)


@planted(ReportFinding, "test_reports_are_found_by_when_staff_last_acted")
class LooksAtTheFirstAct(MemoryReports):
    def find_reports(self, *, acted_from=None, **conditions):
        found = super().find_reports(acted_from=acted_from, **conditions)
        return [
            one
            for one in found
            if acted_from is None or one.report.history[0].at >= acted_from.replace(microsecond=0)
        ]


@planted(ReportFinding, "test_it_finds_reports_as_they_are_now")
class RemembersReports(MemoryReports):
    def add(self, report, dispatch, receipt=None):
        super().add(report, dispatch, receipt)
        self.__dict__.setdefault("first", {})[report.number] = report

    def find_reports(self, **conditions):
        found = super().find_reports(**conditions)
        return [FoundReport(self.first[one.report.number], one.dispatch) for one in found]


@planted(ReportFinding, "test_trial_reports_are_left_out")
class ShowsTrials(MemoryReports):
    def find_reports(self, **conditions):
        return [
            FoundReport(report, self.deliveries[report.number]) for report in self.reports.values()
        ]


@planted(ReportFinding, "test_a_naive_moment_is_refused")
class TakesAnyPeriod(MemoryReports):
    def find_reports(self, **conditions):
        for name in ("registered_from", "registered_to"):
            if conditions.get(name) is not None:
                conditions[name] = conditions[name].replace(tzinfo=UTC)
        if conditions.get("before"):
            moment, number = conditions["before"]
            conditions["before"] = moment.replace(tzinfo=UTC), number
        return super().find_reports(**conditions)
