"""Addresses in plain text: a street, a house, a flat, a postcode and a city."""

import re

from lckm_core.redaction._patterns import any_of, compiled
from lckm_core.redaction._spans import PersonalKind, PersonalSpan
from lckm_core.redaction._words import plain

_STREET_KIND = r"(?:(?:ul|al|pl|os)\.\s?|(?:ul|ulic[aeyi]|aleja|alei|al|plac|placu|osiedle|os)\s)"
# What is no part of a street's name, though a number may follow it.
_NO_STREET = (
    # „Tramwajowa”, „Szkolnej” and „Pietrusińskiego” are streets, „godzina” and „mieszkaniowa” none.
    r"(?!(?!mieszkan)\w{4,}(?:(?:ow|[^\Wi]n|[sc]k|dzk)(?:a|i?ej)|[sc]kiego)(?!\w))"
    r"(?:od|do|i|a|we?|ze?|na|przy|pod|za|nad|po|juz|przez|okolo|lat|lata|tu|tutaj|tam|blisko|kolo"
    r"|nizej|wyzej|dalej|blizej|gdzies|gdzie|indziej|calkiem|zupelnie|tez|takze"
    r"|obok|pietr\w+|parter\w+|blok\w*|budyn\w+|kamienic\w+|wiezow\w+|dom|domu|domem|mieszkani\w+"
    r"|lokal\w*|osiedl\w+|klat\w+|pokoj\w*|nie|sie|nr|numer\w*|tel|telefon(?!iczn)\w*|lini\w+"
    r"|autobus\w*|klas\w*|grup\w*|sektor\w*|rejon\w*|okreg(?!l)\w*"
    r"|tramwaj\w*|lamp\w+|latarni\w*|slup\w*|dzial\w+|dnia|roku?|godz\w*|ma|mam|wiek\w*|oraz|ale"
    r"|wraz|razem|kod|ok|ponad|prawie|nieca\w+|zgloszeni\w+|sprawa|sprawy|poz|pkt|ust|art|wejsci\w+"
    r"|szkol\w+|przedszkol\w+|zlob\w+|liceum|sp|lo|zs[op]?"
    r"|przychodni\w*|umow\w+|decyzj\w+|faktur\w+|pism\w+|uchwal\w+|pesel"
    r"|nip|regon|kw|m|lok|mieszk\w*|adres(?:u|em|ie)?|ul|ulic[aye]|moj\w{0,3}|nasz\w{0,3}"
    # „Lokatorzy Pomorskiej 94”: who signs, of a whole house.
    r"|(?:lokator|mieszkan[ck]|sasi[ae]d|sasiedz|najemc)\w+"
    # „Członek zarządu WM Zgierska 75/81”: whom the writer speaks for.
    r"|wm|wspolnot\w{1,2}"
    r"|naprzeciw\w{0,2}|posesj\w|lokalizacj\w|miejsce|wykop\w*|pustosta\w+)(?!\w)"
)
_STREET_WORD = rf"(?!{_NO_STREET})[^\W\d_][\w'’-]*+"
_RANK = r"(?:gen|ks|sw|dr|prof|plk|kpt|bp|abp|kard|marsz|hm|por)\."
_RANK_BEFORE = rf"{_RANK}\s?"
STREET = (
    rf"(?P<kind>{_STREET_KIND})?+(?P<name>(?:\d{{1,2}}\s)?(?:{_RANK_BEFORE})?"
    # „ul. Nad Niemnem”.
    rf"(?(kind)(?:(?:nad|pod|na|od|za|przy)\s)?+){_STREET_WORD}"
    # „Rewolucji 1905 r. 29”: not of a house.
    r"(?:(?<=rewolucji)\s1905(?:\s?r\.?(?!\w)|\sroku)?)?+"
    # „ul. Marii i Piotra Curie”, „ul. Jana z Kolna”; a mail may be wrapped within it.
    rf"(?:\s(?(kind)(?:(?:z|i|od)\s)?+){_STREET_WORD}){{0,3}}?"
    # „Ofiar Terroryzmu 11 Września 7”.
    r"(?:(?<=terroryzmu)\s11\swrzesnia)?+)"
)
# „Pod czwórką”.
_FOUR = (
    r"(?:(?:jedyn|dwoj|troj|czwor|piat|szost|siodem|osem|dziewiat|dziesiat|set)ka"
    r"|\w{3,9}nastka|\w{3,10}dziest(?:k|oczk)a|\w{4,8}dziesiatka)"
)
_NUMERAL = (
    r"(?:jeden|dwa|trzy|cztery|piec|szesc|siedem|osiem|dziewiec|dziesiec|\w{3,9}nascie"
    r"|dwadziescia|trzydziesci|czterdziesci|\w{4,8}dziesiat|sto|dwiescie|trzysta"
    r"|pierwsz(?:ym|y)|drugi(?:m)?|trzecim?|czwarty(?:m)?|piaty(?:m)?|szosty(?:m)?|siodmy(?:m)?"
    r"|osmy(?:m)?|dziewiaty(?:m)?|dziesiaty(?:m)?|\w{3,9}nasty(?:m)?|\w{3,10}dziest(?:y|ym)"
    rf"|setn(?:y|ym)|{_FOUR})"
)
IN_WORDS = rf"{_NUMERAL}(?:\s{_NUMERAL}){{0,2}}"
_NO_HOUSE = (
    r"(?!\s?(?:lat|lata|rok|roku|pok[oe]j\w*(?!\w|\s\d)|osob\w*|dzieci|km|metr\w*|minut\w*"
    r"|pietr\w*|raz|razy"
    r"|tygodni\w*|miesi\w+|dni|zl|godz\w*|stycz\w+|lut\w+|marca|kwie\w+|maja|czerw\w+|lipca"
    r"|sierp\w+|wrzes\w+|pazdz\w+|listop\w+|grud\w+|m\s(?:od|dalej|stad))(?!\w))"
)
HOUSE = (
    r"(?:\s(?:pod\s)?(?:(?:numer(?:em|ze)?|nr\.?)\s)?|\s?,\s?(?:nr\.?|numer)\s)"
    # „Rojna 12m34” in a breath; „Beata Zet 668-431-209” is no house.
    r"(?:(?!\d{3}[- ]\d{3}[- ]\d{3})\d{1,4}(?:\s?[a-h])?(?:(?!\w)|(?=m\d))"
    rf"|(?P<word>{IN_WORDS})(?!\w)){_NO_HOUSE}"
)
STROKE = rf"(?:(?:\s?/\s?\d{{1,4}}[a-z]?|\sprzez\s(?:\d{{1,3}}|{IN_WORDS}){_NO_HOUSE})(?!\w))"
# „Gagarina 11 bl. 204 m. 56”.
_SIDE = r"(?:(?:i{1,3}|lewa|prawa|poprzeczna|tylna)\s)?(?:oficyna|front)(?:\s(?:lewa|prawa))?"
_BLOCK = (
    r"(?:,?\s(?:(?:bl\.?|blok|kl\.?|klatka)\s?(?:nr\s)?(?:\d{1,4}[a-z]?|[a-h]"
    r"|(?:pierwsz|drug|trzeci|czwart|piat|szost|siodm|osm)(?:a|ej|iej))"
    # „Więckowskiego 44, oficyna, m. 1”.
    rf"|{_SIDE})(?!\w))"
)
FLAT = (
    r"(?:(?!\s?m[23](?!\w)),?\s?(?:a\s(?=miesz))?(?:m\.?|miesz\.|mieszk\.?|mieszkani[aeu]|lok\.?"
    r"|lokal[eu]?)(?:\s?(?:nr\.?|numer))?"
    rf"(?:\s?\d{{1,4}}[a-z]?|\s{IN_WORDS})(?!\w)"
    # „Rojna 12 pod czwórką”.
    rf"|,?\s(?:pod\s{_FOUR}(?:\s{_FOUR})?|numer\s{IN_WORDS})(?!\w))"
)
# „Rojnej 12, w mieszkaniu nr 4”: where somebody is said to live, and no shop's.
_WITHIN = r"(?:,?\swe?\s(?:mieszkani[eu]|lokal[ue])\s(?:(?:nr\.?|numer)\s)?\d{1,4}[a-z]?(?!\w))"
# A room, as of a hall of residence; offices have rooms, too, so by itself it tells no home.
_ROOM = r"(?:,?\s(?:pokoj|pok\.)\s?(?:nr\.?\s)?\d{1,4}[a-z]?(?!\w))"
POSTCODE = r"(?<!\d)\d\d-\d{3}(?!\d)"
# „Aleksandrów Łódzki”, „Zduńska Wola”: towns of two words.
_SECOND_OF_A_TOWN = (
    r"(?:lodzk|trybunalsk|mazowieck|kujawsk|rawsk|slask|wielkopolsk|pomorsk)(?:i|a|ie|im|iej)(?!\w)"
)
_FIRST_OF_A_TOWN = r"(?:now[aey]|star[aey]|zdunsk[aiej]{1,3})"
CITY = (
    rf"(?:\d\d-\d{{3}}(?:[^\S\n](?!tel|kom)(?:{_FIRST_OF_A_TOWN}[^\S\n](?!tel|kom))?"
    rf"[^\W\d_]\w++(?:[^\S\n]{_SECOND_OF_A_TOWN})?)?|lodz)(?!\w)"
)
_BEFORE = rf"(?<!\w)(?:(?:lodz,?[^\S\n]\d\d-\d{{3}}|{CITY}),?[^\S\n])?"
# „Kościuszki 101 m. 7 kod 90-441”.
_TOWN_AROUND = (
    r"(?:(?:we?\s)?(?:zgierz(?:u)?|pabianic(?:e|ach)|ozork(?:ow|owie)|rzg(?:ow|owie)|tuszyn(?:ie)?"
    r"|strykow(?:ie)?|koluszk(?:i|ach)|brzezin(?:y|ach)|glown(?:o|ie)|andrespol(?:u)?|lask(?:u)?"
    r"|konstantyn(?:ow|owie)(?:\slodzki(?:m)?)?|aleksandr(?:ow|owie)(?:\slodzki(?:m)?)?"
    r"|piotrk(?:ow|owie)(?:\strybunalski(?:m)?)?|tomasz(?:ow|owie)\smazowiecki(?:m)?"
    r"|raw(?:a|ie)\smazowieck(?:a|iej)|bial(?:a|ej)\srawsk(?:a|iej)|zdunsk(?:a|iej)\swol(?:a|i)"
    r"|ksawer(?:ow|owie)|lutomiersk(?:u)?|lowicz(?:u)?|kutn(?:o|ie)|sieradz(?:u)?)(?!\w))"
)
# „95-070 Aleksandrów Łódzki, ul. Długa 7”, „Zgierz, Długa 7”, „w Zgierzu przy Długiej 7”.
_TOWN_BEFORE = (
    rf"(?<!\w)(?:{CITY}|{_TOWN_AROUND}),?[^\S\n](?:(?:przy|na)[^\S\n])?(?:ulicy[^\S\n])?$"
)
_LONGEST_TOWN = 45
_AFTER = (
    rf"(?:[,;]?[^\S\n](?:kod(?:[^\S\n]pocztowy)?:?[^\S\n](?=\d))?{CITY}"
    rf"|(?:,[^\S\n]|(?=[^\S\n]we?\s)[^\S\n]){_TOWN_AROUND})?"
)
ADDRESS = (
    rf"(?P<address>{_BEFORE}{STREET}{HOUSE}{STROKE}?{_BLOCK}?(?P<flat>(?:{FLAT}|{_WITHIN})?)"
    rf"{_ROOM}?(?:\s\({_SIDE}\))?{_AFTER})"
)
# „Tatrzańska 15 – 48”, as a line of its own.
ADDRESS_LINE = (
    rf"(?P<address>{_BEFORE}{STREET}{HOUSE}(?:{STROKE}|\s?[–—-]\s?\d{{1,3}}(?![\w-]))?"
    rf"{_BLOCK}?(?P<flat>{FLAT}?){_ROOM}?{_AFTER})"
)
WITH_FLAT = rf"(?P<address>{_BEFORE}{STREET}{HOUSE}{STROKE}?{_BLOCK}?(?P<flat>{FLAT}){_AFTER})"
WITH_STROKE = (
    rf"(?P<address>{_BEFORE}{STREET}\s(?P<house>\d{{1,3}})[a-h]?\s?/\s?(?P<flat>\d{{1,3}})"
    rf"(?![\w/]){_AFTER})"
)
SENTENCE_SIGNS = ".,;:!?…)"
AN_END = rf"(?=\s?[{SENTENCE_SIGNS}]|\s*(?:\n|$))"
"""Whatever sign ends what is said of an address: people ask, call out and put nothing."""
# „Sławomir Kania, Zgierz, ul. Długa 7”: of another town.
TOWN = r"(?P<town>[^\W\d_]\w++(?:[ -][^\W\d_]\w++)?),\s"
# „Biuro Rachunkowe Zgierska 77 m. 9”: flats in which people work. „Zakładowa”, „Szkolna” and
# „Hotelowa” are streets.
AT_WORK = any_of("""
    biur(o|a|ze) sklep(u|y|ie)? aptek* gabinet* siedzib* kawiarni* przychodni* poradni*
    szko(l|la|ly|le|lę) przedszkol* restauracj* bar studio salon(u|y|ie)? kancelari* fundacj*
    stowarzysz* hotel(u|e)? klub(u|y|ie)? klubokawiarni* zaklad(u|y|zie)? firm(a|y|ie|ę)
    fryzjer(a|zy)? punkt pizzeri* piekarni(a|i|ę)? hurtowni(a|i|ę)? agencj* bibliotek* swietlic*
""")
# „12 m 40 cm”.
A_MEASURE = r"\s?(?:cm|mm|km|szer|wys|dlug|gleb|dalej|stad|krok)\w*"
# „Adres zdarzenia: Rojna 6 m. 3”: said to be where it happens, flat or not.
OF_THE_EVENT = (
    r"(?:(?:adres|miejsce)(?:\smiejsca)?\s(?:zdarzenia|awarii|interwencji|usterki|wycieku)"
    r"|lokalizacja):\s(?:ul\.?\s)?$"
)
_LIKE_A_STREET = r"(?:[sc]k(?:a|iej|iego)|dzk(?:a|iej|iego)|[nw](?:a|ej|ego)|icza|owa)$"
# „Nad Niemnem 18”: by a river, as streets of the city are called.
_BY_A_RIVER = (
    r"(?<!\w)nad\s(?=(?:niemnem|jasieniem|karolewka|sokolowka|dobrzynka|nerem|lodka|olechowka"
    r"|balutka|wisla|odra|warta|bzura|stawem)\s\d)"
)
_OF_A_STREET = (
    r"(?:(?:gen|ks|sw|dr|prof)\.?|jana|marii|piotra|pawla|karola|stefana|jozefa|tadeusza"
    r"|aleksandra|adama|andrzeja|wojska|armii|obroncow|powstancow|swietej|swietego|generala|ksiedza"
    r"|aleja|alei|plac|placu)$"
)
_SECOND_OF_A_STREET = r"(?:krajowej|polskiego|pawla|slaskich|krola|niepodleglosci)$"
# „Wojska Polskiego 160”, „z gen. Andersa 14”, whose first word a pattern took for its own.
_FIRST_OF_A_STREET = rf"(?<!\w)(?:{_RANK}|wojska|armii|obroncow|powstancow)\s$"
_LONGEST_FIRST = 11
_KIND_BEFORE = r"(?<!\w)(?:(?:ul|al|pl|os)(?:\.\s?|\s)|ulic[aey]\s)$"
_LONGEST_KIND = 7
_ADJACENT_LOTS = 12
_NEXT_LOT = 4


def plain_with_streets(text: str) -> str:
    """Return *text* as :func:`plain` does, with „Nad Niemnem” as one word."""
    small = plain(text)
    return compiled(_BY_A_RIVER).sub("nad_", small) if "nad " in small else small


def is_a_flat(home: re.Match[str]) -> bool:
    """Return whether the second number is a flat's, and not that of the next lot."""
    # With a postcode it is a household's, unless the lots are next to each other.
    has_postcode = compiled(POSTCODE).search(home["address"]) is not None
    reach = _NEXT_LOT if has_postcode else _ADJACENT_LOTS
    return not 0 <= int(home["flat"]) - int(home["house"]) <= reach


def is_like_a_street(name: str) -> bool:
    """Return whether *name* ends as streets do."""
    return compiled(_LIKE_A_STREET).search(name) is not None


def is_street(text: str, home: re.Match[str], *, alone: bool = False) -> bool:
    """Return whether the words before the number are a street's name.

    A street begins with a capital, or follows „ul.”, or is one word: *alone*, or with a flat.
    """
    start = home.start("name")
    # „św. Franciszka 5”.
    rank = compiled(_RANK_BEFORE).match(home.string, start)
    first = text[rank.end() if rank is not None else start]
    if first.isupper() or first.isdecimal() or home.start("address") < start:
        return True
    if len(home["name"]) < 4 or (
        " " in home["name"] and street_start(text, home) > home.start("name")
    ):
        return False
    if home.groupdict().get("word"):
        # „pomorska sto dwa mieszkania osiem”, as somebody said it.
        # „nawrot dwanaście przez cztery”.
        return (is_like_a_street(home["name"]) or alone) and (
            bool(home["flat"]) or " przez " in home["address"]
        )
    return alone or bool(home["flat"])


def first_capital(text: str, home: re.Match[str]) -> int | None:
    """Return where the street begins among the words before the number."""
    start, end = home.span("name")
    if home.start("address") < start:
        return home.start("address")
    return next(
        (at for at in range(start, end) if text[at].isupper() or text[at].isdecimal()), None
    )


def street_start(text: str, home: re.Match[str]) -> int:
    """Return where the street begins, though other words without a comma stand before it.

    With capitals it is the last run of them; in small letters the last word, and one before it
    that belongs to it: „armii krajowej”, „jana pawla”.
    """
    start, end = home.span("name")
    if home.start("address") < start:
        return home_span(home).start
    words = [*compiled(r"\S+").finditer(text, start, end)]
    first = len(words) - 1
    # „Jana Pawła II”.
    first -= len(words) > 2 and words[first][0] in ("ii", "II")
    small = home.string
    is_capital = not words[first][0][0].islower()
    while first > 0:
        before = words[first - 1]
        if is_capital:
            joins = not before[0][0].islower() or compiled(_RANK).match(small, before.start())
        else:
            joins = compiled(_OF_A_STREET).match(small, before.start(), before.end()) or compiled(
                _SECOND_OF_A_STREET
            ).match(small, words[first].start(), end)
        if not joins:
            break
        first -= 1
        if not is_capital:
            break
    begin = words[first].start()
    kind = compiled(_KIND_BEFORE).search(small, max(0, begin - _LONGEST_KIND), begin)
    return kind.start() if kind else begin


def whole_address(text: str, small: str, span: PersonalSpan) -> PersonalSpan:
    """Return *span*, an address in *text*, with its street's first word and its town before it."""
    at = max(0, span.start - _LONGEST_FIRST)
    first = compiled(_FIRST_OF_A_STREET).search(small, at, span.start)
    return _with_town_before(
        text, small, span if first is None else span._replace(start=first.start())
    )


def _with_town_before(text: str, small: str, span: PersonalSpan) -> PersonalSpan:
    """Return *span*, an address in *text*, with the postcode and the town right before it."""
    left = max(0, span.start - _LONGEST_TOWN)
    town = compiled(_TOWN_BEFORE).search(small[left : span.start])
    if town is None:
        return span
    # „W Zgierzu, ul. Długa 7”: the preposition is no part of it.
    before = text[left + town.start() : span.start]
    name = before.removeprefix("we ").removeprefix("w ")
    return span if name[0].islower() else span._replace(start=span.start - len(name))


def home_span(home: re.Match[str]) -> PersonalSpan:
    """Return the span of an address, with the „ul.” before it."""
    start, end = home.span("address")
    kind = compiled(_KIND_BEFORE).search(home.string, max(0, start - _LONGEST_KIND), start)
    return PersonalSpan(kind.start() if kind else start, end, PersonalKind.ADDRESS)
