"""Other things that the demo shows: findings, a timeline, changes and their results."""

import contextlib
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from lckm_cli.toolkit import (
    CheckSettings,
    CheckSummary,
    changes_as_text,
    check_files,
    combine_results,
    find_files,
    findings_as_github,
    findings_as_json,
    findings_as_sarif,
    findings_as_text,
    read_as,
    read_procedure,
    read_procedures,
    rows_within,
    summary_line,
    timeline_as_data,
    timeline_as_svg,
    timeline_as_text,
    timeline_axis,
    timeline_events,
    timeline_rows,
)
from lckm_core.amendments import amend
from lckm_core.forms import to_yaml
from lckm_demo.folder import save
from lckm_demo.procedure_flow import TAKEN_OFF

_CHECKS = {"baza": ("procedures", "notices", "terms", "departures.yaml"), "z-bledami": ("faulty",)}


class File(NamedTuple):
    """A file of the demo: its path in the folder, what it is, and a remark."""

    path: str
    title: str
    note: str = ""


def make_findings(target: Path) -> tuple[list[File], dict[str, CheckSummary]]:
    """Check the sound samples and the faulty ones; write what is found in each format."""
    files: list[File] = []
    summaries: dict[str, CheckSummary] = {}
    for name, parts in _CHECKS.items():
        with contextlib.chdir(target):
            paths = [f"samples/{part}" for part in parts if Path("samples", part).exists()]
            judged = combine_results(
                list(
                    check_files(
                        find_files(paths), CheckSettings(attachments="samples/files"), 1, quiet=True
                    )
                )
            )
        summary = summaries[name] = CheckSummary.of(judged)
        outcomes: dict[str, Iterable[str]] = {
            "txt": findings_as_text(judged, summary, "pl", colour=False),
            "json": findings_as_json(judged, summary, "pl"),
            "sarif": findings_as_sarif(judged, summary, "pl"),
            "github.txt": findings_as_github(judged, summary, "pl"),
        }
        for ending, pieces in outcomes.items():
            path = f"findings/{name}.{ending}"
            save(target / path, "".join(pieces))
            note = summary_line(summary, "pl", colour=False) if ending == "txt" else ""
            files.append(File(path, f"{name}.{ending}", note))
    return files, summaries


def make_timeline(target: Path, on: date) -> list[File]:
    """Write when procedures appear and disappear, as text, JSON and a picture."""
    with contextlib.chdir(target):
        rows = timeline_rows(
            [
                pair
                for pair in read_procedures(("samples/procedures",))[0]
                if pair[1].id != TAKEN_OFF
            ]
        )
    later, events = rows_within(rows, on, None), timeline_events(rows, on, None)
    axis = timeline_axis(rows, on, None, None)
    drawn = rows_within(rows, axis.first, axis.last)
    save(
        target / "timeline.svg",
        timeline_as_svg(drawn, timeline_events(rows, axis.first, axis.last), axis, on),
    )
    save(target / "timeline.txt", "".join(timeline_as_text(later, events, on, None)))
    data = timeline_as_data(later, events, on, None)
    save(target / "timeline.json", json.dumps(data, ensure_ascii=False, indent=2) + "\n")
    return [
        File("timeline.svg", "Oś czasu", f"obraz, bez wycofanej {TAKEN_OFF}"),
        File("timeline.txt", "Oś czasu słowami"),
        File("timeline.json", "Oś czasu dla programów"),
    ]


def make_changes(target: Path) -> list[File]:
    """Apply the sample update requests: the request, the amended procedure, the differences."""
    files: list[File] = []
    for found in find_files([str(target / "samples" / "updates")]):
        name = Path(found.path).name.partition(".")[0]
        current = target / "samples" / "procedures" / f"{name}.yaml"
        if not current.is_file():
            continue
        request = read_as(found.path, "update-request")
        shown = read_procedure(str(current))
        amended = amend(shown, request)
        save(target / f"changes/{name}.txt", "".join(changes_as_text(request, shown, colour=False)))
        save(
            target / f"changes/{name}.request.yaml",
            to_yaml(request, schema="../schemas/update-request.schema.json"),
        )
        save(target / f"changes/{name}.amended.yaml", to_yaml(amended))
        files += [
            File(f"changes/{name}.txt", f"{name}: co się zmienia"),
            File(
                f"changes/{name}.request.yaml",
                f"{name}: wniosek o aktualizację",
                "lckm diff --format yaml",
            ),
            File(f"changes/{name}.amended.yaml", f"{name}: opis po zmianie", "lckm amend"),
        ]
    return files
