"""ContactCentre: the host's door."""

from lckm_core.centre.erasing import ErasingVerbs
from lckm_core.centre.handling import HandlingVerbs
from lckm_core.centre.notices import NoticeVerbs
from lckm_core.centre.noting import NotingVerbs
from lckm_core.centre.publishing import PublishingVerbs
from lckm_core.centre.reports import ReportVerbs
from lckm_core.centre.requests import RequestVerbs


class ContactCentre(HandlingVerbs, NotingVerbs, PublishingVerbs, NoticeVerbs, ReportVerbs, ErasingVerbs, RequestVerbs):
    """The contact centre of one host: ``ContactCentre(build(adapter, …))``.

    Its verbs are the flow of the ordinance; each says what is durable when it returns. It holds nothing but its adapters, so
    two centres share nothing, and one may be used from several threads, and from several processes with stores that are
    safe between them.
    """
