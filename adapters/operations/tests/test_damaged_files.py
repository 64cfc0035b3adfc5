"""``lckm verify`` tells of files of reports that were changed, and of what others may read."""

import json
import os
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import update

from lckm_operations.damaged_files import in_clear
from lckm_sql.tables import reports
from lckm_testing import PersonalDataCanary

FILE, OTHER = "ZG-1-1", "ZG-2-1"


@pytest.fixture
def folder(city) -> Path:
    """The folder with a file of each of two reports."""
    path = city.folder / "lckm.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('{ path = "base" }', '{ path = "base" }\nattachments = { path = "files" }'),
        encoding="utf-8",
    )
    for number, reference in (("ZG-1", FILE), ("ZG-2", OTHER)):
        canary = PersonalDataCanary(number)
        city.centre().plugins.attachments[0].keep(reference, canary.description().encode())
        city.register(number, canary.form())
    return city.folder / "files"


def found(run) -> list[tuple[str, str]]:
    done = run("verify", "--format", "json")
    rows = [(row["kind"], row["subject"]) for row in json.loads(done.stdout)]
    assert done.exit_code == (1 if rows else 0)
    return rows


def test_one_byte_of_a_file_that_is_flipped(run, folder):
    assert found(run) == []
    whole = (folder / FILE).read_bytes()
    for at in (0, -1):
        changed = bytearray(whole)
        changed[at] ^= 1
        (folder / FILE).write_bytes(changed)
        assert found(run) == [("file of a report that was changed or damaged", FILE)]
    for cut in (whole[:-1], b""):
        (folder / FILE).write_bytes(cut)
        assert found(run) == [("file of a report that was changed or damaged", FILE)]


def test_two_files_that_are_swapped(run, folder):
    (folder / FILE).rename(folder / "x")
    (folder / OTHER).rename(folder / FILE)
    (folder / "x").rename(folder / OTHER)
    kind = "file of a report that was changed or damaged"
    assert found(run) == [(kind, FILE), (kind, OTHER)]


@pytest.mark.parametrize(("parts", "files"), [(0, 0), (2, 0), (0, 3), (2, 3)])
def test_what_is_in_the_clear_is_counted_wherever_it_is(parts, files):
    reports = SimpleNamespace(in_clear=lambda: parts)
    stores = [SimpleNamespace(files_in_clear=lambda: files), SimpleNamespace()]
    centre = SimpleNamespace(plugins=SimpleNamespace(reports=reports, attachments=stores))
    told = in_clear(centre)
    assert (told is None) is (parts == files == 0)
    assert told is None or (f" {parts}" in told.pl and f" {files}" in told.pl), told


@pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")
def test_a_file_that_everybody_may_read(run, folder):
    (folder / FILE).chmod(0o604)
    assert found(run) == [
        ("files of reports open to every user of the machine", str(Path("files") / FILE))
    ]
    assert "chmod -R o-rwx" in run("verify").output
    (folder / FILE).chmod(0o600)
    folder.chmod(0o705)
    assert found(run) == [("files of reports open to every user of the machine", "files")]


def test_what_is_of_before_is_counted_and_no_fault(city, run, folder):
    (folder / FILE).write_bytes(b"in the clear, as all were")
    (folder / ".lckm-digests" / FILE).unlink()
    store = city.centre().plugins.reports
    with store.database.writing() as connection:
        connection.execute(update(reports).values(digest=None))
    assert found(run) == []
    done = run("verify")
    assert (done.exit_code, done.stdout) == (0, "Usterek: 0\n")
    assert "sprzed tej wersji: 3." in done.stderr
    assert "of before this version: 3." in run("verify", "--lang", "en").stderr


def test_no_digest_outlives_its_file(city, run, folder):
    assert run("erase", "withdraw", "ZG-1").exit_code == 0
    assert sorted(path.name for path in (folder / ".lckm-digests").iterdir()) == [OTHER]
    assert not (folder / FILE).exists()


def test_a_file_that_is_to_be_destroyed_is_told_as_that_alone(city, run, folder):
    """Such as after an older copy of the files came back: their keys are gone with the term."""
    (folder / "ZG-9-1").write_bytes((folder / FILE).read_bytes())
    (folder / "ZG-9-1").chmod(0o600)
    os.utime(folder / "ZG-9-1", (0, 0))
    assert found(run) == [("file without report", "ZG-9-1")]
