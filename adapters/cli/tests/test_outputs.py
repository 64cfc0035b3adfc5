"""SARIF and GitHub annotations."""

import json
import re
from pathlib import Path

import jsonschema
from cli_cases import procedure

from lckm_cli.check.aggregate import CheckedFile, CheckSummary
from lckm_cli.formatting import counted
from lckm_cli.output import findings as output
from lckm_core import Finding, Severity, kinds
from tests.helpers.commands import Run
from tests.helpers.places import SAMPLES

TEXT = {"type": "string", "minLength": 1}


def closed(required: dict, optional: dict | None = None) -> dict:
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
    }


MESSAGE = closed({"text": TEXT})
LEVEL = {"enum": ["none", "note", "warning", "error"]}
COUNT = {"type": "integer", "minimum": 1}
PLACE = closed(
    {"artifactLocation": closed({"uri": {"type": "string", "pattern": "^[!-~]+$"}})},
    {"region": closed({"startLine": COUNT, "startColumn": COUNT})},
)
LOCATION = closed(
    {"physicalLocation": PLACE},
    {
        "logicalLocations": {
            "type": "array",
            "items": closed({"fullyQualifiedName": TEXT, "kind": {"const": "value"}}),
        }
    },
)
SUPPRESSION = closed(
    {
        "kind": {"enum": ["external", "inSource"]},
        "status": {"const": "accepted"},
        "justification": TEXT,
    }
)
RESULT = closed(
    {
        "ruleId": TEXT,
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": LEVEL,
        "message": MESSAGE,
        "locations": {"type": "array", "items": LOCATION, "minItems": 1},
        "partialFingerprints": {"type": "object", "additionalProperties": TEXT, "minProperties": 1},
    },
    {"suppressions": {"type": "array", "items": SUPPRESSION}},
)
RULE = closed(
    {
        "id": TEXT,
        "name": TEXT,
        "helpUri": {"type": "string", "pattern": "^https://"},
        "shortDescription": MESSAGE,
        "fullDescription": MESSAGE,
        "help": MESSAGE,
        "defaultConfiguration": closed({"level": LEVEL}),
        "properties": {
            "type": "object",
            "properties": {"tags": {"type": "array", "items": TEXT, "uniqueItems": True}},
        },
    }
)
DRIVER = closed(
    {
        "name": TEXT,
        "version": TEXT,
        "semanticVersion": TEXT,
        "language": {"enum": ["pl", "en"]},
        "rules": {"type": "array", "items": RULE, "uniqueItems": True},
    }
)
SARIF = closed(
    {
        "$schema": TEXT,
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "minItems": 1,
            "items": closed(
                {
                    "tool": closed({"driver": DRIVER}),
                    "language": {"enum": ["pl", "en"]},
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "invocations": {
                        "type": "array",
                        "items": closed({"executionSuccessful": {"type": "boolean"}}),
                    },
                    "results": {"type": "array", "items": RESULT},
                }
            ),
        },
    }
)
"""The part of SARIF 2.1.0 that is written here, closed: a misspelt or misplaced property fails."""


def test_sarif_is_valid(run: Run, base: Path) -> None:
    (base / "zły plik.yaml").write_text(procedure(title="Wydanie " + "x" * 153), encoding="utf-8")
    (base / "b.yaml").write_bytes(b"\xff")
    for lang in ("pl", "en"):
        for paths in ([SAMPLES / "faulty", base], ["."], [SAMPLES / "notices"]):
            log = json.loads(run("check", *paths, "--format", "sarif", "--lang", lang).stdout)
            jsonschema.validate(log, SARIF)
            (one,) = log["runs"]
            assert one["language"] == one["tool"]["driver"]["language"] == lang
            rules = [rule["id"] for rule in one["tool"]["driver"]["rules"]]
            assert {kind.code for kind in kinds()} < set(rules)
            assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in one["results"])
    log = json.loads(run("check", ".", "--format", "sarif").stdout)
    uris = {
        r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for r in log["runs"][0]["results"]
    }
    assert uris == {"b.yaml", "z%C5%82y%20plik.yaml"}
    assert log["runs"][0]["invocations"] == [{"executionSuccessful": False}]


def test_sarif_names_its_rules_and_links_to_them(run: Run) -> None:
    log = json.loads(run("check", SAMPLES / "faulty", "--format", "sarif").stdout)
    rules = {rule["id"]: rule for rule in log["runs"][0]["tool"]["driver"]["rules"]}
    page = (SAMPLES.parent / "docs" / "findings.md").read_text(encoding="utf-8")
    for kind in kinds():
        rule = rules[kind.code]
        assert re.fullmatch(r"[A-Z0-9][A-Za-z0-9]*", rule["name"])
        page_name, _, anchor = rule["helpUri"].rpartition("/")[2].partition("#")
        assert page_name == "findings.html"
        assert f'<a id="{anchor}"></a>{kind.code} ' in page
    assert rules["LCKM-F010"]["name"] == "ALinkInPlaceOfAFile"


def test_sarif_of_a_departure(run: Run) -> None:
    paths = [
        SAMPLES / "procedures",
        SAMPLES / "departures.yaml",
        "--attachments",
        SAMPLES / "files",
    ]
    log = json.loads(run("check", *paths, "--format", "sarif").stdout)
    jsonschema.validate(log, SARIF)
    (result,) = log["runs"][0]["results"]
    assert (result["ruleId"], result["level"]) == ("LCKM-F002", "error")
    assert result["suppressions"][0]["status"] == "accepted"


def test_fingerprints_outlive_other_lines(run: Run, base: Path) -> None:
    (base / "a.yaml").write_text(procedure(title="Wydanie " + "x" * 153), encoding="utf-8")
    first = json.loads(run("check", "a.yaml", "--format", "sarif").stdout)["runs"][0]["results"][0]
    (base / "a.yaml").write_text("# nowy wiersz\n" + procedure(title="y" * 170), encoding="utf-8")
    second = json.loads(run("check", "./a.yaml", "--format", "sarif").stdout)["runs"][0]["results"][
        0
    ]
    assert first["partialFingerprints"] == second["partialFingerprints"]
    assert first["locations"] != second["locations"]


def test_findings_of_one_rule_in_one_file_are_told_apart(run: Run, base: Path) -> None:
    text = re.sub(r"- name: .*", f"- name: {'x' * 41}", procedure(), count=2)
    (base / "a.yaml").write_text(text, encoding="utf-8")
    log = json.loads(run("check", "a.yaml", "--format", "sarif").stdout)
    places = {
        result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"]: (
            result["ruleId"],
            result["partialFingerprints"]["lckm/v1"],
        )
        for result in log["runs"][0]["results"]
    }
    (first_rule, first), (second_rule, second) = (places[f"/steps/{at}/name"] for at in (0, 1))
    assert first_rule == second_rule
    assert first != second


def test_github_commands(run: Run, base: Path) -> None:
    (base / "a.yaml").write_text(procedure(title="Wydanie " + "x" * 153), encoding="utf-8")
    lines = run("check", "a.yaml", "--format", "github").stdout.splitlines()
    assert lines[0].startswith("::error file=a.yaml,line=3,col=8,title=LCKM-P001::")
    assert lines[1] == "Sprawdzono 1 plik: 1 błąd."


def test_github_escapes() -> None:
    finding = Finding(
        "LCKM-P001",
        Severity.WARNING,
        "/title",
        "100%\r\n::set-output name=x::y",
        "wzór: Tytuł",
        1,
        2,
    )
    judged = [CheckedFile("a,b:c%.yaml", False, (finding,))]
    text = "".join(output.findings_as_github(judged, CheckSummary.of(judged), "pl"))
    assert text.splitlines()[0] == (
        "::warning "
        "file=a%2Cb%3Ac%25.yaml,line=1,col=2,title=LCKM-P001::100%25%0D%0A::set-output "
        "name=x::y (wzór: Tytuł)"
    )


def test_plural_forms() -> None:
    words = [
        counted(count, "file") for count in (0, 1, 2, 4, 5, 11, 12, 14, 21, 22, 25, 100, 102, 112)
    ]
    forms = [word.partition(" ")[2] for word in words]
    assert forms == [
        "plików",
        "plik",
        "pliki",
        "pliki",
        *["plików"] * 5,
        "pliki",
        "plików",
        "plików",
        "pliki",
        "plików",
    ]
    assert [counted(count, "error", "en") for count in (0, 1, 2)] == [
        "0 errors",
        "1 error",
        "2 errors",
    ]
