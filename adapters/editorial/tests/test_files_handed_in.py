"""``--files``: the files to download come with the text that names them (zał. 2 § 9 ust. 3)."""

import os
import shutil
from datetime import timedelta

import pytest
import yaml
from an_office import HEAD, KEEPS, SAMPLES, STAFF

NUMBER, NAME = "KA-01238", "poradnik-jak-opisac-miejsce.pdf"
CAME = ("--reference", "WGK.5.2026", "--asked-by", HEAD, "--as", STAFF)


@pytest.fixture
def keeping(office):
    """An office whose settings keep files, and a folder with the one that the sample names."""
    office.with_files = True
    path = office.folder / "lckm.toml"
    path.write_text(path.read_text(encoding="utf-8") + KEEPS, encoding="utf-8")
    shutil.copytree(SAMPLES / "files" / NUMBER, office.folder / "pliki")
    return office


def test_a_text_whose_file_did_not_come_is_kept_and_not_confirmed(keeping, run):
    done = run("procedure", "take-in", keeping.procedure(NUMBER), *CAME)
    assert done.exit_code == 0, "the file may still come"
    assert "ostrzeżenie  LCKM-F012" in done.output
    assert f"Nie ma pliku „{NAME}”" in done.output
    assert "Przekaż go razem z opisem" in done.output
    done = run("procedure", "confirm", NUMBER, "--as", STAFF)
    assert (done.exit_code, "błąd  LCKM-F012" in done.output) == (1, True)
    assert "LCKM-F012" in run("procedure", "show", NUMBER).output
    assert keeping.editions(NUMBER) == [(1, "received")]


def test_where_nothing_keeps_files_a_named_one_is_missing_too(office, run):
    office.with_files = True
    done = run("procedure", "take-in", office.procedure(NUMBER), *CAME)
    assert (done.exit_code, "ostrzeżenie  LCKM-F012" in done.output) == (0, True)
    done = run("procedure", "confirm", NUMBER, "--as", STAFF)
    assert (done.exit_code, "błąd  LCKM-F012" in done.output) == (1, True)


def test_remind_names_the_file_until_it_comes_or_a_departure_is_agreed(keeping, run):
    run("procedure", "take-in", keeping.procedure(NUMBER), *CAME)
    done = run("remind")
    assert (
        done.exit_code,
        f"wymienia plik „{NAME}”, którego nikt nie przekazał" in done.output,
    ) == (
        1,
        True,
    )
    agreed = {
        "procedure": NUMBER,
        "code": "LCKM-F012",
        "agreed_with": "Ewa Pokazowa",
        "agreed_on": "2026-11-20",
        "reference": "WZKM.1.2026",
    }
    (keeping.folder / "zgody.yaml").write_text(
        yaml.safe_dump({"departures": [agreed]}, allow_unicode=True), encoding="utf-8"
    )
    assert NAME not in run("remind", "--departures", "zgody.yaml").output
    run("procedure", "take-in", keeping.procedure(NUMBER), "--files", "pliki", *CAME)
    assert NAME not in run("remind").output


def test_the_same_text_with_another_file_came_on_the_day_of_the_file(keeping, run):
    """With the same file it is a repeated command, which came when it came."""
    take_in = ("procedure", "take-in", keeping.procedure(NUMBER), "--files", "pliki", *CAME)
    assert run(*take_in).exit_code == 0
    keeping.now += timedelta(days=1)
    assert run(*take_in).exit_code == 0
    assert keeping.editions(NUMBER) == [(1, "received")]
    file = keeping.folder / "pliki" / NAME
    file.write_bytes(file.read_bytes() + b"\n% another\n")
    assert run(*take_in).exit_code == 0
    stored = keeping.centre().plugins.procedures.editions(NUMBER)
    assert [one.handover.received_on.day for one in stored] == [25, 26]


def test_handed_in_again_with_the_file_it_is_confirmed(keeping, run):
    run("procedure", "take-in", keeping.procedure(NUMBER), *CAME)
    (keeping.folder / "pliki" / ".DS_Store").write_bytes(b"x")
    (keeping.folder / "pliki" / "starsze").mkdir()
    done = run("procedure", "take-in", keeping.procedure(NUMBER), "--files", "pliki", *CAME)
    assert (done.exit_code, done.output) == (0, f"{NUMBER}, wersja 2: przyjęta.\n")
    assert run("procedure", "confirm", NUMBER, "--as", STAFF).exit_code == 0
    edition = keeping.centre().plugins.procedures.editions(NUMBER)[-1]
    (held,) = edition.files
    content = (keeping.folder / "pliki" / NAME).read_bytes()
    assert (held.name, keeping.centre().plugins.documents.read(held.address)) == (NAME, content)


def test_an_update_brings_its_files_too(keeping, run):
    run("procedure", "take-in", keeping.procedure(NUMBER), "--files", "pliki", *CAME)
    renamed = keeping.folder / "nowe"
    renamed.mkdir()
    shutil.copy(keeping.folder / "pliki" / NAME, renamed / "nowy-poradnik.pdf")
    request = keeping.folder / "request.yaml"
    changes = [
        {"field": "/other_documents/0/file", "remove": NAME, "insert": "nowy-poradnik.pdf"},
        {"field": "/produced_on", "remove": "2023-09-18", "insert": "2026-11-25"},
    ]
    request.write_text(yaml.safe_dump({"procedure": NUMBER, "changes": changes}), encoding="utf-8")
    done = run("procedure", "update", request, "--files", "nowe", *CAME)
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, f"{NUMBER}, wersja 2: przyjęta.")
    assert [one.name for one in keeping.centre().plugins.procedures.editions(NUMBER)[-1].files] == [
        "nowy-poradnik.pdf"
    ]


def test_where_nothing_keeps_files_none_is_taken(office, run):
    shutil.copytree(SAMPLES / "files" / NUMBER, office.folder / "pliki")
    done = run("procedure", "take-in", office.procedure(NUMBER), "--files", "pliki", *CAME)
    assert done.exit_code == 2
    assert "lckm_documents.folder_adapter:DocumentsAdapter" in done.output
    assert office.editions(NUMBER) == []


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda folder: (folder / "odnosnik.pdf").symlink_to(folder / NAME), "dowiązanie"),
        (lambda folder: os.truncate(folder / NAME, 20 * 1024 * 1024 + 1), "za duży"),
        (shutil.rmtree, "pliki"),
    ],
    ids=["link", "too large", "no folder"],
)
def test_a_folder_that_cannot_be_taken_leaves_all_as_it_was(keeping, run, spoil, said):
    spoil(keeping.folder / "pliki")
    done = run("procedure", "take-in", keeping.procedure(NUMBER), "--files", "pliki", *CAME)
    assert (done.exit_code, said in done.output) == (2, True), done.output
    assert keeping.editions(NUMBER) == []


def test_files_may_be_named_one_by_one(keeping, run):
    run("procedure", "take-in", keeping.procedure(NUMBER), *CAME)
    done = run("procedure", "take-in", keeping.procedure(NUMBER), "--file", f"pliki/{NAME}", *CAME)
    assert (done.exit_code, done.output) == (0, f"{NUMBER}, wersja 2: przyjęta.\n")
    done = run(
        "procedure",
        "take-in",
        keeping.procedure(NUMBER),
        "--file",
        f"pliki/{NAME}",
        "--files",
        "pliki",
        *CAME,
    )
    assert (done.exit_code, "mają tę nazwę" in done.output) == (2, True)


class TestImport:
    @pytest.fixture
    def texts(self, keeping):
        folder = keeping.folder / "in"
        folder.mkdir()
        keeping.procedure(NUMBER).rename(folder / "wysypiska.yaml")
        return folder

    def held(self, office):
        return [
            [one.name for one in edition.files]
            for edition in office.centre().plugins.procedures.editions(NUMBER)
        ]

    def test_what_did_not_come_is_told_and_comes_with_the_next(self, keeping, run, texts):
        for dry in (("--dry-run",), ()):
            done = run("import", "in", *dry, *CAME)
            assert (done.exit_code, done.output.count("LCKM-F012"), "nowa: 1" in done.output) == (
                0,
                1,
                True,
            )
        shutil.copytree(keeping.folder / "pliki", texts / NUMBER)
        for dry in (("--dry-run",), ()):
            done = run("import", "in", *dry, *CAME)
            assert (done.exit_code, "zmieniona: 1" in done.output) == (0, True), done.output
        assert self.held(keeping) == [[], [NAME]]
        done = run("import", "in", *CAME)
        assert (done.exit_code, "bez zmian: 1" in done.output) == (0, True)

    def test_a_new_file_comes_in_beside_one_that_is_kept(self, keeping, run, texts):
        shutil.copytree(keeping.folder / "pliki", texts / NUMBER)
        run("import", "in", *CAME)
        shutil.copy(texts / NUMBER / NAME, texts / NUMBER / "mapa.pdf")
        with (texts / NUMBER / "mapa.pdf").open("ab") as file:
            file.write(b"\n")
        run("import", "in", *CAME)
        assert self.held(keeping) == [[NAME], ["mapa.pdf", NAME]]

    @pytest.mark.parametrize("name", [NUMBER, "wysypiska"])
    @pytest.mark.parametrize("apart", [True, False])
    def test_a_folder_beside_the_text_or_apart_has_its_files_and_no_texts(
        self, keeping, run, texts, name, apart
    ):
        root = keeping.folder / "apart" if apart else texts
        shutil.copytree(keeping.folder / "pliki", root / name)
        (root / name / "druk.docx").write_bytes(b"PK\x03\x04")
        done = run("import", "in", *(("--files", "apart") if apart else ()), *CAME)
        assert "druk.docx" in done.output
        assert "LCKM-F013" in done.output
        assert "LCKM-W" not in done.output
        assert self.held(keeping) == [["druk.docx", NAME]]

    def test_where_nothing_keeps_files_none_is_taken(self, office, run):
        done = run("import", "procedures", "--files", "procedures", *CAME)
        assert (done.exit_code, "DocumentsAdapter" in done.output) == (2, True)
