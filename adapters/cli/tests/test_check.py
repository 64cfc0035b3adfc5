"""lckm check: exit codes, order, what one bad file does to the others, options."""

import json
import os
import shutil
from pathlib import Path

import jsonschema
import pytest
from cli_cases import procedure

from lckm_cli.check.check_file import check_one_file
from lckm_cli.file_selection import MAX_BYTES
from lckm_core import read_form, schema
from lckm_core.organisation import DIRECTORY
from lckm_core.procedures import MAX_FILE_BYTES, UnitList
from tests.helpers.commands import Run, Spawn, spawn
from tests.helpers.places import SAMPLES


def data_of(output: str) -> dict:
    data = json.loads(output)
    jsonschema.validate(data, schema("findings"))
    return data


def write(folder: Path, **texts: str | bytes) -> None:
    for name, text in texts.items():
        path = folder / f"{name}.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


def codes(data: dict) -> dict[str, list[str]]:
    return {
        file["path"]: [finding["code"] for finding in file["findings"]] for file in data["files"]
    }


def test_clean_is_0(run: Run, base: Path) -> None:
    write(base, a=procedure())
    result = run("check", "a.yaml")
    assert (result.exit_code, result.stdout) == (0, "Sprawdzono 1 plik: brak uwag.\n")


def test_findings_are_1_and_have_a_place_a_code_and_a_provision(run: Run, base: Path) -> None:
    write(base, a=procedure(title="Wydanie " + "x" * 153))
    result = run("check", "a.yaml")
    assert result.exit_code == 1
    line = result.stdout.splitlines()[0]
    assert line.startswith("a.yaml:3:8  błąd         LCKM-P001  ")
    assert line.endswith("(wzór: Nazwa procedury)")
    assert result.stdout.endswith("Sprawdzono 1 plik: 1 błąd.\n")


def test_english(run: Run, base: Path) -> None:
    write(base, a=procedure(title="Wydanie " + "x" * 153))
    for arguments in (["check", "a.yaml", "--lang", "en"],):
        output = run(*arguments).stdout
        assert "error" in output
        assert "characters" in output
        assert output.endswith("Checked 1 file: 1 error.\n")
    assert "characters" in run("check", "a.yaml", env={"LCKM_LANG": "en"}).stdout


def test_unreadable_is_2_beats_findings_and_hides_nothing(run: Run, base: Path) -> None:
    write(
        base,
        a=procedure(title="Wydanie " + "x" * 153),
        b=b"\x00\xff\xfe garbage \x80",
        c=procedure("KA-00003"),
        d="title: [",
    )
    result = run("check", ".", "--format", "json")
    assert result.exit_code == 2
    data = data_of(result.stdout)
    assert [file["status"] for file in data["files"]] == [
        "findings",
        "unreadable",
        "ok",
        "unreadable",
    ]
    assert data["summary"] == {"files": 4, "errors": 1, "warnings": 0, "unreadable": 2}


def test_a_fault_of_yaml_hides_nothing_of_the_other_fields(run: Run, base: Path) -> None:
    text = procedure(title="Wydanie " + "x" * 153, appeal="Opłata: 17 zł")
    write(base, a=text)
    (checked,) = data_of(run("check", ".", "--format", "json").stdout)["files"]
    assert checked["status"] == "unreadable"
    assert {one["code"] for one in checked["findings"]} == {"LCKM-E009", "LCKM-P001"}
    assert all(one["line"] for one in checked["findings"])
    assert run("check", "-", input=text).exit_code == 2


def test_a_missing_file_and_an_ill_named_one(run: Run, base: Path) -> None:
    write(base, a=procedure())
    data = data_of(run("check", "a.yaml", "none.yaml", "--format", "json").stdout)
    assert codes(data) == {"a.yaml": [], "none.yaml": ["LCKM-E101"]}


def test_warnings_count_only_when_strict(run: Run, base: Path) -> None:
    write(
        base,
        a=procedure(valid_to="2026-01-31"),
        b=procedure(valid_from="2026-03-01"),
    )
    result = run("check", ".")
    assert "LCKM-K004" in result.stdout
    assert result.exit_code == 0
    assert run("check", ".", "--strict").exit_code == 1


def test_files_know_of_each_other(run: Run, base: Path) -> None:
    write(base, a=procedure(), b=procedure())
    data = data_of(run("check", ".", "--format", "json").stdout)
    assert codes(data) == {"a.yaml": ["LCKM-K002"], "b.yaml": ["LCKM-K002"]}
    assert [(f["line"], f["column"]) for file in data["files"] for f in file["findings"]] == [
        (2, 5),
        (2, 5),
    ]
    assert "b.yaml" in data["files"][0]["findings"][0]["message"]


def test_a_related_file_that_cannot_be_read_is_not_missing(run: Run, base: Path) -> None:
    """The clerk is told to mend that file, and not to remove a relation that is right."""
    write(base, a=procedure() + "related: [{id: KA-00002}]\n")
    (base / "KA-00002.yaml").write_text("id: KA-00002\ntitle: a: b\n", encoding="utf-8")
    assert run("check", "a.yaml").exit_code == 0
    assert "LCKM-K001" not in run("check", ".").stdout
    (base / "KA-00002.yaml").rename(base / "drogi.yaml")
    whole = run("check", ".").stdout
    assert "Wśród odczytanych plików nie ma procedury KA-00002" in whole
    assert "(drogi.yaml)" in whole


def test_whatever_is_found_across_files_has_its_line(run: Run, base: Path) -> None:
    """By the number or the title of a related procedure, whichever comes first."""
    related = (
        "related:\n"
        "  - {id: KA-00099}\n"
        "  - {title: Nieznana procedura}\n"
        "  - kind: connected\n    id: KA-00098\n"
        "  - kind: connected\n    title: Inna nieznana\n"
    )
    text = procedure() + related
    write(base, a=text, other=procedure("KA-00002"))
    lines = text.splitlines()
    wanted = [
        (key, at)
        for at, line in enumerate(lines, 1)
        for key, value in (
            ("/related/0/id", "KA-00099"),
            ("/related/1/title", "Nieznana procedura"),
            ("/related/2/id", "KA-00098"),
            ("/related/3/title", "Inna nieznana"),
        )
        if value in line
    ]
    assert len(wanted) == 4
    data = data_of(run("check", ".", "--format", "json").stdout)
    found = [
        (finding["path"], finding["line"])
        for file in data["files"]
        for finding in file["findings"]
        if finding["code"].startswith("LCKM-K")
    ]
    assert found == wanted


def test_a_file_by_itself_knows_its_folder(run: Run, base: Path) -> None:
    related = procedure() + "related: [{id: KA-00002}]\n"
    write(base, a=related)
    assert "LCKM-K001" in run("check", "a.yaml").stdout
    assert run("check", "-", input=related).exit_code == 0
    write(base, other=procedure("KA-00002"))
    assert run("check", "a.yaml").exit_code == 0
    (base / "other.yaml").rename(base / "KA-00002.yaml")
    assert run("check", base / "a.yaml").exit_code == 0
    (base / "KA-00002.yaml").rename(base / "drogi.YAML")
    assert run("check", "a.yaml").exit_code == 0
    write(
        base,
        **{
            "KA-00005": procedure("KA-00005", valid_to="2026-02-01"),
            "b": procedure("KA-00005", valid_from="2026-02-01"),
        },
    )
    (base / "b.yaml").rename(base / "KA-00005.2026-02-01.yaml")
    assert "LCKM-K003" in run("check", "KA-00005.2026-02-01.yaml").stdout


def test_a_file_beside_it_that_is_too_large_is_passed_over(run: Run, base: Path) -> None:
    write(base, a=procedure() + "related: [{id: KA-00002}]\n", other="")
    os.truncate(base / "other.yaml", MAX_BYTES + 1)
    result = run("check", "a.yaml")
    assert (result.exit_code, "LCKM-K001" in result.stdout) == (1, True)


def test_other_forms_are_no_bad_procedures(run: Run) -> None:
    data = data_of(
        run(
            "check",
            SAMPLES / "notices",
            SAMPLES / "terms",
            SAMPLES / "departures.yaml",
            "--format",
            "json",
        ).stdout
    )
    assert all(file["status"] == "ok" for file in data["files"])
    assert len(data["files"]) >= 4


def test_a_faulty_announcement_is_judged_as_one(run: Run, base: Path) -> None:
    (base / "o.yaml").write_text(
        "id: OG-0001\ntext: treść\nunit: Zarząd Lokali Miejskich\nrequested_by: {name: A B}\n",
        encoding="utf-8",
    )
    assert codes(data_of(run("check", "o.yaml", "--format", "json").stdout)) == {
        "o.yaml": ["LCKM-N002"]
    }


def test_the_samples_are_clean(run: Run) -> None:
    parts = [SAMPLES / part for part in ("procedures", "notices", "terms", "departures.yaml")]
    result = run("check", *parts, "--attachments", SAMPLES / "files", "--strict")
    assert result.exit_code == 0, result.stdout
    assert "odstąpienie" in result.stdout


def test_of_all_samples_only_the_faulty_ones_fail(run: Run) -> None:
    result = run("check", SAMPLES)
    failed = {
        Path(line.split(":")[0]).relative_to(SAMPLES).parts[0]
        for line in result.stdout.splitlines()
        if "  LCKM-" in line and "  odstąpienie  " not in line
    }
    # Another city's are sound by its own directory alone.
    assert failed == {"another-city", "faulty"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no queues here")
def test_what_is_no_regular_file_is_not_waited_for(base: Path, spawn: Spawn) -> None:
    (base / "folder").mkdir()
    os.mkfifo(base / "folder" / "queue.yaml")
    (base / "folder" / "a.yaml").write_text(procedure(), encoding="utf-8")
    for paths in (
        ["folder"],
        ["folder/queue.yaml", "folder/a.yaml"],
        ["/dev/null", "folder/a.yaml"],
    ):
        result = spawn("check", *paths)
        assert result.returncode == 2
        assert result.stdout.decode().count("LCKM-E101") == 1
        assert "zwykły plik" in result.stdout.decode()
    write(base / "folder", **{f"b{number}": procedure(f"KA-{number:05}") for number in range(45)})
    assert spawn("check", "folder", "--jobs", "2").stdout.decode().count("LCKM-E101") == 1
    result = spawn("show", "folder/queue.yaml", "--audience", "portal")
    assert result.returncode == 2
    assert result.stderr.decode().strip() == (
        "folder/queue.yaml: To nie jest zwykły plik, tylko kolejka, gniazdo albo "
        "urządzenie. Podaj plik albo folder."
    )


def test_no_file_to_check_is_2(run: Run, base: Path) -> None:
    (base / "empty").mkdir()
    result = run("check", "empty")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Nie znaleziono plików do sprawdzenia" in result.stderr


@pytest.mark.parametrize("lang", ["pl", "en"])
@pytest.mark.parametrize("content", ["x\n", "[]\n", "null\n"])
def test_departures_without_fields_are_told_how_to_begin(
    run: Run, base: Path, content: str, lang: str
) -> None:
    """Their form has a single field."""
    path = base / "departures.yaml"
    path.write_text(content, encoding="utf-8")
    result = run("check", SAMPLES / "procedures", "--departures", path, "--lang", lang)
    assert result.exit_code == 2
    advice = {"pl": "Zacznij od pól, np. „departures: …”.", "en": "such as “departures: …”."}
    assert advice[lang] in result.stdout + result.stderr


def test_departures_by_option(run: Run, base: Path) -> None:
    result = run("check", SAMPLES / "procedures", "--attachments", SAMPLES / "files")
    assert result.exit_code == 1
    result = run(
        "check",
        SAMPLES / "procedures",
        "--attachments",
        SAMPLES / "files",
        "--departures",
        SAMPLES / "departures.yaml",
    )
    assert result.exit_code == 0
    (base / "bad.yaml").write_text("departures: []\n", encoding="utf-8")
    result = run("check", SAMPLES / "procedures", "--departures", "bad.yaml")
    assert result.exit_code == 2
    assert "bad.yaml:1:" in result.stderr


def test_files_that_no_edition_names(run: Run, base: Path) -> None:
    write(base, a=procedure())
    (base / "files" / "KA-01478").mkdir(parents=True)
    (base / "files" / "KA-01478" / "stray.pdf").write_bytes(b"%PDF-")
    data = data_of(run("check", "a.yaml", "--attachments", "files", "--format", "json").stdout)
    assert codes(data)["a.yaml"].count("LCKM-F013") == 1
    assert "LCKM-F012" in codes(data)["a.yaml"]


def test_an_edition_is_held_to_the_folder_of_its_own_file(run: Run, base: Path) -> None:
    """Two editions have one number, and each its own files."""
    write(base, a=procedure())
    for folder, name in (("KA-01478", "of-the-number.pdf"), ("a", "of-the-file.pdf")):
        (base / "files" / folder).mkdir(parents=True)
        (base / "files" / folder / name).write_bytes(b"%PDF-")
    told = run("check", "a.yaml", "--attachments", "files").stdout
    assert ("of-the-file.pdf" in told, "of-the-number.pdf" in told) == (True, False)


def test_a_file_larger_than_it_may_be_is_told_as_that(run: Run, base: Path) -> None:
    """And not judged by the part of it that was read."""
    write(base, a=(SAMPLES / "procedures" / "KA-01478.yaml").read_text(encoding="utf-8"))
    folder = base / "files" / "KA-01478"
    shutil.copytree(SAMPLES / "files" / "KA-01478", folder)
    large = next(folder.iterdir())
    os.truncate(large, MAX_FILE_BYTES + 1)
    data = data_of(run("check", "a.yaml", "--attachments", "files", "--format", "json").stdout)
    told = [found["message"] for found in data["files"][0]["findings"]]
    assert [large.name in message for message in told if "20 MB" in message] == [True]


def test_a_directory_of_units(run: Run, base: Path) -> None:
    write(base, a=procedure(unit="Miejskie Muzeum"))
    assert "LCKM-R023" in run("check", "a.yaml").stdout
    (base / "units.yaml").write_text("units: [{name: Miejskie Muzeum}]\n", encoding="utf-8")
    assert "LCKM-R023" not in run("check", "a.yaml", "--directory", "units.yaml").stdout
    (base / "units.yaml").write_text("units:\n  - nazwa: x\n", encoding="utf-8")
    result = run("check", "a.yaml", "--directory", "units.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("units.yaml:2:5: ")


def test_a_directory_of_cells(run: Run, base: Path) -> None:
    """The advice on an unlisted cell says how to give a list, and with it the advice is gone."""
    write(base, a=procedure(cell="Wydział Kultury"))
    result = run("check", "a.yaml")
    assert result.exit_code == 0
    assert "LCKM-R045" in result.stdout
    assert "--directory" in result.stdout
    sample = (SAMPLES / "directory.yaml").read_text(encoding="utf-8")
    (base / "units.yaml").write_text(
        sample.replace("    cells:\n", "    cells:\n      - Wydział Kultury\n"), encoding="utf-8"
    )
    assert run("check", "a.yaml", "--directory", "units.yaml", "--strict").exit_code == 0


def test_a_directory_holds_for_every_command_that_judges(run: Run, base: Path) -> None:
    write(
        base,
        a=procedure(cell="Wydział Kultury"),
        b=procedure(cell="Wydział Kultury", produced_on="2024-03-12"),
    )
    for name, cell in (("units", "Wydział Kultury"), ("others", "Wydział Sportu")):
        (base / f"{name}.txt").write_text(
            f"units: [{{name: Urząd Miasta Łodzi, cells: [{cell}]}}]", encoding="utf-8"
        )
    own, others = ("--directory", "units.txt"), ("--directory", "others.txt")
    request = run("diff", "a.yaml", "b.yaml", "--format", "yaml", *own)
    (base / "r.yaml").write_text(request.stdout, encoding="utf-8")
    calls = (
        ("show", "a.yaml", "--audience", "portal"),
        ("diff", "a.yaml", "b.yaml"),
        ("amend", "a.yaml", "r.yaml"),
    )
    for call in calls:
        assert "nie ma komórki" in run(*call, *others).stderr
        for result in (run(*call, *own), run(*call, env={"LCKM_DIRECTORY": "units.txt"})):
            assert (result.exit_code, result.stderr) == (0, "")
    refused = (run("amend", "a.yaml", "r.yaml", *others), run("check", "a.yaml", *others))
    assert [result.exit_code for result in refused] == [1, 1]
    assert run("check", "a.yaml", env={"LCKM_DIRECTORY": "units.txt"}).exit_code == 0


def test_the_sample_of_a_directory_holds_what_is_built_in(run: Run) -> None:
    """It is a file to start from; among other files it is no procedure."""
    sample = SAMPLES / "directory.yaml"
    directory = read_form(sample.read_bytes()).build(UnitList).directory
    assert [(unit.name, unit.cells) for unit in directory.units] == [
        (unit.name, unit.cells) for unit in DIRECTORY.units
    ]
    assert run("check", sample, "--strict").exit_code == 0
    checked = (SAMPLES / "procedures", SAMPLES / "departures.yaml")
    assert run("check", *checked, "--directory", sample, "--strict").exit_code == 0


def test_standard_input(run: Run) -> None:
    assert run("check", "-", input=procedure()).exit_code == 0
    result = run("check", "-", input=procedure(title="Wydanie " + "x" * 153))
    assert result.exit_code == 1
    assert result.stdout.startswith("<stdin>:3:8  ")
    assert run("check", "-", input=b"\xff\xfe\x00").exit_code == 2


def test_too_large_is_not_read(run: Run, base: Path) -> None:
    with (base / "a.yaml").open("wb") as file:
        file.truncate(50 * MAX_BYTES)
    data = data_of(run("check", "a.yaml", "--format", "json").stdout)
    assert codes(data) == {"a.yaml": ["LCKM-E002"]}
    assert str(50 * MAX_BYTES) in data["files"][0]["findings"][0]["message"]
    assert "LCKM-E002" in run("check", "-", input=b"x" * (MAX_BYTES + 1)).stdout


def test_folders(run: Run, base: Path) -> None:
    for name in ("z/a.yml", "z/b.json", ".hidden/c.yaml", "z/.d.yaml", "z/e.txt", "a.YAML"):
        (base / name).parent.mkdir(exist_ok=True)
        text = procedure(f"KA-{len(name):05}")
        (base / name).write_text(text if not name.endswith("json") else "{}", encoding="utf-8")
    (base / "z" / "loop").symlink_to(base)
    (base / "again.yaml").symlink_to(base / "a.YAML")
    (base / "dangling.yaml").symlink_to(base / "nowhere")
    data = data_of(run("check", ".", "./z/a.yml", "--format", "json").stdout)
    assert [file["path"] for file in data["files"]] == [
        "a.YAML",
        "dangling.yaml",
        "z/a.yml",
        "z/b.json",
    ]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads everything")
def test_no_permission(run: Run, base: Path) -> None:
    (base / "shut").mkdir(mode=0)
    write(base, a=procedure())
    assert codes(data_of(run("check", ".", "--format", "json").stdout)) == {
        "a.yaml": [],
        "shut": ["LCKM-E101"],
    }


def test_a_folder_that_cannot_be_looked_into(
    run: Run, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(base, a=procedure())
    (base / "shut").mkdir()
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    result = run("check", ".", "--format", "json")
    assert result.exit_code == 2
    assert codes(data_of(result.stdout)) == {"a.yaml": [], "shut": ["LCKM-E101"]}


def test_a_fault_of_the_program_spares_the_other_files(
    run: Run, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lckm_cli.check import check_file as judging

    write(base, a=procedure(), b=procedure("KA-00002"))
    real = judging.read_form

    def fail(source: bytes, *, name: str) -> object:
        if name == "a.yaml":
            raise RecursionError("secret of a resident")
        return real(source, name=name)

    monkeypatch.setattr(judging, "read_form", fail)
    result = run("check", "a.yaml", "b.yaml", "--format", "json")
    assert result.exit_code == 2
    assert codes(data_of(result.stdout)) == {"a.yaml": ["LCKM-E199"], "b.yaml": []}
    assert "secret" not in result.output
    assert isinstance(run("--debug", "check", "a.yaml").exception, RecursionError)


def many(base: Path, count: int = 130) -> None:
    for index in range(count):
        fields = {"title": "Wydanie " + "x" * 153} if index % 50 == 3 else {}
        (base / f"{index:03}.yaml").write_text(
            procedure(f"KA-{index % 120:05}", **fields), encoding="utf-8"
        )
    (base / "050.yaml").write_bytes(b"\x00")


def test_jobs_change_nothing(base: Path, spawn: Spawn) -> None:
    many(base)
    one = spawn("check", ".", "--format", "json")
    two = spawn("check", ".", "--format", "json", "--jobs", "2")
    assert one.stdout == two.stdout
    assert (one.returncode, two.returncode) == (2, 2)
    data = data_of(one.stdout.decode())
    assert [file["path"] for file in data["files"]] == sorted(
        file["path"] for file in data["files"]
    )
    assert [code for found in codes(data).values() for code in found].count("LCKM-K002") == 20


def test_a_worker_that_dies_is_told_of(
    run: Run, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lckm_cli.check import runner as running
    from lckm_cli.check.check_file import CheckSettings
    from lckm_cli.file_selection import find_files

    many(base)
    monkeypatch.setattr(running, "check_each", _die)
    results = list(running.check_files(find_files(["."]), CheckSettings(), 2, quiet=True))
    assert [result.path for result in results] == [f"{index:03}.yaml" for index in range(130)]
    assert [
        result.path
        for result in results
        if result.findings and result.findings[0].code == "LCKM-E199"
    ] == ["070.yaml"]


def _die(found: list, settings: object) -> list:
    if any(one.path == "070.yaml" for one in found):
        os._exit(9)
    return [check_one_file(one, settings) for one in found]


@pytest.mark.slow(reason="two starts; jobs that change nothing stand for it")
def test_output_is_stable(base: Path) -> None:
    many(base, 10)
    outputs = {
        spawn("check", ".", "--format", "sarif", env={"PYTHONHASHSEED": str(seed)}).stdout
        for seed in (1, 2)
    }
    assert len(outputs) == 1


def test_hostile_names_and_texts_reach_no_terminal(run: Run, base: Path) -> None:
    name = "a\x1b[31m\u202e.yaml"
    (base / name).write_text(procedure(title='"\\u001b[2Jx"'), encoding="utf-8")
    output = run("check", ".").stdout
    assert "\x1b" not in output
    assert "\u202e" not in output
    assert "a\N{REPLACEMENT CHARACTER}[31m\N{REPLACEMENT CHARACTER}.yaml" in output


def test_a_link_in_place_of_a_file(run: Run, base: Path) -> None:
    write(base, a=(SAMPLES / "procedures" / "KA-01478.yaml").read_text(encoding="utf-8"))
    elsewhere = SAMPLES / "files" / "KA-01478"
    (base / "files" / "KA-01478").mkdir(parents=True)
    first, *others = sorted(elsewhere.iterdir())
    (base / "files" / "KA-01478" / first.name).symlink_to(first)
    for file in others:
        (base / "files" / "KA-01478" / file.name).write_bytes(file.read_bytes())
    data = data_of(run("check", "a.yaml", "--attachments", "files", "--format", "json").stdout)
    assert codes(data)["a.yaml"].count("LCKM-F010") == 1
