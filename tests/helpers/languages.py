"""Each message, page and line that a test sees is in the language that it says it is in."""

import json
import re
import sys
from collections.abc import Generator, Iterator
from contextlib import suppress
from functools import cache, lru_cache
from typing import Any

import lxml.html
import pytest

from lckm_core.calendar import MONTHS
from lckm_core.text import Message

# Names, what somebody typed and what a file holds stand between marks, in their own language; so
# do names of routes, of fields and of files without any.
_QUOTED = re.compile(
    r"„[^”]*”|“[^”]*”|\"[^\"]*\"|'[^']*'|`[^`]*`|\([^)]*\)|\S*[/_\[-]\S*"
    r"|\b(?:trasa \d+|route \d+|a list of \d+): .*",
    re.DOTALL,
)
_INNERMOST = re.compile("[„“][^„“”]*”")
_POLISH = re.compile(
    r"\b(?:nie|się|jest|są|można|trzeba|albo|lub|już|tylko|podaj|popraw|wpisz|usuń|został[aoy]?"
    r"|powin\w+|ale|jeśli|któr[aey]|przez)\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"\b(?:the|of|is|not|are|has|have|this|that|with|for|and|cannot|must|it)\b", re.IGNORECASE
)
# What other people's programs say is in English, and the staff of the demo has its roles in Polish.
_OF_OTHERS = re.compile(
    r"\bPlugin '|\b[A-Z]\w*Error: |^\w+ \w+, (?:kierownik|pracownik|wyznaczony|Dyrektor) "
)
# So are logs and what is for Prometheus.
_FOR_OPERATORS = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d|# (?:HELP|TYPE) ")
# Names begin with capitals, and are the same in every language.
_WORD = re.compile(r"\b[a-ząćęłńóśźż]{3,}\b")
_NUMBER = re.compile(r"[0-9]+")
_BETWEEN_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f,.](?=\d{3}(?!\d))")
_CONTROL = re.compile(r"[^\n\t -~\u00a0-\uffff\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]")
_TWO_STOPS = re.compile(r"(?<=\w)\.\.(?![.\w])")
_PROVISION = re.compile(r"\((?:zał\.|wzór:|§) [^),;]*")
_MESSAGES = {"advice", "message", "refused"}
_ESCAPED = re.compile(r"(?<!\\)\\u(?:00[a-f]|01|20)[0-9a-f]+")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
# No prose of ours: names and lines of files, a text as it was and is.
_UNREAD = {"code", "del", "ins", "kbd", "pre", "samp", "script", "style", "textarea", "title"}
_faults: list[str] = []
_make = Message.__new__


def _without_quotations(text: str) -> str:
    """Return a text without what it quotes, which may itself have quotations."""
    return _QUOTED.sub("", _INNERMOST.sub("", _INNERMOST.sub("", text)))


@lru_cache(maxsize=10_000)
def message_fault(pl: str, en: str) -> str:
    """Return what is wrong with the languages of a message; empty if nothing is."""
    if _OF_OTHERS.search(pl):
        return ""
    polish, english = _without_quotations(pl), _without_quotations(en)
    if polish == english and len(_WORD.findall(english)) > 1:
        return f"the same in both languages: {pl!r}"
    if found := _POLISH.search(english):
        return f"„{found[0]}” in the English {en!r}"
    if found := _ENGLISH.search(polish):
        return f"“{found[0]}” in the Polish {pl!r}"
    if _TWO_STOPS.search(polish) or _TWO_STOPS.search(english):
        return f"two full stops: {pl!r}, {en!r}"
    if set(_PROVISION.findall(pl)) != set(_PROVISION.findall(en)):
        return f"a provision in one language only: {pl!r}, {en!r}"
    if bool(_CONTROL.search(pl)) != bool(_CONTROL.search(en)):
        return f"a sign that steers a terminal in one language only: {pl!r}, {en!r}"
    if differing := _numbers(pl) ^ _numbers(en):
        return f"{sorted(differing)} in one language only: {pl!r}, {en!r}"
    return ""


def _numbers(text: str) -> set[str]:
    """Return the numbers that a text names, of a month in words its number."""
    # Not as numbers: one that somebody typed may have more digits than Python reads.
    found = {number.lstrip("0") for number in _NUMBER.findall(_BETWEEN_THOUSANDS.sub("", text))}
    return found | {str(number) for number, month in enumerate(MONTHS, 1) if f" {month} " in text}


def page_fault(page: str) -> str:
    """Return the first text of a page that is not in the language of its element, if any."""
    if not page.strip():
        return ""
    for language, text in _texts(lxml.html.document_fromstring(page), ""):
        if fault := _text_fault(language, text):
            return fault
    return ""


@cache
def _text_fault(language: str, text: str) -> str:
    words = {"pl": _ENGLISH, "en": _POLISH}.get(language)
    if words and (found := words.search(_without_quotations(text))):
        return f"“{found[0]}” in a text in {language!r} of a page: {text!r}"
    if _TWO_STOPS.search(_without_quotations(text)):
        return f"two full stops in a page: {text!r}"
    return ""


def _texts(element: lxml.html.HtmlElement, inherited: str) -> Iterator[tuple[str, str]]:
    """Yield what a reader sees of an element, each text with the language of its element."""
    language = element.get("lang") or inherited
    if isinstance(element.tag, str) and element.tag not in _UNREAD:
        if element.text and not element.text.isspace():
            yield language, element.text.strip()
        for child in element:
            yield from _texts(child, language)
            if child.tail and not child.tail.isspace():
                yield language, child.tail.strip()


def look_at_page(page: str) -> None:
    """Note a fault of a page for the test that asked for it."""
    if fault := page_fault(page):
        _faults.append(fault)


def look_at_polish(output: str) -> None:
    """Note an English line in what a command prints in Polish, but for pages and files."""
    if not output.lstrip().startswith(("<", "{", "[")):
        for line in output.splitlines():
            if _FOR_OPERATORS.match(line):
                continue
            if found := _ENGLISH.search(_without_quotations(line)):
                _faults.append(f"“{found[0]}” in a line in Polish: {line!r}")
            if _TWO_STOPS.search(_without_quotations(line)):
                _faults.append(f"two full stops in {line!r}")


def look_at_data(output: str, language: str) -> None:
    """Note a message in another language in JSON, and letters that nobody can read there."""
    if not output.startswith(("{", "[")):
        return
    if found := _ESCAPED.search(output):
        _faults.append(f"{found[0]} for a letter in JSON: {output!r:.300}")
    with suppress(ValueError):
        for message in _messages(json.loads(output)):
            words = {"pl": _ENGLISH, "en": _POLISH}[language]
            if found := words.search(_without_quotations(message)):
                _faults.append(f"“{found[0]}” in JSON in {language!r}: {message!r}")


def _messages(data: Any) -> Iterator[str]:
    """Yield the messages in data, at whatever depth."""
    if isinstance(data, dict):
        yield from (data[key] for key in _MESSAGES & data.keys() if isinstance(data[key], str))
    for value in data.values() if isinstance(data, dict) else data:
        if isinstance(value, dict | list):
            yield from _messages(value)


def look_at_signs(output: str) -> None:
    """Note a sign that would steer a terminal, or turn its lines round."""
    if found := _CONTROL.search(_COLOUR.sub("", output)):
        _faults.append(f"{found[0]!r} among what a command prints: {found.string!r:.300}")


def _is_importing() -> bool:
    """Return whether a module of ours is being imported."""
    frame = sys._getframe()
    while frame := frame.f_back:
        if frame.f_code.co_name == "<module>" and "/lckm_" in frame.f_code.co_filename:
            return True
    return False


def _make_and_look(cls: type[Message], pl: str, en: str) -> Message:
    """Return a message, and note what is wrong with its languages."""
    # Tests hand in what is no text, too. A module that is being imported makes descriptions of
    # rules, whose English is longer than their Polish label.
    are_texts = isinstance(pl, str) and isinstance(en, str)
    if are_texts and (fault := message_fault(pl, en)) and not _is_importing():
        _faults.append(fault)
    return _make(cls, pl, en)


def pytest_configure() -> None:
    """Look at every message that is made from now on."""
    Message.__new__ = _make_and_look  # type: ignore[method-assign, assignment]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, object, object]:
    """Fail a test that saw a message, a page or a line in a wrong language."""
    _faults.clear()
    answer = yield
    if _faults:
        pytest.fail("\n".join(dict.fromkeys(_faults)), pytrace=False)
    return answer
