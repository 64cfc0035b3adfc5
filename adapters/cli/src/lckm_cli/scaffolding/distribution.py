"""The files of a new adapter, written to a new folder."""

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from lckm_cli.scaffolding.code import (
    adapter_code,
    listed,
    package_code,
    test_code,
)
from lckm_cli.scaffolding.names import Names
from lckm_cli.scaffolding.type_notes import type_notes
from lckm_core import __version__
from lckm_core.errors import LckmError
from lckm_core.ports import Port

_PYPROJECT = """\
[build-system]
requires = ["hatchling>=1.26"]
build-backend = "hatchling.build"

[project]
name = "{distribution}"
version = "0.1.0"
description = "An adapter of lckm-core for {ports}"
readme = "README.md"
requires-python = ">=3.11"
classifiers = ["Typing :: Typed"]
dependencies = ["lckm-core>={core}"]

[project.optional-dependencies]
test = ["lckm-testing>={core}"]

[project.entry-points.lckm_core]
# Where the adapter takes settings, put " [settings]" after its class: no command then imports it.
{name} = "{package}:{adapter}"

[tool.hatch.build.targets.wheel]
packages = ["src/{package}"]

[tool.pytest.ini_options]
testpaths = ["tests"]
addopts = ["--import-mode=importlib"]
pythonpath = ["tests"]  # what tests share is a module beside them, such as tests/fake_peer.py

[tool.mypy]
strict = true

[tool.ruff]
line-length = 100

[tool.ruff.lint.isort]
known-first-party = ["lckm_core", "lckm_testing", "{package}"]
"""
_README = """\
# {distribution}

An adapter of lckm-core for {ports}.

```python
from lckm_core import ContactCentre, build
from {package} import {adapter}

centre = ContactCentre(build({adapter}()))
```

Once installed, it is also found by itself: `build(entry_points=True)`.

## To do

1. Install it with its tests: `python -m pip install --editable '.[test]'`.
2. Run them: `python -m pytest`. Each failure says what to write, and where.
3. Fill in `src/{package}/adapter.py`, then the fixtures in `tests/test_contract.py`. \
A capability that the adapter lacks is set to
   `False` there; nothing else in the tests has to change.
   `TYPES.md` explains the types that both name.
4. What the tests share, such as a simulated server, goes into a module of its own beside them:
   `tests/fake_peer.py` is imported as `fake_peer`.
5. Where the adapter takes settings, write ` [settings]` after its class in the entry point of
   `pyproject.toml`, and raise `InvalidSettingError` for one that cannot be.
6. Say here what the adapter needs and what it cannot do, choose a licence, and delete this list.
"""


@attrs.frozen(str=False)
class FolderTakenError(LckmError):
    """There is something already where the new adapter would go."""

    folder: str

    pl = (
        "{folder} już istnieje i nic w nim nie zmieniono. Podaj inną nazwę albo inny folder (--to)."
    )
    en = (
        "{folder} exists already, and nothing in it was changed. "
        "Give another name or another folder (--to)."
    )


def files(names: Names, ports: Sequence[Port[Any]]) -> Mapping[str, str]:
    """Return the content of each file of the distribution, by its path."""
    words = {
        "distribution": names.distribution,
        "package": names.package,
        "adapter": names.of_class("Adapter"),
        "name": names.adapter,
        "ports": listed(ports),
        "core": ".".join(__version__.split(".")[:2]),
    }
    return {
        "pyproject.toml": _PYPROJECT.format(**words),
        "README.md": _README.format(**words),
        f"src/{names.package}/__init__.py": package_code(names, ports),
        f"src/{names.package}/adapter.py": adapter_code(names, ports),
        f"src/{names.package}/py.typed": "",
        "tests/test_contract.py": test_code(names, ports),
        "TYPES.md": type_notes(names.distribution, names.package, ports),
    }


def make(names: Names, ports: Sequence[Port[Any]], to: Path) -> Path:
    """Write the distribution to a new folder in *to*, whole or not at all.

    Returns:
        The new folder.

    Raises:
        FolderTakenError: there is something of that name, which is left as it is.
    """
    target = to / names.distribution
    if target.exists() or target.is_symlink():
        raise FolderTakenError(str(target))
    contents = files(names, ports)
    to.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{names.distribution}.", dir=to))
    try:
        for name, text in contents.items():
            path = made / "made" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        (made / "made").rename(target)
    finally:
        shutil.rmtree(made)
    return target
