"""Home addresses: a street and a house number where the text says that somebody lives.

Everything is read as :func:`plain` writes it, so capitals and Polish letters make no difference.
"""

import re
from collections.abc import Iterator

from lckm_core.redaction._address_patterns import (
    ADDRESS,
    CITY,
    FLAT,
    HOUSE,
    POSTCODE,
    STREET,
    STROKE,
    WITH_FLAT,
    WITH_STROKE,
)
from lckm_core.redaction._dictionary import is_first_name
from lckm_core.redaction._patterns import compiled
from lckm_core.redaction._spans import BARRIER, NAME_END, REDACTED, PersonalKind, PersonalSpan
from lckm_core.redaction._words import plain

# ── Words that say that somebody lives there ──

_BUILDING = (
    r"(?:bloku|budynku|kamienic[ye]|domu|domku|wiezowcu|mieszkani[aeu]|lokal[ue]|oficynie"
    r"|akademiku|internacie|bursie|hotelu\srobotniczym|domu\sstudenta)"
)
_MY_HOME = (
    r"(?:(?:moj(?:ego|emu|ej|im|[ae])?|moim|nasz(?:ego|emu|ej|ym|[ae])?)\s(?:\w+\s)?"
    r"(?:dom(?:u|em|owi)?|domk\w+|posesj\w+|mieszkani\w+|furtk\w+|oknami?|oknem)"
    r"|(?:moj(?:ego|emu|ej|im|[ae])?|moim)\s(?:\w+\s)?(?:blok\w*|kamienic\w*|budyn\w+|bram\w+))"
)
_LIVES = (
    r"(?<!\w)(?:mieszka(?:m|my|ja|lam|lem|l[aiy]?)?|zamieszkuj\w+|zamieszka[l]\w{1,3}"
    r"|przeprowadz\w+(?:\ssie)?|wprowadz\w+(?:\ssie)?|zam\.?"
    r"|zameldowan\w{1,3}"
    r"|(?:moj(?:ego)?|nasz(?:ego)?)\s(?:dokladny\s)?adres(?:u|em)?(?:\szamieszkania|\sdomowy)?"
    r"|adres\s(?:to|jest|znacie|macie|pa[nń]stwo\sznaja|podaje)"
    r"|adres(?:u|em)?\s(?:zamieszkania|zameldowania|domowy|pobytu|zwrotny|prywatny"
    r"|do\s(?:korespondencji|dorecze\w*|wysylki|odpowiedzi|kontaktu)|korespondencyjny"
    r"|zglaszajac\w{1,4}|wnioskodawc\w{1,3}|poszkodowan\w{1,3})"
    rf"|{_MY_HOME}|live\sat|my\saddress\sis|zapraszam\sdo\smnie|prosze\sdo\smnie|do\smnie:"
    r"|(?<!\w)od\ssiebie\sz|jestem\sz"
    # „Woda płynie do mnie, na …”.
    r"|(?:plyn|splyw|lec|leje|wlewa|wpad|przychodz|przysz|przyje|przyn|doje|docier|docho|wchod)\w*"
    r"\s(?:[^\W\d_]{1,12}\s){0,2}?do\s(?:mnie|nas)(?=,?\s(?:na|przy|pod)\s)"
    r"|zmian\w{1,2}\sadresu[^.!?\n]{0,40}?\sna|u\smnie|u\snas\sw\s(?:domu|mieszkaniu)"
    r"|jestem\s(?:mieszka(?:nka|ncem)|lokator(?:em|ka)|najemc(?:a|zynia)|wlasciciel(?:em|ka)"
    rf"\s(?:mieszkania|domu|lokalu))(?:\s{_BUILDING})?(?:\sz)?"
    # „odpowiedź proszę wysłać na adres”, and not what „wysłałem na adres”.
    r"|(?<![l][ae]m\s)(?:odpowied[z]\w{0,3}|odpis\w*|list(?:y|ownie)?|korespondencj\w|pism(?:o|a"
    r"|ie)"
    r"|wyjasnie\w{1,3}|zaswiadczeni\w{1,2}|decyzj\w|dokument(?:y|ow)?|duplikat\w{0,2}|kopi[aei]"
    r"|(?:prze|ode|wy|przy|do)s(?:la|yla)(?:c|nie))(?!\w)"
    r"(?:(?![l][ae]m(?!\w))[^.!?\n]){0,30}?(?<!\w)(?:na\s(?:moj\s)?adres|poczta|listownie"
    r"|(?:kierowac|wysylac|wyslac|przeslac|slac)\sna|prosze\sna)"
    r"|(?<![l][ae]m\s)odpowied[z]\slistown\w+)(?!\w)"
)
_ON_THE_WAY = (
    r"(?:[\s:,(–-]{1,4}(?:(?:w\slodzi|to|jest|przy|na|pod\sadresem"
    r"|pod\snumerem|pod|in\slodzi|at|domowy"
    rf"|we?\s{_BUILDING}|pod\s(?:blokiem|domem|oknem|oknami)"
    r"|ze?\s[^\W\d_]{3,}+(?:\si\s[^\W\d_]{3,}+)?"
    r"|od\s(?:(?:\d{1,3}|wielu|kilku|dwoch|trzech)\s(?:lat|miesiecy|tygodni)|urodzenia|zawsze"
    r"|lat|(?:zeszlego\s|ubieglego\s|tego\s)?roku|miesiaca|dawna|niedawna|dziecka|zimy|wiosny|lata"
    r"|jesieni|\d{4}(?:\sr(?:\.|oku))?)"
    r"|tu|tutaj|tam|sama?|razem|obecnie|nadal|niestety|na\sco\sdzien"
    r"|(?:(?:tam|tu|zaraz|tuz)\s)?(?:obok|niedaleko|blisko|po\ssasiedzku|naprzeciw(?:ko)?)(?=,)"
    r")(?!\w)"
    rf"|\d\d-\d{{3}}\s[^\W\d_]\w++|{REDACTED}++)){{0,6}}+[\s:,(–-]{{1,4}}"
)
_AREA = r"\s(?:na|we?)\s[^\W\d_]\w++(?:\s[^\W\d_]\w++)?,\s"
_SOMEWHERE = r"[^.!?;\n]{0,60}?(?<!\w)"
_SOMEBODY = r"(?<!\w)(?:lokator|najemc|wlasciciel|sasiad|mieszkan(?:iec|ka|c\w))\w*+"
_HERE = (
    rf"[\s,.:)–-]{{1,4}}(?:(?:to\s(?:jest\s)?|czyli\s|jest\sto\s|a\sto\s)*(?:{_MY_HOME}"
    r"|moj\sadres)(?!\w)|(?:bo\s|ja\s|a\sja\s|i\s)?(?:gdzie|tam|tu"
    r"|tutaj)\s(?:sam\w?\s)?mieszka(?:m|my)"
    r"|gdzie\smieszka(?:ja)?\s(?:rodzin|pan|pani|panstwo|sasiad|moj|jego|jej|ich|ten|ta\s|taki"
    r"|niejak|malzenst|starsz|mam|babci|dziad|syn|cork|brat|siostr)\w*"
    r"|(?:(?:bo|gdzie|ja|a)\s){0,2}(?:(?:tu|tam|tutaj)\s)?(?:ja\s)?(?:jestem|jestesmy|mam)"
    r"\s(?:tu\s|tam\s)?(?:zameldowan\w{1,2}|meldunek)(?!\w)"
    r"|mieszka(?:m|my)\s(?:tu|tam|tutaj|tam\swlasnie)(?!\w))"
)
_LATER = (
    r"(?<!\w)(?:(?:gdzie|tam|tu)(?:\sja)?\s(?:wlasnie\s)?mieszka(?:m|my)"
    r"|mieszka(?:m|my)\stam)(?=[\s,]*(?:[.!\n]|$|od\s|z\s))"
)
_FARTHEST = 90
_LINES_UNDER_A_NAME = 2
_LONGEST_MARK = 30
_SENTENCE_BEGINS = r"(?:^|[\n.!?])\s*$"
_SHORT_LINE = 40

# Right after these, with a flat, it is a household's.
_STANDS_ALONE = (
    rf"(?:^|[\n.;:(–!?]\s?|,\s|{REDACTED}[\s,;:(–/|-]{{1,4}}(?:(?:ze?|zam\.?|adres:?)\s)?)"
)
# „Rodzice, oboje pod adresem 90-001, Lipowa 5 lokal 6”.
_ARE_AT = (
    r"(?<!\w)(?:oboje|obaj|obie|rodzice|przebywa\w*)\s(?:\w+\s)?(?:pod\sadresem|pod|na|przy)\s"
)
# „Do lokalu przy Lipowej 5 m. 12 wprowadził się wnuk”: and not where water leaks.
_IN_A_FLAT = r"(?<!\w)(?:lokal(?:u|em)?|mieszkani(?:e|a|u|em))\s(?:przy|na|pod\sadresem|pod)\s"
_SOMEBODY_MOVED = r"(?=\s(?:wprowadz|wyprowadz|mieszka|nalez|zajmuj|zameld|wynajm))"
_AFTER_A_NAME = rf"{NAME_END}[\s,;:(–/|-]{{1,4}}(?:(?:zam\.?|adres:?)\s)?"
# In brackets after a name, „Marek Kostrzyca (Obłoczna 4)”, or after an e-mail with a postcode.
# „Pan [osoba] z ul. Długiej 5”, and not „z Długiej 5 na Krótką”.
_FROM_A_HOUSE = rf"{NAME_END}\sze?\s{ADDRESS}(?!\s(?:(?:do|na|az)(?!\w)|(?:i|a)\s\d)|[/\d])"
_IN_BRACKETS = rf"{NAME_END}\s?\({ADDRESS}(?=\))"
_AFTER_A_CONTACT = rf"{REDACTED}[\s,;:]{{1,4}}{ADDRESS}"
_END_OF_LINE = (
    r"(?:[^\S\n]*+[.,;)]?[^\S\n]*+\n|\s*+[.,;)]?\s*+(?:$|tel|kom|e-?mail"
    rf"|pros(?:ze|imy|i|za)(?!\w)|zglasza\w*|wnos\w+|sklada\w*|{REDACTED}))"
)
# „Sławomir Kania, Zgierz, ul. Długa 7”: of another town.
_TOWN = r"(?P<town>[^\W\d_]\w++(?:[ -][^\W\d_]\w++)?),\s"
# „Edyta Pawlik, nr lokalu 17”, „pan Marian Dudek z mieszkania 21”: the flat alone.
_FLAT_OF_A_NAME = (
    rf"{NAME_END}[\s,;:(–-]{{1,3}}(?:zam\.\s)?(?:(?:ze?|spod|w|pod)\s)?(?:(?:nr|numer)\.?\s)?"
    r"(?:mieszkani(?:a|e|u)|miesz\.|lokal(?:u|em|owi)?|lok\.|m\.)\s?(?:(?:nr|numer)\.?\s)?"
    r"(\d{1,4}[a-z]?)(?![\w/]|[.,-]\d)"
)
# „Nieruchomość Lipowa 15, właściciel [osoba]”: of the owner, or the place of the event.
_BEFORE_ITS_OWNER = (
    rf"{ADDRESS}[\s,;:(–-]{{1,4}}(?:wlasciciel|najemc|lokator|mieszka|zarzadc)\w*+[\s:]{{1,3}}"
    rf"(?:to\s|jest\s|pan\w?\s)?{REDACTED}"
)
_LINE = rf"(?:zam\.\s|adres:?\s)?(?:(?:{_TOWN})?{ADDRESS}|(?P<city>{CITY}))[.,]?\s*+$"
_HINT = (
    r"miesz|siebie|jestem z|oboje|lokal|prowadz|zam|adres|moj|moim|nasz|live|lokat|najem|cicie"
    r"|poczt|u mnie|do mnie|do nas|listow|sasiad|odpow|najmuj"
    rf"|{REDACTED}|\d\s?/?\s?(?:m|lok)|\d/\d{{1,3}},\s\d\d-\d"
)
_NUMBER_HINT = (
    r"\d|nascie|nast|dzies|dwadz|dwa|trzy|sto(?!\w)|piec|szesc|siedem|osiem|jeden|cztery|\wka"
)
_LATER_HINT = r"(?:tam|tu|tutaj|gdzie)(?:\s\w+)? mieszka|mieszka(?:m|my) t|moj|zameldow|meldunek"
_HOUSEHOLD_HINT = r"najmuj|lokal|mieszkani|na (?:moj |nasz )?adres"

# „Mieszkam Rzgów, ul. Długa 12”.
_AT_ONCE_IN_A_TOWN = rf"{_LIVES}[\s:,]{{1,3}}(?:we?\s)?{_TOWN}{ADDRESS}"
# Where a word says that somebody lives there: at once, in an area, or with a flat a few words on.
_AT_ONCE = (
    rf"{_LIVES}{_ON_THE_WAY}{ADDRESS}",
    rf"{_LIVES}{_AREA}{ADDRESS}",
    rf"{_LIVES}\s(?:na|we?)\s[^\W\d_]\w++\s(?:przy|na)\s(?:ulicy\s)?{ADDRESS}",
)
_WITH_A_FLAT = (
    rf"(?:{_LIVES}|{_SOMEBODY}){_SOMEWHERE}{WITH_FLAT}",
    rf"{_STANDS_ALONE}{WITH_FLAT}",
    rf"{_ARE_AT}{WITH_FLAT}",
    rf"{_IN_A_FLAT}{WITH_FLAT}{_SOMEBODY_MOVED}",
)
# „Wynajmuję mieszkanie przy …”, „zaległości za lokal …”: a home, not what a company rents.
_RENTS = (
    r"(?<!\w)(?:wy|pod)?najmuj(?:e|emy|a)\s(?:(?!lokal)[^\W\d_]{2,12}\s){0,3}?"
    r"(?:mieszkanie|mieszkanko|pokoj|kawalerke|lokal\smieszkalny|dom)"
)
_OWES = (
    r"(?<!\w)(?:mieszkani[ea]\s(?:komunalne(?:go)?\s)?po\s(?:\w{2,8}\s)?(?:babci|mam|mat|ojc|tac"
    r"|rodzic|dziad|ciot|wuj|m[ez][zu]|zon|tesc|brac|siostr|zmarl)\w*"
    r"|(?:zaleg|zadluzen|dlug|czynsz|najm|eksmisj|dodat(?:ek|ku)\smieszkaniow|wykup|meldun"
    r"|umow|oplat)\w*+[^.,!?;\n]{0,40}?(?<!\w)(?:lokal(?:u|em)?|mieszkani(?:e|a|u|em))"
    r"(?:\smieszkaln\w{1,3}|\skomunaln\w{1,3}|\ssocjaln\w{1,3})?)"
)
# „Proszę o zwrot na adres Bema 31/12, 92-547 Łódź”; not where somebody is to come.
_TO_THE_ADDRESS = r"(?<!\w)na\s(?:moj\s|nasz\s)?adres"
_CAME_TO = (
    r"(?:patrol|wezwa(?!ni)|interwen|przyjec|przyby|zglosz"
    r"|straz|policj|karetk|ekip|pogotow)\w*+[^.!?\n]*$"
)
# „Proszę wysłać patrol na adres …”: where something happens.
_SOMEBODY_TO_COME = (
    r"(?<!\w)(?:patrol|ekip|strazni|straz|karetk|pogotow|technik|hydraulik|konserwator|kontrol"
    r"|kogos|inspektor|pracowni|ludzi|sluzb)\w*+[^.!?\n]*\sna\sadres"
)
_NEAR = r"(?:[\s:,]{1,3}(?:przy|na|pod\sadresem|pod|w\slodzi)(?!\w)){0,2}[\s:,]{1,3}"
_HOUSEHOLD = (
    rf"{_RENTS}{_NEAR}{WITH_FLAT}",
    rf"{_RENTS}{_NEAR}{WITH_STROKE}",
    rf"{_OWES}{_NEAR}{WITH_FLAT}",
    rf"{_OWES}{_NEAR}{WITH_STROKE}",
    rf"{_TO_THE_ADDRESS}[\s:,]{{1,3}}{WITH_FLAT}",
    rf"{_TO_THE_ADDRESS}[\s:,]{{1,3}}{WITH_STROKE}",
)
_OWN_RENT = rf"{_RENTS}{_NEAR}{ADDRESS}"
# „Mieszka w pustostanie na …”: where help is needed, and nobody's address.
_NO_HOME = (
    r"\s(?:we?|na)\s(?:(?:starym|tym|jakims|opuszczon\w+)\s)?(?:pustosta\w+|namio\w+|ruin\w+"
    r"|szalas\w*|ruder\w+|wiacie|opuszczon\w+|smietnik\w*)(?!\w)"
)
# „Gnieźnieńska 12/44.”: a flat, where the numbers are none of two neighbouring lots.
_WITH_A_STROKE = rf"{_STANDS_ALONE}{WITH_STROKE}(?=\s?(?:[.,;)!]|$|\n))(?![.,]\d)"
_LIKE_A_STREET = r"(?:[sc]k(?:a|iej|iego)|dzk(?:a|iej|iego)|[nw](?:a|ej|ego)|icza|owa)$"
_ADJACENT_LOTS = 12
_NEXT_LOT = 4

# „Jestem lokatorką mieszkania nr 8 w budynku Pomorska 15”.
_FLAT_FIRST = (
    r"(?<!\w)(?:lokator|najemc|wlasciciel|zajmuj|wynajmuj|mieszka(?!ni)|zam\.)\w*+"
    rf"{_SOMEWHERE}(?P<address>(?:mieszkani[aeu]|lokal\w{{0,2}}|numerem|nr)\s(?:(?:nr|numer)\s)?"
    rf"\d{{1,4}}[a-z]?(?:,?\s(?:we?|przy|na|pod|adresem|{_BUILDING})(?!\w)){{0,3}}\s"
    rf"{STREET}{HOUSE}{STROKE}?(?P<flat>{FLAT}?))"
)
# „Mieszkanie 7 na Lipowej 12 należy do mnie”.
_FLAT_OF_A_HOUSE = (
    r"(?<!\w)(?P<address>mieszkani(?:e|a|u|em)\s(?:(?:nr|numer)\.?\s)?\d{1,4}[a-z]?,?\s"
    rf"(?:przy|na|w\sbudynku(?:\sprzy)?)\s{STREET}{HOUSE}{STROKE}?(?P<flat>{FLAT}?))"
    rf"{_SOMEBODY_MOVED}"
)


def home_addresses(text: str) -> Iterator[PersonalSpan]:
    """Yield the addresses in *text* at which somebody is said to live."""
    small = plain(text)
    if not compiled(_NUMBER_HINT).search(small) or not compiled(_HINT).search(small):
        return
    for pattern in (*_AT_ONCE, _AT_ONCE_IN_A_TOWN, _FLAT_FIRST, _FLAT_OF_A_HOUSE, *_WITH_A_FLAT):
        for home in compiled(pattern).finditer(small):
            if pattern == _AT_ONCE_IN_A_TOWN:
                is_town = text[home.start("town")].isupper() and not any(
                    map(is_first_name, home["town"].split())
                )
                if is_town and _is_street(text, home):
                    yield PersonalSpan(
                        home.start("town"), home.end("address"), PersonalKind.ADDRESS
                    )
            elif pattern in _AT_ONCE and _is_no_home(small, home):
                continue
            elif _is_street(text, home, alone=pattern in _AT_ONCE):
                yield _span(home)
            elif pattern in _WITH_A_FLAT and not home["word"]:
                # „Mieszkam całkiem gdzie indziej, Rojna 71 m. 40”.
                start = _first_capital(text, home)
                if start is not None:
                    yield PersonalSpan(start, home.end("address"), PersonalKind.ADDRESS)
    yield from _households(text, small)
    for home in compiled(_WITH_A_STROKE).finditer(small) if "/" in small else ():
        is_street = home.start("address") < home.start("name") or (
            text[home.start("name")].isupper() and compiled(_LIKE_A_STREET).search(home["name"])
        )
        if is_street and _is_a_flat(home):
            yield _span(home)
    if compiled(_LATER_HINT).search(small):
        yield from _named_later(text, small)
    if NAME_END in text or BARRIER in text:
        yield from _beside_a_name(text, small)


def addresses_before_an_owner(text: str) -> Iterator[PersonalSpan]:
    """Yield the addresses whose owner is named next: perhaps where that person lives."""
    if BARRIER in text or NAME_END in text:
        for home in compiled(_BEFORE_ITS_OWNER).finditer(plain(text)):
            if _is_street(text, home):
                yield _span(home)


def is_address_line(line: str) -> bool:
    """Return whether *line* holds an address, or a postcode and a city, and nothing else."""
    small = plain(line).strip()
    found = compiled(_LINE).fullmatch(small)
    return found is not None and (found["city"] is not None or not found["word"])


def _named_later(text: str, small: str) -> Iterator[PersonalSpan]:
    """Yield what „tam mieszkam” or „to mój dom” says of the address before it."""
    for home in compiled(ADDRESS).finditer(small):
        if compiled(_HERE).match(small, home.end()):
            start = home.start("address") if _is_street(text, home, alone=True) else None
            start = _first_capital(text, home) if start is None else start
            if start is not None:
                yield PersonalSpan(start, home.end("address"), PersonalKind.ADDRESS)
    for later in compiled(_LATER).finditer(small):
        last = None
        for home in compiled(ADDRESS).finditer(
            small, max(0, later.start() - _FARTHEST), later.start()
        ):
            last = home
        if last is not None and small.count(".", last.end(), later.start()) < 2:
            start = _first_capital(text, last)
            if start is not None:
                yield PersonalSpan(start, last.end("address"), PersonalKind.ADDRESS)


def _beside_a_name(text: str, small: str) -> Iterator[PersonalSpan]:
    """Yield the addresses right after a datum, at the end of a line or as lines of their own."""
    for home in compiled(_AFTER_A_NAME + ADDRESS).finditer(small):
        if _ends_a_statement(small, *home.span()) and _is_street(text, home):
            yield _span(home)
    for home in compiled(_AFTER_A_NAME + _TOWN + ADDRESS).finditer(small):
        start = home.start("town")
        if text[start].isupper() and _ends_a_statement(small, *home.span()):
            yield PersonalSpan(start, home.end("address"), PersonalKind.ADDRESS)
    for flat in compiled(_FLAT_OF_A_NAME).finditer(small):
        yield PersonalSpan(*flat.span(1), PersonalKind.ADDRESS)
    for pattern in (_IN_BRACKETS, _FROM_A_HOUSE):
        for home in compiled(pattern).finditer(small):
            if _is_street(text, home):
                yield _span(home)
    for home in compiled(_AFTER_A_CONTACT).finditer(small):
        if compiled(POSTCODE).search(home["address"]) and _is_street(text, home):
            yield _span(home)
    at = 0
    above = 0
    for line in small.split("\n"):
        if line.strip():
            found = compiled(_LINE).fullmatch(line.strip()) if above > 0 else None
            is_near = above == _LINES_UNDER_A_NAME or compiled(POSTCODE).search(line)
            if found is not None and not found["word"] and is_near:
                start = at + len(line) - len(line.lstrip())
                keys = [key for key in ("city", "town", "address") if found[key] is not None]
                yield PersonalSpan(
                    start + found.start(keys[0]), start + found.end(keys[-1]), PersonalKind.ADDRESS
                )
            if line.rstrip(" .,;)").endswith((BARRIER, NAME_END)):
                above = _LINES_UNDER_A_NAME
            else:
                # „lat siedemdziesiąt cztery”, „emerytka”.
                above -= 1 if len(line) < _SHORT_LINE and "." not in line else above
        at += len(line) + 1


def _is_a_flat(home: re.Match[str]) -> bool:
    """Return whether the second number is a flat's, and not that of the next lot."""
    # With a postcode it is a household's, unless the lots are next to each other.
    has_postcode = compiled(POSTCODE).search(home["address"]) is not None
    reach = _NEXT_LOT if has_postcode else _ADJACENT_LOTS
    return not 0 <= int(home["flat"]) - int(home["house"]) <= reach


def _is_no_home(small: str, home: re.Match[str]) -> bool:
    """Return whether somebody else stays in a ruin or a tent at the address, or is to come."""
    words = small[home.start() : home.start("address")]
    if compiled(_SOMEBODY_TO_COME).search(words):
        return True
    is_somebody_else = not compiled(r"mieszka(?:m|my|lam|lem)(?!\w)").match(words)
    return is_somebody_else and compiled(_NO_HOME).search(words) is not None


def _households(text: str, small: str) -> Iterator[PersonalSpan]:
    """Yield the flats that are rented or owed for, and those that mail is to go to."""
    for pattern in _HOUSEHOLD if compiled(_HOUSEHOLD_HINT).search(small) else ():
        for home in compiled(pattern).finditer(small):
            left = small[max(0, home.start() - _FARTHEST) : home.start()]
            if home[0].startswith("na ") and compiled(_CAME_TO).search(left):
                continue
            is_flat = "house" not in home.re.groupindex or _is_a_flat(home)
            if is_flat and _is_street(text, home):
                yield _span(home)
    for home in compiled(_OWN_RENT).finditer(small) if "najmuj" in small else ():
        # „Wynajmuje” may be an owner, whose house is the place of the event.
        is_own = compiled(r"\w*(?:ę|emy)(?!\w)").match(text, home.start()) is not None
        if is_own and _is_street(text, home):
            yield _span(home)


def _ends_a_statement(text: str, start: int, end: int) -> bool:
    """Return whether a name that ends at *start* and its address, to *end*, are a statement.

    They end a line, or stand before a contact, or are all of a sentence.
    """
    if compiled(_END_OF_LINE).match(text, end):
        return True
    left = text[max(0, start - _LONGEST_MARK) : start + 1].rstrip(BARRIER + NAME_END)
    return text[end : end + 2] == ". " and compiled(_SENTENCE_BEGINS).search(left) is not None


def _is_street(text: str, home: re.Match[str], *, alone: bool = False) -> bool:
    """Return whether the words before the number are a street's name.

    A street begins with a capital, or follows „ul.”, or is one word: *alone*, or with a flat.
    """
    start = home.start("name")
    if text[start].isupper() or text[start].isdecimal() or home.start("address") < start:
        return True
    if " " in home["name"] or len(home["name"]) < 4:
        return False
    if home["word"]:
        # „pomorska sto dwa mieszkania osiem”, as somebody said it.
        is_like_a_street = compiled(_LIKE_A_STREET).search(home["name"]) is not None
        return is_like_a_street and bool(home["flat"])
    return alone or bool(home["flat"])


def _first_capital(text: str, home: re.Match[str]) -> int | None:
    """Return where the street begins among the words before the number."""
    start, end = home.span("name")
    if home.start("address") < start:
        return home.start("address")
    return next(
        (at for at in range(start, end) if text[at].isupper() or text[at].isdecimal()), None
    )


def _span(home: re.Match[str]) -> PersonalSpan:
    return PersonalSpan(*home.span("address"), PersonalKind.ADDRESS)
