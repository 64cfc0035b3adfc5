"""What becomes of a report, said before it is sent (zał. 2 § 5, § 6)."""

from datetime import date

import attrs

from lckm_core.findings import Findings
from lckm_core.law import cites
from lckm_core.publication import PortalTerms
from lckm_core.reports import RedactedText
from lckm_core.text import Message


@cites("zał. 2 § 5", "zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 5")
@attrs.frozen(kw_only=True)
class ReportPreview:
    """What :meth:`ContactCentre.register` would store of a form, and where it would go.

    The texts are ``None`` or empty when the form has errors; so are the receiver and the reason.

    Args:
        findings: everything that is wrong with the form.
        description: the reporter's words, with what is redacted in them.
        address: the same of the address or description of the place.
        attributes: the attributes that stay, by name, with what is redacted in each value.
        receiver: the cell or unit whose mailbox gets the report; ``None``: the helpdesk.
        because: why this receiver gets it; ``None`` when the form has errors.
        contact_seen_by: who would get contact data with the report, if any are given: the receiver,
            where its route asks for them; ``None``: no unit.
        files_go_along: whether the receiver gets the files, if any are given.
        first_clean_day: the first day (Europe/Warsaw) on which the words as typed, the contact data
            and the files are gone (interpretation I5).
        terms: the portal terms in force, to which consent is given; ``None``: there are none, so
            nothing can be registered.
    """

    findings: Findings
    description: RedactedText | None = None
    address: RedactedText | None = None
    attributes: tuple[tuple[str, RedactedText], ...] = ()
    receiver: str | None = None
    because: Message | None = None
    contact_seen_by: str | None = None
    files_go_along: bool = True
    first_clean_day: date
    terms: PortalTerms | None = None
