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

_HEADS = frozenset({Role.HEAD_OF_CELL, Role.HEAD_OF_UNIT})


@attrs.frozen(kw_only=True)
class EarlierAnswer:
    """An answer that was replaced by another."""

    text: Annotated[Prose, Mark("Odpowiedź")]
    by: Annotated[Person, Mark("Kto odpowiedział")]
    on: Annotated[date, Mark("Data odpowiedzi")]


@cites("zał. 2 § 10 ust. 2", "zał. 2 § 10 ust. 3")
@attrs.frozen(kw_only=True)
class DataRequest(RequestBase):
    """A question of the call centre to a unit, and the answer.

    ``answer`` is the one that counts, given or corrected by ``answered_by``; those before it are
    kept, the first one first.
    """

    question: Annotated[Prose, Mark("Czego brakuje")]
    answer: Annotated[Prose | None, Mark("Odpowiedź")] = None
    answered_by: Annotated[Person | None, Mark("Kto odpowiedział")] = None
    corrected_on: Annotated[date | None, Mark("Data poprawienia odpowiedzi")] = None
    earlier_answers: Annotated[tuple[EarlierAnswer, ...], Mark("Wcześniejsze odpowiedzi")] = ()

    @property
    def answered_on(self) -> date | None:
        """The day of the answer that counts, ``None`` until there is one."""
        return self.corrected_on or self.closed_on


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
    if not request.is_open:
        name = request.answered_by.name if request.answered_by else "?"
        raise IllegalMoveError(
            Act.ANSWER_DATA_REQUEST.name,
            "closed",
            Message(
                f"Na prośbę {request.number} już jest odpowiedź: {name}, {request.answered_on}. "
                "Jeśli jest w niej błąd, poprawi ją ta osoba albo kierownik.",
                f"Request {request.number} was answered by {name} on {request.answered_on}. If the "
                "answer is wrong, they or their head correct it.",
            ),
        )
    _require_text(request, Act.ANSWER_DATA_REQUEST, text)
    return attrs.evolve(request, answer=text, answered_by=by, closed_on=on)


@cites("zał. 2 § 10 ust. 3")
def correct_answer(
    request: DataRequest, role: Role, *, text: str, by: Person, on: date
) -> DataRequest:
    """Return *request* with another answer; the former one is kept.

    Whoever gave the answer may correct it, and a head of the cell or unit. With the answer that is
    there nothing changes. Raises :class:`IllegalMoveError` for anybody else, for a blank answer,
    and for a request that is not answered yet. Provision: zał. 2 § 10 ust. 3.
    """
    require_may(role, Act.CORRECT_ANSWER, request.number)
    answer, answered_by, answered_on = request.answer, request.answered_by, request.answered_on
    if answer is None or answered_by is None or answered_on is None:
        raise IllegalMoveError(
            Act.CORRECT_ANSWER.name,
            "open",
            Message(
                f"Na prośbę {request.number} nie ma jeszcze odpowiedzi, więc nie ma czego "
                "poprawiać.",
                f"Request {request.number} is not answered yet, so there is nothing to correct.",
            ),
        )
    if role not in _HEADS and by.name != answered_by.name:
        raise IllegalMoveError(
            Act.CORRECT_ANSWER.name,
            "answered",
            Message(
                f"Odpowiedź na prośbę {request.number} poprawi {answered_by.name} albo kierownik.",
                f"The answer to request {request.number} is corrected by {answered_by.name} or the "
                "head.",
            ),
        )
    _require_text(request, Act.CORRECT_ANSWER, text)
    if text == answer:
        return request
    earlier = EarlierAnswer(text=answer, by=answered_by, on=answered_on)
    return attrs.evolve(
        request,
        answer=text,
        answered_by=by,
        corrected_on=on,
        earlier_answers=(*request.earlier_answers, earlier),
    )


def _require_text(request: DataRequest, act: Act, text: str) -> None:
    if not text.strip():
        raise IllegalMoveError(
            act.name,
            "open",
            Message(
                f"Odpowiedź na prośbę {request.number} jest pusta. "
                "Wpisz to, czego brakuje Call Center.",
                f"The answer to request {request.number} is blank. "
                "Write what the call centre asked for.",
            ),
        )
