"""The contract of a port: its class, fixtures and capabilities."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import attrs

from lckm_cli.scaffolding import lckm_testing
from lckm_cli.scaffolding.sources import (
    Attribute,
    Method,
    attributes,
    methods,
)
from lckm_core.ports import Port


@attrs.frozen
class ContractRequirements:
    """A fixture that an adapter's test has to fill in, and what it returns in words."""

    fixture: Method
    wanted: str


@attrs.frozen
class PortContract:
    """The contract of a port; its first fixture is the object of the port."""

    name: str
    module: str
    capabilities: tuple[Attribute, ...]
    fixtures: tuple[ContractRequirements, ...]


def contract_of(port: Port[Any]) -> PortContract:
    """Return the contract of a port.

    Raises:
        LookupError: there is none.
    """
    for kind in _contracts():
        fixtures = tuple(_requirements(kind))
        if fixtures and fixtures[0].fixture.returns == port.protocol.__name__:
            name = kind.__name__
            home = "lckm_testing" if name in lckm_testing.__all__ else kind.__module__
            return PortContract(name, home, tuple(_capabilities(kind)), fixtures)
    raise LookupError(f"there is no contract for {port.name}")


def _contracts() -> Iterator[type]:
    """Yield the contracts in the modules of ``lckm_testing.contracts``."""
    package = import_module("lckm_testing.contracts")
    for found in iter_modules(package.__path__, f"{package.__name__}."):
        for name, kind in vars(import_module(found.name)).items():
            if name.endswith("Contract") and kind is not lckm_testing.Contract:
                yield kind


def _requirements(contract: type) -> Iterator[ContractRequirements]:
    for base in contract.__mro__[:-1]:
        for method in methods(base, fixtures=True):
            wanted = _fill_in_text(method)
            if wanted is not None:
                yield ContractRequirements(method, wanted)


def _fill_in_text(fixture: Method) -> str | None:
    """Return what ``to_fill_in(fixture, wanted)`` in a fixture asks for, or ``None``."""
    for node in fixture.body:
        call = node.value if isinstance(node, ast.Expr) else None
        if (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Name)
            and call.func.id == "to_fill_in"
        ):
            wanted = call.args[1]
            return str(wanted.value) if isinstance(wanted, ast.Constant) else ""
    return None


def _capabilities(contract: type) -> Iterator[Attribute]:
    """Yield the capabilities of a contract with their meanings, each once."""
    declared = [
        attribute
        for base in contract.__mro__[:-1]
        for attribute in attributes(base)
        if attribute.hint == "bool"
    ]
    meaning = {attribute.name: attribute for attribute in reversed(declared) if attribute.text}
    yield from dict.fromkeys(meaning.get(attribute.name, attribute) for attribute in declared)
