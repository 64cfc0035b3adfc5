"""What the first page says of each kind of task, and where it leads."""

from collections.abc import Mapping
from typing import Final

import attrs

from lckm_core.call_centre import REMINDERS
from lckm_core.centre import TaskKind
from lckm_core.publication import WAITING_DAYS, WINDOW_DAYS
from lckm_desk import _labels as labels


@attrs.frozen
class KindWords:
    """The words and the link for tasks of one kind.

    Args:
        title: what is to be done.
        page: the page of one, as a key of the paths.
        hint: what else there is to know; empty for nothing.
        due: what its day is, once in the future and once in the past; empty for kinds without one.
    """

    title: str
    page: str
    hint: str = ""
    due: tuple[str, str] = ("", "")


_BEGINS: Final = ("ma być widać od", "miało być widać od")
_LAST_DAY: Final = ("ostatni dzień:", "ostatni dzień:")
_SENT_AGAIN: Final = (
    "Oddział zwrócił je do poprawy. Poprawione przekazujesz przez EZD albo ePUAP (zał. 2 § 11)."
)
KINDS: Final[Mapping[TaskKind, KindWords]] = {
    TaskKind.SEE_TO_REPORT: KindWords(
        "Dopilnuj doręczenia zgłoszeń",
        "report",
        "Program nie wie, czy doszły, albo nikt nie potwierdził, że usunął z nich dane.",
    ),
    TaskKind.CHECK_PROCEDURE: KindWords("Sprawdź opisy procedur", "procedure", due=_BEGINS),
    TaskKind.CORRECT_PROCEDURE: KindWords(
        "Popraw opisy procedur albo je zwróć",
        "procedure",
        "Mają błędy albo minął ich ostatni dzień, więc nikt ich nie uzgodni ani nie opublikuje.",
        _BEGINS,
    ),
    TaskKind.AGREE_TO_CORRECTION: KindWords(
        "Uzgodnij poprawki w opisach procedur", "procedure", due=_BEGINS
    ),
    TaskKind.PUBLISH_PROCEDURE: KindWords("Opublikuj procedury", "procedure", due=_BEGINS),
    TaskKind.PUBLISH_ANNOUNCEMENT: KindWords("Opublikuj informacje", "announcement", due=_BEGINS),
    TaskKind.GIVE_BACK_ANNOUNCEMENT: KindWords(
        "Zwróć informacje, których dni minęły",
        "announcement",
        "Gdyby je opublikować, nikt by ich nie zobaczył. Zwróć je albo przyjmij wersję z "
        "późniejszym ostatnim dniem.",
        _LAST_DAY,
    ),
    TaskKind.APPROVE_TERMS: KindWords(
        "Zatwierdź regulamin", "terms-version", due=("ma obowiązywać od", "miał obowiązywać od")
    ),
    TaskKind.HAND_IN_AGAIN: KindWords(
        "Przekaż poprawione opisy procedur", "procedure", _SENT_AGAIN, _BEGINS
    ),
    TaskKind.HAND_IN_ANNOUNCEMENT_AGAIN: KindWords(
        "Przekaż poprawione informacje", "announcement", _SENT_AGAIN, _BEGINS
    ),
    TaskKind.UPDATE_PROCEDURE: KindWords(
        "Przedłuż procedury albo pozwól im zniknąć",
        "procedure",
        f"Ich ostatni dzień minie w ciągu {WINDOW_DAYS} dni, a nic ich potem nie zastępuje. Jeśli "
        "mają zostać, przygotuj wniosek o zmianę.",
        _LAST_DAY,
    ),
    TaskKind.ANSWER_REQUEST: KindWords("Odpowiedz na prośby Call Center", "request"),
    TaskKind.NAME_BRIEFER: KindWords("Wyznacz, kto przeprowadzi instruktaż", "request"),
    TaskKind.CONFIRM_BRIEFING: KindWords("Zapisz, że instruktaż się odbył", "request"),
    TaskKind.FOLLOW_UP_REQUEST: KindWords(
        "Dopilnuj odpowiedzi na prośby",
        "request",
        f"Czekają od {labels.days_in_words(REMINDERS.first_after)} albo dłużej. Zapytaj w tej "
        "komórce lub jednostce albo zmień adresata.",
    ),
}
"""Each kind of task, in the order of the page."""
LATE_DAYS: Final = WAITING_DAYS
"""After how many days without an act something has waited long."""
