"""Two stores of files or two databases, as the settings may have them: commands reach both."""

import json
import os
import sqlite3
from base64 import b64encode
from contextlib import closing
from pathlib import Path

import pytest

from lckm_encryption import KeyFolder
from lckm_operations.missing_files import LockedFilesError, require_live_files
from lckm_testing import PersonalDataCanary

FOLDERS = ("files", "more")
FILES = ("ZG-1-1", "ZG-2-1")
"""The file of each report: that of the first report in the first folder, and so on."""
ADAPTER = """from lckm_folder import FolderAdapter


class MoreFiles(FolderAdapter):
    name = "more files"
"""
WHICH = pytest.mark.parametrize("which", [0, 1])
OFF = "encryption = false"
DAMAGED = "file of a report that was changed or damaged"
OPEN = "files of reports open to every user of the machine"
STRAY = "file without report"
LEFT = "file not destroyed"


def set_up(city, first="", second=""):
    """Write the settings of the two stores, each with settings of its own."""
    city.close()
    (city.folder / "more_files.py").write_text(ADAPTER, encoding="utf-8")
    city.settings(
        more='\n[[adapter]]\nuse = "more_files:MoreFiles"\nfolder = { path = "base" }\n'
        f'attachments = {{ path = "{FOLDERS[1]}" }}\n{second}\n'
        'without = ["procedures", "notices", "routes"]\n'
    )
    path = city.folder / "lckm.toml"
    base = '{ path = "base" }\n'
    own = f'{base}attachments = {{ path = "{FOLDERS[0]}" }}\n{first}\n'
    path.write_text(path.read_text(encoding="utf-8").replace(base, own, 1), encoding="utf-8")


def fill(city):
    """Register two reports, each with a file in another store."""
    for folder, reference in zip(FOLDERS, FILES, strict=True):
        number = reference.removesuffix("-1")
        canary = PersonalDataCanary(number)
        store_of(city, folder).keep(reference, canary.description().encode())
        report = city.register(number, canary.form())
        assert [file.reference for file in report.attachments] == [reference]


def store_of(city, folder):
    """Return the store that keeps its files in a folder."""
    stores = city.centre().plugins.attachments
    assert len(stores) == 2
    (found,) = (store for store in stores if store._folder.root.name == folder)
    return found


def paths(city):
    return [city.folder / folder / file for folder, file in zip(FOLDERS, FILES, strict=True)]


def found(run, *arguments):
    """Return what verify finds, by kind and subject."""
    rows = json.loads(run("verify", "--format", "json", *arguments).stdout)
    return sorted((row["kind"], row["subject"]) for row in rows)


@pytest.fixture
def both(city):
    set_up(city)
    fill(city)
    return city


def test_what_is_in_the_clear_is_counted_and_encrypted_in_both(city, run):
    set_up(city, OFF, OFF)
    fill(city)
    set_up(city)
    assert "pliki zgłoszeń: 2." in run("verify").stderr
    assert run("encrypt").output.endswith("plików: 2\n")
    for path in paths(city):
        canary = PersonalDataCanary(path.name.removesuffix("-1"))
        assert canary.search(path.parent) == (), path
    assert "Niezaszyfrowane" not in run("verify").stderr


def test_files_without_a_digest_are_counted_in_both(both, run):
    for path in paths(both):
        path.write_bytes(b"in the clear, as all were")
        (path.parent / ".lckm-digests" / path.name).unlink()
    assert "sprzed tej wersji: 2." in run("verify").stderr


@WHICH
def test_a_damaged_file_is_found_in_each(both, run, which):
    assert found(run) == []
    paths(both)[which].write_bytes(b"")
    assert found(run) == [(DAMAGED, FILES[which])]


@pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")
def test_files_open_to_all_are_found_in_both(both, run):
    for path in paths(both):
        path.chmod(0o604)
    wanted = [str(Path(folder) / file) for folder, file in zip(FOLDERS, FILES, strict=True)]
    assert found(run) == [(OPEN, path) for path in wanted]


def test_files_of_no_report_are_found_and_destroyed_in_both(both, run):
    strays = []
    for number, path in enumerate(paths(both), start=8):
        stray = path.with_name(f"ZG-{number}-1")
        stray.write_bytes(path.read_bytes())
        stray.chmod(0o600)
        os.utime(stray, (0, 0))
        strays.append(stray)
    assert found(run) == [(STRAY, "ZG-8-1"), (STRAY, "ZG-9-1")]
    assert found(run, "--mend") == []
    assert not any(stray.exists() for stray in strays)
    assert all(path.exists() for path in paths(both))


@WHICH
def test_a_withdrawal_destroys_the_file_in_each(both, run, which):
    number = FILES[which].removesuffix("-1")
    done = json.loads(run("erase", "withdraw", number, "--format", "json").stdout)
    assert done["files_left"] == 0
    assert [path.exists() for path in paths(both)] == [which != 0, which != 1]


def test_a_file_that_both_have_is_destroyed_in_both(both, run):
    store_of(both, FOLDERS[1]).keep(FILES[0], b"from a copy")
    assert run("erase", "withdraw", "ZG-1").exit_code == 0
    assert not any((both.folder / folder / FILES[0]).exists() for folder in FOLDERS)


def test_the_term_destroys_the_keys_and_the_files_in_both(both):
    keys = [KeyFolder(both.folder / f"{folder}-keys") for folder in FOLDERS]
    assert all(folder.days() for folder in keys)
    later = both.centre().plugins.reports.clock().replace(year=2099)
    both.centre().anonymise_due(now=later)
    assert [folder.days() for folder in keys] == [[], []]
    assert not any(path.exists() for path in paths(both))


@WHICH
def test_a_file_that_cannot_be_read_is_told_for_each_and_in_the_other_it_is_not(both, run, which):
    def not_read():
        return json.loads(run("outbox", "--format", "json").stdout)["files_not_read"]

    assert not_read() == 0
    paths(both)[which].unlink()
    assert not_read() == 1


@WHICH
def test_a_file_in_each_is_not_noted_as_gone(both, run, which, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("lckm_folder.FolderAttachments.destroy", lambda *_: 1 / 0)
        run("erase", "withdraw", FILES[which].removesuffix("-1"))
    assert run("erase", "files-gone", FILES[which], "--reason", "deleted").exit_code == 2
    assert found(run) == [(LEFT, FILES[which])]


class TestTheHostsOwnKeys:
    OLD, NEW = (b64encode(bytes([at]) * 32).decode() for at in (1, 2))

    @pytest.fixture
    def keyed(self, city):
        set_up(city, *[f'keys = ["{self.OLD}"]'] * 2)
        fill(city)
        return city

    def test_files_of_an_old_key_are_counted_in_both(self, keyed, run):
        set_up(keyed, *[f'keys = ["{self.NEW}", "{self.OLD}"]'] * 2)
        assert "poprzedni klucz: 2." in run("rotate").output

    @WHICH
    def test_a_key_that_is_missing_is_told_for_each(self, keyed, which):
        require_live_files(keyed.centre())
        keys = [f'keys = ["{self.OLD}"]'] * 2
        keys[which] = f'keys = ["{self.NEW}"]'
        set_up(keyed, *keys)
        with pytest.raises(LockedFilesError):
            require_live_files(keyed.centre())


def test_both_databases_are_brought_up_to_date(city, run):
    city.settings(
        more='\n[[adapter]]\nuse = "lckm_sql:SqlDocumentsAdapter"\n'
        f'url = "sqlite:///{city.data}/documents.sqlite"\n'
    )
    assert run("migrate").exit_code == 0
    for name in ("lckm", "documents"):
        with closing(sqlite3.connect(city.data / f"{name}.sqlite")) as connection:
            tables = connection.execute("SELECT name FROM sqlite_master").fetchall()
        assert ("document",) in tables, tables
