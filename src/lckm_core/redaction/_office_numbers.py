"""Numbers that are nobody's: of offices, companies and people at work."""

from lckm_core.redaction._capitalised_words import ABBREVIATION
from lckm_core.redaction._firm_numbers import is_landline_of_a_firm
from lckm_core.redaction._patterns import any_of, compiled, text_before
from lckm_core.redaction._spans import REDACTED

# ── NIP and REGON ──

# A company is nobody: its NIP and REGON stand in public registers.
_COMPANY_WORDS = """
    firm(a|y|ę|ą|ie)? firmow* spółk* spółce spółek sp\\.?_?z_?o\\.?_?o s\\.a sp\\.?_?[jkp] wykonawc*
    podwykonawc* zakład* przedsiębiorstw* wspólnot* wspólnocie spółdziel* fundacj* stowarzyszen*
    hurtown* sklep* restaurac* deweloper* inwestor* kontrahent* operator* dostawc*
    usługodawc* sprzedawc*
    urz[ęą]d* szkoł* przedszkol* parafi* kancelari* bank* holding* oddział* organizac* klub*
    przychodni* szpital* salon* aptek* hotel* kawiarni* piekarni* pralni*
    usługi_[^\\W\\d_]+(ne|owe|skie|cze)
    warsztat* serwis(u|em|ie|y)? pizzeri* kebab* pierogarni* studio bar(u|em|ze|y)?
    market(u|em|cie|y)?
    mpk zwik mops zlm drukarni* kwiaciarni* cukierni* pphu phu fhu
    f\\.h\\.u p\\.h\\.u pph zphu ppuh pw p\\.p\\.h\\.u
"""
_COMPANY_BEFORE = rf"(?<!\w){any_of(_COMPANY_WORDS)}"
_COMPANY_AFTER = rf"[\s,.)–-]{{1,4}}{any_of(_COMPANY_WORDS)}"

# „Wspólnota …, NIP 729…, REGON”: another number of the same company.
_OTHER_NUMBER = (
    r"(?<!\w)(?i:nip|regon|krs)[\s:]{1,2}[\d-][\d -]{7,17}\d[\s,;.)]{1,3}"
    r"(?i:nip|regon|krs)?[\s:]{0,2}$"
)

# „Dziękuję restauracji, mój NIP to …”: the writer's own, whatever stands before it.
_OWN_NUMBER = (
    r"(?<!\w)(?i:m[óo]j(?:ego|emu|im)?|moje(?:go|mu)?)\s(?:(?i:nr|numer)\s)?(?i:nip|regon)"
    r"\w{0,3}(?:\s(?i:to|jest))?[\s:]{1,3}$"
    # „Poproszę o fakturę: Jan Zet „Auto-Serwis”, NIP …”: for whom it is to be.
    r"|(?<!\w)(?i:po)?(?i:prosz[ęe]|prosimy)\so\s(?i:faktur\w{1,2})[\s:]{1,3}"
    r"(?:[^\W\d_a-ząćęłńóśźż][^\W\d_]+\s){2}[„\"]"
)

# „Spółdzielnia Mieszkaniowa … zgłasza”: a body that writes of itself.
_WRITES_AS_A_BODY = (
    rf"{any_of(_COMPANY_WORDS)}"
    r"(?:\s(?:[^\W\d_a-ząćęłńóśźż][\w-]*+|[„\"][^”\"\n]{1,40}[”\"]|we?)){1,8}\s(?:uprzejmie\s)?"
    r"(?i:zg[łl]asza|prosi|wnosi|informuje|sk[łl]ada|zwraca\ssi[ęe]|zawiadamia)(?!\w)"
)
_MINE = r"(?<!\w)(?i:m[óo]j\w*|moj\w+)(?!\w)"
# „Piekarnia … / ul. Długa 5 / NIP”: a line of a letterhead.
_NOTHING_ELSE = r"\s*(?i:nip|regon)?[\s:]{0,3}"
_TELEPHONE_LINE = r"\s*(?i:tel|telefon|faks|fax|centrala)\.?[\s:]{0,2}(?:\(|\+48\s?)?"
_POSTCODE = r"(?<!\d)\d\d-\d{3}(?!\d)"
_LETTERHEAD = 3
_LETTERHEAD_REACH = 200

# ── Telephones and accounts ──

# „tel. służb. MOPS”: an office's, and not a person's.
_OF_AN_OFFICE = (
    r"(?<!\w)(?i:tel|telefon\w{0,2}|nr|numer|kom)\.?\s(?i:s[łl]u[żz]b\w*)\.?,?\s(?:w\s|do\s)?"
    r"(?:[A-ZŻŁÓ][A-Za-zżłó]?[A-ZŻŁÓ]{1,5}(?:-?u)?|(?i:stra[żz]y\smiejskiej|policji|urz[ęe]du"
    r"|sp[óo][łl]dzielni|o[śs]rodka|przychodni|szko[łl]y|zak[łl]adu))[\s:,-]{1,3}$"
)
# „Dyżurny ZDiT, tel. 42 …”, „kasa: 42 …”, „inspektor Jan Kos (tel. 42 …)”: at work.
_AT_WORK = any_of("""
    dyżurn* inspektor* referent* naczelni* dyrektor* kierowni* sekretar* dyspozytor* rzeczni*
    kas(a|y|ie|ę) infolini* zarząd wydział* referat* biur* urzęd* urząd* administracj*
    recepcj* rejestracj*
    przychodni* szpital* szkoł* szkol* przedszkol* redakcj* spółdzieln* salon* sklep* aptek* firm*
    zakład* hotel* serwis* warsztat* bibliotek* muze* teatr* pogotowi* straż* komisariat* parafi*
    portierni* ochron(a|y|ie) stacj(a|i|ę|ą) kultury mops zdit zwik zzm zim mpk sanepid*
    fundacj* restauracj* zlm usc dps kancelari* ośrod* centrum poradni* cmentarz* basen* wspólnot*
    piekarni* kawiarni* schronisk* delegatur* sąd* zarządc* rejon(u|ie)?_obsługi
""")
_ROLE = (
    r"inspektor\w{0,3}|referent\w{0,3}|naczelni\w{1,3}|dyrektor\w{0,3}|kierowni\w{1,4}"
    r"|sekretar\w{1,4}"
    r"|dyspozytor\w{0,3}|rzeczni\w{1,4}|dy[żz]urn\w{1,3}|prokurent\w{0,3}|urz[ęe]dni\w{1,4}"
)
_NOT_AT_WORK = (
    r"(?:(?:mi|ja|my|nami?|na|pod|ul|zam)(?!\w)"
    r"|(?:m[óo]j|moj|mnie|domow|prywatn|zamiesz|mieszka|lokator|emeryt|dzwo|zadzwo|oddzwo"
    r"|kontakt|odpow|odpis|pros[zi]|podaj|niech|c[óo]rk|syn|m[ąa][żz]|[żz]on|pracow|sw[óo]j"
    r"|poda[łlj]|zostaw)\w*)"
)
_LANDLINE_OF_A_BODY = (
    rf"(?<!\w)(?:{_AT_WORK}(?:\s(?!(?i:{_NOT_AT_WORK})(?!\w))[\w„”\"&-]{{1,20}}+){{0,4}}"
    r"(?:[\s,;(–-]{1,3}(?i:nip|regon)[\s:]{1,2}[\d-]{9,14})?|"
    rf"(?i:{_ROLE})\s{REDACTED})"
    r"(?:\s?:\s?|[\s,;(–-]{1,4}(?:(?i:tel|telefon|nr|numer|centrala|faks"
    r"|fax)(?!\w)\.?[\s:]{0,2}){1,2})$"
    r"|(?<!\w)(?i:sekretariat|centrala|recepcja|portiernia|dyspozytornia|infolinia)\s$"
)
# „Tel. firmy 42 …”.
_OF_A_FIRM = (
    r"(?<!\w)(?i:tel|telefon\w{0,2}|nr|numer)\.?\s(?i:do\s)?(?i:firmy|zak[łl]adu|sp[óo][łl]ki"
    r"|wykonawcy|warsztatu|sklepu|przedsi[ęe]biorstwa|dewelopera|zarz[ąa]dcy|hurtowni|serwisu)"
    r"(?:\s[^\W\d_a-ząćęłńóśźż]\w+){0,2}\s?:?\s$"
)
# „Nr do ZWiK 42 …”, „dzwoniła do schroniska 42 …”, „pod numerem z tablicy 42 …”; not what the
# writer wants called, and not after a comma, where it may be the caller's.
_PUBLIC_BODY = any_of("""
    urzęd(u|em|zie)? wydzia(łu|le) zarządu straży policji pogotowia komisariatu schroniska
    przychodni szpitala szpitalu spółdzielni administracji delegatury delegaturze sądu
    mops(-?u)? zdit(-?u)? zwik(-?u)? zzm zim zlm
    kasy ochrony portierni recepcji rejestracji sekretariatu poradni kancelarii ośrodka centrum
    biura mpk usc zus pup sanepidu wspólnoty nadzoru toz(-?u)? infolinii serwisu szkoły przedszkola
""")
# „Do spółdzielni z numeru 42 …” is somebody's.
_LEADS_AWAY = (
    r"ze?|i|a|oraz|lub|albo|bo|gdzie|[żz]e|o|od|nr|numer\w*|tel\w*|pan\w*|ma|mam|w|dla\smnie"
)
_WORDS_OF_A_BODY = (
    rf"(?:\s(?!(?i:{_NOT_AT_WORK}|{_LEADS_AWAY})(?!\w))[\w-]{{1,20}}+){{0,3}}\s?:?\s$"
)
_CALLED = (
    r"(?:(?:za)?(?:dzwoni|telefonowa)(?:[łl]\w{0,4}|no|ono)|(?:prze|s)kierowa[łn]\w{0,4}"
    r"|odes[łl]a\w{1,4})(?:\s(?:te[żz]|tak[żz]e|ju[żz]|wczoraj|dzi[śs]|nawet)){0,2}"
    # Whoever called the office may be told by the number.
    r"\sdo\s(?!urz[ęe]d|infolini)"
)
_PRINTED_ON = (
    r"tablic[yę]|tabliczk?[ice]{1,2}|ulot(?:ki|ce)|szyld(?:u|zie)|stron(?:y|ie)(?:\sinternetowej)?"
    r"|faktur(?:y|ze)|wezwani[au]|naklej(?:ki|ce)"
)
_NUMBER_OF_A_BODY = (
    r"(?<!\w)(?i:(?:nr|numer\w{0,3}|telefon\w{0,2}|tel\.?|kontakt)\s(?:tel\.\s|telefonu\s)?"
    # „Numer do zapisów w urzędzie”.
    rf"do\s(?:(?:zapis|rejestr|um[óo]wi|punkt|biur|spraw|informac)\w*\s(?:we?|do|na)\s)?|{_CALLED})"
    rf"{_PUBLIC_BODY}{_WORDS_OF_A_BODY}"
    r"|(?<!\w)(?i:nr|numer\w{0,3}|telefon\w{0,3})\s(?i:podan\w{1,3}\s)?(?i:ze?|na)\s"
    rf"(?i:{_PRINTED_ON})(?:\s(?i:budowy|informacyjnej|urz[ęe]du|miasta|inwestycji))?\s?:?\s$"
)
# „Telefon do sekretariatu, 42 …, od rana zajęty”: what is said of it leaves no doubt.
_NUMBER_TO_A_BODY = (
    r"(?i:nr|numer|telefon|tel\.?)\s(?i:tel\.\s|telefonu\s|kontaktowy\s)?(?i:do)\s"
    rf"{_PUBLIC_BODY}(?:\s(?!(?i:{_NOT_AT_WORK}|{_LEADS_AWAY})(?!\w))[\w-]{{1,20}}+){{0,4}}"
    r"(?:,|\s?[(–-]|\s(?i:czyli|to))\s?$"
)
_DOES_NOT_ANSWER = (
    r"\)?,?\s(?:[–-]\s)?(?:(?i:jest|od\s\w+|stale|ci[ąa]gle|wci[ąa][żz]|wiecznie|wczoraj"
    r"|ca[łl]y\sczas|dzi[śs]|dzisiaj|zawsze|znowu|te[żz]|po\sprostu|w\sog[óo]le|non\sstop)\s){0,3}"
    r"(?i:nikt|nikogo|cisza|zaj[ęe]t|nie\s(?:odbiera|odpowiada|dzia[łl]a)|milcz|g[łl]uch"
    r"|sekretarka|automat|b[łl][ęe]dny|niew[łl]a[śs]ciw|nieaktual|nieczynn)"
)
# „Proszę o telefon do biura 42 …”: where the writer works.
_TO_BE_CALLED = (
    r"(?<!\w)(?i:prosz|kontakt|m[óo]j|moj|mnie|oddzwo|poda[łlj]|zostaw|odpow|zg[łl]asza)\w*+"
    r"(?:[^.!?\n]|(?<=tel)\.|(?<=nr)\.)*$"
)
_TOLD = r"(?<!\w)(?i:poda[łl][ae]m)\s(?:\w+\s)?(?i:nr|numer|tel)"
_OF_A_PERSON_ASKING = r"(?<!\w)(?i:prosz|m[óo]j|moj|mnie|oddzwo|zostaw|odpow|pracuj|s[ąa]siad)\w*+"
# „Na konto urzędu 28 …”: an office's, and not to which it is to pay.
_ACCOUNT_OF_A_BODY = (
    r"(?<!\w)(?i:kont(?:o|a|em|u)|rachun(?:ek|ku|kiem)|nrb)\s(?i:bankow\w{1,3}\s)?"
    r"(?:(?i:urz[ęe]du|miasta|gminy|wydzia[łl]u|zarz[ąa]du|sp[óo][łl]dzielni|wsp[óo]lnoty"
    rf"|szko[łl]y|s[ąa]du|fundacji|przedszkola|skarbowego)|{ABBREVIATION})(?!\w)"
    rf"(?:-[^\W\d_]{{1,20}})?(?:\s(?!(?i:{_NOT_AT_WORK}|zwr[óo]\w*|do"
    rf"|{_LEADS_AWAY})(?!\w))[^\W\d_]{{1,20}}+){{0,4}}"
    r"(?:\s?:\s?|\s(?i:nr|numer)\.?:?\s|\s)(?:PL\s?)?$"
)


# „Do Schroniska dla Zwierząt, ul. Marmurowa 4, tel. 42 …”: and not what somebody lives beside.
_BEHIND_ITS_ADDRESS = (
    rf"(?:^|[.!?:;\n(]\s?|(?<!\w)(?i:do)\s){_AT_WORK}"
    # Words of its name, and not what it does.
    r"(?:\s(?:dla|im\.|nr|[A-ZĆŁŚŻ„\"\d][\w”\"&-]{0,20}+)){0,4}"
    r",\s(?:(?:ul|al|pl|os)\.|ulica)\s[^,;.\n]{3,30}\s\d{1,4}(?:/\d{1,3})?[a-z]?"
    r"(?:,\s\d\d-\d{3}\s[^\W\d_]+)?,\s(?i:tel|telefon|centrala)\.?:?\s$"
)
# „W kancelarii pod numerem 42 …”, „dodzwonić się do MOPS na 42 …”.
_AT_A_NUMBER = (
    r"(?:pod|na)\s(?:(?:ten\s|tym\s|(?:poda|wskaza)nym?\s)?"
    r"(?:nr|numer\w{0,3}|tel|telefon\w{0,3})\.?[\s:]{1,2})?"
)
_VERB = r"(?-i:[a-ząćęłńóśźż]+(?:[łl][aoi]?|uje))"
_REACHED_AT = (
    rf"(?<!\w){_AT_WORK}(?:\s(?!(?i:{_NOT_AT_WORK}|{_VERB})(?!\w))[\w„”\"&-]{{1,20}}+){{0,4}}"
    rf"\s(?i:{_AT_A_NUMBER}(?:\(|\+48\s?)?|z\s(?:{_PRINTED_ON})\s)$"
)
# „Infolinia ZWiK 42 …”: the office itself, and not what somebody called or works at.
_ITSELF = (
    r"(?<!\w)(?i:sekretariat|centrala|recepcja|portiernia|dyspozytornia|infolini[aęąi]|rejestracja"
    r"|kancelaria|dy[żz]urk?[anyi]{1,2}|kasa|administracja|pogotowie|schronisko|call\scenter"
    r"|(?:numer|telefon)\s(?:alarmowy|dy[żz]urny|interwencyjny|ca[łl]odobowy)"
    r"|stra[żz]\smiejska|biuro|punkt\sinformacyjny|spó[łl]dzielnia|przychodnia|urz[ąa]d|serwis)"
    rf"(?:\s(?!(?i:{_NOT_AT_WORK}|{_LEADS_AWAY}|{_VERB})(?!\w))[\w„”\"&.-]{{1,20}}+){{0,4}}"
    r"\s\(?(?:\+48\s?)?$"
)
# „Pod numerem 42 … do ZWiK”, „pod 42 … nikt nie odbiera”: what stands after the number.
_CALLED_AT = rf"(?<!\w)(?i:(?P<at>{_AT_A_NUMBER}(?:\(|\+48\s?)?)|(?:nr|numer|telefon)\s\(?)$"
_TO_A_BODY = rf"\s?(?:\(|(?i:do|w)\s){_PUBLIC_BODY}"
_UNANSWERED = (
    r"\s?(?:nikt|nikogo|cisza|zaj[ęe]t|ci[ąa]gle\szaj|wci[ąa][żz]\szaj|nie\s(?:odbiera|odpowiada"
    r"|dzia[łl]a|spos[óo]b)|automat|g[łl]uch|milcz|sekretarka|czeka"
    r"|(?:zg[łl]asza|w[łl][ąa]cza)\ssi[ęe]\s(?:automat|sekretarka|poczta))"
)
# „Dzwoniłam na 42 …, ale włącza się poczta”: who is called so is no person, unless it is said.
_I_CALLED = (
    r"(?<!\w)(?i:(?:(?:za|do)?dzwoni|telefonowa)(?:[łl][ae]m|li[śs]my|[łl]y[śs]my)(?:\ssi[ęe])?)"
    r"(?:\s(?i:wczoraj|dzi[śs]|dzisiaj|ju[żz]|te[żz]|rano|dwa|trzy|kilka|par[ęe]|razy)){0,3}"
    rf"\s(?i:{_AT_A_NUMBER}(?:\(|\+48\s?)?|na\sinfolini[ęe]\s)$"
)
# „Numer 42 …, pod którym zgłasza się faks”.
_FAX_AFTER = r",?\spod\skt[óo]rym\s(?:zg[łl]asza|w[łl][ąa]cza|odzywa)\ssi[ęe]\s(?:faks|fax|automat)"
_INFOLINE = r"(?i)infolini[ęe]\s$"
# „Kazali czekać”, „powiedziano mi”: nobody says so of a person.
_DOES_NOT_ANSWER_ME = (
    rf",?\s?(?:(?i:ale|i|lecz|niestety|a\stam|tam)\s){{0,2}}(?i:{_UNANSWERED}"
    r"|kazali|kazano|odes[łl]ali|odes[łl]ano|powiedzieli|powiedziano|poinformowano"
    r"|obiecali|obiecano|bez\sskutku|(?:dwa|trzy|kilka|par[ęe])\srazy\si\snic)"
)
# „Na stronie jest numer 42 …”.
_POSTED = (
    rf"(?<!\w)(?i:na|ze?)\s(?i:{_PRINTED_ON})"
    r"(?:\s(?i:urz[ęe]du|budowy|miasta|zarz[ąa]du|przystanku))?"
    r"\s(?i:jest|widnieje|podano|podaj[ąa]|podany\sjest|stoi|by[łl])\s(?:tylko\s)?"
    r"(?i:nr|numer|tel\.|telefon)\s?:?\s$"
)
_SOMEBODY_AFTER = (
    r"[^.!?\n]{0,80}?(?<!\w)(?i:s[ąa]siad|mam[ayęeąo](?!\w)|matk|ojc|tat[ay]|c[óo]rk|syn|m[ąa][żz]"
    r"|[żz]on|brat|siostr|babci|znajom|kole[gżz]|w[łl]a[śs]ciciel|lokator|pan[aiu]?(?!\w)|prosz"
    r"|oddzwo|kontakt|go\s|jej\s|ona(?!\w)|on(?!\w))"
)
# „Proszę dzwonić do biura, gdzie pracuję”: the writer's, or somebody's whom they know.
_OF_A_PERSON = (
    r"(?<!\w)(?i:m[óo]j|moj|mnie|mi(?!\w)|oddzwo|zostaw|poda[łlj]|kontakt|pracuj|pracow|jestem"
    r"|dzwoni[ćc]|zadzwo(?:[ńn]|ni[ćc])|s[ąa]siad"
    r"|prosz\w*\s(?:o\s)?(?:tel|kont|dzwo|oddzw|zadzw|odpo|odpis)"
    r"|lokator|znajom|c[óo]rk|syn(?!\w|\w*dyk)|m[ąa][żz](?!\w)|[żz]on|mam[ayęąo](?!\w)|ojc|brat"
    r"|siostr)\w*+(?:[^.!?\n]|(?<=tel)\.|(?<=nr)\.)*$"
)
# „Zawiadomiłem MPK (42 …)”.
_AFTER_ITS_LETTERS = rf"(?<!\w){ABBREVIATION}\s$"


def is_phone_of_a_body(text: str, start: int, end: int, *, is_landline: bool) -> bool:
    """Return whether the telephone from *start* to *end* is an office's or a company's."""
    left = text_before(text, start)
    if compiled(_OF_AN_OFFICE).search(left):
        return True
    if not is_landline:
        return False
    if text[start] == "(" and compiled(_AFTER_ITS_LETTERS).search(left):
        return True
    named = compiled(_BEHIND_ITS_ADDRESS).search(left)
    if named is not None and not compiled(_OF_A_PERSON).search(left[: named.start()]):
        return True
    if compiled(_LANDLINE_OF_A_BODY).search(left):
        return True
    *above, last = text_before(text, start, _LETTERHEAD_REACH).split("\n")
    if compiled(_TELEPHONE_LINE).fullmatch(last) and any(
        map(compiled(_POSTCODE).search, above[-1:])
    ):
        return _is_a_letterhead(above, _AT_WORK)
    if compiled(_OF_A_FIRM).search(left) and not compiled(_OF_A_PERSON).search(left):
        return True
    # „Podałem numer do …”: told, and not asked to be called.
    to_be_called = _TO_BE_CALLED if compiled(_TOLD).search(left) is None else _OF_A_PERSON_ASKING
    if compiled(_NUMBER_OF_A_BODY).search(left) and not compiled(to_be_called).search(left):
        return True
    if compiled(_NUMBER_TO_A_BODY).search(left) and compiled(_DOES_NOT_ANSWER).match(text, end):
        return compiled(_OF_A_PERSON_ASKING).search(left) is None
    return _is_where_offices_answer(text, left, end) or is_landline_of_a_firm(text, start, end)


def _is_where_offices_answer(text: str, left: str, end: int) -> bool:
    """Return whether the number between *left* and *end* is said to be an office's."""
    if (called := compiled(_I_CALLED).search(left)) is not None:
        left = left[: called.start()]
        is_somebodys = compiled(_SOMEBODY_AFTER).match(text, end) is not None
        is_unanswered = (
            compiled(_DOES_NOT_ANSWER_ME).match(text, end) is not None
            or compiled(_INFOLINE).search(called[0]) is not None
        )
        return is_unanswered and not is_somebodys and compiled(_OF_A_PERSON).search(left) is None
    if compiled(_POSTED).search(left) and compiled(_OF_A_PERSON).search(left) is None:
        return True
    if compiled(_FAX_AFTER).match(text, end):
        return compiled(_OF_A_PERSON).search(left) is None
    is_said = compiled(_ITSELF).search(left) or compiled(_REACHED_AT).search(left)
    if not is_said and (called := compiled(_CALLED_AT).search(left)):
        is_said = compiled(_TO_A_BODY).match(text, end)
        if called["at"] and not is_said:
            is_said = compiled(_UNANSWERED).match(text, end)
    return is_said is not None and compiled(_OF_A_PERSON).search(left) is None


def is_account_of_a_body(text: str, start: int) -> bool:
    """Return whether the account at *start* is said to be an office's."""
    return compiled(_ACCOUNT_OF_A_BODY).search(text_before(text, start)) is not None


_SAYS_SOMETHING = (
    r"(?i)(?<!\w)(?:nie|mnie|nas|mi|jest|s[ąa]|\w+(?:uje|uj[ąa]|aj[ąa]|[aiy][łl][aoiy]?))(?!\w)"
)


def _is_a_letterhead(lines: list[str], company: str = _COMPANY_BEFORE) -> bool:
    """Return whether the last of *lines*, in one block, begin with a company and its address."""
    for line in reversed(lines[-_LETTERHEAD:]):
        if not line.strip() or line.rstrip().endswith((".", "!", "?")):
            return False
        # „Szkoła obok mnie hałasuje” is a complaint, and heads no letter.
        if compiled(_SAYS_SOMETHING).search(line):
            return False
        if compiled(company).match(line):
            return True
    return False


def is_of_a_company(text: str, start: int, end: int) -> bool:
    """Return whether a word for a company stands before the number, or right after it."""
    left = text_before(text, start)
    if compiled(_OWN_NUMBER).search(left) is not None:
        return False
    if (other := compiled(_OTHER_NUMBER).search(left)) is not None:
        left = text_before(text, start - len(other[0]))
    left = left[left.rfind("\n") + 1 :]
    above = text_before(text, start, _LETTERHEAD_REACH).split("\n")[:-1]
    return (
        compiled(_COMPANY_BEFORE).search(left) is not None
        or (
            compiled(_WRITES_AS_A_BODY).match(text) is not None
            and compiled(_MINE).search(text) is None
        )
        or (compiled(_NOTHING_ELSE).fullmatch(left) is not None and _is_a_letterhead(above))
        or compiled(_COMPANY_AFTER).match(text, end) is not None
    )
