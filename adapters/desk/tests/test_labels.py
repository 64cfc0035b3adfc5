"""The desk has a word for each choice that it shows."""

from datetime import UTC, datetime, timedelta, timezone
from enum import Enum

import pytest
from desk_site import SAMPLES

from lckm_core.delivery import (
    Dispatch,
    DispatchKind,
    DispatchState,
    HelpdeskReason,
    ManualAction,
    Refusal,
    Target,
)
from lckm_core.findings import Finding, Severity
from lckm_core.procedures import check, read
from lckm_core.publication import Audience, Transition
from lckm_core.reports import ReportActKind, ReportChannel, ReportKind
from lckm_desk import _labels as labels
from lckm_desk._delivery_rows import delivery_row
from lckm_desk._submissions import field_fault

NOW = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)

LABELS = {
    Audience: labels.AUDIENCES,
    DispatchKind: labels.DELIVERIES,
    DispatchState: labels.STATES,
    ManualAction: labels.REASONS,
    ReportActKind: labels.ACTS,
    ReportChannel: labels.CHANNELS,
    ReportKind: labels.KINDS,
    Severity: labels.SEVERITIES,
    Target: labels.TARGETS,
    Transition: labels.EDITION_ACTS,
}


@pytest.mark.parametrize("choices", LABELS, ids=lambda choices: choices.__name__)
def test_each_choice_has_a_word(choices: type[Enum]) -> None:
    named = LABELS[choices]
    assert [one for one in choices if not named.get(one)] == []


def test_a_row_of_a_list_has_whole_words_of_one_line() -> None:
    whole = f"{'słowo ' * 18}ab"
    assert len(whole) == 110
    assert labels.begin(whole.replace(" ", "\n ", 3)) == whole
    assert labels.begin(f"{whole}c") == f"{('słowo ' * 18).strip()} …"


@pytest.mark.parametrize(("words", "label"), labels._FOR_STAFF)
def test_a_finding_is_told_without_the_words_of_operators(words: str, label: str) -> None:
    told = finding(f"W polu „Komórka” (cell) są dwie osoby. {words} Dalej.")
    assert labels.finding_message(told) == f"W polu „Komórka” są dwie osoby. {label} Dalej."


def finding(message: str) -> Finding:
    return Finding("LCKM-R001", Severity.ERROR, "/cell", message, "wzór: Komórka")


@pytest.mark.parametrize("state", DispatchState)
def test_the_last_refusal_is_told_while_it_is_not_settled(state: DispatchState) -> None:
    row = delivery_row(
        Dispatch(
            report_number="ZG-1",
            mailbox=None,
            opened_at=NOW,
            since=NOW,
            due_at=NOW,
            state=state,
            because=HelpdeskReason.TOO_LONG,
            helpdesk_refusal=Refusal.NOT_ALLOWED,
        )
    )
    is_waiting = state in (DispatchState.PENDING, DispatchState.LEASED, DispatchState.UNKNOWN)
    assert ("Ostatnia odmowa helpdesku" in row["failure"]) is is_waiting


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("Obowiązuje od 2027-02-01 do 2027-03-31.", "Obowiązuje od 1.02.2027 do 31.03.2027."),
        ("Podaj dzień, np. 2026-12-31.", "Podaj dzień, np. 2026-12-31."),
        ("na przykład 2026-12-01.", "na przykład 2026-12-01."),
        ("Regulamin „2027-01-01” ma", "Regulamin „2027-01-01” ma"),
        ("plik-2027-01-01.txt i 2027-13-01", "plik-2027-01-01.txt i 2027-13-01"),
        ("Zdania „do dnia 2027-01-01 włącznie” nie ma.",) * 2,
        ('Jest "wniosek z 2027-01-01" od 2027-01-01.', 'Jest "wniosek z 2027-01-01" od 1.01.2027.'),
        (
            "Plik wniosek 2027-01-01.docx jest pusty od 2027-01-01.",
            "Plik wniosek 2027-01-01.docx jest pusty od 1.01.2027.",
        ),
        ("folder 2027-01-01/opis.yaml",) * 2,
    ],
)
def test_days_in_messages_are_written_as_on_pages(message, shown):
    assert labels.for_staff(message) == shown


@pytest.mark.parametrize(
    ("path", "changed", "message"),
    [
        ("/fees/0/rows", {"fees": [{}]}, "Jest puste. Wypełnij je albo wpisz „brak”."),
        ("/appointments/ways", {"appointments": {}}, "Jest puste. Wypełnij je."),
        (
            "/submission/0/places",
            {"submission": [{"way": "by_post"}]},
            "Jest puste. Wypełnij je.",
        ),
        ("/steps/0/name", {"steps": [{}]}, "Nie ma tego pola. Podaj tekst w jednym wierszu."),
    ],
)
def test_a_field_left_empty_is_told_without_the_syntax_of_files(path, changed, message):
    data = read((SAMPLES / "procedures" / "KA-01478.yaml").read_bytes()).data
    (finding,) = (item for item in check({**data, **changed}) if item.path == path)
    assert field_fault(path, finding).message == message


@pytest.mark.parametrize(
    ("begin", "now", "told"),
    [
        ("2026-11-30T23:30+01:00", "2026-11-30T23:59+01:00", "dziś"),
        ("2026-11-30T23:59+01:00", "2026-12-01T00:01+01:00", "1 dzień"),
        ("2026-11-30T00:01+01:00", "2026-12-01T23:59+01:00", "1 dzień"),
        ("2026-11-29T18:00+01:00", "2026-12-01T08:00+01:00", "2 dni"),
        # Days of 25 and of 23 hours, when the clocks change.
        ("2026-10-25T00:00+02:00", "2026-10-25T23:59+01:00", "dziś"),
        ("2026-03-29T00:00+01:00", "2026-03-30T00:00+02:00", "1 dzień"),
        # A clock that was put back.
        ("2026-12-01T00:01+01:00", "2026-11-30T23:59+01:00", "dziś"),
    ],
)
@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=1)), timezone(timedelta(hours=9))])
def test_an_age_counts_days_of_lodz_in_whatever_zone_its_moments_are(begin, now, told, zone):
    moments = (datetime.fromisoformat(one).astimezone(zone) for one in (begin, now))
    assert labels.age(*moments) == told
