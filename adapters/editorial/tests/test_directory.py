"""The directory from a file: read when the centre is made; whatever is wrong with it is said
with its place.
"""

import pytest
from an_office import HEAD, SAMPLES

from lckm_core import LckmError, build
from lckm_core.organisation import DIRECTORY
from lckm_editorial import DirectoryFile


def test_the_sample_is_the_list_that_is_built_in():
    directory = build(DirectoryFile(file=str(SAMPLES / "directory.yaml"))).directory
    assert [(unit.name, unit.cells) for unit in directory.units] == [
        (unit.name, unit.cells) for unit in DIRECTORY.units
    ]


def test_people_are_known_by_name(office):
    assert office.centre().plugins.directory.people[0].name == HEAD


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
