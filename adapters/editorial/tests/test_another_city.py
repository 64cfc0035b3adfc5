"""samples/another-city: a city with its own units, numbers, portal and one limit of its own."""

import gc
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from an_office import SAMPLES
from click.testing import CliRunner

from lckm_cli.main import cli
from lckm_core import ContactCentre, build
from lckm_core.memory import MemoryAdapter
from lckm_core.ports import exclude_ports
from lckm_editorial import DirectoryFile
from lckm_folder import FolderAdapter

NOON = datetime(2026, 11, 25, 11, tzinfo=UTC)
NUMBERS = ("PRZ-00001", "PRZ-00002")
PUBLISHES = pytest.mark.slow(
    reason="publishes the sample; its descriptions and settings are read in every change"
)


@pytest.fixture
def city(tmp_path, monkeypatch):
    """Return a copy of the sample, and work in it."""
    return at_work(shutil.copytree(SAMPLES / "another-city", tmp_path / "city"), monkeypatch)


@pytest.fixture(scope="module")
def published_once(tmp_path_factory):
    """Return a copy of the sample with both descriptions published: an index takes a second."""
    folder = tmp_path_factory.mktemp("published") / "city"
    shutil.copytree(SAMPLES / "another-city", folder)
    with pytest.MonkeyPatch.context() as monkeypatch:
        at_work(folder, monkeypatch)
        publish()
    # What is not collected yet would close the database, and remove files, amid a copy.
    gc.collect()
    return folder


@pytest.fixture
def published(published_once, tmp_path, monkeypatch):
    """Return a copy of what was published, and work in it."""
    return at_work(shutil.copytree(published_once, tmp_path / "city", symlinks=True), monkeypatch)


def at_work(folder, monkeypatch):
    for name in ("lckm_bip", "lckm_search", "lckm_operations"):
        pytest.importorskip(name, reason=f"{name} is not installed")
    for name in ("LCKM_SETTINGS", "LCKM_LANG", "LCKM_DIRECTORY", "LCKM_SEARCH_INDEX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(folder)
    return folder


def done(run, *call):
    result = run(*call)
    assert result.exit_code == 0, result.output
    return result.output


def publish():
    def run(*call):
        return CliRunner().invoke(cli, [*call])

    done(run, "migrate")
    # The first names the second as related.
    for number, head in (("PRZ-00002", "Piotr Wzorcowy"), ("PRZ-00001", "Anna Zielińska")):
        file = f"procedures/{number}.yaml"
        taken = ("--asked-by", head, "--reference", "A.1", "--as", "Ewa Pokazowa")
        done(run, "procedure", "take-in", file, *taken)
    for number in NUMBERS:
        done(run, "procedure", "confirm", number, "--as", "Ewa Pokazowa")
        done(run, "procedure", "publish", number, "--as", "Ewa Pokazowa")
    done(run, "export")


def test_its_descriptions_are_sound_by_its_directory_and_by_no_other(city, run):
    own = ("--directory", "directory.yaml", "--strict")
    assert run("check", "procedures", *own).exit_code == 0
    result = run("check", "procedures")
    assert result.exit_code == 1
    assert {"LCKM-R023", "LCKM-R047"} <= set(result.output.split())


def test_its_limit_is_read(city, run):
    assert "most_attempts" in Path("lckm.toml").read_text("utf-8")
    done(run, "migrate")
    assert "most_attempts" not in run("settings").output
    broken = Path("lckm.toml").read_text("utf-8").replace("most_attempts = 5", "most_attempts = 0")
    Path("lckm.toml").write_text(broken, encoding="utf-8")
    result = run("settings")
    assert "most_attempts" in result.output


def test_its_reports_go_to_its_units_and_lose_their_data_at_the_term(city):
    memory = MemoryAdapter()
    plugins = build(
        exclude_ports(memory, "routes"),
        exclude_ports(FolderAdapter("."), "procedures", "notices"),
        DirectoryFile(file="directory.yaml"),
    )
    centre = ContactCentre(plugins)
    for number, category in (("ZG-1", "jezdnia"), ("ZG-2", "lawka"), ("ZG-3", None)):
        form = {
            "description": "Coś się zepsuło.",
            "category": category,
            "reporter": {"email": "a@b.pl"},
        }
        centre.register(form, number=number, now=NOON, terms_version="1")
    centre.dispatch_due("test", clock=lambda: NOON)
    assert {letter.to: letter.subject for letter in memory.mailer.letters.values()} == {
        "drogi@przykladow.example.org": "[ŁCKM] Zgłoszenie ZG-1: Uszkodzona jezdnia lub chodnik",
        "sprawy.spoleczne@przykladow.example.org": "[ŁCKM] Zgłoszenie ZG-2: Zniszczona ławka",
    }
    assert len(memory.helpdesk.tickets) == 1
    centre.anonymise_due(now=NOON + timedelta(days=240))
    left = [memory.reports.get(number) for number in ("ZG-1", "ZG-2", "ZG-3")]
    assert all(report is not None and report.personal is None for report in left)


@PUBLISHES
def test_its_portal_and_bip_speak_of_itself_alone(published):
    pages = {path: path.read_text("utf-8") for path in Path("site/current").rglob("*.html")}
    assert {path.stem for path in pages} >= set(NUMBERS)
    for path, text in pages.items():
        assert "Łodzi" not in text, path
        assert "Łódzkie" not in text, path
    start = (Path("site/current/portal") / "index.html").read_text("utf-8")
    assert "Jak załatwić sprawę w Przykładowie" in start
    assert "Centrum Kontaktu Miasta Przykładowa" in start
    assert "https://przykladow.example.org/portal/" in start


@PUBLISHES
@pytest.mark.parametrize("asked", ["PRZ-00001", "prz-00001", "1", "karta seniora"])
@pytest.mark.parametrize("audience", ["portal", "call-centre"])
def test_its_call_centre_finds_by_its_numbers_and_words(published, run, asked, audience):
    found = done(run, "find", asked, "--index", "search", "--audience", audience)
    assert "PRZ-00001" in found


@PUBLISHES
def test_a_new_description_gets_a_number_of_its_own(published, run):
    text = Path("procedures/PRZ-00002.yaml").read_text("utf-8")
    text = text.replace("id: PRZ-00002\n", "").replace("Zgłoszenie uszk", "Zgłoszenie mocno uszk")
    Path("new.yaml").write_text(text, encoding="utf-8")
    taken = ("--asked-by", "Piotr Wzorcowy", "--reference", "UPP2", "--as", "Ewa Pokazowa")
    assert "PRZ-00003" in done(run, "procedure", "take-in", "new.yaml", *taken)
