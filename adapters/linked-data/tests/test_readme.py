"""The README is true: its script prints what is shown, its command writes what it says, its
settings make the exporter.
"""

import contextlib
import io
import re
import tomllib

import linked_data_samples as shared
import pytest
from click.testing import CliRunner

from lckm_cli.main import cli
from lckm_linked_data import LinkedDataExporter
from tests.helpers.pages_of_docs import blocks

ROOT = shared.HERE.parents[2]
TEXT = (shared.HERE.parent / "README.md").read_text(encoding="utf-8")


def test_its_script_prints_what_is_shown(monkeypatch):
    monkeypatch.chdir(ROOT)
    (script,), (shown,) = blocks(TEXT, "python"), blocks(TEXT, "text")
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(script, "README.md", "exec"), {"__name__": "readme"})
    assert printed.getvalue() == shown


def test_its_command_prints_what_is_shown_and_writes_the_files_of_the_table(monkeypatch, tmp_path):
    (session,) = blocks(TEXT, "shell-session")
    command, shown = session.removeprefix("$ lckm ").split("\n", 1)
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, command.split())
    assert (result.exit_code, result.stdout) == (0, shown)
    table = TEXT.partition("| file | |")[2].partition("\n\n")[0]
    named = {
        "dane/" + name
        for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
        for name in _names(row)
    }
    written = {
        path.relative_to(tmp_path).as_posix()
        for path in (tmp_path / "dane").rglob("*")
        if path.is_file()
    }
    assert named == {re.sub(r"KA-\d+", "KA-01478", name) for name in written}


def _names(row):
    """Return the names in a row: ``a.ttl``, ``.jsonld`` are two of one stem."""
    first, *more = re.findall(r"`([^`]+)`", row)
    return [first, *(first.rpartition(".")[0] + suffix for suffix in more)]


def test_its_settings_make_the_exporter(tmp_path):
    (settings,) = blocks(TEXT, "toml")
    (adapter,) = tomllib.loads(settings)["adapter"]
    assert adapter.pop("use") == "lckm_linked_data:LinkedDataExporter"
    LinkedDataExporter(**adapter | {"target": str(tmp_path)})
    names = set(re.findall(r"`(\w+)`", TEXT.partition("| setting | |")[2].partition("\n\n")[0]))
    code = LinkedDataExporter.__init__.__code__
    assert set(code.co_varnames[1 : 1 + code.co_kwonlyargcount]) <= names


@pytest.mark.parametrize("name", ["cv:hasValue", "dct:modified"])
def test_what_it_says_is_not_written_is_not(name):
    written = b"".join(
        form.write(shared.graph_of(shared.services()["KA-01478"])) for form in shared.FORMATS
    )
    assert (name.encode() in written) == (name == "cv:hasValue")
