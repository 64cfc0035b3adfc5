"""``lckm routes``: a table judged, and a choice explained."""

import json
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
import yaml

from lckm_core import register, schema, to_yaml
from tests.helpers.commands import Run
from tests.helpers.places import SAMPLES

TABLE = SAMPLES / "routes" / "routes.yaml"
REPORTS = SAMPLES / "reports"
GRASS = {
    "categories": [{"id": "trawa", "name": "Trawa"}],
    "domains": ["uml.lodz.pl"],
    "routes": [{"name": "Trawa", "categories": ["trawa"], "mailbox": "trawa@uml.lodz.pl"}],
}
DAYS = {"units": [{"name": "Stary Zarząd", "valid_from": "2020-01-01", "valid_to": "2026-12-31"}]}


def write(path: str, data: object) -> str:
    Path(path).write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return path


def test_a_sound_table_is_shown(run: Run) -> None:
    result = run("routes", "check", TABLE, "--strict")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0].split("→")[1] == " LOG Helpdesk"
    assert lines[1].split() == [
        "2",
        "Jezdnie",
        "i",
        "chodniki",
        "dróg",
        "publicznych",
        "→",
        "zgloszenia@zdit.uml.lodz.pl",
    ]
    assert lines[-1] == "Sprawdzono 1 plik: brak uwag."
    assert len(lines) == len(yaml.safe_load(TABLE.read_text(encoding="utf-8"))["routes"]) + 2


def test_findings_are_at_their_rows_and_in_their_places(run: Run, base: Path) -> None:
    row = {
        "name": "Też trawa",
        "categories": ["trawa"],
        "unit": "Zarząd Trawy",
        "mailbox": "a@example.com",
    }
    write("t.yaml", GRASS | {"routes": [*GRASS["routes"], row]})
    result = run("routes", "check", "t.yaml")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert [line.endswith("(3 uwagi)") for line in lines[:2]] == [False, True]
    found = {
        line.split()[2]: int(line.split(":")[1]) for line in lines if line.startswith("t.yaml:")
    }
    begin = (
        Path("t.yaml").read_text(encoding="utf-8").splitlines().index("  unit: Zarząd Trawy") - 4
    )
    assert found.keys() == {"LCKM-G010", "LCKM-G014", "LCKM-G015"}
    assert min(found.values()) >= begin
    assert (
        "Route 2 (“Też trawa”) never matches"
        in run("routes", "check", "t.yaml", "--lang", "en").stdout
    )


def test_as_data(run: Run, base: Path) -> None:
    write("t.yaml", GRASS | {"domains": ["lodz.pl"]})
    result = run("routes", "check", "t.yaml", "--format", "json")
    data = json.loads(result.stdout)
    jsonschema.validate(data, schema("findings"))
    (finding,) = data["files"][0]["findings"]
    assert (result.exit_code, finding["code"], finding["path"]) == (
        1,
        "LCKM-G014",
        "/routes/0/mailbox",
    )


def test_warnings_count_when_strict(run: Run, base: Path) -> None:
    write("t.yaml", GRASS | {"categories": [*GRASS["categories"], {"id": "kosz", "name": "Kosz"}]})
    assert run("routes", "check", "t.yaml").exit_code == 0
    assert run("routes", "check", "t.yaml", "--strict").exit_code == 1


@pytest.mark.parametrize(("day", "code"), [("2026-12-31", 0), ("2027-01-01", 1)])
def test_a_unit_that_closes(run: Run, base: Path, day: str, code: int) -> None:
    write("units.yaml", DAYS)
    write("t.yaml", GRASS | {"routes": [GRASS["routes"][0] | {"unit": "Stary Zarząd"}]})
    result = run("routes", "check", "t.yaml", "--directory", "units.yaml", "--on", day)
    assert result.exit_code == code
    assert ("nie działa w dniu 2027-01-01" in result.stdout) is bool(code)
    assert run("routes", "check", "t.yaml", "--on", day).stdout.count("LCKM-G015") == 1


def test_what_is_no_table(run: Run, base: Path) -> None:
    write("t.yaml", {"routes": [{"name": 1}]})
    result = run("routes", "check", "t.yaml")
    assert result.exit_code == 1
    assert "→" not in result.stdout
    assert "LCKM-G001" in result.stdout
    assert run("routes", "check", "none.yaml").exit_code == 2
    Path("t.yaml").write_text("routes: [", encoding="utf-8")
    assert run("routes", "check", "t.yaml").exit_code == 2


@pytest.mark.parametrize("name", ["05-uszkodzony-chodnik.yaml"])
def test_a_choice_row_by_row(run: Run, name: str) -> None:
    result = run("routes", "explain", TABLE, REPORTS / name)
    assert (result.exit_code, result.stderr) == (0, "")
    rows, said = result.stdout.split("\n\n")
    first, second = rows.splitlines()
    assert first.startswith("    1  Informacje, które nie wymagają interwencji")
    assert first.endswith("Rodzaje zgłoszeń: other; w zgłoszeniu jest intervention")
    assert second.startswith("→   2  Jezdnie i chodniki dróg publicznych")
    assert said == (
        "zgloszenia@zdit.uml.lodz.pl (Zarząd Dróg i Transportu), bez danych do kontaktu: trasa "
        "2: Jezdnie i chodniki dróg publicznych.\n"
    )  # fmt: skip


def test_a_choice_for_programs_and_in_english(run: Run) -> None:
    result = run(
        "routes",
        "explain",
        TABLE,
        REPORTS / "20-bezpanskie-zwierze.yaml",
        "--format",
        "json",
        "--lang",
        "en",
    )
    data = json.loads(result.stdout)
    assert data["to"] == {
        "way": "mailbox",
        "address": "zgloszenia@schronisko.lodz.pl",
        "unit": "Schronisko dla Zwierząt",
        "cell": None,
        "contact": True,
        "because": "route 9: Bezpańskie zwierzęta",
    }
    assert [one["won"] for one in data["tried"]] == [False] * 8 + [True]
    assert data["tried"][0]["because"] == "kinds: other; the report has intervention"
    said = run(
        "routes", "explain", TABLE, REPORTS / "20-bezpanskie-zwierze.yaml", "--lang", "en"
    ).stdout
    assert "(Schronisko dla Zwierząt), with contact data: route 9" in said


def test_the_helpdesk(run: Run) -> None:
    result = run("routes", "explain", TABLE, REPORTS / "34-bez-kategorii.yaml")
    assert (
        result.stdout.splitlines()[-1]
        == "LOG Helpdesk: zgłoszenie nie ma kategorii, więc obsługuje je helpdesk."
    )
    assert "→" not in result.stdout
    data = json.loads(
        run(
            "routes", "explain", TABLE, REPORTS / "34-bez-kategorii.yaml", "--format", "json"
        ).stdout
    )
    assert data["to"]["way"] == "helpdesk"


def test_a_registered_report_goes_as_its_form_does(run: Run, base: Path) -> None:
    form = {
        "description": "Trawa do kolan.",
        "category": "trawa",
        "reporter": {"name": "Jan Przykładowy"},
    }
    report = register(
        form, number="ZG-1", now=datetime(2026, 11, 25, tzinfo=UTC), terms_version="1"
    )
    Path("report.yaml").write_text(to_yaml(report), encoding="utf-8")
    write("form.yaml", form)
    outcomes = {
        run("routes", "explain", TABLE, path).stdout for path in ("report.yaml", "form.yaml")
    }
    assert len(outcomes) == 1
    assert "Przykładowy" not in outcomes.pop()


def test_a_faulty_table_can_be_explained_and_one_that_cannot_be_built_cannot(
    run: Run, base: Path
) -> None:
    write("t.yaml", GRASS | {"domains": ["lodz.pl"]})
    write("form.yaml", {"description": "Trawa.", "category": "trawa"})
    assert "trawa@uml.lodz.pl" in run("routes", "explain", "t.yaml", "form.yaml").stdout
    write("t.yaml", GRASS | {"routes": [{"helpdesk": True}]})
    result = run("routes", "explain", "t.yaml", "form.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("t.yaml:")


def test_explaining_counts_what_checking_counts(run: Run, base: Path) -> None:
    """And sends to the command that shows it, in both languages."""
    rows = [
        {"name": str(at), "address": "trawa@uml.lodz.pl", "unit": "Zarząd Trawy"} for at in range(2)
    ]
    write("t.yaml", GRASS | {"routes": rows})
    write("form.yaml", {"description": "Trawa.", "category": "trawa"})
    summary = json.loads(run("routes", "check", "t.yaml", "--format", "json").stdout)["summary"]
    told = run("routes", "explain", "t.yaml", "form.yaml").stderr
    assert f"Błędów jest więcej ({summary['errors'] - 1}): pokaże je lckm routes check." in told
    english = run("routes", "explain", "t.yaml", "form.yaml", "--lang", "en").stderr
    assert (
        f"There are more errors ({summary['errors'] - 1}): lckm routes check shows them." in english
    )


@pytest.mark.parametrize("content", ["", "# nic\n", "- trawa\n", "[]"])
def test_a_file_without_fields_is_told_how_a_table_begins(
    run: Run, base: Path, content: str
) -> None:
    Path("t.yaml").write_text(content, encoding="utf-8")
    for command in (("check", "t.yaml"), ("explain", "t.yaml", "t.yaml")):
        told = run("routes", *command).stderr
        assert "np. „categories: …” i „domains: …”" in told
        assert "lckm new" not in told
    told = run("check", "t.yaml").stdout
    assert "np. „id: …” i „title: …”" in told
    assert "lckm new" in told


def test_what_is_no_report(run: Run, base: Path) -> None:
    result = run("routes", "explain", TABLE, SAMPLES / "departures.yaml")
    assert result.exit_code == 2
    assert "to nie jest zgłoszenie ani formularz zgłoszenia" in result.stderr
    write("form.yaml", {"description": "", "reporter": {"email": "kanarek"}})
    result = run("routes", "explain", TABLE, "form.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "form.yaml:1:" in result.stderr
    assert "kanarek" not in result.stderr
    Path("large.yaml").write_bytes(b"description: " + b"x" * 2_000_001)
    assert "plik jest za duży" in run("routes", "explain", TABLE, "large.yaml").stderr


def test_the_group_helps_in_polish(run: Run) -> None:
    text = run("routes", "--help").stdout
    assert "Polecenia:" in text
    assert "check" in text
    result = run("routes", "chek")
    assert result.exit_code == 2
    assert "Czy chodzi o check?" in result.stderr
