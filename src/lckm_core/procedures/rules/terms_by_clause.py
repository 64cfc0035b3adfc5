"""Terms in sentences, each with what its clause says of it.

A term is read from its clause: its amount, and what it is for by the verbs and nouns there. A
clause with neither, „najpóźniej 7 dni przed …”, is for what the step, the question or the sentence
before it names.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from lckm_core._patterns import compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.replies import question_answered
from lckm_core.procedures.rules.sentences import STOP_BEFORE_BLANK
from lckm_core.procedures.rules.stated_terms import ANY_TIME, MOST_READ, WITHIN, days_of
from lckm_core.procedures.rules.texts import PROSE, Text, Texts, step_name
from lckm_core.procedures.template import CallCentre

_CLAUSE_END = (
    r";|(?<!sprawy):\s|\s[–—-]\s"
    r"|,\s+(?:a|ale|lecz|natomiast|zaś|jednak|chyba|potem|inaczej|po\s+czym)\b"
)
_PART_END = rf"{_CLAUSE_END}|,|\s(?:i|oraz|lub|albo)\s"
"""The end of a part of a step's comment, which has no sentences."""
AT_LEAST = r"co\s+najmniej|przynajmniej|minimum|min\.?|na"
ABOUT = r"(?:(?:około|ok\.|mniej\s+więcej)\s+)"
_ABOUT_ENDS = rf"{ABOUT}$"
_BARE = (
    r"(?:(?:tak|nie),?\s+)?(?:masz(?:\s+na\s+to)?|na\s+to\s+(?:masz|jest)|jest\s+na\s+to"
    r"|zrób\s+to|(?:trzeba|musisz|należy)\s+to\s+zrobić|termin(?:\s+(?:wynosi|to))?:?|to)?\s*"
    rf"(?:{WITHIN}|(?:najpóźniej|przez|za|{AT_LEAST})\s+)?{ABOUT}?"
)
"""What stands before a time in a clause that does not say of what it is."""
_NEAR = 300
"""The signs on both sides of a time that are read."""


class ClauseTerm(NamedTuple):
    """A term in a text: its place, its time, its lengths in days, and the words around it.

    ``before`` and ``after`` are the words of its clause, ``about`` those that say of what it is;
    a ``bare`` one leaves that to others.
    """

    start: int
    time: str
    days: frozenset[int]
    before: str
    after: str
    about: str
    bare: bool

    @property
    def is_about(self) -> bool:
        """Whether the time is told roughly, „około miesiąca”."""
        return compiled(_ABOUT_ENDS).search(self.before) is not None

    @property
    def words(self) -> str:
        """The time with what leads to it."""
        leads = compiled(_LEADS_TO_TIME).search(self.before)
        return " ".join(f"{leads[0] if leads else ''}{self.time}".split())


def texts_with_terms(
    texts: Texts, steps: tuple[parts.Step, ...], call_centre: CallCentre | None
) -> Iterator[tuple[Text, str]]:
    """Yield the texts that residents read, and the answers, in which a time stands.

    Each comes with the name of its step, or with the question that it answers.
    """
    for path, text in texts.holding_in_any_case(ANY_TIME.keywords, *PROSE, "call_centre"):
        if path[0] != "call_centre":
            yield (path, text), step_name(path, steps) if path[-1] == "comment" else ""
        elif question := question_answered(path, call_centre):
            yield (path, text), f"{question.question.rstrip('?. ')}?"


@lru_cache(maxsize=64)  # the rules on each kind of terms read the same texts
def terms_by_clause(text: str, asked: str = "") -> tuple[ClauseTerm, ...]:
    """Return the terms of a text, each with what its clause, or the one before, says of it.

    Args:
        text: the text.
        asked: the question that it answers, or the step whose comment it is.
    """
    return tuple(_terms_in(text, asked))


def _terms_in(text: str, asked: str) -> Iterator[ClauseTerm]:
    times = list(islice(ANY_TIME.finditer(text), MOST_READ))
    if not times:
        return
    ends = compiled(_PART_END if asked and not asked.endswith("?") else _CLAUSE_END)
    former, start = asked, 0
    for stop in (*STOP_BEFORE_BLANK.finditer(text), None):
        end = stop.start() if stop else len(text)
        inside = [time for time in times if start <= time.start() < end]
        if inside:
            yield from _of_sentence(text, (start, end), inside, former, ends)
        if not asked and text[start:end].strip():
            former = text[start:end][-_NEAR:]
        start = stop.end() if stop else end


def _of_sentence(
    text: str,
    sentence: tuple[int, int],
    times: list[re.Match[str]],
    former: str,
    ends: re.Pattern[str],
) -> Iterator[ClauseTerm]:
    cuts = [sentence[0], sentence[1]]
    for found in ends.finditer(text, *sentence):
        cuts += found.span()
    cuts.sort()
    for time in times:
        start = max(cut for cut in cuts if cut <= time.start())
        end = min(cut for cut in cuts if cut > time.start())
        before = text[max(start, time.start() - _NEAR) : time.start()].lstrip(" \n*_–-,;:")
        after = text[time.end() : min(end, time.end() + _NEAR)].rstrip(" .!?\n")
        bare = compiled(_BARE).fullmatch(before) is not None
        # „Czas realizacji: dwa miesiące” says before the colon of what the time is.
        before_colon = text[sentence[0] : start].rstrip()
        named = before_colon if before_colon.endswith((":", " –", " -")) else former
        about = f"{named[-_NEAR:] if bare else before} … {after}"
        yield ClauseTerm(time.start(), time[0], days_of(time), before, after, about, bare)


_LEADS_TO_TIME = rf"(?:\s|^)(?:{WITHIN}|(?:najpóźniej|{AT_LEAST})\s+)$"
