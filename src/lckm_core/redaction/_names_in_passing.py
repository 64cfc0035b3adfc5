"""Names that may be words, told by where they stand: in a signature, after „jako”, after „u”."""

from collections.abc import Iterator

from lckm_core.redaction import _name_cues as cues
from lckm_core.redaction._capitalised_words import is_an_institution, is_no_name
from lckm_core.redaction._dictionary import (
    NameDictionary,
    is_a_surname_alone,
    is_nothing_but_a_surname,
    is_surely_a_first_name,
    looks_like_a_surname,
    may_be_a_surname_here,
)
from lckm_core.redaction._first_names import is_of_somebody
from lckm_core.redaction._name_shapes import CAPITALISED, INITIAL, SMALL
from lckm_core.redaction._patterns import compiled, text_before
from lckm_core.redaction._place_names import is_called_so, is_place_name
from lckm_core.redaction._spans import BARRIER, NAME_END, REDACTED, PersonalKind, PersonalSpan

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
    r"|z\s\w{4,12}ego\s(?:pi[ęe]tra)|mieszkanie\s\d{1,3}|lokal\s\d{1,3})"
)
_SIGNED_WITH_A_FLAT = rf"(?:[.!?…]\s|\n)({CAPITALISED}),\s(?:(?i:ta|ten)\s)?{_FLAT}[.!]?\s*$"
# „Nowacka jestem”, as a greeting begins.
_AND_I_AM = (
    rf"(?:^|[.!?\n]\s{{0,3}}|,\s)({CAPITALISED}|{SMALL})\sjestem"
    r"(?=\s?[,.!;\n]|\s(?:i|ze?|mam|mieszkam|emeryt\w*|renc\w*)(?!\w)|\s*$)"
)
# „Chory jestem”.
_LIKE_AN_ADJECTIVE = r"(?:[yi]|[nwt]a)$"
# „… od tygodnia Maziarz” or „…, Maziarz” as the last word, or above a contact.
_ABOVE_A_CONTACT = rf"[.,]?\s{{1,3}}(?:tel\.?:?\s)?{REDACTED}"
_LAST_SURNAME = rf"(?<=[a-ząćęłńóśźż,]\s)({CAPITALISED})(?=[.!]?\s*$|{_ABOVE_A_CONTACT})"
# Of a man; „Rzgowska” and „Stefańskiego” are streets.
_IN_THE_NOMINATIVE = r"(?i:(?:[sc]|dz)ki|wicz|czyk|[dnmztrlbwpi]ak|uk|[dnmztrlbwp]ek)$"
_LEADS_TO_A_PLACE = (
    r"(?<!\w)(?i:przy|na|we?|do|od|ze?|obok|ko[łl]o|pod|nad|przed|za|spod|mi[ęe]dzy|r[óo]g|rogu|i"
    r"|oraz|a|ulic[aye]|u|dla|o|firm\w|park|plac|przystan\w{2,3}|p[ęe]tl\w|osiedl\w|hotel|bank)"
    r"[,\s]\s?$"
)
# „Przez Zosię, moją córkę”: whose it is tells that it is no street.
_WHOSE = (
    rf"(?<![\w-])({CAPITALISED}|{SMALL})(?P<pause>,?)\s(?i:m[óo]j|moj|nasz)\w{{0,3}}"
    rf"\s{cues.RELATIVE}"
)
_A_STREET_BEFORE = r"(?<!\w)(?i:na|przy|do|od|ze?|we?|ulic\w{1,2})\s$"
# „G. Sobol” above an address with a flat, at the head of a letter.
_HEAD_OF_A_LETTER = (
    rf"^\s{{0,9}}({INITIAL}\s?{CAPITALISED})[ \t]*\n[^\n]{{3,40}}\d\w?(?:/|\s?m\.?\s?|\slok\.\s?)\d"
)
# „Kontakt: M. Borsuk, [telefon]”: an initial tells that the word is a surname.
_INITIAL_BEFORE_A_CONTACT = (
    rf"(?<![\w.])({INITIAL}\s?{CAPITALISED})(?=[\s,:(–-]{{1,3}}(?:(?i:tel|kom)\.?:?\s)?"
    rf"{BARRIER}++(?!{NAME_END}))"
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
        is_known = is_a_surname_alone(person[1].removesuffix("owa")) or (
            may_be_a_surname_here(person[1], dictionary)
            and compiled(_LIKE_AN_ADJECTIVE).search(person[1]) is None
        )
        if is_known and not is_no_name(person[1]):
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
    for person in compiled(_LAST_SURNAME).finditer(text):
        is_surname = (
            is_a_surname_alone(person[1])
            and compiled(_IN_THE_NOMINATIVE).search(person[1]) is not None
        ) or (
            # „Nie świeci lampa, Wolna.”: a word, unless a contact stands under it.
            compiled(_ABOVE_A_CONTACT).match(text, person.end()) is not None
            and may_be_a_surname_here(person[1], dictionary)
            and not looks_like_a_surname(person[1])
            and compiled(_LIKE_AN_ADJECTIVE).search(person[1]) is None
        )
        is_surname = is_surname or is_nothing_but_a_surname(person[1])
        leads = compiled(_LEADS_TO_A_PLACE).search(text_before(text, person.start()))
        if is_surname and leads is None and is_of_somebody(text, *person.span(1)):
            yield PersonalSpan(*person.span(1), PersonalKind.NAME)
    head = compiled(_HEAD_OF_A_LETTER).match(text)
    if head is not None:
        yield PersonalSpan(*head.span(1), PersonalKind.NAME)
    initials = compiled(_INITIAL_BEFORE_A_CONTACT).finditer(text) if BARRIER in text else ()
    for person in initials:
        if not is_place_name(text, *person.span(1)):
            yield PersonalSpan(*person.span(1), PersonalKind.NAME)
    last = compiled(_AFTER_A_CONTACT).search(text)
    if last is not None and not any(map(is_no_name, last[1].split())):
        is_first = is_surely_a_first_name(dictionary.sense(last[2]))
        if is_first and not is_place_name(text, *last.span(1)):
            yield PersonalSpan(*last.span(1), PersonalKind.NAME)
