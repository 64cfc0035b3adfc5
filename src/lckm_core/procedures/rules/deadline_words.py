"""Whether a deadline that is words only says when the matter is settled."""

from lckm_core._patterns import KeywordPattern, compiled
from lckm_core.calendar import MONTHS
from lckm_core.procedures import parts
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.text import Message

_THERE_AND_THEN = "od ręki|od razu|natychmiast|w dniu|na miejscu|na poczekaniu"
AT_ONCE = f"niezwłocznie|bezzwłocznie|{_THERE_AND_THEN}"
_SOON = (
    # „Niezwłocznie” and „bez zbędnej zwłoki” tell no day.
    rf"{_THERE_AND_THEN}|na bieżąco|nazajutrz"
    r"|(?:tego samego|w tym samym|(?:następn|kolejn)\w+) dni[au]"
    r"|(?:w trakcie|podczas|w czasie) (?:jednej )?(?:wizyty|rozmowy)"
)
_VAGUE = (
    r"(?!.*\b(?:samego|ręki|miejscu|poczekaniu|dniu|nazajutrz)).*"
    r"\b(?:w miarę (?:\w+ )?możliwości|(?:gdy|jak|kiedy) tylko (?:pozwol|będzie))"
)
"""„Niezwłocznie, w miarę możliwości” promises nothing."""
_NUMERAL = (
    r"(?:\d+(?:-(?:ciu|ch|stu|tu|u|mi?u|go|ga|ej))?|jed(?:en|na|nego|nej|nym)"
    r"|dw(?:a|ie|óch|u)|trz(?:y|ech)|czter(?:y|ech)"
    r"|pię(?:ć|ciu)|sześ(?:ć|ciu)|siedm(?:iu)?|siedem|osiem|ośmiu|dziewię(?:ć|ciu)"
    # „Kilkanaście dni” is no figure.
    r"|dziesię(?:ć|ciu)|(?!kilk|parę|paru)\w*(?:na(?:ście|stu)|dzie(?:ści|stu)|dziesi(?:ąt|ęciu))"
    r"|pół|półtora)"
)
_UNIT = (
    r"(?:dzie[nń]|dni\w*|d[oó]b(?:a|ę|y|ie)?\b|tydzień|tygodni\w*|tyg\b|miesi[ąę]c\w*|mies\b"
    r"|m-c\w{0,3}|godzin\w*|kwartał\w*|rok\w*|lat\w*|godz\b|h\b)"
)
_LENGTH = (
    rf"\b{_NUMERAL}(?:\s*[-–/]\s*{_NUMERAL})?(?:\s*\([^()]{{0,30}}\))?(?:\s+"
    rf"|-)(?:\w+\s+){{0,2}}{_UNIT}"
    r"|\b(?:do|w ciągu|w terminie|przez|około|ok\.|po|co|maksymalnie|najpóźniej)\s+(?:\w+\s+){0,2}"
    r"(?:tygodnia|miesiąca|tydzień|miesiąc|dzień|dnia|doby|roku|kwartału|godziny)"
    r"|\b(?:kilk[ua]|par[ęu])\s+godzin\b|\b(?:tydzień|miesiąc|kwartał|dwutygodni\w+|miesięczn\w+"
    r"|tygodniow\w+)\b"
    # „14-dniowy”, „trzydziestodniowy”.
    r"|\b(?:\d{1,3}[-–\s]?|(?!wielo|cało)\w{2,20}o|dw[ou]|trzy|trój|cztero|siedmio?)(?:dniow"
    r"|tygodniow|miesięczn)\w{1,3}\b"
    rf"|\bdo\s+\d{{1,2}}\.?\s*(?:\d{{1,2}}|[a-zśź]{{3,12}}(?:a|o))\b"
    # The day of an act is no deadline.
    rf"|\b(?<!dnia )\d{{1,2}}\.?\s+(?:{'|'.join(MONTHS)})\b"
)
"""An amount of time in words, „do 30 dni”, „w ciągu miesiąca”, „dwa tygodnie”, or a day."""
_HOURS = r"\b(\d{1,4})\s*(?:[-–]\s*\d{1,4}\s*)?(?:godzin\w*|godz\b\.?|h\b)"
_A_DAY = 24
_RESIDENTS_TIME = KeywordPattern(
    "odwoł zażal uzupełni usunięci skład złoż złóż opłat płać płaci ostateczn prawomocn",
    # Who has the time is the resident: for an appeal, to complete, to hand in, to pay.
    r"\b(?:na|termin(?:em)?)\s+(?:(?:wniesieni|złożeni)\w+\s+)?(?:odwołani|zażaleni)\w+"
    r"|\b(?:odwołać\s+się|(?:odwołani|zażaleni)\w+\s+(?:(?:od|na)\s+\w+\s+)?(?:można|należy|wnosi"
    r"|przysług|składa))|\b(?:można|możesz|przysługuje)\s+(?:się\s+)?(?:odwołać|(?:wnieść\s+)?"
    r"(?:odwołanie|zażalenie))"
    r"|\bna\s+(?:uzupełnienie\b|usunięcie\s+brak)|\btermin\s+(?:na\s+)?uzupełnieni"
    r"|\b(?:trzeba|należy|musisz|masz)\s+(?:\w+\s+){0,2}uzupełnić"
    r"|\bwnios(?:ek|ki)\s+(?:(?:należy|trzeba|można|musisz|możesz)\s+)?(?:składa(?:ć|sz"
    r"|my)?(?:\s+się)?|złożyć|złóż)\b"
    r"|\b(?:należy|trzeba|można|musisz|możesz)\s+(?:złożyć|składać)\b"
    r"|\bopłat\w+\s+(?:\w+\s+){0,2}(?:wnosi|wnieś|uiszcz|uiś|płaci)|\b(?:za|w)pła(?:ć|cić)\b"
    r"|\b(?:staje|staną|stanie)\s+się\s+(?:ostateczn|prawomocn)\w+",
)
"""A time that is the resident's, and not that in which the matter is settled."""
_OF_SETTLING = (
    r"\b(?:jeśli|jeżeli|gdy)\b|załatwi|rozpatr|rozpozn|\bwyda(?:\b|je|my|ni|ć)|wydaw|realiz"
    r"|rozstrzyg|odpowi|decyzję\s+po|zapad|czeka\b|trwa\b"
    r"|przygotow|sporządz|wysył|wyśle|prześle|usuwa|usuni(?!ęcie brak)|przekaz|wypłac|wypłat"
)

_OF_VALIDITY = KeywordPattern(
    "ważn okres czas wyda",
    r"\bważn(?:a|e|y|ość|ości)\b|\bna\s+(?:okres|czas)\s+(?:od\s+)?\w+"
    r"|\bwydaj\w+\s+(?:się\s+)?na\s+\d",
)
_VALIDITY = (
    r"(?:\bważn(?:a|e|y|ość|ości)\b|\bna\s+(?:okres|czas)\b(?!\s+(?:nie)?określony)"
    r"|(?<=wydaje)\s+się\s+na(?=\s+\d)|(?<=wydajemy)\s+na(?=\s+\d))[^,.;]*"
)
"""For how long something holds, which is no time of the settling."""


@rule(
    "LCKM-R013", "wzór: Termin realizacji", "termin bez liczby dni, tygodni lub miesięcy", WARNING
)
def deadline_has_an_amount(deadline: parts.Deadline) -> RuleFaults:
    """The deadline is words only, without an amount of days, weeks or months."""
    if deadline.terms or not deadline.text:
        return
    text = _of_the_matter(deadline.text)
    if compiled(_SOON).search(text) and not compiled(_VAGUE).match(text):
        return
    if not compiled(_LENGTH).search(text) or _tells_hours_alone(text):
        yield (
            ("deadline",),
            Message(
                "Termin określa się w dniach, tygodniach lub miesiącach. "
                "Dodaj „Terminy” (terms) z liczbą i jednostką, a opis zostaw w „Opisie terminu” "
                "(text).",
                "A deadline is given in days, weeks or months. Add “terms” with amount and unit; "
                "keep the description in “text”.",
            ),
        )


def _of_the_matter(text: str) -> str:
    """Return a text without the sentences whose time is a resident's, such as that to appeal."""
    if not _RESIDENTS_TIME.search(text) and not _OF_VALIDITY.search(text):
        return text
    sentences = compiled(r"(?<=[.;])\s|\n").split(text)
    return "\n".join(
        compiled(_VALIDITY).sub("", sentence)
        for sentence in sentences
        if not _is_residents_time(sentence)
    )


def _is_residents_time(sentence: str) -> bool:
    return bool(_RESIDENTS_TIME.search(sentence)) and not compiled(_OF_SETTLING).search(sentence)


def _tells_hours_alone(text: str) -> bool:
    """Return whether a text tells hours that make a day or more, and no other time (I35)."""
    if "godz" not in text and " h" not in text:
        return False
    hours = [int(found[1]) for found in compiled(_HOURS).finditer(text)]
    rest = compiled(_HOURS).sub("", text)
    return bool(hours) and min(hours) >= _A_DAY and not compiled(_LENGTH).search(rest)
