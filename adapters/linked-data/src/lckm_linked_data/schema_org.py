"""A procedure as a GovernmentService of schema.org, for search engines."""

import json
import re
from typing import TYPE_CHECKING, Any

from lckm_linked_data.addresses import Addresses
from lckm_linked_data.fact_reader import service_of
from lckm_linked_data.facts import (
    Channel,
    Contact,
    Cost,
    Service,
)
from lckm_linked_data.publisher import Publisher

if TYPE_CHECKING:
    from lckm_core.publication import Projection

_UNSAFE = re.compile("[<>&\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that could end the script or a line of it, turn text, or are lone surrogates."""
_NUMBER = re.compile(r"\+?[0-9(][0-9 ()/.-]{5,}[0-9](?: ?(?:wew\.|w\.) ?[0-9]{1,6})?(?![0-9])")
"""A telephone number, with its extension, at the beginning of what a page says of it."""


def script_json(
    projection: "Projection", addresses: Addresses, publisher: Publisher, *, url: str = ""
) -> str:
    """Return the JSON-LD that stands in a ``<script>`` of a procedure's page.

    No text of a procedure can end the script or begin a comment: ``<``, ``>`` and ``&`` are
    written as
    JSON escapes, and so are the two characters that end a line in JavaScript but not in JSON, those
    that turn the direction of writing, and lone surrogates.

    Args:
        url: the address of the page.

    Raises:
        ValueError: the projection is not for the public.
    """
    data = government_service(service_of(projection), addresses, publisher, url=url)
    return _UNSAFE.sub(
        lambda found: f"\\u{ord(found[0]):04x}",
        json.dumps(data, ensure_ascii=False, separators=(",", ":")),
    )


def government_service(
    service: Service, addresses: Addresses, publisher: Publisher, *, url: str = ""
) -> dict[str, Any]:
    """Return the service as plain data. Source: schema.org, GovernmentService."""
    data = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "@id": addresses.service(service.id),
        "identifier": service.id,
        "name": service.title,
        "description": service.summary,
        "url": url,
        "areaServed": {"@type": "City", "name": publisher.area_name},
        "provider": _organisation(service, addresses, publisher),
        "availableChannel": [*_channels(service), *map(_place, service.contacts)],
        "offers": [_offer(cost) for cost in service.costs],
        "isRelatedTo": [
            {"@type": "GovernmentService", "@id": addresses.service(link.id), "identifier": link.id}
            for link in service.related
        ],
    }
    return _without_empty(data)


def _without_empty(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in ("", [], None)}


def _organisation(service: Service, addresses: Addresses, publisher: Publisher) -> dict[str, Any]:
    unit = service.unit or publisher.name
    cell = service.cell
    department = (
        {"@type": "GovernmentOrganization", "@id": addresses.organisation(cell), "name": cell}
        if cell
        else None
    )
    kind = {"@type": "GovernmentOrganization", "@id": addresses.organisation(unit), "name": unit}
    emails = [
        {"@type": "ContactPoint", "name": contact.title, "email": email}
        for contact in service.contacts
        for email in contact.emails
    ]
    return _without_empty({**kind, "department": department, "contactPoint": emails})


def _channels(service: Service) -> list[dict[str, Any]]:
    return [_channel(channel, service.duration) for channel in service.channels]


def _channel(channel: Channel, duration: str | None) -> dict[str, Any]:
    urls = [
        document.href
        for document in channel.documents
        if document.href.startswith(("https://", "http://"))
    ]
    return _without_empty(
        {
            "@type": "ServiceChannel",
            "name": channel.way,
            "description": "; ".join(channel.texts),
            "serviceUrl": urls,
            "processingTime": duration,
        }
    )


def _place(contact: Contact) -> dict[str, Any]:
    phones = [_phone(phone) for phone in contact.phones]
    address = ", ".join(part for part in (contact.address, *contact.rooms) if part)
    location = (
        _without_empty({"@type": "Place", "name": contact.title, "address": address})
        if address
        else None
    )
    return _without_empty(
        {
            "@type": "ServiceChannel",
            "name": contact.title,
            "description": "; ".join(part for part in (contact.hours, *contact.notes) if part),
            "serviceLocation": location,
            "servicePhone": phones,
            "serviceUrl": [page.href for page in contact.pages],
            "availableLanguage": "pl",
        }
    )


def _phone(text: str) -> dict[str, Any]:
    """Return a telephone with its number only; remarks on it become a description."""
    found = _NUMBER.match(text)
    if found is None:
        return {"@type": "ContactPoint", "description": text}
    note = text[found.end() :].strip(" ,;–-()")
    return _without_empty(
        {"@type": "ContactPoint", "telephone": found[0].strip(), "description": note}
    )


def _offer(cost: Cost) -> dict[str, Any]:
    price = {} if cost.amount is None else {"price": f"{cost.amount:.2f}", "priceCurrency": "PLN"}
    return _without_empty({"@type": "Offer", "name": cost.title, **price, "description": cost.text})
