"""The files made for the tests, and what is expected of each."""

import tomllib
from pathlib import Path

FILES = Path(__file__).parent / "files"
EXPECTED: dict[str, list[str]] = {
    name: found
    for group in tomllib.loads((FILES / "expected.toml").read_text("utf-8")).values()
    for name, found in group.items()
}
