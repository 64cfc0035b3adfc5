"""What stands before a number: words that say what it is."""

import re

from lckm_core.redaction._spans import BARRIER
from lckm_core.redaction._word_patterns import any_of

_REACH = 60

# What the city counts and numbers: a number after one of these belongs to a thing.
_THINGS = """
    lamp* latar* opraw* słup* hydrant* licznik* wodomierz* zgłosze* spraw* faktur* rower* hulajnog* studni* studzien* drzew* kontener* wagon* tramwaj*
    autobus* lini(a|i|ę|ą|e) przystan* kosz* kamer* parkomat* biletomat* kasownik* bilet* szaf* sygnalizator* wiat[aęy] ławk* pojemnik* działk* uchwał*
    zarządze* pism[oa] decyzj* zdjęci* plik* wnios(ek|ku|kiem) skrzynk* transformator* stacj[aięą] procedur* urządze* poz pozycj* barier* znak* kod* isbn ean
    formularz* protokół* protokoł* mandat* tabliczk*
"""
_BETWEEN = """
    nr numer(em|ze|u|ami)? to o z no id inw ewid ewidencyjn* inwentarzow* oświetleniow* energetyczn* trakcyjn* boczn* seryjn* kreskow* wod[ny]* prądu gazu
    drogow* miejsk* krajow* elektryczn*
"""
_GAP = r"[\s:.,#№–-]"
# „ZG-2025-”: what is joined to this is the rest of a report's, a case's or an invoice's number.
_IDENTIFIER = re.compile(
    r"(?<!\w)(?!(?:NR|TEL|KOM|GSM|PL|NIP|PESEL)(?!\w))[A-Z]{2,}[-/](?:\w{1,8}[-/]){0,4}$"
)
_THING = re.compile(
    rf"(?<!\w){any_of(_THINGS)}(?:{_GAP}{{1,3}}{any_of(_BETWEEN)}){{0,3}}{_GAP}{{0,3}}$"
)


def before(text: str, at: int, reach: int = _REACH) -> str:
    """Return what stands before the position *at*, at most *reach* characters and never past something struck."""
    left = text[max(0, at - reach) : at]
    return left[left.rfind(BARRIER) + 1 :]


def is_a_things(text: str, at: int) -> bool:
    """Return whether the number at *at* is said to be that of a lamp post, a report, a bus or another thing, or is part of one."""
    left = before(text, at)
    return _THING.search(left) is not None or _IDENTIFIER.search(left) is not None
