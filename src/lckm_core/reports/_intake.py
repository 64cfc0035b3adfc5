"""Intake: checking a form and registering it as a report (zał. 2 § 6)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import attrs

from lckm_core.calendar import require_aware
from lckm_core.errors import LckmError
from lckm_core.findings import Finding, Findings, kind
from lckm_core.forms import Judged, build, checked_by, judge, to_data
from lckm_core.law import cites
from lckm_core.reports._contact import contact_findings, with_contact_in_words
from lckm_core.reports._form import ReportForm
from lckm_core.reports._key_encoding import file_reference, is_report_number
from lckm_core.reports._media_types import MEDIA_TYPES, media_type_of
from lckm_core.reports._model import Attachment, Consent, RedactedRepr, Report
from lckm_core.reports._separation import RedactedTexts, SeparatedReport, separate
from lckm_core.text import BYTES, Message, counted, without_invisible

_CITES = "zał. 2 § 6 ust. 1"
TOO_MANY = kind("LCKM-Z010", _CITES, Message("za dużo załączników", "too many attachments"))
TOO_LARGE = kind(
    "LCKM-Z011", _CITES, Message("załącznik za duży", "an attachment that is too large")
)
OTHER_TYPE = kind(
    "LCKM-Z012", _CITES, Message("załącznik innego typu", "an attachment of another type")
)
OUTSIDE = kind(
    "LCKM-Z013", "zał. 2 § 2 pkt 10", Message("punkt poza miastem", "a point outside the city")
)
MANY_ATTRIBUTES = kind("LCKM-Z014", _CITES, Message("za dużo cech", "too many attributes"))
SAME_ATTRIBUTE = kind(
    "LCKM-Z015", _CITES, Message("cecha podana dwa razy", "an attribute given twice")
)


@attrs.frozen
class Area:
    """A rectangle on the map, edges included.

    Args:
        south: its lowest latitude, in degrees of WGS 84.
        west: its lowest longitude.
        north: its highest latitude.
        east: its highest longitude.
    """

    south: float
    west: float
    north: float
    east: float

    def holds(self, latitude: float, longitude: float) -> bool:
        """Return whether the point lies in the area."""
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east


@attrs.frozen
class IntakeLimits:
    """What a host accepts.

    Args:
        area: where the place of a report may be.
        most_attachments: the greatest number of attachments.
        most_bytes: the greatest size of an attachment.
        media_types: the types of attachments.
        most_attributes: the greatest number of attributes.
    """

    area: Area = Area(51.68, 19.32, 51.87, 19.65)
    most_attachments: int = 5
    most_bytes: int = 10_000_000
    media_types: frozenset[str] = MEDIA_TYPES
    most_attributes: int = 20


INTAKE_LIMITS = IntakeLimits()
"""The default limits; the area is a rectangle around Łódź."""


@attrs.frozen(str=False)
class InvalidReportError(LckmError):
    """A form has errors, so no report is registered.

    ``findings`` holds them all; none quotes a personal datum.
    """

    findings: Findings

    @property
    def message(self) -> Message:
        """Every error with its place, in both languages."""
        count = len(self.findings.errors)
        return Message(
            f"Formularz zgłoszenia ma błędy ({count}). Popraw je: {self.findings.listed('pl')}",
            f"The report form has errors ({count}). Fix them: {self.findings.listed('en')}",
        )


@cites("zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 3")
def check_report_form(
    form: Mapping[str, Any] | ReportForm,
    *,
    heads: Sequence[bytes] | None = None,
    limits: IntakeLimits = INTAKE_LIMITS,
) -> Findings:
    """Return everything that is wrong with a form of a report.

    Args:
        form: the filled-in form, as plain data or built; empty and blank fields count as not
            given.
        heads: the first 32 bytes or more of each attachment, in the form's order, to tell its
            type. Without them the types are not checked.
        limits: what the host accepts.

    Returns:
        The findings, none of which quotes a personal datum. Provision: zał. 2 § 6 ust. 1.

    Raises:
        ValueError: for more heads than the form has attachments.
        TypeError: for heads that are not bytes.
    """
    findings, _ = _check_form(form, heads, limits)
    return findings


@cites("zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 3", "zał. 2 § 6 ust. 4")
def register(
    form: Mapping[str, Any] | ReportForm,
    *,
    number: str,
    now: datetime,
    terms_version: str,
    heads: Sequence[bytes] = (),
    limits: IntakeLimits = INTAKE_LIMITS,
) -> Report:
    """Return the redacted report made of a form, with its personal part.

    Args:
        form: the filled-in form, as plain data or built.
        number: the report's number in the host's register: letters, digits, dots, slashes and
            hyphens, at most 40.
        now: the moment of registration, aware.
        terms_version: the version of the portal terms in force then.
        heads: the first 32 bytes or more of each attachment, in the form's order.
        limits: what the host accepts.

    Returns:
        The report. Giving personal data, in fields or in the words, is consent to contact (zał. 2
        § 6 ust. 4), recorded with the moment and the version of the terms.

    Raises:
        InvalidReportError: for a form with errors; ``check_report_form`` lists them without
            raising.
        ValueError: for a naive moment, an invalid number, a version of the terms that is blank or
            longer than a line, or more heads than attachments.
        TypeError: for a date as the moment, and for a number, version or heads of another type.
    """
    require_aware(now)
    _require_text(number, "number")
    _require_text(terms_version, "terms_version")
    if not is_report_number(number):
        raise ValueError(
            "a report's number is letters, digits, dots, slashes and hyphens, at most 40, "
            f"not {number!r}"
        )
    if terms_version.splitlines() != [terms_version] or not terms_version.strip():
        raise ValueError(
            "terms_version= names the portal terms in force, on one line, for consent is given to "
            "them"
        )
    findings, filled = _check_form(form, heads, limits)
    if filled is None:
        raise InvalidReportError(findings)
    separated = _separated(filled, form)
    consent = Consent(given_at=now, terms_version=terms_version) if separated.has_own_data else None
    return Report(
        number=number,
        registered_at=now,
        terms_version=terms_version,
        kind=separated.form.kind,
        channel=separated.form.channel,
        language=separated.form.language,
        category=separated.form.category,
        description=separated.form.description,
        place=separated.form.place,
        attributes=separated.form.attributes,
        attachments=tuple(
            Attachment(file_reference(number, index), media_type_of(head) or "", file.size)
            for index, (file, head) in enumerate(
                zip(filled.attachments, heads, strict=True), start=1
            )
        ),
        personal=attrs.evolve(separated.personal, consent=consent),
    )


@attrs.frozen(repr=False)
class RedactedForm(RedactedRepr):
    """A form as it would stay once registered.

    Args:
        findings: everything that is wrong with the form.
        form: the redacted form without its reporter; ``None`` when the form has errors.
        texts: its texts, with what is redacted in each; ``None`` when the form has errors.
    """

    findings: Findings
    form: ReportForm | None = None
    texts: RedactedTexts | None = None


@cites("zał. 2 § 6 ust. 5")
def redact_form(
    form: Mapping[str, Any] | ReportForm,
    *,
    heads: Sequence[bytes] | None = None,
    limits: IntakeLimits = INTAKE_LIMITS,
) -> RedactedForm:
    """Return what would stay of a form, exactly as :func:`register` would redact it.

    Arguments and exceptions as for :func:`check_report_form`. Provision: zał. 2 § 6 ust. 5.
    """
    findings, filled = _check_form(form, heads, limits)
    if filled is None:
        return RedactedForm(findings)
    separated = _separated(filled, form)
    return RedactedForm(findings, separated.form, separated.texts)


def _separated(filled: ReportForm, form: Mapping[str, Any] | ReportForm) -> SeparatedReport:
    """Return a built form in two parts; *form* is what it was built from."""
    return separate(filled, form if isinstance(form, Mapping) else to_data(form))


def _require_text(value: object, name: str) -> None:
    if not isinstance(value, str):
        raise TypeError(f"{name}= takes text, not {type(value).__name__}")


def _check_form(
    form: Mapping[str, Any] | ReportForm, heads: Sequence[bytes] | None, limits: IntakeLimits
) -> tuple[Findings, ReportForm | None]:
    """Return the findings of a form, and the built form if it has no errors."""
    if not all(isinstance(head, bytes | bytearray | memoryview) for head in heads or ()):
        raise TypeError("heads= takes the first bytes of each attachment, not text")
    data = form if isinstance(form, Mapping) else to_data(form)
    judged = judge(with_contact_in_words(without_empty(data)), ReportForm)
    findings = Findings(
        (
            *judged.findings,
            *_check_attachments(judged, heads, limits),
            *_check_attributes(judged, limits),
            *_check_place(judged, limits),
            *contact_findings(
                email=_valid(judged, "reporter", "email"), phone=_valid(judged, "reporter", "phone")
            ),
        ),
        form=ReportForm,
    )
    return findings, None if findings.errors else build(judged.data, ReportForm)


# How deep the form goes: form, list, item, value. What is nested deeper is left to `judge`.
_DEPTH = 4


def without_empty(value: Any, depth: int = _DEPTH) -> Any:
    """Return *value* without blank text and parts with nothing else in them.

    A web form sends such values for fields left empty. Items of lists keep their positions, so that
    findings point where the caller looks.
    """
    if depth and isinstance(value, Mapping):
        filled = {key: without_empty(item, depth - 1) for key, item in value.items()}
        return {
            key: item
            for key, item in filled.items()
            if item is not None and item != "" and item != {}
        }
    if depth and isinstance(value, list | tuple):
        return [without_empty(item, depth - 1) for item in value]
    return "" if isinstance(value, str) and not without_invisible(value).strip() else value


def _valid(judged: Judged, *path: str | int) -> Any:
    """Return the value at *path*, or ``None`` where it is missing or faulty."""
    if any(path[: len(fault)] == fault for fault in judged.faulty):
        return None
    value = judged.data
    for step in path:
        value = value[step] if isinstance(step, int) else value.get(step)
        if value is None:
            return None
    return value


def _check_attachments(
    judged: Judged, heads: Sequence[bytes] | None, limits: IntakeLimits
) -> Iterator[Finding]:
    files = _valid(judged, "attachments") or []
    most = limits.most_attachments
    if heads is not None and len(heads) > len(files):
        raise ValueError(f"{len(heads)} files came with a form that names {len(files)}")
    if len(files) > most:
        yield TOO_MANY.at(
            ("attachments",),
            Message(
                f"Załączników jest {len(files)}, a może być najwyżej {most}. Usuń nadmiarowe.",
                f"There are {len(files)} attachments; at most {most} are allowed. Remove some.",
            ),
        )
    allowed = ", ".join(sorted(limits.media_types))
    for index in range(min(len(files), most)):
        size = _valid(judged, "attachments", index, "size")
        if size is not None and size > limits.most_bytes:
            most_bytes = counted(limits.most_bytes, BYTES)
            yield TOO_LARGE.at(
                ("attachments", index, "size"),
                Message(
                    f"Załącznik {index + 1} ma więcej niż {most_bytes.pl}. Wyślij mniejszy.",
                    f"Attachment {index + 1} has more than {most_bytes.en}. Send a smaller one.",
                ),
            )
        if heads is None:
            continue
        head = heads[index] if index < len(heads) else b""
        if media_type_of(head) not in limits.media_types:
            yield OTHER_TYPE.at(
                ("attachments", index),
                Message(
                    f"Załącznik {index + 1} nie jest plikiem żadnego z typów: {allowed}. "
                    "Wyślij zdjęcie albo PDF.",
                    f"Attachment {index + 1} is a file of none of these types: {allowed}. "
                    "Send a picture or a PDF.",
                ),
            )


def _check_attributes(judged: Judged, limits: IntakeLimits) -> Iterator[Finding]:
    attributes = _valid(judged, "attributes") or []
    most = limits.most_attributes
    if len(attributes) > most:
        yield MANY_ATTRIBUTES.at(
            ("attributes",),
            Message(
                f"Cech jest {len(attributes)}, a może być najwyżej {most}. Usuń nadmiarowe.",
                f"There are {len(attributes)} attributes; at most {most} are allowed. Remove some.",
            ),
        )
        return
    names: set[str] = set()
    for index in range(len(attributes)):
        name = _valid(judged, "attributes", index, "name")
        if name in names:
            yield SAME_ATTRIBUTE.at(
                ("attributes", index, "name"),
                Message(
                    f"Cecha {index + 1} ma tę samą nazwę co wcześniejsza. Zostaw jedną z nich.",
                    f"Attribute {index + 1} has the name of an earlier one. Keep one of the two.",
                ),
            )
        elif name is not None:
            names.add(name)


def _check_place(judged: Judged, limits: IntakeLimits) -> Iterator[Finding]:
    latitude = _valid(judged, "place", "point", "latitude")
    longitude = _valid(judged, "place", "point", "longitude")
    if latitude is None or longitude is None:
        return
    if not limits.area.holds(latitude, longitude):
        yield OUTSIDE.at(
            ("place", "point"),
            Message(
                "Punkt na mapie leży poza obszarem, z którego przyjmuje się zgłoszenia. "
                "Wskaż miejsce w mieście.",
                "The point lies outside the area that reports are accepted from. "
                "Choose a place in the city.",
            ),
        )


# The form cannot name its own check without a circle of imports.
checked_by(ReportForm, lambda data, _directory, _requested_on: check_report_form(data))
