"""Words for somebody's health, pointed at for staff, who decide what to redact."""

from collections.abc import Iterator

from lckm_core.redaction._patterns import compiled
from lckm_core.redaction._spans import PersonalKind, PersonalSpan
from lckm_core.redaction._words import plain

_LIMB = r"(?:rek\w|nog\w|nadgarst\w{1,3}|biodr\w{1,2}|kostk\w|kolan\w{1,2}|obojczyk\w?|zebr\w{1,2})"
# „Miejsca dla niepełnosprawnych” are the city's: the plural tells of nobody.
_HEALTH = (
    r"(?<!\w)(?:astm\w{1,5}|alergi\w{1,3}|uczulen\w{1,3}|cukrzyc\w{1,2}|nowotw\w{2,4}"
    r"|chor\w{1,4}\sna\s\w{3,15}|bialaczk\w|udar(?:ze|u|em)?|zawal(?:e|u|em)?(?!\sdrog)"
    r"|padaczk\w|epilep\w{2,5}|demencj\w|alzheimer\w{0,3}|parkinson\w{0,3}|depresj\w|schizofreni\w"
    r"|autyz\w{2,4}|autystyczn\w{1,3}|downa|pochp|miazdzyc\w|reumat\w{2,6}|osteoporoz\w"
    r"|stwardnieni\w{1,2}\srozsian\w{1,3}|niewidom(?:y|a|ego|ej|emu|ym)|niedowidz\w{2,6}"
    r"|niepelnosprawn(?:y|a|ego|ej|emu|ym|oscia?|osci)|nieslyszac(?:y|a|ego|ej|emu|ym)"
    r"|(?:jestem|jest)\s(?:(?:ciezko|tez|juz|stale)\s)?(?:gluch[ay]|niem[ay]|chor[ay]|przewlekle)"
    r"|inwalid(?:a|ka|ki|ke|zk\w)"
    r"|na\swozku(?!\s(?:dzie|skle|z\s))|o\skulach"
    r"|(?:po|przed)\s(?:operacji|amputacji|zabiegu|udarze|zawale|wylewie)"
    r"(?:\s(?:biodra|kolana|serca|oka|kregoslupa|zacmy))?"
    r"|endoprotez\w{1,2}|dializ\w{2,4}|rozrusznik\w{0,3}|chemioterapi\w|w\sciazy"
    r"|onkologi\w{1,4}|psychiatr\w{2,6}|kardiologi\w{1,4}|choruj\w{1,3}|lecz[ey]\w{0,3}\ssie"
    rf"|zlamani\w{{1,2}}\s{_LIMB}|(?:zlama|skreci|zwichn)\w{{1,5}}\s(?:(?:sobie|mi)\s)?{_LIMB}"
    rf"|rozedm\w|(?:bol\w|zlaman\w|skrecon\w)\s(?:(?:mnie|mi|ja|go|jej)\s)?{_LIMB}"
    rf"|{_LIMB}\s(?:(?:mnie|mi|ja|go|jej|mu|jest)\s)?(?:boli|zlaman\w|skrecon\w|spuchni\w+)"
    r"|(?:jest|leze|lezy|lezal\w?|trafil\w?|przebywa|zabrali\s(?:go|ja|mnie))\s"
    r"(?:(?:teraz|nadal|w\w+)\s)?(?:w|do)\sszpital\w"
    r"|na\s(?:zabiegi|dializy|chemi[eo]|rehabilitacj[ei]|naswietlania)"
    r"|wstrzas\w{0,3}\smozgu|alkoholi(?:k|zm)\w{0,3}|narkoman\w{0,3}"
    r"|orzeczeni\w{1,3}\so\s(?:stopniu\s)?"
    r"niepelno\w+)(?!\w)"
)
_FOR_EVERYBODY = r"(?<!\w)(?:dla|miejsc\w{1,3}|kopert\w{1,2})\s(?:\w+\s)?$"
_NEAR = 25


def health_words(text: str) -> Iterator[PersonalSpan]:
    """Yield the words in *text* that may tell of somebody's health."""
    small = plain(text)
    for found in compiled(_HEALTH).finditer(small):
        left = small[max(0, found.start() - _NEAR) : found.start()]
        if compiled(_FOR_EVERYBODY).search(left) is None:
            yield PersonalSpan(*found.span(), PersonalKind.OTHER)
