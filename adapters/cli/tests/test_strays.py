"""Attachments that belong to no procedure are told, each at its own path (zał. 2 § 9 ust. 3)."""

import json
import shutil
from pathlib import Path

from cli_cases import Run

SAMPLES = Path(__file__).parents[3] / "samples"


def test_each_stray_is_an_error_of_its_own(run: Run, base: Path) -> None:
    shutil.copytree(SAMPLES, base / "samples")
    files = base / "samples" / "files"
    whole = run("check", "samples/procedures", "samples/departures.yaml", "--attachments", "samples/files")
    assert whole.exit_code == 0, whole.output
    shutil.copytree(files / "KA-01189", files / "KA-99999")
    (files / "luzny.pdf").write_bytes(b"%PDF-1.7")
    (files / "KA-01189" / "stare").mkdir()
    result = run(
        "check", "samples/procedures", "samples/departures.yaml", "--attachments", "samples/files", "--format", "json"
    )
    found = {file["path"]: file["findings"] for file in json.loads(result.output)["files"] if file["findings"]}
    strays = {f"samples/files/{name}" for name in ("KA-99999", "luzny.pdf", "KA-01189/stare")}
    assert result.exit_code == 1
    assert {path for path, findings in found.items() if findings[0]["code"] == "LCKM-F013"} == strays
