"""What each distribution says of itself, held against its code and its siblings."""

import ast
import inspect
import re
import subprocess
import sys
import tokenize
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from graphlib import TopologicalSorter
from importlib import metadata
from io import StringIO
from pathlib import Path
from sys import stdlib_module_names
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import lckm_core
from lckm_core import build
from tests.helpers.rows import in_one_test
from tests.helpers.sources import Source, source

ROOT = Path(__file__).resolve().parent.parent
ADAPTERS = sorted(path.parent for path in ROOT.glob("adapters/*/pyproject.toml"))
PROJECTS = [ROOT, *ADAPTERS]
LOADED_BY_OTHERS = {
    "tzdata": "zoneinfo reads it where the system has no table of zones",
    "psycopg": "SQLAlchemy loads it for addresses that name it",
    "a2wsgi": "hosts with WSGI mount a face by it",
    "lckm-api": "the settings that the demo leaves name it",
    "lckm-desk": "the settings that the demo leaves name it",
    "lckm-open311": "the settings that the demo leaves name it",
    "lckm-sign-in": "the settings that the demo leaves name it",
    "lckm-web": "the settings that the demo leaves name it",
}
"""What nothing of ours imports though it is asked for, and why."""
OF_OTHERS = {"lckm-web": ("BSD-2-Clause",)}
"""Licences of what a distribution brings along: Leaflet."""
TOOLS = "dev"
"""The extra with the tools of this repository, which no code of ours imports."""


@cache
def read(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))


def project(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = read(folder)["project"]
    return found


def package(folder: Path) -> str:
    return str(project(folder)["name"]).replace("-", "_")


def named(lines: Iterable[str]) -> set[str]:
    return {canonicalize_name(Requirement(line).name) for line in lines}


def extras(folder: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = project(folder).get("optional-dependencies", {})
    return found


def needed(folder: Path) -> set[str]:
    return named(project(folder).get("dependencies", []))


def optional(folder: Path) -> set[str]:
    """Return what the extras ask for, but for our tools."""
    return set().union(*(named(lines) for name, lines in extras(folder).items() if name != TOOLS))


@cache
def installed() -> dict[str, frozenset[str]]:
    found = metadata.packages_distributions()
    return {module: frozenset(map(canonicalize_name, names)) for module, names in found.items()}


def distributions(module: str) -> frozenset[str]:
    """Return which distributions a module may be of; a namespace is several's."""
    if module.startswith("lckm_"):
        return frozenset({module.replace("_", "-")})
    return installed().get(module, frozenset({module}))


@cache
def modules(folder: Path) -> dict[str, Source]:
    top = folder / "src"
    found = {}
    for path in sorted(top.rglob("*.py")):
        name = (
            path.relative_to(top)
            .with_suffix("")
            .as_posix()
            .replace("/", ".")
            .removesuffix(".__init__")
        )
        found[name] = source(path)
    return found


def names(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Return what is imported, by its whole name; what import_module is given, too."""
    for node in nodes:
        match node:
            case ast.Import():
                yield from (alias.name for alias in node.names)
            case ast.ImportFrom(module=str(module)):
                yield from (f"{module}.{alias.name}" for alias in node.names)
            case ast.Call(func=ast.Name("import_module"), args=[ast.Constant(str(module))]):
                yield module


def foreign(imported: Iterable[str], folder: Path) -> set[str]:
    """Return the outermost modules of others among *imported*."""
    tops = {name.partition(".")[0] for name in imported}
    return {top for top in tops if top not in stdlib_module_names and top != package(folder)}


@in_one_test("folder", PROJECTS, ids=package)
def test_what_is_imported_is_asked_for_and_the_reverse(folder: Path) -> None:
    imported = {
        one
        for module in modules(folder).values()
        for one in foreign(names(module.anywhere), folder)
    }
    asked = needed(folder) | optional(folder)
    assert [one for one in imported if not distributions(one) & asked] == [], (
        "imported, not asked for"
    )
    used = LOADED_BY_OTHERS.keys() | set().union(*map(distributions, imported))
    assert asked - used == set(), "asked for, not imported"


@in_one_test("folder", PROJECTS, ids=package)
def test_an_extra_brings_what_is_wanted_late(folder: Path) -> None:
    """What an extra brings is imported when it is used, or by a module imported then."""
    late = optional(folder)
    assert needed(folder) & late == set(), "it is there without the extra"
    at_once = {name: list(names(module.at_once)) for name, module in modules(folder).items()}
    wanting = {
        name
        for name, imported in at_once.items()
        if any(distributions(one) & late for one in foreign(imported, folder))
    }
    assert package(folder) not in wanting
    # A module of a package that wants it does so anyway.
    early = [
        f"{name} imports {one}"
        for name, imported in at_once.items()
        for one in wanting
        if not f"{name}.".startswith(f"{one}.")
        and name not in wanting
        and any(f"{other}.".startswith(f"{one}.") for other in imported)
    ]
    assert early == []


def test_no_distribution_needs_itself_by_way_of_others_and_none_needs_the_demo() -> None:
    ours = {canonicalize_name(project(folder)["name"]) for folder in PROJECTS}
    asked = {
        project(folder)["name"]: (needed(folder) | optional(folder)) & ours for folder in PROJECTS
    }
    assert len(list(TopologicalSorter(asked).static_order())) == len(PROJECTS)
    assert [name for name, others in asked.items() if "lckm-demo" in others] == []


def test_every_project_admits_the_same_versions() -> None:
    said = defaultdict(set)
    for folder in PROJECTS:
        found = read(folder)
        lines = [*found["build-system"]["requires"], *found["project"].get("dependencies", [])]
        for one in map(
            Requirement, [*lines, *(line for lines in extras(folder).values() for line in lines)]
        ):
            if (
                canonicalize_name(one.name) != "lckm-core" or not one.extras
            ):  # that is the same project, with an extra
                said[canonicalize_name(one.name)].add(
                    (one.name, str(one.specifier), str(one.marker))
                )
    assert {name: found for name, found in said.items() if len(found) > 1} == {}
    assert all(
        specifier
        for found in said.values()
        for name, specifier, _ in found
        if not name.startswith("types-")
    )


@in_one_test("folder", PROJECTS, ids=package)
def test_the_metadata_say_what_is_so(folder: Path) -> None:
    found = project(folder)
    assert found["authors"] == [{"name": "The lckm-core maintainers"}]
    assert (found["license"], found["requires-python"]) == (
        " AND ".join(["Apache-2.0", *OF_OTHERS.get(found["name"], ())]),
        project(ROOT)["requires-python"],
    )
    assert all((folder / name).is_file() for name in found["license-files"])
    assert (found["readme"], found["urls"]) == ("README.md", project(ROOT)["urls"])
    assert (folder / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()
    assert (folder / "README.md").is_file()


@in_one_test("folder", PROJECTS, ids=package)
def test_all_have_one_version_from_one_place(folder: Path) -> None:
    found = read(folder)
    assert "version" in found["project"]["dynamic"]
    place = (folder / found["tool"]["hatch"]["version"]["path"]).resolve()
    assert place == ROOT / "src" / "lckm_core" / "_version.py"
    assert metadata.version(found["project"]["name"]) == lckm_core.__version__


def test_siblings_are_asked_for_at_the_same_minor() -> None:
    minor = lckm_core.__version__.rpartition(".")[0]
    ours = {package(folder).replace("_", "-") for folder in PROJECTS}
    asked = [
        (folder.name, line)
        for folder in PROJECTS
        for line in [
            *project(folder).get("dependencies", []),
            *(one for lines in extras(folder).values() for one in lines),
        ]
        if (one := Requirement(line)).name in ours and one.name != project(folder)["name"]
    ]
    assert asked
    assert [
        (name, line) for name, line in asked if str(Requirement(line).specifier) != f"~={minor}.0"
    ] == []


_PACKAGES = {package(folder) for folder in ADAPTERS}
OURS = [
    pytest.param(entry_point, id=entry_point.name)
    for entry_point in metadata.entry_points(group="lckm_core")
    if entry_point.module.partition(".")[0] in _PACKAGES
]


def test_each_adapter_of_ours_is_an_entry_point() -> None:
    declared = {
        name
        for folder in ADAPTERS
        for name in project(folder).get("entry-points", {}).get("lckm_core", {})
    }
    assert declared == {param.id for param in OURS}
    assert declared >= {"sql", "smtp", "log-helpdesk", "request-tracker", "files", "search", "bip"}


@pytest.mark.parametrize("entry_point", OURS)
def test_an_entry_point_says_whether_its_adapter_needs_settings(
    entry_point: metadata.EntryPoint,
) -> None:
    adapter = entry_point.load()
    assert adapter.name == entry_point.name
    required = [
        one
        for one in inspect.signature(adapter).parameters.values()
        if one.default is one.empty and one.kind not in {one.VAR_POSITIONAL, one.VAR_KEYWORD}
    ]
    assert ("settings" in entry_point.extras) is bool(required)


def test_a_check_imports_no_adapter_that_needs_settings() -> None:
    """Though it asks the installed adapters for rules."""
    path = ROOT / "tests" / "files" / "accepted" / "minimal.yaml"
    code = (
        "import sys; from lckm_cli.main import main\n"
        "try: main()\n"
        "finally: print(*sys.modules, file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, "check", str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {name.partition(".")[0] for name in run.stderr.split()}
    assert "lckm_cli" in loaded
    assert loaded.isdisjoint({param.values[0].module.partition(".")[0] for param in OURS})


def test_with_all_of_ours_installed_those_that_need_settings_are_skipped() -> None:
    ours = {param.id for param in OURS}
    assert ours.isdisjoint(build(entry_points=True).adapters)


def test_what_is_installed_by_hand_is_all_that_is_needed() -> None:
    """Folders that pip is told of bring all they need, and nothing for tests."""
    by_name = {folder.name: folder for folder in ADAPTERS}
    server = re.search(
        r"pip install \. (.*)", (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    )
    hook = re.search(
        r"additional_dependencies: (.*)",
        (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"),
    )
    assert server
    assert hook
    for line in (server[1], hook[1]):
        listed = re.findall(r"adapters/([\w-]+)", line)
        wanted = {
            one.removeprefix("lckm-") for name in listed for one in needed(by_name[name])
        } & by_name.keys()
        assert wanted <= set(listed)
        assert not {"demo", "memory"} & set(listed)


def test_the_page_on_installing_names_what_is_there_for_each_reader() -> None:
    page = (ROOT / "docs" / "installing.md").read_text(encoding="utf-8")
    readers = re.findall("^## (.+)$", page, re.MULTILINE)
    assert readers == [
        "A clerk",
        "An operator",
        "An integrator",
        "A writer of adapters",
        "A developer of the library",
    ]
    found = {project(folder)["name"]: set(extras(folder)) for folder in PROJECTS}
    named = re.findall(r"\b(lckm-[a-z0-9-]+)(?:\[([a-z,]+)\])?", page)
    named = [(name, extra) for name, extra in named if not name.startswith("lckm-wheels")]
    assert named
    for name, extra in named:
        assert set(filter(None, extra.split(","))) <= found[name], name


@pytest.mark.parametrize("adapter", ["glpi", "s3", "zammad"])
def test_an_adapter_for_what_cities_have_is_small(adapter: str) -> None:
    """They are the proof of the kit: what a city's own developer would have to write."""
    paths = (ROOT / "adapters" / adapter / "src").rglob("*.py")
    assert sum(map(_lines_of_code, paths)) <= 300


def _lines_of_code(path: Path) -> int:
    """Count the lines that are neither blank nor a comment nor of a docstring."""
    text = path.read_text(encoding="utf-8")
    described = {
        line
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and ast.get_docstring(node) is not None
        for line in range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1)
    }
    passed_over = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT)
    code = {
        line
        for token in tokenize.generate_tokens(StringIO(text).readline)
        if token.type not in passed_over and token.string
        for line in range(token.start[0], token.end[0] + 1)
    }
    return len(code - described)
