"""Which editions a key may see, and whose head agrees to corrections."""

from lckm_api._endpoint import Call
from lckm_api._problems import NOT_PERMITTED, ProblemError
from lckm_core.calendar import civil_day
from lckm_core.publication import Edition, agreeing_cell, cells_of
from lckm_core.text import Message


def editions_seen(call: Call, procedure_id: str) -> list[Edition]:
    """Return the editions that a key may see, by number; none of another's procedure.

    The newest says whose the procedure is; of earlier ones, it may see its own (I40).
    """
    editions, today = call.centre.plugins.procedures.editions(procedure_id), civil_day(call.now)
    visible = [
        edition
        for edition in editions
        if any(call.acting.owns(*cell) for cell in cells_of(editions, edition, today))
    ]
    found = sorted(visible, key=lambda edition: edition.number)
    newest = max((edition.number for edition in editions), default=0)
    return found if found and found[-1].number == newest else []


def require_agreeing(call: Call) -> None:
    """Raise unless the key is of the cell whose head agrees to the corrections."""
    editions = call.centre.plugins.procedures.editions(call.values["id"])
    cell = agreeing_cell(editions, call.centre.plugins.directory, civil_day(call.now))
    if not call.acting.owns(*cell):
        raise ProblemError(NOT_PERMITTED, _OF_ANOTHER_HEAD)


_OF_ANOTHER_HEAD = Message(
    "Te poprawki uzgadnia kierownik, którego tekst poprawiono (interpretacja I40).",
    "The head whose text was corrected agrees to these corrections (interpretation I40).",
)
