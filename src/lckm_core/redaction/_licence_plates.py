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


def _polish_plate(between: str) -> str:
    """Return the pattern of a Polish plate, spaced by *between*."""
    two = _serial_pattern(_AFTER_TWO, between)
    three = _serial_pattern(_AFTER_THREE, between)
    return (
        rf"(?<![\w-])(?:({_LETTER}{{2}})[ -]?(?:{two})|({_LETTER}{{3}})[ -]?(?:{three}))(?![\w-])"
    )


def _serial_pattern(serials: str, between: str) -> str:
    return "|".join(
        between.join(_LETTER if sign == "L" else _DIGIT for sign in serial)
        for serial in serials.split()
    )


_POLISH_PLATE = _polish_plate("")
# „EL 12 345”, „EL 7 KM44”: only after a word for the plate itself.
_SPACED_POLISH_PLATE = _polish_plate("[ -]?")
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
    daci(a|i|ę|ą) suzuki tesl(a|i|ę|ą) lexus(a|em)? octavi(a|i|ę|ą) fabi(a|i|ę|ą)
"""
# „Białe auto el 4kp71”: in small letters, where a vehicle is told of, before it or right after.
_SMALL_PLATE = (
    r"(?<![\w-])([a-z]{2,3})[ -]?(?=[0-9a-z]{4,5}(?![\w-]))"
    r"(?:[0-9][a-wyz]{2}[0-9]{2}|[0-9][a-z][0-9]{3}|[0-9]{2,3}[a-z]{2}|[0-9]{4}[a-z]|[a-z][0-9]{3}"
    r"|[0-9]{2}[a-z][0-9]|[0-9][a-z][0-9]{2}|[0-9]{3}[a-z]{2}|(?<=e[a-z])[0-9]{5}"
    r"|(?<=e[a-z][ -])[0-9]{5}|(?<=e[a-z]{2})[0-9]{5}|(?<=e[a-z]{2}[ -])[0-9]{5})(?![\w-])"
)
_SMALL_PLATE_HINT = "[0-9][a-z]|[a-z][0-9]|(?<![a-z])e[a-z]{1,2}[ -][0-9]{5}"
# „El 4kp71 znowu na chodniku”: enough letters and digits for a plate, no unit („we 1000m”), and a
# code that is no word; five digits alone only with a code of the region.
_WORDS_LIKE_CODES = any_of(
    "po we no so st sp op pk pl si es zk sk sm sw wy kk wz lub pos pot poz nos nol sta"
)
_A_UNIT = r"[0-9]+(?:zl|gr|k?m|[cm]m|k?g|l|k?w|v|a|h|r|lat|os|szt)$"
_SHORTEST_SMALL = 7
_VEHICLE_AROUND = rf"(?<!\w){any_of(_VEHICLES)}"
_AROUND = 60
_RIGHT_AFTER = 25
_PLATE_HINT = "(?i)rej|tablic|blach"
_VEHICLE_ANNOUNCED = after_any_of(_VEHICLES)


# „Autobus 83, nr boczny 2290, rej. EL 8F316”: the city's, unless another vehicle stands between.
_VEHICLE_OF_THE_CITY = (
    r"(?<!\w)(?i:autobus\w{0,3}|tramwaj\w{0,3}|[śs]mieciark\w{1,2}|p[łl]ug\w{0,3}"
    r"|polewaczk\w{1,2}|karetk\w{1,2}|radiow[óo]z\w{0,3})(?:[^.!?\n]|(?<=rej|.nr|tab)\.)*$"
)
_OTHER_VEHICLE = (
    r"(?<!\w)(?i:samoch|aut[aoe](?!\w)|pojazd|kierowc[aey]\s[a-z]+\s[a-z]+\sauta|osob[óo]w|taks"
    r"|bus(?!\w)|busa(?!\w)|motocykl|skuter|przyczep|ci[ęe][żz]ar|furgon|lawet|(?:m[óo]j|moj"
    r"|jego|jej)"
    r"(?!\w)|potr[ąa]ci|za(?:park|staw|jech)|blok(?:uj|owa)|wjecha|jecha[łl]|uderzy|stoi|sta[łl])"
)


def _is_of_the_city(text: str, at: int) -> bool:
    """Return whether the plate at *at* is that of a bus or another vehicle of the city."""
    vehicle = compiled(_VEHICLE_OF_THE_CITY).search(text_before(text, at))
    return vehicle is not None and compiled(_OTHER_VEHICLE).search(vehicle[0]) is None


def licence_plates(text: str) -> Iterator[PersonalSpan]:
    """Yield the licence plates in *text*.

    Polish ones are recognised by the code of their district, others by a word for a vehicle.
    """
    if not compiled("[0-9]").search(text):
        return
    for plate in compiled(_POLISH_PLATE).finditer(text):
        code = plate[1] or plate[2]
        is_plate = code.upper() in DISTRICTS and _is_plate(text, plate.start(), code)
        if is_plate and not _is_of_the_city(text, plate.start()):
            yield PersonalSpan(*plate.span(), PersonalKind.PLATE)
    if compiled(_SMALL_PLATE_HINT).search(text):
        yield from _small_plates(text)
    if compiled(_PLATE_HINT).search(text):
        for plate in compiled(_SPACED_POLISH_PLATE).finditer(text):
            code = plate[1] or plate[2]
            announced = compiled(_PLATE_ANNOUNCED).search(text_before(text, plate.start()))
            if code.upper() in DISTRICTS and announced and not _is_of_the_city(text, plate.start()):
                yield PersonalSpan(*plate.span(), PersonalKind.PLATE)
    for plate in compiled(_OTHER_PLATE).finditer(text):
        signs = sum(map(str.isalnum, plate[0]))
        if (
            5 <= signs <= 8
            and any(map(str.isdecimal, plate[0]))
            and compiled(_VEHICLE_ANNOUNCED).search(text_before(text, plate.start()))
            and not belongs_to_a_thing(text, plate.start())
            and not _is_of_the_city(text, plate.start())
        ):
            yield PersonalSpan(*plate.span(), PersonalKind.PLATE)


def _small_plates(text: str) -> Iterator[PersonalSpan]:
    """Yield the plates in small letters, with other numbers between them and their vehicle."""
    for plate in compiled(_SMALL_PLATE).finditer(text):
        if plate[1].upper() not in DISTRICTS or belongs_to_a_thing(text, plate.start()):
            continue
        around = compiled(_VEHICLE_AROUND)
        is_told = (
            _tells_itself(plate)
            or around.search(text_before(text, plate.start(), _AROUND))
            or around.search(text, plate.end(), plate.end() + _RIGHT_AFTER)
        )
        if is_told and not _is_of_the_city(text, plate.start()):
            yield PersonalSpan(*plate.span(), PersonalKind.PLATE)


def _tells_itself(plate: re.Match[str]) -> bool:
    """Return whether nothing but a plate is written as *plate*, in small letters."""
    signs = sum(map(str.isalnum, plate[0]))
    serial = plate[0][len(plate[1]) :].strip(" -")
    is_unit = compiled(_A_UNIT).fullmatch(serial) is not None
    return (
        signs >= _SHORTEST_SMALL
        and compiled(_WORDS_LIKE_CODES).fullmatch(plate[1]) is None
        and not is_unit
    )


def _is_plate(text: str, at: int, code: str) -> bool:
    """Return whether what looks like a plate is one."""
    if belongs_to_a_thing(text, at):
        return False
    return code.isupper() or compiled(_VEHICLE_ANNOUNCED).search(text_before(text, at)) is not None
