"""The procedure that operations are timed on: every field filled, in many variants."""

import copy
import json
from pathlib import Path
from typing import Any

from lckm_core import read, to_data, to_yaml
from lckm_core.procedures import from_data

ROOT = Path(__file__).parents[1]
SCHEMA = ROOT / "schemas" / "procedure.schema.json"
_RICHEST = ROOT / "samples" / "procedures" / "KA-02301.yaml"
_BYTES = 8_900


def full_document() -> dict[str, Any]:
    """Return the fullest sample with what it lacks taken from the other samples, cut to about
    8.9 kB of JSON.
    """
    data: dict[str, Any] = {}
    for path in (_RICHEST, *sorted(_RICHEST.parent.glob("*.yaml"))):
        for key, value in to_data(read(path.read_bytes(), name=path.name).procedure()).items():
            data.setdefault(key, value)
    data |= {
        "valid_from": "2024-01-01",
        "valid_to": "2027-12-31",
        "produced_on": "2023-12-01",
        "internal": False,
    }
    data.setdefault(
        "reuse_terms",
        "Informację można ponownie wykorzystać, podając źródło i datę jej wytworzenia.",
    )
    while len(as_json(data).encode()) > _BYTES and "\n\n" in data["how_to"]:
        data["how_to"] = data["how_to"].rpartition("\n\n")[0]
    while len(as_json(data).encode()) > _BYTES and len(data["call_centre"]["faq"]) > 1:
        data["call_centre"]["faq"].pop()
    return to_data(from_data(data))


def numbered(data: dict[str, Any], number: int) -> dict[str, Any]:
    """Return a copy with a number and texts of its own."""
    other = copy.deepcopy(data)
    other["id"] = f"KA-{number:05}"
    other["title"] = f"{data['title'][:140]} ({number})"
    other["how_to"] = f"{data['how_to']}\n\nWersja {number}."
    return other


def with_faults(data: dict[str, Any]) -> dict[str, Any]:
    """Return a copy with five faults of shape, so that a schema alone finds each as well."""
    other = copy.deepcopy(data)
    del other["title"]
    other["fees"][0]["rows"][0]["amount"] = 17
    other["steps"][0]["online"] = "może"
    other["produced_on"] = "1 marca 2024"
    other["unknown"] = 1
    return other


def as_json(data: dict[str, Any]) -> str:
    """Return JSON as a program writes it."""
    return json.dumps(data, ensure_ascii=False)


def write(folder: Path, count: int, ending: str) -> list[Path]:
    """Write *count* different procedures, and return their paths."""
    data = full_document()
    data["related"] = []
    paths = [folder / f"KA-{number:05}.{ending}" for number in range(10_000, 10_000 + count)]
    body = to_yaml(from_data(data)) if ending == "yaml" else ""
    for number, path in enumerate(paths, 10_000):
        if ending == "json":
            path.write_text(as_json(numbered(data, number)), encoding="utf-8")
        else:
            own = body.replace(f"id: {data['id']}\n", f"id: KA-{number:05}\n", 1)
            path.write_text(
                own.replace("how_to: |-\n", f"how_to: |-\n  Wersja {number}.\n\n", 1),
                encoding="utf-8",
            )
    return paths
