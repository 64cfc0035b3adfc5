"""The vocabularies, and the prefixes they are written with."""

from rdflib import DCAT, DCTERMS, FOAF, ORG, RDF, SKOS, TIME, XSD, Literal, Namespace, URIRef

CPSV = Namespace("http://purl.org/vocab/cpsv#")
CV = Namespace("http://data.europa.eu/m8g/")
DCATAP = Namespace("http://data.europa.eu/r5r/")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
LOCN = Namespace("http://www.w3.org/ns/locn#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
ATU = URIRef("http://data.europa.eu/88u/dataset/atu-type")
"""The class that the older shapes of CPSV-AP 3.2.0 want of the area of an organisation."""
ADMS = Namespace("http://purl.org/adms/")
"""The lists of ADMS that DCAT-AP recommends: kinds of publishers and of licences."""
AUTHORITY = Namespace("http://publications.europa.eu/resource/authority/")
"""The EU's own lists: languages, currencies, licences, themes."""
POLISH = AUTHORITY["language/POL"]

PREFIXES = {
    "cpsv": str(CPSV),
    "cv": str(CV),
    "dcat": str(DCAT),
    "dcatap": str(DCATAP),
    "dct": str(DCTERMS),
    "eli": str(ELI),
    "foaf": str(FOAF),
    "locn": str(LOCN),
    "org": str(ORG),
    "skos": str(SKOS),
    "time": str(TIME),
    "vcard": str(VCARD),
    "xsd": str(XSD),
}

__all__ = [
    "ADMS",
    "ATU",
    "AUTHORITY",
    "CPSV",
    "CV",
    "DCAT",
    "DCATAP",
    "DCTERMS",
    "ELI",
    "FOAF",
    "LOCN",
    "ORG",
    "POLISH",
    "PREFIXES",
    "RDF",
    "SKOS",
    "TIME",
    "VCARD",
    "XSD",
    "polish",
]


def polish(text: str) -> Literal:
    """Return a text in Polish."""
    return Literal(text, lang="pl")
