"""Stores of reports that find them by words, with one thing wrong each."""

from itertools import islice

import attrs
from planting import ReportSearching, planted

from lckm_core.memory import MemoryReports
from lckm_core.ports.optional import FoundReport, ReportQuery, ReportSearchPage, search_by_reading
from lckm_core.reports import has_words, is_trial
from lckm_core.search_words import SearchWords
from lckm_core.text import folded

ANY = ReportQuery()


class Searched(MemoryReports):
    """A store in memory that offers a search of its own."""

    def search_reports(self, words, query=ANY, **page):
        return search_by_reading(self, words, query, **page)


@planted(ReportSearching, "test_a_word_finds_its_cases_and_what_it_begins")
class KnowsNoCases(Searched):
    def search_reports(self, words, query=ANY, **page):
        found = super().search_reports(words, query, **page)
        kept = [one for one in found.reports if words.words[0] in folded(one.report.description)]
        return attrs.evolve(found, reports=kept)


@planted(ReportSearching, "test_every_word_has_to_stand_there")
class FindsByTheFirstWord(Searched):
    def search_reports(self, words, query=ANY, **page):
        return super().search_reports(SearchWords(words.words[:1]), query, **page)


@planted(ReportSearching, "test_the_place_and_what_the_reporter_was_told_have_words")
class LooksAtDescriptionsAlone(Searched):
    def search_reports(self, words, query=ANY, **page):
        found = super().search_reports(words, query, **page)
        kept = [
            one
            for one in found.reports
            if has_words(attrs.evolve(one.report, place=None, history=()), words)
        ]
        return attrs.evolve(found, reports=kept)


@planted(ReportSearching, "test_a_number_is_found_whole")
class FindsTheBeginningOfANumber(Searched):
    def search_reports(self, words, query=ANY, **page):
        number = words.words[-1]
        found = self.find_reports(query, limit=99)
        kept = [one for one in found if f" {number}" in one.report.description]
        return ReportSearchPage(reports=kept, looked_at=len(found))


@planted(ReportSearching, "test_nothing_personal_is_looked_at")
class LooksAtWhoWrote(Searched):
    def search_reports(self, words, query=ANY, **page):
        wanted = words.words[0]
        kept = [
            FoundReport(one, self.deliveries[one.number])
            for one in self.reports.values()
            if wanted in folded(one.description + one.personal.reporter.name)
        ]
        return ReportSearchPage(reports=kept, looked_at=len(self.reports))


@planted(ReportSearching, "test_what_redaction_left_is_no_word")
class FindsMarks(Searched):
    def search_reports(self, words, query=ANY, **page):
        found = self.find_reports(query, limit=99)
        kept = [one for one in found if words.words[0] in one.report.description]
        return ReportSearchPage(reports=kept, looked_at=len(found))


@planted(ReportSearching, "test_words_redacted_by_hand_find_nothing")
class RemembersWords(Searched):
    def add(self, report, dispatch, receipt=None):
        super().add(report, dispatch, receipt)
        self.__dict__.setdefault("first", {})[report.number] = report

    def search_reports(self, words, query=ANY, **page):
        found = self.find_reports(query, limit=99)
        kept = [one for one in found if has_words(self.first[one.report.number], words)]
        return ReportSearchPage(reports=kept, looked_at=len(found))


@planted(ReportSearching, "test_it_finds_what_all_reports_have")
class LeavesOutWhatItCannotFold(Searched):
    def search_reports(self, words, query=ANY, **page):
        found = super().search_reports(words, query, **page)
        kept = [one for one in found.reports if "ß" not in one.report.description]
        return attrs.evolve(found, reports=kept)


@planted(ReportSearching, "test_conditions_are_met_besides")
class LooksAtAll(Searched):
    def search_reports(self, words, query=ANY, **page):
        return super().search_reports(words, ANY, **page)


@planted(ReportSearching, "test_it_ends_when_the_page_is_full_and_goes_on_from_there")
class SkipsWhatItReadAhead(Searched):
    def search_reports(self, words, query=ANY, *, limit, **page):
        found = super().search_reports(words, query, limit=99, **page)
        return attrs.evolve(found, reports=found.reports[:limit])


@planted(ReportSearching, "test_it_ends_when_it_has_looked_at_enough")
class LooksToTheEnd(Searched):
    def search_reports(self, words, query=ANY, *, most=99, **page):
        return super().search_reports(words, query, **page)


@planted(ReportSearching, "test_it_looks_at_many_without_a_gap")
class EndsAfterOneBatch(Searched):
    def search_reports(self, words, query=ANY, **page):
        found = super().search_reports(words, query, **{**page, "most": 500})
        return attrs.evolve(found, before=None)


@planted(ReportSearching, "test_trial_reports_are_left_out")
class ShowsTrialsByWords(Searched):
    def search_reports(self, words, query=ANY, **page):
        trials = (one for one in self.reports.values() if is_trial(one.number))
        kept = [FoundReport(one, self.deliveries[one.number]) for one in islice(trials, 9)]
        return ReportSearchPage(reports=kept, looked_at=len(kept))


@planted(ReportSearching, "test_a_naive_moment_is_refused")
class SearchesFromAnywhere(Searched):
    def search_reports(self, words, query=ANY, *, before=None, **page):
        return super().search_reports(words, query, **page)
