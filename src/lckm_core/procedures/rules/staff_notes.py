"""Rules of „Informacje dla pracownika Oddziału Call Center”, which residents never see."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from lckm_core._patterns import KeywordPattern, compiled, small_letters
from lckm_core.fields import fields_of
from lckm_core.procedures import parts
from lckm_core.procedures.rules.registry import MOST_LISTED, RuleFaults, rule
from lckm_core.procedures.rules.texts import Texts
from lckm_core.procedures.template import CallCentre, Procedure
from lckm_core.telephones import dialled
from lckm_core.text import EmptyWord, Message

_STAFF = (
    r"(?:(?:oddziału\s+)?call[\s-]?cent\w+|infolinii"
    r"|konsultan(?:t(?:a|ów|om|ek|ki)?|cie)\b(?!\s+(?:podatk|społ|finans|prawn|języ))"
    r"|pracownik\w*\s+(?:\w+\s+)?(?:call[\s-]?cent\w+|infolinii|lckm)"
    r"|pracownik\w*\s+(?:łódzkiego\s+)?centrum\s+kontaktu)"
)
_CALLER = r"(?:rozmówc|dzwoniąc(?!,|\s+(?:pod|do|z)\b))\w*"
_CALL = rf"(?:{_CALLER}|rozmow[ęy]\b|połączeni[ea]\b)"
_RESIDENTS = (
    r"(?:(?:mieszkańc|interesant|petent)(?:om|owi)"
    # „Nie podawaj klientom alkoholu” is said to the owner of a bar.
    r"|klient(?:om|owi)(?!\s+(?:\w+\s+)?(?:alkohol|napoj|piw|posił|potraw|żywnoś|wyrob|tyto|lek)))"
)
_LINE = r"(?m:^)[^\w\n]*"
_BEGINS = rf"(?:{_LINE}|(?<=[.!?:;]\s))"
_DESK = (
    r"(?:uwaga\s+)?(?:dla|do)\s+(?:okien(?:ka|ek)|recepcji|urzędnik(?:a|ów)|pracowników\s+"
    r"(?:sali|okien(?:ka|ek)|obsługi|recepcji|wydziału|urzędu|kancelarii))"
    r"|uwaga\s+dla\s+(?:stanowiska?|sekretariatu|sali|punktu|pracownik(?:a|ów))"
)
_VISITOR = r"(?:\w+(?:ych|ego|ą)\s+)?(?:klient|interesant|petent)(?:a|ów|kę)"
_TO_VISITOR = rf"(?:stron(?:ie|om)(?!\s+przeciwn)|{_RESIDENTS})"
_PARTIES = (
    r"(?:stron(?:ie|om)(?!\s+(?:trzeci|przeciwn))"
    r"|(?:najemc|wnioskodawc|zobowiązan)(?:om|y|ym)\b|(?:lokator|dłużnik)(?:om|owi)\b)"
)
_SEND = r"(?:s?kierować|odsyłać|odesłać|przełącz(?:ać|yć)|łączyć|przekierow(?:ać|ywać))"
_TELL = r"(?:mówić|podawać|informować|ujawniać|tłumaczyć|zdradzać|obiecywać|udostępniać)"
"""What is told to whoever serves visitors, by an infinitive at the beginning of a sentence."""
_FOR_STAFF = KeywordPattern(
    "uwaga okien recepcji urzędnika urzędników pracowników klientów klienta klientkę odsyłać"
    " odesłać mówić podawać informować ujawniać tłumaczyć zdradzać obiecywać udostępniać "
    "call infolini konsultan lckm kontaktu rozmów rozmow dzwoniąc połączeni wewnętrzn publik"
    " mieszkańco kliento interesan petent niewidoczn niedostępn"
    " wiadomości",
    rf"\b(?:dla|do\s+wiadomości)\s+{_STAFF}|{_LINE}uwaga,\s+{_STAFF}"
    rf"|{_LINE}uwaga\s+{_STAFF}\s*[:–-]"
    rf"|(?:{_LINE}|(?<=[(;:.!?–-])|(?<=[(;:.!?–-]\s))konsultan(?:cie|tko)\b"
    r"|\b(?:jeśli|jeżeli|gdy)\s+dzwoniąc\w+[^.\n]{0,80}?\b(?:łącz|połącz|przełącz|poinformuj"
    r"|odeślij|skieruj|zapisz|zanotuj|powiedz)\b"
    rf"|(?:{_LINE}|(?<=[.!?]\s))konsultan(?:t(?:ka|ki|om)?|ci):\s+(?:nie\s+)?"
    r"\w+(?:ać|ić|yć|[aeu]j|cie)\b"
    # What is said to whoever answers: „przełącz rozmowę”, „zapytaj dzwoniącego”.
    rf"|\b(?:przełącz(?:aj|yć)?|połącz)\s+(?:\w+\s+)?{_CALL}"
    rf"|\b{_CALL}\s+(?:\w+\s+)?przełącz\w{{0,2}}\b"
    r"|\b(?:skieruj|odeślij|poproś|poinformuj|zapytaj|powiedz|wyjaśnij|weryfikuj\w*)"
    rf"\s+(?:\w+\s+)?{_CALLER}|\b(?:jeśli|jeżeli|gdy|czy|od)\s+rozmówc\w+"
    rf"|\b(?:upewnij\s+się|ustal|sprawdź),\s+(?:czy|że)\s+{_CALLER}"
    rf"|\b(?:zapisz|zanotuj)\s+(?:\w+\s+){{0,2}}{_CALLER}"
    r"|\b(?:numer\w*\s+wewnętrzn\w+|wewnętrzn\w+\s+numer\w*)\s+do\s+przełącz\w+"
    r"|\bskrypt\s+rozmowy\b|\bnie\s+(?:podawa[jć]|informuj|informować|udostępnia[jć]|mów|obiecuj"
    rf"|odsyłaj|łącz|przełączaj|udzielaj)\s+(?:\w+\s+){{0,2}}(?:{_CALL}|{_RESIDENTS})"
    rf"|\b(?:{_CALLER}|{_RESIDENTS})\s+(?:\w+\s+){{0,3}}nie\s+(?:podawaj|udzielaj|mów)"
    # The same by what has to be done, „rozmówcę należy przełączyć”.
    rf"|\b(?:należy|trzeba)\s+(?:\w+\s+)?(?:przełączać|po?łączyć|przekierować|odesłać)\s+{_CALL}"
    r"|\bnie\s+(?:należy|wolno)\s+(?:\w+\s+)?(?:informować|powiadamiać|uprzedzać)"
    r"\s+(?:interesantów|petentów)"
    rf"|{_BEGINS}(?:{_DESK})(?:\s+(?:nr\s+)?[^\W_]+){{0,2}}\s?:"
    rf"|{_BEGINS}(?:{_VISITOR}\s+(?:\w+\s+){{0,4}}{_SEND}"
    rf"|nie\s+informować\s+(?:{_VISITOR}|strony)"
    rf"|{_TO_VISITOR}\s+nie\s+{_TELL}|nie\s+{_TELL}\s+{_TO_VISITOR}|\w+ych\s+się\s+odsyłać)\b"
    rf"|{_BEGINS}(?:konsultan(?:t|tka|tki|ci)|infolinia|call[\s-]?center)\s+nie\s+"
    rf"(?:przełącza|łączy|przekierowuje|odsyła)(?:ją)?\s+(?:\w+\s+)?(?:rozmów|połączeń|{_CALLER})"
    r"(?:[^.;\n]|\.\d){0,60},\s+(?:lecz|ale|a|tylko)\s+"
    r"(?:przyjmuj|zapisuj|notuj|przekazuj|odsyła|prosi|pyta)\w*"
    rf"|(?:{_BEGINS}|(?<=[(,–-])|(?<=[,–-]\s))nie\s+{_TELL}\s+{_PARTIES}"
    # What says that residents are not to see it.
    rf"|{_BEGINS}wewnętrznie\s*:"
    rf"|{_LINE}(?:informacja|notatka)\s+wewnętrzna\s*(?:[:.–-]|$)"
    rf"|{_LINE}do\s+użytku\s+wewnętrznego\s*:|{_LINE}(?:tylko\s+)?do\s+wiadomości\s+pracowników\b"
    rf"|{_LINE}nie\s+(?:publikować|do\s+publikacji)\b"
    r"|\b(?:niewidoczn\w+|niedostępn\w+)\s+dla\s+mieszkańców(?=[:,.]|$)"
    r"|\bnie\s+udostępnia\s+się\s+mieszkańcom\b",
)
_REACH = 200

_LONG = {"summary", "how_to", "additional_info"}
_NOTES = {"text", "case", "note", "hours", "remarks", "comment", "appeal", "reuse_terms"}
_LISTED = {"useful_info", "places", "rooms"}
"""The last keys of short texts that may have a word to somebody; a cell's name has none."""
_WITHOUT_NOTES = {
    *("id", "title", "related", "online_activities", "required_documents", "other_documents"),
    *("call_centre", "legal_basis", "owner", "authors", "coordinators", "unit", "cell"),
}
"""The fields in which no text has such a key."""


@rule(
    "LCKM-R054",
    "wzór: Opis",
    "wskazówka dla pracowników Call Center w polu, które widzą mieszkańcy",
)
def notes_for_staff_are_not_public(internal: bool, texts: Texts) -> RuleFaults:
    """A text that residents see speaks to the contact centre's staff."""
    if internal:
        return
    public = texts.fields_but(_WITHOUT_NOTES)
    for path, text in texts.holding_in_any_case(_FOR_STAFF.keywords, *public):
        if not (
            path[0] in _LONG or path[-1] in _NOTES or (path[0] in _LISTED and path[-2] in _LISTED)
        ):
            continue
        for found in islice(_FOR_STAFF.finditer_near(text, _REACH), MOST_LISTED):
            words = " ".join(found[0].split())[:60]
            yield (
                path,
                Message(
                    f"Tekst mówi do pracowników Call Center („{words}”), a widzą go mieszkańcy. "
                    "Przenieś go do pola „Informacje dla pracownika Oddziału Call Center”.",
                    f"The text speaks to the contact centre's staff (“{words}”), and residents "
                    "see it. Move it to “call_centre”.",
                ),
                found.start(),
            )


_STARRED = frozenset(field.key for field in fields_of(Procedure) if field.mark.starred)
_SEVERAL = r"\d{1,6}(?:(?:\s?[,/–-]\s?|\s(?:lub|i|albo|do|oraz)\s)\d{1,6}\b){0,5}"
_BLANKS = r"[^\S\n]{0,2}"
_ABBREVIATED = r"\bwewn?\b\.?"
_WITHIN = r"\bwewnętrzn(?:ymi|ych|ego|ym|y|e)\b"
_SIGN = rf"{_BLANKS}(?:nr\b|numer\w*)?[.:]?{_BLANKS}"
# What is no telephone is passed over first.
_CALLED = (
    r"\b(?:regon|seryjn\w+|ewidencyjn\w+|faktur\w+)[\s:.]{0,3}(?:(?:nr|numer)[\s:.]{0,3})?\d[\d -]*"
    r"|(?<!\d)(?<![^\W\d_][/=])"
    r"(?P<number>\+?\(?\d(?:[^\S\n]?[().*–-]?[^\S\n]?[().*–-]?\d){6,12}+)(?!\d)"
    # „42 638-56-29/30” are two numbers.
    r"(?:(?:/|,\s?[–-]\s?)(?P<ending>\d\d)(?!\d))?(?!\s?(?:zł|PLN|m²))"
    rf"(?:[^\S\n,;(]{{0,2}}[,;(]?[^\S\n]?(?:w\.|(?:{_ABBREVIATED}|{_WITHIN}){_SIGN}){_BLANKS}"
    rf"(?P<behind>{_SEVERAL}))?"
    # A „regulamin wewnętrzny” has no telephone.
    rf"|(?:{_ABBREVIATED}|(?<![^\W\d_]\s){_WITHIN}|\b(?:(?:numer|telefon)\w*|nr|tel\.?|wybierz"
    rf"|wybrać|pod|na|lub|albo|i)\s{_WITHIN}){_SIGN}(?P<alone>{_SEVERAL})"
    r"|\b(?:tel\b\.?|telefon\w{0,3}\b):?\s{0,2}(?P<short>\d{3,6})\b(?!\s?[().–-]?\s?\d)"
)
_BEFORE_EXTENSION = ("w.", "wew", "tel")
"""What stands before each extension, in small letters."""
_ONLY_EXTENSION = r"\D{0,12}(\d(?:[ -]?\d){2,5})"
_LOCAL = 7
"""The digits that tell a number without its area code."""


class _Number(NamedTuple):
    """What is dialled: a number with or without area code, an extension, or both."""

    digits: str
    extension: str

    @property
    def local(self) -> "_Number":
        """The same without the area code."""
        return self._replace(digits=self.digits[-_LOCAL:])


class _Hint(NamedTuple):
    """A quick test for texts that may state one of some numbers."""

    extensions: frozenset[str]
    numbers: frozenset[str]
    first_digits: frozenset[str]

    @classmethod
    def of(cls, numbers: Iterable[_Number]) -> "_Hint":
        """Return the test for some numbers."""
        # Without the last two digits, which may stand elsewhere: „42 638-56-29/30”.
        whole = frozenset(number.digits[-_LOCAL:-2] for number in numbers if not number.extension)
        extensions = frozenset(number.extension for number in numbers if number.extension)
        return cls(extensions, whole, frozenset(digits[0] for digits in whole))

    def is_in(self, text: str) -> bool:
        """Return whether a text may tell one of the numbers."""
        if any(map(text.__contains__, self.extensions)) and any(
            map(small_letters(text).__contains__, _BEFORE_EXTENSION)
        ):
            return True
        return self.has_digits_of(text)

    def has_digits_of(self, text: str) -> bool:
        """Return whether a text may tell one of the numbers that have no extension."""
        if not self.numbers or not any(map(text.__contains__, self.first_digits)):
            return False
        digits = "".join(compiled(r"\d+").findall(text))
        return any(map(digits.__contains__, self.numbers))


@rule(
    "LCKM-R056",
    "wzór: Telefony do pracowników jednostki/komórki",
    "telefon pracownika w polu, które widzą mieszkańcy",
    part="call_centre places appointments submission",
)
def telephones_of_staff_are_not_public(
    internal: bool,
    call_centre: CallCentre | None,
    places: tuple[parts.Place, ...],
    appointments: parts.Appointments | EmptyWord | None,
    submission: tuple[parts.Submission, ...] | EmptyWord,
    texts: Texts,
) -> RuleFaults:
    """A text that residents see has a telephone of staff that is no public one."""
    staff = {number for phone in _staff_phones(call_centre) for number in _listed(phone)}
    if internal or not staff:
        return
    hint = _Hint.of(staff)
    shown = texts.fields_but(_STARRED)
    if hint.numbers and hint.has_digits_of(texts.typed(*shown)):
        candidates = [item for item in texts if item[0][0] in shown]
    else:
        candidates = texts.holding(hint.extensions, *shown)
    suspects = [(path, text) for path, text in candidates if hint.is_in(text)]
    if not suspects:
        return
    public = {
        number
        for text in _public_phones(places, appointments, submission)
        for number in _listed(text)
    }
    public_extensions = {number.extension for number in public}
    hidden = staff - public
    hidden |= {_Number("", number.extension) for number in hidden if number.extension}
    for path, text in suspects:
        found = (
            (start, words)
            for start, words, number in _numbers(text)
            if (_is_among(number, hidden) or _Number("", number.extension) in staff)
            and not _is_among(number, public)
            and (number.digits or number.extension not in public_extensions)
        )
        for start, words in islice(found, MOST_LISTED):
            yield path, _telephone_of_staff(words), start


def _telephone_of_staff(words: str) -> Message:
    return Message(
        f"Ten tekst widzą mieszkańcy, a telefon „{words}” jest w „Telefonach do pracowników”, "
        "tylko dla Call Center. Usuń go stąd, a jeżeli mieszkaniec może pod niego dzwonić, podaj "
        "go w „Miejscu załatwienia”.",
        f"Residents see this text, and the telephone “{words}” is one of staff, for the call "
        "centre alone. Remove it here or, if residents may call it, give it in “places”.",
    )


def _staff_phones(call_centre: CallCentre | None) -> Iterable[str]:
    return [staff.phone for staff in call_centre.phones] if call_centre else ()


def _public_phones(
    places: tuple[parts.Place, ...],
    appointments: parts.Appointments | EmptyWord | None,
    submission: tuple[parts.Submission, ...] | EmptyWord,
) -> Iterator[str]:
    """Yield the telephones that the fields for residents give."""
    for place in places:
        yield from place.phones
    if isinstance(appointments, parts.Appointments):
        yield from (way.phone for way in appointments.ways if way.phone)
    for item in submission if isinstance(submission, tuple) else ():
        if item.way is parts.Way.PHONE:
            yield from item.places


@lru_cache(maxsize=4096)  # a unit's procedures give the same telephones
def _listed(phone: str) -> tuple[_Number, ...]:
    """Return the numbers that a field of telephones gives, which may be one within the Office."""
    if within := compiled(_ONLY_EXTENSION).fullmatch(phone.strip()):
        return (_Number("", re.sub(r"\D", "", within[1])),)
    return tuple(number for _, _, number in _numbers(phone))


def _is_among(number: _Number, numbers: Collection[_Number]) -> bool:
    """Return whether a number is one of those; without an area code it may be of any area."""
    if len(number.digits) == _LOCAL:
        return any(number == other.local for other in numbers)
    return number in numbers or number.local in numbers


def _numbers(text: str) -> Iterator[tuple[int, str, _Number]]:
    """Yield the telephones in a text: the place, the words, and what is dialled."""
    for found in compiled(_CALLED).finditer(text):
        digits = _dialled(found["number"] or "")
        extensions = re.findall(r"\d+", found["behind"] or found["alone"] or found["short"] or "")
        numbers = [_Number(digits, extension) for extension in extensions]
        if digits and not extensions:
            numbers.append(_Number(digits, ""))
        if digits and found["ending"]:
            numbers.append(_Number(digits[:-2] + found["ending"], ""))
        for number in numbers:
            yield found.start(), " ".join(found[0].split()), number


def _dialled(number: str) -> str:
    """Return the digits of a number in Poland, or of one without an area code; of others none."""
    digits = re.sub(r"\D", "", number)
    if len(digits) == _LOCAL:
        return digits
    return (dialled(number.replace("*", "")) or "").removeprefix("+48")
