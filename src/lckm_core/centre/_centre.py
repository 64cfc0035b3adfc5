"""ContactCentre: the host's door."""

from lckm_core.centre._call_centre_note import NotingVerbs
from lckm_core.centre._notices import NoticeVerbs
from lckm_core.centre._publishing import PublishingVerbs
from lckm_core.centre._reports import ReportVerbs
from lckm_core.centre._requests import RequestVerbs
from lckm_core.centre._retention import ErasingVerbs
from lckm_core.centre._review import HandlingVerbs


class ContactCentre(
    HandlingVerbs,
    NotingVerbs,
    PublishingVerbs,
    NoticeVerbs,
    ReportVerbs,
    ErasingVerbs,
    RequestVerbs,
):
    """The contact centre of one host: ``ContactCentre(build(adapter, …))``.

    Its verbs are the flow of the ordinance; each says what is durable when it returns. It holds nothing but its adapters, so
    two centres share nothing, and one may be used from several threads, and from several processes with stores that are
    safe between them.
    """
