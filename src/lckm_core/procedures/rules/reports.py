"""What a description of a report says of personal data, and which matters are reports."""

from collections.abc import Iterable, Iterator

from lckm_core._patterns import compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.sentences import MARKS, STOP_BEFORE_BLANK, sentences_of
from lckm_core.procedures.rules.texts import PROSE, Text, Texts
from lckm_core.text import EmptyWord, Message

_OF_A_REPORT = (
    r"(?:zgłosze(?:nie|nia)|zgłaszanie|interwencj[ae]|przyj(?:ęcie|mowanie)\s+zgłosze(?:nia|ń))\b"
)
_OF_A_REPAIR = r"(?:usu[wn]|napraw|uprząt|sprząt|zabezpiecz|uzupełni|likwid|odśnież)\w+\b"
"""What is done for whoever reports, where no paper is handed in."""
_OF_TITLES = ("łosz", "ŁOSZ", "łasz", "ŁASZ", "nterwen", "NTERWEN")
"""Of these each such title has one."""
_REPORTED = (
    r"\b(?:uszkodz|awari|uster|dziur|ubyt|wysypisk|śmieci|porzucon|wrak|bezdomn|bezpańsk|błąkając"
    r"|martw|padł|zalegając|przepełnion|oświetleni|sygnalizac|zniszczon|brak\w*\s+(?:oświetl|znak)"
    r"|zanieczyszcz|nieporząd|porządkow|interwencj|powalon|złaman|graffiti|zapadni|zablokowan)"
)
# A business and a foreigner have a place, too, and a duty can be wanting.
_PLACE = (
    r"miejsc(?:e|a)?\s+(?:(?:do|na|pod)\s+(?:\w+\s+)?(?:\w*sadz|drzew|krzew|ławk|ławek|kosz|stoja"
    r"|ziele|łąk|budk|latarn|przejści)|bez\s+(?:\w+\s+)?(?:kosz|oświetl|barier)|wymagając)"
    r"|miejsc(?:e|a)?,\s+(?:w\s+któr\w+|gdzie)\s+(?:\w+\s+)?(?:brak|nie\s+ma|trzeb|potrzeb|przyda"
    r"|zaleg|zbiera|gromadz|leż|rosn|rośn|można\s+(?:po)?sadz|jest\s+(?:ciemn|niebezpiecz|ślisk))"
)
_WANTING = (
    r"brak(?:u|i)?\s+(?:\w+\s+)?(?:kosz|ław(?:ki|ek)|pokryw|właz|barier|poręcz|chodnik|przejści"
    r"|wod[ay]\b|prąd|światł|ziele|drzew|toalet|tablic|ogrzewan|latar|lamp|stoja|wiat|krat|klap"
    r"|odwodn|nawierzchni|dojazd|sprzątan|odśnieżan|odbioru\s+(?:odpad|śmieci|ściek))"
)
_SEEN = (
    rf"\b(?:{_PLACE}|{_WANTING}"
    r"|niebezpieczn|zagroż|zagraż|such(?:ego|ych|e)|chor(?:ego|ych)\s+drzew|wyciek"
    r"|nieczynn|nieprzejezdn|odśnież|oblodz|zalan|nieprawidłow|hałas|odor|rann(?:ego|ych|e)|dzik"
    r"|szczur|gryzoni|gniazd|wystając|nielegaln|przewrócon|krzyw|potrzeb\w+\s+(?:napraw|remont))"
)
"""What else somebody may tell of without a paper."""
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
_ANY_DATA = (
    rf"(?:{_DATA}|nazwisk[oa]|dan(?:e|ych)\s+kontaktow(?:e|ych)"
    r"|(?:numer\w{0,2}\s+)?telefonu|adresu\s+e-?mail)"
    r"(?:(?:,|\s+i|\s+oraz|\s+lub|\s+albo)\s+(?:numer\w{0,2}\s+)?(?:telefonu|adresu(?:\s+e-?mail)?"
    r"|PESEL))*(?:\s+(?:osoby\s+)?zgłaszając\w+)?"
)
"""What somebody is known by, behind „bez”."""
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
_LEFT_UNDONE = (
    rf"(?:{_NOT_TAKEN}|nie\s+(?:trafi|zostanie|zostaną|będzie|będą|podejm\w+|zajm\w+|uruchom\w+)"
    r"(?:\s+(?:przyjęt|rozpatrzon|rozpatrywan|przekazan|zrealizowan|załatwion|zarejestrowan"
    r"|obsłużon|interwencj|się)\w*)?(?:\s+do\s+realizacji)?)"
)
_THE_MATTER = r"(?:zgłosze(?:nie|nia|ń|niem|niami)|spraw(?:a|y|ą|ami)|interwencj(?:a|i|ę|e))"
_INTRODUCES = r"przedstawić(?:\s+(?:się\s+)?imieniem\s+i\s+nazwiskiem)?"
_CONDITION = (
    rf"(?:przedstaw\s+się:?\s+)?bez\s+(?:podania\s+)?{_ANY_DATA}\s+{_THE_MATTER}\s+{_LEFT_UNDONE}"
    rf"|(?:przedstaw\s+się:?\s+)?bez\s+(?:podania\s+)?{_ANY_DATA}\s+{_LEFT_UNDONE}\s+{_THE_MATTER}"
    rf"|{_LEFT_UNDONE}\s+(?:{_THE_MATTER}\s+)?bez\s+(?:podania\s+)?{_ANY_DATA}"
    rf"|{_THE_MATTER}\s+bez\s+(?:podania\s+)?{_ANY_DATA}\s+{_LEFT_UNDONE}"
    rf"|musisz\s+(?:się\s+)?{_INTRODUCES}(?:\s+się)?"
    rf"|(?:każd[ya]\s+|osoba\s+)?zgłaszając[ya]\s+musi\s+(?:się\s+)?{_INTRODUCES}(?:\s+się)?"
    r"|(?:przyjmujemy|realizujemy|rozpatrujemy|obsługujemy)\s+(?:tylko|wyłącznie|jedynie)\s+"
    r"zgłoszenia\s+(?:imienne|podpisane(?:\s+imieniem\s+i\s+nazwiskiem)?)"
    rf"|{_NAMELESS}\s+{_NOT_TAKEN}|{_NOT_TAKEN}\s+{_NAMELESS}"
    r"|(?:anonim(?:ów|y|ami)|(?:anonimow|niepodpisan)\w+\s+zgłoszeni\w+)\s+(?:się\s+)?"
    r"nie\s+(?:rejestr|przyjm|rozpatr|obsług|załatw|zajm)\w+(?:\s+się)?"
    rf"|(?:w\s+(?:zgłoszeniu|formularzu)\s+)?{_ASK}\s+{_DATA}{_MORE}"
    rf"|zgłoszenie\s+(?:musi|powinno)\s+zawierać\s+{_DATA}{_MORE}"
    rf"|podanie\s+{_DATA}{_MORE}\s+jest\s+(?:obowiązkowe|konieczne|wymagane|niezbędne)"
    rf"|(?:obowiązkowe|konieczne|wymagane|niezbędne)\s+jest\s+podanie\s+{_DATA}{_MORE}"
    rf"|{_DATA}{_MORE}\s+są\s+(?:obowiązkowe|konieczne|wymagane|niezbędne)"
)
"""Whole clauses alone: more words may tell of an answer, which needs an address."""
_OF_SOME = (
    r"\b(?:jeśli|jeżeli|gdy|kto|aby|żeby|chces|chcą|odpowied|kontakt(?!owych\b)|dobrowoln"
    r"|nie\s+(?:musi|trzeba"
    r"|jest|są)\b(?!\s+(?:rozpatr|przyjm|przekaz|realiz|rejestr|załatw|uwzględn|obsług))"
    r"|właściciel|sprawc|świad|opiekun|poszkodowan)"
)
_HINTS = (
    *(
        "nonimow",
        "nonimó",
        "azwisk",
        "PESEL",
        "osobow",
        "zgłaszając",
        "ontaktow",
        "elefonu",
        "rzedstawić",
    ),
    *("imienne", "podpisane"),
)


@rule(
    "LCKM-R079",
    "zał. 2 § 6 ust. 3",
    "zgłoszenie, które wymaga danych osobowych",
    # Which matters are such reports is read from words.
    WARNING,
    part="submission",
)
def reports_ask_for_no_personal_data(
    title: str, submission: tuple[parts.Submission, ...] | EmptyWord, texts: Texts
) -> RuleFaults:
    """A report is taken only with personal data of whoever reports (I34)."""
    is_repair = submission is EmptyWord.NOT_APPLICABLE and _repairs_something(title)
    held = texts.holding(_HINTS, *PROSE) if is_repair else _texts_of_report(title, texts, _HINTS)
    for path, text in held:
        if path[-1] != "name":
            for start in _conditions(text):
                yield path, _DEMANDED, start


_DEMANDED = Message(
    "Zgłoszenie załatwia się także bez danych osobowych, a to zdanie stawia je jako warunek. "
    "Napisz, że są dobrowolne, albo usuń to zdanie.",
    "A report is handled without personal data as well, and this sentence makes them a condition. "
    "Say that nobody has to give them, or remove the sentence.",
)
_LONGER = (
    r"(?:rok|(?:dwa|trzy|cztery|(?:[2-9]|[1-9]\d))\s+lat[a]?|(?:pięć|sześć|dziesięć)\s+lat"
    r"|(?:[89]|[1-9]\d)\s+miesięcy|bezterminowo|na\s+stałe)"
)
_KEPT_DATA = (
    r"(?:dan(?:e|ych)\s+(?:osobow\w+|kontaktow\w+|(?:osoby\s+)?zgłaszając\w+)"
    r"|(?:numer\w{0,2}\s+)?telefon\w{0,2}|adres\w{0,2}\s+e-?mail|nazwisk[oa])"
)
_KEEP = (
    r"(?:(?:prze|za)chow(?:a|uje|amy|ujemy|ane|any|ywan[ey]|ywać)|przetwarza(?:my|n[ey])?|trzymamy)"
    r"(?:\s+(?:się|są|je|go|ją))*"
)
_KEEP_HINTS = ("chow", "rzetwarza", "rzymamy")
_TOO_LONG = (
    rf"(?:jeśli\s+(?:zostawisz|podasz)\s+)?(?:(?:twoje|podane|swoje)\s+)?{_KEPT_DATA},?\s+"
    rf"(?:(?:są|będą|będzie|jest)\s+)?{_KEEP}(?:\s+w\s+systemie)?\s+(?:(?:przez|do)\s+)?"
    rf"(?:okres\s+)?{_LONGER}\b(?P<rest>[^.;]*)"
)
"""Whole clauses alone, of what the system keeps."""
_KEPT_ELSEWHERE = (
    r"\b(?:akt(?:a|ach|ami|om)?\b|archiw|kancelaryjn|skarg|szkod|odszkod|roszcze|sąd|postępowan"
    r"|mandat|umow|umów|w\s+(?:razie|przypadku)\b|o\s+ile\b|kiedy\b|gdy"
    r"|(?:jeśli|jeżeli)(?!\s+(?:\w+\s+){0,2}nie\s+(?:wycof|cofn|odwoł|popros|zażąd)))"
)
"""Files, claims and some matters alone, which have other terms."""


@rule(
    "LCKM-R082",
    "zał. 2 § 6 ust. 5",
    "dane osobowe ze zgłoszenia przechowywane dłużej niż sześć miesięcy",
    # Which matters are such reports is read from words.
    WARNING,
)
def reports_keep_data_for_six_months(title: str, texts: Texts) -> RuleFaults:
    """Personal data of a report are kept longer than the ordinance keeps them (I37)."""
    for path, text in _texts_of_report(title, texts, _KEEP_HINTS):
        for start, clause in sentences_of(text, STOP_BEFORE_BLANK):
            kept = compiled(_TOO_LONG).fullmatch(clause.strip(MARKS))
            if kept and not compiled(_KEPT_ELSEWHERE).search(kept["rest"]):
                yield path, _KEPT_TOO_LONG, start


_KEPT_TOO_LONG = Message(
    "Dane osobowe ze zgłoszenia przetwarza się w systemie przez 6 miesięcy, nie licząc miesiąca "
    "zgłoszenia, a tu jest dłużej. Popraw ten okres.",
    "The system keeps personal data of a report for 6 months, not counting the month of the "
    "report, and this says longer. Fix the time.",
)


def reports_something(title: str) -> bool:
    """Return whether a title is of a report for which no paper is handed in."""
    return _is_report_of(title, _REPORTED, _SEEN)


def _repairs_something(title: str) -> bool:
    return (
        compiled(_OF_A_REPAIR).match(title.strip()) is not None
        and compiled(_REPORTED).search(title) is not None
        and compiled(_OF_A_RIGHT).search(title) is None
    )


def _texts_of_report(title: str, texts: Texts, parts: Iterable[str]) -> list[Text]:
    """Return the texts that hold one of some parts, where anybody may report what is amiss."""
    return texts.holding(parts, *PROSE) if _is_report_of(title, _REPORTED) else []


def _is_report_of(title: str, *what: str) -> bool:
    """Return whether a title is of a report of one of some matters, each given as a pattern."""
    # Most titles are of none, which takes less time to see than to search for.
    if not any(map(title.__contains__, _OF_TITLES)):
        return False
    words = title.strip()
    return (
        compiled(_OF_A_REPORT).match(words) is not None
        and any(compiled(matter).search(words) for matter in what)
        and compiled(_OF_A_RIGHT).search(words) is None
    )


def _conditions(text: str) -> Iterator[int]:
    """Yield the place of each clause that makes personal data a condition."""
    for start, clause in sentences_of(text, STOP_BEFORE_BLANK):
        words = clause.strip(MARKS)
        if compiled(_OF_SOME).search(words):
            continue
        # „Podaj nazwisko – anonimów nie rejestrujemy” says it twice.
        clauses = (words, *compiled(r"\s[–—-]\s").split(words))
        if any(map(compiled(_CONDITION).fullmatch, clauses)):
            yield start
