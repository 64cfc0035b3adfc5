"""Addresses online: e-mail, profiles, messengers, and boxes for letters of offices."""

from collections.abc import Iterator

from lckm_core.redaction._function_mailboxes import UNITS, is_mailbox_of_a_function
from lckm_core.redaction._patterns import compiled
from lckm_core.redaction._spans import PersonalKind, PersonalSpan
from lckm_core.redaction._words import plain

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
_TLD = r"(?:pl|com|eu|net|org|info|edu|gov|de|uk|ua)"
# After a word for it also with blanks within: „mail: jan kowalski 55 @ wp . pl”.
_SPACED_EMAIL = (
    r"(?i)(?<!\w)(?:e-?mail\w*|mail\w*|adres\w*\smailow\w+|poczt\w+)[\s:,–-]{1,4}"
    # „Mail mojej mamy”.
    r"(?:(?:to|na|do|mnie|nas|elektroniczn\w{1,3}|e-?mail\w{0,4}|mailow\w{1,3}|adres\w{0,3}|jest"
    # „Na adres poczty elektronicznej …”.
    r"|prywatn\w{1,3}|domow\w{1,3}|s[łl]u[żz]bow\w{1,3}|kontaktow\w{1,3}|m[óo]j\w{0,3}"
    r"|nasz\w{0,3}|taty|mamy|rodzic[óo]w|m[ęe][żz]a|[żz]ony"
    r"|syna|c[óo]rki|siostry|brata|babci|kole[żg]\w{1,4}|jego|jej|ich|swo(?:jej|jego|ich)"
    r"|moich|pan[ai]|ojca|matki|dziadk(?:a|[óo]w)|wnuczki|wnuka|wnucz?k[óo]w|te[śs]ci(?:a|owej)"
    r"|synowej|zi[ęe]cia|s[ąa]siad(?:a|ki)|kuzyn(?:a|ki)|cioci|wujka|szwagr(?:a|owej)|szwagierki"
    r"|partner(?:a|ki)|opiekun(?:a|ki)|znajom(?:ego|ej)|narzeczon(?:ego|ej))[\s:]{1,2}){0,4}+"
    rf"((?:[\w.+-]++\s){{1,3}}[\w.+-]++(?:\s?@\s?|\s{_SIGN}\s)"
    rf"(?:[^\W_][\w-]*+)(?:\s?\.\s?{_TLD}(?!\w)|\s?\.[\w-]++|\s\.\s[\w-]++"
    r"|\s(?:kropka|dot)\s[\w-]++|\s(?:pl|com|eu|net|org)){1,3})(?!\w)"
)
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
_FUNCTION = (
    r"(?:sekretariat|kancelaria|biuro|bok|kontakt|lckm|info|informacja|rzecznik|dyzurny"
    r"|dyspozytor(?:nia)?|poczta|urzad|skargi|zgloszenia|awarie|prasa)"
)
_PART = r"(?:[._-](?:[a-z]{2,4}|g[łl]own[ay]|prasow[aey]|podawcz[ay]|klienta|ogoln[ay]))"
# „sekretariat.zzm@uml.lodz.pl”, „kancelaria@gios.gov.pl”: of whoever works there just then.
_OFFICE = (
    r"(?i)[\w+-]++@(?:(?:[\w-]++\.)?uml\.)?lodz\.pl"
    rf"|{_FUNCTION}{_PART}?@(?:uml\.lodz|(?:[\w-]++\.){{0,3}}gov)\.pl"
    rf"|{_FUNCTION}{_PART}?@(?:{UNITS})\.lodz\.pl"
)
_EMAIL_HINT = r"(?i)@|\bma[łl]p|\bat\b|[(\[]\s?(?:a|et)\s?[)\]]"


# „Profil @maja.wrona.ldz”: no e-mail address.
_PROFILE_WORD = r"(?:profil\w*|nick\w*|kont(?:o|a|em)|koncie|u[żz]ytkowni\w{1,4})\s"
_OF_A_PROFILE = rf"(?i){_PROFILE_WORD}@(?!\s)"


def emails(text: str) -> Iterator[PersonalSpan]:
    """Yield the e-mail addresses in *text*."""
    if compiled(_EMAIL_HINT).search(text):
        for pattern in (_EMAIL, _DOTLESS_EMAIL, _BROKEN_EMAIL):
            for email in compiled(pattern).finditer(text):
                is_profile = compiled(_OF_A_PROFILE).match(email[0]) is not None
                if not (is_profile or _is_of_a_function(text, email.start(), email[0])):
                    yield PersonalSpan(*email.span(), PersonalKind.EMAIL)
        for email in compiled(_LETTERS_EMAIL).finditer(text):
            yield PersonalSpan(*email.span(), PersonalKind.EMAIL)
        for email in compiled(_SPACED_EMAIL).finditer(text):
            # „Adres mailowy urzędu lckm@…”.
            address = email[1].split()[-1]
            if not _is_of_a_function(text, email.end(1) - len(address), address):
                yield PersonalSpan(*email.span(1), PersonalKind.EMAIL)


def _is_of_a_function(text: str, start: int, address: str) -> bool:
    """Return whether the *address* at *start* is a mailbox of an office, or of a firm."""
    is_of_an_office = compiled(_OFFICE).fullmatch(address) is not None
    return is_of_an_office or is_mailbox_of_a_function(text, start, address)


# ── Social media profiles ──

_NETWORKS = "facebook|fb|instagram|tiktok|twitter|x|linkedin|threads|youtube|[mt](?=\\.me)"
_NO_PROFILE = (
    "groups?|events?|watch|shares?|photos?|pages?|search|hashtag|reels?|stories|posts?|p"
    "|marketplace|company|video|explore|login|home"
)
_PROFILE = (
    rf"(?i)(?<![\w-])(?:{_NETWORKS})\.(?:com|net|me)/(?:in/|people/|profile\.php\?id=|@)?+"
    rf"(?!(?:{_NO_PROFILE})(?:[/?.]|$|\s))([\w.-]*\w)"
)
# „facebook.com/mpklodz”: the city's own, and those of its houses; „lodzianka.ewa” is somebody.
_PROFILE_OF_A_BODY = (
    r"(?i)(?:(?:uml|lckm|mpk|zdit|zwik|zzm|zim|mops|mosir|usc|miasto|zoo|ec1)[._]?(?:w[._]?)?"
    r"(?:lodz\w*|$)|lodz(?:pl|24|kie\w*|[._]?(?:pl|miasto|info|news|official|kreuje))?$|policja"
    r"|straz(?!ak)|urzad|teatr|muzeum|filharmoni|bibliotek|radaosiedla|manufaktura|orientarium"
    r"|radio|schronisko|szpital|politechnika|uniwersytet)"
)


def social_profiles(text: str) -> Iterator[PersonalSpan]:
    """Yield the account names in *text*, as in „facebook.com/…”."""
    if "/" in text:
        for profile in compiled(_PROFILE).finditer(text):
            if not compiled(_PROFILE_OF_A_BODY).match(profile[1]):
                yield PersonalSpan(*profile.span(1), PersonalKind.NAME)


# ── Accounts with a messenger, and boxes at an office of the state ──

_MESSENGERS = (
    r"(?:insta(?:gram\w{0,4})?|ig|fb|facebook\w{0,3}|messenger\w{0,3}|snap(?:chat\w{0,3})?"
    r"|telegram\w{0,3}|tik[\s-]?tok\w{0,3}|twitter\w{0,3}|discord\w{0,3}|skype\w{0,3}"
    r"|whats?app\w{0,3}|signal|viber|threads)"
)
_TO_ME = (
    r"(?:m[óo]j|moj[ae]|moim|mnie|mi|sw[óo]j|swoj[ae]|swoim|siebie|wrzuci[łl]\w{0,2}"
    r"|pisa[ćc]|pisz\w{1,4}|napisz\w{0,4}|kontakt\w{0,4}|prosz[ęe])"
)
# „mój messenger: maja.wrona”, „pisać na insta @kacper_09”.
ACCOUNT = (
    rf"(?i)(?<!\w)(?:{_TO_ME}(?!\w)[^.!?\n@]{{0,20}}?(?<!\w))?{_MESSENGERS}(?!\w)"
    r"(?:\s?[:=–-]\s?|,\s|\s\(|\s)(?:(?:to|nick|konto|login|profil)\s?:?\s)?"
)
# What every match of it holds, in plain letters.
ACCOUNT_HINT = (
    "insta|ig|fb|facebook|messenger|snap|telegram|tik|twitter|discord|skype|what|signal|viber"
    "|threads"
)
_HANDLE = r"(@[\w.]{2,40}\w|[a-zA-Z][\w.]{2,40}\w)(?![\w@/-]|\.\w)"
_OF_OWN_ACCOUNT = rf"(?i)(?<!\w){_TO_ME}(?!\w)|[:=]\s?$"
_OF_OWN_ACCOUNT_AFTER = rf"(?i)[^.!?\n]{{0,30}}?(?<!\w){_TO_ME}(?!\w)"
_SIGNS_OF_AN_ACCOUNT = r"@|[a-zA-Z0-9][._][a-zA-Z0-9]|[a-zA-Z]\d"
_OF_A_BODY = (
    r"(?i)(?:lodz|miast|urzad|uml|mpk|zdit|zwik|zim|policj|straz|radio|tv|news|gazet|official"
    r"|oficjal|sklep|shop|bar(?!t|b)|pizz|klub|fundacj|info|biuro|szkol|muze|teatr|kino|park"
    r"|centrum|bank|wiadomosci|poland|polska|com$|pl$)"
)
_PROFILE_NAMED = rf"(?i)(?<!\w){_PROFILE_WORD}(@[\w.]{{2,40}}\w)(?![\w@/-]|\.\w)"
# „Profil zosia.w.miescie na instagramie”.
_PROFILE_ON = (
    r"(?i)(?<!\w)profil\w{0,2}\s(@?[a-z]\w*[._][\w.]{1,30}\w)"
    rf"(?=\s(?:na|w)\s{_MESSENGERS}(?!\w))"
)
# Of offices they begin with capitals: „/UMLodz/SkrytkaESP”.
_BOX = r"(?<![\w/.:])/(?![A-Z]{2})[\w.-]{3,40}/(?i:domy[śs]lna|skrytka\w{0,10})(?![\w/])"
_DELIVERY = r"(?i)(?<!\w)AE:\s?PL-\d{5}-\d{5}-[A-Z]{5}-\d{2}(?!\w)"
_OF_AN_OFFICE = (
    r"(?i)(?<!\w)(?:urz[ęąe]d|wydzia[łl]|miast|zarz[ąa]d|s[ąa]d|sp[óo][łl]k|firm|sp[óo][łl]dziel"
    r"|wasz|pa[ńn]stwa|uml|gmin|zus|mops)\w*[^.!?\n]{0,40}$"
)


def online_accounts(text: str) -> Iterator[PersonalSpan]:
    """Yield the accounts with a messenger, and the boxes for letters, that are a resident's."""
    is_told = compiled(ACCOUNT_HINT).search(plain(text))
    for cue in compiled(ACCOUNT).finditer(text) if is_told else ():
        handle = compiled(_HANDLE).match(text, cue.end())
        if handle is None or compiled(_OF_A_BODY).search(handle[1]):
            continue
        is_own = compiled(_OF_OWN_ACCOUNT).search(cue[0]) or compiled(_OF_OWN_ACCOUNT_AFTER).match(
            text, handle.end()
        )
        if is_own and compiled(_SIGNS_OF_AN_ACCOUNT).search(handle[1]):
            yield PersonalSpan(*handle.span(1), PersonalKind.NAME)
    for pattern in (_PROFILE_NAMED, _PROFILE_ON) if "rofil" in text or " @" in text else ():
        for profile in compiled(pattern).finditer(text):
            if not compiled(_OF_A_BODY).search(profile[1]):
                yield PersonalSpan(*profile.span(1), PersonalKind.NAME)
    if "/" in text:
        for box in compiled(_BOX).finditer(text):
            yield PersonalSpan(*box.span(), PersonalKind.OTHER)
    if "AE:" in text.upper():
        for box in compiled(_DELIVERY).finditer(text):
            if not compiled(_OF_AN_OFFICE).search(text[max(0, box.start() - 60) : box.start()]):
                yield PersonalSpan(*box.span(), PersonalKind.OTHER)
