"""Attachments that belong to no procedure are told, each at its own path (zał. 2 § 9 ust. 3)."""

import json
import shutil
from pathlib import Path

from tests.helpers.commands import Run

SAMPLES = Path(__file__).parents[3] / "samples"


def test_each_stray_is_an_error_of_its_own(run: Run, base: Path) -> None:
    shutil.copytree(SAMPLES, base / "samples")
    files = base / "samples" / "files"
    whole = run(
        "check", "samples/procedures", "samples/departures.yaml", "--attachments", "samples/files"
    )
    assert whole.exit_code == 0, whole.output
    shutil.copytree(files / "KA-01189", files / "KA-99999")
    (files / "luzny.pdf").write_bytes(b"%PDF-1.7")
    (files / "KA-01189" / "stare").mkdir()
    result = run(
        "check",
        "samples/procedures",
        "samples/departures.yaml",
        "--attachments",
        "samples/files",
        "--format",
        "json",
    )
    found = {
        file["path"]: file["findings"]
        for file in json.loads(result.output)["files"]
        if file["findings"]
    }
    strays = {f"samples/files/{name}" for name in ("KA-99999", "luzny.pdf", "KA-01189/stare")}
    assert result.exit_code == 1
    assert {
        path for path, findings in found.items() if findings[0]["code"] == "LCKM-F013"
    } == strays


def test_a_file_by_itself_has_only_its_own_folder_looked_into(run: Run, base: Path) -> None:
    """Without the other procedures, of the other folders nothing can be said."""
    shutil.copytree(SAMPLES, base / "samples")
    call = ("check", "samples/procedures/KA-01478.yaml", "--attachments", "samples/files")
    result = run(*call)
    assert (result.exit_code, result.stdout) == (0, "Sprawdzono 1 plik: brak uwag.\n")
    assert (
        run(
            "check",
            "-",
            *call[2:],
            input=(SAMPLES / "procedures" / "KA-01478.yaml").read_text("utf-8"),
        ).exit_code
        == 0
    )
    own = base / "samples" / "files" / "KA-01478"
    (own / "stare").mkdir(parents=True)
    (own / "luzny.pdf").write_bytes(b"%PDF-1.7")
    places = [
        line.split(":")[0].split()[0]
        for line in run(*call).stdout.splitlines()
        if "LCKM-F013" in line
    ]
    assert places == ["samples/procedures/KA-01478.yaml", "samples/files/KA-01478/stare"]
