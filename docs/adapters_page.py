"""The page of the adapters: the ports of each, and what its contract test says it can."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

from lckm_cli.scaffolding.contracts import PortContract, contract_of
from lckm_core.ports import ports

ADAPTERS = Path(__file__).parent.parent / "adapters"
_HEAD = """\
# Adapters

Each folder is a distribution of its own. The library knows none of them; a host gives them to
`build(…)` or names them in a settings file. Each adapter is an entry point in the group
`lckm_core`, where `build(entry_points=True)` finds what is installed; one marked `[settings]`
cannot be made without them and is skipped there. Commands alone are in the group
`lckm_core.commands`, where `lckm` finds them. [How to write one](../docs/writing-an-adapter.md):
`lckm adapter new` makes the skeleton with its tests.
"""
_TABLE = """\
## Who answers what, and can what

Each adapter declares these in its contract tests, which fail where it does not do what it
declares. Blank: it does not answer that port. An adapter is held to them as it is set up there:
whether the real LOG Helpdesk takes a key once is for the office to
[see to](log-helpdesk/README.md#what-comes-twice). Made by `python docs/generate.py`.
"""
_Said = dict[str, dict[str, bool]]


def page() -> str:
    """Return the page."""
    folders = sorted(path.parent for path in ADAPTERS.glob("*/pyproject.toml"))
    contracts = {
        port.short: contract_of(port) for port in sorted(ports(), key=lambda port: port.short)
    }
    said = {folder.name: _said(folder) for folder in folders}
    answering = [name for name, contract in said.items() if contract]
    lines = [_HEAD, "| adapter | what it is |", "|---|---|"]
    lines += [
        f"| [{folder.name}]({folder.name}/README.md) | {_description(folder)} |"
        for folder in folders
    ]
    lines += [
        "",
        _TABLE,
        f"| port | capability | {' | '.join(answering)} |",
        "|---|---|" + "---|" * len(answering),
    ]
    for short, contract in contracts.items():
        lines.append(
            _row(
                f"**{short}**",
                "",
                ["yes" if contract.name in said[name] else "" for name in answering],
            )
        )
        for capability in contract.capabilities:
            cells = [_cell(said[name], contract, capability.name) for name in answering]
            lines.append(_row("", f"`{capability.name}`: {_meaning(capability.text)}", cells))
    return "\n".join(lines) + "\n"


def _row(*cells: str | list[str]) -> str:
    flat = [one for cell in cells for one in ([cell] if isinstance(cell, str) else cell)]
    return f"| {' | '.join(flat)} |"


def _cell(said: _Said, contract: PortContract, capability: str) -> str:
    if contract.name not in said:
        return ""
    return "yes" if said[contract.name][capability] else "no"


def _meaning(said: str) -> str:
    """Return what a capability means, without what the author of a test is to do for it."""
    return (
        said.partition("; needs the fixture")[0]
        .partition("; False for one")[0]
        .partition(". Say True")[0]
        .replace("``", "`")
        .rstrip(".")
    )


def _said(folder: Path) -> _Said:
    """Return the capabilities that an adapter's contract tests state, for each contract.

    An adapter for several databases has a test file for each; it can do what it can do in all.
    """
    said: _Said = {}
    for path in sorted((folder / "tests").glob("test_contract*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and node.bases:
                kept = said.setdefault(ast.unparse(node.bases[0]), {})
                kept.update({name: can and kept.get(name, True) for name, can in _flags(node)})
    return said


def _flags(node: ast.ClassDef) -> Iterator[tuple[str, bool]]:
    for line in node.body:
        if (
            isinstance(line, ast.Assign)
            and isinstance(line.value, ast.Constant)
            and isinstance(line.value.value, bool)
        ):
            for target in line.targets:
                yield ast.unparse(target), line.value.value


def _description(folder: Path) -> str:
    project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["description"])
