"""What events are called where people read the trail."""

import ast
import importlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lckm_core.delivery import DispatchState, ManualAction
from lckm_core.ports import AccessPurpose, Event, EventVerb
from lckm_core.ports.event_words import VERB_WORDS, event_words, outcome_words, verb_words
from lckm_core.reports import Outcome
from lckm_sql import SqlAudit

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
ADAPTERS = Path(__file__).parents[3] / "adapters"


def written_verbs() -> set[str]:
    """Return the verbs of the events that adapters make, as their code writes them."""
    found = set()
    for path in ADAPTERS.glob("*/src/**/*.py"):
        text = path.read_text(encoding="utf-8")
        if "Event(" not in text or path.parts[len(ADAPTERS.parts)] == "testing":
            continue
        name = ".".join(path.relative_to(ADAPTERS).with_suffix("").parts[2:])
        module = importlib.import_module(name)
        for node in ast.walk(ast.parse(text)):
            if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Event"):
                continue
            for keyword in node.keywords:
                # A word that is handed on was written elsewhere.
                if keyword.arg == "verb" and not isinstance(keyword.value, ast.Subscript):
                    try:
                        expression = ast.unparse(keyword.value)
                        found.add(str(eval(expression, vars(module))))
                    except NameError:
                        continue
    return found


def test_every_verb_that_may_be_written_has_words():
    own = SqlAudit.verbs(SqlAudit.__new__(SqlAudit))
    written = written_verbs()
    assert set(own) <= written
    assert "remove_trial" in written
    assert {*map(str, EventVerb), *own, *written} == set(VERB_WORDS)


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_no_two_verbs_have_the_same_words(lang):
    words = [message.text(lang) for message in VERB_WORDS.values()]
    assert len(set(words)) == len(words), "each is an option of its own"


def of(verb, outcome):
    return Event(verb=verb, subject="R-1", at=NOON, outcome=str(outcome))


@pytest.mark.parametrize(
    ("verb", "outcome", "pl", "en"),
    [
        (EventVerb.REGISTER, "to mailbox", "do skrzynki", "to the mailbox"),
        (EventVerb.DISPATCH, DispatchState.HELPDESK, "w helpdesku", "in the helpdesk"),
        (EventVerb.TAKE_BACK, DispatchState.PENDING, "czeka na wysłanie", "waits to be sent"),
        (
            EventVerb.SETTLE_BY_HAND,
            f"{DispatchState.SENT}, {ManualAction.TOLD}",
            "w skrzynce, odbiorca to potwierdził",
            "in the mailbox, its receiver said so",
        ),
        (
            EventVerb.READ_PERSONAL,
            AccessPurpose.CALL_BACK,
            "kontakt ze zgłaszającym",
            "to contact the reporter",
        ),
        (EventVerb.NOTE_OUTCOME, Outcome.DONE, "załatwione", "done"),
        (EventVerb.EXPORT, "failed", "nie udało się", "failed"),
        (
            EventVerb.CHANGE_ROUTES,
            "begun",
            "zaczęto, a wykonanie ma osobny wpis",
            "begun; an entry of its own tells the end",
        ),
        (
            EventVerb.CHANGE_ROUTES,
            "routes ~1, categories +2, domains -1, other order",
            "trasy: zmieniono 1; kategorie: dodano 2; domeny: usunięto 1; inna kolejność tras",
            "routes: changed 1; categories: added 2; domains: removed 1; another order of routes",
        ),
        (
            EventVerb.CHANGE_ROUTES,
            "routes +1 -12 ~3",
            "trasy: dodano 1, usunięto 12, zmieniono 3",
            "routes: added 1, removed 12, changed 3",
        ),
        (
            EventVerb.CHANGE_ROUTES,
            "same routes",
            "trasy bez zmian, inny tylko zapis pliku lub uwagi",
            "same routes, only the file's form or its comments differ",
        ),
        (
            EventVerb.DESTROY_FILES,
            "gone, deleted: R-1-1",
            "pliku R-1-1 nie ma, skasowano go ręcznie",
            "file R-1-1 is gone, deleted by hand",
        ),
        (
            EventVerb.WITHDRAW_CONSENT,
            "not there",
            "takiego zgłoszenia tu nie było",
            "there was no such report here",
        ),
        (
            "replace_directory",
            "units 61, people 9",
            "jednostek: 61, osób: 9",
            "units: 61, people: 9",
        ),
        (EventVerb.DESTROY_FILES, "1", "1 plik", "1 file"),
        (EventVerb.DESTROY_FILES, "5", "5 plików", "5 files"),
        (
            EventVerb.ANONYMISE_DUE,
            "3",
            "3 (całe miesiące i pojedyncze zgłoszenia)",
            "3 (whole months and single reports)",
        ),
    ],
)
def test_how_it_ended_is_said_in_words(verb, outcome, pl, en):
    event = of(verb, outcome)
    for lang, words in (("pl", pl), ("en", en)):
        assert outcome_words(event, lang) == words
        assert event_words(event, lang) == f"{verb_words(verb, lang)}: {words}"


@pytest.mark.parametrize(
    ("verb", "outcome"),
    [(EventVerb.CHANGE_ROUTES, "done"), (EventVerb.EXPORT, "done"), ("restore", "4711")],
)
def test_where_the_act_says_all_there_is_no_more(verb, outcome):
    assert outcome_words(of(verb, outcome), "pl") == ""
    assert event_words(of(verb, outcome), "en") == verb_words(verb, "en")


@pytest.mark.parametrize(
    ("verb", "outcome"),
    [
        (EventVerb.ERASE_NOTES, "2"),
        ("destroy_damaged_month", "12"),
        ("polish_the_floor", "4711"),
        ("polish_the_floor", "sent, by hand"),
        (EventVerb.READ_FILE, "a purpose of its own"),
    ],
)
def test_what_has_no_words_stays_as_it_is(verb, outcome):
    assert outcome_words(of(verb, outcome), "pl") == outcome
    assert outcome_words(of(verb, outcome), "en") == outcome


def test_of_a_table_of_routes_what_has_no_words_stays_beside_what_has():
    event = of(EventVerb.CHANGE_ROUTES, "rows +1, routes +2")
    assert outcome_words(event, "pl") == "rows +1; trasy: dodano 2"
    assert outcome_words(event, "en") == "rows +1; routes: added 2"


@pytest.mark.parametrize("code", [*DispatchState, *ManualAction])
def test_each_state_and_each_way_to_know_it_has_words(code):
    assert code.message.pl
    assert code.message.en
