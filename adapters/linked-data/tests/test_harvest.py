"""The XML keeps to what is known of dane.gov.pl's schema, and its checksum is of its bytes."""

from datetime import date
from hashlib import md5

import attrs
import linked_data_samples as shared
import pytest
from lxml import etree

from lckm_linked_data import harvest_xml
from lckm_linked_data.dane_gov_pl import (
    MD5_NAME,
    NAMESPACE,
    XML_NAME,
    harvest_files,
)
from lckm_linked_data.publisher import LICENCES

SCHEMA = etree.XMLSchema(etree.parse(shared.HERE / "shapes" / "harvester-1.13.xsd"))
CREATIVE = [licence for licence in LICENCES if licence != "CC0"]


def made(**changed):
    return etree.fromstring(
        harvest_xml(shared.ADDRESSES, attrs.evolve(shared.PUBLISHER, **changed), on=shared.DAY)
    )


@pytest.mark.parametrize("licence", LICENCES)
@pytest.mark.parametrize("name", ["Urząd Miasta Łodzi", "Ż" * 200, "A & <B>"])
def test_it_is_valid(licence, name):
    SCHEMA.assertValid(made(licence=licence, name=name, homepage="", email=""))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("dataset/extIdent", "x" * 37),
        ("dataset/title/polish", ""),
        ("dataset/title/polish", "x" * 301),
        ("dataset/description/polish", "x" * 1001),
        ("dataset/updateFrequency", "hourly"),
        ("dataset/categories/category", "CITY"),
        ("dataset/hasHighValueData", "nie"),
        ("dataset/conditions/dbOrCopyrightedLicenseChosen", "MIT"),
        ("dataset/resources/resource/url", "http://lodz.example/a"),
        ("dataset/resources/resource/availability", "here"),
        ("dataset/resources/resource/dataDate", "25.11.2026"),
        ("dataset/resources/resource/extIdent", ""),
    ],
)
def test_what_the_schema_forbids_is_found(path, text):
    tree = made(licence="CC_BY_4_0")
    tree.find(path).text = text
    assert not SCHEMA.validate(tree)


@pytest.mark.parametrize(
    "path",
    [
        *(
            "dataset/extIdent",
            "dataset/title",
            "dataset/description",
            "dataset/updateFrequency",
            "dataset/categories",
        ),
        *(
            "dataset/resources",
            "dataset/tags",
            "dataset/resources/resource/url",
            "dataset/resources/resource/title",
        ),
    ],
)
def test_what_the_schema_demands_is_missed(path):
    tree = made()
    gone = tree.find(path)
    gone.getparent().remove(gone)
    assert not SCHEMA.validate(tree)


def test_the_root_names_the_version_that_the_importer_looks_for():
    assert made().tag == f"{{{NAMESPACE}}}datasets"
    assert NAMESPACE == "urn:otwarte-dane:harvester:1.13"


def test_the_checksum_lies_beside_it_and_is_of_its_bytes():
    files = harvest_files(shared.ADDRESSES, shared.PUBLISHER, on=shared.DAY)
    assert XML_NAME.rpartition(".")[0] == MD5_NAME.rpartition(".")[0]
    assert (
        files[MD5_NAME].decode().rstrip() == md5(files[XML_NAME], usedforsecurity=False).hexdigest()
    )


@pytest.mark.parametrize("licence", CREATIVE)
def test_a_licence_is_said_with_the_text_the_importer_wants_beside_it(licence):
    conditions = made(licence=licence).find("dataset/conditions")
    assert conditions.findtext("dbOrCopyrightedLicenseChosen") == LICENCES[licence].name
    assert conditions.findtext("dbOrCopyrighted")
    assert made(licence="CC0").find("dataset/conditions") is None


def test_the_day_is_the_day_the_data_are_of():
    xml = harvest_xml(shared.ADDRESSES, shared.PUBLISHER, on=date(2027, 1, 2))
    assert {one.text for one in etree.fromstring(xml).iter("dataDate")} == {"2027-01-02"}
