"""The structure of a procedure is found again in what is shown of it, and nothing that is
shown is lost.
"""

import re
from decimal import Decimal
from itertools import chain
from types import SimpleNamespace

import attrs
import linked_data_samples as shared
import pytest
from hypothesis import HealthCheck, given, settings
from rdflib import Literal

from lckm_core import Audience, project, to_data
from lckm_core.procedures import from_data
from lckm_core.publication import Link
from lckm_linked_data import service_of
from lckm_linked_data.block_texts import inline_text, text_of
from lckm_linked_data.facts import Channel, Contact, Cost, Evidence, Related, Rule
from lckm_linked_data.vocabulary import CV, DCTERMS, FOAF, LOCN, ORG
from lckm_testing.strategies import procedures
from tests.helpers.tiers import examples


def facts_of(**changed):
    """Return the facts of a sample with some of its data changed."""
    (sample,) = (one for one in shared.samples() if one.id == "KA-01478")
    data = to_data(sample) | {"valid_from": None, "valid_to": None} | changed
    procedure = from_data({key: value for key, value in data.items() if value is not None})
    return service_of(project(procedure, Audience.BIP, on=shared.DAY))


class TestDurations:
    @pytest.mark.parametrize(
        ("term", "duration"),
        [
            ({"amount": 1, "unit": "days"}, "P1D"),
            ({"amount": 30, "unit": "days"}, "P30D"),
            ({"amount": 3, "unit": "weeks"}, "P21D"),
            ({"amount": 1, "unit": "weeks"}, "P7D"),
            ({"amount": 2, "unit": "months"}, "P2M"),
            ({"amount": 22, "unit": "months"}, "P22M"),
            ({"amount": 11, "unit": "working_days"}, None),
            ({"amount": 1, "unit": "working_days"}, None),
        ],
    )
    def test_one_length_of_time(self, term, duration):
        assert facts_of(deadline={"terms": [term]}).duration == duration

    def test_working_days_are_told_as_a_rule(self):
        rules = facts_of(deadline={"terms": [{"amount": 11, "unit": "working_days"}]}).rules
        assert [rule.text for rule in rules if rule.title == "Termin realizacji"] == [
            "11 dni roboczych"
        ]

    def test_one_that_is_all_there_is_to_say_is_not_said_twice(self):
        rules = facts_of(deadline={"terms": [{"amount": 7, "unit": "days"}]}).rules
        assert not [rule for rule in rules if rule.title == "Termin realizacji"]

    def test_what_is_said_beside_it_is_a_rule(self):
        term = {"amount": 7, "unit": "days"}
        facts = facts_of(deadline={"terms": [term], "text": "Od dnia złożenia."})
        rules = [rule.text for rule in facts.rules if rule.title == "Termin realizacji"]
        assert (facts.duration, rules) == ("P7D", ["7 dni\nOd dnia złożenia."])

    @pytest.mark.parametrize(
        "deadline",
        [
            {"text": "Niezwłocznie"},
            {"terms": [{"amount": 7, "unit": "days", "case": "sprawy zwykłe"}]},
            {"terms": [{"amount": 1, "unit": "months"}, {"amount": 2, "unit": "months"}]},
        ],
    )
    def test_several_or_none_are_a_rule(self, deadline):
        facts = facts_of(deadline=deadline)
        assert facts.duration is None
        assert [rule for rule in facts.rules if rule.title == "Termin realizacji"]


class TestFees:
    @pytest.mark.parametrize(
        ("row", "amount", "text"),
        [
            ({"amount": "17.00"}, Decimal("17.00"), ""),
            ({"amount": "999999999.99"}, Decimal("999999999.99"), ""),
            ({"amount": "0.01", "rule": "za stronę"}, Decimal("0.01"), "za stronę"),
            (
                {"rule": "0,5% wartości (nie więcej niż 2 000,00 zł)"},
                None,
                "0,5% wartości (nie więcej niż 2 000,00 zł)",
            ),
            (
                {"amount": "5.00", "remarks": "nie dotyczy uczniów"},
                Decimal("5.00"),
                "Uwagi: nie dotyczy uczniów",
            ),
        ],
    )
    def test_a_row(self, row, amount, text):
        (cost,) = facts_of(fees=[{"rows": [{"kind": "opłata", **row}]}]).costs
        assert (cost.title, cost.amount, cost.text) == ("opłata", amount, text)

    def test_money_is_exact_in_every_format(self):
        facts = facts_of(fees=[{"rows": [{"kind": "opłata", "amount": "1234567.89"}]}])
        for form in shared.FORMATS:
            assert b'"1234567.89"' in form.write(shared.graph_of(facts))

    def test_where_to_pay_is_a_rule_and_none_is_a_word(self):
        account = "14999999990000000000000001"
        paid = facts_of(fees=[{"rows": [{"kind": "opłata", "amount": "5.00"}], "account": account}])
        assert any("14 9999 9999" in rule.text for rule in paid.rules if rule.title == "Opłaty")
        free = facts_of(fees="brak")
        assert free.costs == ()
        assert [rule.text for rule in free.rules if rule.title == "Opłaty"] == ["brak"]


class TestChannels:
    def test_each_form_of_handing_in(self):
        places = [
            {"way": "by_post", "places": ["ul. Piotrkowska 104"]},
            {"way": "electronically", "places": ["https://a.example/x"]},
        ]
        facts = facts_of(submission=places)
        assert [channel.way for channel in facts.channels] == ["listownie", "elektronicznie"]
        assert [one.href for one in facts.channels[1].documents] == ["https://a.example/x"]

    def test_steps_that_can_be_done_online_are_one_where_no_form_says_so(self):
        steps = [{"name": "Złóż wniosek", "online": True}, {"name": "Czekaj"}]
        facts = facts_of(
            submission=[{"way": "by_post", "places": ["ul. Piotrkowska 104"]}], steps=steps
        )
        assert [(one.way, one.texts) for one in facts.channels][1:] == [
            ("elektronicznie", ("Złóż wniosek",))
        ]
        assert facts_of(submission="nie dotyczy", steps=[{"name": "Czekaj"}]).channels == ()


def test_a_cell_belongs_to_its_unit():
    facts = attrs.evolve(shared.services()["KA-01478"], unit="Zarząd Lamp", cell="Wydział Prób")
    graph = shared.service_graph(facts, shared.ADDRESSES, shared.PUBLISHER)
    unit, cell = (
        shared.rdflib.URIRef(shared.ADDRESSES.organisation(name))
        for name in ("Zarząd Lamp", "Wydział Prób")
    )
    assert list(graph.objects(cell, ORG.subOrganizationOf)) == [unit]
    assert list(graph.objects(unit, ORG.subOrganizationOf)) == []


NAMES = ("Pierwsze", "Drugie", "Trzecie")
SEVERAL = {
    "contacts": tuple(Contact(name, name, (name,), name) for name in NAMES),
    "costs": tuple(Cost(name, None, "") for name in NAMES),
    "channels": tuple(Channel(name, ()) for name in NAMES),
    "evidence": tuple(Evidence(name, "do złożenia") for name in NAMES),
    "rules": tuple(Rule(name, "Tekst.") for name in NAMES),
    "acts": NAMES,
    "authors": NAMES,
}
"""Three of each, known by their names alone."""


@pytest.mark.parametrize(
    ("way", "name"),
    [
        ((CV.contactPoint,), DCTERMS.title),
        ((CV.contactPoint, LOCN.address), LOCN.fullAddress),
        ((CV.contactPoint, LOCN.address), LOCN.locatorName),
        ((CV.contactPoint, CV.openingHours), DCTERMS.description),
        ((CV.hasCost,), DCTERMS.description),
        ((CV.hasChannel,), DCTERMS.description),
        ((shared.CPSV.hasInput,), DCTERMS.title),
        ((shared.CPSV.follows,), DCTERMS.title),
        ((CV.hasLegalResource,), DCTERMS.title),
        ((CV.hasParticipation, CV.hasParticipant), FOAF.name),
    ],
)
def test_each_of_several_is_a_node_of_its_own(way, name):
    facts = attrs.evolve(shared.services()["KA-01478"], **SEVERAL)
    graph = shared.service_graph(facts, shared.ADDRESSES, shared.PUBLISHER)
    nodes = {shared.rdflib.URIRef(shared.ADDRESSES.service("KA-01478"))}
    for step in way:
        nodes = {below for node in nodes for below in graph.objects(node, step)}
    names = [[str(text) for text in graph.objects(node, name)] for node in nodes]
    assert sorted(names) == [["Drugie"], ["Pierwsze"], ["Trzecie"]]


def test_related_procedures_that_are_not_shown_are_only_pointed_at():
    facts = attrs.evolve(shared.services()["KA-01478"])
    assert facts.related
    alone = shared.service_graph(facts, shared.ADDRESSES, shared.PUBLISHER)
    services = set(alone.subjects(shared.rdflib.RDF.type, shared.CPSV.PublicService))
    assert services == {shared.rdflib.URIRef(shared.ADDRESSES.service("KA-01478"))}
    assert shared.faults(alone, "cpsv-ap") == []


def test_a_procedure_that_is_needed_first_is_told_from_one_that_is_only_near():
    facts = attrs.evolve(
        shared.services()["KA-01478"],
        related=(Related("KA-00001", required=True), Related("KA-00002", required=False)),
    )
    others = {id: attrs.evolve(facts, id=id, related=()) for id in ("KA-00001", "KA-00002")}
    graph = shared.service_graph(facts, shared.ADDRESSES, shared.PUBLISHER, related=others)
    nodes = {id: shared.rdflib.URIRef(shared.ADDRESSES.service(id)) for id in ("KA-01478", *others)}
    told = {
        id: {
            str(verb).rpartition("/")[2] for verb in graph.predicates(nodes["KA-01478"], nodes[id])
        }
        for id in others
    }
    assert told["KA-00001"] != told["KA-00002"]
    assert told["KA-00001"] == {"requires"}


def test_what_is_remarked_of_a_link_stands_behind_it():
    links = [Link(text="Wniosek", href="file:a.pdf", note=note) for note in ("po polsku", "")]
    assert [inline_text(link) for link in links] == ["Wniosek (po polsku)", "Wniosek"]


def words(text):
    return re.findall(r"\w+", text)


@settings(
    deadline=None,
    phases=shared.PHASES,
    max_examples=examples(60),
    suppress_health_check=list(HealthCheck),
)
@given(procedures().map(shared.public))
def test_all_that_is_shown_is_said(procedure):
    """Each text and link of each block, but for names, a day and a length of time, which are
    facts of their own.
    """
    shown = project(procedure, Audience.BIP, on=shared.DAY)
    service = service_of(shown)
    graph = shared.graph_of(service)
    literals = " ".join(
        words(" ".join(str(one) for one in graph.objects() if isinstance(one, Literal)))
    )
    facts = {str(one) for one in graph.objects()}
    assert {shown.unit, *([shown.cell] if shown.cell else ()), *shown.authors, shown.title} <= facts
    for section in shown.sections:
        for entry in section.entries:
            for block in entry.blocks:
                if entry.key in ("unit", "cell", "authors", "produced_on") or (
                    entry.key == "deadline" and service.duration
                ):
                    continue
                for text in texts(block):
                    assert " ".join(words(text)) in literals, (entry.key, text)


def texts(block):
    """Yield what a block says, each piece by itself."""
    match block.type:
        case "text" | "link":
            yield inline_text(block)
        case "bullets":
            yield from map(inline_text, block.items)
        case "stages":
            yield from (text for item in block.items for text in (item.name, item.comment))
        case "table":
            yield from chain(*block.rows)
        case "details":
            yield from (inline_text(value) for row in block.rows for value in row.values)
        case other:
            raise AssertionError(other)


@pytest.mark.parametrize("online", [False, True])
@pytest.mark.parametrize("comment", ["", "tylko z upoważnieniem"])
def test_of_a_step_nothing_is_lost(online, comment):
    """Its number, name and comment, and that it needs no visit."""
    steps = [
        SimpleNamespace(number=1, name="Złożenie wniosku", comment="", online=False),
        SimpleNamespace(number=2, name="Odbiór", comment=comment, online=online),
    ]
    lines = text_of([SimpleNamespace(type="stages", items=steps)]).splitlines()
    more = f": {comment}" if comment else ""
    visit = " (bez wizyty w urzędzie)" if online else ""
    assert lines == ["1. Złożenie wniosku", f"2. Odbiór{more}{visit}"]
