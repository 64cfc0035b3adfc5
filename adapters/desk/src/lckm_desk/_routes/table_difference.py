"""The difference of two tables of routes as texts, by route and category."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from lckm_desk._procedure_changes import Difference

# Longer texts are not compared line by line, which could take minutes.
_MOST_LINES = 10_000
_KEY = re.compile(r"(\w+):")
_ITEM = re.compile(r"( *)- ")
_NAME = re.compile(r" *(?:- )?name: *(\S.*)")
_PARTS = {"categories": "Kategoria", "routes": "Trasa", "domains": "Domeny"}


def table_difference(old: str, new: str) -> list[Difference]:
    """Return the lines removed and inserted, each with the route or category it is of."""
    before, after = old.splitlines(), new.splitlines()
    if max(len(before), len(after)) > _MOST_LINES:
        return [Difference("Cały tekst", "poprzednia tabela", "nowa tabela")] if old != new else []
    places, new_places = _places(before), _places(after)
    found = []
    for tag, first, last, new_first, new_last in SequenceMatcher(None, before, after).get_opcodes():
        if tag == "equal":
            continue
        removed, inserted = before[first:last], after[new_first:new_last]
        if [line.strip() for line in removed] == [line.strip() for line in inserted]:
            # Only blanks at the ends have changed; in YAML those at the beginning have a meaning.
            removed, inserted = _with_dots(removed), _with_dots(inserted)
        place = new_places[new_first] if inserted else places[first]
        found.append(Difference(place, _join(removed), _join(inserted)))
    return found


def _join(lines: Sequence[str]) -> str:
    return "\n".join(line for line in lines if line.strip()).strip()


def _with_dots(lines: Sequence[str]) -> list[str]:
    return [line.replace("\t", "⇥").replace(" ", "·") or "↵" for line in lines]


def _places(lines: Sequence[str]) -> list[str]:
    """Return, for each line, its route or category, or else its part of the table."""
    places: list[str] = []
    part, place, indent = "", "Początek", None
    for at, line in enumerate(lines):
        if key := _KEY.match(line):
            part = _PARTS.get(key[1], key[1])
            place, indent = part, None
        elif item := _ITEM.match(line):
            indent = len(item[1]) if indent is None else indent
            if len(item[1]) == indent and part in ("Kategoria", "Trasa"):
                place = f"{part} {_name_of(lines[at:], indent)}".strip()
        places.append(place)
    return places


def _name_of(lines: Sequence[str], indent: int) -> str:
    """Return the name of the item that begins with the first line, in quotation marks."""
    for at, line in enumerate(lines):
        item = _ITEM.match(line)
        if at and ((item and len(item[1]) <= indent) or _KEY.match(line)):
            break
        is_child = line.startswith(" " * (indent + 2)) and line[indent + 2 : indent + 3] != " "
        if (at == 0 or is_child) and (name := _NAME.fullmatch(line)):
            return f"„{name[1].strip(chr(34))}”"
    return ""
