"""The head of an update request in Word: whose it is, when and why."""

from functools import cache

import attrs

from lckm_core.amendments import UpdateRequest
from lckm_core.fields import fields_of
from lckm_core.procedures import Procedure
from lckm_word.forms import Look, Node, nodes_of
from lckm_word.package import Package
from lckm_word.xml_names import val, w

ROOT = "request"
CONSOLIDATED = "consolidated"
SECTION = "Wniosek o aktualizację"
HOW_TO_READ = (
    "Zmiany zaznaczono śledzeniem zmian: przekreślone zniknie, podkreślone przybędzie. Przyjęcie "
    "wszystkich daje opis po zmianie, "
    "odrzucenie wszystkich – dotychczasowy."
)


@cache
def head() -> tuple[Node, ...]:
    """Return the fields of the head: those of the request's form except its changes."""
    flag = next(field.shape for field in fields_of(Procedure) if field.shape.form == "flag")
    made = []
    for node in nodes_of(UpdateRequest, (ROOT,)):
        if node.path[-1] == CONSOLIDATED:
            field = attrs.evolve(node.field, shape=flag)
            node = attrs.evolve(
                node,
                field=field,
                look=Look.LEAF,
                children=(),
                hint="„tak”, gdy to cały nowy opis, a nie zaznaczone zmiany.",
            )
        if node.path[-1] != "procedure" and (
            node.look is Look.LEAF or (node.look is Look.GROUP and not node.long)
        ):
            made.append(
                attrs.evolve(
                    node,
                    section=SECTION,
                    level=2,
                    children=tuple(attrs.evolve(child, section=SECTION) for child in node.children),
                )
            )
    return tuple(made)


@cache
def head_nodes() -> tuple[Node, ...]:
    """Return every field of the head, including those in its parts."""
    return (*head(), *(child for node in head() for child in node.children))


def is_request(package: Package) -> bool:
    """Return whether a document has a control of the head, or its title as a heading."""
    tags = {val(tag) for tag in package.document.iter(w("tag"))}
    if tags & {node.tag for node in head_nodes()}:
        return True
    styles = package.styles if package.styles is not None else ()
    first = {
        style.get(w("styleId"))
        for style in styles
        if val(style.find(w("name"))).casefold() == "heading 1"
    }
    for para in package.document.iterfind(f"{w('body')}/{w('p')}"):
        style = val(para.find(f"{w('pPr')}/{w('pStyle')}"))
        if (
            style in first
            and "".join(text.text or "" for text in para.iter(w("t"))).strip() == SECTION
        ):
            return True
    return False
