"""Legal acts, and questions with answers, in free lines."""

import re
from collections.abc import Sequence

from lckm_word.printed._contacts import trimmed, without_full_stop
from lckm_word.printed._lines import Line
from lckm_word.printed._part import Read

_JOURNAL = re.compile(
    r"[\s,(–—-]*((?:(?:t\.\s?j\.|tj\.|tekst jednolity)\s*:?\s*)?"
    r"(?:Dz\.\s?U|Dz\.\s?Urz|M\.\s?P|BIP|Dziennik\w* Urzędow)\w*[.\s].*)$"
)
_NEXT_ACT = re.compile(r";\s+(?=(?i:ustaw|rozporządz|uchwał|zarządz|kodeks))")


def legal_acts(lines: Sequence[Line]) -> Read:
    """Read acts, one on each line or divided by semicolons, with their journals."""
    read = Read()
    for line in lines:
        pieces = _NEXT_ACT.split(line.bare)
        for text in pieces:
            found = _JOURNAL.search(text)
            title = trimmed(text[: found.start()] if found else text)
            if not title and read.parts:
                part = read.parts[-1]
            else:
                part = read.begin(line)
                part.put("title", without_full_stop(title), line.place)
            if found:
                part.put("journal", _without_bracket(found[1]), line.place)
    return read


def _without_bracket(text: str) -> str:
    text = text.strip(" ,;")
    if text.count(")") > text.count("("):
        text = text.rstrip(".").removesuffix(")")
    return text.strip(" ,;") if re.search(r"(?:zm|poz|r)\.$", text) else text.strip(" ,;.")


_ASKS = re.compile(r"(?i)^(?:pytanie|pyt\.?|p)\s*(?:nr\s*)?[0-9]{0,2}\s*[:.)–-]\s*")
_ANSWERS = re.compile(r"(?i)^(?:odpowiedź|odp\.?|o)\s*[0-9]{0,2}\s*[:.)–-]\s*")


def questions(lines: Sequence[Line]) -> Read:
    """Read questions, each with the answer behind or below it."""
    read = Read()
    for line in lines:
        text = line.bare
        asks, answers = _ASKS.match(text), _ANSWERS.match(text)
        # An answer may end with a question of its own: „Każdy. Czy na pewno?”
        is_question = text.endswith("?") and not (_open(read) and re.search(r"[.!]\s", text))
        question, mark, answer = text.partition("? ")
        if not answers and (asks or is_question or (mark and not _open(read))):
            text = text[asks.end() :] if asks else text
            question, mark, answer = text.partition("? ")
            part = read.begin(line)
            part.put("question", f"{question}?" if mark else text, line.place)
            if answer.strip():
                part.put("answer", _ANSWERS.sub("", answer.strip(" –—-")), line.place)
        elif read.parts:
            part = read.parts[-1]
            rich = line.rich or line.text
            text = _ANSWERS.sub("", rich.strip())
            earlier = part.values.get("answer")
            part.put("answer", f"{earlier}\n\n{text}" if earlier else text, line.place)
        else:
            read.left.append(line)
    return read


def _open(read: Read) -> bool:
    """Return whether the last question still waits for its answer."""
    return bool(read.parts) and "answer" not in read.parts[-1].values
