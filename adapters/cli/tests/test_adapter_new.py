"""``lckm adapter new``: whole, clean, and failing only where something is to be filled in."""

import ast
import re
import subprocess
import sys
import tomllib
from enum import Enum
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree

import attrs
import pytest
from click.shell_completion import ShellComplete

from lckm_cli.main import cli
from lckm_cli.scaffolding import distribution
from lckm_cli.scaffolding.contracts import contract_of
from lckm_cli.scaffolding.names import Names
from lckm_core import __version__
from lckm_core.ports import Port, PortKind, ports
from lckm_testing.contracts import misc
from tests.helpers.commands import Run
from tests.helpers.copied_process import run_pytest
from tests.helpers.rows import some_in_every_change

LONG = pytest.mark.slow(
    reason="runs ruff and mypy for each port; its tests run in every change", weekly=True
)

ROOT = Path(__file__).resolve().parents[3]
SHORT = [port.short for port in ports()]
SOME_PORTS = pytest.mark.parametrize(
    "port",
    some_in_every_change(
        ports(), *range(0, len(SHORT), 3), reason="another port; every third stands for it"
    ),
    ids=SHORT,
)
BAD_NAMES = [
    "",
    "Eml",
    "../eml",
    "a/b",
    "a\\b",
    "a--b",
    "a-",
    "1a",
    "a_b",
    "a.b",
    "żółw",
    "eml\n",
    " eml",
    "a" * 41,
]


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An adapter of every port at once."""
    to = tmp_path_factory.mktemp("everything")
    return distribution.make(Names("every-thing"), ports(), to)


@pytest.fixture(scope="module")
def each(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """An adapter of each port alone."""
    to = tmp_path_factory.mktemp("each")
    names = (Names(f"one-{port.short.replace('_', '-')}") for port in ports())
    return [distribution.make(name, [port], to) for name, port in zip(names, ports(), strict=True)]


def test_its_tests_ask_for_the_contracts(everything: Path) -> None:
    project = tomllib.loads((everything / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    testing = tomllib.loads(
        (ROOT / "adapters" / "testing" / "pyproject.toml").read_text(encoding="utf-8")
    )["project"]
    minor = __version__.rpartition(".")[0]
    assert project["dependencies"] == [f"lckm-core>={minor}"]
    assert project["optional-dependencies"] == {"test": [f"{testing['name']}>={minor}"]}
    needed = {line.partition(">")[0] for line in testing["dependencies"]}
    assert {"hypothesis", "pytest"} <= needed


def _judged(*command: object) -> None:
    run = subprocess.run(
        [sys.executable, "-m", *map(str, command)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


@LONG
def test_style_is_the_repositorys(everything: Path, each: list[Path]) -> None:
    pytest.importorskip("ruff", reason="style is judged where ./dev installed ruff")
    for folder in (everything, *each):
        package = next((folder / "src").iterdir()).name
        settings = (
            "--config",
            "pyproject.toml",
            "--config",
            f"lint.isort.known-first-party=['lckm_core', 'lckm_testing', '{package}']",
        )
        _judged("ruff", "check", "--no-cache", *settings, folder)
        _judged("ruff", "format", "--no-cache", "--check", "--config", "pyproject.toml", folder)


def test_every_line_is_within_the_width_that_its_own_settings_name(
    everything: Path, each: list[Path]
) -> None:
    """Docstrings and messages too, which no formatter breaks."""
    for folder in (everything, *each):
        wide = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
            "ruff"
        ]["line-length"]
        lines = [
            line
            for path in folder.rglob("*.py")
            for line in path.read_text(encoding="utf-8").splitlines()
        ]
        assert lines
        assert [line for line in lines if len(line) > wide] == []


@LONG
def test_types_are_the_repositorys(
    everything: Path, each: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The classes have and take what the protocols say, for the adapter hands them over."""
    pytest.importorskip("mypy", reason="types are judged where ./dev installed mypy")
    sources = [folder / "src" for folder in (everything, *each)]
    monkeypatch.setenv("MYPYPATH", ":".join(map(str, sources)))
    _judged(
        "mypy",
        "--config-file",
        "pyproject.toml",
        "--cache-dir",
        tmp_path,
        *sources,
        everything / "tests",
    )


@pytest.mark.slow(
    reason="the contract of every port; a run of pytest in the folder of one port stands for it",
    weekly=True,
)
def test_its_tests_fail_only_at_what_is_to_be_filled_in(
    everything: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(everything / "src"))
    command = ["pytest", "-q", "-p", "no:cacheprovider", "--showlocals", "--junit-xml=report.xml"]
    run = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=everything,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1, run.stdout + run.stderr
    cases = list(ElementTree.parse(everything / "report.xml").iter("testcase"))
    classes = {
        f"tests.test_contract.Test{contract_of(port).name.removesuffix('Contract')}"
        for port in ports()
    }
    assert {case.get("classname") for case in cases} == {"tests.test_contract", *classes}
    for case in cases:
        for fault in [*case.iter("failure"), *case.iter("error")]:
            is_entry_point = case.get("name") == "test_it_is_found_once_installed"
            wanted = "install it" if is_entry_point else "NotImplementedError"
            assert wanted in str(fault.text), f"{case.get('name')}: {fault.text}"


def test_a_helper_beside_its_tests_is_imported_by_its_name(tmp_path: Path) -> None:
    """As the simulated peer of a helpdesk, which several modules of tests share."""
    folder = distribution.make(Names("own-helper"), [next(iter(ports()))], tmp_path)
    (folder / "tests" / "fake_peer.py").write_text("PORT = 4711\n", encoding="utf-8")
    (folder / "tests" / "test_own.py").write_text(
        "from fake_peer import PORT\n\n\ndef test_it():\n    assert PORT == 4711\n",
        encoding="utf-8",
    )
    run = run_pytest(folder, "-q", "tests/test_own.py")
    assert run.returncode == 0, run.stdout


@SOME_PORTS
def test_each_type_that_is_named_is_explained_beside_it(port: Port) -> None:
    made = distribution.files(Names("demo"), [port])
    named = {
        alias.name
        for path in ("src/lckm_demo/adapter.py", "tests/test_contract.py")
        for node in ast.walk(ast.parse(made[path]))
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("lckm_core")
        for alias in node.names
    }
    values = {
        name
        for name in named
        if any(attrs.has(kind) or issubclass(kind, Enum) for kind in _classes_called(name))
    }
    explained = set(re.findall("^## (.+)$", made["TYPES.md"], re.MULTILINE))
    assert values <= explained


def test_what_a_helpdesk_takes_and_answers_is_explained_with_its_values() -> None:
    (port,) = (one for one in ports() if one.short == "helpdesk")
    page = distribution.files(Names("demo"), [port])["TYPES.md"]
    for text in (
        "One of `Accepted` or `Refused` or `Unknown`.",
        "- `Answer.NO_ANSWER`: The receiver can be asked, but not now.",
        "- `subject: str`",
        "- `PeerState.LOSES_ANSWER`: ",
        "from lckm_core import Report",
    ):
        assert text in page
    assert ":class:" not in page
    assert "Annotated" not in page


def _classes_called(name: str) -> list[type]:
    """Return the classes of this name that packages of the library export."""
    modules = [module for path, module in sys.modules.items() if path.startswith("lckm_core")]
    found = [getattr(module, name, None) for module in modules]
    return [kind for kind in found if isinstance(kind, type)]


@SOME_PORTS
def test_each_method_says_what_to_write(port: Port) -> None:
    names = Names("demo")
    text = distribution.files(names, [port])["src/lckm_demo/adapter.py"]
    has_methods = port.is_protocol
    methods = [
        name for name, value in vars(port.protocol).items() if callable(value) and name[:1] != "_"
    ]
    assert (
        all(f'"Write Demo{port.protocol.__name__}.{name}: ' in text for name in methods)
        or not has_methods
    )
    assert f"def {port.name}(self)" in text
    assert "NotImplementedError" in text


def test_a_new_port_needs_no_line_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The protocol and the contract of a port that the library does not have yet are enough."""
    (tmp_path / "made_up.py").write_text(
        '''"""A port."""

from datetime import date
from typing import Protocol

import pytest

from lckm_core.delivery import Letter
from lckm_testing import Contract


class Fax(Protocol):
    """Sends by wire."""

    def dial(self, letter: Letter, *, on: date) -> list[str]:
        """Dial the number.

        And wait.
        """
        ...


def provide_fax() -> Fax:
    """Hand over the fax."""


class FaxContract(Contract, abstract=True):
    """What every fax keeps to."""

    has_paper: bool
    """There is paper in it."""

    @pytest.fixture
    def fax(self) -> Fax:
        """The fax."""
        to_fill_in("fax", "a fax")
''',
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    made_up = import_module("made_up")
    monkeypatch.setattr(misc, "FaxContract", made_up.FaxContract, raising=False)
    port = Port(made_up.provide_fax, PortKind.PROVIDE, made_up.Fax)
    made = distribution.files(Names("old"), [port])
    code, test = made["src/lckm_old/adapter.py"], made["tests/test_contract.py"]
    assert (
        "from datetime import date\n\nfrom made_up import Fax\n\nfrom lckm_core import "
        "impl\nfrom lckm_core.delivery import Letter\n" in code
    )
    assert (
        '    def dial(self, letter: Letter, *, on: date) -> list[str]:\n        """Dial the '
        "number.\n" in code
    )
    assert 'raise NotImplementedError("Write OldFax.dial: Dial the number.")' in code
    assert "class TestFax(FaxContract):" in test
    assert '    has_paper = True\n    """There is paper in it."""' in test
    assert "return OldAdapter().provide_fax()" in test
    for name, text in made.items():
        if name.endswith(".py"):
            compile(text, name, "exec")


@pytest.mark.parametrize(
    "name", some_in_every_change(["class", "none", "a1-b2", "x"], 0, 2, reason="another name")
)
def test_good_names(run: Run, base: Path, name: str) -> None:
    result = run(
        "adapter", "new", name, "--port", "mail", "--port", "reports", "--to", "some/where"
    )
    assert result.exit_code == 0, result.output
    folder = base / "some" / "where" / f"lckm-{name}"
    assert f"Jest {Path('some/where') / folder.name}. Teraz:" in result.output
    for path in folder.rglob("*.py"):
        compile(path.read_text(encoding="utf-8"), str(path), "exec")
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


@pytest.mark.parametrize("name", BAD_NAMES)
def test_bad_names(run: Run, base: Path, name: str) -> None:
    result = run("adapter", "new", "--port", "mail", "--", name)
    assert result.exit_code == 2
    assert "np. log-helpdesk" in result.output
    assert list(base.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "hint"), [("core", "lckm_core"), ("cli", "lckm_cli"), ("lckm-eml", "bez „lckm-”")]
)
def test_names_that_are_taken(run: Run, base: Path, name: str, hint: str) -> None:
    result = run("adapter", "new", name, "--port", "mail")
    assert result.exit_code == 2
    assert hint in result.output
    assert list(base.iterdir()) == []


@pytest.mark.parametrize("taken", ["folder", "file", "link"])
def test_nothing_is_overwritten(run: Run, base: Path, taken: str) -> None:
    place = base / "lckm-eml"
    if taken == "folder":
        place.mkdir()
        (place / "mine.txt").write_text("moje", encoding="utf-8")
    elif taken == "file":
        place.write_text("moje", encoding="utf-8")
    else:
        place.symlink_to(base / "nowhere")
    before = sorted(path.name for path in base.rglob("*"))
    result = run("adapter", "new", "eml", "--port", "mail")
    assert result.exit_code == 2
    assert "lckm-eml już istnieje" in result.output
    assert sorted(path.name for path in base.rglob("*")) == before


def test_a_disk_that_is_full_leaves_nothing(
    run: Run, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Path.write_text

    def full(path: Path, *given: object, **named: object) -> int:
        if path.name == "py.typed":
            raise OSError(28, "No space left on device", str(path))
        return write(path, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "write_text", full)
    result = run("adapter", "new", "eml", "--port", "mail")
    assert result.exit_code == 2
    assert list(base.iterdir()) == []


def test_without_pytest_it_says_what_to_install(base: Path) -> None:
    code = "import sys; sys.modules['pytest'] = None; from lckm_cli.main import main; main()"
    command = [sys.executable, "-c", code, "adapter", "new", "eml", "--port", "mail"]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 2
    assert "pip install pytest" in run.stderr
    assert "Traceback" not in run.stderr
    assert list(base.iterdir()) == []


def test_ports_are_checked_and_completed(run: Run, base: Path) -> None:
    result = run("adapter", "new", "eml", "--port", "fax")
    assert result.exit_code == 2
    assert "Możliwe: " in result.output
    assert run("adapter", "new", "eml").exit_code == 2
    assert list(base.iterdir()) == []
    offered = ShellComplete(cli, {}, "lckm", "_LCKM_COMPLETE").get_completions(
        ["adapter", "new", "x", "--port"], "r"
    )
    assert [one.value for one in offered] == [short for short in SHORT if short[0] == "r"]


@pytest.mark.parametrize("how", ["option", "variable"])
def test_it_speaks_english_where_it_is_asked_to(
    run: Run, tmp_path: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = ["adapter", "new", "eml", "--port", "mail", "--to", str(tmp_path)]
    if how == "variable":
        monkeypatch.setenv("LCKM_LANG", "en")
    else:
        call = ["--lang", "en", *call]
    done = run(*call)
    assert done.stdout.splitlines()[0] == f"{tmp_path / 'lckm-eml'} is there. Now:"
    assert done.stdout.splitlines()[-1].endswith("# each error says what to write, and where")


def test_no_line_of_a_docstring_is_left_with_a_word_of_the_one_before(everything: Path) -> None:
    for path in everything.rglob("*.py"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert [line for line in lines if line.strip() in {"and", "or", "the", "a", "of"}] == []
