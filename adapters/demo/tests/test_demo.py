"""lckm demo: everything is there, twice the same, and no other folder is harmed."""

import os
import re
import shlex
import shutil
import sys
import threading
from collections import Counter
from contextlib import closing
from datetime import datetime
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from click.testing import Result
from markupsafe import Markup

from lckm_cli.input_files import read_as
from lckm_core import Audience, amend, read
from lckm_core.organisation import Role
from lckm_demo import report_flow as reporting
from lckm_demo.live.staff import STAFF
from lckm_demo.paths import DATABASE, LINKED_DATA, SITE, SITES
from lckm_demo.procedure_flow import Published
from lckm_demo.procedures_page import published_by
from lckm_sql import SqlAdapter
from lckm_word import read_request
from tests.helpers.commands import Run, spawn
from tests.helpers.places import SAMPLES

DAY = "2026-11-25"
WHOLE_DEMO = pytest.mark.slow(
    reason="a demo of its own; the one that all tests here look at stands for it", weekly=True
)


class Links(HTMLParser):
    """Collects where a page leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "src") and value]


@pytest.fixture
def made(demo: tuple[Path, Result]) -> Path:
    folder, outcome = demo
    assert outcome.exit_code == 0, outcome.output
    assert "index.html" in outcome.stdout
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_who_hands_in_is_head_of_what_they_hand_in(made: Path, tmp_path: Path) -> None:
    database = tmp_path / "lckm.sqlite"
    shutil.copy(made / DATABASE, database)
    with closing(SqlAdapter(url=f"sqlite:///{database}", encryption=False)) as adapter:
        handovers = [edition.handover for edition in adapter.procedures.all_editions()]
    places = {
        official.name: official.cell or official.unit
        for official in STAFF
        if set(official.roles) & {Role.HEAD_OF_CELL, Role.HEAD_OF_UNIT}
    }
    told = [one for one in handovers if one is not None and one.asked_by in places]
    assert {one.asked_by for one in told} == set(places)
    assert all(places[str(one.asked_by)] in (one.cell, one.unit) for one in told)


def test_everything_is_there(made: Path) -> None:
    names = files(made)
    for place in SITES.values():
        assert len(list((made / place).glob("KA-*.html"))) >= 9
        assert len(list((made / place / "pliki").glob("KA-*/*.pdf"))) >= 9
    for internal in (
        "site/a/portal/KA-00044.html",
        "site/a/bip/KA-00044.html",
        "site/a/bip/OG-0001.html",
    ):
        assert internal not in names
    assert {
        "call-centre/KA-00044.html",
        "timeline.svg",
        "timeline.txt",
        "word/wzor.docx",
    } <= names.keys()
    assert (made / "site" / "current" / "portal" / "regulamin.html").is_file()
    for kind in ("baza", "z-bledami"):
        assert {
            f"findings/{kind}.{ending}" for ending in ("txt", "json", "sarif", "github.txt")
        } <= names.keys()
    assert b"brak uwag" in names["findings/baza.txt"]
    assert b"LCKM-P001" in names["findings/z-bledami.txt"]
    assert len([name for name in names if name.endswith(".request.yaml")]) >= 1
    assert {
        f"linked-data/{name}" for name in ("katalog.ttl", "procedury.jsonld", "dane-gov-pl.md5")
    } <= names.keys()


def test_the_summary_leads_through_the_ordinance_in_its_order(made: Path) -> None:
    page = (made / "index.html").read_text(encoding="utf-8")
    assert re.findall(r"<h2>§ (\d+)\.", page) == ["8", "9", "10", "11", "12"]
    parts = dict(zip(["", "8", "9", "10", "11", "12"], page.split("<h2>§ "), strict=True))
    leads = {
        "9": [
            "word/wzor.docx",
            "word/KA-01189.wniosek.docx",
            "accessibility.html",
            "findings/baza.txt",
        ],
        "10": [
            "site/current/bip/index.html",
            "site/current/portal/index.html",
            "linked-data/katalog.ttl",
        ],
        "12": ["timeline.svg", "events.txt"],
    }
    for number, paths in leads.items():
        assert [path for path in paths if f'href="{path}"' not in parts[number]] == []


def test_each_heading_of_the_files_has_files_of_its_own(made: Path) -> None:
    page = (made / "index.html").read_text(encoding="utf-8")
    folders = {"Wiadomości do jednostek": "mail/", "Rekordy helpdesku": "helpdesk/"}
    for heading, folder in folders.items():
        links = Links()
        links.feed(page.partition(f">{heading}</h")[2].partition("<h")[0])
        assert links.found
        assert [link for link in links.found if not link.startswith(folder)] == []


def test_a_question_is_answered_there_by_what_who_asks_may_see(made: Path) -> None:
    """The call centre finds by its own questions and answers what residents are not shown."""
    page = (made / "index.html").read_text(encoding="utf-8")
    portal, staff = (
        part.partition("</blockquote>")[0]
        for part in page.split("<q>czy karta dziala w tramwaju</q>")[1:]
    )
    assert "<mark>tramwajach</mark>" in staff
    assert 'href="call-centre/KA-01379.html"' in staff
    assert "tramwaj" not in portal
    residents, *_ = (
        part.partition("</blockquote>")[0] for part in page.split("<q>ile kosztuje")[1:]
    )
    assert 'href="site/current/portal/KA-01379.html"' in residents


def test_it_says_why_the_public_does_not_find_what_the_call_centre_does(made: Path) -> None:
    page = (made / "index.html").read_text(encoding="utf-8")
    said = page.index("Odpowiedź jest w polu z gwiazdką, tylko dla Call Center")
    assert said < page.index("<q>czy karta dziala w tramwaju</q>")


def test_bip_keeps_what_was_amended_and_what_was_withdrawn(made: Path) -> None:
    """And the summary leads to it; the portal has the newest edition alone."""
    bip, portal = made / SITES[Audience.BIP], made / SITES[Audience.PORTAL]
    now, before = (
        (bip / name).read_text(encoding="utf-8") for name in ("KA-01238.html", "KA-01238/1.html")
    )
    assert "odpadów porzuconych" in now.partition("<h1>")[2].partition("</h1>")[0]
    assert 'href="KA-01238/1.html"' in now
    assert "dzikiego wysypiska śmieci" in before
    assert not (portal / "KA-01238").exists()
    assert "KA-02530" in (bip / "usuniete.html").read_text(encoding="utf-8")
    assert not any(
        (place / "KA-02530.html").exists() for place in (bip, portal, made / "call-centre")
    )
    page = (made / "index.html").read_text(encoding="utf-8").partition("<h2>§ 12.")[2]
    for name in ("KA-01238/1.html", "usuniete.html", "zmiany.html"):
        assert f'href="{SITES[Audience.BIP]}/{name}"' in page


def test_the_timeline_is_of_what_is_still_shown(made: Path) -> None:
    """The procedure that was withdrawn is on it no more, in words, as data or in the picture,
    and that is said.
    """
    for name in ("timeline.txt", "timeline.json", "timeline.svg"):
        assert "KA-02530" not in (made / name).read_text(encoding="utf-8"), name
    assert "widać 12 procedur z 12" in (made / "timeline.txt").read_text(encoding="utf-8")
    assert "bez wycofanej KA-02530" in (made / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("amended", [True, False])
def test_of_a_request_with_errors_it_is_said_that_it_was_sent_back(
    made: Path, amended: bool
) -> None:
    counts: dict[str, Any] = dict.fromkeys(Published._fields, 0) | {
        "shown": {},
        "channels": {},
        "amended": amended,
    }
    said = published_by(made, Published(**counts), Markup(""))
    assert (
        "wrócił do kierownika, bo ma błędy" in said,
        "KA-01238: obecne wydanie, z historią" in said,
    ) == (
        not amended,
        amended,
    )


def test_a_request_in_word_is_the_request_of_the_samples(made: Path) -> None:
    for name in ("KA-01189", "KA-01238"):
        sample = read_as(str(SAMPLES / "updates" / f"{name}.request.yaml"), "update-request")
        old = read((SAMPLES / "procedures" / f"{name}.yaml").read_bytes()).procedure()
        redlined = read_request((made / "word" / f"{name}.wniosek.docx").read_bytes())
        assert redlined.request is not None
        assert amend(old, redlined.request) == amend(old, sample)
        assert redlined.before.procedure() == old


def test_files_came_with_the_procedures_and_are_shown_with_them(made: Path) -> None:
    kept = {
        path.parent.name + path.name
        for path in (made / "files" / "content").rglob("*")
        if path.is_file()
    }
    samples = {
        path.relative_to(SAMPLES / "files"): path.read_bytes()
        for path in (SAMPLES / "files").rglob("*.*")
    }
    assert kept == {sha256(data).hexdigest() for data in samples.values()}
    for place in SITES.values():
        shown = {
            path.relative_to(made / place / "pliki"): path
            for path in (made / place / "pliki").rglob("*.*")
        }
        assert len(shown) > 20
        assert all(path.read_bytes() == samples[name] for name, path in shown.items())
        # Files of the edition that begins next year are not within reach before it does.
        assert not [name for name in shown if "2027" in name.name]


def test_every_file_and_page_of_the_site_that_data_lead_to_is_there(made: Path) -> None:
    """Also from the linked data, which lie beside the site and have its whole address."""
    found = set()
    for folder in (made / LINKED_DATA, made / SITE):
        for path in folder.rglob("*"):
            if path.suffix in (".ttl", ".jsonld", ".html", ".xml", ".json"):
                text = path.read_text(encoding="utf-8")
                found |= set(re.findall(r"https://lckm\.invalid/([^\s\"'<>#?]*)", text))
    inside = {unquote(one) for one in found if not one.startswith("dane/")}
    assert len([one for one in inside if "/pliki/" in f"/{one}"]) > 20
    assert [one for one in sorted(inside) if not (made / SITE / "current" / one).exists()] == []


@pytest.fixture
def events(made: Path) -> list[tuple[str, str, str, str]]:
    """What the centre told of: when, what, to which number, and the outcome."""
    lines = (made / "events.txt").read_text(encoding="utf-8").splitlines()
    told = [re.fullmatch(r"(\S+) (\w+) (\S+): (.+)", line) for line in lines]
    assert all(told)
    return [(one[1], one[2], one[3], one[4]) for one in told if one]


def test_every_procedure_went_through_the_centre(events: list[tuple[str, str, str, str]]) -> None:
    """Each file that can be built is handed in; what has errors comes back, and the rest is
    published, edition by edition.
    """
    done: dict[str, list[str]] = {}
    for _, verb, subject, _ in events:
        if subject.startswith("KA-"):
            done.setdefault(subject, []).append(verb)
    files = Counter(path.name.partition(".")[0] for path in (SAMPLES / "procedures").glob("*.yaml"))
    assert files["KA-01379"] == 2
    published = {
        number: ["hand_in", "confirm", "publish"] * count for number, count in files.items()
    }
    for number in ("KA-00044", "KA-01478"):  # whose field „Inne” the call centre fills in
        published[number].insert(1, "note")
    published["KA-01238"] *= 2  # whose head asks for a change
    published["KA-02530"].append("withdraw")
    assert done == {**published, "KA-09002": ["hand_in", "give_back"]}


def test_the_centre_told_of_it_all_in_order(events: list[tuple[str, str, str, str]]) -> None:
    moments = [datetime.fromisoformat(at) for at, *_ in events]
    assert moments == sorted(moments)
    count = Counter(verb for _, verb, _, _ in events)
    reports = len(list((SAMPLES / "reports").glob("*.yaml")))
    assert count["export"] == 2 * 4, "each of four, before the change and after it"
    notices = sum(":" in subject for _, verb, subject, _ in events if verb == "dispatch")
    assert count["register"] == count["dispatch"] - notices == reports
    assert notices == count["confirm_erasure"] > count["tell_units"] - notices == 0
    assert (count["withdraw_consent"], count["anonymise_due"]) == (1, 2)
    assert {outcome for _, verb, _, outcome in events if verb == "dispatch"} == {"sent", "helpdesk"}


def test_the_summary_counts_each_message_that_a_unit_erased(
    made: Path, events: list[tuple[str, str, str, str]]
) -> None:
    page = (made / "index.html").read_text(encoding="utf-8")
    asked = sum(verb == "confirm_erasure" for _, verb, _, _ in events)
    assert asked > 2
    for words in (r"\(skasował (\d+)\)", r"Usunięte przez jednostki\D+(\d+)"):
        assert set(re.findall(words, page)) == {str(asked)}


def test_no_link_is_broken(made: Path) -> None:
    inner = []
    for page in made.rglob("*.html"):
        links = Links()
        links.feed(page.read_text(encoding="utf-8"))
        inner += [
            (page, one) for one in links.found if not re.match(r"https?:|mailto:|tel:|#|data:", one)
        ]
    assert inner
    assert [
        (page, one)
        for page, one in inner
        if not (page.parent / unquote(one.partition("#")[0])).exists()
    ] == []


def repeatable(folder: Path) -> dict[str, bytes]:
    """The files without what differs each time: bytes of databases, keys, ports in the log,
    when messages were really sent.
    """
    apart = ("database/", "search/", "live/")
    found = files(folder).items()
    return {
        name: re.sub(rb"\r\nDate: [^\r]+", b"", content) if name.endswith(".eml") else content
        for name, content in found
        if name not in ("log.txt", ".lckm-demo") and not name.startswith(apart)
    }


def test_what_others_put_or_mend_there_is_left_alone(run: Run, base: Path, made: Path) -> None:
    """The demo says to check its faulty samples, so people mend them there."""
    shutil.copytree(made, base / "demo", symlinks=True)
    note, sample = (
        base / "demo" / "notatka.txt",
        base / "demo" / "samples" / "faulty" / "KA-09002.yaml",
    )
    mended = sample.read_text(encoding="utf-8").replace("id: ", "id:  ")
    for path, text in ((note, "x"), (sample, mended)):
        before = path.read_bytes() if path.exists() else None
        path.write_text(text, encoding="utf-8")
        result = run("demo", "--to", "demo", "--on", DAY)
        assert result.exit_code == 2
        assert f"zmienił: {path.relative_to(base / 'demo').as_posix()}." in result.stderr
        assert path.read_text(encoding="utf-8") == text
        path.unlink() if before is None else path.write_bytes(before)


@WHOLE_DEMO
def test_in_the_folder_of_an_earlier_one_it_is_the_same(run: Run, base: Path, made: Path) -> None:
    shutil.copytree(made, base / "demo", symlinks=True)
    assert run("demo", "--to", "demo", "--on", DAY).exit_code == 0
    assert len(repeatable(made)) > 200
    assert repeatable(base / "demo") == repeatable(made)


def test_the_last_line_is_a_command_that_runs(made: Path, demo: tuple[Path, Result]) -> None:
    """It is found without ``.venv`` on the path: by ``./dev`` in a checkout that it set up, by
    its name elsewhere.
    """
    last = demo[1].stdout.splitlines()[-1]
    assert last.startswith("Spróbuj: ")
    program, *arguments = shlex.split(last.removeprefix("Spróbuj: "))
    if (SAMPLES.parent / ".venv" / ".made-by-dev").is_file() and Path(
        sys.prefix
    ) == SAMPLES.parent / ".venv":
        assert (Path(program).resolve(), arguments.pop(0)) == (SAMPLES.parent / "dev", "lckm")
        assert os.access(program, os.X_OK)
    else:
        assert program == "lckm"
    done = spawn(*arguments)
    assert (done.returncode, b"LCKM-P001" in done.stdout) == (1, True)


def test_a_date_is_not_broken_at_the_end_of_a_line(made: Path) -> None:
    lead = (made / "index.html").read_text(encoding="utf-8").partition("według stanu na ")[2]
    assert lead.startswith(DAY.replace("-", "\u2011"))


def test_another_folder_is_left_alone(run: Run, base: Path) -> None:
    (base / "mine").mkdir()
    (base / "mine" / "x.txt").write_text("x", encoding="utf-8")
    result = run("demo", "--to", "mine")
    assert result.exit_code == 2
    assert files(base / "mine") == {"x.txt": b"x"}
    assert run("demo", "--to", "mine/x.txt").exit_code == 2


def test_the_samples_are_left_alone(run: Run) -> None:
    for folder in (SAMPLES, SAMPLES / "demo", SAMPLES.parent):
        assert run("demo", "--to", folder).exit_code == 2
    assert not (SAMPLES / "demo").exists()


@WHOLE_DEMO
def test_the_last_day_with_a_term_in_a_folder_of_an_odd_name(run: Run, base: Path) -> None:
    """It is the last of which the calendar knows the end of the term."""
    folder = base / "pokaz 50%20? #ą"
    assert run("demo", "--to", folder, "--on", "9998-12-31").exit_code == 0
    portal = folder / "site" / "current" / "portal"
    assert "9998" in (portal / "index.html").read_text(encoding="utf-8")
    assert (portal / "KA-01478.html").is_file()
    assert not (portal / "KA-01379.html").exists(), "its last day was in 2026"
    assert (folder / "database" / "lckm.sqlite").is_file()


@WHOLE_DEMO
def test_ended_early_it_closes_everything_and_can_be_run_again(
    run: Run, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While units are asked to erase, the database, the mail server and a connection to it are
    open.
    """
    threads, failures = set(threading.enumerate()), [KeyboardInterrupt, OSError]

    def failing(folder: Path) -> int:
        # A thread of an earlier test may have ended meanwhile.
        assert set(threading.enumerate()) - threads, "the mail server runs"
        assert list((base / "demo" / "database").rglob("*-wal")), "the database is open"
        raise failures.pop(0)

    monkeypatch.setattr(reporting, "obey", failing)
    for code in (130, 2):
        done = run("demo", "--to", "demo", "--on", DAY)
        assert done.exit_code == code, done.stderr
        assert set(threading.enumerate()) <= threads
        assert not list((base / "demo" / "database").rglob("*-wal")), "the database is closed"
    assert failures == [], "the second was not refused for what the first had left"


@pytest.mark.parametrize("day", ["2023-01-18", "9999-12-31"])
def test_a_day_without_terms_or_a_term_is_refused(run: Run, base: Path, day: str) -> None:
    result = run("demo", "--to", "demo", "--on", day)
    assert result.exit_code == 2, result.output
    assert "od 2023-01-19" in result.stderr
    assert not (base / "demo").exists()
