"""Adapters by their names: none given twice under another one, installed ones in one order,
rules that can be called.
"""

import sys
import types
from importlib import metadata

import pytest

from lckm_core import build, impl
from lckm_core.ports import AdapterProtocolError, DuplicateAdapterError


class Listening:
    """An adapter of any name that hears of everything."""

    def __init__(self, name):
        self.name = name

    @impl
    def notify_listeners(self):
        return self

    def on_event(self, event):
        """Hear it."""


class Renamed(Listening):
    """One that is called something else whenever it is asked."""

    _asked = 0

    def __init__(self):
        """Have no name of its own."""

    @property
    def name(self):
        self._asked += 1
        return f"renamed-{self._asked}"


def test_one_object_given_twice_is_found_under_whatever_name():
    one = Renamed()
    with pytest.raises(DuplicateAdapterError) as raised:
        build(one, one)
    assert raised.value.name.startswith("renamed-")


def test_installed_adapters_come_in_the_order_of_their_entry_points_names(monkeypatch):
    """Not in that in which a file system lists distributions, which may differ from machine to
    machine.
    """
    module = types.ModuleType("lckm_named_for_a_test")
    names = ["zeta", "alpha", "mu"]
    for name in names:
        setattr(module, name, Listening(f"adapter-{name}"))
    monkeypatch.setitem(sys.modules, module.__name__, module)
    found = [metadata.EntryPoint(name, f"{module.__name__}:{name}", "lckm_core") for name in names]
    monkeypatch.setattr(
        metadata, "entry_points", lambda *, group: found if group == "lckm_core" else []
    )
    assert build(entry_points=True).adapters == ("adapter-alpha", "adapter-mu", "adapter-zeta")


def test_a_rule_that_cannot_be_called_is_none():
    class Host:
        name = "host"

        @impl
        def contribute_rules(self):
            return [types.SimpleNamespace(prefix="HOST")]

    with pytest.raises(AdapterProtocolError) as raised:
        build(Host())
    assert (raised.value.adapter, raised.value.lacks) == ("host", ("__call__",))
