"""Options that are tables: what does not fit is named, with what would."""

from datetime import date

import attrs
import pytest

from lckm_core.errors import InvalidSettingError
from lckm_core.ports import read_option, read_options
from lckm_core.text import Message


@attrs.frozen(kw_only=True)
class Notice:
    """A table of a test."""

    phone: str
    on: date
    status: str = attrs.field(default="full", validator=attrs.validators.in_(("full", "none")))
    faults: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    times: int = attrs.field(default=1)
    seconds: float = 1.0
    public: bool = False

    @times.validator
    def _is_some(self, _attribute: object, value: int) -> None:
        if value < 1:
            raise InvalidSettingError("times", Message("za mało", "too few"))


GOOD = {"phone": "42 638 44 44", "on": date(2026, 5, 4)}


def test_a_table_and_an_object_are_the_same():
    made = read_option(Notice, {**GOOD, "faults": ["a"], "seconds": 2}, "notice")
    assert made == Notice(phone="42 638 44 44", on=date(2026, 5, 4), faults=("a",), seconds=2)
    assert read_option(Notice, made, "notice") is made
    assert read_options(Notice, [GOOD, made], "notices")[1] is made


@pytest.mark.parametrize(
    ("faulty", "setting", "pl", "en"),
    [
        ({"phones": "1"}, "notice.phones", "Czy chodzi o phone? Są: phone, on", "mean phone?"),
        ({"telefon": "1"}, "notice.telefon", "Są: phone, on", "There are: phone, on"),
        ({"phone": None}, "notice.phone", "tekst", "text"),
        ({"phone": 42}, "notice.phone", "tekst", "text"),
        ({"on": "2026-05-04"}, "notice.on", "bez cudzysłowu", "without quotes"),
        ({"status": "czesciowo"}, "notice.status", '"full", "none"', 'one of: "full", "none"'),
        ({"status": []}, "notice.status", '"full", "none"', 'one of: "full", "none"'),
        ({"faults": "all"}, "notice.faults", "lista", "a list"),
        ({"times": True}, "notice.times", "liczba", "a whole number"),
        ({"times": 0}, "notice.times", "za mało", "too few"),
        ({"seconds": "1"}, "notice.seconds", "liczba", "a number"),
        ({"public": 1}, "notice.public", "true albo false", "true or false"),
    ],
)
def test_what_does_not_fit_is_named(faulty, setting, pl, en):
    with pytest.raises(InvalidSettingError) as refused:
        read_option(Notice, {**GOOD, **faulty}, "notice")
    assert refused.value.setting == setting
    assert pl in refused.value.because.pl
    assert en in refused.value.because.en
    assert "czesciowo" not in refused.value.text("en")


def test_what_is_missing_or_no_table_is_named():
    with pytest.raises(InvalidSettingError, match=r"notices\[2\]\.on: brakuje"):
        read_options(Notice, [GOOD, {"phone": "1"}], "notices")
    with pytest.raises(InvalidSettingError, match="notice: ma tu być tabela"):
        read_option(Notice, "42 638 44 44", "notice")
