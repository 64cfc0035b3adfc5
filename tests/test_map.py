"""The map of the ordinance has no orphan: each row is served by code and tests, and nothing
cites a row that is not there.
"""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import lckm_core
from lckm_cli.command_registry import contributed_kinds
from lckm_core import Procedure, kinds, serving_code
from lckm_core.fields import fields_of
from lckm_core.law import Duty, provisions
from tests.helpers.rows import in_one_test

ORDINANCE_TESTS = Path(__file__).parent / "ordinance"
INTERPRETATIONS = sorted((Path(__file__).parents[1] / "docs" / "interpretations").glob("*.md"))
ROWS = {row.id: row for row in provisions()}
SERVED = [row.id for row in provisions() if not row.not_for_software]
BY_ADAPTERS = [row for row in provisions() if row.by_adapters]

for _module in pkgutil.walk_packages(lckm_core.__path__, "lckm_core."):
    importlib.import_module(_module.name)


def cited_by_tests() -> Iterator[tuple[str, str]]:
    """Yield each test class of ``tests/ordinance`` with the citation its docstring starts
    with, up to the colon that ends it.
    """
    for path in sorted(ORDINANCE_TESTS.glob("test_*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
                docstring = ast.get_docstring(node) or ""
                yield f"{path.name}::{node.name}", _citation(docstring)


def _citation(docstring: str) -> str:
    """Return the longest row id that the docstring starts with, else its first line."""
    ids = [row for row in ROWS if re.match(re.escape(row) + r"(?=[ .,:—]|$)", docstring)]
    return max(ids, key=len, default=docstring.partition("\n")[0])


TESTED = dict(cited_by_tests())


HEADINGS = {
    f"wzór, dział: {field.mark.opens}": f"{Procedure.__module__}.Procedure.{field.key}"
    for field in fields_of(Procedure)
    if field.mark.opens
}


def by_adapters(row):
    """Return the codes of adapters that rest on a row that is left to them."""
    found = (
        [kind for kind in contributed_kinds() if kind.cites == row.id] if row.by_adapters else []
    )
    return {kind.code for kind in found}


def test_each_row_is_served_by_code():
    """A heading over fields serves a section that groups them, and none that must be kept to."""

    def serving(row):
        found = set(serving_code(row)) | by_adapters(ROWS[row])
        if ROWS[row].duty in (Duty.MUST, Duty.SHOULD):
            found.discard(HEADINGS.get(row))
        return found

    assert SERVED
    assert [row for row in SERVED if not serving(row)] == []


def test_each_row_has_a_class_of_tests():
    """A class in tests/ordinance whose docstring starts with the row."""
    tested = set(TESTED.values())
    assert [row for row in SERVED if row not in tested] == []


def test_each_class_of_tests_is_for_a_row_that_software_serves():
    assert TESTED
    assert {name: row for name, row in TESTED.items() if row not in SERVED} == {}


def test_no_row_without_software_is_cited():
    rows = [row.id for row in provisions() if row.not_for_software]
    assert rows
    assert [row for row in rows if serving_code(row) != ()] == []


def test_no_row_left_to_an_adapter_is_served_by_the_core():
    assert BY_ADAPTERS
    assert [row.id for row in BY_ADAPTERS if serving_code(row.id) != ()] == []


def test_each_code_rests_on_a_row_that_knows_it():
    assert kinds()
    assert [kind.code for kind in kinds() if kind.code not in serving_code(kind.cites)] == []


def test_what_a_row_names_can_be_imported():
    """A dotted name in the map leads a reader somewhere."""
    lost = []
    for row in provisions():
        for name in serving_code(row.id):
            if not name.startswith("LCKM-") and not _found(name.partition("[")[0]):
                lost.append(name)
    assert lost == []


def _found(dotted: str) -> bool:
    parts = dotted.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found: object = importlib.import_module(".".join(parts[:cut]))
        except ImportError:
            continue
        for part in parts[cut:]:
            found = getattr(found, part, None) or getattr(found, "__annotations__", {}).get(part)
        return found is not None
    return False


@pytest.mark.parametrize("page", INTERPRETATIONS, ids=lambda page: page.stem)
def test_an_interpretation_bears_its_number_and_reads_words_that_are_there(page):
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"# I{int(page.stem[:4])}. ")
    words = " ".join(text.partition("**Words read.**")[2].partition("**What we do.**")[0].split())
    cited = [
        citation
        for citation in re.findall(r"`([^`]+)`", words)
        if citation[:3] in ("zar", "zał", "wzó")
    ]
    assert cited
    assert [citation for citation in cited if citation not in ROWS] == []


REPOSITORY = Path(__file__).parents[1]
BASES = (REPOSITORY / "src" / "lckm_core", REPOSITORY / "src", REPOSITORY)
PAGES = [*INTERPRETATIONS, *sorted((REPOSITORY / "docs" / "decisions").glob("*.md"))]
_NAMED = re.compile(r"`([\w./]+(?:\.py|/)|adapters/\w+)`(?:\s+\(((?:`[^`]+`(?:,\s+)?)+)\))?")


@in_one_test("page", PAGES, ids=lambda page: page.stem)
def test_what_a_page_says_is_in_code_is_there(page):
    """Every path that a page names is a file or folder, and every name in brackets after it
    stands in it.
    """
    text = page.read_text(encoding="utf-8")
    named = _NAMED.findall(text.partition("**In code.**")[2] if page in INTERPRETATIONS else text)
    assert named or page not in INTERPRETATIONS
    for path, names in named:
        found = next((base / path for base in BASES if (base / path).exists()), None)
        assert found is not None, f"{page.name} names {path}"
        files = sorted(found.rglob("*.py")) if found.is_dir() else [found]
        code = "".join(file.read_text(encoding="utf-8") for file in files)
        for name in re.findall(r"`([^`]+)`", names):
            assert all(part in code for part in name.split(".")), (
                f"{page.name} names {name} in {path}"
            )
