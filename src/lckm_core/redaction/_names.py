"""Names of people: announced, or a first name with a surname."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lckm_core.redaction import _name_cues as cues
from lckm_core.redaction._animals import is_of_an_animal
from lckm_core.redaction._capitalised_words import (
    ABBREVIATION,
    LIKE_A_COMPANY,
    is_also_a_surname,
    is_an_institution,
    is_no_name,
)
from lckm_core.redaction._dictionary import (
    NameDictionary,
    NameSense,
    is_a_surname_alone,
    is_first_name,
    is_known_as_a_name,
    is_surely_a_first_name,
    is_surely_a_name,
    looks_like_a_surname,
    may_be_a_surname_here,
    may_be_their_surname,
)
from lckm_core.redaction._field_words import is_a_field_word, is_spoken_of
from lckm_core.redaction._firm_names import begins_with_a_company, is_a_firm
from lckm_core.redaction._lowercase_names import (
    lowercase_names,
    small_name_after_a_cue,
    small_surname_end,
    small_words_at,
    surname_first_at,
)
from lckm_core.redaction._name_shapes import (
    CAPITALISED,
    INITIAL,
    LOWER,
    PARTICLE,
    SMALL,
    UPPER,
)
from lckm_core.redaction._officials import (
    holds_public_office,
    is_contact_centre_staff,
    is_in_holy_orders,
)
from lckm_core.redaction._patterns import compiled
from lckm_core.redaction._place_names import (
    is_named_after,
    is_patron,
    is_someone_in_a_place,
)
from lckm_core.redaction._spans import PersonalKind, PersonalSpan

# One word in capitals is rather an abbreviation, unless it is this long.
_SHORTEST_IN_CAPITALS = 5

_WORD = rf"{INITIAL}|{CAPITALISED}|{PARTICLE}(?=\s[^\W\d_a-z])"
# „Panie Redaktorze Zieliński”.
_RANK = r"(?i:redaktor|profesor|inspektor|komisarz|s[ęe]dzi|in[żz]ynier|magist|proboszcz)\w*+\s"
_TITLES = rf"(?:{cues.TITLE}|{_RANK}(?={CAPITALISED})){{0,2}}"
# „Jan Kowalski Zielona 12”: the third word is a street's.
_HOUSE_NUMBER = r"\s\d{1,3}[a-zA-Z]?(?:\s?/\s?\d|\s?(?:m|lok)\.?\s?\d|\s*(?:[,.;\n]|$))"
# In a text in capitals a verb, or a pronoun, looks like a name: „MATKA KRZYCZY”.
_CAPITALS_NO_NAME = (
    r".*(?:[ŁL][AIYO]?|Ł[EA]M|[AEIY]L[EA]M|UJE|J[ĄA]|[ĄA]C[AYE]?|EGO|EMU|[CRS]ZY|DZI|BI|PI"
    r"|KA[ŻZ]D\w+|KT[ÓO]R\w+|S[ĄA]|(?:TR|DW)[ÓO]JK[AIĘĄE]|CZW[ÓO]RK[AIĘĄE]|T[EA][JN]|DZIECI|CHCE"
    r"|MIAŁ\w*|MA|MAJ[ĄA]|BYŁ\w*|JEST|\w+NIE|ZNOWU?|CI[ĄA]GLE|OBOK|STALE|ZAWSZE"
    r"|WCZORAJ|DZI[ŚS]|POTEM|WTEDY|TYLKO|NAWET|WI[ĘE]C|SPOD|PISZE|ROBI|PALI|PIJE|CO|SAM[AI]?)$"
)
# „Inspektor Transportu Drogowego”: what somebody's work is about.
_OF_AN_OFFICE = ("wego", "nego", "lego", "rego", "wej", "nej", "cej", "żej", "wych", "nych", "rych")
_OF_A_NUMBER = r"[./-][A-Z\d]{0,6}[./-]?\d"
_AND = r"(?:,|\s(?i:i|oraz|and|та))\s"
_FAMILIES = (
    r"(?<!\w)(?:(?i:sąsiedzi|państwo)\s([^\W\d_a-z]\w+owie)"
    r"|(?i:sąsiadach|państwu)\s([^\W\d_a-z]\w+ach))(?!\w)"
)
_FAMILY = r"(?<!\w)(?i:u|od)\s(?=[^\W\d_a-z]\w+(?:[sc]kich|dzkich|[óo]w)(?!\w))"
# „Podpisani: Jan Zet, Adam Ul.”: the rest of what stands between the commas.
_REST_OF_ITEM = rf"\s{CAPITALISED}(?=[,;]|\s(?:i|oraz)\s|\s*(?:\n|$)|\.(?!\s[^\W\d_]\w*\s\d))"
# „Lokator Sebek K spod dwójki”; other capitals by themselves are words.
_BARE_INITIAL = r"\s[B-HJ-NP-TWYĆŁŚŻ](?![\w.'’-])"
# „Lipa sp. z o.o.”: the legal form of a company that is nobody's own.
_LEGAL_FORM = r"\s(?i:sp\.?\s?z\s?o\.?\s?o|sp[óo][łl]ka\s(?:z\so|akcyjna)|s\.\s?a\.)"


# „Nazwisko trafiło do gazety”, and no „jagiełło”: what became of it.
_HAPPENED = r"\w*[^łl\W][łl]o"
_GOES_ON = (
    r"\s(?:do|na|w|we|z|po|przez|przy|od|si[ęe]|mi|mu|jej|im|[a-ząćęłńóśźż]{3,}n[eyaio])(?!\w)"
)


class _Cue(NamedTuple):
    """Words that a name follows.

    ``least`` is the least number of its words; ``surely`` means that one word alone has to be a
    name and nothing else, ``known`` that of several words one has to be a name.
    ``hint``, or one of ``parts`` in small letters, is quickly looked for first.
    """

    pattern: str
    least: int = 1
    surely: bool = False
    known: bool = False
    hint: str = ""
    parts: tuple[str, ...] = ()


_CUES = (
    _Cue(cues.COURTESY_OR_RELATIVE),
    _Cue(cues.WORKER, surely=True),
    _Cue(cues.GAVE_A_NAME, surely=True, parts=("rzedstawi", "odpisa", "poda")),
    _Cue(cues.ON_A_DOOR, parts=("nazwisk",)),
    _Cue(_FAMILY, surely=True),
    _Cue(cues.LIST, surely=True, known=True, hint=r":\s"),
    _Cue(cues.OWN_DATA, least=2, hint=r":\s"),
    _Cue(cues.BEFORE_FULL_NAME, least=2),
    _Cue(cues.WROTE, least=2, known=True, parts=cues.WROTE_PARTS),
    _Cue(cues.ISSUED, least=2, known=True, parts=("stawion", "pisan")),
    _Cue(cues.APPOSITION, least=2, hint=cues.APPOSITION_HINT),
    _Cue(cues.IDENTITY, surely=True, hint=cues.APPOSITION_HINT),
)


def names(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the names in *text* that are announced or known."""
    for cue_match in compiled(cues.OWN_NAME).finditer(text):
        yield from _own_name(text, cue_match.end())
    for cue_match in compiled(cues.INTRODUCTION).finditer(text):
        yield from _own_first_name(text, cue_match.end(), dictionary)
    if "owie" in text or "ach" in text:
        for family in compiled(_FAMILIES).finditer(text):
            yield PersonalSpan(*family.span(family.lastindex or 0), PersonalKind.NAME)
    small = text.lower()
    for cue in _CUES:
        if cue.parts and not any(part in small for part in cue.parts):
            continue
        if cue.hint and not compiled(cue.hint).search(text):
            continue
        for cue_match in compiled(cue.pattern).finditer(text):
            if not (_is_of_a_place_or_quoted(text, cue_match.start())):
                yield from _names_of_others(text, cue_match.end(), cue, dictionary)
    yield from lowercase_names(text, dictionary)


def _is_of_a_place_or_quoted(text: str, start: int) -> bool:
    """Return whether the word at *start* belongs to the name of a place, or to a quotation."""
    is_named = is_named_after(text, start) and not is_someone_in_a_place(text, start)
    return is_named or _is_quoted(text, start)


def _is_quoted(text: str, start: int) -> bool:
    """Return whether a quotation begins at *start*: „Pan Kanapka” is what a bar is called."""
    return text[start - 1 : start] in ("„", "”", '"', "»", "«")


def name_at(text: str, start: int, most: int = 3) -> list[re.Match[str]]:
    """Return up to *most* words of the name that begins at *start*."""
    words: list[re.Match[str]] = []
    at = start
    while len(words) < most and (word := compiled(_WORD).match(text, at)):
        if not _may_be_part(word[0]):
            # „Ewa Polak”.
            if len(words) == 1 and is_first_name(words[0][0]) and is_also_a_surname(text, word):
                words.append(word)
            break
        # „Państwa to ZLM-DT.5021”: the number of a case.
        if compiled(_OF_A_NUMBER).match(text, word.end()):
            break
        words.append(word)
        if text[word.end() : word.end() + 1] not in (" ", "\xa0"):
            break
        at = word.end() + 1
    if len(words) > 2 and compiled(_HOUSE_NUMBER).match(text, words[-1].end()):
        words.pop()
    return words


def _may_be_part(word: str) -> bool:
    """Return whether *word* can be part of a name."""
    return word.endswith(".") or not is_no_name(word)


def senses_of(words: list[re.Match[str]], dictionary: NameDictionary) -> list[NameSense]:
    """Return what each word of a name can be; an initial is empty."""
    return [NameSense(0) if word[0].endswith(".") else dictionary.sense(word[0]) for word in words]


def span_of(words: list[re.Match[str]]) -> PersonalSpan:
    return PersonalSpan(words[0].start(), words[-1].end(), PersonalKind.NAME)


def _own_name(text: str, start: int) -> Iterator[PersonalSpan]:
    """Yield the name after „nazywam się”, capitalised or not."""
    words = name_at(text, start) or small_words_at(text, start)
    # „nazwisko nieczytelne”, „imię psa”.
    is_a_name = words and not compiled(cues.NO_OWN_NAME).match(words[0][0])
    # „Po co pani nazwisko, lampa jest państwowa”, without the comma.
    is_small = is_a_name and words[0][0].islower() and "isko" in text[max(0, start - 9) : start]
    if is_small and is_a_field_word(words[0][0]):
        is_a_name = not is_spoken_of(text, words[0].end())
    if is_small and compiled(_HAPPENED).fullmatch(words[0][0]):
        is_a_name = compiled(_GOES_ON).match(text, words[0].end()) is None
    if is_a_name and not is_of_an_animal(text, start):
        yield span_of(words)


def _own_first_name(text: str, start: int, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the first name after „jestem”, if it is one for sure."""
    word = compiled(_WORD).match(text, start) or compiled(SMALL).match(text, start)
    if word is None or is_no_name(word[0]):
        return
    yield from surname_first_at(text, start)
    sense = dictionary.sense(word[0])
    # „Jestem Maja”: with a capital, though „maja” is a word.
    is_first = NameSense.FIRST_NAME in sense and word[0].istitle()
    if is_first or is_surely_a_first_name(sense):
        yield PersonalSpan(
            word.start(),
            small_surname_end(text, word.end(), dictionary, is_own=True),
            PersonalKind.NAME,
        )


def _names_of_others(
    text: str, start: int, cue: _Cue, dictionary: NameDictionary
) -> Iterator[PersonalSpan]:
    """Yield the name at *start*, and those joined to it."""
    titles = compiled(_TITLES).match(text, start)
    assert titles is not None, "no title is fine, too"
    at = titles.end()
    is_list = text[max(0, at - 3) : at].rstrip().endswith((":", "("))
    words = without_verbs(name_at(text, _after_an_abbreviation(text, at)), dictionary)
    if text.isupper():
        # „WŁODEK WIERCI”: up to the last word that may be a name.
        while len(words) > 1 and not (
            is_known_as_a_name(words[-1][0], dictionary) or may_be_their_surname(words[-1][0])
        ):
            words.pop()
        # In a text in capitals any word looks like a name: „PROSZĘ PANA, DZIURA”.
        if not is_list and not any(is_known_as_a_name(word[0], dictionary) for word in words):
            return
    while len(words) >= cue.least and _may_be_name(words, cue, dictionary):
        if len(words) > 2 and begins_with_a_company(text, words[0].start()):
            words = words[1:]
        start, end = words[0].start(), words[-1].end()
        if _is_told_otherwise(text, start, end, is_alone=len(words) == 1):
            return
        # „Jan Lis, emeryt, Zgierska 12”.
        if cue.surely and len(words) == 1 and compiled(_HOUSE_NUMBER).match(text, end):
            return
        if is_list and len(words) == 1 and (rest := compiled(_REST_OF_ITEM).match(text, end)):
            end = rest.end()
        if NameSense.FIRST_NAME in dictionary.sense(words[-1][0]):
            initial = compiled(_BARE_INITIAL).match(text, end)
            end = initial.end() if initial is not None else end
        yield PersonalSpan(start, end, PersonalKind.NAME)
        joined = compiled(rf"(?:;\s|{_AND})" if is_list else _AND).match(text, end)
        words = name_at(text, joined.end()) if joined is not None else []
        if words and is_list and not compiled(r"\s\d").match(text, words[-1].end()):
            # After the first, a list may hold any names.
            cue = cue._replace(surely=False, known=False)
            continue
        # „pani Wrona, Zielona 12”: what is joined may be anything, so it has to begin as names do.
        if not words or not dictionary.sense(words[0][0]) & NameSense.FIRST_NAME:
            return
    if not words:
        yield from small_name_after_a_cue(
            text, at, dictionary, is_sure=not cue.surely, may_be_alone=cue.least == 1
        )


def _after_an_abbreviation(text: str, start: int) -> int:
    """Return where the name begins of whoever works for the office at *start*: „ZLM Jan Zet”."""
    office = compiled(rf"{ABBREVIATION}\s(?=[{UPPER}][{LOWER}])").match(text, start)
    return office.end() if office is not None else start


def _is_told_otherwise(text: str, start: int, end: int, *, is_alone: bool) -> bool:
    """Return whether the name from *start* to *end* is of an official, a patron or a firm."""
    return (
        holds_public_office(text, start)
        or is_patron(text, start)
        or (is_alone and is_contact_centre_staff(text, end))
        or (is_alone and is_in_holy_orders(text, start, end))
        or compiled(_LEGAL_FORM).match(text, end) is not None
        or is_a_firm(text, start, end)
    )


def without_verbs(words: list[re.Match[str]], dictionary: NameDictionary) -> list[re.Match[str]]:
    """Return *words* up to one in capitals that is no name: „KACPER ZŁAMAŁ”."""
    for at, word in enumerate(words):
        is_verb = word[0].isupper() and compiled(_CAPITALS_NO_NAME).fullmatch(word[0])
        if is_verb and not dictionary.sense(word[0]).is_a_name:
            # A surname, as long as a first name stands before it, and a verb or nothing after.
            is_surname = at == 1 and not word[0].endswith(("Ł", "EGO", "J"))
            ends = len(words) == 2 or compiled(_CAPITALS_NO_NAME).fullmatch(words[-1][0])
            return words[:2] if is_surname and ends else words[:at]
    return words


def _may_be_name(words: list[re.Match[str]], cue: _Cue, dictionary: NameDictionary) -> bool:
    """Return whether *words* can be a name."""
    if _is_a_body(words, dictionary):
        return False
    single = words[0][0] if len(words) == 1 else ""
    if single.isupper() and len(single) < _SHORTEST_IN_CAPITALS:
        return False
    senses = [dictionary.sense(word[0]) for word in words if not word[0].endswith(".")]
    if single.isupper() and compiled(_CAPITALS_NO_NAME).fullmatch(single):
        return any(sense.is_a_name for sense in senses)
    if cue.least > 1 and all(word[0].isupper() for word in words):
        return any(NameSense.FIRST_NAME in sense or is_surely_a_name(sense) for sense in senses)
    if cue.known and not any(sense.is_a_name for sense in senses):
        # „Podpisy: A. KULESZA”: an initial stands before nothing else.
        has_initial = len(words) > 1 and words[0][0].endswith(".")
        return has_initial or any(map(is_a_surname_alone, (word[0] for word in words)))
    if cue.surely and not single and words[-1][0].endswith(_OF_AN_OFFICE):
        return any(map(is_surely_a_name, senses))
    if cue.surely and single:
        is_surname = may_be_a_surname_here(single, dictionary)
        return any(map(is_surely_a_name, senses)) or is_surname or looks_like_a_surname(single)
    return not senses or any(not sense or sense.is_a_name for sense in senses)


def _is_a_body(words: list[re.Match[str]], dictionary: NameDictionary) -> bool:
    """Return whether *words* begin as „TBS Bałuty” or „Dom Pomocy”, and hold no first name."""
    first, *others = (word[0] for word in words)
    senses = senses_of(words, dictionary)
    goes_on = compiled(rf"\s{CAPITALISED}|,\s(?:dr|in[żz]|mgr|lek)(?!\w)").match(
        words[-1].string, words[-1].end()
    )
    # „Pani Kierownik Rejonu”.
    if is_an_institution(first) and (others or goes_on or first.endswith("u")):
        # „Komenda Anna”: a surname, too.
        return not others or NameSense.FIRST_NAME not in senses[1]
    if others and compiled(LIKE_A_COMPANY).fullmatch(others[-1]):
        return True
    is_one_of_two = first.isalpha() and first.isupper() and len(first) <= _SHORTEST_IN_CAPITALS
    if not others or not is_one_of_two or others[0].isupper():
        return False
    return not senses[0].is_a_name and not any(NameSense.FIRST_NAME in sense for sense in senses)
