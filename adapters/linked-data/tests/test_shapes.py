"""Every graph keeps to the shapes of CPSV-AP 3.2.0, DCAT-AP 1.2 and 3.0.1, the catalogue also to
what 3.0.1 recommends; each demand of each shape is one that a spoilt graph breaks.
"""

from functools import cache

import attrs
import linked_data_samples as shared
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from rdflib import DCAT, FOAF, RDF, RDFS, SH, Graph, Literal, URIRef

from lckm_core import Audience, project
from lckm_linked_data import catalogue_graph, service_of
from lckm_linked_data.publisher import LICENCES
from lckm_linked_data.vocabulary import VCARD
from lckm_testing.strategies import procedures
from tests.helpers.tiers import examples

DEMANDS = {
    SH.minCount: "MinCountConstraintComponent",
    SH.maxCount: "MaxCountConstraintComponent",
    SH["class"]: "ClassConstraintComponent",
    SH.datatype: "DatatypeConstraintComponent",
    SH.nodeKind: "NodeKindConstraintComponent",
    SH.pattern: "PatternConstraintComponent",
}
SHAPES = ("cpsv-ap", "dcat-ap-1.2", "dcat-ap-3.0.1")
OF_PROCEDURES = ("cpsv-ap", "dcat-ap-3.0.1")
RECOMMENDED = "dcat-ap-3.0.1-recommended"


def properties(name):
    """Yield what the shapes of a file say of each property: class, path and node."""
    graph = shared.shapes(name)
    for shape, target in graph.subject_objects(SH.targetClass):
        for prop in graph.objects(shape, SH.property):
            yield target, graph.value(prop, SH.path), prop


def is_left_out(name, prop):
    return (prop, SH.deactivated, Literal(True)) in shared.shapes(name)


def demands(name):
    """Yield each demand of the shapes of a file: class, path, kind and value."""
    for target, path, prop in properties(name):
        for kind in () if is_left_out(name, prop) else DEMANDS:
            for value in shared.shapes(name).objects(prop, kind):
                yield name, target, path, kind, value


ALL = sorted(demand for name in (*SHAPES, RECOMMENDED) for demand in demands(name))
LEFT_OUT = sorted(found for found in properties(RECOMMENDED) if is_left_out(RECOMMENDED, found[2]))


def named(demand):
    name, target, path, kind, _ = demand
    return "-".join(
        [name, *(str(one).replace("#", "/").rpartition("/")[2] for one in (target, path, kind))]
    )


EVERY_CHANGE = {(one[0], one[3]): one for one in ALL}.values()
"""One of each kind in each file."""
EACH = pytest.mark.slow(reason="each demand of the shapes; one of each kind stands for them")


def catalogue(**changed):
    return catalogue_graph(shared.ADDRESSES, attrs.evolve(shared.PUBLISHER, **changed))


@cache
def whole():
    """Return one procedure that has something of everything, and the catalogue."""
    return shared.graph_of(shared.services()["KA-01478"]) + catalogue()


class TestTheShapes:
    def test_each_class_that_is_written_is_there_to_be_judged(self):
        classes = {target for _, target, *_ in ALL}
        assert not [target for target in classes if (None, RDF.type, target) not in whole()]

    def test_the_whole_graph_breaks_none(self):
        assert [shared.faults(whole(), name) for name in SHAPES] == [[], [], []]

    @pytest.mark.parametrize(
        "demand",
        [
            pytest.param(one, marks=() if one in EVERY_CHANGE else EACH, id=named(one))
            for one in ALL
        ],
    )
    def test_a_spoilt_graph_breaks_it(self, demand):
        name, target, path, kind, value = demand
        spoilt = Graph() + (catalogue() if name == RECOMMENDED else whole())
        node = min(spoilt.subjects(RDF.type, target))
        if kind == SH.minCount:
            spoilt.remove((node, path, None))
        elif kind == SH.nodeKind and value == SH.Literal:
            spoilt.add((node, path, URIRef("urn:no-literal")))
        elif kind == SH.maxCount:
            for number in range(2):
                spoilt.add((node, path, Literal(f"one too many {number}")))
        elif kind == SH["class"]:
            other = URIRef("urn:of-every-class-but-this")
            spoilt.add((node, path, other))
            for class_ in {found[4] for found in ALL if found[:4] == demand[:4]} - {value}:
                spoilt.add((other, RDF.type, class_))
        else:
            spoilt.add((node, path, Literal("neither an IRI nor of the type")))
        assert f"{SH[DEMANDS[kind]]} {path}" in shared.faults(spoilt, name)


class TestWhatIsRecommended:
    @pytest.mark.parametrize("licence", LICENCES)
    def test_the_catalogue_has_it(self, licence):
        graph = catalogue(licence=licence)
        assert [shared.faults(graph, name) for name in (*SHAPES, RECOMMENDED)] == [[]] * 4

    def test_some_is_left_out(self):
        assert LEFT_OUT

    @pytest.mark.parametrize(
        ("target", "path", "prop"), LEFT_OUT, ids=[found[1].n3() for found in LEFT_OUT]
    )
    def test_what_is_left_out_has_a_reason_and_is_in_no_graph(self, target, path, prop):
        shapes = shared.shapes(RECOMMENDED)
        assert shapes.value(prop, RDFS.comment)
        nodes = list(whole().subjects(RDF.type, target))
        assert nodes
        assert not [node for node in nodes if (node, path, None) in whole()]
        readme = (shared.HERE.parent / "README.md").read_text(encoding="utf-8")
        assert f"`{shapes.namespace_manager.qname(path)}`" in readme


class TestTheSamples:
    def test_some_are_there(self):
        assert len(shared.services()) >= 12

    @pytest.mark.parametrize("id", sorted(shared.services()))
    def test_none_breaks_a_shape(self, id):
        graph = shared.graph_of(shared.services()[id])
        assert [shared.faults(graph, name) for name in OF_PROCEDURES] == [[], []]

    def test_each_address_of_an_office_is_one_to_write_to(self):
        graph = catalogue()
        emails = {str(value) for value in graph.objects(None, VCARD.hasEmail)}
        assert emails == {f"mailto:{shared.PUBLISHER.email}"}

    def test_all_together_with_the_catalogue_break_none(self):
        graph = catalogue()
        for service in shared.services().values():
            graph += shared.graph_of(service)
        assert [shared.faults(graph, name) for name in SHAPES] == [[], [], []]


class TestAnyProcedure:
    @settings(
        deadline=None,
        phases=shared.PHASES,
        max_examples=examples(40),
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(procedures().map(shared.public))
    def test_breaks_no_shape_and_is_read_back_the_same(self, procedure):
        service = service_of(project(procedure, Audience.BIP, on=shared.DAY))
        graph = shared.graph_of(service)
        assert [shared.faults(graph, name) for name in OF_PROCEDURES] == [[], []]
        for form in shared.FORMATS:
            content = form.write(graph)
            assert set(shared.reread(content, form)) == set(graph)
            assert form.join(form.blocks(content)) == content
            assert form.write(shared.reread(content, form)) == content

    def test_nodes_have_names(self):
        assert not [one for triple in whole() for one in triple if isinstance(one, rdflib.BNode)]


@pytest.mark.parametrize("homepage", ["", "https://bip.lodz.example/procedury"])
def test_the_catalogue_has_a_homepage_and_the_dataset_a_landing_page(homepage):
    """Harvesters look for each under its own name; no shape asks for either."""
    graph = catalogue(homepage=homepage)
    pages = [URIRef(homepage)] if homepage else []
    (node,), (dataset,) = (
        [*graph.subjects(RDF.type, kind)] for kind in (DCAT.Catalog, DCAT.Dataset)
    )
    for thing, predicate, other in (
        (node, FOAF.homepage, DCAT.landingPage),
        (dataset, DCAT.landingPage, FOAF.homepage),
    ):
        assert [*graph.objects(thing, predicate)] == pages
        assert [*graph.objects(thing, other)] == []
