"""Texts of starred fields that stand word for word in a field that residents see."""

import re
from collections.abc import Iterator, Mapping

from lckm_core._patterns import small_letters
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.texts import PROSE, Texts
from lckm_core.procedures.template import CallCentre
from lckm_core.text import Message

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?;:\n]+(?:\s+|$)|\n")
_REPEATED = 8
"""The words in a row that are no coincidence."""
_SHORTEST_SENTENCE = 4
_BLOCK = _REPEATED // 2
"""Words that any such row holds whole, wherever it begins."""
_PLAIN = re.compile(r"[^\W\d_]{3,}")
_MOST_NAMES = 3


@rule(
    "LCKM-R059",
    "wzór: *",
    "tekst pola z gwiazdką słowo w słowo w polu, które widzą mieszkańcy",
    WARNING,
    part="call_centre",
)
def starred_texts_are_not_public(
    internal: bool, call_centre: CallCentre | None, texts: Texts
) -> RuleFaults:
    """A text that residents see has a sentence of the call centre's notes (I28)."""
    if internal or call_centre is None:
        return
    notes = {"notes": call_centre.notes or "", "other": call_centre.other or ""}
    sentences = list(_sentences(notes))
    if not sentences:
        return
    # Three words in a row are looked for in all texts at once, before any is read by words.
    hints = [hint for _, sentence in sentences for hint in _hints(sentence)]
    for path, text in texts.holding(hints, *PROSE, "appeal"):
        for key, sentence in sentences if path[-1] != "name" else ():
            start = _repetition(sentence, text)
            if start is not None:
                yield Contradiction(
                    path,
                    _REPEATED_TEXT,
                    start,
                    ("call_centre", key),
                    notes[key].index(sentence),
                    quotes=True,
                    advice=_KEEP_ONE_OF_THEM,
                )
                break


_REPEATED_TEXT = Message(
    "Ten tekst widzą mieszkańcy, a to samo zdanie jest w polu tylko dla Call Center.",
    "Residents see this text, and a field for the call centre alone has the same sentence.",
)
_KEEP_ONE_OF_THEM = Message("Zostaw je w jednym z tych pól.", "Keep it in one of the two fields.")


def _sentences(notes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the sentences of notes that are long enough to tell, each with the key of its field."""
    for key, note in notes.items():
        for sentence in _SENTENCE_END.split(note):
            if sentence.count(" ") >= _SHORTEST_SENTENCE - 1:
                yield key, sentence.strip()


def _hints(sentence: str) -> Iterator[str]:
    """Yield parts of a sentence, as typed, of which each repetition of it holds one."""
    words = sentence.split()
    # Every row of eight among these holds the words in the middle.
    if len(words) < 2 * _REPEATED - 2:
        middle = len(words) // 2
        yield " ".join(words[middle - 1 : middle + 2])
        return
    for start in range(0, len(words) - _BLOCK + 1, _BLOCK):
        yield " ".join(words[start + 1 : start + _BLOCK])


def _repetition(sentence: str, text: str) -> int | None:
    """Return where a text repeats a sentence, or a row of its words; ``None`` if it does not."""
    words = _WORD.findall(small_letters(sentence))
    if len(words) < _SHORTEST_SENTENCE:
        return None
    for part, start in _parts(text):
        if _WORD.findall(small_letters(part)) == words:
            return start
    if len(words) < _REPEATED:
        return None
    found = list(_WORD.finditer(text))
    said = [small_letters(word[0]) for word in found]
    rows = {tuple(words[start : start + _REPEATED]) for start in range(len(words) - _REPEATED + 1)}
    for start in range(len(said) - _REPEATED + 1):
        row = found[start : start + _REPEATED]
        if tuple(said[start : start + _REPEATED]) in rows and _is_prose([word[0] for word in row]):
            return found[start].start()
    return None


def _is_prose(words: list[str]) -> bool:
    """Return whether a row of words is more than the name of a cell, an address, or an act."""
    names = [word for word in words if not (_PLAIN.fullmatch(word) and word[0].islower())]
    return len(names) <= _MOST_NAMES


def _parts(text: str) -> Iterator[tuple[str, int]]:
    """Yield the sentences of a text, each with its place."""
    start = 0
    for end in _SENTENCE_END.finditer(text):
        yield _stripped(text, start, end.start())
        start = end.end()
    yield _stripped(text, start, len(text))


def _stripped(text: str, start: int, end: int) -> tuple[str, int]:
    part = text[start:end]
    return part, start + len(part) - len(part.lstrip())
