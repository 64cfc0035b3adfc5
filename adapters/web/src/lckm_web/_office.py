"""What a host says of the office whose pages these are."""

from collections.abc import Mapping
from datetime import date
from typing import Final

import attrs

LODZ_AREAS: Final[Mapping[str, str]] = {
    "baluty": "Bałuty",
    "gorna": "Górna",
    "polesie": "Polesie",
    "srodmiescie": "Śródmieście",
    "widzew": "Widzew",
}
"""The former districts of Łódź, which people still name."""


@attrs.frozen(kw_only=True)
class Office:
    """The office whose pages these are.

    Args:
        name: its name, in the head of each page.
        part: what these pages are, next to the name; „Zgłoszenia” by default.
        phone: the telephone of the contact centre; empty for none.
        email: its address.
        portal: the address of the pages with descriptions of procedures, in which
            ``{language}`` stands for ``en/`` and the like; empty for none.
        controller: who decides on the personal data (art. 13 GDPR).
        data_protection: how to reach the data protection officer; empty for none.
    """

    name: str = "Łódzkie Centrum Kontakt z Mieszkańcami"
    part: str = ""
    phone: str = "42 638 44 44"
    email: str = "lckm@uml.lodz.pl"
    portal: str = ""
    controller: str = "Prezydent Miasta Łodzi"
    data_protection: str = ""


LODZ: Final = Office()
"""The contact centre of Łódź."""


@attrs.frozen(kw_only=True)
class Declaration:
    """The declaration of accessibility that the law asks of a public body.

    Args:
        entity: the public body.
        url: the address of the site.
        published_on: when the site was published.
        updated_on: when it last changed substantially.
        status: ``full``, ``partial`` or ``none``: how far the site meets the law.
        faults: what is not accessible, a line each; for ``partial`` and ``none``.
        drawn_up_on: when the declaration was drawn up.
        reviewed_on: when it was last reviewed.
        assessment: how it was assessed: ``self`` or ``external``.
        auditor: who assessed it, where that was somebody else.
        person: who answers questions.
        email: their address.
        phone: their telephone.
        architecture: how the building can be reached, a line for each paragraph.
        applications: applications for telephones, or that there are none.
    """

    entity: str
    url: str
    published_on: date
    updated_on: date
    status: str = attrs.field(validator=attrs.validators.in_(("full", "partial", "none")))
    faults: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    drawn_up_on: date
    reviewed_on: date
    assessment: str = attrs.field(
        default="self", validator=attrs.validators.in_(("self", "external"))
    )
    auditor: str = ""
    person: str
    email: str
    phone: str
    architecture: str
    applications: str = ""
