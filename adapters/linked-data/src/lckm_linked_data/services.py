"""A procedure as a public service of CPSV-AP 3.2.0."""

from collections.abc import Mapping

from rdflib import Graph, Literal, URIRef

from lckm_linked_data.addresses import Addresses
from lckm_linked_data.facts import (
    Channel,
    Contact,
    Cost,
    Evidence,
    Service,
)
from lckm_linked_data.graph_builder import Growing
from lckm_linked_data.publisher import Publisher
from lckm_linked_data.vocabulary import (
    AUTHORITY,
    CPSV,
    CV,
    DCTERMS,
    ELI,
    FOAF,
    LOCN,
    TIME,
    XSD,
)

_CENTS = 2


def service_graph(
    service: Service,
    addresses: Addresses,
    publisher: Publisher,
    *,
    related: Mapping[str, Service] | None = None,
) -> Graph:
    """Return the graph of a procedure.

    Source: CPSV-AP 3.2.0.

    Args:
        related: procedures it may lead to, by number; of these the minimum is stated that makes
            each a public service. A number that is missing is only linked.
    """
    grown = Growing(addresses, publisher)
    node = _core(grown, service)
    grown.say(node, DCTERMS.language, grown.language())
    grown.say(node, DCTERMS.spatial, grown.area())
    if service.duration:
        grown.say(
            node,
            CV.processingTime,
            Literal(service.duration, datatype=XSD.duration, normalize=False),
        )
    _say_related(grown, node, service, related or {})
    _say_page(grown, node, service)
    _say_rules(grown, node, service)
    for number, contact in enumerate(service.contacts, 1):
        _say_contact(grown, node, service.id, number, contact)
    for number, cost in enumerate(service.costs, 1):
        _say_cost(grown, node, service.id, number, cost)
    for number, channel in enumerate(service.channels, 1):
        _say_channel(grown, node, service.id, number, channel)
    for number, evidence in enumerate(service.evidence, 1):
        _say_evidence(grown, node, service.id, number, evidence)
    for number, name in enumerate(service.authors, 1):
        _say_author(grown, node, service, number, name)
    grown.documents(node, FOAF.page, service.id, service.documents)
    return grown.graph


def _core(grown: Growing, service: Service) -> URIRef:
    """Add what every public service must have."""
    node = grown.node(grown.addresses.service(service.id), CPSV.PublicService)
    grown.titled(node, service.id, service.title, service.summary)
    unit = service.unit or grown.publisher.name
    grown.say(node, CV.hasCompetentAuthority, grown.organisation(unit))
    if service.cell:
        grown.say(node, CV.hasCompetentAuthority, grown.organisation(service.cell, within=unit))
    return node


def _say_related(
    grown: Growing, node: URIRef, service: Service, known: Mapping[str, Service]
) -> None:
    for link in service.related:
        if link.id in known:
            grown.say(
                node,
                DCTERMS.requires if link.required else CV.relatedService,
                _core(grown, known[link.id]),
            )
        else:
            grown.say(node, DCTERMS.relation, URIRef(grown.addresses.service(link.id)))


def _say_page(grown: Growing, node: URIRef, service: Service) -> None:
    """State when the information was produced, of this description (interpretation I11)."""
    page = grown.node(f"{node}.ttl", FOAF.Document)
    grown.say(page, FOAF.primaryTopic, node)
    if service.produced_on:
        grown.say(
            page, DCTERMS.created, Literal(service.produced_on.isoformat(), datatype=XSD.date)
        )


def _part(grown: Growing, id: str, kind: str, number: int, *types: URIRef) -> tuple[URIRef, str]:
    return grown.node(grown.addresses.part(id, kind, number), *types), f"{id}/{kind}-{number}"


def _say_rules(grown: Growing, node: URIRef, service: Service) -> None:
    acts = []
    for number, title in enumerate(service.acts, 1):
        act, _ = _part(grown, service.id, "akt", number, ELI.LegalResource)
        grown.tell(act, DCTERMS.title, title)
        acts.append(act)
    grown.say(node, CV.hasLegalResource, *acts)
    for number, rule in enumerate(service.rules, 1):
        part, identifier = _part(grown, service.id, "zasada", number, CPSV.Rule)
        grown.titled(part, identifier, rule.title, rule.text)
        grown.say(part, DCTERMS.language, grown.language())
        grown.say(node, CPSV.follows, part)


def _say_contact(grown: Growing, node: URIRef, id: str, number: int, contact: Contact) -> None:
    part, _ = _part(grown, id, "kontakt", number, CV.ContactPoint)
    grown.tell(part, DCTERMS.title, contact.title)
    grown.tell(part, DCTERMS.description, *contact.notes)
    grown.say(part, CV.telephone, *map(Literal, contact.phones))
    grown.say(part, CV.email, *map(Literal, contact.emails))
    grown.documents(part, CV.contactPage, id, contact.pages)
    if contact.address or contact.rooms:
        address, _ = _part(grown, id, "adres", number, LOCN.Address)
        grown.tell(address, LOCN.fullAddress, contact.address)
        grown.tell(address, LOCN.locatorName, *contact.rooms)
        grown.say(part, LOCN.address, address)
    if contact.hours:
        hours, _ = _part(grown, id, "godziny", number, TIME.TemporalEntity)
        grown.tell(hours, DCTERMS.description, contact.hours)
        grown.say(part, CV.openingHours, hours)
    grown.say(node, CV.contactPoint, part)


def _say_cost(grown: Growing, node: URIRef, id: str, number: int, cost: Cost) -> None:
    part, identifier = _part(grown, id, "oplata", number, CV.Cost)
    grown.titled(
        part, identifier, description="; ".join(text for text in (cost.title, cost.text) if text)
    )
    if cost.amount is not None:
        amount = Literal(f"{cost.amount:.{_CENTS}f}", datatype=XSD.double, normalize=False)
        grown.say(part, CV.hasValue, amount)
        grown.say(part, CV.currency, grown.concept(AUTHORITY["currency/PLN"], "złoty"))
    grown.say(node, CV.hasCost, part)


def _say_channel(grown: Growing, node: URIRef, id: str, number: int, channel: Channel) -> None:
    part, identifier = _part(grown, id, "kanal", number, CV.Channel)
    grown.titled(part, identifier, description="; ".join((channel.way, *channel.texts)))
    grown.say(
        part,
        DCTERMS.type,
        grown.concept(grown.addresses.concept("kanal", channel.way), channel.way),
    )
    grown.documents(part, FOAF.page, id, channel.documents)
    grown.say(node, CV.hasChannel, part)


def _say_evidence(grown: Growing, node: URIRef, id: str, number: int, evidence: Evidence) -> None:
    part, identifier = _part(grown, id, "dokument", number, CV.Evidence)
    grown.titled(part, identifier, evidence.title, "; ".join(evidence.notes))
    grown.say(
        part,
        DCTERMS.type,
        grown.concept(grown.addresses.concept("dokument", evidence.group), evidence.group),
    )
    grown.say(part, DCTERMS.language, grown.language())
    grown.documents(part, FOAF.page, id, evidence.documents)
    grown.say(node, CPSV.hasInput, part)


def _say_author(grown: Growing, node: URIRef, service: Service, number: int, name: str) -> None:
    role = service.author_role
    part, identifier = _part(grown, service.id, "udzial", number, CV.Participation)
    grown.titled(part, identifier, description=role)
    grown.say(part, CV.role, grown.concept(grown.addresses.concept("rola", role), role))
    agent, identifier = _part(grown, service.id, "osoba", number, FOAF.Agent)
    grown.titled(agent, identifier, name)
    grown.tell(agent, FOAF.name, name)  # DCAT-AP wants it of every agent
    grown.say(part, CV.hasParticipant, agent)
    grown.say(node, CV.hasParticipation, part)
