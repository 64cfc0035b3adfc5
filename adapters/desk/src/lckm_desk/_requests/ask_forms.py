"""Requests to units: each a form, and a method of the centre."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from lckm_core import ContactCentre
from lckm_core.call_centre import BriefingRequest, DataRequest
from lckm_core.errors import ConflictError
from lckm_core.organisation import Act, misnamed_cell, misnamed_unit
from lckm_core.ports import UnitRequest
from lckm_core.procedures import Person
from lckm_core.publication import shown_on
from lckm_core.text import folded, nearest
from lckm_desk._form_numbers import sent_before
from lckm_desk._pages import Fault, sentence
from lckm_desk._records.number_ends import numbers_meant
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
from lckm_desk._responsible_people import answering_people, known_cells
from lckm_desk._submissions import FaultyFieldsError
from lckm_http import FormFields
from lckm_pages import clean

NOBODY_TOLD = "nikogo"
"""The hidden field with the place of which the page has said that nobody of it is listed."""
_ABOUT = ("jednostka", "komorka", "procedura")


@attrs.frozen(kw_only=True)
class AskForm:
    """A kind of request: its page, its words, and how it is stored.

    Args:
        page: the key of its page in the paths.
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

    def send(self, sent: RequestSubmission, number: str) -> str:
        """Store the request, and return its number; sent twice, it is stored once.

        *number* is the one that the form carries. Raises as :meth:`RequestSubmission.texts`, and
        :class:`FaultyFieldsError` where it would reach nobody, or the form was sent before with
        other words.
        """
        about = {name: sent.typed(name) or None for name in _ABOUT}
        about["procedura"] = _procedure_meant(sent.centre, about["procedura"])
        faults = [*sent.text_faults(self.fields), *faults_of_place(sent, about)]
        if not faults and not is_told(sent):
            unit, cell = about["jednostka"] or "", about["komorka"]
            faults = faults_of_receivers(sent, unit, cell, self.request)
        if faults:
            raise FaultyFieldsError(faults)
        texts = sent.texts(self.fields)
        request = self.request(
            number=number,
            unit=about["jednostka"] or "",
            cell=about["komorka"],
            procedure=about["procedura"],
            asked_by=Person(sent.by),
            asked_on=sent.today,
            **{self.names[name]: text for name, text in texts.items()},  # type: ignore[arg-type]
        )
        for open_request in open_requests(sent.centre, request.unit):
            if attrs.evolve(open_request, number=number) == request:
                return open_request.number
        return self._store(sent, request)

    def _store(self, sent: RequestSubmission, request: UnitRequest) -> str:
        centre, number = sent.centre, request.number
        stored = centre.plugins.requests.get(number)
        if stored is None:
            try:
                if isinstance(request, DataRequest):
                    return centre.request_data(request, role=sent.role, now=sent.now).number
                return centre.request_briefing(request, role=sent.role, now=sent.now).number
            except ConflictError:
                # The same form was sent twice at once.
                stored = centre.plugins.requests.get(number)
        if stored is None or self._words(stored) != self._words(request):
            raise sent_before(number)
        return number

    def _words(self, request: UnitRequest) -> Sequence[object]:
        """Return what a form says in a request, leaving out its day and what followed."""
        names = ("unit", "cell", "procedure", "asked_by", *self.names.values())
        return [type(request), *(getattr(request, name, None) for name in names)]


def faults_of_place(sent: RequestSubmission, about: Mapping[str, str | None]) -> Iterator[Fault]:
    """Yield what is wrong with the unit, the cell and the procedure of a request."""
    unfit = {
        name
        for name, text in about.items()
        if text and (len(text) > LONGEST_LINE or not text.isprintable())
    }
    for name in _ABOUT:
        if name in unfit:
            yield Fault(name, f"Wpisz to w jednym wierszu, najwyżej {LONGEST_LINE} znaków.")
    procedure = about["procedura"]
    if procedure and "procedura" not in unfit and not _editions(sent.centre, procedure):
        text = "Nie ma procedury o tym numerze. Popraw go albo zostaw puste pole."
        yield Fault("procedura", text)
    unit, cell, directory = about["jednostka"], about["komorka"], sent.centre.plugins.directory
    if unit is None:
        yield Fault("jednostka", "Wybierz jednostkę, którą prosisz.")
    elif "jednostka" not in unfit:
        if message := misnamed_unit(directory, unit, sent.today):
            yield Fault("jednostka", sentence(message.pl))
        elif cell is None and unit == directory.city.office:
            yield Fault("komorka", _NO_CELL)
        elif cell and "komorka" not in unfit and (message := misnamed_cell(directory, unit, cell)):
            yield Fault("komorka", sentence(message.pl))


def place_told(sent: RequestSubmission, faults: Sequence[Fault]) -> str:
    """Return the place for which the page warns that nobody is listed; empty for none."""
    is_said = any(fault.message.startswith(_NOBODY) for fault in faults)
    return _place_typed(sent) if is_said or is_told(sent) else ""


def _place_typed(sent: RequestSubmission) -> str:
    return f"{sent.typed('jednostka')}/{sent.typed('komorka')}"


def is_told(sent: RequestSubmission) -> bool:
    """Return whether the page before already warned that nobody there would see it."""
    return sent.typed(NOBODY_TOLD) == _place_typed(sent)


def faults_of_receivers(
    sent: RequestSubmission, unit: str, cell: str | None, kind: type[UnitRequest]
) -> list[Fault]:
    """Return the fault that nobody in the directory would see a request, at its field."""
    directory = sent.centre.plugins.directory
    if answering_people(directory, kind, unit, cell, sent.today):
        return []
    if cell is None:
        return [Fault("jednostka", f"{_NOBODY} {_SEND_ANYWAY}")]
    cells = [known for known in known_cells(directory, sent.today) if known != cell]
    near = nearest(folded(cell), [folded(known) for known in cells], cutoff=_LIKE)
    meant = next((known for known in cells if folded(known) == near), "")
    hint = f"Czy chodzi o „{meant}”? " if meant else ""
    return [Fault("komorka", f"{_NOBODY} {hint}{_SEND_ANYWAY}")]


_LIKE = 0.8
_NOBODY = "W spisie osób nie ma dziś nikogo stąd, więc nikt tej prośby w Biurze nie zobaczy."
_SEND_ANYWAY = "Popraw nazwę albo wyślij jeszcze raz, jeśli jest dobra."
_NO_CELL = "Podaj wydział albo równorzędną komórkę Urzędu."

ASK_FORMS: Sequence[AskForm] = (
    AskForm(
        page="ask-data",
        act=Act.REQUEST_DATA,
        label="Poproś o dane",
        submit="Wyślij prośbę",
        done="Zapisano prośbę.",
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
        done="Zapisano wniosek.",
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


def _procedure_meant(centre: ContactCentre, typed: str | None) -> str | None:
    """Return the complete number of the procedure that was typed; unknown ones as typed."""
    if not typed or len(typed) > LONGEST_LINE or _editions(centre, typed):
        return typed
    if not centre.plugins.answers("provide_procedures"):
        return typed
    meant = numbers_meant(typed, centre.plugins.procedures.ids())
    return meant[0] if len(meant) == 1 else typed


def _editions(centre: ContactCentre, number: str) -> Sequence[Any]:
    if not centre.plugins.answers("provide_procedures") or not number.isprintable():
        return ()
    return centre.plugins.procedures.editions(number)


def with_place_of_procedure(centre: ContactCentre, fields: FormFields, on: date) -> FormFields:
    """Return the fields of a new request with the unit and cell of its procedure.

    It is about what is shown that day; where nothing is, about the newest text.
    """
    number = clean(fields.text("procedura")).strip()[:LONGEST_LINE]
    editions = _editions(centre, _procedure_meant(centre, number) or "")
    if not editions or fields.text("jednostka"):
        return fields
    newest = max(editions, key=lambda edition: edition.number)
    text = (shown_on(editions, on) or newest).procedure
    place = {"jednostka": [text.unit], "komorka": [text.cell or ""]}
    return attrs.evolve(fields, values={**fields.values, **place})
