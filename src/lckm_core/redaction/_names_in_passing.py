"""Names that may be words, told by where they stand: in a signature, after „jako”, after „u”."""

from collections.abc import Iterator

from lckm_core.redaction import _name_cues as cues
from lckm_core.redaction._capitalised_words import is_an_institution, is_no_name
from lckm_core.redaction._dictionary import (
    NameDictionary,
    is_a_surname_alone,
    is_surely_a_first_name,
)
from lckm_core.redaction._name_shapes import CAPITALISED, INITIAL, SMALL
from lckm_core.redaction._patterns import compiled, text_before
from lckm_core.redaction._place_names import is_called_so, is_place_name
from lckm_core.redaction._spans import REDACTED, PersonalKind, PersonalSpan

# „Przedstawia się jako Gołąbek, imienia nie podał”: what follows tells that it is no trade.
_GAVE_A_NAME = (
    r"(?<!\w)(?i:przedstawi\w{1,8}\ssi[ęe]|podpis\w{2,8}\ssi[ęe]|poda\w{1,8}\ssi[ęe]\sza)\s"
    rf"(?:(?i:jako|nazwiskiem)\s)?({CAPITALISED})"
    r"(?=[,;]?\s\(?(?i:imienia|imi[ęe]|nazwisk\w{1,2}|bez\s(?:imienia|adresu|nazwiska)|adresu"
    r"|nie\spoda[łl]))"
)
# „Kępa, spod 4”, as the last words: nothing but a name is there with a flat.
_FLAT = (
    r"(?i:spod\s(?:(?:nr|numeru)\s)?(?:\d{1,3}[a-z]?|jedynki|dw[óo]jki|tr[óo]jki|czw[óo]rki"
    r"|pi[ąa]tki|sz[óo]stki|si[óo]demki|[óo]semki|dziewi[ąa]tki|dziesi[ąa]tki|\w{3,9}nastki)"
    r"|z\s(?:parteru|poddasza|oficyny)"
    r"|z\s\w{4,12}ego\s(?:pi[ęe]tra)|mieszkanie\s\d{1,3}|m\.\s?\d{1,3}|lokal\s\d{1,3})"
)
_SIGNED_WITH_A_FLAT = rf"(?:[.!?…]\s|\n)({CAPITALISED}),\s(?:(?i:ta|ten)\s)?{_FLAT}[.!]?\s*$"
# „Nowacka jestem”, as a greeting begins.
_AND_I_AM = (
    rf"(?:^|[.!?\n]\s{{0,3}}|,\s)({CAPITALISED}|{SMALL})\sjestem"
    r"(?=\s?[,.!;\n]|\s(?:i|ze?|mam|mieszkam|emeryt\w*|renc\w*)(?!\w)|\s*$)"
)
# „Przez Zosię, moją córkę”: whose it is tells that it is no street.
_WHOSE = rf"(?<![\w-])({CAPITALISED})(?P<pause>,?)\s(?i:m[óo]j|moj|nasz)\w{{0,3}}\s{cues.RELATIVE}"
_A_STREET_BEFORE = r"(?<!\w)(?i:na|przy|do|od|ze?|we?|ulic\w{1,2})\s$"
# „G. Sobol” above an address with a flat, at the head of a letter.
_HEAD_OF_A_LETTER = (
    rf"^\s{{0,9}}({INITIAL}\s?{CAPITALISED})[ \t]*\n[^\n]{{3,40}}\d\w?(?:/|\s?m\.?\s?|\slok\.\s?)\d"
)
# „lampa ciemna, [telefon] gosia wrona”: after a contact, as the last words.
_AFTER_A_CONTACT = rf"{REDACTED}\s(({SMALL})\s{SMALL})[.!]?\s*$"


def names_in_passing(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the names in *text* that only their place tells."""
    small = text.lower()
    if any(map(small.__contains__, ("dstawi", "odpis", "poda"))):
        for given in compiled(_GAVE_A_NAME).finditer(text):
            if not is_no_name(given[1]) and not is_an_institution(given[1]):
                yield PersonalSpan(*given.span(1), PersonalKind.NAME)
    signed = compiled(_SIGNED_WITH_A_FLAT).search(text)
    if signed is not None and not is_no_name(signed[1]):
        yield PersonalSpan(*signed.span(1), PersonalKind.NAME)
    for person in compiled(_AND_I_AM).finditer(text) if " jestem" in small else ():
        if is_a_surname_alone(person[1].removesuffix("owa")) and not is_no_name(person[1]):
            yield PersonalSpan(*person.span(1), PersonalKind.NAME)
    for person in (
        compiled(_WHOSE).finditer(text)
        if "moj" in small or "mój" in small or "nasz" in small
        else ()
    ):
        left = text_before(text, person.start())
        may_be_a_street = not person["pause"] and compiled(_A_STREET_BEFORE).search(left)
        is_first = is_surely_a_first_name(dictionary.sense(person[1]))
        if is_first and not may_be_a_street and not is_called_so(text, person.start(1)):
            yield PersonalSpan(*person.span(1), PersonalKind.NAME)
    head = compiled(_HEAD_OF_A_LETTER).match(text)
    if head is not None:
        yield PersonalSpan(*head.span(1), PersonalKind.NAME)
    last = compiled(_AFTER_A_CONTACT).search(text)
    if last is not None and not any(map(is_no_name, last[1].split())):
        is_first = is_surely_a_first_name(dictionary.sense(last[2]))
        if is_first and not is_place_name(text, *last.span(1)):
            yield PersonalSpan(*last.span(1), PersonalKind.NAME)
