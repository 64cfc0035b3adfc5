"""Each code of the import has a file that it rejects, and that file has no other code of the
import.
"""

import re
import shutil
from pathlib import Path

import pytest
from an_office import EVERYWHERE, STAFF
from making_books import book

from lckm_editorial.batch_import.finding_kinds import KINDS
from tests.helpers.rows import some_in_every_change

FILES = sorted((Path(__file__).parent / "files" / "rejected").iterdir())
MADE_WHEN_TESTED = {"LCKM-I002", "LCKM-I010"}
"""A file beyond a limit, and one from before the call centre changed its field (test_import),
are made by the tests.
"""


def codes(output):
    return set(re.findall(r"LCKM-I\d\d\d", output))


@pytest.mark.parametrize(
    "path",
    some_in_every_change(FILES, 0, -1, reason="each code; two stand for them"),
    ids=lambda path: path.name,
)
def test_a_file_is_rejected_for_its_code_alone(office, run, path):
    copied = office.folder / f"a{path.suffix}"  # whose name has no code
    source, options = shutil.copy(path, copied), ()
    if path.suffix == ".yaml":  # a mapping
        source = book(office.folder / "b.xlsx", [["id", "title"], ["KA-00001", "Tytuł"]])
        options = ("--mapping", copied)
    done = run("import", source, *options, "--dry-run", "--asked-by", EVERYWHERE, "--as", STAFF)
    assert codes(done.output) == {path.name[:9]}, done.output
    assert office.centre().plugins.procedures.editions("KA-00001") == ()


def test_a_list_beyond_the_limit(office, run):
    (office.folder / "a.json").write_text(f"[{','.join(['{}'] * 20_001)}]", encoding="utf-8")
    done = run("import", "a.json", "--as", STAFF)
    assert (done.exit_code, codes(done.output), "20000" in done.output) == (2, {"LCKM-I002"}, True)


def test_every_code_has_a_file():
    assert {path.name[:9] for path in FILES} | MADE_WHEN_TESTED == {kind.code for kind in KINDS}
