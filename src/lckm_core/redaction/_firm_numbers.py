"""Landlines of firms and institutions: said to be theirs, in the same line."""

from lckm_core.redaction._dictionary import is_first_name
from lckm_core.redaction._patterns import any_of, compiled, text_before

# Whoever supplies, repairs, manages or serves, as the subject of a clause.
BODY = any_of("""
    pogotowie infolinia operator dostawca gestor zarządca administracja wykonawca podwykonawca
    spółdzielnia firma spółka zakład przedsiębiorstwo serwis wodociągi gazownia ciepłownia
    elektrownia energetyka dyspozytor dyspozytornia sanepid komenda komisariat straż policja urząd
    wydział oddział zarząd delegatura referat sekretariat kancelaria biuro szkoła przedszkole
    żłobek przychodnia szpital poradnia biblioteka muzeum teatr schronisko ośrodek centrum
    inspektorat nadzór kuratorium sąd kasa rejestracja centrala rada
    pge veolia orange netia toya pgnig otis schindler kone ams str[oö]er remondis pkp gddkia psg
    zdit zwik zzm zim zlm mpk mpo mops mosir pup zus nfz gios wios psse pinb
""")
"""A firm or an institution in the nominative."""
# The same in any case, for „dzwoniłam do administracji”.
BODY_IN_ANY_CASE = any_of("""
    pogotowi* infolini* operator* dostawc* gestor* zarządc* administracj* wykonawc* spółdzieln*
    firm(y|ę|ą) spółk(i|ę) zakład* przedsiębiorstw* serwis* wodociąg* gazown* ciepłown* elektrown*
    dyspozyt* sanepid* komend* komisariat* straż* policj* urzęd* wydział* oddział* zarząd*
    delegatur* referat* sekretariat* kancelari* biur(o|a) inspektorat* nadzor* ośrod* schronisk*
    pge veoli* orange netia netii toya toyi pgnig otis schindler kone ams remondis pkp gddkia psg
    zdit zwik zzm zim zlm mpk mpo mops mosir pup zus nfz gios wios psse pinb
""")
"""The same in any case."""
_KIND = (
    r"(?i:energetyczn|gazow|d[źz]wigow|wodoci[ąa]gow|kanalizacyjn|ciepln|techniczn|komunaln"
    r"|mieszkaniow|miejsk|wojew[óo]dzk|powiatow|dzielnicow|pa[ńn]stwow|publiczn|podstawow|wywozow"
    r"|budowlan|ratunkow|drogow|osiedlow|spo[łl]eczn|elektryczn|interwencyjn|alarmow"
    r"|sprz[ąa]taj[ąa]c|od[śs]nie[żz]aj[ąa]c|o[śs]wietleniow|znalezion)\w{1,4}"
)
_OF_WHAT = (
    r"(?i:zarz[ąa]dc\w|wsp[óo]lnoty|sp[óo][łl]dzielni|budowy|obs[łl]ugi|klienta|mieszka[ńn]ca"
    r"|nieruchomo[śs]ci|osiedla|urz[ęe]du|miasta|rady|rzeczy|pr[ąa]du|gazu|wody|ciep[łl]a|energii"
    r"|internetu|zwierz[ąa]t)"
)
_QUOTED = r"[„\"][^„”\"\n]{2,40}[”\"]"
_FORM = r"(?i:sp\.?\s?z\s?o\.?\s?o\.?|s\.\s?[ac]\.?|sp\.\s?[jk]\.)"
_NAME = (
    rf"(?:[^\S\n](?:{_QUOTED}|[A-ZĆŁŚŻ][\w&-]{{1,20}}|nr[^\S\n]\d{{1,3}}|{_FORM}|ds\."
    rf"|(?:do\sspraw|i|im\.|dla)(?=\s)|{_KIND}|{_OF_WHAT}|9\d\d(?:\s(?:i|lub|albo|oraz))?)){{0,6}}"
)
_TEL = r"(?:(?i:tel|telefon|nr|numer|infolinia|centrala)(?!\w)\.?[^\S\n:]?:?[^\S\n]?){0,2}"
_GAP = rf",?(?:[^\S\n]?[,:(–-][^\S\n]?|[^\S\n]){_TEL}\(?(?:\+48[^\S\n]?)?$"
# „Pogotowie energetyczne, 42 …”, „Operator: PGE Dystrybucja S.A., tel. 42 …”.
_BEGINS = r"(?:^|[.!?:\n–][^\S\n]*|[(„\"])(?:(?i:nasz|wasz)[ae]?[^\S\n])?"
_I_CALLED = (
    r"(?<!\w)(?i:(?:(?:za|do)?dzwoni|telefonowa)(?:[łl][ae]m|li[śs]my)"
    r"|powiadomi(?:[łl][ae]m|li[śs]my|ono)|zg[łl]osi(?:[łl][ae]m|li[śs]my)|zg[łl]osz?ono"
    r"|zg[łl]asza[łl][ae]m|telefoniczn\w{1,3}[^\S\n](?:zg\w+[^\S\n])?w|(?:przekaza|skierowa"
    r"|odes[łl]a)(?:no|ny|na|ne|[łl][ae]m))"
)
_SOMEBODY_CALLED = r"(?<!\w)(?i:dzwoni(?:[łl]a?|li))"
_THERE = r"[^\S\n](?:(?i:to|te[żz]|ju[żz]|wczoraj|dzi[śs])[^\S\n])?(?:(?i:do|na)[^\S\n])?"
_HAS = r"(?:[^\S\n](?:ma|maj[ąa])(?=[^\S\n](?i:tel|nr|numer)))?"
_SUBJECT = (
    rf"(?:(?:{_BEGINS}{BODY}|{_I_CALLED}{_THERE}{BODY_IN_ANY_CASE}){_NAME}{_HAS}{_GAP}"
    rf"|(?<!\w)(?i:kontaktowa\w{{1,4}}\ssi[ęe]\sz){_THERE}{BODY_IN_ANY_CASE}{_NAME}[^\S\n]\(?$)"
)
# „Przychodnia na Rzgowskiej 170, tel. 42 …”: where it is, between it and its number.
_PLACE = (
    r",?[^\S\n](?:(?:przy|na|we?|ze?)[^\S\n](?:ul\.[^\S\n])?|ul\.[^\S\n])[A-ZĆŁŚŻ][\w-]{2,20}"
    r"(?:[^\S\n][A-ZĆŁŚŻ][\w-]{2,20})?(?:[^\S\n]\d{1,4}[a-z]?(?:/\d{1,4}[a-z]?)?)?"
)
# „…, firma wywozowa Zet, 42 …, mówi, że …”, „sąsiadka dzwoniła na pogotowie, 42 …, nikt nie …”.
_SUBJECT_OF_A_CLAUSE = (
    rf"(?:[,;][^\S\n]*(?:(?i:[żz]e|a|i|ale|bo)[^\S\n])?{BODY}"
    # „W ZWiK 42 … mówią”.
    rf"|(?:{_SOMEBODY_CALLED}{_THERE}|(?<!\w)(?i:we?|do|na)[^\S\n]){BODY_IN_ANY_CASE}){_NAME}{_GAP}"
    rf"|{_BEGINS}{BODY}{_NAME}{_PLACE}{_GAP}"
)
GOES_ON = (
    r"\)?,?[^\S\n](?i:i[^\S\n]|ale[^\S\n]|te[żz]\s|nadal\s|dalej\s|ju[żz]\s|nikt\s|nic\s){0,2}"
    r"(?i:nie\s(?!ma\sm|m[óo]g|\w+(?:am|em|ę)(?!\w))\w+|nie\smog[ęe]\ssi[ęe]\sdodzwoni[ćc]"
    r"|m[óo]wi(?!ę)\w{0,2}|milcz\w{1,3}|ka[żz][eą]|odm[óo]wi\w{2,3}"
    r"|twierdz\w{1,3}|odsy[łl]a\w{0,2}|odes[łl]a\w{1,2}|przyj[ęeaą][łl]\w?"
    r"|powiedzi(?:ano|eli|a[łl]a?)"
    r"|kaza\w{1,2}|przyje[żz]d\w+|rozkopa\w{2}"
    r"|obieca\w{2}|odpowiad\w{1,2})(?!\w)"
)
"""What an office or a firm does, after its number or address: „…, nie odpowiada”."""
# „Pani z biura rzeczy znalezionych (42 …)”, and not „pani Ewa z biura (42 …)”.
_FROM_A_BODY = (
    r"(?<!\w)(?i:pani?|pan[óo]w|kto[śs]|dyspozytor(?:ka)?|urz[ęe]dniczka|konsultant(?:ka)?)"
    r"[^\S\n]ze?"
    rf"[^\S\n]{BODY_IN_ANY_CASE}{_NAME}[^\S\n]\(?(?i:tel\.?[^\S\n])?$"
)
# „Zarządca „Dom-Serwis” sp. z o.o., 42 …”, „przychodni „Medyk”, tel. 42 …”.
_NAMED_BODY = (
    rf"(?:{_QUOTED}[^\S\n]{_FORM}{_GAP}"
    rf"|(?<!\w)(?i:przychodni|poradni|szpital|sp[óo][łl]dzielni|firm)\w{{0,3}}"
    rf"[^\S\n]{_QUOTED},?[^\S\n](?i:tel\.|telefon|nr|numer):?[^\S\n]$)"
)
_SIGN = (
    r"(?i:tablic|tabliczk|tabliczc|ulot|szyld|stron|faktur|naklej|plakat|baner|wiat|bilet|s[łl]up"
    r"|drzwi|bok|burci|obudowi|klapi|pokrywi)\w{0,4}"
)
# „Numer ze słupa, 42 …”, „na boku numer 42 …”, „z naklejki: „Lift-Tech”, 42 …”.
_READ_FROM = (
    rf"(?<!\w)(?i:numer|nr|tel\.?|telefon)[^\S\n](?i:ze?|na)[^\S\n]{_SIGN}"
    rf"(?:[^\S\n]\w{{4,12}})?[,:]?[^\S\n]$"
    rf"|(?<!\w)(?i:ze?|na)[^\S\n](?:(?i:ich)[^\S\n](?i:samocho|au[tc]|bus)\w{{1,4}}|{_SIGN})"
    r"(?:[^\S\n](?i:jest|widnie\w{2}|widnia[łl]|podano|stoi))?[^\S\n]"
    r"(?i:numer|nr|tel\.|telefon):?[^\S\n]$"
    rf"|(?<!\w)(?i:ze?|na)[^\S\n]{_SIGN}(?:[^\S\n](?i:na[^\S\n])?\w{{4,12}})?[,:]?[^\S\n]"
    rf"(?:{_QUOTED}|{BODY}){_GAP}"
)
# „42 … (pogotowie energetyczne)”, „42 … to infolinia”.
_TOLD_AFTER = (
    r"(?:[^\S\n]?[(–-][^\S\n]?|,?[^\S\n](?i:to|czyli)[^\S\n]"
    r"(?:(?i:numer|nr|telefon|infolinia)\s(?:do\s)?)?)"
    r"(?i:pogotowi|infolini|dyspozytorni|sekretariat|centrala|sanepid|wodoci[ąa]gi|gazowni"
    r"|stra[żz]\smiejsk|policj|zwik|zdit|mpk|pge|veoli)\w{0,4}(?!\w)"
)
# „Biuro Piekarni Kłosek s.c.” and under it „tel. 42 …”: every word has a capital, or joins two.
SIGNED_BY_A_FIRM = (
    r"(?:^|[\n.!?][^\S\n]?)(?:[A-ZĆŁŚŻ][\w-]{1,20}|[„\"][^”\"\n]{2,30}[”\"])"
    r"(?:[^\S\n](?:[A-ZĆŁŚŻ][\w-]{1,20}|[„\"][^”\"\n]{2,30}[”\"]|i|&|im\.)){0,6}"
    r"[^\S\n](?i:sp\.?\s?z\s?o\.?\s?o\.?|s\.\s?[ack]\.?|sp\.\s?[jk]\.),?[^\S\n]?\n?[^\S\n]?"
)
"""A firm by its legal form, as it stands under a letter."""
_UNDER_A_FIRM = rf"{SIGNED_BY_A_FIRM}{_TEL}\(?(?:\+48[^\S\n]?)?$"
# „Administrator budynku, firma Lokum sp. z o.o., tel. 42 …”.
_FIRM_CALLED = (
    r"(?<!\w)(?i:firma|sp[óo][łl]ka|wykonawca|zarz[ąa]dca|administrator)"
    r"(?:[^\S\n][A-ZĆŁŚŻ][\w-]{1,20}){1,4}[^\S\n]"
    rf"{_FORM}{_GAP}"
)
# „Telefon do kwiaciarni jest na szybie, 42 …”.
_SHOP = (
    r"(?i:kwiaciarni|sklepu|apteki|restauracji|warsztatu|piekarni|cukierni|fryzjera|salonu|baru"
    r"|hotelu|kawiarni|myjni|hurtowni|pralni|przychodni|szko[łl]y|[żz][łl]obka"
    r"|przedszkola|biblioteki|biura)"
)
_NUMBER_OF_A_SHOP = (
    rf"(?<!\w)(?i:telefon|tel\.?|numer|nr)\s(?i:do|od)\s{_SHOP}(?:\s[A-ZĆŁŚŻ][\w-]{{1,20}}){{0,2}}"
    r"(?:\s(?i:jest|wisi|stoi|widnieje)\s(?i:na|w)\s[a-ząćęłńóśźż]{3,14})?(?:[,:]\s?|\s)$"
)
# „Kartka z numerem 42 … Pod ten numer nikt nie odbiera”.
_ON_A_NOTE = (
    r"(?<!\w)(?i:kartk\w{1,2}|karteczk\w{1,2})(?:\s[„\"][^”\"\n]{2,40}[”\"])?"
    r"\s(?i:z)\s(?i:numerem|nr|telefonem)(?:\s(?i:telefonu))?\s$"
)
_NOBODY_ANSWERS = (
    r"[.,]?\s(?:(?i:pod\sten\snumer|pod\stym\snumerem|ale|i|tam)\s){0,2}"
    r"(?i:nikt\snie\sodbiera|nikt\snie\sodpowiada|nie\sodbiera|g[łl]ucho|cisza)"
)
_OF_SOMEBODY = (
    r"(?<!\w)(?i:m[óo]j\w{0,3}|moj\w{1,3}|mnie|mn[ąa]|mi|oddzwo\w{1,4}|zostaw\w{1,4}"
    r"|kontakt\w{0,4}|pracuj\w{1,3}|pracowni(?:k|ca|czka)|jestem|prosz[ęe]|prosimy"
    r"|interesant\w{0,3}|petent\w{0,3}|le[żz][ęe]|zg[łl]aszaj[ąa]c\w{1,3}"
    r"|(?<!nie\s)poda[łlj]\w{0,4})(?!\w)[^.!?\n]*$"
)
_SOMEBODY_AFTER = (
    r"[^\S\n,;]{1,2}[A-ZĆŁŚŻ][a-ząćęłńóśźż]+(?:[.!?,\s]|$)"
    r"|[^.!?\n]{0,60}?(?<!\w)(?i:prosi|prosz[ęe]|oddzwo\w+|kontakt\w*|do\smnie|odbieram|jestem"
    r"|mieszka\w*|zam\."
    r"|lat\s\d|pesel|prywatn\w+|domow\w+|c[óo]rk\w{1,2}|syna|[żz]ony|m[ęe][żz]a|ojca|mamy)(?!\w)"
)
_REACH = 120


def is_landline_of_a_firm(text: str, start: int, end: int) -> bool:
    """Return whether a firm or an institution is said to have the landline.

    It is the subject right before it in the line, or was called there. A place where something
    happens („przed szkołą, 42 …”) and where somebody works have no part in it.
    """
    left = text_before(text, start, _REACH)
    if compiled(_SOMEBODY_AFTER).match(text, end) is not None:
        return False
    patterns = [
        _SUBJECT,
        _NAMED_BODY,
        _READ_FROM,
        _FROM_A_BODY,
        _UNDER_A_FIRM,
        _NUMBER_OF_A_SHOP,
        _FIRM_CALLED,
    ]
    if compiled(_NOBODY_ANSWERS).match(text, end) is not None:
        patterns.append(_ON_A_NOTE)
    if compiled(GOES_ON).match(text, end) is not None:
        patterns.append(_SUBJECT_OF_A_CLAUSE)
    before = next(filter(None, (compiled(pattern).search(left) for pattern in patterns)), None)
    if before is None and compiled(_TOLD_AFTER).match(text, end) is None:
        return False
    # „Z MOPS, Anna, 42 …”.
    words = before[0].replace(",", " ").split() if before is not None else ()
    # A stop that begins the clause ends what was said before.
    said = left if before is None else left[: before.start() + 1]
    return not any(map(is_first_name, words)) and compiled(_OF_SOMEBODY).search(said) is None
