"""What is asked of units and what they answer: each a form, and a verb of the centre."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import attrs

from lckm_core import ContactCentre
from lckm_core.calendar import civil_day, parse_day
from lckm_core.call_centre import BriefingRequest, DataRequest
from lckm_core.errors import ConflictError, IllegalMoveError
from lckm_core.organisation import Act, Role
from lckm_core.ports import NumberSeries, UnitRequest
from lckm_core.procedures import Person
from lckm_core.redaction import strike
from lckm_core.text import Message
from lckm_desk import _labels as labels
from lckm_desk._pages import Fault, View
from lckm_desk._permissions import Permission
from lckm_desk._requests import (
    RequestRecord,
    kind_of,
    open_requests,
    state_of,
    subject_of,
)
from lckm_desk._submissions import FaultyFieldsError
from lckm_http import FormFields
from lckm_pages import clean

LOOKED_AT = "obejrzane-"
"""What the names of hidden fields begin with: a text in which personal data were pointed out."""
_ABOUT = ("jednostka", "komorka", "procedura")
_LONGEST_LINE, _LONGEST_TEXT = 200, 2000
_NO_PERSON = "Bez danych osobowych: ani rozmówcy, ani nikogo z mieszkańców."
_CHANGED = Message(
    "Ktoś zmienił tę prośbę, odkąd otwarto tę stronę. Wpisane słowa zostały poniżej: zobacz "
    "prośbę i zdecyduj, czy wysłać je jeszcze raz.",
    "Somebody changed this request since the page was opened. What you typed is below: look at "
    "the request, and decide whether to send it again.",
)


@attrs.frozen(kw_only=True)
class TextField:
    """A field for words.

    Args:
        name: its name and id.
        label: its label.
        missing: what to do where it is blank; empty where it may be.
        hint: what it is for.
        kind: ``area``, ``line`` or ``date``.
        about_work: whether personal data of residents are looked for and pointed out.
    """

    name: str
    label: str
    missing: str
    hint: str = ""
    kind: str = "area"
    about_work: bool = True


@attrs.frozen
class PersonalDataFoundError(Exception):
    """Words look like personal data: the texts as redaction would leave them, by field."""

    redacted: Mapping[str, str] = attrs.field(repr=False)


@attrs.frozen(kw_only=True, repr=False)
class RequestSubmission:
    """A form about a request that was sent, and as whom.

    Args:
        centre: the contact centre.
        fields: what was typed.
        permission: that to do it.
        by: the name of the member of staff.
        now: the moment, aware.
        record: the request as it is now, ``None`` for a new one.
    """

    centre: ContactCentre
    fields: FormFields
    permission: Permission
    by: str
    now: datetime
    record: RequestRecord | None = None

    @property
    def role(self) -> Role:
        """The role in which it is done."""
        assert self.permission.role is not None
        return self.permission.role

    @property
    def today(self) -> date:
        """The day in Łódź."""
        return civil_day(self.now)

    @property
    def number(self) -> str:
        """The number of the request that something is done to."""
        assert self.record is not None
        return self.record.request.number

    def typed(self, name: str) -> str:
        """Return what stands in a field."""
        return clean(self.fields.text(name)).strip()

    def texts(self, fields: Sequence[TextField]) -> dict[str, str]:
        """Return the texts of some fields, by name.

        What looks like personal data is redacted, or left, as the pressed button says.

        Raises:
            FaultyFieldsError: for blank texts and for long ones.
            PersonalDataFoundError: when nobody has decided on what looks like personal data.
        """
        texts = {one.name: self.typed(one.name) for one in fields}
        faults = [
            Fault(one.name, text) for one in fields if (text := _fault_in(one, texts[one.name]))
        ]
        if faults:
            raise FaultyFieldsError(faults)
        redacted = {one.name: strike(texts[one.name]) for one in fields if one.about_work}
        found = {name: text for name, text in redacted.items() if text != texts[name]}
        if self.fields.text("do") == "wykresl":
            return {**texts, **found}
        if any(self.typed(f"{LOOKED_AT}{name}") != texts[name] for name in found):
            raise PersonalDataFoundError(found)
        return texts


def _fault_in(field: TextField, text: str) -> str:
    """Return what is wrong with a text; nothing where it fits its field."""
    longest = _LONGEST_TEXT if field.kind == "area" else _LONGEST_LINE
    if not text:
        return field.missing
    if len(text) > longest:
        return f"To {len(text)} znaków, a zmieści się {longest}. Skróć."
    if field.kind == "line" and not text.isprintable():
        return "Wpisz to w jednym wierszu, bez znaków specjalnych."
    return ""


# ── asking ────────────────────────────────────────────────────────────────────────────────────────


@attrs.frozen(kw_only=True)
class AskForm:
    """A request that may be made: its page, its words, and what it becomes.

    Args:
        page: its page, as a key of the paths.
        act: what somebody has to be allowed to do.
        label: the words of the link that leads to it.
        submit: those of the button that sends it.
        done: what is said once it is sent.
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
            if text and (len(text) > _LONGEST_LINE or not text.isprintable()):
                fault = f"Wpisz to w jednym wierszu, najwyżej {_LONGEST_LINE} znaków."
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
        for one in open_requests(sent.centre, unit):
            if attrs.evolve(one, number="") == request:
                return one.number
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
                hint=f"Do {_LONGEST_TEXT} znaków, ogólnie, nie o jednej sprawie. {_NO_PERSON}",
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
                hint=f"Do {_LONGEST_LINE} znaków. {_NO_PERSON}",
                kind="line",
            ),
            TextField(
                name="slowa",
                label="Uzasadnienie",
                missing="Napisz, dlaczego instruktaż jest potrzebny.",
                hint=f"Do {_LONGEST_TEXT} znaków. {_NO_PERSON}",
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
    number = clean(fields.text("procedura")).strip()[:_LONGEST_LINE]
    editions = _editions(centre, number) if number else ()
    if not editions or fields.text("jednostka"):
        return fields
    newest = max(editions, key=lambda one: one.number).procedure
    place = {"jednostka": [newest.unit], "komorka": [newest.cell or ""]}
    return attrs.evolve(fields, values={**fields.values, **place})


def ask_view(
    form: AskForm,
    sent: RequestSubmission,
    *,
    faults: Sequence[Fault] = (),
    redacted: Mapping[str, str] | None = None,
    status: int = 200,
) -> View:
    """Return the page of a new request, with what was typed.

    Args:
        form: which request.
        sent: the form as it was sent, or as it is filled in at first.
        faults: what is wrong with it.
        redacted: texts without what looks like personal data, by field.
        status: the HTTP status.
    """
    procedure, unit = sent.typed("procedura"), sent.typed("jednostka")
    asked = [
        one for one in open_requests(sent.centre, unit) if procedure and one.procedure == procedure
    ]
    units = sent.centre.plugins.directory.units
    return View(
        template="ask",
        title=form.label,
        here="requests",
        status=status,
        faults=faults,
        context={
            "form": form,
            "permission": sent.permission,
            "typed": sent.typed,
            "units": [(one.name, one.name) for one in units if sent.today in one.window],
            "redacted": redacted or {},
            "looked_at": LOOKED_AT,
            "asked": [
                (one.number, labels.begin(subject_of(one)), labels.day(one.asked_on))
                for one in asked
            ],
        },
    )


# ── answering ─────────────────────────────────────────────────────────────────────────────────────


@attrs.frozen(kw_only=True)
class RequestForm:
    """One act on a request: its page, its words, and what it does.

    Args:
        page: its page, as a key of the paths.
        act: what somebody has to be allowed to do.
        label: the words of the button on the page of the request.
        submit: those of the button that does it.
        done: what is said once it is done.
        field: the field for words.
        perform: does it.
        first: what stands in the field at first.
    """

    page: str
    act: Act
    label: str
    submit: str
    done: str
    field: TextField
    perform: Callable[[RequestSubmission, str], object]
    first: Callable[[RequestSubmission], str] = lambda sent: ""

    def send(self, sent: RequestSubmission) -> None:
        """Do it. Raises as :meth:`RequestSubmission.texts`, and what the verb raises."""
        text = sent.texts([self.field])[self.field.name]
        try:
            self.perform(sent, text)
        except ConflictError as error:
            raise ConflictError(sent.number, _CHANGED) from error


def named(record: RequestRecord) -> str:
    """Return the name of whoever will hold a briefing, empty for nobody."""
    request = record.request
    briefer = request.briefer if isinstance(request, BriefingRequest) else None
    return briefer.name if briefer else ""


def _answer(sent: RequestSubmission, text: str) -> None:
    sent.centre.answer_data_request(
        sent.number, role=sent.role, text=text, by=Person(sent.by), now=sent.now
    )


def _name_briefer(sent: RequestSubmission, text: str) -> None:
    assert sent.record is not None
    if sent.typed("wyznaczono") != named(sent.record):
        raise ConflictError(sent.number)
    person = Person(" ".join(text.split()))
    sent.centre.name_briefer(sent.number, role=sent.role, person=person, now=sent.now)


def _hold_briefing(sent: RequestSubmission, text: str) -> None:
    assert sent.record is not None
    day = parse_day(text)
    if day is None or not sent.record.request.asked_on <= day <= sent.today:
        first = labels.day(sent.record.request.asked_on)
        fault = f"Podaj dzień od {first} do dziś, jako rok-miesiąc-dzień."
        raise FaultyFieldsError([Fault("dzien", fault)])
    sent.centre.hold_briefing(sent.number, role=sent.role, now=sent.now, held_on=day)


REQUEST_FORMS: Sequence[RequestForm] = (
    RequestForm(
        page="answer",
        act=Act.ANSWER_DATA_REQUEST,
        label="Odpowiedz",
        submit="Wyślij odpowiedź",
        done="Zapisano odpowiedź. Call Center już ją widzi.",
        field=TextField(
            name="slowa",
            label="Odpowiedź",
            missing="Wpisz to, o co prosi Call Center.",
            hint=f"Do {_LONGEST_TEXT} znaków, tak, by dało się to przeczytać przez telefon. "
            f"{_NO_PERSON}",
        ),
        perform=_answer,
    ),
    RequestForm(
        page="name-briefer",
        act=Act.NAME_BRIEFER,
        label="Wyznacz osobę",
        submit="Wyznacz",
        done="Zapisano, kto poprowadzi instruktaż.",
        field=TextField(
            name="osoba",
            label="Imię i nazwisko",
            missing="Wpisz imię i nazwisko.",
            hint="Kto poprowadzi instruktaż. Dopóki się nie odbędzie, można wyznaczyć kogoś "
            "innego.",
            kind="line",
            about_work=False,
        ),
        perform=_name_briefer,
        first=lambda sent: named(sent.record) if sent.record else "",
    ),
    RequestForm(
        page="hold-briefing",
        act=Act.CONFIRM_BRIEFING,
        label="Potwierdź, że się odbył",
        submit="Potwierdź",
        done="Zapisano, że instruktaż się odbył.",
        field=TextField(
            name="dzien",
            label="Którego dnia",
            missing="Podaj dzień.",
            kind="date",
            about_work=False,
        ),
        perform=_hold_briefing,
        first=lambda sent: sent.today.isoformat(),
    ),
)
"""Each act on a request, in the order of its buttons."""


def request_form_view(
    form: RequestForm,
    sent: RequestSubmission,
    *,
    faults: Sequence[Fault] = (),
    redacted: Mapping[str, str] | None = None,
    status: int = 200,
) -> View:
    """Return the page of an act on a request, with what was typed; as :func:`ask_view`."""
    assert sent.record is not None
    request, name = sent.record.request, form.field.name
    text = sent.typed(name) if name in sent.fields.values else form.first(sent)
    return View(
        template="request_act",
        title=f"{form.label}: {request.number}",
        here="requests",
        status=status,
        faults=faults,
        context={
            "form": form,
            "request": request,
            "kind": kind_of(request),
            "state": state_of(request),
            "subject": subject_of(request),
            "named": named(sent.record),
            "permission": sent.permission,
            "typed": lambda _: text,
            "redacted": redacted or {},
            "looked_at": LOOKED_AT,
        },
    )
