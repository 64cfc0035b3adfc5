"""Patterns made of word lists, and the context of numbers."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from lckm_core.redaction._spans import BARRIER, NAME_END

_POLISH_LETTERS = {
    polish: f"[{polish}{plain}]" for polish, plain in zip("ąćęłńóśźż", "acelnoszz", strict=True)
}
_REACH = 60

# What the city counts and numbers: a number after one of these belongs to a thing.
_THINGS = """
    lamp* latar* opraw* słup* hydrant* licznik* wodomierz* zgłosze* spraw* faktur* rower* hulajnog*
    studni* studzien* drzew* kontener* wagon* tramwaj* autobus* lini(a|i|ę|ą|e) przystan* kosz*
    kamer* parkomat* biletomat* kasownik* bilet* szaf* sygnalizator* wiat[aęy] ławk* pojemnik*
    działk* uchwał* zarządze* pism[oa] decyzj* plik* wnios(ek|ku|kiem) skrzynk*
    zdjęci(e|a|u|ach)_(nr|numer)
    transformator* stacj[aięą] procedur* urządze* poz pozycj* barier* znak* kod* isbn ean
    formularz* protokół* protokoł* mandat* tabliczk* umow(a|y|ie|ę|ą|om|ami|ach)? umów kontrakt*
    transakc* deklarac* polis* przesył* paczk* zamówieni* klient* abonent* akt(a|u|ach|ami)?
    zleceni* jedna druga trzecia kolejna następna pierwsza ostatnia
    wezwani(e|a|u|em)_(nr|numer) reklamac* skarg* petycj* przetarg* projekt* pozwoleni* licencj*
    rezerwac* płatnika gazomierz*
    norm(a|y|ie|ę)? seryjny ciepłomierz* karty kartą kartę legitymac* sygn sygnatur* znak repertori*
    nadania nip regon krs fv fvat fs
"""
_BETWEEN = """
    nr numer(em|ze|u|ami)? to o z no id inw ewid ewidencyjn* inwentarzow* oświetleniow*
    energetyczn* trakcyjn* boczn* seryjn* kreskow* wod[ny]* prądu gazu drogow* miejsk* krajow*
    elektryczn*
"""
_GAP = r"[\s:.,#№–-]"


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return *pattern* compiled, at its first use and only then.

    For the constant patterns of this package: compiling them all takes a tenth of a second,
    which importing the package should not. Never for text that somebody typed.
    """
    return re.compile(pattern)


def any_of(words: str) -> str:
    """Return a pattern for any of *words*, separated by blanks.

    It ends where the word ends. „ą” also matches „a”, „*” any ending and „_” a blank; the rest is
    pattern syntax, in which „|” stands within brackets.
    """
    forgiving = re.sub(
        r"\[[^]]*\]|[ąćęłńóśźż]",
        _forgiving,
        words.replace("*", r"\w*+").replace("_", r"\s"),
    )
    return rf"(?i:{'|'.join(_by_first_letter(forgiving.split()))})(?!\w)"


def _forgiving(found: re.Match[str]) -> str:
    """Return a Polish letter, or the brackets that hold some, with the plain letters beside it."""
    if not found[0].startswith("["):
        return _POLISH_LETTERS[found[0]]
    # „[aęą]” also matches „e”: people write „corke”.
    plain = "".join(_POLISH_LETTERS[letter][2] for letter in found[0] if letter in _POLISH_LETTERS)
    return f"{found[0][:-1]}{plain}]"


# A letter, not one that may be missing or repeated: „ś” and „[śs]” count as „s”.
_FIRST_LETTER = re.compile(
    rf"([^\W\d_]|{'|'.join(map(re.escape, _POLISH_LETTERS.values()))})(?![?*+{{])"
)


def _by_first_letter(alternatives: Iterable[str]) -> Iterator[str]:
    """Yield the alternatives of a pattern, those with the same first letter as one.

    The engine tries one after the other at each word, so it now tries a letter for many.
    """
    # Alternatives with other first letters match at other places, so their order does not
    # matter; one that begins with a group stays between those before and behind it.
    groups: dict[str, list[tuple[str, str]]] = {}
    for alternative in alternatives:
        first = _FIRST_LETTER.match(alternative)
        if first is None:
            yield from map(_joined_pattern, groups.values())
            groups = {}
            yield alternative
        else:
            letter = first[0].strip("[]")[-1].lower()
            groups.setdefault(letter, []).append((first[0], alternative[first.end() :]))
    yield from map(_joined_pattern, groups.values())


def _joined_pattern(group: list[tuple[str, str]]) -> str:
    """Return the pattern of alternatives that begin with one letter, with or without its mark."""
    firsts = {first for first, _ in group}
    if len(firsts) == 1:
        return f"{group[0][0]}(?:{'|'.join(rest for _, rest in group)})"
    letters = "".join(sorted(set("".join(firsts)) - {"[", "]"}))
    return f"(?=[{letters}])(?:{'|'.join(first + rest for first, rest in group)})"


def after_any_of(words: str) -> str:
    """Return a pattern to search for in the text before a number.

    It matches when one of *words* stands there with no digit after it.
    """
    return rf"(?<![^\W_]){any_of(words)}[^\d]{{0,40}}$"


_THING = rf"(?<!\w){any_of(_THINGS)}(?:{_GAP}{{1,3}}{any_of(_BETWEEN)}){{0,3}}{_GAP}{{0,3}}$"
# „ZG-2025-”: what is joined to this is the rest of the number of a report, a case or an invoice.
_IDENTIFIER = (
    r"(?<!\w)(?!(?:NR|TEL|KOM|GSM|PL|NIP|PESEL)(?!\w))"
    r"[A-ZĄĆĘŁŃÓŚŹŻ]{2,}[-/](?:\w{1,8}[-/]){0,4}$"
)

# „Zgłoszenie telefoniczne nr W/26/”: letters, and a word for a number before them; „zgłoszenie
# telefoniczne 601 …” tells who called.
_NUMBER_WITH_LETTERS = (
    rf"(?<!\w){any_of(_THINGS)}(?:\s(?:{any_of(_BETWEEN)}|[a-ząćęłńóśźż]{{4,14}})){{0,3}}?"
    r"\s(?i:nr|numer(?:em)?)[\s.:]{1,3}[A-ZĆŁŚŻ]{1,5}[/-](?:\w{1,8}[/-]){0,4}$"
)

# „Numer licznika” above a number tells whose it is, „nie działa lampa” does not.
_NEW_LINE = r"(?i)(?:^|\n)(?![^\n]*(?<!\w)(?:nr|numer))[^\n]*(?<![:.,#№–\s-])[^\S\n]*\n\s*\Z"

# „Numer lampy (z tabliczki):”, „Kod przystanku” as a line of a form, and the number under it.
_NO_LABEL = (
    r"[^\n]*(?<!\w)(?:tel|kom[óo]r|mobiln|kontakt|osob|zg[łl]aszaj|wnioskodaw|m[óo]j|moj|mnie"
    r"|nieznan|brak|dla(?!\w)|w[łl]a[śs]cicie|s[ąa]siad|nie(?!\w))"
)
_UNDER = r"[^\S\n]*\n(?:[^\S\n]*\n)?[^\S\n]*(?:[*•–-][^\S\n])?\(?\Z"
_LINE_BEGINS = r"(?:^|\n)[^\S\n]*(?:[*•–-][^\S\n])?"
_NUMBERED = any_of(f"{_THINGS} rachun* urządz*")
_LABEL = (
    rf"(?i){_LINE_BEGINS}(?:(?:nr|numer\w{{0,2}}|oznaczeni\w|identyfikator|id|kod|symbol|znak"
    rf"|sygnatura)(?!\w)(?={_GAP}[^\n]*(?<!\w){_NUMBERED})"
    rf"|(?:{any_of('licznik wodomierz gazomierz ciepłomierz')}))(?!{_NO_LABEL})"
    rf"[^\n\d.!?]{{0,60}}:{_UNDER}"
    # „Numer lampy zatarty” is no label: without a colon, it says what has the number and no more.
    rf"|{_LINE_BEGINS}(?:nr|numer|identyfikator|id|kod|oznaczenie|znak|symbol|sygnatura)[^\S\n]"
    rf"(?!{_NO_LABEL})"
    rf"(?:\w{{4,14}}ny[^\S\n])?{_NUMBERED}(?:[^\S\n](?:wg|ze?|na|za|w)[^\S\n]\w{{2,15}})?"
    rf"(?:[^\S\n]\([^()\n\d]{{0,40}}\))?{_UNDER}"
)
_LABEL_OF_SOMEBODY = (
    rf"(?i){_LINE_BEGINS}(?:nr|numer\w{{0,2}})(?!\w){_NO_LABEL}[^\n\d]{{0,60}}{_UNDER}"
)


_CONTACT_REACH = 120
# „Kontakt do mnie w sprawie umowy: 601 …”: what the contact is about has another number.
_TO_BE_REACHED = (
    r"(?<!\w)(?i:(?:(?:kontakt|numer|telefon)\w{0,3}|tel\.|(?:za|od)?dzwoni[ćc]|pisa[ćc])"
    r"\s(?:telefonu\s)?(?:do|ze?)\s(?:mnie|mn[ąa]|nas|nami|osob\w{1,2})"
    r"|pros(?:z[ęe]|imy)\so\s(?:kontakt|telefon)|m[óo]j\s(?:numer|telefon))(?!\w)"
    r"(?:(?!(?<!\w)(?i:nr|numer))[^.!?\n:]){0,60}:\s?$"
    # „Kontakt w sprawie:”, „Tel. w sprawie tej lampy:”, „kontakt w tej sprawie 601 …”.
    r"|(?<!\w)(?i:kontakt(?:owy|owa|ować\ssię)?|tel\.|tel(?:efon)?|kom(?:[óo]rka|\.)?|namiar\w?"
    r"|(?:za|od)?dzwoni[ćc])\s"
    r"(?:(?!(?<!\w)(?i:nr|numer|z[ge]?|do)(?!\w))(?:[^.!?\n:,;\d]|(?<=\sws)\.)){1,60}:\s?$"
    r"|(?<!\w)(?i:kontakt|tel\.|tel(?:efon)?|dzwoni[ćc])\sw\s(?i:tej|powy[żz]szej|ww\.?|tych)"
    r"\s(?i:spraw\w{1,2})[\s,–-]{1,3}$"
)


def text_before(text: str, at: int, reach: int = _REACH) -> str:
    """Return up to *reach* characters before *at*, back to a barrier."""
    left = text[max(0, at - reach) : at]
    return left[max(left.rfind(BARRIER), left.rfind(NAME_END)) + 1 :]


def belongs_to_a_thing(text: str, at: int) -> bool:
    """Return whether the number at *at* is that of a thing or a case."""
    left = text_before(text, at)
    above = left.rstrip(" \t*•–-(").endswith("\n")
    if above and compiled(_LABEL_OF_SOMEBODY).search(left):
        return False
    if above and compiled(_LABEL).search(left):
        return True
    # „Nie działa lampa”, and under it the writer's telephone.
    if compiled(_NEW_LINE).search(left) or compiled(_TO_BE_REACHED).search(
        text_before(text, at, _CONTACT_REACH)
    ):
        return False
    return any(
        compiled(pattern).search(left) is not None
        for pattern in (_THING, _IDENTIFIER, _NUMBER_WITH_LETTERS)
    )
