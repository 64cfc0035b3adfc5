"""First names alone that the word before them, or their case, tells: „mój Leoś”."""

from collections.abc import Iterator
from itertools import chain

from lckm_core.redaction import _name_cues as cues
from lckm_core.redaction._animals import is_of_an_animal
from lckm_core.redaction._capitalised_words import is_no_name
from lckm_core.redaction._dictionary import (
    NameDictionary,
    NameSense,
    is_first_name_itself,
    is_surely_a_first_name,
)
from lckm_core.redaction._name_shapes import CAPITALISED, UPPER
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

_NO_MORE = r"(?!\s(?:[^\W\d_a-ząćęłńóśźż]|\d)|-)"
# „Ten Julian z ławeczki”.
_NO_STATUE = r"(?![^.!?\n]{0,30}?(?:pomnik|mural|rze[źz]b|[łl]awecz))"
# „Spał mój Leoś”, „z moją Zosią”: no street and no shop is called the writer's own.
_MINE = (
    r"(?<!\w)(?i:m[óo]j|moja|mojego|mojej|moj[ąa]|mojemu|moim|nasz|nasza|naszego|naszej|nasz[ąa]"
    r"|naszemu|naszym|sw[óo]j|swoja|swojego|swojej|swoj[ąa]|swojemu"
    rf")\s({CAPITALISED}){_NO_MORE}"
)
# „Wyrzucił je taki Sebastian”, „ta Sylwia z dołu”; by their first letters they are found fast.
_SOME = (
    r"[tjnpTJNP](?<!\w.)(?i:(?<=t)(?:a|en|ego|ej|emu|amten|amta|aki|aka|akiego|akiej|akiemu)"
    r"|(?<=j)ak(?:i|a|iego|iej)[śs]|(?<=n)iejaki|(?<=p)ew(?:ien|na))"
    rf"\s({CAPITALISED}){_NO_MORE}{_NO_STATUE}"
)
# „Bo to Oskar i Nikola”: who did it, and of two without a word before it.
_IT_WAS = (
    r"(?<!\w)(?i:(?P<surely>(?:bo|[żz]e|na\spewno|chyba|podobno|pewnie|pewne|by[łl][ay]?|byli)"
    r"\sto|czyli|to\s(?:by[łl][ay]?|byli|na\spewno|chyba|pewnie|podobno))|to)\s"
    rf"(?P<names>{CAPITALISED}(?:(?:,\s|\s(?i:i|oraz|albo|lub)\s){CAPITALISED}){{0,5}}){_NO_MORE}"
)
# „Dla Olafa z 4b”, „(Hugo, 3 lata)”.
_ORDINAL = r"(?:pierwsz|drugi|trzeci|czwart|pi[ąa]t|sz[óo]st|si[óo]dm|[óo]sm)ej"
_OF_SOME_AGE = (
    rf"(?<!\w)({CAPITALISED})(?=\sz\s(?:\d{{1,2}}\s?[a-h](?!\w)|klasy|grupy|zer[óo]wki"
    rf"|{_ORDINAL}\s"
    r"(?:klasy|[a-h](?!\w)))"
    r"|,?\s\(?(?:lat\s\d|l\.\s?\d|\d{1,2}\s?(?:lat|l\.|mies|rok|r\.?\s?[żz])))"
)
_AGE = (
    r"\sz\s(?:\d|kl|gr|ze|\w{4,8}j\s(?:k|[a-h]\b))"
    r"|\s\(?(?:lat\s\d|l\.\s?\d|\d\d?\s?(?:lat|l\.|mies|rok|r\.?\s?[żz]))"
)
_OF_A_CHILD = rf"(?<!\w)(?:{cues.RELATIVE}|(?i:dzieck\w{{1,2}}|m[łl]odsz\w|starsz\w))\s\($"
_MINE_HINTS = ("mój", "moj", "nasz", "sw")
_IT_WAS_HINT = (
    r"[tTcC](?<!\w.)(?:[oO]\s(?i:by\w{1,2}\s|na\spewno\s|chyba\s|pewnie\s|podobno\s)?"
    rf"|(?i:zyli)\s)[{UPPER}]"
)
# „Koledze z klasy, Igorowi, ukradli rower”.
_IN_APPOSITION = rf"(?:,\s|\s[(–-]\s?|(?<=[a-z])\s)({CAPITALISED})(?=[,.!)]|\s[–-])"
_OF_A_RELATIVE = rf"(?<!\w){cues.RELATIVE}\s(?:ze?|spod|od|w)\s\w+(?:\s\w+)?$"
# „Przesadziła Julkę”, „oddałam Igorowi”: cases in which no street is.
_IN_ANOTHER_CASE = rf"(?<=\w\s)([A-ZĆŁŃÓŚŹŻ][a-ząćęłńóśźż]+(?:ę|owi))(?!\w){_NO_MORE}"
_TO_WHOM = (
    r"(?<!\w)(?:(?!(?i:na|we?|przez|pod|za|o|i|oraz|ulic\w+|[śs]wi\w+|sklep|kawiarni\w|bar)\s)"
    r"[a-ząćęłńóśźż]+|(?:krzycz|wrzeszcz|wydzier|czeka|wpad|najecha|napad"
    r"|szczeka)\w*\s(?:się\s)?na)"
    r"\s$"
)
# „Odebrałam Wojtka z przedszkola”.
_FROM_SCHOOL = (
    rf"(?<=\w\s)({CAPITALISED})\s(?:ze?|do|na)\s(?i:przedszk|szko|[żz][łl]ob|[śs]wietlic"
    r"|zaj[ęe]|lekcj|zer[óo]wk|basen|(?:p[óo][łl])?koloni|trening)"
)
_FROM_SCHOOL_HINTS = (
    "przedszk",
    "szko",
    "łob",
    "lob",
    "wietlic",
    "zaj",
    "lekcj",
    "zerówk",
    "zerowk",
    "basen",
    "koloni",
    "trening",
)
_BROUGHT = (
    r"(?<!\w)(?i:odebra|odbier|odprowadz|prowadz|zaprowadz|wioz|woz|odwio|odwo|przywo|zabra"
    r"|zabier|zapis|pos[łl]a|pu[śs]ci)\w*\s$"
)

# „Pomogła nam wczoraj Kasia.”: nothing else is called by a first name in the nominative, but for
# what stands beside another name, a thing that is called so, a feast or an animal.
_ALONE = (
    rf"(?<![\w.@„\"”«»-])({CAPITALISED})"
    rf"(?![\w.@-]\w|\s[{UPPER}]|\s\d|\s(?:to|im|i|oraz|boga)\s|\s(?:ze?|w|na)\s[{UPPER}])"
)
# „Rodzina Zet, Adam i Ewa”: a list, which is read as one.
_LISTED = rf"{CAPITALISED},\s$"
_FEAST = r"(?i)miko[łl]aj|melchior|baltazar|kacper(?=,?\s(?:i\s)?(?:melchior|baltazar))"
_LIKE_OR_CALLED = (
    r"(?<!\w)(?i:jak|imi[ęe]|nazw[aąęy]|wabi\ssi[ęe]|wo[łl]a\w*|m[óo]wi(?:my|[ąa])|zwan\w{1,3}"
    r"|nazywa\w*(?:\ssi[ęe])?|ksi[ąa]dz|ks\.|proboszcz|[śs]w\.|[śs]wi[ęe]t\w{1,3}|kr[óo]l\w{0,3}"
    r"|typ\w?|model|marka|marki|budyn\w{1,3}|wie[żz]\w|dzwon(?:u|em|ie|y)?|rze[źz]b\w{1,2}"
    r"|d[ąa]b|lip\w|rower\w{0,3}|[łl][óo]d[źzk]\w{0,2}|stat\w{2,4}|lin\w{2,3})\s$"
)
# „Zofia i Wacław”: two of them.
_TWO = (
    rf"(?<![\w.@„\"”«»-])({CAPITALISED})\s(?:i|oraz)\s({CAPITALISED})"
    rf"(?![\w.@-]\w|\s[{UPPER}]|\s\d)"
)
# „Jestem mamą bliźniaków, Hani i Stasia”: in another case streets are called so, too.
_OF_TWO = r"(?:[a-ząćęłńóśźż]{3,},|(?<!\w)(?:dla|ze?|mam\w{1,2}|tat\w{1,3}|bab\w{2,3}))\s$"
_SECOND_OF_TWO = rf"{CAPITALISED},\s{CAPITALISED}\s(?:i|oraz)\s$"


def first_names(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the first names in *text* of the writer's own, and of those whom something befell."""
    small = text.lower()
    is_mine = any(hint in small for hint in _MINE_HINTS)
    for mine in chain(
        compiled(_MINE).finditer(text) if is_mine else (), compiled(_SOME).finditer(text)
    ):
        sense = dictionary.sense(mine[1])
        # „Nasza Maja”: though „maja” is a word.
        is_title = mine[1].istitle() and sense in (
            NameSense.FIRST_NAME,
            NameSense.FIRST_NAME | NameSense.WORD,
        )
        if is_title or is_surely_a_first_name(sense):
            yield PersonalSpan(*mine.span(1), PersonalKind.NAME)
    may_tell = "to " in small or "czyli" in small
    for announced in (
        compiled(_IT_WAS).finditer(text) if may_tell and compiled(_IT_WAS_HINT).search(text) else ()
    ):
        people = list(compiled(CAPITALISED).finditer(text, *announced.span("names")))
        is_sure = announced["surely"] is not None or len(people) > 1
        known = [is_first_name_itself(person[0]) for person in people]
        if is_sure and any(known) and not any(is_no_name(person[0]) for person in people):
            for person in people:
                yield PersonalSpan(*person.span(), PersonalKind.NAME)
    for person in compiled(_OF_SOME_AGE).finditer(text) if compiled(_AGE).search(small) else ():
        # „Nasza młodsza (Pola, 2 latka)”: in brackets nothing else has an age.
        is_in_brackets = text[person.start() - 1 : person.start()] == "("
        sense = dictionary.sense(person[1])
        is_theirs = compiled(_OF_A_CHILD).search(text_before(text, person.start())) is not None
        may_be = NameSense.FIRST_NAME in sense or (is_theirs and not is_no_name(person[1]))
        if is_surely_a_first_name(sense) or (is_in_brackets and may_be):
            yield PersonalSpan(*person.span(1), PersonalKind.NAME)
    from_school = _FROM_SCHOOL if any(hint in small for hint in _FROM_SCHOOL_HINTS) else ""
    for pattern, cue in (
        (_IN_APPOSITION, _OF_A_RELATIVE),
        (_IN_ANOTHER_CASE, _TO_WHOM),
        (from_school, _BROUGHT),
    ):
        for person in compiled(pattern).finditer(text) if pattern else ():
            if not is_surely_a_first_name(dictionary.sense(person[1])):
                continue
            told_from = person.start() if pattern == _IN_APPOSITION else person.start(1)
            is_told = compiled(cue).search(text_before(text, told_from)) is not None
            # „Chłopak z kawiarni Zuzia”.
            is_told = is_told and not (
                pattern == _IN_APPOSITION
                and (is_called_so(text, person.start(1)) or is_named_after(text, person.start(1)))
            )
            if is_told and not is_contact_centre_staff(text, person.end(1)):
                yield PersonalSpan(*person.span(1), PersonalKind.NAME)
    yield from _alone(text)
    yield from _two_in_another_case(text, dictionary)


def _two_in_another_case(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield two first names of whoever is spoken of before them."""
    for two in compiled(_TWO).finditer(text):
        spans = [two.span(1), two.span(2)]
        if (
            all(is_surely_a_first_name(dictionary.sense(name)) for name in two.groups())
            and compiled(_OF_TWO).search(text_before(text, two.start()))
            and all(is_of_somebody(text, *span) for span in spans)
        ):
            yield from (PersonalSpan(*span, PersonalKind.NAME) for span in spans)


def _alone(text: str) -> Iterator[PersonalSpan]:
    """Yield the first names in the nominative that nothing but people are called."""
    for pattern in (_ALONE, _TWO):
        for found in compiled(pattern).finditer(text):
            spans = [found.span(group + 1) for group, name in enumerate(found.groups()) if name]
            left = text_before(text, spans[0][0])
            is_second = pattern == _ALONE and compiled(_SECOND_OF_TWO).search(left)
            if not is_second and all(_is_somebody(text, *span) for span in spans):
                yield from (PersonalSpan(*span, PersonalKind.NAME) for span in spans)


def _is_somebody(text: str, start: int, end: int) -> bool:
    """Return whether the word from *start* to *end* is a first name of a private person.

    „Stanisława” may be a street's, in the genitive of a man's name.
    """
    name = text[start:end]
    is_sure = is_first_name_itself(name) and not (
        name.lower().endswith("a") and is_first_name_itself(name[:-1])
    )
    return is_sure and is_of_somebody(text, start, end)


def is_of_somebody(text: str, start: int, end: int) -> bool:
    """Return whether the name from *start* to *end*, first or last, is a private person's.

    It is not all that is said, and no feast, place, shop, animal, official or priest.
    """
    return text.strip() != text[start:end] and not (
        compiled(_FEAST).match(text, start) is not None
        or compiled(_LISTED).search(text_before(text, start)) is not None
        or is_called_so(text, start)
        or compiled(SHOP_BEHIND).match(text, end) is not None
        or is_place_name(text, start, end)
        or compiled(_LIKE_OR_CALLED).search(text_before(text, start)) is not None
        or holds_public_office(text, start)
        or is_in_holy_orders(text, start, end)
        or is_of_an_animal(text, start)
        or is_contact_centre_staff(text, end)
    )
