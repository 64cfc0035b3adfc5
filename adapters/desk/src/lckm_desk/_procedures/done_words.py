"""What the page of a procedure says of the move that was just made."""

from collections.abc import Iterator
from datetime import date

from lckm_core import ContactCentre
from lckm_desk._display_periods import (
    days_seen,
    loss_words,
    publication_words,
    seen_until_withdrawn,
)
from lckm_desk._procedures.correction_button import CORRECTION
from lckm_desk._procedures.move_forms import MOVE_FORMS
from lckm_desk._records.procedure import ProcedureRecord
from lckm_desk._responsible_people import agreeing_words
from lckm_desk._withdrawals import waiting_words, withdrawn_words

_DONE = {
    CORRECTION.page: CORRECTION.done,
    **{form.page: form.done for form in MOVE_FORMS},
    "take-in": "Przyjęto opis. Nikt go nie zobaczy, dopóki nie zostanie opublikowany.",
    "take-in-record": "Poprawiono tylko zapis o tym, jak opis przyszedł. Tekst jest ten sam.",
    "take-in-again": "Ten sam opis już przyjęto, więc nowa wersja nie powstała.",
}


def done_words(centre: ContactCentre, done: str, record: ProcedureRecord, today: date) -> str:
    """Return what is said of the move that was just made; empty for none."""
    words = _DONE.get(done, "")
    match done:
        case "publish":
            return f"{words} {_publication_words(record, today)}"
        case "withdraw":
            return " ".join(filter(None, _withdrawal_words(record, today)))
        case CORRECTION.page if record.findings.errors:
            return _LEFT_TO_CORRECT + (_ADD_FILES if record.may_get_files else _CORRECT_AGAIN)
        case CORRECTION.page:
            return f"{words} {agreeing_words(centre, record.agreeing, today)}"
        case _:
            return words


def _withdrawal_words(record: ProcedureRecord, today: date) -> Iterator[str]:
    """Yield what was just withdrawn, who saw it, and what remains of the procedure."""
    yield withdrawn_words(record.editions, "Wycofano")
    seen_by = seen_until_withdrawn(record.editions)
    if any(audience.is_public for audience in seen_by):
        yield "Strony dla mieszkańców przestaną ją pokazywać za chwilę."
    elif seen_by:
        yield "Call Center przestanie ją widzieć za chwilę."
    else:
        yield "Nikt jej nie widział, więc na stronach nic się nie zmieni."
    yield waiting_words(record.newest)


_LEFT_TO_CORRECT = (
    "Zapisano poprawki jako nową wersję. Są w niej jeszcze błędy, więc kierownik nie może jej "
    "uzgodnić. "
)
_CORRECT_AGAIN = "Popraw to, o czym mówią uwagi poniżej."
_ADD_FILES = (
    "Naciśnij „Dodaj brakujące pliki” albo usuń z tekstu nazwy plików, których nie ma. Uwagi są "
    "poniżej."
)


def _publication_words(record: ProcedureRecord, today: date) -> str:
    """Return who sees the edition that was just published, from when, and what comes after it."""
    editions, newest = record.editions, record.newest
    days = days_seen(editions, newest.number, today)
    words = f"Strony dla mieszkańców pokażą ją {days}."
    if newest.procedure.internal:
        loss = loss_words(editions, today) or "To procedura wewnętrzna: mieszkańcy jej nie widzą."
        words = f"Pracownicy zobaczą ją {days}. {loss}"
    return f"{words} {publication_words(editions)}".rstrip()
