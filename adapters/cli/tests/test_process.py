"""The command as a process: start, pipes, signals, wrong calls."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from cli_cases import procedure
from click.testing import CliRunner

import lckm_core
from lckm_cli.localised_click import PolishCommand, PolishGroup
from lckm_cli.main import COMMANDS
from tests.helpers.commands import Run, spawn
from tests.helpers.places import SAMPLES
from tests.helpers.rows import some_in_every_change

MAIN = [sys.executable, "-c", "from lckm_cli.main import main; main()"]


def test_version_is_that_of_the_package(run: Run) -> None:
    assert run("--version").stdout == f"lckm {lckm_core.__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    some_in_every_change(
        [["--version"], ["--help"], ["completion", "bash"]],
        1,
        reason="another light command; help stands for it",
    ),
)
def test_a_light_start(arguments: list[str]) -> None:
    """Where no adapter adds commands: to list these, the core has to put the adapter together."""
    code = "from importlib import metadata; metadata.entry_points = lambda **named: ()\n"
    code += f"import sys; sys.argv[1:] = {arguments!r}\nfrom lckm_cli.main import cli\n"
    code += "try: cli.main(prog_name='lckm')\nexcept SystemExit: pass\n"
    code += (
        "print(sorted({'lckm_core', 'rich', 'yaml', 'attrs', 'jinja2'} & set(sys.modules)), "
        "file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stderr.strip() == "[]"


def test_help_is_polish_everywhere(run: Run) -> None:
    for name in ("", *COMMANDS):
        result = run(*([name] if name else []), "--help")
        assert result.exit_code == 0
        assert result.stdout.startswith("Użycie: lckm")
        assert not re.search(r"Usage|Options:|Show this message", result.stdout)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek"], "Nie ma polecenia „chek”. Czy chodzi o check?"),
        (["check"], "Brakuje: PLIK…."),
        (["check", "--strct", "a"], "Nie ma opcji --strct. Czy chodzi o --strict?"),
        (["check", "a", "--format"], "Opcja --format wymaga wartości."),
        (["check", "a", "--strict=yes"], "Opcja --strict nie przyjmuje wartości."),
        (
            ["check", "a", "--format", "xml"],
            "Zła wartość --format. Możliwe: text, json, sarif, github.",
        ),
        (
            ["check", "a", "--jobs", "-1"],
            "Zła wartość --jobs: ma to być liczba całkowita, najmniej 0.",
        ),
        (
            ["check", "a", "--jobs", "x"],
            "Zła wartość --jobs: ma to być liczba całkowita, najmniej 0.",
        ),
        (["show", "a"], "Brakuje: --audience."),
        (["schema", "a", "b"], "Za dużo argumentów: b."),
        (["schema", "a", "b", "c"], "Za dużo argumentów: b c."),
    ],
)
def test_wrong_calls(run: Run, arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith(said)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek"], "There is no command “chek”. Did you mean check?"),
        (["check"], "Missing: PLIK…."),
        (["check", "--strct", "a"], "There is no option --strct. Did you mean --strict?"),
        (["check", "a", "--format"], "Option --format needs a value."),
        (["check", "a", "--strict=yes"], "Option --strict takes no value."),
        (
            ["check", "a", "--format", "xml"],
            "Bad value of --format. Possible: text, json, sarif, github.",
        ),
        (
            ["check", "a", "--jobs", "x"],
            "Bad value of --jobs: it is to be a whole number, 0 at least.",
        ),
        (["show", "a"], "Missing: --audience."),
        (["schema", "a", "b"], "Too many arguments: b."),
        (
            ["timeline", "a", "--to", "jutro"],
            "Bad value of --to: “jutro” is no day written yyyy-mm-dd",
        ),
        (
            ["timeline", "a", "--from", "2026-02-01", "--to", "2026-01-01"],
            "The time ends before it begins",
        ),
        (["term", "nonsense"], "“nonsense” is neither a moment with a zone"),
        (["term", "2023-01-31T23:30"], "“2023-01-31T23:30” has no zone"),
        (["term", "9999-12-31"], "“9999-12-31”: the calendar has no such term."),
        (["new", "1"], "“1” is no number of a procedure"),
    ],
)
def test_wrong_calls_in_english(run: Run, arguments: list[str], said: str) -> None:
    before, by_environment = (
        run("--lang", "en", *arguments),
        run(*arguments, env={"LCKM_LANG": "en"}),
    )
    assert before.exit_code == 2
    assert before.stderr.startswith(said)
    assert "\nUsage: lckm" in before.stderr
    assert "\nHelp: lckm" in before.stderr
    assert by_environment.stderr == before.stderr
    if (
        arguments[0] == "check"
    ):  # a command that takes the option, wherever it stands in a call that is wrong
        assert run(arguments[0], "--lang=en", *arguments[1:]).stderr == before.stderr
        assert (
            run("--lang", "pl", arguments[0], "--lang", "en", *arguments[1:]).stderr
            == before.stderr
        )


def test_a_name_after_two_hyphens_asks_for_no_language(run: Run) -> None:
    assert run("check", "--jobs", "x", "--", "--lang", "en").stderr.startswith("Zła wartość --jobs")


def test_a_fault_of_the_program_is_told_in_the_language_of_the_call(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("odd")

    monkeypatch.setattr("lckm_core.reports.first_clean_day", fail)
    polish = run("term", "2026-01-31").stderr.splitlines()
    assert re.match(r"Błąd programu: RuntimeError in .+\.fail:\d+$", polish[0])
    assert polish[1].startswith("Zgłoś go.")
    english = run("--lang", "en", "term", "2026-01-31").stderr.splitlines()
    assert re.match(r"Fault of the program: RuntimeError in .+\.fail:\d+$", english[0])
    assert english[1].startswith("Report it.")


WORDS = "Anna Tajna 600100200"
RAISED = {
    "error": f"raise RuntimeError({WORDS!r})",
    "exit": f"raise SystemExit({WORDS!r})",
    "group": f"raise BaseExceptionGroup({WORDS!r}, [KeyboardInterrupt({WORDS!r})])",
    "text": f"class Odd(Exception):\n    text = lambda *_: {WORDS!r}\n  raise Odd({WORDS!r})",
    "thread": "import threading\n"
    f"  def broken(): raise ValueError({WORDS!r})\n"
    "  one = threading.Thread(target=broken); one.start(); one.join()",
    "unraisable": f"class Odd:\n    def __del__(self): raise ValueError({WORDS!r})\n  Odd()",
}


def broken_command(raised: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Run a command whose work fails."""
    code = (
        "import sys\n"
        f"sys.argv[1:] = {[*options, 'term', '2026-01-31']!r}\n"
        "import lckm_core.reports\n"
        "was = lckm_core.reports.first_clean_day\n"
        f"def fail(*given):\n  {RAISED[raised]}\n  return was(*given)\n"
        "lckm_core.reports.first_clean_day = fail\n"
        "from lckm_cli.main import main; main()"
    )
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize(
    "raised",
    some_in_every_change(list(RAISED), 0, 1, 4, 5, reason="others take the way of one of these"),
)
def test_words_of_an_exception_are_not_printed(raised: str) -> None:
    done = broken_command(raised)
    assert "Anna" not in done.stderr
    assert "600100200" not in done.stderr
    assert "fail:" in done.stderr or "broken:" in done.stderr or "__del__:" in done.stderr
    assert done.returncode == (0 if raised in ("thread", "unraisable") else 2)


def test_who_asks_for_the_traceback_gets_the_words() -> None:
    assert WORDS in broken_command("error", "--debug").stderr


@pytest.mark.parametrize(
    ("bounds", "value", "said"),
    [
        (click.IntRange(1, 100), "0", "liczba całkowita od 1 do 100"),
        (click.IntRange(1, 100), "x", "liczba całkowita od 1 do 100"),
        (click.IntRange(max=9), "10", "liczba całkowita, najwyżej 9"),
        (click.IntRange(3), "2", "liczba całkowita, najmniej 3"),
        (click.INT, "1.5", "liczba całkowita"),
    ],
)
def test_a_number_is_told_the_bounds_it_has(
    bounds: click.types.IntParamType, value: str, said: str
) -> None:
    command = PolishCommand("lots", params=[click.Option(["--limit"], type=bounds)])
    result = CliRunner().invoke(
        PolishGroup("lckm", commands={"lots": command}), ["lots", "--limit", value]
    )
    assert (result.exit_code, result.stderr.splitlines()[0]) == (
        2,
        f"Zła wartość --limit: ma to być {said}.",
    )


def test_output_that_knows_no_polish_letters_is_no_crash() -> None:
    environment = {
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": "",
    }
    for arguments in (["new"], ["check", SAMPLES / "faulty"]):
        result = spawn(*arguments, env=environment)
        assert result.returncode == (arguments[0] == "check")
        assert b"\\u0142" in result.stdout
        assert b"Traceback" not in result.stderr


def test_a_closed_pipe_ends_quietly(base: Path) -> None:
    for index in range(150):  # more than a pipe holds
        (base / f"{index:03}.yaml").write_text(
            procedure(f"KA-{index:05}", title="x" * 3000), encoding="utf-8"
        )
    process = subprocess.Popen(
        [*MAIN, "check", ".", "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(1)
    process.stdout.close()
    assert (process.stderr.read(), process.wait(60)) == (b"", 141)
    process.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize(
    "unbuffered", some_in_every_change(["", "1"], 0, reason="without a buffer")
)
@pytest.mark.parametrize(
    "arguments",
    some_in_every_change(
        ["check a.yaml", "check bad.yaml", "check --help", "--help", "--version", "new"],
        0,
        reason="another command; check stands for all",
    ),
)
def test_a_full_disk_is_explained(base: Path, arguments: str, unbuffered: str) -> None:
    (base / "a.yaml").write_text(procedure(), encoding="utf-8")
    (base / "bad.yaml").write_text(procedure(unit="Miejskie Muzeum"), encoding="utf-8")
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*MAIN, *arguments.split()],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
            timeout=60,
        )
    assert done.stderr == "lckm: Na dysku nie ma miejsca. Zwolnij je i powtórz polecenie.\n"
    assert done.returncode == 2


@pytest.mark.skipif(os.name == "nt", reason="signals of another kind")
@pytest.mark.parametrize(
    "jobs", some_in_every_change([1, 2], 0, reason="test_jobs.py interrupts several processes")
)
def test_an_interrupt_ends_with_130(base: Path, jobs: int) -> None:
    for index in range(6000):
        (base / f"{index}.yaml").write_bytes(b"id: KA-00001\n")
    command = [*MAIN, "check", ".", "--jobs", str(jobs)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    time.sleep(1)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in errors.decode()


@pytest.mark.skipif(os.name == "nt", reason="another shell")
@pytest.mark.parametrize(
    ("arguments", "closed", "status", "said"),
    some_in_every_change(
        [
            ("check good.yaml", ">&-", 0, ""),
            ("check bad.yaml", ">&-", 1, ""),
            ("check bad.yaml", ">&- 2>&- <&-", 1, ""),
            ("--help", ">&-", 0, ""),
            ("check -", "<&-", 2, "<stdin>  błąd         LCKM-E101  Wejście jest zamknięte."),
            ("diff - good.yaml", "<&-", 2, "<stdin>: Wejście jest zamknięte."),
            ("show nic.yaml --audience bip", "2>&-", 2, ""),
        ],
        1,
        4,
        reason="another stream; one of each direction stands for them",
    ),
)
def test_a_closed_stream_is_no_fault_of_the_program(
    base: Path, arguments: str, closed: str, status: int, said: str
) -> None:
    (base / "good.yaml").write_text(procedure(), encoding="utf-8")
    (base / "bad.yaml").write_text(procedure(unit="Miejskie Muzeum"), encoding="utf-8")
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {arguments} {closed}', "sh", *MAIN],
        capture_output=True,
        text=True,
        timeout=60,
    )
    printed = done.stdout + done.stderr
    assert (done.returncode, printed[: len(said)]) == (status, said)
    assert said or not printed or arguments == "--help"


def test_standard_input_and_exit_code() -> None:
    done = spawn("check", "-", input=procedure(title="Wydanie " + "x" * 153).encode())
    assert done.returncode == 1
    assert done.stdout.decode().startswith("<stdin>:3:8  błąd")
    assert b"\x1b" not in done.stdout
