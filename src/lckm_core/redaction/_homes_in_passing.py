"""Homes told in passing: the flat where it leaks, the house whose owner writes, a caller's flat.

Everything is read as :func:`plain_with_streets` writes it, so capitals and Polish letters make no
difference.
"""

from collections.abc import Iterator

from lckm_core.redaction._address_patterns import (
    A_MEASURE,
    ADDRESS,
    AN_END,
    AT_WORK,
    CITY,
    HOUSE,
    OF_THE_EVENT,
    POSTCODE,
    STREET,
    STROKE,
    WITH_FLAT,
    WITH_STROKE,
    home_span,
    is_a_flat,
    is_like_a_street,
    is_street,
    street_start,
)
from lckm_core.redaction._capitalised_words import is_no_name
from lckm_core.redaction._patterns import compiled
from lckm_core.redaction._spans import BARRIER, NAME_END, REDACTED, PersonalKind, PersonalSpan

# „Cieknie z sufitu Rojna 12 m. 4”, „lampy nie świecą Tuwima 63 m 5”: a flat that no preposition
# leads to is where somebody lives, for the place of something is „przy” a street.
_LEADS_ELSEWHERE = (
    r"(?<!\w)(?:przy|na|we?|pod|nad|obok|ze?|od|do|kolo|za|przed|miedzy|spod|naprzeciw\w{0,2}"
    r"|niedaleko|blisko|kierunku|strone|rog|rogu"
    r"|na\sadres|adresem)"
    # „z gornej malej 3 m 5”.
    r"\s(?:ul\.?\s|[^\W\d_]+(?:ego|ej)\s|(?:bloku|budynku|kamienicy)\s)?$"
    rf"|{OF_THE_EVENT}"
    # A body, and not who lives there.
    r"|(?<!\w)wspolnot\w{1,2}\smieszkaniow\w{1,2}\s$"
)
# „lok.” may be a shop's.
_FLAT_WORD = r"(?:m(?:\.|iesz\w*\.?)?|lok(?:\.|al\w?)?)\s?(?:(?:nr|numer)\.?\s)?\d"
_DWELLING = rf"[\s,]{{0,2}}{_FLAT_WORD}"
_DWELLING_HINT = rf"(?:\d[a-h]?(?:\s?/\s?\d{{1,4}})?|\s[a-h]),?\s?{_FLAT_WORD}"
_NOBODYS = (
    r"(?<!\w)(?:uzytkow|pustosta|ruin|ruder|namio|patrol|karetk"
    r"|wysok|glebok|szerok|dlug|odleg|grub|srednic)\w*[^.!?\n]{0,40}$"
)

# „Dzwonię z Rojnej 12 m. 4”.
_CALLS_FROM = (
    r"(?<!\w)(?:dzwoni(?:e|my)|pisz(?:e|emy)|zglasza(?:m|my)|telefonuj(?:e|emy))\s"
    r"(?:[^.!?\n\d]{0,30}?\s)?ze?\s"
)
# „[osoba] zgłasza, że w mieszkaniu przy Rojnej 5 m. 7 …”.
_IN_THEIR_FLAT = (
    rf"{NAME_END}(?:\s\([^)\n]{{2,20}}\))?"
    r"(?:\s(?:dyktuje|zglasza|mowi|podaje|informuje|skarzy\ssie|prosi|pisze)"
    r"(?![^\W_])[^.!?\n\d]{0,30}?|[:,]|\s–)"
    r"\s(?:ze\s|iz\s|bo\s)?(?:we?|ze?|do)\s(?:(?:jego|jej|ich|swo\w{2,4})\s)?"
    r"(?:mieszkani\w{1,2}|lokal(?:u|em)?)\s(?:(?:przy|na|pod\sadresem|pod)\s)?"
)
# „W lokalu nr 6 przy Próchnika 44 … Najemca to [osoba]”.
_FLAT_OF_SOMEBODY = (
    r"(?<!\w)(?:lokal(?:u|em)?|mieszkani(?:e|a|u|em))\s"
    r"(?P<address>(?:(?:nr|numer)\.?\s)?\d{1,4}[a-z]?,?\s(?:przy|na|w\sbudynku(?:\sprzy)?)\s"
    rf"{STREET}{HOUSE}{STROKE}?)"
    r"[^\n]{0,60}?(?<!\w)(?:najemc|lokator|wlasciciel|mieszka|zajmuj)\w*+[^.!?\n]{0,20}?"
    rf"{BARRIER}++{NAME_END}"
)
# „Działka przy Beskidzkiej 77, jestem jej właścicielem”: of whoever writes.
_OWN_PROPERTY = (
    r"(?<!\w)(?:nieruchomos\w{1,4}|dzialk\w{1,3}|posesj\w{1,3}|dom(?:u|em|owi)?)\s"
    r"(?:(?:polozon|znajdujac|zlokalizowan)\w{1,3}\s(?:sie\s)?)?(?:w\slodzi,?\s)?(?:(?:przy|na)\s)?"
    rf"{ADDRESS}[^\n]{{0,160}}?(?<!nie\s)(?<!\w)jestem\s(?:jej\s|jego\s|tej\s|tego\s)?"
    r"(?:wspol)?wlascicie(?:lem|lka)"
    rf"(?:\s(?:tej\s|tego\s)?(?:nieruchomosci|dzialki|posesji|domu))?(?:{AN_END}|(?=\sod\s))"
)
# „Zamieszkały w Aleksandrowie Łódzkim przy Wojska Polskiego 12”: of another town.
_LIVES_IN = (
    r"(?<!\w)(?:mieszka(?:m|my|ja)?|zam\.|zamieszka\w{1,3}|zameldowan\w{1,3})\swe?\s"
    r"(?P<town>[^\W\d_]\w{2,}+(?:\s[^\W\d_]\w{2,}+)?)(?:,\s|\s(?:przy|na)\s)(?:ulicy\s)?"
    rf"{ADDRESS}"
)
# „tel. [telefon], brzezinska 40b/2”: in small letters, right after a name or a contact.
# „Proszę nie przysyłać pism na Sienkiewicza 61”.
_MAIL = r"(?:pism\w{0,2}|list(?:y|ow)|rachunk\w{1,2}|korespondencj\w|decyzj\w|poczt\w|faktur\w?)"
_TO_SEND = r"(?:(?:przy|wy|prze|ode)?s(?:yl|l)a(?:c|jcie)|kierowac|kierujcie)"
_MAIL_GOES_TO = (
    rf"(?<!\w)(?:(?:prosze\s(?:nie\s)?|nie\s){_TO_SEND}\s(?:mi\s|nam\s)?{_MAIL}"
    rf"|{_MAIL}\sprosze\s(?:nie\s)?{_TO_SEND})\sna\s{ADDRESS}"
)
# „Mieszkam obok pod 15 m 4”: the street was named before.
_UNDER_A_NUMBER = (
    r"(?<!\w)(?:mieszka(?:m|my|ja)?|zam\.)(?:,?\s[^\W\d_]{2,12}+){0,3}?,?\spod\s"
    r"(?:(?:nr|numerem)\.?\s)?"
    r"(\d{1,4}[a-h]?(?:\s?/\s?|,?\s?(?:m(?:iesz\w*)?|lok(?:al\w{0,2})?)\.?\s?(?:nr\s)?)\d{1,4}"
    r"|\d{1,3}[a-h]?(?=\s?[.,;)]|\s*(?:\n|$)))"
    r"(?![\w/])"
)
# „Konar leży mi na dachu, dom ul. Rojna 16, 91-498 Łódź”.
_OWN_BY_POST = (
    r"(?<!\w)(?:mi|mnie|nam|moj\w{0,3}|nasz\w{0,3})\s[^.!?\n]{0,80}?(?<!\w)"
    rf"(?:dom|domek|posesja|mieszkanie|dzialka)[,:]?\s{ADDRESS}"
)
# „Odpowiedź proszę na skr. poczt. 12, 90-001 Łódź 1”: a box at a post office, not a firm's.
_POST_BOX = (
    r"(?:(?<!\w)(?:(?:odpowied\w+|pis\w+|korespondencj\w|list(?:y|ow)?"
    r"|odpi(?:sac|szcie)|ode(?:slij\w*|slac)"
    r"|(?:wy|prze)s(?:yla\w+|lac))(?!\w)[^.!?\n]{0,40}?(?:\sna\s(?:adres:?\s)?|:\s)"
    r"|(?:moj|nasz)\w{0,2}\s(?:adres(?:\s\w+){0,2}:?\s)?"
    r"|adres\s(?:do\s)?korespondenc\w+:?\s)"
    rf"|{NAME_END}[\s,;]{{1,3}}(?:adres:?\s)?)"
    r"(?P<address>skr(?:ytk\w|\.)\s?poczt(?:ow\w{1,2}|\.)\s?(?:(?:nr|numer)\.?\s)?\d{1,5}(?!\w)"
    rf"(?:,?\s{CITY}(?:\s\d{{1,2}}(?![\w-]))?)?)"
)
# „Patrzę na to z balkonu przy Rojnej 62/18”: whoever looks on from there is at home.
_LOOKS_ON = (
    r"(?<!\w)(?:patrz[ey]|patrzymy|widz[ei]\w{0,3}|widac|widok|obserwuj[ey]\w{0,2}|ogladam\w?"
    r"|slysz[ey]\w{0,3}|slychac|czuj[ey]|(?:na)?gra(?:lam|lem|m)|filmuj[ey]|zdjec\w{1,2}|zrobione"
    r"|(?:s)?fotograf\w{1,8}|zauwazyl[ae]m|zobaczyl[ae]m)(?!\w)(?:[^.!?\n\d]{0,60}?\s|\s)"
)
# „Z mojego okna na Rojnej 12/44 …” needs no word for looking on.
_MY_WINDOW = r"(?<!\w)(?=ze?\s(?:mojego|naszego|moich|naszych)\s)"
_FROM_A_WINDOW = (
    r"(?<!\w)ze?\s(?:(?:mo|swo|me|na)\w{2,4}\s)?(?:wlasnego\s)?(?:balkonu|okna|okien|tarasu"
    r"|loggii|logii"
    r"|kuchni|sypialni|pokoju|mieszkania)(?:\skuchni|\spokoju|\sod\s\w+)?,?\s"
    r"(?:(?:przy|na|pod\sadresem|w\s(?:bloku|budynku|kamienicy)\s(?:przy|na))\s)?"
)
_LEFT_OF_IT = 60
_SENTENCE_END = r"[.!?,;\n]"
_NEAREST = 3
_BESIDE_A_CONTACT = rf"{REDACTED}[\s,;:(–-]{{1,4}}{WITH_STROKE}(?:{AN_END}|(?=\s?{REDACTED}))"


def homes_in_passing(text: str, small: str) -> Iterator[PersonalSpan]:
    """Yield the homes in *text*, read as *small*, that what stands around them tells."""
    if compiled(_DWELLING_HINT).search(small):
        yield from _dwellings(text, small)
    if any(word in small for word in ("dzwoni", "pisz", "zglasza", "telefonuj")):
        yield from _flats(text, small, (_CALLS_FROM + WITH_FLAT, _CALLS_FROM + WITH_STROKE))
    if "jestem" in small and "wlascicie" in small:
        yield from _flats(text, small, (_OWN_PROPERTY,))
    if " pod " in small:
        for home in compiled(_UNDER_A_NUMBER).finditer(small):
            yield PersonalSpan(*home.span(1), PersonalKind.ADDRESS)
    if compiled(POSTCODE).search(small):
        for home in compiled(_OWN_BY_POST).finditer(small):
            if compiled(POSTCODE).search(home["address"]) and is_street(text, home):
                yield home_span(home)
    for box in compiled(_POST_BOX).finditer(small) if "poczt" in small else ():
        yield home_span(box)
    if compiled(_FROM_A_WINDOW).search(small):
        for cue in (_LOOKS_ON + _FROM_A_WINDOW, _MY_WINDOW + _FROM_A_WINDOW):
            yield from _flats(text, small, (cue + WITH_FLAT, cue + WITH_STROKE))
    if compiled(_TO_SEND).search(small):
        yield from _flats(text, small, (_MAIL_GOES_TO,))
    if "zam" in small or "mieszka" in small:
        for home in compiled(_LIVES_IN).finditer(small):
            start = home.start("town")
            is_town = text[start].isupper() and not is_no_name(text[start:])
            if is_town and is_street(text, home):
                yield PersonalSpan(start, home.end("address"), PersonalKind.ADDRESS)
    if NAME_END in text:
        yield from _flats(text, small, (_IN_THEIR_FLAT + WITH_FLAT, _FLAT_OF_SOMEBODY))
    if "/" in small and (NAME_END in text or BARRIER in text):
        for home in compiled(_BESIDE_A_CONTACT).finditer(small):
            if " " not in home["name"] and is_like_a_street(home["name"]) and is_a_flat(home):
                yield home_span(home)


def _flats(text: str, small: str, patterns: tuple[str, ...]) -> Iterator[PersonalSpan]:
    """Yield the addresses that *patterns* find."""
    for pattern in patterns:
        for home in compiled(pattern).finditer(small):
            is_flat = "house" not in home.re.groupindex or is_a_flat(home)
            if is_flat and (is_street(text, home) or pattern == _FLAT_OF_SOMEBODY):
                yield home_span(home)


def _dwellings(text: str, small: str) -> Iterator[PersonalSpan]:
    """Yield the flats to which no preposition leads, and in which nobody works."""
    for home in compiled(WITH_FLAT).finditer(small):
        if not compiled(_DWELLING).match(home["flat"]) or home["word"]:
            continue
        if compiled(A_MEASURE).match(small, home.end()):
            continue
        start = street_start(text, home)
        left = small[max(0, start - _LEFT_OF_IT) : start]
        words = compiled(_SENTENCE_END).split(left)[-1].split()[-_NEAREST:]
        words += small[home.start("name") : home.end("name")].split()
        is_at_work = any(map(compiled(AT_WORK).match, words))
        is_nobodys = compiled(_NOBODYS).search(left + small[start : home.end("name")])
        if not (is_at_work or is_nobodys or compiled(_LEADS_ELSEWHERE).search(left)):
            yield PersonalSpan(start, home.end("address"), PersonalKind.ADDRESS)
