"""What events are called where people read the trail: what was done, and how it ended."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from lckm_core.delivery import DispatchState, ManualAction
from lckm_core.ports.access import AccessPurpose
from lckm_core.ports.events import Event, EventVerb
from lckm_core.ports.optional import BEGUN
from lckm_core.reports import Outcome
from lckm_core.text import Language, Message, Noun, counted

VERB_WORDS: Final[Mapping[str, Message]] = {
    EventVerb.CHANGE_ROUTES: Message("zmieniono tabelę tras", "table of routes changed"),
    EventVerb.REGISTER: Message("zarejestrowano", "registered"),
    EventVerb.DISPATCH: Message("doręczanie", "delivery"),
    EventVerb.TAKE_BACK: Message("wróciło ze skrzynki", "came back from the mailbox"),
    EventVerb.ROUTE_AGAIN: Message("przekazano ponownie", "routed again"),
    EventVerb.SETTLE_BY_HAND: Message("zapisano, kto ma zgłoszenie", "recorded who has the report"),
    EventVerb.NOTE_OUTCOME: Message("zapisano wynik", "outcome recorded"),
    EventVerb.REOPEN: Message("otwarto na nowo", "reopened"),
    EventVerb.RECLASSIFY: Message(
        "zmieniono przyporządkowanie lub miejsce", "category or place changed"
    ),
    EventVerb.READ_PERSONAL: Message("odczytano dane osobowe", "personal data read"),
    EventVerb.READ_FILE: Message("odczytano plik", "file read"),
    EventVerb.CHECK_CODE: Message("sprawdzono kod rozmówcy", "caller's code checked"),
    EventVerb.REDACT: Message("wykreślono słowa", "words redacted"),
    EventVerb.WITHDRAW_CONSENT: Message("cofnięto zgodę", "consent withdrawn"),
    EventVerb.ANONYMISE_DUE: Message(
        "usunięto dane, których termin minął", "data past their term erased"
    ),
    EventVerb.DESTROY_FILES: Message("zniszczono pliki", "files destroyed"),
    EventVerb.TELL_UNITS: Message("wezwano do usunięcia danych", "notices to erase sent"),
    EventVerb.CONFIRM_ERASURE: Message("potwierdzono usunięcie danych", "erasure confirmed"),
    EventVerb.HAND_IN: Message("przyjęto opis lub informację", "description or notice taken in"),
    EventVerb.HAND_IN_FAILED: Message(
        "nie udało się przyjąć opisu lub informacji", "description or notice not taken in"
    ),
    EventVerb.GIVE_BACK: Message("zwrócono do poprawy", "returned for correction"),
    EventVerb.CORRECT: Message("poprawiono opis", "description corrected"),
    EventVerb.AGREE: Message("uzgodniono poprawki", "corrections agreed"),
    EventVerb.CONFIRM: Message("potwierdzono sprawdzenie", "check confirmed"),
    EventVerb.PUBLISH: Message("opublikowano", "published"),
    EventVerb.WITHDRAW: Message("wycofano z publikacji", "withdrawn from publication"),
    EventVerb.EXPIRE: Message("publikacja wygasła", "publication expired"),
    EventVerb.NOTE: Message("zmieniono pole „Inne”", "field “Inne” changed"),
    EventVerb.ERASE_NOTES: Message(
        "usunięto poprzednie treści pola „Inne”", "earlier texts of the field “Inne” erased"
    ),
    EventVerb.EXPORT: Message("zapisano, co widzą odbiorcy", "public pages exported"),
    EventVerb.DRAFT_TERMS: Message("przygotowano projekt regulaminu", "terms drafted"),
    EventVerb.APPROVE_TERMS: Message("zatwierdzono regulamin", "terms approved"),
    EventVerb.DISCARD_TERMS: Message("usunięto projekt regulaminu", "draft of the terms discarded"),
    EventVerb.REQUEST_DATA: Message("poproszono o dane", "data requested"),
    EventVerb.ANSWER_DATA_REQUEST: Message(
        "odpowiedziano na prośbę o dane", "request for data answered"
    ),
    EventVerb.CORRECT_ANSWER: Message(
        "poprawiono odpowiedź na prośbę o dane", "answer to a request for data corrected"
    ),
    EventVerb.REQUEST_BRIEFING: Message("poproszono o instruktaż", "briefing requested"),
    EventVerb.NAME_BRIEFER: Message("wyznaczono osobę do instruktażu", "briefer named"),
    EventVerb.HOLD_BRIEFING: Message(
        "potwierdzono, że instruktaż się odbył", "briefing confirmed as held"
    ),
    EventVerb.READDRESS_REQUEST: Message("zmieniono adresata prośby", "request readdressed"),
    EventVerb.REMIND_DUE: Message("ponaglono jednostkę", "unit reminded"),
    # Verbs that only a database uses.
    "destroy_damaged_month": Message(
        "usunięto dane z uszkodzonego pliku", "data of a damaged file erased"
    ),
    "restore": Message("odtworzono bazę z kopii", "database restored from a backup"),
    "remove_trial": Message("usunięto zgłoszenie próbne", "trial report removed"),
    "replace_directory": Message(
        "wymieniono spis osób i jednostek", "directory of people and units replaced"
    ),
}
"""What was done, by the verb of the event."""
_WAITS: Final = Message("czeka, aż będzie można usunąć dane", "waits until the data can be erased")
_OUTCOMES: Final[Mapping[str, Message]] = {
    "done": Message("", ""),
    "to mailbox": Message("do skrzynki", "to the mailbox"),
    "to helpdesk": Message("do helpdesku", "to the helpdesk"),
    "rerouted": Message("doręczanie zaczęto od nowa", "delivery begun anew"),
    "stays": Message("odbiorca bez zmian", "same receiver"),
    "anonymised": Message("wykonano, dane usunięto", "done, data erased"),
    "was anonymous": Message("danych już nie było", "there were no data any more"),
    "recorded": _WAITS,
    # What it was called before.
    "decided": _WAITS,
    "not there": Message("takiego zgłoszenia tu nie było", "there was no such report here"),
    "failed": Message("nie udało się", "failed"),
    "nothing stored": Message("niczego nie zapisano", "nothing was stored"),
    "stored": Message("ale zapisano to w całości", "yet all of it was stored"),
    "not known whether stored": Message(
        "nie wiadomo, czy coś zapisano", "not known whether anything was stored"
    ),
    "code fits": Message("kod się zgadza", "the code is right"),
    "code does not fit": Message("kod się nie zgadza", "the code is wrong"),
    "same routes": Message(
        "trasy bez zmian, inny tylko zapis pliku lub uwagi",
        "same routes, only the file's form or its comments differ",
    ),
    BEGUN: Message(
        "zaczęto, a wykonanie ma osobny wpis", "begun; an entry of its own tells the end"
    ),
}
_COUNT = re.compile("[0-9]{1,9}")
_FILES: Final = Noun("plik", "pliki", "plików", "file", "files")
_COUNTS: Final[Mapping[str, Callable[[str], Message]]] = {
    # A month is erased as a whole, and other reports one by one.
    EventVerb.ANONYMISE_DUE: lambda count: Message(
        f"{count} (całe miesiące i pojedyncze zgłoszenia)",
        f"{count} (whole months and single reports)",
    ),
    EventVerb.DESTROY_FILES: lambda count: counted(int(count), _FILES),
}
"""What the number is of, by the verb of the event."""
_GONE: Final[Mapping[str, Message]] = {
    "deleted": Message("skasowano go ręcznie", "deleted by hand"),
    "searched": Message("szukano go i nigdzie go nie ma", "searched for and nowhere found"),
    "medium": Message("zniszczono nośnik, na którym leżał", "its medium was destroyed"),
}
_GONE_FILE = re.compile(r"gone, ([a-z]+): (.+)")
_TABLE_PARTS: Final[Mapping[str, Message]] = {
    "routes": Message("trasy", "routes"),
    "categories": Message("kategorie", "categories"),
    "domains": Message("domeny", "domains"),
}
_SIGNS: Final[Mapping[str, Message]] = {
    "+": Message("dodano", "added"),
    "-": Message("usunięto", "removed"),
    "~": Message("zmieniono", "changed"),
}
_OTHER_ORDER: Final = Message("inna kolejność tras", "another order of routes")
_TABLE_CHANGE = re.compile(r"([a-z]+)((?: [+~-][0-9]+)+)")
_DIRECTORY = re.compile(r"units ([0-9]+), people ([0-9]+)")


def event_words(event: Event, lang: Language) -> str:
    """Return what was done and how it ended, in words."""
    return ": ".join(filter(None, (verb_words(event.verb, lang), outcome_words(event, lang))))


def verb_words(verb: str, lang: Language) -> str:
    """Return what was done, in words; a verb of an adapter's own stays as it is."""
    return _said(VERB_WORDS, verb, lang)


def outcome_words(event: Event, lang: Language) -> str:
    """Return how it ended, in words; empty where there is nothing more to say.

    What is in no table, such as a count or an adapter's own word, stays as it is.
    """
    verb, outcome = event.verb, event.outcome
    if verb == "restore":
        # The number of a transaction, which only a program looks for.
        return ""
    if verb in (EventVerb.READ_PERSONAL, EventVerb.READ_FILE) and outcome in tuple(AccessPurpose):
        return AccessPurpose(outcome).message.text(lang)
    if verb == EventVerb.NOTE_OUTCOME and outcome in tuple(Outcome):
        return Outcome(outcome).message.text(lang).rstrip(".").lower()
    if verb in VERB_WORDS and outcome.partition(",")[0] in tuple(DispatchState):
        return _delivery(outcome, lang)
    if verb in _COUNTS and _COUNT.fullmatch(outcome):
        return _COUNTS[verb](outcome).text(lang)
    if (match := _GONE_FILE.fullmatch(outcome)) is not None:
        gone = Message(f"pliku {match[2]} nie ma", f"file {match[2]} is gone")
        return f"{gone.text(lang)}, {_said(_GONE, match[1], lang)}"
    if (counts := _DIRECTORY.fullmatch(outcome)) is not None:
        units, people = counts.groups()
        held = Message(f"jednostek: {units}, osób: {people}", f"units: {units}, people: {people}")
        return held.text(lang)
    if verb == EventVerb.CHANGE_ROUTES and outcome not in _OUTCOMES:
        return "; ".join(_table_change(part, lang) for part in outcome.split(", "))
    return _said(_OUTCOMES, outcome, lang)


def _said(table: Mapping[str, Message], code: str, lang: Language) -> str:
    return table[code].text(lang) if code in table else code


def _delivery(outcome: str, lang: Language) -> str:
    """Return in words where a delivery stands, and how an operator knows."""
    code, comma, reason = (part.strip() for part in outcome.partition(","))
    if reason in tuple(ManualAction):
        reason = ManualAction(reason).message.text(lang)
    return f"{DispatchState(code).message.text(lang)}{comma} {reason}".strip()


def _table_change(part: str, lang: Language) -> str:
    """Return in words how many of one part of a table of routes are new, gone and changed."""
    if part == "other order":
        return _OTHER_ORDER.text(lang)
    match = _TABLE_CHANGE.fullmatch(part)
    if match is None or match[1] not in _TABLE_PARTS:
        return part
    counts = (f"{_SIGNS[count[0]].text(lang)} {count[1:]}" for count in match[2].split())
    return f"{_TABLE_PARTS[match[1]].text(lang)}: {', '.join(counts)}"
