"""Landlines and mailboxes right beside the name of a firm or an institution: nobody's."""

from lckm_core.redaction._dictionary import is_first_name, looks_like_a_surname
from lckm_core.redaction._patterns import any_of, compiled, text_before
from lckm_core.redaction._spans import REDACTED

# ── Landlines ──

# Whoever supplies, repairs, manages or serves, as the subject of a clause.
_BODY = any_of("""
    pogotowie infolinia operator dostawca gestor zarządca administracja wykonawca podwykonawca
    spółdzielnia firma spółka zakład przedsiębiorstwo serwis wodociągi gazownia ciepłownia
    elektrownia energetyka dyspozytor dyspozytornia sanepid komenda komisariat straż policja urząd
    wydział oddział zarząd delegatura referat sekretariat kancelaria biuro szkoła przedszkole
    żłobek przychodnia szpital poradnia biblioteka muzeum teatr schronisko ośrodek centrum
    inspektorat nadzór kuratorium sąd kasa rejestracja centrala
    pge veolia orange netia toya pgnig otis schindler kone ams stroer remondis pkp gddkia psg
    zdit zwik zzm zim zlm mpk mops mosir pup zus nfz gios wios psse pinb
""")
# The same in any case, for „dzwoniłam do administracji”.
_BODY_CALLED = any_of("""
    pogotowi* infolini* operator* dostawc* gestor* zarządc* administracj* wykonawc* spółdzieln*
    firm(y|ę|ą) spółk(i|ę) zakład* przedsiębiorstw* serwis* wodociąg* gazown* ciepłown* elektrown*
    dyspozyt* sanepid* komend* komisariat* straż* policj* urzęd* wydział* oddział* zarząd*
    delegatur* referat* sekretariat* kancelari* biur(o|a) inspektorat* nadzor* ośrod*
    pge veoli* orange netia netii toya toyi pgnig otis schindler kone ams remondis pkp gddkia psg
    zdit zwik zzm zim zlm mpk mops mosir pup zus nfz gios wios psse pinb
""")
_NAME_OF_A_BODY = (
    r"(?:[^\S\n](?:[„\"][^„”\"\n]{2,40}[”\"]|[A-ZĆŁŚŻ][\w&-]{1,20}|nr[^\S\n]\d{1,3}"
    r"|(?:[ds]\.\s?[acjk]\.|S\.\s?A\.|sp\.\s?(?:z\s?o\.\s?o\.|[jk]\.))|ds\.|(?:do\sspraw|i|im\.)(?=\s)"
    r"|(?i:energetyczn|gazow|d[źz]wigow|wodoci[ąa]gow|kanalizacyjn|ciepln|techniczn|komunaln"
    r"|mieszkaniow|miejsk|wojew[óo]dzk|powiatow|dzielnicow|pa[ńn]stwow|publiczn|podstawow|wywozow"
    r"|budowlan|ratunkow|drogow|osiedlow|spo[łl]eczn|elektryczn|interwencyjn|alarmow|sprz[ąa]taj[ąa]c"
    r")\w{1,4}|(?i:zarz[ąa]dc\w|wsp[óo]lnoty|sp[óo][łl]dzielni|budowy|obs[łl]ugi|klienta|mieszka[ńn]ca"
    r"|nieruchomo[śs]ci|urz[ęe]du|miasta|rady))){0,6}"
)
_TEL = r"(?:(?i:tel|telefon|nr|numer|infolinia|centrala)(?!\w)\.?[^\S\n:]?:?[^\S\n]?){0,2}"
_GAP = rf"(?:[^\S\n]?[,:(–-][^\S\n]?|[^\S\n]){_TEL}\(?(?:\+48[^\S\n]?)?$"
# „Pogotowie energetyczne, 42 …”, „Operator: PGE Dystrybucja S.A., tel. 42 …” as a sentence begins.
_BEGINS = r"(?:^|[.!?:\n–][^\S\n]*|[(])"
# „…, firma wywozowa Zet, 42 …, mówi, że …”: the body of a clause that goes on.
_BEGINS_A_CLAUSE = r"[,;][^\S\n]*(?:(?i:[żz]e|a|i|ale|bo)[^\S\n])?"
_GOES_ON = (
    r"\)?,?[^\S\n](?i:te[żz]\s|nadal\s|dalej\s|ju[żz]\s)?(?i:nie\s(?!ma\sm|mam|m[óo]g)\w+|m[óo]wi\w{0,2}|milcz\w{1,3}"
    r"|ka[żz][eą]|odm[óo]wi\w{2,3}|twierdz\w{1,3}|odsy[łl]a\w?|odes[łl]a\w{1,2}|przyj[ęaą][łl]\w?|przyje[żz]d\w+"
    r"|rozkopa\w{2}|obieca\w{2}|odpowiad\w{1,2})(?!\w)"
)
_IS_CALLED = (
    r"(?<!\w)(?i:(?:za|do)?dzwoni\w{0,5}|telefonowa\w{2,4}|powiadom\w{2,6}|zg[łl]o(?:si|sz)\w{1,5}|przekaza\w{1,4}"
    r"|skierowa\w{1,4})[^\S\n](?:(?i:to|te[żz]|ju[żz]|wczoraj|dzi[śs])[^\S\n])?(?:(?i:do|na)[^\S\n])?"
)
_BEFORE = rf"(?:{_BEGINS}{_BODY}|{_IS_CALLED}{_BODY_CALLED}){_NAME_OF_A_BODY},?{_GAP}"
_BEFORE_A_CLAUSE = rf"{_BEGINS_A_CLAUSE}{_BODY}{_NAME_OF_A_BODY},?{_GAP}"
_FORM_OF_A_FIRM = r"(?<!\w)(?i:sp\.?\s?z\s?o\.?\s?o\.?|s\.\s?[ac]\.?|sp\.\s?[jk]\.)"
# „Zarządca „Dom-Serwis” sp. z o.o., 42 …”, „przychodni „Medyk”, tel. 42 …”.
_NAMED_BODY = (
    rf"(?:[„\"][^„”\"\n]{{2,40}}[”\"][^\S\n]{_FORM_OF_A_FIRM},?{_GAP}"
    rf"|(?<!\w)(?i:przychodni|poradni|szpital|sp[óo][łl]dzielni|firm)\w{{0,3}}"
    r"[^\S\n][„\"][^„”\"\n]{2,40}[”\"],?[^\S\n](?i:tel\.|telefon|nr|numer):?[^\S\n]$)"
)
_SIGN = (
    r"(?i:tablic|tabliczk|tabliczc|ulot|szyld|stron|faktur|naklej|plakat|baner|wiat|bilet|s[łl]up"
    r"|drzwi)\w{0,4}"
)
# „Numer ze słupa, 42 …”, „z naklejki: „Lift-Tech”, 42 …”.
_READ_FROM = (
    rf"(?<!\w)(?i:numer|nr|tel\.?|telefon)[^\S\n](?i:ze?|na)[^\S\n]{_SIGN}"
    rf"(?:[^\S\n]\w{{4,12}})?[,:]?[^\S\n]$"
    rf"|(?<!\w)(?i:ze?|na)[^\S\n]{_SIGN}(?:[^\S\n](?i:na[^\S\n])?\w{{4,12}})?[,:]?[^\S\n]"
    rf"(?:[„\"][^„”\"\n]{{2,40}}[”\"]|{_BODY}),?{_GAP}"
)
# „42 … (pogotowie energetyczne)”, „42 … to infolinia”.
_AFTER = (
    r"(?:[^\S\n]?[(–-][^\S\n]?|,?[^\S\n](?i:to|czyli)[^\S\n](?:(?i:numer|nr|telefon|infolinia)\s"
    r"(?:do\s)?)?)(?i:pogotowi|infolini|dyspozytorni|sekretariat|centrala|sanepid|wodoci[ąa]gi"
    r"|gazowni|stra[żz]\smiejsk|policj|urz[ąa]d|zwik|zdit|mpk|pge|veoli)\w{0,4}(?!\w)"
)
_OF_SOMEBODY = (
    r"(?<!\w)(?i:m[óo]j\w{0,3}|moj\w{1,3}|mnie|mn[ąa]|mi|oddzwo\w{1,4}|zostaw\w{1,4}|kontakt\w{0,4}"
    r"|pracuj\w{1,3}|pracowni(?:k|ca|czka)|jestem|prosz[ęe]|prosimy|interesant\w{0,3}|petent\w{0,3}"
    r"|le[żz][ęe]|(?<!nie\s)poda[łlj]\w{0,4})(?!\w)[^.!?\n]*$"
)
_SOMEBODY_AFTER = (
    r"[^\S\n,;]{1,2}[A-ZĆŁŚŻ][a-ząćęłńóśźż]+(?:[.!?,\s]|$)"
    r"|[^.!?\n]{0,60}?(?<!\w)(?i:prosi|prosz[ęe]|oddzwo\w+|kontakt\w*|do\smnie|mieszka\w*|zam\."
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
    before = next(
        filter(
            None,
            (compiled(one).search(left) for one in (_BEFORE, _NAMED_BODY, _READ_FROM)),
        ),
        None,
    )
    if before is None and compiled(_GOES_ON).match(text, end) is not None:
        before = compiled(_BEFORE_A_CLAUSE).search(left)
    if before is None:
        return (
            compiled(_AFTER).match(text, end) is not None
            and compiled(_OF_SOMEBODY).search(left) is None
        )
    words = before[0].replace(",", " ").split()
    return (
        not any(map(is_first_name, words))
        and compiled(_OF_SOMEBODY).search(left[: before.start()]) is None
    )


# ── Mailboxes ──

# What a mailbox of a firm is for: whoever works there just then reads it.
_FUNCTION = (
    r"(?:e?bok|dok|pok|ekobok|pogotowie|sekretariat|kancelaria|biuro|biuroobslugi\w*|kontakt|info"
    r"|informacj[ae]|infolinia|awari[ae]|alarm|dyspozytor(?:nia|zy)?|dyspozycja|dy[zż]urn[yai]"
    r"|serwis(?:24)?|zg[lł]oszeni[ae]|zglos|interwencj[ae]|usterki|reklamacj[ae]|skargi|wnioski"
    r"|administracj[ae]|administrator|obs[lł]uga(?:klient\w)?|klient|recepcja|rejestracja"
    r"|ksi[eę]gowo[sś][cć]|kadry|sprzeda[zż]|windykacja|marketing|rekrutacja|redakcja|poczta|office"
    r"|contact|support|help(?:desk)?|pomoc|hello|sklep|zam[oó]wienia|rezerwacj[ae]|faktury|rodo|iod"
    r"|prasa|rzecznik|zarz[aą]d|dyrekcja|dyrektor|szkola|parafia|wsp[oó]lnota|sp[oó][lł]dzielnia"
    r"|rada|o[sś]wietlenie|drogi|ziele[nń]|transport|logistyka|techniczny|techniczna|dzial\w*"
    r"|oddzia[lł]|filia|rejon\d*|portiernia|ochrona|monitoring|parking|schronisko|adopcje"
    r"|(?:sp|lo|pm|zs|zso|zsp|sm|wm|tbs|zgm)\d*|sales|service|no-?reply|noreply|admin|sponsor\w*"
    r"|przetargi|inwestycje|archiwum|czytelnia|kasa|bilety|lodz|[lł][oó]d[zź])"
)
_MAILBOX = (
    rf"(?i)(?P<function>{_FUNCTION})(?P<more>(?:[._-]?\d{{1,4}}"
    rf"|[._-][a-ząćęłńóśźż]{{1,20}}){{0,3}})"
    r"@(?P<domain>[\w-]++(?:\.[\w-]++){1,4})"
)
# Everybody has a mailbox there.
_OF_EVERYBODY = (
    r"(?i)(?:g?mail|gmial|googlemail|wp|o2|onet|op|vp|interia|interiowy|poczta|tlen|gazeta|buziaczek"
    r"|yahoo|hotmail|outlook|live|icloud|me|proton(?:mail)?|int|autograf|spoko|go2|amorki|email"
    r"|neostrada|orange|prokonto|inetia|upcpoczta|toya|yandex|web|zoho|tuta(?:nota)?|fastmail|plusnet|seznam"
    r"|example|student|home|windowslive|msn|aol|gmx|ukr|i|(?:pro|vip)\.onet)\."
)
# Of public bodies, and of those who supply the city.
_PUBLIC_DOMAIN = (
    r"(?i)(?:(?:um|ug|umig)\.\w++\.pl|[\w.-]*\.(?:gov|edu|mil|org)\.pl"
    r"|[\w-]*(?:spoldziel|wspolnot|administrac|pogotowi|energ|wodociag|veolia|dystrybuc|pge|innogy"
    r"|mpk|zwik|schronisk|szkola|przedszkol|parafi|szpital|przychodni|radio|telewiz|ubezpiecz|bank)"
    r"[\w-]*\.[\w.-]++)"
)
# What no sole trader calls a mailbox.
_FUNCTION_OF_A_BODY = (
    r"(?i)(?:e?bok|pogotowie|sekretariat|infolinia|awari[ae]|alarm|dyspozytor(?:nia|zy)?|dyspozycja"
    r"|dy[zż]urn[yai]|zg[lł]oszeni[ae]|interwencj[ae]|usterki|reklamacj[ae]|skargi|windykacja|rodo|iod"
    r"|rzecznik|zarz[aą]d|dyrekcja|rada|portiernia|schronisko|redakcja)"
)
# „Od: biuro@…” of mail that is passed on.
_PASSED_ON = r"(?:^|\n)(?i:od|from|do|to):[^\S\n]{0,2}$"
# „Zarządca, biuro@…”: a word for a firm or an institution in the sentence.
_BODY_WRITTEN_TO = (
    rf"(?<!\w)(?:{_BODY}|{_BODY_CALLED}|(?i:szko[łl]\w{{1,2}}|przedszkol\w{{1,3}}|przychodni\w?|wsp[óo]lnot\w{{1,2}}"
    r"|hotel\w{0,2}|sklep\w{0,2}|hurtowni\w?|deweloper\w{0,2}|inwestor\w{0,2}|redakcj\w|fundacj\w"
    r"|ubezpieczyciel\w{0,2}))(?!\w)[^.!?\n@]{0,60}$"
)
_OWN_MAILBOX = (
    r"(?:(?<!\w)(?i:(?:m[óo]j|moj[aeąi]\w{0,2}|nasz\w{0,3})(?!\w)|do\smnie|mnie\sna|ze\smn[ąa]|nazywam|jestem"
    r"|pisz[ęe]|piszcie|czekam\sna|wy[śs]lij|(?:za|po)wiad[ao]m\w{3,6}\s(?:mnie\s)?na|zg[łl]asza\w{0,7}|wnioskodawc\w|odpowied[źz]\w{0,2}|odpisz\w{0,4}"
    r"|odpisa[ćc]|korespondenc\w{1,2}|zwrotn\w{1,3}|kontakt(?:em)?(?:\sdo\s\w{3,12})?:"
    r"|(?:m[ęe][żz]a|[żz]ony|syna|c[óo]rki|mamy|taty|brata|siostry|matki|ojca|pracuj\w{1,3})(?!\w)"
    r"|(?:prosz[ęe]|prosimy)\s(?:o\s)?(?:kontakt|odp|pisa|wys[łl]|przes[łl]|info))"
    r"[^.!?\n@]{0,60}"
    rf"|{REDACTED}[\s,;:|(–-]{{1,4}}(?:(?i:e-?mail|mail|kontakt|adres)[\s:]{{1,2}})?)$"
)
_AND_A_NUMBER = (
    r"[\s,;]{1,2}(?:(?i:lub|albo|i|oraz|tel|telefon|kom)\.?:?\s){0,2}(?:\+48\s?)?[4-8]\d\d"
)


def is_mailbox_of_a_firm(text: str, start: int, address: str) -> bool:
    """Return whether the e-mail *address* at *start* is a firm's or an institution's.

    Its first part is a function. Its domain is a public body's, or the sentence speaks of a firm;
    a mailbox of anybody else may be a sole trader's own.
    """
    mailbox = compiled(_MAILBOX).fullmatch(address)
    if mailbox is None or compiled(_OF_EVERYBODY).match(mailbox["domain"]):
        return False
    words = [
        word.strip("0123456789")
        for part in (mailbox["more"], mailbox["domain"].split(".")[0])
        for word in part.replace("_", ".").replace("-", ".").split(".")
    ]
    if any(len(word) > 2 and (is_first_name(word) or looks_like_a_surname(word)) for word in words):
        return False
    left = text[max(0, start - 80) : start]
    if (
        compiled(_FUNCTION_OF_A_BODY).fullmatch(mailbox["function"]) is None
        and compiled(_PUBLIC_DOMAIN).fullmatch(mailbox["domain"]) is None
        and compiled(_PASSED_ON).search(left) is None
        and compiled(_BODY_WRITTEN_TO).search(left) is None
    ):
        return False
    # „Kontakt biuro@… lub 601 …”: of whoever wants to be reached.
    is_reached = compiled(_AND_A_NUMBER).match(text, start + len(address)) is not None
    return compiled(_OWN_MAILBOX).search(left) is None and not is_reached
