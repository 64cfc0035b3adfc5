"""docs/decisions/0021-an-amendment-tried.md is true: its lines, put into a copy, do what it
says, and fail the tests that it names.
"""

import json
import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from copying import ROOT, copied, made_anew, put

PAGE = (ROOT / "docs" / "decisions" / "0021-an-amendment-tried.md").read_text(encoding="utf-8")
LINES = re.findall(r"^```diff\n\+\+\+ (\S+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
MADE = set(re.findall(r"^- `(\S+)`$", PAGE, re.MULTILINE))
FAILING = re.findall(r"^\| `(tests/\S+)` \|", PAGE, re.MULTILINE)

pytestmark = pytest.mark.slow(
    reason="changes copies of the repository; a field that is added to one, in "
    "test_contributing.py, stands for them",
    weekly=True,
)

FORM = """
import json
from datetime import UTC, date, datetime
from pathlib import Path
import yaml
from lckm_core import Audience, check, first_clean_day, project
from lckm_core.procedures import from_data

data = yaml.safe_load(Path("tests/files/accepted/minimal.yaml").read_text(encoding="utf-8"))
titles = [
    [one.message for one in check(data | {"title": "Wydanie " + "x" * more})] for more in (192, 193)
]
data |= {"call_centre": {"substitute_phone": "42 638 44 44"}}

def shown(audience):
    sections = project(from_data(data), audience, on=date(2027, 3, 1)).to_data()["sections"]
    entries = [entry for section in sections for entry in section["entries"]]
    return any(entry["key"] == "call_centre.substitute_phone" for entry in entries)

print(json.dumps({
    "titles": titles,
    "shown": [audience.value for audience in Audience if shown(audience)],
    "wrong": [one.code for one in check(data | {"call_centre": {"substitute_phone": "98"}})],
    "clean": [
        str(first_clean_day(datetime(2027, month, day, 12, tzinfo=UTC)))
        for month, day in ((2, 28), (3, 1))
    ],
}))
"""

STORE = """
import sys
from datetime import UTC, datetime
from lckm_core import register
from lckm_core.delivery import Mailbox, open_dispatch
from lckm_sql import SqlAdapter

adapter = SqlAdapter(url="sqlite:///reports.sqlite")

def add(now):
    number = adapter.reports.next_number(now)
    form = {"description": "Nie świeci.", "reporter": {"phone": "600 100 200"}}
    report = register(form, number=number, now=now, terms_version="1")
    mailbox = Mailbox("Zarząd Dróg", "zdit@example.org")
    adapter.reports.add(report, open_dispatch(number, mailbox, now=now))

def erased(*day):
    return adapter.reports.erase_due(now=datetime(*day, 12, tzinfo=UTC))

if sys.argv[1] == "before":
    add(datetime(2027, 2, 15, 12, tzinfo=UTC))
else:
    add(datetime(2027, 3, 15, 12, tzinfo=UTC))
    print([erased(2027, 8, 31), erased(2027, 9, 1), erased(2027, 12, 31), erased(2028, 1, 1)])
adapter.close()
"""


@pytest.fixture
def copy(tmp_path):
    return copied(tmp_path)


def amend(folder):
    for name, diff in LINES:
        put(folder / name, diff)


def test_the_lines_are_all_that_is_written_by_hand(copy):
    folder, run = copy
    amend(folder)
    assert made_anew(folder, run) == MADE
    done = run("-c", FORM)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["titles"][0] == []
    (too_long,) = seen["titles"][1]
    assert "201 znaków ze spacjami, a może mieć najwyżej 200" in too_long
    assert seen["shown"] == ["call-centre", "editors"]
    assert seen["wrong"] == ["LCKM-P035"]
    assert seen["clean"] == ["2027-09-01", "2028-01-01"]
    hint = json.loads((folder / "schemas" / "procedure.schema.json").read_text("utf-8"))[
        "properties"
    ]["title"]
    assert "200 znaków" in hint["description"]
    assert "160" not in hint["description"]


def test_what_is_stored_keeps_the_term_it_had(copy):
    folder, run = copy
    done = run("-c", STORE, "before")
    assert done.returncode == 0, done.stderr
    amend(folder)
    done = run("-c", STORE, "after")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[0, 1, 0, 1]"


def test_what_is_forgotten_is_told_by_the_tests_that_are_named(copy):
    folder, run = copy
    amend(folder)
    asked = run("-m", "pytest", "-q", "-p", "no:cacheprovider", *FAILING)
    failed = set(re.findall(r"^FAILED (\S+?)(?:\[| |$)", asked.stdout, re.MULTILINE))
    assert len(FAILING) > 1
    assert failed == set(FAILING), asked.stdout[-3000:]
