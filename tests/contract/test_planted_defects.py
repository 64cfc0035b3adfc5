"""Adapters broken on purpose are each caught by the test that is named for them."""

from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import defective_finding  # noqa: F401  what they plant is in the dictionaries below
import defective_others  # noqa: F401
import defective_refusals  # noqa: F401
import defective_report_finder  # noqa: F401
import defective_report_search  # noqa: F401
import defective_reports  # noqa: F401
import defective_requests  # noqa: F401
import defective_trail_finder  # noqa: F401
import pytest
from planting import CAUGHT_BY, PLANTED

from tests.helpers.copied_process import run_pytest
from tests.helpers.once import once
from tests.helpers.rows import in_one_test, some_in_every_change

HERE = Path(__file__).parent
WAITING = [
    defect
    for defect, test in CAUGHT_BY.items()
    if any(word in test for word in ("killed", "wait_for_ever", "two_processes"))
]
"""Those whose test kills or waits: together they take ten times as long as all others."""
QUICK = [defect for defect in CAUGHT_BY if defect not in WAITING]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory, request):
    """Run the named test of each defect, all in one process, and return what became of each."""
    specs = [getattr(item, "callspec", None) for item in request.session.items]
    tried = {spec.params["defect"] for spec in specs if spec and "defect" in spec.params}
    tried.update(QUICK)
    _, found = once(tmp_path_factory, "defects", partial(_outcomes, tried))
    return found


def _outcomes(tried, folder):
    tests = [f"{HERE / 'every_defect.py'}::{one}::{CAUGHT_BY[one]}" for one in sorted(tried)]
    root = HERE.parent.parent
    arguments = ["-q", f"--junitxml={folder / 'run.xml'}", f"--basetemp={folder / 'temp'}"]
    # Of a failure only that there was one is read, and none of the values that led to it.
    arguments += ["--tb=no", "--show-capture=no", "--assert=plain", "--rootdir", str(root)]
    run = run_pytest(root, *arguments, *tests)
    assert run.returncode == 1, run.stdout
    found = {}
    for case in ElementTree.parse(folder / "run.xml").iter("testcase"):
        key = case.get("classname").rpartition(".")[2], case.get("name").partition("[")[0]
        kinds = {child.tag for child in case} & {"failure", "error", "skipped"}
        found.setdefault(key, set()).update(kinds or {"passed"})
    return found


@in_one_test("defect", QUICK)
def test_each_defect_is_caught(defect, outcomes):
    require_caught(defect, outcomes)


@pytest.mark.parametrize(
    "defect",
    some_in_every_change(WAITING, 1, -1, reason="two of them stand for those that wait or kill"),
    ids=lambda name: name.removeprefix("Test"),
)
def test_a_defect_that_is_waited_for_is_caught(defect, outcomes):
    require_caught(defect, outcomes)


def require_caught(defect, outcomes):
    """Require a failure, and not that the test could not be run at all."""
    seen = outcomes[defect, CAUGHT_BY[defect]]
    assert "failure" in seen
    assert not {"error", "skipped"} & seen


def test_there_are_many_and_each_contract_has_some():
    contracts = {
        base.__name__
        for held in PLANTED.values()
        for base in held.__mro__
        if base.__module__.startswith("lckm_testing")
    }
    assert len(PLANTED) >= 25
    assert contracts >= {
        "ProcedureStoreContract",
        "NoticeStoreContract",
        "ReportStoreContract",
        "RequestStoreContract",
        "AttachmentStoreContract",
        "RouteSourceContract",
        "MailContract",
        "HelpdeskContract",
        "ExportContract",
        "EventsContract",
        "RulesContract",
        "DocumentStoreContract",
        "ScannerContract",
        "SearchContract",
        "TrailFinderContract",
    }
