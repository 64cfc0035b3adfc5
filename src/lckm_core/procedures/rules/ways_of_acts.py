"""Texts that say another thing of how a contract is signed, or a paper collected."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lckm_core._patterns import compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.paragraphs_before import stands_for_all
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.sentences import MARKS, STOP_BEFORE_BLANK, sentences_of
from lckm_core.procedures.rules.texts import Path, Text, Texts
from lckm_core.text import Message

_FIELDS = ("summary", "how_to", "additional_info", "useful_info")
_KEYWORDS = ("podpi", "odbi", "odebra", "wysył", "wyśl", "prześl", "przesył", "przyśl")
_COMING, _ONLINE, _POST = "coming", "online", "post"
_AT_THE_OFFICE = (
    r"(?:w\s+(?:(?:naszym\s+|naszej\s+)?(?:urzędzie|siedzibie|wydziale|kancelarii|biurze))"
    r"(?:\s+urzędu)?|na\s+miejscu|u\s+nas)"
)
_WAYS = (
    (rf"\bosobi[śs]|{_AT_THE_OFFICE}", _COMING),
    (r"elektron|on-?line|internet|zdaln|odległość|epuap|mobywatel", _ONLINE),
    (r"poczt|listem|listown|korespond", _POST),
)
_WAY = (
    rf"(?:osobiście(?:\s+{_AT_THE_OFFICE})?|{_AT_THE_OFFICE}|elektronicznie|on-?line"
    r"|przez\s+(?:internet|e-?puap|pocztę)|zdalnie|na\s+odległość|pocztą|listem(?:\s+poleconym)?"
    r"|listownie|korespondencyjnie|drogą\s+(?:elektroniczną|pocztową))"
)
_LISTED = rf"{_WAY}(?:(?:,\s+|,?\s+(?:lub|albo|bądź|i|oraz)\s+){_WAY}){{0,3}}"
_ONLY = r"(?P<only>(?:wyłącznie|tylko|jedynie)\s+)"
_NO_VISIT = r"(?:,\s+(?:bez\s+wizyty(?:\s+w\s+urzędzie)?|bez\s+wychodzenia\s+z\s+domu))?"
_CONTRACT = r"(?:umow[ęy]|umów)"
_SIGNS = (
    r"(?:podpisuje\s+się|podpisujemy|podpisujesz|podpiszesz|podpisz|(?:trzeba|należy|musisz)\s+"
    r"podpisać)"
)
_SIGNING = (
    rf"(?P<what>{_CONTRACT})\s+{_SIGNS}\s+{_ONLY}?(?P<ways>{_LISTED}){_NO_VISIT}",
    rf"{_SIGNS}\s+(?P<what>ją|{_CONTRACT})\s+{_ONLY}?(?P<ways>{_LISTED}){_NO_VISIT}",
    rf"podpisanie\s+(?P<what>umowy)\s+(?:jest\s+możliwe\s+|odbywa\s+się\s+)?{_ONLY}?"
    rf"(?P<ways>{_LISTED}){_NO_VISIT}",
    rf"(?P<what>umowa)\s+(?:jest\s+)?podpisywana\s+(?:jest\s+)?{_ONLY}?(?P<ways>{_LISTED})"
    rf"{_NO_VISIT}",
)
_PAPER = r"(?P<what>[^\W\d_]{4,20})(?:\s+(?:osobist\w+|rejestracyjn\w+|jazdy|parkingow\w+))?"
_COLLECTED = (
    rf"{_PAPER}\s+(?:odbiera\s+się|odbierasz|odbierzesz|odbierz|(?:można|możesz|trzeba|należy)\s+"
    rf"odebrać)\s+{_ONLY}(?P<ways>{_LISTED})",
    rf"(?:odbierzesz|odbierasz|odbierz|odbiór)\s+{_PAPER}\s+{_ONLY}(?P<ways>{_LISTED})",
    rf"odbiór\s+{_PAPER}\s+(?:jest\s+)?możliwy\s+(?:jest\s+)?{_ONLY}(?P<ways>{_LISTED})",
)
"""„Tylko” alone is read here: „odbierzesz osobiście” leaves room for a letter."""
_BY_LETTER = r"(?:pocztą|listem(?:\s+poleconym)?|listownie|przesyłką(?:\s+poleconą)?)"
_IS_SENT = r"(?:wyślemy|wysyłamy|prześlemy|przesyłamy|przyślemy)"
_NOT_SENT = (
    rf"{_PAPER}\s+nie\s+{_IS_SENT}\s+{_BY_LETTER}",
    rf"nie\s+{_IS_SENT}\s+{_PAPER}\s+{_BY_LETTER}",
    rf"{_BY_LETTER}\s+{_PAPER}\s+nie\s+{_IS_SENT}",
)
_AT_WISH = r"(?:a\s+)?(?:na\s+(?:twoją\s+|twoje\s+|twój\s+)?(?:prośbę|życzenie|wniosek)\s+)?"
_TO_THE_HOUSE = r"(?:\s+(?:do\s+domu|pod\s+wskazany\s+adres|na\s+(?:podany\s+)?adres))?"
_SENT = (
    rf"{_AT_WISH}(?:{_PAPER}\s+)?{_IS_SENT}\s+(?P<it>(?:ją|go|je)\s+)?{_BY_LETTER}{_TO_THE_HOUSE}",
    rf"{_AT_WISH}{_IS_SENT}\s+{_PAPER}\s+(?P<it>){_BY_LETTER}{_TO_THE_HOUSE}",
    rf"{_AT_WISH}(?:(?:możemy|możesz\s+poprosić)\s+)?(?:wysłać|przesłać)\s+{_PAPER}\s+(?P<it>)"
    rf"{_BY_LETTER}{_TO_THE_HOUSE}",
)
_STEP_OF_SIGNING = rf"(?:podpisz(?:cie)?|podpisanie)\s+(?:\w+\s+)?{_CONTRACT}\b(?:\s+\w+)?"
_STEP_OF_COLLECTING = rf"(?:odbierz|odbiór)\s+{_PAPER}"
_ITEM_END = re.compile(
    r"[;(–]|,\s+(?!osobi|poczt|elektron|list|w\s|przez)|\s+(?:po|w\s+ciągu|do)\b"
)
_IS_OTHER = Message(
    "O tym, jak się to robi, w innym miejscu napisano co innego.",
    "Another place says another thing of how this is done.",
)
_LONGEST = 160
_STEM = 5
_THE_PAPER = "dokument"
"""What stands for the paper that is issued; „dokumenty” may be others."""


class _Said(NamedTuple):
    """What a text says of one act: what is signed or collected, the ways, and whether alone."""

    path: Path
    start: int
    what: str
    ways: frozenset[str]
    only: bool


@rule(
    "LCKM-R105",
    "zał. 2 § 9 ust. 2",
    "dwa miejsca mówią co innego o tym, jak podpisuje się umowę albo odbiera dokument",
    WARNING,
    part="steps",
)
def texts_agree_on_ways_of_acts(steps: tuple[parts.Step, ...], texts: Texts) -> RuleFaults:
    """A text signs a contract or collects a paper in another way than a stage does."""
    held = texts.holding_in_any_case(_KEYWORDS, *_FIELDS)
    yield from _sent_or_not(steps, held)
    said = [item for path, text in held for item in _said(path, text)]
    if not said:
        return
    acts = [act for index, step in enumerate(steps) if (act := _of_step(index, step))]
    for item in said:
        for act in acts:
            if item.what == act.what and _differ(item, act):
                yield Contradiction(item.path, _IS_OTHER, item.start, act.path)
                break


def _sent_or_not(steps: tuple[parts.Step, ...], held: list[Text]) -> RuleFaults:
    """Yield the sentences by which a paper is not sent by post that another one sends."""
    denied = [
        (path, start, _stem(what))
        for path, text in held
        for start, words in sentences_of(text, STOP_BEFORE_BLANK)
        for what in _found(_NOT_SENT, words)
        if stands_for_all(text[:start])
    ]
    if not denied:
        return
    sent = [
        (path, start, _stem(what))
        for path, text in held
        for start, words in sentences_of(text, STOP_BEFORE_BLANK)
        for clause in words.split(", ")
        for what in _found(_SENT, clause)
    ]
    for index, step in enumerate(steps):
        collecting = compiled(_STEP_OF_COLLECTING).fullmatch(step.name.strip())
        clauses = (step.comment or "").split(", ")
        if collecting and any(True for clause in clauses for _ in _found(_SENT, clause)):
            sent.append((("steps", index, "comment"), 0, _stem(collecting["what"])))
    for path, start, what in denied:
        for other, other_start, thing in sent:
            # „Odbierzesz dowód, a na prośbę wyślemy dokument listem.”
            if thing in (what, _THE_PAPER) and (path, start) != (other, other_start):
                yield Contradiction(path, _IS_OTHER, start, other, other_start)
                break


def _found(patterns: tuple[str, ...], words: str) -> Iterator[str]:
    """Yield what a whole sentence or clause is of, if one of the patterns matches it."""
    for pattern in patterns:
        if found := compiled(pattern).fullmatch(words.strip(f"{MARKS}.!")):
            yield found["what"] or ""
            return


def _differ(item: _Said, act: _Said) -> bool:
    """Return whether a sentence and a stage that are of one act cannot both be right."""
    if item.only:
        return not act.ways <= item.ways
    return item.ways.isdisjoint(act.ways) or (act.only and not item.ways <= act.ways)


def _said(path: Path, text: str) -> Iterator[_Said]:
    """Yield what whole sentences of a text say of signing a contract or collecting a paper."""
    before = ""
    for start, sentence in sentences_of(text, STOP_BEFORE_BLANK):
        # „**Umowa.** Podpisuje się ją …” has its heading within the sentence.
        heading = sentence.rfind("** ") + 3 if "** " in sentence else 0
        words = sentence[heading:].strip(f"{MARKS}.!")
        start += heading
        former, before = before, f"{sentence[:heading]} {words}"
        if len(words) > _LONGEST:
            continue
        for pattern in (*_SIGNING, *_COLLECTED):
            found = compiled(pattern).fullmatch(words)
            if found is None:
                continue
            what = _stem(found["what"])
            # „Ją” is what the sentence before names.
            goes_on = found["what"] == "ją"
            if goes_on and not compiled(r"\bumow\w+[^,;]*$").search(former):
                break
            # „**Elektronicznie.** … Umowę podpisz przez internet” is of one of several ways.
            is_of_a_way = not found["only"] and "**" in text[:start].rpartition("\n")[2]
            if stands_for_all(text[:start], goes_on=goes_on) and not is_of_a_way:
                yield _Said(path, start, what, _named(found["ways"]), bool(found["only"]))
            break


def _of_step(index: int, step: parts.Step) -> _Said | None:
    """Return what a stage says of signing or collecting; ``None`` of any other stage."""
    signing = compiled(_STEP_OF_SIGNING).fullmatch(step.name.strip())
    collecting = compiled(_STEP_OF_COLLECTING).fullmatch(step.name.strip())
    if not signing and not collecting:
        return None
    words = _ITEM_END.split(step.comment or "", maxsplit=1)[0].strip(" .")
    found = compiled(rf"{_ONLY}?(?P<ways>{_LISTED})").fullmatch(words)
    if found is None:
        return None
    what = "umowa" if signing else _stem(collecting["what"] if collecting else "")
    path = ("steps", index, "comment")
    return _Said(path, 0, what, _named(found["ways"]), bool(found["only"]))


def _stem(what: str) -> str:
    """Return by what a paper is known in any case of its name; „umowa” of what is signed."""
    small = what.lower()
    if small.startswith(("umow", "umów", "ją")):
        return "umowa"
    return small if small == _THE_PAPER else small[:_STEM]


def _named(words: str) -> frozenset[str]:
    return frozenset(way for pattern, way in _WAYS if compiled(pattern).search(words))
