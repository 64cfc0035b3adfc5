"""What „Sposób załatwienia sprawy” says of the ways in which documents are handed in."""

from lckm_core._patterns import KeywordPattern
from lckm_core.procedures import parts
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.sentences import whole_sentences
from lckm_core.procedures.rules.submission_phrases import contradicts_ways
from lckm_core.text import EmptyWord, Message

_PAPER = (
    r"(?:wnios(?:ek|ki|ku|ków)|podani[ea]|podań|zgłosze(?:nie|nia|ń)|deklaracj[ęaei]"
    r"|dokument(?:y|ów)"
    r"|formularz[ea]?|pism[oa])"
)
_HAND_IN = (
    r"(?:złóż|składasz|składa\s+się|złożysz|prześlij|wyślij|przyjmujemy"
    r"|(?:można|należy|trzeba|możesz|musisz)\s+(?:złożyć|składać|przesłać|wysłać))"
)
_WAY = (
    r"(?:osobiście|pocztą(?:\s+(?:tradycyjną|elektroniczną))?|listownie|listem|elektronicznie"
    r"|on-?line|e-?mailem|telefonicznie|przez\s+(?:internet|epuap|platformę)"
    r"|(?:w\s+formie|drogą)\s+(?:papierow|elektroniczn)\w+|na\s+papierze)"
)
_PLACE = r"(?:\s+w\s+(?:urzędzie|wydziale|siedzibie|kancelarii)(?:\s+urzędu)?)?"
_MAY_NOT = r"nie\s+(?:można|możesz|wolno)\s+(?:złożyć|składać|przes(?:łać|yłać)|wys(?:łać|yłać))"
_ONLY = r"(?:wyłącznie|tylko|jedynie)"
# Whole sentences alone: more words may tell of some people, papers or days.
_LIMIT = KeywordPattern(
    "wyłącznie tylko jedynie przyjmujemy moż wolno",
    rf"{_PAPER}\s+{_HAND_IN}\s+{_ONLY}\s+{_WAY}{_PLACE}"
    rf"|{_HAND_IN}\s+{_PAPER}\s+{_ONLY}\s+{_WAY}{_PLACE}"
    rf"|{_ONLY}\s+{_WAY}{_PLACE}\s+{_HAND_IN}\s+{_PAPER}"
    rf"|{_PAPER}\s+{_WAY}\s+nie\s+przyjmujemy|nie\s+przyjmujemy\s+{_PAPER}\s+{_WAY}"
    rf"|{_PAPER}\s+{_MAY_NOT}\s+{_WAY}|{_WAY}\s+{_MAY_NOT}\s+{_PAPER}",
)
_HINTS = ("yłącznie", "ylko ", "edynie", "ie przyjm", "ie można", "ie możesz", "ie wolno")
"""Of these each such sentence has one, and few texts do."""


@rule(
    "LCKM-R069",
    "zał. 2 § 9 ust. 2",
    "sposób załatwienia sprawy sprzeczny z formami składania",
    WARNING,
    part="how_to",
)
def how_to_agrees_with_ways(
    how_to: str | None, submission: tuple[parts.Submission, ...] | EmptyWord
) -> RuleFaults:
    """The way of handling allows fewer ways of handing in than are offered."""
    how_to = how_to or ""
    if isinstance(submission, EmptyWord) or not any(map(how_to.__contains__, _HINTS)):
        return
    ways = {item.way for item in submission}
    for start, sentence in whole_sentences(how_to, _LIMIT):
        if contradicts_ways(sentence, ways):
            yield (
                ("how_to",),
                Message(
                    "To zdanie o składaniu wniosku nie zgadza się z polem „Formy i miejsce "
                    "składania dokumentów”. Popraw jedno z nich.",
                    "This sentence on handing in contradicts “submission”. Fix one of them.",
                ),
                start,
            )
