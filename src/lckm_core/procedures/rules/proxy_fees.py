"""The fee for a power of attorney, where a text says that a proxy may act."""

import re

from lckm_core._patterns import compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.fees import POWER_OF_ATTORNEY, fee_rows
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.texts import Texts
from lckm_core.text import EmptyWord, Message

# „Pełnomocnik Prezydenta ds. …” and „pełnomocnik do spraw …” are offices.
_PROXY = (
    r"pełnomocni[kc]\w*\b(?!\s+(?:prezydenta|burmistrza|wojewody|rządu|zarządu|ministra|rektora"
    r"|ds\.|do\s+spraw|wyborcz|komitetu))"
)
_HANDED = r"(?:wyda|przekaz|przekaż|odda|udostępni|wys[ył]|wyśl|doręcz|powierz|zlec)\w{0,8}"
_NO_PROXY = (
    r"(?:\bnie\s+(?:można|moż\w+|wolno|ma\s+możliwości|jest\s+możliw\w+|da\s+się|przyjm\w+|"
    r"działa|reprezentuj\w+|ustanawia|dopuszcz\w+|przewidu\w+|załatwi\w*|składa(?!j)|zastąpi"
    r"|złoży|odbierze|podpisze|weźmie|wystąpi|zgłosi|zarejestruje|zrobi|zda|stosuje\s+się|uprawnia)"
    r"|\bbrak\s+możliwości|\bbez\b|\bniemożliw\w+|\bwykluczon\w+|\bzamiast"
    r"|\bżad\w+)[^.;\n]{0,80}pełnomocni[kc]"
    r"|\b(?:nie|nigdy|ani)\s+(?:(?:po)?przez\s+)?pełnomocni[kc]"
    # Nobody needs it: „małżonek nie potrzebuje pełnomocnictwa”.
    r"|\bnie\s+(?:potrzebuj\w+|wymaga\w*|trzeba(?:\s+mieć)?|musi\w*\s+mieć"
    r"|(?:jest|są)\s+(?:potrzebn|wymagan|konieczn)\w+)\s+(?:\w+\s+){0,2}pełnomocnictw"
    # „Nie składaj kopii, jeśli pełnomocnik …” is of one who may act.
    r"|\bnie\s+(?:składaj|składać|wys|przes|dostarcz|przekazuj|odbieraj|podpisuj|zgłaszaj)\w*"
    r"[^.;,\n]{0,60}\b(?:przez|pośrednictwem|jako)\s+(?:\w+\s+)?pełnomocnik"
    r"|\bnie\s+(?:żąda|akceptuj|honoruj|uznaj)\w+\s+(?:\w+\s+)?pełnomocnictw"
    r"|pełnomocni[kc]\w*\s*[-–:]\s*nie\s*(?:[.;,)]|$)"
    r"|pełnomocnik\s+(?:(?:niestety|już|jednak)\s+)?nie\s*"
    r"(?:[.;)–]|$|,(?!\s*(?:chyba|jeśli|jeżeli|gdy|o\s+ile|bez)\b))"
    r"|pełnomocnictw\w*\s+nie\s+(?:trzeba|potrzeba)\s*(?:[.;,)]|$)"
    r"|pełnomocnictw\w*\s+(?:nie\s+jest\s+|jest\s+nie)(?:wymagan|potrzebn|konieczn)"
    r"|pełnomocni[kc]\w*[^.;,\n]{0,40}\bnie\s+(?:moż\w+|jest|są|wolno|dopuszcz\w+|załatwi\w*"
    r"|wystarczy|zastąpi|zrobi|złoży|podpisze|odbierze|przyjmuj\w+|przyjmiemy|uprawnia"
    r"|ma\s+(?:prawa|możliwości)|dokona|uzyska|otrzyma|dostanie)"
    r"|pełnomocni[kc]\w*[^.;,\n]{0,40}\b(?:niemożliw|niedopuszcz|wykluczon|wyłączon)"
    # Nothing is handed to a proxy; „bez pełnomocnictwa” is another word.
    rf"|\bnie\s+{_HANDED}[^.;,\n]{{0,60}}(?:,\s+(?:także|również|też|ani|nawet)\s+)?"
    rf"pełnomocnik(?:owi|om)\b|pełnomocnik(?:owi|om)\s+nie\s+{_HANDED}(?!\w*\s+(?:jedynie|tylko))"
)
_ALONE = (
    r"\s*(?:[.;)]|$|(?:,\s*(?:bo|gdyż|ponieważ|skoro)\b|\s[–-])[^.;\n]{0,60}"
    r"\b(?:osobiście|samodzielnie|sam[ai]?\b(?!\s+(?:wnios|formul|druk|dow))|bez\s+niego)\b)"
)
"""The end of a sentence, or that people act for themselves; „…, bo mamy je w aktach” is neither."""
_NOT_FILED = (
    r"\bnie\s+(?:(?:musisz|trzeba|należy|powin\w+)\s+)?(?:(?:za|do)łącz|skład|przynoś|przedkład"
    r"|dostarcz|przedstawi|wysył|przesył|przygotow|wypełni)\w*\s+(?:się\s+|do\s+\w+\s+)?"
    rf"(?:żadn\w+\s+)?pełnomocnictw\w*{_ALONE}"
    r"|pełnomocnictw\w*\s+nie\s+(?:(?:musisz|trzeba|należy)\s+)?(?:(?:za|do)łącz|skład|przynoś"
    rf"|przedkład|dostarcz)\w*(?:\s+się)?{_ALONE}"
    rf"|pełnomocnictw\w*\s+(?:jest\s+)?(?:zbędn|niepotrzebn)\w+{_ALONE}"
)
"""Nobody files a power of attorney: nobody acts by one, unless it is shown."""
_SHOWS = (
    r"(?:okaż|okazuj|pokaż|pokazuj|przedstaw|przedłóż|przynieś|przynosi|zabierz|weź|miej|złóż)\w*"
)
_SHOWN_ALL_THE_SAME = (
    rf"pełnomocnictw\w*(?:\s+nie\s+\w+(?:\s+się)?)?\s*[.;)]\s*{_SHOWS}\s+je\b"
    rf"|\b{_SHOWS}\s+(?:\w+\s+){{0,2}}pełnomocnictwo\b"
)
_IF_NOT = (
    r"\b(?:jeśli|jeżeli|gdy(?:by)?|kto|osob[aęy],\s+któr[aąe])\b[^.;,\n]{0,60}\bnie\s+[^.;\n]*,"
    r"(?![^.;,\n]*\bnie\s)[^.;,\n]*pełnomocni[kc]"
    r"|\bnie\s+(?:tylko|musi\w*|trzeba)\b[^.;\n]*pełnomocnik"
    # Whoever has it may act: „bez pełnomocnictwa wniosku nie przyjmiemy”.
    r"|\bbez\s+(?:\w+\s+)?pełnomocnictw[^.;\n]*\bnie\s+(?:przyjm|rozpatrz|rozpozna|wyda|załatwi"
    r"|odda)|\bnie\s+(?:przyjm|rozpatr|rozpozna|wyda|załatwi|składaj)[^.;\n]*"
    r"\bbez\s+(?:\w+\s+)?pełnomocnictw"
)
"""„Jeśli nie możesz przyjść, złoży go pełnomocnik”: nothing that a proxy may not do."""
_FREE = (
    r"pełnomocnictw[^.;\n]{0,80}(?:zwolnion|nie podlega|bezpłatn|bez opłat|nie pobiera|nieodpłatn|"
    r"woln\w+ od opłat|nie wymaga (?:\w+ )?opłat|nie wnosi|nie płaci|nie opłaca|nie trzeba płacić"
    r"|nic nie kosztuj|nie kosztuje\s*(?:nic\b|[.,;]|$)|nic nie (?:za)?płac|za darmo|darmow"
    r"|nie zapłac\w+\s*(?:[.;]|$|(?:żadn\w+ )?opłat)|nie ma opłat"
    r"|[:–-]\s*(?:brak\b|0(?:[.,]00?)?\s*zł))"
    r"|\bnie wymaga opłat[^.;\n]{0,20} (?:za|od) pełnomocnictw"
    r"|(?:zwolnion|zwolnienie|nie podlega|bezpłatn|bez opłat|nie pobiera|nieodpłatn|nie wnosi"
    r"|nie płaci|nic nie (?:za)?płac|(?:^|,)\W*nie zapłac|za darmo|darmow|nic nie kosztuj)\w*"
    r"[^.;\n]{0,80}pełnomocnictw"
)
"""A sentence that says why no fee for the power of attorney is listed."""
_NO_STAMP_DUTY = (
    r"(?:opłaty\s+skarbowej\s+(?:się\s+)?nie\s+(?:wnosi|pobiera|uiszcza|płaci)"
    r"|nie\s+(?:wnosi|pobiera|uiszcza|płaci)\s+się\s+opłaty\s+skarbowej)"
)
_FREE_IN_OTHER_WORDS = (
    r"pełnomocnik\w*,?\s+bez\s+opłaty\s+skarbowej"
    r"|pełnomocnictw\w*[;.]\s(?![^.;\n]{0,100}\b(?:od|za)\s+(?:wnios|złożen|wyda|zaświad|decyz|wpis"
    rf"|sam))[^.;\n]{{0,100}}?\b{_NO_STAMP_DUTY}"
    r"|pełnomocnictwo[;.]\s(?:[^.;\n]{0,60}\s)?jest\s+ono\s+(?:zwolnione\s+z|wolne\s+od)\s+opłat"
    r"|pełnomocnik[^.\n]{0,40}upoważnieni\w{1,2},?\s+(?:jest\s+)?(?:woln|zwolnion)\w+\s+(?:od|z)"
    r"\s+opłat"
)
"""The same, in words that stand by a proxy, or in the sentence after."""
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


def _denies_proxy(sentence: str, *, is_shown: bool) -> bool:
    """Return whether a sentence says that no proxy may act.

    Whether a power of attorney is shown, others say: then it may be left out of the papers.
    """
    denies = compiled(_NO_PROXY).search(sentence) or (
        not is_shown and compiled(_NOT_FILED).search(sentence)
    )
    return bool(denies) and compiled(_IF_NOT).search(sentence) is None


def _says_that_it_is_free(sentence: str) -> bool:
    """Return whether a sentence says that a power of attorney costs nothing."""
    rest = compiled(_SAYS_NOTHING_OF_ITS_FEE).sub(" ", sentence)
    return compiled(_FREE).search(rest) is not None


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
    of_power = [sentence for sentence in sentences if "pełnomocnictw" in sentence.lower()]
    says_fee = bool(of_power) and any(compiled(_EXCEPT_POWER).search(text) for text in speaking)
    if not says_fee and (
        any(map(_says_that_it_is_free, of_power))
        or any(compiled(_FREE_IN_OTHER_WORDS).search(text) for text in speaking)
    ):
        return
    is_shown = any(compiled(_SHOWN_ALL_THE_SAME).search(text) for text in speaking)
    if not says_fee and not any(
        compiled(_PROXY).search(sentence)
        and not _denies_proxy(sentence, is_shown=is_shown)
        and not compiled(_VOTES).search(sentence)
        for sentence in sentences
    ):
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
