"""What the desk of a centre cannot show, because no adapter offers it."""

from collections.abc import Sequence

from lckm_core import ContactCentre
from lckm_core.text import Message
from lckm_desk._deliveries.queue_list import store_of_queue
from lckm_desk._records.report import keeps_trail
from lckm_desk._records.report_numbers import finder_of
from lckm_desk._records.request import has_requests
from lckm_desk._trail.trail_list import finder_of_trail

NO_FINDER = Message(
    "Baza zgłoszeń nie umie ich wyszukiwać, więc Biuro nie pokaże listy. Umie to lckm_sql.",
    "The store of reports cannot find them, so the desk has no list. lckm_sql can.",
)
NO_QUEUE = Message(
    "Baza zgłoszeń nie umie powiedzieć, co czeka na doręczenie, więc Biuro nie pokaże kolejki. "
    "Umie to lckm_sql.",
    "The store of reports cannot tell what waits to be delivered, so the desk has no queue. "
    "lckm_sql can.",
)
_NO_ACCESS_LOG = Message(
    "Żaden adapter nie zapisuje, kto odczytuje dane osobowe, więc Biuro ich nie pokaże. Robi to "
    "lckm_sql.",
    "No adapter writes down who reads personal data, so the desk shows none. lckm_sql does.",
)
_NO_TRAIL = Message(
    "Żaden adapter nie prowadzi śladu czynności, więc Biuro go nie pokaże. Robi to lckm_sql.",
    "No adapter keeps a trail, so the desk shows none. lckm_sql does.",
)
NO_TRAIL_LIST = Message(
    "Żaden adapter nie wyszukuje wpisów śladu od najnowszych, więc Biuro nie pokaże ich listy. "
    "Robi to lckm_sql.",
    "No adapter finds entries of the trail from the newest on, so the desk has no list of them. "
    "lckm_sql does.",
)


def remarks_of(centre: ContactCentre) -> Sequence[Message]:
    """Return what the desk of a centre cannot show."""
    remarks = []
    if finder_of(centre) is None:
        remarks.append(NO_FINDER)
    if store_of_queue(centre) is None:
        remarks.append(NO_QUEUE)
    if not centre.plugins.answers("provide_access_log"):
        remarks.append(_NO_ACCESS_LOG)
    if not keeps_trail(centre):
        remarks.append(_NO_TRAIL)
    elif finder_of_trail(centre) is None:
        remarks.append(NO_TRAIL_LIST)
    return remarks


def hidden_pages(centre: ContactCentre, *, takes_calls: bool) -> Sequence[str]:
    """Return the pages of the menu that the desk of a centre does not have.

    *takes_calls*: whether it takes reports by telephone.
    """
    answers = centre.plugins.answers
    has = {
        "call": takes_calls,
        "procedures": answers("provide_procedures"),
        "routes": answers("provide_routes"),
        "terms": answers("provide_notices"),
        "announcements": answers("provide_notices"),
        "display": answers("provide_procedures") or answers("provide_notices"),
        "requests": has_requests(centre),
        "trail": finder_of_trail(centre) is not None,
        "queue": store_of_queue(centre) is not None,
    }
    return [page for page, is_there in has.items() if not is_there]
