"""What other fields, and its own text, say against „Umawianie/rezerwacja wizyty”."""

import re

from lckm_core._patterns import KeywordPattern, compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.booking_ways import ways_not_listed
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.replies import answer_in_words, questions_of
from lckm_core.procedures.rules.sentences import MARKS, sentences_of
from lckm_core.procedures.rules.texts import Path, Texts
from lckm_core.procedures.template import CallCentre
from lckm_core.text import EmptyWord, Message

_BOOKING = r"(?:umówieni|umawiani|rezerwacj|rezerwowani)\w{1,2}"
_OF_A_VISIT = r"(?:\s+(?:się|wizyty|terminu|na\s+wizytę|terminu\s+wizyty|wizyt))?"
_ARE = r"(?:jest|są)"
_EARLIER = r"(?:wcześniejsz\w+\s+|uprzedni\w+\s+|wcześniej\s+|uprzednio\s+)?"
_BOOKED = (
    rf"(?:{_BOOKING}{_OF_A_VISIT}|(?:umówion|zarezerwowan)\w+\s+(?:wizyty|terminu|godziny"
    r"|spotkania))"
)
_WHOEVER_COMES = (
    r"(?:(?:kto|osoba,\s+która)\s+(?:przyjdzie|przychodzi|zgłosi\s+się|zgłasza\s+się)"
    r"|(?:osoby|klienci|mieszkańcy|interesanci)(?:,\s+(?:które|którzy)\s+(?:przyjdą|przychodzą"
    r"|zgłoszą\s+się))?|(?:jeśli|jeżeli|gdy)\s+(?:przyjdziesz|przychodzisz))"
)
_IS_SENT_AWAY = (
    r"nie\s+(?:(?:zostanie(?:sz)?|zostaną|będzie(?:sz)?|będą|jest|są)\s+(?:przyjęt|obsłużon"
    r"|przyjmowan|obsługiwan)\w+|(?:przyjmiemy|przyjmujemy|obsłużymy)(?:\s+cię)?)"
)
_JUST_COME = (
    r"(?:,?\s+(?:ale\s+|a\s+)?(?:wystarczy|po\s+prostu|można|możesz)\s+(?:\w+\s+)?przy\w+"
    r"|,?\s+(?:przyjmujemy|obsługujemy)\s+(?:na\s+bieżąco|(?:w|według)\s+kolejności"
    r"(?:\s+(?:zgłoszeń|przyjścia))?))?"
)
_ALSO = r"(?:też|także|również)"
_PEOPLE = r"(?:osoby|klientów|interesantów|mieszkańców)"
_IN_TURN = (
    r"(?:,?\s+(?:(?:obsługujemy|przyjmujemy|obsłużymy|czekasz)\s+)?(?:wtedy\s+)?"
    r"(?:w|według)\s+kolejności(?:\s+(?:zgłoszeń|przyjścia|przyjść))?)?"
)
_VISITORS = r"(?:wnioski|interesanci|klienci|strony|mieszkańcy|petenci)"
_ARE_TAKEN = r"(?:są\s+)?(?:przyjmowan|obsługiwan)[ie](?:\s+są)?"
_TAKING = (
    r"(?:przyjmowanie|obsługa)\s+(?:wniosków|interesantów|klientów|stron|mieszkańców)"
    r"(?:\s+odbywa\s+się)?"
)
_ONLY_AFTER = (
    r"(?:wyłącznie|tylko|jedynie)\s+po\s+(?:wcześniejszym\s+|uprzednim\s+|telefonicznym\s+"
    r"|obowiązkowym\s+)*"
    r"(?:umówieniu|zarezerwowaniu|rezerwacji)(?:\s+się)?(?:\s+(?:na\s+)?(?:wizyt\w+|terminu))?"
)
_FOR_THE_MATTER = (
    r"(?:(?:w\s+celu|przed)\s+(?:złożeni(?:a|em)\s+(?:wniosku|dokumentów)"
    r"|załatwieni(?:a|em)\s+sprawy|wizytą(?:\s+w\s+\w+)?|przyjściem),?\s+)?"
)
_NOT_TAKEN = r"nie\s+(?:przyjmujemy|przyjmiemy|obsługujemy|obsłużymy|złożysz|załatwisz)"
_ARE_NOT_TAKEN = r"nie\s+(?:są|będą)\s+(?:przyjmowan|obsługiwan)[ie]"
_WHO_OR_WHAT = (
    r"(?:wnios\w+|zapewnień|oświadczeń|zgłoszeń|podań|dokumentów|deklaracji|nikogo|osób"
    r"|interesantów|klientów|stron|mieszkańców|petentów|narzeczonych|rodziców|spraw[yę]?)"
)
# Whole sentences alone: more words may tell of some cases or some days.
_NOT_NEEDED = KeywordPattern(
    "umów umaw rezerw zapisać zapisyw zapisów",
    rf"{_BOOKING}{_OF_A_VISIT}\s+(?:nie\s+{_ARE}\s+(?:konieczn|wymagan|obowiązkow|niezbędn"
    rf"|potrzebn)\w+|{_ARE}\s+(?:dobrowoln|nieobowiązkow)\w+)"
    r"|nie\s+(?:trzeba|musisz)\s+(?:się\s+)?(?:wcześniej\s+)?(?:umawiać|rezerwować)(?:\s+się)?"
    rf"(?:\s+(?:na\s+)?wizyt\w+)?{_JUST_COME}"
    r"|nie\s+(?:trzeba|musisz)\s+(?:się\s+)?(?:wcześniej\s+)?(?:zapisywać|zapisać)(?:\s+się)?"
    rf"\s+na\s+(?:wizytę|godzinę){_JUST_COME}"
    r"|(?:na\s+wizytę|wizyty|terminu)\s+nie\s+(?:trzeba|musisz)\s+(?:się\s+)?(?:wcześniej\s+)?"
    rf"(?:umawiać|rezerwować|zapisywać|zapisać)(?:\s+się)?{_JUST_COME}"
    r"|nie\s+(?:trzeba|musisz)\s+(?:się\s+)?(?:wcześniej\s+)?(?:umówić|zarezerwować)\s+"
    r"(?:wizyt[yę]|termin(?:u)?(?:\s+wizyty)?)|(?:na\s+)?wizyt[ęy]\s+nie\s+(?:trzeba|musisz)\s+"
    r"(?:się\s+)?(?:umówić|zarezerwować)|nie\s+musisz\s+rezerwować\s+termin(?:u)?"
    rf"|(?:przyjdź|zapraszamy|(?:możesz|można)\s+(?:{_ALSO}\s+)?przyjść)\s+(?:{_ALSO}\s+)?"
    rf"bez\s+{_EARLIER}{_BOOKED}{_IN_TURN}"
    rf"|(?:przyjmujemy|obsługujemy|obsłużymy|przyjmiemy)\s+(?:cię\s+)?(?:{_ALSO}\s+)?"
    rf"(?:{_PEOPLE}\s+)?bez\s+{_EARLIER}{_BOOKED}{_IN_TURN}"
    rf"|{_PEOPLE}\s+bez\s+{_EARLIER}{_BOOKED}\s+(?:{_ALSO}\s+)?(?:przyjmujemy|obsługujemy)"
    rf"{_IN_TURN}|kto\s+(?:się\s+)?nie\s+(?:umówił(?:\s+się)?|ma\s+rezerwacji),?\s+"
    rf"(?:{_ALSO}\s+)?(?:zostanie|będzie)\s+(?:{_ALSO}\s+)?(?:obsłużony|przyjęty){_IN_TURN}"
    rf"|bez\s+(?:umawiania|rezerwacji){_OF_A_VISIT}"
    r"|(?:przyjmujemy|obsługujemy)\s+(?:na\s+bieżąco|(?:w|według)\s+kolejności"
    r"(?:\s+(?:zgłoszeń|przyjścia))?),?\s+bez\s+(?:zapis(?:ów|ywania)|umawiania|rezerwacji)"
    rf"|{_BOOKING}{_OF_A_VISIT}\s+(?:jest\s+)?zalecan\w+,\s+(?:ale|lecz)\s+nie(?:\s+jest)?\s+"
    r"(?:konieczn|obowiązkow|wymagan)\w+"
    rf"|wizyta\s+bez\s+{_EARLIER}{_BOOKING}\s+(?:{_ALSO}\s+)?jest\s+(?:{_ALSO}\s+)?możliwa"
    rf"|(?:wizyta\s+(?:w\s+\w+\s+)?)?nie\s+wymaga\s+{_EARLIER}{_BOOKING}{_OF_A_VISIT}"
    rf"|nie\s+ma\s+(?:konieczności|potrzeby|obowiązku)\s+{_EARLIER}{_BOOKING}{_OF_A_VISIT}"
    rf"|{_VISITORS}\s+{_ARE_TAKEN}\s+bez\s+(?:(?:konieczności|potrzeby|obowiązku)\s+)?"
    rf"{_EARLIER}{_BOOKING}{_OF_A_VISIT}",
)
_NEEDED = KeywordPattern(
    "umów umaw rezerw uzgod zapisać zapisyw",
    rf"(?:{_WHOEVER_COMES}\s+)?bez\s+{_EARLIER}{_BOOKED},?\s+{_IS_SENT_AWAY}|"
    r"(?:przyjmujemy|obsługujemy)\s+(?:wyłącznie|tylko|jedynie)\s+(?:(?:te\s+)?osoby|tych"
    r"|klientów|mieszkańców),\s+któr\w+\s+(?:wcześniej\s+)?(?:się\s+)?(?:zarezerwował|umówił)\w*"
    r"(?:\s+(?:się|wizytę|termin|godzinę))?|"
    r"kto\s+(?:się\s+)?nie\s+(?:umówił(?:\s+się)?|zarezerwował\s+\w+),?\s+(?:ten\s+)?nie\s+"
    r"(?:wejdzie|(?:zostanie|będzie)\s+(?:przyjęty|obsłużony)|załatwi\s+sprawy)|"
    r"(?:przyjmujemy|obsługujemy)\s+(?:wyłącznie|tylko|jedynie)\s+(?:(?:osoby\s+)?z\s+umówion\w+"
    r"\s+(?:terminem|wizytą|godziną)|na\s+umówion\w+\s+(?:godzinę|termin|wizytę|godziny))|"
    rf"(?:wcześniejsz\w+\s+)?{_BOOKING}{_OF_A_VISIT}\s+{_ARE}\s+(?:konieczn|wymagan|obowiązkow"
    rf"|niezbędn)\w+|wizyta\s+(?:w\s+\w+\s+)?wymaga\s+{_EARLIER}{_BOOKING}{_OF_A_VISIT}"
    rf"|wymaga(?:my)?\s+{_EARLIER}{_BOOKING}{_OF_A_VISIT}"
    r"|na\s+wizytę\s+(?:trzeba|musisz|należy)\s+(?:się\s+)?(?:wcześniej\s+)?(?:umówić|zapisać)"
    rf"(?:\s+się)?|{_FOR_THE_MATTER}(?:trzeba|musisz|należy)\s+(?:się\s+)?(?:wcześniej\s+)?"
    r"(?:(?:umówić|zarezerwować)(?:\s+się)?(?:\s+(?:na\s+)?wizyt\w+)?"
    r"|dokonać\s+rezerwacji\s+(?:wizyty|terminu(?:\s+wizyty)?))"
    r"|(?:wnioski\s+|interesantów\s+|mieszkańców\s+|klientów\s+)?przyjmujemy\s+(?:\w+\s+)?"
    r"(?:wyłącznie|tylko|jedynie)\s+po\s+(?:wcześniejszym\s+|uprzednim\s+)?umówieniu(?:\s+się)?"
    r"(?:\s+(?:na\s+)?wizyt\w+)?"
    rf"|(?:osób\s+)?bez\s+{_EARLIER}{_BOOKED}\s+(?:\w+\s+)?{_NOT_TAKEN}(?:\s+{_WHO_OR_WHAT})?"
    rf"|{_NOT_TAKEN}\s+(?:\w+\s+)?bez\s+{_EARLIER}{_BOOKED}"
    rf"|bez\s+{_EARLIER}{_BOOKED}\s+(?:{_VISITORS}\s+)?{_ARE_NOT_TAKEN}(?:\s+{_VISITORS})?"
    rf"|{_VISITORS}\s+bez\s+{_EARLIER}{_BOOKED}\s+{_ARE_NOT_TAKEN}"
    r"|(?:przyjmujemy|obsługujemy)\s+(?:wyłącznie|tylko|jedynie)\s+(?:osoby\s+)?umówion(?:e|ych)"
    r"(?:\s+(?:osoby|klientów|interesantów|mieszkańców))?"
    r"|(?:wizytę|termin\s+wizyty)(?:\s+w\s+\w+)?\s+(?:trzeba|należy)\s+(?:wcześniej\s+)?"
    r"(?:umówić|zarezerwować|uzgodnić)(?:\s+(?:telefonicznie|wcześniej|przez\s+internet))?"
    rf"|{_TAKING}\s+{_ONLY_AFTER}|{_VISITORS}\s+{_ARE_TAKEN}\s+{_ONLY_AFTER}"
    rf"|nie\s+(?:możesz|można)\s+przyjść\s+bez\s+{_EARLIER}{_BOOKED}"
    r"|(?:konieczn|wymagan|niezbędn|obowiązkow|potrzebn)\w+\s+jest\s+"
    rf"{_EARLIER}{_BOOKING}{_OF_A_VISIT}|obowiązuje\s+{_EARLIER}{_BOOKING}{_OF_A_VISIT}",
)
_NEEDED_OR_ASKED_FOR = KeywordPattern(
    "umów umaw rezerw uzgod zapisać zapisyw",
    rf"{_NEEDED.pattern}"
    r"|(?:(?:przed\s+(?:przyjściem|wizytą)|zanim\s+(?:do\s+nas\s+)?przyjdziesz|najpierw)"
    r"(?:\s+(?!jeśli|jeżeli|gdy|lub|albo)\w+){0,4},?\s+)?(?:koniecznie\s+|najpierw\s+)?"
    r"(?:umów|zarezerwuj)\s+(?:się\s+na\s+)?(?:wizytę|termin\s+wizyty)"
    r"(?:\s+(?:w\s+(?:urzędzie|wydziale)|u\s+nas))?"
    r"(?:\s+(?:przez\s+(?:internet|telefon)|telefonicznie|online|e-?mailem|elektronicznie"
    r"|na\s+stronie\s+(?:urzędu|\S{1,40}\.\S{2,40})|pod\s+(?:numerem|nr)\s+[\d ()+-]{7,20}))?",
)
"""Also one that asks to book, which nobody can where there is no booking."""
_STEP_OF_BOOKING = (
    r"(?:um[óo]w|zarezerwuj|umówienie|rezerwacja|zarezerwowanie)\s+(?:się\s+na\s+)?wizyt[ęyę]"
    r"(?:\s+w\s+(?:urzędzie|wydziale|sali\s+obsługi)\b.*)?"
)
_ACTIVITY_OF_BOOKING = (
    r"(?:umówieni[ea]|umawianie|(?:za)?rezerwowanie|rezerwacj[ae])\s+(?:się\s+na\s+)?"
    r"(?:(?:terminu|daty|godziny)\s+)?wizyt[ęy]?"
    r"(?:\s+(?:w\s+(?:urzędzie|wydziale|siedzibie|sali\s+obsługi)|on-?line|elektronicznie"
    r"|przez\s+internet|telefonicznie|e-?mailem))*"
)
"""The same among the activities possible online."""
_ONLY_BOOKED = (
    r"\b(?:tylko|wyłącznie|jedynie)\s+(?:\w+\s+)?(?:po|z)\s+(?:(?:wcześniejsz|uprzedni)\w+\s+)?"
    r"(?:umówieni|rezerwacj|umówion)\w*"
)
_EARLIER_PHRASE = r"(?:(?:wcześniejsz|uprzedni|telefoniczn|internetow)\w+\s+)?"
_BOOK_IT = r"(?:umówienia|umawiania|rezerwacji|zarezerwowania|zapisów|zapisywania)"
_ASKS_TO_BOOK = (
    r"(?:(?:przed\s+(?:wizytą|przyjściem)|najpierw|koniecznie)\s+)?(?:umów|zarezerwuj)\s+"
    r"(?:się\s+na\s+wizytę|wizytę|termin(?:\s+wizyty)?)"
    r"(?:\s+(?:on-?line|telefonicznie|przez\s+(?:internet|telefon)))?"
    r"|(?:wizytę|(?:godzinę|termin)(?:\s+wizyty)?)\s+(?:zarezerwujesz|umówisz|rezerwujesz"
    r"|(?:można|możesz)\s+(?:zarezerwować|umówić))"
    r"(?:\s+(?:on-?line|telefonicznie|przez\s+(?:internet|telefon)))?"
)
_SAYS_NEEDED = (
    rf"(?<!\bnie\s)\bwymaga(?:ją)?\s+{_EARLIER_PHRASE}{_BOOK_IT}"
    r"|\b(?:konieczn|niezbędn|obowiązkow|wymagan)\w+\s+(?:jest\s+)?(?:\w+\s+)?"
    r"(?:umówienie|umawianie|rezerwacja)"
    r"|\b(?:umówienie|umawianie|rezerwacja)\s+(?:się\s+)?(?:na\s+)?(?:wizyt\w+\s+|terminu\s+)?"
    r"(?:jest\s+)?(?:konieczn|niezbędn|obowiązkow|wymagan)"
    r"|(?<!\bnie\s)\b(?:trzeba|należy|musisz)\s+(?:(?!też|także)\w+\s+){0,3}?"
    r"(?:umówić|zarezerwować|umawiać|rezerwować)"
    rf"|\bobowiązuje\s+(?:\w+\s+)?(?:umówienie|umawianie|rezerwacja)|{_ONLY_BOOKED}"
)
_SAYS_NOT_NEEDED = (
    rf"\bnie\s+wymaga(?:ją)?\s+{_EARLIER_PHRASE}{_BOOK_IT}"
    r"|\bnie\s+(?:trzeba|musisz)\s+(?:\w+\s+){0,2}(?:umawiać|rezerwować)"
    rf"|\b(?:bez|nie\s+ma)\s+(?:konieczności|potrzeby|obowiązku)\s+{_EARLIER_PHRASE}{_BOOK_IT}"
    rf"|\b(?:przyjmowan|obsługiwan|obsług)\w+\b.*\bbez\s+{_EARLIER_PHRASE}{_BOOK_IT}(?!.*\bnie)"
    r"|^(?:(?:wizyta|przyjęcie|wejście|załatwienie\s+sprawy)(?:\s+w\s+\w+)?\s+)?"
    rf"(?:na\s+miejscu\s+)?bez\s+{_EARLIER_PHRASE}{_BOOK_IT}"
    r"(?:\s+(?:się|wizyty|terminu|na\s+wizytę))*$"
)
_NO_NEED = (
    rf"\b{_BOOKING}{_OF_A_VISIT}\s+nie\s+{_ARE}\s+"
    r"(?:konieczn|wymagan|obowiązkow|niezbędn|potrzebn)|"
    r"(?<!\bnie\s)\bprzyjmujemy\s+(?:\w+,?\s+){0,2}?(?:też|także|również)\s+(?:osoby\s+)?"
    rf"bez\s+{_EARLIER}{_BOOKED}"
)
_SOME_VISITS = (
    r"\b(?:tylko|jedynie|niektór\w+|odbi[oóe]r\w*|przy|u\s+\w+|jeśli|jeżeli|gdy|dla|w\s+sprawie"
    r"|w\s+(?:poniedział|wtor|środ|czwart|piąt|sobot|dni|godz)\w*)\b"
    r"|\b(?:oględzin|konsultacj|porad|spotkani|zwiedzan|badani|ślub|wgląd|wizj|lekcj|warsztat)"
    r"|\bzapis\w+\s+w\s+\w|\bna\s+(?!wizyt|termin|godzin)\w+.*\b(?:trzeba|należy|musisz)\b"
)
"""In a phrase on booking: it is needed for some visits, and the field says it of all."""
_WHEN_OPEN = r"\bw\s+godzinach\s+(?:pracy|otwarcia|urzędowania|przyjęć)\b"
_SOME_NEED_NONE = (
    rf"{_SOME_VISITS}|\bosob\w*\s+(?!bez\b|które|nie\b)\w|niepełnospraw|senior|\bciąż|\bdzie[ck]"
    r"|kombatan|weteran|honorow|opiekun|kolejności|\brodzi|\bpiln|\bnagł|starsz|cudzoziem|student"
    r"|\bucz(?:eń|ni)|przedsiębior|\bfirm|pełnomocni|poczt|on-?line|internet|elektron|telefon"
    r"|\bdo\s+(?!urzęd|nas\b|wydzia)\w|\bpo\s+(?!prostu|wcześ|uprzed)\w"
    r"|\bna\s+(?!wizyt|termin|godzin|miejsc)\w|\b(?:żeby|aby|by)\s+(?!złoż|załatw|zgłos)\w"
    r"|\b(?:drug|kolejn|następn|ponown|osob(?:no|iście)|oddzieln|sam(?:emu|odzieln)|raz|razy)\w*\b"
    r"|wyprzedz|\bnie\s+(?:(?:będ|są|zosta)\w*\s+)?(?:przyjm|obsłu|wejd|wpu|załatw)"
)
"""In a sentence on booking: whom or what it is not needed for, and the field says it of all."""

_ACT_AND_NEED = r"([^,;]*\w)\s+(?:nie\s+)?wymagaj?ą?\b"
_OF_THE_MATTER = r"\b(?:wizyt|spraw|złożeni|składani|przyjęci|przyjmowani|obsług|załatwi)"
"""What needs booking for the whole matter; „podpisanie umowy” is one visit of several."""


def contradicts_visits(phrase: str, *, mandatory: bool) -> bool:
    """Return whether a short *phrase* says another thing of booking than the field does.

    Source: wzór: Przydatne informacje.
    """
    found = compiled(_ACT_AND_NEED).match(phrase)
    if found and not compiled(_OF_THE_MATTER).search(found[1]):
        return False
    if compiled(_SAYS_NOT_NEEDED).search(phrase):
        return mandatory
    if mandatory and _NOT_NEEDED.compiled.fullmatch(phrase.strip(" .;")):
        return True
    if not mandatory and _NEEDED.compiled.fullmatch(phrase.strip(" .;")):
        return True
    if mandatory or not compiled(_SAYS_NEEDED).search(phrase):
        return False
    return compiled(_SOME_VISITS).search(compiled(_ONLY_BOOKED).sub("", phrase)) is None


def _needs_none_for_all(words: str) -> bool:
    """Return whether a sentence says of every visit that it need not be booked."""
    says_so = compiled(_SAYS_NOT_NEEDED).search(words) or compiled(_NO_NEED).search(words)
    some = compiled(_SOME_NEED_NONE).search(compiled(_WHEN_OPEN).sub("", words))
    return says_so is not None and some is None


def asks_to_book(phrase: str) -> bool:
    """Return whether a short *phrase* asks to book a visit, and says no more."""
    return compiled(_ASKS_TO_BOOK).fullmatch(phrase.strip(" .;")) is not None


_NOT_AT_THE_OFFICE = (
    r"\b(?:u|w\s+banku|lekarz\w*|notari\w+|rzeczozn\w+|doradc\w+|sąd\w*|jeśli|jeżeli|gdy"
    r"|ewentualn\w*|możesz|można|najlepiej|nieobowiązkow\w+|dla\s+chętnych)\b"
)
_PART_END = re.compile(r"[.!?](?=\s|$)|[;:\n]")
"""The end of a part of a text that is read by itself."""
_BOOKS = KeywordPattern(
    "umów umaw rezerw zapisać zapisyw zapisów",
    r"\bpo\s+(?:wcześniejszym\s+|uprzednim\s+|telefonicznym\s+|obowiązkowym\s+)*"
    r"(?:umówieniu|rezerwacji|zarezerwowaniu)\s+(?:się\b|(?:terminu\s+)?wizyt\w+)"
    r"|\bw\s+(?:umówion|zarezerwowan)\w+\s+(?:terminie|dniu|czasie)\s+wizyty"
    r"|\bwizyt\w+\b.{0,60}\bumów\s+termin$|^wizyty\s+(?:umawiamy|umawia\s+się|rezerwuje\s+się)"
    r"|^(?:koniecznie\s+|najpierw\s+)?(?:umów|zarezerwuj)\s+(?:się\s+na\s+)?wizytę"
    r"(?:\s+(?:przez\s+(?:internet|telefon)|telefonicznie|online|e-?mailem|elektronicznie))?$",
)
"""What a text says of a visit that is booked, needed or not."""
_YES_OR_NO = r"^(?:tak|nie),\s+(?:(?:ale|bo)\s+)?"
_VISIT_ELSEWHERE = (
    r"\b(?:oględzin|wizj|konsultacj|porad|spotkani|ślub|badani|lekarz|notari|bank|sąd|rzeczozn"
    r"|doradc|przyjed|przyjdzie\b|bez\s+(?:um|rezerw)|nie\s+(?:trzeba|musi|wymaga)|odbi[oóe]r)"
)

_ASKS_OF_SOME_VISITS = (
    r"\b(?:odbi[oóe]r|odebr|skarg|konsultacj|porad|oględzin|ślub|adopc|z\s+kierowni)"
)


def _start_of_contradiction(text: str, appointments: parts.Appointments | EmptyWord) -> int | None:
    """Return where a text begins to say another thing of booking; ``None`` if it does not."""
    if not _BOOKS.may_match(text):
        return None
    is_of_others = compiled(_VISIT_ELSEWHERE).search(text) is not None
    for start, part in sentences_of(text, _PART_END):
        words = compiled(_YES_OR_NO).sub("", part.strip(MARKS))
        if not _BOOKS.may_match(words):
            continue
        is_ours = not compiled(_NOT_AT_THE_OFFICE).search(words)
        if not isinstance(appointments, parts.Appointments):
            differs = _NEEDED_OR_ASKED_FOR.compiled.fullmatch(words) or (
                is_ours
                and (
                    contradicts_visits(words, mandatory=False)
                    or (_BOOKS.search(words) and not is_of_others)
                )
            )
        elif appointments.mandatory:
            differs = _NOT_NEEDED.compiled.fullmatch(words) or (
                is_ours and _needs_none_for_all(words)
            )
        else:
            differs = _NEEDED.compiled.fullmatch(words) or (
                is_ours and contradicts_visits(words, mandatory=False)
            )
        if differs:
            return start
    return None


@rule(
    "LCKM-R063",
    "zał. 2 § 9 ust. 2",
    "opis sprzeczny z umawianiem wizyty",
    WARNING,
    part="steps online_activities call_centre",
)
def texts_agree_on_visits(
    steps: tuple[parts.Step, ...],
    online_activities: tuple[str, ...],
    appointments: parts.Appointments | EmptyWord,
    call_centre: CallCentre | None,
    texts: Texts,
) -> RuleFaults:
    """A text says another thing of booking a visit than the field for it."""
    other: Path = ("appointments",)
    if isinstance(appointments, parts.Appointments):
        yield from _of_other_ways(appointments, texts)
        differing = _NOT_MANDATORY if appointments.mandatory else _MANDATORY
        other = _MANDATORY_FIELD
    else:
        differing = _NOT_APPLICABLE
        for index, step in enumerate(steps):
            books = "wizyt" in step.name and compiled(_STEP_OF_BOOKING).fullmatch(step.name.strip())
            if books and not compiled(_NOT_AT_THE_OFFICE).search(step.comment or ""):
                yield Contradiction(("steps", index, "name"), differing, None, other)
        for index, activity in enumerate(online_activities):
            if "wizyt" in activity and compiled(_ACTIVITY_OF_BOOKING).fullmatch(
                activity.strip(" .;")
            ):
                yield Contradiction(("online_activities", index), differing, None, other)
    fields = ("summary", "steps", "how_to", "additional_info")
    for path, text in texts.holding_in_any_case(_BOOKS.keywords, *fields):
        where = None if path[-1] == "name" else _start_of_contradiction(text, appointments)
        if where is not None:
            yield Contradiction(path, differing, where, other)
    for path, question in questions_of(call_centre):
        if compiled(_ASKS_OF_SOME_VISITS).search(question.question):
            continue
        if _start_of_contradiction(answer_in_words(question), appointments) is not None:
            yield Contradiction(path, differing, None, other)


_MANDATORY_FIELD = ("appointments", "mandatory")


def _of_other_ways(appointments: parts.Appointments, texts: Texts) -> RuleFaults:
    """Yield the field's own words against its mark, and the ways of texts that it does not list."""
    start = _start_of_contradiction(appointments.text or "", appointments)
    if start is not None:
        path = ("appointments", "text")
        yield Contradiction(path, _OTHER_THAN_MANDATORY, start, _MANDATORY_FIELD)
    for key in ("how_to", "additional_info"):
        for start, way in ways_not_listed(texts.typed(key), appointments):
            yield _not_listed((key,), way, start)


_OTHER_THAN_MANDATORY = Message(
    "To wyjaśnienie mówi co innego niż zaznaczono.",
    "This explanation says another thing than the field for it.",
)
_NOT_MANDATORY = Message(
    "Według tego tekstu nie trzeba umawiać wizyty, a zaznaczono, że trzeba.",
    "No visit has to be booked by this, and the field for it says that one has to.",
)
_MANDATORY = Message(
    "Według tego tekstu trzeba umówić wizytę, a nie zaznaczono, że jest to niezbędne.",
    "A visit has to be booked by this, and the field for it does not say that one has to.",
)
_NOT_APPLICABLE = Message(
    "Jest tu mowa o umówieniu wizyty, a opis nie podaje, jak ją umówić.",
    "This is about booking a visit, and nothing says how to book one.",
)


def _not_listed(path: Path, way: str, start: int) -> Contradiction:
    message = Message(
        f"Wizytę umawia się, jak tu napisano, przez „{way}”, a tego sposobu nie podano.",
        f"A visit is booked by “{way}”, as is said here, and that way is not listed.",
    )
    advice = Message(
        "Dodaj tam ten sposób albo usuń go stąd.", "Add the way there, or remove it here."
    )
    return Contradiction(path, message, start, ("appointments",), quotes=True, advice=advice)
