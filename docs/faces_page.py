"""The options of ``[serve]`` and of the web faces, as tables within docs/settings.md."""

import inspect
import re
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import attrs

PAGE = Path(__file__).parent / "settings.md"
BEGIN, END = "<!-- faces: begin -->", "<!-- faces: end -->"
SERVER = ("centre", "clock", "public_url", "trusted_proxies")
"""What a face gets from the server, and no settings file names."""
TABLES = {
    "`[serve]`": "lckm_cli.settings:ServeSettings",
    "`lckm_web:ResidentFace`": "lckm_web:ResidentFace",
    "`lckm_bip:PortalFace`": "lckm_bip:PortalFace",
    "`lckm_word:WordCheckFace`": "lckm_word:WordCheckFace",
    "`lckm_open311:Open311Face`": "lckm_open311:Open311Face",
    "`lckm_api:ApiFace`": "lckm_api:ApiFace",
    "`lckm_desk:DeskFace`": "lckm_desk:DeskFace",
    "`lckm_word:WordFiles`, as `word` of the desk": "lckm_word:WordFiles",
    "`lckm_oidc:OidcSignIn`, as `sign_in` of a face": "lckm_oidc:OidcSignIn",
    "`lckm_sign_in:HeaderSignIn`, likewise": "lckm_sign_in:HeaderSignIn",
    "`lckm_sign_in:DemoSignIn`, likewise": "lckm_sign_in:DemoSignIn",
    "`sessions` of a face for staff": "lckm_sign_in:SessionLimits",
    "`office` of the resident's face": "lckm_web:Office",
    "`declaration` of the resident's face": "lckm_web:Declaration",
    "`limits` of a face": "lckm_core.reports:IntakeLimits",
    "`area` of `limits`": "lckm_core.reports:Area",
    "`sending_rates`, `site_rate`, `reading_rates`: each": "lckm_http:Rate",
    "`api_keys` of Open311: each": "lckm_open311:ApiKey",
    "`api_keys` of the API: each": "lckm_api:ApiKey",
}
"""Headings, and classes by where they are: other pages depend on what is imported."""
_ARGUMENT = re.compile(r"^(\w+): (.*)$")
_ROLE = re.compile(r":\w+:`~?([^`]+)`")
_LONGEST = 90
_ELSEWHERE = "as for Łódź, below or in the code"


def page() -> str:
    """Return the page, with the tables made anew."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{tables()}\n\n{END}{after}"


def tables() -> str:
    """Return a table of options for each of :data:`TABLES`."""
    return "\n\n".join(_table(name, resolve_name(of)) for name, of in TABLES.items())


def options(of: type) -> dict[str, inspect.Parameter]:
    """Return what a settings file may say to a class."""
    found = inspect.signature(of).parameters
    # A face, and what one is made with: the server hands these over.
    is_served = hasattr(of, "app") or hasattr(of, "begin")
    return {name: one for name, one in found.items() if not (is_served and name in SERVER)}


def _table(name: str, of: type) -> str:
    meanings = _meanings(of)
    lines = [f"**{name}**", "", "| option | what it is | default |", "|---|---|---|"]
    for option, parameter in options(of).items():
        lines.append(f"| `{option}` | {meanings.get(option, '')} | {_default(parameter)} |")
    return "\n".join(lines)


def _meanings(of: type) -> dict[str, str]:
    """Return what the docstrings of a class say of each argument."""
    found: dict[str, str] = {}
    for text in (inspect.getdoc(of), inspect.getdoc(of.__init__)):
        _, _, rest = (text or "").partition("Args:\n")
        name = ""
        for line in rest.split("\n\n")[0].splitlines():
            match = _ARGUMENT.match(line.removeprefix("    "))
            if match is not None:
                name, found[match[1]] = match[1], match[2]
            elif name:
                found[name] += f" {line.strip()}"
    return {name: _ROLE.sub(r"`\1`", text).replace("``", "`") for name, text in found.items()}


def _default(parameter: inspect.Parameter) -> str:
    value: Any = parameter.default
    if value is inspect.Parameter.empty:
        return "**needed**"
    if value is attrs.NOTHING or value in (None, "", (), []):
        return "none"
    words = _words(value)
    return words if len(words) <= _LONGEST else _ELSEWHERE


def _words(value: Any) -> str:
    if attrs.has(type(value)):
        return ", ".join(
            f"{one.name} = {getattr(value, one.name)}" for one in attrs.fields(type(value))
        )
    if isinstance(value, (list, tuple)):
        return "; ".join(map(_words, value))
    return f"`{value}`"
