"""Licence plates: Polish ones by the code of their district, others after a word."""

import re
from collections.abc import Iterator

from lckm_core.redaction._patterns import (
    after_any_of,
    any_of,
    belongs_to_a_thing,
    compiled,
    text_before,
)
from lckm_core.redaction._spans import PersonalKind, PersonalSpan

# The codes with which Polish plates begin: the voivodeship's letter, then the district's one or
# two, such as „EL” for Łódź or „EPA” for the district of Pabianice.
_DISTRICTS_BY_VOIVODESHIP = {
    "B": "I L S AU IA BI GR HA IL KL LM MN SE SI SK SU WM ZA",
    "C": "B G T W AL BC BE BR BY CH GD GR IN LI MG NA RA RY SE SW TR TU WA WL ZN",
    "D": ("B J L W X BL DZ GL GR JA JE KA KL LB LE LU LW MI OA OL PL SR ST SW TR WL WR ZA ZG"),
    "E": "L P S BE BR KU LA LC LE LW LZ OP PA PD PI PJ RA RW SI SK TM WE WI ZD ZG",
    "F": "G Z GW KR MI NW SD SL SU SW WS ZA ZG ZI",
    "G": "A D S SP BY CH CZ DA KA KS KW KY KZ LE MB ND PU SL ST SZ TC WE WO WW",
    "K": "K N R T BA BC BR CH DA GR LI MI MS MY NS NT OL OS PR RA RK SU TA TT WA WI",
    "L": "B C U Z BI BL CH HR JA KR KS LB LE LU OP PA PU RA RY SW TM UB WL ZA",
    "N": "E O BA BR DZ EB EL GI GO IL KE LI MR NI NM OE OG OL OS PI SZ WE",
    "O": "P B BR GL K KA KL KR NA NY OL PO PR ST",
    "P": (
        "K L N O P Y CH CT GN GO GS JA KA KE KL KN KO KR KS LE MI NT OB OS OT OZ PL RA SE SL "
        "SR SZ TU WA WL WR Z ZL"
    ),
    "R": "K P T Z BI BR DE JA JS KL KR LA LE LS LU MI NI PR PZ RS SA SR ST TA ZE ZZ",
    "S": (
        "B C D G H I J K L M O P R T W Y Z BE BI BL BN CI CN CZ GL KL LU MI MY PI PS RB RC RS "
        "TA TY WD ZA ZO ZY"
    ),
    "T": "K BU JE KA KI KN LW OP OS PI SA SK ST SZ",
    "W": (
        "A B D E F H I J K N O P R S T U W X Y Z BR CI GM GR KZ L LI LS MA MI ML MW ND OR OS "
        "OT PI PL PN PP PR PS PU PW PY PZ RA SC SE SI SK SZ WE WL WO WV WY ZU ZW ZY"
    ),
    "Z": "K S BI BL CH DR GL GR GY KA KL KO LO MY PL PY SD SL ST SW SZ WA",
}
DISTRICTS = frozenset(
    letter + rest for letter, codes in _DISTRICTS_BY_VOIVODESHIP.items() for rest in codes.split()
)

_LETTER = "[A-Za-z]"
_DIGIT = "[0-9]"
# What follows the code, as the regulation on registration lists it: D a digit, L a letter.
_AFTER_TWO = "DDDDD DDDDL DDDLL DLDDD DLLDD"
_AFTER_THREE = "DDDDD DDDDL DDDLL LDDD DDLD DLDD DDLL DLLD LLDD LDDL LDLD"


def _serial_pattern(serials: str) -> str:
    return "|".join(
        "[ -]?".join(_LETTER if sign == "L" else _DIGIT for sign in serial)
        for serial in serials.split()
    )


_POLISH_PLATE = (
    rf"(?<![\w-])(?:({_LETTER}{{2}})[ -]?(?:{_serial_pattern(_AFTER_TWO)})"
    rf"|({_LETTER}{{3}})[ -]?(?:{_serial_pattern(_AFTER_THREE)}))(?![\w-])"
)
# Motorcycles, personalised and foreign plates: only after a word.
_OTHER_PLATE = (
    r"(?<![\w-])(?!(?:MPK|PKS|PKP|BMW|VW|GPS|VIN|OC|AC|ID)(?!\w))(?=[A-ZА-ЯІЇЄ0-9 -]{0,10}[0-9])"
    # „EL2 88TR”, spaced as it is spoken.
    r"(?:[A-Z]{2,3}[ -]?[A-Z]?[0-9][A-Z0-9]{0,2}[ -](?=[A-Z0-9]?[A-Z0-9]?[A-Z])(?=[A-Z]?[0-9])"
    r"[A-Z0-9]{2,4}|(?:[A-ZА-ЯІЇЄ]{1,3}|[A-Z][0-9])[ -]?(?:[A-Z]{1,2}[ -]?[0-9]{1,4}[A-Z]?"
    r"|[0-9]{2,5}[ -]?[A-ZА-ЯІЇЄ]{0,3}|[A-Z0-9]{3,5}))(?![\w-])"
)
_PLATE_WORDS = "rej rejestr* tablic(a|y|e|ę|ą|ach)? blach*"
_PLATE_ANNOUNCED = after_any_of(_PLATE_WORDS)
_VEHICLES = f"""
    {_PLATE_WORDS}
    numerach busik* zastawi* zajecha* potrąci* przejecha* wjecha* samoch* aut[aoe] autem
    pojazd* bus busa busem wrak* motocykl* motor motoru skuter*
    przyczep* ciężarów* taksów* furgon* dostawcz* osobów* lawet* kierowc* parkuj* zaparkowa* car
    vehicle plate plates авто* samoch(ód|odu|odem|odzie|ody|odów) autk(o|a|iem|u) wóz wozu wozem
    op(el|la|lem|lu) skod(a|y|ę|ą|zie) škoda audi bmw fiat(a|em|owi|y|cie)? ford(a|em|y|zie)?
    toyo(ta|ty|tę|tą|cie) volkswagen(a|em|y|ie)? vw golf(a|em|ie)? passat(a|em|y)? passacie
    mercedes(a|em|ie)? renault peugeot(a|em)? citroen(a|em)? citroën(a|em)? kia kii kię kią
    hyundai(a|em)? mazd(a|y|ę|ą) maździe hond(a|y|ę|ą|zie) nissan(a|em|ie)? volvo seat(a|em)?
    beemw* beemk(a|i|ę|ą) porsche merc(a|em|u)?
    daci(a|i|ę|ą) suzuki tesl(a|i|ę|ą) lexus(a|em)? octavi(a|i|ę|ą) fabi(a|i|ę|ą)
"""
# „Białe auto el 4kp71”: in small letters, where a vehicle is told of, before it or right after.
_SMALL_PLATE = (
    r"(?<![\w-])([a-z]{2,3})[ -]?(?=[0-9a-z]{4,5}(?![\w-]))"
    r"(?:[0-9][a-wyz]{2}[0-9]{2}|[0-9][a-z][0-9]{3}|[0-9]{2,3}[a-z]{2}|[0-9]{4}[a-z]|[a-z][0-9]{3}"
    r"|[0-9]{2}[a-z][0-9]|[0-9][a-z][0-9]{2}|[0-9]{3}[a-z]{2}|(?<=e[a-z])[0-9]{5}"
    r"|(?<=e[a-z][ -])[0-9]{5}|(?<=e[a-z]{2})[0-9]{5}|(?<=e[a-z]{2}[ -])[0-9]{5})(?![\w-])"
)
# „El 4kp71 znowu na chodniku”: enough letters and digits for a plate, no unit („we 1000m”), and a
# code that is no word; five digits alone only with a code of the region.
_WORDS_LIKE_CODES = any_of(
    "po we no so st sp op pk pl si es zk sk sm sw wy kk wz lub pos pot poz nos nol sta"
)
_A_UNIT = r"[0-9]+(?:zl|gr|k?m|[cm]m|k?g|l|k?w|v|a|h|r|lat|os|szt)$"
_SHORTEST_SMALL = 7
# „Zapamiętałam er 40wp”: a code of the region, though no register has it.
_VEHICLE_AROUND = rf"(?<!\w){any_of(f'{_VEHICLES} zapamięta* zapisał* spisał* zanotował*')}"
_OF_THE_REGION = "(?i)(?!ean|eur)e[a-z]{1,2}"
# „EL osiem W cztery cztery dwa”, „el pięć ka dwa dziewięć zero”; „… dwa i odjechał”.
_NUMERAL = any_of("""
    zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć \\w{3,7}naście dwadzieścia
    trzydzieści czterdzieści \\w{4,8}dziesiąt sto dwieście trzysta czterysta \\w{4,8}set
""")
_LETTER_SAID = (
    rf"(?:[A-Zb-hj-np-tvxy]|[aiouwz](?=\s{_NUMERAL})"
    r"|(?i:[bcdgptw]e|[bcdgpt]ie|wu|ka|ha|jot|e[flmnrs]|fau|iks|zet))(?!\w)"
)
_PLATE_SAID = (
    rf"(?<![\w-])({_LETTER}{{2,3}}|{_LETTER}(?:\s{_LETTER}){{1,2}})(?=\s(?:{_LETTER_SAID}\s)?"
    rf"{_NUMERAL}[\s\w]+?\s{_NUMERAL})(?:\s(?:{_NUMERAL}|{_LETTER_SAID}|\d\d?(?!\w))){{3,7}}"
)
_AROUND = 60
_RIGHT_AFTER = 25
_VEHICLE_ANNOUNCED = after_any_of(_VEHICLES)


# „Autobus 83, nr boczny 2290, rej. EL 8F316”: the city's, unless another vehicle stands between.
_VEHICLE_OF_THE_CITY = (
    r"(?<!\w)(?i:autobus\w{0,3}|[śs]mieciark\w{1,2}|p[łl]ug\w{0,3}"
    r"|polewaczk\w{1,2}|karetk\w{1,2}|radiow[óo]z\w{0,3})(?:[^.!?\n]|(?<=rej|.nr|tab)\.)*$"
)
_OTHER_VEHICLE = (
    r"(?<!\w)(?i:samoch|aut[aoe](?!\w)|pojazd|kierowc[aey]\s[a-z]+\s[a-z]+\sauta|osob[óo]w|taks"
    r"|bus(?!\w)|busa(?!\w)|motocykl|skuter|przyczep|ci[ęe][żz]ar|furgon|lawet|(?:m[óo]j|moj"
    r"|jego|jej)"
    r"(?!\w)|potr[ąa]ci|za(?:park|staw|jech)|blok(?:uj|owa)|wjecha|jecha[łl]|uderzy|stoi|sta[łl])"
)
# „Numer tablicy z naklejki: SIP-0218”, at a stop.
_BOARD = (
    r"(?<!\w)(?i:przystan(?:e?k|ki)|wia(?:ta|cie|ty)|odjazd|rozk[łl]ad|naklej|tablic\w+\s"
    r"(?:informacyjn|elektroniczn|[śs]wietln|przystankow))\w*[^!?\n]*$"
)


def _is_of_the_city(text: str, at: int) -> bool:
    """Return whether the plate at *at* is that of a bus or another vehicle of the city."""
    vehicle = compiled(_VEHICLE_OF_THE_CITY).search(text_before(text, at))
    return vehicle is not None and compiled(_OTHER_VEHICLE).search(vehicle[0]) is None


def licence_plates(text: str) -> Iterator[PersonalSpan]:
    """Yield the licence plates in *text*, but those of the city's vehicles."""
    for plate in _likely_plates(text):
        at = plate.start()
        if not belongs_to_a_thing(text, at) and not _is_of_the_city(text, at):
            yield PersonalSpan(*plate.span(), PersonalKind.PLATE)


def _likely_plates(text: str) -> Iterator[re.Match[str]]:
    """Yield what looks like a plate by the code of its district, or after a word for a vehicle."""
    for plate in compiled(_PLATE_SAID).finditer(text):
        if _is_a_code(plate[1].replace(" ", "")) and _is_told_around(text, plate):
            yield plate
    if not compiled("[0-9]").search(text):
        return
    for plate in compiled(_POLISH_PLATE).finditer(text):
        code = plate[1] or plate[2]
        serial = plate[0][len(code) :].strip(" -")
        left = text_before(text, plate.start())
        is_tight = serial.isalnum() and (
            code.isupper() or compiled(_VEHICLE_ANNOUNCED).search(left) is not None
        )
        is_known = code.upper() in DISTRICTS
        # „Wjechał w 12 345”: after a vehicle, digits alone only with a code of the region.
        is_likely = (code[0] in "eE" or any(map(str.isalpha, serial))) and _is_a_code(code)
        if (is_known and (is_tight or compiled(_PLATE_ANNOUNCED).search(left))) or (
            is_likely and _is_told_around(text, plate)
        ):
            yield plate
    for plate in compiled(_SMALL_PLATE).finditer(text):
        is_known = plate[1].upper() in DISTRICTS
        tells = is_known and _tells_itself(plate)
        if tells or ((is_known or _is_a_code(plate[1])) and _is_told_around(text, plate)):
            yield plate
    for plate in compiled(_OTHER_PLATE).finditer(text):
        signs = sum(map(str.isalnum, plate[0]))
        left = text_before(text, plate.start())
        is_told = compiled(_VEHICLE_ANNOUNCED).search(left)
        if (
            is_told
            and not _is_of_a_stop(left)
            and 5 <= signs <= 8
            and any(map(str.isdecimal, plate[0]))
        ):
            yield plate


def _is_of_a_stop(left: str) -> bool:
    """Return whether a board at a stop is told of before a number, and no vehicle."""
    board = compiled(_BOARD).search(left)
    return board is not None and compiled(_OTHER_VEHICLE).search(board[0]) is None


def _is_a_code(code: str) -> bool:
    """Return whether a plate may begin with *code*, of a district or the region, and no word."""
    is_word = code.islower() and compiled(_WORDS_LIKE_CODES).fullmatch(code)
    is_code = code.upper() in DISTRICTS or compiled(_OF_THE_REGION).fullmatch(code)
    return bool(is_code and not is_word)


def _is_told_around(text: str, plate: re.Match[str]) -> bool:
    """Return whether a vehicle, or what somebody remembers, is told of around *plate*."""
    around = compiled(_VEHICLE_AROUND)
    return (
        around.search(text_before(text, plate.start(), _AROUND)) is not None
        or around.search(text, plate.end(), plate.end() + _RIGHT_AFTER) is not None
    )


def _tells_itself(plate: re.Match[str]) -> bool:
    """Return whether nothing but a plate is written as *plate*, in small letters."""
    signs = sum(map(str.isalnum, plate[0]))
    serial = plate[0][len(plate[1]) :].strip(" -")
    is_unit = compiled(_A_UNIT).fullmatch(serial) is not None
    is_word = compiled(_WORDS_LIKE_CODES).fullmatch(plate[1]) is not None
    return signs >= _SHORTEST_SMALL and not is_word and not is_unit
