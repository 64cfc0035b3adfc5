"""What the tests share: a host, the samples as it shows them, graphs with their words as
written, and the shapes.
"""

import warnings
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import pyshacl
import pytest
import rdflib
from hypothesis import Phase

from lckm_core import (
    Audience,
    Procedure,
    Projection,
    project,
    read,
)
from lckm_linked_data import (
    Addresses,
    Publisher,
    service_graph,
    service_of,
)
from lckm_linked_data.facts import Service
from lckm_linked_data.serialisation import JSONLD, TURTLE, Format
from lckm_linked_data.vocabulary import CPSV

__all__ = ["CPSV", "rdflib", "service_graph"]
HERE = Path(__file__).parent
SAMPLES = HERE.parents[2] / "samples" / "procedures"
DAY = date(2026, 11, 25)
BASE = "https://dane.lodz.example/"
ADDRESSES = Addresses(BASE, "https://bip.lodz.example/pliki/")
PUBLISHER = Publisher(
    name="Urząd Miasta Łodzi",
    email="lckm@uml.lodz.example",
    homepage="https://bip.lodz.example/procedury",
)
SETTINGS = {
    "base": BASE,
    "publisher": PUBLISHER.name,
    "email": PUBLISHER.email,
    "homepage": PUBLISHER.homepage,
}
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
"""Without shrinking, which takes minutes of a procedure and leaves it much as it was."""
FORMATS = (TURTLE, JSONLD)
NAMES = {TURTLE: "turtle", JSONLD: "json-ld"}


@cache
def samples() -> tuple[Procedure, ...]:
    """Return every sample, editions of other days included."""
    return tuple(read(path.read_bytes()).procedure() for path in sorted(SAMPLES.glob("*.yaml")))


@cache
def projections() -> dict[str, Projection]:
    """Return the samples that BIP shows that day, by number."""
    made = (project(one, Audience.BIP, on=DAY, known=samples()) for one in samples())
    return {one.id: one for one in made if one is not None}


@cache
def services() -> dict[str, Service]:
    """Return the facts of the same."""
    return {id: service_of(one) for id, one in projections().items()}


def graph_of(service: Service) -> rdflib.Graph:
    """Return the graph of a procedure, with the related ones that are shown."""
    return service_graph(service, ADDRESSES, PUBLISHER, related=services())


def reread(content: bytes, form: Format) -> rdflib.Graph:
    """Return what another reader makes of a file, literals as written: „17.00”, not 17.0."""
    with warnings.catch_warnings(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(rdflib, "NORMALIZE_LITERALS", False)
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # of rdflib's reader of JSON-LD with itself
        return rdflib.Graph().parse(data=content, format=NAMES[form])


def public(procedure: Procedure) -> Procedure:
    """Return a procedure made to be seen by the public on any day."""
    id = procedure.id or "KA-00001"  # what is published has one
    return attrs.evolve(procedure, id=id, internal=False, valid_from=None, valid_to=None)


@cache
def shapes(name: str) -> rdflib.Graph:
    """Return the shapes of a file."""
    return rdflib.Graph().parse(HERE / "shapes" / f"{name}.ttl")


def faults(graph: rdflib.Graph, name: str, **options: Any) -> list[str]:
    """Return what a validator finds wrong with a graph: which constraint, on which path."""
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes(name), **options)
    sh = rdflib.SH
    return sorted(
        f"{report.value(result, sh.sourceConstraintComponent)} "
        f"{report.value(result, sh.resultPath)}"
        for result in report.subjects(rdflib.RDF.type, sh.ValidationResult)
    )
