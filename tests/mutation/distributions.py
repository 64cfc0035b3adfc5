"""What is judged: the package of a distribution, and the tests that are asked."""

from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]


class Distribution(NamedTuple):
    """One of the project's packages."""

    package: str
    folder: Path
    tests: list[str]
    """Folders and files, as pytest is told them."""
    parts: list[str]
    """What is judged where the call names no part."""


CORE = Distribution(
    "lckm_core",
    ROOT / "src" / "lckm_core",
    ["tests/test_map.py", "tests/test_rejected.py", "tests/ordinance", "tests/unit"],
    [
        "forms",
        "parsing",
        "procedures",
        "amendments",
        "publication",
        "reports",
        "redaction",
        "delivery",
        "call_centre",
        "centre",
    ],
)


def distribution(package: str) -> Distribution:
    """Return the distribution of a package; raises FileNotFoundError where there is none."""
    if package == CORE.package:
        return CORE
    project = ROOT / "adapters" / package.removeprefix("lckm_").replace("_", "-")
    folder, tests = project / "src" / package, project / "tests"
    if not folder.is_dir():
        raise FileNotFoundError(f"no package {folder}")
    asked = [str(tests.relative_to(ROOT))] if tests.is_dir() else []
    return Distribution(package, folder, asked, ["."])
