"""The API reference has each name that a host meets: given, taken, raised or held."""

import importlib
import inspect
import sys
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "docs"))
public_names: Any = importlib.import_module("public_names")
"""Of docs/, which is no package."""

KEPT_INSIDE = {"lckm_core.redaction._known_name.KnownName"}
"""What a public class holds for its own use."""
HOSTS = tuple(
    package
    for package in public_names.packages()
    if package.partition(".")[0] in ("lckm_core", "lckm_testing")
)


def _types(hint: Any) -> Iterator[type]:
    if isinstance(hint, type) and not typing.get_args(hint):
        yield hint
    for part in typing.get_args(hint):
        if isinstance(part, list):
            yield from (one for each in part for one in _types(each))
        elif not isinstance(part, str | bytes | int) and part is not ...:
            yield from _types(part)


def _described(thing: Any) -> Iterator[Any]:
    """Yield a class or function, and the public methods and properties of a class."""
    yield thing
    if inspect.isclass(thing):
        for name, member in inspect.getmembers(thing):
            function = member.fget if isinstance(member, property) else member
            if inspect.isfunction(function) and (name == "__call__" or name[0] != "_"):
                yield function


def _hints(thing: Any) -> dict[str, Any]:
    if not (inspect.isclass(thing) or inspect.isfunction(thing)):
        return {}
    try:
        return typing.get_type_hints(thing)
    except NameError:  # a name that only type checkers import
        return {}


def _unlisted(package: str) -> dict[str, str]:
    """Return the types that public names of a package mention and no public package has."""
    listed = {
        id(getattr(importlib.import_module(one), name))
        for one in public_names.packages()
        for name in public_names.names(one)
    }
    found = {}
    for name in public_names.names(package):
        for thing in _described(getattr(importlib.import_module(package), name)):
            for hint in _hints(thing).values():
                for kind in _types(hint):
                    if kind.__module__.startswith("lckm_") and id(kind) not in listed:
                        found[f"{kind.__module__}.{kind.__qualname__}"] = name
    return {kind: name for kind, name in found.items() if kind not in KEPT_INSIDE}


@pytest.mark.parametrize("package", HOSTS)
def test_what_a_public_name_mentions_is_in_the_reference(package: str) -> None:
    assert _unlisted(package) == {}


@pytest.mark.parametrize(
    ("package", "name"),
    [
        ("lckm_core.delivery", "Ticket"),
        ("lckm_core.delivery", "Refusal"),
        ("lckm_core.procedures", "Handover"),
        ("lckm_core.publication", "Publication"),
        ("lckm_core.errors", "NoSuchReportError"),
        ("lckm_core.ports.optional", "ReportAdministration"),
        ("lckm_testing", "Filed"),
    ],
)
def test_the_names_that_hosts_looked_for_are_in_the_reference(package: str, name: str) -> None:
    assert name in public_names.names(package)
    assert public_names.home(package, name) == package
    assert public_names.about(package, name)


def test_each_error_of_the_core_is_in_the_reference() -> None:
    """A host catches them by name, so it has to find them."""
    from lckm_core import LckmError

    def below(kind: type) -> Iterator[type]:
        for one in kind.__subclasses__():
            yield one
            yield from below(one)

    for package in HOSTS:
        importlib.import_module(package)
    ours = {one for one in below(LckmError) if one.__module__.startswith("lckm_core.")}
    listed = {
        getattr(importlib.import_module(one), name)
        for one in map(str, public_names.packages())
        if one != "lckm_core"
        for name in public_names.names(one)
        if inspect.isclass(getattr(importlib.import_module(one), name))
    }
    assert {one.__qualname__ for one in ours - listed} == set()
