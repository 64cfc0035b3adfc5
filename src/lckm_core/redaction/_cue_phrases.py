"""Words that announce names, words that are none, names of places."""

import re

from lckm_core.redaction._dictionary import is_first_name_itself
from lckm_core.redaction._patterns import any_of, before, compiled

# ── The shape of a name ──

_LATIN = [*map(chr, range(0x100, 0x250)), *map(chr, range(0x1E00, 0x1F00))]
_MARKS_ABOVE_AND_BELOW = "\u0300-\u036f"
UPPER = "A-ZÀ-ÖØ-Þ" + "".join(filter(str.isupper, _LATIN)) + "А-ЯЄІЇҐ"
_LOWER = "a-zß-öø-ÿ" + "".join(filter(str.islower, _LATIN)) + f"а-яєіїґ'’{_MARKS_ABOVE_AND_BELOW}"
# A word with a capital, or a whole one in capitals, also of two parts.
CAPITALISED = (
    rf"[{UPPER}](?:[{_LOWER}]++(?:-[{UPPER}][{_LOWER}]++)?"
    rf"|[{UPPER}]{{2,}}+(?:-[{UPPER}]{{2,}}+)?)(?!\w)"
)
INITIAL = rf"(?:[{UPPER}]|Cz|Zb|Wł|Zdz|Krz|Kaz)\.(?!\w)"
SMALL = rf"[{_LOWER}]{{3,}}+(?:-[{_LOWER}]{{3,}}+)?(?!\w)"
PARTICLE = r"(?:de|van|von|der|du|la|al)(?!\w)"

# ── Words that a name follows ──

_COURTESY = """
    ksyw(a|ą|ę|ie) zwan(y|a|ego|ej|ym|ą) pseudonim(em)? niejak(i|a|iego|iej|ą|im|iemu) ob\\.
    obywatel(a|em|owi|ka|ki|kę|ką|ce)? pan pana panu panem panie pani panią państw[au] państwem
    (?<!szanowni\\s)(?<!drodzy\\s)państwo
    p\\. pp\\. mr mrs ms пан пані
"""
_RELATIVES = """
    sąsiad sąsiad[aye] sąsiad(em|owi|zie|ka|ki|kę|ką|ce|kom) sąsiedzie mąż męż(a|em|owi|u)
    żon[ayęąo] żonie syn syn(a|em|owi|u|owie|ów) córk[aięąo] córce córek mat(ka|ki|kę|ką|ce) ojciec
    ojc(a|em|u) brat brat(a|em|u) bra(cia|ci) siostr[ayęą] siostrze babci(a|ę|ą|u)?
    dziad(ek|ka|kiem|kowi) wnu(k|ka|kiem|kowi|czka|czki|czkę|czką|czce) wuj(ek|ka|kiem|kowi)?
    cioci(a|ę|ą|u)? teść teśc* teściow* koleg[aięąo] koledze koleżank[aięą] koleżance kuzyn*
    wnuczek wnucz(ka|kiem|kowi|kę|ce) wnusi[aęuą] syn(ek|ka|kiem|kowi|ku|eczek)
    córecz(ka|ki|kę|ką|ce)
    szwagier szwagr(a|em|owi) szwagier(ka|ki|kę|ką|ce) zię(ć|cia|ciem|ciowi) synow(a|ej|ą)
    ciot(ka|ki|kę|ką) narzeczon(y|a|ego|ej|emu|ym|ą) partner(a|em|owi|ka|ki|kę|ką|ce)?
    chłopak(a|iem|owi)? dziewczyn[ayęą] bratan(ek|ka|kiem|kowi|ica|icy|icę|icą)
    siostrze(niec|ńca|ńcem|ńcowi|nica|nicy|nicę|nicą) chrześnia(k|ka|kiem|czka|czki)
    opiekun(ka|ki|kę|ką|ce) współlokator* wspóllokator* dziadzi[auoą] dziadzi(uś|usia) tatuś*
    mamusi*
    przyjaci(el|ela|elem|elowi|ółka|ółki|ółkę|ółką) mam[ayęąo] mamie tat[ayęąo] tacie neighbour
    neighbor сусід*
"""
_NEIGHBOURS = "sąsiedzi sąsiad(ów|ami|om|ach)"
_WORKERS = """
    właściciel* lokator* najemc* dozorc* dozorczyn* gospodarz* gospodyni* kierowc* motornicz*
    lekarz* lekark* dzielnicow* strażni(k|ka|kiem|kowi|czka|czki) policjant* urzędni* zarządc*
    administrator* inspektor* kontroler* świadek świadk* sprawc* poszkodowan* zgłaszając*
    wnioskodawc* pełnomocni* reprezentant* sprzątacz* konserwator* hydraulik* pielęgniark*
    ochroniarz* ratowni(k|ka|kiem|kowi|czka) wychowaw* trener* aptekar* kasjer*
    majst(er|ra|rem|rowi) brygadzist* nauczyciel* pracowni* operator* portier* listonosz*
"""
_RESIDENTS = """
    mieszka(niec|nka) słuchacz* czytelni(k|czka) emeryt(ka)? rencist* pasażer(ka)? klient(ka)?
    rowerzyst* student(ka)? uczeń uczennica petent(ka)?
"""
_TITLES = """
    dr inż mgr prof mec hab ks radn(y|a|ego|ej|emu|ym|ą) prezes* dyrektor*
    kierowni(k|ka|kiem|kowi|czka|czki|czkę|czką) przewodnicząc* mecenas* doktor*
"""
_OWN_NAME = """
    nazywam_się się_nazywam mam_na_imię na_imię_(mam|mi) mi_na_imię imię_(moje|mam)
    moje_imię(_i_nazwisko)?(_to)? moje_nazwisko(_to)?
    ma_na_imię na_imię_ma imię_i_nazwisko imię
    nazwisk(o|u|iem)(_(panieńskie|rodowe|rodzinne|moje|męża|matki|ojca|żony|po_mężu|mam|brzmi))?
    (mówią|wołają)_(na_mnie|mi) mnie_(nazywają|wołają|zwą) nazywają_mnie my_name_is мене_звати
    мене_звуть моє_ім'я
"""
# How sure somebody is of a name.
_HEDGES = """
    prawdopodobnie chyba podobno może bodaj bodajże przypuszczalnie zapewne raczej jakby coś_jak
    niewyraźnie nieczytelnie pewnie najprawdopodobniej zdaje_się
"""
_INTRODUCTION = "jestem mówi pisze z_tej_strony zgłasza zgłaszając(y|a)"
_BEFORE_FULL_NAME = """
    tu ja do_wiadomości zgłosił[aą]? zgłasza podpisan[oay] i_am this_is я
    dzwoni (za|od)?dzwonił[ao]?(_do_(mnie|nas))? rozmawia(łem|łam|liśmy)_z(e)?
    zapisa(ć|ła|ł) zapisze zanotowa(ć|ła|ł) zanotuje
"""

_JOINED = (
    r"(?:\s?\(\s?|(?:\s?[,:–-]"
    r"|\s(?i:jest|był[ao]?|to|imieniem|o\simieniu|o\snazwisku|podał[ao]?\snazwisko|ma\sna\simię))?"
    r"\s{1,2})"
)

# After these comes the writer's own name, in small letters too.
OWN_NAME = (
    rf"(?<!\w){any_of(_OWN_NAME)}[\s:,=-]{{1,4}}"
    # „nazwisko (prawdopodobnie) Wrona”, „imię chyba Ewa”.
    rf"(?:\(?{any_of(_HEDGES)}\)?[\s:,?-]{{1,3}}){{0,2}}+"
)
# „Nazwisko na drzwiach Wrona”.
ON_A_DOOR = (
    r"(?<!\w)(?i:nazwisk(?:o|a|iem)\sna\s(?:(?:jego|jej|ich|tych|tej)\s)?(?:drzwiach|domofonie"
    r"|skrzynce|tabliczce|dzwonku|wizyt[óo]wce|furtce|li[śs]cie|kopercie)"
    r"|na\s(?:drzwiach|domofonie|skrzynce|tabliczce|dzwonku|furtce)\s(?:jest\s|ma\s|wisi\s"
    r"|widnieje\s)?"
    rf"nazwisko)(?:[\s:,–-]{{1,3}}(?:{any_of(_HEDGES + ' to jest widnieje brzmi')}[\s:,]{{1,2}})?)"
)
# What stands after „nazwisko” and „imię” and says that there is none, or whose it is.
NO_OWN_NAME = any_of("""
    nieznan* nieczyteln* niewyraźn* nieustalon* zastrzeżon* utajnion* brak podan* podaję podam znan*
    podwójne panieńskie rodowe dwuczłonowe wiadom* fałszyw* zmyślon* nie tego tej tych pana pani psa
    kota dziecka właściciela sprawcy lokatora świadka osoby urzędnika pracownika kierowcy patrona
    radnego zgłaszającego wnioskodawcy matki ojca chyba prawdopodobnie podobno może jest było
    widnieje
    jakieś jakiegoś obce polskie ukraińskie takie zaczyna zmieni(łam|łem|ła|ł|one) się trudne
    długie krótkie literuj* przeliteruj* pewnie zapisan* błędn* źle
""")
# After these comes the name that somebody gave, or a trade.
GAVE_A_NAME = (
    r"(?<!\w)(?i:przedstawi(?:[łl][ao]?|aj[ąa]c\w?|[łl]em|[łl]am)\s(?:(?:mi|nam)\s)?si[ęe]"
    r"(?:\s(?:mi|nam))?|podpisa[łl][ao]?\ssi[ęe]|poda(?:[łl][ao]?|je|j[ąa]c\w?)\ssi[ęe]\sza"
    r"|przedstawi(?:[łl][ao]?|a)\ssi[ęe])\s(?:(?:jako|nazwiskiem|imieniem)\s)?"
)
# After these comes the writer's own first name, alone and in small letters too.
INTRODUCTION = rf"(?<!\w){any_of(_INTRODUCTION)}[\s:,]{{1,3}}"
# After these comes a name of one word or more.
COURTESY_OR_RELATIVE = rf"(?<!\w)(?:{any_of(_COURTESY + _RELATIVES)}|{any_of(_TITLES)}\.?){_JOINED}"
RELATIVE = rf"(?:{any_of(_RELATIVES)})"
SOMEBODY_ELSE = rf"(?<!\w){any_of(_RELATIVES + _WORKERS + _NEIGHBOURS)}"
# After these one word may also be the name of a company, a shop or a place.
WORKER = rf"(?<!\w){any_of(_WORKERS + _NEIGHBOURS + _RESIDENTS)}{_JOINED}"
# After these only a first name and a surname are surely a name.
BEFORE_FULL_NAME = rf"(?<!\w){any_of(_INTRODUCTION + ' ' + _BEFORE_FULL_NAME)}[\s:,]{{1,3}}"
# „Właścicielem działki jest”, „świadkiem zdarzenia był”: the same, after a word or two more.
APPOSITION = (
    rf"(?<!\w){any_of(_RELATIVES + _NEIGHBOURS + _WORKERS)}(?:\s(?!i\s)[a-ząćęłńóśźż]++){{1,2}}?"
    r"(?:,|\s(?:jest|był[ao]?|to|podpisał[ao]?))\s"
)
# What every match of it holds.
APPOSITION_HINT = rf"(?:,|jest|był[ao]?|to|podpisał[ao]?)\s(?=[{UPPER}])"
TITLE = rf"{any_of(_TITLES)}\.?\s"

# ── Words with a capital that are no names ──

_OFFICES = """
    urząd* urzęd* doktor* profesor* prezyden* wiceprezyden* burmistrz* dyrek* dyr kierowni*
    naczelni* prezes* przewodnicz* radn(y|a|ego|ej|emu|ym|ą|i|ych) minist* wojewod* zarząd*
    rad[aye] straż* policj* administrac* wspólnot* spółdziel* przychodni* szpital* szkoł*
    przedszkol* redak* fundacj* grup* stowarzysz* towarzystw* cafe market hotel taxi pizzeri*
    sushi kebab
    beauty nails fashion apartament* residence tower spa fitness wydział* oddział* biur* zakład*
    firm* spółk* zespół* obsług* bank* office
    mayor
"""
_CITY_WORDS = """
    miast* miejsk* łódź łódzk* łodzi łodzian* osiedl* dzielnic* ulic* ul al alej* plac* pl park*
    turcj* ukrain* białorus* gruzj* wietnam* indii rosj* mołdaw* niemiec kazachsta* uzbekista*
    armeni* słowacj* hiszpani* francj* rumuni* bułgari* japoni* unii nepal* bangladesz* filipin*
    rond* skwer* most* pomnik* dworzec dworc* bałut* polesi* widzew* śródmieści* górn[aąe]j?
    retkini* polsk* polak* polk* ukrai* city street plaza місто міськ*
"""
_EVERYBODY = """
    mieszka* sąsiad* sąsie(dzi|dzie) państw* pan pani pana panu panie panią panowie czytelni*
    klient* pasażer* rowerzyst* piesz* podatni* emeryt* rodzic* matk* ojc* student* uczni* anonim*
    rodzin(a|y|ę|ą|ie)? ksi(ądz|ędz(a|u|em)) dziec(ko|ka|ku|kiem|i)
    wszys* was jehow* boże bóg bosk* bóstw* najświętsz* resident* мешкан*
"""
_LETTER = """
    dziękuj* proszę prosz[aą] pozdraw* czekam* licz[ęey]* dodam dodaję mam jest był* zgłasza*
    informuj* szanown* dobr(y|a|e|ego|ej|ą|ych|ym|ze) dzień witam serdecznie ciepło raz jeszcze
    z do nie tak to jak czy
    ale kiedy gdzie dlaczego oraz w na po od przy pod za dla telef* tel mail e-mail adres* nr
    koniec tyle wszystko taki taka takie takiego jaki jaka jakie
    numer* rachun* konto konta kontem the from dear thanks thank яка який дякую
"""
_NO_NAME = any_of(_OFFICES + _CITY_WORDS + _EVERYBODY + _LETTER + _WORKERS)


# „Pracownica Centrum Świadczeń Socjalnych”: no names, where another word follows.
_INSTITUTION = any_of("""
    centr(um|ów) ośrod(ek|ka|kiem|kowi|ku|ków) żłob(ek|ka|kiem|kowi|ku) poradni(a|ę|ą)?
    instytut(u|em)? muze(um|ów) teatr(u|em|ze)? bibliotek(a|i|ę|ą) inspektorat(u|em)?
    komend(a|y|ę|ą) komisariat(u|em)? delegatur(a|y|ę|ą) referat(u|em)? departament(u|em)?
    dział(u|em)? sąd(u|em)? izb(a|y|ę|ą) uniwersytet(u|em)? politechnik(a|i|ę|ą) stacj(a|i|ę|ą)
    schronisk(o|a|iem) pogotowi(e|a|em) hospicjum dom(u|em)? fundusz(u|em)? agencj(a|i|ę|ą)
    inspekcj(a|i|ę|ą) świetlic(a|y|ę|ą) punkt(u|em)? kas(a|y|ę|ą) powiatow(y|a|ego|ej|ym|ą)
    klub(u|em)? komitet(u|em)?
    wojewódzk(i|a|iego|iej|im|ą) okręgow(y|a|ego|ej|ym|ą) rejonow(y|a|ego|ej|ym|ą)
    narodow(y|a|ego|ej|ym|ą) regionaln(y|a|ego|ej|ym|ą) społeczn(y|a|ego|ej|ym|ą)
    państwow(y|a|ego|ej|ym|ą) gminn(y|a|ego|ej|ym|ą) samorządow(y|a|ego|ej|ym|ą)
    specjalistyczn(y|a|ego|ej|ym|ą) publiczn(y|a|ego|ej|ym|ą)
""")


# „Zarządca Lokum Plus”.
LIKE_A_COMPANY = r"(?i:plus|invest|group|development|polska|partner|system|management|serwis|trans)"


def is_an_institution(word: str) -> bool:
    """Return whether the name of an institution begins with *word*."""
    return compiled(_INSTITUTION).fullmatch(word) is not None


def is_no_name(word: str) -> bool:
    """Return whether *word* belongs to an office, a city or a letter."""
    return compiled(_NO_NAME).match(word) is not None


# ── Streets, schools and parks named after people: their names stay ──

_PLACES = """
    ul ulic* al alej* alei pl plac* os osiedl* rond* park* skwer* im imieni[ae]* pomnik* most*
    szkoł* lice* przedszkol* szpital* ławecz* pasaż* bibliotek* muze* teatr* kościół* parafi*
    galeri* wystaw* koncert* koncerci* mural* graffiti plakat* fotel* rzeźb* popiersi* tablic* grób
    grob(u|ie|em|owiec|owca) nagrob*
    spektakl* festiwal* film(u|em|ie|y)? książ* twórczoś* prac(a|ę) dzieł* obraz* gwiazd*
    palmiarni* kino kina fundacj*
    centrum pamięci mogił*
    hospicjum hal(a|i|ę|ą) stadion* pływalni* mauzoleum kaplic* domu patron* rocznic* klub* zespoł*
    instytut* konkurs* memoriał* recital* występ(u|ie|em)? zaułe* zaułk* róg rogu skrzyżowani*
    wiadukt* stadion* dom domu will[aięy] pałac* fabry*
    przystan* pętl* bulwar* street avenue вул вулиц* площ* парк*
"""
_RANKS = """
    gen generała marsz marszałka ks księdza św święt* bp biskupa abp kard dr doktora prof profesora
    hm płk pułkownika kpt kapitana por króla papieża prezydenta inż rtm mjr
"""
_NAMED_AFTER = (
    rf"(?<!\w)(?:(?i:ul|al|pl|os|im)\.\s?|{any_of(_PLACES)}\s)(?:(?i:ze?|o|im\."
    rf"|nr\s\d{{1,3}}(?:\sim\.)?|imienia)\s)?(?:{any_of(_RANKS)}\.?\s?){{0,2}}(?:[^\W\d_]++\s)?$"
)
_PERSON = (
    rf"(?:{any_of(_RELATIVES + _NEIGHBOURS)}|(?i:pan|pani|pana|panu|panem|pani[ąa]|p\.)(?!\w))"
)
_IN_CAPITALS = r"(?:PANI?|PANA|P\.|S[ĄA]SIAD\w*|SYN\w*|C[ÓO]RK\w*|M[ĄA][ŻZ]|[ŻZ]ON\w)(?!\w)"
_IN_HONOUR = (
    r"(?<!\w)(?i:(?:im|ul)\.|imienia|ulic\w+|koncer\w+|recital\w*|wyst[ęaą]\w+|spektakl\w*|mural\w*"
    r"|graffiti|rze[źz]b\w*|ksi[ąa][żz]\w+|tw[óo]rczo\w+|dzie[łl]\w*|obraz\w*|film\w*|gr[óo]b\w*"
    r"|nagrob\w*|pomnik\w*|patron\w*|festiwal\w*|konkurs\w*|fundacj\w*|galeri\w*|prac\w+)"
    r"(?:\sim\.)?\s$"
)
_SAINT = r"(?<!\w)(?i:[śs]w\.|[śs]wi[ęe]t\w{1,3}|b[łl]\.|(?:gen|marsz|abp|bp|kard)\.)\s?$"
# „Mural z Marią Zet i Janem Iks”: the second of two.
_ON_A_WALL = (
    rf"(?<!\w)(?i:mural\w*|graffiti|plakat\w*|rzeźb\w*)\s(?:ze?\s)?{CAPITALISED}\s{CAPITALISED}"
    r"\s(?:i|oraz)\s$"
)
_PREPOSITIONS = "przy na do od z ze między wzdłuż koło obok w_rejonie at on"
_WHERE = rf"(?:^\s*|[,;:\n]\s*|(?<!\w){any_of(_PREPOSITIONS)}\s)(?:[^\W\d_]++\s)?$"
_NO_HOUSE = """
    lat lata roku rok dni razy zł godz stycz* lut(y|ego) marca kwie* maja czerwca lipca sierp*
    wrze* paździer* listopada grudnia
"""
_HOUSE_NUMBER = (
    r"\s(?:nr\s)?\d{1,4}[a-zA-Z]?(?:/\d{1,4}[a-zA-Z]?)?"
    rf"(?![\w./-]*\d)(?!\w|\s\d|\s{any_of(_NO_HOUSE)})"
)

# The patrons of streets, squares and parks of Łódź, in the genitive: they tell a place where
# „ul.” is left out.
_PATRONS = """
    Władysława_Andersa Norberta_Barlickiego Stefana_Batorego Józefa_Bema Władysława_Broniewskiego
    Jana_Brzechwy Fryderyka_Chopina Bolesława_Chrobrego Stefana_Czarnieckiego Ignacego_Daszyńskiego
    Jarosława_Dąbrowskiego Marka_Edelmana Aleksandra_Fredry Jurija_Gagarina Poli_Gojawiczyńskiej
    Maksyma_Gorkiego Artura_Grottgera Józefa_Hallera Stefana_Jaracza Mieczysława_Karłowicza
    Jana_Karskiego Jana_Kasprowicza Jana_Kilińskiego Jana_Kochanowskiego Maksymiliana_Kolbego
    Marii_Konopnickiej Stanisława_Kopcińskiego Mikołaja_Kopernika Janusza_Korczaka
    Tadeusza_Kościuszki Józefa_Kraszewskiego Janusza_Kusocińskiego Teofila_Lenartowicza
    Bolesława_Limanowskiego Patrice'a_Lumumby Waleriana_Łukasińskiego Stanisława_Maczka
    Jana_Matejki Adama_Mickiewicza Romualda_Mielczarskiego Heleny_Modrzejewskiej
    Stanisława_Moniuszki Gabriela_Narutowicza Juliana_Niemcewicza Cypriana_Norwida Stefana_Okrzei
    Elizy_Orzeszkowej Ignacego_Paderewskiego Witolda_Pileckiego Józefa_Piłsudskiego
    Józefa_Poniatowskiego Jerzego_Popiełuszki Adama_Próchnika Aleksego_Rżewskiego Bolesława_Prusa
    Stanisława_Przybyszewskiego Kazimierza_Pułaskiego Aleksandra_Puszkina Rajmunda_Rembielińskiego
    Władysława_Reymonta Artura_Rubinsteina Andrzeja_Sacharowa Karola_Scheiblera
    Henryka_Sienkiewicza Władysława_Sikorskiego Piotra_Skargi Marii_Skłodowskiej-Curie
    Ignacego_Skorupki Juliusza_Słowackiego Józefa_Sowińskiego Leopolda_Staffa
    Stefana_Stefanowskiego Andrzeja_Struga Władysława_Strzemińskiego Karola_Szymanowskiego
    Aleksandra_Tansmana Romualda_Traugutta Juliana_Tuwima Wincentego_Tymienieckiego
    Henryka_Wieniawskiego Stanisława_Więckowskiego Franciszka_Wigury Walerego_Wróblewskiego
    Stanisława_Wyspiańskiego Stefana_Wyszyńskiego Ludwika_Zamenhofa Stefana_Żeromskiego
    Franciszka_Żwirki Lucjana_Żeligowskiego Kazimierza_Odnowiciela Kazimierza_Wielkiego Jana_Pawła
"""
# Of the city's history, in every case: nobody of today is called so.
_HISTORIC = any_of("""
    Karol*_Scheibler* Ludwik*_Geyer* Izrael*_(Kalman*_)?Poznańsk* Edward*_Herbst* Ludwik*_Grohman*
    Julian*_Tuwim* Władysław*_Reymon* Artur*_Rubinstein* Katarzyn*_Kobro Marek_Edelman
    Mark*_Edelman* Tadeusz*_Kościuszk* Józef*_Piłsudsk* Adam*_Mickiewicz* Juliusz*_Słowack*
    Fryderyk*_Chopin* Mikołaj*_Kopernik* Henryk*_Sienkiewicz* Jan*_Karsk* Jan*_Pawe?ł*_II
    Leon*_Schiller* Władysław*_Strzemińsk* Mari*_Skłodowsk* Robert*_Biedermann*
""")
# The same in another case: „Stefan Jaracz w grobie się przewraca”.
_ENDING = "(?:a|u|em|iem|owi|ie|y|i|e|ę|ą|o|ego|emu|ym|im|iego|iemu|iej|ej)?"
_PATRON_IN_ANY_CASE = any_of(
    " ".join(
        "_".join(re.sub(r"(?:iego|iej|ego|ej|a|y|i)$", "", word) + _ENDING for word in pair)
        for name in _PATRONS.split()
        if len(pair := name.split("_")) == 2 and name not in ("Kazimierza_Wielkiego", "Jana_Pawła")
    )
)
_PATRON = rf"(?:\w+\s)?{any_of(_PATRONS)}"
# „Na ks. Skorupki”: the surname alone, after a rank.
_PATRON_SURNAME = any_of(" ".join(name.rpartition("_")[2] for name in _PATRONS.split()))
_RANKED = rf"(?<!\w){any_of(_RANKS)}\.?\s$"


def is_named_after(text: str, start: int) -> bool:
    """Return whether a word such as „ul.” stands before *start*."""
    left = before(text, start)
    return any(compiled(one).search(left) for one in (_NAMED_AFTER, _SAINT, _ON_A_WALL))


def is_someone_in_a_place(text: str, start: int) -> bool:
    """Return whether at *start* „pan” or a relative is told to be in a place: „w parku pan …”."""
    # „Park Ojca Pio” is called so.
    return (
        (text[start].islower() or compiled(_IN_CAPITALS).match(text, start) is not None)
        and compiled(_PERSON).match(text, start) is not None
        and compiled(_IN_HONOUR).search(before(text, start)) is None
    )


def is_patron(text: str, start: int) -> bool:
    """Return whether at *start* somebody of the city's history is named."""
    return (
        compiled(_PATRON).match(text, start) is not None
        or compiled(_PATRON_IN_ANY_CASE).match(text, start) is not None
        or compiled(_HISTORIC).match(text, start) is not None
        or (
            compiled(_PATRON_SURNAME).match(text, start) is not None
            and compiled(_RANKED).search(before(text, start)) is not None
        )
    )


# „Zakład Elektryczny Jan Zet”, „Jan Zet Usługi Brukarskie”: a firm's name, as registers have it.
_FIRMS = any_of("""
    firm(a|ę) zakład salon kancelari(a|ę) gabinet usługi warsztat studio pracowni(a|ę)
    przedsiębiorstwo serwis piekarni(a|ę) cukierni(a|ę) kwiaciarni(a|ę) sklep restauracj(a|ę) biuro
    aptek(a|ę) hurtowni(a|ę) phu fhu pphu ppuh puh p\\.h\\.u\\.? f\\.h\\.u\\.?
    skup auto-?(szrot|serwis|komis|handel|części|naprawa|myjnia)
""")
# „Warsztat ma tu Jan Zet”, „prowadzi warsztat Jan Zet”: the owner.
_RUNS = r"(?:ma|mia[łl]|prowadzi|otw\w+|za[łl]o[żz]y\w*|zamk\w+|posiada|rozbudow\w+|kupi[łl])"
_BEFORE_A_FIRM = (
    rf"(?<!\w)(?:(?P<owner>(?i:{_RUNS}))\s(?:\w{{2,8}}\s)?)?{_FIRMS}"
    rf"(?:\s(?:[{UPPER}][\w-]{{2,24}}+|[{_LOWER}]{{3,20}}(?:[nw]|[sc]k|cz)(?:y|a|i|e|ą))){{0,3}}?"
    r"\s(?:(?i:adw|lek|med|stom|dr|mgr|inż|r\.\s?pr)\.?\s){0,3}[„\"]?$"
)
_AFTER_A_FIRM = (
    r"\s(?:[–-]\s)?(?:Zakład|Firma|Przedsiębiorstwo|Usługi|USŁUGI|Handel|Transport|TRANSPORT"
    r"|Budownictwo|Instalacje|Remonty"
    r"|Nieruchomości|Consulting|Catering|Serwis|Meble|i\s(?:Synowie|S-ka|Wspólnicy)|PHU|FHU"
    r"|(?i:sp(?:\.|ółka)\s?(?:z\so|[jk]\.|jawna|cywilna)|s\.\s?[ca]\.))"
)


def is_a_firm(text: str, start: int, end: int) -> bool:
    """Return whether the name from *start* to *end* is what a firm is called."""
    if compiled(_AFTER_A_FIRM).match(text, end) or compiled(_AFTER_A_FIRM).search(text, start, end):
        return True
    firm = compiled(_BEFORE_A_FIRM).search(before(text, start))
    # „Warsztat Jana Zet” names the owner.
    return (
        firm is not None
        and firm["owner"] is None
        and any(map(is_first_name_itself, text[start:end].split()))
    )


def is_place_name(text: str, start: int, end: int) -> bool:
    """Return whether the name from *start* to *end* is that of a place or a firm.

    It is after „ul.” and the like, as a patron of Łódź, and in „przy … 12” or „… 12” alone.
    """
    if is_named_after(text, start) or is_patron(text, start) or is_a_firm(text, start, end):
        return True
    if compiled(_WHERE).search(before(text, start)) is None:
        return False
    return compiled(_HOUSE_NUMBER).match(text, end) is not None
