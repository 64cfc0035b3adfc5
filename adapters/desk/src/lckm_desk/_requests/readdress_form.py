"""The form that addresses a request to another unit or cell."""

from lckm_core.call_centre import BriefingRequest
from lckm_core.errors import ConflictError
from lckm_core.organisation import Act
from lckm_core.ports import UnitRequest
from lckm_desk._requests.ask_forms import (
    faults_of_place,
    faults_of_receivers,
    is_told,
)
from lckm_desk._requests.submission import RequestSubmission
from lckm_desk._submissions import FaultyFieldsError, changed_meanwhile

PAGE, LABEL, DONE = "readdress", "Zmień adresata", "Zmieniono adresata."
BEFORE = "dotad"
"""The hidden field with whom the page names as asked."""


def act_of(request: UnitRequest) -> Act:
    """Return the act that somebody must be allowed to do to readdress a request."""
    return Act.REQUEST_BRIEFING if isinstance(request, BriefingRequest) else Act.REQUEST_DATA


def place_of(request: UnitRequest) -> str:
    """Return the unit and the cell of a request, as a form carries them on."""
    return f"{request.unit}/{request.cell or ''}"


def address_anew(sent: RequestSubmission) -> None:
    """Readdress a request, once for a form however often it is sent.

    Raises :class:`FaultyFieldsError` where it would reach nobody, and :class:`ConflictError` where
    somebody addressed it anew since the form was opened.
    """
    assert sent.record is not None
    request = sent.record.request
    unit, cell = sent.typed("jednostka"), sent.typed("komorka") or None
    about = {"jednostka": unit or None, "komorka": cell, "procedura": None}
    faults = list(faults_of_place(sent, about))
    if not faults and (request.unit, request.cell) == (unit, cell):
        return
    if not faults and not is_told(sent):
        faults = faults_of_receivers(sent, unit, cell, type(request))
    if faults:
        raise FaultyFieldsError(faults)
    if sent.typed(BEFORE) != place_of(request):
        changed = changed_meanwhile("tę prośbę", "this request", has_words=False)
        raise ConflictError(sent.number, changed)
    sent.centre.readdress_request(
        sent.number, role=sent.role, unit=unit, cell=cell, now=sent.now, by=sent.by
    )
