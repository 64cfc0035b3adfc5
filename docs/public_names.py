"""Which names are public.

Those in ``__all__`` of each distribution's package, and of the public packages and modules of the
core; of a module without ``__all__`` what it defines.
"""

import ast
import importlib
import inspect
import re
from functools import cache
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
CORE = "lckm_core"
ROLE = re.compile(r":(?:attr|class|data|exc|func|meth|mod):`~?([^`]+)`")
"""A role of reStructuredText, as docstrings have it."""
DEEPER = ("lckm_core.ports.optional", "lckm_core.procedures.parts", "lckm_cli.toolkit")
"""Public modules besides those of the distributions and those directly in the core."""


@cache
def packages() -> tuple[str, ...]:
    """Return the public packages there are, the core's first."""
    found = []
    for source in [ROOT / "src", *sorted(ROOT.glob("adapters/*/src"))]:
        for top in sorted(source.iterdir()):
            inside = sorted(top.glob("[!_.]*")) if top.name == CORE else []
            deeper = [
                source.joinpath(*name.split("."))
                for name in DEEPER
                if name.startswith(f"{top.name}.")
            ]
            for place in [top, *inside, *deeper]:
                file = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
                is_module = not place.is_dir() and place.suffix in ("", ".py")
                if file.is_file() and (is_module or _has_all(file)):
                    found.append(".".join(place.relative_to(source).with_suffix("").parts))
    return tuple(found)


def names(package: str) -> tuple[str, ...]:
    """Return the public names of a package or module, in alphabetical order."""
    module = importlib.import_module(package)
    found = getattr(module, "__all__", None) or _defined(module)
    return tuple(sorted(name for name in found if not name.startswith("__")))


def summary(package: str) -> str:
    """Return the first line of a package's docstring."""
    return (importlib.import_module(package).__doc__ or "").strip().partition("\n")[0]


def about(package: str, name: str) -> str:
    """Return the first sentence of what the docstring of a class or function says."""
    thing = getattr(importlib.import_module(package), name)
    text = (inspect.getdoc(thing) or "") if inspect.isclass(thing) or callable(thing) else ""
    first = " ".join(text.partition("\n\n")[0].split())
    return ROLE.sub(r"`\1`", first).replace("``", "`")


@cache
def home(package: str, name: str) -> str:
    """Return the innermost public package that exports the same thing; it is described there."""
    thing = getattr(importlib.import_module(package), name)
    inside = [one for one in packages() if one.startswith(f"{package}.") and name in names(one)]
    same = [one for one in inside if getattr(importlib.import_module(one), name) is thing]
    return max(same, key=lambda one: (one.count("."), one), default=package)


def _defined(module: ModuleType) -> list[str]:
    """Return the names that a module defines, but for those that begin with ``_``."""
    return [
        name
        for name, thing in vars(module).items()
        if not name.startswith("_") and getattr(thing, "__module__", None) == module.__name__
    ]


def _has_all(file: Path) -> bool:
    """Return whether a module assigns ``__all__``."""
    body = ast.parse(file.read_text(encoding="utf-8")).body
    return any(
        isinstance(target, ast.Name) and target.id == "__all__"
        for node in body
        if isinstance(node, ast.Assign)
        for target in node.targets
    )
