"""Days on which a text says that nobody is received, held against a place's hours."""

from lckm_core._patterns import compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.sentences import MARKS, sentences_of
from lckm_core.procedures.rules.texts import PROSE, Texts
from lckm_core.text import Message

_NUMBERS = {"po": 0, "pn": 0, "wt": 1, "śr": 2, "cz": 3, "pi": 4, "pt": 4}
_DAY = (
    r"(?:poniedział(?:ek|ki)|wtor(?:ek|ki)|środ[aęy]|czwart(?:ek|ki)|piąt(?:ek|ki)"
    r"|(?:pon|pn|wt|śr|czw|pt)\b\.?)"
)
_DAYS = rf"\b({_DAY})(?:\s*(?:[–—-]|do)\s*({_DAY}))?"
_OF_SOME_HOURS = r"zamkn|nieczynn|oprócz|wyjątk|\bpoza\b|\bnie\b|umówi"
# Whole sentences alone: more words may tell of one matter, hour or week.
_CLOSED = (
    rf"(?=.*(?:zamk|czynn|nie ))(?:(?:we?\s+{_DAY}|sala|obsługi|mieszkańców|urząd|wydział|biuro"
    r"|kancelaria|oddział|jest|zamknięt\w|nieczynn\w|nie\s+(?:przyjmujemy|obsługujemy)"
    r"|interesantów|klientów|stron)(?:\s+|$))+"
)
_HINTS = ("amknięt", "ieczynn", "rzyjmujemy", "bsługujemy")


@rule(
    "LCKM-R097",
    "zał. 2 § 9 ust. 2",
    "dzień zamknięty według tekstu, a otwarty według godzin przyjęć",
    WARNING,
)
def texts_agree_with_hours(places: tuple[parts.Place, ...], texts: Texts) -> RuleFaults:
    """A text says that nobody is received on a day for which every place has hours."""
    candidates = texts.holding(_HINTS, *PROSE, "deadline", "appointments", "submission")
    hours = [place.hours or "" for place in places]
    if not candidates or not hours or any(map(compiled(_OF_SOME_HOURS).search, hours)):
        return
    days = set.intersection(*map(_days_in, hours))
    for path, text in candidates:
        for start, sentence in sentences_of(text):
            closed = compiled(_CLOSED).fullmatch(sentence.strip(MARKS))
            if closed and _days_in(sentence) & days:
                yield Contradiction(
                    path,
                    Message(
                        "Według tego tekstu w tym dniu się nie przyjmuje, a „Godziny przyjęć” "
                        "(hours) go wymieniają.",
                        "By this text nobody is received on that day, and “hours” lists it.",
                    ),
                    start,
                    ("places", 0, "hours"),
                )


def _days_in(text: str) -> set[int]:
    """Return the days of a week that a text names, those within a range among them."""
    found = compiled(_DAYS).findall(text.lower())
    ranges = ((_NUMBERS[first[:2]], _NUMBERS[(last or first)[:2]]) for first, last in found)
    return {day for first, last in ranges for day in range(first, last + 1)}
