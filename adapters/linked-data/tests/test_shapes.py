"""Every graph keeps to the shapes of CPSV-AP 3.2.0 and DCAT-AP, and each demand of each shape
is one that a spoilt graph breaks.
"""

from functools import cache

import linked_data_samples as shared
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from rdflib import RDF, SH, Graph, Literal, URIRef

from lckm_core import Audience, project
from lckm_linked_data import catalogue_graph, service_of
from lckm_linked_data.vocabulary import VCARD
from lckm_testing.strategies import procedures
from tests.helpers.tiers import examples

DEMANDS = {
    SH.minCount: "MinCountConstraintComponent",
    SH.maxCount: "MaxCountConstraintComponent",
    SH["class"]: "ClassConstraintComponent",
    SH.datatype: "DatatypeConstraintComponent",
    SH.nodeKind: "NodeKindConstraintComponent",
}
SHAPES = ("cpsv-ap", "dcat-ap")


def demands(name):
    """Yield each demand of the shapes of a file: class, path, kind and value."""
    graph = shared.shapes(name)
    for shape, target in graph.subject_objects(SH.targetClass):
        for prop in graph.objects(shape, SH.property):
            for kind in DEMANDS:
                for value in graph.objects(prop, kind):
                    yield name, target, graph.value(prop, SH.path), kind, value


ALL = sorted(one for name in SHAPES for one in demands(name))


def named(demand):
    name, target, path, kind, _ = demand
    return "-".join(
        [name, *(str(one).replace("#", "/").rpartition("/")[2] for one in (target, path, kind))]
    )


EVERY_CHANGE = {(one[0], one[3]): one for one in ALL}.values()
"""One of each kind in each file."""
EACH = pytest.mark.slow(reason="each demand of the shapes; one of each kind stands for them")


@cache
def whole():
    """Return one procedure that has something of everything, and the catalogue."""
    return shared.graph_of(shared.services()["KA-01478"]) + catalogue_graph(
        shared.ADDRESSES, shared.PUBLISHER
    )


class TestTheShapes:
    def test_each_class_that_is_written_is_there_to_be_judged(self):
        classes = {target for _, target, *_ in ALL}
        assert not [target for target in classes if (None, RDF.type, target) not in whole()]

    def test_the_whole_graph_breaks_none(self):
        assert [shared.faults(whole(), name) for name in SHAPES] == [[], []]

    @pytest.mark.parametrize(
        "demand",
        [
            pytest.param(one, marks=() if one in EVERY_CHANGE else EACH, id=named(one))
            for one in ALL
        ],
    )
    def test_a_spoilt_graph_breaks_it(self, demand):
        name, target, path, kind, value = demand
        spoilt = Graph() + whole()
        node = min(spoilt.subjects(RDF.type, target))
        if kind == SH.minCount:
            spoilt.remove((node, path, None))
        elif kind == SH.nodeKind and value == SH.Literal:
            spoilt.add((node, path, URIRef("urn:no-literal")))
        elif kind == SH.maxCount:
            for number in range(2):
                spoilt.add((node, path, Literal(f"one too many {number}")))
        else:
            spoilt.add((node, path, Literal("neither an IRI nor of the type")))
        assert f"{SH[DEMANDS[kind]]} {path}" in shared.faults(spoilt, name)


class TestTheSamples:
    def test_some_are_there(self):
        assert len(shared.services()) >= 12

    @pytest.mark.parametrize("id", sorted(shared.services()))
    def test_none_breaks_a_shape(self, id):
        assert shared.faults(shared.graph_of(shared.services()[id]), "cpsv-ap") == []

    def test_each_address_of_an_office_is_one_to_write_to(self):
        graph = catalogue_graph(shared.ADDRESSES, shared.PUBLISHER)
        emails = {str(value) for value in graph.objects(None, VCARD.hasEmail)}
        assert emails == {f"mailto:{shared.PUBLISHER.email}"}

    def test_all_together_with_the_catalogue_break_none(self):
        graph = catalogue_graph(shared.ADDRESSES, shared.PUBLISHER)
        for service in shared.services().values():
            graph += shared.graph_of(service)
        assert [shared.faults(graph, name) for name in SHAPES] == [[], []]


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
        assert shared.faults(graph, "cpsv-ap") == []
        for form in shared.FORMATS:
            content = form.write(graph)
            assert set(shared.reread(content, form)) == set(graph)
            assert form.join(form.blocks(content)) == content
            assert form.write(shared.reread(content, form)) == content

    def test_nodes_have_names(self):
        assert not [one for triple in whole() for one in triple if isinstance(one, rdflib.BNode)]
