"""Landlines and mailboxes right beside the name of a firm or an institution: nobody's."""

import re

from lckm_core.redaction._dictionary import is_first_name, looks_like_a_surname
from lckm_core.redaction._patterns import any_of, compiled, text_before
from lckm_core.redaction._spans import REDACTED

# ── Landlines ──

# Whoever supplies, repairs or manages; each of them has a number for everybody.
_BODY = any_of("""
    pogotowi* infolini* operator* dostawc* gestor* zarządc* administrac* wykonawc* podwykonawc*
    spółdziel* wspólnot* firm(a|y|ę|ą|ie)? spółk(a|i|ę|ą) zakład* przedsiębiorstw* serwis(u|em|ie)?
    wodociąg* gazowni* ciepłowni* elektrowni* energetyk(a|i|ę|ą) kanalizac* dyspozytor* dyżurn*
    konserwator* sanepid* pge veoli* orange netia netii toya toyi t-mobile pgnig otis schindler kone
    ams stroer
    pkp pks gddkia psg poczt(a|y|ę|ą) telekomunikac* deweloper* inwestor* komend* komisariat*
    straż(y|ą)? policj(a|i|ę|ą) urząd* urzęd* wydział* sekretariat* kancelari* biur(o|a|u|em|ze)
    szkoł(a|y|ę|ą) szkole przedszkol* żłob* przychodni* szpital* poradni* parafi* bibliotek*
    muze* teatr* schronisk* ośrod* centrum inspektorat* nadzor* kuratorium sąd(u|em|zie)?
    zdit zwik zzm zim zlm mpk mops mosir usc pup zus nfz gios wios psse pinb rpwik kas(a|y|ę|ie)
    hotel* restaurac* sklep(u|em|ie)? aptek* hurtowni* redakc* fundac* stowarzysz* ochron(a|y|ę|ą)
    portierni* recepc* rejestrac* warsztat(u|em)? myjni* stac(ja|ji|ję|ją|jo) bank(u|iem)?
    oddzia(ł|łu|łem|le) zarząd(u|em|zie)? delegatur* referat* rad(a|y)_(miejsk|osiedl|miasta)*
    dystrybuc* parking* lombard* stadnin* basen* lini(a|ę)_alarmow(a|ą)
    numer_(alarmow|interwencyjn|dyżurn)(y|ego)
""")
_LEGAL_FORM = (
    r"(?<!\w)(?i:sp\.?\s?z\s?o\.?\s?o\.?|s\.\s?[ac]\.?|sp\.\s?[jk]\.|sp[óo][łl]ka\s\w{3,10})"
)
_PRINTED_ON = (
    r"(?:tablic(?!\w{0,2}\sog[łl])|tabliczk|tabliczc|ulot|szyld|stron|faktur|wezwani|naklej|plakat"
    r"|baner|kontener"
    r"|pojemnik|rachunk|ogrodzeni|wiat|wizyt[óo]w|drzwi|skrzynk|szafk|umow|pisma|pi[śs]mie)\w{0,5}"
)
_NOT_ITS_OWN = (
    r"(?:mi|mnie|mn[ąa]|ja|my|nami?|m[óo]j\w{0,3}|moj\w{1,3}|nasz\w{0,3}|kontakt\w{0,4}"
    r"|prosz\w{1,3}|prosi(?:my)?|wie|wiedz[ąa]"
    r"|dzwoni\w{0,4}|zadzwo\w{1,4}|oddzwo\w{1,4}|domow\w{1,3}|prywatn\w{1,3}|s[ąa]siad\w{0,3}"
    r"|pracuj\w{1,3}|jestem|ale|a|zostawi\w{1,3}|poda[łlj]\w{0,4}|numeru|na|pod|do|nie"
    # What a firm did is no part of its name.
    r"|(?!osiedla)(?-i:[a-ząćęłńóśźż]+(?:[łl][aoi]?|uje)))"
)
_WORD = rf"(?!(?i:{_NOT_ITS_OWN})(?!\w))(?:\w{{1,3}}\.(?:\w{{1,3}}\.)?|[\w„”\"&’'-]{{1,24}}+)"
_TEL = r"(?:(?i:tel|telefon|nr|numer|infolinia|centrala|faks|fax)(?!\w)\.?[\s:]{0,2}){0,2}"
_GAP = rf"(?:\s?[,;:(–-]\s?|\s){_TEL}\(?(?:\+48\s?)?$"
# „PGE Dystrybucja, 42 …”, „„Lift-Tech”, 42 …”, „AMS z naklejki, 42 …”.
_BEFORE = (
    rf"(?:(?<!\w){_BODY}(?:,?\s{_WORD}){{0,5}}"
    # „Firma z naklejki na wiacie, AMS, 22 …”.
    rf"|(?<!\w)(?i:ze?|na"
    rf"|od)\s(?i:{_PRINTED_ON})(?:\s(?i:na)\s[a-ząćęłńóśźż]{{4,14}})?(?:[,:]?\s{_WORD}){{0,5}}"
    # „Na boku numer 41 …, Wtórpol”.
    r"|(?<!\w)(?i:na)\s(?i:boku|burcie|obudowie|klapie|pokrywie|dachu|masce|plandece)"
    r"(?:\s(?i:jest|widnieje|ma|podany|podano))?"
    rf"|[„\"][^„”\"\n]{{2,40}}[”\"](?:\s{_WORD}){{0,3}}|{_LEGAL_FORM}(?:\s{_WORD}){{0,3}}),?"
    rf"{_GAP}"
)
# „42 … (pogotowie energetyczne)”, „42 … to infolinia”.
_AFTER = (
    rf"(?:\s?[(–-]\s?|,?\s(?i:to|czyli|nale[żz]y\sdo)\s(?:(?i:numer|nr|telefon|infolinia)\s"
    rf"(?:do\s)?)?){_BODY}"
    # „42 … – administracja nie odpowiada” is said under the writer's own number.
    rf"(?:\s(?!ma\s|musi|powin){_WORD}){{0,3}}\s?(?:[),.;\n]|$)"
)
# Whose call it was, or who wants to be called.
_SOMEBODY = (
    r"(?<!\w)(?i:(?:za|do|od)?dzwoni(?:[łl]a?)?|dzwoni[ąa]c\w{1,2}|zg[łl]asza(?:j[ąa]c\w{1,3})?"
    r"|zg[łl]osi[łl]a?"
    r"|interesant\w{0,3}|petent\w{0,3}|mieszkan(?:iec|ka)|lokator\w{0,3}|prosi|rozm[óo]wc\w"
    r"|pracowni(?:k|ca|czka)|le[żz][ęey]\w{0,2}|m[óo]j\w{0,3}|moj\w{1,3}|mnie|mn[ąa]|mi"
    r"|oddzwo\w{1,4}|zostaw\w{1,4}"
    r"|(?<!nie\s)poda[łlj]\w{0,4}|kontakt\w{0,4}|pracuj\w{1,3}|jestem|s[ąa]siad\w{0,3}"
    r"|znajom\w{1,3}"
    r"|c[óo]rk\w{1,2}|syn(?:a|em|owi)?|m[ąa][żz]|m[ęe][żz]\w{1,3}|[żz]on\w{1,2}|mam[ayęąo]"
    r"|brat(?:a|em)?|siostr\w|dozorc\w|prosz[ęe]|prosimy|dzwoni[ćc]|zadzwoni[ćc])"
    r"(?!\w)(?:[^.!?\n]|(?<=\w\w)\.(?=\s[a-z0-9])|(?<=tel)\.|(?<=nr)\.|(?<=\.[acoj])\.|(?<=sp)\.)*$"
)
_SOMEBODY_AFTER = (
    r"[^.!?\n]{0,30}?(?<!\w)(?i:pracy|[żz]ony|m[ęe][żz]a|c[óo]rki|syna|mamy|taty|ojca"
    r"|prosi[ćc])(?!\w)|"
    r"\s[A-ZĆŁŚŻ][a-ząćęłńóśźż]+(?:\s[A-ZĆŁŚŻ][a-ząćęłńóśźż]+)?[.!]?\s*$"
    r"|[^.!?\n]{0,60}?(?<!\w)(?i:prosi|prosz[ęe]|oddzwo\w+|kontakt\w*|do\smnie|do\sc[óo]rki"
    r"|do\ssyna|do\sm[ęe][żz]a|do\smamy|mieszka\w*|zam\.|lat\s\d|pesel|prywatn\w+|domow\w+)(?!\w)"
)
# „Dziura przy szkole, 42 …”, „właściciel sklepu, 42 …”: where something happens, or who writes.
_CLAUSE_BEGINS = (
    r"(?:^|[.!?:;,(\n–—-]\s*|[„\"”]|(?<!\w)(?i:to|że|(?<=,\s)ze|i|a|ale|albo|lub|bo|oraz|wg"
    r"|wed[łl]ug"
    r"|dzwoni[łl][ae]m\s(?:te[żz]\s)?do|powiadomi(?:ono|[łl][ae]m)"
    r"|(?:przekaza|zg[łl]osz|zg[łl]osi|skierowa|odes[łl]a)(?:no|ono|n[aey]|[łl][ae]m)\sdo"
    r"|(?:na\s)?(?:stronie|numer\w{0,2}|tel\w{0,7}|infolini\w)(?:\sdo)?)\s"
    r"|(?<!\w)(?i:miejsk|[łl][óo]dzk|nasz|wasz|jaka[śs])[ae]?\s)$"
)
_REACH = 90


def is_landline_of_a_firm(text: str, start: int, end: int) -> bool:
    """Return whether a firm or an institution stands right beside the landline, as its own."""
    left = text_before(text, start, _REACH)
    before = compiled(_BEFORE).search(left)
    if before is None and compiled(_AFTER).match(text, end) is None:
        return False
    # „Spółdzielnia „Lokator”” is called so.
    said = left if before is None else left[: before.start()]
    if before is not None and not _is_its_own(text, start, before, said):
        return False
    return (
        compiled(_SOMEBODY).search(said) is None
        and compiled(_SOMEBODY_AFTER).match(text, end) is None
    )


def _is_its_own(text: str, start: int, before: re.Match[str], said: str) -> bool:
    """Return whether the body found *before* the landline at *start* is who has the number.

    It begins a clause, and no name stands in its line before it.
    """
    head = text[: start - len(before[0])]
    is_somebodys = (
        compiled(rf"{REDACTED}[^.!?\n]{{0,40}}$").search(head[-_REACH:] + before[0]) is not None
    )
    begins = compiled(rf"{_CLAUSE_BEGINS}|(?<!\w){_BODY}(?:\s\w{{2,20}})?\s$")
    return not is_somebodys and begins.search(said) is not None


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
    r"(?i)(?:gmail|googlemail|wp|o2|onet|op|vp|interia|interiowy|poczta|tlen|gazeta|buziaczek"
    r"|yahoo|hotmail|outlook|live|icloud|me|proton(?:mail)?|int|autograf|spoko|go2|amorki|onet"
    r"|poczta\.onet|poczta\.fm|vip\.onet|mail|email|example|student|home|windowslive|msn|aol|gmx"
    r"|neostrada|prokonto|inetia|upcpoczta|plusnet|yandex|zoho|tuta(?:nota)?|fastmail|seznam|web"
    r"|gmial"
    r"|toya\.net|pro\.onet|ukr|i|mail\.example)\."
)
_OWN_MAILBOX = (
    r"(?:(?<!\w)(?i:(?:m[óo]j|moj[aeąi]\w{0,2}|nasz\w{0,3})\s(?:\w{1,12}\s){0,2}?(?:adres\w{0,3}"
    r"|e-?mail\w{0,2}|mail\w{0,2}|kontakt|skrzynk\w|poczt\w)"
    # „Mail męża: …”, „powiadomienia na …”, „piszcie na …”.
    r"|(?:e-?)?mail\w{0,2}\s(?:do\s)?(?:m[ęe][żz]a|[żz]ony|mamy|taty|syna|c[óo]rki"
    r"|s[ąa]siad\w{1,2}|babci"
    r"|brata|siostry|zg[łl]aszaj\w{3,5}|wnioskodawc\w|kole[żg]\w{1,4})"
    r"|kontakt\w{0,4}\sdo\s(?:m[ęe][żz]a|[żz]ony|mamy|taty|syna|c[óo]rki)|(?:za"
    r"|po)wiad[ao]m\w{3,6}\s(?:mnie\s)?na"
    r"|czekam\sna|odpisz\w{0,4}|piszcie|pisz[ęe]\sz|wy[śs]lij\w{0,3}|prze[śs]lij\w{0,3}"
    r"|daj(?:cie)?\szna[ćc]|jestem\s\w+(?:em|[ąa])(?=,)|dane\s(?:kontaktowe|do\sfaktury)"
    r"|do\smnie|ze\smn[ąa]|nazywam|odpowied[źz]\w{0,2}\s(?:prosz[ęe]|na(?!\w)|przes|kierow)"
    r"|odpisa[ćc]|korespondenc\w{1,2}|zwrotn\w{1,3}"
    r"|(?:prosz[ęe]|prosimy)\s(?:o\s)?(?:kontakt|odp|pisa|wys[łl]|przes[łl]|info))"
    r"[^.!?\n@]{0,60}"
    # „E-mail: …” as a line of a form.
    r"|(?:^|[\n.!?]\s{0,3})(?i:(?:adres\s)?(?:e-?mail|mail|kontakt)(?:\smailowy"
    r"|\sdo\spowiadomie[ńn])?)\s?:\s"
    rf"|{REDACTED}[\s,;:|(–-]{{1,4}}(?:(?i:e-?mail|mail|kontakt|adres)[\s:]{{1,2}})?)$"
)
_AND_A_NUMBER = (
    r"[\s,;]{1,2}(?:(?i:lub|albo|i|oraz|tel|telefon|kom)\.?:?\s){0,2}(?:\+48\s?)?[4-8]\d\d"
)


def is_mailbox_of_a_firm(text: str, start: int, address: str) -> bool:
    """Return whether the e-mail *address* at *start* is a firm's or an institution's.

    Its first part is a function, its domain is no provider's and no surname.
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
    # „Kontakt biuro@… lub 601 …”: of whoever wants to be reached.
    is_reached = compiled(_AND_A_NUMBER).match(text, start + len(address)) is not None
    return compiled(_OWN_MAILBOX).search(left) is None and not is_reached
