"""E-mail addresses, social media profiles and home addresses."""

from collections.abc import Iterator

from lckm_core.redaction._patterns import compiled
from lckm_core.redaction._spans import BARRIER, PersonalKind, PersonalSpan

# ── E-mail addresses, also those disguised from programs ──

# Every token is possessive and begins at a word, so each is looked at a bounded number of times.
_SIGN = "ma[łl]p(?:a|ka|ą|ką)"
_AT = rf"(?:\s?@\s?|\s?[(\[{{<]\s?(?:at|@|a|{_SIGN})\s?[)\]}}>]\s?|\s(?:{_SIGN}|at)\s)"
_DOT = (
    r"(?:\.|\s\.\s|\s?[(\[{<]\s?(?:dot|kropka|\.)\s?[)\]}>]\s?"
    r"|\s(?:kropka|dot|my[śs]lnik|podkre[śs]lnik)\s)"
)
_LOCAL = rf"(?<![\w.+%'-])[\w+%'-]++(?:{_DOT}[\w+%'-]++){{0,5}}"
_EMAIL = rf"(?i){_LOCAL}{_AT}[^\W_](?:[\w-]*+)(?:{_DOT}[\w-]++){{0,6}}{_DOT}[^\W\d_]{{2,24}}(?!\w)"
# Without its last dot: „jan@gmail”, „jan@wp,pl”, „jan@onet pl”.
_PROVIDERS = (
    "gmail|googlemail|wp|o2|onet|op|vp|interia|poczta|tlen|gazeta|buziaczek|yahoo|hotmail|outlook"
    "|live|icloud|proton(?:mail)?|int"
)
_DOTLESS_EMAIL = (
    rf"(?i){_LOCAL}(?:@|\s?@\s?(?=(?:{_PROVIDERS})(?!\w))|\s{_SIGN}\s|\s?\({_SIGN}\)\s?)"
    rf"(?:[^\W_][\w-]*+(?:\.[\w-]++){{0,3}}(?:,\s?|\s)(?:pl|com|eu|net|org)"
    rf"|(?:{_PROVIDERS})(?![.-]\w))(?!\w)"
)
_EMAIL_HINT = r"(?i)@|\bma[łl]p|\bat\b|[(\[]\s?a\s?[)\]]"


def emails(text: str) -> Iterator[PersonalSpan]:
    """Yield the e-mail addresses in *text*."""
    if compiled(_EMAIL_HINT).search(text):
        for pattern in (_EMAIL, _DOTLESS_EMAIL):
            for email in compiled(pattern).finditer(text):
                yield PersonalSpan(*email.span(), PersonalKind.EMAIL)


# ── Social media profiles ──

_NETWORKS = "facebook|fb|instagram|tiktok|twitter|x|linkedin|threads|youtube"
_NO_PROFILE = (
    "groups?|events?|watch|shares?|photos?|pages?|search|hashtag|reels?|stories|posts?|p"
    "|marketplace|company|video|explore|login|home"
)
_PROFILE = (
    rf"(?i)(?<![\w-])(?:{_NETWORKS})\.(?:com|net|me)/(?:in/|people/|profile\.php\?id=|@)?+"
    rf"(?!(?:{_NO_PROFILE})(?:[/?.]|$|\s))([\w.-]*\w)"
)


def social_profiles(text: str) -> Iterator[PersonalSpan]:
    """Yield the account names in *text*, as in „facebook.com/…”."""
    if "/" in text:
        for profile in compiled(_PROFILE).finditer(text):
            yield PersonalSpan(*profile.span(1), PersonalKind.NAME)


# ── Home addresses: with a house number, after words that say that somebody lives there ──

_HOUSE = r"(?:bloku|budynku|kamienic[yę]|dom[ue]|domku|wie[żz]owcu|mieszkani[aeu]|lokal[ue])"
_LIVES = (
    r"(?<!\w)(?i:mieszka(?:m|my|j[ąa]|[łl]am|[łl]em|[łl][aiy]?)?|zamieszka[łl]\w{1,3}|zam\."
    r"|zameldowan\w{1,3}"
    r"|m[óo]j(?:ego)? adres(?:u|em)?(?: zamieszkania| domowy)?"
    r"|adres(?:u|em)? (?:zamieszkania|zameldowania|domowy"
    r"|do (?:korespondencji|dor[ęe]cze[ńn]|wysy[łl]ki)|korespondencyjny|zg[łl]aszaj[ąa]c\w{1,4})"
    r"|(?:moje|naszym?|moim) mieszkani[aeu]m?|m[óo]j dom|moim domu|live at|my address is"
    rf"|jestem (?:mieszka(?:nk[ąa]|[ńn]cem)|lokator(?:em|k[ąa])|najemc(?:[ąa]|zyni[ąa]))"
    rf"(?: {_HOUSE})?(?: z)?"
    # „odpowiedź proszę wysłać na adres”, and not what „wysłałem na adres”.
    r"|(?<![łl][ae]m )(?:odpowied[źz]\w{0,3}|listy?|korespondencj\w"
    r"|(?:prze|ode|wy|przy|do)[śs](?:[łl]a|y[łl]a)(?:[ćc]|nie))(?!\w)"
    r"(?:(?![łl][ae]m(?!\w))[^.!?\n]){0,30}?(?<!\w)(?:na (?:m[óo]j )?adres|poczt[ąa]))"
)
_CAPITAL = r"[^\W\d_a-ząćęłńóśźż]"
# Words that may stand between: a house, a postcode, a household, since when, whose name.
_ON_THE_WAY = (
    r"(?:[\s:,–-]{1,3}(?:(?i:w [ŁL]odzi|[ŁL][óo]d[źz]|to|jest|na ulicy|przy ulicy|przy|na"
    r"|pod(?: adresem)?|in [ŁL]odzi|at|domowy"
    rf"|w {_HOUSE}|ze? [a-ząćęłńóśźż]{{3,}}+(?: i [a-ząćęłńóśźż]{{3,}}+)?"
    rf"|od (?:(?:\d{{1,3}}|wielu|kilku) lat|urodzenia|zawsze|lat|\d{{4}} r(?:\.|oku))"
    rf"|tu|tutaj|sama?|razem|obecnie|nadal|niestety)(?!\w)|\d\d-\d{{3}} {_CAPITAL}\w++"
    rf"|(?:{_CAPITAL}[\w-]{{1,30}}+ ){{1,2}}{_CAPITAL}[\w-]{{1,30}}+(?=,)|{BARRIER}++)){{0,6}}+"
    r"[\s:,–-]{1,3}"
)
_KIND = r"(?:(?i:ul\.|ulic[ay]|al\.|alei|pl\.|placu|os\.|osiedlu)\s?)?"
_NO_STREET = (
    r"(?:od|do|i|a|w|z|ju[żz]|przez|oko[łl]o|lat|tu|tutaj|blisko|ko[łl]o|obok|pi[ęe]trze|parterze"
    r"|bloku?|osiedlu)(?!\w)"
)
_NAMED = (
    rf"(?:\d{{1,2}}\s)?{_CAPITAL}[\w.'’-]{{0,30}}+"
    rf"(?:\s(?!{_NO_STREET})[\w.'’-]{{1,30}}+){{0,3}}?"
)
_STREET = rf"(?:{_NAMED}|(?!{_NO_STREET})[a-ząćęłńóśźż]{{4,}}+)"
_NO_NUMBER = (
    r"(?!\s(?i:lat|rok|pok[oó]j|os[oó]b|dziec|km|m\s(?:od|dalej|st[ąa]d)|metr|minut|pi[ęe]tr|raz"
    r"|tygodn|miesi|dni))"
)
_FLAT = r"(?:,?\s?(?:m\.?|lok\.?|lokal[eu]?|mieszk(?:ani[ae]|\.))(?:\s?nr\.?)?\s?\d{1,4}[A-Za-z]?)"
_BARE = r"\s\d{1,4}(?:\s?[A-Ha-h])?(?!\w)"
_SLASH = r"(?:\s?/\s?\d{1,4}[A-Za-z]?)"
_NUMBER = rf"{_BARE}{_SLASH}?{_FLAT}?(?!\w){_NO_NUMBER}"
_CITY = r"(?:,?\s\d\d-\d{3}(?:\s[ŁL][óo]d[źz])?)?"
_SOMEWHERE = r"[^.!?;\n]{0,40}?(?<!\w)"
_HOMES = (
    rf"{_LIVES}{_ON_THE_WAY}({_KIND}{_STREET}{_NUMBER}{_CITY})",
    # With a flat it is a home a few words further on too; with a stroke it may be one after a
    # part of the city.
    rf"(?:{_LIVES}|(?<!\w)(?i:lokator|najemc|w[łl]a[śs]ciciel)\w*+){_SOMEWHERE}"
    rf"({_KIND}{_NAMED}{_BARE}{_SLASH}?{_FLAT}(?!\w){_CITY})",
    rf"{_LIVES}\s(?i:na|we?)\s{_CAPITAL}\w++(?:\s{_CAPITAL}\w++)?,\s"
    rf"({_KIND}{_NAMED}{_BARE}{_SLASH}(?!\w){_CITY})",
    # „Jestem lokatorką mieszkania nr 8 w budynku Pomorska 15”.
    rf"(?<!\w)(?i:lokator|najemc|w[łl]a[śs]ciciel|zajmuj|wynajmuj|mieszka(?!ni)|zam\.)\w*+"
    rf"{_SOMEWHERE}"
    rf"((?i:mieszkani[aeu]|lokal\w{{0,2}}|numerem|nr)\s(?i:(?:nr|numer)\s)?\d{{1,4}}[A-Za-z]?"
    rf"(?:,?\s(?i:we?|przy|na|pod|adresem|{_HOUSE})(?!\w)){{0,3}}\s{_KIND}{_NAMED}{_NUMBER})",
)
# A line that holds an address and nothing else.
ADDRESS_LINE = rf"(?:zam\.\s)?({_KIND}{_STREET}{_NUMBER}{_CITY}|\d\d-\d{{3}}\s\w++)[.,]?$"
_HOME_HINT = r"(?i)miesz|zam|adres|m[óo]j|moim|live|lokator|najem|jmuj|ciciel|poczt"


def home_addresses(text: str) -> Iterator[PersonalSpan]:
    """Yield the addresses in *text* at which somebody is said to live."""
    if compiled(_HOME_HINT).search(text):
        for pattern in _HOMES:
            for home in compiled(pattern).finditer(text):
                yield PersonalSpan(*home.span(1), PersonalKind.ADDRESS)
