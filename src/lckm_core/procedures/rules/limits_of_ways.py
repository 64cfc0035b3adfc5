"""Whole sentences on the only ways of handing in, on those that are none, and on one more."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lckm_core._patterns import compiled, small_letters
from lckm_core.procedures.parts import Submission, Way
from lckm_core.procedures.rules.paragraphs_before import stands_for_all
from lckm_core.procedures.rules.sentences import MARKS, STOP_BEFORE_BLANK, sentences_of
from lckm_core.procedures.rules.stated_terms import stems
from lckm_core.procedures.rules.submission_phrases import contradicts_ways

_PAPER = (
    r"(?:(?:wszystkie\s+|wszystkich\s+)?(?:wnios(?:ek|ki|ku|ków)|podani[ea]|podań"
    r"|(?:kart[aęy]?\s+)?zgłosze(?:nie|nia|ń)|deklaracj[ęaei]|dokument(?:y|ów)|formularz[eya]?"
    r"|zawiadomie(?:nie|nia|ń))(?:\s+(?:wraz\s+)?z\s+załącznikami)?)"
)
_OF_A_PAPER = r"(?:wniosk(?:u|ów)|podani[ea]|zgłosze(?:nia|ń)|deklaracji|dokumentów|formularza)"
_AT_THE_OFFICE = (
    r"(?:w\s+(?:urzędzie|wydziale|siedzibie|kancelarii|okienku)(?:\s+(?:urzędu|wydziału))?"
    r"|do\s+(?:urzędu|wydziału|siedziby|kancelarii)|na\s+miejscu)"
)
_AS_SAID = (
    r"(?:pocztą(?:\s+(?:tradycyjną|elektroniczną))?|listownie|listem(?:\s+poleconym)?|e?-?mailem"
    r"|elektronicznie|on-?line|telefonicznie|na\s+papierze|zdalnie|korespondencyjnie"
    r"|na\s+(?:platformie\s+)?(?:e-?puap\w*|(?:biznes\.)?gov\.pl)"
    r"|(?:przez|za\s+pośrednictwem)\s+(?:internet(?:u)?|e-?puap|poczt[ęy](?:\s+elektroniczn\w+)?"
    r"|telefon(?:u)?|formularz(?:a)?(?:\s+(?:elektroniczn|internetow)\w+|\s+on-?line)?)"
    r"|(?:w\s+(?:formie|postaci|wersji)|drogą)\s+(?:papierow|elektroniczn|mailow|pocztow"
    r"|telefoniczn)(?:ą|ej))"
)
_WAY = rf"(?:{_AS_SAID}|osobiście(?:\s+{_AT_THE_OFFICE})?|{_AT_THE_OFFICE})"
_LISTED = (
    rf"(?:ani\s+)?{_WAY}(?:(?:,\s+(?:ani\s+)?|,?\s+(?:lub|albo|bądź|i|oraz|ani)\s+){_WAY}){{0,3}}"
)
_ONLY = r"(?:(?:już|obecnie|teraz)\s+)?(?:wyłącznie|tylko|jedynie)"
_ALSO = r"(?:też|także|również)"
_WHO = (
    r"(?:(?:każdy|wnioskodawca|właściciel|zainteresowan[yai]|strona|osoba\s+zainteresowana)"
    r"|\w+(?:\s+\w+)?(?:,\s+\w+(?:\s+\w+)?){0,2}\s+(?:albo|lub)\s+(?:jego|jej|ich)\s+"
    r"pełnomocnik"
    r"|(?:właściciel|wnioskodawca)\s+(?:albo|lub)\s+pełnomocnik)"
)
"""All who may hand in: a single „rodzic” or „firma” may be some of them."""
_MAY = r"(?:można|możesz|należy|trzeba|musisz|da\s+się)"
_TO_HAND_IN = (
    r"(?:złożyć|składać|przesłać|przesyłać|wysłać|wysyłać|dostarczyć|dostarczać|przynieść|nadać)"
)
_IS_HANDED_IN = (
    r"(?:składasz|składa\s+się|złożysz|wyślesz|prześlesz|przyjmujemy|przyjmuje\s+się"
    r"|dostarcza\s+się"
    rf"|złóż|prześlij|wyślij|dostarcz|{_MAY}\s+{_TO_HAND_IN}"
    r"|(?:jest|są)\s+(?:przyjmowan|składan)[eya]|(?:przyjmowan|składan)[eya]\s+(?:jest|są))"
)
_WHEN = (
    r"(?:\s+(?:(?:od\s+\d{1,2}\s+\w+\s+)?do\s+\d{1,2}\s+\w+|przez\s+cały\s+rok"
    r"|w\s+godzinach\s+(?:pracy|otwarcia)(?:\s+urzędu)?))?"
)
_THEN = r"(?:\s*:|\s+[–-]|,)?\s+"
_THE_MATTER = r"(?:(?:tę|całą|swoją|tej|całej)\s+)?"
_IS_SETTLED = rf"(?:{_MAY}\s+załatwić|załatwisz|załatwiasz|załatwia\s+się|załatwiamy)"
_HANDING_IN = rf"(?:złożenie|składanie|przesłanie|wysłanie|przyjmowanie)\s+{_OF_A_PAPER}"
_ONLY_SO = (
    rf"{_PAPER}\s+(?:{_IS_HANDED_IN}|składa\s+{_WHO}){_WHEN}{_THEN}{_ONLY}\s+(?P<ways>{_LISTED})",
    rf"{_IS_HANDED_IN}\s+{_PAPER}{_WHEN}{_THEN}{_ONLY}\s+(?P<ways>{_LISTED})",
    rf"{_ONLY}\s+(?P<ways>{_LISTED})\s+{_IS_HANDED_IN}\s+{_PAPER}",
    rf"{_THE_MATTER}sprawę\s+{_IS_SETTLED}{_THEN}{_ONLY}\s+(?P<ways>{_LISTED})",
    rf"{_ONLY}\s+(?P<ways>{_LISTED})\s+{_IS_SETTLED}\s+{_THE_MATTER}sprawę",
    rf"{_MAY}\s+załatwić\s+{_THE_MATTER}sprawę\s+{_ONLY}\s+(?P<ways>{_LISTED})",
    rf"(?:ta\s+|cała\s+)?sprawa\s+(?:jest\s+)?(?:załatwiana|możliwa\s+do\s+załatwienia)\s+"
    rf"(?:jest\s+)?{_ONLY}\s+(?P<ways>{_LISTED})",
    rf"(?:{_HANDING_IN}|załatwienie\s+sprawy)\s+(?:jest\s+możliwe|możliwe\s+jest|odbywa\s+się)\s+"
    rf"{_ONLY}\s+(?P<ways>{_LISTED})",
    rf"(?:konieczne|wymagane|niezbędne|obowiązkowe)\s+jest\s+(?P<ways>osobiste)\s+"
    rf"(?:złożenie|dostarczenie)\s+{_OF_A_PAPER}",
    rf"(?:{_PAPER}|sprawa)\s+wymaga(?:ją)?\s+(?P<ways>osobistego)\s+złożenia",
    rf"{_PAPER}\s+(?:trzeba|należy|musisz)\s+(?:złożyć|dostarczyć|przynieść)\s+"
    rf"(?P<ways>osobiście(?:\s+{_AT_THE_OFFICE})?)",
    rf"{_PAPER}\s+{_IS_HANDED_IN}\s+(?P<ways>{_LISTED})(?:,|\s+[–-])\s+(?:innej\s+"
    r"(?:możliwości|drogi)\s+nie\s+ma|inaczej\s+się\s+nie\s+da|nie\s+ma\s+innej\s+"
    r"(?:możliwości|drogi))",
    rf"{_THE_MATTER}sprawy\s+nie\s+(?:załatwisz|załatwia\s+się|(?:można|da\s+się)\s+załatwić)\s+"
    rf"inaczej\s+niż\s+(?P<ways>{_LISTED})",
    rf"{_PAPER}\s+nie\s+(?:złożysz|składa\s+się|(?:można|da\s+się)\s+(?:złożyć|składać))\s+"
    rf"inaczej\s+niż\s+(?P<ways>{_LISTED})",
)
_SENT = (
    r"(?:(?:wysłan|przesłan|przesyłan|wysyłan|nadesłan|nadsyłan|złożon|składan|nadan|dostarczon"
    r"|otrzyman|przysłan)(?:ych|e|y)\s+)?"
)
_IS_REFUSED = (
    r"(?:(?:już\s+)?nie\s+(?:przyjmujemy|przyjmuje\s+się|rozpatrujemy|rozpatruje\s+się"
    r"|uwzględniamy|obsługujemy)(?:\s+wcale)?)"
)
_COMES_BACK = (
    r"(?:odsyłamy|zwracamy|odrzucamy|(?:pozostawiamy|zostawiamy)\s+bez\s+(?:rozpatrzenia"
    r"|rozpoznania)|nie\s+(?:zostan(?:ie|ą)|będ(?:zie|ą)|są|jest)\s+(?:przyjęt|rozpatrzon"
    r"|rozpatrywan|przyjmowan|uwzględnian|rozpoznan)[eya])"
)
_IS_NOT_SENT = (
    r"nie\s+(?:złożysz|wyślesz|prześlesz|nadasz|wysyłaj|przesyłaj|składaj|składa\s+się"
    rf"|(?:wysyła|przesyła)\s+się|(?:można|możesz|da\s+się|wolno)\s+{_TO_HAND_IN})"
)
_IS_NOT_SETTLED = (
    r"nie\s+(?:załatwisz|załatwia\s+się|załatwiamy|(?:można|możesz|da\s+się)\s+załatwić)"
)
_OF_A_KIND = r"(?:papierow|elektroniczn|telefoniczn)ych"
_IS_NOT_POSSIBLE = (
    r"(?:nie\s+jest\s+(?:jeszcze\s+|już\s+)?(?:możliwe|dopuszczalne)"
    r"|jest\s+nie(?:możliwe|dopuszczalne))"
)
_NOT_SO = (
    rf"{_PAPER}\s+{_SENT}(?P<ways>{_LISTED})\s+{_IS_REFUSED}",
    rf"(?P<ways>{_LISTED})\s+{_PAPER}\s+{_IS_REFUSED}",
    rf"(?P<ways>{_LISTED})\s+{_IS_REFUSED}\s+{_PAPER}",
    rf"{_PAPER}\s+{_IS_REFUSED}\s+(?P<ways>{_LISTED})",
    rf"{_IS_REFUSED}\s+{_PAPER}\s+{_SENT}(?P<ways>{_LISTED})",
    rf"{_PAPER}\s+{_SENT}(?P<ways>{_LISTED})\s+{_COMES_BACK}",
    rf"{_PAPER}\s+{_IS_NOT_SENT}\s+(?P<ways>{_LISTED})",
    rf"{_IS_NOT_SENT}\s+{_PAPER}\s+(?P<ways>{_LISTED})",
    rf"(?P<ways>{_LISTED})\s+{_IS_NOT_SENT}\s+{_PAPER}",
    rf"(?:{_PAPER}\s+)?(?P<ways>{_OF_A_KIND})\s+(?:wniosków\s+|zgłoszeń\s+)?{_IS_REFUSED}",
    rf"{_IS_REFUSED}\s+(?P<ways>{_OF_A_KIND})\s+(?:wniosków|zgłoszeń)",
    rf"{_THE_MATTER}spraw[yę]\s+{_IS_NOT_SETTLED}\s+(?P<ways>{_LISTED})",
    rf"(?P<ways>{_LISTED})\s+{_THE_MATTER}sprawy\s+{_IS_NOT_SETTLED}",
    rf"(?P<ways>{_LISTED})\s+{_IS_NOT_SETTLED}\s+{_THE_MATTER}sprawy",
    rf"(?:{_HANDING_IN}|załatwienie\s+sprawy)\s+(?P<ways>{_LISTED})\s+{_IS_NOT_POSSIBLE}",
)
_BY_IT = (
    rf"(?:(?:tą|taką)\s+drogą|w\s+ten\s+sposób)\s+(?:{_PAPER}\s+{_IS_REFUSED}"
    rf"|{_IS_REFUSED}\s+{_PAPER}|{_IS_NOT_SENT}\s+{_PAPER}|sprawy\s+{_IS_NOT_SETTLED})"
)
"""Said of the way that the heading before it names: „**Poczta.** Tą drogą …”."""
_ONLINE = r"(?:elektronicznie|on-?line|przez\s+(?:internet|e-?puap)|zdalnie)"
_NO_LETTER = r"(?:osobiście|telefonicznie|przez\s+telefon|na\s+papierze)"
"""Clauses on filing by a letter or electronically are read in more words elsewhere."""
_OTHER_WAYS = (
    r"(?:(?!\b(?:jeśli|jeżeli|gdy|tylko|wyłącznie|nie|po|kopi|druk|dla)\b)[^,;:.()]){3,50}"
    r"\s(?:lub|albo|bądź)\s+"
)
_NO_OTHER = r"(?!lekarz|szpital|szkoł|pracodaw|bank|notari|sąd|policj|ośrod|konsul)"
_IN_A_ROOM = (
    r"(?:,?\s+w\s+(?:urzędzie|wydziale|kancelarii|sekretariacie|siedzibie|biurze|sali|okienku)"
    r"(?:\s+[\w ]{3,30})?)?"
)
_SO_TOO = (
    rf"{_THE_MATTER}sprawę\s+{_IS_SETTLED}\s+(?:{_ALSO}\s+)?"
    rf"(?P<ways>telefonicznie|przez\s+telefon|{_ONLINE}|bez\s+wychodzenia\s+z\s+domu"
    r"|bez\s+wizyty\s+w\s+urzędzie)",
    rf"(?!dokument){_PAPER}\s+(?:{_IS_HANDED_IN}|składa\s+{_NO_OTHER}\w+)\s+(?:{_ALSO}\s+)?"
    rf"(?:{_OTHER_WAYS})?(?P<ways>{_NO_LETTER}){_IN_A_ROOM}",
    rf"{_IS_HANDED_IN}\s+(?!dokument){_PAPER}\s+(?:{_ALSO}\s+)?(?P<ways>{_NO_LETTER})"
    rf"{_IN_A_ROOM}",
)
_WORDS_OF_WAYS = (
    *("poczt", "list", "mail", "elektron", "line", "telefon", "papier", "zdaln", "internet"),
    *("puap", "formularz", "osobi", "urzędzie", "wydziale", "siedzibie", "kancelarii", "okienku"),
    *("domu", "korespond", "urzędu", "wydziału", "siedziby", "gov", "wizyty"),
    *("miejscu", "tą drogą", "ten sposób", "taką drogą"),
)
"""Of these each such sentence has one."""
_WORDS_OF_PAPERS = (
    *("wnios", "podani", "zgłosz", "deklar", "dokument", "formularz", "zawiadom", "spraw"),
    "podań",
)
_WORDS_OF_LIMITS = (
    *("wyłącznie", "tylko", "jedynie", "nie ", "nie  ", "odsył", "zwrac", "odrzuc", "zosta"),
    *("telefon", "osobi", "na papier", "załatwi", "inaczej"),
)
_LONGEST = 160
_HEADINGS = (
    (r"\be-?mail|poczt\w+\s+elektr", "e-mailem"),
    (r"\bpoczt|\blist", "pocztą"),
    (r"\belektron|\binternet|\bon-?line|\be-?puap", "elektronicznie"),
    (r"\btelefon", "telefonicznie"),
    (r"\bosobi|\burząd|\burzędzie|\bna\s+miejscu", "osobiście"),
)
_HEADING = re.compile(
    r"[\s\d.)#•-]{0,8}[*_]{0,2}(?P<title>[^.:*\n]{3,30})[.:]?[*_]{0,2}[.:]?\s*(?:[–-]\s*)?"
)
_APPLICATION_FOR = re.compile(r"^(?P<paper>wnios\w{1,3})\s+o\s+", re.IGNORECASE)
_NEXT = re.compile(r",\s+|(?:^|\s+)(?:lub|albo|bądź|i|oraz|ani)\s+", re.IGNORECASE)
_OF_ANOTHER = (
    r"\b(?:jeśli|jeżeli|gdy\w*|kiedy|chyba|dla|kto|któr\w+|o|bez|dotyczy|ale|lecz|o?prócz|poza"
    r"|w\s+(?:przypadku|razie|sprawach))\b"
)
"""In the clause before a denial: what may limit it to some papers, people or cases."""
FOR_SOME = (
    r"\b(?:tylko|wyłącznie|jedynie)\b(?!\s+(?:po|w\s+(?:dni|godz)|z\s+podpis|na\s+adres))"
    r"|\b(?:dla|gdy|jeśli|jeżeli|w\s+przypadku|dotyczy|z\s+wyjątkiem|oprócz|poza)\b"
)


class Said(NamedTuple):
    """A whole sentence on ways: its place, the ways it names, and what it says of them."""

    start: int
    words: str
    ways: str
    kind: str


def sentences_on_ways(text: str, title: str = "") -> Iterator[Said]:
    """Yield the whole sentences of a text on what ways there are, are not, or are alone.

    Args:
        text: the text.
        title: what the procedure is called, „wniosek o” which is the application itself.
    """
    if not _may_say_so(small_letters(text)):
        return
    for start, sentence in sentences_of(text, STOP_BEFORE_BLANK):
        if len(sentence) > _LONGEST or not _may_say_so(sentence.lower()):
            continue
        # „**Pocztą.** Wniosków …” has its heading within the sentence.
        heading = sentence.rfind("** ") + 3
        if heading > 2:
            start, sentence = start + heading, sentence[heading:]
        words = _without_the_matter(sentence, title)
        said = _read(words, text[:start]) or _read_last_clause(words)
        if said and stands_for_all(text[:start]):
            yield Said(start, sentence, *said)


def _without_the_matter(sentence: str, title: str) -> str:
    """Return a sentence without what the application is for, if that is the matter."""
    found = _APPLICATION_FOR.search(sentence) if title else None
    if found is None:
        return sentence
    known = stems(title)
    rest = sentence[found.end() :].split(" ")
    count = 0
    while count < len(rest) and not stems(rest[count]).isdisjoint(known):
        count += 1
    return " ".join((found["paper"], *rest[count:])) if count else sentence


def _may_say_so(letters: str) -> bool:
    """Return whether a text in small letters has a word of each kind that is needed."""
    return all(
        any(map(letters.__contains__, words))
        for words in (_WORDS_OF_LIMITS, _WORDS_OF_WAYS, _WORDS_OF_PAPERS)
    )


def _read_last_clause(sentence: str) -> tuple[str, str] | None:
    """Return what „…, wniosków pocztą nie przyjmujemy” says behind a clause of no limit."""
    first, comma, last = sentence.rpartition(", ")
    if not comma or compiled(_OF_ANOTHER).search(first):
        return None
    said = _read(last, "")
    return said if said and said[1] == "not" else None


def _read(sentence: str, before: str) -> tuple[str, str] | None:
    """Return the ways that a sentence names and what it says of them; ``None`` of any other."""
    words = sentence.strip(f"{MARKS}.!:")
    for kind, patterns in (("only", _ONLY_SO), ("not", _NOT_SO), ("too", _SO_TOO)):
        for pattern in patterns:
            if found := compiled(pattern).fullmatch(words):
                return found["ways"], kind
    if compiled(_BY_IT).fullmatch(words):
        heading = _HEADING.fullmatch(before.rpartition("\n")[2])
        title = heading["title"] if heading else ""
        for pattern, way in _HEADINGS:
            if compiled(pattern).search(title):
                return way, "not"
    return None


def only_ways(phrase: str) -> str | None:
    """Return the ways that a phrase begins with as the only ones, „tylko pocztą, od 1 maja”."""
    found = compiled(rf"{_ONLY}\s+(?P<ways>{_LISTED})(?P<rest>$|[,;(]|\s+(?:od|do|po)\b)").match(
        phrase.strip()
    )
    # „Tylko pocztą, kurierem lub osobiście” goes on with ways.
    if found is None or _NEXT.search(phrase, found.end() - len(found["rest"]) + 2):
        return None
    if compiled(_OF_ANOTHER).search(phrase, found.end()):
        return None
    return found["ways"]


def ways_for_all(submission: Iterable[Submission]) -> set[Way]:
    """Return the ways that are for everybody, without „pocztą”, „tylko uzupełnienia”."""
    return {item.way for item in submission if not compiled(FOR_SOME).search(item.note or "")}


def is_wrong_on_ways(said: Said, submission: Iterable[Submission]) -> bool:
    """Return whether what a sentence says of ways is wrong for the ways that are offered."""
    offered = {item.way for item in submission}
    for_all = ways_for_all(submission)
    named = compiled(_AT_THE_OFFICE).sub("osobiście", said.ways)
    for pattern, way in _IN_OTHER_WORDS:
        named = compiled(pattern).sub(way, named)
    if said.kind == "only":
        words = f"wniosek tylko {named}".replace(",", " lub")
        return contradicts_ways(words, offered) and contradicts_ways(words, for_all)
    if said.kind == "not":
        return any(
            contradicts_ways(f"wniosków {way} nie przyjmujemy", for_all)
            for way in filter(None, _NEXT.split(named))
        )
    if named.lower().startswith("bez"):
        return offered == {Way.IN_PERSON}
    if compiled(_ONLINE).fullmatch(named) and Way.EMAIL in offered:
        return False
    texts = " ".join(text for item in submission for text in (*item.places, item.note or ""))
    return contradicts_ways(f"wniosek {named}", offered) and not any(
        compiled(pattern).search(texts)
        for words, pattern in _TOLD_BESIDE
        if compiled(words).search(named)
    )


_IN_OTHER_WORDS = (
    (r"\b(?:zdalnie|elektronicznych)\b", "elektronicznie"),
    (r"\bkorespondencyjnie\b", "pocztą"),
    (r"\bosobiste(?:go)?\b", "osobiście"),
    (r"\bpapierowych\b", "na papierze"),
    (r"\btelefonicznych\b", "telefonicznie"),
    (r"\bna\s+(?:platformie\s+)?(?=e-?puap)", "przez "),
    (r"\bna\s+(?:biznes\.)?gov\.pl", "przez internet"),
)
_TOLD_BESIDE = (
    ("telefon", r"telefon|\btel\b|\+48"),
    ("papier", r"papier|\b(?:ul|al|pl)\."),
    ("osobi", r"osobi|\b(?:ul|al|pl)\."),
    (_ONLINE, r"elektron|internet|puap|on-?line|\.pl\b"),
)
"""What notes or places tell of a way that is not listed by itself."""
