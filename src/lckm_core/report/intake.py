"""From a form to a registered report: every fault at once, and personal data set apart from the start (zał. 2 § 6)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import attrs

from lckm_core.calendar import require_aware
from lckm_core.errors import LckmError
from lckm_core.findings import Finding, Findings, kind
from lckm_core.ordinance import cites
from lckm_core.procedure.building import build, to_data
from lckm_core.procedure.judging import judge
from lckm_core.report.files import MEDIA_TYPES, media_type_of
from lckm_core.report.form import ReportForm
from lckm_core.report.model import Attachment, Consent, PersonalPart, Point, Report
from lckm_core.report.setting_apart import set_apart
from lckm_core.report.values import NUMBER
from lckm_core.text import Message

_CITES = "zał. 2 § 6 ust. 1"
TOO_MANY = kind("LCKM-Z010", _CITES, Message("za dużo załączników", "too many attachments"))
TOO_LARGE = kind("LCKM-Z011", _CITES, Message("załącznik za duży", "an attachment that is too large"))
OTHER_TYPE = kind("LCKM-Z012", _CITES, Message("załącznik innego typu", "an attachment of another type"))
OUTSIDE = kind("LCKM-Z013", "zał. 2 § 2 pkt 10", Message("punkt poza miastem", "a point outside the city"))


@attrs.frozen
class Area:
    """A rectangle on the map, edges included, in degrees of WGS 84."""

    south: float
    west: float
    north: float
    east: float

    def __contains__(self, point: Point) -> bool:
        return self.south <= point.latitude <= self.north and self.west <= point.longitude <= self.east


@attrs.frozen
class IntakeLimits:
    """What a host takes in: the area of the city, and how many attachments of what size in bytes and of which types."""

    area: Area = Area(51.68, 19.32, 51.87, 19.65)
    most_attachments: int = 5
    most_bytes: int = 10_000_000
    media_types: frozenset[str] = MEDIA_TYPES


LIMITS = IntakeLimits()
"""The limits that hold unless others are handed in; the area is a rectangle around Łódź."""


@attrs.frozen(str=False)
class InvalidReportError(LckmError):
    """A form has faults, so no report is registered. ``findings`` holds them all; none says a personal datum."""

    findings: Findings

    @property
    def said(self) -> Message:
        """Every fault with its place, in both languages."""
        pl = "; ".join(f"{item.code} {item.path or '/'}: {item.text('pl')}" for item in self.findings.errors)
        en = "; ".join(f"{item.code} {item.path or '/'}: {item.text('en')}" for item in self.findings.errors)
        count = len(self.findings.errors)
        return Message(
            f"Formularz zgłoszenia ma błędy ({count}). Popraw je: {pl}",
            f"The report form has faults ({count}). Mend them: {en}",
        )


@cites("zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 3")
def check_form(
    form: Mapping[str, Any] | ReportForm, *, heads: Sequence[bytes] = (), limits: IntakeLimits = LIMITS
) -> Findings:
    """Return every fault of a form at once; what was left empty counts as not given.

    Args:
        form: the filled-in form, as plain data or built.
        heads: the first 32 bytes or more of each attachment, in the form's order; its type is told from them.
        limits: what the host takes in.

    Returns:
        The findings, none of which says a personal datum. Provision: zał. 2 § 6 ust. 1.
    """
    return _examine(form, heads, limits)[0]


@cites("zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 3", "zał. 2 § 6 ust. 4")
def register(
    form: Mapping[str, Any] | ReportForm,
    *,
    number: str,
    now: datetime,
    terms_version: str,
    heads: Sequence[bytes] = (),
    limits: IntakeLimits = LIMITS,
) -> Report:
    """Return the report that a form makes: the struck text in it, the words as typed and the reporter in its personal part.

    Args:
        form: the filled-in form, as plain data or built.
        number: the report's number in the host's register: letters, digits, dots, hyphens, at most 40.
        now: the moment of registration, aware.
        terms_version: the version of the portal terms in force then.
        heads: the first 32 bytes or more of each attachment, in the form's order.
        limits: what the host takes in.

    Returns:
        The report. Giving personal data, in fields or in the words, is consent to contact (zał. 2 § 6 ust. 4), recorded
        with the moment and the version of the terms.

    Raises:
        InvalidReportError: for a form with faults; ``check_form`` lists them without raising.
        ValueError: for a naive moment or a number that does not fit.
    """
    require_aware(now)
    if not _fits_number(number):
        raise ValueError(f"a report's number is letters, digits, dots and hyphens, at most 40, not {number!r}")
    findings, filled = _examine(form, heads, limits)
    if filled is None:
        raise InvalidReportError(findings)
    typed = form if isinstance(form, Mapping) else to_data(form)
    apart = set_apart(filled, typed)
    consent = Consent(given_at=now, terms_version=terms_version) if apart.has_personal_data else None
    return Report(
        number=number,
        registered_at=now,
        terms_version=terms_version,
        kind=filled.kind,
        channel=filled.channel,
        language=filled.language,
        category=filled.category,
        description=apart.description,
        place=apart.place,
        attributes=apart.attributes,
        attachments=tuple(
            Attachment(f"{number}-{index}", media_type_of(head) or "", file.size)
            for index, (file, head) in enumerate(zip(filled.attachments, heads, strict=True), start=1)
        ),
        personal=attrs.evolve(apart.personal, consent=consent),
    )
