"""Mailboxes of a function at a firm or an institution: whoever works there just then reads them."""

from lckm_core.redaction._dictionary import is_first_name, looks_like_a_surname
from lckm_core.redaction._firm_numbers import (
    BODY,
    BODY_IN_ANY_CASE,
    GOES_ON,
    SIGNED_BY_A_FIRM,
)
from lckm_core.redaction._patterns import compiled
from lckm_core.redaction._spans import REDACTED

# What no sole trader calls a mailbox.
_FUNCTION_OF_A_BODY = (
    r"(?:e?bok|pogotowie|sekretariat|infolinia|awari[ae]|alarm|dyspozytor(?:nia|zy)?|dyspozycja"
    r"|dy[zż]urn[yai]|zg[lł]oszeni[ae]|interwencj[ae]|usterki|reklamacj[ae]|skargi|windykacja"
    r"|rodo|iod|rzecznik|zarz[aą]d|dyrekcja|rada|portiernia|schronisko|redakcja|support"
    r"|help(?:desk)?|no-?reply|admin)"
)
# Whoever wants has a name under „lodz.pl”, so those of the city's units are named.
UNITS = r"wios|psse|pinb|zdit|zim|zlm|zzm|mpk|mpo|zwik|mops|mosir|usc|pup|zoo|strazmiejska|lckm"
_FUNCTION = (
    rf"(?:{_FUNCTION_OF_A_BODY}|{UNITS}|dok|pok|ekobok|kancelaria"
    r"|biuro|biuroobslugi\w*|kontakt|info"
    r"|informacj[ae]|serwis(?:24)?|zglos|wnioski|administracj[ae]|administrator"
    r"|obs[lł]uga(?:klient\w)?|klient|recepcja|rejestracja|ksi[eę]gowo[sś][cć]|kadry|sprzeda[zż]"
    r"|marketing|rekrutacja|poczta|office|contact|pomoc|hello|sklep|zam[oó]wienia|rezerwacj[ae]"
    r"|faktury|prasa|dyrektor|szkola|parafia|wsp[oó]lnota|sp[oó][lł]dzielnia|o[sś]wietlenie|drogi"
    r"|ziele[nń]|transport|logistyka|techniczny|techniczna|dzial\w*|oddzia[lł]|filia|rejon\d*"
    r"|ochrona|monitoring|parking|adopcje|(?:sp|lo|pm|zs|zso|zsp|sm|wm|tbs|zgm)\d*|sales|service"
    r"|sponsor\w*|przetargi|inwestycje|archiwum|czytelnia|kasa|bilety|lodz|[lł][oó]d[zź]"
    r"|akcja\w*|organizacja|ruch|zima|kanalizacja|wodoci[aą]gi|odpady|wycinka|[sś]rodowisko)"
)
_MAILBOX = (
    rf"(?i)(?P<function>{_FUNCTION})(?P<more>(?:[._-]?\d{{1,4}}"
    r"|[._-][a-ząćęłńóśźż]{1,20}){0,3})"
    r"@(?P<domain>[\w-]++(?:\.[\w-]++){1,4})"
)
# Everybody has a mailbox there.
_OF_EVERYBODY = (
    r"(?i)(?:g?mail|gmial|googlemail|wp|o2|onet|op|vp|interia|interiowy|poczta|tlen|gazeta"
    r"|buziaczek|yahoo|hotmail|outlook|live|icloud|me|proton(?:mail)?|int|autograf|spoko|go2"
    r"|amorki|email|neostrada|orange|prokonto|inetia|upcpoczta|toya|yandex|web|zoho|tuta(?:nota)?"
    r"|fastmail|plusnet|seznam|example|student|home|windowslive|msn|aol|gmx|ukr|i"
    r"|(?:pro|vip)\.onet)\."
)
_OF_THE_CITY = rf"(?i)(?:(?:[\w-]++\.)?uml|{UNITS})\.lodz\.pl"
# Of public bodies, and of those who supply the city.
_PUBLIC_DOMAIN = (
    r"(?i)(?:(?:um|ug|umig)\.\w++\.pl|[\w.-]*\.(?:gov|edu|mil|org)\.pl"
    r"|[\w-]*(?:spoldziel|wspolnot|zarzadc|administrac|pogotowi|energ|wodociag|veolia|dystrybuc|pge"
    r"|innogy|vectra|netia|stroer|bolt|mpk|zwik|schronisk|szkola|przedszkol|parafi|szpital"
    r"|przychodni|radio|telewiz|ubezpiecz|bank)[\w-]*\.[\w.-]++)"
)
# „Od: biuro@…” of mail that is passed on.
_PASSED_ON = r"(?:^|\n)(?i:od|from|do|to):[^\S\n]{0,2}$"
# „Zarządca, biuro@…”: a word for a firm or an institution in the sentence.
_BODY_WRITTEN_TO = (
    rf"(?<!\w)(?:{BODY}|{BODY_IN_ANY_CASE}|(?i:szko[łl]\w{{1,2}}|przedszkol\w{{1,3}}"
    r"|przychodni\w?|wsp[óo]lnot\w{1,2}|hotel\w{0,2}|sklep\w{0,2}|hurtowni\w?|deweloper\w{0,2}"
    r"|inwestor\w{0,2}|redakcj\w|fundacj\w|ubezpieczyciel\w{0,2}))(?!\w)[^!?\n@]{0,60}$"
)
# „Biuro Piekarni Kłosek s.c. / tel. 42 …, biuro@…”: in a firm's signature.
_UNDER_A_BODY = (
    rf"(?:{SIGNED_BY_A_FIRM}|(?:^|\n){BODY}(?:[^\S\n][A-ZĆŁŚŻ]\w+){{1,4}}\n)[^\n@]{{0,40}}$"
)
_RELATIVE = r"(?:m[ęe][żz]a|[żz]ony|mamy|taty|syna|c[óo]rki|brata|siostry|matki|ojca)"
_OWN_MAILBOX = (
    r"(?:(?<!\w)(?i:(?:m[óo]j|moj[aeąi]\w{0,2}|nasz\w{0,3})(?!\w)|do\smnie|mnie\sna|ze\smn[ąa]"
    r"|nazywam|jestem|pisz[ęe]|piszcie|czekam\sna|wy[śs]lij|(?:za|po)wiad[ao]m\w{3,6}"
    r"|zg[łl]aszaj[ąa]c\w{1,3}|wnioskodawc\w|odpowied[źz]\w{0,2}|odpisz\w{0,4}"
    r"|odpisa[ćc]|korespondenc\w{1,2}|zwrotn\w{1,3}"
    rf"|kontakt(?:em)?(?:\sdo\s(?:mnie|nas|{_RELATIVE}))?:"
    rf"|{_RELATIVE}(?!\w)|pracuj\w{{1,3}}(?!\w)"
    r"|(?:prosz[ęe]|prosimy)\s(?:o\s)?(?:kontakt|odp|pisa|wys[łl]|przes[łl]|info))[^.!?\n@]{0,60}"
    rf"|{REDACTED}[\s,;:|(–-]{{1,4}}(?:(?i:e-?mail|mail|kontakt|adres)[\s:]{{1,2}})?)$"
)
_AND_A_NUMBER = (
    r"[\s,;]{1,2}(?:(?i:lub|albo|i|oraz|tel|telefon|kom)\.?:?\s){0,2}(?:\+48\s?)?[4-8]\d\d"
)
_REACH = 80


def is_mailbox_of_a_function(text: str, start: int, address: str) -> bool:
    """Return whether the e-mail *address* at *start* is a firm's or an institution's.

    Its first part is a function that only a body has, its domain is a public body's, or the text
    speaks of a firm. The mailbox of anybody else may be a sole trader's own.
    """
    mailbox = compiled(_MAILBOX).fullmatch(address)
    if mailbox is None or compiled(_OF_EVERYBODY).match(mailbox["domain"]):
        return False
    is_of_the_city = compiled(_OF_THE_CITY).fullmatch(mailbox["domain"]) is not None
    # „strazmiejska” ends as surnames do.
    host = "" if is_of_the_city else mailbox["domain"].split(".")[0]
    words = [
        word.strip("0123456789")
        for part in (mailbox["more"], host)
        for word in part.replace("_", ".").replace("-", ".").split(".")
    ]
    if any(len(word) > 2 and (is_first_name(word) or looks_like_a_surname(word)) for word in words):
        return False
    if is_of_the_city:
        return True
    left, end = text[max(0, start - _REACH) : start], start + len(address)
    # „Kontakt biuro@… lub 601 …”: of whoever wants to be reached.
    if compiled(_OWN_MAILBOX).search(left) or compiled(_AND_A_NUMBER).match(text, end):
        return False
    return (
        compiled(rf"(?i){_FUNCTION_OF_A_BODY}").fullmatch(mailbox["function"]) is not None
        or compiled(_PUBLIC_DOMAIN).fullmatch(mailbox["domain"]) is not None
        or any(
            compiled(pattern).search(left)
            for pattern in (_PASSED_ON, _BODY_WRITTEN_TO, _UNDER_A_BODY)
        )
        or compiled(GOES_ON).match(text, end) is not None
    )
