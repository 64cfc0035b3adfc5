"""Words that a name follows: courtesy, relatives, functions, introductions."""

from lckm_core.redaction._name_shapes import UPPER
from lckm_core.redaction._patterns import any_of

_COURTESY = """
    ksyw(a|ą|ę|ie) zwan(y|a|ego|ej|ym|ą) pseudonim(em)? niejak(i|a|iego|iej|ą|im|iemu) ob\\.
    obywatel(a|em|owi|ka|ki|kę|ką|ce)? pan pana panu panem panie pani panią państw[au] państwem
    (?<!szanowni\\s)(?<!drodzy\\s)państwo
    p\\. pp\\. mr mrs ms пан пані
"""
RELATIVE_WORDS = """
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
    siostrzeni* siostrzeńc* chrześnia(k|ka|kiem|czka|czki)
    opiekun(ka|ki|kę|ką|ce) współlokator* wspóllokator* dziadzi[auoą] dziadzi(uś|usia) tatuś*
    mamusi*
    konkubin(a|y|ie|ę|ą) konkubent(a|em|owi)? macoch(a|y|ę|ą) macosze ojczym(a|em|owi)?
    kochan(ek|ka|kiem|kowi|ki|kę|ką|ce) pasierb(a|em|owi|ica|icy|icę|icą)? prababci(a|ę|ą|u)?
    pradziad(ek|ka|kiem|kowi)
    przyjaci(el|ela|elem|elowi|ółka|ółki|ółkę|ółką) mam[ayęąo] mamie tat[ayęąo] tacie neighbour
    neighbor сусід*
"""
NEIGHBOUR_WORDS = "sąsiedzi sąsiad(ów|ami|om|ach)"
WORKER_WORDS = """
    właściciel* lokator* najemc* dozorc* dozorczyn* gospodarz* gospodyni* kierowc* motornicz*
    lekarz* lekark* dzielnicow* strażni(k|ka|kiem|kowi|czka|czki) policjant* urzędni* zarządc*
    administrator* inspektor* kontroler* świadek świadk* sprawc* poszkodowan* zgłaszając*
    wnioskodawc* pełnomocni* reprezentant* sprzątacz* konserwator* hydraulik* pielęgniark*
    ochroniarz* ratowni(k|ka|kiem|kowi|czka) wychowaw* trener* aptekar* kasjer*
    majst(er|ra|rem|rowi) brygadzist* nauczyciel* pracowni(k*|c*) operator* portier* listonosz*
"""
_RESIDENTS = """
    mieszka(niec|nka) słuchacz* czytelni(k|czka) emeryt(ka)? rencist* pasażer(ka)? klient(ka)?
    rowerzyst* student(ka)? uczeń uczennica petent(ka)?
"""
_ABBREVIATIONS = "dr inż mgr prof mec hab ks"
_TITLES = f"""
    {_ABBREVIATIONS} radn(y|a|ego|ej|emu|ym|ą) prezes* dyrektor*
    kierowni(k|ka|kiem|kowi|czka|czki|czkę|czką) przewodnicząc* mecenas* doktor*
"""
_OWN_NAME = """
    nazywam_się się_nazywam mam_na_imię na_imię_(mam|mi) mi_na_imię imię_(moje|mam)
    moje_imię(_i_nazwisko)?(_(to|brzmi))? moje_nazwisko(_(to|brzmi))?
    ma_na_imię na_imię_ma imię_i_nazwisko imię
    nazwisko_(z|w)_(dowod|dokumen|paszpor)[a-z]{1,3}
    nazwisk(o|u|iem)(_(panieńskie|rodowe|rodzinne|moje|męża|matki|ojca|żony|po_mężu|mam|brzmi)){0,2}
    (mówią|wołają)_(na_mnie|mi) mnie_(nazywają|wołają|zwą) nazywają_mnie my_name_is мене_звати
    мене_звуть моє_ім'я меня_зовут мо(е|ё)_имя
"""
# How sure somebody is of a name.
_HEDGES = """
    prawdopodobnie chyba podobno może bodaj bodajże przypuszczalnie zapewne raczej jakby coś_jak
    niewyraźnie nieczytelnie pewnie najprawdopodobniej zdaje_się
"""
_INTRODUCTION = "jestem to_ja mówi pisze z_tej_strony zgłasza zgłaszając(y|a)"
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
    # „Nazwisko niezrozumiałe (Kos? Koss?)”.
    rf"(?:{any_of('niewyraźne nieczytelne niezrozumiałe niedosłyszane niepewne')}\s?\()?"
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
    podwójne (panieńsk|rodow|rodzinn)(e|ie|ego|iego|ym|im) dwuczłonowe wiadom* fałszyw* zmyślon*
    nie znacie znasz znają tego tej tych pana pani psa kota dziecka właściciela sprawcy lokatora
    świadka osoby
    urzędnika pracownika kierowcy patrona
    radnego zgłaszającego wnioskodawcy matki ojca chyba prawdopodobnie podobno może jest było
    widnieje
    jakieś jakiegoś obce polskie ukraińskie takie zaczyna zmieni(łam|łem|ła|ł|one) się trudne
    długie krótkie literuj* przeliteruj* pewnie zapisan* błędn* źle wpisan* napisan*
    podał(am|em|a)? powin* ma_(być|błąd|inn*) autor* poprawn* zamiast dobrze wymagan* literówk*
    moje(j|go)? moich nasze(j|go)? naszych swoje(j|go)? jego jej ich
    siostry brata córki syna żony męża babci dziadka mamy taty wnuczki wnuka teściowej teścia
    sąsiada sąsiadki synowej zięcia cioci wujka kolegi koleżanki partnera partnerki
""")
# After these comes the name that somebody gave, or a trade.
GAVE_A_NAME = (
    r"(?<!\w)(?i:przedstawi(?:[łl][ao]?|aj[ąa]c\w?|[łl]em|[łl]am)\s(?:(?:mi|nam)\s)?si[ęe]"
    r"(?:\s(?:mi|nam))?|podpisa(?:[łl][ao]?|li|[łl]y)\ssi[ęe](?:\s(?:te[żz]|tak[żz]e"
    r"|r[óo]wnie[żz]))?|poda(?:[łl][ao]?|je|j[ąa]c\w?)\ssi[ęe]\sza"
    r"|przedstawi(?:[łl][ao]?|a)\ssi[ęe])\s(?:(?:jako|nazwiskiem|imieniem)\s)?"
)
# After these comes the writer's own first name, alone and in small letters too.
INTRODUCTION = rf"(?<!\w){any_of(_INTRODUCTION)}[\s:,]{{1,3}}"
# After these comes a name of one word or more.
COURTESY_OR_RELATIVE = (
    rf"(?<!\w)(?:{any_of(_COURTESY + RELATIVE_WORDS)}|{any_of(_ABBREVIATIONS)}\."
    rf"|{any_of(_TITLES)}){_JOINED}"
)
RELATIVE = rf"(?:{any_of(RELATIVE_WORDS)})"
SOMEBODY_ELSE = rf"(?<!\w){any_of(RELATIVE_WORDS + WORKER_WORDS + NEIGHBOUR_WORDS)}"
# After these one word may also be the name of a company, a shop or a place.
# „Lokatorska” is a street, and a „portiernia” nobody.
_NO_WORKER = r"(?!(?i:\w+[sc]k(?:a|ie|iej|iego|ą|im|ich)|inspektorat\w*|portierni\w?)(?!\w))"
WORKER = rf"(?<!\w){_NO_WORKER}{any_of(WORKER_WORDS + NEIGHBOUR_WORDS + _RESIDENTS)}{_JOINED}"
# After these only a first name and a surname are surely a name.
BEFORE_FULL_NAME = rf"(?<!\w){any_of(_INTRODUCTION + ' ' + _BEFORE_FULL_NAME)}[\s:,]{{1,3}}"
# „Właścicielem działki jest”, „świadkiem zdarzenia był”: the same, after a word or two more.
APPOSITION = (
    rf"(?<!\w){any_of(RELATIVE_WORDS + NEIGHBOUR_WORDS + WORKER_WORDS)}"
    r"(?:\s(?!i\s)[a-ząćęłńóśźż]++){1,2}?"
    r"(?:,|\s(?:jest|był[ao]?|to|podpisał[ao]?))\s"
)
# „Świadkiem był Gołąbek”, „właścicielem psa jest Zet”.
IDENTITY = (
    rf"(?<!\w){any_of(RELATIVE_WORDS + WORKER_WORDS)}(?:\s(?!i\s)[a-ząćęłńóśźż]++)?"
    r"\s(?:jest|był[ao]?|to)\s"
)
# What every match of either holds.
APPOSITION_HINT = rf"(?:,|jest|był[ao]?|to|podpisał[ao]?)\s(?=[{UPPER}])"
TITLE = rf"{any_of(_TITLES)}\.?\s"
# „W imieniu rodziców: …”, „Przesyłam dane: …”.
LIST = (
    r"(?<!\w)(?i:w\simieniu(?:\s\w{2,20}){1,3}|dane(?:\s\w{4,20}){0,2}|podpis(?:y|ali|ani|ano"
    r"|an[ay])(?:\s\w{4,14}){0,2}"
    r"|rodzice|lokatorzy|mieszka[ńn]cy|[śs]wiadkowie|osoby|nadawca|kontakt|zg[łl]aszaj[ąa]c[yai]"
    r"|dzwoni[ąa]c[yae]|rozm[óo]w(?:ca|czyni)|petent(?:ka)?|zg[łl]osi[łl]a?|odbiorca|najemca"
    r"|autor(?:ka)?(?:\spisma)?|imi[ęe]\si\snazwisko|opiekunowie|s[ąa]siad(?:ki|ami)"
    r"|zmiana(?:\s[^\W\d_]{4,10})?|dy[żz]ur(?:n[ay])?)\s?:\s{1,2}"
)
# „Wniosek złożył Öztürk Mehmet”.
WROTE = (
    r"(?<!\w)(?i:z[łl]o[żz]y[łl]a?|podpisa[łl]a?|napisa[łl]a?|wnios[łl]a|wni[óo]s[łl]|sk[łl]ada"
    r"|wnosi|odebra[łl]a?|przyni[óo]s[łl]|przynios[łl]a)\s"
)
# In small letters, every match of it holds one of these.
WROTE_PARTS = ("oży", "ozy", "pisa", "wnios", "wniós", "łada", "lada", "wnosi", "odebra", "rzyni")
# „Legitymacja wystawiona na Jana Zet”.
ISSUED = (
    r"(?<!\w)(?i:wystawion\w{1,3}|wypisan\w{1,3})\s(?i:na|dla)\s"
    r"(?:(?i:nazwisko|dane|imi[ęe]\si\snazwisko):?\s)?"
)
# After these any two words with a capital are a name.
OWN_DATA = (
    r"(?<!\w)(?i:moje\sdane|dane\s(?:moje|osobowe|kontaktowe|do\skontaktu)"
    r"|w\srazie\s(?:pyta[ńn]|potrzeby|w[ąa]tpliwo[śs]ci))\s?:\s{1,2}"
)
