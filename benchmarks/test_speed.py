"""Each operation beside what a user would pick instead, in one run. Nothing here fails for
being slow: see the table.

``LCKM_BENCHMARK_FILES`` says how many files the whole-folder rows judge (2,000 unless
given). Times are processor time,
user and system, as medians of rounds in which each side has its turn; only rows with
``--jobs`` go by the clock.
check-jsonschema reads YAML with the C parser that comes by ``ruamel.yaml.clib``; without
that it would take three times as long.
"""

import copy
import json
import os
import subprocess
import sys
import sysconfig
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from documents import SCHEMA, as_json, full_document, numbered, with_faults, write
from tables import Table
from timing import compare, compare_programs, memory

from lckm_core import (
    Audience,
    amend,
    check,
    compare as compare_editions,
    project,
)
from lckm_core.forms import _json_schema as engines
from lckm_core.procedures import from_data

FILES = int(os.environ.get("LCKM_BENCHMARK_FILES", "2000"))
SCRIPTS = Path(sysconfig.get_path("scripts"))
LCKM, CHECK_JSONSCHEMA = str(SCRIPTS / "lckm"), str(SCRIPTS / "check-jsonschema")
FIVE = "import attrs, cattrs, pluggy, jsonschema, pendulum"
USED = "check, project, read, register"
"""Names are loaded on first use, so that importing the package alone says little."""
DAY = date(2026, 6, 1)


@pytest.fixture(scope="session")
def document() -> dict[str, Any]:
    return full_document()


@pytest.fixture(scope="session")
def kept() -> Any:
    """Return the validator that a careful user of jsonschema keeps."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return jsonschema.Draft202012Validator(schema)


def test_the_document_is_whole(document: dict[str, Any], kept: Any) -> None:
    assert 8_000 < len(as_json(document).encode()) < 9_500
    assert not check(document)
    assert kept.is_valid(document)
    assert len(check(with_faults(document)).errors) >= 5
    assert len(list(kept.iter_errors(with_faults(document)))) == 5


# ── one document
# ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_clean_document(
    table: Table, document: dict[str, Any], kept: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    peer = {"peer": lambda: kept.validate(document)}
    if _has_fast():
        times = compare({"ours": lambda: check(document), **peer})
        table.share(
            "one parsed document, clean, with `fast`",
            times["ours"],
            times["peer"],
            250 / 1300,
            "µs",
        )
    else:
        table.skipped("one parsed document, clean, with `fast`", "the extra is not installed")
    monkeypatch.setattr(engines, "engines", lambda: ("jsonschema",))
    engines.shape_judge.cache_clear()
    times = compare({"ours": lambda: check(document), **peer})
    monkeypatch.undo()
    engines.shape_judge.cache_clear()
    table.share("the same with jsonschema", times["ours"], times["peer"], 1.3, "µs")


def test_five_faults(table: Table, document: dict[str, Any], kept: Any) -> None:
    if not _has_fast():
        table.skipped("the same with five faults, with `fast`", "the extra is not installed")
        return
    faulty = with_faults(document)
    times = compare({"ours": lambda: check(faulty), "peer": lambda: list(kept.iter_errors(faulty))})
    table.share(
        "the same with five faults, with `fast`", times["ours"], times["peer"], 450 / 1340, "µs"
    )


def test_projection(table: Table, document: dict[str, Any]) -> None:
    procedure = from_data(document)
    times = compare(
        {
            "ours": lambda: project(procedure, Audience.CALL_CENTRE, on=DAY),
            "peer": lambda: copy.deepcopy(document),
        }
    )
    table.share(
        "projection for an audience; peer: copy.deepcopy",
        times["ours"],
        times["peer"],
        60 / 82,
        "µs",
    )


SENTENCES = tuple(
    " ".join(f"{word}{number % 90}." for number in range(20_000)) for word in ("ab", "cd")
)
LINES = [f"pozycja {number}" for number in range(3_000)]


@pytest.mark.parametrize(
    ("what", "key", "before", "after"),
    [
        ("20,000 sentences, all changed", "how_to", *SENTENCES),
        ("3,000 items in reverse", "useful_info", LINES, LINES[::-1]),
    ],
)
def test_amendment(
    table: Table, document: dict[str, Any], what: str, key: str, before: Any, after: Any
) -> None:
    old, new = from_data({**document, key: before}), from_data({**document, key: after})
    assert amend(old, compare_editions(old, new)) == new
    seconds = compare({"ours": lambda: amend(old, compare_editions(old, new))}, rounds=5)["ours"]
    table.figure(f"compare and amend: {what}", seconds * 1000, 1000, "ms")


def test_page(table: Table, document: dict[str, Any]) -> None:
    try:
        from lckm_pages import render
    except ImportError as error:
        table.skipped("projection to HTML, pages a second", str(error))
        return
    procedures = [from_data(numbered(document, number)) for number in range(50)]

    def export() -> None:
        for procedure in procedures:
            projection = project(procedure, Audience.PORTAL, on=DAY)
            assert projection is not None
            render(projection)

    seconds = compare({"ours": export}, rounds=7)["ours"]
    table.figure("projection to HTML", len(procedures) / seconds, 1500, "pages/s", least=True)


# ── whole programs
# ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_import(table: Table) -> None:
    commands = {"ours": "import lckm_core", "used": f"from lckm_core import {USED}", "peer": FIVE}
    used = compare_programs(
        {name: [sys.executable, "-c", code] for name, code in commands.items()}, rounds=15
    )
    table.share("import lckm_core; peer: five libraries", used["ours"].cpu, used["peer"].cpu, 0.6)
    table.share(f"the same with what a host uses: {USED}", used["used"].cpu, used["peer"].cpu, 0.6)


def test_version(table: Table) -> None:
    used = compare_programs(
        {"ours": [LCKM, "--version"], "peer": [CHECK_JSONSCHEMA, "--version"]}, rounds=7
    )
    table.share(
        "`lckm --version`; peer: check-jsonschema", used["ours"].cpu, used["peer"].cpu, 100 / 221
    )


def test_one_file(table: Table, tmp_path: Path) -> None:
    (path,) = write(tmp_path, 1, "yaml")
    if (reason := _refuses(path)) is not None:
        table.skipped("`lckm check` of one file", reason)
        return
    used = compare_programs({"ours": [LCKM, "check", str(path)], "peer": _peer([path])}, rounds=7)
    table.share(
        "`lckm check` of one file; peer: check-jsonschema",
        used["ours"].cpu,
        used["peer"].cpu,
        160 / 281,
    )


def test_folder_of_yaml(table: Table, tmp_path: Path) -> None:
    name = f"{FILES:,} YAML files"
    paths = write(tmp_path, FILES, "yaml")
    if (reason := _refuses(paths[0])) is not None:
        table.skipped(name, reason)
        return
    ours = [LCKM, "check", str(tmp_path)]
    used = compare_programs(
        {"ours": ours, "jobs": [*ours, "--jobs", "2"], "peer": _peer(paths)}, rounds=5
    )
    table.faster(f"{name}, one core", used["ours"].cpu, used["peer"].cpu, 6, "s")
    table.faster(f"{name}, --jobs 2, by the clock", used["jobs"].wall, used["peer"].wall, 9, "s")
    table.figure(f"{name}: memory", memory(ours), 80, "MB")


def test_folder_of_json(table: Table, tmp_path: Path) -> None:
    name = f"{FILES:,} JSON files, one core"
    paths = write(tmp_path, FILES, "json")
    if (reason := _refuses(paths[0])) is not None:
        table.skipped(name, reason)
        return
    used = compare_programs(
        {"ours": [LCKM, "check", str(tmp_path)], "peer": _peer(paths)}, rounds=5
    )
    table.faster(name, used["ours"].cpu, used["peer"].cpu, 8, "s")


def _peer(paths: list[Path]) -> list[str]:
    return [CHECK_JSONSCHEMA, "--schemafile", str(SCHEMA), *map(str, paths)]


def _refuses(path: Path) -> str | None:
    """Return why ``lckm check`` cannot be measured, ``None`` when it can."""
    if find_spec("_ruamel_yaml") is None:
        return "the peer has no C parser here: install ruamel.yaml.clib"
    if not Path(LCKM).exists():
        return "lckm is not installed"
    tried = subprocess.run([LCKM, "check", str(path)], capture_output=True, text=True)
    return None if tried.returncode in (0, 1) else f"lckm check fails: {tried.stderr.strip()[-80:]}"


def _has_fast() -> bool:
    return engines.engines()[0] == "jsonschema-rs"
