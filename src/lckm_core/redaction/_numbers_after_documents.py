"""Numbers in any grouping, told by a document's name before them: „prawo jazdy nr …”."""

import re
from collections.abc import Iterator

from lckm_core.redaction._patterns import any_of, belongs_to_a_thing, compiled, text_before
from lckm_core.redaction._spans import REDACTED, PersonalKind, PersonalSpan

_HINT = (
    r"praw\w{1,3}\sjazdy|prawk|dow[óo]d|paszport|legity|legitk|kar[tc]|ksi[ąa][żz]ecz|polis|migawk"
    r"|kdr|albumu|(?<!\w)leg\.?\s[einrsui]"
)
_DOCUMENTS = any_of("""
    praw(o|a|em|u)_jazdy prawk(o|a|iem|u)
    dow(ód|odu|odem|odzie|ody|odów|odami)_(osobist*|rejestracyjn*|tożsamości)
    paszport(u|em|owi|y|ów|ami)? leg\\.?(?=_(emeryt|rencist|student|szkoln|uczni|inwalid))
    legitk(a|i|ę|ą) legitymacj(a|i|ę|ą|e|ami)
    kart(a|y|ę|ą|om|ami)?_(dużej_rodziny|łodzianina|pobytu|miejsk*|mieszkańca|seniora|migawk*)
    karcie_(dużej_rodziny|łodzianina|pobytu|miejskiej|mieszkańca|seniora) kdr migawk(a|i|ę|ą)
    (nr|numer|numerze)_albumu
    (kart(a|y|ę|ą)|karcie)_parkingow*(_os(oby|ób)_niepełnosprawn*)?
    (kart(a|y|ę|ą)|karcie)_dla_(os(oby|ób)_)?(niepełnosprawn*|inwalid*)(_do_parkowania)?
    książeczk(a|i|ę|ą)(_(zdrowia|wojskow*|sanepid*|zdrowotn*|mieszkaniow*))? polis(a|y|ę|ą)?
""")
# Whose or of which kind it is: „paszport wnuka”, „polisa OC”, „legitymacja emeryta”.
_DETAIL = any_of("""
    emeryt* rencist* studenck* szkoln* uczniowsk* uczni(a|ów|owska) kat\\._[abcdet]1?
    doktoranck* kombatanck* honorow* opiekun* społeczn* kotów
    dawcy krwi ubezpieczeniow* zagraniczn* polsk* ukraińsk* białorusk* gruzińsk* wietnamsk* stał*
    czasow* star* now* zagubion* zgubion* skradzion* mój moj(a|e|ego|ej|ą) nasz(a|e|ego|ej)? męża
    żony syna córki mamy matki ojca taty brata siostry wnuka wnuczki dziecka babci dziadka teścia
    teściowej oc ac nnw mieszkaniow* turystyczn* komunikacyjn* zdrowotn* (na_)?życie osoby
""")
_NUMBER_WORD = r"(?:serii|seri[aąeę]|nr|numer\w{0,3}|albumu|no|o|to|ma|jest|mam|i|№)(?!\w)"
_BETWEEN = (
    rf"(?:\s{_DETAIL}){{0,3}}(?:[\s:.,(–-]{{1,3}}(?i:{_NUMBER_WORD})\.?){{0,5}}[\s:,(–-]{{1,3}}"
)
# „Polisa OC w Ergo Hestii nr …”: with whom, where the number is announced.
_INSURER = (
    rf"(?:(?:\s{_DETAIL}){{0,2}}(?:\s(?i:we?|z))?"
    r"\s(?:[A-Z][\w-]{1,15}|(?i:pzu|link4|hesti\w|wart\w|warcie))){1,2}"
    r"(?=,?\s(?i:nr|numer)(?!\w))"
)
# „Prawo jazdy na nazwisko [osoba] nr …”.
_WHOSE = (
    rf"(?:\sna\s(?:(?:moje\s)?(?i:nazwisko)\s?)?{REDACTED}{{0,30}}(?=,?\s(?i:nr|numer)(?!\w)))?"
)
_DIRECT = rf"(?<!\w){_DOCUMENTS}(?:(?i:(?<=polis|olis[ayęąe])){_INSURER})?{_WHOSE}{_BETWEEN}"
# „Zgubiłem legitkę w tramwaju, nr 4471/2023”.
_LATER = (
    rf"(?<!\w){_DOCUMENTS}(?:\s{_DETAIL})?[^.!?\n]{{0,50}}?"
    r"(?:[,;]\s(?:(?i:seri[ai]|jego|jej|ma|star\w{1,2}|now\w{1,2}|dawn\w{1,2}|poprzedni\w?"
    r"|dotychczasow\w{1,2}|moj|m[óo]j)\s)?|\so\s|\s\()"
    r"(?i:nr|numer|numerze|seria)(?:\s(?i:to))?\.?[\s:]{1,2}"
)
# „… na kartę dużej rodziny? Nasze karty: 1061 …”.
_CARDS_LISTED = (
    rf"(?<!\w){_DOCUMENTS}[^\n]{{0,60}}?(?<!\w)(?i:nasz[ea]?|moj[ae]|m[óo]j)\s"
    r"(?i:kart[ay]|legitymacj[ae]|numery?|nr|dokumenty?)\s?[:–-]\s"
)
_SERIES = (
    r"(?:(?!(?i:to|na|do|za|od|we|ze|po|nr|mam|ma|bo|ok|lub|dla|przy|tel|kom|art|par|ust|poz|pkt"
    r"|bez|nad|pod|już|juz|ul|rok|jak|ale|dla|mpk)(?!\w))"
    r"[^\W\d_]{1,4}(?:/[^\W\d_]{1,4})?(?:[\s./-]|,?\s(?i:nr|numer)[.:]?\s)?)?"
)
_NUMBER = rf"(?<!\w){_SERIES}\d[\dA-Za-z]*+(?:[./-][\dA-Za-z]{{1,10}}|\s\d{{2,8}}(?![\w]))*+(?!\w)"
_UNIT = any_of("""
    zł złot* pln euro godz lat lata dni minut osób osoby sztuk km metr* rok* r stycz* lutego marca
    kwietnia maja czerwca lipca sierpnia wrześ* paździer* listopada grudnia tys
""")
_NO_NUMBER = (
    r"(?:19|20)\d\d(?:\s?[/-]\s?(?:19|20)?\d\d)?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d"
    r"|\d{1,2}[.:]\d\d(?:\s?-\s?\d{1,2}[.:]\d\d)?|\d\d-\d{3}|42\s?\d{3}[ -]?\d\d[ -]?\d\d"
    r"|19\s?\d{3}|\d{1,2}-\d{1,2}"
)
# The number of a case about a document, or of a machine.
_NOT_THE_DOCUMENT = (
    r"(?<!\w)(?:(?i:wnios\w+|spraw\w+|podani\w+|zg[łl]osze\w+|decyzj\w+|pism\w+|skarg\w+"
    r"|faktur\w+|opłat\w+|zamówieni\w+)(?:\s(?i:o|w\ssprawie|dot\.|dotycz\w+|za|na))?"
    r"(?:\s(?i:wyda\w+|wymian\w+|nowy|nowego|now[aąeę]|utrat\w+|zgub\w+|przedłu\w+)){0,2}"
    r"|(?i:automat\w*|biletomat\w*|czytnik\w*|kasownik\w*|punkt\w*|okienk\w+|pok[oó]j\w*))\s$"
)
# Of somebody at work, or of a group, as „polisa szkolna NNW”.
_AT_WORK = (
    r"(?i)polis\w{1,2}\s(?:nnw\s)?(?:szko|grupow|przedszk)"
    r"|[^\d]{0,40}?(?<!\w)(?:s[łl]u[żz]bow\w+|stra[żz]\w+"
    r"|policj\w+|kontroler\w*|inspektor\w*"
    r"|radn\w+|urz[ęe]d\w*|miasta|gminy|wykonawc\w*|zarz[ąa]d\w*|sp[óo][łl](?!eczn)\w+"
    r"|firm\w*|mpk|zdit"
    r"|wsp[óo]lnot\w*|rozk[łl]ad\w*|lini[aięe]\w*)(?!\w)"
)
_NEXT = r"(?:\s?\([^()\d\n]{1,30}\))?(?:,\s|\s(?i:i|oraz|a)\s|;\s)(?:(?i:nr|seria)\s)?"
# „Nr odbiorcy w ZWiK: …”: by which a firm or an office knows its customer.
_CUSTOMER = (
    r"(?<!\w)(?i:nr|numer|kod|id|identyfikator)\.?\s(?i:ewidencyjny\s)?"
    r"(?i:cz[łl]onkowski|klienta|odbiorcy|p[łl]atnika|abonenta|najemcy|kontrahenta|lokatora)(?!\w)"
    r"(?:\s(?:(?:we?|u)\s)?[A-ZŁŚŻ]\w{1,15}|\s(?i:w\sop[łl]acie\sza\s\w{3,12})"
    r"|\s\([^()\d\n]{2,20}\)){0,2}[\s:–-]{1,3}(?:(?i:to|nr)[\s:]{1,2})?"
    r"(?P<number>(?:[A-Z]{1,3}[-/ ])?\d[\d/-]{3,16}(?:(?<=/)[A-Z])?(?![\w/]))"
)
_CUSTOMER_HINT = r"cz[łl]onkowsk|klient|odbiorc|p[łl]atnik|abonent|najemc|kontrahent|lokator"
_FEWEST_DIGITS = 4
_FEWEST_DIGITS_LATER = 5


def numbers_after_documents(text: str) -> Iterator[PersonalSpan]:
    """Yield the numbers that stand after the name of somebody's document."""
    # In small letters: a pattern that ignores case takes ten times as long.
    small = text.lower()
    if not compiled("[0-9]{2}").search(text):
        return
    for customer in (
        compiled(_CUSTOMER).finditer(text) if compiled(_CUSTOMER_HINT).search(small) else ()
    ):
        yield PersonalSpan(*customer.span("number"), PersonalKind.OTHER)
    if not compiled(_HINT).search(small):
        return
    for pattern, fewest in (
        (_DIRECT, _FEWEST_DIGITS),
        (_LATER, _FEWEST_DIGITS_LATER),
        (_CARDS_LISTED, _FEWEST_DIGITS),
    ):
        for cue in compiled(pattern).finditer(text):
            if compiled(_NOT_THE_DOCUMENT).search(text_before(text, cue.start())):
                continue
            if compiled(_AT_WORK).search(cue[0]):
                continue
            if pattern == _LATER and belongs_to_a_thing(text, cue.end()):
                continue
            yield from _numbers_at(text, cue.end(), fewest, _kind_of(cue[0]))


def _kind_of(document: str) -> PersonalKind:
    """Return the kind of the numbers that follow the words *document*."""
    if compiled("(?i)paszport").match(document):
        return PersonalKind.PASSPORT
    if compiled(r"(?i)dow\w+\s(?:osob|to[żz]sam)|kar\w+\spobytu").match(document):
        return PersonalKind.IDENTITY_CARD
    return PersonalKind.OTHER


def _numbers_at(text: str, at: int, fewest: int, kind: PersonalKind) -> Iterator[PersonalSpan]:
    """Yield the number at *at*, and those of as many digits that are listed after it."""
    digits = 0
    while number := compiled(_NUMBER).match(text, at):
        count = sum(map(str.isdecimal, number[0]))
        if count < fewest or (digits and count != digits) or not _may_be_of_a_document(number):
            return
        yield PersonalSpan(*number.span(), kind)
        digits = count
        following = compiled(_NEXT).match(text, number.end())
        if following is None:
            return
        at = following.end()


def _may_be_of_a_document(number: re.Match[str]) -> bool:
    """Return whether the number is no year, date, time, sum or office's telephone."""
    return (
        compiled(_NO_NUMBER).fullmatch(number[0]) is None
        and compiled(rf"\s?{_UNIT}").match(number.string, number.end()) is None
    )
