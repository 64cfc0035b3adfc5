"""Personal data that a description makes a condition of a report (I34)."""

from collections.abc import Iterator

from lckm_core._patterns import compiled
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.sentences import STOP_BEFORE_BLANK, sentences_of
from lckm_core.procedures.rules.texts import Text
from lckm_core.text import Message

_OF_A_REPORT = (
    r"(?:zgłosze(?:nie|nia)|zgłaszanie|interwencj[ae]|przyj(?:ęcie|mowanie)\s+zgłosze(?:nia|ń))\b"
)
_REPORTED = (
    r"\b(?:uszkodz|awari|uster|dziur|ubyt|wysypisk|śmieci|porzucon|wrak|bezdomn|bezpańsk|błąkając"
    r"|martw|padł|zalegając|przepełnion|oświetleni|sygnalizac|zniszczon|brak\w*\s+(?:oświetl|znak)"
    r"|zanieczyszcz|nieporząd|porządkow|interwencj|powalon|złaman|graffiti|zapadni|zablokowan)"
)
_OF_A_RIGHT = (
    r"\b(?:dowod|paszport|legitymac|kart[ayę]|tablic|szkod|odszkod|utrat|kradzie|sygnalist|narusz"
    r"|skarg|zamiar|urodzen|zgon|pojazdu\s+do|ubezpiecz|umow|wodomierz|licznik)"
)
"""Matters that an act settles, in which somebody has to be known."""
_NAME = r"imi(?:ę|enia|onia?)(?:,\s{0,3}|\s+i\s+|\s+oraz\s+)nazwisk[oa]"
_DATA = (
    rf"(?:(?:swoj(?:e|ego)\s+)?{_NAME}|(?:swój\s+|swojego\s+)?(?:numer\w{{0,2}}\s+)?PESEL\b"
    r"|dan(?:e|ych)\s+(?:osobow(?:e|ych)|(?:osoby\s+)?zgłaszającej|zgłaszającego))"
)
_MORE = r"(?:,?\s+[\w-]+){0,12}"
_NOT_TAKEN = (
    r"(?:nie\s+(?:(?:są|będą|zostaną)\s+)?(?:rozpatr|przyjm|przekaz|realiz|rejestr|załatw|uwzględn"
    r"|obsług)\w*(?:\s+do\s+realizacji)?|(?:pozostawia(?:my|\s+się)|pozostają)\s+bez\s+"
    r"(?:rozpatrzenia|rozpoznania|biegu))"
)
_NAMELESS = (
    r"(?:anonimow(?:e|ych)\s+zgłosze(?:nia|ń)|zgłosze(?:nia|ń)\s+(?:anonimow(?:e|ych)"
    rf"|bez\s+(?:podania\s+)?{_DATA}(?:\s+zgłaszającego)?))"
)
_ASK = (
    r"(?:(?:obowiązkowo|koniecznie)\s+(?:podaj|podajesz|wpisz)"
    r"|(?:musisz|należy|trzeba)\s+(?:\w+\s+)?(?:podać|wpisać))"
)
_CONDITION = (
    rf"{_NAMELESS}\s+{_NOT_TAKEN}|{_NOT_TAKEN}\s+{_NAMELESS}"
    rf"|(?:w\s+(?:zgłoszeniu|formularzu)\s+)?{_ASK}\s+{_DATA}{_MORE}"
    rf"|zgłoszenie\s+(?:musi|powinno)\s+zawierać\s+{_DATA}{_MORE}"
    rf"|podanie\s+{_DATA}{_MORE}\s+jest\s+(?:obowiązkowe|konieczne|wymagane|niezbędne)"
    rf"|(?:obowiązkowe|konieczne|wymagane|niezbędne)\s+jest\s+podanie\s+{_DATA}{_MORE}"
    rf"|{_DATA}{_MORE}\s+są\s+(?:obowiązkowe|konieczne|wymagane|niezbędne)"
)
"""Whole clauses alone: more words may tell of an answer, which needs an address."""
_OF_SOME = (
    r"\b(?:jeśli|jeżeli|gdy|kto|aby|żeby|chces|chcą|odpowied|kontakt|dobrowoln|nie\s+(?:musi|trzeba"
    r"|jest|są)\b(?!\s+(?:rozpatr|przyjm|przekaz|realiz|rejestr|załatw|uwzględn|obsług))"
    r"|właściciel|sprawc|świad|opiekun|poszkodowan)"
)
_TEXTS = frozenset(("summary", "steps", "useful_info", "how_to", "additional_info"))
_HINTS = ("nonimow", "azwisk", "PESEL", "osobow", "zgłaszając")


@rule(
    "LCKM-R079",
    "zał. 2 § 6 ust. 3",
    "zgłoszenie, które wymaga danych osobowych",
    # Which matters are such reports is read from words.
    WARNING,
)
def reports_ask_for_no_personal_data(title: str, texts: tuple[Text, ...]) -> RuleFaults:
    """A report is taken only with personal data of whoever reports (I34)."""
    # Most titles are of none, which takes less time to see than to search for.
    if not ("łosz" in title or "łasz" in title or "nterwen" in title):
        return
    if not _is_of_a_report(title):
        return
    for path, text in texts:
        if path[0] in _TEXTS and path[-1] != "name":
            for start in _conditions(text):
                yield path, _DEMANDED, start


_DEMANDED = Message(
    "Zgłoszenie załatwia się także bez danych osobowych, a to zdanie stawia je jako warunek. "
    "Napisz, że są dobrowolne, albo usuń to zdanie.",
    "A report is handled without personal data as well, and this sentence makes them a condition. "
    "Say that nobody has to give them, or remove the sentence.",
)


def _is_of_a_report(title: str) -> bool:
    """Return whether a title is of something amiss in the city that anybody may report."""
    words = title.strip()
    return (
        compiled(_OF_A_REPORT).match(words) is not None
        and compiled(_REPORTED).search(words) is not None
        and compiled(_OF_A_RIGHT).search(words) is None
    )


def _conditions(text: str) -> Iterator[int]:
    """Yield the place of each clause that makes personal data a condition."""
    if not any(map(text.__contains__, _HINTS)):
        return
    for start, clause in sentences_of(text, STOP_BEFORE_BLANK):
        words = clause.strip(" –-*_")
        if not compiled(_OF_SOME).search(words) and compiled(_CONDITION).fullmatch(words):
            yield start
