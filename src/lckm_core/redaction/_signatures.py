"""Signatures: the name, and the address under it, that end a letter."""

import re
from collections.abc import Iterator

from lckm_core.redaction import _name_cues as cues
from lckm_core.redaction._address_patterns import SENTENCE_SIGNS
from lckm_core.redaction._addresses_beside_names import is_address_line
from lckm_core.redaction._capitalised_words import is_an_institution, is_no_name
from lckm_core.redaction._dictionary import (
    NameDictionary,
    NameSense,
    is_a_surname_alone,
    is_first_name,
    is_surely_a_first_name,
)
from lckm_core.redaction._field_words import IN_SOME_STATE, is_somebody_signed
from lckm_core.redaction._name_shapes import CAPITALISED, INITIAL, SMALL
from lckm_core.redaction._names import name_at, senses_of
from lckm_core.redaction._officials import holds_public_office, is_in_holy_orders
from lckm_core.redaction._patterns import any_of, compiled
from lckm_core.redaction._place_names import is_named_after, is_place_name
from lckm_core.redaction._spans import BARRIER, NAME_END, REDACTED, PersonalKind, PersonalSpan
from lckm_core.redaction._words import plain

CLOSING_WORDS = """
    z_poważaniem z_pow (serdecznie_|gorąco_|ciepło_)?pozdrawia(m|my)(_serdecznie|_ciepło|_gorąco)?
    wasz wasza pozdr pozdro pozdrówka pozdrówki pozdrawiamy pzdr buziaki ściskam z_uszanowaniem
    z_(wyrazami_)?wdzięczności(ą)?
    pozdrowienia serdeczności z_(wyrazami_)?szacunk(iem|u) kłania(m|my)?_się ukłony wyrazy_szacunku
    (łączę|z)_(wyrazy_szacunku|pozdrowieni(a|ami)) miłego_dnia dobrego_dnia
    (z_góry_)?dziękuj(ę|emy)(_(z_góry|bardzo|serdecznie|ślicznie))?(_za(_[^\\W\\d_]{3,20}){1,2})?
    dzięki podpis
    podpisan[oay] (kind_|best_|warm_)?regards (yours_)?(sincerely|faithfully) thank(s|_you)
    з_повагою дякую с_уважением
"""
CLOSING = (
    rf"(?<!\w){any_of(CLOSING_WORDS)}(?P<pause>[ \t.,:!–-]{{0,4}}(?:\n\s{{0,4}})?)"
    r"|(?:^|\n)--[ ]?\n|(?<![\w~])~\s?"
)
# „Kierująca Kos”, „rozczarowany, Jan Zet”, too.
_TITLES = rf"(?:(?i:mgr|in[żz]|dr|prof|hab|lek|lic)\.?\s|{IN_SOME_STATE},?\s){{1,3}}"
# What every match of it holds, in plain letters; few texts do, and the rest is not read.
CLOSING_HINT = (
    r"\spow|pozdr|pzdr|wasz|buziaki|sciskam|uszanowa|wdzieczno|serdeczno|szacun|klania|uklony"
    r"|milego|dobrego|dziek|podpis|regards|sincerely|faithfully|thank|повагою|дякую|уважением|--|~"
)
_END = (
    r"[ \t]{0,3}(?:[.,;!]{0,3}[ \t]{0,3}(?:\n|$)|[,;(]"
    r"|[ \t][^\W\d_]\.?[ \t]*(?:\n|$)"
    rf"|[ \t](?:tel|kom|e-?mail|mail|ul|os|zam|adres)(?!\w)|{REDACTED}|[ \t]\+?\d)"
)
_AND = r"\s(?i:i|oraz|z|and)\s|\s?[&+]\s?"
_LINE = r"[^\n]*"
_CONTACT = rf"(?i)[^\n]{{0,30}}(?:{REDACTED}|@|\d{{3}})|[ \t]*(?:\n|$)"
# Where a sentence or a line ends, and not an initial.
_BREAK = r"(?:[!?…\n]|(?<!(?<!\w)[^\W\d_a-ząćęłńóśźż])\.)[^\S\n]*+"
_VERB = r"\w+(?:[ęe]|am|em|im|my|cie)$"
_LONGEST_NAME = 100
# What may follow the name at the end: how and when to reach whom.
_CONTACTS = (
    rf"(?:{REDACTED}|[\s.,;:!()/–-]|\d|(?<=\d)[a-h](?!\w)|(?<!\w)(?i:tel|telefon|kom|kontakt"
    rf"|e-?mail|mail|nr|m|lok"
    rf"|po|godz|kl|klas[ay]|lat|lata"
    rf"|lub|w"
    r"|do|od|lodz|łódź|pozdrawiam|dziękuję|dziekuje)(?!\w)){0,60}+$"
)
_MARK = rf"[\s,:(–-]{{1,3}}(?:(?i:tel|telefon|kom|mail|e-mail|nr|pesel)\.?:?\s?){{0,2}}{REDACTED}"
# „[telefon], Ola albo [telefon]”.
_OR_AT = (
    r"\s(?i:albo|lub|i|oraz|ewentualnie)\s(?:(?i:ze?\s\w+|tel|telefon|kom|nr)\.?:?\s){0,2}"
    rf"{REDACTED}"
)
# „Walczuk, wu jak Wanda”: what a letter is like.
_NO_LETTER = r"(?<![\w-])(?<!\bjak\s)"
# „monika t.”
_FIRST_NAME_AND_INITIAL = rf"(?<=[.!?\n,]\s)({SMALL})\s[^\W\d_](?=\.?\s*$)"
_SMALL_BEFORE_MARK = rf"(?<![\w-])({SMALL})\s({SMALL})(?={_MARK})"
_LINE_ABOVE = rf"(?:^|\n)[^\S\n]*({CAPITALISED}|{SMALL})[^\S\n]*\n\s*$"
# „Marta, mama pierwszoklasistki”, „ola z retkini”: who it is, and nothing that they do.
_WHO = r"(?:,\s|\s(?i:ze?)\s)[^.!?\n,]{2,40}[.!]?\s*$"


# „roksana fert-lipiec” as a line, or „roksana lipiec” as a paragraph, over what she does.
_SMALL_LINE = rf"\n(?:(?<=\n\n)|(?=.+-))[ \t]*(({SMALL}) {SMALL})(?=,?[ \t]*(?:\n|$))"
# „D.M.” at the end of a line, or before a contact.
_INITIALS = (
    r"[A-ZĆŁŃÓŚŹŻ]\.\s?[A-ZĆŁŃÓŚŹŻ]\."
    rf"(?=[ \t]*(?:\n|$)|[\s,;:(–-]{{1,3}}(?:(?i:tel|kom)\.?:?\s)?{REDACTED})"
)
_BEGINS = r"(?:\n\s*|[^\W_][.!?…)]{1,2}\s)$(?<!(?<!\w)[A-ZĆŁŃÓŚŹŻ]\.\s)"
_NO_INITIALS = {"S.A.", "P.S.", "N.N.", "C.D.", "U.M.", "J.W.", "B.O.", "R.P.", "N.P.", "T.J."}


def signatures(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the names, and the addresses, with which *text* is signed."""
    is_closed = compiled(CLOSING_HINT).search(plain(text))
    for closing in compiled(CLOSING).finditer(text) if is_closed else ():
        title = compiled(_TITLES).match(text, closing.end())
        begin = title.end() if title is not None else closing.end()
        words = name_at(text, begin)
        name = None
        if words:
            name = _signed_name(text, words, dictionary)
            # „Z poważaniem, mgr Jan Zet”.
            name = name and name._replace(start=closing.end())
        elif not {"\n", ","}.isdisjoint(closing["pause"] or "\n"):
            name = _small_signed_name(text, closing.end())
        if name is None and not words:
            name = _small_first_name(text, closing.end(), dictionary)
        initials = compiled(_INITIALS).match(text, closing.end())
        if initials is not None and initials[0] not in _NO_INITIALS:
            yield PersonalSpan(*initials.span(), PersonalKind.NAME)
        if name is not None and not (holds_public_office(text, begin) or _is_a_unit(words)):
            yield name
            yield from _address_lines(text, name.end)
    yield from _initials_of_a_line(text)
    for line in compiled(_SMALL_LINE).finditer(text):
        if is_surely_a_first_name(dictionary.sense(line[2])):
            yield PersonalSpan(*line.span(1), PersonalKind.NAME)
    yield from _last_words(text, dictionary)
    yield from _introduced_at_the_end(text, dictionary)


def _is_a_unit(words: list[re.Match[str]]) -> bool:
    """Return whether *words* are a unit that signs: „Dział Skarg”, and no „Dział Anna”."""
    is_unit = len(words) > 1 and is_an_institution(words[0][0])
    return is_unit and not any(is_first_name(word[0]) for word in words[1:])


def is_signed(text: str, start: int, end: int) -> bool:
    """Return whether the name from *start* to *end* is a signature.

    It follows a closing, or is the last line or sentence.
    """
    left = text[max(0, start - _LONGEST_NAME) : start]
    closed = any(closing.end() == len(left) for closing in compiled(CLOSING).finditer(left))
    if closed and compiled(_END).match(text, end):
        return True
    last = not text[end:].strip(" .!\n")
    return last and any(stop.end() == len(left) for stop in compiled(_BREAK).finditer(left))


def _initials_of_a_line(text: str) -> Iterator[PersonalSpan]:
    """Yield the initials that are all of the last sentence of a line."""
    for initials in compiled(_INITIALS).finditer(text):
        left = text[max(0, initials.start() - 4) : initials.start()]
        if compiled(_BEGINS).search(left) and initials[0] not in _NO_INITIALS:
            yield PersonalSpan(*initials.span(), PersonalKind.NAME)


def _last_words(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the name that is all of the last sentence or line, but for contact data."""
    end = len(text.rstrip(" .!\n"))
    first_break = max(0, end - 2 * _LONGEST_NAME)
    stops = list(compiled(_BREAK).finditer(text, first_break, end))
    polite = list(compiled(_POLITE).finditer(text, first_break, end))
    for stop in [*stops[-3:], *polite[-1:]]:
        words = name_at(text, stop.end()) or _small_words_at(text, stop.end(), dictionary)
        if not words:
            continue
        joined = _joined_end(text, words)
        is_street = len(words) == 1 and compiled(_HOUSE).match(text, joined) is not None
        if is_street or not compiled(_CONTACTS).match(text, joined):
            continue
        if holds_public_office(text, words[0].start()):
            continue
        if _is_name_alone(text, words, dictionary, certain=stop[0].startswith("\n")):
            # „Z poważaniem r. michalak”.
            initial = compiled(_INITIAL_BEFORE).search(text, first_break, words[0].start())
            start = initial.start() if initial is not None else words[0].start()
            yield PersonalSpan(start, joined, PersonalKind.NAME)
            return


_REACHED = rf"[\s,:–-]{{1,3}}(?:(?i:tel|telefon|kom|nr)\.?:?\s?){{0,2}}{REDACTED}"
_LIKE_A_SURNAME = (
    r"[^\W\d_a-ząćęłńóśźż]\w+(?:czek|czyk|[bdlmnprtw]ek|[bdlmnprtwzsi]ak|uk|oń|eń|uś|aś|oś|ło|ko"
    r"|arz|isz|asz)"
)
_NOBODY = any_of("""
    fundacj* stowarzysz* towarzystw* klub* komitet* inicjatyw* grupa redakcj* kawiarni* sklep*
    studio salon gabinet bar bistro kancelari* biuro biura pracowni(a|ę|i) zakład apteka
    przychodni(a|ę) poradni(a|ę) warsztat restauracj* cukierni* piekarni* hurtowni*
    hotel* teatr* muze* dom kino hala nowa nowy nowe stara stary stare zielon[aye] wielk(a|ie|i)
    pismo brak budżet* ślisk* uwaga
    blok bloki kamienica klatka brama osiedle wieżowiec posesja adres dotyczy
    podanie skarga wniosek petycja załącz* pilne ważne foto zdjęci* wersja strona koniec data
""")
# „r. michalak”, „st. wieczorek”; and not under „Łódź, 1 grudnia 2026 r.”.
_INITIAL_BEFORE = rf"(?<!\w)(?<!\d\s)(?:[^\W\d_]\.|(?i:{INITIAL}))\s?$"
# „Staroruda 22a”, as a line.
_HOUSE = r" \d{1,3}[a-zA-Z]?,?(?:\n|$)"
_POLITE = r"(?<!\w)(?i:prosz[ęe]|dzi[ęe]kuj[ęe]|dzi[ęe]ki)(?!\w)[^.!?\n,]{0,40},\s"


def _is_name_alone(
    text: str, words: list[re.Match[str]], dictionary: NameDictionary, *, certain: bool
) -> bool:
    """Return whether *words* with nothing around them are a name."""
    if is_place_name(text, words[0].start(), words[-1].end()):
        return False
    above = text[: words[0].start()].rstrip(" \t\xa0")
    has_initial = len(words) > 1 and any(word[0].endswith(".") for word in words)
    if has_initial:
        return any(not word[0].endswith(".") for word in words)
    if not above.rstrip().endswith((".", "!", "?", "…", ",", BARRIER, NAME_END)) and not certain:
        return False
    if len(words) == 1:
        word = words[0][0]
        sense = dictionary.sense(word)
        is_first = NameSense.FIRST_NAME in sense and (
            word[0].isupper() or is_surely_a_first_name(sense)
        )
        if is_first or is_a_surname_alone(word):
            return True
        # „Mroczek 606 118 330”.
        is_reached = compiled(_REACHED).match(text, words[0].end()) is not None
        return is_reached and compiled(_LIKE_A_SURNAME).fullmatch(word) is not None
    if compiled(_NOBODY).match(words[0][0]):
        return False
    first, *others = senses_of(words, dictionary)
    # „STAŁAM DWIE GODZINY. EWA LIS”: a sentence, though its words are surnames, too.
    is_shouted = len(words) > 2 and not certain and all(word[0].isupper() for word in words)
    if is_shouted and not any(NameSense.FIRST_NAME in sense for sense in [first, *others]):
        return False
    if NameSense.FIRST_NAME in first or any(sense.is_a_name for sense in others):
        return True
    # „Linh Nguyen”, under the last sentence or after it.
    return (
        (certain or all(_may_be_a_name(word[0], dictionary) for word in words))
        and above.rstrip().endswith((".", "!", "?", "…", BARRIER, NAME_END))
        and words[0][0][0].isupper()
        and not any(compiled(_NOBODY).match(word[0]) for word in words)
    )


def _may_be_a_name(word: str, dictionary: NameDictionary) -> bool:
    """Return whether *word* is written as a name is, and is known as nothing else."""
    known = dictionary.sense(word) & (NameSense.WORD | NameSense.PLACE)
    parts = compiled("[-'’]").split(word)
    return all((part[1:] or "o").islower() for part in parts) and not known


def _small_words_at(text: str, start: int, dictionary: NameDictionary) -> list[re.Match[str]]:
    """Return the first name, or the surname, in small letters at *start*, or both."""
    first = compiled(SMALL).match(text, start)
    if first is None or is_no_name(first[0]):
        return []
    sense = dictionary.sense(first[0])
    if not is_surely_a_first_name(sense) and not is_a_surname_alone(first[0]):
        return []
    second = compiled(SMALL).match(text, first.end() + 1)
    if second is None or text[first.end()] != " " or is_no_name(second[0]):
        return [first]
    return [first, second] if compiled(_CONTACTS).match(text, second.end()) else [first]


def _joined_end(text: str, words: list[re.Match[str]]) -> int:
    """Return where the names end that are joined to *words* as in „Kasia i Tomek”."""
    end = words[-1].end()
    sign = compiled(_AND).match(text, end)
    others = name_at(text, sign.end()) if sign is not None else []
    return others[-1].end() if others else end


def _introduced_at_the_end(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the first name that begins the last sentence, and says only who it is.

    So does one before or after a telephone.
    """
    end = len(text.rstrip(" .!\n"))
    stops = list(compiled(_BREAK).finditer(text, max(0, end - _LONGEST_NAME), end))
    if stops:
        word = compiled(rf"{CAPITALISED}|{SMALL}").match(text, stops[-1].end())
        if word is not None and compiled(_WHO).match(text, word.end()):
            is_first = is_surely_a_first_name(dictionary.sense(word[0]))
            is_priest = is_in_holy_orders(text, *word.span())
            if is_first and not is_priest and not is_named_after(text, word.start()):
                yield PersonalSpan(*word.span(), PersonalKind.NAME)
    initial = compiled(_FIRST_NAME_AND_INITIAL).search(text, max(0, end - _LONGEST_NAME))
    if initial is not None and is_surely_a_first_name(dictionary.sense(initial[1])):
        yield PersonalSpan(*initial.span(), PersonalKind.NAME)
    if BARRIER in text or NAME_END in text:
        for word in compiled(rf"{_NO_LETTER}(?:{CAPITALISED}|{SMALL})(?={_MARK})").finditer(text):
            if is_surely_a_first_name(dictionary.sense(word[0])):
                yield PersonalSpan(*word.span(), PersonalKind.NAME)
                yield from _first_names_above(text, word.start(), dictionary)
        for pair in compiled(_SMALL_BEFORE_MARK).finditer(text):
            if is_surely_a_first_name(dictionary.sense(pair[1])) and not is_no_name(pair[2]):
                yield PersonalSpan(*pair.span(), PersonalKind.NAME)
        for word in compiled(
            rf"{REDACTED}[\s,–-]{{1,3}}((?:{CAPITALISED}|{SMALL}))(?=\s?\(|,\s"
            rf"|\s*[.,!]?\s*(?:\n|$)|{_OR_AT})"
        ).finditer(text):
            if is_surely_a_first_name(dictionary.sense(word[1])) or (
                text[word.start(1)].isupper()
                and text[word.end() : word.end() + 1] != ","
                and is_a_surname_alone(word[1])
            ):
                yield PersonalSpan(*word.span(1), PersonalKind.NAME)


def _first_names_above(text: str, start: int, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the first names that are all of the lines right above, in one look at the text."""
    at = start
    while line := compiled(_LINE_ABOVE).search(text, max(0, at - _LONGEST_NAME), at):
        if not is_surely_a_first_name(dictionary.sense(line[1])):
            return
        yield PersonalSpan(*line.span(1), PersonalKind.NAME)
        at = line.start(1)


def _signed_name(
    text: str, words: list[re.Match[str]], dictionary: NameDictionary
) -> PersonalSpan | None:
    """Return the name made of *words* if it is one."""
    end = _joined_end(text, words)
    ends = compiled(_END).match(text, words[-1].end()) or compiled(_END).match(text, end)
    if ends or dictionary.sense(words[0][0]) & NameSense.FIRST_NAME:
        return PersonalSpan(words[0].start(), end, PersonalKind.NAME)
    return None


def _small_first_name(text: str, start: int, dictionary: NameDictionary) -> PersonalSpan | None:
    """Return the first name in small letters right after a closing, with its surname."""
    first = compiled(SMALL).match(text, start)
    if first is None:
        return None
    is_first = is_surely_a_first_name(dictionary.sense(first[0]))
    initial = compiled(r"\s[^\W\d_]\.(?!\w)").match(text, first.end())
    if is_first and initial is not None:
        return PersonalSpan(first.start(), initial.end(), PersonalKind.NAME)
    if not is_first and not (
        is_a_surname_alone(first[0]) and compiled(_END).match(text, first.end())
    ):
        return None
    second = compiled(SMALL).match(text, first.end() + 1)
    end = first.end()
    if is_first and second is not None and text[end] == " ":
        is_surname = not is_no_name(second[0]) and compiled(_END).match(text, second.end())
        end = second.end() if is_surname else end
    return PersonalSpan(first.start(), end, PersonalKind.NAME)


def _small_signed_name(text: str, start: int) -> PersonalSpan | None:
    """Return the name in small letters that ends the signature."""
    small = compiled(SMALL)
    first = small.match(text, start)
    if first is None or is_no_name(first[0]) or compiled(_VERB).match(first[0]):
        return None
    # „Pozdrawiam, mama Igi”.
    if compiled(cues.RELATIVE).fullmatch(first[0]):
        return None
    end = first.end()
    second = small.match(text, end + 1) if text[end : end + 1] == " " else None
    if second is not None:
        if is_no_name(second[0]):
            return None
        end = second.end()
    words = [first[0], *([second[0]] if second is not None else [])]
    if compiled(_END).match(text, end) and is_somebody_signed(words):
        return PersonalSpan(first.start(), end, PersonalKind.NAME)
    return None


def _address_lines(text: str, start: int) -> Iterator[PersonalSpan]:
    """Yield the addresses in the lines under a signature."""
    at = start
    while (at := text.find("\n", at) + 1) > 0:
        line = compiled(_LINE).match(text, at)
        assert line is not None
        home = line[0].strip().rstrip(SENTENCE_SIGNS)
        if is_address_line(home):
            begin = at + line[0].index(home)
            yield PersonalSpan(begin, begin + len(home), PersonalKind.ADDRESS)
        elif not compiled(_CONTACT).match(text, at):
            return
