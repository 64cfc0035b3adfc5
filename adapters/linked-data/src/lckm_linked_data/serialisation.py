"""Graphs as Turtle and JSON-LD: sorted, one block a subject, the same bytes each time.

rdflib's own writers are not used: its Turtle rounds a double to seven digits, and its compact
JSON-LD writes one as a JSON number, which other readers take for an integer when it is a whole
sum; neither keeps one order.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from rdflib import RDF, Graph, Literal
from rdflib.term import Node

from lckm_linked_data.vocabulary import PREFIXES

_LOCAL = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_Said = Mapping[Node, list[Node]]


class Format(NamedTuple):
    """A format: its head, the separator of blocks, its end, and how a subject is written.

    No block holds its separator, so files can be split and joined without being parsed.
    """

    suffix: str
    begin: str
    between: str
    end: str
    block: Callable[[Node, _Said], str]

    def write(self, graph: Graph) -> bytes:
        """Return a graph of IRIs and literals as a file."""
        found: dict[Node, dict[Node, list[Node]]] = {}
        for subject, predicate, value in sorted(graph, key=_order):
            found.setdefault(subject, {}).setdefault(predicate, []).append(value)
        return self.join(self.block(subject, said) for subject, said in found.items())

    def join(self, blocks: Iterable[str]) -> bytes:
        """Return blocks as a file."""
        return (self.begin + self.between.join(blocks) + self.end).encode()

    def blocks(self, content: bytes) -> list[str]:
        """Return the blocks of a file that :meth:`write` made."""
        return content.decode().removeprefix(self.begin).removesuffix(self.end).split(self.between)


def _order(triple: tuple[Node, Node, Node]) -> tuple[str, bool, str, str, str]:
    subject, predicate, value = triple
    kind = (value.language or value.datatype or "") if isinstance(value, Literal) else ""
    return str(subject), predicate != RDF.type, str(predicate), str(value), kind


def _turtle_block(subject: Node, said: _Said) -> str:
    parts = [
        f"    {_verb(predicate)} {', '.join(map(_term, values))}"
        for predicate, values in said.items()
    ]
    return " ;\n".join([_term(subject) + "\n" + parts[0], *parts[1:]]) + " ."


def _verb(predicate: Node) -> str:
    return "a" if predicate == RDF.type else _term(predicate)


def _term(node: Node) -> str:
    if isinstance(node, Literal):
        text = _quote(str(node))
        kind = (
            f"@{node.language}"
            if node.language
            else f"^^{_term(node.datatype)}"
            if node.datatype
            else ""
        )
        return text + kind
    short = _shorten(node)
    return short if short != str(node) else node.n3()


def _quote(text: str) -> str:
    """Return a text in quotes on one line; every escape of JSON is one of Turtle as well."""
    return json.dumps(text, ensure_ascii=False)


def _jsonld_block(subject: Node, said: _Said) -> str:
    node: dict[str, object] = {"@id": str(subject)}
    for predicate, values in said.items():
        if predicate == RDF.type:
            node["@type"] = [_shorten(value) for value in values]
        else:
            node[_shorten(predicate)] = [_value(value) for value in values]
    return json.dumps(node, ensure_ascii=False)


def _value(node: Node) -> dict[str, str]:
    if not isinstance(node, Literal):
        return {"@id": str(node)}
    if node.language:
        return {"@value": str(node), "@language": node.language}
    return {"@value": str(node)} | ({"@type": _shorten(node.datatype)} if node.datatype else {})


def _shorten(node: Node) -> str:
    """Return an IRI with its prefix, where it has one."""
    iri = str(node)
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


TURTLE = Format(
    ".ttl",
    "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
    + "\n",
    "\n\n",
    "\n",
    _turtle_block,
)
JSONLD = Format(
    ".jsonld",
    '{"@context": ' + json.dumps(PREFIXES) + ',\n "@graph": [\n',
    ",\n",
    "\n]}\n",
    _jsonld_block,
)
FORMATS = (TURTLE, JSONLD)
