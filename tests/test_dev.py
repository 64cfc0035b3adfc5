"""``./dev``: when it does no work, when it brings .venv up to date, and when it makes it anew.
Installing is played, the rest is real.
"""

import importlib.machinery
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.rows import some_in_every_change

ROOT = Path(__file__).parent.parent


@pytest.fixture
def dev(tmp_path, monkeypatch):
    """The script in a folder of its own, with a pip that only lays down a package and a program."""
    for name in ("dev", "pyproject.toml", "constraints.txt", "src/lckm_core/_version.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    loader = importlib.machinery.SourceFileLoader("dev_script", str(tmp_path / "dev"))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("dev_script", loader))
    loader.exec_module(module)
    module.installs, module.pip_status = [], 0

    def run(command, lock):
        if "venv" in command:
            return subprocess.call([*command, "--without-pip"])
        if "--editable" in command:
            module.installs.append(command)
        if module.pip_status == 0:
            package(tmp_path).mkdir(exist_ok=True)
            (tmp_path / ".venv" / "bin" / "lckm").touch()
        return module.pip_status

    monkeypatch.setattr(module, "run", run)
    module.tell = module.run_telling
    monkeypatch.setattr(module, "run_telling", run)
    return module


def package(root):
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    return root / ".venv" / "lib" / version / "site-packages" / "yaml"


@pytest.fixture
def made(dev, tmp_path):
    """A .venv made once; the file put into it tells later whether it is still the same one."""
    assert not dev.is_ready()
    dev.make_alone()
    (tmp_path / ".venv" / "same").touch()
    return tmp_path


def test_it_says_which_python_it_takes_when_it_makes_the_venv_and_when_it_tests(
    dev, capfd, made, monkeypatch
):
    version = f"Python {sys.version.split()[0]}"
    assert f"dev: making .venv with {version} (" in capfd.readouterr().err
    monkeypatch.setattr(dev.os, "execv", lambda *_: None)
    monkeypatch.chdir(made)
    monkeypatch.setenv("PATH", os.environ["PATH"])
    monkeypatch.setenv("VIRTUAL_ENV", "")
    monkeypatch.delenv("PYTHONHOME", raising=False)
    for command in ("lckm", "python", "nox", "demo"):
        dev.main([command])
    assert capfd.readouterr() == ("", "")
    dev.main(["test"])
    said = capfd.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"dev: testing with {version} (")
    assert said.err.count("\n") == 1


def test_a_second_run_does_no_work(dev, made):
    assert dev.is_ready()
    dev.make_alone()
    assert len(dev.installs) == 1


def test_the_install_holds_to_the_constraints_and_takes_every_project(dev, made):
    assert dev.clean_environment()["PIP_CONSTRAINT"] == "constraints.txt"
    assert dev.installs[0].count("--editable") == len(dev.projects()) == 1


@pytest.mark.parametrize(
    "name",
    some_in_every_change(
        ["pyproject.toml", "constraints.txt", "src/lckm_core/_version.py"],
        0,
        reason="another file that says what is installed; pyproject.toml stands for it",
    ),
)
def test_a_change_of_what_is_asked_for_is_installed_into_the_same_venv(dev, made, name):
    with (made / name).open("a", encoding="utf-8") as file:
        file.write("# more\n")
    assert not dev.is_ready()
    dev.make_alone()
    assert dev.is_ready()
    assert (len(dev.installs), (made / ".venv" / "same").exists()) == (2, True)


@pytest.mark.parametrize(
    "gone",
    some_in_every_change(
        ["package", "program", "python", "stamp", "half of it"],
        0,
        4,
        reason="something else that is gone; a package and half of all stand for it",
    ),
)
def test_what_is_gone_is_noticed_and_all_is_made_anew(dev, made, gone):
    match gone:
        case "package":
            package(made).rmdir()
        case "program":
            (made / ".venv" / "bin" / "lckm").unlink()
        case "python":
            (made / ".venv" / "bin" / "python").unlink()
        case "stamp":
            (made / ".venv" / ".made-by-dev").unlink()
        case _:
            shutil.rmtree(made / ".venv" / "lib")
    assert not dev.is_ready()
    dev.make_alone()
    assert dev.is_ready()
    assert (len(dev.installs), (made / ".venv" / "same").exists()) == (2, False)


def test_a_distribution_whose_folder_is_gone_is_not_kept(dev, made):
    """After a pull that removes one, its entry points would lead to code that is not there."""
    for name in ("lckm_core", "lckm_gone"):
        (package(made).parent / f"{name}-0.1.0.dist-info").mkdir()
    (made / "constraints.txt").write_text("changed\n", encoding="utf-8")
    dev.make_alone()
    assert not (made / ".venv" / "same").exists()


def test_a_venv_of_another_folder_is_not_taken(dev, made):
    (made / ".venv").rename(made / "elsewhere")
    (made / ".venv").symlink_to(made / "elsewhere")
    stamp = made / "elsewhere" / ".made-by-dev"
    stamp.write_text(
        stamp.read_text(encoding="utf-8").replace(str(made), "/another"), encoding="utf-8"
    )
    assert not dev.is_ready()
    dev.make_alone()
    assert dev.is_ready()
    assert not (made / ".venv").is_symlink()
    assert (made / "elsewhere" / "same").exists()


def test_an_install_says_what_it_is_at(dev, capfd, tmp_path):
    """And hands on how it ended; what pip says besides is left out."""
    lines = ["Collecting x", "  Downloading x", *["Collecting y"] * 30, "Installing collected x, y"]
    call = [sys.executable, "-c", f"import sys; print({chr(10).join(lines)!r}); sys.exit(3)"]
    with (tmp_path / "lock").open("w") as lock:
        assert dev.tell(call, lock.fileno()) == 3
    done = capfd.readouterr()
    assert done.out == ""
    assert done.err.splitlines() == [
        "dev: looking for packages (1)",
        "dev: looking for packages (25)",
        "dev: installing them all; this is the longest step (1)",
    ]


def test_a_failed_install_says_what_helps_and_leaves_nothing_that_looks_whole(dev, capfd):
    dev.pip_status = 1
    with pytest.raises(SystemExit) as stop:
        dev.make_alone()
    assert stop.value.code == 1
    assert "PIP_INDEX_URL" in capfd.readouterr().err
    assert not dev.is_ready()
    dev.pip_status = 0
    dev.make_alone()
    assert dev.is_ready()


def test_more_in_the_venv_than_was_installed_is_no_fault(dev, made):
    (package(made).parent / "somebodys_tool").mkdir()
    assert dev.is_ready()


def test_bytecode_of_tests_lies_in_the_venv_where_it_may_not_lie_beside_the_code(
    dev, made, monkeypatch, tmp_path
):
    monkeypatch.setattr(dev.tempfile, "gettempdir", lambda: str(tmp_path / "temp"))
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", "")  # so that it is put back
    monkeypatch.delenv("PYTHONPYCACHEPREFIX")
    kept = made / ".venv" / "bytecode" / "src"
    left = made / ".venv" / "bytecode" / str(tmp_path / "temp" / "copy")[1:]
    for folder in (kept, left):
        folder.mkdir(parents=True)
    dev.keep_bytecode()
    assert "PYTHONDONTWRITEBYTECODE" not in os.environ
    assert os.environ["PYTHONPYCACHEPREFIX"] == str(made / ".venv" / "bytecode")
    assert (kept.exists(), left.exists()) == (True, False)


def test_what_pip_compiled_is_not_compiled_again_for_tests(dev, made, monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", "")  # so that it is put back
    monkeypatch.delenv("PYTHONPYCACHEPREFIX")
    folder = package(made).parent / "other" / "__pycache__"
    folder.mkdir(parents=True)
    (folder / "one.cpython-313.pyc").write_bytes(b"compiled")
    dev.keep_bytecode()
    copy = Path(f"{made / '.venv' / 'bytecode'}{folder.parent}", "one.cpython-313.pyc")
    assert copy.read_bytes() == b"compiled"


def test_where_bytecode_lies_is_left_to_who_says_so_or_says_nothing(dev, monkeypatch):
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", "")  # so that it is put back
    monkeypatch.delenv("PYTHONPYCACHEPREFIX")
    dev.keep_bytecode()
    assert "PYTHONPYCACHEPREFIX" not in os.environ
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", "elsewhere")
    dev.keep_bytecode()
    assert os.environ["PYTHONPYCACHEPREFIX"] == "elsewhere"


def test_the_tests_run_on_all_cores_unless_files_or_processes_are_named(dev, tmp_path):
    (tmp_path / "tests").mkdir()
    assert dev.test_arguments(["--all", "-x"]) == [
        "-n",
        "auto",
        "--dist",
        "worksteal",
        "--all",
        "-x",
    ]
    (tmp_path / "times.jsonl").touch()
    assert dev.test_arguments(["--times", "times.jsonl"])[-1] == "--times=times.jsonl"
    assert dev.test_arguments(["--times", "times.jsonl"])[0] == "-n"
    for given in (["tests"], ["tests::test_one"], ["-n", "0"], ["-n2"], ["--pdb"]):
        assert dev.test_arguments(given) == given


def _built(dev, monkeypatch, status=0):
    """Let building leave two wheels."""

    def call(command, **_):
        to = Path(command[command.index("--wheel-dir") + 1])
        for name in ("lckm_cli", "lckm_core"):
            (to / f"{name}-0.3.0-py3-none-any.whl").touch()
        return status

    monkeypatch.setattr(dev.subprocess, "call", call)


def test_wheels_of_all_distributions_go_to_the_folder_that_is_named(
    dev, tmp_path, monkeypatch, capfd
):
    _built(dev, monkeypatch)
    monkeypatch.chdir(tmp_path)
    dev.make_wheels(["out/wheels"])
    assert len(list((tmp_path / "out" / "wheels").glob("*.whl"))) == 2
    assert "2 wheels of version 0.3.0 in " in capfd.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["a", "b"]])
def test_wheels_want_one_folder(dev, arguments, capfd):
    with pytest.raises(SystemExit):
        dev.make_wheels(arguments)
    assert "./dev wheels OUT" in capfd.readouterr().err


def test_wheels_do_not_join_others_and_leave_nothing_half_made(dev, tmp_path, monkeypatch, capfd):
    """Of several versions in a folder pip may take some of each."""
    _built(dev, monkeypatch, status=1)
    with pytest.raises(SystemExit):
        dev.make_wheels([str(tmp_path / "out")])
    assert not (tmp_path / "out").exists()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "lckm_core-0.1.0-py3-none-any.whl").touch()
    with pytest.raises(SystemExit):
        dev.make_wheels([str(tmp_path / "full")])
    assert "is not empty" in capfd.readouterr().err
