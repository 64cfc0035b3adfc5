"""Builds a graph from the few statements that recur."""

from collections.abc import Iterable

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from lckm_linked_data.addresses import Addresses, web_iri
from lckm_linked_data.facts import Document
from lckm_linked_data.publisher import Publisher
from lckm_linked_data.vocabulary import (
    ATU,
    CV,
    DCTERMS,
    FOAF,
    ORG,
    POLISH,
    RDF,
    SKOS,
    polish,
)


class Growing:
    """The graph of a host; no node is blank, so that exports can be compared line by line."""

    def __init__(self, addresses: Addresses, publisher: Publisher) -> None:
        self.graph = Graph(bind_namespaces="none")
        self.addresses = addresses
        self.publisher = publisher

    def node(self, iri: str, *types: URIRef) -> URIRef:
        """Return a node, with its types."""
        node = URIRef(iri)
        for type_ in types:
            self.graph.add((node, RDF.type, type_))
        return node

    def say(self, subject: URIRef, predicate: URIRef, *values: Node) -> None:
        """Add a statement about a node for each value."""
        for value in values:
            self.graph.add((subject, predicate, value))

    def tell(self, subject: URIRef, predicate: URIRef, *texts: str) -> None:
        """Add statements about a node with Polish texts, leaving out empty ones."""
        self.say(subject, predicate, *(polish(text) for text in texts if text))

    def titled(
        self, node: URIRef, identifier: str, title: str = "", description: str = ""
    ) -> URIRef:
        """Give a node its identifier, title and description, and return it."""
        self.say(node, DCTERMS.identifier, Literal(identifier))
        self.tell(node, DCTERMS.title, title)
        self.tell(node, DCTERMS.description, description)
        return node

    def concept(self, iri: str, label: str = "") -> URIRef:
        """Return a concept of a list, with its type for readers that have only this graph."""
        node = self.node(iri, SKOS.Concept)
        self.tell(node, SKOS.prefLabel, label)
        return node

    def language(self) -> URIRef:
        """Return the node of the Polish language."""
        return self.node(POLISH, DCTERMS.LinguisticSystem)

    def area(self) -> URIRef:
        """Return the node of the area served."""
        return self.node(web_iri(self.publisher.area) or self.publisher.area, ATU, DCTERMS.Location)

    def organisation(self, name: str, within: str | None = None) -> URIRef:
        """Return a unit, or a cell within a unit."""
        node = self.node(self.addresses.organisation(name), CV.PublicOrganisation)
        self.tell(node, SKOS.prefLabel, name)
        self.say(node, DCTERMS.spatial, self.area())
        if within is not None and within != name:
            self.say(node, ORG.subOrganizationOf, URIRef(self.addresses.organisation(within)))
        return node

    def documents(
        self, node: URIRef, predicate: URIRef, id: str, documents: Iterable[Document]
    ) -> None:
        """Link pages and files of a procedure, those that have an address."""
        for document in documents:
            name = document.href.removeprefix("file:")
            iri = self.addresses.file(id, name) if name != document.href else web_iri(document.href)
            if iri is not None:
                page = self.node(iri, FOAF.Document)
                self.tell(page, DCTERMS.title, document.title)
                self.say(node, predicate, page)
