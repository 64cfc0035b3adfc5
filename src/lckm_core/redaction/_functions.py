"""Functions of public offices, in every case: whoever is named with one stays."""

from lckm_core.redaction._name_shapes import CAPITALISED
from lckm_core.redaction._patterns import compiled, text_before

# „Zastępcę dyrektora”, „z-cy naczelnika”, „p.o. kierownika”.
DEPUTY = (
    r"(?i:zast[ęe]pc(?:a|y|ę|e|ą|o)|zast[ęe]pczyni\w?|z-c(?:a|y|ę|e|ą)|wz\."
    r"|p\.?\s?o\.?|pe[łl]ni[ąa]c\w{1,3}\sobowi[ąa]zki)"
)
_DIRECTOR = r"(?i:(?:wice)?dyrektor(?:a|owi|em|ze|zy|[óo]w|k[aięąo]|ce)?)"
_CHIEF = (
    r"(?i:naczelni(?:k(?:a|owi|iem|u)?|cz(?:ka|ki|k[ęą]|ce))"
    r"|komendan(?:t(?:a|owi|em|k[aięą])?|cie))"
)
_MANAGER = r"(?i:kierowni(?:k(?:a|owi|iem|u)?|cz(?:ka|ki|k[ęą]|ce)))"
_MR = r"(?:(?i:pan|pani|pana|panu|panem|pani[ąa]|p\.)\s)?"
# „… ds. technicznych”, „… do spraw eksploatacji i remontów”.
_MATTERS = r"(?:\s(?i:ds\.|d/s|do\sspraw)\s\w{4,25}(?:\s(?:i|oraz)\s\w{4,25})?)?"
# What a firm, a shop and a housing association never have.
_SURE = (
    rf"(?:(?:{DEPUTY}\s)?{_CHIEF}|{DEPUTY}\s{_DIRECTOR}|(?i:wicedyrektor\w{{0,3}}))"
    rf"{_MATTERS}(?:\s(?i:rewiru|komisariatu|komendy|posterunku))?"
)
_OF_THE_CITY = (
    r"(?i:sekretarz\w{0,3}|skarbni(?:k\w{0,3}|cz\w{2,3})|architekt\w{0,3}|geode[tc]\w{1,2}"
    r"|konserwator\w{0,3})\s(?i:miasta|gminy|powiatu|zabytk[óo]w)"
    # „Obywatelskich” begins as a name does.
    r"|Rzeczni\w{1,4}\sPraw(?:\s[A-Z]\w{4,14})?"
    r"|(?:Miejsk|Wojew[óo]dzk|Powiatow|Pa[ńn]stwow|G[łl][óo]wn)\w{1,4}\s"
    r"(?:(?:Powiatow|Wojew[óo]dzk|Graniczn)\w{1,4}\s)?"
    r"(?:Konserwator|Inspektor|Lekarz|Rzeczni|Komendant|Geode|Architekt|Ogrodni)\w{0,4}"
    r"(?:\s[A-ZŚŻŁ]\w{4,14}){0,2}?"
)
# „St. strażnik”, „asp. szt.”; „strażnik” alone guards shops, too.
_IN_SERVICE = (
    r"(?i:st\.|starsz\w{1,3}|m[łl]\.|m[łl]odsz\w{1,3})\s(?i:stra[żz]ni(?:k\w{0,3}|cz\w{2,3})"
    r"|aspirant\w{0,3}|sier[żz]an\w{1,4}|posterunkow\w{1,3}|inspektor\w{0,3}|kapral\w{0,3}"
    r"|kapitan\w{0,3}|ogniomistrz\w{0,3})"
    r"|(?i:(?:(?:st|m[łl]|nad|pod)\.?\s?)?(?:asp|sier[żz]|post|kom|insp|str|kpr|kpt|bryg)\."
    r"(?:\s?szt(?:ab)?\.)?)"
)
# „Dyrektor Szkoły Podstawowej nr 44”; the head of a school with no name may be anybody's wife.
_OF_A_SCHOOL = (
    rf"(?:{DEPUTY}\s)?{_DIRECTOR}\s"
    r"(?:(?:[IVX]{1,6}|Zespo[łl]u|Miejskie\w{1,2}"
    r"|Publiczne\w{1,2})\s)?(?:Szk[óo]\w{1,3}\s(?:Podstawow|Ponadpodstawow|Specjaln|Muzyczn"
    r"|Zawodow|Bran[żz]ow|"
    r"Plastyczn|Og[óo]lnokszta[łl]c)\w{2,5}|Przedszkola\s(?:Miejskiego|nr|Publicznego)"
    r"|Liceum\sOg[óo]lnokszta[łl]c\w{3,5}|Technikum\snr|[ŻZ][łl]obka\s(?:Miejskiego|nr)"
    r"|(?:SP|LO|PM|ZS|ZSP|ZSO)(?:\snr)?\s(?=\d|[IVX])"
    r"|(?:Muzeum|Teatru|Biblioteki|Filharmonii|Szpitala|Domu)\s(?=[A-Z]))"
    r"(?:\s?(?:nr\s)?\d{1,3}|\s(?:[A-ZŚŁŻ]\w{1,20}|im\.|w|i)){0,6}?"
)
# „Rzecznik prasowy ZDiT”, „dyrektorem Zarządu Dróg jest pan …”.
_OFFICE = (
    r"(?i:zarz[ąa]du|wydzia[łl]u|departamentu|urz[ęe]du|stra[żz]y|policji|mpk|zdit|zwik|zim|zzm"
    r"|zlm|mops|usc|pup|zus|referatu|delegatury|o[śs]rodka|rejonu|komendy|prezydenta)(?!\w)"
)
_SPOKESMAN = (
    r"(?i:rzeczni(?:k(?:a|owi|iem)?|cz(?:ka|ki|k[ęą]|ce)))(?:\s(?i:prasow\w{1,3}))?"
    rf"\s{_OFFICE}(?:\s[A-ZĆŁŚŻ]\w{{2,20}}){{0,3}}?"
)
_IS_HEAD = (
    r"(?i:dyrektor(?:em|k[ąa])|naczelni(?:kiem|czk[ąa])|kierowni(?:kiem|czk[ąa])|komendantem)"
    rf"\s{_OFFICE}(?:\s\w{{2,20}}){{0,4}}?\s(?:(?:tam|obecnie)\s)?(?:jest|by[łl]a?|zosta[łl]a?)"
)
_NAMED_FUNCTION = (
    rf"(?<![\w-])(?:{_SURE}|{_OF_THE_CITY}|{_IN_SERVICE}|{_OF_A_SCHOOL}|{_SPOKESMAN}|{_IS_HEAD})"
    rf",?\s{_MR}$"
)
# „Pismo podpisał dyrektor …”: who writes for an office. A firm's is told by its word.
_ACTS = (
    r"(?<!\w)(?i:podpis\w*|pi[śs]m\w{1,4}|odpowied\w{1,3}|odpisa[łl]a?|decyzj\w{1,3}"
    r"|interpelacj\w{1,3})"
    rf"(?!\w)(?:[^.!?\n]|(?<=\w)\.(?=\w)){{0,60}}?(?<!\w)(?:{_DIRECTOR}|{_MANAGER}),?\s{_MR}$"
)
# „W imieniu przewodniczącego …”: of a council, where the letter speaks of one or answers for it.
_CHAIR = (
    r"(?<![\w-])(?P<on_behalf>(?i:w\simieniu|z\s(?:upowa[żz]nienia|polecenia)|na\spolecenie)\s)?"
    r"(?i:pan\w{0,2}\s)?(?i:(?:wice)?przewodnicz[ąa]c(?:y|a|ego|ej|emu|ym|[ąa])),?\s" + _MR + "$"
)
_COUNCIL = (
    r"(?<!\w)(?i:rad(?:a|y|zie|[ęąe])\s(?:miejsk|miasta|osiedla|gminy|powiatu|dzielnic)"
    r"|sesj\w{1,2}\srady|komisj\w{1,3}\srady)"
)
_ON_BEHALF = r"[^.!?\n]{0,60}?(?<!\w)(?i:przekazuj|odpowiada|odpisa|dzi[ęe]kuj|informuj)"
_OTHER_CHAIR = (
    r"(?<!\w)(?i:wsp[óo]lnot|sp[óo][łl]dziel|komitet|rad\w{1,2}\s(?:rodzic|nadzorcz|blok)"
    r"|zwi[ąa]z|ko[łl]a(?!\w)|stowarzysz|klub|fundac|kamienic|blok|ogrod|ogr[óo]d|dzia[łl]kow"
    r"|samorz[ąa]d\w*\smieszka)"
)
# „Rozmowa z mistrzem brygady, p. …”: of a utility that is named, whose staff serve everybody.
_FOREMAN = (
    r"(?<![\w-])(?i:(?:mistrz(?:a|em|owi|u)?|brygadzist(?:a|y|[ęeąa])|kierowni(?:k\w{0,3}"
    r"|cz\w{2,3}))"
    r"\s(?:brygady|zmiany|pogotowia)|dyspozytor(?:a|em|owi|k[aięą])?(?:\spogotowia)?"
    r"|dy[żz]urn(?:y|a|ego|ej|emu|ym|[ąa])(?:\spogotowia)?),?\s(?:pan|pani|pana|panem|pani[ąa]|p\.)"
    r"\s$"
)
_UTILITY = (
    r"(?<!\w)(?:ZWiK\w*|MPK|MPO|PGE|ZDiT\w*|PSG|PGNiG|(?i:veoli\w{1,3}|wodoci[ąa]g\w{0,3}"
    r"|pogotowi\w{1,2}\s(?:gazow|energet|wodoci|ciep[łl]own)\w{1,6}|gazowni\w{0,2}"
    r"|ciep[łl]owni\w{0,2}|zak[łl]ad\w{0,3}\s(?:energet|wodoci|gazow)\w{3,8}))(?!\w)"
)
_WHO_REPORTS = (
    r"(?<!\w)(?i:poszkodowan|brat(?!\w)|[śs]wiad|zg[łl]asza|(?:zg[łl]osi|dzwoni)(?![łl][ae]m"
    r"|li[śs]my)|mieszka|m[óo]j|moj|nasz|s[ąa]siad|by[łl](?:y|a|ego|ej|emu"
    r"|ym)(?!\w)|emerytowan|jestem|kontakt|dawn(?:y|a|ego|ej|ym))\w*[^.!?\n]*$"
)
# „Naczelnik Zet z parteru pali śmieci”: told as anybody is.
AS_ANYBODY = (
    rf"{CAPITALISED}(?:\s{CAPITALISED})?(?:,|\s[(–-]"
    rf"|(?=\s))[^.!?\n]{{0,45}}?(?:(?<!\w)(?i:z\s(?:parteru"
    r"|poddasza|\w{5,12}ego\spi[ęe]tra|bloku|klatki|mojej|mojego|naszej|naszego)"
    r"|spod|pod\s\d"
    r"|lat\s\d|\d\d\slat|ur\.|urodz|zam\.|zam(?!\w)|pesel|kom\.|tel\.?:?\s[4-9]\d\d|lokal(?:u"
    r"|em)?\s\d|m\.\s?\d|pali|pije"
    r"|bije|parkuj|zaparkowa|wyrzuca|ha[łl]asuj|zastawia|zala[łl]|wjecha[łl]|zmar[łl]|le[żz]y"
    r"|z[łl]ama"
    r"|ma\s(?:psa|kota)|z\s[IVX]+\spi[ęe]tra|ma\sraka|zalewa|upad[łl]|choruj|umar[łl]"
    r"|prosi\so\s(?:kosz|lamp|[łl]awk|napraw|pomoc|kontakt|tel)|zgubi[łl]|pobi[łl]|groz|kradn"
    r"|wierci|krzycz|z\s[A-Z]\w+(?:ej|iego)\s\d)"
    r")"
)
_ASKS = (
    r"[^.!?]{0,60}?(?<!\w)(?i:tel(?![.:]{0,2}\s\(?[1-9]\d\)?\s\d{3}\s)|kom\.|zam|prosi|zg[łl]asza"
    r"|wnosi|skar[żz]y|pyta|pesel|urodzon\w)(?!\w)"
)
_BEFORE_IT = 600
_BEHIND_IT = 100
_NO_ACT = (
    r"(?<!\w)(?i:by[łl](?:y|a|ego|ej|ym)|szef|trener|rozwod|wyprowadz|m[óo]j|moj|s[ąa]siad"
    r"|emerytowan"
    r"|wyrzuca|pali|bije|pije|psa|wjecha|m[ęe][żz]a(?!\w)|[żz]on[ayęe](?!\w)|sk[łl]adam"
    r"|podpisuj[ęe]|ja(?!\w)|podpis(?:an[oay])?:)"
)
_HINT = (
    r"(?i:przewodnicz|mistrz|brygad|dyspozyt|dy[żz]urn|dyrekt|naczeln|komend|kierown|inspektor"
    r"|sekretarz|skarbni|konserwator|rzeczni|architekt"
    r"|geode|lekarz|ogrodni|stra[żz]n|aspirant|sier[żz]|posterunk|kapral|kapitan"
    r"|(?:asp|post|kom|insp|str|kpr|kpt|bryg|szt)\.\s)"
)
# „Mój mąż, komendant …”, „sąsiad dyrektor …”: named for that.
KIN = (
    r"(?<!\w)(?i:s[ąa]siad\w*|lokator\w*|m[ąa][żz]|m[ęe][żz]\w{1,3}|[żz]on\w{1,2}|syn\w{0,3}"
    r"|c[óo]rk\w{1,2}|bra(?:t|ta|tem|tu)|siostr\w{1,2}|ojc\w{1,3}|ojciec|matk\w{1,2}|szwag\w{2,4}"
    r"|te[śs][ćc]\w{0,3}|zi[ęe][ćc]\w{0,3}|znajom\w{1,3}|kole[gżz]\w{1,3}|kuzyn\w{0,3}"
    # Whoever reports is named for that.
    r"|zg[łl]asza(?:j[ąa]c\w)?|zg[łl]osi[łl]a?|dzwoni(?:[łl]a?)?|jestem|podpisan[oay]"
    r"|emerytowan\w{1,3}|by[łl](?:y|a|ego|ej|emu|ym))"
    r"(?:\s(?:z|spod)\s\w{1,12})?,?\s(?:(?i:to|jest|by[łl]a?|pan\w{0,2})\s)?$"
)
# „Wnioskodawca: naczelnik …”, „w lokalu nr 3 mieszka komendant …”.
_PRIVATE_BEFORE = (
    r"(?<!\w)(?i:wnioskodawc\w{1,3}|poszkodowan\w{1,3}|pacjent\w{0,3}|mieszka(?:m|my)?|zajmuje"
    r"|pobi[łl]a?"
    r"|w[łl]a[śs]ciciel\w{0,4}|rodzin[aęąy]|wnu(?:k|ka|czka|czki)|dziad(?:ek|ka)|babci[aęą]"
    r"|te[śs]ci\w{1,4}"
    r"|wuj(?:ek|ka)|cioci[aęą]|tat[ayęo]|mam[ayęąo]|partner(?:ka)?|szef(?:owa)?|ja|samoch[óo]d"
    r"|auto|pies)"
    r"(?!\w)[^.!?\n]{0,25}$"
)
_PRIVATE = (
    r"(?i:(?<!\w)(?:sklep|hurtown|firm|bank(?!ow)|budow[ayięe]?(?!\w)|warsztat|hotel|restaurac"
    r"|market"
    r"|spó[łl]k|spó[łl]dziel|sp[óo][łl]dzieln|wsp[óo]lnot|aptek|piekarn|handlow|ubezpiecz|biedronk"
    r"|lidl|ochrony\s(?!środ)|dewelop))"
)
_PRIVATE_AFTER = (
    rf"{CAPITALISED}(?:\s{CAPITALISED})?[^.!?\n]{{0,40}}?"
    rf"(?:{_PRIVATE}|(?<!\w)(?i:mieszka|prywatnie|emerytur|emeryt|m[óo]j|moja|s[ąa]siad\w*|[żz]ona"
    r"|znajom\w*|lokator\w*)(?!\w))"
)
_REACH = 120


def is_in_function(text: str, start: int) -> bool:
    """Return whether a function of a public office, in any case, stands right before *start*."""
    left = text_before(text, start, _REACH)
    if compiled(_HINT).search(left) is None:
        return False
    if _is_in_the_chair(text, start, left) or _is_a_foreman(text, start, left):
        return True
    named = compiled(_NAMED_FUNCTION).search(left)
    acts = compiled(_ACTS).search(left) if named is None else None
    function = named or acts
    if function is None:
        return False
    head = left[: function.start()]
    # „Decyzję podjął były kierownik …”.
    if acts is not None and compiled(_NO_ACT).search(acts[0]) is not None:
        return False
    if compiled(KIN).search(head) or compiled(_PRIVATE_BEFORE).search(head):
        return False
    said = left[left.rfind("\n") + 1 :] if named is None else function[0]
    return (
        compiled(AS_ANYBODY).match(text, start) is None
        and compiled(_PRIVATE).search(said) is None
        and compiled(_PRIVATE_AFTER).match(text, start) is None
    )


def _is_in_the_chair(text: str, start: int, left: str) -> bool:
    """Return whether the name at *start* is of the chair of a council, told by *left*."""
    chair = compiled(_CHAIR).search(left)
    if chair is None or _is_private(text, start, left[: chair.start()]):
        return False
    around = text[max(0, start - _BEFORE_IT) : start + _BEFORE_IT]
    is_for_it = chair["on_behalf"] and compiled(_ON_BEHALF).match(text, start)
    return bool(is_for_it) or compiled(_COUNCIL).search(around) is not None


def _is_a_foreman(text: str, start: int, left: str) -> bool:
    """Return whether the name at *start* is of whoever leads a shift of a utility."""
    foreman = compiled(_FOREMAN).search(left)
    if foreman is None or _is_private(text, start, left[: foreman.start()]):
        return False
    return (
        compiled(_UTILITY).search(text, max(0, start - _BEFORE_IT), start + _BEHIND_IT) is not None
    )


def _is_private(text: str, start: int, said: str) -> bool:
    """Return whether the name at *start*, after *said*, is told for something else."""
    sentence = said[max(said.rfind(sign) for sign in "!?\n") + 1 :]
    behind = text[start : start + _BEHIND_IT].split("\n")[0]
    return (
        compiled(KIN).search(said) is not None
        or compiled(_OTHER_CHAIR).search(sentence) is not None
        or compiled(_OTHER_CHAIR).search(behind) is not None
        or compiled(_PRIVATE).search(sentence) is not None
        or compiled(_WHO_REPORTS).search(sentence) is not None
        or compiled(AS_ANYBODY).match(text, start) is not None
        or compiled(_ASKS).match(behind) is not None
        or compiled(_PRIVATE_AFTER).match(text, start) is not None
    )
