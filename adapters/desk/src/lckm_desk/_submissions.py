"""Forms by which staff act on records, and why they are refused."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Generic, TypeVar

import attrs

from lckm_core import ContactCentre
from lckm_core.calendar import civil_day
from lckm_core.errors import (
    ConflictError,
    LckmError,
    NoSuchReportError,
    StoreUnavailableError,
    WordsNotFoundError,
)
from lckm_core.findings import Finding, InvalidProcedureError
from lckm_core.organisation import Role
from lckm_core.procedures import Procedure
from lckm_core.reports import InvalidOutcomeError, InvalidReportError, Outcome
from lckm_core.text import Message, normalise, without_invisible
from lckm_desk import _labels as labels
from lckm_desk._finding_rows import finding_line
from lckm_desk._pages import Fault, sentence
from lckm_desk._permissions import Permission
from lckm_desk._personal_words import (
    AS_IS,
    FOUND,
    PersonalDataFault,
    personal_data_faults,
    pressed_words,
    strike_or_leave,
)
from lckm_desk._places import Places
from lckm_desk._records.report import ReportRecord
from lckm_desk._state_refusals import AnyAct
from lckm_http import FormFields

Record = TypeVar("Record")
NO_REASON = "Napisz, co kierownik ma poprawić."
"""What to do where a move needs a reason."""
_LONGEST_REASON = 2000
_CONTROL_CHARACTERS = "Są tu znaki sterujące, których nie widać. Wpisz ten tekst jeszcze raz."
ATTRIBUTE = "cecha-"
TICKED = "wskazane"
"""The field of doubtful words that were ticked to be struck out."""
"""What the names of the fields of attributes begin with."""
_ANOTHER_PERSON = Message(
    "Tę stronę otworzył ktoś inny niż osoba, która jest teraz zalogowana. Sprawdź, co wpisano, i "
    "wyślij jeszcze raz, jeśli robisz to Ty.",
    "This page was opened by somebody other than who is signed in now. Look at what was typed, "
    "and send it again if it is you who does it.",
)


def changed_meanwhile(pl: str, en: str, *, has_words: bool) -> Message:
    """Return the message that a record changed since a form about it was opened.

    Args:
        pl: what was changed, in the accusative, such as „tę procedurę”.
        en: the same in English, such as “this procedure”.
        has_words: whether words were typed, which stay on the page.
    """
    _, _, thing = pl.partition(" ")
    if has_words:
        return Message(
            f"Ktoś zmienił {pl}, odkąd otwarto tę stronę. Wpisane słowa zostały poniżej: obejrzyj "
            f"{thing} i zdecyduj, czy wysłać je jeszcze raz.",
            f"Somebody changed {en} since the page was opened. What you typed is below: look at "
            "it, and decide whether to send it again.",
        )
    return Message(
        f"Ktoś zmienił {pl}, odkąd otwarto tę stronę. Obejrzyj {thing} i zdecyduj, czy zrobić to "
        "jeszcze raz.",
        f"Somebody changed {en} since the page was opened. Look at it, and decide whether to do "
        "it again.",
    )


@attrs.frozen
class FaultyFieldsError(Exception):
    """What was typed does not fit its fields."""

    faults: Sequence[Fault]


@attrs.frozen(kw_only=True, repr=False)
class Submission(Generic[Record]):
    """A page that was asked for or a form that was sent, and by whom.

    Args:
        centre: the contact centre.
        record: what it is about, as it is now; ``None`` for a new one.
        fields: what was typed; empty where no form was sent.
        permission: that to do it.
        by: the name of the member of staff.
        now: the moment, aware.
    """

    centre: ContactCentre
    record: Record
    fields: FormFields
    permission: Permission
    by: str
    now: datetime

    @property
    def number(self) -> str:
        """The number of the record; empty for a new one."""
        return ""

    @property
    def role(self) -> Role:
        """The role in which it is done."""
        assert self.permission.role is not None
        return self.permission.role

    @property
    def as_whom(self) -> dict[str, Any]:
        """The actor, role and moment, as the centre's methods take them."""
        return {"role": self.role, "by": self.by, "now": self.now}

    @property
    def today(self) -> date:
        """The day in Łódź."""
        return civil_day(self.now)

    @property
    def changed(self) -> Message | None:
        """What to say of changes since the form was opened; ``None`` where there are none."""
        return None

    def is_done(self, act: AnyAct) -> bool:
        """Return whether this form was sent before, and did its act then."""
        return False


@attrs.frozen(kw_only=True, repr=False)
class ReportSubmission(Submission[ReportRecord]):
    """A form about a report.

    Args:
        places: what is known of places.
        may_see: whether whoever sends it may look at the report of a number.
        checks_codes: whether this desk knows the codes of reports.
    """

    places: Places
    may_see: Callable[[str], bool]
    checks_codes: bool

    @property
    def number(self) -> str:
        """The number of the report."""
        return self.record.report.number

    @property
    def version(self) -> str | None:
        """The version of the delivery when the form was opened."""
        return self.fields.text("wersja") or None

    @property
    def seen(self) -> int | None:
        """How many acts the history had when the form was opened."""
        text = self.fields.text("seen")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else None


def faults_of(
    error: FaultyFieldsError | LckmError,
    *,
    number: str = "",
    fields: Mapping[str, str] | None = None,
    has_words: bool = True,
) -> tuple[Sequence[Fault], int]:
    """Return why something was refused, at its fields, and the HTTP status.

    Args:
        error: the refusal.
        number: the number of the report; an unknown number other than this was typed in its form.
        fields: the field of the form for each field of a procedure, an announcement or the terms.
        has_words: whether words were typed, which stay on the page.

    Raises :class:`StoreUnavailableError`, which is no refusal, as it came.
    """
    match error:
        case StoreUnavailableError():
            raise error
        case FaultyFieldsError():
            return error.faults, 422
        case InvalidOutcomeError() | InvalidReportError():
            return [_fault(finding) for finding in error.findings.errors], 422
        case InvalidProcedureError():
            keys = [
                (finding.path.strip("/").partition("/")[0], finding)
                for finding in error.findings.errors
            ]
            faults = [
                (
                    field_fault(fields[key], finding)
                    if fields and key in fields
                    else Fault("", labels.finding_message(finding)),
                    finding,
                )
                for key, finding in keys
            ]
            if error.findings.form is not Procedure:
                return [fault for fault, _ in faults], 422
            return [
                fault if fault.field else Fault("", finding_line(finding))
                for fault, finding in faults
            ], 422
        case WordsNotFoundError():
            text = error.message.pl.removeprefix(f"{error.number}: ")
            return [Fault("slowa", sentence(text))], 422
        case NoSuchReportError() if number and error.number != number:
            return [Fault("wczesniejsze", error.message.pl)], 422
        case ConflictError() if number:
            changed = changed_meanwhile("to zgłoszenie", "this report", has_words=has_words)
            return [Fault("", (error.because or changed).pl)], 409
        case _:
            return [Fault("", sentence(error.message.pl))], 409


_NAMED_FIELD = re.compile(r"Pole „[^”]*” \([a-z_]+\): ")
# Names of fields and choices that only programs use: „Wysokość opłaty” (amount), by_post (pocztą).
_KEY_OF_FIELD = re.compile(r"(?<=”) \([a-z_]+\)(?=[,.])")
_KEY_OF_CHOICE = re.compile(r"(?<= )[a-z_]+ \(([^()]+)\)(?=[,.])")
# How a list or a set of fields is written in a file, which nobody types into a form.
_IN_A_FILE = re.compile(
    r"nie ma tego pola\. Podaj (?:listę|zestaw pól)[^„{\[]*?(?:albo (?P<word>„[^”]+”))?, np\. .*\."
)
_FIELDS = {
    "words": "slowa",
    "duplicate_of": "wczesniejsze",
    "category": "kategoria",
    "kind": "rodzaj",
    "place/address": "adres",
    "place/kind": "miejsce",
    "place/area": "obszar",
}


def field_fault(field: str, finding: Finding) -> Fault:
    """Return a finding as a fault of a field, without the programs' name of the field."""
    message = labels.for_staff(_KEY_OF_FIELD.sub("", _NAMED_FIELD.sub("", finding.message)))
    message = _IN_A_FILE.sub(_fill_in, message)
    # What was typed is quoted unchanged.
    before, mark, choices = message.partition("jedno z: ")
    choices, typed_mark, typed = choices.partition(", a jest ")
    choices = _KEY_OF_CHOICE.sub(r"\1", f" {choices},")[1:-1]
    return Fault(field, sentence(f"{before}{mark}{choices}{typed_mark}{typed}"))


def _fill_in(missing: re.Match[str]) -> str:
    word = f" albo wpisz {missing['word']}" if missing["word"] else ""
    return f"jest puste. Wypełnij je{word}."


def _fault(finding: Finding) -> Fault:
    field = _FIELDS.get(finding.path.strip("/"), "")
    return field_fault(field, finding) if field else Fault("", sentence(finding.message))


def require_same_person(fields: FormFields, login: str, number: str) -> None:
    """Raise :class:`ConflictError` for a form that somebody else opened.

    Args:
        fields: what was sent, with the login of whoever opened the form in ``otworzyl``.
        login: the login of whoever sent it.
        number: the number of the report or the procedure.
    """
    # Signing in in another tab also changes who sends the forms that are already open.
    if fields.text("otworzyl") not in ("", login):
        raise ConflictError(number, _ANOTHER_PERSON)


def typed_words(
    fields: FormFields, texts: Mapping[str, str] | None = None
) -> list[tuple[str, str]]:
    """Return what was typed and chosen in the form of an act, each with its label.

    *texts* are the labels of the fields of another form than one of an act on a report, by name.
    """
    if texts is not None:
        typed = [(label, fields.text(name).strip()) for name, label in texts.items()]
        return [(label, text) for label, text in typed if text]
    rows = [
        (label, words.get(value, value))
        for name, (label, words) in _TYPED.items()
        if (value := fields.text(name).strip())
    ]
    rows += [("Słowa", word.strip()) for word in fields.texts(TICKED) if word.strip()]
    rows += [
        (labels.word(name.removeprefix(ATTRIBUTE)), values[0].strip())
        for name, values in fields.values.items()
        if name.startswith(ATTRIBUTE) and values and values[0].strip()
    ]
    return rows


_TYPED: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "wynik": ("Wynik", {outcome.value: outcome.message.pl for outcome in Outcome}),
    "slowa": ("Słowa", {}),
    "wczesniejsze": ("Numer wcześniejszego zgłoszenia", {}),
    "podobne": ("Zgłoszenie, które było wcześniej", {"inne": "inne"}),
    "rodzaj": ("Rodzaj", {kind.value: text for kind, text in labels.KINDS.items()}),
    "kategoria": ("Kategoria", {}),
    "adres": ("Miejsce", {}),
    "miejsce": ("Rodzaj miejsca", {}),
    "obszar": ("Obszar miasta", {}),
    "odbiorca": (
        "Kto ma zgłoszenie",
        {target.value: text for target, text in labels.TARGETS.items()},
    ),
    "skad": ("Skąd to wiadomo", {action.value: text for action, text in labels.REASONS.items()}),
    "kto": ("Kto potwierdził", {kind.value: text for kind, text in labels.DELIVERIES.items()}),
    "numer-odbiorcy": ("Numer u odbiorcy", {}),
}


def required(fields: FormFields, name: str, text: str) -> str:
    """Return what was typed in a field. Raises :class:`FaultyFieldsError` for nothing."""
    typed = fields.text(name)
    if not typed.strip():
        raise FaultyFieldsError([Fault(name, text)])
    return typed


def are_left(field: str, typed: str, redacted: str, fields: FormFields) -> bool:
    """Return whether the pressed button keeps the words, whatever redaction finds in them.

    Args:
        field: the name of their field.
        typed: the words, in normal form.
        redacted: what redaction would leave of them.
        fields: the form.

    Raises:
        FaultyFieldsError: when something is found on which nobody has decided.
    """
    _, found = strike_or_leave({field: typed}, fields, lambda text: redacted)
    if found:
        raise FaultyFieldsError([PersonalDataFault(field, FOUND, typed, redacted)])
    return AS_IS in pressed_words(fields)


def chosen(fields: FormFields, name: str, options: Mapping[str, Any], text: str) -> Any:
    """Return what was chosen of some options. Raises :class:`FaultyFieldsError` for nothing."""
    value = fields.text(name)
    if value not in options:
        raise FaultyFieldsError([Fault(name, text)])
    return options[value]


def read_together(*reads: Callable[[], Any]) -> Sequence[Any]:
    """Return what each of several reads returns.

    Raises :class:`FaultyFieldsError` with the faults of all of them at once.
    """
    found: list[Any] = []
    faults: list[Fault] = []
    for read in reads:
        try:
            found.append(read())
        except (FaultyFieldsError, InvalidOutcomeError) as error:
            known = {fault.field for fault in faults}
            faults += [fault for fault in faults_of(error)[0] if fault.field not in known]
    if faults:
        raise FaultyFieldsError(faults)
    return found


def reason(fields: FormFields) -> str | None:
    """Return the reason of a move, as a text that may be stored.

    Raises :class:`FaultyFieldsError` for one that is too long, has control characters, or
    something that looks like personal data, on which nobody has decided.
    """
    words = without_invisible(normalise(fields.text("slowa"))).strip()
    if not words.replace("\n", " ").replace("\t", " ").isprintable():
        raise FaultyFieldsError([Fault("slowa", _CONTROL_CHARACTERS)])
    faults: Sequence[Fault] = ()
    # Looking for personal data in a text of megabytes would take a minute.
    if len(words) <= _LONGEST_REASON:
        words, faults = personal_data_faults(words, "slowa", fields)
    if len(words) > _LONGEST_REASON:
        faults = [Fault("slowa", labels.too_long(words, _LONGEST_REASON))]
    if faults:
        raise FaultyFieldsError(faults)
    return words or None
