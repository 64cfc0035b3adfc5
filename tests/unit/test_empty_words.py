"""What the schema takes for an empty word, the reader takes for it as well (found by fuzzing)."""

from pathlib import Path

import pytest

from lckm_core import check, read

MINIMAL = read((Path(__file__).parents[1] / "files" / "accepted" / "minimal.yaml").read_bytes()).data


@pytest.mark.parametrize(("spaces", "codes"), [(1, set()), (8, set()), (60, set())])
def test_however_many_spaces_stand_between(spaces, codes):
    text = "nie" + " " * spaces + "dotyczy"
    assert {finding.code for finding in check(MINIMAL | {"appointments": text})} == codes
