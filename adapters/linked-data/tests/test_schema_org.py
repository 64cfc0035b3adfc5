"""What is embedded in a page is read by a browser as the data it was, whatever the texts."""

import json
from decimal import Decimal

import attrs
import html5lib
import linked_data_samples as shared
import pytest
from hypothesis import HealthCheck, given, settings

from lckm_core import Audience, project
from lckm_linked_data import schema_org, script_json, service_of
from lckm_linked_data.facts import Channel, Contact, Cost, Document
from lckm_linked_data.schema_org import government_service
from lckm_testing.strategies import procedures
from tests.helpers.signs import CONTROLS, DIRECTION_SIGNS
from tests.helpers.tiers import examples

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!--",
    "]]>",
    "&lt;/script&gt;",
    "\u2028\u2029",
    '"',
    "\\",
    "\u202eabc\x1b",
    DIRECTION_SIGNS,
    CONTROLS,
)


def embedded(script):
    """Return what a browser finds in the script of a page, and how many scripts it sees."""
    page = (
        "<!doctype html><title>x</title><script "
        f'type="application/ld+json">{script}</script><p>po</p>'
    )
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    scripts = list(tree.iter("script"))
    assert [one.text for one in tree.iter("p")] == ["po"]
    return json.loads(scripts[0].text), len(scripts)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_a_text(text):
    shown = attrs.evolve(shared.projections()["KA-01478"], title=f"a {text} b")
    script = script_json(shown, shared.ADDRESSES, shared.PUBLISHER)
    data, count = embedded(script)
    assert (data["name"], count) == (f"a {text} b", 1)
    assert not {*"<>&\u2028\u2029", *DIRECTION_SIGNS, *map(chr, range(32))} & set(script)


@settings(
    deadline=None,
    phases=shared.PHASES,
    max_examples=examples(60),
    suppress_health_check=list(HealthCheck),
)
@given(procedures().map(shared.public))
def test_any_procedure_is_found_as_it_was(procedure):
    shown = project(procedure, Audience.PORTAL, on=shared.DAY)
    data, count = embedded(
        script_json(shown, shared.ADDRESSES, shared.PUBLISHER, url="https://lodz.example/a")
    )
    wanted = government_service(
        service_of(shown), shared.ADDRESSES, shared.PUBLISHER, url="https://lodz.example/a"
    )
    assert (data, count) == (wanted, 1)


@pytest.mark.parametrize(
    ("text", "telephone", "description"),
    [
        ("42 638-44-01", "42 638-44-01", None),
        ("+48 42 638-44-01 wew. 12", "+48 42 638-44-01 wew. 12", None),
        ("(42) 638-44-01, w godzinach pracy", "(42) 638-44-01", "w godzinach pracy"),
        ("w sprawie opłat: 42 638-44-01", None, "w sprawie opłat: 42 638-44-01"),
    ],
)
def test_a_telephone_is_a_number_and_what_is_said_of_it_is_beside(text, telephone, description):
    contact = Contact("Wydział", phones=(text,))
    (point,) = schema_org._place(contact)["servicePhone"]
    assert (point.get("telephone"), point.get("description")) == (telephone, description)


def test_what_it_says_of_a_procedure():
    data, _ = embedded(
        script_json(shared.projections()["KA-01478"], shared.ADDRESSES, shared.PUBLISHER)
    )
    assert (data["@context"], data["@type"]) == ("https://schema.org", "GovernmentService")
    assert "inLanguage" not in data  # a property of works, and a service is none
    assert data["@id"] == shared.BASE + "procedury/KA-01478"
    assert data["provider"]["name"] == "Urząd Miasta Łodzi"
    assert [Decimal(offer["price"]) for offer in data["offers"]] == [Decimal("17.00")] * 2
    ways = [channel["name"] for channel in data["availableChannel"][:3]]
    assert ways == ["listownie", "osobiście", "elektronicznie"]
    assert "Jan Przykładowy" not in json.dumps(
        data, ensure_ascii=False
    )  # who wrote it is no matter of a search engine


def test_a_procedure_has_each_way_and_each_place_as_a_channel():
    with_both = [service for service in shared.services().values() if service.contacts]
    assert [service for service in with_both if service.channels]
    for service in shared.services().values():
        data = government_service(service, shared.ADDRESSES, shared.PUBLISHER)
        names = [channel["name"] for channel in data.get("availableChannel", [])]
        ways = [channel.way for channel in service.channels]
        assert names == ways + [contact.title for contact in service.contacts]


def test_of_a_place_a_way_and_a_fee_nothing_is_left_out():
    """Of what there may be several, each; a way names the pages among its documents."""
    pages = [Document("", f"https://lodz.example/strona-{at}") for at in (1, 2, 3, 4)]
    contact = Contact(
        title="Wydział-1",
        address="Zielona-1",
        rooms=("pokój-1", "pokój-2"),
        hours="godziny-1",
        phones=("42 638-44-01", "zadzwoń-2"),
        emails=("a1@lodz.example", "a2@lodz.example"),
        pages=tuple(pages[:2]),
        notes=("uwaga-1", "uwaga-2"),
    )
    way = Channel("osobiście-1", ("sposób-1", "sposób-2"), tuple(pages[2:]))
    cost = Cost("opłata-1", Decimal("17.00"), "słowo-1")
    for count in (1, 2):
        known = shared.services()["KA-01478"]
        facts = {"contacts": contact, "channels": way, "costs": cost}
        service = attrs.evolve(known, **{key: (one,) * count for key, one in facts.items()})
        data = government_service(service, shared.ADDRESSES, shared.PUBLISHER)
        said = json.dumps(data, ensure_ascii=False)
        for fact in facts.values():
            for value in attrs.astuple(fact, recurse=False):
                for one in value if isinstance(value, tuple) else (value,):
                    wanted = one.href if isinstance(one, Document) else str(one)
                    assert said.count(wanted) >= count, wanted
