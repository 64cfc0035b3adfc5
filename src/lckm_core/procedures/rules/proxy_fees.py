"""The fee for a power of attorney, where a text says that a proxy may act."""

import re

from lckm_core._patterns import compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.fees import POWER_OF_ATTORNEY, fee_rows
from lckm_core.procedures.rules.prices_of_powers import may_be_free
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.texts import Texts
from lckm_core.procedures.rules.vocabularies import Vocabulary
from lckm_core.text import EmptyWord, Message

# „Pełnomocnik Prezydenta ds. …” and „pełnomocnik do spraw …” are offices.
_PROXY = (
    r"pełnomocni[kc]\w*\b(?!\s+(?:prezydenta|burmistrza|wojewody|rządu|zarządu|ministra|rektora"
    r"|ds\.|do\s+spraw|wyborcz|komitetu))"
)
_DENIALS = Vocabulary(
    "",
    {
        "not": "nie nigdy ani żad- zamiast brak braku",
        "cannot": "niemożliw- niedopuszcz- wyklucz- wyłączon-",
        "without": "bez",
        "proxy": "pełnomocnik- pełnomocnic- pełnomocniczk-",
        "power": "pełnomocnictw-",
        "must": "musi musisz muszą trzeba należy powin- zawsze tylko obowiązk-",
        "pay": "płac- zapłac- opłat- uiszcz- wnosi",
        "if": "jeśli jeżeli gdy chyba",
        "also": "także również też nawet",
        "need": "potrzeb- wymag- koniecz- mieć żąda- akceptuj- honoruj- honorowan- uznaj- stosuj-"
        " wystarcz- uprawnia- przyjm-",
    },
)
"""What denies a proxy, among words that may be any others."""
_CLAUSE = r",(?!\s*(?:aby|żeby|by)\b)\s*|[:()]\s*|\s[–-]\s|\s(?=(?:a|ale|lecz|bo)\s)"
_NO_PAPER = Vocabulary(
    "się do wniosku żadnego żadnych też także jest",
    {
        "not": "nie",
        "power": "pełnomocnictw-",
        "must": "musi- trzeba należy powin-",
        "file": "dołącz- załącz- skład- przynoś- przedkład- dostarcz- przedstawi- wysył- przesył-"
        " przygotow- wypełni-",
        "needless": "zbędn- niepotrzebn-",
    },
)
"""What says that nobody files a power of attorney: nobody acts by one, unless it is shown."""
_FOR_THEMSELVES = (
    r"\b(?:osobiście|samodzielnie|sam[ai]?\b(?!\s+(?:wnios|formul|druk|dow))|bez\s+niego)\b"
)
"""„…, bo działasz sam”; „…, bo mamy je w aktach” is of those who have one."""
_SHOWS = (
    r"\b(?:okaż|okazuj|pokaż|pokazuj|przedstaw|przedłóż|przynieś|przynosi|zabierz|weź|miej|złóż)\w*"
    r"\s+(?:je\b|(?:\w+\s+){0,2}pełnomocnictwo\b)"
)
_VOTES = r"\bgłosowa\w*[^.;\n]{0,60}\bpełnomocni[kc]|pełnomocni[kc]\w*[^.;\n]{0,60}\bgłosowa"
"""A proxy who votes, which the matter may be about and which costs nothing."""
_A_FORM = r"(?:wz[oó]r|druk|formularz|blankiet|szablon)\w*"
_SAYS_NOTHING_OF_ITS_FEE = (
    rf"\b{_A_FORM}\s+(?:\w+\s+)?pełnomocnictw\w*|\b(?:darmow|bezpłatn|nieodpłatn)\w+\s+{_A_FORM}"
    r"|\b(?:jeśli|jeżeli|gdy(?:by)?|kiedy|jak|dopóki|o\s+ile|kto)\b[^,.;\n]{0,80}?"
    r"\bnie\s+(?:zapłac|opłac|uiś|uiszcz|wnies|wnios)\w*[^,.;\n]{0,80}"
    r"|\bnie\s+zapłac[^.;\n]{0,80}?[,–-]\s*(?:a\s+|to\s+)?"
    r"(?:wezwiemy|wezwie|zwrócimy|nie\s+rozpatrz)"
)
"""A form of it is free, or what follows „gdy za pełnomocnictwo nie zapłacisz”."""
_WHERE_PROXIES_ARE = (
    "summary",
    "steps",
    "how_to",
    "additional_info",
    "useful_info",
    "required_documents",
)
_SHOWN = ("required_documents", "to_present")
_EXCEPT_POWER = r"(?:wyjątkiem|oprócz|poza)\s+(?:\w+\s+){0,3}pełnomocnictw"


def _lets_act(sentence: str, *, is_shown: bool) -> bool:
    """Return whether a sentence speaks of a proxy, and does not say that none may act.

    Whether a power of attorney is shown, others say: then it may be left out of the papers.
    """
    if not compiled(_PROXY).search(sentence) or compiled(_VOTES).search(sentence):
        return False
    if not is_shown and _is_not_filed(sentence):
        return False
    clauses: list[list[str]] = []
    for clause in compiled(_CLAUSE).split(sentence):
        words = [read[0] if (read := _DENIALS.read(word)) else "" for word in clause.split()]
        if clauses and words == ["not"]:
            # „Pełnomocnik – nie.”
            clauses[-1] += words
        else:
            clauses.append(words)
    # „Nie składaj podpisu za pełnomocnika.”
    is_for_proxy = compiled(r"\bza\s+pełnomocni").search(sentence) is not None
    before: list[str] = []
    for words in clauses:
        goes_on = words[:1] in (["also"], ["if"]) and "not" in before
        # „Pełnomocnik nie, chyba że ma pełnomocnictwo” lets those who have it act.
        is_of_before = goes_on and (words[0] == "also" or {"proxy"} <= {*before} & {*words})
        denied = (_is_denied(words) and not is_for_proxy) or is_of_before
        if {"proxy", "power"} & set(words) and not denied:
            return True
        before = words
    return False


def _is_not_filed(sentence: str) -> bool:
    """Return whether no power of attorney is filed, for people act for themselves."""
    clauses = compiled(_CLAUSE).split(sentence.rstrip(".;) "))
    for at, clause in enumerate(clauses):
        said = set(_NO_PAPER.read(clause) or ())
        if "power" in said and ({"not", "file"} <= said or "needless" in said):
            rest = " ".join(clauses[at + 1 :])
            return not rest or compiled(_FOR_THEMSELVES).search(rest) is not None
    return False


def _is_denied(words: list[str]) -> bool:
    """Return whether a clause denies a proxy, or the need of a power of attorney."""
    meant = set(words)
    if "without" in meant:
        # Whoever has it may act: „bez pełnomocnictwa wniosku nie przyjmiemy”.
        return "not" not in meant
    if not meant & {"not", "cannot"} or "pay" in meant:
        return False
    if "proxy" in meant:
        return "must" not in meant
    return bool(meant & {"need", "cannot"}) or words[-1] == "must"


def _says_that_it_is_free(sentence: str) -> bool:
    """Return whether a sentence says that a power of attorney costs nothing."""
    rest = compiled(_SAYS_NOTHING_OF_ITS_FEE).sub(" ", sentence)
    return may_be_free(rest)


@rule(
    "LCKM-R017",
    "wzór: Opłaty",
    "brak opłaty za pełnomocnictwo, choć można działać przez pełnomocnika",
    WARNING,
    part="fees",
    whole="useful_info",
)
def proxy_fee_is_mentioned(
    fees: tuple[parts.FeeGroup, ...] | EmptyWord, texts: Texts
) -> RuleFaults:
    """A proxy may act, yet the fee for the power of attorney is not mentioned."""
    # Where no fee can be read, nobody knows what the fees are for.
    if not isinstance(fees, EmptyWord) and not fee_rows(fees):
        return
    speaking = [
        text
        for path, text in texts.holding_in_any_case(("pełnomoc",), *_WHERE_PROXIES_ARE)
        # Nothing is due for what is shown and not filed.
        if path[:2] != _SHOWN
    ]
    if not speaking or _mention_power(texts):
        return
    sentences = [sentence for text in speaking for sentence in re.split(r"(?<=[.;])\s|\n", text)]
    of_power = [
        sentence
        for text in speaking
        for sentence in re.split(r"(?<=\.)\s|\n", text)
        if "pełnomocni" in sentence.lower()
    ]
    says_fee = bool(of_power) and any(compiled(_EXCEPT_POWER).search(text) for text in speaking)
    if not says_fee and (any(map(_says_that_it_is_free, of_power))):
        return
    is_shown = any(compiled(_SHOWS).search(text) for text in speaking)
    if not says_fee and not any(_lets_act(it, is_shown=is_shown) for it in sentences):
        return
    yield ("fees",), _NO_FEE_AT_ALL if isinstance(fees, EmptyWord) else _NO_FEE_FOR_IT


_NO_FEE_AT_ALL = Message(
    "Opis mówi o pełnomocniku, a w polu „Opłaty” jest samo „brak”. Podaj tam opłatę za "
    "pełnomocnictwo. Jeżeli się jej nie pobiera, napisz w „Sposobie załatwienia sprawy”, że "
    "pełnomocnictwo jest zwolnione z opłaty.",
    "The text speaks of a proxy, and “fees” has „brak” alone. Give the fee for the power of "
    "attorney there. If none is due, say in “how_to” that the power of attorney is free of "
    "charge („pełnomocnictwo jest zwolnione z opłaty”).",
)
_NO_FEE_FOR_IT = Message(
    "Opis mówi o pełnomocniku, a w opłatach nie ma opłaty za pełnomocnictwo. "
    "Dodaj ją albo napisz w uwagach do opłat, że jej nie ma.",
    "The text speaks of a proxy but no fee for the power of attorney is mentioned. "
    "Add it, or say in the remarks on fees that none is due.",
)


def _mention_power(texts: Texts) -> bool:
    """Return whether fees, or remarks on them, speak of a power of attorney."""
    return any(
        path[-1] in ("kind", "rule", "remarks") and POWER_OF_ATTORNEY.compiled.search(text)
        for path, text in texts.holding_in_any_case(POWER_OF_ATTORNEY.keywords, "fees")
    )
