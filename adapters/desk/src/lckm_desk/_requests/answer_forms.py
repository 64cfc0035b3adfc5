"""What is done to a request to a unit: each a form, and a verb of the centre."""

from collections.abc import Callable, Mapping, Sequence

import attrs

from lckm_core.calendar import parse_day
from lckm_core.call_centre import BriefingRequest, DataRequest
from lckm_core.errors import ConflictError
from lckm_core.organisation import Act
from lckm_core.procedures import Person
from lckm_desk import _labels as labels
from lckm_desk._pages import Fault
from lckm_desk._records.request import (
    RequestRecord,
)
from lckm_desk._requests.submission import (
    LONGEST_TEXT,
    NO_PERSON,
    RequestSubmission,
    TextField,
)
from lckm_desk._submissions import FaultyFieldsError, changed_meanwhile

UNCHANGED = "bez-zmian"
"""What is shown in place of a correction that changed nothing."""


@attrs.frozen(kw_only=True)
class RequestForm:
    """One act on a request: its page, its words, and what it does.

    Args:
        page: the key of its page in the paths.
        act: what somebody has to be allowed to do.
        label: the words of the button on the page of the request.
        submit: those of the button that does it.
        done: the words shown once it is done.
        field: the field for words.
        perform: does it; returns what is said in place of *done*, a key of the other texts.
        first: what stands in the field at first.
        carried: hidden fields with what the form was opened with, by which a change since is known.
    """

    page: str
    act: Act
    label: str
    submit: str
    done: str
    field: TextField
    perform: Callable[[RequestSubmission, str], str | None]
    first: Callable[[RequestSubmission], str] = lambda sent: ""
    carried: Callable[[RequestRecord], Mapping[str, str]] = lambda record: {}

    def send(self, sent: RequestSubmission) -> str:
        """Do the act, and return what was done, as a key of the message shown next.

        Raises as :meth:`RequestSubmission.texts`, and what the verb raises.
        """
        text = sent.texts([self.field])[self.field.name]
        try:
            return self.perform(sent, text) or self.page
        except ConflictError as error:
            changed = changed_meanwhile("tę prośbę", "this request", has_words=bool(text))
            raise ConflictError(sent.number, changed) from error


def briefer_name(record: RequestRecord) -> str:
    """Return the name of whoever will hold a briefing, empty for nobody."""
    request = record.request
    briefer = request.briefer if isinstance(request, BriefingRequest) else None
    return briefer.name if briefer else ""


def _answer(sent: RequestSubmission, text: str) -> None:
    sent.centre.answer_data_request(
        sent.number, role=sent.role, text=text, by=Person(sent.by), now=sent.now
    )


def _answers_before(record: RequestRecord) -> str:
    """Return how many answers preceded the present one."""
    request = record.request
    return str(len(request.earlier_answers)) if isinstance(request, DataRequest) else ""


def _first_answer(sent: RequestSubmission) -> str:
    request = sent.record.request if sent.record else None
    return (request.answer or "") if isinstance(request, DataRequest) else ""


def _correct_answer(sent: RequestSubmission, text: str) -> str | None:
    assert sent.record is not None
    is_newest = sent.typed("poprawiono") == _answers_before(sent.record)
    if text == _first_answer(sent):
        # Otherwise the same form was already sent.
        return UNCHANGED if is_newest else None
    if not is_newest:
        raise ConflictError(sent.number)
    sent.centre.correct_answer(
        sent.number, role=sent.role, text=text, by=Person(sent.by), now=sent.now
    )
    return None


def _name_briefer(sent: RequestSubmission, text: str) -> None:
    assert sent.record is not None
    if sent.typed("wyznaczono") != briefer_name(sent.record):
        raise ConflictError(sent.number)
    person = Person(" ".join(text.split()))
    sent.centre.name_briefer(sent.number, role=sent.role, person=person, now=sent.now, by=sent.by)


def _hold_briefing(sent: RequestSubmission, text: str) -> None:
    assert sent.record is not None
    day = parse_day(text)
    if day is None or not sent.record.request.asked_on <= day <= sent.today:
        first = labels.day(sent.record.request.asked_on)
        fault = f"Podaj dzień od {first} do dziś, jako rok-miesiąc-dzień."
        raise FaultyFieldsError([Fault("dzien", fault)])
    sent.centre.hold_briefing(sent.number, role=sent.role, now=sent.now, held_on=day, by=sent.by)


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
            hint=f"Do {LONGEST_TEXT} znaków, tak, by dało się to przeczytać przez telefon. "
            f"{NO_PERSON}",
        ),
        perform=_answer,
    ),
    RequestForm(
        page="correct-answer",
        act=Act.CORRECT_ANSWER,
        label="Popraw odpowiedź",
        submit="Zapisz odpowiedź",
        done="Zapisano odpowiedź. Call Center widzi tę, a wcześniejsza została niżej.",
        field=TextField(
            name="slowa",
            label="Odpowiedź",
            missing="Wpisz to, o co prosi Call Center.",
            hint=f"Do {LONGEST_TEXT} znaków, cała odpowiedź, nie sama poprawka. {NO_PERSON}",
        ),
        perform=_correct_answer,
        first=_first_answer,
        carried=lambda record: {"poprawiono": _answers_before(record)},
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
        first=lambda sent: briefer_name(sent.record) if sent.record else "",
        carried=lambda record: {"wyznaczono": briefer_name(record)},
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
