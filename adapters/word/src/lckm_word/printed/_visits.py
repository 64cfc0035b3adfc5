"""The line „Etap możliwy bez wizyty w urzędzie (@)” of a step."""

import re

import attrs

from lckm_word.printed._contacts import is_nothing
from lckm_word.printed._lines import Line
from lckm_word.values import read_flag, ticked

# The mark in words, as our own form prints it beside its cell.
_LABEL = re.compile(r"(?:etap )?możliwy bez wizyty\b(?: w urzędzie\b)?", re.IGNORECASE)
_CHOICE = re.compile(r"\(?\btak ?/ ?nie\b\)?", re.IGNORECASE)
_EMPTY_BOX = re.compile(r"\[ ?\]|\( ?\)")
_TICKED_BOX = re.compile(r"\[ ?[xv✓] ?\]|\( ?[xv✓] ?\)", re.IGNORECASE)
_DIVIDERS = (":", "–", "—", "-", "=")
_AROUND = ' .…_,;:/=–—-„”“"()[]'
"""What may stand round an answer, or in the place of a missing one."""
_EXPLANATION = re.compile(r"[,;:.(–—]| - ")
"""What divides an answer from words that explain it."""


@attrs.frozen
class Visit:
    """What a line says of its step: whether it needs no visit, and what explains that.

    ``online`` is ``None`` for an answer that is neither yes nor no.
    """

    online: bool | None
    comment: str = ""


def read_visit(line: Line) -> Visit | None:
    """Return what a line with the mark's label says, or ``None`` for a line without it."""
    unstruck = attrs.evolve(line, text=line.unstruck or line.text)
    text = " ".join(unstruck.bare.split())
    label = _LABEL.match(text)
    if label is None:
        return None
    # A choice with nothing struck through is a question, and so is a colon.
    behind = _CHOICE.sub(":", text[label.end() :]).strip()
    behind = _TICKED_BOX.sub("☒", _EMPTY_BOX.sub("☐", behind))
    before, sign, after = behind.partition("@")
    if sign and not before.strip(' „"(['):
        behind = after.lstrip(' ”")]')
    if behind in ("", ".", ",", ";"):
        # Alone on a line, somebody wrote it for this step, as the annex puts „@” behind a step.
        # Before an empty cell it is part of the printed form, and nobody answered it.
        return Visit(online=not line.before_empty)
    answer = behind.lstrip(_AROUND)
    if "☐" in answer and set(re.findall(r"\w+", answer.casefold())) <= {"tak", "nie"}:
        return Visit(online=bool(ticked(answer)))
    divider = _EXPLANATION.search(answer)
    end = divider.start() if divider is not None else len(answer)
    word, explanation = answer[:end].strip(_AROUND), answer[end:].lstrip(" ,;:.–—-").rstrip(" .")
    online = False if is_nothing(word) else read_flag(word)
    online = ticked(word) if online is None else online
    if online is not None:
        return Visit(online, explanation)
    return Visit(None) if behind.startswith(_DIVIDERS) else None
