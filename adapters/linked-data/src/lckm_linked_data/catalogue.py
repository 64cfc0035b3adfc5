"""The dataset of procedures as DCAT-AP describes one, for the portals of open data."""

from typing import NamedTuple

from rdflib import Graph, Literal, URIRef

from lckm_linked_data.addresses import Addresses, web_iri
from lckm_linked_data.graph_builder import Growing
from lckm_linked_data.publisher import LICENCES, Publisher
from lckm_linked_data.vocabulary import (
    ADMS,
    AUTHORITY,
    DCAT,
    DCATAP,
    DCTERMS,
    FOAF,
    SKOS,
    VCARD,
)

DATASET_TITLE = "Procedury załatwiania spraw: {publisher}"
DATASET_TEXT = (
    "Opisy procedur załatwiania spraw mieszkańców: czego sprawa dotyczy, etapy, terminy, miejsca, "
    "opłaty, dokumenty, "
    "podstawa prawna i tryb odwoławczy. Dane połączone według profilu CPSV-AP 3.2.0. Publikuje: "
    "{publisher}."
)
KEYWORDS = ("usługi publiczne", "procedury", "sprawy urzędowe", "CPSV-AP")
THEME = "GOVE"
_LICENCE_TYPES = {
    "PublicDomain": "domena publiczna",
    "Attribution": "uznanie autorstwa",
    "ViralEffect-ShareAlike": "na tych samych warunkach",
}
_IANA = "https://www.iana.org/assignments/media-types/"
_PROFILE = "https://semiceu.github.io/CPSV-AP/releases/3.2.0/"


class Distribution(NamedTuple):
    """A file of the dataset; ``kind`` is its key in the EU's list of file types."""

    name: str
    kind: str
    media_type: str
    title: str


DISTRIBUTIONS = (
    Distribution(
        "procedury.jsonld", "JSON_LD", "application/ld+json", "Procedury w formacie JSON-LD"
    ),
    Distribution("procedury.ttl", "RDF_TURTLE", "text/turtle", "Procedury w formacie Turtle"),
)


def catalogue_graph(addresses: Addresses, publisher: Publisher) -> Graph:
    """Return the catalogue with its one dataset; it changes only with the settings.

    Source: DCAT-AP 3.0.1, with the lists of values that dane.gov.pl uses.
    """
    grown = Growing(addresses, publisher)
    agent = _publisher(grown)
    dataset = _dataset(grown, agent)
    node = grown.node(addresses.thing("katalog"), DCAT.Catalog)
    grown.tell(node, DCTERMS.title, f"Dane otwarte: {publisher.name}")
    grown.tell(
        node, DCTERMS.description, f"Dane otwarte o procedurach. Publikuje: {publisher.name}."
    )
    grown.say(node, DCTERMS.publisher, agent)
    grown.say(node, DCTERMS.language, grown.language())
    grown.say(node, DCTERMS.spatial, grown.area())
    themes = grown.node(AUTHORITY["data-theme"], SKOS.ConceptScheme)
    grown.tell(themes, DCTERMS.title, "Kategorie danych")
    grown.say(node, DCAT.themeTaxonomy, themes)
    grown.say(node, DCTERMS.license, _licence(grown))
    grown.say(node, DCAT.dataset, dataset)
    _homepage(grown, node, FOAF.homepage)
    return grown.graph


def _publisher(grown: Growing) -> URIRef:
    name = grown.publisher.name
    agent = grown.node(grown.addresses.organisation(name), FOAF.Agent)
    grown.titled(agent, str(agent), name)
    grown.tell(agent, FOAF.name, name)
    kind = grown.concept(ADMS["publishertype/LocalAuthority"], "władze lokalne")
    grown.say(agent, DCTERMS.type, kind)
    return agent


def _dataset(grown: Growing, agent: URIRef) -> URIRef:
    name = grown.publisher.name
    node = grown.node(grown.addresses.thing("zbior/procedury"), DCAT.Dataset)
    grown.titled(
        node, str(node), DATASET_TITLE.format(publisher=name), DATASET_TEXT.format(publisher=name)
    )
    grown.say(node, DCTERMS.publisher, agent)
    grown.tell(node, DCAT.keyword, *KEYWORDS)
    grown.say(
        node, DCAT.theme, grown.concept(AUTHORITY[f"data-theme/{THEME}"], "Rząd i sektor publiczny")
    )
    grown.say(
        node,
        DCTERMS.accrualPeriodicity,
        grown.node(AUTHORITY["frequency/DAILY"], DCTERMS.Frequency),
    )
    grown.say(node, DCTERMS.language, grown.language())
    grown.say(node, DCTERMS.spatial, grown.area())
    grown.say(node, DCTERMS.conformsTo, grown.node(_PROFILE, DCTERMS.Standard))
    grown.say(node, DCAT.contactPoint, _contact(grown))
    _homepage(grown, node, DCAT.landingPage)
    grown.say(
        node,
        DCAT.distribution,
        *(_distribution(grown, distribution) for distribution in DISTRIBUTIONS),
    )
    return node


def _contact(grown: Growing) -> URIRef:
    node = grown.node(grown.addresses.thing("zbior/procedury#kontakt"), VCARD.Kind)
    grown.say(node, VCARD.fn, Literal(grown.publisher.name))
    if grown.publisher.email:
        grown.say(node, VCARD.hasEmail, URIRef(f"mailto:{grown.publisher.email}"))
    return node


def _homepage(grown: Growing, node: URIRef, predicate: URIRef) -> None:
    if iri := web_iri(grown.publisher.homepage):
        grown.say(node, predicate, grown.node(iri, FOAF.Document))


def _licence(grown: Growing) -> URIRef:
    licence = LICENCES[grown.publisher.licence]
    node = grown.node(AUTHORITY[f"licence/{licence.key}"], DCTERMS.LicenseDocument)
    for type_ in licence.types:
        concept = grown.concept(ADMS[f"licencetype/{type_}"], _LICENCE_TYPES[type_])
        grown.say(node, DCTERMS.type, concept)
    return node


def _distribution(grown: Growing, distribution: Distribution) -> URIRef:
    file = grown.addresses.thing(distribution.name)
    node = grown.node(
        grown.addresses.thing(f"zbior/procedury#{distribution.kind.lower()}"), DCAT.Distribution
    )
    grown.tell(node, DCTERMS.title, distribution.title)
    grown.tell(node, DCTERMS.description, DATASET_TEXT.format(publisher=grown.publisher.name))
    grown.say(node, DCAT.accessURL, URIRef(file))
    grown.say(node, DCAT.downloadURL, URIRef(file))
    media_type = grown.node(
        _IANA + distribution.media_type, DCTERMS.MediaType, DCTERMS.MediaTypeOrExtent
    )
    grown.say(node, DCAT.mediaType, media_type)
    grown.say(
        node,
        DCTERMS["format"],
        grown.node(AUTHORITY[f"file-type/{distribution.kind}"], DCTERMS.MediaTypeOrExtent),
    )
    grown.say(node, DCTERMS.license, _licence(grown))
    lasting = grown.concept(AUTHORITY["planned-availability/STABLE"], "stabilna")
    grown.say(node, DCATAP.availability, lasting)
    grown.say(node, DCTERMS.language, grown.language())
    return node
