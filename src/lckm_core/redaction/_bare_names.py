"""Names without a word that announces them, told by what stands after them."""

from collections.abc import Iterator

from lckm_core.redaction._capitalised_words import is_a_function_word, is_no_name
from lckm_core.redaction._dictionary import (
    NameDictionary,
    NameSense,
    is_a_surname_alone,
    is_first_name_itself,
    is_surely_a_first_name,
    looks_like_a_surname,
    may_be_a_surname_here,
)
from lckm_core.redaction._name_shapes import CAPITALISED, INITIAL, UPPER
from lckm_core.redaction._officials import (
    holds_public_office,
    is_contact_centre_staff,
)
from lckm_core.redaction._patterns import compiled, text_before
from lckm_core.redaction._place_names import is_named_after, is_place_name
from lckm_core.redaction._spans import NAME_END, REDACTED, PersonalKind, PersonalSpan

ONE_OR_TWO = rf"({CAPITALISED}(?:\s{CAPITALISED})?)"
_WHERE_THEY_LIVE = (
    r"\s(?i:spod|ze?)\s(?i:(?:(?:numeru?|nr\.?|lokalu|mieszkania)\s)?\d{1,3}[a-z]?"
    r"|parteru|(?:pierwszego|drugiego|trzeciego|czwartego|pi[ąa]tego|sz[óo]stego|si[óo]dmego"
    r"|[óo]smego"
    r"|dziewi[ąa]tego|dziesi[ąa]tego|ostatniego|[IVX]{1,4}|\d{1,2})\s(?:pi[ęe]tra|p\.)|pi[ęe]tra"
    # „U Bożenki z pierwszego”.
    r"|(?:pierwszego|drugiego|trzeciego|czwartego|pi[ąa]tego|sz[óo]stego|si[óo]dmego|[óo]smego"
    r"|dziewi[ąa]tego|dziesi[ąa]tego|ostatniego)(?=\s?[.,;!?)]|\s(?i:i|a|ale|bo|ju[żz]|jest|ma"
    r"|te[żz]|nie|od|przez|pali|pije|ha[łl]asuje)\s|\s*(?:\n|$))"
    r"|jedynki|dw[óo]jki|tr[óo]jki|czw[óo]rki|pi[ąa]tki|sz[óo]stki|si[óo]demki|[óo]semki"
    r"|dziewi[ąa]tki"
    r"|dziesi[ąa]tki|naprzeciwk\w|g[óo]ry|do[łl]u|s[ąa]siedztwa|s[ąa]siedni\w+|klatki"
    r"|drugiej\sklatki"
    r"|domu\sobok|bloku\sobok|mieszkania|mojej\sklatki|mojego\sbloku|naszej\sklatki|naszego\sbloku"
    r"|warsztatu|gara[żz]u|kiosku|administracji|sp[óo][łl]dzielni|sekretariatu|dzia[łl]u|biura"
    r"|infolinii|okienka"
    r"|sklepu|warzywniaka|apteki|poczty|recepcji|(?-i:[A-Z]+[a-z]*[A-Z]\w*))(?!\w)"
)
_ROLE = (
    r",\s(?i:(?:nasz\w{0,3}|m[óo]j\w{0,3}|moj\w{1,3}|tego|tej|ten|ta)\s)?(?i:gospod|dozor"
    r"|s[ąa]siad|kierowni"
    r"|administrator|zarz[ąa]dc|konserwator|lokator|w[łl]a[śs]ciciel|najemc|listonosz|kierowc"
    r"|motornicz"
    r"|inspektor|sprz[ąa]tacz|m[ąa][żz]\b|[żz]on|c[óo]rk|syn\b|brat\b|siostr)"
)
_NEIGHBOURS = rf"(?<!\w){ONE_OR_TWO}(?={_WHERE_THEY_LIVE}|{_ROLE})"
_OTHER_CASE = (
    r"(?i)(?:[sc]|dz)k(?:iego|iej|iemu|im|ą|ich)$|(?:wicz|czyk|czak|ak|ek)(?:a|owi|iem|em)$"
)
# „Pytać o Wiesię”, „odbierze Hieronim”.
_ASKED_FOR = (
    rf"(?<!\w)(?i:pyta(?:[ćc]|jcie|j)(?:\so)?|odbierze|odbiera|przeka[żz]e"
    rf"|odbior[ąa])\s({CAPITALISED})"
    r"(?!\s(?:[^\W\d_a-ząćęłńóśźż]|\d))"
)
_ASKED = "pyta|odbie|odbior|przeka"
_CHILDREN = "dzie|wnu|c[óo]rk|syn|bli[źz]ni|maluch|pociech"
_MY_CHILDREN = (
    r"(?<!\w)(?i:(?:c[óo]rkami|synami|dzie[ćc]mi|wnukami|wnuczkami|wnucz[ęe]tami)"
    r"|(?:dw[óo]jk|tr[óo]jk|czw[óo]rk|dwoj|troj|czwor)\w{1,2}\s(?:\w+\s)?dzieci"
    r"|(?:moje|nasze|moich|naszych|moim|naszym)\s(?:\w+\s)?(?:dzieci\w*|wnuki"
    r"|wnuk[óo]w|wnucz\w+|c[óo]rki"
    r"|synowie|syn[óo]w|bli[źz]niaki|maluchy|pociechy)|dzieci(?:om|ach)?(?=\s?[:(]))[\s,:(–-]{1,3}"
)
_THIRD_OF_MAY = r"\d\sMaja(?!\w)"
_LISTED = rf"({CAPITALISED})(?:(,|\s(?i:i|oraz|a))\s(?={CAPITALISED}))?"
# „Kowalska z tej strony”, „Tu Nowak”, „Dzień dobry, Nowicki z Chojen”.
_HERSELF = rf"(?<!\w){ONE_OR_TWO}(?=,?\s(?i:z\stej\sstrony|przy\stelefonie|si[ęe]\sk[łl]ania))"
_INTRODUCED = (
    r"(?<!\w)(?i:dzw\.|zg[łl]\.|tu|tutaj|m[óo]wi|pisze|k[łl]ania\ssi[ęe]|zg[łl]asza"
    r"|podpisan[oay]|niejak[ia]|ob\."
    r"|obywatel(?:ka)?|dzie[ńn]\sdobry|dobry\swiecz[óo]r|witam|witajcie|cze[śs][ćc]|hej"
    r"|halo)[,.!:\s]{1,3}"
    rf"{ONE_OR_TWO}(?=\s?[.,!;\n–-]|\s(?i:ze?|tel|telefon|mieszkan\w+|emeryt\w*)(?!\w)|\s*$)"
)
_MAIDEN_NAME = (
    rf"(?:(?P<surely>{NAME_END}[\s,(]{{1,3}}(?:z\sdomu|de\sdomo)|(?<!\w)(?:z\sd\.|zd\.))"
    rf"|(?<!\w)z\sdomu)\s({CAPITALISED})"
)
# „Bolesław Gajda, s. Ignacego”: whose child.
_CHILD_OF = (
    rf"{NAME_END}[\s,(]{{1,3}}(?:s\.|c\.|syn|córka)\s({CAPITALISED})"
    rf"(?:\s(?:i|oraz)\s({CAPITALISED}))?"
)
# „Z Kasią i Tomkiem”: the case of a companion, in which no street is.
_COMPANION = (
    rf"(?<!\w)(?i:ze?|wraz\sz|razem\sz)\s({CAPITALISED})(?:\s(?:i|oraz"
    rf"|z)\s({CAPITALISED}))?"
    r"(?!\s(?:[^\W\d_a-ząćęłńóśźż]|\d)|-)"
)
_WITH = r".*(?:ą|em|Ą|EM)$"
# „z Magda”, in a text without Polish letters.
_POLISH_LETTER = r"[ąćęłńóśźż]"
# „[osoba], Alina i Ryszard”.
_AND_THEIRS = rf"{NAME_END}(?:,\s|\s(?i:i|oraz|z)\s|\s?[(:–-]\s?)(?={CAPITALISED})"
# „Sąsiad spod 14, Stefan, i jego brat”, „tel. [telefon] (Radek)”.
_IN_APPOSITION = (
    rf"(?:(?<!\w)(?:[a-ząćęłńóśźż]++|\d++),\s({CAPITALISED})(?=,)"
    rf"|{REDACTED}\s?\((?:chyba\s|podobno\s|czyli\s|dawniej\s)?({CAPITALISED})(?=\)))"
)
# „Sąsiadka z góry, Zawadzka, zalewa nas”, „sąsiad z dołu (Baran)”.
_NEIGHBOUR_CALLED = (
    r"(?<!\w)(?i:s[ąa]siad(?:a|em|owi|k[aięą])?|lokator(?:a|k[aięą])?|najemc[aąęy])\s"
    r"(?i:ze?|spod|od|obok|nad|pod|po|naprzeciw(?:ko)?)(?:\s[^\W\d_]++){0,3}"
    rf"(?:,\s|\s\()({CAPITALISED})(?=[,)])"
)
# „Sąsiad z ul. [adres], ten Wrona, wypompował …”.
_THAT_NEIGHBOUR = (
    r"(?<!\w)(?i:s[ąa]siad(?:a|em|owi|k[aięą])?|lokator(?:a|k[aięą])?)\s"
    r"(?:[^.!?\n]|(?<=ul)\.){0,60}?,\s"
    rf"(?i:ten|tego|ta|tej|niejaki|niejaka)\s({CAPITALISED})(?=,)"
)
# „1. Szymczyk D.”, „jest tam: „Siwiński M. – 1 840 zł””.
_LISTED_SURNAME = (
    r"(?:(?:^|\n)[^\S\n]*(?:\d{1,3}[.)]|[-–•])[^\S\n]*|[„\"])"
    rf"(?P<name>(?P<surname>{CAPITALISED})[^\S\n][{UPPER}]\.)(?=\s*(?:\n|$|[,;(”\"–-]|m\.|\d))"
)
_PAIR_OF_STOPS = r"[^\W\d_]\s?[–—/-]\s?$"
_WITHIN_A_SENTENCE = r"[\w,]\s$"
# „P. Zieliński obiecał”.
_INITIAL_AND_SURNAME = (
    rf"(?<!\w)(?<![A-ZĆŁŃÓŚŹŻ]\.)((?:{INITIAL}\s?(?i:i|oraz)\s)?{INITIAL}\s?({CAPITALISED}))"
)


def bare_names(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the names in *text* that only what follows them, or their case, tells."""
    small = text.lower()
    yield from _neighbours(text, dictionary)
    for named in compiled(_INITIAL_AND_SURNAME).finditer(text):
        if is_a_surname_alone(named[2]) and not is_place_name(text, *named.span(1)):
            yield PersonalSpan(*named.span(1), PersonalKind.NAME)
    for person in compiled(_ASKED_FOR).finditer(text) if compiled(_ASKED).search(small) else ():
        if is_surely_a_first_name(dictionary.sense(person[1])):
            yield PersonalSpan(*person.span(1), PersonalKind.NAME)
    yield from _maiden_names_and_parents(text, small, dictionary)
    yield from _companions(text, small, dictionary)
    yield from _appositions(text)
    yield from _neighbours_called(text)
    yield from _listed_surnames(text)
    yield from _relatives(text, small, dictionary)


def _neighbours(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the names before where somebody lives, and after or before a greeting."""
    for pattern in (_NEIGHBOURS, _HERSELF, _INTRODUCED):
        for found in compiled(pattern).finditer(text):
            if is_contact_centre_staff(text, found.end(1)) and " " not in found[1]:
                continue
            start, end = found.span(1)
            # „W Parku 3 Maja, córka …”.
            if compiled(_THIRD_OF_MAY).match(text, max(0, start - 2)):
                continue
            first, *others = found[1].split()
            if others and is_a_function_word(first):
                start = end - len(others[0])
            if is_somebody(text, start, end, dictionary):
                yield PersonalSpan(start, end, PersonalKind.NAME)


def _companions(text: str, small: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the first names after „z”: „z Kasią i Tomkiem”."""
    is_plain = compiled(_POLISH_LETTER).search(small) is None
    for companion in compiled(_COMPANION).finditer(text):
        for group in (1, 2):
            word = companion[group] or ""
            is_with = compiled(_WITH).match(word) or (is_plain and word.endswith("a"))
            if is_with and is_surely_a_first_name(dictionary.sense(word)):
                yield PersonalSpan(*companion.span(group), PersonalKind.NAME)


def _appositions(text: str) -> Iterator[PersonalSpan]:
    """Yield the names between two commas, or in brackets after a datum."""
    for apposition in compiled(_IN_APPOSITION).finditer(text):
        start, end = apposition.span(apposition.lastindex or 0)
        is_surname = text[start - 1] == " " and apposition[2] and is_a_surname_alone(apposition[2])
        if (is_first_name_itself(text[start:end]) or is_surname) and not is_named_after(
            text, start
        ):
            yield PersonalSpan(start, end, PersonalKind.NAME)


def _neighbours_called(text: str) -> Iterator[PersonalSpan]:
    """Yield what a neighbour is called, after where they live."""
    for pattern in (_NEIGHBOUR_CALLED, _THAT_NEIGHBOUR):
        for called in compiled(pattern).finditer(text):
            name = called[1]
            if name.istitle() and not is_no_name(name) and not is_a_function_word(name):
                yield PersonalSpan(*called.span(1), PersonalKind.NAME)


def _listed_surnames(text: str) -> Iterator[PersonalSpan]:
    """Yield each surname with an initial that begins an item of a list or is quoted."""
    for item in compiled(_LISTED_SURNAME).finditer(text):
        if is_a_surname_alone(item["surname"]) or looks_like_a_surname(item["surname"]):
            yield PersonalSpan(*item.span("name"), PersonalKind.NAME)


def _relatives(text: str, small: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the first names listed after a name, or after a word for children."""
    for relatives in compiled(_AND_THEIRS).finditer(text) if NAME_END in text else ():
        listed = list(_listed(text, relatives.end(), dictionary))
        if listed:
            yield PersonalSpan(listed[0].start, listed[-1].end, PersonalKind.NAME)
    for children in (
        compiled(_MY_CHILDREN).finditer(text) if compiled(_CHILDREN).search(small) else ()
    ):
        yield from _listed(text, children.end(), dictionary)


def _maiden_names_and_parents(
    text: str, small: str, dictionary: NameDictionary
) -> Iterator[PersonalSpan]:
    """Yield the names after „z domu”, and those of parents after „s.” and „c.”."""
    has_a_cue = "dom" in small or "d. " in small
    for maiden in compiled(_MAIDEN_NAME).finditer(text) if has_a_cue else ():
        name = maiden[2]
        is_surname = is_a_surname_alone(name) or NameSense.SURNAME in dictionary.sense(name)
        if is_surname or (maiden["surely"] and not is_no_name(name)):
            yield PersonalSpan(*maiden.span(2), PersonalKind.NAME)
    for child in compiled(_CHILD_OF).finditer(text) if NAME_END in text else ():
        for group in (1, 2):
            if child[group] and not is_no_name(child[group]):
                yield PersonalSpan(*child.span(group), PersonalKind.NAME)


def is_somebody(text: str, start: int, end: int, dictionary: NameDictionary) -> bool:
    """Return whether the words from *start* to *end* are somebody's name, and of no place."""
    words = text[start:end].split()
    if any(map(is_no_name, words)) or is_place_name(text, start, end):
        return False
    if holds_public_office(text, start):
        return False
    senses = [dictionary.sense(word) for word in words]
    if compiled(_PAIR_OF_STOPS).search(text[max(0, start - 4) : start]):
        return False
    if len(words) == 2:
        return any(map(is_surely_a_first_name, senses)) or any(map(is_a_surname_alone, words))
    first = NameSense.FIRST_NAME in senses[0]
    in_another_case = compiled(_OTHER_CASE).search(words[0]) and not compiled(
        r"(?:^|\s)(?i:przy|na|ul\.?|ulicy|do|od|z|ze|mi[ęe]dzy|r[óo]g|i)\s$"
    ).search(text[max(0, start - 12) : start])
    # „Szymczakowa spod 12”.
    is_married = words[0].endswith("kowa") and is_a_surname_alone(words[0].removesuffix("owa"))
    is_surname = is_a_surname_alone(words[0]) or (
        may_be_a_surname_here(words[0], dictionary)
        and compiled(_WITHIN_A_SENTENCE).search(text_before(text, start)) is not None
    )
    return first or is_surname or is_married or bool(in_another_case)


def _listed(text: str, start: int, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the first names that are listed from *start*."""
    at = start
    while (name := compiled(_LISTED).match(text, at)) and NameSense.FIRST_NAME in dictionary.sense(
        name[1]
    ):
        yield PersonalSpan(*name.span(1), PersonalKind.NAME)
        if name[2] is None:
            return
        at = name.end()
