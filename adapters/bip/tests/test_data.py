"""JSON and XML beside each page: the same content as the page, in the same words."""

import json
import xml.etree.ElementTree as ET
from importlib import resources

import attrs
import bip_samples as shared
import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from lxml import etree

from lckm_bip.builder import sections_of
from lckm_bip.data.facts import facts_of
from lckm_bip.data.json_page import page_json
from lckm_bip.data.json_schema import page_schema
from lckm_bip.data.xml_page import NAMESPACE, page_xml
from lckm_bip.page_context import PageContext
from lckm_bip.pages.history import changes
from lckm_core import Audience, project
from lckm_pages import Addresses
from lckm_pages.markdown import clean
from lckm_testing import procedures
from tests.helpers.tiers import examples

SCHEMA = etree.XMLSchema(
    etree.fromstring((resources.files("lckm_bip") / "static" / "procedure.xsd").read_bytes())
)
JSON_SCHEMAS = {
    audience: Draft202012Validator(json.loads(page_schema(audience)))
    for audience in (Audience.BIP, Audience.PORTAL)
}
NS = {"p": NAMESPACE}
NOWHERE = Addresses(lambda _: "", lambda _: "")


def facts(page):
    projection = page.projection()
    one = PageContext(page, projection, changes(page, projection), sections_of(projection, NOWHERE))
    return facts_of(
        one, "Urząd Miasta Łodzi", bip=projection.audience is Audience.BIP, history=True
    )


def pages():
    every = shared.publication().pages[Audience.BIP]
    return [*every, *(old for page in every for old in page.history)]


def from_xml(element):
    """Return what an XML document says, as the JSON has it."""
    at = element.attrib
    data = {"audience": at["audience"], "id": at["id"], "online": at["online"] == "true"}
    data |= {
        key: element.findtext(f"p:{key}", namespaces=NS)
        for key in ("title", "heading", "unit", "cell", "produced_on")
    }
    data["authors"] = [one.text for one in element.findall("p:author", NS)]
    data["sections"] = [
        {
            "heading": section.get("heading"),
            "entries": [
                {
                    "key": entry.get("key"),
                    "label": entry.get("label"),
                    "blocks": [_block(block) for block in entry],
                }
                for entry in section
            ],
        }
        for section in element.findall("p:section", NS)
    ]
    return {key: value for key, value in data.items() if value not in (None, [])}


def _block(element):
    kind, at = element.tag.rpartition("}")[2], dict(element.attrib)
    match kind:
        case "text" | "link":
            return {"text": element.text, **at, "type": kind}
        case "bullets":
            return {"items": [_block(one) for one in element], "type": kind}
        case "stages":
            items = [
                {"number": int(one.get("number")), "online": one.get("online") == "true"}
                | {part.tag.rpartition("}")[2]: part.text for part in one}
                for one in element
            ]
            return {"items": items, "type": kind}
        case "table":
            headers = [one.text or "" for one in element.findall("p:header", NS)]
            rows = [[cell.text or "" for cell in row] for row in element.findall("p:row", NS)]
            return {**at, "headers": headers, "rows": rows, "type": kind}
        case "details":
            rows = [
                {"label": one.get("label"), "values": [_block(part) for part in one]}
                for one in element
            ]
            return {**at, "rows": rows, "type": kind}
        case other:
            raise AssertionError(other)


def cleaned(data):
    """Return data with the texts that XML can hold."""
    if isinstance(data, dict):
        return {key: cleaned(value) for key, value in data.items()}
    if isinstance(data, list):
        return [cleaned(one) for one in data]
    return clean(data) if isinstance(data, str) else data


@pytest.mark.parametrize("page", pages(), ids=lambda page: f"{page.id}-{page.edition}")
def test_json_is_the_projection_but_for_its_day_with_the_marks(page):
    said = json.loads(page_json(facts(page), page.edition))
    JSON_SCHEMAS[Audience.BIP].validate(said)
    wanted = page.projection().to_data()
    del wanted["on"]
    assert said["procedure"] == wanted
    assert said["publisher"] == "Urząd Miasta Łodzi"
    assert said["published_by"] == shared.ENTERED
    assert said["available_from"].endswith("T10:30:00+01:00")
    assert said["produced_on"] == wanted["produced_on"]
    assert said["edition"] == page.edition


@pytest.mark.parametrize("page", pages(), ids=lambda page: f"{page.id}-{page.edition}")
def test_xml_says_the_same_and_fits_its_schema(page):
    held = facts(page)
    content = page_xml(held, page.edition).encode()
    SCHEMA.assertValid(etree.fromstring(content))
    wanted = page.projection().to_data()
    del wanted["on"]
    assert from_xml(ET.fromstring(content)) == cleaned(wanted)


@pytest.mark.parametrize(
    "page", shared.publication().pages[Audience.PORTAL], ids=lambda page: page.id
)
def test_the_portals_say_what_the_portal_shows_without_bips_marks_and_history(page):
    held, wanted = facts(page), page.projection().to_data()
    del wanted["on"]
    said = json.loads(page_json(held, page.edition))
    JSON_SCHEMAS[Audience.PORTAL].validate(said)
    assert (said["procedure"], said["history"]) == (wanted, [])
    assert said.keys() <= {"format", "edition", "publisher", "produced_on", "procedure", "history"}
    content = page_xml(held, page.edition).encode()
    SCHEMA.assertValid(etree.fromstring(content))
    assert from_xml(ET.fromstring(content)) == cleaned(wanted)


@settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(procedure=procedures())
def test_whatever_a_procedure_holds(procedure):
    id = procedure.id or "KA-00001"  # what is published has one
    shown = attrs.evolve(procedure, id=id, internal=False, valid_from=None, valid_to=None)
    (page,) = shared.publication([shared.edition(shown)]).pages[Audience.BIP]
    wanted = project(shown, Audience.BIP, on=shared.DAY).to_data()
    del wanted["on"]
    said = json.loads(page_json(facts(page), 1))
    JSON_SCHEMAS[Audience.BIP].validate(said)
    assert said["procedure"] == wanted
    content = page_xml(facts(page), 1).encode("utf-8", "replace")
    SCHEMA.assertValid(etree.fromstring(content))
    assert from_xml(ET.fromstring(content)) == cleaned(wanted)


def test_every_page_of_a_site_fits_the_schema_beside_it(tmp_path):
    whole = shared.site(tmp_path)
    for audience in ("bip", "portal"):
        schema = json.loads((whole / audience / "procedure.schema.json").read_bytes())
        Draft202012Validator.check_schema(schema)
        judge = Draft202012Validator(schema)
        found = [
            path for name in ("KA-*.json", "KA-*/*.json") for path in (whole / audience).glob(name)
        ]
        assert found
        for path in found:
            judge.validate(json.loads(path.read_bytes()))


def judged_ends(value, said):
    """Return where a page says until when it is shown, each set to a value."""
    changed = json.loads(json.dumps(said))
    for place in (changed, *changed["history"]):
        place["shown_until"] = value
    return [
        error.json_path
        for error in JSON_SCHEMAS[Audience.BIP].iter_errors(changed)
        if error.json_path.endswith("shown_until")
    ]


def test_the_end_is_a_day_or_a_moment_wherever_it_is_said():
    """A moment is said of an edition that another replaced within its time."""
    for page in pages():
        said = json.loads(page_json(facts(page), page.edition))
        for value in ("2026-03-01", "2026-03-01T09:30:00Z", "2026-03-01T10:30:00+01:00"):
            assert judged_ends(value, said) == []
        assert len(judged_ends("jutro", said)) == 1 + len(said["history"])


def test_a_starred_field_fits_no_public_schema():
    said = json.loads(page_json(facts(pages()[0]), 1))
    entry = {"key": "owner", "label": "Właściciel", "blocks": [{"type": "text", "text": "A B"}]}
    said["procedure"]["sections"][0]["entries"].append(entry)
    assert not JSON_SCHEMAS[Audience.BIP].is_valid(said)


def objects(said, *place):
    """Yield each object of a page's JSON with its place."""
    if isinstance(said, dict):
        yield place, said
    for key, inner in said.items() if isinstance(said, dict) else enumerate(said):
        if isinstance(inner, dict | list):
            yield from objects(inner, *place, key)


@pytest.mark.parametrize("audience", JSON_SCHEMAS)
def test_an_unknown_key_fits_no_public_schema_wherever_it_stands(audience):
    tried = set()
    for page in shared.publication().pages[audience]:
        whole = json.loads(page_json(facts(page), page.edition))
        for place, held in objects(whole):
            kind = (*(key for key in place if isinstance(key, str)), held.get("type"))
            if kind not in tried:
                held["owner"] = "A B"
                assert not JSON_SCHEMAS[audience].is_valid(whole), place
                del held["owner"]
                tried.add(kind)
    assert len(tried) > 8
    assert (("history", None) in tried) is (audience is Audience.BIP)


def test_the_history_tells_editions_and_what_differs(tmp_path):
    said = json.loads((shared.site(tmp_path) / "bip" / f"{shared.AMENDED}.json").read_bytes())
    newest, first = said["history"]
    assert newest["changed"] == ["Nazwa procedury", "Skrócony opis sprawy", "Przydatne informacje"]
    assert (first["edition"], first["shown_until"], "changed" in first) == (1, "2026-03-01", False)
