"""People told by the office they hold: their names stay."""

from lckm_core.redaction._functions import (
    ACTED,
    DEPUTY,
    DOES_AN_ACT,
    PRIVATE_BEFORE,
    holds_a_named_post,
)
from lckm_core.redaction._name_shapes import CAPITALISED, SMALL
from lckm_core.redaction._patterns import compiled, text_before

# Whoever holds one of these is known to all: the law protects the people, not the office.
_PUBLIC_OFFICE = (
    r"(?<!\w)(?i:(?:wice)?prezydent\w{0,3}|radn(?:y|a|ego|ej|emu|ym|[ąa]|i|ych)|pos(?:eł|ła|łem"
    r"|łowi"
    r"|łank\w{1,2})|europos\w+|senator\w{0,4}|(?:wice)?minist\w+|wojewod\w+|marszał\w+|burmistrz\w*"
    r"|premier\w{0,3}|papież\w{0,3}|król\w{0,3}"
    r"|przewodnicz[ąa]c\w{1,3}(?=\s(?:rady|zarz[ąa]du)\s(?:osiedl|miej|miasta|dzielni)))"
    r"(?:\s(?i:miasta|m\.|rady|zarz[ąa]du|miejskiej|dzielnicy|sejmu"
    r"|osiedla(?:\s(?-i:[A-ZĆŁŚŻ])[\w-]+(?=\span))?)){0,3}(?:\s(?:Łodzi"
    r"|Lodzi|RP))?(?:\s(?i:pan\w{0,2}|p\.))?\s$"
)
_HEAD = (
    r"(?i:(?:wice)?dyrektor\w{0,3}|naczelni\w{1,4}|kierowni\w{1,4}|komendan\w{1,4}|rzeczni\w{1,4}"
    r"|prezes\w{0,3})"
)
# „Kierownik MPK krzyczał na Jana Zet”: no longer the office's name.
_OTHER_THINGS = (
    r"na|o|za|od|[żz]e|bo|a|m[óo]j\w*|moj\w*|s[ąa]siad\w*|syn\w*|c[óo]rk\w*|m[ąęae][żz]\w*"
    r"|[żz]on\w*|to|\w+(?:[łŁ][aoAO]?|uje)|\w+[aiy]l[ao]?|jest|ma|m[óo]wi|zna|bije|pije|pali"
    r"|pozwala|krzyczy"
)
# „Dyrektor Zarządu Zieleni Miejskiej”, „Szanowny Panie Dyrektorze”: in office, and addressed so.
_OFFICE = (
    r"(?i:zarz[ąa]du|wydzia[łl]u|departamentu|biura|urz[ęe]du|oddzia[łl]u|dzia[łl]u|sekcji"
    r"|stra[żz]y|policji|mpk|mpo|mosir|zdit|zwik|zim|zzm|zlm|mops|usc|pup|dps|zus|referatu"
    r"|delegatury"
    r"|o[śs]rodka|centrum|rejonu|zespo[łl]u|zak[łl]adu\s(?:wodoci|gospodark)\w{2,4})(?!\w)"
)
_HEAD_OF_OFFICE = (
    rf"(?<!\w){_HEAD}\s(?:[A-ZŁŚ]\w+(?:ego|ej)\s)?{_OFFICE}"
    rf"(?:\s(?!(?:{_HEAD}|(?i:{_OTHER_THINGS}))(?!\w))[^\W\d_]{{1,20}}+){{0,5}}?"
    r",?\s(?:(?i:pan[aiu]?|panem|pani[ąa]|p\.)\s)?$"
    rf"|(?<!\w)(?i:pan\w{{0,2}}|p\.)\s(?:{_HEAD}|(?i:inspektor\w{{0,3}}|s[ęe]dzi\w{{0,2}}))\s$"
    rf"|(?<!\w){_HEAD}\s(?i:pan\w{{0,2}}|p\.)\s$"
    # „Naczelnik Oddziału ds. Dróg Osiedlowych p. Jan Zet”: its name has capitals.
    rf"|(?<!\w){_HEAD}\s(?:[A-ZŁŚ]\w+(?:ego|ej)\s)?{_OFFICE}"
    r"(?:\s(?:(?i:ds\.|do\sspraw|i|oraz)|[A-ZĆŁŚŻ][^\W\d_]+)){0,7}"
    r",?\s(?:pan|pani|p\.)\s$"
)

# „Szanowna Pani Prezydent, Pani Hanno Zet!”: addressed, so nobody else is meant.
_ADDRESSED_IN_OFFICE = (
    r"(?<!\w)(?i:pani\s(?:wice)?prezydent|panie\s(?:wice)?prezydencie|pani\sburmistrz"
    r"|panie\sburmistrzu),\s(?i:panie?)\s$"
)
_ADDRESS_ENDS = rf"{CAPITALISED}(?:\s{CAPITALISED}){{0,2}}\s?!"
_BODY_OF_THE_CITY = (
    r"(?:(?i:urz[ęe]d|zarz[ąa]d\w*\s(?:lokali|dr[óo]g|inwestycji|zieleni|gospodark)|wydzia[łl]"
    r"|zarz[ąa]d\w*\s(?:transportu|infrastruktur|nieruchomo\w{1,3}\smiasta|budynk|cmentarz|komunal)"
    r"|biur\w{1,3}\s(?:rady|prezydenta|obs[łl]ugi\s(?:mieszk|rady|prezyd)|architekta|promocji"
    r"|strategii|in[żz]yniera"
    r"|rzecznika|audytu|nadzoru\sw|bezpiecze|prawne|organizacyjn|egzekucji"
    r"|partycypacji|ds\.|do\sspraw|energetyki|funduszy|ewidencji|gospodark|zam[óo]wie)"
    r"|departament|delegatur|o[śs]rod|stra[żz]y?\smiejsk|komend"
    r"|centrum\s[śs]wiadcze|inspektorat|referat|zak[łl]ad\w*\swodoci[ąa]g"
    r"|oddzia[łl]\w*\s(?!bank|pko|nfz|firm|sklep|przedsz|szpital))\w*|MOPS\w*|ZDiT\w*|ZLM|ZIM"
    r"|ZZM|USC|PUP|UM[ŁL]|MPK|PINB|PSSE|WIO[ŚS]"
    r"|ZWiK\w*)(?!\w)"
)
# „W urzędzie skarżyłem się na kierownika Zet”: of whatever else.
_ABOUT = r"(?i:na|o|[żz]e|skar\w*|zg[łl]\w*|pracuj\w*|jestem)"
# „W Zarządzie Lokali Miejskich rozmawiałem z kierownikiem Zet”.
_HEAD_IN_A_BODY = (
    rf"(?<!\w)(?i:we?)\s{_BODY_OF_THE_CITY}"
    rf"(?:\s(?!{_ABOUT}(?!\w))[^\W\d_]{{1,20}}){{0,7}}?"
    rf"\s(?!(?i:prezes)){_HEAD}\s$"
)
_HEAD_REACH = 110
# „P. Anna Zet, pracownik socjalny MOPS”: the function and the body right after the name.
_SERVING = (
    rf"{CAPITALISED}(?:\s{CAPITALISED})?(?:,\s|\s\()(?:(?i:starsz\w{{1,3}}|m[łl]odsz\w{{1,3}}"
    r"|g[łl][óo]wn\w{1,3}|zast[ęe]pc\w{1,3})\s)?(?:(?i:pracowni(?:k|ka|kiem|czka|czki|czk[ęą])"
    r"\ssocjaln\w{1,3}|inspektor\w{0,3}|referent\w{0,3}|urz[ęe]dni\w{1,4})|" + _HEAD + ")"
    rf"(?:\s(?i:ze?|we?))?\s(?:(?i:dzia[łl]u|sekcji)\s\w+\s)?{_BODY_OF_THE_CITY}"
)
# „Inspektor Anna Zet z Wydziału Budynków”.
_FUNCTION_BEFORE = (
    rf"(?<!\w)(?:{_HEAD}|(?i:(?:pod)?inspektor\w{{0,3}}|referent\w{{0,3}}|specjalist\w{{1,3}}"
    r"|pracowni\w{1,4}\ssocjaln\w{1,3}|majst(?:er|ra|rem)|brygadzist\w{1,2}|dyspozytor\w{0,3}"
    r"|in[żz]ynier\w{0,3}(?:\s(?:ruchu|miasta))?|technolog\w{0,4}|administrator\w{0,3}"
    r"|mistrz\w{0,3}|stra[żz]ni(?:k|czka)))"
    r",?\s(?:(?i:pan\w{0,2}|p\.)\s)?$"
)
# A name was found there already, so it may be in small letters.
_NAMED = rf"(?:{CAPITALISED}(?:\s{CAPITALISED})?|{SMALL}(?:\s{SMALL})?)"
_OF_A_BODY = (
    rf"{_NAMED}(?:\s(?i:ze?)\s|,\s|\s\()"
    rf"(?:{_BODY_OF_THE_CITY}|(?i:zwik|zdit|mpk|mpo)(?!\w)|Urz[ąa]d(?!\w))"
)
# „Strażniczka Anna Zet przyjęła to o 12”: of the city's guards, unless it is a shop's.
_GUARD = r"(?<!\w)(?i:stra[żz]ni(?:k|czka))\s$"
_GUARDS = rf"{_NAMED}(?![^.!?\n]*(?i:sklep|bank|market|galeri|budow|ochron|biedron|lidl|magazyn))"
# „Prowadząca sprawę: Anna Zet, Wydział Budynków”.
_IN_A_SENTENCE = r"\w\.?,?[^\S\n]$"
_IN_CHARGE = (
    r"(?<!\w)(?i:prowadz[ąa]c[yae]\s(?:t[ęe]\s)?spraw[ęe]|spraw[ęe]\s(?:prowadzi(?:[łl]a?)?"
    r"|za[łl]atwia(?:[łl]a?)?)|osoba\sprowadz[ąa]ca)\s?:?\s(?:(?:pan|pani|p\.)\s)?$"
)
# „P. Anna Zet z Wydziału Budynków”: a bank and a housing association have departments, too.
_OF_A_NAMED_BODY = (
    rf"{_NAMED}\s(?i:ze?\s(?:(?:wydzia[łl]u|departamentu|oddzia[łl]u(?!\szdrowia)"
    r"|referatu|zarz[ąa]du|biura)\s(?:ds\.\s|do\sspraw\s)?(?:dr[óo]g|zieleni|lokali|budynk"
    r"|gospodark"
    r"|edukacj|eksploatac|handlu|zdrowia|ochrony|kszta[łl]towania|zarz[ąa]dzania|kultur|sportu"
    r"|urbanistyk|architekt|geodezj|inwestycj|infrastruktur|transportu|komunikacj|organizacyjn"
    r"|[śs]rodowisk|[śs]wiadcze|podatk|ewidencj|rewitalizacj|strategii|promocji|in[żz]yniera"
    r"|gospodarowania|rady\smiejsk|praw\sjazdy)"
    r"|(?:zieleni|stra[żz]y)\smiejskiej|zdit|zlm|zim|zzm|mops|mpk|zwik|usc|um[łl]))"
)
# „Pracownik MOPS, p. Anna Zet”.
_SERVANT_BEFORE = (
    r"(?<!\w)(?i:pracowni(?:k|ca|czka|kiem|cą)(?:\ssocjaln\w{1,3})?|inspektor\w{0,3}"
    r"|referent\w{0,3}|urz[ęe]dni(?:k|czka|kiem|czk[ąa]))"
    rf"\s(?:ze?\s)?{_BODY_OF_THE_CITY}(?:\s[A-ZĆŁŃÓŚŹŻ]\w+){{0,3}},?\s(?i:pan\w{{0,2}}|p\.)\s$"
)
# „Anna Zet / Zarząd Lokali Miejskich, inspektor”: under what an office passes on.
_POST = (
    rf"(?:{DEPUTY}\s(?i:dyrektora|naczelnika|naczelniczki|kierownika|kierowniczki"
    rf"|komendanta)(?!\w)|"
    r"(?i:(?:(?:g[łl][óo]wn|starsz|m[łl]odsz)\w\s)?(?:(?:pod)?inspektor\w{0,2}|referent\w{0,2}"
    r"|specjalist(?:a|ka)|kierowni(?:k|czka)|naczelni(?:k|czka)|dyrektor\w{0,2}|rzeczni(?:k|czka)"
    r"|sekretar(?:z|ka)|komendant|stra[żz]ni(?:k|czka)))(?!\w))"
)
_BODY_LINE = (
    rf"(?:(?:Miejski\w{{0,2}}|[ŁL][óo]dzki\w{{0,2}})\s)?(?:{_BODY_OF_THE_CITY}|Urz[ąa]d(?!\w))"
)
# „Urząd mnie zignorował, inspektor nie przyszedł” is what a resident writes.
_LINE_ENDS = r"[^\S\n]*(?:\n|$|[,;/]|tel)"
_ON_A_LINE = r"(?:^|\n)[^\S\n]*(?:(?i:mgr|in[żz]|dr)\.?\s){0,2}$"
# „Wydział Zarządzania Kryzysowego i Bezpieczeństwa”.
_ITS_NAME = r"(?:[^\S\n](?:[A-ZĆŁŚŻ][\w-]+|i|oraz|we?|ze?|ds\.|do[^\S\n]spraw)){0,8}"
_SIGNED_AT_WORK = (
    # „Anna Zet, inspektor, Wydział Edukacji”, „Anna Zet – kierownik, ZDiT” as a line.
    rf"{CAPITALISED}(?:[ ]{CAPITALISED}){{1,2}}(?:,|[ ][–-])[ ]{_POST}(?:,|[ ][–-])[ ]"
    rf"(?=[A-ZŁŚ]){_BODY_LINE}{_ITS_NAME}(?={_LINE_ENDS})"
    rf"|{CAPITALISED}(?:[ ]{CAPITALISED}){{1,2}},?[^\S\n]*\n[^\S\n]*"
    rf"(?:{_POST}(?:,|[^\S\n]we?)?\s{_BODY_LINE}(?=[^\S\n][A-ZĆŁŚŻ]|{_LINE_ENDS})"
    rf"|{_BODY_LINE}[^\n,]{{0,60}},\s{_POST}(?={_LINE_ENDS}))"
)
# A school and a kindergarten have a head as well, who may be anybody's wife.
_NAMED_IN_CHARGE = (
    rf"{CAPITALISED}(?:\s{CAPITALISED})?(?:,\s|\s\(|\s[–-]\s)"
    rf"(?:(?i:(?:pod)?inspektor\w{{0,2}}|referent\w{{0,2}}|naczelni(?:k|czka))(?!\w)|{_BODY_LINE})"
)
_MR_OR_MRS = r"(?<!\w)(?i:pan|pani|pana|pani[ąa]|panem|panu|p\.)\s$"
# Nothing else is said of whoever is at work: „…, zalał mi mieszkanie” is of a neighbour.
_ACTS = rf"\w*{_ITS_NAME}(?:{DOES_AN_ACT}|,[^\S\n](?i:tel)[.:]{{0,2}}\s\(?[1-9]\d\)?\s\d{{3}}\s)"
_NO_MORE = (
    rf"\w*{_ITS_NAME}\)?(?:[^\S\n]?(?:[.;:!?\n]|$)|,[^\S\n][żz]e(?!\w)|[^\S\n]w\ssprawie(?!\w))"
)
# „Pani Iza z Call Center”: at work, and by the first name nobody can be told from another.
_OF_THE_CENTRE = (
    r"\s(?i:ze?)\s(?:(?i:call[\s-]?cent(?:er|re|rum)\w*|contact[\s-]?center|infolini\w{1,2}"
    r"|(?:[łl][óo]dzki\w+\s)?centrum\skontaktu|okienka\s(?:nr\s|numer\s)?\d{1,2})|LCKM|ŁCKM)(?!\w)"
)
# „ks. Marek, proboszcz”: known to the parish by the office.
_PRIEST = r"(?<!\w)(?i:ks\.?|ksi[ąa]dz|ksi[ęe]d\w{1,3}|o\.|ojciec)(?:\s\w{8,12})?\s$"
_PARISH_OFFICE = r"(?i:proboszcz\w{0,3}|wikar\w{1,5}|dziekan\w{0,3}|kapelan\w{0,3})"
_PARISH_OFFICE_BEFORE = rf"(?<!\w){_PARISH_OFFICE}[\s,]{{1,2}}(?:(?i:ks\.?|ksi\w{{3,5}})\s)?$"
_PARISH_OFFICE_AFTER = rf",?\s(?:(?i:nasz|tutejszy|miejscowy)\s)?{_PARISH_OFFICE}(?!\w)"


def holds_public_office(text: str, start: int) -> bool:
    """Return whether a public office, such as the mayor's, stands right before *start*."""
    left = text_before(text, start)
    return (
        compiled(_PUBLIC_OFFICE).search(left) is not None
        or _is_head_of_an_office(left)
        or holds_a_named_post(text, start)
        or _is_addressed_in_office(text, start, left)
        or compiled(_HEAD_IN_A_BODY).search(text_before(text, start, _HEAD_REACH)) is not None
        or _serves(text, start, left)
    )


def _is_head_of_an_office(left: str) -> bool:
    """Return whether *left* ends with the head of an office, who is nobody's relative."""
    head = compiled(_HEAD_OF_OFFICE).search(left)
    return head is not None and compiled(PRIVATE_BEFORE).search(left[: head.start()]) is None


def _is_addressed_in_office(text: str, start: int, left: str) -> bool:
    """Return whether the name at *start* is addressed, right after its office."""
    return (
        compiled(_ADDRESSED_IN_OFFICE).search(left) is not None
        and compiled(_ADDRESS_ENDS).match(text, start) is not None
    )


def _serves(text: str, start: int, left: str) -> bool:
    """Return whether a function and a body of the city stand beside the name at *start*."""
    ways = (
        (_IN_A_SENTENCE, _SERVING),
        (_FUNCTION_BEFORE, _OF_A_BODY),
        (_SERVANT_BEFORE, CAPITALISED),
        (_MR_OR_MRS, _OF_A_NAMED_BODY),
        (_ON_A_LINE, _SIGNED_AT_WORK),
        (_GUARD, _GUARDS),
        (_IN_CHARGE, _NAMED_IN_CHARGE),
    )
    matches = (
        compiled(name).match(text, start) for cue, name in ways if compiled(cue).search(left)
    )
    serving = next(filter(None, matches), None)
    if serving is None or compiled(PRIVATE_BEFORE).search(left) is not None:
        return False
    if compiled(_ACTS).match(text, serving.end()) is not None:
        return True
    is_told = any(compiled(cue).search(left) for cue in (_ON_A_LINE, _IN_CHARGE, ACTED))
    return is_told and compiled(_NO_MORE).match(text, serving.end()) is not None


def is_contact_centre_staff(text: str, end: int) -> bool:
    """Return whether the first name before *end* is of somebody of the contact centre."""
    return compiled(_OF_THE_CENTRE).match(text, end) is not None


def is_in_holy_orders(text: str, start: int, end: int) -> bool:
    """Return whether the first name from *start* to *end* is a priest's, told by the office."""
    left = text_before(text, start)
    if compiled(_PRIEST).search(left) is None:
        return False
    return (
        compiled(_PARISH_OFFICE_BEFORE).search(left) is not None
        or compiled(_PARISH_OFFICE_AFTER).match(text, end) is not None
    )
