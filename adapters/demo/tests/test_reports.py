"""lckm demo: every report arrives, no planted datum stays, and what stays is told."""

import json
import logging
import re
import sqlite3
from contextlib import closing
from email import message_from_bytes, policy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import attrs
import pytest
from click.testing import Result

from lckm_core import Audience, to_data
from lckm_demo import logs, report_flow as reporting, summary_charts as figures
from lckm_demo.paths import LIVE
from lckm_demo.test_data import PEOPLE, sent
from lckm_folder import FolderAttachments
from lckm_sql import SqlReports
from tests.helpers.commands import Run
from tests.helpers.places import SAMPLES

ON = ("--on", "2026-11-25")
WHOLE_DEMO = pytest.mark.slow(
    reason="a demo of its own; test_parts.py tells that its search finds what is there", weekly=True
)
SAID = re.compile(
    r"rzeszukano (\d+) plik\w* w poszukiwaniu (\d+) podłożonych danych osobowych: znaleziono (\d+)"
)


@pytest.fixture
def finished_demo(demo: tuple[Path, Result]) -> tuple[Path, str]:
    folder, result = demo
    assert result.exit_code == 0, result.output
    return folder, result.stdout


def mails(folder: Path) -> dict[str, Any]:
    return {
        str(path): message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in folder.rglob("*.eml")
    }


def test_the_statement_is_on_the_terminal_and_on_the_page(finished_demo: tuple[Path, str]) -> None:
    folder, output = finished_demo
    said = SAID.search(output)
    assert said
    assert SAID.search((folder / "index.html").read_text(encoding="utf-8"))[0] == said[0]  # type: ignore[index]
    files, planted, found = map(int, said.groups())
    live = folder / LIVE
    paths = [path for path in folder.rglob("*") if live not in path.parents]
    assert files == sum(path.is_file() for path in paths)
    assert planted > 100
    assert found == 0


def number(pattern: str, page: str) -> int:
    found = re.search(pattern, page)
    assert found, pattern
    return int(found[1])


def test_what_is_not_there_now_was_there_before(finished_demo: tuple[Path, str]) -> None:
    """A search that finds nothing proves something only if it found the same data earlier,
    wherever they were.
    """
    folder = finished_demo[0]
    page = (folder / "index.html").read_text(encoding="utf-8")
    places = [
        number(rf"w {place}: (\d+)", page) for place in ("bazie", "załącznikach", "wiadomościach")
    ]
    assert min(places) > 0
    assert number(r"znajdowało je (\d+) razy", page) == sum(places)


@pytest.mark.slow(
    reason="every file once more; what the demo's own search says stands for it", weekly=True
)
def test_nothing_is_there_now_but_what_goes_on(finished_demo: tuple[Path, str]) -> None:
    """What goes on has them: test_tour.py lets their term pass."""
    folder = finished_demo[0]
    ended = [path for path in folder.iterdir() if path.name != LIVE]
    assert [trace for path in ended for trace in PEOPLE.others.search(path)] == []


def test_each_arrow_of_the_procedures_has_its_own_figure() -> None:
    counted = {"handed_in": 11, "checked": 12, "given_back": 13, "published": 14, "not_built": 16}
    published = SimpleNamespace(**counted, shown={Audience.PORTAL: range(15)})
    drawn = figures.procedures(published)  # type: ignore[arg-type]
    assert sorted(re.findall(">(1[1-6])<", drawn)) == [f"{count}" for count in range(11, 17)]


def test_who_withdraws_is_gone_and_nobody_else(finished_demo: tuple[Path, str]) -> None:
    page = (finished_demo[0] / "index.html").read_text(encoding="utf-8")
    theirs = number(r"w tym (\d+) razy dane osoby", page)
    assert theirs > 5
    assert number(r"zaraz potem zostało ich (\d+)", page) == 0
    assert (
        number(r"a danych drugiej osoby wciąż (\d+)", page)
        == number(r"znajdowało je (\d+) razy", page) - theirs
    )


def test_the_database_keeps_all_reports_and_no_month(finished_demo: tuple[Path, str]) -> None:
    """It is looked at by SQLite alone."""
    database = finished_demo[0] / "database" / "lckm.sqlite"
    with closing(sqlite3.connect(f"file:{database}?immutable=1", uri=True)) as connection:
        (kept,) = connection.execute("SELECT count(*) FROM report").fetchone()
        assert kept == len(list((SAMPLES / "reports").glob("*.yaml")))
        (acts,) = connection.execute("SELECT count(*) FROM audit").fetchone()
    assert acts == len((finished_demo[0] / "events.txt").read_text(encoding="utf-8").splitlines())
    lock = database.with_name("lckm.sqlite.in-use")
    mark = database.with_name("lckm.sqlite-months") / "lckm-months"
    files = sorted(path for path in database.parent.rglob("*") if path.is_file())
    assert files == sorted([database, mark, lock])
    assert lock.read_bytes() == b"", "what programs hold the database by says nothing"
    assert mark.read_bytes().isdigit(), "the mark says which database its folder is of"


def test_no_file_of_a_resident_stays(finished_demo: tuple[Path, str]) -> None:
    assert [
        path.name
        for path in (finished_demo[0] / "attachments").iterdir()
        if not path.name.startswith(".")
    ] == []


def test_messages_came_by_smtp_and_it_says_where_they_lie(finished_demo: tuple[Path, str]) -> None:
    folder, output = finished_demo
    assert f"serwer SMTP pokazu: {folder / 'mail'}, folder na każdą skrzynkę" in output
    messages = mails(folder / "mail")
    log = (folder / "log.txt").read_text(encoding="utf-8")
    assert log.count(">> b'DATA'") >= len(messages) > 20, (
        "what a notice names came, too, and is gone"
    )
    for path, message in messages.items():
        assert Path(path).parent.name == message["To"]
        assert message["Message-ID"].partition("@")[0].strip("<") == Path(path).stem


def test_every_report_arrived_once(finished_demo: tuple[Path, str]) -> None:
    folder, output = finished_demo
    sent = len(list((SAMPLES / "reports").glob("*.yaml")))
    numbers = re.search(r"zarejestrowane: (\d+), do skrzynek: (\d+), do helpdesku: (\d+)", output)
    assert numbers
    registered, mailed, filed = map(int, numbers.groups())
    assert registered == mailed + filed == sent
    about = [one["Subject"] for one in mails(folder / "mail").values()]
    notices = [subject for subject in about if "Usuń dane osobowe" in subject]
    assert notices
    assert len(about) - len(notices) == mailed - len(notices), (
        "of each notice the message it names is gone"
    )
    assert len({re.search(r"ZG-\d+-\d+", subject)[0] for subject in about}) == mailed  # type: ignore[index]


def test_what_is_left_is_the_report_without_its_person(finished_demo: tuple[Path, str]) -> None:
    left = [
        json.loads(path.read_bytes())
        for path in sorted((finished_demo[0] / "reports").glob("*.json"))
    ]
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
    for person in PEOPLE:
        for datum in (person.name, person.email, person.pesel, person.words):
            assert datum not in result.stdout + page, "it says where, not what"
    return places


@WHOLE_DEMO
def test_each_place_that_keeps_something_is_found_out(
    run: Run, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All in one demo: each of them keeps it somewhere else, a report that was registered
    unstruck at the helpdesk.
    """
    monkeypatch.setattr(reporting, "obey", lambda folder: 0)
    monkeypatch.setattr(FolderAttachments, "destroy", lambda self, references: None)
    # So the mail server would log every line, were it not told otherwise.
    monkeypatch.setitem(logs.LEVELS, "mail.log", logging.DEBUG)
    # The summary is looked through itself.
    monkeypatch.setattr(figures, "ways", lambda rows: PEOPLE.others.phone)
    # A store that forgets the term has everything in the file of the month, and shows it.
    monkeypatch.setattr(SqlReports, "erase_due", lambda self, *, now: 0)
    monkeypatch.setattr(SqlReports, "add", copying)
    places = found(run, base)
    assert {place.partition("/")[0] for place in places} == {
        "mail",
        "helpdesk",
        "attachments",
        "log.txt",
        "index.html",
        "reports",
        "database",
    }
    assert any(place.startswith("database/lckm.sqlite-months/") for place in places)
    assert any(place.startswith("reports/ZG-2026-") for place in places)
    assert "database/lckm.sqlite" in places


_ADD = SqlReports.add


def copying(self: Any, report: Any, dispatch: Any, receipt: Any = None) -> None:
    """Add a report unstruck, and keep a copy that nobody can get at through the port."""
    personal = report.personal
    unstruck = attrs.evolve(report, description=personal.description) if personal else report
    _ADD(self, unstruck, dispatch)
    with self.database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS copies (text TEXT)")
        connection.exec_driver_sql("INSERT INTO copies VALUES (?)", (json.dumps(to_data(report)),))


@WHOLE_DEMO
def test_a_store_that_only_says_so_is_found_out(
    run: Run, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the port all is anonymous, but the bytes are there: in the file's journal while it is
    open, then in the file.
    """
    monkeypatch.setattr("lckm_sql.partitions_sqlite.SqlitePartitions.purge", lambda self: None)
    places = found(run, base)
    assert {place.partition("/")[0] for place in places} == {"database"}
    assert {place.rpartition(".")[2] for place in places} == {"sqlite", "sqlite-wal"}


def test_who_says_nothing_of_themselves_gets_nothing_planted() -> None:
    forms = list(sent(SAMPLES / "reports", 2026, lambda number: PEOPLE.others))
    silent = [one for one in forms if not one.planted]
    assert 0 < len(silent) < len(forms)
    assert all("reporter" not in one.form for one in silent)
    for one in forms:
        if one.planted:
            assert one.planted >= 9
            assert set(one.form["reporter"]) == {"name", "email", "phone", "address"}
