"""The page of the adapter is true: its commands make, in a real Request Tracker, what the
adapter needs.
"""

import subprocess
from pathlib import Path

import pytest

from lckm_core.delivery import Accepted, Answer
from lckm_request_tracker import RequestTrackerAdapter
from tests.helpers.pages_of_docs import blocks

REAL = pytest.mark.slow(reason="the commands of a page, in Request Tracker itself")
_PAGE = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


@REAL
@pytest.mark.parametrize("rt", ["real"], indirect=True)
def test_what_its_commands_make_is_enough(desk, ticket, tmp_path):
    (tmp_path / "lckm.initialdata").write_text(blocks(_PAGE, "perl")[0], encoding="utf-8")
    done = subprocess.run(
        ["sh", "-e", "-c", blocks(_PAGE, "sh")[0]],
        cwd=tmp_path,
        env=desk.rt.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    token = done.stdout.splitlines()[-1]
    helpdesk = RequestTrackerAdapter(
        url=desk.line.url, token=token, queue="Zgłoszenia ŁCKM", plain_http=True
    ).helpdesk
    one = ticket()
    assert helpdesk.find(one) is Answer.NOT_THERE
    filed = helpdesk.file(one)
    assert isinstance(filed, Accepted)
    desk.rest("PUT", f"/ticket/{filed.reference}", {"Queue": "Bez pola"})
    assert helpdesk.find(one) == filed
    desk.rest("PUT", f"/ticket/{filed.reference}", {"Queue": "Zgłoszenia ŁCKM"})
    assert filed.reference is not None
    assert helpdesk.close(helpdesk.status(filed.reference)).status == "resolved"
