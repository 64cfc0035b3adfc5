"""Trails that find the wrong entries, each in one way."""

import attrs
from planting import TrailFinding, planted

from lckm_core.ports.optional import TrailPage, TrailQuery, TrailScope
from tests.helpers.trail import FindableTrail

ANY = TrailQuery()


@planted(TrailFinding, "test_what_it_finds_is_what_it_heard")
class ForgetsWho(FindableTrail):
    def on_event(self, event):
        self.append(attrs.evolve(event, by=None))


@planted(TrailFinding, "test_the_one_recorded_last_comes_first_whatever_its_moment")
class FindsByMoment(FindableTrail):
    def on_event(self, event):
        self.append(event)
        self.sort(key=lambda one: one.at)


@planted(TrailFinding, "test_pages_follow_one_another_without_a_gap")
class LeavesOneOutBetweenPages(FindableTrail):
    def find_entries(self, query=ANY, *, before=None, limit):
        return super().find_entries(query, before=before and before - 1, limit=limit)


@planted(TrailFinding, "test_an_entry_recorded_meanwhile_is_on_no_later_page")
class PagesByCount(FindableTrail):
    def find_entries(self, query=ANY, *, before=None, limit):
        skip = before or 0
        found = super().find_entries(query, limit=skip + limit)
        page = found.entries[skip:]
        return attrs.evolve(found, entries=page, before=skip + limit if found.before else None)


@planted(TrailFinding, "test_each_condition_chooses")
class TakesAnyOfTheConditions(FindableTrail):
    def find_entries(self, query=ANY, **page):
        return super().find_entries(attrs.evolve(query, by=None), **page)


@planted(TrailFinding, "test_each_condition_chooses")
class NeedsNameAndRole(FindableTrail):
    def find_entries(self, query=ANY, **page):
        if query.scope is not None and query.scope.names and query.scope.roles:
            query = attrs.evolve(query, scope=TrailScope(query.scope.names))
        return super().find_entries(query, **page)


@planted(TrailFinding, "test_a_period_has_its_first_moment_and_not_its_last")
class LeavesOutTheFirstMoment(FindableTrail):
    def find_entries(self, query=ANY, **page):
        found = super().find_entries(query, **page)
        entries = [one for one in found.entries if one.event.at != query.at_from]
        return attrs.evolve(found, entries=entries)


@planted(TrailFinding, "test_a_condition_that_lets_nothing_pass_finds_nothing")
class TakesNoVerbForAny(FindableTrail):
    def find_entries(self, query=ANY, **page):
        return super().find_entries(attrs.evolve(query, verbs=query.verbs or None), **page)


@planted(TrailFinding, "test_a_full_page_looked_as_far_as_its_last_entry")
class SaysThatItLookedAtAll(FindableTrail):
    def find_entries(self, query=ANY, **page):
        found = super().find_entries(query, **page)
        return attrs.evolve(found, reached=self[0].at if self else None)


@planted(TrailFinding, "test_the_last_page_says_that_it_is")
class AlwaysGoesOn(FindableTrail):
    def find_entries(self, query=ANY, **page):
        found = super().find_entries(query, **page)
        return TrailPage(entries=found.entries, before=found.before or 1, reached=found.reached)
