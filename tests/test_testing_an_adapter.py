"""docs/testing-an-adapter.md is true: its mailer, put beside its test, keeps the contract over
a real mail server.
"""

import re
from pathlib import Path

import pytest

from tests.helpers.copied_process import run_pytest

PAGE = Path(__file__).parent.parent / "docs" / "testing-an-adapter.md"
_BLOCK = re.compile(r"^```py\n# (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(tmp_path):
    """The page's files, where its reader would put them."""
    for name, text in _BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.slow(
    reason="runs a whole contract; the example of test_writing_an_adapter.py stands for it"
)
def test_the_mailer_keeps_the_contract(folder):
    pytest.importorskip(
        "aiosmtpd", reason="the page's mail server, which adapters of mail bring with their tests"
    )
    run = run_pytest(folder, "-q", "test_post.py", path=[folder])
    assert run.returncode == 0, run.stdout
    assert "skipped" not in run.stdout


def test_the_page_names_every_capability_and_fixture():
    """Of each contract, those that it asks for."""
    import lckm_testing
    from lckm_testing import Contract
    from lckm_testing.contracts import capabilities

    rows = dict(
        re.findall(r"^\| `(\w+Contract)` \|(.*)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    )
    contracts = [
        getattr(lckm_testing, name) for name in lckm_testing.__all__ if name.endswith("Contract")
    ]
    for contract in contracts:
        if contract is not Contract:
            named = set(re.findall(r"`(\w+)`", rows.pop(contract.__name__)))
            assert named >= set(capabilities(contract)), contract.__name__
    assert rows == {}
