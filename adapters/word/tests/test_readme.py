"""The README is true: its commands print what is shown, its example runs, its table is that of
the codes.
"""

import contextlib
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
import word_documents as documents

from lckm_word.finding_kinds import KINDS
from tests.helpers.pages_of_docs import blocks

TEXT = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


@pytest.mark.slow(
    reason="starts lckm six times; test_commands.py runs the same commands in this process"
)
def test_its_commands_print_what_is_shown(tmp_path):
    (tmp_path / "samples").symlink_to(documents.SAMPLES)
    (shown,) = blocks(TEXT, "shell-session")
    programs = Path(sys.executable).parent
    calls = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", shown, re.MULTILINE)
    assert calls
    for call, printed in calls:
        done = subprocess.run(
            ["/bin/sh", "-c", call],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            env={"PATH": f"{programs}:/usr/bin:/bin", "LANG": "C.UTF-8"},
        )
        assert done.stdout == printed, call


def test_its_example_runs(monkeypatch):
    monkeypatch.chdir(documents.SAMPLES.parent)
    (example,), (printed,) = blocks(TEXT, "python"), blocks(TEXT, "text")
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(example, "README.md", "exec"), {"__name__": "readme"})
    assert out.getvalue() == printed


def test_its_table_is_that_of_the_codes():
    rows = re.findall(r"^\| (LCKM-W[0-9]{3}) \| (.*) \| (.*) \|$", TEXT, re.MULTILINE)
    assert rows == [(kind.code, kind.about.pl, kind.cites) for kind in KINDS]
