"""What a program hands in wrongly is told in a sentence, at once, and not by a fault deep inside."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml

from lckm_core import Audience, UnreadableFileError, check, check_file, project, read

MINIMAL = yaml.safe_load((Path(__file__).parents[1] / "files" / "accepted" / "minimal.yaml").read_bytes())


@pytest.mark.parametrize("source", [None, Path("KA-01478.yaml"), bytearray(b"id: x"), 7])
def test_a_source_that_is_no_text(source):
    with pytest.raises(TypeError, match=rf"text or bytes of a file, not {type(source).__name__}: pass path.read_bytes"):
        read(source)


@pytest.mark.parametrize("name", ["samples/procedures/KA-01478.yaml", "opis.yml", "C:opis.json"])
def test_a_name_in_place_of_content(name):
    with pytest.raises(UnreadableFileError) as caught:
        read(name)
    assert "Stoi tu sama nazwa pliku" in caught.value.text()
    assert "name of a file where its content should stand" in caught.value.text("en")


def test_another_text_is_no_name():
    with pytest.raises(UnreadableFileError) as caught:
        read("Wydanie zaświadczenia")
    assert "nazwa pliku" not in caught.value.text()


def test_an_unknown_syntax():
    with pytest.raises(ValueError, match="“yaml” or “json”, not 'toml'"):
        read("{}", syntax="toml")


def test_an_unknown_purpose():
    with pytest.raises(ValueError, match="document, form, not 'foo'"):
        check_file("x.pdf", b"", "foo")


@pytest.mark.parametrize("day", ["2020-01-01", datetime(2020, 1, 1, tzinfo=UTC), 7])
def test_a_day_of_the_request_that_is_none(day):
    with pytest.raises(TypeError, match=rf"requested_on= takes a day \(datetime.date\), not {type(day).__name__}"):
        check(MINIMAL, requested_on=day)


@pytest.mark.parametrize("window", [{}, {"valid_to": "2027-01-01"}])
def test_a_day_of_showing_that_is_none(window):
    procedure = read(yaml.safe_dump(MINIMAL | window)).procedure()
    with pytest.raises(TypeError, match=r"on= takes a day \(datetime.date\), not str"):
        project(procedure, Audience.PORTAL, on="2026-01-01")
    assert project(procedure, Audience.PORTAL, on=date(2026, 1, 1)) is not None


@pytest.mark.parametrize("known", [["KA-01492"], [{"id": "KA-01492"}]])
def test_numbers_where_procedures_are_known(known):
    with pytest.raises(TypeError, match="known= takes procedures"):
        check(MINIMAL, known=known)
