"""``lckm amend`` and ``lckm check`` on update requests with errors."""

from pathlib import Path

import pytest
import yaml
from cli_cases import procedure

from tests.helpers.commands import Run
from tests.helpers.places import SAMPLES

FIRST = SAMPLES / "procedures" / "KA-01189.yaml"


def request(folder: Path, *changes: dict, **fields: object) -> None:
    """Write a request with each change on a line of its own, from line 3 on."""
    lines = [f"procedure: {fields.pop('procedure', 'KA-01189')}", "changes:"]
    lines += [
        f"- {yaml.safe_dump(change, default_flow_style=True, width=9999).strip()}"
        for change in changes
    ]
    lines += [yaml.safe_dump(fields).strip()] if fields else []
    (folder / "r.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_faults_come_in_the_order_of_the_file_with_their_places(run: Run, base: Path) -> None:
    keys = [
        "title",
        "summary",
        "how_to",
        "unit",
        "cell",
        "appeal",
        "valid_to",
        "valid_from",
        "in_edms",
        "deadline",
    ]
    request(
        base,
        *(
            {"field": f"/{key}", "remove": f"no such {key}"}
            for key in [*keys, "legal_basis", "basis"]
        ),
    )
    places = [line.split()[0] for line in run("amend", FIRST, "r.yaml").stderr.splitlines()]
    assert places[:11] == [f"r.yaml:{line}:3" for line in range(3, 14)]
    assert places[11] == "r.yaml:14:11"  # a field that the form does not have


def test_a_conflict_names_what_differs_and_not_only_how_many(run: Run, base: Path) -> None:
    data = yaml.safe_load(FIRST.read_text(encoding="utf-8"))
    items = [*data["useful_info"][:-1], "czego tu nie ma"]
    steps = [{**data["steps"][0], "name": "Przynieś zdjęcie"}, *data["steps"][1:]]
    request(
        base,
        {"field": "/useful_info", "remove": items},
        {"field": "/steps", "remove": steps},
        {"field": "/useful_info", "items": [{"remove": "czego tu nie ma"}]},
    )
    first, second, third = run("amend", FIRST, "r.yaml").stderr.splitlines()
    last = len(items) - 1
    assert (
        f"w polu /useful_info/{last} ma być „czego tu nie ma”, a jest „{data['useful_info'][-1]}”"
        in first
    )
    assert (
        f"w polu /steps/0/name ma być „Przynieś zdjęcie”, a jest „{data['steps'][0]['name']}”"
        in second
    )
    assert f"a jest lista (pozycji: {len(items)}): {data['useful_info'][0][:30]}" in third
    assert "should hold “czego tu nie ma”" in run("amend", FIRST, "r.yaml", "--lang", "en").stderr


def test_a_conflict_says_that_the_request_is_for_another_edition(run: Run, base: Path) -> None:
    wrong = {"field": "/title", "remove": "Inna nazwa", "insert": "Wydanie"}
    held = yaml.safe_load(FIRST.read_text(encoding="utf-8"))["produced_on"]
    request(base, wrong, base={"produced_on": "2023-02-03"})
    said = run("amend", FIRST, "r.yaml").stderr.splitlines()[-1]
    assert said == (
        "r.yaml: wniosek jest do innego wydania: „Data wytworzenia informacji” to w nim "
        f"2023-02-03, a w opisie {held}."
    )
    request(base, wrong, base={"produced_on": str(held)})
    assert "innego wydania" not in run("amend", FIRST, "r.yaml").stderr


def test_the_day_of_a_request_counts_for_the_date_of_production(run: Run, base: Path) -> None:
    held = str(yaml.safe_load(FIRST.read_text(encoding="utf-8"))["produced_on"])
    change = {"field": "/produced_on", "remove": held, "insert": "2026-11-20"}
    request(base, change, requested_on="2026-11-19")
    result = run("amend", FIRST, "r.yaml")
    assert (result.exit_code, "r.yaml:3:3  błąd  LCKM-R004" in result.stderr) == (1, True)
    request(base, change, requested_on="2026-11-20")
    assert run("amend", FIRST, "r.yaml").exit_code == 0


def test_the_day_of_the_request_by_option(run: Run, base: Path) -> None:
    (base / "a.yaml").write_text(procedure(produced_on="2026-11-20"), encoding="utf-8")
    assert "LCKM-R004" in run("check", "a.yaml", "--requested-on", "2026-11-19").stdout
    assert run("check", "a.yaml", "--requested-on", "2026-11-20").exit_code == 0
    assert run("check", "a.yaml").exit_code == 0
    # A fault of YAML in another field hides nothing of that.
    text = procedure(produced_on="2026-11-20") + "useful_info: Opłata: 17 zł\n"
    (base / "a.yaml").write_text(text, encoding="utf-8")
    assert "LCKM-R004" in run("check", "a.yaml", "--requested-on", "2026-11-19").stdout
    assert "LCKM-R004" not in run("check", "a.yaml", "--requested-on", "2026-11-20").stdout


@pytest.mark.parametrize(
    ("role", "status", "said"),
    [
        ("head-of-unit", 1, "r.yaml:3:11  błąd  LCKM-U009"),
        ("call-centre-staff", 0, ""),
        (None, 0, "nie oceniono, czy wnioskującemu wolno zmienić pole „Inne” Call Center"),
    ],
)
def test_who_asks_to_change_the_call_centres_field(
    run: Run, base: Path, role: str | None, status: int, said: str
) -> None:
    (base / "a.yaml").write_text(procedure(), encoding="utf-8")
    held = yaml.safe_load(procedure())["call_centre"]["other"]
    request(
        base,
        {"field": "/call_centre/other", "remove": held, "insert": "Nowa uwaga"},
        procedure="KA-01478",
    )
    result = run("amend", "a.yaml", "r.yaml", *(["--role", role] if role else []))
    assert (result.exit_code, said in result.stderr) == (status, True), result.stderr
    assert ("nie oceniono" in result.stderr) == (role is None)


def test_another_request_leaves_nothing_unjudged(run: Run) -> None:
    result = run("amend", FIRST, SAMPLES / "updates" / "KA-01189.request.yaml")
    assert (result.exit_code, result.stderr) == (0, "")


def test_the_roles_are_those_of_the_ordinance() -> None:
    from lckm_cli.commands.amend import ROLES
    from lckm_core import Role

    assert [role.name.lower().replace("_", "-") for role in Role] == list(ROLES)


def test_check_judges_the_fields_that_a_request_names(run: Run, base: Path) -> None:
    request(
        base,
        {"field": "/title", "remove": "a", "insert": "b"},
        {"field": "/steps/0/nope", "remove": "a"},
    )
    lines = run("check", "r.yaml").stdout.splitlines()
    assert lines[0].startswith("r.yaml:4:11  błąd         LCKM-U008  ")
    assert "/steps/0/nope" in lines[0]
    assert lines[-1] == "Sprawdzono 1 plik: 1 błąd."
