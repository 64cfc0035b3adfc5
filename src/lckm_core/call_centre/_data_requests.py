"""Requests for data from a unit (zał. 2 § 10 ust. 2 and 3)."""

from datetime import date
from typing import Annotated

import attrs

from lckm_core.call_centre._requests import RequestBase, require_open
from lckm_core.errors import IllegalMoveError
from lckm_core.fields import Mark
from lckm_core.forms import Prose
from lckm_core.law import cites
from lckm_core.organisation import Act, Role, require_may
from lckm_core.procedures import Person
from lckm_core.text import Message


@cites("zał. 2 § 10 ust. 2", "zał. 2 § 10 ust. 3")
@attrs.frozen(kw_only=True)
class DataRequest(RequestBase):
    """A question of the call centre to a unit, and the answer."""

    question: Annotated[Prose, Mark("Czego brakuje")]
    answer: Annotated[Prose | None, Mark("Odpowiedź")] = None
    answered_by: Annotated[Person | None, Mark("Kto odpowiedział")] = None


@cites("zał. 2 § 10 ust. 3")
def request_data(request: DataRequest, role: Role) -> DataRequest:
    """Return *request* if *role* may request data.

    Staff of the call centre and their head may. Raises :class:`IllegalMoveError` for any other
    role, and for a closed request. Provision: zał. 2 § 10 ust. 3.
    """
    require_may(role, Act.REQUEST_DATA, request.number)
    require_open(request, Act.REQUEST_DATA)
    return request


@cites("zał. 2 § 10 ust. 3")
def answer_data_request(
    request: DataRequest, role: Role, *, text: str, by: Person, on: date
) -> DataRequest:
    """Return *request* with the answer given on that day.

    Days are those of Europe/Warsaw. Staff of the cell or unit and their head may answer. Raises
    :class:`IllegalMoveError` for any other role, for a blank answer, and for a request that was
    answered already. Provision: zał. 2 § 10 ust. 3.
    """
    require_may(role, Act.ANSWER_DATA_REQUEST, request.number)
    require_open(request, Act.ANSWER_DATA_REQUEST)
    if not text.strip():
        raise IllegalMoveError(
            Act.ANSWER_DATA_REQUEST.name,
            "open",
            Message(
                f"Odpowiedź na prośbę {request.number} jest pusta. "
                "Wpisz to, czego brakuje Call Center.",
                f"The answer to request {request.number} is blank. "
                "Write what the call centre asked for.",
            ),
        )
    return attrs.evolve(request, answer=text, answered_by=by, closed_on=on)
