"""Capitalised words that are no names: of offices, the city, letters and companies."""

import re

from lckm_core.redaction._name_cues import WORKER_WORDS
from lckm_core.redaction._patterns import any_of, compiled

_OFFICES = """
    urząd* urzęd* doktor* profesor* prezyden* wiceprezyden* burmistrz* dyrek* dyr kierowni*
    naczelni* prezes* przewodnicz* radn(y|a|ego|ej|emu|ym|ą|i|ych) minist* wojewod* zarząd*
    rad[aye] straż* policj* administrac* wspólnot* spółdziel* przychodni* szpital* szkoł*
    przedszkol* redak* fundacj* grup* stowarzysz* towarzystw* cafe market hotel taxi pizzeri*
    sushi kebab
    beauty nails fashion apartament* residence tower spa fitness wydział* oddział* biur* zakład*
    referat* departament* inspektorat* komisariat* firm* spółk* zespół* obsług* bank* office
    mayor dps
"""
_CITY_WORDS = """
    miast* miejsk* łódź łódzk* łodzi łodzian* osiedl* dzielnic* ulic* ul al alej* plac* pl park*
    turcj* ukrain* białorus* gruzj* wietnam* indii rosj* mołdaw* niemiec kazachsta* uzbekista*
    armeni* słowacj* hiszpani* francj* rumuni* bułgari* japoni* unii nepal* bangladesz* filipin*
    rond* skwer* most(u|y|em|ie|ów|ach|om|ami)? pomnik* dworzec dworc* bałut* polesi* widzew*
    śródmieści* górn[aąe]j? retkini* polsk* polak* polk* ukrai* city street plaza місто міськ*
"""
_EVERYBODY = """
    mieszka* sąsiad* sąsie(dzi|dzie) państw* pan pani pana panu panie panią panowie czytelni*
    klient* pasażer* rowerzyst* piesz* podatni* emeryt* rodzic* matk* ojc* student* uczni* anonim*
    rodzin(a|y|ę|ą|ie)? ksi(ądz|ędz(a|u|em)) dziec(ko|ka|ku|kiem|i)
    wszys* was jehow* boże bóg bosk* bóstw* najświętsz* resident* мешкан*
"""
_LETTER = """
    dnia dziękuj* proszę prosz[aą] pozdraw* czekam* licz[ęey]* dodam dodaję mam jest był* zgłasza*
    informuj* szanown* dobr(y|a|e|ego|ej|ą|ych|ym|ze) dzień witam serdecznie ciepło raz jeszcze
    z do nie tak to jak czy
    ale kiedy gdzie dlaczego oraz w na po od przy pod za dla telef* tel mail e-mail adres* nr
    będ(ę|ą|zie|ziemy) brawo gratul*
    koniec tyle wszystko taki taka takie takiego jaki jaka jakie
    numer* rachun* konto konta kontem the from dear thanks thank яка який дякую
    спасиб* жител* жильц* сосед* сусід* вам вас срочно терміново жду чекаю звоните дзвоніть лодзь
    jed(en|na|no|ną|nej|nego|nemu|nym|ni|nych) żad(en|na|ne|ną|nej|nego|nemu|nym|nych)
    moja moje mojej mojego mojemu moją moim moich moi nasz nasza nasze naszej naszego naszą naszym
"""
# A sentence begins with these, and a name may follow: „Wczoraj Antek …”.
_FUNCTION_WORDS = any_of("""
    wczoraj przedwczoraj dzisiaj dziś jutro rano wieczorem nocą teraz potem wtedy później następnie
    nagle ostatnio codziennie zawsze nigdy czasem często znowu znów nadal ciągle dopiero już jeszcze
    tymczasem niestety podobno chyba pewnie rzekomo ponoć akurat właśnie szczęśliwie wreszcie
    nawet również także też tylko jednak natomiast ale lecz więc zatem dlatego ponieważ bo że gdy
    gdyby jeśli jeżeli aby żeby choć chociaż skoro zanim odkąd mimo jak kiedy gdzie kto co czemu
    tam tu tutaj obok mój moja moje nasz nasza nasze jego jej ich ten ta to tamten tamta on ona
    taki taka sam sama każdy wszyscy
""")
_NO_NAME = any_of(_OFFICES + _CITY_WORDS + _EVERYBODY + _LETTER + WORKER_WORDS)

# Words of the city and of letters that thousands have for a surname: „Ewa Polak”, „Jan Dobry”.
_ALSO_SURNAMES = any_of("""
    polak(a|owi|iem|u)? niemiec niemc(a|owi|em|u) most dobr(y|a|ego|ej|emu|ym|ą)
    (polsk|miejsk|łódzk|widzewsk)(i|a|iego|iej|iemu|im|ą)
""")
# „Adam Polski Związek Działkowców”.
_NO_SURNAME_BEFORE = r" [^\W\d_a-ząćęłńóśźż][a-ząćęłńóśźż]"

ABBREVIATION = r"(?:UM[ŁL]|MPK|MPO|ZWiK|ZLM|ZDiT|MOPS|ZZM|ZIM|PINB|TBS|ZGM|PGE|PKP|RON)"
"""A pattern for an office or a company of the city, or in it, by its letters."""
# „Pracownica Centrum Świadczeń Socjalnych”: no names, where another word follows.
_INSTITUTION = any_of("""
    centr(um|ów) ośrod(ek|ka|kiem|kowi|ku|ków) żłob(ek|ka|kiem|kowi|ku) poradni(a|ę|ą)?
    instytut(u|em)? muze(um|ów) teatr(u|em|ze)? bibliotek(a|i|ę|ą) inspektorat(u|em)?
    oczyszczalni(a|ę|ą)? zajezdni(a|ę|ą)?
    sekcj(a|i|ę|ą) fili(a|i|ę|ą) komend(a|y|ę|ą) komisariat(u|em)? delegatur(a|y|ę|ą)
    rejon(u|em|ie)?
    referat(u|em)? departament(u|em)?
    dział(u|em)? sąd(u|em)? izb(a|y|ę|ą) uniwersytet(u|em)? politechnik(a|i|ę|ą) stacj(a|i|ę|ą)
    schronisk(o|a|iem) pogotowi(e|a|em) hospicjum dom(u|em)? fundusz(u|em)? agencj(a|i|ę|ą)
    inspekcj(a|i|ę|ą) świetlic(a|y|ę|ą) punkt(u|em)? kas(a|y|ę|ą) powiatow(y|a|ego|ej|ym|ą)
    klub(u|em)? komitet(u|em)? stref(a|y|ę|ą|ie) nadzor(u|em|owi) rewir(u|em|ze)? sieci stanu
    transport(u)? rejestr(u|em)? ochrony ruchu nocn(ego|ej|ych)
    wojewódzk(i|a|iego|iej|im|ą) okręgow(y|a|ego|ej|ym|ą) rejonow(y|a|ego|ej|ym|ą)
    narodow(y|a|ego|ej|ym|ą) regionaln(y|a|ego|ej|ym|ą) społeczn(y|a|ego|ej|ym|ą)
    państwow(y|a|ego|ej|ym|ą) gminn(y|a|ego|ej|ym|ą) samorządow(y|a|ego|ej|ym|ą)
    specjalistyczn(y|a|ego|ej|ym|ą) publiczn(y|a|ego|ej|ym|ą)
""")
_BUILDING_OR_BODY = any_of("""
    dom szkoła sklep kino teatr hotel fundacja stowarzyszenie park pałac willa kamienica bar klub
    most pomnik fabryka budynek blok drzewo dąb lip(a|y) klon* topol* kasztan* jesion* brzoz*
    wierzb*
    sosn* świerk* dęby nowa stara stary nowy wielka salon zakład hala restauracja
    apteka kościół parafia kaplica
""")


# „Zarządca Lokum Plus”.
LIKE_A_COMPANY = r"(?i:plus|invest|group|development|polska|partner|system|management|serwis|trans)"


def is_an_institution(word: str) -> bool:
    """Return whether the name of an institution begins with *word*."""
    return compiled(_INSTITUTION).fullmatch(word) is not None


def is_a_building_or_body(word: str) -> bool:
    """Return whether *word* is a building, a tree or a body that may be called by a name."""
    return compiled(_BUILDING_OR_BODY).match(word) is not None


def is_no_name(word: str) -> bool:
    """Return whether *word* belongs to an office, a city or a letter."""
    return compiled(_NO_NAME).match(word) is not None


def is_also_a_surname(text: str, word: re.Match[str]) -> bool:
    """Return whether *word* of *text* may be a surname, though it is a word of the city."""
    return (
        # „Anna Polak-Lis”.
        compiled(_ALSO_SURNAMES).fullmatch(word[0].partition("-")[0]) is not None
        and compiled(_NO_SURNAME_BEFORE).match(text, word.end()) is None
    )


def is_a_function_word(word: str) -> bool:
    """Return whether *word* is an adverb, a pronoun or a conjunction, and so no part of a name."""
    return compiled(_FUNCTION_WORDS).fullmatch(word) is not None
