"""What the desk calls states, kinds and moments."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from lckm_core.calendar import civil_day, parse_day, warsaw
from lckm_core.delivery import Dispatch, DispatchKind, DispatchState, ManualAction, Target
from lckm_core.findings import Finding, Severity
from lckm_core.publication import Audience, State, Transition
from lckm_core.reports import (
    Outcome,
    Report,
    ReportAct,
    ReportActKind,
    ReportChannel,
    ReportKind,
    RouteTable,
)
from lckm_core.text import CHARACTERS, Noun, counted

STATES: Final[Mapping[DispatchState, str]] = {state: state.message.pl for state in DispatchState}
DELIVERIES: Final[Mapping[DispatchKind, str]] = {
    DispatchKind.REPORT: "zgłoszenie",
    DispatchKind.MAILBOX_NOTICE: "wezwanie jednostki do usunięcia danych",
    DispatchKind.HELPDESK_NOTICE: "wezwanie helpdesku do usunięcia danych",
    DispatchKind.RECEIPT: "potwierdzenie dla zgłaszającego",
}
KINDS: Final[Mapping[ReportKind, str]] = {
    ReportKind.INTERVENTION: "interwencja",
    ReportKind.OTHER: "inna informacja",
}
CHANNELS: Final[Mapping[ReportChannel, str]] = {
    ReportChannel.FORM: "formularz",
    ReportChannel.PHONE: "telefon",
    ReportChannel.EMAIL: "e-mail",
    ReportChannel.OPEN311: "inna aplikacja (Open311)",
}
ACTS: Final[Mapping[ReportActKind, str]] = {
    ReportActKind.OUTCOME: "wynik",
    ReportActKind.REOPENED: "otwarte na nowo",
    ReportActKind.RECLASSIFIED: "zmienione przyporządkowanie",
}
TARGETS: Final[Mapping[Target, str]] = {
    Target.MAILBOX: "skrzynka komórki lub jednostki",
    Target.HELPDESK: "helpdesk",
}
REASONS: Final[Mapping[ManualAction, str]] = {action: action.message.pl for action in ManualAction}
AUDIENCES: Final[Mapping[Audience, str]] = {
    Audience.PORTAL: "portal",
    Audience.BIP: "BIP",
    Audience.CALL_CENTRE: "Call Center",
    Audience.EDITORS: "redakcja (wszystkie pola)",
}
EDITION_ACTS: Final[Mapping[Transition, str]] = {
    Transition.HAND_IN: "przekazano",
    Transition.RETURN: "zwrócono do poprawy",
    Transition.CORRECT: "poprawiono",
    Transition.AGREE: "uzgodniono poprawki",
    Transition.CHECK: "potwierdzono sprawdzenie",
    Transition.PUBLISH: "opublikowano",
    Transition.REPLACE: "zastąpiono nową wersją",
    Transition.WITHDRAW: "wycofano z publikacji",
    Transition.EXPIRE: "wygasła",
    Transition.NOTE: "zmieniono pole „Inne”",
}
EDITION_STATES_WITH: Final[Mapping[State, str]] = {
    State.RECEIVED: "przyjętą",
    State.RETURNED: "zwróconą do poprawy",
    State.CORRECTED: "poprawioną, do uzgodnienia",
    State.CHECKED: "sprawdzoną",
    State.PUBLISHED: "opublikowaną",
    State.REPLACED: "zastąpioną",
    State.WITHDRAWN: "wycofaną",
    State.EXPIRED: "wygasłą",
}
"""The states of an edition in the instrumental case: „z wersją 2 (opublikowaną)”."""
SEVERITIES: Final[Mapping[Severity, str]] = {
    Severity.ERROR: "błąd",
    Severity.WARNING: "ostrzeżenie",
    Severity.NOTE: "odstępstwo",
}
HELPDESK: Final = "helpdesk"
_DAYS = Noun("dzień", "dni", "dni", "day", "days")
OUTCOMES: Final[Mapping[Outcome, str]] = {
    outcome: outcome.message.pl.rstrip(".").lower() for outcome in Outcome
}


def state_of(report: Report, dispatch: Dispatch) -> str:
    """Return how far a report has come, in a word or two."""
    return listed_state(report.closing.outcome if report.closing else None, dispatch.state)


def listed_state(outcome: Outcome | None, state: DispatchState) -> str:
    """Return how far a report has come, from its outcome in force and its delivery."""
    return STATES[state] if outcome is None else OUTCOMES[outcome]


def receiver_of(dispatch: Dispatch) -> str:
    """Return who has a delivery or will get it."""
    if dispatch.kind is DispatchKind.RECEIPT:
        return "zgłaszający"
    return dispatch.receiver or HELPDESK


def act_words(act: ReportAct) -> str:
    """Return what staff did to a report, in a word or two."""
    if not act.corrects_place:
        return ACTS[act.kind]
    return "poprawione miejsce" if act.was is None else f"{ACTS[act.kind]} i miejsce"


def category_name(table: RouteTable | None, category: str | None) -> str:
    """Return what a table calls a category; its id where no table knows it."""
    if category is None:
        return "bez kategorii"
    known = table.categories if table is not None else ()
    return next((row.name for row in known if row.id == category), category)


def word(id: str) -> str:
    """Return the id of an attribute or a place in a table of routes as words."""
    return id.replace("-", " ").replace("_", " ").capitalize()


def moment(at: datetime) -> str:
    """Return a moment in Łódź, such as „1.12.2026, 12:03”."""
    local = at.astimezone(warsaw())
    return f"{day(local)}, {local.hour:02}:{local.minute:02}"


def day(on: date) -> str:
    """Return a day, such as „1.12.2026”."""
    return f"{on.day}.{on.month:02}.{on.year}"


def begin(text: str) -> str:
    """Return the beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= 110 else line[:110].rpartition(" ")[0] + " …"


_FILE_KINDS: Final[Mapping[str, str]] = {
    "image/jpeg": "zdjęcie JPEG",
    "image/png": "obraz PNG",
    "image/webp": "obraz WebP",
    "image/heic": "zdjęcie HEIC",
    "image/heif": "zdjęcie HEIF",
    "image/avif": "obraz AVIF",
    "application/pdf": "dokument PDF",
    "video/mp4": "film MP4",
    "video/quicktime": "film MOV",
    "video/3gpp": "film 3GP",
}


def file_kind(media_type: str) -> str:
    """Return what a resident's file is, such as „zdjęcie JPEG”."""
    return _FILE_KINDS.get(media_type, "plik")


def age(begin: datetime, now: datetime) -> str:
    """Return how many days have passed in Łódź."""
    days = (civil_day(now) - civil_day(begin)).days
    return days_in_words(days) if days > 0 else "dziś"


def days_in_words(days: int) -> str:
    """Return a number of days, such as „2 dni”."""
    return counted(days, _DAYS).pl


def too_long(text: str, longest: int) -> str:
    """Return that a text is longer than it may be."""
    return f"To {counted(len(text), CHARACTERS).pl}, a zmieści się {longest}. Skróć."


_KEY = re.compile(r"(„[^”]*”) \([a-z_]+(?:: (?:tak|nie))?\)")


# Here files come with a form, not in a folder, and an operator keeps the directory.
_FOR_STAFF = (
    (
        "Jeśli są dobre, dopisz tę osobę do spisu jednostek (people).",
        "Jeśli są dobre, poproś operatora, żeby dopisał tę osobę do spisu.",
    ),
    ("razem z opisem, w folderze procedury, albo", "razem z opisem albo"),
    ("w opisie i w folderze.", "w opisie i w nazwie pliku."),
    ("Popraw adres albo dopisz domenę.", "Popraw adres; nową domenę dodaje operator."),
)


def finding_message(finding: Finding) -> str:
    """Return what a finding says, without the words of programs and of their operators."""
    return for_staff(_KEY.sub(r"\1", finding.message))


def for_staff(text: str) -> str:
    """Return a message of a finding without the words of operators, its days as on pages."""
    for words, label in _FOR_STAFF:
        text = text.replace(words, label)
    return with_days(text)


# Quotations and names of files stay as they are; so do examples of how to type a day, and names of
# terms, which are days.
_ISO_DAY = re.compile(
    r"""„[^”]*” | "[^"]*" |
    (?<!np\.\ ) (?<!na\ przykład\ ) (?<![\w./-])
    (?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}) (?![\w/-] | \.\w)""",
    re.VERBOSE,
)


def with_days(text: str) -> str:
    """Return a message with days as pages have them, „1.02.2027”, but for what it quotes."""

    def written(match: re.Match[str]) -> str:
        found = parse_day(match["day"] or "")
        return match[0] if found is None else day(found)

    return _ISO_DAY.sub(written, text)
