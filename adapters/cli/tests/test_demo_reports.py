"""lckm demo: every report arrives, no planted datum stays, and what stays is told."""

import json
import re
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import attrs
import pytest
from cli_cases import SAMPLES, Run
from click.testing import Result

from lckm_cli.demo import figures, reporting
from lckm_cli.demo.planting import sent
from lckm_cli.demo.searching import everything_in
from lckm_core.testing import PersonalDataCanary
from lckm_memory import MemoryReports

ON = ("--on", "2026-11-25")
SAID = re.compile(r"rzeszukano (\d+) plik\w* w poszukiwaniu (\d+) podłożonych danych osobowych: znaleziono (\d+)")
CANARY = PersonalDataCanary("demo")


@pytest.fixture
def told(demo: tuple[Path, Result]) -> tuple[Path, str]:
    folder, result = demo
    assert result.exit_code == 0, result.output
    return folder, result.stdout


def mails(folder: Path) -> dict[str, Any]:
    return {str(path): message_from_bytes(path.read_bytes(), policy=policy.default) for path in folder.rglob("*.eml")}


def test_the_statement_is_on_the_terminal_and_on_the_page(told: tuple[Path, str]) -> None:
    folder, output = told
    said = SAID.search(output)
    assert said
    assert SAID.search((folder / "index.html").read_text(encoding="utf-8"))[0] == said[0]  # type: ignore[index]
    files, planted, found = map(int, said.groups())
    assert files == sum(path.is_file() for path in folder.rglob("*"))
    assert planted > 100
    assert found == 0


def test_what_is_not_there_now_was_there_before(told: tuple[Path, str]) -> None:
    """A search that finds nothing proves something only if it found the same data earlier."""
    page = (told[0] / "index.html").read_text(encoding="utf-8")
    assert int(re.search(r"znajdowało je (\d+) razy", page)[1]) > 20  # type: ignore[index]
    assert CANARY.search(told[0]) == ()


def test_every_report_arrived_once(told: tuple[Path, str]) -> None:
    folder, output = told
    sent = len(list((SAMPLES / "reports").glob("*.yaml")))
    numbers = re.search(r"zarejestrowane: (\d+), do skrzynek: (\d+), do helpdesku: (\d+)", output)
    assert numbers
    registered, mailed, filed = map(int, numbers.groups())
    assert registered == mailed + filed == sent
    about = [one["Subject"] for one in mails(folder / "mail").values()]
    notices = [subject for subject in about if "Usuń dane osobowe" in subject]
    assert notices
    assert len(about) - len(notices) == mailed - len(notices), "of each notice the message it names is gone"
    assert len({re.search(r"ZG-\d+-\d+", subject)[0] for subject in about}) == mailed  # type: ignore[index]


def test_what_is_left_is_the_report_without_its_person(told: tuple[Path, str]) -> None:
    left = [json.loads(path.read_bytes()) for path in sorted((told[0] / "reports").glob("*.json"))]
    assert len(left) == len(list((SAMPLES / "reports").glob("*.yaml")))
    assert all(one["description"] and one.get("place") and "personal" not in one for one in left)
    assert any("[usunięto: " in one["description"] for one in left)


def found(run: Run, base: Path) -> list[str]:
    """Run the demo, which has to say that something was left, and return where."""
    result = run("demo", "--to", "demo", *ON)
    assert result.exit_code == 1, result.output
    said = SAID.search(result.stdout)
    assert said
    places = re.findall(r"^ +(\S+): [\w -]+ \([\w -]+\)$", result.stdout, re.MULTILINE)
    assert len(places) == int(said[3]) > 0
    page = (base / "demo" / "index.html").read_text(encoding="utf-8")
    assert said[0] in page
    assert all(f"<li>{place}: " in page for place in places)
    for datum in (CANARY.name, CANARY.email, CANARY.pesel, CANARY.words):
        assert datum not in result.stdout + page, "it says where, not what"
    return places


def test_a_unit_that_does_not_erase_is_found_out(run: Run, base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporting, "obey", lambda folder: 0)
    assert {place.partition("/")[0] for place in found(run, base)} == {"mail"}


def test_a_store_that_forgets_the_term_is_found_out(run: Run, base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MemoryReports, "erase_due", lambda self, *, now: 0)
    places = found(run, base)
    assert "store.json" in places
    assert any(place.startswith("reports/ZG-2026-") for place in places)


def test_a_store_that_keeps_a_copy_is_found_out(run: Run, base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody can get at the copy through the port."""
    add = MemoryReports.add

    def copying(self: Any, report: Any, dispatch: Any) -> None:
        add(self, report, dispatch)
        self.__dict__.setdefault("_index", {})[report.number] = report.personal

    monkeypatch.setattr(MemoryReports, "add", copying)
    assert set(found(run, base)) == {"store.json"}


def test_a_report_registered_unstruck_is_found_out(run: Run, base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The helpdesk and the mailboxes have it then, and it stays for good."""
    add = MemoryReports.add

    def unstruck(self: Any, report: Any, dispatch: Any) -> None:
        add(self, attrs.evolve(report, description=report.personal.description), dispatch)

    monkeypatch.setattr(MemoryReports, "add", unstruck)
    assert {place.partition("/")[0] for place in found(run, base)} == {"mail", "helpdesk", "reports", "store.json"}


def test_the_summary_is_looked_through_itself(run: Run, base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "ways", lambda rows: CANARY.phone)
    assert set(found(run, base)) == {"index.html"}


def test_who_says_nothing_of_themselves_gets_nothing_planted() -> None:
    forms = list(sent(SAMPLES / "reports", 2026, CANARY))
    silent = [one for one in forms if not one.planted]
    assert 0 < len(silent) < len(forms)
    assert all("reporter" not in one.form for one in silent)
    for one in forms:
        if one.planted:
            assert one.planted >= 9
            assert set(one.form["reporter"]) == {"name", "email", "phone", "address"}


class Slotted:
    """An object without a dictionary."""

    __slots__ = ("_hidden", "unset")

    def __init__(self) -> None:
        self._hidden = {("in", "a key"): [b"in bytes", frozenset({"in a set"})]}


def test_nothing_an_object_holds_is_left_out() -> None:
    text = json.dumps(everything_in([Slotted(), {"x": object()}]))
    for hidden in ("in bytes", "a key", "in a set", "<object>"):
        assert hidden in text
