"""Hostile text made fit for a page: the characters it must not hold, headings, days, and texts and links within a line."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from lckm_pages.links import Addresses
from lckm_pages.markdown import clean, flow_html

if TYPE_CHECKING:
    from lckm_core.publication.blocks import Detail, Inline

_ONE_LETTER = re.compile(r"(?<=\b[aiouwzAIOUWZ]) ")

_MONTHS = (
    *("stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca"),
    *("lipca", "sierpnia", "września", "października", "listopada", "grudnia"),
)


def bound(text: str) -> str:
    """Return a heading whose one-letter words („w”, „z”, „o”) keep to the word after them, as Polish print has it."""
    return _ONE_LETTER.sub("\u00a0", text)


@lru_cache(maxsize=4096)
def day(on: date) -> Markup:
    """Return *on* as a ``time`` element: „19 stycznia 2023 r.”."""
    words = f"{on.day}\u00a0{_MONTHS[on.month - 1]}\u00a0{on.year}\u00a0r."
    return Markup(f'<time datetime="{on.isoformat()}">{words}</time>')  # noqa: S704  (digits and our own words)


def heading(text: str, level: int) -> Markup:
    """Return *text* as a heading."""
    return Markup(f"<h{level}>{escape(clean(text))}</h{level}>")  # noqa: S704  (escaped)


def each(items: "Sequence[Inline]", tag: str, addresses: Addresses) -> Markup:
    """Return texts and links as HTML, each in a *tag* of its own."""
    return Markup(_each_html(items, tag, addresses))  # noqa: S704  (each part escaped)


def rows(details: "Sequence[Detail]", addresses: Addresses) -> Markup:
    """Return labelled lines as the inside of a ``dl``."""
    lines = [f"<div><dt>{_escaped(row.label)}</dt>{_each_html(row.values, 'dd', addresses)}</div>" for row in details]
    return Markup("\n".join(lines))  # noqa: S704  (each part escaped)


def inline(item: "Inline", addresses: Addresses) -> Markup:
    """Return a text or a link as HTML; a link that must not be followed shows its text only."""
    return Markup(_inline_html(item, addresses))  # noqa: S704  (each part escaped)


def _each_html(items: "Sequence[Inline]", tag: str, addresses: Addresses) -> str:
    return "\n".join([f"<{tag}>{_inline_html(item, addresses)}</{tag}>" for item in items])


def _inline_html(item: "Inline", addresses: Addresses) -> str:
    if item.type == "text":
        return flow_html(item.text)
    target = addresses.target(item.href)
    html, note, where = _escaped(item.text), item.note, ""
    if target is not None:
        if target.is_file:
            where, note = note or target.says, ""
        elif target.says not in item.text:
            where = target.says
        if where:
            where = f' <span class="where">({_escaped(where)})</span>'
        html = f'<a href="{escape(target.href)}">{html}{where}</a>'
    return f'{html} <span class="note">{_escaped(note)}</span>' if note else html


def _escaped(text: str) -> str:
    return str(escape(clean(text)))
