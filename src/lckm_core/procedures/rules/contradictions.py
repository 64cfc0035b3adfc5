"""Two places of a procedure that do not agree, and what a finding quotes of each."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import chain
from typing import Any, NamedTuple

from lckm_core._patterns import compiled
from lckm_core.fields import Field, fields_by_key, words_of
from lckm_core.procedures import parts
from lckm_core.procedures.rules.sentences import MARKS, STOP_BEFORE_BLANK, sentences_of
from lckm_core.procedures.rules.texts import Path
from lckm_core.procedures.template import Procedure
from lckm_core.text import EmptyWord, Message, plural_form

FIX_ONE_OF_THEM = Message("Popraw jedno z nich.", "Fix one of them.")
_InWords = tuple[str, str]
"""A value in words: in Polish and in English, which may be the same."""
_LONGEST = 60
_LONGEST_NAME = 40
_BEFORE = 20
_LAST_STOP = r"(?<!\b[^\W\d_])\.+$"
"""The stop of a sentence, and not that of „r.”."""


class Contradiction(NamedTuple):
    """A fault of a place with which another one does not agree.

    ``start`` and ``other_start`` are the places in the texts, if any. ``message`` says what does
    not agree, and is followed by what stands at both, or, where it ``quotes`` the place at fault
    itself, at the other one alone; ``advice`` ends it.
    """

    path: Path
    message: Message
    start: int | None
    other: Path
    other_start: int | None = None
    quotes: bool = False
    advice: Message = FIX_ONE_OF_THEM

    def within(self, path: Path) -> "Contradiction":
        """Return the contradiction with both its places within the value at a path."""
        return self._replace(path=(*path, *self.path), other=(*path, *self.other))


def with_both_values(
    fault: Contradiction, values: Mapping[str, Any], place: Callable[[Path], Path]
) -> Message:
    """Return the message of a contradiction with what stands at its places.

    Args:
        fault: the contradiction.
        values: the value of each field, into which its paths lead.
        place: returns where a path leads in the data as given, whose items people count.
    """
    here = None if fault.quotes else _quoted(values, fault.path, fault.start)
    there = _quoted(values, fault.other, fault.other_start)
    if not there[0]:
        return Message(*map(" ".join, zip(fault.message, fault.advice, strict=True)))
    field, number = _field_at(place(fault.other))
    pl = f"{f'Tu: {here[0]}; w' if here else 'W'} polu „{field.mark.label}”"
    en = f"{f'Here: {here[1]}; in' if here else 'In'} “{field.key}”"
    if number:
        pl, en = f"{pl}, nr {number}", f"{en}, no. {number}"
    return Message(
        f"{fault.message.pl} {pl}: {_with_stop(there[0])} {fault.advice.pl}",
        f"{fault.message.en} {en}: {_with_stop(there[1])} {fault.advice.en}",
    )


def _with_stop(words: str) -> str:
    return words if words.endswith("…") else f"{words}."


def _field_at(path: Path) -> tuple[Field, int]:
    """Return the innermost list on a path with the number of its item, else the innermost field.

    Of a field that is no item of a list the number is 0.
    """
    fields: list[Field] = []
    listed = None
    model: type | None = Procedure
    for step in path:
        if isinstance(step, int):
            listed = fields[-1], step + 1
        elif model is not None:
            fields.append(fields_by_key(model)[step])
            model = (fields[-1].shape.element or fields[-1].shape).model
    return listed or (fields[-1], 0)


def _quoted(values: Mapping[str, Any], path: Path, start: int | None) -> _InWords:
    value: Any = values.get(str(path[0]))
    for step in path[1:]:
        value = getattr(value, step) if isinstance(step, str) else value[step]
    if type(value) is str:
        # A place in an answer may be one in the sentence that „Nie” stands for.
        is_answer = path[:2] == ("call_centre", "faq")
        return _in_quotes(_around(value, None if is_answer else start))
    return _joined(_words(value))


def _joined(words: Iterable[_InWords]) -> _InWords:
    """Return as many words as are short together, at least those of one value."""
    said: list[_InWords] = []
    for word in words:
        if said and sum(len(pl) for pl, _ in (*said, word)) > _LONGEST:
            said.append(("…", "…"))
            break
        said.append(word)
    return ", ".join(pl for pl, _ in said), ", ".join(en for _, en in said)


def _words(value: Any) -> Iterator[_InWords]:
    """Yield a value in words, a list or a set of fields part by part."""
    match value:
        case tuple():
            yield from chain.from_iterable(map(_words, value))
        case bool():
            yield ("tak", "yes") if value else ("nie", "no")
        case EmptyWord():
            yield f"„{value.value}”", f"„{value.value}”"
        case StrEnum():
            yield words_of(value)[0], value.value.replace("_", " ")
        case str():
            yield _in_quotes(_cut(value))
        case parts.Term():
            yield _term(value)
        case parts.Fee():
            yield _fee(value)
        case parts.FeeGroup():
            yield from _words(value.rows)
        case parts.Submission():
            yield from _words(value.way)
        case parts.SubmissionDeadline():
            yield _deadline(value)
        case parts.Place():
            yield from _words(value.cell or value.unit)
        case parts.Deadline():
            yield from _words(value.terms or value.text)
        case parts.Appointments():
            yield from _words(value.ways)
        case parts.BookingWay():
            yield from _words(value.phone or value.email or value.link)
        case _:
            return


def _term(term: parts.Term) -> _InWords:
    unit = term.unit.value.replace("_", " ").removesuffix("s" if term.amount == 1 else "")
    pl, en = (
        f"{term.amount} {words_of(term.unit)[plural_form(term.amount)]}",
        f"{term.amount} {unit}",
    )
    if term.case is None:
        return pl, en
    case = _in_quotes(_cut(term.case, _LONGEST_NAME))
    return f"{pl} ({case[0]})", f"{en} ({case[1]})"


def _deadline(deadline: parts.SubmissionDeadline) -> _InWords:
    pl, en = _in_quotes(_cut(deadline.text))
    for way_pl, way_en in _words(deadline.way):
        pl, en = f"{way_pl} – {pl}", f"{way_en} – {en}"
    return pl, en


def _fee(fee: parts.Fee) -> _InWords:
    kind = _in_quotes(_cut(fee.kind, _LONGEST_NAME))
    if fee.amount is None:
        amount = _in_quotes(_cut(fee.rule or ""))
    else:
        amount = f"{fee.amount:.2f} zł".replace(".", ","), f"{fee.amount:.2f} zł"
    return f"{kind[0]} – {amount[0]}", f"{kind[1]} – {amount[1]}"


def _in_quotes(text: str) -> _InWords:
    return f"„{text}”", f"“{text}”"


def _around(text: str, start: int | None) -> str:
    """Return the sentence of a text in which a place is, from just before it if it is long."""
    if start is None:
        return _cut(text)
    for begin, sentence in sentences_of(text, STOP_BEFORE_BLANK):
        if begin <= start < begin + len(sentence):
            inside = start - begin
            if len(sentence) <= _LONGEST or inside <= _BEFORE:
                return _cut(sentence)
            before = sentence[: inside - _BEFORE].rpartition(" ")[0]
            return f"…{_cut(sentence[len(before) :])}"
    return _cut(text[start:])


def _cut(text: str, longest: int = _LONGEST) -> str:
    """Return the beginning of a text on one line, that of a long one up to a blank."""
    words = compiled(_LAST_STOP).sub("", " ".join(text.split()).strip(MARKS))
    if len(words) <= longest:
        return words
    return f"{words[:longest].rpartition(' ')[0] or words[:longest]}…"
