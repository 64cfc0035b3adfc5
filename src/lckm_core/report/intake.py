"""From a form to a registered report: every fault at once, and personal data set apart from the start (zał. 2 § 6)."""

import re
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
from lckm_core.report.model import Attachment, Consent, Point, Report
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
    return _examined(form, heads, limits)[0]


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
    findings, filled = _examined(form, heads, limits)
    if filled is None:
        raise InvalidReportError(findings)
    typed = form if isinstance(form, Mapping) else to_data(form)
    apart = set_apart(filled, typed)
    consent = Consent(given_at=now, terms_version=terms_version) if apart.has_personal_data else None
    return Report(
        number=number,
        registered_at=now,
        terms_version=terms_version,
        kind=apart.kept.kind,
        channel=apart.kept.channel,
        language=apart.kept.language,
        category=apart.kept.category,
        description=apart.kept.description,
        place=apart.kept.place,
        attributes=apart.kept.attributes,
        attachments=tuple(
            Attachment(f"{number}-{index}", media_type_of(head) or "", file.size)
            for index, (file, head) in enumerate(zip(filled.attachments, heads, strict=True), start=1)
        ),
        personal=attrs.evolve(apart.personal, consent=consent),
    )


def _fits_number(number: str) -> bool:
    return NUMBER.pattern is not None and re.fullmatch(NUMBER.pattern, number) is not None and "\n" not in number


def _examined(
    form: Mapping[str, Any] | ReportForm, heads: Sequence[bytes], limits: IntakeLimits
) -> tuple[Findings, ReportForm | None]:
    """Return every fault of a form, and the form as built when there is none."""
    judged = judge(_given(form if isinstance(form, Mapping) else to_data(form)), ReportForm)
    if judged.findings:
        return Findings(judged.findings), None
    filled = build(judged.data, ReportForm)
    findings = Findings((*_attachment_faults(filled, heads, limits), *_place_faults(filled, limits)))
    return findings, None if findings.errors else filled


def _given(value: Any) -> Any:
    """Return *value* without what a web form sends for a field left empty: empty text, and parts with nothing in them."""
    if not isinstance(value, Mapping):
        return value
    filled = {key: _given(item) for key, item in value.items()}
    return {key: item for key, item in filled.items() if item not in ("", {}, None)}


def _attachment_faults(form: ReportForm, heads: Sequence[bytes], limits: IntakeLimits) -> Iterator[Finding]:
    count, most = len(form.attachments), limits.most_attachments
    if count > most:
        yield TOO_MANY.at(
            ("attachments",),
            Message(
                f"Załączników jest {count}, a może być najwyżej {most}. Usuń nadmiarowe.",
                f"There are {count} attachments; at most {most} may come. Remove some.",
            ),
        )
    allowed = ", ".join(sorted(limits.media_types))
    for index, file in enumerate(form.attachments):
        if file.size > limits.most_bytes:
            yield TOO_LARGE.at(
                ("attachments", index, "size"),
                Message(
                    f"Załącznik ma {file.size} bajtów, a może mieć najwyżej {limits.most_bytes}. Wyślij mniejszy.",
                    f"The attachment has {file.size} bytes; it may have {limits.most_bytes}. Send a smaller one.",
                ),
            )
        if media_type_of(heads[index] if index < len(heads) else b"") not in limits.media_types:
            yield OTHER_TYPE.at(
                ("attachments", index),
                Message(
                    f"Załącznik {index + 1} nie jest plikiem żadnego z typów: {allowed}. Wyślij zdjęcie albo PDF.",
                    f"Attachment {index + 1} is a file of none of these types: {allowed}. Send a picture or a PDF.",
                ),
            )


def _place_faults(form: ReportForm, limits: IntakeLimits) -> Iterator[Finding]:
    point = form.place.point if form.place else None
    if point is not None and point not in limits.area:
        yield OUTSIDE.at(
            ("place", "point"),
            Message(
                "Punkt na mapie leży poza obszarem, z którego przyjmuje się zgłoszenia. Wskaż miejsce w mieście.",
                "The point lies outside the area that reports are taken from. Point at a place in the city.",
            ),
        )
