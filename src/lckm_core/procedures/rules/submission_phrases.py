"""What a short phrase says of the ways in which documents are handed in."""

import re
from typing import NamedTuple

from lckm_core._patterns import KeywordPattern, compiled, small_letters
from lckm_core.procedures.parts import Way

_PAPER = frozenset((Way.BY_POST, Way.IN_PERSON))
_WORDS = tuple(
    (KeywordPattern(keywords, pattern), ways)
    for keywords, pattern, ways in (
        (
            "mail elektroniczn internetow",
            r"\b(?:pocztą|poczty|pocztowo)\s+(?:elektroniczn|e-?mail|internetow)\w*|\be-?mail\w*"
            r"|\bmail(?:em|owo|a|ow[ąey]\w*)?\b",
            frozenset((Way.EMAIL,)),
        ),
        (
            "line internet puap stron eformularz e-formularz ewnios e-wnios edoręcz e-doręcz"
            " platform portal emp@tia biznes mobywatel elektroniczn podawcz formularz",
            r"\bon-?line\b|\bprzez\s+(?:internet|epuap|stronę)\w*|\binternetow\w+|\be-?puap\w*"
            r"|\be-?(?:formularz|wnios[e]?k|doręcze)\w*|\bplatform\w+|\bportal\w*|\bemp@tia\b"
            r"|\bbiznes\.gov|\bmobywatel\w*|\bskrzynk\w+\s+podawcz\w+|\bprzez\s+formularz\b"
            r"|\belektronicznie\b|\b(?:wnios\w+|drog\w+|form\w+|wersj\w+|posta[ćc]\w*"
            r"|zgłosze\w+|kana\w+"
            r"|deklaracj\w+|pism\w+|dokument\w*|spos[óo]b\w*|podani\w+|skarg\w+)\s+elektroniczn\w+",
            frozenset((Way.ELECTRONICALLY,)),
        ),
        (
            "poczt poczcie listownie listem przesyłką korespond",
            r"\bpocztą(?!\s+(?:elektr|e-?mail|internet))(?:\s+tradycyjną)?|\blistownie\b"
            r"|\bkorespondencyjn\w+|\blistem\b|\bprzesyłką\b|\bdrogą\s+pocztową|\bna\s+poczcie\b"
            r"|\b(?:za\s+pośrednictwem|przez)\s+(?:poczt[ęy](?!\s+elektr)|operatora\s+poczt)\w*",
            frozenset((Way.BY_POST,)),
        ),
        ("telefon", r"\btelefon(?:icznie|iczn\w+|u|em)?\b", frozenset((Way.PHONE,))),
        (
            "osobi siedzibie kancelarii sali samemu samodzielnie rąk",
            r"\bosobi[śs](?:cie|t\w+)\b|\b(?:przynieść|dostarczyć|zanieść)\s+sam(?:emu|odzielnie)"
            r"|\bz\s+rąk\b|\bw\s+(?:siedzibie|kancelarii|sali\s+obsługi)\b",
            frozenset((Way.IN_PERSON,)),
        ),
        ("papier", r"\bpapierow\w+|\bna\s+papierze\b", _PAPER),
    )
)
"""The words for each way; of the last, either is enough."""
_CLAUSE_END = re.compile(
    r"[,;.!?()–—]|\s-\s|\s(?:ale|lecz|natomiast|zaś|jednak|chociaż|choć|jeśli|jeżeli|gdy)\s|\sa\s"
)
_HANDED_IN = (
    r"\b(?:wnios(?:ek|k\w*)|kart[aęy]\s+zgłosze\w+|podani\w+|dokument(?:y|ów|ami)\b"
    r"|zgłosze(?:nie|nia|ń)\b"
    r"|deklaracj[ięae]\b|formularz\w*|pism[oa]\b|spraw[aęy]\b|skarg[ięa]\b|odwołani[ea]\b"
    r"|zawiadomieni[ea]\b|ofert[yęa]\b|załącznik\w*|wniosk\w+|petycj[ęai]\b|reklamacj[ęaei]\b)"
)
_HAND_IN = (
    r"\b(?:złoż|skład|przes[łty]|prześl|wy[sś][łl]|nada(?:ć|ni|j|wa)|dostarcz|przekaz|przekaż|"
    r"przynie|zanie|zgłosi|zgłosz|zgłasza|zgłoś|załatwi|wnieś|wnosz|wniesi|wnosi|przyjm|doręcz"
    r"|realiz)\w*"
)
_FILING = f"{_HANDED_IN}|{_HAND_IN}"
_OTHER_ACT = (
    r"odbi[oóe]r|odebra|wydan|wydaw|wydam|wyda(?:je|ne)|umów|umaw|rezerw|wizyt|opłat|opłac|"
    r"zapła|płatn|płaci|informacj|informuj|kontakt|pyta[nćjm]|odpowied|powiad|zawiadami|"
    r"zawiadomimy|stan\w*\s+(?:spraw|wnios)|status|konsult|porad|pobra|pobier|"
    r"potwierdz|poświadcz|stawi|obecnoś|sprawdz|sprawdź|doręczeni|otrzyma|wysyła(?:my|ne)|wyślemy|"
    r"zwrot|rozpatr(?<!bez rozpatr)(?<!będą rozpatr)(?<!będzie rozpatr)|termin"
    r"|dostępn\w+\s+(?:online|przez)|uzupeł|podpis|kart[aęy]\s+w\s+form"
    r"|może\s+mieć\s+form|mają\s+formę|ma\s+formę|"
    r"wgląd|losow|wynik|decyzj\w*|zaświadczeni\w*|legitymacj\w*|dostępn\w+\s+(?:jest\s+)?(?:na"
    r"|w)\s+(?:stron|bip|internec|urzęd|siedzib|punk)|wzór|druk|telefon\s+do|"
    r"podaj|podać|wpisz|wskaż|adres|numer|oryginał|archiw|rejestr\s|ewidencj|rachun|faktur"
    r"|(?<!\bi )(?<!oraz )projekt\w*\s+(?:dokument|pism|wnios|umow|statut)"
    r"|w\s+celu\s+(?:weryf|uzgodn)"
)
"""What else is done by these ways: a clause that speaks of it says nothing of handing in."""
_DENIED = KeywordPattern(
    "nie brak bez wykluczon żadn rozpozna rozpatrz",
    r"\bnie\s+(?:można|moż(?:e|esz|liw)|ma\s+możliw|da\s+się|przyjm|są\s+przyjm|jest\s+(?:możliw|"
    r"dopuszcz|przyjm|dostęp)|dopuszcz|wolno|załatw|złoż|zgłos|obsług|realiz|prześl|skład(?!a\s+się"
    r"\s+(?:nowego|żadn))|wys|zostan)|\bbrak\s+możliw|\bbez\s+możliw|\bniemożliw|\bniedostępn|"
    r"\bniedopuszcz|\bwykluczon|\bżadn\w+\s+(?:wniosk|spraw)"
    r"|\b(?:bez|nie\s+będ(?:ą|zie))\s+(?:rozpoznan|rozpatr)",
)
_NOT_NEEDED = (
    r"\bnie\s+(?:trzeba|musi|wymaga|jest\s+(?:konieczn|wymagan|potrzebn)|ma\s+(?:potrzeby"
    r"|obowiązku)"
    r"|tylko|wyłącznie|jedynie|potrzeba|potrzebujesz)|\bbez\s+(?:konieczności|potrzeby|wychodzenia)"
    r"|\bzamiast\b|\boprócz\b|\bpoza\b"
)
_ONLY = KeywordPattern(
    "wyłącznie tylko jedynie",
    r"\b(?:wyłącznie|tylko|jedynie)\s+(?!w\s+(?:dni|godz|termin)|do\b|po\b|od\b)(?:\w+\s+){0,4}$",
)
_ONLY_SOMEBODY = r"\b(wyłącznie|tylko|jedynie)\s+[^\W\d_]+,\s+(?=osobiście)"
_MUST = KeywordPattern(
    "należy trzeba musi konieczn wymaga obowiązkow",
    r"\b(?:należy|trzeba|musi\w*|konieczn\w+|wymaga\w*|obowiązkow\w+)\b",
)
OF_AN_APPLICATION = r"(?:wniosk(?:u|ów)|podani[ae]|zgłoszenia|deklaracji|formularza)"
_NEEDS_PAPER = (
    r"(?:(?:^\s*|\b(?:sprawa|procedura|wniosek|zgłoszenie|podanie)\s+)wymaga\w*\s+"
    rf"(?:złożenia|składania|dostarczenia|przedłożenia)\s+(?:{OF_AN_APPLICATION}\s+)?"
    r"|\b(?:wniosek|podanie|zgłoszenie|deklarację)\s+(?:należy|trzeba|musisz)\s+(?:złożyć|składać"
    r"|dostarczyć)\s+)(?:(?:w\s+(?:wersji|formie|postaci)|na)\s+)?$"
)
"""What leads to paper so that nothing else will do; „dokumentów” may mean those beside it."""
_PAPERS = r"(?:wnios\w+|podani\w+|dokument\w*|formularz\w*|pism\w+|zgłosze\w+|deklaracj\w+)"
_SOME = (
    r"\b(?:niektór|część|część\w*|załącznik|oryginał|w\s+(?:wyjątkow|szczególn|uzasadnion)"
    r"|dodatkow|po\s+(?:raz|zalog)|pierwsz)"
    r"|\b(?:któr\w+|kto)\s+nie\s+mo(?:że|gą)\b|niekompletn|niepodpisan|nieczyteln|anonimow"
)
"""A clause on a part of what is handed in, or on some cases."""
_ALL = frozenset(Way)
_ONE_KIND = (
    (_PAPER, rf"\bpapierow\w+\s+{_PAPERS}|\b{_PAPERS}\s+papierow\w+"),
    (
        frozenset((Way.EMAIL, Way.ELECTRONICALLY)),
        rf"\belektroniczn\w+\s+{_PAPERS}|\b{_PAPERS}\s+elektroniczn\w+",
    ),
)
"""What is handed in on paper, or not on paper: „papierowy wniosek trzeba zanieść osobiście”."""


class _Claim(NamedTuple):
    """What a clause says of ways of handing in.

    ``among`` are the ways that it speaks of: all, or those of papers of one kind.
    """

    ways: frozenset[Way]
    denied: bool
    only: bool
    among: frozenset[Way]


def contradicts_ways(phrase: str, ways: set[Way]) -> bool:
    """Return whether a *phrase* is wrong on the *ways* that are offered; in doubt it is not.

    Source: wzór: Przydatne informacje, wzór: Formy i miejsce składania dokumentów.
    """
    is_in = small_letters(phrase).__contains__
    words = [(word, named) for word, named in _WORDS if any(map(is_in, word.keywords))]
    if not words:
        return False
    # Of ways that are all offered, only a denial or a restriction is wrong.
    is_offered = all(named & ways for _, named in words)
    if is_offered and not any(limit.may_match(phrase) for limit in (_DENIED, _ONLY, _MUST)):
        return False
    claims = _claims(compiled(_ONLY_SOMEBODY).sub(r"\1 ", phrase), words)
    said: set[Way] = set()
    for claim in claims:
        if not claim.denied:
            said |= claim.ways
    for claim in claims:
        offered = claim.ways & ways or (Way.EMAIL in ways and _means_email(claim, phrase))
        if claim.denied:
            if claim.ways <= ways or (offered and ways <= claim.ways):
                return True
        elif claim.ways == {Way.PHONE} and not ways:
            # Where no documents are handed in, a matter may yet be settled by telephone.
            continue
        elif not offered or (claim.only and (ways & claim.among) - said):
            return True
    return False


def _means_email(claim: _Claim, phrase: str) -> bool:
    """Return whether „elektronicznie” may mean e-mail, as in „drogą elektroniczną”."""
    return claim.ways == {Way.ELECTRONICALLY} and not re.search(
        r"on-?line|internet|epuap|formularz|platform|mobywatel|biznes\.gov", phrase, re.IGNORECASE
    )


def _claims(phrase: str, words: list[tuple[KeywordPattern, frozenset[Way]]]) -> list[_Claim]:
    """Return what a phrase says, by those *words* for ways that may stand in it."""
    claims: list[_Claim] = []
    is_filing = False
    for clause in _CLAUSE_END.split(phrase):
        speaks_of_filing = compiled(_FILING).search(clause) is not None
        # No claim without a word of filing, here or in a clause before.
        if not is_filing and not speaks_of_filing:
            continue
        if compiled(_OTHER_ACT).search(clause):
            is_filing = False
            continue
        named = [(match, ways) for word, ways in words for match in word.compiled.finditer(clause)]
        is_filing = speaks_of_filing or bool(named)
        if (
            not is_filing
            or not named
            or compiled(_NOT_NEEDED).search(clause)
            or compiled(_SOME).search(clause)
        ):
            continue
        denied = _DENIED.search(clause) is not None
        among, start, end = _kind_of_papers(clause)
        inside = [item for item in named if start <= item[0].start() < end]
        for match, ways in named:
            if (match, ways) in inside:
                # „Tylko papierowy wniosek” says it of all that is handed in.
                if len(inside) < len(named):
                    continue
                among = _ALL
            only = _is_only(clause, match, ways)
            claims.append(_Claim(ways, denied and not only, only, among))
    return claims


def _kind_of_papers(clause: str) -> tuple[frozenset[Way], int, int]:
    """Return the ways of the papers of one kind that a clause speaks of, and where it does."""
    for ways, pattern in _ONE_KIND:
        if found := compiled(pattern).search(clause):
            return ways, *found.span()
    return _ALL, 0, 0


def _is_only(clause: str, match: re.Match[str], ways: frozenset[Way]) -> bool:
    """Return whether the way named at *match* is said to be the only one."""
    before = clause[: match.start()]
    if _ONLY.search(before):
        return True
    # „W formie papierowej lub elektronicznej” leaves a choice.
    is_last = not clause[match.end() :].strip()
    if ways == _PAPER and is_last and compiled(_NEEDS_PAPER).search(before):
        return True
    # „Osobiste złożenie … obowiązkowe” says so behind the way.
    told_in = clause if match[0].lower().startswith("osobist") else before
    return ways == {Way.IN_PERSON} and _MUST.search(told_in) is not None
