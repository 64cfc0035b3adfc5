"""Whether „Skrócony opis sprawy” of a benefit in money says how much it is (I32)."""

from lckm_core._patterns import KeywordPattern, compiled
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.sentences import STOP_BEFORE_BLANK, sentences_of
from lckm_core.text import Message

_GRANT = (
    r"(?:przyzn(?:anie|awanie)|wypłat\w|udziel(?:enie|anie)|uzyskanie|otrzymanie"
    r"|ustalenie\s+prawa\s+do|ubieganie\s+się\s+o|wniosek\s+o(?:\s+\w+nie)?|pomoc\s+finansowa:?)"
)
_MONEY = (
    r"(?:stypendi(?:um|ów|a)\b|zasiłk(?:u|ów)\b|zasiłek\b|zapomog[aię]?\b|becikow\w+"
    r"|dofinansowani[ea]\b"
    r"|dotacj[aię]?\b|refundacj[aię]\b|dodat(?:ek|k(?:u|ów))\s+(?:mieszkaniow|energetyczn|osłonow"
    r"|węglow|gazow|elektryczn|pielęgnacyjn|do\s+zasiłk|dla\s+)\w*"
    r"|świadcze(?:nie|nia|ń)\s+(?:pieniężn|rodzinn|pielęgnacyjn|wychowawcz|rodzicielsk|wspierając"
    r"|jednorazow|integracyjn|z\s+funduszu\s+aliment|z\s+tytułu\s+urodzeni)\w*"
    r"|zwrot(?:u)?\s+kosztów\b|bon(?:u|ów)?\b\s+(?:\w+\s+){0,2}?(?:na|dla|żłob|energety|ciepł"
    r"|szkol|zasied)\w*)"
)
_QUALIFIED = (
    r"(?:(?:pomocy|świadczenia|prawa|jednorazow\w+|specjaln\w+|okresow\w+|celow\w+|stał\w+)\s+"
    r"(?:w\s+formie\s+|z\s+tytułu\s+)?|(?:w\s+formie\s+)){0,2}"
)
_OF_A_BENEFIT = KeywordPattern(
    "stypend zasił zapomo becik dofinans dotac refund dodat świadcz zwrot bon",
    rf"(?:{_GRANT}\s+)?{_QUALIFIED}{_MONEY}",
)
"""How the title of a matter in which residents get money begins."""
_OTHER_MATTER = (
    r"\b(?:zaświadcz|rozlicz|nienależn|zwrot\w*\s+(?:dotacj|świadcz|zasił|stypend)|wstrzym|wygaś"
    r"|uchyl|odwoł|zmian|informac|opiekuńcz|zdrowotn|posił|rzeczow|niepieniężn|konkurs\w*\s+ofert"
    r"|sprawozda|korekt|przelicz)"
)
"""What else a matter about a benefit may be, and benefits that are no money."""
_TELLS_HOW_MUCH = (
    r"\bzł\b|złot|\bpln\b|\beuro\b|%|procent|proc\.|wynosi|wysokoś|kwot|stawk|\bile\b|limit|połow"
    r"|\bgodzin|całoś|pełn\w+\s+koszt|równowartoś|krotnoś|różnic[aęy]|minimaln|przeciętn"
    r"|\bzależ(?:y|nie|ny|na|ą)\b|\buzależnion|\b(?:ze|według|wedle)\s+wzoru\b"
)
_NOT_THE_BENEFIT = r"(?!świadcz|zasił|dodat|stypend|zapomo|dotac|dofinans|refund|becik|\bbon)"
_OF_INCOME = (
    r"(?<!względu na )(?<!niezależnie od )\b(?:doch(?:ód|od\w*)|kryteri\w+|pr[óo]g\w*)\b"
    rf"(?:{_NOT_THE_BENEFIT}[^.;\n]){{0,80}}?\b(?:(?:przekr[ao]cz|poniżej|powyżej|niższ"
    r"|wyższ|mniejsz|większ|mieści|wynosi|najwyżej|nie\s+więcej)\w*"
    rf"|do\s+\d)(?:{_NOT_THE_BENEFIT}[^.;,)\n]){{0,80}}"
    # „…, a w rodzinie 30%”; what one gets is no income.
    r"(?:,?\s+(?:a|lub|albo|i)\s+(?:w|na|dla|u)\s+"
    r"(?=\w*(?:rodzin|gospodarst|os[oó]b|członk|samotn))"
    rf"(?:(?!dosta|otrzym|wypła|przyzna|pomoc|wynosi){_NOT_THE_BENEFIT}[^.;,)\n]){{0,60}}?(?:%"
    rf"|zł)){{0,2}}"
)
"""A sum that says who may have the benefit, and not how much it is."""
_OF_A_FEE = (
    r"\bopłat\w*(?:\s+(?:skarbow|administracyjn)\w+)?\s+(?:(?:wynosi|to|w\s+(?:wysokości"
    r"|kwocie))\s+)?"
    r"(?:(?:za|od)\s+(?:\w+\s+){1,3})?(?:wynosi\s+)?\d+(?:,\d\d)?\s*zł\w*"
    r"|\b(?:za|od)\s+(?:złożenie\s+)?pełnomocnictw[oa]\b[^.;,\n]{0,40}\d+(?:,\d\d)?\s*zł\w*"
    r"|\bpełnomocnictw[oa]\s+(?:kosztuje|to|wynosi|\()\s*\d+(?:,\d\d)?\s*zł\w*"
    r"|\d+(?:,\d\d)?\s*zł\w*\s+(?:(?:opłaty|kosztuje|płaci\s+się)\s+)?(?:\w+\s+)?(?:(?:za|od)\s+)?"
    r"pełnomocnictw[oa]|\b(?:wysokość|kwot[aęy])\s+opłaty"
)
"""What is paid to the Office, for a power of attorney above all."""
_GIVES_A_FEE_BACK = r"\b(?:zwrac|zwrot|zwróc|pokry|refund|dofinans|dopłac|oddaj)"


@rule(
    "LCKM-R074",
    "wzór: Skrócony opis sprawy",
    "skrócony opis, który nie mówi, ile wynosi świadczenie",
    WARNING,
)
def summary_tells_the_benefit(title: str, summary: str) -> RuleFaults:
    """The summary of a benefit in money says nothing of how much it is (I32)."""
    found = _OF_A_BENEFIT.may_match(title) and _OF_A_BENEFIT.compiled.match(title.strip())
    if not found or compiled(_OTHER_MATTER).search(title):
        return
    if not compiled(_TELLS_HOW_MUCH).search(_without_other_sums(summary)):
        yield (
            ("summary",),
            Message(
                "Nie wiadomo stąd, ile wynosi świadczenie. Podaj w skróconym opisie kwotę, jej "
                "granice albo od czego zależy.",
                "This does not tell how much the benefit is. Give the amount in the summary, its "
                "limits, or what it depends on.",
            ),
        )


def _without_other_sums(summary: str) -> str:
    """Return a summary without the sums of income, and without those of fees."""
    return "\n".join(
        words if compiled(_GIVES_A_FEE_BACK).search(words) else compiled(_OF_A_FEE).sub("", words)
        for _, words in sentences_of(compiled(_OF_INCOME).sub("", summary), STOP_BEFORE_BLANK)
    )
