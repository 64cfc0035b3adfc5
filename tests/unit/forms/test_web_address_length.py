"""How long a web address may be: the schema counts it, and the message says so."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from lckm_core import check

MINIMAL = yaml.safe_load(
    (Path(__file__).parents[2] / "files" / "accepted" / "minimal.yaml").read_text("utf-8")
)


def messages(link: str) -> list[str]:
    document: dict[str, Any] = {**MINIMAL, "appointments": {"ways": [{"link": link}]}}
    return [
        finding.text("en")
        for finding in check(document)
        if finding.path == "/appointments/ways/0/link"
    ]


@pytest.mark.parametrize("host", ["https://lodz.pl/", "https://lodz.pl?", "https://lodz.pl#ż"])
def test_up_to_two_thousand_characters(host):
    assert messages(host.ljust(2000, "x")) == []


def test_one_more_is_too_long():
    (message,) = messages("https://lodz.pl/".ljust(2001, "x"))
    assert message == (
        "Field “link”: the text has 2001 characters with spaces; the limit is 2000. Shorten it by "
        "1 character."
    )


def test_no_address_and_too_long_are_told_apart():
    assert len(messages("lodz.pl".ljust(2001, "x"))) == 2
