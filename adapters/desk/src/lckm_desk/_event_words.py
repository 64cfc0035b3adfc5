"""What the desk calls what the audit trail tells: what was done, and how it ended."""

import re
from collections.abc import Mapping
from typing import Final

from lckm_core.delivery import DispatchState
from lckm_core.ports import AccessPurpose, Event, EventVerb
from lckm_core.ports.optional import BEGUN
from lckm_core.reports import Outcome
from lckm_desk._labels import REASONS, STATES

VERBS: Final[Mapping[str, str]] = {
    EventVerb.CHANGE_ROUTES: "zmieniono tabelę tras",
    EventVerb.REGISTER: "zarejestrowano",
    EventVerb.DISPATCH: "doręczanie",
    EventVerb.TAKE_BACK: "wróciło ze skrzynki",
    EventVerb.ROUTE_AGAIN: "przekazano ponownie",
    EventVerb.SETTLE_BY_HAND: "zapisano, kto ma zgłoszenie",
    EventVerb.NOTE_OUTCOME: "zapisano wynik",
    EventVerb.REOPEN: "otwarto na nowo",
    EventVerb.RECLASSIFY: "zmieniono przyporządkowanie lub miejsce",
    EventVerb.READ_PERSONAL: "odczytano dane osobowe",
    EventVerb.READ_FILE: "odczytano plik",
    EventVerb.CHECK_CODE: "sprawdzono kod rozmówcy",
    EventVerb.REDACT: "wykreślono słowa",
    EventVerb.WITHDRAW_CONSENT: "cofnięto zgodę",
    EventVerb.ANONYMISE_DUE: "usunięto dane, których termin minął",
    EventVerb.DESTROY_FILES: "zniszczono pliki",
    EventVerb.TELL_UNITS: "wezwano do usunięcia danych",
    EventVerb.CONFIRM_ERASURE: "potwierdzono usunięcie danych",
    EventVerb.HAND_IN: "przyjęto opis lub informację",
    EventVerb.HAND_IN_FAILED: "nie udało się przyjąć opisu lub informacji",
    EventVerb.GIVE_BACK: "zwrócono do poprawy",
    EventVerb.CORRECT: "poprawiono opis",
    EventVerb.AGREE: "uzgodniono poprawki",
    EventVerb.CONFIRM: "potwierdzono sprawdzenie",
    EventVerb.PUBLISH: "opublikowano",
    EventVerb.WITHDRAW: "wycofano z publikacji",
    EventVerb.EXPIRE: "publikacja wygasła",
    EventVerb.NOTE: "zmieniono pole „Inne”",
    EventVerb.ERASE_NOTES: "usunięto poprzednie treści pola „Inne”",
    EventVerb.EXPORT: "zapisano, co widzą odbiorcy",
    EventVerb.DRAFT_TERMS: "przygotowano projekt regulaminu",
    EventVerb.APPROVE_TERMS: "zatwierdzono regulamin",
    EventVerb.DISCARD_TERMS: "usunięto projekt regulaminu",
    EventVerb.REQUEST_DATA: "poproszono o dane",
    EventVerb.ANSWER_DATA_REQUEST: "odpowiedziano na prośbę o dane",
    EventVerb.CORRECT_ANSWER: "poprawiono odpowiedź na prośbę o dane",
    EventVerb.REQUEST_BRIEFING: "poproszono o instruktaż",
    EventVerb.NAME_BRIEFER: "wyznaczono osobę do instruktażu",
    EventVerb.HOLD_BRIEFING: "potwierdzono, że instruktaż się odbył",
    EventVerb.READDRESS_REQUEST: "zmieniono adresata prośby",
    EventVerb.REMIND_DUE: "ponaglono jednostkę",
    # Words that only a database uses.
    "destroy_damaged_month": "usunięto dane z uszkodzonego pliku",
    "restore": "odtworzono bazę z kopii",
    "remove_trial": "usunięto zgłoszenie próbne",
    "replace_directory": "wymieniono spis osób i jednostek",
}
"""What the trail calls what was done; of a verb that is not here only its own word is known."""
_WAITS: Final = "czeka, aż będzie można usunąć dane"
_OUTCOMES: Final[Mapping[str, str]] = {
    "done": "",
    "to mailbox": "do skrzynki",
    "to helpdesk": "do helpdesku",
    "rerouted": "doręczanie zaczęto od nowa",
    "stays": "odbiorca bez zmian",
    "anonymised": "wykonano, dane usunięto",
    "was anonymous": "danych już nie było",
    "recorded": _WAITS,
    # What it was called before.
    "decided": _WAITS,
    "not there": "takiego zgłoszenia tu nie było",
    "failed": "nie udało się",
    "nothing stored": "niczego nie zapisano",
    "stored": "ale zapisano to w całości",
    "not known whether stored": "nie wiadomo, czy coś zapisano",
    "code fits": "kod się zgadza",
    "code does not fit": "kod się nie zgadza",
    "same routes": "trasy bez zmian, inny tylko zapis pliku lub uwagi",
    BEGUN: "zaczęto, a wykonanie ma osobny wpis",
}
_GONE: Final[Mapping[str, str]] = {
    "deleted": "skasowano go ręcznie",
    "searched": "szukano go i nigdzie go nie ma",
    "medium": "zniszczono nośnik, na którym leżał",
}
_GONE_FILE = re.compile(r"gone, ([a-z]+): (.+)")
EXPORTERS: Final[Mapping[str, str]] = {
    "site": "portal i BIP",
    "search": "wyszukiwarka",
    "linked-data": "dane powiązane",
    "call-centre-pages": "strony Call Center",
}
"""What the places of publication are called; one of a host's own has its own word."""
_TABLE_PARTS: Final[Mapping[str, str]] = {
    "routes": "trasy",
    "categories": "kategorie",
    "domains": "domeny",
}
_SIGNS: Final[Mapping[str, str]] = {"+": "dodano", "-": "usunięto", "~": "zmieniono"}
_TABLE_CHANGE = re.compile(r"([a-z]+)((?: [+~-][0-9]+)+)")
_DIRECTORY = re.compile(r"units ([0-9]+), people ([0-9]+)")


def event_words(event: Event) -> str:
    """Return what was done and how it ended, in words."""
    act, outcome = verb_words(event.verb), outcome_words(event)
    return f"{act}: {outcome}" if outcome else act


def verb_words(verb: str) -> str:
    """Return what was done, in words; a verb of an adapter's own stays as it is."""
    return VERBS.get(verb, verb)


def outcome_words(event: Event) -> str:
    """Return how it ended, in words; empty where there is nothing more to say."""
    verb, outcome = event.verb, event.outcome
    code, comma, detail = outcome.partition(",")
    if verb == "restore":
        # The number of a transaction, which only a program looks for.
        words = ""
    elif verb in (EventVerb.READ_PERSONAL, EventVerb.READ_FILE):
        words = _purpose(outcome)
    elif verb == EventVerb.NOTE_OUTCOME and outcome in tuple(Outcome):
        words = Outcome(outcome).message.pl.rstrip(".").lower()
    elif code in tuple(DispatchState):
        reasons = {reason.value: text for reason, text in REASONS.items()}
        words = STATES[DispatchState(code)] + comma + " " + reasons.get(detail.strip(), detail)
    elif (match := _GONE_FILE.fullmatch(outcome)) is not None:
        words = f"pliku {match[2]} nie ma, {_GONE.get(match[1], match[1])}"
    elif (counts := _DIRECTORY.fullmatch(outcome)) is not None:
        words = f"jednostek: {counts[1]}, osób: {counts[2]}"
    elif verb == EventVerb.CHANGE_ROUTES and outcome not in _OUTCOMES:
        words = "; ".join(map(_table_change, outcome.split(", ")))
    else:
        words = _OUTCOMES.get(outcome, outcome)
    return words.strip()


def _table_change(part: str) -> str:
    """Return in words how many of one part of a table of routes are new, gone and changed."""
    if part == "other order":
        return "inna kolejność tras"
    match = _TABLE_CHANGE.fullmatch(part)
    if match is None or match[1] not in _TABLE_PARTS:
        return part
    counts = (f"{_SIGNS[count[0]]} {count[1:]}" for count in match[2].split())
    return f"{_TABLE_PARTS[match[1]]}: {', '.join(counts)}"


def _purpose(code: str) -> str:
    return AccessPurpose(code).message.pl if code in tuple(AccessPurpose) else code
