"""The contract of a store of reports in which they are found by words."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import attrs
import pytest

from lckm_core.organisation import Role
from lckm_core.ports.optional import (
    ReportFinder,
    ReportQuery,
    ReportSearch,
    ReportSearchPage,
    offered,
    search_by_reading,
)
from lckm_core.reports import (
    TRIAL_PREFIX,
    EventPlace,
    Outcome,
    Report,
    ReportChannel,
    anonymise,
    has_words,
    note_outcome,
)
from lckm_core.search_words import SearchWords
from lckm_testing.canary import PersonalDataCanary
from lckm_testing.contracts import samples
from lckm_testing.contracts.base import Contract, to_fill_in
from lckm_testing.contracts.samples import NOON

HOUR = timedelta(hours=1)
_SWINGS = ("A-1", "A-2", "A-3", "A-5", "A-6")
"""The reports of :func:`_fill` that tell of a swing."""


class ReportSearchContract(Contract, abstract=True):
    """What every :class:`lckm_core.ports.optional.ReportSearch` does. Fixture: ``store``.

    A store that offers no search is held to the one that reads what it finds.
    """

    @pytest.fixture
    def store(self) -> ReportFinder:
        """A store of reports that has none, another for each test."""
        to_fill_in("store", "a store of reports that has none yet, another for each test")

    def test_a_word_finds_its_cases_and_what_it_begins(self, store: ReportFinder) -> None:
        _fill(store)
        for text in ("huśtawk", "HUŚTAWKA", "hustawki", "huśtawkach"):
            assert _numbers(store, text) == list(_SWINGS[::-1]), text
        assert _numbers(store, "uśtawk") == []

    def test_every_word_has_to_stand_there(self, store: ReportFinder) -> None:
        _fill(store)
        assert _numbers(store, "huśtawka Poniatowskiego") == ["A-5", "A-1"]
        assert _numbers(store, "Park Poniatowskiego, połamana huśtawka") == ["A-1"]
        assert _numbers(store, "huśtawka latarnia") == []

    def test_the_place_and_what_the_reporter_was_told_have_words(self, store: ReportFinder) -> None:
        _fill(store)
        assert _numbers(store, "Źródliska") == ["A-2"]
        assert _numbers(store, "konserwator") == []
        store.revise("A-3", lambda report, dispatch: (_with_outcome(report), dispatch))
        assert _numbers(store, "konserwator") == ["A-3"]

    def test_a_number_is_found_whole(self, store: ReportFinder) -> None:
        for number, house in (("A-1", "12"), ("A-2", "12a"), ("A-3", "121"), ("A-4", "212")):
            _add(store, number, f"Lampa przy Zielonej {house}.")
        assert _numbers(store, "zielona 12") == ["A-2", "A-1"]

    def test_nothing_personal_is_looked_at(self, store: ReportFinder) -> None:
        canary = PersonalDataCanary()
        report = samples.full_report(canary, "A-1")
        store.add(report, samples.opened("A-1"))
        assert report.personal is not None
        assert report.personal.reporter is not None
        assert _numbers(store, report.personal.reporter.name or "") == []
        public = SearchWords.of(report.description.split()[0])
        page = _search(store)(public, limit=9)
        assert [found.report for found in page.reports] == [anonymise(report)]

    def test_what_redaction_left_is_no_word(self, store: ReportFinder) -> None:
        _add(store, "A-1", "Proszę dzwonić: [usunięto: telefon].")
        _add(store, "A-2", "Zniszczony telefon przy przystanku.")
        assert _numbers(store, "telefon") == ["A-2"]

    def test_words_redacted_by_hand_find_nothing(self, store: ReportFinder) -> None:
        _fill(store)
        store.redact("A-1", ["połamane"], now=NOON)
        assert _numbers(store, "połamane") == []
        assert "A-1" in _numbers(store, "huśtawki")

    def test_it_finds_what_all_reports_have(self, store: ReportFinder) -> None:
        """Whatever they are written in: what a store leaves out unread has none of the words."""
        texts = (samples.HOSTILE, "ŻÓŁĆ \U0001f6b8 żo\u0301łc\u0301", "Straße ﬁnał İı", "Ї й ў")
        for at, text in enumerate(texts):
            _add(store, f"A-{at:03}", f"{text} znak")
        reports = [found.report for found in store.find_reports(limit=99)]
        for text in ("znak", "zolc", "ŻÓŁĆ", "strasse", "final", "й", "i", "ї"):
            words = SearchWords.of(text)
            assert _numbers(store, text, limit=99) == [
                report.number for report in reports if has_words(report, words)
            ], text

    def test_conditions_are_met_besides(self, store: ReportFinder) -> None:
        _fill(store)
        query = ReportQuery(channels=[ReportChannel.PHONE])
        assert _numbers(store, "huśtawka", query) == ["A-6", "A-2"]
        later = attrs.evolve(query, registered_from=NOON + 3 * HOUR)
        page = _search(store)(SearchWords.of("huśtawka"), later, limit=9)
        assert [found.report.number for found in page.reports] == ["A-6"]
        assert page.looked_at == 2

    def test_it_ends_when_the_page_is_full_and_goes_on_from_there(
        self, store: ReportFinder
    ) -> None:
        _fill(store)
        search = partial(_search(store), SearchWords.of("huśtawka"), limit=2)
        first = search()
        assert [found.report.number for found in first.reports] == ["A-6", "A-5"]
        assert (first.looked_at, first.before) == (2, (NOON + 5 * HOUR, "A-5"))
        second = search(before=first.before)
        assert [found.report.number for found in second.reports] == ["A-3", "A-2"]
        assert (second.looked_at, second.before) == (3, (NOON + 2 * HOUR, "A-2"))
        last = search(before=second.before)
        assert [found.report.number for found in last.reports] == ["A-1"]
        assert (last.looked_at, last.before) == (1, None)

    def test_it_ends_when_it_has_looked_at_enough(self, store: ReportFinder) -> None:
        _fill(store)
        search = partial(_search(store), SearchWords.of("połamane"), limit=9, most=4)
        first = search()
        assert (list(first.reports), first.looked_at) == ([], 4)
        assert first.before == (NOON + 3 * HOUR, "A-3")
        second = search(before=first.before)
        assert [found.report.number for found in second.reports] == ["A-1"]
        assert (second.looked_at, second.before) == (2, None)

    def test_it_looks_at_many_without_a_gap(self, store: ReportFinder) -> None:
        """More than a store reads at once, many of one moment."""
        texts = {f"A-{at:03}": "lampa" if at % 130 else "huśtawka" for at in range(1, 522)}
        for number, text in texts.items():
            _add(store, number, text, int(number[2:]) // 300)
        page = _search(store)(SearchWords.of("huśtawka"), limit=9)
        assert [found.report.number for found in page.reports] == [
            "A-520",
            "A-390",
            "A-260",
            "A-130",
        ]
        assert (page.looked_at, page.before) == (len(texts), None)

    def test_trial_reports_are_left_out(self, store: ReportFinder) -> None:
        _add(store, f"{TRIAL_PREFIX}1", "huśtawka")
        assert _numbers(store, "huśtawka") == []

    def test_a_naive_moment_is_refused(self, store: ReportFinder) -> None:
        naive = NOON.replace(tzinfo=None)
        with pytest.raises(ValueError, match=r"."):
            _search(store)(SearchWords.of("huśtawka"), before=(naive, "A-1"), limit=1)


def _search(store: ReportFinder) -> Callable[..., ReportSearchPage]:
    index = offered(store, ReportSearch)
    return partial(search_by_reading, store) if index is None else index.search_reports


def _numbers(
    store: ReportFinder, text: str, query: ReportQuery | None = None, *, limit: int = 9
) -> list[str]:
    page = _search(store)(SearchWords.of(text), query or ReportQuery(), limit=limit)
    return [found.report.number for found in page.reports]


def _add(
    store: ReportFinder, number: str, text: str, hours: int = 0, address: str | None = None
) -> None:
    now = NOON + hours * HOUR
    report = attrs.evolve(
        samples.bare_report(number, now),
        description=text,
        place=None if address is None else EventPlace(address=address),
        channel=ReportChannel.PHONE if hours % 2 == 0 else ReportChannel.FORM,
    )
    store.add(report, samples.opened(number, now=now))


def _fill(store: ReportFinder) -> None:
    """Add six reports, of which all but the fourth tell of a swing."""
    _add(store, "A-1", "W parku połamane huśtawki.", 1, "park Poniatowskiego")
    _add(store, "A-2", "Huśtawka skrzypi.", 2, "park Źródliska")
    _add(store, "A-3", "HUŚTAWKI NA OSIEDLU", 3)
    _add(store, "A-4", "Latarnia nie świeci.\nCały tydzień.", 4)
    _add(store, "A-5", "Przy „huśtawkach” w parku Poniatowskiego leżą szkła.", 5)
    _add(store, "A-6", "Brak łańcucha:\n- huśtawką nie da się huśtać", 6)


def _with_outcome(report: Report) -> Report:
    role = Role.STAFF_OF_UNIT
    return note_outcome(report, Outcome.DONE, words="Naprawił to konserwator.", role=role, now=NOON)
