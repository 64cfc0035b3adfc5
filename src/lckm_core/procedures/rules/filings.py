"""Clauses that say by which ways somebody files an application.

The application is the object of the verb: „Złóż wniosek i wyślij dowód opłaty e-mailem” does not
say that an application is filed by e-mail.
"""

import re
from collections.abc import Iterator

from lckm_core._patterns import compiled

LETTER_OR_MAIL = (
    r"\b(?:pocztą(?:\s+(?:elektr|e-?mail|internet|tradycyj)\w*)?|listem(?:\s+polecon\w+)?|listownie"
    r"|przesyłką|e-?mailem|mailem|on-?line"
    r"|(?:(?:elektronicznie|on-?line)\s+)?(?:przez|na|za\s+pośrednictwem)\s+"
    r"(?:e-?puap\w*|internetu?|(?:(?:stron|portal|platform|serwis)\w*\s+)?(?:[\w-]+\.)*gov\.pl)"
    r"|elektronicznie|(?:w|przez)\s+(?:aplikacj[ięę]\s+)?mobywatel\w*)\b"
)
"""The words of the ways besides a visit."""
_TO_FILE = r"(?:wy|przy|prze|ode)słać|nadać|złożyć|składać|(?:wy|prze|przy)syłać"
_VERB = (
    r"\b(?:(?:wy|przy|prze|ode)ślij|nadaj|złóż|(?:wy|prze|przy)syłasz|składasz|złożysz"
    r"|(?:możesz|można|należy|trzeba|musisz|wolno|może|mogą)\s+(?:\w+\s+){0,3}?"
    rf"(?:{_TO_FILE})"
    r"|przyjmujemy|przyjmuje\s+się|(?:składa|(?:prze|przy|wy)syła)\s+się)\b"
)
_SECOND_VERB = rf"\b(?:{_TO_FILE}|(?:wy|prze|przy)syła\s+się)\b"
"""„… można złożyć osobiście albo wysłać pocztą”."""
_OF_ANOTHER = (
    r"\bnie\b|\b(?:sąd|bank|zus\b|nfz\b|wojewod|minister|konsul|ambasad|policj|prokurat|komorni"
    r"|pracodawc|odwołani|zażaleni|skarg|sprzeciw|uzupełn|reklamacj|potwierdz|innego|innej"
    r"|wezwan|zaświadczeni\w+\s+i)|\bdo\s+(?!Urz|Wydz|Zarz|Ośrod|Biur|Centr|Schron)(?-i:[A-ZŁŚŻ])"
)
"""A clause on what somebody else gets, or on what is not handed in."""
_NEXT_WAY = (
    r"\s*(?:pocztą|listem|listownie|przesyłką|e-?mailem|mailem|elektronicznie|osobiście"
    r"|(?:przez|na)\s+e-?puap)\s*(?:,|\.|$|\b(?:lub|albo|bądź)\b)"
)
_CLAUSE_END = re.compile(rf"[;:!?()–\n]|\.(?=\s|$)|,(?!{_NEXT_WAY})", re.IGNORECASE)

_PAPER = (
    r"\b(?:wnios(?:ek|ki)|podani[ea]|kart[ęy]\s+zgłoszeni\w{1,2}|zgłoszeni[ea]|deklaracj[ęe]"
    r"|formularze?|kwestionariusz[ea]?(?!\w|\s+o\b)|ofert[ęy])\b"
)
"""As the object of a verb: „kopię formularza” is of something else."""
_OTHER_ACT = (
    r"(?:czeka|decyzj|odpowi|odbi|odebr|otrzym|wyśle|wysłan|wysyłan|wysyłk|przesłan|przesyłan"
    r"|odesłan|powiad|zawiad|inform|prośb|popro|napisz|zapyt|spyt|pytan|zadzwo|aby\b|żeby\b|by\b"
    r"|czy\b|co\b|któr|podan(?:y|ym|ą|ej|ego|ych)\b|doręcz|dostarcz|umów|uzgodn"
    r"|ustal|wskaż|wskaz|zgłoszeniu|opła[ćc]|dowód|pełnomocnictw|kontakt|zwrot|wypłat|przekaz"
    r"|wynik|zamówi|udzielon|pobran|uzyskan|zgłoś|wyznacz|rozsył|nadesł)"
)
"""What else is sent, told or agreed by those ways."""
_JOIN = r"(?:lub|albo|bądź|i|oraz)"
_WORD = rf"(?!{_OTHER_ACT}|(?:{_JOIN}|a|po|potem|następnie)\b)[^\s]+"
_ADVERB = (
    r"(?:też|także|również|tylko|wyłącznie|jedynie|razem|bezpośrednio|od\s+razu|go|ją|je|nam"
    rf"|{_JOIN}|osobiście|elektronicznie|telefonicznie|on-?line|pisemnie|kurierem|faksem"
    rf"|złożyć|wysłać|przesłać|{LETTER_OR_MAIL})"
)
_TO_A_PLACE = r"(?:w|we|na|do|u|przy|przez|za|przed|najpóźniej)"
# A word is read as one part of a gap alone, for else many of them take long to try.
_OF_PLACE = rf"(?!(?:{_TO_A_PLACE}|{_ADVERB})(?=\s)){_WORD}"
_PLACE = rf"{_TO_A_PLACE}\s+{_OF_PLACE}(?:\s+{_OF_PLACE}){{0,3}}"
_QUALITY = (
    r"(?!stron)(?:\w{3,}(?:an|on|aln|iczn|mn|wn|łn|ow|sk|ęt|yt)[yeąa]|gotow\w+|now[yeą]|cał[yeą]"
    r"|sw(?:ój|oj[eą])|twój|twoj[eą]|ten|tę|to)"
)
_GAP = rf"(?:\s+(?:{_ADVERB}|{_PLACE})){{0,6}}\s*"
"""What may stand between a verb and a way when the object is before them."""
_OBJECT = rf"(?:\s+(?:{_ADVERB}|{_QUALITY}|{_PLACE})){{0,4}}?\s+{_PAPER}"
_MORE_OBJECTS = (
    rf"(?:{_JOIN}|po\s+(?=\d))\s+(?=(?:{_ADVERB}|w|we|na|do|u|przez|za|ze?)\s|(?:\w+\s+)?"
    rf"(?:{_PAPER}|załącz|dokument|oświadcz|zaświadcz|umow|ankiet|zdjęci|kopi)|{LETTER_OR_MAIL})"
)
_THEN = rf"(?:\s+(?:{_MORE_OBJECTS})?{_WORD}){{0,10}}(?:\s+{_JOIN})?\s*"
_BEHIND = (
    r"\s*(?:$|(?:lub|albo|bądź|i|oraz|a|na|do|w|we|ze?|wraz|razem|też|także|najpóźniej|od|po|przed"
    r"|za|u|pod|przez|tylko|jeśli|gdy|poleco\w+|tradycyj\w+|zwykł\w+)\b)"
)
"""What may follow when the object is before the verb: not another object."""
_FIRST = (
    rf"(?:^[\s*#•\d-]*|\b{_QUALITY}\s+|\b(?:też|także|wtedy|następnie|złóż)\s+"
    rf"|\b\w+(?:uj|nij|pisz|bierz|rządź)\s+)(?P<paper>{_PAPER})"
)
"""The object before its verb: with no noun or „o” before it, which would make it another's."""
_TO_VERB = rf"(?:\s+{_WORD}){{0,5}}(?:\s+(?:{_ADVERB}|{_PLACE})){{0,4}}\s*"
_DONE_SO = r"\w(?:an|on|ęt)(?:ym|ymi|ych|ą|ej|ego)\s+$"
"""„… na druku nadesłanym” before a way, which tells of the print."""
_FARTHEST = 200
"""Characters between a verb and its way."""
_TAKEN = r"(?:\s+(?:wysłan|przesłan|złożon|nadan|składan|przesyłan)[yea])?\s+"


def filings(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each clause on how an application is filed: its place, and the ways it names."""
    start = 0
    for end in (*_CLAUSE_END.finditer(text), None):
        stop = end.start() if end else len(text)
        # A comma that is left stands between two ways.
        clause = text[start:stop].replace(",", " ")
        ways = list(compiled(LETTER_OR_MAIL).finditer(clause))
        if ways and not compiled(_OF_ANOTHER).search(clause):
            filed = list(_filed(clause, ways))
            if filed:
                yield start + filed[0][0], [way for _, way in filed]
        start = end.end() if end else stop


def _filed(clause: str, ways: list[re.Match[str]]) -> Iterator[tuple[int, str]]:
    """Yield those of the ways by which an application is filed, each with its verb's place."""
    verbs = list(compiled(_VERB).finditer(clause))
    if not verbs:
        return
    verbs += compiled(_SECOND_VERB).finditer(clause, verbs[0].end())
    papers = [found.span("paper") for found in compiled(_FIRST).finditer(clause)]
    for way in ways:
        before = [verb for verb in verbs if verb.end() <= way.start()]
        if before:
            verb = max(before, key=re.Match.end)
            if _is_filed_before(clause, verb, way, papers):
                yield verb.start(), way[0]
        elif _is_filed_behind(clause, verbs[0], way, papers):
            yield way.start(), way[0]


def _is_filed_before(
    clause: str, verb: re.Match[str], way: re.Match[str], papers: list[tuple[int, int]]
) -> bool:
    """Return whether a way belongs to a verb before it whose object is an application."""
    between = verb.end(), way.start()
    if way.start() - verb.end() > _FARTHEST or compiled(_DONE_SO).search(clause, *between):
        return False
    if compiled(_OBJECT + _THEN).fullmatch(clause, *between):
        return True
    if not compiled(_GAP).fullmatch(clause, *between):
        return False
    # „Wyślij pocztą podpisany wniosek”, and else „wniosek … wyślij pocztą”
    if compiled(_OBJECT).match(clause, way.end()):
        return True
    earlier = [stop for _, stop in papers if stop <= verb.start()]
    return (
        compiled(_BEHIND).match(clause, way.end()) is not None
        and bool(earlier)
        and compiled(_TO_VERB).fullmatch(clause, earlier[-1], verb.start()) is not None
    )


def _is_filed_behind(
    clause: str, verb: re.Match[str], way: re.Match[str], papers: list[tuple[int, int]]
) -> bool:
    """Return whether a way belongs to the verb behind it whose object is an application."""
    if not compiled(_GAP).fullmatch(clause, way.end(), verb.start()):
        return False
    if compiled(_OBJECT).match(clause, verb.end()):
        return True
    earlier = [stop for _, stop in papers if stop <= way.start()]
    gap = _TAKEN if verb[0].lower().startswith("przyjm") else r"\s+"
    return (
        bool(earlier)
        and compiled(gap).fullmatch(clause, earlier[-1], way.start()) is not None
        and compiled(_BEHIND).match(clause, verb.end()) is not None
    )
