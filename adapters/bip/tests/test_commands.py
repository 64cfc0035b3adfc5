"""``lckm export`` and ``lckm site check``, on a folder of procedures."""

import threading
from pathlib import Path

import bip_samples as shared
import pytest
from click.testing import CliRunner

from lckm_bip import BipAdapter
from lckm_bip.release.release_store import ReleaseStore
from lckm_cli.main import cli
from lckm_cli.settings import Session
from lckm_core import ContactCentre, Role, build
from lckm_core.memory import MemoryAdapter
from lckm_core.ports import EditionChange
from lckm_documents.folder_adapter import DocumentsAdapter
from lckm_documents.store import FolderDocuments
from lckm_folder import FolderAdapter
from lckm_testing import FakeClock
from lckm_testing.contracts.base import Meanwhile
from tests.helpers.rows import some_in_every_change

SETTINGS = """
[[adapter]]
use = "lckm_folder:FolderAdapter"
folder = {{ path = "base" }}

[[adapter]]
use = "reports:NoReports"
{more}
"""
BIP = """
[[adapter]]
use = "lckm_bip:BipAdapter"
target = { path = "site" }
base_url = "https://www.lodz.example/"

[[adapter]]
use = "lckm_documents.folder_adapter:DocumentsAdapter"
root = { path = "documents" }
"""
NO_REPORTS = """
from lckm_core import impl
from lckm_core.memory import MemoryReports


class NoReports:
    name = "reports"

    @impl
    def provide_reports(self):
        return MemoryReports()
"""
OTHER_EXPORTER = """
[[adapter]]
use = "other_exporter:OtherAdapter"
"""
EXPORTER = """
from lckm_core import impl
from lckm_core.publication import Audience


class OtherExporter:
    name = "other"
    audiences = (Audience.BIP,)

    def export(self, read):
        read()


class OtherAdapter:
    name = "other"

    @impl
    def contribute_exporters(self):
        return [OtherExporter()]
"""


@pytest.fixture
def city(tmp_path, monkeypatch):
    """A city whose procedures are in files."""
    FolderAdapter(tmp_path / "base").procedures.save(
        [EditionChange(one) for one in shared.editions()]
    )
    documents = FolderDocuments(tmp_path / "documents")
    for one in shared.editions():
        for file in one.files:
            assert documents.keep(shared.DOCUMENTS.read(file.address)) == file.address
    (tmp_path / "reports.py").write_text(NO_REPORTS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in ("LCKM_SETTINGS", "LCKM_LANG"):
        monkeypatch.delenv(name, raising=False)

    def settings(more=BIP):
        (tmp_path / "lckm.toml").write_text(SETTINGS.format(more=more), encoding="utf-8")
        return tmp_path

    return settings


def lckm(*arguments):
    return CliRunner().invoke(cli, list(map(str, arguments)))


@pytest.fixture
def it_is(monkeypatch):
    """Set the day that it is for commands, and for those that wait."""
    clock = FakeClock(shared.datetime(2026, 11, 25, 10, tzinfo=shared.UTC))
    monkeypatch.setattr(Session, "now", lambda _: clock())
    return lambda text: clock.set(shared.datetime.fromisoformat(f"{text}T10:00:00+00:00"))


def numbers(folder):
    return {path.stem for path in Path(folder, "current", "bip").glob("KA-?????.html")}


@pytest.mark.usefixtures("it_is")
class TestExport:
    def test_places_of_the_settings_show_the_day(self, city):
        city()
        done = lckm("export")
        assert (done.exit_code, done.output) == (0, "site: procedur: 11\n")
        assert len(numbers("site")) == 11
        assert lckm("site", "check", "site").exit_code == 0

    def test_on_another_day_others_are_shown(self, city, it_is):
        city()
        for day, shown in (("2025-02-01", True), ("2026-11-25", False), ("2025-02-01", True)):
            it_is(day)
            assert lckm("export").exit_code == 0
            assert (shared.WITHDRAWN in numbers("site")) == shown

    def test_the_places_of_the_settings_show_no_day_but_today(self, city):
        """Neither too early nor again; what there is to do is said, and what they showed stays."""
        city()
        assert lckm("export", "--on", "2026-11-25").exit_code == 0, "today may be said"
        before = shared.tree(Path("site"))
        for day in ("2025-02-01", "2026-11-24", "2026-11-26"):
            done = lckm("export", "--on", day)
            assert (done.exit_code, "--to FOLDER" in done.output, "2026-11-25" in done.output) == (
                2,
                True,
                True,
            ), day
            assert shared.tree(Path("site")) == before, day
        assert "--to FOLDER" in lckm("export", "--on", day, "--lang", "en").output

    def test_today_is_that_of_lodz(self, city, monkeypatch):
        """After midnight here it is still yesterday by UTC."""
        city()
        night = shared.datetime(2026, 11, 25, 23, 30, tzinfo=shared.UTC)
        monkeypatch.setattr(Session, "now", lambda _: night)
        assert lckm("export", "--on", "2026-11-26").exit_code == 0
        refused = lckm("export", "--on", "2026-11-25")
        assert (refused.exit_code, "2026-11-26" in refused.output) == (2, True)

    def test_a_folder_is_written_to_beside_what_shows_no_site(self, city):
        """Such as a search or open data: it has no folder that residents are shown."""
        folder = city(OTHER_EXPORTER + BIP)
        (folder / "other_exporter.py").write_text(EXPORTER)
        assert lckm("export", "--to", "tomorrow").exit_code == 0
        assert len(numbers("tomorrow")) == 11
        assert lckm("export", "--to", "site").exit_code == 2

    @pytest.mark.parametrize("fails", ["first", "second"])
    def test_of_several_places_each_that_fails_is_told(self, city, fails):
        """By the exit code as well, whichever it was."""
        broken = EXPORTER.replace("read()", 'raise OSError("x")')
        # A module of its own: that of another test may be loaded already.
        other = OTHER_EXPORTER.replace("other_exporter", "broken_exporter")
        folder = city("".join((other, BIP) if fails == "first" else (BIP, other)))
        (folder / "broken_exporter.py").write_text(broken)
        done = lckm("export")
        assert done.exit_code == 1
        assert "other: nie udało się (OSError)" in done.output
        assert "site: procedur: 11" in done.output
        assert len(numbers("site")) == 11

    def test_to_a_folder_the_places_of_the_settings_stay(self, city):
        folder = city()
        done = lckm("export", "--on", "2026-11-25", "--to", "tomorrow")
        assert done.exit_code == 0
        assert "bip: procedur: 11 (tomorrow/current/bip/index.html)" in done.output
        assert len(numbers("tomorrow")) == 11
        assert Path(
            "tomorrow", "current", "bip", "pliki", shared.AMENDED, "wniosek-o-lodzka-karte.docx"
        ).is_file()
        assert not (folder / "site").exists()

    @pytest.mark.parametrize(
        "made", some_in_every_change([True, False], 0, reason="a folder that is not there yet")
    )
    def test_a_place_of_the_settings_is_no_folder_to_look_at_another_day_in(self, city, made):
        """The day of long ago has no procedure, and would leave residents none."""
        folder = city()
        (folder / "more").mkdir()
        (folder / "link").symlink_to(folder / "site")
        if made:
            lckm("export")
        before = shared.tree(folder / "site")
        for to in ("site", "./site/", "link", "more/../site"):
            for day in (("--on", "2020-01-01"), ()):
                done = lckm("export", *day, "--to", to)
                assert (done.exit_code, "Podaj inny folder" in done.output) == (2, True), to
            assert shared.tree(folder / "site") == before, to
        assert "another folder" in lckm("export", "--to", to, "--lang", "en").output

    def test_a_place_that_fails_is_exit_code_1_and_keeps_what_it_had(self, city):
        folder = city()
        (folder / "site").mkdir()
        (folder / "site" / "other").write_text("x")
        done = lckm("export")
        assert (done.exit_code, "NotASiteError" in done.output, "powtórz" in done.output) == (
            1,
            True,
            True,
        )

    def test_without_any_place_it_says_what_to_add(self, city):
        city("")
        done = lckm("export")
        assert (done.exit_code, "lckm_bip:BipAdapter" in done.output) == (2, True)

    def test_a_folder_of_something_else_is_exit_code_2(self, city):
        folder = city()
        (folder / "papers").mkdir()
        (folder / "papers" / "thesis.doc").write_text("x")
        done = lckm("export", "--to", "papers")
        assert (done.exit_code, "pusty" in done.output) == (2, True)
        assert [path.name for path in (folder / "papers").iterdir()] == ["thesis.doc"]

    @pytest.mark.parametrize(
        ("words", "shown"),
        some_in_every_change(
            [
                ((), False),
                (("--on", "2025-02-01"), True),
                (("--to", "site2"), False),
                (("--to", "site2", "--on", "2025-02-01"), True),
            ],
            0,
            3,
            reason="the same to another place; two stand for them",
        ),
    )
    def test_it_shows_the_day_it_is_when_another_export_is_done(
        self, city, it_is, words, shown, monkeypatch
    ):
        """It waits from the last day of a procedure to a day when that is gone; a day that is
        said stays as it was said.
        """
        city()
        it_is("2025-02-01")
        place = "site2" if "--to" in words else "site"
        waiting = Meanwhile(lambda: lckm("export", *words))
        reached, locked = threading.Event(), ReleaseStore.locked
        with ReleaseStore(Path(place)).locked():
            monkeypatch.setattr(
                ReleaseStore, "locked", lambda store: reached.set() or locked(store)
            )
            waiting()
            assert reached.wait(60)
            it_is("2026-11-25")
        assert waiting.result().exit_code == 0
        assert (shared.WITHDRAWN in numbers(place)) == shown

    @pytest.mark.parametrize("wrong", [["--on", "2026-02-30"], ["--settings", "none.toml"]])
    def test_wrong_words_are_exit_code_2(self, city, wrong):
        city()
        assert lckm("export", *wrong).exit_code == 2


class TestSiteCheck:
    def test_what_is_wrong_is_listed(self, city):
        city()
        lckm("export")
        Path("site", "current", "bip", "KA-01098.html").unlink()
        done = lckm("site", "check", "site")
        assert done.exit_code == 1
        assert "bip/KA-01098.html: brakuje tego pliku" in done.output

    def test_a_file_that_a_description_names_and_nobody_handed_in_has_a_line(self, tmp_path):
        one = next(one for one in shared.samples() if one.id == "KA-01238")
        shared.site(tmp_path, shared.publication([shared.edition(one, files=())]))
        done = lckm("site", "check", tmp_path)
        name = "poradnik-jak-opisac-miejsce.pdf"
        assert (done.exit_code, done.output.count(name)) == (1, 2), "in BIP and on the portal"
        assert f"bip/pliki/KA-01238/{name}: opis wymienia ten plik" in done.output
        assert "lckm export" not in done.output, "an export would not help"
        shared.site(tmp_path, shared.publication([shared.edition(one)]))
        assert lckm("site", "check", tmp_path).exit_code == 0

    def test_what_is_no_site_is_exit_code_2(self, tmp_path):
        done = lckm("site", "check", tmp_path, "--lang", "en")
        assert (done.exit_code, "holds no site" in done.output) == (2, True)
        done = lckm("site", "check", tmp_path / "none")
        assert (done.exit_code, "nie ma takiego folderu" in done.output) == (2, True)


def test_a_note_of_the_call_centre_leaves_every_file_of_the_site_as_it_was(tmp_path):
    """Also the feed, the register of changes, and „Czas udostępnienia”."""
    memory = MemoryAdapter()
    one = shared.edition(shared.samples()[1])
    memory.procedures.save([EditionChange(one)])
    centre = ContactCentre(build(memory, BipAdapter(target=str(tmp_path))))
    clock = FakeClock(shared.datetime(2026, 11, 25, 12, tzinfo=shared.UTC))
    centre.export(clock=clock)
    before = shared.tree(tmp_path / "current")
    centre.note(one.id, "Zapytaj.", role=Role.CALL_CENTRE_STAFF, by="Teresa", now=clock())
    centre.export(clock=clock)
    assert shared.tree(tmp_path / "current") == before


def test_the_centre_gives_it_both_faces_in_one_act(city):
    folder = city()
    documents = DocumentsAdapter(root=str(folder / "documents"))
    centre = ContactCentre(
        build(FolderAdapter(folder / "base"), documents, BipAdapter(target=str(folder / "site")))
    )
    (exported,) = centre.export(
        clock=FakeClock(shared.datetime(2026, 11, 25, 12, tzinfo=shared.UTC))
    )
    assert (exported.name, exported.count, exported.failed) == ("site", 11, None)
