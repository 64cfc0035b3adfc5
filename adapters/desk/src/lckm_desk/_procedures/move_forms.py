"""The moves of an edition: each a form of its own, and a verb of the centre."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs

from lckm_core.centre import LONGEST_NOTE
from lckm_core.organisation import DeskAct
from lckm_core.publication import (
    Edition,
    EditionAct,
    EditionRecord,
    Transition,
    earlier_notes,
)
from lckm_core.text import normalise, without_invisible
from lckm_desk import _labels as labels
from lckm_desk._comparison import (
    compare_with_shown,
    compare_with_submitted,
    corrections_to_agree,
)
from lckm_desk._display_periods import (
    first_day_seen,
    is_seen_on,
    loss_words,
    once_published,
    period_rows,
    publication_words,
)
from lckm_desk._edition_moves import EditionMove
from lckm_desk._finding_rows import finding_row
from lckm_desk._pages import Fault
from lckm_desk._personal_words import personal_data_faults
from lckm_desk._records.procedure import ProcedureRecord, pointing_to
from lckm_desk._responsible_people import absence_words, cell_change_words
from lckm_desk._submissions import NO_REASON, FaultyFieldsError, read_together, reason
from lckm_desk._undone_corrections import undone_by_newest
from lckm_desk._withdrawals import (
    FIELD,
    edition_to_withdraw,
    subject_words,
    waiting_words,
    withdrawal_options,
)


@attrs.frozen(kw_only=True, repr=False)
class MoveSubmission(EditionMove[ProcedureRecord]):
    """A move of a procedure that was sent, and as whom."""

    thing = ("tę procedurę", "this procedure")

    @property
    def number(self) -> str:
        """The number of the procedure."""
        return self.record.newest.id

    @property
    def editions(self) -> Sequence[Edition]:
        """The editions of the procedure, the oldest first."""
        return self.record.editions

    @property
    def as_whom(self) -> dict[str, Any]:
        """The actor, role, moment and edition seen, as the centre's methods take them."""
        return {
            "role": self.role,
            "by": self.by,
            "now": self.now,
            "seen": self.record.newest.number,
        }

    def has_words_of(self, edition: EditionRecord, act: EditionAct) -> bool:
        """Return whether the form has the words that an act recorded on an edition."""
        if act.verb is not Transition.NOTE or not isinstance(edition, Edition):
            return super().has_words_of(edition, act)
        # An act on that field records the former text; the text it wrote is in the next act.
        later = edition.acts[edition.acts.index(act) + 1 :]
        before = [other.note for other in later if other.verb is Transition.NOTE]
        written = [*before, edition.procedure.call_centre.other][0]
        return (written or "") == _note_typed(self)[0]


Context = Callable[[MoveSubmission], Mapping[str, Any]]


@attrs.frozen(kw_only=True)
class MoveForm:
    """One move: its page, its words, and what it does.

    Args:
        page: the key of its page in the paths.
        verb: the move, or the act of the desk.
        label: the words of the button on the page of the procedure.
        submit: those of the button that does it.
        done: the words shown once it is done.
        perform: does it.
        context: what else its page shows.
        words: the label of the field for words; empty for none.
        hint: what the field is for.
        shows: whether the places that show procedures have to be brought up to date.
        warns: whether residents see less than before.
    """

    page: str
    verb: Transition | DeskAct
    label: str
    submit: str
    done: str
    perform: Callable[[MoveSubmission], object]
    context: Context = lambda sent: {}
    words: str = ""
    hint: str = ""
    shows: bool = False
    warns: bool = False


def _give_back(sent: MoveSubmission) -> None:
    because = reason(sent.fields)
    if because is None and not sent.record.findings:
        raise FaultyFieldsError([Fault("slowa", NO_REASON)])
    sent.centre.give_back(sent.number, because=because, **sent.as_whom)


def _agree(sent: MoveSubmission) -> None:
    sent.centre.agree(sent.number, **sent.as_whom)


def _confirm(sent: MoveSubmission) -> None:
    sent.centre.confirm(sent.number, **sent.as_whom)


def _publish(sent: MoveSubmission) -> None:
    sent.centre.publish(sent.number, **sent.as_whom)


def _withdraw(sent: MoveSubmission) -> None:
    because, edition = read_together(
        lambda: reason(sent.fields), lambda: edition_to_withdraw(sent.editions, sent.fields)
    )
    sent.centre.withdraw(sent.number, because=because, edition=edition, **sent.as_whom)


def _note(sent: MoveSubmission) -> None:
    text, faults = _note_typed(sent)
    if faults:
        raise FaultyFieldsError(faults)
    sent.centre.note(sent.number, text, **sent.as_whom)


def _note_typed(sent: MoveSubmission) -> tuple[str, Sequence[Fault]]:
    """Return the text of „Inne” to store, and why it may not be stored yet."""
    text = without_invisible(normalise(sent.fields.text("slowa"))).strip()
    # The centre refuses a text of megabytes, in which a search for personal data takes a minute.
    return (
        personal_data_faults(text, "slowa", sent.fields)
        if len(text) <= LONGEST_NOTE
        else (text, ())
    )


def _erase_notes(sent: MoveSubmission) -> None:
    sent.centre.erase_notes(sent.number, **sent.as_whom)


def _of_agreement(sent: MoveSubmission) -> Mapping[str, Any]:
    newest = sent.record.newest
    return {
        "comparison": compare_with_submitted(sent.record, newest),
        **_of_days(sent),
        "corrections": [
            (labels.moment(act.at), act.by or "", act.note or "")
            for act in corrections_to_agree(newest)
        ],
        "findings": _finding_rows(sent),
    }


def _of_days(sent: MoveSubmission) -> Mapping[str, Any]:
    """Return which edition will be shown when, once the newest is published."""
    editions, today = once_published(sent.record.editions, sent.by, sent.role, sent.now), sent.today
    # It may begin later than today.
    first = first_day_seen(editions, editions[-1].number, today) or today
    return {
        "periods": period_rows(editions, today),
        "loss": loss_words(editions, today),
        "others": publication_words(editions),
        "first_day": first.isoformat(),
        "cell_change": cell_change_words(sent.centre, sent.editions, sent.today),
    }


def _of_check(sent: MoveSubmission) -> Mapping[str, Any]:
    return {
        **_of_days(sent),
        "comparison": compare_with_shown(sent.record, sent.today),
        "findings": _finding_rows(sent),
        "undone": undone_by_newest(sent.record.readable),
    }


def _finding_rows(sent: MoveSubmission) -> list[dict[str, str]]:
    return [finding_row(finding) for finding in sent.record.findings]


def _of_return(sent: MoveSubmission) -> Mapping[str, Any]:
    return {
        "findings": _finding_rows(sent),
        "absence": absence_words(sent.centre, sent.record.agreeing, sent.today),
    }


def _of_withdrawal(sent: MoveSubmission) -> Mapping[str, Any]:
    editions = sent.record.editions
    return {
        "periods": period_rows(editions, sent.today),
        "is_seen": is_seen_on(editions, sent.today),
        "subject": subject_words(editions),
        "options": withdrawal_options(editions, sent.by, sent.role, sent.now, sent.today),
        "chosen": sent.fields.text(FIELD),
        "waiting": waiting_words(editions[-1]),
        "pointing": pointing_to(sent.centre, sent.number),
    }


def _of_note(sent: MoveSubmission) -> Mapping[str, Any]:
    return {"now_there": sent.record.in_use.procedure.call_centre.other or ""}


def _of_earlier_notes(sent: MoveSubmission) -> Mapping[str, Any]:
    return {"erased": earlier_notes(sent.editions)}


MOVE_FORMS: Sequence[MoveForm] = (
    MoveForm(
        page="confirm",
        verb=Transition.CHECK,
        label="Potwierdź sprawdzenie",
        submit="Potwierdź sprawdzenie",
        done="Potwierdzono sprawdzenie. Można opublikować tę wersję.",
        perform=_confirm,
        context=_of_check,
    ),
    MoveForm(
        page="agree",
        verb=Transition.AGREE,
        label="Uzgodnij poprawki",
        submit="Zgadzam się na poprawki",
        done="Uzgodniono poprawki. Oddział ds. Monitoringu może opublikować tę wersję.",
        perform=_agree,
        context=_of_agreement,
    ),
    MoveForm(
        page="publish",
        verb=Transition.PUBLISH,
        label="Opublikuj",
        submit="Opublikuj",
        done="Opublikowano.",
        perform=_publish,
        context=_of_check,
        shows=True,
    ),
    MoveForm(
        page="give-back",
        verb=Transition.RETURN,
        label="Zwróć do poprawy",
        submit="Zwróć do poprawy",
        done="Zwrócono do poprawy. Poprawiona wróci jako nowa wersja.",
        perform=_give_back,
        words="Co poprawić",
        hint="Do 2000 znaków. Kierownik to zobaczy. Puste pole: dostanie uwagi z tej strony.",
        context=_of_return,
    ),
    MoveForm(
        page="withdraw",
        verb=Transition.WITHDRAW,
        label="Wycofaj z publikacji",
        submit="Tak, wycofaj",
        done="Wycofano.",
        perform=_withdraw,
        words="Dlaczego (nieobowiązkowo)",
        hint="Do 2000 znaków. Zostaje w przebiegu.",
        context=_of_withdrawal,
        shows=True,
        warns=True,
    ),
    MoveForm(
        page="note",
        verb=Transition.NOTE,
        label="Zmień pole „Inne”",
        submit="Zapisz",
        done="Zapisano pole „Inne”. Call Center już je widzi.",
        perform=_note,
        words="Inne",
        hint=f"Do {LONGEST_NOTE} znaków, bez danych mieszkańców. Widzi to Call Center i redakcja, "
        "a mieszkańcy nie. Puste pole usuwa treść; poprzednia zostaje w przebiegu.",
        context=_of_note,
        shows=True,
    ),
    MoveForm(
        page="erase-notes",
        verb=DeskAct.REDACT,
        label="Usuń poprzednie treści pola „Inne”",
        submit="Tak, usuń na zawsze",
        done="Usunięto poprzednie treści pola „Inne” ze wszystkich wersji. Zostało, kto i kiedy je "
        "zmieniał.",
        perform=_erase_notes,
        context=_of_earlier_notes,
        warns=True,
    ),
)
"""Each move that the desk makes, in the order of its buttons, but for two with pages of their own:
to correct (``CORRECTION``), and to take in."""
