"""Hostile text made safe for a page: characters, headings, days, and texts in a line."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from lckm_pages.links import Addresses
from lckm_pages.markdown import escaped, flow_html

if TYPE_CHECKING:
    from lckm_core.publication import Detail, Inline

_ONE_LETTER = re.compile(r"(?<=\b[aiouwzAIOUWZ]) ")

_MONTHS = (
    *("stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca"),
    *("lipca", "sierpnia", "września", "października", "listopada", "grudnia"),
)


def bound(text: str) -> str:
    """Return a heading whose one-letter words („w”, „z”, „o”) stay with the word after them."""
    return _ONE_LETTER.sub("\u00a0", text)


@lru_cache(maxsize=4096)
def day(on: date) -> Markup:
    """Return *on* as a ``time`` element: „19 stycznia 2023 r.”."""
    words = f"{on.day}\u00a0{_MONTHS[on.month - 1]}\u00a0{on.year}\u00a0r."
    # Digits and our own words.
    return Markup(f'<time datetime="{on.isoformat()}">{words}</time>')  # noqa: S704


@lru_cache(maxsize=4096)  # labels, which every page repeats
def heading_html(text: str, level: int) -> str:
    """Return *text* as a heading."""
    return f"<h{level}>{escaped(text)}</h{level}>"


@lru_cache(maxsize=4096)
def label_html(text: str) -> str:
    """Return a label as HTML: one of the few that every page repeats."""
    return escaped(text)


def rows_html(details: "Sequence[Detail]", addresses: Addresses) -> str:
    """Return labelled lines as the inside of a ``dl``."""
    return "\n".join(
        [
            f"<div><dt>{label_html(row.label)}</dt>{each_html(row.values, 'dd', addresses)}</div>"
            for row in details
        ]
    )


def each_html(items: "Sequence[Inline]", tag: str, addresses: Addresses) -> str:
    """Return texts and links as HTML, each in a *tag* of its own."""
    return "\n".join([f"<{tag}>{inline_html(item, addresses)}</{tag}>" for item in items])


def inline_html(item: "Inline", addresses: Addresses) -> str:
    """Return a text or a link as HTML; a link that must not be followed shows its text only."""
    if item.type == "text":
        return flow_html(item.text)
    target = addresses.target(item.href)
    html, note, address_words = escaped(item.text), item.note, ""
    if target is not None:
        if target.is_file:
            address_words, note = target.about or note or target.says, ""
        elif target.says not in item.text:
            address_words = target.says
        if address_words:
            address_words = f' <span class="where">({escaped(address_words)})</span>'
        html = f'<a href="{escape(target.href)}">{html}{address_words}</a>'
    return f'{html} <span class="note">{escaped(note)}</span>' if note else html
