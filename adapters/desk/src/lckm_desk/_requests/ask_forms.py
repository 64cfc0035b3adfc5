"""What is asked of units: each a form, and a verb of the centre."""

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from lckm_core import ContactCentre
from lckm_core.call_centre import BriefingRequest, DataRequest
from lckm_core.errors import IllegalMoveError
from lckm_core.organisation import Act
from lckm_core.ports import NumberSeries, UnitRequest
from lckm_core.procedures import Person
from lckm_desk._pages import Fault
from lckm_desk._records.request import (
    open_requests,
)
from lckm_desk._requests.submission import (
    LONGEST_LINE,
    LONGEST_TEXT,
    NO_PERSON,
    RequestSubmission,
    TextField,
)
from lckm_desk._submissions import FaultyFieldsError
from lckm_http import FormFields
from lckm_pages import clean

_ABOUT = ("jednostka", "komorka", "procedura")


@attrs.frozen(kw_only=True)
class AskForm:
    """A request that may be made: its page, its words, and what it becomes.

    Args:
        page: its page, as a key of the paths.
        act: what somebody has to be allowed to do.
        label: the words of the link that leads to it.
        submit: those of the button that sends it.
        done: the words shown once it is sent.
        lead: what it is for.
        fields: those for words.
        request: the class of the request.
        names: which of its attributes each field fills.
    """

    page: str
    act: Act
    label: str
    submit: str
    done: str
    lead: str
    fields: Sequence[TextField]
    request: type[UnitRequest]
    names: Mapping[str, str]

    def send(self, sent: RequestSubmission) -> str:
        """Store the request, and return its number; the same one sent twice is one.

        Raises as :meth:`RequestSubmission.texts`, and :class:`FaultyFieldsError` where it would
        reach nobody.
        """
        texts = sent.texts(self.fields)
        about = {name: sent.typed(name) or None for name in _ABOUT}
        for name, text in about.items():
            if text and (len(text) > LONGEST_LINE or not text.isprintable()):
                fault = f"Wpisz to w jednym wierszu, najwyżej {LONGEST_LINE} znaków."
                raise FaultyFieldsError([Fault(name, fault)])
        unit = about["jednostka"]
        if unit is None:
            raise FaultyFieldsError([Fault("jednostka", "Wybierz jednostkę, którą prosisz.")])
        if about["procedura"] and not _editions(sent.centre, about["procedura"]):
            text = "Nie ma procedury o tym numerze. Popraw go albo zostaw puste pole."
            raise FaultyFieldsError([Fault("procedura", text)])
        request = self.request(
            number="",
            unit=unit,
            cell=about["komorka"],
            procedure=about["procedura"],
            asked_by=Person(sent.by),
            asked_on=sent.today,
            **{self.names[name]: text for name, text in texts.items()},  # type: ignore[arg-type]
        )
        for open_request in open_requests(sent.centre, unit):
            if attrs.evolve(open_request, number="") == request:
                return open_request.number
        number = sent.centre.plugins.numbers.next_number(NumberSeries.REQUEST, now=sent.now)
        return self._store(sent, attrs.evolve(request, number=number))

    def _store(self, sent: RequestSubmission, request: UnitRequest) -> str:
        centre = sent.centre
        try:
            if isinstance(request, DataRequest):
                return centre.request_data(request, role=sent.role, now=sent.now).number
            return centre.request_briefing(request, role=sent.role, now=sent.now).number
        except IllegalMoveError as error:
            if error.state != "misaddressed":
                raise
            unit = centre.plugins.directory.unit(request.unit, request.asked_on)
            text = _NO_CELL if unit and request.cell is None else error.message.pl
            field = "komorka" if unit else "jednostka"
            raise FaultyFieldsError([Fault(field, text)]) from error


_NO_CELL = "Podaj wydział albo równorzędną komórkę Urzędu."

ASK_FORMS: Sequence[AskForm] = (
    AskForm(
        page="ask-data",
        act=Act.REQUEST_DATA,
        label="Poproś o dane",
        submit="Wyślij prośbę",
        done="Zapisano prośbę. Widzą ją pracownicy i kierownik tej komórki lub jednostki.",
        lead="Gdy w procedurach nie ma odpowiedzi, komórka lub jednostka ma niezwłocznie przekazać "
        "dane (zał. 2 § 10 ust. 3).",
        fields=(
            TextField(
                name="pytanie",
                label="Czego brakuje",
                missing="Napisz, czego brakuje w procedurach.",
                hint=f"Do {LONGEST_TEXT} znaków, ogólnie, nie o jednej sprawie. {NO_PERSON}",
            ),
        ),
        request=DataRequest,
        names={"pytanie": "question"},
    ),
    AskForm(
        page="ask-briefing",
        act=Act.REQUEST_BRIEFING,
        label="Poproś o instruktaż",
        submit="Wyślij wniosek",
        done="Zapisano wniosek. Osobę wyznaczy kierownik tej komórki lub jednostki.",
        lead="W uzasadnionych przypadkach kierownik komórki lub jednostki wyznacza osobę, która "
        "poprowadzi instruktaż dla Call Center (zał. 2 § 10 ust. 4).",
        fields=(
            TextField(
                name="pytanie",
                label="Temat instruktażu",
                missing="Wpisz temat.",
                hint=f"Do {LONGEST_LINE} znaków. {NO_PERSON}",
                kind="line",
            ),
            TextField(
                name="slowa",
                label="Uzasadnienie",
                missing="Napisz, dlaczego instruktaż jest potrzebny.",
                hint=f"Do {LONGEST_TEXT} znaków. {NO_PERSON}",
            ),
        ),
        request=BriefingRequest,
        names={"pytanie": "subject", "slowa": "reason"},
    ),
)
"""Each request that the desk makes, in the order of its links."""


def _editions(centre: ContactCentre, number: str) -> Sequence[Any]:
    if not centre.plugins.answers("provide_procedures") or not number.isprintable():
        return ()
    return centre.plugins.procedures.editions(number)


def with_place_of_procedure(centre: ContactCentre, fields: FormFields) -> FormFields:
    """Return the fields of a new request with the unit and cell of its procedure."""
    number = clean(fields.text("procedura")).strip()[:LONGEST_LINE]
    editions = _editions(centre, number) if number else ()
    if not editions or fields.text("jednostka"):
        return fields
    newest = max(editions, key=lambda edition: edition.number).procedure
    place = {"jednostka": [newest.unit], "komorka": [newest.cell or ""]}
    return attrs.evolve(fields, values={**fields.values, **place})
