"""Posts whose office is named, and acts of an office: both together tell an official."""

from lckm_core.redaction._name_shapes import CAPITALISED
from lckm_core.redaction._patterns import compiled, text_before

# „Zastępcę dyrektora”, „z-cy naczelnika”, „p.o. kierownika”.
DEPUTY = (
    r"(?i:zast[ęe]pc(?:a|y|ę|e|ą|o)|zast[ęe]pczyni\w?|z-c(?:a|y|ę|e|ą)|wz\."
    r"|p\.?\s?o\.?|pe[łl]ni[ąa]c\w{1,3}\sobowi[ąa]zki)"
)
_OF_THE_CITY = (
    r"(?i:(?:sekretarz\w{0,3}|skarbni(?:k\w{0,3}|cz\w{2,3})|architekt\w{0,3}|geode[tc]\w{1,2}"
    r"|konserwator\w{0,3})\s(?:miasta|gminy|powiatu|zabytk[óo]w)|[łl]owcz\w{1,3}\smiejsk\w{1,3}"
    r"|rzeczni\w{1,4}\spraw(?:\s\w{7,14})?)|(?i:rzeczni\w{1,4}\sprasow\w{1,3})\s[A-ZŁ]\w+"
    r"|(?:Miejsk|Wojew[óo]dzk|Powiatow|Pa[ńn]stwow|G[łl][óo]wn)\w{1,4}\s"
    r"(?:(?:Powiatow|Wojew[óo]dzk|Graniczn)\w{1,4}\s)?"
    r"(?:Konserwator|Inspektor|Lekarz|Rzeczni|Komendant|Geode|Architekt|Ogrodni)\w{0,4}"
    r"(?:\s[A-ZŚŻŁ]\w{4,14}){0,2}?"
    # „Kierownik Oczyszczalni”: of what the city runs, by its capital.
    r"|(?i:kierowni\w{1,4})\s(?:Oczyszczalni|Schroniska|Zajezdni|Cmentarza|Sk[łl]adowiska|Sortowni)"
)
# „Dyrektor Szkoły Podstawowej nr 44”; the head of a school with no name may be anybody's wife.
_OF_A_SCHOOL = (
    rf"(?:{DEPUTY}\s)?(?i:(?:wice)?dyrektor\w{{0,3}})\s(?:[IVX]{{1,6}}\s)?"
    r"(?:(?:Zespo[łl]u\s)?Szk[óo][łl]\w?\s[A-ZŚŻ]\w{6,20}|Przedszkola\s(?:Miejskiego|Publicznego)"
    r"|Liceum\sOg[óo]lnokszta[łl]c\w{3,5}|[ŻZ][łl]obka\sMiejskiego|Technikum|SP|LO|PM|ZS[PO]?)"
    r"(?:\s(?:nr\s)?\d{1,3})?"
)
# „Dzielnicowy, mł. asp. …”, „straż miejska, st. strażnik …”, „asp. … z VI Komisariatu”.
_SERVICE = (
    r"(?i:dzielnicow(?:y|a|ego|ej|emu|ym|[ąa])|(?:stra[żz]|patrol|komend|komisariat|posterun)\w*"
    r"\s(?:stra[żz]y\s)?(?:miejsk\w{1,2}|policji)|policj\w{1,3}|komisariat\w{0,3})"
)
_RANK = (
    r"(?i:(?:(?:st|m[łl]|nad|pod)\.?\s?)?(?:asp|sier[żz]|post|kom|insp|str|kpr|kpt|bryg)\."
    r"(?:\s?szt(?:ab)?\.)?|(?:st\.|starsz\w{1,3}|m[łl]\.|m[łl]odsz\w{1,3})"
    r"\s(?:stra[żz]ni|aspiran|sier[żz]an|posterunkow)\w{0,4})"
)
# „Rzecznikowi Praw” may stand before „Obywatelskich Janowi Zetowi”.
_NAME = rf"{CAPITALISED}(?:\s{CAPITALISED}){{0,2}}(?:\s[A-ZŁŚŻ]\.)?"
_MR = r"(?:(?i:pan\w{0,2}|p\.)\s)?(?:(?i:dr|in[żz]|mgr|prof|lek|wet)\.?\s){0,3}"
_NAMED_POST = (
    rf"(?<![\w-])(?:{_OF_THE_CITY}|{_OF_A_SCHOOL}|{_SERVICE},?\s{_RANK}|(?P<rank>{_RANK}))"
    rf",?\s{_MR}$"
)
_OF_THE_SERVICE = rf"\sze?\s(?:[IVX]+\s)?(?:{_SERVICE}|(?i:oddzia[łl]u)\s[A-ZŚŁ]\w+)"
# What an office does, and residents are told of: „odpisał”, „nie przyjęła”, „pouczył”.
_ACT = (
    r"(?i:(?:odpis|odpowi|odebra[łl]a?\s(?:tel|zg[łl])|obiec|zapewni|zapowie|przyj[ęą]|za[łl]atwi"
    r"|odm[óo]wi|wyznaczy|poinform|powiedzia|m[óo]wi|twierdzi|poradzi|pom[óo]g[łl]|pomaga[łl]"
    r"|napisa|przekaza|rozpatr|zajmuj\w+\ssi[ęe]|wyda[łl]|wszcz|podpisa[łln](?!o:|a?\ssi[ęe])"
    r"|spisa[łl]|prosi[łl]|zg[łl]asza[łl]|poucz|sporz[ąa]dzi|kaza[łl]|ka[żz]e|zleci"
    r"|obejrza|odes[łl]a|uzna[łl]|sprawdzi[łl]|t[łl]umaczy|nie\s(?:wi|przyjech))\w*"
    r"|prowadzi(?:[łl]a?)?\s(?:spraw|post[ęe]p|ze\smn)\w*|spraw[ęe]\sprowadzi"
    r"|prosi\so\s(?:uzup|dos[łl]|dokum|stawien)\w*"
    r"|by[łl]a?\s(?:u\snas|dwa|trzy|na\s(?:miejsc|spotk|ogl|podw)\w*|obejrze[ćc]|powiadom\w*"
    r"|w\s(?:zesz|ubieg)\w*))(?!\w)"
)
_SMALL_WORDS = r"(?:(?i:nie|mi|mnie|nam|nas|to|ju[żz]|te[żz]|si[ęe])\s){0,3}"
_ENDS = r"\)?\s?(?:[.;:!?\n]|$)"
DOES_AN_ACT = rf"\)?,?\s{_SMALL_WORDS}{_ACT}"
# „Rozmawiałam z”, „według”: nobody says so of a neighbour without a word for one.
_TOLD = rf"(?<!\w)(?:{_ACT}|(?i:rozmawia\w+\sze?|wed[łl]ug|zdaniem))"
ACTED = rf"{_TOLD}(?:[^.,!?\n]|(?<=\s[pP])\.)*$"
_DONE_BY = rf"{_TOLD}(?:\s(?i:mi|nam|to|przez))?\s$"
# Whoever reports, or is somebody's neighbour or relative, is named for that.
PRIVATE_BEFORE = (
    r"(?i:s[ąa]siad|[śs]wiad|lokator|m[óo]j|moj|nasz|syn(?!\w)|c[óo]rk|m[ąa][żz]|[żz]on|matk"
    r"|ojc|brat|siostr|babci|dziad|te[śs][cć]|kole[gżz]|znajom|poszkodowan|jestem"
    r"|nazywam|zg[łl]asza|dzwoni(?!\w)|kontakt|wnioskodaw|mieszka(?:my?)?(?!\w)|emeryt"
    r"|dawn(?:y|a)\s|by[łl](?:y|a|ego|ej)\s$)(?:[^.!?\n]|(?<=\s[pP])\.)*$"
)
_REACH = 120


def holds_a_named_post(text: str, start: int) -> bool:
    """Return whether the name at *start* has a named post, and does what an office does."""
    left = text_before(text, start, _REACH)
    post = compiled(_NAMED_POST).search(left)
    if post is None:
        return False
    head = left[: post.start()]
    name = compiled(_NAME).match(text, start)
    if name is None or compiled(PRIVATE_BEFORE).search(head) is not None:
        return False
    service = compiled(_OF_THE_SERVICE).match(text, name.end())
    if post["rank"] and service is None:
        return False
    end = name.end() if service is None else service.end()
    if compiled(DOES_AN_ACT).match(text, end) is not None:
        return True
    is_all = service is not None or compiled(_ENDS).match(text, end) is not None
    return is_all and compiled(_DONE_BY).search(head) is not None
