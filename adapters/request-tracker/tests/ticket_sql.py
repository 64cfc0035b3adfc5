"""As much of TicketSQL, Request Tracker's language of searches, as the adapter and its tests
speak.
"""

import re
from collections.abc import Callable
from typing import Any

_TOKEN = re.compile(r"\s*(\(|\)|AND\b|OR\b|[\w.]+(?:\{\w+\})?|[=>]|'(?:[^'\\]|\\.)*')", re.DOTALL)
_Matches = Callable[[dict[str, Any]], bool]


def judge(query: str) -> tuple[_Matches, bool]:
    """Return what a query asks of a ticket, and whether it finds merged ones."""
    tokens = []
    at = 0
    while query[at:].strip():
        match = _TOKEN.match(query, at)
        if match is None:
            raise ValueError("Wrong query")
        tokens.append(match[1])
        at = match.end()
    tokens.reverse()
    matches = _either(tokens)
    if tokens:
        raise ValueError("Wrong query")
    return matches, "EffectiveId" in query


def _either(tokens: list[str]) -> _Matches:
    parts = [_both(tokens)]
    while tokens and tokens[-1] == "OR":
        tokens.pop()
        parts.append(_both(tokens))
    return lambda ticket: any(part(ticket) for part in parts)


def _both(tokens: list[str]) -> _Matches:
    parts = [_one(tokens)]
    while tokens and tokens[-1] == "AND":
        tokens.pop()
        parts.append(_one(tokens))
    return lambda ticket: all(part(ticket) for part in parts)


def _one(tokens: list[str]) -> _Matches:
    if len(tokens) > 2 and tokens[-1] == "(":
        tokens.pop()
        inner = _either(tokens)
        if not tokens or tokens.pop() != ")":
            raise ValueError("Wrong query")
        return inner
    if len(tokens) < 3:
        raise ValueError("Incomplete query")
    field, operator, value = tokens.pop(), tokens.pop(), tokens.pop()
    text = re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith("'") else value
    if field == "EffectiveId":
        return lambda ticket: ticket["EffectiveId"] > int(text)
    if field == "Queue":
        return lambda ticket: str(ticket["Queue"]["id"]) == text
    number = field.removeprefix("CF.{").removesuffix("}")
    if re.match(r"cf\.", text, re.IGNORECASE):
        return lambda ticket: False  # taken for the name of another field
    wanted = text.casefold()

    def matches(ticket: dict[str, Any]) -> bool:
        kept = ticket["fields"].get(number, "").casefold()
        return bool(kept) and (kept == wanted if operator == "=" else kept.endswith(wanted))

    return matches
