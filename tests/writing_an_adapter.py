"""The worked example of docs/writing-an-adapter.md, made as its reader makes it."""

import ast
import difflib
import re
from pathlib import Path

from lckm_cli.scaffolding.distribution import make
from lckm_cli.scaffolding.names import Names
from lckm_core.ports import ports

PAGE = Path(__file__).parent.parent / "docs" / "writing-an-adapter.md"
_BLOCK = re.compile(r"^```(?:py|toml)\n# (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks() -> dict[str, str]:
    """Return the code on the page by the file that it is for."""
    return dict(_BLOCK.findall(PAGE.read_text(encoding="utf-8")))


def skeleton(to: Path) -> Path:
    """Make what the page begins with: the adapter as ``lckm adapter new`` leaves it."""
    return make(Names("json"), [port for port in ports() if port.short == "reports"], to)


def filled_in(to: Path) -> Path:
    """Make the adapter and put the page's code into it."""
    folder = skeleton(to)
    for name, text in blocks().items():
        path = folder / name
        if path.suffix == ".toml":
            whole = path.read_text(encoding="utf-8")
            text, count = re.subn(
                r"^dependencies = .*\n", lambda _, text=text: text, whole, flags=re.MULTILINE
            )
            assert count == 1
        path.write_text(text, encoding="utf-8")
    return folder


def written_by_the_author(before: str, after: str) -> list[str]:
    """Return the lines of code that *after* has and *before* has not; imports are none, nor
    are comments and blank lines.
    """
    compared = difflib.ndiff(_code(before), _code(after))
    return [line.removeprefix("+ ") for line in compared if line.startswith("+ ")]


def _code(text: str) -> list[str]:
    imports = [
        node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    no_code = {line for node in imports for line in range(node.lineno, (node.end_lineno or 0) + 1)}
    lines = ((at, line.strip()) for at, line in enumerate(text.splitlines(), start=1))
    return [line for at, line in lines if at not in no_code and line and not line.startswith("#")]
