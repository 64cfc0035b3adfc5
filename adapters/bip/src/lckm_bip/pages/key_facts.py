"""What residents first ask of a procedure: how long, how much, where, whether online."""

from collections.abc import Iterator, Mapping
from typing import Final

from markupsafe import Markup

from lckm_bip.sites import POLISH
from lckm_core.publication import Block, Entry, Projection
from lckm_core.text import EmptyWord, plain
from lckm_pages import escaped, sections_anchors, web_address

_ASKED: Final = ("deadline", "fees", "places")
_FORMS: Final = "Formularze elektroniczne"
_MOST_LINES: Final = 3
_MOST_FORMS: Final = 2
_LONGEST: Final = 120


def key_facts(projection: Projection) -> Markup:
    """Return the facts asked first, each with a link to its section, and buttons for e-forms.

    They are the description's own words. What is too long to stand at the top is only linked.
    """
    anchors = sections_anchors(projection.sections)
    rows, forms = list[str](), dict[str, str]()
    for anchor, section in anchors:
        for entry in section.entries:
            if entry.key in _ASKED:
                link = f'<a href="#{anchor}">{escaped(entry.label)}</a>'
                values = "".join(map(_value, _lines(entry)))
                rows.append(f"<div><dt>{link}</dt>{values}</div>")
            elif entry.key.startswith("required_documents."):
                forms.update(_forms(entry))
    buttons = [
        f'<p class="do screen"><a href="{escaped(href)}">Wypełnij {escaped(text)}</a></p>'
        for href, text in _named_forms(forms)
    ]
    facts = [f'<dl class="facts">{"".join(rows)}</dl>'] if rows else []
    return Markup("\n".join([*buttons, *facts]))  # noqa: S704  (every word escaped)


def _value(line: str) -> str:
    """Return a line of a fact, marked as the department's words unless they are fixed ones."""
    language = "" if line in _COMMON else POLISH
    return f"<dd{language}>{escaped(line)}</dd>"


def _named_forms(forms: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the first forms, named by their platforms, or in full if those are the same."""
    first = list(forms.items())[:_MOST_FORMS]
    short = [(href, text.partition(": ")[0]) for href, text in first]
    return short if len({text for _, text in short}) == len(short) else first


def _lines(entry: Entry) -> list[str]:
    """Return the lines of a fact, or a hint to read them below."""
    found = [line for block in entry.blocks[:_MOST_LINES] for line in _words(block, entry.key)]
    whole = len(entry.blocks) <= _MOST_LINES and len(found) <= _MOST_LINES
    kept = [line for line in found if len(line) <= _LONGEST]
    if whole and len(kept) == len(found):
        return kept or [_BELOW]
    return [*kept[:_MOST_LINES], _BELOW]


_BELOW: Final = "więcej poniżej"
_COMMON: Final = frozenset((_BELOW, *(word.value for word in EmptyWord)))


def _words(block: Block, key: str) -> Iterator[str]:
    match block.type:
        case "text":
            yield _line(block.text)
        case "bullets":
            yield from (_line(item.text) for item in block.items)
        case "table":
            yield from (_line(" – ".join(filter(None, row[:2]))) for row in block.rows)
        case "details" if block.heading and key == "places":
            yield _line(block.heading)


def _line(text: str) -> str:
    return " ".join(plain(text).split())


def _forms(entry: Entry) -> Mapping[str, str]:
    """Return the addresses of electronic forms, each with what it is."""
    found = dict[str, str]()
    for block in entry.blocks:
        if block.type == "details":
            for row in block.rows:
                for value in row.values if row.label == _FORMS else ():
                    if value.type == "link" and (href := web_address(value.href)):
                        found.setdefault(href, value.text)
    return found
