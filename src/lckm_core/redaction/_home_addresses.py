"""Home addresses: a street and a house number where the text says that somebody lives.

Everything is read as :func:`plain_with_streets` writes it, so capitals and Polish letters make no
difference.
"""

import re
from collections.abc import Iterator

from lckm_core.redaction._address_patterns import (
    A_MEASURE,
    ADDRESS,
    AN_END,
    AT_WORK,
    CITY,
    FLAT,
    HOUSE,
    IN_WORDS,
    OF_THE_EVENT,
    STREET,
    STROKE,
    TOWN,
    WITH_FLAT,
    WITH_STROKE,
    first_capital,
    home_span,
    is_a_flat,
    is_like_a_street,
    is_street,
    plain_with_streets,
    street_start,
    whole_address,
)
from lckm_core.redaction._addresses_beside_names import addresses_beside_names
from lckm_core.redaction._dictionary import is_first_name
from lckm_core.redaction._home_cues import (
    BUILDING,
    BUILDING_ITSELF,
    EXACTLY,
    HOME_BEFORE,
    HOME_BEFORE_LATER,
    LET_TO_LIVE_IN,
    LIVES,
    MY_HOME,
    NEIGHBOUR_FROM,
    OWES,
    OWNER_FROM,
    RENTS,
    SOMEBODY_FROM,
    THEIR_HOME,
)
from lckm_core.redaction._homes_in_passing import homes_in_passing
from lckm_core.redaction._homes_of_others import homes_of_others
from lckm_core.redaction._numbers import is_pesel
from lckm_core.redaction._patterns import compiled
from lckm_core.redaction._spans import BARRIER, NAME_END, REDACTED, PersonalKind, PersonalSpan
from lckm_core.redaction._whole_buildings import is_a_whole_building, without_the_building

_ON_THE_WAY = (
    r"(?:[\s:,(–-]{1,4}(?:(?:na\s\w{1,12}\spietrze|na\sparterze|\w{1,12}\spietro|parter"
    r"|naprzeciw(?:ko)?|w\slodzi|to(?!\sznaczy)|jest|przy|na|pod\sadresem"
    r"|stoi|znajduje\ssie|pod\snumerem|pod|in\slodzi|at|domowy"
    rf"|we?\s{BUILDING}|(?:we?\s)?{BUILDING_ITSELF}"
    r"|we?(?=\s(?:ul|al|pl|os)\.)|pod\s(?:blokiem|domem|oknem|oknami)"
    r"|ze?\s[^\W\d_]{3,}+(?:\si\s[^\W\d_]{3,}+)?"
    r"|od\s(?:(?:\w{1,14}\s){1,2}(?:lat|miesiecy|tygodni)|urodzenia|zawsze"
    r"|lat|(?:zeszlego\s|ubieglego\s|tego\s)?roku|miesiaca|dawna|niedawna|dziecka|zimy|wiosny|lata"
    r"|jesieni|\d{4}(?:\sr(?:\.|oku))?)"
    r"|u\s[^\W\d_]{3,12}|tu|tutaj|tam|sama?|razem|obecnie|nadal|niestety|na\sco\sdzien"
    # „Mieszka moja mama, to znaczy …”.
    rf"|{EXACTLY}|(?:moj|nasz)\w{{0,2}}\s[^\W\d_]{{3,12}}(?=,\s{EXACTLY}\s)"
    r"|(?:(?:tam|tu|zaraz|tuz)\s)?(?:obok|niedaleko|blisko|po\ssasiedzku|naprzeciw(?:ko)?)(?=,)"
    r")(?!\w)"
    rf"|{CITY}|{REDACTED}++)){{0,6}}+[\s:,(–-]{{1,3}}"
)
_AREA = (
    r"\s(?:na|we?)\s[^\W\d_]\w++(?:\s[^\W\d_]\w++)?"
    rf"(?:,?\s{EXACTLY}[\s:,]{{1,3}}(?:(?:na|przy|pod)\s)?|,\s)"
)
_SOMEWHERE = r"[^.!?;\n]{0,60}?(?<!\w)"
_SOMEBODY = r"(?<!\w)(?:lokator|najemc|wlasciciel|sasiad|mieszkan(?:iec|ka|c\w))\w*+"
# The Office's own addresses, as the template of the ordinance has them.
_OF_THE_OFFICE = (
    r"(?:(?:lodz,?\s)?90-926(?:\slodz)?,?\s)?(?:ul(?:\.|ica|icy|ice)?\s?)?"
    r"(?:piotrkowsk(?:a|iej)\s(?:104|110)|zachodni(?:a|ej)\s47)"
    r"(?:,?\s(?:pokoj|pok\.)\s?\d{1,3}\w?)?(?:,?\s(?:90-926)?(?:\s?lodz)?)?"
)
_FARTHEST = 90

# Right after these, with a flat, it is a household's.
_STANDS_ALONE = (
    rf"(?:^|[\n.;:(–!?]\s?|,\s|{REDACTED}[\s,;:(–/|-]{{1,4}}(?:(?:ze?|zam\.?|adres:?)\s)?)"
)
# „Rodzice, oboje pod adresem 90-001, Lipowa 5 lokal 6”.
_ARE_AT = (
    r"(?<!\w)(?:oboje|obaj|obie|rodzice|przebywa\w*)\s(?:\w+\s)?(?:pod\sadresem|pod|na|przy)\s"
)
# „Ona jest pod adresem Lipowa 5 m. 6”, „Jan Kos jest teraz pod adresem …”.
_IS_THERE = (
    rf"(?:(?<!\w)(?:on|ona|oni|one)|{NAME_END})\s(?:\w+\s)?"
    r"(?:jest|sa|siedzi|siedza|ukrywa\ssie|zyje|zyja)\s(?:\w+\s)?(?:pod\sadresem|pod|na\sadresie)\s"
)
# „Do lokalu przy Lipowej 5 m. 12 wprowadził się wnuk”: and not where water leaks.
_IN_A_FLAT = r"(?<!\w)(?:lokal(?:u|em)?|mieszkani(?:e|a|u|em))\s(?:przy|na|pod\sadresem|pod)\s"
_SOMEBODY_MOVED = (
    r"(?=,?\s(?:ktor\w{2,4}\sjestem|wprowadz|wyprowadz|mieszka|nalez|zajmuj|zameld|wynajm))"
)
_NEIGHBOURS_HOME = rf"(?:{NEIGHBOUR_FROM}|{OWNER_FROM}){ADDRESS}"
_OF_SOMEBODY = (
    rf"{_IS_THERE}{WITH_FLAT}",
    rf"{SOMEBODY_FROM}{WITH_FLAT}",
    rf"{SOMEBODY_FROM}{WITH_STROKE}",
)
_STROKE_HINT = r"\d[a-h]?\s?/\s?\d"
_FLAT_HINT = r"\d\w?,?\s?(?:/\s?\d|m|lok)"
_HINT = (
    r"miesz|sz?kam|oficyn|front|siebie|w domu|jestem z|oboje|lokal|prowadz|zam|adres|moj|moim"
    r"|nasz|live|lokat|najem|cicie|poczt|u mnie|do mnie|do nas|listow|sasiad|odpow|najmuj"
    rf"|{REDACTED}|\d[a-h]?,?\s?/?\s?(?:m|lok)|\d/\d{{1,3}},\s\d\d-\d|je(?:j|go)\s|\sich\s|swo[ij]"
)
_NUMBER_HINT = (
    r"\d|nascie|nast|dzies|dwadz|dwa|trzy|sto(?!\w)|piec|szesc|siedem|osiem|jeden|cztery|\wka"
)
_LATER_HINT = (
    r"(?:tam|tu|tutaj|gdzie|ktorej|ktorym)(?:\s\w+){0,2} mieszka|\d\w?,? mieszka"
    r"|mieszka(?:m|my) t|moj|nasz|zameldow|meldunek"
)
_HOUSEHOLD_HINT = r"najmuj|lokal|mieszkani|na (?:moj |nasz )?adres"

# „Mieszkam Rzgów, ul. Długa 12”.
_AT_ONCE_IN_A_TOWN = rf"{LIVES}[\s:,]{{1,3}}(?:we?\s)?{TOWN}{ADDRESS}"
# Where a word says that somebody lives there: at once, in an area, or with a flat a few words on.
_AT_ONCE = (
    rf"{LIVES}{_ON_THE_WAY}{ADDRESS}",
    rf"{LIVES}{_AREA}{ADDRESS}",
    rf"{LIVES}\s(?:na|we?)\s[^\W\d_]\w++\s(?:przy|na)\s(?:ulicy\s)?{ADDRESS}",
)
# „Mieszkam zbocze sześć, to jest dom po rodzicach”: nothing but a street and its number.
_SAID_AT_ONCE = rf"\w{{6,9}}my?\s[a-z]{{4,}}\s{IN_WORDS}\s?(?:[,.;!?)\n]|$)"
_WITH_A_FLAT = (
    rf"(?:{LIVES}|{_SOMEBODY}){_SOMEWHERE}{WITH_FLAT}",
    rf"{_STANDS_ALONE}{WITH_FLAT}",
    rf"{_ARE_AT}{WITH_FLAT}",
    rf"{_IN_A_FLAT}{WITH_FLAT}{_SOMEBODY_MOVED}",
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
    rf"{RENTS}{_NEAR}{WITH_FLAT}",
    rf"{RENTS}{_NEAR}{WITH_STROKE}",
    rf"{OWES}{_NEAR}{WITH_FLAT}",
    rf"{OWES}{_NEAR}{WITH_STROKE}",
    rf"{LET_TO_LIVE_IN}{_NEAR}{WITH_FLAT}",
    rf"{LET_TO_LIVE_IN}{_NEAR}{WITH_STROKE}",
    rf"{_TO_THE_ADDRESS}[\s:,]{{1,3}}{WITH_FLAT}",
    rf"{_TO_THE_ADDRESS}[\s:,]{{1,3}}{WITH_STROKE}",
)
# „Jan Lis, 44051401359, ul. Długa 7”: of whoever has the PESEL.
_AFTER_A_PESEL = rf"[^\W\d_][,;]\s(?P<pesel>\d{{11}})[,;]\s(?:zam\.?\s)?{ADDRESS}{AN_END}"
# Searched fast by its first digit.
_PESEL_HINT = r"[0-9]\d{10}[,;]"
# „W jego mieszkaniu Długa 5 m. 2”, „leci mi do piwnicy (Długa 5)”.
_THEIR_FLAT = rf"(?<!\w)(?:jego|jej|ich)\s(?:mieszkani)\w*{_NEAR}{WITH_FLAT}"
_A_PERSON_BEFORE = (
    rf"{REDACTED}|(?<!\w)(?:pani|panu?|sasiad|dzwon|zglasza|mowi|prosi|skarzy|kobiet|mezczyzn"
    r"|lokator|emeryt|starsz|babci|dziad|mama|mam[ay]|ojciec|ojca|siostr|brat|cork|syn(?!\w{3})"
    r"|znajom|klient|interesant|rozmowc|mieszkan(?:iec|k)|zona|maz(?!\w)|kolez|koleg)"
)
_SENTENCE_BEFORE = 150
_AT_THEIR_HOME = rf"{THEIR_HOME}{ADDRESS}"
_TO_ME = (
    r"(?<!\w)(?:mi|nam)\s(?:sie\s)?(?:(?:na|do|w|pod|po|przez|przed)\s)?(?:\w{2,9}\s)?"
    r"(?:garaz|piwnic|ogrod|podwor|posesj|dzialk|dom(?!\w{4})|dach|okn|mieszkan|kuchni|strych"
    r"|balkon|schod|wjazd|bram|plot|studni|lazienk|sypialni|pokoj|prog|taras|altan|szop)\w*"
    rf"(?:\s?\(|,\s){ADDRESS}{AN_END}"
)
# „Mojemu domowi grozi zawalenie, ul. Długa 5”: no other number between.
_MY_HOME_LATER = rf"(?<!\w){MY_HOME}[^!?\n\d]{{0,120}}?,\s(?=ul){ADDRESS}{AN_END}"
# „Proszę o wodę do mojego domu. Dom: Długa 5”: the line for it says no more than „dom”.
_HOME_NAMED = (
    r"(?<!\w)(?:(?P<flat_word>mieszkanie)|dom|domek|budynek|posesja"
    r"|adres(?:\s(?:domu|posesji|budynku))?)"
    rf":\s{ADDRESS}{AN_END}"
)
_HOME_NAMED_HINTS = (
    *("dom: ", "domu: ", "domek: ", "budynek: ", "budynku: ", "posesja: ", "posesji: "),
    *("mieszkanie: ", "adres: "),
)
_OWN_HOME_BEFORE = rf"(?<!\w)(?:{MY_HOME}|swoj\w*\s(?:dom|domu|domem|posesj\w)(?!\w))"
_OWN_FLAT_BEFORE = rf"{_OWN_HOME_BEFORE}|(?<!\w)mieszka(?:m|my)(?!\w)"
_HOME_REACH = 300
_OWN_RENT = rf"{RENTS}{_NEAR}{ADDRESS}"
# „Mieszka w pustostanie na …”: where help is needed, and nobody's address.
_NO_HOME = (
    r"\s(?:we?|na)\s(?:(?:starym|tym|jakims)\s)?(?:pustosta\w+|namio\w+|ruin\w+"
    r"|szalas\w*|ruder\w+|wiacie|opuszczon\w+|smietnik\w*)(?!\w)"
)
_RUIN = r"(?:pustosta|namio|ruin|ruder|szalas|smietnik)\w*[^.!?]*$"
_NEAR_IT = 40
# „Gnieźnieńska 12/44.”: a flat, where the numbers are none of two neighbouring lots.
_WITH_A_STROKE = rf"{_STANDS_ALONE}{WITH_STROKE}{AN_END}(?![.,]\d)"

# „Jestem lokatorką mieszkania nr 8 w budynku Pomorska 15”.
_FLAT_FIRST = (
    r"(?<!\w)(?:lokator|najemc|wlasciciel|zajmuj|wynajmuj|mieszka(?!ni)|zam\.)\w*+"
    rf"{_SOMEWHERE}(?P<address>(?:mieszkani[aeu]|lokal\w{{0,2}}|numerem|nr)\s(?:(?:nr|numer)\s)?"
    rf"\d{{1,4}}[a-z]?(?:,?\s(?:we?|przy|na|pod|adresem|{BUILDING})(?!\w)){{0,3}}\s"
    rf"{STREET}{HOUSE}{STROKE}?(?P<flat>{FLAT}?))"
)
# „Mieszkanie 7 na Lipowej 12 należy do mnie”.
_FLAT_OF_A_HOUSE = (
    r"(?<!\w)(?P<address>mieszkani(?:e|a|u|em)\s(?:(?:nr|numer)\.?\s)?\d{1,4}[a-z]?,?\s"
    rf"(?:przy|na|w\sbudynku(?:\sprzy)?)\s{STREET}{HOUSE}{STROKE}?(?P<flat>{FLAT}?))"
    rf"{_SOMEBODY_MOVED}"
)


def home_addresses(text: str) -> Iterator[PersonalSpan]:
    """Yield the addresses in *text* at which somebody is said to live, none of the Office's."""
    small = plain_with_streets(text)
    # In a text in capitals no capital tells where a street begins.
    text = small if text.isupper() else text
    for span in _homes(text, small):
        if span.kind is PersonalKind.NAME:
            yield span
        elif compiled(_OF_THE_OFFICE).fullmatch(small, span.start, span.end) is None:
            yield without_the_building(small, whole_address(text, small, span))


def _homes(text: str, small: str) -> Iterator[PersonalSpan]:
    """Yield the addresses in *text*, read as *small*, at which somebody is said to live."""
    if not compiled(_NUMBER_HINT).search(small):
        return
    yield from homes_in_passing(text, small)
    yield from homes_of_others(text, small)
    for home in compiled(_TO_ME).finditer(small) if " mi " in small or " nam " in small else ():
        if is_street(text, home):
            yield home_span(home)
    for home in (
        compiled(_AFTER_A_PESEL).finditer(small) if compiled(_PESEL_HINT).search(small) else ()
    ):
        if is_pesel(home["pesel"]) and is_street(text, home):
            yield home_span(home)
    of_somebody = _OF_SOMEBODY if compiled(_FLAT_HINT).search(small) else ()
    of_a_neighbour = (_NEIGHBOURS_HOME,) if "sasi" in small or "wlasc" in small else ()
    for pattern in (*of_somebody, *of_a_neighbour):
        for home in compiled(pattern).finditer(small):
            is_flat = "house" not in home.re.groupindex or is_a_flat(home)
            if is_flat and is_street(text, home, alone=pattern == _NEIGHBOURS_HOME):
                yield home_span(home)
    yield from _with_a_stroke(text, small)
    if not compiled(_HINT).search(small):
        return
    at_once = (*_AT_ONCE, _AT_ONCE_IN_A_TOWN) if compiled(LIVES).search(small) else ()
    for pattern in (*at_once, _FLAT_FIRST, _FLAT_OF_A_HOUSE, *_WITH_A_FLAT):
        for home in compiled(pattern).finditer(small):
            if pattern == _AT_ONCE_IN_A_TOWN:
                is_town = text[home.start("town")].isupper() and not any(
                    map(is_first_name, home["town"].split())
                )
                if is_town and is_street(text, home):
                    yield PersonalSpan(
                        home.start("town"), home.end("address"), PersonalKind.ADDRESS
                    )
            elif pattern in _AT_ONCE + _WITH_A_FLAT and _is_no_home(small, home):
                continue
            elif is_street(text, home, alone=pattern in _AT_ONCE) or compiled(_SAID_AT_ONCE).match(
                small, home.start()
            ):
                yield home_span(home)
            elif pattern in _WITH_A_FLAT and (pattern == _WITH_A_FLAT[0] or not home["word"]):
                # „Mieszkam całkiem gdzie indziej, Rojna 71 m. 40”, „mieszkam nad tym rojna sto
                # dwa mieszkania osiem”.
                start = street_start(text, home) if home["word"] else first_capital(text, home)
                if start is not None and compiled(IN_WORDS).match(small, start) is None:
                    yield PersonalSpan(start, home.end("address"), PersonalKind.ADDRESS)
    yield from _households(text, small)
    if compiled(_LATER_HINT).search(small):
        yield from _named_later(text, small)
    if NAME_END in text or BARRIER in text:
        yield from addresses_beside_names(text, small)


def _with_a_stroke(text: str, small: str) -> Iterator[PersonalSpan]:
    """Yield the flats after a stroke that stand by themselves: „Gnieźnieńska 12/44.”."""
    if compiled(_STROKE_HINT).search(small) is None:
        return
    is_told = compiled(_HINT).search(small) is not None
    for home in compiled(_WITH_A_STROKE).finditer(small):
        seems_a_street = home.start("address") < home.start("name") or (
            is_like_a_street(home["name"]) and is_street(text, home, alone=True)
        )
        house, flat = int(home["house"]), int(home["flat"])
        # „67/93” may be the lots of one side of a street.
        is_sure = is_told or flat < house or (flat - house) % 2 == 1
        # „Jan Zet Rojna 12/5”: the name first.
        if not is_told and any(map(is_first_name, home["name"].split())):
            continue
        if seems_a_street and is_sure and is_a_flat(home):
            yield home_span(home)


def _named_later(text: str, small: str) -> Iterator[PersonalSpan]:
    """Yield what „tam mieszkam” or „to mój dom” says of the address before it."""
    for home in compiled(ADDRESS).finditer(small):
        if compiled(HOME_BEFORE).match(small, home.end()) and not _is_a_ruin(small, home):
            start = home.start("address") if is_street(text, home, alone=True) else None
            start = first_capital(text, home) if start is None else start
            if start is not None:
                yield PersonalSpan(start, home.end("address"), PersonalKind.ADDRESS)
    for later in compiled(HOME_BEFORE_LATER).finditer(small):
        last = None
        for home in compiled(ADDRESS).finditer(
            small, max(0, later.start() - _FARTHEST), later.start()
        ):
            last = home
        # What was redacted between them is what was meant.
        if last is None or BARRIER in small[last.end() : later.start()]:
            continue
        if small.count(".", last.end(), later.start()) < 2:
            start = first_capital(text, last)
            if start is not None:
                yield PersonalSpan(start, last.end("address"), PersonalKind.ADDRESS)


def _is_no_home(small: str, home: re.Match[str]) -> bool:
    """Return whether people work there, somebody is to come, or else stays in a ruin or a tent."""
    at = home.start("address")
    words = small[home.start() : at]
    if home.re.pattern in _AT_ONCE and is_a_whole_building(small, home):
        return True
    if compiled(_SOMEBODY_TO_COME).search(
        small[max(0, home.start() - _NEAR_IT) : home.start("address")]
    ):
        return True
    if home.re.pattern in _WITH_A_FLAT:
        return (
            compiled(AT_WORK).match(small, home.start("name")) is not None
            or compiled(OF_THE_EVENT).search(small[max(0, at - _NEAR_IT) : at]) is not None
            or compiled(A_MEASURE).match(small, home.end("address")) is not None
        )
    is_somebody_else = not compiled(r"mieszka(?:m|my|lam|lem)(?!\w)").match(words)
    return is_somebody_else and compiled(_NO_HOME).search(words) is not None


def _is_a_ruin(small: str, home: re.Match[str]) -> bool:
    """Return whether the words before the address say that nobody has a home there."""
    return compiled(_RUIN).search(small[max(0, home.start() - _NEAR_IT) : home.start()]) is not None


def _households(text: str, small: str) -> Iterator[PersonalSpan]:
    """Yield the flats that are rented or owed for, and those that mail is to go to."""
    for pattern in _HOUSEHOLD if compiled(_HOUSEHOLD_HINT).search(small) else ():
        for home in compiled(pattern).finditer(small):
            left = small[max(0, home.start() - _FARTHEST) : home.start()]
            if home[0].startswith("na ") and compiled(_CAME_TO).search(left):
                continue
            is_flat = "house" not in home.re.groupindex or is_a_flat(home)
            if is_flat and is_street(text, home):
                yield home_span(home)
    for pattern, hint in (
        (_THEIR_FLAT, "mieszkan"),
        (_AT_THEIR_HOME, "j"),
        (_MY_HOME_LATER, ", ul"),
    ):
        for home in compiled(pattern).finditer(small) if hint in small else ():
            # „Szpital i jego brama, Długa 5” is no home.
            start = home.start()
            left = small[max(0, start - _SENTENCE_BEFORE) : start]
            is_a_persons = (
                pattern != _AT_THEIR_HOME
                or home["surely"]
                or compiled(_A_PERSON_BEFORE).search(left)
            )
            alone = pattern == _AT_THEIR_HOME
            if is_a_persons and is_street(text, home, alone=alone):
                yield home_span(home)
    is_named = ": " in small and any(hint in small for hint in _HOME_NAMED_HINTS)
    for home in compiled(_HOME_NAMED).finditer(small) if is_named else ():
        cue = compiled(_OWN_FLAT_BEFORE if home["flat_word"] else _OWN_HOME_BEFORE)
        is_theirs = cue.search(small, max(0, home.start() - _HOME_REACH), home.start())
        if is_theirs is not None and is_street(text, home):
            yield home_span(home)
    for home in compiled(_OWN_RENT).finditer(small) if "najmuj" in small else ():
        # „Wynajmuje” may be an owner, whose house is the place of the event.
        is_own = compiled(r"\w*(?:ę|emy)(?!\w)").match(text, home.start()) is not None
        if is_own and is_street(text, home):
            yield home_span(home)
