"""Addresses of one matter: those of its stages, and the postal code of a house in two fields."""

import re
from collections.abc import Iterator

from lckm_core._patterns import compiled, small_letters
from lckm_core.procedures import parts
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.texts import Texts
from lckm_core.text import EmptyWord, Message

_HOUSE = re.compile(r"\b([A-ZĄĆĘŁŃÓŚŹŻ][^\W\d_]{2,})\s+(\d{1,3}(?:\s?[a-zA-Z]\b)?)(?![\d-])")
"""The last word of a street and the number of a house, „Smugowa 26a”."""
_STREETS = ("ul. ", "al. ", "Al. ", "pl. ")
_AT_THE_OFFICE = r"(?:odbierz|odbiór|złóż|złożenie|podpisz|przyjdź|zgłoś\s+się|dostarcz|pokaż)\b"
_OF_OTHERS = (
    r"\b(?:bank|poczt|notari|sąd|starost|zus\b|przychodn|szpital|policj|szko[lł]|żłob|przedszk"
    r"|stacj|sklep|punk|wojewód|marszał|skarbow|konsul|lekar|firm|wykonaw|teren|dział[ck]|posesj"
    r"|inwesty|budow|oględz)"
)
"""Whose address a stage may have that is no place of the matter."""
_STEM = 5


@rule(
    "LCKM-R103",
    "wzór: Miejsce załatwienia",
    "adres w etapie, którego nie ma ani miejsce załatwienia, ani inny tekst",
    WARNING,
    part="steps places",
)
def a_step_has_the_address_of_a_place(
    steps: tuple[parts.Step, ...], places: tuple[parts.Place, ...], texts: Texts
) -> RuleFaults:
    """A stage at the office has an address that no place and no other text has."""
    if not places or not texts.holding(_STREETS, "steps"):
        return
    known: set[tuple[str, str]] | None = None
    for index, step in enumerate(steps):
        comment = step.comment or ""
        if not any(map(comment.__contains__, _STREETS)) or not _is_at_the_office(step):
            continue
        if known is None:
            known = {
                house for path, text in texts if path[0] != "steps" for house, _ in _houses(text)
            }
        for house, start in _houses(comment):
            if house not in known:
                yield Contradiction(
                    ("steps", index, "comment"),
                    _NO_SUCH_PLACE,
                    start,
                    ("places", 0, "address"),
                    advice=_FIX_OR_ADD,
                )
                break


def _is_at_the_office(step: parts.Step) -> bool:
    return bool(
        compiled(_AT_THE_OFFICE).match(step.name)
        and not compiled(_OF_OTHERS).search(f"{step.name} {step.comment}")
    )


def _houses(text: str) -> Iterator[tuple[tuple[str, str], int]]:
    """Yield the houses of a text, each as its street's beginning and number, with its place."""
    for found in _HOUSE.finditer(text):
        street, number = small_letters(found[1])[:_STEM], small_letters(found[2]).replace(" ", "")
        yield (street, number), found.start()


_NO_SUCH_PLACE = Message(
    "Takiego adresu nie ma w „Miejscu załatwienia” ani w innym polu.",
    "Neither “places” nor another field has this address.",
)
_FIX_OR_ADD = Message("Popraw adres albo dodaj to miejsce.", "Fix the address, or add the place.")


_HOUSE_WITH_CODE = re.compile(rf"{_HOUSE.pattern}[^\d\n]{{0,30}}\b(?P<code>\d{{2}}-\d{{3}})\b")


@rule(
    "LCKM-R107",
    "zał. 2 § 9 ust. 2",
    "jeden dom z dwoma różnymi kodami pocztowymi",
    WARNING,
    part="places",
)
def a_house_has_one_postal_code(
    places: tuple[parts.Place, ...], submission: tuple[parts.Submission, ...] | EmptyWord
) -> RuleFaults:
    """A way of handing in gives another postal code for a house than its place does."""
    codes: dict[tuple[str, str], tuple[str, int]] = {}
    for index, place in enumerate(places):
        for house, code, _ in _houses_with_codes(place.address or ""):
            codes.setdefault(house, (code, index))
    for at, item in enumerate(() if isinstance(submission, EmptyWord) else submission):
        for number, text in enumerate(item.places):
            for house, code, start in _houses_with_codes(text):
                known, index = codes.get(house, (code, 0))
                if known != code:
                    yield Contradiction(
                        ("submission", at, "places", number),
                        Message(
                            "Ten dom ma tu inny kod pocztowy niż w „Miejscu załatwienia”.",
                            "This house has another postal code here than in “places”.",
                        ),
                        start,
                        ("places", index, "address"),
                    )


def _houses_with_codes(text: str) -> Iterator[tuple[tuple[str, str], str, int]]:
    """Yield the houses of a text behind which a postal code stands, with it and their place."""
    for found in _HOUSE_WITH_CODE.finditer(text):
        street, number = small_letters(found[1])[:_STEM], small_letters(found[2]).replace(" ", "")
        yield (street, number), found["code"], found.start("code")
