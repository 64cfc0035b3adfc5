"""Words that a name follows, and words written with a capital that are nobody's name."""

import re

from lckm_core.redaction._word_patterns import any_of

_UPPER = "A-ZÀ-ÖØ-ÞĄĆĘŁŃŚŹŻŠŽČŘА-ЯЄІЇҐ"
_LOWER = "a-zß-öø-ÿąćęłńśźżšžčřа-яєіїґ'’"
CAPITALISED = rf"[{_UPPER}](?:[{_LOWER}]++(?:-[{_UPPER}][{_LOWER}]++)?|[{_UPPER}]{{2,}}+(?:-[{_UPPER}]{{2,}}+)?)(?!\w)"
"""A word with a capital, or a whole one in capitals, also of two parts."""
INITIAL = rf"[{_UPPER}]\.(?!\w)"
SMALL = rf"[{_LOWER}]{{3,}}+(?:-[{_LOWER}]{{3,}}+)?(?!\w)"
PARTICLE = r"(?:de|van|von|der|du|la|al)(?!\w)"

_COURTESY = (
    "pan pana panu panem panie pani panią państw[oau] państwem p\\. pp\\. mr mrs ms пан пані"
)
_RELATIVES = """
    sąsiad sąsiad[aye] sąsiad(em|owi|zie|ka|ki|kę|ką|ce|kom) sąsiedzie mąż męż(a|em|owi|u) żon[ayęąo] żonie
    syn syn(a|em|owi|u|owie|ów) córk[aięąo] córce córek mat(ka|ki|kę|ką|ce) ojciec ojc(a|em|u) brat brat(a|em|u) bra(cia|ci) siostr[ayęą] siostrze
    babci[aięąu] dziad(ek|ka|kiem|kowi) wnu(k|ka|kiem|kowi|czka|czki|czkę|czką|czce) wuj(ek|ka|kiem|kowi)? cioci[aięą] teść teśc* teściow*
    koleg[aięąo] koledze koleżank[aięą] koleżance kuzyn* przyjaci(el|ela|elem|elowi|ółka|ółki|ółkę|ółką) mam[ayęąo] mamie tat[ayęąo] tacie
    neighbour neighbor сусід*
"""
_NEIGHBOURS = "sąsiedzi sąsiad(ów|ami|om|ach)"
_WORKERS = """
    właściciel* lokator* najemc* dozorc* dozorczyn* gospodarz* gospodyni* kierowc* motornicz* lekarz* lekark* dzielnicow* strażni(k|ka|kiem|kowi|czka|czki)
    policjant* urzędni* zarządc* administrator* inspektor* kontroler* świadek świadk* sprawc* poszkodowan* zgłaszając* wnioskodawc* pełnomocni*
    reprezentant* sprzątacz* konserwator* hydraulik* pielęgniark* nauczyciel* pracowni* operator* portier* listonosz*
"""
_TITLES = """
    dr inż mgr prof mec hab ks radn(y|a|ego|ej|emu|ym|ą) prezes* dyrektor* kierowni(k|ka|kiem|kowi|czka|czki|czkę|czką) przewodnicząc* mecenas* doktor*
"""
_OWN = """
    nazywam_się mam_na_imię na_imię_mam moje_imię(_i_nazwisko)?(_to)? moje_nazwisko(_to)? imię_i_nazwisko imię nazwisk(o|u|iem)
    my_name_is мене_звати мене_звуть моє_ім'я
"""
_INTRODUCE = "jestem mówi pisze z_tej_strony"
_LEAD_TO_TWO = """
    tu ja do_wiadomości zgłosił[aą]? zgłasza podpisan[oay] i_am this_is я (za|od)?dzwonił[ao]?(_do_(mnie|nas))? rozmawia(łem|łam|liśmy)_z(e)?
"""

_JOINED = r"(?:\s?[,:–-]|\s(?i:jest|był[ao]?|to|imieniem|o\simieniu|o\snazwisku|podał[ao]?\snazwisko))?\s{1,2}"

OWN = rf"(?<!\w){any_of(_OWN)}[\s:,=-]{{1,4}}"
"""After these one says one's own name, in small letters too."""
OTHERS = rf"(?<!\w)(?:{any_of(_COURTESY + _RELATIVES)}|{any_of(_TITLES)}\.?){_JOINED}"
"""After these a name of one word or more may follow."""
RELATIVE = rf"(?:{any_of(_RELATIVES)})"
WORKERS = rf"(?<!\w){any_of(_WORKERS + _NEIGHBOURS)}{_JOINED}"
"""After these one word may be the name of a company, a shop or a place, too."""
INTRODUCE = rf"(?<!\w){any_of(_INTRODUCE)}[\s:,]{{1,3}}"
"""After these one's own first name may follow, alone and in small letters too."""
LEAD_TO_TWO = rf"(?<!\w){any_of(_INTRODUCE + ' ' + _LEAD_TO_TWO)}[\s:,]{{1,3}}"
"""After these only a first name and a surname are surely a name."""
APPOSITION = rf"(?<!\w){any_of(_RELATIVES + _NEIGHBOURS + _WORKERS)}(?:\s(?!i\s)[a-ząćęłńóśźż]++){{1,2}}?(?:,|\s(?:jest|był[ao]?|to|podpisał[ao]?))\s"
"""„Właścicielem działki jest”, „świadkiem zdarzenia był”: the same, with a word or two on the way."""
TITLE = rf"{any_of(_TITLES)}\.?\s"

_OFFICES = """
    urząd* urzęd* doktor* profesor* prezyden* wiceprezyden* burmistrz* dyrek* dyr kierowni* naczelni* prezes* przewodnicz* radn(y|a|ego|ej|emu|ym|ą|i|ych) minist* wojewod*
    zarząd* rad[aye] straż* policj* administrac* wspólnot* spółdziel* przychodni* szpital* szkoł* przedszkol* redak* wydział* oddział* biur* zakład* firm* spółk*
    zespół* obsług* bank* office mayor
"""
_PLACES = """
    miast* miejsk* łódź łódzk* łodzi łodzian* osiedl* dzielnic* ulic* ul al alej* plac* pl park* rond* skwer* most* pomnik* dworzec dworc* bałut* polesi*
    widzew* śródmieści* górn[aąe]j? retkini* polsk* polak* polk* ukrai* city street plaza місто міськ*
"""
_EVERYBODY = """
    mieszka* sąsiad* sąsie(dzi|dzie) państw* pan pani pana panu panie panią panowie czytelni* klient* pasażer* rowerzyst* piesz* podatni* emeryt* rodzic*
    matk* ojc* student* uczni* anonim* wszys* was jehow* boże bóg bóstw* resident* мешкан*
"""
_LETTER = """
    dziękuj* proszę prosz[aą] pozdraw* czekam* licz[ęey]* dodam dodaję mam jest był* zgłasza* informuj* szanown* dobr[yae]* dzień witam serdecznie ciepło
    raz jeszcze z do nie tak to jak czy ale kiedy gdzie dlaczego oraz w na po od przy pod za dla telef* tel mail e-mail adres* nr numer*
    the from dear thanks thank яка який дякую
"""
NOBODY = re.compile(any_of(_OFFICES + _PLACES + _EVERYBODY + _LETTER + _WORKERS))
"""Words of an office, a place or a letter, which are not names where a name could stand."""
