"""What „Sposób załatwienia sprawy” says of the ways in which documents are handed in."""

from lckm_core._patterns import KeywordPattern, with_any_blanks
from lckm_core.procedures import parts
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.sentences import whole_sentences
from lckm_core.procedures.rules.submission_phrases import contradicts_ways
from lckm_core.text import EmptyWord, Message

_PAPER = (
    r"(?:wnios(?:ek|ki|ku|ków)|podani[ea]|podań|zgłosze(?:nie|nia|ń)|deklaracj[ęaei]"
    r"|dokument(?:y|ów)"
    r"|formularz[ea]?|pism[oa]|zawiadomieni[ea])"
)
_HAND_IN = (
    r"(?:złóż|składasz|składa\s+się|złożysz|prześlij|wyślij|przyjmujemy|przyjmuje\s+się"
    r"|(?:można|należy|trzeba|możesz|musisz)\s+(?:złożyć|składać|przesłać|wysłać)"
    r"|(?:(?:jest|są)\s+)?(?:przyjmowan|składan)[eya](?:\s+(?:jest|są))?)"
)
_WAY = (
    r"(?:osobiście|pocztą(?:\s+(?:tradycyjną|elektroniczną))?|listownie|listem|elektronicznie"
    r"|on-?line|e-?mailem|telefonicznie"
    r"|(?:przez|za\s+pośrednictwem)\s+(?:internet(?:u)?|epuap|poczt[ęy]"
    r"|(?:platform[ęy]|portalu?|systemu?)(?:\s+[^\s,.;]{3,20})?)"
    r"|(?:w\s+(?:formie|postaci)|drogą)\s+(?:papierow|elektroniczn)\w+|na\s+papierze"
    r"|w\s+(?:kancelarii|siedzibie)(?:\s+(?:urzędu|zarządu|ośrodka|centrum))?)"
)
_PLACE = r"(?:\s+w\s+(?:urzędzie|wydziale|siedzibie|kancelarii)(?:\s+urzędu)?)?"
_MAY_NOT = r"nie\s+(?:można|możesz|wolno)\s+(?:złożyć|składać|przes(?:łać|yłać)|wys(?:łać|yłać))"
_NO_WAY_TO = (
    r"(?:nie\s+ma|brak)\s+możliwości\s+(?:złożenia|składania|przesłania|przesyłania|załatwienia)"
)
_NOT_TAKEN = r"nie\s+(?:są|będą|jest|będzie)\s+przyjmowan[eya]"
_ONLY = r"(?:wyłącznie|tylko|jedynie)"
# Whole sentences alone: more words may tell of some people, papers or days.
_LIMIT = KeywordPattern(
    "wyłącznie tylko jedynie przyjm moż wolno",
    rf"{_PAPER}\s+{_HAND_IN}\s+{_ONLY}\s+{_WAY}{_PLACE}"
    rf"|{_HAND_IN}\s+{_PAPER}\s+{_ONLY}\s+{_WAY}{_PLACE}"
    rf"|{_ONLY}\s+{_WAY}{_PLACE}\s+{_HAND_IN}\s+{_PAPER}"
    rf"|{_PAPER}\s+{_WAY}\s+nie\s+przyjmuje(?:my|\s+się)"
    rf"|nie\s+przyjmuje(?:my|\s+się)\s+{_PAPER}\s+{_WAY}"
    rf"|{_PAPER}\s+(?:(?:składan|przesłan|przesyłan|złożon)[eya]\s+)?{_WAY}\s+{_NOT_TAKEN}"
    rf"|{_PAPER}\s+{_NOT_TAKEN}\s+{_WAY}"
    rf"|{_NO_WAY_TO}\s+(?:{_PAPER}|sprawy)\s+{_WAY}|sprawy\s+nie\s+można\s+załatwić\s+{_WAY}"
    rf"|{_PAPER}\s+{_MAY_NOT}\s+{_WAY}|{_WAY}\s+{_MAY_NOT}\s+{_PAPER}",
)
_HINTS = with_any_blanks(
    [
        *("yłącznie", "ylko ", "edynie", "ie przyjm", "ie można", "ie możesz", "ie wolno"),
        *("możliwości", "przyjmowan"),
    ]
)
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
