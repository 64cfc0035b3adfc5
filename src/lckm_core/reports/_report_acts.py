"""What staff do to a registered report: an outcome, reopening, another classification."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

import attrs

from lckm_core.calendar import require_aware
from lckm_core.errors import IllegalMoveError, LckmError
from lckm_core.fields import Mark
from lckm_core.findings import Finding, Findings, kind
from lckm_core.forms import field_kinds, judge
from lckm_core.law import cites
from lckm_core.organisation import Act, Role, require_may, require_one_of
from lckm_core.reports._form import ReportForm
from lckm_core.reports._intake import (
    INTAKE_LIMITS,
    IntakeLimits,
    InvalidReportError,
    redact_form,
    without_empty,
)
from lckm_core.reports._key_encoding import is_report_number
from lckm_core.reports._model import (
    Classification,
    EventPlace,
    Outcome,
    Point,
    Report,
    ReportAct,
    ReportActKind,
)
from lckm_core.reports._separation import (
    NOTHING_KEPT,
    KeptWords,
    redact_staff_place,
    redact_staff_words,
)
from lckm_core.reports._text_types import Typed
from lckm_core.text import Message, folded

_CITES = "zał. 2 § 6 ust. 1"
MOST_ACTS = 100
"""How many acts the history of one report may have."""

_DUPLICATE = Outcome.DUPLICATE.message.pl.rstrip(".")
WRONG_DUPLICATE = kind(
    "LCKM-Z022",
    _CITES,
    Message("numer wcześniejszego zgłoszenia", "the number of the earlier report"),
)


@attrs.frozen
class _Words:
    """The words of one act, as they are judged."""

    words: Annotated[
        Typed,
        Mark("Wyjaśnienie", "LCKM-Z021", cites=_CITES, max_chars=2000, personal=True),
    ]


field_kinds(_Words)


@attrs.frozen(str=False)
class InvalidOutcomeError(LckmError):
    """The words of an act on a report, or its number, have errors; nothing is stored.

    ``findings`` holds them all; none quotes a word.
    """

    findings: Findings

    @property
    def message(self) -> Message:
        """Every error, in both languages."""
        return Message(
            f"Nie zapisano tego przy zgłoszeniu. Popraw: {self.findings.listed('pl')}",
            f"This was not recorded with the report. Fix: {self.findings.listed('en')}",
        )


@cites("zał. 2 § 6 ust. 1")
def check_outcome(
    outcome: Outcome | None, *, words: str, number: str, duplicate_of: str | None = None
) -> Findings:
    """Return what is wrong with an outcome and its words.

    Args:
        outcome: what became of the report; ``None`` for the words of reopening.
        words: what the reporter is told: 1 to 2,000 characters, several lines.
        number: the report's number.
        duplicate_of: the number of the earlier report; for a duplicate alone.

    Returns:
        The findings, at ``/words`` and ``/duplicate_of``; none quotes a word.

    Provision: zał. 2 § 6 ust. 1 (interpretation I23).
    """
    judged = judge(without_empty({"words": words}), _Words)
    return Findings((*judged.findings, *_check_duplicate(outcome, number, duplicate_of)))


def _check_duplicate(
    outcome: Outcome | None, number: str, duplicate_of: str | None
) -> Iterator[Finding]:
    if (outcome is Outcome.DUPLICATE) != (duplicate_of is not None):
        yield WRONG_DUPLICATE.at(
            ("duplicate_of",),
            _NO_EARLIER if duplicate_of is None else _EARLIER_OF_ANOTHER_OUTCOME,
        )
    elif duplicate_of is not None and (
        duplicate_of == number or not is_report_number(duplicate_of)
    ):
        yield WRONG_DUPLICATE.at(
            ("duplicate_of",),
            Message(
                "To nie jest numer innego zgłoszenia. Popraw go.",
                "This is not the number of another report. Fix it.",
            ),
        )


def outcome_words(
    report: Report,
    outcome: Outcome | None,
    *,
    words: str,
    duplicate_of: str | None = None,
    kept: KeptWords = NOTHING_KEPT,
) -> str:
    """Return the words of an act as they may be stored: without personal data.

    What the reporter gave of themselves is redacted, too, while the report has its personal part,
    whatever is *kept*. Arguments as for :func:`note_outcome`. Raises
    :class:`InvalidOutcomeError`. Provision: zał. 2 § 6 ust. 5.
    """
    findings = check_outcome(outcome, words=words, number=report.number, duplicate_of=duplicate_of)
    if findings.errors:
        raise InvalidOutcomeError(findings)
    reporter = report.personal.reporter if report.personal else None
    return redact_staff_words(words, reporter, kept)


@cites("zał. 2 § 6 ust. 1")
def note_outcome(
    report: Report,
    outcome: Outcome,
    *,
    words: str,
    role: Role,
    now: datetime,
    duplicate_of: str | None = None,
    kept: KeptWords = NOTHING_KEPT,
) -> Report:
    """Return the report with what became of it.

    Args:
        report: the report, with or without its personal part.
        outcome: what became of it.
        words: what the reporter is told, to be redacted. For a matter that is not the city's, they
            say whose it is.
        role: who says so: the call centre, or a cell or unit.
        now: the current moment, aware.
        duplicate_of: the number of the earlier report; for a duplicate alone.
        kept: what redaction leaves in the words.

    Returns:
        The report; unchanged when this very outcome is in force.

    Raises:
        IllegalMoveError: for another role, while another outcome is in force, and when the history
            is full.
        InvalidOutcomeError: for words or a number that :func:`check_outcome` finds fault with.
        ValueError: for a naive moment.

    Provision: zał. 2 § 6 ust. 1 (interpretation I23).
    """
    require_one_of(Outcome, outcome)
    require_may(role, Act.NOTE_OUTCOME, report.number)
    act = ReportAct(
        kind=ReportActKind.OUTCOME,
        at=require_aware(now),
        role=role,
        words=outcome_words(report, outcome, words=words, duplicate_of=duplicate_of, kept=kept),
        outcome=outcome,
        duplicate_of=duplicate_of,
    )
    closing = report.closing
    if closing is not None:
        if attrs.evolve(act, at=closing.at) == closing:
            return report
        raise IllegalMoveError(Act.NOTE_OUTCOME.name, ReportActKind.OUTCOME.value, _HAS_OUTCOME)
    return _with_act(report, act, Act.NOTE_OUTCOME)


@cites("zał. 2 § 6 ust. 1")
def reopen(
    report: Report, *, words: str, role: Role, now: datetime, kept: KeptWords = NOTHING_KEPT
) -> Report:
    """Return the report without an outcome in force; the one that was stays in its history.

    Arguments and exceptions as for :func:`note_outcome`; *words* tell the reporter why. Raises
    :class:`IllegalMoveError` also when no outcome is in force. Provision: zał. 2 § 6 ust. 1
    (interpretation I23).
    """
    require_may(role, Act.REOPEN_REPORT, report.number)
    act = ReportAct(
        kind=ReportActKind.REOPENED,
        at=require_aware(now),
        role=role,
        words=outcome_words(report, None, words=words, kept=kept),
    )
    if report.closing is None:
        raise IllegalMoveError(Act.REOPEN_REPORT.name, "open", _NO_OUTCOME)
    return _with_act(report, act, Act.REOPEN_REPORT)


@cites("zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 2")
def reclassify(
    report: Report,
    classification: Classification,
    *,
    role: Role,
    now: datetime,
    address: str | None = None,
    limits: IntakeLimits = INTAKE_LIMITS,
) -> Report:
    """Return the report with another classification or place; what was stays in its history.

    Args:
        report: the report, with or without its personal part.
        classification: the values from now on; its attributes are redacted as those of a form.
        role: who does it: the call centre.
        address: the address of the place from now on, also redacted; blank for none, ``None`` to
            keep the one that is there. A different address removes the point on the map, which
            belonged to the earlier one.
        now: the current moment, aware.
        limits: what the host accepts.

    Returns:
        The report; unchanged when this is its classification and address already.

    Raises:
        IllegalMoveError: for another role, and when the history is full.
        InvalidReportError: for values that a form may not have.
        ValueError: for a naive moment.

    Provision: zał. 2 § 6 ust. 1 and 2 (interpretation I23).
    """
    require_may(role, Act.RECLASSIFY, report.number)
    require_aware(now)
    redacted = _redacted(classification, limits).ordered_as(report.classification)
    stored = report.address or ""
    place = stored
    if address is not None and address.strip() != stored:
        place = corrected_address(report, address, limits=limits)
    point = report.point if place == stored else point_after(report, place)
    act = ReportAct(
        kind=ReportActKind.RECLASSIFIED,
        at=now,
        role=role,
        was=None if redacted == report.classification else report.classification,
        corrects_place=place != stored,
        was_address=None if place == stored else stored or None,
        was_point=None if point == report.point else report.point,
    )
    if act.was is None and not act.corrects_place:
        return report
    changed = report.classified(redacted).placed(place or None, point)
    return _with_act(changed, act, Act.RECLASSIFY)


def point_after(report: Report, address: str) -> Point | None:
    """Return the point on the map that a report has once its address is corrected to this.

    A point belongs to the address that it came with: it goes when the address is replaced, and
    comes back with it, however that is spelt (blanks, capitals, Polish marks). Where there was no
    address, the point stays, for nothing says that it is elsewhere.
    """
    first = report.as_registered
    if address and folded(address) == folded(first.address or ""):
        return first.point
    return report.point if not address or first.address is None else None


def corrected_address(report: Report, address: str, *, limits: IntakeLimits = INTAKE_LIMITS) -> str:
    """Return an address by staff as it may be stored: without personal data; blank for none.

    What the reporter gave of themselves is redacted, too, while the report has its personal part.
    Raises :class:`InvalidReportError`. Provision: zał. 2 § 6 ust. 5.
    """
    place = _redacted_form(Classification(), address, limits).place
    if place is None or place.address is None:
        return ""
    reporter = report.personal.reporter if report.personal else None
    return redact_staff_place(place.address, reporter)


def _redacted(classification: Classification, limits: IntakeLimits) -> Classification:
    """Return a classification by staff, checked and redacted like that of a form."""
    form = _redacted_form(classification, "", limits)
    place = form.place or EventPlace()
    return Classification(
        kind=form.kind,
        category=form.category,
        place_kind=place.kind,
        area=place.area,
        attributes=form.attributes,
    )


def _redacted_form(
    classification: Classification, address: str, limits: IntakeLimits
) -> ReportForm:
    place = EventPlace(
        address=address.strip() or None,
        kind=classification.place_kind,
        area=classification.area,
    )
    form = ReportForm(
        description=ReportActKind.RECLASSIFIED.value,
        kind=classification.kind,
        category=classification.category,
        place=None if place == EventPlace() else place,
        attributes=classification.attributes,
    )
    redacted = redact_form(form, limits=limits)
    if redacted.form is None:
        raise InvalidReportError(redacted.findings)
    return redacted.form


def _with_act(report: Report, act: ReportAct, done: Act) -> Report:
    if len(report.history) >= MOST_ACTS:
        raise IllegalMoveError(done.name, "full", _FULL)
    return attrs.evolve(report, history=(*report.history, act))


_NO_EARLIER = Message("Podaj numer wcześniejszego zgłoszenia.", "Give the earlier report's number.")
_EARLIER_OF_ANOTHER_OUTCOME = Message(
    f"Numer wcześniejszego zgłoszenia podaje się tylko przy wyniku „{_DUPLICATE}”. Zmień wynik "
    "albo usuń numer.",
    "The number of the earlier report goes with the outcome “duplicate” alone. Change the outcome "
    "or leave the number out.",
)
_HAS_OUTCOME = Message(
    "Zgłoszenie ma już wynik. Jeżeli trzeba go zmienić, najpierw otwórz zgłoszenie na nowo.",
    "The report has an outcome already. To change it, reopen the report first.",
)
_NO_OUTCOME = Message(
    "Zgłoszenie nie ma wyniku, więc nie ma czego otwierać na nowo.",
    "The report has no outcome, so there is nothing to reopen.",
)
_FULL = Message(
    f"Przy zgłoszeniu zapisano już {MOST_ACTS} czynności, a więcej nie można.",
    f"The report has {MOST_ACTS} acts in its history already; no more are kept.",
)
