"""The description that dane.gov.pl harvests: XML of its schema 1.13, and the MD5 of it."""

from collections.abc import Mapping
from datetime import date
from hashlib import md5
from xml.etree import ElementTree as ET

from lckm_linked_data.addresses import Addresses
from lckm_linked_data.catalogue import (
    DATASET_TEXT,
    DATASET_TITLE,
    DISTRIBUTIONS,
    KEYWORDS,
    THEME,
    Distribution,
)
from lckm_linked_data.publisher import LICENCES, Publisher

NAMESPACE = "urn:otwarte-dane:harvester:1.13"
XML_NAME = "dane-gov-pl.xml"
MD5_NAME = "dane-gov-pl.md5"
"""The harvester looks for it beside the XML, under the same name."""
_IDENTIFIER = "lckm-procedury"
_FLAGS = (
    "hasDynamicData",
    "hasHighValueData",
    "hasHighValueDataFromEuropeanCommissionList",
    "hasResearchData",
)


def harvest_files(addresses: Addresses, publisher: Publisher, *, on: date) -> Mapping[str, bytes]:
    """Return the XML and its checksum by file name; *on* is the day the data are of.

    Source: the schema, samples and importer of dane.gov.pl, as far as they are published.
    """
    xml = harvest_xml(addresses, publisher, on=on)
    digest = md5(xml, usedforsecurity=False).hexdigest()
    return {XML_NAME: xml, MD5_NAME: f"{digest}\n".encode()}


def harvest_xml(addresses: Addresses, publisher: Publisher, *, on: date) -> bytes:
    """Return the XML: one dataset, a resource for each of its files."""
    ET.register_namespace("p", NAMESPACE)
    root = ET.Element(f"{{{NAMESPACE}}}datasets")
    dataset = ET.SubElement(root, "dataset", status="published")
    _text(dataset, "extIdent", _IDENTIFIER)
    _polish(dataset, "title", DATASET_TITLE.format(publisher=publisher.name))
    _polish(dataset, "description", DATASET_TEXT.format(publisher=publisher.name))
    _text(dataset, "url", publisher.homepage or addresses.base)
    _text(dataset, "updateFrequency", "daily")
    _flags(dataset)
    _text(ET.SubElement(dataset, "categories"), "category", THEME)
    _conditions(dataset, publisher)
    resources = ET.SubElement(dataset, "resources")
    for distribution in DISTRIBUTIONS:
        _resource(resources, distribution, addresses, publisher, on)
    tags = ET.SubElement(dataset, "tags")
    for keyword in KEYWORDS:
        _text(tags, "tag", keyword).set("lang", "pl")
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _resource(
    resources: ET.Element,
    distribution: Distribution,
    addresses: Addresses,
    publisher: Publisher,
    on: date,
) -> None:
    resource = ET.SubElement(resources, "resource", status="published")
    _text(resource, "extIdent", f"{_IDENTIFIER}-{distribution.name.rpartition('.')[2]}")
    _text(resource, "url", addresses.thing(distribution.name))
    _polish(resource, "title", distribution.title)
    _polish(resource, "description", DATASET_TEXT.format(publisher=publisher.name))
    _text(resource, "availability", "remote")
    _text(resource, "dataDate", on.isoformat())
    _flags(resource)


def _conditions(dataset: ET.Element, publisher: Publisher) -> None:
    """Write the licence with the text that the importer wants; CC0 needs none."""
    if publisher.licence == "CC0":
        return
    name = LICENCES[publisher.licence].name
    conditions = ET.SubElement(dataset, "conditions")
    _text(conditions, "source", "true")
    _text(conditions, "dbOrCopyrighted", f"Dane są udostępniane na licencji {name}.")
    _text(conditions, "dbOrCopyrightedLicenseChosen", name)


def _flags(parent: ET.Element) -> None:
    for name in _FLAGS:
        _text(parent, name, "false")


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, name)
    element.text = text
    return element


def _polish(parent: ET.Element, name: str, text: str) -> None:
    _text(ET.SubElement(parent, name), "polish", text)
