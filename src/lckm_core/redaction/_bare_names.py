"""Names without a word that announces them, told by what stands after them."""

import re
from collections.abc import Iterator

from lckm_core.redaction._animals import is_of_an_animal
from lckm_core.redaction._capitalised_words import is_a_function_word, is_no_name
from lckm_core.redaction._dictionary import (
    NameDictionary,
    NameSense,
    is_a_surname_alone,
    is_first_name,
    is_first_name_itself,
    is_surely_a_first_name,
    looks_like_a_surname,
    may_be_a_surname_here,
    may_be_their_surname,
)
from lckm_core.redaction._lowercase_names import is_a_small_surname, small_surname_end
from lckm_core.redaction._name_shapes import CAPITALISED, INITIAL, SMALL
from lckm_core.redaction._officials import (
    holds_public_office,
    is_contact_centre_staff,
    is_in_holy_orders,
)
from lckm_core.redaction._patterns import any_of, compiled, text_before
from lckm_core.redaction._place_names import is_called_so, is_named_after, is_place_name
from lckm_core.redaction._spans import NAME_END, REDACTED, PersonalKind, PersonalSpan

_ONE_OR_TWO = rf"({CAPITALISED}(?:\s{CAPITALISED})?)"
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
_NEIGHBOURS = rf"(?<!\w){_ONE_OR_TWO}(?={_WHERE_THEY_LIVE}|{_ROLE})"
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
    r"|(?:moje|nasze|moich|naszych|moim|naszym)\s(?:\w+\s)?(?:dzieci\w*|wnuki"
    r"|wnuk[óo]w|wnucz\w+|c[óo]rki"
    r"|synowie|syn[óo]w|bli[źz]niaki|maluchy|pociechy)|dzieci(?:om|ach)?(?=\s?[:(]))[\s,:(–-]{1,3}"
)
_LISTED = rf"({CAPITALISED})(?:(,|\s(?i:i|oraz|a))\s(?={CAPITALISED}))?"
# „Kowalska z tej strony”, „Tu Nowak”, „Dzień dobry, Nowicki z Chojen”.
_HERSELF_IN_SMALL = (
    rf"(?<![\w-])({SMALL})(?:\s({SMALL}))?(?=,?\s(?i:z\stej\sstrony|przy\stelefonie))"
)
# „Zdaniem Wiśniewskiego”: who says it.
_ACCORDING_TO = (
    r"(?<!\w)(?i:zdaniem|wed[łl]ug|wg|relacji|relacj[ąa]|opini[ai]|zeznania?|s[łl][óo]w)\s"
    rf"({CAPITALISED})(?!\s(?:[^\W\d_a-ząćęłńóśźż]|\d))"
)
_HERSELF = rf"(?<!\w){_ONE_OR_TWO}(?=,?\s(?i:z\stej\sstrony|przy\stelefonie|si[ęe]\sk[łl]ania))"
_INTRODUCED = (
    r"(?<!\w)(?i:dzw\.|zg[łl]\.|tu|tutaj|m[óo]wi|pisze|k[łl]ania\ssi[ęe]|zg[łl]asza"
    r"|podpisan[oay]|niejak[ia]|ob\."
    r"|obywatel(?:ka)?|dzie[ńn]\sdobry|dobry\swiecz[óo]r|witam|witajcie|cze[śs][ćc]|hej"
    r"|halo)[,.!:\s]{1,3}"
    rf"{_ONE_OR_TWO}(?=\s?[.,!;\n–-]|\s(?i:ze?|tel|telefon|mieszkan\w+|emeryt\w*)(?!\w)|\s*$)"
)
# „tu zenek pyza z bałuckiego”: in small letters nobody but the writer is told so.
_INTRODUCED_IN_SMALL = rf"(?<!\w)(?i:tu|tutaj|ja)[,:]?\s({SMALL})"
# „To znowu ja kubsikowa”.
_ME_AGAIN = (
    r"(?<!\w)(?i:to\s(?:znowu|zn[óo]w|ponownie|jeszcze\sraz)?\s?ja|ja\s(?:znowu|zn[óo]w))[,:]?\s"
    rf"({SMALL})"
)
_MARRIED = r"[^\W\d_]{3,}(?:kowa|czowa|ikowa|akowa|ekowa|[sc]ka|dzka|[óo]wna)"
# „Pawlakowa dokarmia gołębie”: Pawlak's wife; streets are called after animals and trades.
_WIFE = (
    r"(?<![\w-])(?!(?i:wilk|rak|ptak|kwiatk|rybak|szpak|czajk|dzik|mak|buk)ow)"
    r"([^\W\d_a-ząćęłńóśźż][^\W\d_]{2,}k)(?i:owa|owej|ow[ąa])(?![\w-]|\s\d)"
)
_WIFE_HINT = r"kow(?:a|ej|ą)(?!\w)"
_NO_MARRIED = any_of("""
    samotn* domow* rowerow* łódzk* bałuck* widzewsk* polesk* miejsk* osiedlow* polsk* ukraińsk*
    obywatelsk* sąsiedzk* emeryck* blokow* parkow* ojcowsk* matczyn* babska chłopska pracownicz*
""")
# „Ten, co to robi, nazywa się Seba Kłos”, and no shop that is called so.
_IS_CALLED = (
    r"(?<!\w)(?i:nazywa(?:j[ąa]|[łl]a?)?\ssi[ęe](?:\s(?:chyba|podobno))?"
    rf"|zw[ąa]\sgo|zw[ąa]\sj[ąa])\s{_ONE_OR_TWO}"
)
_IS_CALLED_IN_SMALL = (
    rf"(?<!\w)(?i:nazywa(?:[łl]a?)?\ssi[ęe](?:\s(?:chyba|podobno))?)\s({SMALL})"
    r"(?=\s(?:i|z|ze|spod|mieszka)(?!\w)|\s?[.,;!]|\s*$)"
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
_THING_CALLED = (
    r"(?<!\w)(?i:sklep|bar|salon|firm|ulic|park|szko[łl]|przystan|osiedl|pies|suk|kot|lokal|klub"
    r"|miejsc|plac|skwer|rond|restaurac|lini|aplikac|programm?|system|gazet|piekarni)\w*[^.!?\n]*$"
)
# „[osoba], Alina i Ryszard”.
_AND_THEIRS = rf"{NAME_END}(?:,\s|\s(?i:i|oraz|z)\s|\s?[(:–-]\s?)(?={CAPITALISED})"
# „Sąsiad spod 14, Stefan, i jego brat”, „tel. [telefon] (Radek)”.
_IN_APPOSITION = (
    rf"(?:(?<!\w)(?:[a-ząćęłńóśźż]++|\d++),\s({CAPITALISED})(?=,)"
    rf"|{REDACTED}\s?\((?:chyba\s|podobno\s|czyli\s|dawniej\s)?({CAPITALISED})(?=\)))"
)
_PAIR_OF_STOPS = r"[^\W\d_]\s?[–—/-]\s?$"
# „Kasia widziała, jak upadł”: who does something, and no shop or street that is called so.
_DOER = (
    rf"(?<![\w-])({CAPITALISED})\s(?=[a-ząćęłńóśźż]{{2}})(?!(?i:przy|na|we?|ze?|i|oraz|od|do"
    rf"|pod|za|to|u"
    r"|dla|jest|nr|ul|o|a|po|przed|nad|albo|lub|im|im\.)(?!\w))"
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
    r"(?!\s(?:[^\W\d_a-ząćęłńóśźż]|\d)|,\s(?i:butik|sklep|bar|salon"
    r"|firma|kawiarnia|restauracja|klub|pub|studio)(?!\w))"
)
_WITHIN_A_SENTENCE = r"[\w,]\s$"
# „P. Zieliński obiecał”.
_INITIAL_AND_SURNAME = rf"(?<![\w.])({INITIAL}\s?({CAPITALISED}))"


def bare_names(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the names in *text* that only what follows them, or their case, tells."""
    small = text.lower()
    for pattern in (_NEIGHBOURS, _HERSELF, _INTRODUCED):
        for found in compiled(pattern).finditer(text):
            if is_contact_centre_staff(text, found.end(1)) and " " not in found[1]:
                continue
            start, end = found.span(1)
            first, *others = found[1].split()
            if others and is_a_function_word(first):
                start = end - len(others[0])
            if _is_somebody(text, start, end, dictionary):
                yield PersonalSpan(start, end, PersonalKind.NAME)
    yield from _in_small(text, small, dictionary)
    for somebody in compiled(_ACCORDING_TO).finditer(text):
        is_known = looks_like_a_surname(somebody[1]) or is_first_name(somebody[1])
        if is_known and not is_no_name(somebody[1]) and somebody[1].istitle():
            yield PersonalSpan(*somebody.span(1), PersonalKind.NAME)
    for doer in compiled(_DOER).finditer(text):
        if is_first_name_itself(doer[1]) and not (
            _is_what_a_place_is_called(text, doer)
            or holds_public_office(text, doer.start())
            or is_in_holy_orders(text, *doer.span(1))
            or is_called_so(text, doer.start())
            or is_of_an_animal(text, doer.start())
        ):
            yield PersonalSpan(*doer.span(1), PersonalKind.NAME)
    for wife in compiled(_WIFE).finditer(text) if compiled(_WIFE_HINT).search(small) else ():
        is_named = is_a_surname_alone(wife[1]) and not is_place_name(text, *wife.span())
        if is_named and not is_named_after(text, wife.start()):
            yield PersonalSpan(*wife.span(), PersonalKind.NAME)
    for doer in compiled(_DONE_BY).finditer(text):
        if is_no_name(doer[1]) or holds_public_office(text, doer.start(1)):
            continue
        if is_first_name_itself(doer[1]) or is_a_surname_alone(doer[1]):
            yield PersonalSpan(*doer.span(1), PersonalKind.NAME)
    for named in compiled(_INITIAL_AND_SURNAME).finditer(text):
        if is_a_surname_alone(named[2]) and not is_place_name(text, *named.span(1)):
            yield PersonalSpan(*named.span(1), PersonalKind.NAME)
    for person in compiled(_ASKED_FOR).finditer(text) if compiled(_ASKED).search(small) else ():
        if is_surely_a_first_name(dictionary.sense(person[1])):
            yield PersonalSpan(*person.span(1), PersonalKind.NAME)
    for writer in compiled(_INTRODUCED_IN_SMALL).finditer(text):
        if is_first_name_itself(writer[1]):
            end = small_surname_end(text, writer.end(), dictionary)
            yield PersonalSpan(writer.start(1), end, PersonalKind.NAME)
    for writer in compiled(_ME_AGAIN).finditer(text) if "ja" in small else ():
        if _is_her_surname(writer[1], dictionary):
            yield PersonalSpan(*writer.span(1), PersonalKind.NAME)
    end = 0
    for called in compiled(_IS_CALLED_IN_SMALL).finditer(text) if "nazywa" in small else ():
        # What the one before is called is no thing that has this name.
        left = text_before(text, called.start())[-max(0, called.start() - end) :]
        is_thing, end = compiled(_THING_CALLED).search(left), called.end()
        if not is_thing and may_be_their_surname(called[1]) and not is_no_name(called[1]):
            yield PersonalSpan(*called.span(1), PersonalKind.NAME)
    for called in compiled(_IS_CALLED).finditer(text) if "nazywa" in small or "zw" in small else ():
        is_thing = compiled(_THING_CALLED).search(text_before(text, called.start()))
        # „Nazywa się Rzeszutko i mieszka obok”: any name, in no other text than in capitals.
        is_name = called[1].istitle() and not any(map(is_no_name, called[1].split()))
        if not is_thing and (is_name or _is_somebody(text, *called.span(1), dictionary)):
            yield PersonalSpan(*called.span(1), PersonalKind.NAME)
    yield from _maiden_names_and_parents(text, small, dictionary)
    is_plain = compiled(_POLISH_LETTER).search(small) is None
    for companion in compiled(_COMPANION).finditer(text):
        for group in (1, 2):
            word = companion[group] or ""
            is_with = compiled(_WITH).match(word) or (is_plain and word.endswith("a"))
            if is_with and is_surely_a_first_name(dictionary.sense(word)):
                yield PersonalSpan(*companion.span(group), PersonalKind.NAME)
    for apposition in compiled(_IN_APPOSITION).finditer(text):
        start, end = apposition.span(apposition.lastindex or 0)
        is_surname = text[start - 1] == " " and apposition[2] and is_a_surname_alone(apposition[2])
        if (is_first_name_itself(text[start:end]) or is_surname) and not is_named_after(
            text, start
        ):
            yield PersonalSpan(start, end, PersonalKind.NAME)
    for relatives in compiled(_AND_THEIRS).finditer(text) if NAME_END in text else ():
        listed = list(_listed(text, relatives.end(), dictionary))
        if listed:
            yield PersonalSpan(listed[0].start, listed[-1].end, PersonalKind.NAME)
    for children in (
        compiled(_MY_CHILDREN).finditer(text) if compiled(_CHILDREN).search(small) else ()
    ):
        yield from _listed(text, children.end(), dictionary)


def _in_small(text: str, small: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the names in small letters before „z tej strony”: „nowak janina z tej strony”."""
    hinted = "z tej strony" in small or "przy telefonie" in small
    for herself in compiled(_HERSELF_IN_SMALL).finditer(text) if hinted else ():
        words = [word for word in herself.groups() if word]
        known = [
            is_surely_a_first_name(dictionary.sense(word)) or is_a_small_surname(word)
            for word in words
        ]
        if any(map(is_no_name, words)):
            words, known = words[1:], known[1:]
        is_pair = len(words) > 1 and any(
            is_surely_a_first_name(dictionary.sense(word)) for word in words
        )
        if is_pair or (known and known[-1]):
            start = herself.start(1) if is_pair else herself.end() - len(words[-1])
            yield PersonalSpan(start, herself.end(), PersonalKind.NAME)


def _is_what_a_place_is_called(text: str, doer: re.Match[str]) -> bool:
    """Return whether a place is called so, and not somebody in it: „w szkole Jaś upadł”."""
    left = text_before(text, doer.start())
    is_in_it = compiled(_DID).match(text, doer.end(1)) and compiled(_IN_A_PLACE).search(left)
    return compiled(_NAME_DAY).search(left) is not None or (
        is_named_after(text, doer.start()) and not is_in_it
    )


def _is_her_surname(word: str, dictionary: NameDictionary) -> bool:
    """Return whether *word* is a woman's surname in small letters: „kubsikowa”."""
    if compiled(_MARRIED).fullmatch(word) is None or compiled(_NO_MARRIED).match(word):
        return False
    # Adjectives end as these surnames do; „nowakowa” is one of „nowak”.
    return is_a_surname_alone(word.removesuffix("owa")) or not (
        dictionary.sense(word) & NameSense.WORD
    )


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


def _is_somebody(text: str, start: int, end: int, dictionary: NameDictionary) -> bool:
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
