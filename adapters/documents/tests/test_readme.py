"""README.md names every kind of finding with its severity, every option, and is held to what
it says of limits.
"""

import re
from pathlib import Path

from lckm_core import kinds
from lckm_core.law import provision
from lckm_documents import limits
from lckm_documents.commands.files import check
from lckm_documents.finding_kinds import ACCESSIBLE, KINDS

TEXT = (Path(__file__).parents[1] / "README.md").read_text("utf-8")


def test_every_kind_of_finding_has_a_row_with_its_severity():
    rows = re.findall(r"^\| (LCKM-F\d+) \| (\w+): ", TEXT, re.MULTILINE)
    assert rows == [(kind.code, str(kind.severity)) for kind in KINDS]


def test_the_provisions_are_as_it_says():
    assert "F101–F115 rest on zał. 2 § 9 ust. 4" in TEXT
    assert [kind.code[-4:] for kind in KINDS if kind.cites == ACCESSIBLE] == [
        f"F{number}" for number in range(101, 116)
    ]


def test_nothing_that_concerns_accessibility_can_be_lifted():
    assert not [kind.code for kind in KINDS if kind.liftable]


def test_every_option_has_a_row():
    assert check.params
    for parameter in check.params:
        name = parameter.opts[-1] if parameter.param_type_name == "option" else "FOLDER…"
        assert name == "--lang" or f"| `{name}" in TEXT, name


def test_the_limits_are_as_it_says():
    assert f"{limits.SECONDS} s and {limits.MEMORY // 1024**3} GB" in TEXT


def test_every_kind_rests_on_a_provision_of_the_ordinance():
    assert {provision(kind.cites).id for kind in KINDS} == {
        "zał. 2 § 9 ust. 3",
        "zał. 2 § 9 ust. 4",
    }


def test_no_code_is_one_of_the_cores():
    assert not {kind.code for kind in KINDS} & {kind.code for kind in kinds()}
