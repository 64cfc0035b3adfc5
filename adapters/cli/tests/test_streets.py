"""``lckm streets``: a list judged, and put where the resident's pages read it."""

from pathlib import Path

import pytest

from tests.helpers.commands import Run

LIST = "rodzaj;ulica;dzielnica;od kiedy\nul.;Piotrkowska;srodmiescie;1821\npl.;Wolności;;\n"
FACE = (
    '[[adapter]]\nuse = "lckm_core.memory:MemoryAdapter"\n[[face]]\nuse = "lckm_web:ResidentFace"\n'
)
PLACE = 'streets = { path = "lista/ulice.csv" }\n'


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lista").mkdir()
    (tmp_path / "lckm.toml").write_text(FACE + PLACE, encoding="utf-8")
    (tmp_path / "ulice.txt").write_bytes(LIST.encode("cp1250"))
    return tmp_path


def test_a_list_is_judged_and_columns_that_nobody_reads_are_named(run: Run, base: Path) -> None:
    result = run("streets", "check", "ulice.txt")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Kolumny, których nikt nie czyta: od kiedy",
        "Ulice: 2, z dzielnicą: 1",
    ]


@pytest.mark.parametrize(
    ("rows", "districted"),
    [(["A;x", "B;", "C;x"], 2), (["A;x", "B;"], 1), (["A;", "B;x"], 1), (["A;x", "B;x"], 2)],
    ids=str,
)
def test_each_street_with_a_district_counts(run: Run, base: Path, rows, districted) -> None:
    (base / "lista.csv").write_text("\n".join(["nazwa;dzielnica", *rows, ""]), encoding="utf-8")
    result = run("streets", "check", "lista.csv")
    assert result.stdout == f"Ulice: {len(rows)}, z dzielnicą: {districted}\n"


def test_a_list_is_written_where_the_settings_say(run: Run, base: Path) -> None:
    result = run("streets", "load", "ulice.txt", "--lang", "en")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[1:] == [
        "Streets: 2, with a district: 1",
        "Written: lista/ulice.csv",
    ]
    assert (base / "lista" / "ulice.csv").read_text(encoding="utf-8") == (
        "rodzaj;nazwa;dzielnica;inne nazwy\nul.;Piotrkowska;srodmiescie;\npl.;Wolności;;\n"
    )


def test_a_faulty_list_leaves_the_one_that_was_there(run: Run, base: Path) -> None:
    target = base / "lista" / "ulice.csv"
    target.write_text("nazwa\nZielona\n", encoding="utf-8")
    (base / "zla.csv").write_text("nazwa;dzielnica\nZielona;x\n;y\n", encoding="utf-8")

    result = run("streets", "load", "zla.csv")
    assert result.exit_code == 1
    assert result.stdout == "zla.csv:3:1: Brakuje nazwy ulicy.\n"
    assert target.read_text(encoding="utf-8") == "nazwa\nZielona\n"
    assert [one.name for one in target.parent.iterdir()] == ["ulice.csv"]


def test_parts_of_the_catalogue_are_named_by_code(run: Run, base: Path) -> None:
    head = "WOJ;POW;GMI;RODZ_GMI;SYM;SYM_UL;CECHA;NAZWA_1;NAZWA_2;STAN_NA\n"
    rows = "10;61;02;9;1;2;al.;Kościuszki;Tadeusza;x\n14;65;01;1;1;2;ul.;Inna;;x\n"
    (base / "ULIC.csv").write_text(head + rows, encoding="utf-8-sig")

    assert run("streets", "load", "ULIC.csv", "--district", "1061029=baluty").exit_code == 0
    written = (base / "lista" / "ulice.csv").read_text(encoding="utf-8")
    assert written.splitlines()[1:] == ["al.;Tadeusza Kościuszki;baluty;"]


@pytest.mark.parametrize("value", ["baluty", "1061029", "106102=x", "1061029=", "１061029=x"])
def test_a_code_that_is_none_is_said(run: Run, base: Path, value: str) -> None:
    result = run("streets", "check", "ulice.txt", "--district", value)
    assert result.exit_code == 2
    assert "--district: ma tu być kod z siedmiu cyfr" in result.stderr


@pytest.mark.parametrize(
    ("faces", "words"),
    [
        (FACE, "żadna strona nie ma pliku z ulicami"),
        (FACE + PLACE + FACE[FACE.index("[[face]]") :] + PLACE.replace("lista", "x"), "różne"),
    ],
)
def test_where_the_settings_name_no_place_they_are_told_how(
    run: Run, base: Path, faces: str, words: str
) -> None:
    (base / "lckm.toml").write_text(faces, encoding="utf-8")
    result = run("streets", "load", "ulice.txt")
    assert result.exit_code == 2
    assert words in result.stderr


def test_what_is_no_list_is_refused(run: Run, base: Path) -> None:
    assert run("streets", "check", "nie-ma.csv").exit_code == 2
    (base / "a.xlsx").write_bytes(b"PK\x03\x04" + bytes(50))
    result = run("streets", "check", "a.xlsx")
    assert (result.exit_code, result.stdout.startswith("a.xlsx:1:1: ")) == (1, True)
    assert "CSV" in result.stdout


@pytest.mark.parametrize("head", ["nazwa;nazwa", "ulica;dzielnica;Ulica", "name;kind;kind"])
def test_two_columns_of_one_name_are_a_fault(run: Run, base: Path, head: str) -> None:
    (base / "dwie.csv").write_text(f"{head}\nZielona;Inna;x\n", encoding="utf-8")
    result = run("streets", "check", "dwie.csv")
    assert result.exit_code == 1
    assert "Dwie kolumny nazywają się" in result.stdout


def test_of_two_columns_for_one_thing_the_other_is_named(run: Run, base: Path) -> None:
    (base / "dwie.csv").write_text("ulica;dzielnica;osiedle\nZielona;x;y\n", encoding="utf-8")
    result = run("streets", "check", "dwie.csv")
    assert result.exit_code == 0
    assert "Kolumny, których nikt nie czyta: osiedle" in result.stdout


AREAS = '[face.areas]\nnowa = "Nowa Wieś"\n'


@pytest.mark.parametrize(("areas", "named"), [
    ("", "Nowa Wieś, inna"), (AREAS, "Bałuty, inna"), ("areas = {}\n", "Bałuty, Nowa Wieś, inna"),
])  # fmt: skip
def test_districts_that_no_face_knows_are_named(
    run: Run, base: Path, areas: str, named: str
) -> None:
    (base / "lckm.toml").write_text(FACE + PLACE + areas, encoding="utf-8")
    rows = "nazwa;dzielnica\nZielona;Bałuty\nLipowa;Nowa Wieś\nDługa;inna\n"
    (base / "a.csv").write_text(rows, encoding="utf-8")
    result = run("streets", "load", "a.csv")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[1].endswith(f"więc się nie dopiszą: {named}")


@pytest.mark.parametrize(("count", "shown"), [(19, 19), (20, 20), (21, 20), (45, 20)])
def test_many_districts_are_cut_and_no_others(run: Run, base: Path, count: int, shown: int) -> None:
    (base / "lckm.toml").write_text(FACE + PLACE, encoding="utf-8")
    rows = "".join(f"Ulica {at};Osiedle {at}\n" for at in range(count))
    (base / "a.csv").write_text("nazwa;dzielnica\n" + rows, encoding="utf-8")
    line = run("streets", "load", "a.csv").stdout.splitlines()[1]
    assert line.count("Osiedle") == shown
    assert line.endswith("…") == (shown < count)


def test_how_many_streets_there_were_is_said(run: Run, base: Path) -> None:
    assert run("streets", "load", "ulice.txt").exit_code == 0
    (base / "one.csv").write_text("nazwa\nZielona\n", encoding="utf-8")
    assert "Było: 2, jest: 1" in run("streets", "load", "one.csv").stdout.splitlines()
