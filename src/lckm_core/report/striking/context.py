"""What stands before a number: words that say what it is."""

import re

from lckm_core.report.striking.spans import BARRIER

_REACH = 60

# What the city counts and numbers: a number after one of these belongs to a thing.
_THINGS = (
    "lamp latar[nń] opraw s[łl]up hydrant licznik wodomierz zg[łl]osze[nń] spraw faktur rower hulajnog studni studzien studni "
    "drzew kontener wagon tramwaj autobus lini[aięąe] przystan k?osz[^t] kamer parkomat biletomat kasownik bilet szaf sygnalizator "
    "tablicz wiat[aęy] [łl]awk pojemnik dzia[łl]k uchwa[łl] zarz[ąa]dze[nń] pism[oa] decyzj zdj[ęe]ci plik wniosk wnios skrzynk "
    "transformator stacj procedur urz[ąa]dze[nń] inwentarz poz(?:ycj|\\.) barier znak kod[^z] isbn ean formularz protok[oó][łl] mandat"
).split()
_BETWEEN = (
    "nr numer(?:em|ze|u|ami)? o z no id inw ewid ewidencyjn\\w* inwentarzow\\w* o[śs]wietleniow\\w* energetyczn\\w* trakcyjn\\w* "
    "boczn\\w* seryjn\\w* kreskow\\w* wodn\\w* w[óo]z wody pr[ąa]du gazu drogow\\w* miejsk\\w* krajow\\w* elektryczn\\w*"
).split()
_GAP = r"[\s:.,#№–-]"
_THING = re.compile(
    rf"(?<!\w)(?:{'|'.join(_THINGS)})\w{{0,20}}(?:{_GAP}{{1,3}}(?:{'|'.join(_BETWEEN)})){{0,3}}{_GAP}{{0,3}}$",
    re.IGNORECASE,
)


def before(text: str, at: int, reach: int = _REACH) -> str:
    """Return what stands before the position *at*, at most *reach* characters and never past something struck."""
    left = text[max(0, at - reach) : at]
    return left[left.rfind(BARRIER) + 1 :]


def is_a_things(text: str, at: int) -> bool:
    """Return whether the number at *at* is said to be that of a lamp post, a report, a bus or another thing."""
    return _THING.search(before(text, at)) is not None
