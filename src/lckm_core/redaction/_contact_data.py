"""E-mail addresses and social media profiles."""

from collections.abc import Iterator

from lckm_core.redaction._patterns import compiled
from lckm_core.redaction._spans import PersonalKind, PersonalSpan

# ── E-mail addresses, also those disguised from programs ──

# Every token is possessive and begins at a word, so each is looked at a bounded number of times.
_SIGN = "ma[łl]p(?:a|ka|ą|ką)"
_AT = rf"(?:\s?@\s?|\s?[(\[{{<]\s?(?:at|et|@|a|{_SIGN})\s?[)\]}}>]\s?|\s(?:{_SIGN}|at)\s)"
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
# After a word for it also with blanks within: „mail: jan kowalski 55 @ wp . pl”.
_SPACED_EMAIL = (
    r"(?i)(?<!\w)(?:e-?mail\w*|mail\w*|adres\w*\smailow\w+|poczt\w+)[\s:,–-]{1,4}(?:(?:to|mój"
    r"|moj)\s)?"
    rf"((?:[\w.+-]++\s){{1,3}}[\w.+-]++(?:\s?@\s?|\s{_SIGN}\s)"
    r"(?:[^\W_][\w-]*+)(?:\s?\.\s?[\w-]++|\s(?:kropka|dot)\s[\w-]++|\s(?:pl|com|eu|net"
    r"|org)){1,3})(?!\w)"
)
_TLD = r"(?:pl|com|eu|net|org|info|edu|gov|de|uk|ua)"
# „jan@gmail. com”: of a common provider, for after another dot a sentence may begin.
_BROKEN_EMAIL = (
    rf"(?i){_LOCAL}\s?@\s?(?:(?:{_PROVIDERS}|[\w-]{{1,20}}\.(?:{_PROVIDERS}))\s?\.\s?{_TLD})(?!\w)"
    rf"|{_LOCAL}{_AT}(?:{_PROVIDERS})\s{_TLD}(?!\w)"
)
# Letter by letter: „j a n @ w p . p l”.
_LETTERS_EMAIL = (
    r"(?<![^\s:;,(])(?:[\w.+-] ){2,40}+@"
    r"(?:(?: [\w.-]){4,40}+|\s?\w[\w-]*+(?:\.[\w-]++){1,3})(?![\w@])"
)
# A box of the city's office. One with a dot before the sign is a person's.
_OFFICE = r"(?i)[\w+-]++@(?:(?:[\w-]++\.)?uml\.)?lodz\.pl"
_EMAIL_HINT = r"(?i)@|\bma[łl]p|\bat\b|[(\[]\s?(?:a|et)\s?[)\]]"


def emails(text: str) -> Iterator[PersonalSpan]:
    """Yield the e-mail addresses in *text*."""
    if compiled(_EMAIL_HINT).search(text):
        for pattern in (_EMAIL, _DOTLESS_EMAIL, _BROKEN_EMAIL):
            for email in compiled(pattern).finditer(text):
                if not compiled(_OFFICE).fullmatch(email[0]):
                    yield PersonalSpan(*email.span(), PersonalKind.EMAIL)
        for email in compiled(_LETTERS_EMAIL).finditer(text):
            yield PersonalSpan(*email.span(), PersonalKind.EMAIL)
        for email in compiled(_SPACED_EMAIL).finditer(text):
            yield PersonalSpan(*email.span(1), PersonalKind.EMAIL)


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
