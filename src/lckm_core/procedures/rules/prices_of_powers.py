"""What a statement says of the price of a power of attorney: that it is free, or paid for."""

from enum import Enum, auto
from itertools import pairwise

from lckm_core._patterns import compiled
from lckm_core.procedures.rules.vocabularies import Vocabulary

_WORDS = Vocabulary(
    "się to jest są będzie będą być bywa pozosta- zosta- od za z do i oraz o w tej tę ta tym tego"
    " takiej takie dokument- złożeni- udzieleni- udzielon- ustanowieni- złożon- dołączeni-"
    " dołącza- dołącz- skarbow- administracyjn- dodatkow- składa złoży złożysz działa działani-"
    " działasz występuje zgłasza załatwia załatwiasz twoim imieniu ciebie go je ją wynosi"
    " całkowicie samo sam przez więc urząd",
    {
        "lack": "brak",
        "without": "bez",
        "not": "nie nic niczego żadn-",
        "nor": "ani",
        "power": "pełnomocnictw-",
        "proxy": "pełnomocnik- pełnomocnic-",
        "matter": "spraw- wniosek wnioski wniosk- zgłosze- procedur- usług- wszystko całość cała"
        " rozpatrzeni- załatwieni- postępowani-",
        "free": "bezpłatn- nieodpłatn- darmow- darmo gratis- woln- zwolnion- zwolnien- zwalnia-",
        "pay": "płaci płacisz płacimy płacić płacą zapłaci zapłacisz zapłacić płatn- opłaca-"
        " pobiera- wnosi- wnieść uiszcza- uiścić wnoś kosztuj- koszt- nalicz- ponosi- odpłatn-"
        " wniesieni- uiszczeni- wiąże",
        "fee": "opłat-",
        "charge": "opłacie",
        "subject": "podlega-",
        "has": "ma",
        "due": "wymaga- trzeba musi- należy obowiązuj- przewid-",
        "also": "też także również nawet",
        "if": "gdy jeśli jeżeli kiedy",
        "sum": "# zł złotych",
    },
)
_NOTHING = r"\b0(?:[.,]00?)?\s*zł(?:otych)?\b"

_IN_CASH = r"gotówk|przelew|\bkart"


class Price(Enum):
    """What is said of the price of a power of attorney."""

    FREE = auto()
    PAID = auto()


def said_of_powers(statement: str) -> Price | None:
    """Return what a statement says of paying for any power of attorney in the matter.

    Returns:
        What it says; ``None`` if nothing, or if it may be of some people, papers or times.
    """
    text = compiled(_NOTHING).sub("bezpłatne", statement)
    parts = [_WORDS.read(part) for part in text.split(", ")]
    prices: list[Price | None] = []
    said: Price | None = None
    for words in parts:
        goes_on = words is not None and not {"also", "nor"}.isdisjoint(words)
        if words is None or _of_none(words):
            return None
        if "if" in words and not goes_on:
            if "proxy" not in words or _price_in(words):
                return None
            # „Jeśli działa pełnomocnik” is of all of them.
            continue
        # „Sprawa jest bezpłatna, także gdy działa pełnomocnik.”
        said = _price_in(words) or (said if goes_on else None)
        if "power" in words or "proxy" in words:
            prices.append(said if _is_of_powers(words) else None)
    return prices[0] if len(set(prices)) == 1 else None


def may_be_free(sentence: str) -> bool:
    """Return whether a sentence says that some power of attorney is free, in any words."""
    text = compiled(_NOTHING).sub("bezpłatne", sentence)
    words = [read[0] if (read := _WORDS.read(word)) else "" for word in text.split()]
    if not {"power", "proxy"} & set(words) or compiled(_IN_CASH).search(text):
        return False
    is_power = "power" in words
    for at, word in enumerate(words):
        before = words[max(0, at - 3) : at]
        if word == "free" and "not" not in before[-2:]:
            return True
        if word == "fee" and "without" in before[-2:]:
            return True
        if is_power and word == "pay" and "not" in before[-2:]:
            return True
        if is_power and word in ("fee", "charge"):
            behind = words[at : at + 7]
            if (
                {"not", "lack"} & {*before}
                or "lack" in behind
                or ("not", "has") in pairwise(behind)
            ):
                return True
    return False


def _of_none(words: tuple[str, ...]) -> bool:
    """Return whether „za brak pełnomocnictwa”, or „bez” one, is said."""
    pairs = set(pairwise(words))
    return bool(pairs & {("lack", "power"), ("without", "power"), ("without", "proxy")})


def _is_of_powers(words: tuple[str, ...]) -> bool:
    """Return whether a price is of the power; „pełnomocnik nie płaci za wniosek” is of another."""
    return "power" in words or "also" in words or "matter" not in words


def _price_in(words: tuple[str, ...]) -> Price | None:
    free_of = ("without", "fee") in pairwise(words)
    denied = free_of or not {"not", "nor", "lack"}.isdisjoint(words)
    if "free" in words:
        return Price.PAID if denied else Price.FREE
    is_charge = "charge" in words and "subject" in words
    if is_charge or "pay" in words or "fee" in words:
        return Price.FREE if denied else Price.PAID
    return None
