"""The facts at the top of a page, and the moments at which editions became available."""

import re
from datetime import UTC, date, datetime

import attrs
import pytest

from lckm_bip.pages.dates import available
from lckm_bip.pages.key_facts import key_facts
from lckm_core.publication import (
    Audience,
    Bullets,
    Entry,
    Projection,
    PublicationPeriod,
    Section,
    Text,
)

# 1 June, half past midnight in Łódź, and still May by UTC.
MOMENT = datetime(2026, 5, 31, 22, 30, tzinfo=UTC)
LOCAL = "2026-06-01T00:30:00+02:00"


@attrs.frozen
class Period:
    """What is asked of the period of an edition."""

    published_at: datetime | None = MOMENT
    first: date | None = None
    published_on: date | None = None


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Period(first=date(2026, 6, 1)), LOCAL),
        (Period(first=date(2026, 5, 31)), LOCAL),
        (Period(), LOCAL),
        (Period(first=date(2026, 6, 2)), "2026-06-02"),
        (Period(published_at=None, first=date(2026, 6, 1)), "2026-06-01"),
        (Period(published_at=None, published_on=date(2026, 5, 30)), "2026-05-30"),
        (Period(published_at=None), None),
    ],
)
def test_an_edition_was_available_from_its_moment_or_its_first_day(
    period: PublicationPeriod, expected: str | None
) -> None:
    assert available(period) == expected


def facts(*lines: str | Bullets) -> list[str]:
    """Return the lines of the fees at the top of a page whose fees are these lines."""
    blocks = tuple(Text(line) if isinstance(line, str) else line for line in lines)
    fees = Entry("fees", "Opłaty", blocks)
    projection = Projection(
        audience=Audience.BIP,
        on=date(2026, 6, 1),
        id="KA-00001",
        title="T",
        heading="T",
        online=False,
        sections=(Section("Opłaty", (fees,)),),
    )
    return re.findall(r"<dd[^>]*>([^<]*)", key_facts(projection))


def test_as_many_lines_as_fit_need_no_hint_and_one_more_does() -> None:
    assert facts("a", "b", "c") == ["a", "b", "c"]
    assert facts("a", "b", "c", "d") == ["a", "b", "c", "więcej poniżej"]


def test_the_items_of_a_list_are_lines() -> None:
    items = tuple(Text(letter) for letter in "abcd")
    assert facts(Bullets(items[:3])) == ["a", "b", "c"]
    assert facts(Bullets(items)) == ["a", "b", "c", "więcej poniżej"]


def test_a_long_line_is_only_hinted_at() -> None:
    assert facts("x" * 120) == ["x" * 120]
    assert facts("x" * 121) == ["więcej poniżej"]
    assert facts("a", "x" * 121) == ["a", "więcej poniżej"]
