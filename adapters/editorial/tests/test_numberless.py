"""New descriptions without a number: taken in and imported (zał. 2 § 9 ust. 1)."""

import pytest
import yaml
from an_office import HEAD, STAFF

CAME = ("--reference", "WGK.5.2026", "--asked-by", HEAD, "--as", STAFF)
NUMBER = "KA-01238"


@pytest.fixture
def write(any_office):
    """What writes a description without a number, and returns its name."""

    def write(name, **changed):
        path = any_office.procedure(NUMBER, **changed)
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        del data["id"]
        path.unlink()
        target = any_office.folder / name
        target.parent.mkdir(exist_ok=True)
        target.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
        return name

    return write


def test_two_that_name_each_other_get_their_numbers(any_office, run, write):
    first = write("a.yaml", title="Wydanie mapy", related=[{"title": "Wydanie planu"}])
    second = write("b.yaml", title="Wydanie planu", related=[{"title": "Wydanie mapy"}])
    alone = run("procedure", "take-in", first, *CAME)
    assert (alone.exit_code, "LCKM-K001" in alone.output) == (1, True)
    for _ in range(2):
        done = run("procedure", "take-in", first, second, *CAME)
        assert done.exit_code == 0, done.output
    listed = run("procedure", "list", "--format", "ids").output.split()
    assert len(listed) == 2
    for number, other in (listed, listed[::-1]):
        (edition,) = any_office.centre().plugins.procedures.editions(number)
        assert [one.id for one in edition.procedure.related] == [other]
    assert run("procedure", "confirm", *listed, "--as", STAFF).exit_code == 0


def test_an_import_gives_numbers_once(any_office, run, write):
    write("in/a.yaml", title="Wydanie mapy", related=[{"title": "Wydanie planu"}])
    write("in/b.yaml", title="Wydanie planu")
    tried = run("import", "in", "--dry-run", *CAME)
    assert (tried.exit_code, "nowa: 2" in tried.output) == (0, True), tried.output
    assert run("procedure", "list", "--format", "ids").output == ""
    done = run("import", "in", *CAME)
    assert (done.exit_code, "nowa: 2" in done.output) == (0, True), done.output
    again = run("import", "in", *CAME)
    assert (again.exit_code, "bez zmian: 2" in again.output) == (0, True), again.output
    assert len(run("procedure", "list", "--format", "ids").output.split()) == 2


def test_what_is_refused_takes_no_number(any_office, run, write):
    name = write("a.yaml", title="Wydanie mapy")
    for _ in range(3):
        done = run("procedure", "take-in", name, *CAME[:-4], "--asked-by", "Nikt Taki", *CAME[-2:])
        assert done.exit_code == 1, done.output
    assert run("procedure", "take-in", name, *CAME).exit_code == 0
    assert run("procedure", "list", "--format", "ids").output == "KA-00001\n"


@pytest.mark.parametrize("asked", [("--asked-by", "Nikt Taki"), ("--asked-by", HEAD, "--as", HEAD)])
def test_of_several_what_is_refused_takes_no_number(any_office, run, write, asked):
    names = [write("a.yaml", title="Wydanie mapy"), write("b.yaml", title="Wydanie planu")]
    refused = ("--reference", "WGK.5.2026", "--as", STAFF, *asked, "--received-on", "2030-01-01")
    for _ in range(3):
        done = run("procedure", "take-in", *names, *refused)
        assert done.exit_code == 1, done.output
        for name in names:
            assert f"{name}: " in done.output
    assert run("procedure", "take-in", *names, *CAME).exit_code == 0
    assert run("procedure", "list", "--format", "ids").output == "KA-00001\nKA-00002\n"


def test_a_text_that_names_a_refused_one_waits_for_it(any_office, run, write):
    theirs = write("a.yaml", title="Wydanie mapy", unit="Zarząd Dróg i Transportu", cell=None)
    ours = write("b.yaml", title="Wydanie planu", related=[{"title": "Wydanie mapy"}])
    done = run("procedure", "take-in", theirs, ours, *CAME)
    assert (done.exit_code, "LCKM-K001" in done.output) == (1, True), done.output
    # Why it was refused is printed first.
    assert done.output.index("a.yaml: /asked_by") < done.output.index("b.yaml: /related/0/title")
    assert run("procedure", "list", "--format", "ids").output == ""


@pytest.mark.parametrize("first", ["theirs", "ours"])
def test_that_one_is_refused_tells_the_exit_code_wherever_it_stands(any_office, run, write, first):
    theirs = write("a.yaml", title="Wydanie mapy", unit="Zarząd Dróg i Transportu", cell=None)
    ours = write("b.yaml", title="Wydanie planu")
    names = (theirs, ours) if first == "theirs" else (ours, theirs)
    for _ in range(2):
        done = run("procedure", "take-in", *names, *CAME)
        assert done.exit_code == 1, done.output
        assert run("procedure", "list", "--format", "ids").output == "KA-00001\n"


@pytest.mark.parametrize("again", ["a.yaml", "./a.yaml", "../{folder}/a.yaml"])
def test_a_file_that_is_named_twice_is_taken_in_once(any_office, run, write, again):
    name = write("a.yaml", title="Wydanie mapy")
    again = again.format(folder=any_office.folder.name)
    done = run("procedure", "take-in", name, again, *CAME)
    assert done.exit_code == 0, done.output
    assert done.output.count("KA-00001") == 1
    assert run("procedure", "list", "--format", "ids").output == "KA-00001\n"
