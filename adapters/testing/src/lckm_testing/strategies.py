"""Hypothesis strategies: procedures, forms of reports, reports and moments.

All but the moments are derived from the marks of their forms, so a new field needs no line here.
"""

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from lckm_core.calendar import warsaw
from lckm_core.fields import object_shape
from lckm_core.forms import build
from lckm_core.procedures import from_data
from lckm_core.procedures.template import Procedure
from lckm_core.reports import INTAKE_LIMITS, Report, ReportForm, anonymise, register, withdraw
from lckm_testing.field_strategies import shaped

__all__ = ["JPEG", "moments", "procedure_data", "procedures", "report_forms", "reports", "shaped"]

JPEG = b"\xff\xd8\xff"
"""How a picture begins: what each attachment of a form made here may be taken to be."""
_ZONES: tuple[tzinfo, ...] = (
    UTC,
    warsaw(),
    ZoneInfo("America/New_York"),
    timezone(timedelta(hours=14)),
    timezone(timedelta(hours=-12)),
    timezone(timedelta(hours=5, minutes=45)),
)
_AROUND = tuple(
    timedelta(microseconds=distance) for distance in (0, -1, 1, -1_000_000, 3_600_000_000)
)


def procedure_data() -> st.SearchStrategy[Any]:
    """Return a strategy for procedures as plain data, with any of the optional fields."""
    return shaped(object_shape(Procedure))


def procedures() -> st.SearchStrategy[Procedure]:
    """Return a strategy for well-shaped procedures; rules across fields may find faults."""
    return procedure_data().map(from_data)


def moments(
    first: date = date(2000, 1, 1), last: date = date(2099, 12, 31)
) -> st.SearchStrategy[datetime]:
    """Return a strategy for aware moments in several zones, many near midnight in Warsaw.

    Args:
        first: no moment lies before this day in Europe/Warsaw.
        last: no moment lies after it.
    """
    days = st.dates(first, last)
    months = st.builds(lambda day: max(day.replace(day=1), first), days)
    clock = st.times() | st.just(time(0))
    begun = st.builds(lambda day, at: datetime.combine(day, at, warsaw()), days | months, clock)
    beside = st.builds(
        lambda moment, distance: moment.astimezone(UTC) + distance, begun, st.sampled_from(_AROUND)
    )
    inside = beside.filter(lambda moment: first <= moment.astimezone(warsaw()).date() <= last)
    return st.builds(lambda moment, zone: moment.astimezone(zone), inside, st.sampled_from(_ZONES))


def report_forms() -> st.SearchStrategy[ReportForm]:
    """Return a strategy for forms that :func:`lckm_core.register` accepts by its own limits."""
    return (
        shaped(object_shape(ReportForm))
        .map(_within_limits)
        .map(lambda data: build(data, ReportForm))
    )


def _within_limits(data: dict[str, Any]) -> dict[str, Any]:
    """Return the form with its point in the area, small files and unique attributes."""
    made = dict(data)
    if point := data.get("place", {}).get("point"):
        area = INTAKE_LIMITS.area
        moved = {
            "latitude": area.south + (area.north - area.south) * (point["latitude"] + 90) / 180,
            "longitude": area.west + (area.east - area.west) * (point["longitude"] + 180) / 360,
        }
        made["place"] = data["place"] | {"point": moved}
    if "attachments" in data:
        made["attachments"] = [
            file | {"size": min(file["size"], INTAKE_LIMITS.most_bytes)}
            for file in data["attachments"]
        ]
    if "attributes" in data:
        made["attributes"] = list(
            {attribute["name"]: attribute for attribute in data["attributes"]}.values()
        )
    return made


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Draw a report fresh from intake, with consent withdrawn, or anonymised."""
    form, now = draw(report_forms()), draw(moments())
    number = f"ZG-{now.year}-{draw(st.integers(1, 999_999)):06}"
    version = draw(st.sampled_from(("1", "2023-01-19")))
    report = register(
        form, number=number, now=now, terms_version=version, heads=[JPEG] * len(form.attachments)
    )
    later = now + draw(st.timedeltas(timedelta(0), timedelta(days=200)))
    return draw(st.sampled_from((report, withdraw(report, now=later), anonymise(report))))
