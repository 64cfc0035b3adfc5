"""The docs are true: generated pages are fresh, code blocks run, printed outputs are what is
printed, links lead somewhere.
"""

import ast
import contextlib
import io
import json
import os
import pydoc
import re
import shlex
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import click
import pytest
import yaml

from lckm_cli.main import cli
from lckm_core import Procedure, check
from lckm_core.fields import fields_of
from lckm_core.law import provisions
from lckm_core.procedures.template import CallCentre
from tests.helpers.copied_process import run_pytest

ROOT = Path(__file__).parent.parent
PAGES = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted(ROOT.glob("adapters/*/README.md")),
]
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


GENERATED = [
    "ordinance.md",
    "template.md",
    "findings.md",
    "hooks.md",
    "settings.md",
    "promises.md",
    "redaction-examples.md",
    "growth.svg",
    "memory.svg",
    "../adapters/README.md",
]


def test_each_option_of_a_face_says_what_it_is():
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    _, _, rest = page.partition("<!-- faces: begin -->")
    rows = re.findall(r"^\| `(\w+)` \| (.*) \| (.*) \|$", rest, re.MULTILINE)
    assert len(rows) > 50
    assert [name for name, meaning, default in rows if not meaning or not default] == []
    names = {name for name, _, _ in rows}
    assert {"sending_rates", "private_categories", "grace", "portal", "languages"} <= names
    # What a face gets from the server is no option of it.
    assert not {"centre", "clock"} & names


def test_generated_pages_are_fresh():
    """``where`` knows what was imported, so the pages are made in a process of its own."""
    code = (
        "import sys, json; sys.path.insert(0, 'docs'); import generate; "
        f"json.dump({{name: generate.PAGES[name]() for name in {GENERATED!r}}}, sys.stdout)"
    )
    made = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    stale = [
        name
        for name, text in json.loads(made.stdout).items()
        if text != (ROOT / "docs" / name).read_text(encoding="utf-8")
    ]
    assert stale == [], "run: ./dev python docs/generate.py"


WHOLE_INDEX = pytest.mark.slow(
    reason="an index with every form of every word; those of adapters/search/tests stand for it"
)


def _python_blocks(page):
    return [
        text
        for language, text in _BLOCK.findall(page.read_text(encoding="utf-8"))
        if language == "python"
    ]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(
            page,
            id=str(page.relative_to(ROOT)),
            marks=[WHOLE_INDEX] if "SearchIndex(" in "".join(_python_blocks(page)) else [],
        )
        for page in PAGES
        if _python_blocks(page)
    ],
)
def test_python_blocks_run(page, monkeypatch, tmp_path):
    """The blocks of a page run one after the other in one namespace; a ``text`` block after
    one is what it prints.

    They find the samples and adapters where the repository has them, and write to a folder
    of their own.
    """
    for name in ("samples", "adapters"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
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
    """Yield each command of a page's console blocks, with what the block prints below it."""
    for language, text in _BLOCK.findall(page.read_text(encoding="utf-8")):
        if language == "console":
            for command, printed in re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE):
                # What writes files is run by the session editor, which has a folder for it.
                if command.startswith(("lckm ", "python ")) and " > " not in command:
                    yield command.split("  #")[0], printed


WHOLE_DEMO = pytest.mark.slow(reason="a demo of its own; that of adapters/demo/tests stands for it")
ELSEWHERE = pytest.mark.slow(reason="the READMEs of lckm-search and lckm-documents have the same")
COMMANDS = [
    pytest.param(
        page,
        *shown,
        id=f"{page.name}-{shown[0]}",
        marks=[
            mark
            for words, mark in (
                ("lckm demo", WHOLE_DEMO),
                ("lckm index", WHOLE_INDEX),
                ("--from samples/procedures", ELSEWHERE),
                ("files check samples/files", ELSEWHERE),
            )
            if words in shown[0]
        ],
    )
    for page in PAGES
    for shown in _commands(page)
]


@pytest.mark.usefixtures("sandboxes_here")
@pytest.mark.parametrize(("page", "command", "printed"), COMMANDS)
def test_console_commands_run(page, command, printed, tmp_path, monkeypatch, run):
    """Each command, run where it is written for: the repository's root, or for an adapter's
    page a copy of the samples.

    It prints what is shown, where „…” stands for anything; where nothing is shown, it ends well.
    """
    folder = ROOT
    if "adapters" in page.parts:
        folder = tmp_path / "samples"
        shutil.copytree(ROOT / "samples", folder)
    monkeypatch.chdir(folder)
    program, *arguments = shlex.split(command)
    if program == "lckm":
        done = run(*arguments)
        code, output, told = done.exit_code, done.stdout, done.stderr
    elif arguments[:2] == ["-m", "pytest"]:
        process = run_pytest(folder, *arguments[2:])
        code, output, told = process.returncode, process.stdout, process.stderr
    else:
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
        process = subprocess.run(
            [sys.executable, *arguments],
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        code, output, told = process.returncode, process.stdout, process.stderr
    if printed:
        assert re.fullmatch(".*".join(map(re.escape, printed.split("…"))), output, re.DOTALL), (
            output
        )
    else:
        assert code == 0, output + told


def test_links_lead_somewhere():
    linked = [
        (page, target)
        for page in PAGES
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    ]
    assert linked
    assert [
        f"{page.relative_to(ROOT)} links to {target}"
        for page, target in linked
        if not (page.parent / target).exists()
    ] == []


@cache
def _parsed(path):
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["structure.md", "contributing.md"])
def test_what_a_page_names_is_in_the_file_it_links_to(name):
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    named = re.findall(r"\[`([\w.]+)`\]\(\.\./([^)]+\.py)\)", page)
    assert named
    for name, path in named:
        inside = [_parsed(path)]
        for part in name.removesuffix(".py").split("."):
            if part != Path(path).stem:
                inside = [node for one in inside for node in one.body if part in _names(node)]
        assert inside, f"{path} has no {name}"


MADE_UP = "lckm_board"
"""The adapter that a page writes before the reader's eyes."""


def test_classes_that_pages_name_are_there():
    """Decisions have the names of their day, and a section of the glossary those that changed."""
    named = {
        (page.relative_to(ROOT).as_posix(), name)
        for page in PAGES
        if "decisions" not in page.parts
        for name in re.findall(
            r"`(lckm_\w+(?:\.\w+)*[.:][A-Z]\w+)",
            page.read_text(encoding="utf-8").partition("## Names that changed")[0],
        )
        if not name.startswith(MADE_UP)
    }
    assert named
    assert _not_there(named) == []


def test_names_that_docstrings_refer_to_are_there():
    named = {
        (source.relative_to(ROOT).as_posix(), name)
        for folder in ("src", "adapters/*/src")
        for source in ROOT.glob(f"{folder}/**/*.py")
        for name in re.findall(r":\w+:`~?(lckm_\w+[\w.]*)`", source.read_text(encoding="utf-8"))
    }
    assert named
    assert _not_there(named) == []


def _not_there(named: set[tuple[str, str]]) -> list[str]:
    """Return which of these names nobody can import, with the file that has each."""
    return sorted(
        f"{path}: {name}" for path, name in named if pydoc.locate(name.replace(":", ".")) is None
    )


def test_every_letter_of_a_code_is_explained():
    codes = re.findall(r"LCKM-([A-Z])\d{3}", (ROOT / "docs/findings.md").read_text("utf-8"))
    page = (ROOT / "docs" / "contributing.md").read_text(encoding="utf-8")
    assert set(codes) <= set(re.findall(r"`([A-Z])`", page.partition("## Codes")[2]))


def _names(node: ast.stmt) -> set[str]:
    """Return what a statement defines."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return {node.name}
        case ast.Assign():
            return {target.id for target in node.targets if isinstance(target, ast.Name)}
        case ast.AnnAssign(target=ast.Name() as target):
            return {target.id}
    return set()


def test_the_index_lists_every_page():
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"\]\(([\w-]+\.md)\)", index))
    assert listed == {page.name for page in (ROOT / "docs").glob("*.md")} - {"index.md"}
    last = max(int(page.name[:4]) for page in (ROOT / "docs" / "interpretations").glob("*.md"))
    assert f"I1–I{last}," in index


@pytest.mark.parametrize("name", ["README.md", "docs/publishing.md"])
def test_the_first_pages_name_commands_that_are_there(name):
    named = set(
        re.findall(r"`?lckm ([a-z-]+)(?: ([a-z-]+))?", (ROOT / name).read_text(encoding="utf-8"))
    )
    context = click.Context(cli)
    assert named
    for name, sub in sorted(named):
        command = cli.get_command(context, name)
        assert command is not None, name
        if sub and isinstance(command, click.Group):
            assert command.get_command(context, sub) is not None, f"{name} {sub}"


def test_links_of_a_readme_can_be_made_absolute():
    code = (
        "import absolute_links; print(absolute_links.absolute({!r}, {!r}, "
        "'https://host.example/v1'), end='')"
    )
    text = "[a](../cli/README.md#x) [b](#here) [c](https://else.example/) ![d](src/d.svg)"
    made = subprocess.run(
        [sys.executable, "-c", code.format(text, "adapters/bip")],
        cwd=ROOT / "docs",
        capture_output=True,
        text=True,
        check=True,
    )
    address = "https://host.example/v1/adapters"
    assert made.stdout == (
        f"[a]({address}/cli/README.md#x) [b](#here) [c](https://else.example/) "
        f"![d]({address}/bip/src/d.svg)"
    )


def test_the_page_of_the_form_names_the_rules_that_ask_for_a_field():
    asked = set()
    for path in (ROOT / "samples" / "procedures").glob("*.yaml"):
        data = yaml.safe_load(path.read_bytes())
        for field in fields_of(Procedure):
            if field.required or field.key not in data:
                continue
            left = {key: value for key, value in data.items() if key != field.key}
            asked |= {
                (field.key, finding.code)
                for finding in check(left).errors
                if finding.path == f"/{field.key}"
            }
    page = (ROOT / "docs" / "template.md").read_text(encoding="utf-8")
    rows = re.findall(r"`(\w+)` \| \[in some matters\]\(findings\.md#([a-z0-9-]+)\)", page)
    assert sorted(asked) == sorted((key, code.upper()) for key, code in rows)
    assert asked


def test_what_is_counted_by_hand_is_what_is_there():
    """Pages made by hand count what the ordinance has; the sentence may change, and then so
    does this test.
    """
    rows = [row.id for row in provisions()]
    sections = sum(row.startswith("wzór, dział: ") for row in rows)
    fields = sum(row.startswith("wzór: ") and row != "wzór: *" for row in rows)
    within = [*fields_of(Procedure), *fields_of(CallCentre)]
    starred = sum(
        field.mark.starred for field in within if field.mark.cites == f"wzór: {field.mark.label}"
    )
    page = " ".join((ROOT / "docs" / "why.md").read_text(encoding="utf-8").split())
    assert f"{sections} sections, {fields} fields, {starred} of them for staff only." in page
    assert f"lists {sum(row.startswith('zał. 1 pkt') for row in rows)} municipal units" in page


@pytest.mark.slow(
    reason="collects most of the tests; that the links lead to a file is judged in every run"
)
def test_each_threat_is_answered_by_a_test_that_is_run(request):
    page = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
    without_heads = re.sub(r"^\|.*\n\|[-|]+\|\n", "", page, flags=re.MULTILINE)
    rows = [line for line in without_heads.splitlines() if line.startswith("|")]
    named = [re.findall(r"\[`(test_\w+)`\]\(\.\./([^)]+)\)", row) for row in rows]
    assert [row for row, found in zip(rows, named, strict=True) if not found] == []
    wanted = {one for found in named for one in found}
    left = wanted - _tests_of(item.nodeid for item in request.session.items)
    # A run of every test has collected them; one of this file has not.
    if left:
        files = sorted({file for _, file in left})
        command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "--all", *files]
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
        )
        left -= _tests_of(done.stdout.splitlines())
    assert left == set()


def _tests_of(lines):
    """Return the names and the files of tests that pytest names."""
    found = (re.match(r"([^:]+)::(?:\w+::)*(test_\w+)", line) for line in lines)
    return {(one[2], one[1]) for one in found if one}
