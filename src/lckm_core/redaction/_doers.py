"""Names told by what somebody does or says: „Kasia widziała”, „wyrzucił Pawlak”."""

import re
from collections.abc import Iterator

from lckm_core.redaction._animals import is_of_an_animal
from lckm_core.redaction._capitalised_words import is_no_name
from lckm_core.redaction._dictionary import (
    is_a_surname_alone,
    is_first_name,
    is_first_name_itself,
    looks_like_a_surname,
)
from lckm_core.redaction._name_shapes import CAPITALISED
from lckm_core.redaction._officials import (
    holds_public_office,
    is_contact_centre_staff,
    is_in_holy_orders,
)
from lckm_core.redaction._patterns import compiled, text_before
from lckm_core.redaction._place_names import (
    SHOP_BEHIND,
    is_called_so,
    is_named_after,
    is_place_name,
)
from lckm_core.redaction._spans import PersonalKind, PersonalSpan

# „Zdaniem Wiśniewskiego”: who says it.
_ACCORDING_TO = (
    r"(?<!\w)(?i:zdaniem|wed[łl]ug|wg|relacji|relacj[ąa]|opini[ai]|zeznania?|s[łl][óo]w)\s"
    rf"({CAPITALISED})(?!\s(?:[^\W\d_a-ząćęłńóśźż]|\d))"
)
# „Pawlakowa dokarmia gołębie”: Pawlak's wife; streets are called after animals and trades.
_WIFE = (
    r"(?<![\w-])(?!(?i:wilk|rak|ptak|kwiatk|rybak|szpak|czajk|dzik|mak|buk)ow)"
    r"([^\W\d_a-ząćęłńóśźż][^\W\d_]{2,}k)(?i:owa|owej|ow[ąa])(?![\w-]|\s\d)"
)
_WIFE_HINT = r"kow(?:a|ej|ą)"
# „Kasia widziała, jak upadł”: who does something, and no shop or street that is called so.
_DOER = (
    rf"(?<![\w-])({CAPITALISED})\s(?=[a-ząćęłńóśźż]{{2}})(?!(?i:przy|na|we?|ze?|i|oraz|od|do"
    rf"|pod|za|to|u"
    r"|dla|jest|boga|nr|ul|o|a|po|przed|nad|albo|lub|im|im\.)(?!\w))"
)
# „W szkole Jaś upadł”; but „w kinie Jaś była awaria”.
_DID = (
    r"\s(?:si[ęe]\s)?(?!by[łl]|mia[łl]|dzia[łl]a[łl]|zosta[łl]|sta[łl])"
    r"[a-ząćęłńóśźż]+[łl]a?(?!\w)"
)
_IN_A_PLACE = (
    r"(?<!\w)(?i:we?|na|przed|ko[łl]o|obok|przy|pod|za|spod|do|ze?)\s(?:[a-ząćęłńóśźż]+\s){1,3}$"
)
_NAME_DAY = r"(?<!\w)(?i:kiermasz|zabawa|jarmark|na)\s(?:na\s)?$"
# „Gruz wyrzucił Pawlak”, „zginął Piotr”.
_DONE_BY = (
    rf"(?<!\w)(?:[a-ząćęłńóśźż]{{2,}}[łl]a?|le[żz]y|siedzi|[śs]pi|pije|pali|robi|(?:wy)?rzuca"
    r"|wystawia|parkuje|podpala|handluje|dokarmia|trzaska|niszczy|wali|stuka|ha[łl]asuje|maluje"
    r"|krzyczy|twierdzi|m[óo]wi|opowiada|uwa[żz]a|dodaje|przyznaje|donosi|grozi|wyprowadza|trzyma"
    rf"|sprz[ąa]ta|zna|wie|(?<!nie\s)ma)\s({CAPITALISED})"
    rf"(?!\s(?:[^\W\d_a-ząćęłńóśźż]|\d)|{SHOP_BEHIND})"
)


def doers(text: str) -> Iterator[PersonalSpan]:
    """Yield the names in *text* that a verb or „zdaniem” beside them tells."""
    yield from _sources(text)
    yield from _before_a_verb(text)
    yield from _wives(text)
    yield from _behind_a_verb(text)


def _sources(text: str) -> Iterator[PersonalSpan]:
    """Yield the names of those whose words are told: „zdaniem Wiśniewskiego”."""
    for somebody in compiled(_ACCORDING_TO).finditer(text):
        is_known = looks_like_a_surname(somebody[1]) or is_first_name(somebody[1])
        if is_known and not is_no_name(somebody[1]) and somebody[1].istitle():
            yield PersonalSpan(*somebody.span(1), PersonalKind.NAME)


def _before_a_verb(text: str) -> Iterator[PersonalSpan]:
    """Yield the first names before a verb."""
    for doer in compiled(_DOER).finditer(text):
        if is_first_name_itself(doer[1]) and not (
            _is_what_a_place_is_called(text, doer)
            or holds_public_office(text, doer.start())
            or is_in_holy_orders(text, *doer.span(1))
            or is_contact_centre_staff(text, doer.end(1))
            or is_called_so(text, doer.start())
            or is_of_an_animal(text, doer.start())
        ):
            yield PersonalSpan(*doer.span(1), PersonalKind.NAME)


def _wives(text: str) -> Iterator[PersonalSpan]:
    """Yield the names of wives made of their husbands': „Pawlakowa”."""
    for wife in compiled(_WIFE).finditer(text) if compiled(_WIFE_HINT).search(text.lower()) else ():
        is_named = is_a_surname_alone(wife[1]) and not is_place_name(text, *wife.span())
        if is_named and not is_named_after(text, wife.start()):
            yield PersonalSpan(*wife.span(), PersonalKind.NAME)


def _behind_a_verb(text: str) -> Iterator[PersonalSpan]:
    """Yield the names after a verb."""
    for doer in compiled(_DONE_BY).finditer(text):
        if is_no_name(doer[1]) or holds_public_office(text, doer.start(1)):
            continue
        if is_first_name_itself(doer[1]) or is_a_surname_alone(doer[1]):
            yield PersonalSpan(*doer.span(1), PersonalKind.NAME)


def _is_what_a_place_is_called(text: str, doer: re.Match[str]) -> bool:
    """Return whether a place is called so, and not somebody in it: „w szkole Jaś upadł”."""
    left = text_before(text, doer.start())
    is_in_it = compiled(_DID).match(text, doer.end(1)) and compiled(_IN_A_PLACE).search(left)
    return compiled(_NAME_DAY).search(left) is not None or (
        is_named_after(text, doer.start()) and not is_in_it
    )
