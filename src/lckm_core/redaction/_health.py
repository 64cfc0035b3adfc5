"""Words for somebody's health, pointed at for staff, who decide what to redact."""

from collections.abc import Iterator

from lckm_core.redaction._patterns import compiled
from lckm_core.redaction._spans import PersonalKind, PersonalSpan
from lckm_core.redaction._words import plain

# All patterns are for plain words: small letters without Polish marks.

# ── Illnesses, and what is done about them ──

_ILLNESSES = (
    r"astm\w{1,5}|alergi(?:a|i|e|k|kiem|czk\w|czn\w{1,3})|uczulen\w{1,3}|uczulon\w{1,3}"
    r"|(?:cukrzyc|bialaczk|padaczk|demencj|depresj|miazdzyc|osteoporoz|zacm|jaskr|migren|nerwic"
    r"|arytmi|dyskopati|przepuklin|borelioz|gruzlic|luszczyc|hemofili|celiaki|fibromialgi|angin"
    r"|egzem|marskosc|sepsy?|schizofreni|bezsennosc|rozedm|stomi|bulimi|anoreksj|zoltaczk)\w{0,3}"
    r"|nowotw\w{2,4}|chlonia\w{1,3}|epilep\w{2,5}|alzheimer\w{0,3}|parkinson\w{0,3}|asperger\w{0,3}"
    r"|hashimoto|adhd|ptsd|hiv|pochp|covid\w{0,3}|toczen|tocznia|reumat\w{2,6}|zwyrodnien\w{1,3}"
    r"|nadcisnieni\w{1,3}|niewydolno\w{2,4}|niedowlad\w{0,3}|sparalizowan\w{1,3}"
    r"|porazeni\w{1,3}\s(?:mozgow\w+|nerw\w+)|autyz\w{2,4}|autystyczn\w{1,3}|spektrum\sautyzmu"
    r"|downa"
    r"|stwardnieni\w{1,2}\srozsian\w{1,3}|rwy?a?\skulszow\w{1,2}|uposledz\w{3,7}"
    r"|udar(?:ze|u|em)?(?!\sslon)|zawal(?:e|u|em)?(?!\sdrog|iska|\ssciany|\smuru)"
    r"|(?:raka|rakiem|rak\s(?:piers|pluc|prosta|jelit|skor|trzust|zolad)\w+)(?!\w)"
    r"|(?:guz|krwia?k|tetnia?k)\w{0,3}\s(?:mozgu|na\s\w{3,10}|pluc\w?|w\smozgu)"
    r"|zapaleni\w{1,3}\s(?:pluc|oskrzel|ucha|uszu|stawow|zatok|krtani|opon|nerek|skory|spojowek"
    r"|gardla|zyl|miesnia|pecherza)\w{0,2}"
    r"|chor\w{1,4}\sna\s(?!\w*(?:ulic|osied|krzes))\w{2,15}|chor(?:uj\w{1,3}|owa[lc]\w{0,3})"
    r"|chorob\w{1,3}\s(?:pluc|serca|nerek|oczu|skory|krwi|wiencow\w{1,3}|psychiczn\w{1,3}|przewlek"
    r"l\w{1,3}|nowotworow\w{1,3}|onkologiczn\w{1,3}|dwubiegunow\w{1,3}|neurologiczn\w{1,3}"
    r"|genetyczn\w{1,3}|autoimmun\w{4,9}|zwyrodnieni\w{2,5}|rzadk\w{1,3}|kregoslupa|stawow"
    r"|obturacyjn\w{1,3}|crohna|menier[\w'’]*|lesniowskiego|wilsona|huntingtona|basedowa)"
    r"|drgaw\w{2,4}|dosta\w{1,3}\s(?:wylewu|udaru|zawalu|wstrzasu|zapasci)"
    r"|(?:przewlekl|obturacyjn)\w{1,3}\s(?:\w+\s)?chorob\w{1,3}(?:\spluc)?"
    r"|cierpi\w{0,3}\sna\s(?!brak|nadmiar|tym|niedo(?:bor|st)|zanik)\w{3,15}"
    r"|alkoholi(?:k|zm)\w{0,3}|narkoman\w{0,3}|klaustrofobi\w{1,2}"
    r"|(?:obnizon|slab|brak|zerow)\w{0,3}\sodporno\w{2,4}|bez\sodpornosci|immunosupres\w{2,4}"
)
_TREATMENT = (
    r"(?:po|przed)\s(?:(?:ciezki|ostatni|niedawn|powazn|duz|kolejn)\w{1,3}\s)?(?:operacji|amputacji"
    r"|zabiegu|udarze|zawale|wylewie|przeszczepie|mastektomii|chemii|chemioterapii|radioterapii"
    r"|porodzie|cesarce|poronieniu|zlamaniu|zatorze|wszczepieniu|wstawieniu|resekcji)"
    r"(?:\s(?:biodra|kolana|serca|oka|kregoslupa|zacmy|nogi|reki|barku|stopy))?"
    r"|(?:czeka\w{0,2}\sna|mial[ae]?m?|przesz\w{2,5})\s(?:\w+\s)?(?:operacj[eai]|przeszczep"
    r"|amputacj[ei])"
    r"|endoprotez\w{1,2}|dializ\w{2,4}|dializowan\w{1,3}|rozrusznik\w{0,3}|chemioterapi\w"
    r"|radioterapi\w|bajpas\w{0,3}"
    r"|by-?pass?\w{0,3}|stent\w{0,3}|insulin\w|inhalator\w{0,3}|cewnik\w{0,3}|koncentrator\w{0,3}"
    r"\stlenu|(?:jest|jestem|oddycha\w?|lezy)\s(?:na\stlenie|tlenem|pod\stlenem)"
    r"|aparat\w{0,3}\ssluchow\w{1,3}|implant\w{0,3}\sslimak\w{1,3}|amputowan\w{1,3}"
    r"|(?:bior[eę]|bierze|biora|bral[ae]?m?|przyjmuj[eą]|lyka\w{0,2}|zazywa\w{0,2}|jest\sna"
    r"|jestem\sna)"
    r"\s(?:\w+\s)?(?:chemi[ea]|lek(?:i|ach|ow)|tabletk\w{1,3}|antybiotyk\w{0,3}|psychotrop\w{1,3}"
    r"|antydepresant\w{1,3}|steryd\w{1,3})"
    r"|(?:lek(?:i|ow|ach|arstw\w{1,2})?|tablet(?:ki|ek|kach|ke)|prosz(?:ki|kow|kach)|krople"
    r"|zastrzyk(?:i|ow)?|masc|syrop)\s(?:na\s(?:serce|nerwy|cisnienie|sen|depresj\w|cukrzyc\w"
    r"|cukier|uspokojenie|alergi\w|astm\w|tarczyc\w|krazenie|krzepliwosc|padaczk\w|watrob\w"
    r"|nerki|stawy|kaszel|goraczk\w|cholesterol|odpornosc|rozrzedzenie|miazdzyc\w|bol(?:e)?"
    r"(?:\s\w+)?|zoladek|pecherz|prostat\w|glow\w|oczy|recept\w)|nasenn\w{1,3}"
    r"|uspokaja\w{3,6}|przeciwbol\w{3,6})"
    r"|lecz[ey]\w{0,3}\ssie|(?:pod\sopieka|u)\s(?:psychiatry|onkologa|kardiologa|neurologa"
    r"|ortopedy|psychologa|reumatologa|diabetologa|pulmonologa|alergologa|okulisty)"
    r"|(?:onkologi|kardiologi|psychiatr)(?:i|iczn\w{1,3}|czn\w{1,3}|ia|e)|psychiatr\w{1,3}"
    r"|na\s(?:zabiegi|dializy|chemi[eo]|rehabilitacj[ei]|naswietlania|oddziale\s(?:onko|kardio"
    r"|neuro"
    r"|orto|psych)\w+)|zwolnieni\w{1,2}\slekarsk\w{1,3}|na\sl4"
)
# ── Disability, and ways to walk, see and hear ──

# „Miejsca dla niepełnosprawnych” are the city's: the plural tells of nobody.
_DISABILITY = (
    r"niewidom(?:y|a|ego|ej|emu|ym)|niedowidz\w{1,6}|slabowidz\w{2,6}|slabo\s(?:widz|slysz)\w{1,4}"
    r"|ociemnial\w{1,3}|niedoslysz\w{1,6}|nie\sdoslysz\w{1,3}|slaboslysz\w{2,6}"
    r"|nie\s(?:slysz|widz)\w{1,3}\s(?:juz\s)?na\s(?:\w+\s)?(?:oko|oczy|ucho|uszy)"
    r"|nieslyszac(?:y|a|ego|ej|emu|ym)|(?:straci|traci|trac)\w{1,4}\s(?:wzrok|sluch)\w{0,2}"
    r"|niepelnosprawn(?:y|a|ego|ej|emu|ym|oscia?|osci)"
    r"|(?:jestem|jest|byla?|ja)\s(?:(?:ciezko|tez|juz|stale|obloznie|calkiem|prawie|zupelnie)\s)?"
    r"(?:gluch[ay]|gluchonie\w+|niem[ay]|slep[ay]|chor[ay]|przewlekle|kalek\w|niedolezn\w)"
    r"|(?:ciezko|obloznie|przewlekle|nieuleczalnie|psychicznie|terminalnie)\schor(?:y|a|ego|ej|emu"
    r"|ym)"
    r"|inwalid(?:a|ka|ki|ke)|rent\w\sinwalidzk\w|inwalidzk\w\srent\w|(?:[iv]{1,3}|pierwsz\w"
    r"|drug\w)\sgrup\w\sinwalid\w+"
    r"|na\swozku(?!\s(?:dzie|skle|z\s|widl|trans))|o\s(?:kulach|kuli|lasce|balkoniku)"
    r"|(?:chodz|porusza|szl|ide|idzie|wspier|podpier)\w{0,5}\s(?:sie\s)?(?:tylko\s|juz\s)?(?:z|na"
    r"|przy"
    r"|o)\s(?:\w+\s)?(?:lask\w|kulami|balkonik\w{1,2}|chodzik\w{1,2}|protez\w{1,2})"
    r"|(?:o|z|przy|ma|mam)\s(?:chodzik|balkonik)(?:iem|u|a)?(?=\s|[.,]|$)|(?:ma|mam|nosi"
    r"|nosze)\sprotez\w"
    r"|kulej[eaą]\w{0,2}|utykam?(?!\w)|ledwo\schodz\w{1,2}|nie\schodz\w\s(?:o\swlasn|bez|samodz)\w*"
    r"|(?:przykut|lezac)\w{1,3}\s(?:do|w)\slozk\w|jaka\w{1,2}\ssie"
    r"|orzeczeni\w{1,3}\so\s(?:\w+\s)?(?:stopni\w{1,3}\s)?niepelno\w+"
    r"|stop(?:ni\w{1,3}|ien)\sniepelno\w+"
)
_PREGNANCY = (
    r"w\s(?:\w+\s)?ciazy|(?:miesiac|tygodni)\w{1,3}\sciazy|zagrozon\w{1,3}\sciaz\w"
    r"|ciaz\w\szagrozon\w{1,3}"
    r"|(?:jestem|jest)\sciezarna"
)

# ── Injuries and pains ──

_PART = (
    r"(?:rek\w|rec\w|nog\w|nodze|nadgarst\w{1,3}|biodr\w{1,2}|kostk\w|kostce|kolan\w{1,2}"
    r"|obojczyk\w?"
    r"|zebr\w{1,2}|glow\w{1,2}|czol\w|nos(?:a|em|ie)?|oko|oka|oczy|zab|zeba|zeby|zebow|brod\w"
    r"|luk\w?\sbrwiow\w{1,2}"
    r"|brew|brwi|warg\w|twarz\w?|plec\w{1,3}|bark\w{0,2}|rami\w{1,5}|lokiec|lokci\w|palec|palc\w"
    r"|palce"
    r"|stop\w|stopie|ud(?:o|a|zie)|lydk\w|golen\w{0,2}|dlon\w{0,2}|skron\w?|miednic\w"
    r"|kregoslup\w{0,2}"
    r"|kregi?|lopatk\w|szczek\w|zuchw\w|kosc\w{0,2}(?:\sogonow\w)?|stawy?|sciegn\w|wiezadl\w"
    r"|lakotk\w"
    r"|przedrami\w{2,4}|piet\w|paznokc\w{1,2}|skor\w)"
)
_ORGAN = rf"(?:serc[ea]m?|pluca|nerki|watrob\w|tarczyc\w|oskrzela|zatoki|jelita|zoladek|{_PART})"
_BETWEEN = (
    r"(?:(?:sobie|mi|mu|jej|mnie|go|ja|jest|na\sniej|na\snim|przy\stym|lewa|lewe|lewy"
    r"|prawa|prawe|prawy|cala|cale|oba|obie|tak|sie|w)\s){0,3}"
)
# What happened, not what may: „można złamać nogę” tells of nobody.
_HURT = (
    rf"(?:zlama|polama|skreci|zwichn[ea]|stluk|potluk|rozcia|rozcie|rozbi|rozwali|obi|skaleczy"
    rf"|zrani"
    r"|zdar|otar|obtar|nadwyrezy|naderwa|zerwa|wybi|wykreci|podkreci|uszkodzi|przecia|przecie"
    r"|ukrusz|zama|uderzy|poparzy|oparzy|odmrozi|wywich[na]\w?|pekl|peknie|zgnio|zmiazdzy)l\w{0,3}"
    rf"\s{_BETWEEN}{_PART}"
    rf"|(?:pekl[ao]|pogruchota\w+)\s{_BETWEEN}(?:kosc|zebro|miednica|czaszka|panewka)"
    rf"|(?:uderzy|rabn|przywali|walnl?)\w{{1,4}}\s(?:sie\s)?(?:\w+\s)?(?:glow|kolan|lokci"
    rf"|tylem)\w{{1,3}}"
    rf"|zlamani\w{{1,2}}\s(?:\w+\s)?{_PART}|(?:pekniec|stluczeni|skreceni|zwichnieci|uraz|rozciec"
    rf"|zerwani)"
    rf"\w{{0,3}}\s(?:\w+\s)?{_PART}"
    rf"|(?:zlaman|skrecon|stluczon|potluczon|rozbit|rozciet|zwichniet|opuchniet|spuchniet|obolal"
    rf"|niesprawn|operowan|zerwan|peknie?t|wybit|rozwalon|zdart|obdart"
    rf"|otart)\w{{1,3}}\s{_BETWEEN}{_PART}"
    rf"|(?:chor|slab|bolac|zniszczon|sztuczn)\w{{1,3}}\s{_BETWEEN}{_ORGAN}"
    rf"|bol(?:i|a|al\w|u|e|em)?\s{_BETWEEN}{_ORGAN}"
    r"|(?:plytk|srub|drut|blach|gwozd)\w{0,3}\sw\s(?:nodze|rece|biodrze|kolanie|kostce|kregoslupie"
    r"|barku)"
    # „Głowa boli od tego”, as everybody says.
    rf"|(?!glowa\sboli){_ORGAN}\s{_BETWEEN}(?:bol[ia]|bolal\w|zlaman\w|skrecon\w|spuch\w+"
    rf"|stluczon\w|siad\w+|rozbit\w"
    r"|peknie?t\w|drga|nawala|odmawia)"
    r"|wstrzas\w{0,10}\smozgu|(?:w|ma|mam|zalozy\w{1,3})\s(?:\w+\s)?gips\w{0,2}|gips\sna"
    r"|ortez\w{1,2}"
    r"|gorse\w{1,3}\sortoped\w+|(?:zalozy|zaklada|dosta|ma)\w{0,4}\s(?:\w+\s){0,2}szw(?:y|ow)"
    r"|(?:zszy|szy)(?:li|to|wali|wano)\s(?:mi|mu|jej|mnie|go|nog\w|glow\w|rek\w|luk)"
    r"|zaslab\w{1,4}|zemdla\w{1,4}|omdla\w{1,4}|straci\w{1,4}\sprzytomnosc|dusznosc\w{0,3}"
    r"|(?:dus[iz]\w{0,2}|dlawi\w?)\ssie(?!\sruch|\smiasto)|atak\w{0,3}\s(?:dusznosci|padaczki|astmy"
    r"|paniki|serca|kaszlu|epilepsji)|zaw(?:roty|rotami)\sglowy|(?:krwawi|krwotok)\w{0,4}"
    # „Kaszle od miesiąca”, „ręce drżą”.
    r"|(?:kaszl(?:e|a|ala|al|emy|iemy|am)|goraczkuj\w{1,3}|wymiotuj\w{1,3}|charcz\w{1,2})\s"
    r"(?:mi\s|nam\s|mu\s|jej\s)?(?:juz\s)?(?:od\s|krwia|cal\w{1,3}\s|w\snocy|po\snocach|non|stale"
    r"|ciagle)\w*"
    r"|(?:rece|dlonie|nogi|glowa|palce)\s(?:mi\s|mu\s|jej\s|mamie\s|tacie\s|ciagle\s|stale"
    r"\s|strasznie\s|sie\s){0,3}(?:drz[aey]|drzal[ay]|trzes[aely]{1,3})(?:\ssie)?"
    r"|(?:drz[aey]|drzal[ay]|trzes[aely]{1,3})\s(?:mi\s|mu\s|jej\s|sie\s|juz\s|mamie\s|tacie\s)"
    r"{0,3}(?:rece|dlonie|nogi|glowa|palce)"
    r"|poronil\w{0,2}|nabi\w{1,4}\s(?:\w+\s)?guz\w|posini\w{2,5}|poturbowan\w{1,3}"
    r"|polaman\w{1,3}\s(?=rek|nog|zeb)\w+"
)
_HOSPITAL = (
    r"(?:jest|leze|lezy|lezal\w{0,2}|trafi\w{1,4}|wyladowa\w{1,4}|skonczy\w{1,4}|przebywa"
    r"|zabra\w{1,3}"
    r"|zawiez\w{1,4}|pojecha\w{1,4}|wozi\w{1,4}|odwiez\w{1,4}|bylam|bylem|zabral\w)"
    r"\s(?:(?:go|ja|mnie|je|syna|corke|meza|zone|mame|tate|z\s\w+|teraz|nadal|od\srazu"
    r"|potem)\s){0,3}"
    r"(?:w|do|na)\s(?:sor\w{0,2}|szpital\w|ostr\w{1,2}\sdyzur\w?|ortoped\w{1,4}|chirurg\w{1,4}"
    r"|izb\w\sprzyjec"
    r"|intensywn\w{1,3}|oiom\w{0,2})"
    r"|(?:karetka|pogotowie)\s(?:go|ja|mnie)?\s?(?:zabral|wziel|zawioz)\w{1,2}\s?(?:go|ja|mnie"
    r"|mame|meza"
    r"|syna|corke|tate)?|zabral[aoi]\s(?:go|ja|mnie|ich)\s(?:karetk\w|pogotowie)"
)
_HEALTH = (
    rf"(?<!\w)(?:{_ILLNESSES}|{_TREATMENT}|{_DISABILITY}|{_PREGNANCY}|{_HURT}|{_HOSPITAL})(?!\w)"
)

# Said of nobody: of all such people, of what may come, of a clinic, a tree or an animal.
_OF_NOBODY = (
    r"(?<!\w)(?:(?:dla|miejsc\w{1,3}|kopert\w{1,2})\s(?:\w+\s)?"
    r"|(?:osoba|czlowiek|ktos|kto)\s(?:\w{1,3}\s)?"
    r"|(?:osob(?:y|om|ami|ach)?|ludzi(?:e|om|ach)?|senior(?:zy|ow|om)|pacjen(?:ci|tow|tom)"
    r"|kobiet(?:y|om)?"
    r"|matk(?:i|om)|matek|inwalidzi|chorych|starszych|rodzic(?:e|ow|om)\sdzieci|ktokolwiek"
    r"|kazd\w{1,3}|kogos|czyjs"
    r"|niejeden|wszystkich|sasiadow|przechodni(?:e|ow|om)|pieszych|dzieci(?:om)?\s(?:z"
    r"|ktor\w+))\s(?:\w+\s){0,3}"
    r"|(?:przychodni|poradni|oddzia[l]|szpital|klinik|gabinet|centrum|kliniki|instytut|lekarz"
    r"|dyzur)\w{0,4}\s(?:\w+\s)?"
    r"|(?:drzew\w{1,2}|lip[ayie]|kasztan\w{0,2}|klon\w{0,2}|topol\w{1,2}|brzoz\w|wierzb\w|dab"
    r"|deb\w{1,2}"
    r"|jesion\w{0,2}|kot(?:a|y|ek|ka|ki)?|pies|psa|psy|psu|golab|goleb\w{1,2}|ptak\w{0,2}|jez[ay]?"
    r"|labedz\w{0,2}|sarn\w|wiewiork\w|kaczk\w|lawk\w|stol|krzesl\w|latarni\w|lamp\w|slup\w{0,2}"
    r"|pomnik\w{0,2}|rzezb\w)"
    r"\s(?:\w+\s){0,2}"
    r"|jak\s(?:\w+\s)?"
    r"|(?:zanim|nim|zeby|aby|dopoki|az)\s(?:\w+\s){0,3}(?:sie\s)?)$"
)
_OF_SOMEBODY = r"(?<!\w)(?:moj\w{0,3}|mam|jestem|nasz\w{0,3}|swoj\w{0,3})\s(?:\w+\s){0,3}$"
_NEAR = 45


def health_words(text: str) -> Iterator[PersonalSpan]:
    """Yield the words in *text* that may tell of somebody's health."""
    small = plain(text)
    for found in compiled(_HEALTH).finditer(small):
        left = small[max(0, found.start() - _NEAR) : found.start()]
        if compiled(_OF_NOBODY).search(left) is None or compiled(_OF_SOMEBODY).search(left):
            yield PersonalSpan(*found.span(), PersonalKind.OTHER)
