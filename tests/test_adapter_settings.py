"""Each setting of an adapter gets to where it is used: none falls away, and no two are exchanged.

An adapter is made with a value of its own for each setting; each has to be found, under the name
of the setting, in what the adapter is made of. The adapters are those of all distributions.
"""

import importlib
import inspect
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
_DEEPEST = 7
_SCALARS = ("str", "int", "float", "bool")
_MAIL = {
    "host": "mail.example.org",
    "sender": "lckm@example.org",
    "port": 4711,
    "tls": "implicit",
    "username": "login-lckm",
    "password": "password-lckm",
    "ca_file": "/ca/lckm.pem",
    "timeout": 7.25,
    "longest": 8.25,
    "idle": 9.25,
    "local_hostname": "lckm.example.org",
    "honours_keys": True,
    "most_bytes": 1_234_567,
    "secret": "secret-of-the-letters",
}
_HTTP = {"connect_timeout": 3.25, "timeout": 7.25}
_SQL = {
    "url": "postgresql+psycopg://db.example.org/lckm",
    "schema": "lckm_schema",
    "migrate": False,
    "create": False,
    "timeout": 7.25,
    "pool": 9,
}
GIVEN: dict[str, dict[str, Any]] = {
    "lckm_documents:DocumentsAdapter": {
        "root": "documents-lckm",
        "clamd": "127.0.0.1:3311",
        "timeout": 7.25,
    },
    "lckm_glpi:GlpiAdapter": {
        "url": "https://glpi.example.org/apirest.php",
        "user_token": "user-token",
        "app_token": "app-token",
        "entity": 17,
        **_HTTP,
    },
    "lckm_log_helpdesk:LogHelpdeskAdapter": {**_MAIL, "to": "log@example.org", "sign": "ZNAK"},
    "lckm_open311_helpdesk:Open311HelpdeskAdapter": {
        "url": "https://open311.example.org",
        "api_key": "key-of-the-api",
        "secret": "5ec7e7" * 8,
        "service": "other-service",
        "jurisdiction": "lodz.pl",
        "sample": "sample-service",
        "no_place": "bez miejsca",
        "most_chars": 1234,
        **_HTTP,
    },
    "lckm_request_tracker:RequestTrackerAdapter": {
        "url": "https://rt.example.org",
        "token": "token-of-rt",
        "queue": "Kolejka",
        "field": "POLE",
        "most_bytes": 1_234_567,
        **_HTTP,
    },
    "lckm_s3:S3Adapter": {
        "url": "https://s3.example.org",
        "bucket": "files-lckm",
        "access_key": "access-lckm",
        "secret_key": "secret-lckm",
        "region": "pl-lodz-1",
        "prefix": "prefix/",
        **_HTTP,
    },
    "lckm_smtp:ImapBounces": {
        **{key: _MAIL[key] for key in ("host", "username", "password", "sender", "port")},
        **{key: _MAIL[key] for key in ("ca_file", "timeout", "secret")},
        "tls": "starttls",
        "folder": "Zwroty",
    },
    "lckm_smtp:SmtpAdapter": {**_MAIL, "most_per_minute": 19},
    "lckm_sql:SqlAdapter": {
        **_SQL,
        "numbering": "ZG-{year}-{count}",
        "procedure_numbers": "PR-{count:05}",
        "announcement_numbers": "IN-{count:04}",
        "request_numbers": "PB-{count:06}",
    },
    "lckm_sql:SqlDirectoryAdapter": _SQL,
    "lckm_sql:SqlDocumentsAdapter": _SQL,
    "lckm_zammad:ZammadAdapter": {
        "url": "https://zammad.example.org",
        "token": "token-of-zammad",
        "group": "Grupa",
        "customer": "customer@example.org",
        "field": "pole_lckm",
        **_HTTP,
    },
}
_OTHER_NAMES = {
    "app_token": {"App-Token"},
    "most_per_minute": {"most"},
    "region": {"region_name"},
    "token": {"Authorization"},
    "url": {"url", "base", "host"},
    "user_token": {"Authorization"},
}
"""What holds a setting under a name other than its own; of a header, its value holds it."""
_TWICE = ("lckm_s3:S3Adapter", "timeout", "read_timeout")
"""A reply is waited for as long as a whole file, by the client and by us."""
_TAKEN_APART = {
    ("lckm_documents:DocumentsAdapter", "clamd"),
    ("lckm_documents:DocumentsAdapter", "root"),
    ("lckm_smtp:ImapBounces", "sender"),
    *((name, "url") for name in GIVEN if name.startswith("lckm_sql:")),
}
"""Settings of which parts are kept: an address, a folder."""
_LEFT = {"ca_file", "encryption", "key_folder", "keys_variable", "plain_http"}
"""Settings that are files, or that others exclude: tests of the adapter hold them."""


def _made(name: str) -> tuple[type, Any]:
    module, _, wanted = name.partition(":")
    kind = getattr(importlib.import_module(module), wanted)
    return kind, kind(**GIVEN[name])


def _parts(whole: object) -> Iterator[tuple[str, object]]:
    """Yield the values that something is made of, each with its name."""
    seen: set[int] = set()
    left: list[tuple[str, object, int]] = [("", whole, 0)]
    while left:
        name, part, depth = left.pop()
        if part is None or isinstance(part, str | bytes | int | float):
            yield name, part
            continue
        if id(part) in seen or depth > _DEEPEST or isinstance(part, type | types.ModuleType):
            continue
        seen.add(id(part))
        left += [(key, value, depth + 1) for key, value in _inside(part, name)]


def _inside(part: Any, name: str) -> Iterator[tuple[str, object]]:
    if isinstance(part, dict):
        yield from ((str(key), value) for key, value in part.items())
    elif isinstance(part, list | tuple | set | frozenset):
        yield from ((name, value) for value in part)
    else:
        yield from getattr(part, "__dict__", {}).items()
        for kind in type(part).__mro__:
            slots = kind.__dict__.get("__slots__", ())
            for slot in [slots] if isinstance(slots, str) else slots:
                if hasattr(part, slot):
                    yield slot, getattr(part, slot)


def _holds(part: object, value: object) -> bool:
    if isinstance(part, str) and isinstance(value, str):
        return value in part
    return type(part) is type(value) and part == value


@pytest.mark.parametrize("name", GIVEN)
def test_each_setting_is_held_under_its_name(name):
    kind, made = _made(name)
    held = [(key.strip("_"), part) for key, part in _parts(made)]
    lost = [
        setting
        for setting, value in GIVEN[name].items()
        if (name, setting) not in _TAKEN_APART
        and not any(
            key in _OTHER_NAMES.get(setting, {setting}) and _holds(part, value)
            for key, part in held
        )
    ]
    assert lost == []
    if name == _TWICE[0]:
        assert (_TWICE[2], GIVEN[name][_TWICE[1]]) in held
    scalars = {
        parameter.name
        for parameter in inspect.signature(kind).parameters.values()
        if any(scalar in str(parameter.annotation) for scalar in _SCALARS)
        and not str(parameter.annotation).startswith("collections.abc.")
    }
    assert scalars - GIVEN[name].keys() <= _LEFT, "a new setting has a value here, too"


def test_every_adapter_that_waits_for_another_is_among_them():
    waiting = set()
    for folder in ROOT.glob("adapters/*/src/lckm_*"):
        module = importlib.import_module(folder.name)
        for name in getattr(module, "__all__", ()):
            kind = getattr(module, name)
            is_adapter = name.endswith(("Adapter", "Bounces")) and isinstance(kind, type)
            if is_adapter and "timeout" in inspect.signature(kind).parameters:
                waiting.add(f"{folder.name}:{name}")
    assert waiting == GIVEN.keys()
