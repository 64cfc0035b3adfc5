"""The docs are true: generated pages are fresh, code blocks run, printed outputs are what is printed, links lead somewhere."""

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), *sorted(ROOT.glob("adapters/*/README.md"))]
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", ["ordinance.md", "template.md", "findings.md"])
def test_generated_page_is_fresh(name):
    """``where`` knows what was imported, so the page is made in a process of its own."""
    code = f"import sys; sys.path.insert(0, 'docs'); import generate; sys.stdout.write(generate.PAGES[{name!r}]())"
    made = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert made.stdout == (ROOT / "docs" / name).read_text(encoding="utf-8"), "run: ./dev python docs/generate.py"


def _python_blocks(page):
    return [text for language, text in _BLOCK.findall(page.read_text(encoding="utf-8")) if language == "python"]


@pytest.mark.parametrize(
    "page", [page for page in PAGES if _python_blocks(page)], ids=lambda page: str(page.relative_to(ROOT))
)
def test_python_blocks_run(page, monkeypatch):
    """The blocks of a page run one after the other in one namespace; a ``text`` block after one is what it prints."""
    monkeypatch.chdir(ROOT)
    names = {"__name__": "docs"}
    printed = ""
    for language, text in _BLOCK.findall(page.read_text(encoding="utf-8")):
        if language == "python":
            output = io.StringIO()
            with contextlib.redirect_stdout(output):
                exec(compile(text, str(page), "exec"), names)
            printed = output.getvalue()
        elif language == "text" and printed:
            assert printed == text


def _commands(page):
    for language, text in _BLOCK.findall(page.read_text(encoding="utf-8")):
        if language == "console":
            lines = [line[2:].split("  #")[0] for line in text.splitlines() if line.startswith("$ ")]
            yield from (line for line in lines if line.startswith(("lckm ", "python ")))


COMMANDS = [(page, command) for page in PAGES for command in _commands(page)]


@pytest.mark.parametrize(
    ("page", "command"), COMMANDS, ids=lambda value: value if isinstance(value, str) else value.name
)
def test_console_commands_run(page, command, tmp_path):
    """Each command ends well where it is written for: the repository's root, or for an adapter's page a copy of the samples."""
    folder = ROOT
    if "adapters" in page.parts:
        folder = tmp_path / "samples"
        shutil.copytree(ROOT / "samples", folder)
    bin_folder = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": bin_folder + os.pathsep + os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"}
    run = subprocess.run(
        shlex.split(command), cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"
