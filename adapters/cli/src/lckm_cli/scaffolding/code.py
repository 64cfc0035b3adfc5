"""The code of a new adapter and of its test."""

import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from lckm_cli.scaffolding.contracts import contract_of
from lckm_cli.scaffolding.names import Names
from lckm_cli.scaffolding.sources import (
    attributes,
    docstring,
    first_paragraph,
    methods,
    public_home,
)
from lckm_core.ports import Port, PortKind

_WIDTH = 100
_Imports = set[tuple[str, str]]

_CAPABILITIES = """\
# What this adapter can. Where it cannot, write False: its tests then ask for less,
    # and no fixture for it is needed."""
_INSTALLED = '''\
def test_it_fits() -> None:
    """Every hook it answers is known, and what it hands over has all that the port asks for."""
    assert build({adapter}()).adapters == ("{name}",)


def test_it_is_found_once_installed() -> None:
    """Python finds the adapter by the entry point in pyproject.toml."""
    found = [one.load() for one in entry_points(group="lckm_core", name="{name}")]
    assert found == [{adapter}], "install it: python -m pip install --editable ."
'''


def adapter_code(names: Names, ports: Sequence[Port[Any]]) -> str:
    """Return the module of the adapter, with a class for each of its ports."""
    imports: _Imports = {("lckm_core", "impl")}
    pieces = [_port_class(names, port, imports) for port in ports if port.is_protocol]
    pieces.append(_adapter_class(names, ports, imports))
    about = _module_docstring(f"{names.distribution}: an adapter", ports)
    return _module([about, _import_lines(imports, names), *pieces])


def package_code(names: Names, ports: Sequence[Port[Any]]) -> str:
    """Return the ``__init__`` of the package."""
    classes = sorted(
        [
            names.of_class("Adapter"),
            *(_class_name(names, port) for port in ports if port.is_protocol),
        ]
    )
    about = _module_docstring("An adapter", ports)
    exported = _bracketed("__all__ = [", [f'"{name}"' for name in classes], "]", "")
    return f"{about}\n\n{_import_statement(f'{names.package}.adapter', classes)}\n\n{exported}\n"


def test_code(names: Names, ports: Sequence[Port[Any]]) -> str:
    """Return the module that tests the adapter against the contract of each port."""
    adapter = names.of_class("Adapter")
    imports: _Imports = {
        ("importlib.metadata", "entry_points"),
        ("pytest", ""),
        ("lckm_core", "build"),
        (names.package, adapter),
    }
    pieces = [_contract_class(names, port, imports) for port in ports]
    pieces.append(_INSTALLED.format(adapter=adapter, name=names.adapter).rstrip("\n"))
    about = f'"""{names.distribution} keeps the contract of each port it answers."""'
    return _module([about, _import_lines(imports, names), *pieces])


def listed(ports: Iterable[Port[Any]]) -> str:
    """Return the short names of ports, with commas."""
    return ", ".join(port.short for port in ports)


def _module_docstring(what: str, ports: Sequence[Port[Any]]) -> str:
    """Return the docstring of a module, on one line."""
    line = f'"""{what} of lckm-core for {listed(ports)}."""'
    return line if len(line) <= _WIDTH else f'"""{what} of lckm-core for {len(ports)} ports."""'


def _port_class(names: Names, port: Port[Any], imports: _Imports) -> str:
    name = _class_name(names, port)
    parts = [f"class {name}:\n{_wrap_docstrings(docstring(port.protocol))}"]
    declared = tuple(attributes(port.protocol))
    if declared:
        arguments = [f"{parameter.name}: {parameter.hint}" for parameter in declared]
        signature = _bracketed("    def __init__(", ["self", *arguments], ") -> None:", "    ")
        parts.append(
            "\n".join(
                [
                    signature,
                    *(
                        f"        self.{parameter.name} = {parameter.name}"
                        for parameter in declared
                    ),
                ]
            )
        )
    for method in methods(port.protocol):
        imports |= method.imports
        parts.append(
            f"{_wrap_docstrings(method.head)}\n"
            f"{_to_write(f'Write {name}.{method.name}: {method.summary}')}"
        )
    for parameter in declared:
        imports |= parameter.imports
    return "\n\n".join(parts)


def _adapter_class(names: Names, ports: Sequence[Port[Any]], imports: _Imports) -> str:
    head = (
        f'class {names.of_class("Adapter")}:\n    """What {names.distribution} hands over."""\n\n'
    )
    parts = [f'{head}    name = "{names.adapter}"']
    ready = [port for port in ports if _is_ready(port)]
    if ready:
        made = [f"        self.{port.short} = {_class_name(names, port)}()" for port in ready]
        parts.append("\n".join(["    def __init__(self) -> None:", *made]))
    for port in ports:
        kind = port.protocol.__name__
        imports.add((public_home(port.protocol.__module__, kind), kind))
        returns = kind
        if port.kind is PortKind.CONTRIBUTE:
            imports.add(("collections.abc", "Sequence"))
            returns = f"Sequence[{kind}]"
        message = f"Write {names.of_class('Adapter')}.{port.name}: {first_paragraph(port.rules)}"
        body = f"        return self.{port.short}" if port in ready else _to_write(message)
        doc = textwrap.indent(
            f'"""{port.rules}\n"""' if "\n" in port.rules else f'"""{port.rules}"""', "        "
        )
        parts.append(
            f"    @impl\n    def {port.name}(self) -> {returns}:\n{_wrap_docstrings(doc)}\n{body}"
        )
    return "\n\n".join(parts)


def _contract_class(names: Names, port: Port[Any], imports: _Imports) -> str:
    contract = contract_of(port)
    imports.add((contract.module, contract.name))
    parts = [
        f'class Test{contract.name.removesuffix("Contract")}({contract.name}):\n    """The '
        f'port {port.short}."""'
    ]
    if contract.capabilities:
        lines = [
            _wrap_docstrings(f'    {capability.name} = True\n    """{capability.text}"""')
            for capability in contract.capabilities
        ]
        parts.append("\n".join([f"    {_CAPABILITIES}", *lines]))
    for index, requirement in enumerate(contract.fixtures):
        imports |= requirement.fixture.imports
        body = _to_write(f"Return {requirement.wanted}")
        if index == 0:
            body = _handed_over(names, port)
        parts.append(f"    @pytest.fixture\n{_wrap_docstrings(requirement.fixture.head)}\n{body}")
    return "\n\n".join(parts)


def _handed_over(names: Names, port: Port[Any]) -> str:
    """Return the body of a fixture that takes the object from the adapter."""
    call = f"{names.of_class('Adapter')}().{port.name}()"
    if port.kind is PortKind.CONTRIBUTE:
        return f"        return {call}[0]"
    return f"        return {call}"


def _to_write(message: str) -> str:
    """Return a statement that stands in place of the author's code."""
    escaped = message.replace("\\", "\\\\").replace('"', '\\"')
    line = f'        raise NotImplementedError("{escaped}")'
    if len(line) <= _WIDTH:
        return line
    *before, last = textwrap.wrap(
        escaped, _WIDTH - 15, break_long_words=False, break_on_hyphens=False
    )
    quoted = "\n".join([*(f'            "{part} "' for part in before), f'            "{last}"'])
    return f"        raise NotImplementedError(\n{quoted}\n        )"


def _wrap_docstrings(text: str) -> str:
    """Return code whose docstrings keep to the width of the adapter."""
    wrapped: list[str] = []
    rest = ""
    for line in text.split("\n"):
        if rest and not _goes_on(rest, line):
            wrapped.append(rest)
            rest = ""
        *whole, last = _wrap_line(f"{rest} {line.strip()}" if rest else line)
        wrapped += whole
        rest = last if whole else ""
        if not whole:
            wrapped.append(last)
    return "\n".join([*wrapped, rest] if rest else wrapped)


def _goes_on(rest: str, line: str) -> bool:
    """Return whether a line continues the paragraph to which *rest* belongs."""
    text, quotes = line.strip(), '"""'
    same_indent = rest[: len(rest) - len(rest.lstrip())] == line[: len(line) - len(line.lstrip())]
    return bool(text) and same_indent and quotes not in rest and not text.startswith((quotes, "- "))


def _wrap_line(line: str) -> list[str]:
    if len(line) <= _WIDTH:
        return [line]
    indent = line[: len(line) - len(line.lstrip())]
    first, stop, rest = line.partition(". ")
    if not line.startswith(f'{indent}"""'):
        return _fill_lines(line, indent)
    if not stop:
        return [line]  # a first sentence stays on its line
    closing = [f'{indent}"""'] if rest.endswith('"""') else []
    return [f"{first}.", "", *_fill_lines(rest.removesuffix('"""'), indent), *closing]


def _fill_lines(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        text.strip(),
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _is_ready(port: Port[Any]) -> bool:
    """Return whether the object of a port can be made without arguments."""
    return (
        port.is_protocol
        and port.kind is not PortKind.CONTRIBUTE
        and not tuple(attributes(port.protocol))
    )


def _class_name(names: Names, port: Port[Any]) -> str:
    return names.of_class(port.protocol.__name__)


def _module(pieces: Iterable[str]) -> str:
    first, imports, *rest = pieces
    return f"{first}\n\n{imports}\n\n\n" + "\n\n\n".join(rest) + "\n"


def _import_lines(imports: _Imports, names: Names) -> str:
    """Return imports as ruff sorts them."""
    homes = sorted({module for module, _ in imports})
    ours = {"lckm_core", "lckm_testing", names.package}
    groups: list[list[str]] = [[], [], []]
    for home in homes:
        root = home.partition(".")[0]
        group = 0 if root in sys.stdlib_module_names else 2 if root in ours else 1
        names_of = sorted({name for module, name in imports if module == home}, key=_isort_key)
        groups[group].append(
            _import_statement(home, names_of) if names_of != [""] else f"import {home}"
        )
    return "\n\n".join("\n".join(group) for group in groups if group)


def _isort_key(name: str) -> tuple[int, str]:
    return (0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2, name.lower())


def _import_statement(module: str, names: Sequence[str]) -> str:
    line = f"from {module} import {', '.join(names)}"
    return (
        line
        if len(line) <= _WIDTH
        else f"from {module} import (\n" + "".join(f"    {name},\n" for name in names) + ")"
    )


def _bracketed(opening: str, items: Sequence[str], closing: str, indent: str) -> str:
    """Return items between brackets, on one line or one on each line."""
    line = f"{opening}{', '.join(items)}{closing}"
    if len(line) <= _WIDTH:
        return line
    return "\n".join([opening, *_item_lines(items, indent), f"{indent}{closing}"])


def _item_lines(items: Sequence[str], indent: str) -> Iterator[str]:
    return (f"{indent}    {item}," for item in items)
