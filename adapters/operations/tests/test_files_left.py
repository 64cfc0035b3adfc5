"""Two machines on one database whose folders of files are not shared; and files that are gone."""

import json
from types import SimpleNamespace

import pytest
from sqlalchemy import insert

from lckm_cli.settings import read_settings
from lckm_core.memory import MemoryReports
from lckm_core.ports.optional import FileInventory, offered
from lckm_operations.optional_features import left_files
from lckm_operations.pending_deletions import Gone, note_gone
from lckm_sql.tables import files
from lckm_testing import PersonalDataCanary

HERE, THERE = "lckm.toml", "other.toml"
FILE = "ZG-1-1"


@pytest.fixture
def machines(city):
    """A report came in here, with its file; the other machine has a folder of its own."""
    path = city.folder / HERE
    text = path.read_text(encoding="utf-8")
    for name, folder in ((HERE, "files"), (THERE, "no-files")):
        own = text.replace(
            '{ path = "base" }', f'{{ path = "base" }}\nattachments = {{ path = "{folder}" }}'
        )
        (city.folder / name).write_text(own, encoding="utf-8")
    canary = PersonalDataCanary("two machines")
    city.centre().plugins.attachments[0].keep(FILE, canary.description().encode())
    report = city.register("ZG-1", canary.form())
    assert [one.reference for one in report.attachments] == [FILE]
    return city


def receipt(run, *arguments):
    done = run(*arguments, "--format", "json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def found(run, settings):
    """Return what verify finds of files, by kind."""
    done = run("verify", "--settings", settings, "--format", "json")
    rows = [
        (row["kind"], row["subject"]) for row in json.loads(done.stdout) if "file" in row["kind"]
    ]
    assert done.exit_code == (1 if rows else 0)
    return rows


class TestTwoMachinesThatShareNoFolder:
    def test_the_one_without_the_file_says_so_until_the_other_has_destroyed_it(self, machines, run):
        assert receipt(run, "erase", "withdraw", "ZG-1", "--settings", THERE)["files_left"] == 1
        assert receipt(run, "outbox", "--settings", THERE)["files_left"] == 1
        assert (machines.folder / "files" / FILE).exists()
        said = run("outbox", "--settings", THERE).output
        assert "Pliki do zniszczenia: 1\nKtóre i co z nimi zrobić, mówi lckm verify.\n" in said
        assert found(run, THERE) == [("file that no store of files finds", FILE)]
        assert found(run, HERE) == [("file not destroyed", FILE)]
        said = run("verify", "--settings", THERE).output
        assert f"{FILE}: Zgłoszenie nie ma już danych osobowych" in said
        assert "lckm erase files-gone" in said

        assert receipt(run, "erase", "due", "--settings", THERE)["files_left"] == 1, (
            "however often it is asked"
        )
        assert receipt(run, "erase", "due", "--settings", HERE)["files_left"] == 0
        assert not (machines.folder / "files" / FILE).exists()
        assert (found(run, THERE), found(run, HERE)) == ([], [])
        assert "mówi lckm verify" not in run("outbox", "--settings", THERE).output

    def test_a_folder_that_is_shared_leaves_nothing(self, machines, run):
        (machines.folder / "no-files").symlink_to(machines.folder / "files")
        assert receipt(run, "erase", "withdraw", "ZG-1", "--settings", THERE)["files_left"] == 0
        assert found(run, THERE) == []

    def test_at_the_term_it_is_the_same(self, machines, run, monkeypatch):
        due = read_settings(machines.folder / THERE).centre()
        later = due.plugins.reports.clock().replace(year=2099)
        due.anonymise_due(now=later)
        assert found(run, THERE) == [("file that no store of files finds", FILE)]

    @pytest.mark.slow(reason="thousands of files; one that is named and counted stands for them")
    def test_however_many_there_are_each_is_named_and_counted(self, machines, run):
        names = [f"ZG-{number}-1" for number in range(2, 2502)]
        with machines.centre().plugins.reports.database.writing() as connection:
            rows = [
                {"reference": one, "report_number": "ZG-1", "month_id": None, "left_over": True}
                for one in names
            ]
            connection.execute(insert(files), rows)
        assert {subject for _, subject in found(run, HERE)} == {*names}
        assert receipt(run, "erase", "withdraw", "ZG-1", "--settings", THERE)["files_left"] == 2501
        assert receipt(run, "outbox")["files_left"] == 2501
        assert (
            run("erase", "files-gone", names[0], names[-1], "--reason", "searched").exit_code == 0
        )
        assert len(found(run, HERE)) == 2499


@pytest.mark.parametrize("count", [0, 1, 999, 1000, 1001, 2500])
def test_a_store_that_lists_no_files_page_by_page_names_each_too(count):
    names = [f"ZG-{number}-1" for number in range(count)]
    assert offered(store := MemoryReports(left=names), FileInventory, "left_files_after") is None
    assert [*left_files(store)] == names


class TestAFileThatIsGone:
    @pytest.fixture
    def gone(self, machines, run):
        (machines.folder / "files" / FILE).unlink()
        run("erase", "withdraw", "ZG-1")
        return machines

    @pytest.mark.parametrize(
        "reason",
        [
            "deleted",
            *(
                pytest.param(one, marks=pytest.mark.slow(reason="another word in the same place"))
                for one in ("searched", "medium")
            ),
        ],
    )
    def test_once_said_it_is_named_no_more_and_the_trail_keeps_it(self, gone, run, reason):
        assert found(run, HERE) == [("file that no store of files finds", FILE)]
        said = receipt(run, "erase", "files-gone", FILE, FILE, "--reason", reason)
        assert (said["files_gone"], said["files_left"]) == (1, 0)
        assert found(run, HERE) == []
        (line,) = json.loads(run("audit", "--verb", "destroy_files", "--format", "json").stdout)
        assert (line["subject"], line["outcome"]) == ("ZG-1", f"gone, {reason}: {FILE}")

    def test_each_listener_is_told(self, gone):
        centre = gone.centre()
        heard = [[], []]
        listeners = [SimpleNamespace(on_event=events.append) for events in heard]
        plugins = SimpleNamespace(
            reports=centre.plugins.reports,
            attachments=centre.plugins.attachments,
            listeners=listeners,
        )
        now = plugins.reports.clock()
        note_gone(SimpleNamespace(plugins=plugins), [FILE], Gone.DELETED, now=now)
        assert [[event.outcome for event in events] for events in heard] == [
            [f"gone, deleted: {FILE}"]
        ] * 2

    @pytest.mark.slow(reason="the same for people; that for programs is read in every change")
    def test_a_receipt_for_people(self, gone, run):
        said = run("erase", "files-gone", FILE, "--reason", "searched").output
        assert "pliki, których już nie ma: 1\npliki, które zostały do zniszczenia: 0\n" in said

    def test_what_does_not_wait_is_refused_and_with_it_all_that_is_named(self, gone, run):
        for names in (["ZG-1-2"], [FILE, "ZG-9-1"], [FILE, "ZG-1"]):
            done = run("erase", "files-gone", *names, "--reason", "searched")
            said = f"{names[-1]}: żaden plik o tej nazwie nie czeka" in done.output
            assert (done.exit_code, said) == (2, True), names
        assert found(run, HERE) == [("file that no store of files finds", FILE)]
        assert run("audit", "--verb", "destroy_files", "--format", "json").stdout.strip() == "[]"

    def test_without_a_reason_it_is_refused(self, gone, run):
        assert run("erase", "files-gone", FILE).exit_code == 2
        assert found(run, HERE) == [("file that no store of files finds", FILE)]

    @pytest.mark.parametrize("broken", [False, True])
    def test_what_is_here_or_cannot_be_looked_for_is_not_gone(
        self, machines, run, monkeypatch, broken
    ):
        run("erase", "withdraw", "ZG-1", "--settings", THERE)
        if broken:
            monkeypatch.setattr("lckm_folder.FolderAttachments.read", lambda *_: 1 / 0)
        done = run("erase", "files-gone", FILE, "--reason", "deleted")
        assert (done.exit_code, f"{FILE}: ten plik tu jest" in done.output) == (2, True)
        assert found(run, HERE) == [("file not destroyed", FILE)]

    def test_where_nothing_of_ours_keeps_files_a_person_destroys_them_and_says_so(self, city, run):
        city.register("ZG-1", PersonalDataCanary("no files").form())
        run("erase", "withdraw", "ZG-1")
        assert found(run, HERE) == [("files that nobody destroys", FILE)]
        run("erase", "files-gone", FILE, "--reason", "deleted")
        assert found(run, HERE) == []


class TestFilesOfReportsThatCannotBeRead:
    """Their letters go without them, and nobody but these would say so."""

    @pytest.fixture
    def unplugged(self, machines):
        (machines.folder / "files").rename(machines.folder / "elsewhere")
        return machines

    def test_verify_says_how_many_and_what_to_do(self, unplugged, run):
        (row,) = json.loads(run("verify", "--format", "json").stdout)
        assert (row["kind"], row["subject"]) == ("files of reports that cannot be read", FILE)
        assert (
            f"nie da się tu odczytać: 1, pierwszy {FILE}. Zgłoszenia idą bez tych plików."
            in row["message"]
        )
        assert "cannot be read here: 1, the first" in run("verify", "--lang", "en").output
        (unplugged.folder / "elsewhere").rename(unplugged.folder / "files")
        assert run("verify").exit_code == 0

    def test_so_does_the_outbox(self, unplugged, run):
        assert receipt(run, "outbox")["files_not_read"] == 1
        assert f"nie da się tu odczytać: 1, pierwszy {FILE}." in run("outbox").output
        (unplugged.folder / "elsewhere").rename(unplugged.folder / "files")
        assert receipt(run, "outbox")["files_not_read"] == 0
        assert "odczytać" not in run("outbox").output

    @pytest.mark.slow(reason="two workers; verify and outbox tell it in every change")
    def test_the_heartbeat_and_the_exit_code_tell_it(self, unplugged, run):
        done = run("worker", "--once")
        assert done.exit_code == 1
        assert (
            json.loads(done.stdout)["failing"]["looking for files"]["error"]
            == "UnreadableFilesError"
        )
        assert "Szukanie plików zgłoszeń: Zgłoszenia idą bez tych plików." in done.stderr
        assert json.loads((unplugged.folder / "beat.json").read_text())["state"] == "failing"
        (unplugged.folder / "elsewhere").rename(unplugged.folder / "files")
        assert run("worker", "--once").exit_code == 0

    def test_one_file_that_is_gone_is_told_as_well(self, machines, run):
        (machines.folder / "files" / FILE).unlink()
        assert receipt(run, "outbox")["files_not_read"] == 1

    def test_of_a_report_without_personal_data_it_is_no_live_one(self, machines, run):
        receipt(run, "erase", "withdraw", "ZG-1", "--settings", HERE)
        assert receipt(run, "outbox")["files_not_read"] == 0
