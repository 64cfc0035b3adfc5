"""Baseline files: written, applied, outlived (interpretation I12)."""

import json
from pathlib import Path

import pytest
import yaml
from cli_cases import procedure

from tests.helpers.commands import Run


@pytest.fixture
def old(base: Path) -> Path:
    (base / "old.yaml").write_text(
        procedure(title="Wydanie Stary tytuł " + "x" * 160), encoding="utf-8"
    )
    return base


def test_life_of_a_baseline(run: Run, old: Path) -> None:
    assert run("check", ".").exit_code == 1
    assert run("check", ".", "--write-baseline", "known.json").exit_code == 0
    written = json.loads((old / "known.json").read_text(encoding="utf-8"))
    row = {"path": "old.yaml", "code": "LCKM-P001", "pointer": "/title", "count": 1}
    assert written == {"version": 1, "findings": [row]}
    result = run("check", "old.yaml", "--baseline", "known.json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "znane" in result.stdout
    assert result.stdout.endswith("Sprawdzono 1 plik: brak uwag, 1 znana uwaga.\n")
    # A new finding still fails, and so does the known one in another file.
    (old / "old.yaml").write_text(
        procedure(title="Wydanie " + "x" * 170, unit="Miejskie Muzeum"), encoding="utf-8"
    )
    assert run("check", "old.yaml", "--baseline", "known.json").exit_code == 1
    (old / "new.yaml").write_text(
        procedure("KA-00002", title="Wydanie " + "x" * 170), encoding="utf-8"
    )
    assert run("check", "new.yaml", "--baseline", "known.json").exit_code == 1
    # What is mended is named, so that the list can shrink.
    (old / "old.yaml").write_text(procedure(), encoding="utf-8")
    result = run("check", "old.yaml", "--baseline", "known.json")
    assert result.exit_code == 0
    assert "old.yaml: LCKM-P001 /title" in result.stderr
    assert "1 wpis" in result.stderr


@pytest.mark.parametrize(("known", "exit_code"), [(1, 1), (2, 0), (3, 0)])
def test_of_one_kind_no_more_are_known_than_are_written(
    run: Run, base: Path, known: int, exit_code: int
) -> None:
    data = yaml.safe_load(procedure())
    data["how_to"] = (
        "Zgodnie z art. 5 ustawy o lampach – pisemnie. Zgodnie z art. 6 ustawy – pieszo."
    )
    (base / "old.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    run("check", ".", "--write-baseline", "known.json")
    written = json.loads((base / "known.json").read_text(encoding="utf-8"))
    (row,) = written["findings"]
    assert row["count"] == 2
    written["findings"] = [row | {"count": known}]
    (base / "known.json").write_text(json.dumps(written), encoding="utf-8")
    assert run("check", ".", "--baseline", "known.json").exit_code == exit_code


def test_nothing_of_the_content_is_kept(run: Run, old: Path) -> None:
    run("check", ".", "--write-baseline", "known.json")
    assert "Stary" not in (old / "known.json").read_text(encoding="utf-8")


def test_paths_are_those_from_the_baseline(
    run: Run, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("check", old, "--write-baseline", old / "known.json")
    (old / "sub").mkdir()
    monkeypatch.chdir(old / "sub")
    assert run("check", "../old.yaml", "--baseline", "../known.json").exit_code == 0


def test_files_not_at_hand_are_not_said_to_be_mended(run: Run, old: Path) -> None:
    run("check", ".", "--write-baseline", "known.json")
    (old / "other.yaml").write_text(procedure("KA-00002"), encoding="utf-8")
    assert run("check", "other.yaml", "--baseline", "known.json").stderr == ""
    (old / "old.yaml").unlink()
    assert "old.yaml" in run("check", "other.yaml", "--baseline", "known.json").stderr


def test_unreadable_stays_2(run: Run, old: Path) -> None:
    (old / "bad.yaml").write_bytes(b"\xff")
    assert run("check", ".", "--write-baseline", "known.json").exit_code == 2
    assert run("check", ".", "--baseline", "known.json").exit_code == 2


def test_json_and_sarif_show_what_is_known(run: Run, old: Path) -> None:
    run("check", ".", "--write-baseline", "known.json")
    data = json.loads(
        run("check", "old.yaml", "--baseline", "known.json", "--format", "json").stdout
    )
    assert (data["files"][0]["status"], data["files"][0]["findings"][0]["severity"]) == (
        "ok",
        "note",
    )
    data = json.loads(
        run("check", "old.yaml", "--baseline", "known.json", "--format", "sarif").stdout
    )
    (result,) = data["runs"][0]["results"]
    assert (result["level"], result["suppressions"][0]["kind"]) == ("error", "external")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"version": 2, "findings": []}',
        '{"version": 1, "findings": [{}]}',
        '{"version": 1, "findings": [{"path": "a", "code": 1, "pointer": "", "count": 1}]}',
        "\x00",
        "[" * 100_000,
    ],
)
def test_no_baseline(run: Run, old: Path, text: str) -> None:
    (old / "known.json").write_text(text, encoding="utf-8")
    result = run("check", "old.yaml", "--baseline", "known.json")
    assert result.exit_code == 2
    assert "known.json" in result.stderr
    assert "Traceback" not in result.output
    assert run("check", "old.yaml", "--baseline", "nowhere.json").exit_code == 2


def test_only_a_baseline_is_replaced(run: Run, old: Path) -> None:
    (old / "mine.json").write_text('{"id": "KA-00009"}', encoding="utf-8")
    for name in ("old.yaml", "mine.json"):
        before = (old / name).read_bytes()
        result = run("check", ".", "--write-baseline", name)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith(f"{name}: ten plik już jest i nie jest wykazem")
        assert (old / name).read_bytes() == before
    for text in ("", '{"version": 0, "findings": []}'):
        (old / "known.json").write_text(text, encoding="utf-8")
        assert run("check", "old.yaml", "--write-baseline", "known.json").exit_code == 0
        assert "LCKM-P001" in (old / "known.json").read_text(encoding="utf-8")
