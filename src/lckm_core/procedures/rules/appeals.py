"""Words in „Tryb odwoławczy” that say no more than „brak”."""

from lckm_core._patterns import compiled
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.text import EmptyWord, Message

_FROM = (
    r"(?:(?:od|w)\s+(?:tej\s+|tego\s+|tym\s+|wydania\s+|wydanego\s+)?(?:zaświadcze(?:nia|ń)"
    r"|czynności|informacji|odpowiedzi|zgłoszenia|wpisu|spraw(?:ie|y)|procedur(?:ze|y)|przypadku))"
)
_APPEAL = (
    r"(?:(?:żadne\s+)?odwołani[ea]|(?:prawo|prawa|możliwości?)\s+(?:do\s+)?odwołania"
    r"|(?:tryb\w*|środ(?:ek|ki|ka|ków))\s+odwoławcz\w+)"
)
_NOT_DUE = r"nie\s+(?:przysługuj[eą]|przewiduje\s+się|przewidziano|ma|istnieje|występuje)"
_NO_APPEAL = (
    rf"{_NOT_DUE}|żad(?:en|ne)"
    rf"|(?:{_FROM}\s+)?{_APPEAL}:?\s+(?:{_FROM}\s+)?{_NOT_DUE}(?:\s+{_FROM})?"
    rf"|(?:{_FROM}\s+)?{_NOT_DUE}\s+{_APPEAL}(?:\s+{_FROM})?"
    rf"|(?:{_FROM}\s+)?nie\s+(?:można|możesz|da\s+się)\s+(?:się\s+)?odwołać"
    rf"(?:\s+się)?(?:\s+{_FROM})?"
)
"""Whole texts alone: more words may say what there is in place of an appeal."""
_LONGEST = 90


@rule(
    "LCKM-R068",
    "wzór: Tryb odwoławczy",
    "brak prawa do odwołania zapisany inaczej niż słowem „brak”",
    WARNING,
)
def no_appeal_is_the_word_none(appeal: str | EmptyWord) -> RuleFaults:
    """The appeal says in other words what „brak” says."""
    if isinstance(appeal, EmptyWord) or len(appeal) > _LONGEST:
        return
    if compiled(_NO_APPEAL).fullmatch(appeal.strip(" .")):
        yield (
            ("appeal",),
            Message(
                "Gdy nie ma prawa do odwołania, wpisuje się samo słowo „brak”. Wpisz je.",
                "Where there is no right of appeal the word „brak” stands alone. Write it.",
            ),
        )
