"""The acts of staff on a report: each a form of its own, and a verb of the centre."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs

from lckm_core.delivery import Accepted, ManualAction, Target, settle_by_hand
from lckm_core.errors import ErasureDeferredError, LckmError, NoSuchReportError
from lckm_core.organisation import Act, DeskAct
from lckm_core.redaction import PersonalKind
from lckm_core.reports import (
    InvalidOutcomeError,
    Outcome,
    Report,
    RouteTable,
    check_outcome,
)
from lckm_core.text import normalise, without_invisible
from lckm_desk import _labels as labels
from lckm_desk._delivery_rows import asked_words
from lckm_desk._pages import Fault
from lckm_desk._records.report_numbers import numbers_meant
from lckm_desk._reports.classification_form import (
    classification_context,
    is_confirmed,
    receiver_by,
    reclassify,
)
from lckm_desk._reports.striking_form import is_shown, strike, striking_context
from lckm_desk._similar_reports import SIMILAR_DAYS, THOROUGHLY, similar_to_report
from lckm_desk._state_refusals import AnyAct
from lckm_desk._submissions import (
    FaultyFieldsError,
    ReportSubmission,
    are_left,
    chosen,
    read_together,
    required,
)

Context = Callable[[ReportSubmission, RouteTable | None], Mapping[str, Any]]
REDACTED = "wykreslone-slowa"
"""What is shown in place of an act of whose words some are not stored."""
DEFERRED = "zgoda-zapisana"
"""What is shown in place of a withdrawal that is recorded before the data can be erased."""

_SIMILAR, _ANOTHER = "podobne", "inne"
"""The field of an earlier report that may be about the same thing, and its word for none of them.
"""

_NO_REFERENCE = (
    "Numer u odbiorcy ma najwyżej 100 znaków: litery bez polskich znaków, cyfry i ._:/=+-. Słów "
    "tu nie wpisuj, bo zostałyby na zawsze."
)

ERASURE_CONFIRMED = "Zapisano, że odbiorca usunął dane."


@attrs.frozen(kw_only=True)
class ActForm:
    """One act on a report: its place below the report's page, its words, and what it does.

    Args:
        name: the last part of its path, and the name of its template.
        act: what somebody has to be allowed to do.
        label: the words of the button on the page of the report.
        submit: those of the button that does it.
        done: what is said once it is done.
        perform: does it; returns what is said in place of *done*, a key of the other texts.
        is_confirmed: whether what is sent was shown first; else its page is shown with it.
        context: what the template needs from the report and the table, apart from the fields.
        warns: whether it cannot be undone.
        page: the page that is shown then, as a key of the paths.
    """

    name: str
    act: AnyAct
    label: str
    submit: str
    done: str
    perform: Callable[[ReportSubmission], str | None]
    context: Context = lambda sent, table: {}
    is_confirmed: Callable[[ReportSubmission, RouteTable | None], bool] = lambda sent, table: True
    warns: bool = False
    page: str = "report"


# ── what each does ────────────────────────────────────────────────────────────────────────────────


def _note_outcome(sent: ReportSubmission) -> str | None:
    outcomes = {outcome.value: outcome for outcome in Outcome}
    outcome, words, earlier = read_together(
        lambda: chosen(sent.fields, "wynik", outcomes, "Wybierz wynik."),
        lambda: required(sent.fields, "slowa", "Wpisz słowa dla zgłaszającego."),
        lambda: _earlier_report(sent, outcomes.get(sent.fields.text("wynik"))),
    )
    report = sent.centre.note_outcome(
        sent.number,
        outcome,
        words=words,
        role=sent.role,
        by=sent.by,
        now=sent.now,
        seen=sent.seen,
        duplicate_of=earlier,
        is_checked=_are_left(sent, words, outcome, earlier),
    )
    return _redacted_words(report, words)


def _are_left(
    sent: ReportSubmission, words: str, outcome: Outcome | None, earlier: str | None = None
) -> bool:
    """Return whether words for the reporter stay as typed, after redaction's finds were shown."""
    redacted = sent.centre.outcome_words(
        sent.number, outcome, words=words, role=sent.role, now=sent.now, duplicate_of=earlier
    )
    return are_left("slowa", normalise(without_invisible(words)), redacted, sent.fields)


def _redacted_words(report: Report, typed: str) -> str | None:
    """Return the message if some words of the last act were redacted; else ``None``."""
    stored = report.history[-1].words or ""
    marks, typed_marks = (
        sum(text.count(kind.mark) for kind in PersonalKind) for text in (stored, typed)
    )
    return REDACTED if marks > typed_marks else None


def _earlier_report(sent: ReportSubmission, outcome: Outcome | None) -> str | None:
    """Return the number of the earlier report as it was typed, whole; ``None`` for none.

    Raises :class:`FaultyFieldsError` for the end of several numbers, and
    :class:`InvalidOutcomeError` for one that *outcome* cannot have, or words.
    """
    typed = sent.fields.text("wczesniejsze").strip()
    picked = sent.fields.text(_SIMILAR)
    if typed and picked not in ("", _ANOTHER, *numbers_meant(sent.centre, typed)):
        text = "Zaznaczono inne zgłoszenie, niż wpisano. Zostaw jedno z nich."
        raise FaultyFieldsError([Fault("wczesniejsze", text)])
    if not typed and picked != _ANOTHER:
        typed = picked
    # Nothing is said of another's report, not even that it exists.
    found = numbers_meant(sent.centre, typed) if typed else ()
    meant = [number for number in found if sent.may_see(number)]
    if len(meant) > 1:
        text = "Kilka zgłoszeń ma numer z takim końcem. Wpisz cały numer."
        raise FaultyFieldsError([Fault("wczesniejsze", text)])
    earlier = meant[0] if meant else typed or None
    if outcome is not None:
        words = sent.fields.text("slowa")
        findings = check_outcome(outcome, words=words, number=sent.number, duplicate_of=earlier)
        if findings.errors:
            raise InvalidOutcomeError(findings)
    if found and not meant:
        raise NoSuchReportError(typed)
    return earlier


def _reopen(sent: ReportSubmission) -> str | None:
    words = required(sent.fields, "slowa", "Napisz zgłaszającemu, dlaczego.")
    report = sent.centre.reopen(
        sent.number,
        words=words,
        role=sent.role,
        by=sent.by,
        now=sent.now,
        seen=sent.seen,
        is_checked=_are_left(sent, words, None),
    )
    return _redacted_words(report, words)


def _reroute(sent: ReportSubmission) -> None:
    sent.centre.reroute(
        sent.number,
        stays=sent.record.report,
        now=sent.now,
        by=sent.by,
        role=sent.role,
        seen=sent.version,
    )


def _settle(sent: ReportSubmission) -> None:
    targets = {target.value: target for target in Target}
    reasons = {reason.value: reason for reason in ManualAction}
    target, reason = read_together(
        lambda: chosen(sent.fields, "odbiorca", targets, "Wybierz, kto ma zgłoszenie."),
        lambda: chosen(sent.fields, "skad", reasons, "Wybierz, skąd to wiesz."),
    )
    reference = sent.fields.text("numer-odbiorcy").strip()
    if reference and Accepted(reference).reference != reference:
        raise FaultyFieldsError([Fault("numer-odbiorcy", _NO_REFERENCE)])
    sent.centre.settle_by_hand(
        sent.number,
        target,
        reason,
        now=sent.now,
        reference=reference or None,
        by=sent.by,
        role=sent.role,
        seen=sent.version,
    )


def _withdraw(sent: ReportSubmission) -> str | None:
    try:
        sent.centre.withdraw_consent(sent.number, now=sent.now, by=sent.by, role=sent.role)
    except ErasureDeferredError:
        return DEFERRED
    return None


def _confirm_erasure(sent: ReportSubmission) -> None:
    kinds = {notice.kind.value: notice.kind for notice in sent.record.unconfirmed}
    kind = chosen(sent.fields, "kto", kinds, "Wybierz, kto potwierdził.")
    sent.centre.confirm_erasure(sent.number, kind=kind, now=sent.now, by=sent.by, role=sent.role)


# ── what each shows ───────────────────────────────────────────────────────────────────────────────


def _of_route(sent: ReportSubmission, table: RouteTable | None) -> Mapping[str, Any]:
    if table is None:
        return {"receiver": "", "because": ""}
    receiver, because = receiver_by(table, sent.record.report)
    return {"receiver": receiver, "because": because}


def _of_targets(sent: ReportSubmission, table: RouteTable | None) -> Mapping[str, Any]:
    dispatch = sent.record.dispatch

    def is_possible(target: Target) -> bool:
        try:
            settle_by_hand(dispatch, target, now=dispatch.since)
        except LckmError:
            return False
        return True

    return {
        "targets": [
            (target.value, text) for target, text in labels.TARGETS.items() if is_possible(target)
        ],
        "reasons": [(reason.value, text) for reason, text in labels.REASONS.items()],
    }


def _of_outcomes(sent: ReportSubmission, table: RouteTable | None) -> Mapping[str, Any]:
    similar = [
        (report.number, f"{report.number}, {report.registered}: {report.begin}")
        for report in similar_to_report(sent.centre, sent.number, sent.may_see, most=THOROUGHLY)
    ]
    if similar:
        similar.append((_ANOTHER, "żadne z nich; numer innego wpisz niżej"))
    return {
        "outcomes": [(outcome.value, outcome.message.pl) for outcome in Outcome],
        "similar": similar,
        "similar_days": SIMILAR_DAYS,
    }


def _of_notices(sent: ReportSubmission, table: RouteTable | None) -> Mapping[str, Any]:
    notices = sent.record.unconfirmed
    options = [
        (notice.kind.value, f"{labels.receiver_of(notice)}, {asked_words(notice)}")
        for notice in notices
    ]
    return {"notices": options}


ACT_FORMS: Sequence[ActForm] = (
    ActForm(
        name="wynik",
        act=Act.NOTE_OUTCOME,
        label="Zapisz wynik",
        submit="Zapisz wynik",
        done="Zapisano wynik. Zgłaszający zobaczy go po numerze i kodzie.",
        perform=_note_outcome,
        context=_of_outcomes,
    ),
    ActForm(
        name="otwarcie",
        act=Act.REOPEN_REPORT,
        label="Otwórz na nowo",
        submit="Otwórz na nowo",
        done="Otwarto na nowo. Zgłaszający zobaczy to po numerze i kodzie.",
        perform=_reopen,
    ),
    ActForm(
        name="przyporzadkowanie",
        act=Act.RECLASSIFY,
        label="Zmień przyporządkowanie lub miejsce",
        submit="Zmień",
        done="Zapisano przyporządkowanie i miejsce.",
        perform=reclassify,
        context=classification_context,
        is_confirmed=is_confirmed,
    ),
    ActForm(
        name="przekazanie",
        act=DeskAct.REROUTE,
        label="Przekaż ponownie",
        submit="Przekaż ponownie",
        done="Doręczanie zaczyna się od nowa.",
        perform=_reroute,
        context=_of_route,
    ),
    ActForm(
        name="rozstrzygniecie",
        act=DeskAct.SETTLE_BY_HAND,
        label="Zapisz, kto ma zgłoszenie",
        submit="Zapisz",
        done="Zapisano, kto ma zgłoszenie. Nikt go już nie doręcza.",
        perform=_settle,
        context=_of_targets,
    ),
    ActForm(
        name="wykreslenie",
        act=DeskAct.REDACT,
        label="Wykreśl słowa",
        submit="Wykreśl na zawsze",
        done="Wykreślono. Kto dostał tę treść wcześniej, tego powiadom sam.",
        perform=strike,
        context=striking_context,
        is_confirmed=is_shown,
        warns=True,
    ),
    ActForm(
        name="zgoda",
        act=DeskAct.WITHDRAW_CONSENT,
        label="Cofnij zgodę",
        submit="Tak, cofnij zgodę i usuń dane",
        done="Zgodę cofnięto, a dane i pliki usunięto.",
        perform=_withdraw,
        context=lambda sent, table: {"checks_codes": sent.checks_codes},
        warns=True,
    ),
    ActForm(
        name="potwierdzenie",
        act=DeskAct.CONFIRM_ERASURE,
        label="Zapisz potwierdzenie usunięcia danych",
        submit="Zapisz potwierdzenie",
        done=ERASURE_CONFIRMED,
        perform=_confirm_erasure,
        context=_of_notices,
        page="erasures",
    ),
)
"""Each act on a report, in the order of its buttons."""
