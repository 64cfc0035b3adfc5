"""People told by the office they hold: their names stay."""

import re

from lckm_core.redaction._dictionary import is_first_name, is_first_name_itself
from lckm_core.redaction._functions import (
    ACT,
    DOES_AN_ACT,
    DONE_BY,
    ENDS,
    GRADE,
    GREETS,
    PRIVATE_BEFORE,
    agrees,
    is_oblique,
)
from lckm_core.redaction._name_shapes import CAPITALISED, SMALL
from lckm_core.redaction._patterns import compiled, text_before

# „Zastępcę dyrektora”, „z-cy naczelnika”, „p.o. kierownika”.
_DEPUTY = (
    r"(?i:zast[ęe]pc(?:a|y|ę|e|ą|o)|zast[ęe]pczyni\w?|z-c(?:a|y|ę|e|ą)|wz\."
    r"|p\.?\s?o\.?|pe[łl]ni[ąa]c\w{1,3}\sobowi[ąa]zki)"
)
_TITLE = r",?[^\S\n](?:(?P<title>(?i:pan|pani|pana|panu|panie|panem|pani[ąa]|p\.))[^\S\n])?"
_TITLE += r"(?:(?i:dr|in[żz]|mgr|prof|lek|wet)\.?\s){0,3}$"
# Whoever holds one of these is known to all: the law protects the people, not the office.
_IN_PUBLIC_OFFICE = (
    r"(?<!\w)(?P<post>(?i:(?:wice)?prezyden[tc]\w{0,3}|radn(?:[yaą]|ego|ej|emu|ym)|pos(?:eł|ł\w+)"
    r"|europos\w+|senator\w{0,4}|(?:wice)?minist\w+|wojewod\w+|marszał\w+|burmistrz\w*"
    r"|premier\w{0,3}|papież\w{0,3}|król\w{0,3}"
    r"|przewodnicz[ąa]c\w{1,3}(?=\s(?:rady|zarz[ąa]du)\s(?:osiedl|miej|miasta|dzielni))))"
    r"(?:\s(?i:miasta|m\.|rady|zarz[ąa]du|miejskiej|dzielnicy|sejmu"
    r"|osiedla(?:(?:\s(?-i:[A-ZĆŁŚŻ])[\w-]+){1,2}?(?=,?\span|,|\n))?)){0,3}"
    rf"(?:\s(?:Łodzi|Lodzi|RP))?(?:{_TITLE}|,?\n$)"
)
_STAFF = (
    r"(?i:(?:wice|pod)?(?:dyrektor|inspektor|referent|prezes|komendant|dyspozytor)\w{0,3}"
    r"|(?:naczelni|kierowni|rzeczni|urz[ęe]dni|stra[żz]ni)(?:k\w{0,3}|c[zy]\w{1,3})"
    r"|pracowni(?:k\w{0,3}|c[aąęy]|cz\w{2})(?:\ssocjaln\w{1,3})?|specjalist\w{1,3}"
    r"|in[żz]ynier\w{0,3}|majst(?:er|ra|rem)|brygadzist\w{1,2}|technolog\w{0,4}"
    r"|administrator\w{0,3}|mistrz\w{0,3}|sekretar(?:z|ka))(?!\w)"
)
_POST = rf"(?<!\w)(?P<post>{_DEPUTY}(?=\s{_STAFF})|{_STAFF})(?:\s{_STAFF})?"
_OFFICE = (
    r"(?i:zarz[ąa]du|wydzia[łl]u|departamentu|biura|urz[ęe]du|oddzia[łl]u|dzia[łl]u|sekcji"
    r"|stra[żz]y|policji|mpk|mpo|mosir|zdit|zwik|zim|zzm|zlm|mops|usc|pup|dps|zus|referatu"
    r"|delegatury|prasow\w{1,3}|o[śs]rodka|centrum|rejonu|zespo[łl]u|szko[łl]y\spodstawowej"
    r"|przedszkola\s(?:miejskiego|publicznego)|liceum\sog\w+|technikum|sp|lo|pm"
    r"|zak[łl]adu\s(?:wodoci|gospodark)\w{2,4}"
    r"|(?-i:Oczyszczalni|Schroniska|Zajezdni|Cmentarza|Sk[łl]adowiska|Sortowni))(?!\w)"
)
# Of an office's name: no verb, and no name behind „i”.
_ITS_WORDS = (
    r"(?:\s(?:(?i:ds\.|do\sspraw|i|we?)\s)?(?:[A-ZĆŁŚŻ][^\W\d_]+|(?:nr\s)?\d{1,3}"
    r"|(?i:\w+(?:ego|ej)|dr[óo]g|zieleni|lokali|transportu))){0,7}?"
)
_HEAD_OF_OFFICE = rf"{_POST}\s(?:[A-ZŁŚ]\w+(?:ego|ej)\s|[IVX]+\s)?{_OFFICE}{_ITS_WORDS}{_TITLE}"
_OF_THE_CITY = (
    r"(?<!\w)(?P<post>(?i:(?:sekretarz\w{0,3}|skarbni(?:k\w{0,3}|cz\w{2,3})|architekt\w{0,3}"
    r"|geode[tc]\w{1,2}|konserwator\w{0,3})(?=\s(?:miasta|gminy|powiatu|zabytk[óo]w))"
    r"|[łl]owcz\w{1,3}(?=\smiejsk)|rzeczni\w{1,4}(?=\spraw\s))"
    r"|(?:(?:[ŁL][óo]dzk\w{1,4}\s)?Wojew[óo]dzk|Miejsk|Powiatow|Pa[ńn]stwow|G[łl][óo]wn)\w{1,4}\s"
    r"(?:(?:Powiatow|Wojew[óo]dzk|Graniczn)\w{1,4}\s)?"
    r"(?:Konserwator|Inspektor|Lekarz|Rzeczni|Komendant|Geode|Architekt|Ogrodni)\w{0,4})"
    r"(?:\s(?i:miasta|gminy|powiatu|zabytk[óo]w|praw|miejsk\w+)"
    rf"|\s[A-ZŚŻŁ]\w{{4,14}}){{0,3}}?{_TITLE}"
)
# „Dzielnicowy, mł. asp. …”, „straż miejska, st. strażnik …”, „asp. … z VI Komisariatu”.
_SERVICE = (
    r"(?i:dzielnicow(?:y|a|ego|ej|emu|ym|[ąa])|(?:stra[żz]|patrol|komend|komisariat|posterun)\w*"
    r"\s(?:stra[żz]y\s)?(?:miejsk\w{1,2}|policji)|policj\w{1,3}|komisariat\w{0,3})"
)
_RANK = (
    r"(?i:(?:(?:st|m[łl]|nad|pod)\.?\s?)?(?:asp|sier[żz]|post|kom|insp|str|kpr|kpt|bryg)\."
    r"(?:\s?szt(?:ab)?\.)?|(?:st\.|starsz\w{1,3}|m[łl]\.|m[łl]odsz\w{1,3})"
    r"\s(?:stra[żz]ni|aspiran|sier[żz]an|posterunkow)\w{0,4})"
)
_IN_A_SERVICE = rf"(?<!\w)(?P<post>{_SERVICE}),?\s{_RANK}{_TITLE}"
_WITH_A_RANK = rf"(?<![\w-])(?P<post>{_RANK}){_TITLE}"
_BODY_OF_THE_CITY = (
    r"(?i:(?:(?:miejski|[łl][óo]dzki)\w{0,2}\s)?(?:urz[ąęe]d|delegatur"
    # A university and a bank have departments, too.
    r"|(?:wydzia[łl]|departament)\w*\s(?:ds\.\s|do\sspraw\s)?(?:dr[óo]g|zielen|lokal|budynk"
    r"|gospod|edukac|eksploat|handl|zdrow|ochron|kszta[łl]tow|zarz[ąa]dz|kultur|sport|urban"
    r"|archit|geodez|inwest|infrastr|transp|komunik|organiz|[śs]rod|[śs]wiadcz|podatk|ewid"
    r"|rewital|strateg|promoc|spraw|praw|zbyw|dysp|ksi[ęe]g|finans|bud[żz]|obs[łl]ug|kontak)"
    r"|zarz[ąa]d\w*\s(?:lokali|dr[óo]g|inwestycji|zieleni|gospodark|transportu|infrastruktur"
    r"|nieruchomo\w{1,3}\smiasta|budynk|cmentarz|komunal)|biur\w{1,3}\s(?:rady|prezydenta"
    r"|obs[łl]ugi\s(?:mieszk|rady|prezyd)|architekta|promocji|strategii|in[żz]yniera|rzecznika"
    r"|audytu|nadzoru\sw|bezpiecze|prawne|organizacyjn|egzekucji|partycypacji|ds\.|do\sspraw"
    r"|energetyki|funduszy|ewidencji|gospodark|zam[óo]wie)|o[śs]rod|stra[żz]y?\smiejsk|komend"
    r"|centrum\s[śs]wiadcze|inspektorat|referat|zak[łl]ad\w*\swodoci[ąa]g"
    r"|oddzia[łl]\w*\s(?!bank|pko|nfz|firm|sklep|przedsz|szpital|zdrow)|mops|zdit|zwik"
    r"|(?:zlm|mpk|mpo)(?!\w))\w*|(?-i:ZIM|ZZM|USC|PUP|UM[ŁL]|PINB|PSSE|WIO[ŚS]))(?!\w)"
)
# „W Zarządzie Lokali Miejskich rozmawiałem z kierownikiem Zet”.
_HEAD_IN_A_BODY = (
    rf"(?<!\w)(?i:we?)\s{_BODY_OF_THE_CITY}(?:\s(?!(?:na|o)\s)[^\W\d_]{{1,20}}){{0,7}}?"
    rf"\s(?!(?i:prezes)){_POST}{_TITLE}"
)
# „Administrator z Zarządu Lokali Miejskich, p. Jan Zet”.
_HEAD_FROM_A_BODY = (
    rf"{_POST}\s(?i:ze?)\s{_BODY_OF_THE_CITY}"
    rf"(?:[^\S\n](?:[A-ZĆŁŚŻ][\w-]+|(?:i|oraz)(?!\w)))"
    rf"{{0,5}},{_TITLE.removeprefix(',?')}"
)
# „Inspektor Anna Zet z Wydziału Budynków”.
_FUNCTION = rf"{_POST}(?:\s(?i:ruchu|miasta)){{0,2}}{_TITLE}"
# A name was found there already, so it may be in small letters.
_NAMED = (
    rf"(?:{CAPITALISED}(?:\s{CAPITALISED}){{0,2}}(?:\s[A-ZŁŚŻ]\.)?|{SMALL}(?:\s(?!{ACT}){SMALL})?)"
)
_ITS_NAME = r"(?:[^\S\n](?:[A-ZĆŁŚŻ][\w-]+|(?:i|oraz|we?|ze?)(?!\w)|ds\.|do[^\S\n]spraw)){0,8}"
_OF_A_BODY = rf"(?:\s(?i:ze?)\s|,\s|\s\(){_BODY_OF_THE_CITY}{_ITS_NAME}"
_OF_THE_SERVICE = rf"\sze?\s(?:[IVX]+\s)?(?:{_SERVICE}|(?i:oddzia[łl]u)\s[A-ZŚŁ]\w+)"
# „P. Anna Zet, pracownik socjalny MOPS”, „pani Zet z MOPS”.
_SERVING = (
    rf"(?:(?:,\s|\s\()(?:{_DEPUTY}\s)?{GRADE}{_STAFF}(?:\s(?i:ze?|we?))?"
    rf"\s(?:(?i:dzia[łl]u|sekcji)\s\w+\s)?|\s(?i:ze?)\s){_BODY_OF_THE_CITY}{_ITS_NAME}"
)
# „Anna Zet / Zarząd Lokali Miejskich, inspektor”: under what an office passes on.
_SIGNED = rf"(?:{_DEPUTY}\s)?{GRADE}{_STAFF}"
# „Urząd mnie zignorował, inspektor nie przyszedł” is what a resident writes.
_LINE_ENDS = r"[^\S\n]*(?:\n|$|[,;/]|tel)"
_ON_A_LINE = r"(?:^|\n)[^\S\n]*(?:(?i:mgr|in[żz]|dr)\.?\s){0,2}$"
_SIGNED_AT_WORK = (
    # „Anna Zet, inspektor, Wydział Edukacji”, „Anna Zet – kierownik, ZDiT” as a line.
    rf"{CAPITALISED}(?:[ ]{CAPITALISED}){{1,2}}(?:,|[ ][–-])[ ]{_SIGNED}(?:,|[ ][–-])[ ]"
    rf"(?=[A-ZŁŚ]){_BODY_OF_THE_CITY}{_ITS_NAME}(?={_LINE_ENDS})"
    rf"|{CAPITALISED}(?:[ ]{CAPITALISED}){{1,2}},?[^\S\n]*\n[^\S\n]*"
    rf"(?:{_SIGNED}(?:,|[^\S\n]we?)?\s{_BODY_OF_THE_CITY}(?=[^\S\n][A-ZĆŁŚŻ]|{_LINE_ENDS})"
    rf"|{_BODY_OF_THE_CITY}[^\n,]{{0,60}},\s{_SIGNED}(?={_LINE_ENDS}))"
)
_HEAD_OF_THE_CITY = r"(?i:(?:wice)?prezydent|wojewoda)(?:\s(?i:miasta))?(?:\s[ŁL]odzi)?"
_IN_CHARGE = (
    rf"(?:,\s|\s\(|\s[–-]\s)(?:{_SIGNED}|{_HEAD_OF_THE_CITY}|{_BODY_OF_THE_CITY}{_ITS_NAME})"
    rf"(?={ENDS}|,\stel)"
)
# „Decyzją dyrektora ZLM Jana Zet wymeldowano” is of a resident.
_OBLIQUE_ENDS = rf"{ENDS}|,|\s(?!\w+[nt]o(?!\w))"
_BEGINS = r"(?:^|[.!?\n])\s*(?:(?i:pani?|p\.)[^\S\n])?$"
# „Była pani Zet z ZLM, inspektor, porobiła zdjęcia”: at work.
_CAME = r"(?:^|[.!?\n])\s*(?i:by[łl]a?|przysz[łl]a|przyszed[łl]|przyjecha[łl]a?)\s(?i:pani?|p\.)\s$"
# „Czy radny Zet ma dyżur”, „niech wiceprezydent Zet powie”.
_CUE_OR_ACT = rf"{DONE_BY}|(?<!\w)(?i:czy|kiedy|dlaczego|[żz]e|niech|a)\s(?:(?i:pani?)\s)?$"
_DOES_ANYTHING = (
    rf"{DOES_AN_ACT}|,\s(?:gdzie|kiedy|dlaczego|czemu|ile|niech|czy)(?!\w)"
    rf"|(?:\s\w+){{0,5}}?\s\w+[aiyęąu][łl]a?(?!\w)|{ENDS}"
    r"|(?:\s(?:też|już|nie|dobrze)){0,2}\s(?:wie|zna|mówi|twierdzi|popiera|wspiera|milczy)(?!\w)"
)
_REACH = 130
# A post, what has to stand behind the name, what is done, and what stands before the post.
_POSTS = (
    (_IN_PUBLIC_OFFICE, "", _DOES_ANYTHING, _CUE_OR_ACT),
    (_HEAD_OF_OFFICE, "", DOES_AN_ACT, DONE_BY),
    (_OF_THE_CITY, "", DOES_AN_ACT, DONE_BY),
    (_IN_A_SERVICE, "", DOES_AN_ACT, DONE_BY),
    (_WITH_A_RANK, _OF_THE_SERVICE, DOES_AN_ACT, DONE_BY),
    (_HEAD_IN_A_BODY, "", DOES_AN_ACT, DONE_BY),
    (_HEAD_FROM_A_BODY, "", DOES_AN_ACT, DONE_BY),
    (_FUNCTION, _OF_A_BODY, DOES_AN_ACT, DONE_BY),
)
# „Pani Iza z Call Center”: at work, and by the first name nobody can be told from another.
_OF_THE_CENTRE = (
    r"\s(?i:ze?)\s(?:(?i:call[\s-]?cent(?:er|re|rum)\w*|contact[\s-]?center|infolini\w{1,2}"
    r"|(?:[łl][óo]dzki\w+\s)?centrum\skontaktu|okienka\s(?:nr\s|numer\s)?\d{1,2})|LCKM|ŁCKM)(?!\w)"
)
# „Na infolinii pani Iza powiedziała”, „rozmawiałem z infolinią, raz z panią Izą”.
_AT_THE_CENTRE = (
    r"(?<!\w)(?i:(?:na|z|ze)\sinfolini\w{1,2}|infolini[ęe]|(?:z|w)\scentrum\skontaktu|LCKM),?"
    r"(?:\s(?i:raz|z|a|i|tam|ta|ten|mi[łl][ay])){0,3}\s(?i:pan(?:i|[iy]?ą|em|a|u)?)\s\w+$"
)
# „ks. Marek, proboszcz”: known to the parish by the office.
_PRIEST = r"(?<!\w)(?i:ks\.?|ksi[ąa]dz|ksi[ęe]d\w{1,3}|o\.|ojciec)(?:\s\w{8,12})?\s$"
_PARISH_OFFICE = r"(?i:proboszcz\w{0,3}|wikar\w{1,5}|dziekan\w{0,3}|kapelan\w{0,3})"
_PARISH_OFFICE_BEFORE = rf"(?<!\w){_PARISH_OFFICE}[\s,]{{1,2}}(?:(?i:ks\.?|ksi\w{{3,5}})\s)?$"
_PARISH_OFFICE_AFTER = rf",?\s(?:(?i:nasz|tutejszy|miejscowy)\s)?{_PARISH_OFFICE}(?!\w)"


def holds_public_office(text: str, start: int) -> bool:
    """Return whether the name at *start* is of an official, told by office and act."""
    # „Kierownik MOPS Jan Zet”: what was found as a name begins with the office.
    office = compiled(rf"{_OFFICE}\s(?={CAPITALISED})").match(text, start)
    start = start if office is None else office.end()
    left = text_before(text, start, _REACH)
    name = compiled(_NAMED).match(text, start)
    return name is not None and (
        any(_has_a_post(text, name, left, *post) for post in _POSTS) or _serves(text, name, left)
    )


def _has_a_post(
    text: str, name: re.Match[str], left: str, pattern: str, body: str, act: str, cue: str
) -> bool:
    """Return whether *name* is in apposition to a post whose office is named, and acts."""
    post = compiled(pattern).search(left)
    behind = compiled(body).match(text, name.end())
    if post is None or behind is None:
        return False
    before = left[: post.start("post")]
    words = name[0].split()
    # „Wydziału Ochrony Środowiska Jan Zet”: the first may be the office's.
    if len(words) > 1 and not is_first_name(words[0]) and is_first_name(words[1]):
        del words[0]
    # „Pani Prezydent Hanno Zet”.
    addressed = words[0].endswith("o") and is_first_name_itself(words[0][:-1] + "a")
    oblique = addressed or is_oblique(post["post"], before)
    stop = PRIVATE_BEFORE if oblique else rf"{PRIVATE_BEFORE}|{GREETS}"
    if compiled(stop).search(before) is not None or not agrees(
        words[0], oblique=oblique, title=post["title"] or "", post=post["post"]
    ):
        return False
    end = (compiled(_OF_A_BODY).match(text, name.end()) or behind).end()
    return (
        (oblique and compiled(_OBLIQUE_ENDS).match(text, name.end()) is not None)
        or compiled(act).match(text, end) is not None
        or compiled(cue).search(before) is not None
    )


def _serves(text: str, name: re.Match[str], left: str) -> bool:
    """Return whether a body of the city stands right behind *name*, and an act beside them."""
    if compiled(_ON_A_LINE).search(left) and compiled(_SIGNED_AT_WORK).match(text, name.start()):
        return True
    is_done_by = compiled(DONE_BY).search(left) is not None
    if is_done_by and compiled(_IN_CHARGE).match(text, name.end()) is not None:
        return True
    behind = compiled(_SERVING).match(text, name.end())
    if behind is None:
        return False
    if compiled(_CAME).search(left) is not None:
        return compiled(rf"(?:,\s{_SIGNED})?{DOES_AN_ACT}").match(text, behind.end()) is not None
    if compiled(PRIVATE_BEFORE).search(left) is not None:
        return False
    return is_done_by or (
        compiled(_BEGINS).search(left) is not None
        and compiled(DOES_AN_ACT).match(text, behind.end()) is not None
    )


def is_contact_centre_staff(text: str, end: int) -> bool:
    """Return whether the first name before *end* is of somebody of the contact centre."""
    return (
        compiled(_OF_THE_CENTRE).match(text, end) is not None
        or compiled(_AT_THE_CENTRE).search(text_before(text, end)) is not None
    )


def is_in_holy_orders(text: str, start: int, end: int) -> bool:
    """Return whether the first name from *start* to *end* is a priest's, told by the office."""
    left = text_before(text, start)
    if compiled(_PRIEST).search(left) is None:
        return False
    return (
        compiled(_PARISH_OFFICE_BEFORE).search(left) is not None
        or compiled(_PARISH_OFFICE_AFTER).match(text, end) is not None
    )
