"""The directory from a file: read when the centre is made and after each change; whatever is wrong
with it is said with its place.
"""

import os
import sys

import pytest
from an_office import HEAD, SAMPLES

from lckm_core import LckmError, build
from lckm_core.organisation import DIRECTORY, StaffUnknownError
from lckm_editorial import DirectoryFile
from lckm_editorial.directory import changing_directory


def test_the_sample_is_the_list_that_is_built_in():
    directory = build(DirectoryFile(file=str(SAMPLES / "directory.yaml"))).directory
    assert [(unit.name, unit.cells) for unit in directory.units] == [
        (unit.name, unit.cells) for unit in DIRECTORY.units
    ]


def test_people_are_known_by_name(office):
    assert office.centre().plugins.directory.people[0].name == HEAD


def listed(*names: str) -> str:
    people = "".join(
        f"  - {{name: {name}, roles: [pracownik Oddziału Call Center]}}\n" for name in names
    )
    return "units:\n  - {name: Urząd Miasta Łodzi}\n" + (f"people:\n{people}" if names else "")


def test_a_running_program_has_a_file_that_was_changed(tmp_path) -> None:
    """Written in its place, or put there by another name, with the moment and length of before."""
    path, other = tmp_path / "d.yaml", tmp_path / "new.yaml"
    path.write_text(listed("Anna"), encoding="utf-8")
    os.utime(path, (1_000_000, 1_000_000))
    directory = build(DirectoryFile(file=str(path))).directory
    assert [person.name for person in directory.people] == ["Anna"]
    path.write_text(listed("Anna", "Ewa"), encoding="utf-8")
    os.utime(path, (1_000_000, 1_000_000))
    assert [person.name for person in directory.people] == ["Anna", "Ewa"]
    other.write_text(listed("Ewa", "Anna"), encoding="utf-8")
    os.utime(other, (1_000_000, 1_000_000))
    other.replace(path)
    assert [person.name for person in directory.people] == ["Ewa", "Anna"]


@pytest.mark.skipif(sys.platform == "win32", reason="a file there has no time of its change")
def test_a_file_written_in_its_place_is_read_though_its_length_and_time_are_those_of_before(
    tmp_path,
) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(listed("Anna"), encoding="utf-8")
    os.utime(path, (1_000_000, 1_000_000))
    before = path.stat()
    directory = build(DirectoryFile(file=str(path))).directory
    assert [person.name for person in directory.people] == ["Anna"]
    path.write_text(listed("Ewka"), encoding="utf-8")
    # The clock of the file system goes by steps of some milliseconds.
    while (after := path.stat()).st_ctime_ns == before.st_ctime_ns or after.st_mtime != 1_000_000:
        os.utime(path, (1_000_000, 1_000_000))
    assert (after.st_ino, after.st_size) == (before.st_ino, before.st_size)
    assert [person.name for person in directory.people] == ["Ewka"]


@pytest.mark.parametrize("content", [None, "units: [", "people: []\n", ""])
def test_one_that_became_unusable_lets_nobody_in_for_long(tmp_path, content, caplog) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(listed("Anna"), encoding="utf-8")
    second = 0.0
    directory = changing_directory(path, clock=lambda: second)
    path.unlink()
    if content is not None:
        path.write_text(content, encoding="utf-8")
    assert [person.name for person in directory.people] == ["Anna"]
    with pytest.raises(LckmError):
        directory.require_readable()
    second = 300.0
    with pytest.raises(StaffUnknownError):
        assert directory.people
    assert directory.unit("Urząd Miasta Łodzi") is not None
    path.write_text(listed("Ewa"), encoding="utf-8")
    second = 301.0
    assert [person.name for person in directory.people] == ["Ewa"]
    assert ("Anna" in caplog.text, str(path) in caplog.text) == (False, True)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "d.yaml: Nie ma takiego pliku"),
        (b"units: [", "d.yaml:"),
        (b"units: []\n", "d.yaml:1:"),
        (b"units:\n  - {name: A}\npeople:\n  - {name: B, roles: [soltys]}\n", "d.yaml:4:"),
        (b" " * 2_000_001, "ma ponad 2000000 bajtów"),
    ],
)
def test_one_that_cannot_be_used_says_where_and_why(office, run, content, said):
    (office.folder / "directory.yaml").unlink()
    text = (
        (office.folder / "lckm.toml")
        .read_text(encoding="utf-8")
        .replace("directory.yaml", "d.yaml")
    )
    (office.folder / "lckm.toml").write_text(text, encoding="utf-8")
    if content is not None:
        (office.folder / "d.yaml").write_bytes(content)
    done = run("procedure", "list")
    assert (done.exit_code, said in done.output) == (2, True), done.output
    with pytest.raises(LckmError):
        DirectoryFile(file=str(office.folder / "d.yaml")).provide_directory()


@pytest.mark.parametrize(("rows", "left"), [(1, ""), (2, " Błędów jest więcej (1).")])
def test_of_several_errors_the_first_is_told_and_how_many_are_left(tmp_path, rows, left):
    path = tmp_path / "d.yaml"
    person = "  - {name: B, roles: [soltys]}\n"
    path.write_text(f"units:\n  - {{name: A}}\npeople:\n{person * rows}", encoding="utf-8")
    with pytest.raises(LckmError) as raised:
        DirectoryFile(file=str(path)).provide_directory()
    said = str(raised.value)
    assert "d.yaml:4:" in said
    assert said.endswith(left)
    assert ("Błędów" in said) == bool(left)


def test_a_file_that_cannot_be_read_is_told_with_its_cause(tmp_path) -> None:
    """Whatever the system refused, the path was to be corrected."""
    with pytest.raises(LckmError) as refused:
        DirectoryFile(file=str(tmp_path)).provide_directory()
    assert refused.value.text("en").endswith(": This is a folder. Give a file.")
